/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "import_row.h"
#include "model/day.h"
#include "model/topic.h"
#include "sealed/sign.h"
#include "store/refused.h"
#include "store/store.h"
#include "store/student.h"

#define BATCH 1000	  /* rows judged at once */
#define SLICE 50000	  /* rows of a transaction at most, */
#define SLICE_MS 400	  /* and the time the others may have to wait for it */
#define HEADING_WITHIN 10 /* titles may stand above the heading */
#define BLOCK (1024 * 1024)
#define CACHE_KB (256 * 1024) /* rows touch every index: let them stay */
#define CACHE_AFTER_KB 2048
#define LOG_MOST 16000 /* 64 MB: as much of it as stays on the disk */

/* --- the file --------------------------------------------------------------
 */

static int64_t
read_some(void *arg, void *to, size_t n)
{
	int fd = *(const int *)arg;
	ssize_t got;

	do
		got = read(fd, to, n);
	while (got < 0 && errno == EINTR);
	return got < 0 ? ERR_IO : got;
}

/* What file this is, and how it is read: the same again goes on. */
static int
hash_file(const struct import *im, uint8_t to[32])
{
	const struct act_import *in = im->in;
	const char *kind = im->kind->table->name;
	const char *school = in->school != NULL ? in->school : "";
	uint8_t *block = mem_zero(1, 32 + BLOCK);
	int64_t n = 0;

	sign_hash(NULL, kind, strlen(kind), block);
	sign_hash(block, school, strlen(school), block);
	if (in->year != 0) {
		memcpy(block + 32, &in->year, sizeof(in->year));
		sign_hash(NULL, block, 32 + sizeof(in->year), block);
	}
	for (size_t i = 0; i < in->n_maps; i++) {
		memcpy(
		    block + 32, &in->maps[i].field, sizeof(in->maps[i].field));
		memcpy(
		    block + 64, in->maps[i].column, strlen(in->maps[i].column));
		sign_hash(NULL, block, 64 + strlen(in->maps[i].column), block);
	}
	if (lseek(in->source, 0, SEEK_SET) != 0)
		n = ERR_IO;
	while (n >= 0 && (n = read_some((void *)(uintptr_t)&in->source,
			      block + 32, BLOCK)) > 0)
		sign_hash(NULL, block, 32 + (size_t)n, block);
	memcpy(to, block, 32);
	free(block);
	if (n == 0 && lseek(in->source, 0, SEEK_SET) != 0)
		n = ERR_IO;
	return n < 0 ? (int)n : 0;
}

/* Write all of b behind byte `at` of the table of refused rows, on the disk
 * before the transaction that counts it. */
static int
write_refused(struct import *im)
{
	const uint8_t *p = buf_data(im->refused);
	size_t n = buf_len(im->refused);
	ssize_t put;

	if (im->in->dry_run || n == 0)
		return 0;
	for (; n > 0; p += put, n -= (size_t)put) {
		put = pwrite(im->in->refused, p, n, im->state.refused_bytes);
		if (put < 0 && errno == EINTR)
			put = 0;
		else if (put < 0)
			return errno == ENOSPC ? ERR_FULL : ERR_IO;
		im->state.refused_bytes += put;
	}
	buf_clear(im->refused);
	return fdatasync(im->in->refused) == 0 ? 0 : ERR_IO;
}

/* --- the heading ------------------------------------------------------------
 */

static size_t
cells_of(const struct csv *c, const char *cells[CSV_FIELDS_MAX])
{
	for (size_t i = 0; i < csv_fields(c); i++)
		cells[i] = csv_field(c, i);
	return csv_fields(c);
}

static int
find_heading(struct import *im)
{
	const char *cells[CSV_FIELDS_MAX];
	const struct table *t = im->kind->table;
	int missing, r = 0;

	for (int i = 0; i < HEADING_WITHIN && (r = csv_next(im->csv)) == 1;
	     i++) {
		size_t n = cells_of(im->csv, cells);

		if (!table_heading(t, cells, n, im->in->maps, im->in->n_maps,
			im->in->school != NULL, &im->columns, &missing))
			continue;
		if (missing < table_fields(t))
			return act_fail(im->who, ERR_INPUT,
			    _("The table has no column for: %s."),
			    _(table_words(t, missing)));
		import_heading(im, cells, n);
		return 0;
	}
	if (r < 0)
		return r;
	return act_fail(im->who, ERR_INPUT,
	    _("No heading with a column of names was found in the first lines. "
	      "A mapping file can name the columns."));
}

