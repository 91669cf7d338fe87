/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two-person story, through the real server and the real ssh client: a
 * call is taken, there is danger, the student is found and linked, and the
 * school's psychology teacher, signed in elsewhere, sees it within a second
 * and says so.  Then the operator's cable is pulled; then somebody with every
 * file and key of the server looks for what was said.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/key.h"
#include "act/sample.h"
#include "base/clock.h"
#include "base/err.h"
#include "sealed/key.h"
#include "src/store/internal.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define F2 "\x0e" /* by the second ways: Ctrl-N, F, T, S, X */
#define F3 "\x06"
#define F4 "\x14"
#define F8 "\x13"
#define F9 "\x18"
static const char said[] = "奶奶的药在抽屉里";

/* Invented students, and the name of one of school 001. */
static void
students(char *name, size_t size)
{
	desk_students(60);
	mem_copy_text(name, size,
	    desk_text(cli_must("psy1", "student find l", NULL), "name"));
}

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
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
test_a_call_reaches_the_school_within_a_second(void **state)
{
	struct client *op, *psy;
	char name[128], keys[512];
	const char *answer = "";
	int64_t ms;

	(void)state;
	students(name, sizeof(name));
	psy = client_signin("psy1", NULL);
	client_expect(psy, "喝口水吧");
	op = client_signin("op1", NULL);
	client_expect(op, "op1 ");
	client_type(op, F2);
	client_expect(op, "通话");
	client_type(op, said);
	client_expect(op, "抽屉里");
	client_type(op, F9);
	client_expect(op, "别挂断");
	client_type(op, F3);
	client_expect(op, "为了保护学生");
	snprintf(keys, sizeof(keys), "第001实验学校\t%s\t\t3说到药" F4, name);
	client_type(op, keys);
	client_expect(op, "找到 1 位");
	ms = clock_ticks_ms();
	client_type(op, F8);
	client_expect(psy, "新报来");
	client_expect(psy, "刚到：新报来");
	assert_true(client_saw(psy, "\a")); /* ten minutes are little */
	ms = clock_ticks_ms() - ms;
	test_within("to the school", ms, 1000);
	printf("# from F8 to the other screen: %lld ms\n", (long long)ms);
	client_expect(op, "已经告诉学校");

	client_type(psy, "\r");
	client_expect(psy, "我知道了");
	client_type(psy, F4);
	client_expect(psy, "记下了");
	for (int i = 0; i < 100; i++) {
		answer = cli_must("psy1", "warning show 1", NULL);
		if (strstr(answer, "\"acked_at\"") != NULL)
			break;
	}
	assert_non_null(strstr(answer, "\"acked_at\""));
	assert_null(strstr(answer, said));

	client_kill(op);
	op = client_signin("op1", NULL);
	client_expect(op, "紧急"); /* in the call again, at once */
	client_expect(op, "字都在");
	assert_true(client_saw(op, said));
	client_kill(op);
	client_kill(psy);
}

/* --- what the system administrator finds
 * ---------------------------------------- */

/* What lies open to who has store.key: the search must find that. */
static const char plain[] = "第001实验学校";

struct search {
	bool said, plain;
};

static void
look_at(struct search *in, const void *p, size_t n)
{
	in->said |= memmem(p, n, said, sizeof(said) - 1) != NULL;
	in->plain |= memmem(p, n, plain, sizeof(plain) - 1) != NULL;
}

/* Every value of every column of a table, with store.key at hand. */
static int
table_rows(sqlite3 *db, const char *table, struct search *in)
{
	char sql[256];
	sqlite3_stmt *s;
	int rows = 0;

	snprintf(sql, sizeof(sql), "SELECT * FROM \"%s\"", table);
	if (sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK)
		return 0;
	for (; sqlite3_step(s) == SQLITE_ROW; rows++)
		for (int i = 0; i < sqlite3_column_count(s); i++) {
			const void *p = sqlite3_column_blob(s, i);

			if (p != NULL)
				look_at(
				    in, p, (size_t)sqlite3_column_bytes(s, i));
		}
	sqlite3_finalize(s);
	return rows;
}

/* And every pair of keys, with the passphrase of sys1. */
static int
pairs_opened(struct store *st)
{
	const struct sealed_key *k;
	struct actor *sys;
	int64_t own;
	int opened = 0;

	if (act_sample_signin(st, "sys1", &sys) != 0 ||
	    act_key_of(sys, KEY_PERSON, sys->person, &own, NULL) != 0)
		return -1;
	for (int64_t id = 1; id < 1000; id++)
		opened += id != own && act_key_open(sys, id, &k) == 0;
	act_free(sys);
	return opened;
}

static int
administrator(void)
{
	struct store *st;
	sqlite3_stmt *tables;
	struct search in = { false, false };
	int rows = 0;

	if (sealed_init() != 0 || store_enter(server_data()) != 0 ||
	    store_open(&st, 1024) != 0)
		return 1;
	sqlite3_prepare_v2(st->db,
	    "SELECT name FROM sqlite_master WHERE type = 'table'", -1, &tables,
	    NULL);
	while (sqlite3_step(tables) == SQLITE_ROW)
		rows += table_rows(
		    st->db, (const char *)sqlite3_column_text(tables, 0), &in);
	sqlite3_finalize(tables);
	if (rows < 100 || !in.plain)
		return 2; /* it did not look at a store in use */
	if (in.said)
		return 3;
	return pairs_opened(st) == 0 ? 0 : 4;
}

static void
test_who_has_every_file_and_key_of_the_server_reads_no_word(void **state)
{
	char line[1024];
	int status;
	pid_t pid;

	(void)state;
	snprintf(
	    line, sizeof(line), "! grep -rqa '%s' '%s'", said, server_data());
	assert_int_equal(system(line), 0);
	if ((pid = fork()) == 0)
		_exit(administrator());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_non_null(strstr(
	    desk_run("sys1", "ticket show 1", NULL, NULL), "ERR_DENIED"));
	assert_non_null(strstr(
	    desk_run("sys1", "warning show 1", NULL, NULL), "ERR_DENIED"));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_call_reaches_the_school_within_a_second),
	cmocka_unit_test(
	    test_who_has_every_file_and_key_of_the_server_reads_no_word),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
