/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A server with many people: what one who sits idle costs, how long a key
 * takes to the screen while others type, and how long a commit takes to the
 * screen of somebody else.  All clients are in this process and share the
 * machine with the server: a figure here is an upper bound.
 */
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/sample_roster.h"
#include "act/ticket.h"
#include "tests/bench/bench.h"
#include "tests/bench/cost.h"
#include "tests/bench/desk.h"
#include "tests/bench/foreign.h"
#include "tests/bench/many.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define SAMPLES 20000
#define STUDENTS 3000
#define STUDENTS_FULL 1000000
#define MOST 1000
#define RINGS 200
#define KEYS_A_SECOND 3
#define YARD 50 /* sessions of the yardstick */

static void
settle(struct many *m, double seconds)
{
	double until = bench_now() + seconds;

	while (bench_now() < until)
		many_look(m, 50, NULL, NULL);
}

/* --- memory and idle CPU
 * ------------------------------------------------------ */

/* Of a session under sshd; of our server without any. */
static double yard_memory, empty;

static void
measure_yardstick(void)
{
	struct many *m = many_new();
	double before = cost_memory(foreign_pid());

	many_open(m, YARD, "list", true);
	settle(m, 1);
	yard_memory = (cost_memory(foreign_pid()) - before) / YARD;
	many_close(m);
}

static void
measure_memory(struct many *m)
{
	char name[100];

	if (yard_memory == 0)
		measure_yardstick();

	settle(m, 2);
	snprintf(name, sizeof(name), "memory (PSS) of an idle session, %d open",
	    many_count(m));
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "MB",
	    .value = (cost_memory(server_pid()) - empty) / many_count(m),
	    .yardstick = yard_memory,
	    .against = "OpenSSH's sshd and a plain list, 50 open",
	    .aim = 2.3,
	    .of_value = 1 });
}

static void
measure_idle(struct many *m)
{
	double seconds = bench_full() ? 120 : 60; /* each minute has a beat */
	char name[100];
	double cpu;

	settle(m, 5);
	cpu = cost_cpu(server_pid());
	settle(m, seconds);
	cpu = cost_cpu(server_pid()) - cpu;
	snprintf(name, sizeof(name), "CPU of %d idle sessions on Today",
	    many_count(m));
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "% of a core",
	    .value = cpu * 100 / seconds,
	    .aim = 0.2 });
}

/* --- a key to the screen
 * ------------------------------------------------------- */

struct typing {
	double sent[MOST]; /* 0: nothing is awaited */
	double next[MOST];
	int typed[MOST];
	double ms[SAMPLES];
	size_t n;
};

static void
shown(void *arg, int i)
{
	struct typing *t = arg;

	if (i >= MOST || t->sent[i] == 0)
		return;
	if (t->n < SAMPLES)
		t->ms[t->n++] = (bench_now() - t->sent[i]) * 1000;
	t->sent[i] = 0;
}

/* To the end of Today and back: each key moves the cursor.  A key that comes
 * late because the one before was not yet shown counts from when it was due. */
static void
type_due(struct many *m, struct typing *t, int typists)
{
	for (int i = 0; i < typists; i++) {
		double now = bench_now(), late = now - t->next[i];

		if (t->sent[i] != 0 || late < 0)
			continue;
		many_type(m, i, t->typed[i]++ % 2 ? "\033[H" : "\033[F");
		t->sent[i] = late > 0.05 ? t->next[i] : now;
		t->next[i] += 1.0 / KEYS_A_SECOND;
	}
}

/* Everybody typed as fast as was said, and saw it. */
static void
check_typing(const struct typing *t, int typists, double seconds)
{
	for (int i = 0; i < typists; i++)
		if (t->typed[i] < 0.9 * seconds * KEYS_A_SECOND)
			fail_msg("client %d typed %d keys in %.0f s", i,
			    t->typed[i], seconds);
}

static void
measure_keys(struct many *m)
{
	static struct typing t;
	int typists = many_count(m);
	double seconds = 20, began, cpu, p50;
	char name[100];

	settle(m, 2);
	began = bench_now();
	cpu = cost_cpu(server_pid());
	for (int i = 0; i < typists; i++)
		t.next[i] = began + (double)i / typists / KEYS_A_SECOND;
	while (bench_now() < began + seconds) {
		type_due(m, &t, typists);
		many_look(m, 1, shown, &t);
	}
	cpu = cost_cpu(server_pid()) - cpu;
	check_typing(&t, typists, seconds);
	p50 = bench_quantile(t.ms, t.n, 0.5);
	snprintf(name, sizeof(name),
	    "a key to the screen, %d sessions, 3 keys/s each, p50", typists);
	bench_say(
	    &(struct bench_figure){ .name = name, .unit = "ms", .value = p50 });
	memcpy(strstr(name, "p50"), "p99", 3);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "ms",
	    .value = bench_quantile(t.ms, t.n, 0.99),
	    .aim = 10 });
	snprintf(name, sizeof(name), "CPU of a key, %d sessions", typists);
	bench_say(&(struct bench_figure){
	    .name = name, .unit = "us", .value = cpu * 1e6 / (double)t.n });
}

