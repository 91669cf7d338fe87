/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Odd and hostile typing, through the real ssh client: what an input method, a
 * slow line and a clipboard send.  Nothing of it reaches the screen as a
 * control, nothing that is text is lost.
 */
#include <stdio.h>

#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static struct test_term *op, *class;

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
	server_start(options);
	desk_students(40);
	op = desk_sit("op1", NULL);
	class = desk_sit("class1", NULL);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	test_term_close(op);
	test_term_close(class);
	server_stop();
	return 0;
}

/* The bytes of the program never hold what was sent to do harm. */
static void
never_sent(struct test_term *t, const char *bytes)
{
	size_t n;
	const void *all = test_term_stream(t, &n);

	assert_null(memmem(all, n, bytes, strlen(bytes)));
}

static void
test_full_width_keys_are_the_plain_ones(void **state)
{
	(void)state;
	test_term_keys(op, "？");
	test_term_has(op, "超时最久的在前");
	desk_press(op, "esc", NULL);
	test_term_lacks(op, "超时最久的在前");
	test_term_keys(op, "：");
	test_term_has(op, "打汉字、拼音");
	desk_press(op, "esc", NULL);
	test_term_lacks(op, "打汉字、拼音");
}

static void
test_a_character_that_comes_in_two_halves_is_one(void **state)
{
	(void)state;
	desk_press(op, "F2", NULL);
	test_term_has(op, "通话中");
	test_term_keys(op, "有");
	test_term_bytes(op, "\xe5\xa5", 2);
	test_term_quiet(op, 400); /* longer than a lone Esc waits */
	test_term_bytes(op, "\xb6", 1);
	test_term_keys(op, "奶的药");
	test_term_has(op, "有奶奶的药");
	test_term_lacks(op, "\\x");
	/* and a key cut in two by the line */
	test_term_bytes(op, "\033[", 2);
	test_term_bytes(op, "D", 1);
	test_term_keys(op, "吃");
	test_term_has(op, "有奶奶的吃药");
}

/* In a text they stay what was typed; in a number and as an answer they are
 * the plain ones. */
static void
test_full_width_signs_stay_in_a_text_and_count_in_a_number(void **state)
{
	(void)state;
	test_term_keys(op, "？：／１２");
	test_term_has(op, "吃？：／１２药");
	desk_press(op, "F4", NULL);
	test_term_keys(op, "２\t６０\t");
	test_term_has(op, "念头有多强 0 到 100 [60");
	test_term_keys(op, "－\t");
	test_term_has(op, "觉得没指望 0 到 100 [-");
}

#define SENTENCES 420 /* of twelve characters: over five thousand */

static void
sentence(char to[64], int i)
{
	snprintf(to, 64, "第%04d句她说睡不好。", i);
}

/* Between the sentences what a hostile page puts on a clipboard. */
static void
paste_them(struct test_term *t)
{
	static const char *const harm[] = { "\033]0;owned\007", "\033[2J",
		"\033[41;5mred",
		"\xc2\x9b"
		"31m",
		"\xe2\x80\xae", "\x9b", "\xff\xfe", "\033[200~", "\x18\x1a",
		"\033P1;owned\033\\" };
	char text[64];

	test_term_keys(t, "\033[200~");
	for (int i = 0; i < SENTENCES; i++) {
		sentence(text, i);
		test_term_keys(t, text);
		if (i % 7 == 3)
			test_term_keys(t, harm[i / 7 % (int)nitems(harm)]);
		if (i % 50 == 49)
			test_term_quiet(t, 20); /* its answer is read too */
	}
	test_term_keys(t, "\033[201~");
}

static void
test_a_long_paste_with_escapes_in_it_is_text(void **state)
{
	static const char *const never[] = { "\033]0;owned", "\033[41;5m",
		"\xc2\x9b", "\xe2\x80\xae", "\033P1;owned" };
	char command[64], text[64], last[64];
	const char *shown;
	long long id = 0;

	(void)state;
	sscanf(strstr(test_term_picture(op), "工单 "), "工单 %lld", &id);
	desk_press(op, "tab", NULL); /* to the notes */
	paste_them(op);
	sentence(last, SENTENCES - 1);
	test_term_has(op, last);
	test_term_has(op, "通话中"); /* the screen stands */
	desk_press(op, "F10", NULL);
	desk_choose(op, "把这段存成一条");
	test_term_lacks(op, last + strlen(last) - 6);
	for (size_t i = 0; i < nitems(never); i++)
		never_sent(op, never[i]);
	snprintf(command, sizeof(command), "ticket show %lld", id);
	shown = desk_did("op1", command, NULL);
	for (int i = 0; i < SENTENCES; i++) {
		sentence(text, i);
		test_true(text, strstr(shown, text) != NULL);
	}
	assert_null(strstr(shown, "\\u001b"));
	assert_null(strstr(shown, "\xc2\x9b"));
	assert_non_null(strstr(shown, "吃？：／１２第0000句"));
}

/* The field takes what fits, nobody is found, the rest is not harmed. */
static void
test_a_name_too_long_for_its_field_breaks_nothing(void **state)
{
	(void)state;
	desk_press(class, "F2", NULL);
	test_term_has(class, "哪位学生");
	for (int i = 0; i < 100; i++)
		test_term_keys(class, "欧阳");
	test_term_paste(class, "\033]0;owned\007");
	desk_press(class, "tab", NULL);
	test_term_has(class, "没找到。");
	test_term_has(class, "看到、听到了什么");
	test_term_has(class, "眼下安全吗    1 安全   2 说不准");
	never_sent(class, "\033]0;owned");
	desk_press(class, "F8", NULL);
	test_term_has(class, "没找到。");
	test_term_lacks(class, "已送到");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_full_width_keys_are_the_plain_ones),
	cmocka_unit_test(test_a_character_that_comes_in_two_halves_is_one),
	cmocka_unit_test(
	    test_full_width_signs_stay_in_a_text_and_count_in_a_number),
	cmocka_unit_test(test_a_long_paste_with_escapes_in_it_is_text),
	cmocka_unit_test(test_a_name_too_long_for_its_field_breaks_nothing),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
