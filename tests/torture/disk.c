/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A full disk while people work, on a small file system of its own (as root);
 * and a disk, memory and descriptors that fail under a session.  Each says
 * what is wrong, every word stays on the screen, and once there is room again
 * all goes on by itself.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/epoch.h"
#include "tests/lib/cli.h"
#include "tests/lib/fault.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"
#include "tests/lib/whole.h"

#define USE_UP 1000 /* saves of 2 kB at a time */
#define BACK "\007" /* Ctrl-G */

static const char *const options[] = { "--penalty-exempt=127.0.0.0/8", NULL };
static const char full[] = "没存上：磁盘满了";
static const char failing[] = "没存上：磁盘没有应答";
static const char lost[] = "服务器重启以前什么也存不上";

/* The screen drawn anew holds it: Ctrl-L. */
static void
stands(struct client *c, const char *words)
{
	client_type(c, "\014");
	client_expect(c, words);
}

/* A command that saves: how it ended. */
static int
save(const char *login, int64_t ticket, char *err, size_t size)
{
	char command[64];
	struct cli c = { .login = login,
		.command = command,
		.input = "{\"text\": \"还有一句\"}" };
	int status;

	snprintf(
	    command, sizeof(command), "ticket entry %lld", (long long)ticket);
	cli_run(&c);
	mem_copy_text(err, size, c.err);
	status = c.status;
	cli_free(&c);
	return status;
}

/* --- full -------------------------------------------------------------------
 */

static bool small_disk;
static char filler[400];

static void
take_disk_away(void)
{
	umount2(test_folder(), MNT_DETACH);
}

