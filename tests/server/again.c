/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A passphrase is forgotten, and later a computer is new: what two people do,
 * each at a screen, while they talk on the phone.  No note is lost by it, and
 * it takes less than two minutes at a hand's pace.
 */
#include <poll.h>

#include "base/clock.h"
#include "base/text.h"
#include "tests/lib/desk.h"
#include "tests/lib/people.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define KEY_MS 250    /* a hand of four characters a second */
#define DIGIT_MS 1000 /* a digit told and heard */
#define TWO_MINUTES 120000

static const char old_pass[] = "一片晴朗的天空下";
static const char new_pass[] = "山那边的一条小路";
static const char noted[] = "她说这周睡得好些了";
static char child[64], name[80];

static struct client *
joined(const char *login, const char *key, const char *code, const char *pass)
{
	struct client *c = client_open("join", key, NULL);

	client_expect(c, "Login or work number: ");
	client_type(c, login);
	client_type(c, "\n");
	client_expect(c, "One-time code: ");
	client_type(c, code);
	client_type(c, "\n");
	for (int i = 0; i < 2; i++) {
		client_expect(
		    c, i == 0 ? "New passphrase: " : "The same once more: ");
		client_type(c, pass);
		client_type(c, "\n");
	}
	return c;
}

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };
	struct client *c;
	char command[64];

	(void)state;
	server_start(options);
	desk_students(3000);
	desk_child("第001实验学校,八年级,3班", 1, child);
	snprintf(name, sizeof(name), "=%s", child);
	people_account("psy9", "psychology", "S001");
	people_key("psy9");
	c = joined("psy9", "psy9", people_code("head1", "account invite psy9"),
	    old_pass);
	client_expect(c, "psy9 ");
	client_leave(c);
	snprintf(command, sizeof(command), "circle add %lld %lld",
	    (long long)people_circle("S001"), (long long)people_id("psy9"));
	desk_did("psy1", command, NULL);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

static struct test_term *
sit(const char *key)
{
	struct client_words w;

	client_words(&w, "psy9", key, NULL);
	return test_term_run(24, 80, NULL, (char *const *)(uintptr_t)w.argv);
}

static void
type(struct test_term *t, const char *s, int pace_ms)
{
	size_t n = strlen(s), len;
	uint32_t cp;

	for (; n > 0; s += len, n -= len) {
		len = text_next(s, n, &cp);
		test_term_bytes(t, s, len);
		poll(NULL, 0, pace_ms);
	}
	test_term_bytes(t, "\r", 1);
}

/* The note of the talk is written at the keys, and saved. */
static void
test_a_note_is_written(void **state)
{
	struct test_term *t = sit("psy9");

	(void)state;
	test_term_patience(t, 20000);
	test_term_has(t, "Passphrase:");
	type(t, old_pass, 0);
	test_term_has(t, "心晴  今天");
	desk_press(t, "F2", NULL);
	test_term_has(t, "和谁谈的");
	desk_press(t, "F3", NULL);
	test_term_has(t, "范围");
	desk_press(t, name, NULL);
	test_term_has(t, child);
	desk_press(t, "enter", NULL);
	test_term_has(t, "怎么谈的");
	desk_press(t, "F8", NULL);
	test_term_has(t, "有没有问过安不安全");
	test_term_keys(t, noted);
	test_term_has(t, noted);
	desk_press(t, "tab", "=1", "F8", NULL);
	test_term_has(t, "约下次，或告一段落");
	test_term_close(t);
}

/* Is it on the screen, in the child's file? */
static void
reads_the_note(struct test_term *t)
{
	desk_press(t, "=:", NULL);
	type(t, "我的一天", KEY_MS);
	test_term_go_to(t, child);
	desk_press(t, "enter", NULL);
	test_term_has(t, "接下来能做的");
	test_term_lacks(t, noted); /* not before it is asked for */
	desk_press(t, "F6", NULL);
	test_term_has(t, "写下的记录");
	test_term_has(t, noted);
}

/* The code that stands on the colleague's screen. */
static void
code_on(struct test_term *t, char to[16])
{
	const char *s;

	test_term_has(t, "输错五次就作废");
	for (s = test_term_picture(t); *s != '\0'; s++)
		if (s[0] == ' ' && s[5] == '-' && s[10] == '-' &&
		    strspn(s + 1, "23456789-") == 14) {
			snprintf(to, 16, "%.14s", s + 1);
			return;
		}
	fail_msg("no code in\n%s", test_term_picture(t));
}

static void
test_a_forgotten_passphrase_costs_less_than_two_minutes_and_no_note(
    void **state)
{
	struct test_term *psy = desk_sit("psy1", NULL), *t;
	int64_t ms = clock_ticks_ms();
	char code[16];

	(void)state;
	/* the phone rings: the colleague's circle, by the palette */
	desk_press(psy, "=:", NULL);
	type(psy, "保密圈", KEY_MS);
	test_term_has(psy, "圈里的人");
	test_term_go_to(psy, "白露");
	desk_press(psy, "F6", NULL);
	test_term_has(psy, "先听声音");
	desk_press(psy, "=1", NULL);
	code_on(psy, code);
	desk_press(psy, "esc", NULL);
	/* the other connects as always */
	t = sit("psy9");
	test_term_patience(t, 20000);
	test_term_has(t, "Passphrase:");
	type(t, code, DIGIT_MS);
	test_term_has(t, "The code is right.");
	for (int i = 0; i < 2; i++) {
		test_term_has(
		    t, i == 0 ? "New passphrase:" : "The same once more:");
		type(t, new_pass, KEY_MS);
	}
	test_term_has(t, "心晴  今天");
	/* the keys are back before the hand has reached the note */
	test_term_lacks(t, "您手里没有钥匙，看怎么办");
	reads_the_note(t);
	ms = clock_ticks_ms() - ms;
	printf(
	    "# from the phone ringing to the note: %lld ms\n", (long long)ms);
	test_within("a new passphrase", ms, TWO_MINUTES);
	test_term_close(t);
	test_term_close(psy);
}

/* The key that was lost opens nothing; the passphrase stays, and so does all
 * that is sealed. */
static void
test_a_new_computer_brings_a_new_key(void **state)
{
	struct test_term *t;
	struct client *c;
	int status;

	(void)state;
	people_key("psy9-new");
	c = joined("psy9", "psy9-new",
	    people_code("head1", "account regrant psy9"), new_pass);
	client_expect(c, "psy9 ");
	client_leave(c);
	c = client_open("psy9", "psy9", NULL);
	assert_non_null(strstr(client_all(c, &status),
	    "127.0.0.1: Permission denied (publickey)."));
	t = sit("psy9-new");
	test_term_patience(t, 20000);
	test_term_has(t, "Passphrase:");
	type(t, new_pass, 0);
	test_term_has(t, "心晴  今天");
	reads_the_note(t);
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_note_is_written),
	cmocka_unit_test(
	    test_a_forgotten_passphrase_costs_less_than_two_minutes_and_no_note),
	cmocka_unit_test(test_a_new_computer_brings_a_new_key),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
