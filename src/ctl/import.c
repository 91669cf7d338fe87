/* SPDX-License-Identifier: Apache-2.0 */
/* import roster, staff, orgs, ties, training, groups, numbers; rollover
 * except; sample roster. */
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "act/import.h"
#include "act/sample_roster.h"
#include "all.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "model/day.h"
#include "model/table.h"
#include "table.h"

#define MAPS_MAX TABLE_FIELDS_MAX

/* --- files
 * --------------------------------------------------------------------- */

/* Opened by whoever started the program, before it stands in the store's
 * folder as the store's owner. */
struct files {
	int source, refused, dir;
	char path[PATH_MAX]; /* of the table of refused rows */
	const struct table *table;
	struct table_mapping maps[MAPS_MAX];
	size_t n_maps;
};

static void
close_files(struct ctl *c, bool keep_refused)
{
	struct files *f = c->held;
	const char *name = strrchr(f->path, '/');

	if (!keep_refused && f->refused >= 0 && name != NULL &&
	    unlinkat(f->dir, name + 1, 0) != 0)
		(void)!ftruncate(f->refused, 0);
	if (f->source >= 0)
		close(f->source);
	if (f->refused >= 0)
		close(f->refused);
	if (f->dir >= 0)
		close(f->dir);
	free(f);
	c->held = NULL;
}

/* FILE.refused.csv, whole, since the folder will be another. */
static int
refused_path(struct ctl *c, struct files *f)
{
	const char *given = ctl_option_value(c, "--refused");
	char name[PATH_MAX], dir[PATH_MAX], *slash;
	int n;

	n = snprintf(name, sizeof(name), "%s%s",
	    given != NULL ? given : c->argv[0],
	    given != NULL ? "" : ".refused.csv");
	if (n < 0 || n >= (int)sizeof(name))
		return ERR_INPUT;
	if ((slash = strrchr(name, '/')) != NULL)
		*slash = '\0';
	if (realpath(slash == NULL   ? "."
		     : slash == name ? "/"
				     : name,
		dir) == NULL)
		return ERR_NOT_FOUND;
	n = snprintf(f->path, sizeof(f->path), "%s/%s", dir,
	    slash != NULL ? slash + 1 : name);
	f->dir = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return n < (int)sizeof(f->path) && f->dir >= 0 ? 0 : ERR_INPUT;
}

