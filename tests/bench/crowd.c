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
#include "act/ticket.h"
#include "tests/bench/bench.h"
#include "tests/bench/cost.h"
#include "tests/bench/desk.h"
#include "tests/bench/foreign.h"
#include "tests/bench/many.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define SAMPLES 20000
#define KEYS_A_SECOND 3
#define YARD 50 /* sessions of the yardstick */

static bool full;

static void
settle(struct many *m, double seconds)
{
	double until = bench_now() + seconds;

	while (bench_now() < until)
		many_look(m, 50, NULL, NULL);
}

/* --- memory and idle CPU
 * ------------------------------------------------------ */

static double yard_memory;

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
measure_memory(struct many *m, double empty)
{
	char name[100];

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
	double seconds = full ? 120 : 60; /* whole minutes: each has a beat */
	double cpu = cost_cpu(server_pid());
	char name[100];

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
	double sent[1100]; /* 0: nothing is awaited */
	double next[1100];
	double ms[SAMPLES];
	size_t n;
	int at;
};

static void
shown(void *arg, int i)
{
	struct typing *t = arg;

	if (t->sent[i] == 0)
		return;
	if (t->n < SAMPLES)
		t->ms[t->n++] = (bench_now() - t->sent[i]) * 1000;
	t->sent[i] = 0;
}

static void
type_due(struct many *m, struct typing *t, int typists)
{
	double now = bench_now();

	for (int i = 0; i < typists; i++)
		if (t->sent[i] == 0 && now >= t->next[i]) {
			many_type(m, i, t->at++ % 2 ? "\033[B" : "\033[F");
			t->sent[i] = now;
			t->next[i] += 1.0 / KEYS_A_SECOND;
		}
}

static void
measure_keys(struct many *m)
{
	static struct typing t;
	int typists = many_count(m);
	double until = bench_now() + 20, p50;
	char name[100];

	for (int i = 0; i < typists; i++)
		t.next[i] = bench_now() + (double)i / typists / KEYS_A_SECOND;
	while (bench_now() < until) {
		type_due(m, &t, typists);
		many_look(m, 1, shown, &t);
	}
	p50 = bench_quantile(t.ms, t.n, 0.5);
	snprintf(name, sizeof(name),
	    "a key to the screen, %d sessions, 3 keys/s each, p50", typists);
	bench_say(
	    &(struct bench_figure){ .name = name, .unit = "ms", .value = p50 });
	snprintf(name, sizeof(name),
	    "a key to the screen, %d sessions, 3 keys/s each, p99", typists);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "ms",
	    .value = bench_quantile(t.ms, t.n, 0.99),
	    .aim = 10 });
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

	close(r->orders[1]);
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

static void
measure_commit(struct many *m)
{
	int n = full ? 200 : 60;
	double ms[200], at;
	struct ringer r;
	char name[100];
	pid_t pid;

	watcher = many_count(m);
	many_open(m, 1, "op1", false);
	assert_int_equal(pipe(r.orders) | pipe(r.done), 0);
	if ((pid = fork()) == 0) {
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
	    "a commit to another's screen, %d others idle, p99", watcher - 1);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "ms",
	    .value = bench_quantile(ms, (size_t)n, 0.99),
	    .aim = 300 });
}

static void
grow(struct many *m, int to)
{
	many_open(m, to - many_count(m), "op1", false);
}

int
main(void)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		"--sessions=2000", "--sessions-per-source=2000",
		"--starts-per-source=2000", "--starts-begin=2000",
		"--starts-full=2000", "--lock=12h", "--end=13h", NULL };
	struct many *m = many_new();
	double empty;

	full = getenv("BENCH_FULL") != NULL;
	server_start(options);
	foreign_start();
	measure_yardstick();
	empty = cost_memory(server_pid());
	grow(m, full ? 100 : 30);
	if (!full)
		measure_keys(m);
	grow(m, 100);
	measure_memory(m, empty);
	if (full) {
		grow(m, 300);
		measure_keys(m);
		grow(m, 500);
		measure_memory(m, empty);
	}
	measure_idle(m);
	if (full) {
		grow(m, 999);
		measure_memory(m, empty);
	}
	measure_commit(m);
	many_close(m);
	foreign_stop();
	server_stop();
	return 0;
}
