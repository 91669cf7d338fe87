/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of a roster that wait to be mended: kept, shown, taken in after all. */
#include <stdlib.h>
#include <string.h>

#include "act/mend.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_row.h"
#include "internal.h"
#include "mend_cells.h"
#include "model/day.h"
#include "store/refused.h"
#include "store/store.h"

#define CELLS_COLUMN "roster_refused.cells"

/* --- kept while a roster is taken in ---------------------------------------
 */

static struct sealed_place
cells_place(int64_t id)
{
	return (struct sealed_place){ CELLS_COLUMN, id };
}

/* Seal the cells anew, for a row that is there. */
static int
put_cells(struct actor *who, struct roster_refused *w,
    const char *const cell[TABLE_FIELDS_MAX])
{
	struct buf *plain = act_secret(), *sealed = buf_new();
	int r;

	mend_put_fields(plain, import_kind_of(w->kind)->table, cell);
	if ((r = act_key_of(who, KEY_PERSON, who->person, &w->pair, NULL)) ==
		0 &&
	    (r = act_seal(who, w->pair, cells_place(w->id), buf_data(plain),
		 buf_len(plain), sealed)) == 0) {
		w->cells = buf_data(sealed);
		w->n_cells = buf_len(sealed);
		r = store_refused_put(who->store, w);
	}
	buf_free(plain);
	buf_free(sealed);
	return r;
}

/* The cells of our fields, of a row that was read a while ago.  A line of
 * commas above it says what parts its cells. */
static int
cells_of_row(struct import *im, const struct import_row *row, struct buf *text,
    struct csv **c, const char *cell[TABLE_FIELDS_MAX])
{
	struct mend_reading m;
	int r;

	for (size_t i = 0; i + 1 < im->kept; i++)
		buf_add_char(text, ',');
	buf_add_text(text, "-\r\n");
	buf_add(
	    text, (const char *)buf_data(im->text) + row->text, row->n_text);
	m = (struct mend_reading){ (const char *)buf_data(text),
		buf_len(text) };
	if ((r = csv_open(c, mend_read, &m)) != 0)
		return r;
	if ((r = csv_next(*c)) == 1)
		r = csv_next(*c);
	for (int f = 0; f < table_fields(im->kind->table); f++) {
		int at = im->columns.at[f];

		cell[f] = at < 0   ? NULL
			  : r == 1 ? mend_unmarked(csv_field(*c, (size_t)at))
				   : "";
	}
	return r < 0 ? r : 0;
}

int
import_keep(struct import *im, const struct import_row *row, int field,
    const char *words)
{
	struct roster_refused w = { .import = im->state.id,
		.person = im->who->person,
		.at = im->now,
		.line = row->line,
		.kind = im->kind->table->name,
		.field = table_name(im->kind->table, field),
		.school = im->place,
		.reason = words,
		.cells = "" };
	const char *cell[TABLE_FIELDS_MAX];
	struct buf *text;
	struct csv *c = NULL;
	int r;

	if (im->in->dry_run || im->mends || im->waiting >= ACT_MEND_MAX)
		return 0;
	text = act_secret();
	if ((r = act_key_of(
		 im->who, KEY_PERSON, im->who->person, &w.pair, NULL)) == 0 &&
	    (r = cells_of_row(im, row, text, &c, cell)) == 0 &&
	    (r = store_refused_add(im->who->store, &w)) == 0)
		r = put_cells(im->who, &w, cell);
	csv_close(c);
	buf_free(text);
	if (r == 0)
		im->waiting++;
	return r;
}

/* --- whose they are --------------------------------------------------------
 */

/* Whoever may take in a kind of table no more has no rows of one either. */
static int
may(struct actor *who, const char *kind)
{
	const struct import_kind *k = import_kind_of(kind);
	int r = k != NULL ? k->may(who) : ERR_CORRUPT;

	who->why[0] = '\0';
	return r;
}

static int
may_any(struct actor *who)
{
	const struct import_kind *k;
	int r = ERR_DENIED;

	for (size_t i = 0; (k = import_kind_at(i)) != NULL && r == ERR_DENIED;
	     i++)
		r = may(who, k->table->name);
	return r;
}

