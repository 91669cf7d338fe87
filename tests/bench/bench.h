/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_BENCH_H
#define TESTS_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A figure beside its yardstick, both measured in this run: one JSON line on
 * stdout, which tests/bench/run makes into a table.
 */
struct bench_figure {
	const char *name;	 /* "save, 50 processes" */
	const char *unit;	 /* "commits/s" */
	double value, yardstick; /* yardstick 0: none */
	const char *against;	 /* "same statements, stock VFS" */
	double aim;		 /* of the ratio; of the value without one */
	int more;		 /* 1: more is better, 0: less is better */
	int of_value;		 /* 1: the aim is of the value all the same */
};
void bench_say(const struct bench_figure *f);

/*
 * What a program measures, part by part; the last one has no name.  Words
 * after the program's name choose ("wire pages idle"), without one all are
 * measured; numbers among them are bench_number()'s.  0, or 2 for a word that
 * names nothing.
 */
struct bench_part {
	const char *name;
	void (*measure)(void);
};
int bench_parts(const struct bench_part *parts, char **argv);
/* Is this part among the words, or is there none? */
bool bench_wants(char **argv, const char *part);
/* The i-th number after the program's name, or instead. */
int64_t bench_number(char **argv, int i, int64_t instead);

/* $BENCH_FULL: the long rows as well. */
bool bench_full(void);

double bench_now(void); /* seconds, monotonic */

/* The p-th of n samples (0.5, 0.99); sorts them. */
double bench_quantile(double *samples, size_t n, double p);

/*
 * Fork n processes that each call begin(), wait for all the others, then call
 * once() until the time is over.  Fills how many each did; returns the sum
 * per second.  Ends the program when one fails.
 */
struct bench_crowd {
	void *(*begin)(void *arg, int i);
	int (*once)(void *one);
	void *arg;
	double seconds;
};
double bench_crowd_run(const struct bench_crowd *c, int n, long *did);

#endif