/* --- a commit to the screen of somebody else
 * ------------------------------------ */

struct ringer {
	int orders[2], done[2];
};

/* A call waits, each time it is told to. */
static int
ring(struct actor *who, void *arg)
{
	const struct act_ticket_call c = { .channel = 0 };
	struct ringer *r = arg;
	struct act_ticket t;
	double at;
	char one;
	int e;

	while (read(r->orders[0], &one, 1) == 1) {
		if ((e = act_ticket_ring(who, &c, &t)) != 0)
			return e;
		at = bench_now();
		if (write(r->done[1], &at, sizeof(at)) < 0)
			break;
	}
	return 0;
}

static double seen;
static int watcher;

static void
watch(void *arg, int i)
{
	(void)arg;
	if (i == watcher && seen == 0)
		seen = bench_now();
}

/* The last one in is op1, whom it concerns like the lead who takes the call;
 * nobody else's Today has it. */
static void
measure_commit(struct many *m)
{
	int n = bench_full() ? RINGS : 60;
	double ms[RINGS], at;
	struct ringer r;
	char name[100];
	pid_t pid;

	watcher = many_count(m);
	many_open(m, 1, "op1", false);
	assert_int_equal(pipe(r.orders) | pipe(r.done), 0);
	if ((pid = fork()) == 0) {
		/* before it forks again: this end would never hear the end */
		close(r.orders[1]);
		close(r.done[0]);
		desk_inside("lead1", ring, &r);
		_exit(0);
	}
	close(r.orders[0]);
	close(r.done[1]);
	for (int i = 0; i < n; i++) {
		settle(m, 0.2);
		seen = 0;
		assert_int_equal(write(r.orders[1], "x", 1), 1);
		assert_int_equal(
		    read(r.done[0], &at, sizeof(at)), (ssize_t)sizeof(at));
		for (double until = at + 5; seen == 0 && bench_now() < until;)
			many_look(m, 5, watch, NULL);
		if (seen == 0)
			fail_msg("a commit was not seen");
		ms[i] = (seen - at) * 1000;
	}
	close(r.orders[1]);
	close(r.done[0]);
	waitpid(pid, NULL, 0);
	snprintf(name, sizeof(name),
	    "a commit to another's screen, %d others idle, p99", watcher);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "ms",
	    .value = bench_quantile(ms, (size_t)n, 0.99),
	    .aim = 300 });
}

/* A school's psychologist has rows on Today to go up and down in, and nothing
 * to do with the line and its calls. */
static void
grow(struct many *m, int to)
{
	many_open(m, to - many_count(m), "psy1", false);
}

/* --- all of it
 * ----------------------------------------------------------------- */

static const struct stage {
	int quick, full; /* so many sessions; 0: not then */
	const char *part;
	void (*measure)(struct many *m);
} stages[] = {
	{ 30, 0, "keys", measure_keys },
	{ 100, 100, "memory", measure_memory },
	{ 0, 300, "keys", measure_keys },
	{ 0, 500, "memory", measure_memory },
	{ 100, 500, "idle", measure_idle },
	{ 0, MOST - 1, "memory", measure_memory },
	{ 100, MOST - 2, "commit", measure_commit },
};

static void
measure(char **argv)
{
	struct many *m = many_new();

	for (size_t i = 0; i < nitems(stages); i++) {
		const struct stage *s = &stages[i];
		int people = bench_full() ? s->full : s->quick;

		if (people == 0 || !bench_wants(argv, s->part))
			continue;
		grow(m, people);
		s->measure(m);
	}
	many_close(m);
}

int
main(int argc, char **argv)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		"--sessions=2000", "--sessions-per-source=2000",
		"--starts-per-source=2000", "--starts-begin=2000",
		"--starts-full=2000", "--lock=12h", "--end=13h", NULL };
	int64_t students =
	    bench_number(argv, 0, bench_full() ? STUDENTS_FULL : STUDENTS);

	(void)argc;
	server_schools(act_sample_schools(students));
	server_start(options);
	desk_roster(students);
	desk_worries(5);
	foreign_start();
	empty = cost_memory(server_pid());
	measure(argv);
	foreign_stop();
	server_stop();
	return 0;
}
