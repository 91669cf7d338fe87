/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/bench.h"

void
bench_say(const struct bench_figure *f)
{
	double ratio = f->yardstick > 0 ? f->value / f->yardstick : 0;
	double judged = f->yardstick > 0 && !f->of_value ? ratio : f->value;
	int met =
	    f->aim == 0 || (f->more ? judged >= f->aim : judged <= f->aim);

	printf("{\"figure\":\"%s\",\"value\":%.6g,\"unit\":\"%s\"", f->name,
	    f->value, f->unit);
	if (f->yardstick > 0)
		printf(",\"yardstick\":%.6g,\"against\":\"%s\",\"ratio\":%.3f",
		    f->yardstick, f->against, ratio);
	if (f->aim != 0)
		printf(",\"aim\":\"%s %g\",\"met\":%s",
		    f->more ? ">=" : "<=", f->aim, met ? "true" : "false");
	printf("}\n");
	fflush(stdout);
}

/* --- which parts
 * ---------------------------------------------------------------- */

static bool
is_number(const char *word)
{
	return isdigit((unsigned char)word[0]);
}

bool
bench_wants(char **argv, const char *part)
{
	bool any = false;

	for (argv++; *argv != NULL; argv++) {
		if (strcmp(*argv, part) == 0)
			return true;
		any |= !is_number(*argv);
	}
	return !any;
}

int64_t
bench_number(char **argv, int i, int64_t instead)
{
	for (argv++; *argv != NULL; argv++)
		if (is_number(*argv) && i-- == 0)
			return atoll(*argv);
	return instead;
}

static bool
is_part(const struct bench_part *parts, const char *word)
{
	for (; parts->name != NULL; parts++)
		if (strcmp(parts->name, word) == 0)
			return true;
	return is_number(word);
}

int
bench_parts(const struct bench_part *parts, char **argv)
{
	for (char **word = argv + 1; *word != NULL; word++)
		if (!is_part(parts, *word)) {
			fprintf(stderr, "bench: %s has no part %s\n", argv[0],
			    *word);
			return 2;
		}
	for (; parts->name != NULL; parts++)
		if (bench_wants(argv, parts->name))
			parts->measure();
	return 0;
}

bool
bench_full(void)
{
	const char *full = getenv("BENCH_FULL");

	return full != NULL && full[0] != '\0';
}

/* --- time
 * ----------------------------------------------------------------------- */

double
bench_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

double
bench_quantile(double *samples, size_t n, double p)
{
	size_t i = (size_t)(p * (double)n);

	if (n == 0)
		return 0;
	qsort(samples, n, sizeof(*samples), compare);
	return samples[i < n ? i : n - 1];
}

struct shared {
	atomic_int ready, go, failed;
	long did[1024];
};

static void
crowd_member(const struct bench_crowd *c, struct shared *s, int i)
{
	void *one = c->begin(c->arg, i);
	double end;

	atomic_fetch_add(&s->ready, 1);
	while (!atomic_load(&s->go))
		usleep(500);
	end = bench_now() + c->seconds;
	while (bench_now() < end) {
		if (c->once(one) != 0) {
			atomic_store(&s->failed, 1);
			break;
		}
		s->did[i]++;
	}
	_exit(0);
}

double
bench_crowd_run(const struct bench_crowd *c, int n, long *did)
{
	struct shared *s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	double sum = 0;

	if (s == MAP_FAILED)
		abort();
	for (int i = 0; i < n; i++)
		if (fork() == 0)
			crowd_member(c, s, i);
	while (atomic_load(&s->ready) < n) {
		if (waitpid(-1, NULL, WNOHANG) > 0) {
			fprintf(stderr, "bench: a process could not begin\n");
			exit(1);
		}
		usleep(1000);
	}
	atomic_store(&s->go, 1);
	while (wait(NULL) > 0)
		;
	for (int i = 0; i < n; i++) {
		did[i] = s->did[i];
		sum += (double)s->did[i];
	}
	if (atomic_load(&s->failed)) {
		fprintf(stderr, "bench: a process failed\n");
		exit(1);
	}
	munmap(s, sizeof(*s));
	return sum / c->seconds;
}
