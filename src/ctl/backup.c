/* SPDX-License-Identifier: Apache-2.0 */
/* backup, restore: for who keeps the machine, and reads nothing. */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "act/backup.h"
#include "all.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "internal.h"

#define KEEP_DAYS 35 /* what is erased may be in a copy for so long */
#define KEEP_MOST 3650
#define KEY_MAX 4096

/* --- backup ----------------------------------------------------------------
 */

/* Where it goes, before the process stands in the data folder. */
static int
backup_early(struct ctl *c)
{
	if (c->argc < 1)
		return 0; /* run() is never reached */
	if ((c->held = realpath(c->argv[0], NULL)) == NULL)
		return ctl_fail(
		    c, ERR_NOT_FOUND, _("There is no such folder."));
	return 0;
}

struct watch {
	sigset_t stop; /* blocked: asked for between two steps */
	bool shown;
};

static int
step(void *arg, int pages, int all)
{
	static const struct timespec now = { 0, 0 };
	struct watch *w = arg;

	if (w->shown && all > 0)
		fprintf(stderr, "\r%3d %%", (int)(100LL * pages / all));
	return sigtimedwait(&w->stop, NULL, &now) > 0 ? ERR_STOPPED : 0;
}

static int
keep_days(struct ctl *c, int *days)
{
	const char *text = ctl_option_value(c, "--keep");
	char *end;
	long n;

	*days = KEEP_DAYS;
	if (text == NULL)
		return 0;
	n = strtol(text, &end, 10);
	if (*text == '\0' || *end != '\0' || n < 1 || n > KEEP_MOST)
		return ctl_fail(c, ERR_USAGE,
		    _("--keep takes a number of days, 1 to 3650."));
	*days = (int)n;
	return 0;
}

static int
make(struct ctl *c, const struct act_backup_how *how, struct act_backup *b)
{
	struct watch w = { .shown = !c->json && isatty(STDERR_FILENO) };
	struct act_backup_how watched = *how;
	int r;

	sigemptyset(&w.stop);
	sigaddset(&w.stop, SIGINT);
	sigaddset(&w.stop, SIGTERM);
	sigprocmask(SIG_BLOCK, &w.stop, NULL);
	watched.fn = step;
	watched.arg = &w;
	r = act_backup_make(c->store, &watched, b);
	sigprocmask(SIG_UNBLOCK, &w.stop, NULL);
	if (w.shown)
		fputs("\r     \r", stderr);
	return r;
}

static int
backup_refused(struct ctl *c, int r)
{
	switch (r) {
	case ERR_BUSY:
		return ctl_fail(c, r,
		    _("Another copy is being made, or nobody may write."));
	case ERR_DENIED:
		return ctl_fail(c, r,
		    _("The account of the store may not write into that "
		      "folder."));
	case ERR_FULL:
		return ctl_fail(c, r,
		    _("There is no room for a copy there; the ones before "
		      "are as they were."));
	case ERR_CORRUPT:
		return ctl_fail(c, r,
		    _("The copy did not read back whole, so it was not kept. "
		      "Look at the disks; the copies before are as they "
		      "were."));
	default:
		return r;
	}
}

static int
backup_said(struct ctl *c, const struct act_backup *b)
{
	json_t *o = json_object();
	int r;

	json_object_set_new(o, "copy", json_string(b->name));
	ctl_put_time(o, "at", b->at);
	json_object_set_new(o, "bytes", json_integer(b->bytes));
	json_object_set_new(o, "audit_rows", json_integer(b->audit.rows));
	json_object_set_new(
	    o, "audit", json_string(act_audit_fault_name(b->audit.fault)));
	json_object_set_new(o, "removed", json_integer(b->gone));
	if ((r = ctl_say(c, o)) != 0)
		return r;
	if (b->audit.fault != AUDIT_WHOLE)
		return ctl_fail(c, ERR_CORRUPT,
		    _("The copy was made, and no old one taken away; but its "
		      "audit log is not whole at row %lld. Tell the audit "
		      "administrator."),
		    (long long)b->audit.row);
	if (b->noted != 0)
		return ctl_fail(c, b->noted,
		    _("The copy is whole; but the store could not be told of "
		      "it, since nothing can be saved now."));
	return 0;
}

static int
backup(struct ctl *c)
{
	struct act_backup_how how = { 0 };
	struct act_backup b;
	int r;

	if (c->held == NULL && (r = backup_early(c)) != 0) /* in a batch */
		return r;
	how.folder = c->held;
	if ((r = keep_days(c, &how.keep_days)) == 0) {
		if ((r = make(c, &how, &b)) != 0)
			r = backup_refused(c, r);
		else
			r = backup_said(c, &b);
	}
	free(c->held);
	return r;
}

