/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "act/sample_roster.h"
#include "base/clock.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/*
 * How fast rosters go in, every index kept: an empty store, then the same
 * table again.  `tests/bench/import [ROWS]`; one JSON line a figure.
 */
static int64_t
take_in(struct actor *who, const char *what, int64_t rows)
{
	struct act_import in = { .source = open("bench.csv", O_RDONLY) };
	struct act_imported out;
	struct rusage use;
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
	printf("{\"bench\": \"import\", \"what\": \"%s\", \"rows\": %lld,"
	       " \"rows_per_s\": %lld, \"ms\": %lld, \"peak_mb\": %ld}\n",
	    what, (long long)rows, (long long)(rows * 1000 / (ms + 1)),
	    (long long)ms, use.ru_maxrss / 1024);
	fflush(stdout);
	return ms;
}

int
main(int argc, char **argv)
{
	int64_t rows = argc > 1 ? atoll(argv[1]) : 100000;
	struct act_sample_roster r = { rows, 0, 1, 20261124 };
	struct stat st;
	struct actor *who;
	FILE *f;

	test_office_schools(act_sample_schools(rows));
	f = fopen("bench.csv", "w");
	if (f == NULL || act_sample_roster(f, &r) != 0 || fclose(f) != 0)
		return 1;
	who = test_signin("dist1");
	store_cache(who->store, 256 * 1024);
	take_in(who, "empty store, all indexes kept", rows);
	take_in(who, "the same again", rows);
	test_leave(who);
	if (stat("store.db", &st) == 0)
		printf("{\"bench\": \"import\", \"what\": \"store\","
		       " \"rows\": %lld, \"mb\": %lld}\n",
		    (long long)rows, (long long)st.st_size >> 20);
	return 0;
}
