/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A bad disk, no memory, no descriptor: the n-th call of each kind fails, for
 * every n until a story needs no more of them.  A command then answers or says
 * in one line what is wrong; it never dies, and nothing is half done.
 *
 * In the check a few n of each; in `make torture` ($TORTURE) every one, of
 * allocations one in sixty or so.
 *
 * In English: without memory for its table, glibc 2.36 itself dies while it
 * reads the first word of a translation (__gconv_open, four calls of all).
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/epoch.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/fault.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"
#include "tests/lib/whole.h"

#define ROWS 40	 /* of the roster */
#define ALL 400	 /* so many n are tried one by one, */
#define EACH 120 /* of more so many */

/* --- the stories ------------------------------------------------------------
 */

static char ticket_entry[40], ticket_answer[40], report[120], import[800];

static struct story {
	const char *login, *command, *input;
	const char *count; /* what grows with each time it was done */
	int64_t by;
} stories[] = {
	{ "lead1", "ticket ring", "{\"number\": \"13800000000\"}",
	    "SELECT count(*) FROM ticket", 1 },
	{ "lead1", "ticket new", "{\"alias\": \"晚风\"}",
	    "SELECT count(*) FROM ticket_step", 1 },
	{ "lead1", ticket_entry, "{\"text\": \"门锁了\"}",
	    "SELECT count(*) FROM ticket_entry", 1 },
	{ "lead1", ticket_answer, "{\"thoughts\": \"no\"}",
	    "SELECT count(*) FROM ticket_answer", 1 },
	{ "psy1", "observation report", report,
	    "SELECT count(*) FROM observation", 1 },
	{ "dist1", import, NULL,
	    "SELECT count(*) FROM roster_import WHERE finished_at > 0", 1 },
};

static const struct way {
	const char *name;
	enum fault_call call;
	int error;
	int least; /* n in the check, of each story */
} ways[] = {
	{ "reading fails", FAULT_READ, EIO, 1 },
	{ "reading ends early", FAULT_READ, FAULT_SHORT, 1 },
	{ "writing fails", FAULT_WRITE, EIO, 1 },
	{ "the disk is full", FAULT_WRITE, ENOSPC, 2 },
	{ "writing ends early", FAULT_WRITE, FAULT_SHORT, 1 },
	{ "a sync fails", FAULT_SYNC, EIO, 1 },
	{ "cutting a file fails", FAULT_TRUNCATE, EIO, 1 },
	{ "no descriptor", FAULT_OPEN, EMFILE, 1 },
	{ "no memory to map", FAULT_MAP, ENOMEM, 1 },
	{ "no memory", FAULT_MEMORY, ENOMEM, 2 },
};

/* --- one time ---------------------------------------------------------------
 */

static struct {
	int runs, met, refused, done_all_the_same;
} tally;

/* A fault that nobody meets proves nothing: it was not preloaded, or the call
 * is made under another name. */
static void
tell_tally(void)
{
	printf("# %d times, %d met it, %d refused, %d of them done all the "
	       "same\n",
	    tally.runs, tally.met, tally.refused, tally.done_all_the_same);
	test_true("faults were met", tally.met > 0);
	test_true("and some were refused", tally.refused > 0);
}

static const char *const *
faulty(void)
{
	static char preload[400], page[400];
	static const char *environment[] = { preload, page, NULL };

	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", fault_library());
	snprintf(page, sizeof(page), "XINQING_FAULT=%s", fault_page());
	return environment;
}

/* "ERR_NAME: what to do", and nothing else. */
static bool
is_one_line(const char *err)
{
	const char *end = strchr(err, '\n');

	return strncmp(err, "ERR_", 4) == 0 && strstr(err, ": ") != NULL &&
	       end != NULL && end[1] == '\0';
}

