/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What comes in through the gate is read here and nowhere else.  The purpose
 * is the name of the table that takes the rows (import.h).
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "act/import.h"
#include "act/setting.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/reader.h"
#include "base/theme.h"
#include "gate_internal.h"

struct telling {
	int (*progress)(void *, int64_t rows);
	void *arg;
};

#define READING_MS 150000 /* more than the reader takes at most */

static int
refuse_table(struct actor *who, const struct reader_answer *a)
{
	struct buf *b = buf_new();
	int r;

	reader_answer_text(a, b); /* a cell's place and our own sentence */
	r = act_fail(who, ERR_INPUT, "%s", buf_text(b));
	buf_free(b);
	return r;
}

/* Have the reader write the rows of the file to `rows`. */
static int
have_read(struct actor *who, int spool, int rows)
{
	struct reader_answer a;
	int said[2], r;

	if (pipe2(said, O_CLOEXEC) != 0)
		return ERR_SYSTEM;
	r = reader_ask(READER_FD, spool, rows, said[1]);
	close(said[1]); /* so that its end is heard */
	if (r == 0 && reader_hear(said[0], READING_MS, &a) != 0)
		r = refuse_table(who, &a);
	close(said[0]);
	return r;
}

/*
 * A descriptor of the CSV table in what came, whatever it is: the rows that
 * the reader found, a process that can do nothing else.  A server always has
 * one; without it only what is plainly no workbook is read.
 */
static int
table_of(struct actor *who, int spool, int *table)
{
	int rows = memfd_create("rows", MFD_CLOEXEC), r;

	if (rows < 0)
		return ERR_SYSTEM;
	r = have_read(who, spool, rows);
	if (r == ERR_CLOSED && !reader_wanted(spool)) {
		close(rows);
		rows = dup(spool);
		r = rows < 0 ? ERR_SYSTEM : 0;
	}
	if (r != 0 && rows >= 0)
		close(rows);
	*table = rows;
	return r;
}

static int
on_progress(void *arg, int64_t rows, int64_t bytes, int64_t all)
{
	struct telling *t = arg;

	(void)bytes, (void)all;
	return t->progress(t->arg, rows);
}

static void
say_rows(const struct act_imported *out, struct buf *said)
{
	buf_add_f(said,
	    _("%lld rows: %lld new, %lld changed, %lld as they were, "
	      "%lld not taken in."),
	    (long long)out->rows, (long long)out->accepted,
	    (long long)out->changed, (long long)out->unchanged,
	    (long long)out->refused);
	if (out->untrained > 0)
		buf_add_f(said,
		    _(" %lld of a hotline without a valid training record."),
		    (long long)out->untrained);
	if (out->approval != 0)
		buf_add_text(
		    said, _(" The security administrator has been asked."));
}

/* Refused rows wait to be mended at the screen; the table of them that
 * a command would write has nobody to go to. */
static int
take_rows(struct actor *who, struct gate *g, int table, struct telling *t,
    struct buf *said)
{
	struct act_import in = { .source = table,
		.refused = memfd_create("refused", MFD_CLOEXEC),
		.school = g->detail[0] != '\0' ? g->detail : NULL,
		.arg = t,
		.on_progress = on_progress };
	struct act_imported out;
	int r;

	if (in.refused < 0)
		return ERR_SYSTEM;
	r = act_import(who, gate_rule(g->purpose)->code, &in, &out);
	close(in.refused);
	g->rows = out.rows;
	g->accepted = out.accepted + out.changed + out.unchanged;
	g->refused = out.refused;
	if (r == 0)
		say_rows(&out, said);
	return r;
}

/* No table: a few lines of text, read here. */
static int
read_theme(struct actor *who, struct gate *g, int spool, struct buf *said)
{
	char text[THEME_BYTES_MAX + 1];
	ssize_t n = pread(spool, text, sizeof(text), 0);
	int r;

	if (n < 0)
		return ERR_IO;
	if ((r = act_theme_bring(who, text, (size_t)n)) == 0)
		buf_add_text(said,
		    _("Your colours are here; Esc on the screen shows them. "
		      "Nothing is set before you take them."));
	g->accepted = r == 0;
	return r;
}

int
gate_read(struct actor *who, struct gate *g, int spool,
    int (*progress)(void *, int64_t rows), void *arg, struct buf *said)
{
	struct telling t = { progress, arg };
	int table = -1, r;

	if (gate_rule(g->purpose)->way != GATE_PUT)
		return ERR_SYSTEM;
	if (g->bytes == 0)
		return act_fail(who, ERR_INPUT, _("The file is empty."));
	if (g->purpose == GATE_THEME)
		return read_theme(who, g, spool, said);
	if ((r = table_of(who, spool, &table)) != 0)
		return r;
	r = take_rows(who, g, table, &t, said);
	close(table);
	return r;
}
