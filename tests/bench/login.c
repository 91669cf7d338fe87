/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From starting the ssh client to the first screen, at our server and at
 * OpenSSH's sshd showing the same one, in turns.  Both work the passphrase's
 * Argon2 out once; it is measured by itself and taken off both, for it is
 * there to be slow.  CPU is that of all the server's processes, from before
 * the first connection until the last has ended.
 */
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "sealed/key.h"
#include "sealed/pass.h"
#include "tests/bench/bench.h"
#include "tests/bench/cost.h"
#include "tests/bench/desk.h"
#include "tests/bench/foreign.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define MOST 60

/* Without a link between: it would be in the time. */
static double
first_screen(bool foreign, const char *text)
{
	const struct desk_how how = {
		.login = "psy1", .foreign = foreign, .straight = true
	};
	struct desk d;
	double s;

	desk_open(&d, &how);
	desk_pass(&d);
	test_term_has(d.term, text);
	s = bench_now() - d.began;
	desk_leave(&d); /* or nobody has waited for what it has cost */
	return s;
}

/* How long it takes; *cpu: of that, at work. */
static double
argon(double *cpu)
{
	static const char pass[] = "sample-psy1-passphrase";
	uint8_t open_half[SEALED_PUBLIC];
	struct sealed_key *k;
	struct buf *b = buf_new();
	double s;

	assert_int_equal(sealed_init(), 0);
	k = sealed_key_new(open_half);
	*cpu = (double)clock() / CLOCKS_PER_SEC;
	s = bench_now();
	if (pass_wrap(k, pass, sizeof(pass) - 1, b) != 0)
		fail_msg("no memory for the passphrase");
	s = bench_now() - s;
	*cpu = (double)clock() / CLOCKS_PER_SEC - *cpu;
	buf_free(b);
	sealed_key_free(k);
	return s;
}

static void
say(const char *name, double ours, double theirs, double aim)
{
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "ms",
	    .value = ours * 1000,
	    .yardstick = theirs * 1000,
	    .against = "OpenSSH's sshd, the same first screen",
	    .aim = aim });
}

/* The kernel counts a child when it has been waited for. */
static double
cpu_when_quiet(pid_t top)
{
	double was, now = cost_cpu(top);

	do {
		was = now;
		usleep(400000);
		now = cost_cpu(top);
	} while (now != was);
	return now;
}

/* Where the kernel counts in ticks, one login is too little: the sum of all
 * of them. */
static double
cpu_of(bool foreign, const char *text, int n)
{
	pid_t top = foreign ? foreign_pid() : server_pid();
	double cpu = cpu_when_quiet(top);

	for (int i = 0; i < n; i++)
		first_screen(foreign, text);
	return (cpu_when_quiet(top) - cpu) / n;
}

int
main(void)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };
	static const char text[] = "喝口水吧";
	int n = getenv("BENCH_FULL") != NULL ? MOST : 15;
	double ours[MOST], theirs[MOST], pass[MOST], work[MOST];
	double own, their, a;

	server_start(options);
	foreign_start();
	first_screen(false, text);
	first_screen(true, text);
	for (int i = 0; i < n; i++) {
		ours[i] = first_screen(false, text);
		theirs[i] = first_screen(true, text);
		pass[i] = argon(&work[i]);
	}
	a = bench_quantile(pass, (size_t)n, 0.5);
	own = bench_quantile(ours, (size_t)n, 0.5);
	their = bench_quantile(theirs, (size_t)n, 0.5);
	bench_say(&(struct bench_figure){ .name = "Argon2 of the passphrase",
	    .unit = "ms",
	    .value = a * 1000 });
	say("login to the first screen, Argon2 and all", own, their, 0);
	say("login to the first screen, without Argon2", own - a, their - a,
	    0.5);
	a = bench_quantile(work, (size_t)n, 0.5);
	own = cpu_of(false, text, n);
	their = cpu_of(true, text, n);
	say("CPU of the server for a login, Argon2 and all", own, their, 0);
	say("CPU of the server for a login, without Argon2", own - a, their - a,
	    0.45);
	foreign_stop();
	server_stop();
	return 0;
}
