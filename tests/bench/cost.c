/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/cost.h"

#define PROCESSES 8192

struct one {
	pid_t pid, parent;
	double others; /* seconds of those it waited for */
	bool in;
};

static double
seconds_of(unsigned long long ticks)
{
	return (double)ticks / (double)sysconf(_SC_CLK_TCK);
}

/* /proc/PID/stat counts in hundredths of a second, which is more than an idle
 * session takes in a quarter of an hour; the clock of a process counts in ns,
 * threads that have ended as well. */
static double
exact_of(pid_t pid)
{
	struct timespec t;
	clockid_t clock;

	if (clock_getcpuclockid(pid, &clock) != 0 ||
	    clock_gettime(clock, &t) != 0)
		return 0;
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool
read_one(const char *pid, struct one *o)
{
	unsigned long long t[2];
	char path[64], line[1024], *at;
	FILE *f;
	bool good;

	snprintf(path, sizeof(path), "/proc/%.16s/stat", pid);
	if ((f = fopen(path, "r")) == NULL)
		return false;
	good = fgets(line, sizeof(line), f) != NULL &&
	       (at = strrchr(line, ')')) != NULL &&
	       sscanf(at + 2,
		   "%*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u"
		   " %llu %llu",
		   &o->parent, &t[0], &t[1]) == 3;
	fclose(f);
	if (!good)
		return false;
	o->pid = atoi(pid);
	o->others = seconds_of(t[0] + t[1]);
	return true;
}

/* All processes that hang from top, into all: how many. */
static int
family(pid_t top, struct one *all)
{
	DIR *d = opendir("/proc");
	struct dirent *e;
	int n = 0, in = 0;
	bool more = true;

	while (d != NULL && n < PROCESSES && (e = readdir(d)) != NULL)
		if (isdigit((unsigned char)e->d_name[0]) &&
		    read_one(e->d_name, &all[n])) {
			all[n].in = all[n].pid == top;
			n++;
		}
	if (d != NULL)
		closedir(d);
	while (more) {
		more = false;
		for (int i = 0; i < n; i++)
			for (int k = 0; k < n && !all[i].in; k++)
				if (all[k].in && all[k].pid == all[i].parent)
					more = all[i].in = true;
	}
	for (int i = 0; i < n; i++)
		if (all[i].in)
			all[in++] = all[i];
	return in;
}

double
cost_cpu(pid_t top)
{
	static struct one all[PROCESSES];
	double sum = 0;
	int n = family(top, all);

	for (int i = 0; i < n; i++)
		sum += exact_of(all[i].pid) + all[i].others;
	return sum;
}

static double
memory_of(pid_t pid)
{
	char path[64], line[256];
	long kb = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", pid);
	if ((f = fopen(path, "r")) == NULL)
		return 0;
	while (fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "Pss: %ld", &kb) == 1)
			break;
	fclose(f);
	return (double)kb / 1024;
}

double
cost_memory(pid_t top)
{
	static struct one all[PROCESSES];
	int n = family(top, all);
	double mb = 0;

	for (int i = 0; i < n; i++)
		mb += memory_of(all[i].pid);
	return mb;
}