static int
open_refused(struct ctl *c, struct files *f)
{
	if (ctl_option(c, "--dry-run"))
		return 0;
	if (refused_path(c, f) == 0)
		f->refused = open(
		    f->path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (f->refused >= 0)
		return 0;
	return ctl_fail(c, ERR_IO,
	    _("The table of refused rows cannot be made there; name another "
	      "place with --refused FILE."));
}

static int
read_maps(struct ctl *c, struct files *f)
{
	const char *path = ctl_option_value(c, "--map");
	char line[512];
	int n = 0, r = 0;
	FILE *in;

	if (path == NULL)
		return 0;
	if ((in = fopen(path, "re")) == NULL)
		return ctl_fail(
		    c, ERR_NOT_FOUND, _("The file cannot be opened."));
	for (; r >= 0 && f->n_maps < MAPS_MAX &&
	       fgets(line, sizeof(line), in) != NULL;
	     n++)
		if ((r = table_mapping_read(
			 f->table, line, &f->maps[f->n_maps])) == 1)
			f->n_maps++;
	fclose(in);
	if (r >= 0)
		return 0;
	return ctl_fail(c, ERR_INPUT,
	    _("line %d of the mapping: expected \"field = column\", and a "
	      "field such as name, pupil_number, number, school, grade, "
	      "class, guardian, phone."),
	    n);
}

/* The last word of a command is the name of its table. */
static const struct table *
table_of(const struct ctl *c)
{
	return ctl_table_of(strrchr(c->command->name, ' ') + 1);
}

static int
early(struct ctl *c)
{
	struct files *f;
	int r;

	if (c->argc != 1)
		return 0; /* how it is used is said where all commands are */
	c->held = f = mem_zero(1, sizeof(*f));
	f->source = f->refused = f->dir = -1;
	f->table = table_of(c);
	if ((r = ctl_table_open(c, c->argv[0], &f->source)) == 0 &&
	    (r = read_maps(c, f)) == 0)
		r = open_refused(c, f);
	if (r != 0)
		close_files(c, true);
	return r;
}

/* --- what is told meanwhile
 * ------------------------------------------------------ */

struct telling {
	struct ctl *c;
	const struct table *table;
	int64_t began, told; /* ms */
};

static void
on_refused(void *arg, int64_t line, int column, int field, const char *words)
{
	struct telling *t = arg;
	json_t *o = json_object();

	json_object_set_new(o, "line", json_integer(line));
	if (column > 0)
		json_object_set_new(o, "column", json_integer(column));
	json_object_set_new(
	    o, "field", json_string(table_name(t->table, field)));
	json_object_set_new(o, "reason", json_string(_(words)));
	(void)ctl_say(t->c, o);
}

/* On stderr, at most once a second: how many, how fast, how long still. */
static int
on_progress(void *arg, int64_t rows, int64_t bytes, int64_t all)
{
	struct telling *t = arg;
	int64_t now = clock_ticks_ms(), ms = now - t->began + 1;

	if (now - t->told < 1000)
		return 0;
	t->told = now;
	fprintf(stderr, _("%lld rows, %lld a second, %lld s left\n"),
	    (long long)rows, (long long)(rows * 1000 / ms),
	    (long long)(bytes > 0 ? (all - bytes) * ms / bytes / 1000 : 0));
	return 0;
}

static int
say_result(struct ctl *c, const struct files *f, const struct act_imported *out)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", out->id);
	json_object_set_new(
	    o, "encoding", json_string(csv_encoding_name(out->encoding)));
	json_object_set_new(
	    o, "dry_run", json_boolean(ctl_option(c, "--dry-run")));
	if (out->resumed_at > 0)
		json_object_set_new(
		    o, "resumed_at", json_integer(out->resumed_at));
	json_object_set_new(o, "accepted", json_integer(out->accepted));
	json_object_set_new(o, "changed", json_integer(out->changed));
	json_object_set_new(o, "unchanged", json_integer(out->unchanged));
	json_object_set_new(o, "refused", json_integer(out->refused));
	json_object_set_new(o, "waiting", json_integer(out->waiting));
	json_object_set_new(o, "refused_file",
	    f->refused >= 0 && out->refused > 0 ? json_string(f->path)
						: json_null());
	if (out->untrained > 0)
		json_object_set_new(
		    o, "untrained", json_integer(out->untrained));
	if (out->approval != 0)
		ctl_put_id(o, "approval", out->approval);
	return ctl_say(c, o);
}

static int
run(struct ctl *c)
{
	const struct table *table = table_of(c);
	struct act_imported out;
	struct telling t = { c, table, clock_ticks_ms(), clock_ticks_ms() };
	struct act_import in = { .dry_run = ctl_option(c, "--dry-run"),
		.school = ctl_option_value(c, "--school"),
		.make = ctl_option(c, "--make"),
		.arg = &t,
		.on_refused = on_refused,
		.on_progress = on_progress };
	const char *year = ctl_option_value(c, "--year");
	struct files *f;
	int r;

	if (c->held == NULL && (r = early(c)) != 0) /* in a batch */
		return r;
	f = c->held;
	in.year = year != NULL ? atoi(year) : 0;
	in.maps = f->maps;
	in.n_maps = f->n_maps;
	in.source = f->source;
	in.refused = f->refused;
	if ((r = act_import(c->who, table->name, &in, &out)) == 0)
		r = say_result(c, f, &out);
	close_files(c, r != 0 || out.refused > 0);
	return r;
}

/* A command that takes in a table. */
#define IMPORT(words, with, what)                                             \
	{                                                                     \
		.name = (words), .args = "FILE", .min = 1, .max = 1,          \
		.help = (what), .options = (with), .run = run, .early = early \
	}

#define DRY_RUN                                                        \
	{                                                              \
		"--dry-run", NULL, N_("try every row, change nothing") \
	}
#define MAP                                                                    \
	{                                                                      \
		"--map", "FILE", N_("which column is which: \"class = 班别\"") \
	}
#define REFUSED                                                        \
	{                                                              \
		"--refused", "FILE",                                   \
		    N_("where refused rows go; FILE.refused.csv else") \
	}
#define NO_MORE                  \
	{                        \
		NULL, NULL, NULL \
	}