static void
head_of(const struct roster_refused *w, struct act_mend *to)
{
	const struct table *t = import_kind_of(w->kind)->table;
	int field = table_field_of(t, w->field);

	*to = (struct act_mend){ .id = w->id,
		.table = t,
		.import = w->import,
		.line = w->line,
		.at = w->at,
		.field = field < 0 ? table_fields(t) : field };
	mem_copy_text(to->words, sizeof(to->words), w->reason);
}

struct each {
	struct actor *who;
	int (*fn)(void *, const struct act_mend *);
	void *arg;
};

static int
each_one(void *arg, const struct roster_refused *w)
{
	const struct each *e = arg;
	struct act_mend head;

	if (may(e->who, w->kind) != 0)
		return 0;
	head_of(w, &head);
	return e->fn(e->arg, &head);
}

int
act_mend_each(struct actor *who, int64_t after, int limit,
    int (*fn)(void *, const struct act_mend *), void *arg)
{
	struct each e = { who, fn, arg };
	int r;

	if ((r = act_look(who)) != 0 || (r = may_any(who)) != 0)
		return r;
	return store_refused_each(
	    who->store, who->person, after, limit, each_one, &e);
}

int
act_mend_count(struct actor *who, int64_t *n)
{
	int r;

	*n = 0;
	if ((r = act_look(who)) != 0)
		return r;
	if ((r = store_refused_count(who->store, who->person, n)) != 0 ||
	    *n == 0)
		return r;
	if ((r = may_any(who)) == ERR_DENIED)
		*n = r = 0;
	return r;
}

/* --- one, opened -----------------------------------------------------------
 */

struct opening {
	struct actor *who;
	struct roster_refused *w; /* what is borrowed points into out */
	struct act_mend_row *out;
};

static int
open_cells(struct opening *o, const struct roster_refused *w)
{
	struct buf *plain = act_secret();
	int64_t at[TABLE_FIELDS_MAX];
	struct csv *c = NULL;
	struct mend_reading m;
	int r;

	r = act_open(
	    o->who, w->pair, cells_place(w->id), w->cells, w->n_cells, plain);
	m = (struct mend_reading){ (const char *)buf_data(plain),
		buf_len(plain) };
	if (r == 0 && (r = csv_open(&c, mend_read, &m)) == 0)
		r = mend_read_fields(c, o->out->head.table, o->out->words, at);
	for (int f = 0; f < TABLE_FIELDS_MAX && r == 0; f++)
		o->out->cell[f] =
		    at[f] < 0 ? NULL
			      : (const char *)buf_data(o->out->words) + at[f];
	csv_close(c);
	buf_free(plain);
	return r;
}

static int
open_row(void *arg, const struct roster_refused *w)
{
	struct opening *o = arg;
	int r;

	if (w->person != o->who->person)
		return ERR_NOT_FOUND; /* as if it were not there */
	if ((r = may(o->who, w->kind)) != 0)
		return r;
	head_of(w, &o->out->head);
	*o->w = *w;
	o->w->kind = o->out->head.table->name;
	o->w->field = table_name(o->out->head.table, o->out->head.field);
	o->w->reason = o->out->head.words;
	return open_cells(o, w);
}

static int
open_it(struct actor *who, int64_t id, struct roster_refused *w,
    struct act_mend_row *out)
{
	struct opening o = { who, w, out };
	int r;

	*out = (struct act_mend_row){ .words = act_secret() };
	if ((r = may_any(who)) == 0)
		r = store_refused_get(who->store, id, open_row, &o);
	if (r != 0)
		act_mend_free(out);
	return r;
}

int
act_mend_open(struct actor *who, int64_t id, struct act_mend_row *out)
{
	struct roster_refused w;
	int r = act_look(who);

	return r != 0 ? r : open_it(who, id, &w, out);
}

void
act_mend_free(struct act_mend_row *row)
{
	buf_free(row->words);
	*row = (struct act_mend_row){ .words = NULL };
}

/* --- changing --------------------------------------------------------------
 */

int
act_mend_keep(
    struct actor *who, int64_t id, const char *const cell[TABLE_FIELDS_MAX])
{
	struct act_mend_row was;
	struct roster_refused w;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = open_it(who, id, &w, &was)) == 0) {
		r = put_cells(who, &w, cell);
		act_mend_free(&was);
	}
	return act_end(who, r);
}