static void
judge(const struct story *s, const struct way *w, int64_t n,
    const struct cli *c, int64_t before)
{
	int64_t after = store_number(s->count);
	char what[200];

	snprintf(what, sizeof(what), "%s, %s at the %lld-th", s->command,
	    w->name, (long long)n);
	if (c->status != 0 && (c->status < EX__BASE || c->status > EX__MAX ||
				  !is_one_line(c->err)))
		fail_msg("%s: status %d, \"%s\"", what, c->status, c->err);
	if (c->status == 0 && after != before + s->by)
		fail_msg("%s: told done, and it is not: %lld after %lld", what,
		    (long long)after, (long long)before);
	if (after != before && after != before + s->by)
		fail_msg("%s: done in part", what);
	tally.runs++;
	tally.refused += c->status != 0;
	tally.done_all_the_same += c->status != 0 && after != before;
	store_is_whole(what);
}

/* After a sync that failed nothing is saved until the machine was started
 * again, which takes the page in the tmpfs along. */
static void
start_the_machine_again(void)
{
	assert_int_equal(chdir(server_data()), 0);
	epoch_forget();
	assert_int_equal(chdir("/"), 0);
}

/* A story with the n-th call failing. */
static void
once(const struct story *s, const struct way *w, int64_t n)
{
	struct cli c = { .login = s->login,
		.command = s->command,
		.input = s->input,
		.language = "en",
		.environment = faulty() };
	int64_t before = store_number(s->count);
	bool hit;

	fault_set("xinqing", w->call, n, w->error, false);
	cli_run(&c);
	hit = fault_hits() > 0;
	fault_none();
	tally.met += hit;
	judge(s, w, n, &c, before);
	cli_free(&c);
	if (hit && w->call == FAULT_SYNC)
		start_the_machine_again();
}

/* How many calls of this kind it takes when nothing fails. */
static int64_t
calls_of(const struct story *s, enum fault_call call)
{
	struct cli c = { .login = s->login,
		.command = s->command,
		.input = s->input,
		.language = "en",
		.environment = faulty() };
	int64_t n;

	fault_set("xinqing", call, 0, 0, false);
	cli_run(&c);
	n = fault_calls();
	fault_none();
	if (c.status != 0)
		fail_msg("%s: %d %s", s->command, c.status, c.err);
	cli_free(&c);
	return n;
}

/* In the check every other one, now these, now those. */
static bool
is_turn_of(size_t i)
{
	return getenv("TORTURE") != NULL || (i + (size_t)getpid()) % 2 == 0;
}

/* So that hours of it can be followed. */
static void
tell_way(const char *what, const struct way *w, int64_t n)
{
	if (getenv("TORTURE") != NULL)
		fprintf(stderr, "%s, %s: %lld; %d runs so far\n", what, w->name,
		    (long long)n, tally.runs);
}

/* From one to the next n, so that there are about `least` of them; in `make
 * torture` every n, and EACH spread over more than ALL (allocations: seven
 * thousand in a command), begun elsewhere each time. */
static int64_t
step_of(int64_t n, int least)
{
	int64_t step = 1;

	if (getenv("TORTURE") == NULL)
		step = n / least;
	else if (n > ALL)
		step = n / EACH;
	return step > 0 ? step : 1;
}

static void
each(const struct story *s, const struct way *w, int64_t n)
{
	int64_t step = step_of(n, w->least);

	tell_way(s->command, w, n);
	for (int64_t i = 1 + (int64_t)getpid() % step; i <= n; i += step)
		once(s, w, i);
}

/* --- beginning --------------------------------------------------------------
 */

static const char founders[] =
    "{\"district\": \"试\", \"system\": \"s\", \"security\": \"c\","
    " \"audit\": \"a\"}";

/* In a fresh folder. */
static struct cli
init_run(const char *folder, const char *const *environment)
{
	struct cli c = { .command = "init --passphrases-fd 3",
		.input = founders,
		.secrets = "sample-1-pass\nsample-2-pass\nsample-3-pass\n",
		.language = "en",
		.environment = environment,
		.data = folder };

	cli_run(&c);
	return c;
}