static const struct ctl_option roster_options[] = {
	DRY_RUN,
	CTL_OPTION_SHEET,
	{ "--school", "NAME", N_("all rows are of this school") },
	MAP,
	REFUSED,
	NO_MORE,
};

const struct ctl_command ctl_import_roster =
    IMPORT("import roster", roster_options,
	N_("Take in a roster of students (.xlsx or CSV); refused rows are "
	   "named and kept in a table that can be mended and taken in."));

static const struct ctl_option staff_options[] = {
	DRY_RUN,
	CTL_OPTION_SHEET,
	{ "--school", "NAME", N_("all rows are of this organisation") },
	{ "--make", NULL,
	    N_("make the classes, campuses and organisations it names") },
	MAP,
	REFUSED,
	NO_MORE,
};

const struct ctl_command ctl_import_staff =
    IMPORT("import staff", staff_options,
	N_("Take in staff with their posts (.xlsx or CSV): accounts are "
	   "proposed, and one approval is asked for all of them."));

static const struct ctl_option orgs_options[] = {
	DRY_RUN,
	CTL_OPTION_SHEET,
	{ "--school", "NAME", N_("all rows stand under this organisation") },
	MAP,
	REFUSED,
	NO_MORE,
};

const struct ctl_command ctl_import_orgs = IMPORT("import orgs", orgs_options,
    N_("Take in organisations with their registers (.xlsx or CSV), the one "
       "above before those under it."));

const struct ctl_command ctl_import_ties = IMPORT("import ties", roster_options,
    N_("Take in who looks after whom, mentors and linked teachers (.xlsx or "
       "CSV)."));

static const struct ctl_option training_options[] = {
	DRY_RUN,
	CTL_OPTION_SHEET,
	MAP,
	REFUSED,
	NO_MORE,
};

const struct ctl_command ctl_import_training =
    IMPORT("import training", training_options,
	N_("Take in who was at a training, by login or staff number (.xlsx or "
	   "CSV)."));

static const struct ctl_option excepts_options[] = {
	DRY_RUN,
	CTL_OPTION_SHEET,
	{ "--school", "NAME", N_("all rows are of this school") },
	{ "--year", "YEAR", N_("that begins; else the nearest one") },
	MAP,
	REFUSED,
	NO_MORE,
};

const struct ctl_command ctl_rollover_except =
    IMPORT("rollover except", excepts_options,
	N_("Take in who repeats, comes back, goes on leave, moves away or "
	   "graduates when the school year turns (.xlsx or CSV)."));

const struct ctl_command ctl_import_groups =
    IMPORT("import groups", roster_options,
	N_("Take in which groups and risk factors concern which students "
	   "(.xlsx or CSV)."));

const struct ctl_command ctl_import_numbers =
    IMPORT("import numbers", roster_options,
	N_("Take in the numbers that the district's care system has for "
	   "students (.xlsx or CSV); another number than the one that stands "
	   "is taken only where the row names the old one."));

/* --- a sample roster
 * ---------------------------------------------------------------- */

static const struct ctl_option sample_options[] = {
	{ "--schools", "N", N_("over so many schools; 1,600 each else") },
	{ "--seed", "N", N_("another seed, other children") },
	{ NULL, NULL, NULL },
};

static int
run_sample(struct ctl *c)
{
	const char *schools = ctl_option_value(c, "--schools");
	const char *seed = ctl_option_value(c, "--seed");
	struct act_sample_roster r = { .seed = 1 };
	struct clock_parts p;

	clock_parts_of(clock_now(), &p);
	r.today = day_of(p.year, p.month, p.day);
	r.students = atoll(c->argv[0]);
	if (schools != NULL)
		r.schools = atoi(schools);
	if (seed != NULL)
		r.seed = strtoull(seed, NULL, 10);
	if (r.students < 1 || r.students > 20000000 || r.schools < 0 ||
	    r.schools > 900)
		return ctl_fail(c, ERR_USAGE,
		    _("Expected a number of students, and up to 900 "
		      "schools."));
	return act_sample_roster(c->out, &r);
}

const struct ctl_command ctl_sample_roster = {
	.name = "sample roster",
	.args = "N",
	.min = 1,
	.max = 1,
	.help = N_("Print a roster of N invented students."),
	.options = sample_options,
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.run = run_sample,
};
