/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Practising through the real server and the real ssh client: one post's whole
 * walk, after which the real store holds nothing of it but that it was
 * practised; a session killed in its midst; a real call that comes meanwhile.
 */
#include <dirent.h>
#include <signal.h>
#include <sqlite3.h>

#include "base/clock.h"
#include "src/store/internal.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"
#include "tests/lib/whole.h"

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

/* --- what the store holds --------------------------------------------------
 */

#define TEXT_MAX 16000

/* "table rows" a line, of all tables. */
static int
list_tables(struct store *st, void *arg, char *text, size_t size)
{
	char names[200][64], sql[160];
	size_t at = 0;
	sqlite3_stmt *s;
	int n = 0;

	(void)arg;
	sqlite3_prepare_v2(st->db,
	    "SELECT name FROM sqlite_master WHERE type = 'table'"
	    " ORDER BY name",
	    -1, &s, NULL);
	while (sqlite3_step(s) == SQLITE_ROW && n < 200)
		snprintf(names[n++], sizeof(names[0]), "%s",
		    (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	for (int i = 0; i < n && at < size; i++) {
		snprintf(
		    sql, sizeof(sql), "SELECT count(*) FROM \"%s\"", names[i]);
		sqlite3_prepare_v2(st->db, sql, -1, &s, NULL);
		sqlite3_step(s);
		at += (size_t)snprintf(text + at, size - at, "%s %lld\n",
		    names[i], (long long)sqlite3_column_int64(s, 0));
		sqlite3_finalize(s);
	}
	return 0;
}

/* The lines of a that b has otherwise, by name. */
static void
differing(const char *a, const char *b, char *to, size_t size)
{
	size_t at = 0;

	to[0] = '\0';
	for (; *a != '\0'; a += strcspn(a, "\n") + 1) {
		char line[200], whole[204];

		snprintf(line, sizeof(line), "%.*s", (int)strcspn(a, "\n"), a);
		snprintf(whole, sizeof(whole), "%s\n", line);
		if (strstr(b, whole) == NULL)
			at += (size_t)snprintf(to + at, size - at, "%.*s ",
			    (int)strcspn(line, " "), line);
	}
}

static int
files(const char *folder, const char *begins)
{
	struct dirent *d;
	DIR *at = opendir(folder);
	int n = 0;

	assert_non_null(at);
	while ((d = readdir(at)) != NULL)
		n += strncmp(d->d_name, begins, strlen(begins)) == 0;
	closedir(at);
	return n;
}

static struct held {
	char tables[TEXT_MAX];
	int64_t audit;
	int data;
} before;

static void
hold(struct held *h)
{
	in_store(list_tables, NULL, h->tables, sizeof(h->tables));
	h->audit = store_number("SELECT max(id) FROM audit");
	h->data = files(server_data(), "");
}

/* The keeper signs the log each minute; it is nobody's practice. */
static void
holds_nothing_new(const char *but_tables, int64_t but_rows)
{
	struct held now;
	char differ[400], sql[200];

	hold(&now);
	differing(before.tables, now.tables, differ, sizeof(differ));
	if (strcmp(differ, but_tables) != 0) {
		char signs[420];

		snprintf(signs, sizeof(signs), "%s",
		    but_tables[0] != '\0'
			? "audit audit_signature person_setting "
			: "audit_signature ");
		assert_string_equal(differ, signs);
	}
	snprintf(sql, sizeof(sql), "SELECT count(*) FROM audit WHERE id > %lld",
	    (long long)before.audit);
	assert_int_equal(store_number(sql), but_rows);
	snprintf(sql, sizeof(sql),
	    "SELECT count(*) FROM audit WHERE id > %lld"
	    " AND what <> 'setting.put'",
	    (long long)before.audit);
	assert_int_equal(store_number(sql), 0);
	assert_int_equal(now.data, before.data);
}

/* --- the walk --------------------------------------------------------------
 */

static struct test_term *
practise(const char *login)
{
	struct test_term *t = desk_sit(login, NULL);

	test_term_has(t, "心晴  今天");
	hold(&before);
	desk_press(t, "=:", "=lianxi", "enter", NULL);
	test_term_has(t, "[ ] 1");
	desk_press(t, "enter", NULL);
	test_term_has(t, "练习 心晴  今天");
	return t;
}

static void
test_an_operators_walk_leaves_nothing_but_that_it_was_practised(void **state)
{
	struct test_term *t = practise("op1");

	(void)state;
	test_term_has(t, "1/3 电话在响：按 F2 接。");
	test_term_keep(t, "practice-ssh");
	desk_press(t, "F2", NULL);
	test_term_has(t, "1/3 把听到的写几个字");
	desk_press(t, "=睡不好", NULL);
	test_term_has(t, "2/3 事情严重了：按 F9。");
	desk_press(t, "F9", NULL);
	test_term_has(t, "2/3 值班长进来了。");
	test_term_has(t, "已进来，看得到您写的字。");
	for (int i = 0; i < 9; i++) {
		desk_press(t, "enter", NULL);
		test_term_quiet(t, 60);
	}
	test_term_has(t, "3/3 F4 三问");
	desk_press(t, "F4", NULL);
	test_term_has(t, "有没有不想活");
	desk_press(t, "=2", "tab", "=60", "tab", "=-", NULL);
	test_term_has(t, "3/3 F8：接下来怎么办。");
	desk_press(t, "F8", NULL);
	test_term_has(t, "接下来怎么办？");
	desk_press(t, "=1", NULL);
	test_term_has(t, "都做过了，真好。可以接着随便试");
	desk_press(t, "^Q", NULL);
	test_term_has(t, "[x] 3");
	test_term_lacks(t, "练习 心晴");
	holds_nothing_new("audit person_setting ", 1);
	assert_int_equal(
	    store_number("SELECT count(*) FROM person_setting"
			 " WHERE name = 'practice' AND value = 'done'"),
	    1);
	test_term_close(t);
}

static void
test_a_session_killed_in_its_midst_leaves_nothing(void **state)
{
	pid_t zygote = server_process("xinqing-session", server_pid());
	struct test_term *t = practise("psy1");
	pid_t session = server_process("xinqing-session", zygote);
	int shm = files("/dev/shm", "xinqing-");

	(void)state;
	desk_press(t, "down", "enter", NULL);
	test_term_has(t, "练习 心晴  预警");
	test_term_has(t, "2/3");
	assert_int_equal(kill(session, SIGKILL), 0);
	test_term_end(t, 20000);
	server_counts("xinqing-session", zygote, 0);
	holds_nothing_new("", 0);
	assert_true(files("/dev/shm", "xinqing-") <= shm);
	test_term_close(t);
}

static void
test_a_real_call_wins(void **state)
{
	struct test_term *t = practise("op1"), *lead;

	(void)state;
	desk_press(t, "F2", NULL);
	test_term_has(t, "练习 心晴  工单 1 ");
	lead = desk_sit("lead1", NULL);
	test_term_has(lead, "心晴  今天");
	desk_press(lead, "=:pd", "enter", NULL);
	test_term_has(lead, "热线一览");
	desk_press(lead, "=:jdh", "enter", NULL);
	test_term_has(lead, "等候 1");
	test_term_has(t, "真的电话来了：F2 接");
	desk_press(t, "F2", NULL);
	test_term_has(t, "通话中");
	test_term_lacks(t, "练习 心晴");
	test_term_has(lead, "林晓");
	test_term_has(lead, "等候 0");
	test_term_close(lead);
	test_term_close(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_an_operators_walk_leaves_nothing_but_that_it_was_practised),
		cmocka_unit_test(
		    test_a_session_killed_in_its_midst_leaves_nothing),
		cmocka_unit_test(test_a_real_call_wins),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
