/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "act/sample_roster.h"
#include "base/clock.h"
#include "store/store.h"
#include "tests/bench/bench.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/*
 * How fast rosters go in, every index kept: an empty store, then the same
 * table again.  `tests/bench/import [ROWS]`: 100,000, or as many.
 */
static int64_t
take_in(struct actor *who, const char *what, int64_t rows)
{
	struct act_import in = { .source = open("bench.csv", O_RDONLY) };
	struct act_imported out;
	struct rusage use;
	char name[120];
	int64_t ms = clock_ticks_ms();
	int r;

	in.refused = open("bench.refused.csv", O_RDWR | O_CREAT, 0600);
	r = act_import_roster(who, &in, &out);
	ms = clock_ticks_ms() - ms;
	getrusage(RUSAGE_SELF, &use);
	close(in.source);
	close(in.refused);
	if (r != 0 || out.rows != rows)
		fail_msg("import: %d, %lld rows", r, (long long)out.rows);
	snprintf(
	    name, sizeof(name), "import, %lld rows, %s", (long long)rows, what);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "rows/s",
	    .value = (double)rows * 1000 / (double)(ms + 1),
	    .aim = 25000,
	    .more = 1 });
	snprintf(name, sizeof(name), "import, %lld rows, memory at its peak",
	    (long long)rows);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "MB",
	    .value = (double)use.ru_maxrss / 1024,
	    .aim = 600 });
	return ms;
}

int
main(int argc, char **argv)
{
	int64_t rows = argc > 1 ? atoll(argv[1]) : 100000;
	struct act_sample_roster r = { rows, 0, 1, 20261124 };
	struct actor *who;
	FILE *f;

	test_office_schools(act_sample_schools(rows));
	f = fopen("bench.csv", "w");
	if (f == NULL || act_sample_roster(f, &r) != 0 || fclose(f) != 0)
		return 1;
	who = test_signin("dist1");
	take_in(who, "empty store, all indexes kept", rows);
	take_in(who, "the same again", rows);
	test_leave(who);
	return 0;
}
