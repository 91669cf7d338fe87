/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "import_find.h"
#include "import_row.h"
#include "store/org.h"

/* What the column of reasons is called, in both languages: a mended table
 * that is taken in again has one already. */
static const char *const reason_headings[] = { "原因", "reason" };

/* A cell as it goes back: what must not reach a terminal is marked, so that
 * it cannot be taken in again unmended. */
static void
put_cell(struct buf *out, const char *s, bool first)
{
	struct buf *clean;

	if (s[strcspn(s, "\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f"
			 "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b"
			 "\x1c\x1d\x1e\x1f\x7f\xc2\xe2\xee\xef")] == '\0') {
		csv_put(out, s, first);
		return;
	}
	clean = buf_new();
	if (text_clean(clean, s, strlen(s), TEXT_LINES) > 0)
		buf_add_text(clean, "\xef\xbf\xbd");
	csv_put(out, buf_text(clean), first);
	buf_free(clean);
}

static void
put_cells(struct buf *out, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_cell(out, cells[i], i == 0);
}

void
import_heading(struct import *im, const char *const *cells, size_t n)
{
	im->kept = n;
	for (size_t i = 0; i < nitems(reason_headings) && n > 0; i++)
		if (strcmp(cells[n - 1], reason_headings[i]) == 0)
			im->kept = n - 1;
	buf_clear(im->refused);
	buf_add_text(im->refused, "\xef\xbb\xbf");
	put_cells(im->refused, cells, im->kept);
	buf_add_f(im->refused, ",%s\r\n", _("reason"));
}

/* --- judging ----------------------------------------------------------------
 */

static const char *
fault_words(enum csv_fault f)
{
	static const char *const words[] = {
		[CSV_FINE] = NULL,
		[CSV_QUOTE] = N_("A quotation mark does not close."),
		[CSV_LONG] = N_("The line is too long to be a row."),
		[CSV_MANY] = N_("There are too many cells."),
		[CSV_TEXT] = N_("Some of it cannot be read as text."),
	};

	return words[f];
}

void
import_read_row(struct import *im, int64_t line, enum csv_fault fault,
    const char *const *cells, size_t n, struct import_row *to)
{
	to->line = line;
	to->fault = (struct table_fault){ table_fields(im->kind->table),
		fault_words(fault) };
	if (to->fault.words == NULL)
		im->kind->judge(im, cells, n, to);
	to->text = buf_len(im->text);
	put_cells(im->text, cells, n < im->kept ? n : im->kept);
	to->n_text = buf_len(im->text) - to->text;
}

/* --- writing -----------------------------------------------------------------
 */

int
import_refuse(struct import *im, const struct import_row *row, int field,
    const char *words)
{
	const struct table *t = im->kind->table;
	const char *p = (const char *)buf_data(im->text) + row->text;
	struct buf *why = buf_new();
	int column;

	column = field < table_fields(t) ? im->columns.at[field] + 1 : 0;
	buf_add_f(why, _("line %d, %s: %s"), (int)row->line,
	    _(table_words(t, field)), _(words));
	buf_add(im->refused, p, row->n_text);
	csv_put(im->refused, buf_text(why), 0);
	buf_add_text(im->refused, "\r\n");
	buf_free(why);
	im->state.refused++;
	if (im->in->on_refused != NULL)
		im->in->on_refused(
		    im->in->arg, row->line, column, field, words);
	return import_keep(im, row, field, words);
}

int
import_write_row(struct import *im, struct import_row *row, int64_t audit)
{
	if (row->fault.words != NULL)
		return import_refuse(
		    im, row, row->fault.field, row->fault.words);
	return im->kind->write(im, row, audit);
}

struct numbered {
	const char *number;
	struct student s;
	int n;
};

static int
has_number(void *arg, const struct student *s)
{
	struct numbered *x = arg;

	if (strcmp(s->number, x->number) == 0) {
		x->s = *s;
		x->n++;
	}
	return 0;
}

int
import_student_by_number(
    struct import *im, int64_t school, const char *number, struct student *s)
{
	struct numbered x = { .number = number };
	int r;

	if ((r = store_student_exact(im->who->store, STUDENT_BY_NUMBER, school,
		 number, 2, has_number, &x)) != 0)
		return r;
	if (x.n != 1)
		return ERR_NOT_FOUND;
	return store_student_get(im->who->store, x.s.id, s);
}

int
import_place_school(struct import *im, const char *name, int64_t id)
{
	struct store *st = im->who->store;
	struct org o;
	int r;

	if (name == NULL)
		r = store_org_get(st, id, &o);
	else if ((r = store_org_by_code(st, ORG_SCHOOL, name, &o)) ==
		 ERR_NOT_FOUND)
		r = store_org_by_name(st, ORG_SCHOOL, name, &o);
	if (r == 0 && o.type == ORG_SCHOOL) {
		im->place = o.id;
		return 0;
	}
	return r != 0 && r != ERR_NOT_FOUND
		   ? r
		   : act_fail(im->who, ERR_NOT_FOUND,
			 _("There is no such school here."));
}

int
import_orgs_open(struct import *im, const char *words)
{
	int r = im->kind->may(im->who);

	if (r == 0)
		r = orgs_open(im->who, &im->orgs);
	if (r == ERR_DENIED)
		return act_fail(im->who, r, "%s", _(words));
	if (r == 0 && im->in->dry_run)
		orgs_pretend(im->orgs);
	return r;
}

void
import_orgs_close(struct import *im)
{
	orgs_close(im->orgs);
}

const struct org *
import_orgs_place(struct import *im, const char *name, int64_t id, bool *many)
{
	bool several = false;
	const struct org *o = name != NULL ? orgs_find(im->orgs, name, &several)
					   : orgs_get(im->orgs, id);

	if (many != NULL)
		*many = several;
	return o;
}

static const struct import_kind *const kinds[] = { &import_roster,
	&import_staff, &import_orgs, &import_ties, &import_training,
	&import_except, &import_groups, &import_care };

const struct import_kind *
import_kind_of(const char *name)
{
	for (size_t i = 0; i < nitems(kinds); i++)
		if (strcmp(kinds[i]->table->name, name) == 0)
			return kinds[i];
	return NULL;
}

const struct import_kind *
import_kind_at(size_t i)
{
	return i < nitems(kinds) ? kinds[i] : NULL;
}

int
import_note(struct import *im, const char *what, int64_t object, int64_t *audit)
{
	char word[32];

	snprintf(word, sizeof(word), "%s.%s", im->kind->table->name, what);
	return act_note(im->who, word, object, NULL, NULL, 0, audit);
}
