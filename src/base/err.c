/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <sysexits.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"

static const struct err_row {
	int code;
	int exit;
	const char *name;
	const char *text;
} rows[] = {
	{ ERR_IO, EX_IOERR, "ERR_IO",
	    N_("Not saved: the disk did not answer. Please keep this open and "
	       "tell the administrator.") },
	{ ERR_FULL, EX_IOERR, "ERR_FULL",
	    N_("Not saved: the disk is full. Please keep this open and tell "
	       "the administrator.") },
	{ ERR_BUSY, EX_TEMPFAIL, "ERR_BUSY",
	    N_("The store is busy. Please try again in a moment.") },
	{ ERR_MEMORY, EX_OSERR, "ERR_MEMORY",
	    N_("That is more than can be held at once.") },
	{ ERR_SYSTEM, EX_OSERR, "ERR_SYSTEM",
	    N_("The system refused. Please tell the administrator.") },
	{ ERR_CORRUPT, EX_DATAERR, "ERR_CORRUPT",
	    N_("What was read is not what was written. Please tell the "
	       "administrator at once.") },
	{ ERR_OLD, EX_CONFIG, "ERR_OLD",
	    N_("The store was made by an older program; it must be brought up "
	       "to date first.") },
	{ ERR_NEW, EX_CONFIG, "ERR_NEW",
	    N_("The store was made by a newer program than this one.") },
	{ ERR_LOST, EX_DATAERR, "ERR_LOST",
	    N_("The store is shorter than what was saved: saved work is "
	       "missing. Please restore a backup, or see \"xinqing audit "
	       "accept-loss\".") },
	{ ERR_STALE, EX_TEMPFAIL, "ERR_STALE",
	    N_("Somebody else saved first. Both texts are kept; please look "
	       "again.") },
	{ ERR_STATE, EX_DATAERR, "ERR_STATE",
	    N_("This step is not possible now.") },
	{ ERR_NOT_FOUND, EX_DATAERR, "ERR_NOT_FOUND",
	    N_("Not found. Please check what was typed.") },
	{ ERR_EXISTS, EX_DATAERR, "ERR_EXISTS", N_("It exists already.") },
	{ ERR_INPUT, EX_DATAERR, "ERR_INPUT",
	    N_("Something is missing or not right.") },
	{ ERR_SECOND, EX_TEMPFAIL, "ERR_SECOND",
	    N_("This needs a second person.") },
	{ ERR_LIMIT, EX_DATAERR, "ERR_LIMIT", N_("More than is allowed.") },
	{ ERR_UNKNOWN, EX_USAGE, "ERR_UNKNOWN", N_("No such name.") },
	{ ERR_DENIED, EX_NOPERM, "ERR_DENIED",
	    N_("This is not open to you. Whom to ask is under \"get a person "
	       "in\".") },
	{ ERR_PASSPHRASE, EX_NOPERM, "ERR_PASSPHRASE",
	    N_("That passphrase is not right. If forgotten, ask your group "
	       "lead.") },
	{ ERR_KEY, EX_NOPERM, "ERR_KEY",
	    N_("This was sealed to others, or it was altered.") },
	{ ERR_CUSTODY, EX_UNAVAILABLE, "ERR_CUSTODY",
	    N_("Two custodians must sign in first.") },
	{ ERR_CIRCLE, EX_UNAVAILABLE, "ERR_CIRCLE",
	    N_("Nobody could read this yet: neither the school nor the "
	       "district has a counselling team here. Please phone.") },
	{ ERR_CLOSED, EX_UNAVAILABLE, "ERR_CLOSED",
	    N_("The other side has gone.") },
	{ ERR_PROTOCOL, EX_PROTOCOL, "ERR_PROTOCOL",
	    N_("The other side broke the rules.") },
	{ ERR_STOPPED, EX_TEMPFAIL, "ERR_STOPPED", N_("Stopped.") },
	{ ERR_USAGE, EX_USAGE, "ERR_USAGE",
	    N_("The command is not used like this; see --help.") },
	{ ERR_MOVED, EX_OK, "ERR_MOVED", N_("It goes on elsewhere.") },
};

static const struct err_row *
err_row(int r)
{
	const struct err_row *other = &rows[0];

	for (size_t i = 0; i < nitems(rows); i++) {
		if (rows[i].code == r)
			return &rows[i];
		if (rows[i].code == ERR_SYSTEM)
			other = &rows[i];
	}
	return other;
}

const char *
err_name(int r)
{
	return err_row(r)->name;
}

const char *
err_text(int r)
{
	return _(err_row(r)->text);
}

int
err_exit(int r)
{
	return r == 0 ? 0 : err_row(r)->exit;
}