/* Begun; or nothing of it is there and the next try begins it; or all of it is
 * there, and only the last sync of the folder failed. */
static void
begin_with_fault(const struct way *w, int64_t n)
{
	char folder[400], what[100];
	struct cli c;

	snprintf(folder, sizeof(folder), "%s/init.%d.%lld", test_folder(),
	    (int)(w - ways), (long long)n);
	snprintf(what, sizeof(what), "init, %s at the %lld-th", w->name,
	    (long long)n);
	fault_set("xinqing", w->call, n, w->error, false);
	c = init_run(folder, faulty());
	tally.met += fault_hits() > 0;
	fault_none();
	tally.runs++;
	tally.refused += c.status != 0;
	if (c.status != 0) {
		if (c.status < EX__BASE || c.status > EX__MAX ||
		    !is_one_line(c.err))
			fail_msg(
			    "%s: status %d, \"%s\"", what, c.status, c.err);
		cli_free(&c);
		c = init_run(folder, NULL);
		/* its opening for that sync may be what failed */
		if (c.status != 0 &&
		    ((w->call != FAULT_SYNC && w->call != FAULT_OPEN) ||
			strstr(c.err, "ERR_EXISTS") == NULL))
			fail_msg(
			    "%s: the next try: %d %s", what, c.status, c.err);
	}
	cli_free(&c);
}

static int64_t
calls_of_init(enum fault_call call)
{
	static int times;
	char folder[400];
	struct cli c;

	snprintf(folder, sizeof(folder), "%s/init.%d", test_folder(), times++);
	fault_set("xinqing", call, 0, 0, false);
	c = init_run(folder, faulty());
	fault_none();
	if (c.status != 0)
		fail_msg("init: %d %s", c.status, c.err);
	cli_free(&c);
	return fault_calls();
}

static void
test_a_store_that_could_not_be_begun_can_be(void **state)
{
	int64_t n, step;

	(void)state;
	if (fault_library() == NULL)
		test_skip("this build has sanitizers, or nothing to preload");
	memset(&tally, 0, sizeof(tally));
	for (size_t i = 0; i < nitems(ways); i++) {
		if (!is_turn_of(i))
			continue;
		n = calls_of_init(ways[i].call);
		step = step_of(n, 1);
		tell_way("init", &ways[i], n);
		for (int64_t at = 1 + (int64_t)getpid() % step; at <= n;
		     at += step)
			begin_with_fault(&ways[i], at);
	}
	tell_tally();
}

static void
test_a_command_fails_whole_and_says_why(void **state)
{
	(void)state;
	if (fault_library() == NULL)
		test_skip("this build has sanitizers, or nothing to preload");
	memset(&tally, 0, sizeof(tally));
	for (size_t j = 0; j < nitems(ways); j++)
		for (size_t i = 0; i < nitems(stories); i++)
			if (is_turn_of(i + j))
				each(&stories[i], &ways[j],
				    calls_of(&stories[i], ways[j].call));
	tell_tally();
}

/* --- before and after -------------------------------------------------------
 */

static int
begin(void **state)
{
	long long id;

	(void)state;
	server_store();
	fault_none();
	desk_students(ROWS);
	mem_copy_text(import, sizeof(import), desk_roster(ROWS));
	id = cli_number(cli_must("lead1", "ticket new", NULL), "id");
	snprintf(ticket_entry, sizeof(ticket_entry), "ticket entry %lld", id);
	snprintf(
	    ticket_answer, sizeof(ticket_answer), "ticket answer %lld", id);
	id = store_number("SELECT min(s.id) FROM student s JOIN org o"
			  " ON o.id = s.school WHERE o.code = 'S001'");
	snprintf(report, sizeof(report),
	    "{\"student\": %lld, \"seen\": \"上课趴着\"}", id);
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_command_fails_whole_and_says_why),
	cmocka_unit_test(test_a_store_that_could_not_be_begun_can_be),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