/* As the heading of a file would have it: our fields, side by side. */
static size_t
lay_columns(struct import *im, const char *const cell[TABLE_FIELDS_MAX],
    const char *cells[TABLE_FIELDS_MAX])
{
	size_t n = 0;

	for (int f = 0; f < table_fields(im->kind->table); f++) {
		im->columns.at[f] = cell[f] != NULL ? (int)n : -1;
		if (cell[f] != NULL)
			cells[n++] = cell[f];
	}
	im->columns.n = im->kept = n;
	return n;
}

struct fault {
	int field;
	const char *words;
};

static void
on_refused(void *arg, int64_t line, int column, int field, const char *words)
{
	(void)line, (void)column;
	*(struct fault *)arg = (struct fault){ field, words };
}

/* The row goes where every row of a roster goes. */
static int
take_row(struct import *im, struct roster_refused *w,
    const char *const cell[TABLE_FIELDS_MAX])
{
	const char *cells[TABLE_FIELDS_MAX];
	size_t n = lay_columns(im, cell, cells);
	struct import_row *row = im->rows;
	struct clock_parts p;
	int64_t audit;
	int r;

	im->now = act_now(im->who);
	clock_parts_of(im->now, &p);
	im->today = day_of(p.year, p.month, p.day);
	if ((r = im->kind->open(im)) != 0 ||
	    (w->school != 0 && (r = im->kind->place(im, NULL, w->school)) != 0))
		return r;
	import_read_row(im, w->line, CSV_FINE, cells, n, row);
	if ((r = import_note(im, "mend", w->import, &audit)) != 0)
		return r;
	return import_write_row(im, row, audit);
}

static enum act_mended
how_it_went(const struct roster_import *i)
{
	return i->refused > 0	 ? MENDED_NOT
	       : i->accepted > 0 ? MENDED_NEW
	       : i->changed > 0	 ? MENDED_CHANGED
				 : MENDED_SAME;
}

static int
mend(struct actor *who, struct roster_refused *w,
    const char *const cell[TABLE_FIELDS_MAX], enum act_mended *how)
{
	struct fault fault = { TABLE_FIELDS_MAX, "" };
	struct act_import in = { .on_refused = on_refused, .arg = &fault };
	struct act_imported out = { .rows = 0 };
	struct import im = { .kind = import_kind_of(w->kind),
		.who = who,
		.in = &in,
		.out = &out,
		.school = -1 };
	int r;

	im.mends = true;
	im.rows = mem_zero(1, sizeof(*im.rows));
	im.text = act_secret();
	im.refused = act_secret();
	r = take_row(&im, w, cell);
	*how = how_it_went(&im.state);
	if (r == 0 && *how == MENDED_NOT) {
		w->field = table_name(im.kind->table, fault.field);
		w->reason = fault.words;
		r = put_cells(who, w, cell);
	} else if (r == 0)
		r = store_refused_drop(who->store, w->id);
	im.kind->close(&im);
	free(im.rows);
	buf_free(im.text);
	buf_free(im.refused);
	return r;
}

int
act_mend_take(struct actor *who, int64_t id,
    const char *const cell[TABLE_FIELDS_MAX], enum act_mended *how)
{
	struct act_mend_row was;
	struct roster_refused w;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = open_it(who, id, &w, &was)) == 0) {
		r = mend(who, &w, cell, how);
		act_mend_free(&was);
		store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, who->person));
	}
	return act_end(who, r);
}

static int
drop(struct actor *who, int64_t id)
{
	struct act_mend_row was;
	struct roster_refused w;
	int r;

	if (id == 0)
		r = store_refused_drop_all(who->store, who->person);
	else if ((r = open_it(who, id, &w, &was)) == 0) {
		act_mend_free(&was);
		r = store_refused_drop(who->store, id);
	}
	return r != 0 ? r
		      : act_note(
			    who, "roster.throw_away", id, NULL, NULL, 0, NULL);
}

int
act_mend_drop(struct actor *who, int64_t id)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = may_any(who)) == 0 && (r = drop(who, id)) == 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, who->person));
	return act_end(who, r);
}
