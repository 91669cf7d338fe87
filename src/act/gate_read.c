/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What comes in through the gate is read here and nowhere else.  A table of
 * purposes says what reads it; whatever turns another format into CSV goes
 * between table_of() and these.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "act/import.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"

struct telling {
	int (*progress)(void *, int64_t rows);
	void *arg;
};

/*
 * A descriptor of the CSV table in what came: the file itself, which act/import
 * reads as any other.  A workbook begins as a zip does: it is not opened here.
 */
static int
table_of(struct actor *who, int spool, int *table)
{
	char head[4] = "";

	if (pread(spool, head, sizeof(head), 0) == (ssize_t)sizeof(head) &&
	    memcmp(head, "PK\003\004", sizeof(head)) == 0)
		return act_fail(who, ERR_INPUT,
		    _("This is a workbook. Please save it as CSV UTF-8 and "
		      "send that."));
	*table = spool;
	return 0;
}

static int
on_progress(void *arg, int64_t rows, int64_t bytes, int64_t all)
{
	struct telling *t = arg;

	(void)bytes, (void)all;
	return t->progress(t->arg, rows);
}

/* Refused rows wait to be mended at the screen; the table of them that
 * a command would write has nobody to go to. */
static int
read_roster(struct actor *who, struct gate *g, int table, struct telling *t,
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
	r = act_import_roster(who, &in, &out);
	close(in.refused);
	g->rows = out.rows;
	g->accepted = out.accepted + out.changed + out.unchanged;
	g->refused = out.refused;
	if (r == 0)
		buf_add_f(said,
		    _("%lld rows: %lld new, %lld changed, %lld as they were, "
		      "%lld not taken in."),
		    (long long)out.rows, (long long)out.accepted,
		    (long long)out.changed, (long long)out.unchanged,
		    (long long)out.refused);
	return r;
}

static int (*const readers[GATE_PURPOSES])(struct actor *, struct gate *,
    int table, struct telling *, struct buf *said) = {
	[GATE_ROSTER] = read_roster,
};

int
gate_read(struct actor *who, struct gate *g, int spool,
    int (*progress)(void *, int64_t rows), void *arg, struct buf *said)
{
	struct telling t = { progress, arg };
	int table = -1, r;

	if (readers[g->purpose] == NULL)
		return ERR_SYSTEM;
	if (g->bytes == 0)
		return act_fail(who, ERR_INPUT, _("The file is empty."));
	if ((r = table_of(who, spool, &table)) != 0)
		return r;
	return readers[g->purpose](who, g, table, &t, said);
}
