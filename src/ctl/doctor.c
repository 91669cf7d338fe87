/* SPDX-License-Identifier: Apache-2.0 */
/* doctor: is this installation well, and what is to be done. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "act/store.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "doctor.h"

/* The store last: opening it gives up the rights of root. */
static const struct doctor_check checks[] = {
	{ "folder", doctor_folder,
	    N_("The folder is for the account xinqing and its group alone: "
	       "chown xinqing:xinqing FOLDER; chmod 2770 FOLDER") },
	{ "files", doctor_files,
	    N_("chmod o-rwx FILE, and of a key chmod go-rwx FILE; the owner "
	       "is the folder's") },
	{ "keys", doctor_keys,
	    N_("Fetch the key from where you keep its copy, apart from the "
	       "backups. Never make a new one over a store that is there.") },
	{ "space", doctor_space,
	    N_("Give the disk more room, or take away what is not "
	       "Xinqing's.") },
	{ "clock", doctor_clock,
	    N_("Let the clock follow others: apt-get install "
	       "systemd-timesyncd; timedatectl set-ntp true") },
	{ "disk", doctor_disk,
	    N_("The store seals its pages; names of files and times show all "
	       "the same. Put the folder on a disk with LUKS.") },
	{ "swap", doctor_swap,
	    N_("What was read may be written there: swapoff -a, or swap on "
	       "an encrypted device.") },
	{ "memory", doctor_memory,
	    N_("Sessions wake one another through /dev/shm: mount it with "
	       "64 MB or more.") },
	{ "kernel", doctor_kernel,
	    N_("Begin the kernel with lsm=landlock,... and seccomp: without "
	       "them a broken process may do more.") },
	{ "limits", doctor_limits,
	    N_("In the unit: LimitNOFILE=65536, LimitMEMLOCK=64M; "
	       "then systemctl restart xinqing") },
	{ "schema", doctor_schema,
	    N_("An older schema: stop the server, copy the folder, xinqing "
	       "migrate. Anything else: change nothing, and get help.") },
	{ "ahead", doctor_ahead,
	    N_("The clock went backwards: set it right before anybody works "
	       "on.") },
	{ "signature", doctor_signed,
	    N_("The keeper does not run: see the log, "
	       "journalctl -u xinqing.") },
	{ "backup", doctor_backup,
	    N_("Make one each night: systemctl enable --now "
	       "xinqing-backup.timer, or xinqing backup FOLDER. Carry it to "
	       "another machine, and the keys to a third place.") },
	{ "admins", doctor_admins,
	    N_("Each of the three administrators is a person of their own: "
	       "account propose, account approve.") },
	{ "custodians", doctor_custodians,
	    N_("Two custodians are needed for custody: account propose.") },
	{ "oncall", doctor_oncall,
	    N_("Try the numbers and say so: oncall set with confirmed. "
	       "xinqing gaps confirmed lists them.") },
};

enum doctor_state
doctor_found(struct doctor *d, enum doctor_state s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(d->found, sizeof(d->found), fmt, ap);
	va_end(ap);
	return s;
}

FILE *
doctor_open(const struct doctor *d, const char *fmt, ...)
{
	char path[1024];
	va_list ap;
	int n = snprintf(path, sizeof(path), "%s", d->system);

	if (n < 0 || (size_t)n >= sizeof(path))
		return NULL;
	va_start(ap, fmt);
	vsnprintf(path + n, sizeof(path) - (size_t)n, fmt, ap);
	va_end(ap);
	return fopen(path, "re");
}

pid_t
doctor_server(const struct doctor *d)
{
	char path[1024], text[16] = "";
	pid_t pid = 0;
	int fd;

	snprintf(path, sizeof(path), "%s/xinqingd.pid", d->data);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return 0;
	if (flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK &&
	    read(fd, text, sizeof(text) - 1) > 0)
		pid = (pid_t)strtol(text, NULL, 10);
	close(fd);
	return pid;
}

static const struct {
	const char *code, *words;
} states[] = {
	[DOCTOR_WELL] = { "well", N_("well   ") },
	[DOCTOR_UNSEEN] = { "unseen", N_("unseen ") },
	[DOCTOR_ILL] = { "ill", N_("TO DO  ") },
};

static int
say(struct ctl *c, const struct doctor_check *k, enum doctor_state s,
    const char *found)
{
	json_t *o;

	if (!c->json) {
		fprintf(c->out, "%s %-10s %s\n", _(states[s].words), k->name,
		    found);
		if (s == DOCTOR_ILL)
			fprintf(c->out, "        %s\n", _(k->advice));
		return ferror(c->out) ? ERR_IO : 0;
	}
	o = json_object();
	json_object_set_new(o, "check", json_string(k->name));
	json_object_set_new(o, "state", json_string(states[s].code));
	json_object_set_new(o, "found", json_string(found));
	if (s == DOCTOR_ILL)
		json_object_set_new(o, "advice", json_string(_(k->advice)));
	return ctl_say(c, o);
}

static int
run(struct ctl *c)
{
	const char *system = ctl_option_value(c, "--system");
	struct doctor d = { .data = c->data,
		.system = system != NULL ? system : "" };
	enum doctor_state s;
	int r = 0, ill = 0;

	if (c->data == NULL)
		return ctl_fail(
		    c, ERR_USAGE, _("Where is the store? Add --data DIR."));
	for (size_t i = 0; i < nitems(checks) && r == 0; i++) {
		d.found[0] = '\0';
		s = checks[i].look(&d);
		ill += s == DOCTOR_ILL;
		r = say(c, &checks[i], s, d.found);
	}
	act_store_close(d.store);
	if (r == 0 && ill > 0)
		return ctl_fail(
		    c, ERR_STATE, _("There is something to do: %d."), ill);
	return r;
}

static const struct ctl_option options[] = {
	{ "--system", "DIR",
	    N_("read /proc, /sys, /dev and /run below DIR: another "
	       "machine's") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_doctor = {
	.name = "doctor",
	.help = N_("Look whether this installation is well, and say what to "
		   "do; needs no passphrase and opens no text."),
	.options = options,
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.run = run,
};
