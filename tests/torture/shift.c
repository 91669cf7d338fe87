/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shifts in compressed time: every ten minutes of the store's clock calls are
 * rung, taken, written in and closed, worries reported, deadlines missed, and
 * somebody signs in and leaves.  What the server takes at the end is what it
 * took after the first of them: memory, descriptors, the log, processes.
 *
 * One hour in the check, as many hours as $TORTURE says in `make torture`.
 */
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/confine.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/process.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"
#include "tests/lib/whole.h"

#define STEPS 6 /* of ten minutes, an hour */
#define GROWTH_KB 2048
/* In the first hour the page caches of keeper and sessions still fill. */
#define CACHES_KB 12288
#define LOG_MOST (68 << 20) /* journal_size_limit, and a transaction */

static const char *const options[] = { "--penalty-exempt=127.0.0.0/8", NULL };

struct takes {
	int processes, descriptors;
	long kb;
	int64_t log;
};

/* Those that stay: the rest has ended. */
static struct takes
what_it_takes(void)
{
	struct process all[64];
	struct takes t = { 0 };
	struct stat st;
	char path[400];
	size_t n;

	for (int i = 0; i < 500; i++) { /* whoever left has gone */
		n = process_tree(server_pid(), all, nitems(all));
		if (n == 4 + 2)
			break;
		poll(NULL, 0, 10);
	}
	t.processes = (int)n;
	for (size_t i = 0; i < n; i++) {
		t.descriptors += process_descriptors(all[i].pid);
		t.kb += process_pss_kb(all[i].pid);
	}
	snprintf(path, sizeof(path), "%s/store.db-wal", server_data());
	if (stat(path, &st) == 0)
		t.log = st.st_size;
	return t;
}

static int64_t student, ticket;

/* Two calls and a worry, and ten minutes are over. */
static void
ten_minutes(int step)
{
	char text[2048];
	struct client *c;

	snprintf(text, sizeof(text),
	    "{\"command\": \"ticket ring\"}\n{\"command\": \"ticket new\"}\n"
	    "{\"command\": \"ticket entry %lld\","
	    " \"fields\": {\"text\": \"步 %d\"}}\n"
	    "{\"command\": \"ticket answer %lld\","
	    " \"fields\": {\"thoughts\": \"no\"}}\n"
	    "{\"command\": \"ticket show %lld\"}\n"
	    "{\"command\": \"today\"}\n",
	    (long long)ticket, step, (long long)ticket, (long long)ticket);
	cli_must("lead1", "batch", text);
	snprintf(text, sizeof(text), "{\"student\": %lld, \"seen\": \"步 %d\"}",
	    (long long)student, step);
	cli_must("psy1", "observation report", text);

	c = client_call("op1", "words ");
	client_type(c, "\007"); /* back, and out */
	client_leave(c);

	cli_must("sys1", "sample clock +10m", NULL);
}

static int
begin(void **state)
{
	(void)state;
	server_start(options);
	desk_students(40);
	student = store_number("SELECT min(s.id) FROM student s JOIN org o"
			       " ON o.id = s.school WHERE o.code = 'S001'");
	ticket = cli_number(cli_must("lead1", "ticket new", NULL), "id");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

static void
tell(const char *when, const struct takes *t)
{
	printf("# %s: %d processes, %d descriptors, %ld kB, log %lld kB\n",
	    when, t->processes, t->descriptors, t->kb,
	    (long long)t->log / 1024);
}

static void
test_hours_of_work_leave_the_server_as_it_was(void **state)
{
	int hours = getenv("TORTURE") != NULL ? atoi(getenv("TORTURE")) : 1;
	int warm = hours > 1 ? STEPS : 1;
	struct client *reader = client_signin("psy1", NULL);
	struct takes first, last;

	(void)state;
	client_expect(reader, "psy1 "); /* stays all the time */
	for (int i = 0; i < warm; i++)
		ten_minutes(i);
	client_drain(reader);
	first = what_it_takes();
	tell("at the beginning", &first);
	for (int i = warm; i < hours * STEPS; i++) {
		ten_minutes(i);
		client_drain(reader);
	}
	last = what_it_takes();
	tell("at the end", &last);
	assert_int_equal(last.processes, first.processes);
	assert_int_equal(last.descriptors, first.descriptors);
	if (confine_is_whole()) /* sanitizers take what they want */
		test_true("no memory more",
		    last.kb < first.kb + (hours > 1 ? GROWTH_KB : CACHES_KB));
	test_true("the log is bounded", last.log < LOG_MOST);
	store_is_whole("after the shifts");
	client_kill(reader); /* locked by now, in a long run */
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_hours_of_work_leave_the_server_as_it_was),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