static const struct ctl_option backup_options[] = {
	{ "--keep", "DAYS",
	    N_("take away copies older than that, but for the newest seven; "
	       "35 days if nothing is said") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_backup = {
	.name = "backup",
	.args = "FOLDER",
	.min = 1,
	.max = 1,
	.help = N_("Copy the store into a folder while people work, and read "
		   "the copy again; it is sealed and holds no key, so keep "
		   "store.key, keeper.key, keeper.pub and host_key elsewhere."),
	.options = backup_options,
	.flags = CTL_NO_ONE,
	.early = backup_early,
	.run = backup,
};

/* --- restore -----------------------------------------------------------------
 */

static int
key_read(const char *folder, const char *name, struct buf **out)
{
	char path[PATH_MAX];
	struct buf *b;
	ssize_t n;
	int fd;

	if (snprintf(path, sizeof(path), "%s/%s", folder, name) >=
		(int)sizeof(path) ||
	    (fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return ERR_NOT_FOUND;
	b = act_secret();
	n = read(fd, buf_room(b, KEY_MAX), KEY_MAX);
	close(fd);
	if (n <= 0 || n == KEY_MAX) {
		buf_free(b);
		return ERR_INPUT;
	}
	buf_wrote(b, (size_t)n);
	*out = b;
	return 0;
}

static void
restore_free(struct act_restore *from)
{
	for (int i = 0; i < ACT_BACKUP_KEYS; i++)
		buf_free(from->key[i]);
	if (from->file >= 0)
		close(from->file);
	free(from);
}

/* With the rights it was started with: the copy and the keys may be root's. */
static int
restore_early(struct ctl *c)
{
	struct act_restore *from;

	if (c->argc < 2)
		return 0;
	from = mem_zero(1, sizeof(*from));
	from->file = open(c->argv[0], O_RDONLY | O_CLOEXEC);
	for (int i = 0; i < ACT_BACKUP_KEYS; i++)
		(void)key_read(
		    c->argv[1], act_backup_key_name(i), &from->key[i]);
	if (from->file < 0) {
		restore_free(from);
		return ctl_fail(
		    c, ERR_NOT_FOUND, _("The file cannot be opened."));
	}
	c->held = from;
	return 0;
}

static int
restore_refused(struct ctl *c, int r)
{
	switch (r) {
	case ERR_EXISTS:
		return ctl_fail(c, r,
		    _("There is a store already, or a key of one; nothing was "
		      "changed. Move that folder away first."));
	case ERR_INPUT:
		return ctl_fail(c, r,
		    _("Of the keys store.key, keeper.key and keeper.pub one is "
		      "not in that folder."));
	case ERR_CORRUPT:
		return ctl_fail(c, r,
		    _("That store.key does not open the copy, or the copy is "
		      "not whole; nothing was changed."));
	default:
		return r;
	}
}

static int
restore_said(struct ctl *c, const struct act_restored *b)
{
	json_t *o = json_object();
	int r;

	json_object_set_new(o, "state", json_string("restored"));
	ctl_put_time(o, "until", b->last_at);
	json_object_set_new(o, "audit_rows", json_integer(b->audit.rows));
	json_object_set_new(
	    o, "audit", json_string(act_audit_fault_name(b->audit.fault)));
	if ((r = ctl_say(c, o)) != 0 || b->audit.fault == AUDIT_WHOLE)
		return r;
	return ctl_fail(c, ERR_CORRUPT,
	    _("It was restored; but its audit log is not whole at row %lld. "
	      "Tell the audit administrator before anybody works on."),
	    (long long)b->audit.row);
}

static int
restore(struct ctl *c)
{
	struct act_restored b;
	int r;

	if (c->data == NULL)
		r = ctl_fail(
		    c, ERR_USAGE, _("Where is the store? Add --data DIR."));
	else if ((r = act_backup_restore(c->data, c->held, &b)) != 0)
		r = restore_refused(c, r);
	else
		r = restore_said(c, &b);
	restore_free(c->held);
	return r;
}

const struct ctl_command ctl_restore = {
	.name = "restore",
	.args = "FILE KEYS",
	.min = 2,
	.max = 2,
	.help = N_("Put a copy in place as the store of a data folder that "
		   "has none, with the files of keys in the folder KEYS; what "
		   "was saved after the copy is lost."),
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.early = restore_early,
	.run = restore,
};