/* The test's folder on a file system of a few megabytes. */
static int
begin(void **state)
{
	(void)state;
	if (getuid() == 0 && mount("tmpfs", test_folder(), "tmpfs", 0,
				 "size=24m,mode=755") == 0) {
		small_disk = true;
		atexit(take_disk_away);
	}
	if (fault_library() != NULL)
		server_programs(fault_programs());
	server_start(options);
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
fill_disk(void)
{
	static const char zeros[4096];
	int fd;

	snprintf(filler, sizeof(filler), "%s/filler", test_folder());
	fd = open(filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	while (write(fd, zeros, sizeof(zeros)) > 0)
		;
	assert_int_equal(errno, ENOSPC);
	close(fd);
}

/* Write until what the store has of the disk already holds no more either.
 * Nothing but a full disk is in the way. */
static void
use_up_store(int64_t ticket)
{
	struct cli c = { .login = "lead1", .command = "batch" };
	char words[2001], *lines = mem_zero(USE_UP, 2200);
	const char *refused;
	size_t at = 0;

	memset(words, 'w', 2000);
	words[2000] = '\0';
	for (int i = 0; i < USE_UP; i++)
		at += (size_t)snprintf(lines + at, 2200,
		    "{\"command\": \"ticket entry %lld\","
		    " \"fields\": {\"text\": \"%s\"}}\n",
		    (long long)ticket, words);
	c.input = lines;
	do {
		cli_free(&c);
		cli_run(&c);
		refused = strstr(c.out, "ERR_");
		if (refused == NULL)
			refused = strstr(c.err, "ERR_");
	} while (refused == NULL);
	if (strncmp(refused, "ERR_FULL", 8) != 0)
		fail_msg("a full disk is called: %.80s", refused);
	cli_free(&c);
	free(lines);
}

static void
test_a_full_disk_loses_no_word_and_mends_itself(void **state)
{
	struct client *one, *reader, *late;
	char err[256], text[4096];
	int64_t ticket;

	(void)state;
	if (!small_disk)
		test_skip("a file system cannot be made here");
	one = client_call("op1", "before ");
	ticket = cli_number(cli_must("lead1", "ticket new", NULL), "id");
	reader = client_signin("psy1", NULL);
	client_expect(reader, "喝口水吧");
	fill_disk();
	use_up_store(ticket);
	assert_int_equal(save("lead1", ticket, err, sizeof(err)), EX_IOERR);

	client_type(one, "during ");
	client_expect(one, full);
	stands(one, "during");
	stands(reader, "喝口水吧");
	client_type(one, BACK); /* leaving would lose it: it asks */
	client_expect(one, "还没存上");
	client_type(one, "2");
	stands(one, "during");

	late = client_open("lead1", NULL, NULL);
	client_pass(late, "lead1");
	client_expect(late, "Nobody can sign in just now");

	assert_int_equal(unlink(filler), 0);
	client_pass(late, "lead1");
	client_expect(late, "lead1 ");
	client_type(one, "after ");
	draft_comes("op1", "after ");
	draft_of("op1", "ticket.entry", text, sizeof(text));
	assert_string_equal(text, "before during after ");
	assert_int_equal(save("lead1", ticket, err, sizeof(err)), 0);
	assert_int_equal(server_count("xinqing-keeper", server_pid()), 1);
	store_is_whole("after the full disk");
	client_kill(late);
	client_kill(reader);
	client_kill(one);
}

/* --- failing ----------------------------------------------------------------
 */

static const struct way {
	const char *name;
	enum fault_call call;
	int error;
	const char *says;
} ways[] = {
	{ "writing fails", FAULT_WRITE, EIO, failing },
	{ "the disk is full", FAULT_WRITE, ENOSPC, full },
};

static void
test_a_failing_disk_is_told_and_every_word_stays(void **state)
{
	size_t n = getenv("TORTURE") != NULL ? nitems(ways) : 1;
	struct client *c;
	char words[40];

	(void)state;
	if (fault_library() == NULL)
		test_skip("this build has sanitizers, or nothing to preload");
	c = client_call("op1", "begin ");
	for (size_t i = 0; i < n; i++) {
		snprintf(words, sizeof(words), "word%zu ", i);
		fault_set(
		    "xinqing-session", ways[i].call, 1, ways[i].error, true);
		client_type(c, words);
		client_expect(c, ways[i].says);
		stands(c, words);
		fault_none();
		draft_comes("op1", words);
		store_is_whole(ways[i].name);
	}
	client_kill(c);
}

/* Once, at the n-th call from the typing on: told or not, saved in the end,
 * or the session ends and the draft is there.  A colleague saves too, or the
 * session has nothing to read. */
static void
type_with_fault(struct client *c, enum fault_call call, int error, int64_t n)
{
	int64_t until = clock_ticks_ms() + (n == 1 ? 20000 : 2000);
	char words[40];

	snprintf(words, sizeof(words), "n%lld.%d ", (long long)n, (int)call);
	fault_set("xinqing-session", call, n, error, false);
	cli_must("lead1", "ticket ring", NULL);
	client_type(c, words);
	while (fault_hits() == 0 && clock_ticks_ms() < until) {
		client_drain(c);
		poll(NULL, 0, 50);
	}
	if (n == 1) /* how many there are is not said */
		test_true(words, fault_hits() > 0);
	fault_none();
	draft_comes("op1", words);
	stands(c, words);
}

static void
test_one_fault_of_each_kind_costs_a_session_nothing(void **state)
{
	static const struct {
		enum fault_call call;
		int error;
	} kinds[] = { { FAULT_READ, EIO }, { FAULT_WRITE, FAULT_SHORT },
		{ FAULT_WRITE, ENOSPC }, { FAULT_READ, FAULT_SHORT },
		{ FAULT_WRITE, EIO } };
	bool all = getenv("TORTURE") != NULL;
	size_t some = all ? nitems(kinds) : 3;
	int64_t most = all ? 40 : 1;
	struct client *c;

	(void)state;
	if (fault_library() == NULL)
		test_skip("this build has sanitizers, or nothing to preload");
	c = client_call("op1", "begin ");
	for (size_t i = 0; i < some; i++)
		for (int64_t n = 1; n <= most; n++)
			type_with_fault(c, kinds[i].call, kinds[i].error, n);
	store_is_whole("after one fault of each");
	client_kill(c);
}

/* --- a sync that failed -----------------------------------------------------
 */

/* The kernel may call clean what it lost, so no later sync proves anything:
 * nothing more is saved until the machine was started again, which takes the
 * page in the tmpfs along.  Then all that was told to be saved is there. */
static void
test_after_a_sync_that_failed_nothing_is_saved_until_a_new_start(void **state)
{
	struct client *c;
	struct cli ring = { .login = "lead1", .command = "ticket ring" };

	(void)state;
	if (fault_library() == NULL)
		test_skip("this build has sanitizers, or nothing to preload");
	c = client_call("op1", "told before ");
	draft_comes("op1", "told before");
	fault_set("xinqing-session", FAULT_SYNC, 1, EIO, false);
	client_type(c, "never told");
	client_expect(c, lost);
	stands(c, "never told");
	fault_none();
	cli_run(&ring);
	test_true("refused", ring.status != 0);
	test_true("and why", strstr(ring.err, "ERR_IO") != NULL);
	cli_free(&ring);
	client_kill(c);
	server_stop();
	assert_int_equal(chdir(server_data()), 0);
	epoch_forget();
	assert_int_equal(chdir("/"), 0);
	server_start(options);
	draft_comes("op1", "told before");
	ring = (struct cli){ .login = "lead1", .command = "ticket ring" };
	cli_run(&ring);
	assert_int_equal(ring.status, 0);
	cli_free(&ring);
	store_is_whole("after a sync that failed");
}

/* --- nobody can come in ------------------------------------------------------
 */

/* Once what was wrong is over, as soon as it has been started again. */
static void
can_sign_in(const char *after)
{
	int64_t until = clock_ticks_ms() + 30000;
	struct client *c;

	while (c = client_open("op1", NULL, NULL), !client_asked(c, 10000)) {
		client_kill(c);
		if (clock_ticks_ms() > until)
			fail_msg("nobody can sign in after: %s\n%s", after,
			    server_log());
		poll(NULL, 0, 100);
	}
	client_pass(c, "op1");
	client_answer_probe(c);
	client_expect(c, "op1 ");
	client_kill(c);
}

static void
test_what_a_server_process_lacks_it_does_without(void **state)
{
	static const struct {
		const char *name, *program;
		enum fault_call call;
		int error;
		int64_t at;
	} wants[] = {
		{ "no session process", "xinqing-session", FAULT_FORK, EAGAIN,
		    1 },
		{ "no network process", "xinqing-net", FAULT_FORK, EAGAIN, 1 },
		{ "no descriptor for the store", "xinqing-session", FAULT_OPEN,
		    EMFILE, 1 },
		{ "no memory in a session", "xinqing-session", FAULT_MEMORY,
		    ENOMEM, 40 },
		{ "no memory in a network process", "xinqing-net", FAULT_MEMORY,
		    ENOMEM, 40 },
		{ "no memory to map", "xinqing-session", FAULT_MAP, ENOMEM, 1 },
		{ "a keeper that cannot read", "xinqing-keeper", FAULT_READ,
		    EIO, 1 },
	};
	struct client *c;
	int64_t until;

	(void)state;
	if (fault_library() == NULL)
		test_skip("this build has sanitizers, or nothing to preload");
	for (size_t i = 0; i < nitems(wants); i++) {
		fault_set(wants[i].program, wants[i].call, wants[i].at,
		    wants[i].error, true);
		c = client_open("op1", NULL, NULL);
		if (client_asked(c, 1000))
			client_pass(c, "op1");
		until = clock_ticks_ms() + 20000;
		while (fault_hits() == 0 && clock_ticks_ms() < until) {
			client_drain(c);
			poll(NULL, 0, 10);
		}
		test_true(wants[i].name, fault_hits() > 0);
		for (int j = 0; j < 50 && !client_ended(c); j++)
			poll(NULL, 0, 10);
		client_kill(c);
		fault_none();
		can_sign_in(wants[i].name);
	}
	server_counts("xinqing-net", server_pid(), 1);
	server_counts("xinqing-session", server_pid(), 1);
	server_counts("xinqing-keeper", server_pid(), 1);
	store_is_whole("after all that was wanting");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_full_disk_loses_no_word_and_mends_itself),
	cmocka_unit_test(test_a_failing_disk_is_told_and_every_word_stays),
	cmocka_unit_test(test_one_fault_of_each_kind_costs_a_session_nothing),
	cmocka_unit_test(
	    test_after_a_sync_that_failed_nothing_is_saved_until_a_new_start),
	cmocka_unit_test(test_what_a_server_process_lacks_it_does_without),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