/* --- beginning, going on, ending ---------------------------------------------
 */

static int
begin_new(struct import *im)
{
	int r;

	im->state.person = im->who->person;
	im->state.started_at = act_now(im->who);
	im->state.read_to = csv_next_offset(im->csv);
	im->state.line = csv_next_line(im->csv);
	im->state.refused_bytes = 0; /* its heading is written first */
	if (ftruncate(im->in->refused, 0) != 0)
		return ERR_IO;
	if ((r = write_refused(im)) != 0 || (r = act_begin(im->who)) != 0)
		return r;
	if ((r = store_refused_drop_source(
		 im->who->store, im->who->person, im->state.source)) == 0 &&
	    (r = store_import_add(im->who->store, &im->state)) == 0)
		r = import_note(im, "begin", im->state.id, NULL);
	return act_end(im->who, r);
}

static int
go_on(struct import *im)
{
	struct act_imported *out = im->out;

	if (ftruncate(im->in->refused, im->state.refused_bytes) != 0 ||
	    lseek(im->in->source, im->state.read_to, SEEK_SET) < 0)
		return ERR_IO;
	csv_jump(im->csv, im->state.read_to, im->state.line);
	buf_clear(im->refused); /* the heading stands there already */
	out->resumed_at = im->state.line;
	out->accepted = im->state.accepted;
	out->changed = im->state.changed;
	out->unchanged = im->state.unchanged;
	out->refused = im->state.refused;
	out->rows =
	    out->accepted + out->changed + out->unchanged + out->refused;
	return 0;
}

static int
begin_or_go_on(struct import *im)
{
	int r;

	if (im->in->dry_run)
		return 0;
	if ((r = hash_file(im, im->state.source)) != 0)
		return r;
	/* The reader has looked ahead: stand again where it wants to read. */
	if (lseek(im->in->source, im->looked_to, SEEK_SET) < 0)
		return ERR_IO;
	r = store_import_open(
	    im->who->store, im->who->person, im->state.source, &im->state);
	r = r == ERR_NOT_FOUND ? begin_new(im) : r == 0 ? go_on(im) : r;
	im->out->id = im->state.id;
	if (r == 0)
		r = store_refused_count(
		    im->who->store, im->who->person, &im->waiting);
	return r;
}

static int
finish(struct import *im)
{
	int r;

	if (im->in->dry_run)
		return 0;
	if ((r = act_begin(im->who)) != 0)
		return r;
	im->state.finished_at = act_now(im->who);
	if ((r = store_import_put(im->who->store, &im->state)) == 0 &&
	    (r = import_note(im, "end", im->state.id, NULL)) == 0 &&
	    im->kind->finish != NULL)
		r = im->kind->finish(im);
	im->out->waiting = im->waiting;
	store_touch(im->who->store, STORE_TOPIC(TOPIC_PERSON, im->who->person));
	return act_end(im->who, r);
}

/* --- a slice
 * ------------------------------------------------------------------ */

/* Read and judge rows; *n of them. */
static int
read_batch(struct import *im, int *n)
{
	const char *cells[CSV_FIELDS_MAX];
	int r = 0;

	buf_clear(im->text);
	for (*n = 0; *n < BATCH && (r = csv_next(im->csv)) == 1; ++*n) {
		size_t width = cells_of(im->csv, cells);

		import_read_row(im, csv_line(im->csv), csv_fault(im->csv),
		    cells, width, &im->rows[*n]);
	}
	return r < 0 ? r : 0;
}

/* Write what was read and read on, as long as nobody is kept waiting: the
 * more rows go into a transaction, the fewer pages are written twice. */
static int
write_batches(struct import *im, int *n, int64_t audit)
{
	int64_t began = clock_ticks_ms();
	int most = im->in->slice > 0 ? im->in->slice : SLICE;
	int rows = 0, r = 0;

	while (r == 0 && *n > 0) {
		for (int i = 0; i < *n && r == 0; i++)
			r = import_write_row(im, &im->rows[i], audit);
		im->state.read_to = csv_next_offset(im->csv);
		im->state.line = csv_next_line(im->csv);
		rows += *n;
		*n = 0;
		if (r != 0 || rows >= most ||
		    clock_ticks_ms() - began >= SLICE_MS)
			break;
		r = read_batch(im, n);
	}
	return r;
}

