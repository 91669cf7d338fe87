/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "act/sample.h"
#include "act/sample_roster.h"
#include "act/store.h"
#include "act/student.h"
#include "act/warning.h"
#include "base/err.h"
#include "base/mem.h"
#include "sealed/key.h"
#include "tests/bench/bench.h"
#include "tests/bench/desk.h"
#include "tests/bench/foreign.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define PATIENCE_MS 30000

void
desk_open(struct desk *d, const struct desk_how *how)
{
	struct link_how line = {
		.rate = how->rate, .rtt_ms = how->rtt_ms, .header = LINK_HEADER
	};
	static char config[400];
	const char *args[] = { NULL, NULL, NULL };
	struct client_words w;

	*d = (struct desk){ .how = *how };
	if (how->slow) {
		snprintf(config, sizeof(config), "%s/doc/ssh_config.slow",
		    getenv("XINQING_SRCDIR"));
		args[0] = "-F";
		args[1] = config;
	}
	line.to = how->foreign ? foreign_port() : server_port();
	if (!how->straight && (d->link = link_open(&line)) == NULL)
		fail_msg("no link");
	client_through(d->link != NULL ? link_port(d->link) : line.to);
	client_words(
	    &w, how->foreign ? foreign_user() : how->login, how->login, args);
	client_through(0);
	d->began = bench_now();
	d->term = test_term_run(how->rows != 0 ? how->rows : 24, 80, NULL,
	    (char *const *)(uintptr_t)w.argv);
	test_term_patience(d->term, PATIENCE_MS);
}

void
desk_pass(struct desk *d)
{
	char pass[64];

	if (d->how.foreign)
		return;
	act_sample_pass(d->how.login, pass, sizeof(pass) - 1);
	strcat(pass, "\r");
	/* doc/ssh_config.slow lets the client ask */
	test_term_has(d->term, d->how.slow ? "'s password:" : "Passphrase:");
	test_term_keys(d->term, pass);
}

void
desk_type(struct desk *d, const char *keys)
{
	free(d->was);
	d->was = mem_text(test_term_picture(d->term));
	link_count(d->link, &d->count);
	d->began = bench_now();
	if (keys != NULL)
		test_term_keys(d->term, keys);
}

static void
await_change(struct desk *d)
{
	double until = bench_now() + PATIENCE_MS / 1000.0;

	while (strcmp(test_term_picture(d->term), d->was) == 0) {
		if (bench_now() > until)
			fail_msg("the picture did not change:\n%s", d->was);
		usleep(1000);
	}
}

int
desk_changed(struct desk *d)
{
	const char *is = test_term_picture(d->term), *was = d->was;
	int rows = 0;

	while (*is != '\0' && *was != '\0') {
		size_t i = strcspn(is, "\n"), w = strcspn(was, "\n");

		rows += i != w || memcmp(is, was, i) != 0;
		is += i + (is[i] != '\0');
		was += w + (was[w] != '\0');
	}
	return rows;
}

void
desk_until(
    struct desk *d, const char *text, int quiet_ms, struct desk_cost *cost)
{
	struct link_count c;
	uint64_t was;

	if (text != NULL)
		test_term_has(d->term, text);
	else
		await_change(d);
	cost->seconds = bench_now() - d->began;
	/* quiet on the line as well: a byte may still be on its way up */
	link_count(d->link, &c);
	do {
		was = c.up + c.down;
		test_term_quiet(d->term, quiet_ms + d->how.rtt_ms);
		link_count(d->link, &c);
	} while (c.up + c.down != was);
	cost->up = (double)(c.up - d->count.up);
	cost->down = (double)(c.down - d->count.down);
	cost->turns = (double)(c.turns - d->count.turns);
}

void
desk_leave(struct desk *d)
{
	test_term_keys(d->term, "\007");
	test_term_has(d->term, "要退出吗");
	test_term_keys(d->term, "1");
	test_term_end(d->term, PATIENCE_MS);
	desk_close(d);
}

void
desk_close(struct desk *d)
{
	test_term_close(d->term);
	link_close(d->link);
	free(d->was);
	d->was = NULL;
}

void
desk_inside(
    const char *login, int (*fn)(struct actor *who, void *arg), void *arg)
{
	int status;
	pid_t pid;

	fflush(NULL);
	if ((pid = fork()) == 0) {
		struct actor *who = NULL;
		struct store *st = NULL;
		int r;

		if ((r = sealed_init()) == 0 &&
		    (r = act_store_open(server_data(), &st)) == 0 &&
		    (r = act_sample_signin(st, login, &who)) == 0)
			r = fn(who, arg);
		if (r != 0)
			fprintf(stderr, "bench: %s: %s\n", err_name(r),
			    who != NULL ? who->why : "");
		act_free(who);
		act_store_close(st);
		_exit(r != 0);
	}
	waitpid(pid, &status, 0);
	if (status != 0)
		fail_msg("nothing done inside as %s", login);
}

struct roster {
	int64_t students;
	int source, refused;
};

static int
take_in(struct actor *who, void *arg)
{
	const struct roster *r = arg;
	struct act_import in = { .source = r->source, .refused = r->refused };
	struct act_imported out;

	return act_import_roster(who, &in, &out);
}

void
desk_roster(int64_t students)
{
	struct act_sample_roster how = { students, 0, 1, 20261124 };
	struct roster r = { .students = students };
	FILE *f = tmpfile(), *refused = tmpfile();

	if (f == NULL || refused == NULL || act_sample_roster(f, &how) != 0 ||
	    fflush(f) != 0)
		fail_msg("no roster");
	rewind(f);
	r.source = fileno(f);
	r.refused = fileno(refused);
	desk_inside("dist1", take_in, &r);
	fclose(f);
	fclose(refused);
}

struct worries {
	int n, most;
	int64_t student[DESK_WORRIES_MAX];
};

static int
keep_student(void *arg, const struct act_student_row *row)
{
	struct worries *w = arg;

	if (w->n < w->most)
		w->student[w->n++] = row->s->id;
	return 0;
}

/* The head of a grade reports a worry about so many of its children: the
 * psychology teacher has them to look at. */
static int
report_worries(struct actor *who, void *arg)
{
	static const char *const from[] = { "w", "l", "c", "h" };
	struct worries w = { .most = *(int *)arg };
	struct act_lookup *l;
	struct act_receipt got;
	bool more;
	int r;

	if ((r = act_lookup_open(who, &l)) != 0)
		return r;
	for (size_t i = 0; i < nitems(from) && r == 0; i++)
		r = act_lookup_find(
		    l, from[i], DESK_WORRIES_MAX / 4, keep_student, &w, &more);
	act_lookup_close(l);
	for (int i = 0; i < w.n && r == 0; i++) {
		struct observation_told o = { .student = w.student[i],
			.seen = "两周来上课常趴着，午饭也不去吃" };

		r = act_observation_report(who, &o, &got);
	}
	return r;
}

void
desk_worries(int n)
{
	desk_inside("grade1", report_worries, &n);
}
