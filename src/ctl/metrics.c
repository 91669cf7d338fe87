/* SPDX-License-Identifier: Apache-2.0 */
/*
 * metrics: how the machine does, as a text file that Prometheus' node
 * exporter picks up (its "textfile" collector).  Processes, saves, ages; no
 * number that anything of a child goes into (store/health.h).  xinqingd(8)
 * has the names: they stay.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "act/store.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "doctor.h"

struct seen {
	int64_t up, open, db, wal, room;
	int64_t sessions, writers, lost, backup_at, signed_well, unsigned_s,
	    failures; /* of an open store */
	struct durable_times saves;
};

#define AT(field) offsetof(struct seen, field)

static const struct gauge {
	const char *name, *label, *help;
	size_t at;
	bool store; /* said only where one is open */
} gauges[] = {
	{ "up", "", "Whether a server serves the store.", AT(up), false },
	{ "store_open", "", "Whether the store opens.", AT(open), false },
	{ "store_bytes", "{file=\"db\"}", "Size of the store's files.", AT(db),
	    false },
	{ "store_bytes", "{file=\"wal\"}", NULL, AT(wal), false },
	{ "disk_free_bytes", "", "Room on the disk of the store.", AT(room),
	    false },
	{ "sessions", "", "People at a screen now.", AT(sessions), true },
	{ "writers", "", "Saves under way or waiting for their turn now.",
	    AT(writers), true },
	{ "sync_failed", "",
	    "Whether the disk failed, so that nothing is saved any more.",
	    AT(lost), true },
	{ "backup_timestamp_seconds", "",
	    "When the last copy of the store was made; 0 is never.",
	    AT(backup_at), true },
	{ "audit_signature_good", "",
	    "Whether the newest signature of the audit log holds.",
	    AT(signed_well), true },
	{ "audit_unsigned_seconds", "",
	    "Age of the oldest audit row the keeper has not signed; 0 is "
	    "none.",
	    AT(unsigned_s), true },
	{ "knock_failures", "",
	    "Commands that knock which failed or hung within a day.",
	    AT(failures), true },
};

/* --- looking ----------------------------------------------------------------
 */

static int64_t
size_of(const char *data, const char *name)
{
	char path[PATH_MAX];
	struct stat st;

	snprintf(path, sizeof(path), "%s/%s", data, name);
	return stat(path, &st) == 0 ? st.st_size : 0;
}

static void
look_at_store(struct store *st, struct seen *s)
{
	struct store_health h;
	struct store_pulse p;

	if (act_store_health(st, &h) != 0 || act_store_pulse(st, &p) != 0)
		return;
	s->open = 1;
	s->sessions = p.sessions;
	s->writers = p.writers;
	s->lost = p.lost;
	s->saves = p.saves;
	s->backup_at = h.backup_at;
	s->signed_well = p.signed_well > 0;
	s->unsigned_s = p.unsigned_s;
	s->failures = p.failures;
}

/* The store last: its folder becomes the current one. */
static void
look(const char *data, struct seen *s)
{
	struct doctor d = { .data = data, .system = "" };
	struct store *st = NULL;
	struct statvfs v;

	*s = (struct seen){ .up = doctor_server(&d) != 0,
		.db = size_of(data, "store.db"),
		.wal = size_of(data, "store.db-wal") };
	if (statvfs(data, &v) == 0)
		s->room = (int64_t)v.f_bavail * (int64_t)v.f_frsize;
	if (act_store_open(data, &st) == 0)
		look_at_store(st, s);
	act_store_close(st);
}

/* --- saying ------------------------------------------------------------------
 */

static void
say_saves(const struct durable_times *t, FILE *f)
{
	static const char name[] = "xinqing_save_seconds";

	fprintf(f,
	    "# HELP %s Time from wishing to save to being on the disk.\n"
	    "# TYPE %s histogram\n",
	    name, name);
	for (int i = 0; i < DURABLE_BOUNDS; i++)
		fprintf(f, "%s_bucket{le=\"%d.%03d\"} %llu\n", name,
		    durable_bound_ms[i] / 1000, durable_bound_ms[i] % 1000,
		    (unsigned long long)t->within[i]);
	fprintf(f, "%s_bucket{le=\"+Inf\"} %llu\n", name,
	    (unsigned long long)t->all);
	fprintf(f, "%s_sum %llu.%06llu\n", name,
	    (unsigned long long)t->us / 1000000,
	    (unsigned long long)t->us % 1000000);
	fprintf(f, "%s_count %llu\n", name, (unsigned long long)t->all);
}

static void
say(const struct seen *s, FILE *f)
{
	int64_t v;

	for (size_t i = 0; i < nitems(gauges); i++) {
		const struct gauge *g = &gauges[i];

		if (g->store && !s->open)
			continue;
		if (g->help != NULL)
			fprintf(f,
			    "# HELP xinqing_%s %s\n# TYPE xinqing_%s gauge\n",
			    g->name, g->help, g->name);
		memcpy(&v, (const char *)s + g->at, sizeof(v));
		fprintf(
		    f, "xinqing_%s%s %lld\n", g->name, g->label, (long long)v);
	}
	if (s->open)
		say_saves(&s->saves, f);
}

/* --- the file ----------------------------------------------------------------
 */

/* Where it is, before the process stands in the data folder. */
static int
early(struct ctl *c)
{
	char name[PATH_MAX], folder[PATH_MAX], *slash;

	if (c->argc < 1 || mem_copy_text(name, sizeof(name), c->argv[0]) == 0)
		return 0;
	if ((slash = strrchr(name, '/')) != NULL)
		*slash = '\0';
	if (realpath(slash == NULL   ? "."
		     : slash == name ? "/"
				     : name,
		folder) == NULL)
		return ctl_fail(
		    c, ERR_NOT_FOUND, _("There is no such folder."));
	c->held = mem_zero(1, PATH_MAX);
	if (snprintf(c->held, PATH_MAX, "%s/%s", folder,
		slash != NULL ? slash + 1 : name) < PATH_MAX - 8)
		return 0;
	free(c->held);
	c->held = NULL;
	return ERR_INPUT;
}

/* Whole in its place at once, or as it was; for everybody to read. */
static int
put(const struct seen *s, const char *path)
{
	char new[PATH_MAX];
	FILE *f = NULL;
	bool bad;
	int fd;

	snprintf(new, sizeof(new), "%s.new", path);
	fd = open(
	    new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	if (fd < 0 || fchmod(fd, 0644) != 0 || (f = fdopen(fd, "w")) == NULL) {
		if (fd >= 0)
			close(fd);
		return ERR_IO;
	}
	say(s, f);
	bad = ferror(f) != 0;
	if (fclose(f) != 0 || bad || rename(new, path) != 0) {
		unlink(new);
		return ERR_IO;
	}
	return 0;
}

static int
run(struct ctl *c)
{
	struct seen s;
	int r = 0;

	if (c->data == NULL)
		return ctl_fail(
		    c, ERR_USAGE, _("Where is the store? Add --data DIR."));
	look(c->data, &s);
	if (c->held == NULL)
		say(&s, c->out);
	else if ((r = put(&s, c->held)) != 0)
		r = ctl_fail(c, r,
		    _("The account of the store may not write into that "
		      "folder."));
	free(c->held);
	return r;
}

const struct ctl_command ctl_metrics = {
	.name = "metrics",
	.args = "[FILE]",
	.max = 1,
	.help = N_("How the machine does, as numbers for Prometheus' node "
		   "exporter, into FILE or to standard output; nothing about "
		   "anybody."),
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.early = early,
	.run = run,
};