static int
write_slice(struct import *im, int *n)
{
	struct roster_import was = im->state;
	int64_t audit;
	int r;

	im->now = act_now(im->who);
	if (im->in->dry_run)
		return write_batches(im, n, 0);
	if ((r = act_begin(im->who)) != 0)
		return r;
	if ((r = import_note(im, "slice", im->state.id, &audit)) == 0 &&
	    (r = write_batches(im, n, audit)) == 0 &&
	    (r = write_refused(im)) == 0)
		r = store_import_put(im->who->store, &im->state);
	if ((r = act_end(im->who, r)) != 0)
		im->state = was;
	return r;
}

static void
tell(struct import *im)
{
	struct act_imported *out = im->out;

	out->accepted = im->state.accepted;
	out->changed = im->state.changed;
	out->unchanged = im->state.unchanged;
	out->refused = im->state.refused;
	out->rows =
	    out->accepted + out->changed + out->unchanged + out->refused;
}

static int
take_in(struct import *im)
{
	int n, r;

	while ((r = read_batch(im, &n)) == 0 && n > 0) {
		if ((r = write_slice(im, &n)) != 0)
			return r;
		tell(im);
		if (im->in->on_progress != NULL &&
		    im->in->on_progress(im->in->arg, im->out->rows,
			im->state.read_to, im->all_bytes) != 0)
			return ERR_STOPPED;
	}
	return r;
}

/* --- all of it
 * ----------------------------------------------------------------- */

static int
look_at_today(struct import *im)
{
	struct clock_parts p;

	clock_parts_of(act_now(im->who), &p);
	im->today = day_of(p.year, p.month, p.day);
	return 0;
}

static int
open_table(struct import *im)
{
	struct stat st;
	int r;

	if (fstat(im->in->source, &st) != 0 || !S_ISREG(st.st_mode))
		return act_fail(im->who, ERR_INPUT,
		    _("This is not a file that can be read twice."));
	im->all_bytes = st.st_size;
	if (lseek(im->in->source, 0, SEEK_SET) != 0)
		return ERR_IO;
	r = csv_open(&im->csv, read_some, (void *)(uintptr_t)&im->in->source);
	if (r == ERR_INPUT)
		return act_fail(im->who, r,
		    _("The file is not UTF-8, UTF-16 or GB18030. Please save "
		      "it "
		      "as CSV UTF-8."));
	if (r != 0)
		return r;
	im->out->encoding = csv_encoding(im->csv);
	if ((r = find_heading(im)) == 0)
		im->looked_to = lseek(im->in->source, 0, SEEK_CUR);
	return r;
}

static int
open_kind(struct import *im)
{
	int r = im->kind->open(im);

	if (r != 0 || im->in->school == NULL)
		return r;
	return im->kind->place(im, im->in->school, 0);
}

static int
take_table(struct actor *who, const struct import_kind *kind,
    const struct act_import *in, struct act_imported *out)
{
	struct import im = {
		.kind = kind, .who = who, .in = in, .out = out, .school = -1
	};
	int r;

	*out = (struct act_imported){ .rows = 0 };
	im.refused = buf_new();
	im.text = buf_new();
	im.rows = mem_zero(BATCH, sizeof(*im.rows));
	if ((r = act_look(who)) == 0 && (r = look_at_today(&im)) == 0 &&
	    (r = open_kind(&im)) == 0 && (r = open_table(&im)) == 0 &&
	    (r = begin_or_go_on(&im)) == 0 &&
	    (r = store_cache(who->store, CACHE_KB)) == 0) {
		store_log_most(who->store, LOG_MOST);
		if ((r = take_in(&im)) == 0)
			r = finish(&im);
		store_log_most(who->store, 0);
	}
	(void)store_cache(who->store, CACHE_AFTER_KB);
	csv_close(im.csv);
	kind->close(&im);
	buf_free(im.refused);
	buf_free(im.text);
	free(im.rows);
	return r;
}

int
act_import(struct actor *who, const char *table, const struct act_import *in,
    struct act_imported *out)
{
	const struct import_kind *kind = import_kind_of(table);

	return kind != NULL ? take_table(who, kind, in, out) : ERR_UNKNOWN;
}

bool
act_import_may(struct actor *who, const char *table)
{
	const struct import_kind *kind = import_kind_of(table);

	return kind != NULL && kind->may(who) == 0;
}

int
act_import_roster(
    struct actor *who, const struct act_import *in, struct act_imported *out)
{
	return take_table(who, &import_roster, in, out);
}
