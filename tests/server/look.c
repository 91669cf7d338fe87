/* SPDX-License-Identifier: Apache-2.0 */
/* Colours by a file and the mouse, through the real server and the real ssh
 * client: what is sent, and what is switched off however a session ends. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static const char *const options[] = { "--penalty-exempt=127.0.0.0/8", NULL };

static int
begin(void **state)
{
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

/* --- a file of colours -----------------------------------------------------
 */

static const char *
write_theme(const char *title)
{
	static const char *const roles[] = { "plain", "rule", "head", "mark",
		"field", "field-on", "chosen", "key-name", "key-word",
		"message", "alert", "late", "soon", "good", "faint" };
	static char path[400];
	FILE *f;

	snprintf(path, sizeof(path), "%s/my.theme", test_folder());
	assert_non_null(f = fopen(path, "w"));
	fprintf(f, "frames = yes\r\nclocks = yes\r\ntitle = %s\r\n", title);
	for (size_t i = 0; i < nitems(roles); i++)
		fprintf(f, "%s = %s default\r\n", roles[i],
		    strcmp(roles[i], "rule") == 0 ? "green" : "default");
	fclose(f);
	return path;
}

/* What ssh said, sending the file with this word. */
static const char *
sent_with(const char *word, const char *file, int *status)
{
	char request[40];
	const char *const args[] = { "", request, NULL };
	static struct client_words w;
	struct client *c;

	snprintf(request, sizeof(request), "put %s", word);
	client_words(&w, "psy1", NULL, args);
	c = client_run((const char *const *)w.argv, file, NULL);
	client_pass(c, "psy1");
	return client_all(c, status);
}

/* The word that stands on the screen. */
static const char *
word_on(struct test_term *t)
{
	static char word[10];
	const char *at;

	test_term_has(t, "口令字  ");
	at = strstr(test_term_picture(t), "口令字  ");
	at = strstr(at + 1, "\n 口令字") != NULL
		 ? strstr(at + 1, "\n 口令字") + 1
		 : at;
	at += strcspn(at, "bcdfghjkmnpqrtvwxyz");
	mem_copy_text(word, sizeof(word), at);
	assert_int_equal(word[4], '-');
	return word;
}

static void
test_colours_come_in_by_a_file_and_are_seen_first(void **state)
{
	struct test_term *t = desk_sit("psy1", NULL);
	const char *said;
	char word[10];
	int status, was;

	(void)state;
	test_term_quiet(t, 200);
	was = test_term_cell(t, 1, 0).fg;
	desk_press(t, "=:shezhi", "enter", NULL);
	test_term_has(t, "自己的颜色");
	desk_press(t, "=\033[F\033[A", "enter", "F4", NULL);
	mem_copy_text(word, sizeof(word), word_on(t));
	/* nobody could read it: the word is used, nothing was set */
	said = sent_with(word, write_theme("red red"), &status);
	assert_non_null(strstr(said, "my.theme:3: title 看不清"));
	assert_int_not_equal(status, 0);
	test_term_has(t, "my.theme:3: title 看不清");
	assert_string_equal(
	    desk_text(desk_did("psy1", "gate list", NULL), "error"),
	    "ERR_INPUT");
	/* another word, another file */
	desk_press(t, "F4", NULL);
	test_term_lacks(t, "看不清");
	mem_copy_text(word, sizeof(word), word_on(t));
	said = sent_with(word, write_theme("black white"), &status);
	assert_non_null(strstr(said, "颜色送到了"));
	assert_int_equal(status, 0);
	test_term_has(t, "颜色送到了");
	test_term_quiet(t, 200);
	assert_int_equal(test_term_cell(t, 1, 0).fg, was);
	desk_press(t, "esc", NULL);
	test_term_has(t, "现在整个屏幕都是您送来的颜色");
	test_term_quiet(t, 200);
	assert_int_equal(test_term_cell(t, 1, 0).fg, 2);
	desk_press(t, "F8", NULL);
	test_term_has(t, "用上了。");
	test_term_close(t);
	t = desk_sit("psy1", NULL);
	test_term_quiet(t, 300);
	assert_int_equal(test_term_cell(t, 1, 0).fg, 2);
	test_term_close(t);
	desk_did("psy1", "setting set theme default", NULL);
}

static void
test_colours_come_in_by_the_command_too(void **state)
{
	char command[500];
	const char *said;
	int status;

	(void)state;
	snprintf(command, sizeof(command), "theme put %s",
	    write_theme("yellow white"));
	said = desk_run("class1", command, NULL, &status);
	assert_non_null(strstr(said, "my.theme:3: title 看不清"));
	assert_int_not_equal(status, 0);
	said = desk_run("class1", "theme take", NULL, &status);
	assert_non_null(strstr(said, "您还没有自己的颜色"));
	write_theme("blue bright-white");
	desk_did("class1", command, NULL);
	assert_non_null(strstr(desk_did("class1", "theme show", NULL),
	    "title = blue bright-white\n"));
	desk_did("class1", "theme take", NULL);
	assert_non_null(strstr(
	    desk_did("class1", "setting list", NULL), "\"value\":\"own:fc"));
}

/* --- the mouse -------------------------------------------------------------
 */

static bool
came(struct test_term *t, const char *bytes)
{
	size_t n;
	const void *p = test_term_stream(t, &n);

	return memmem(p, n, bytes, strlen(bytes)) != NULL;
}

/* The only session there is. */
static pid_t
session(void)
{
	pid_t zygote = server_process("xinqing-session", server_pid());
	pid_t pid = server_process("xinqing-session", zygote);

	assert_true(pid > 0);
	return pid;
}

static void
test_the_mouse_is_off_however_the_session_ends(void **state)
{
	struct test_term *t;

	(void)state;
	t = desk_sit("psy1", NULL);
	test_term_quiet(t, 200);
	assert_false(came(t, "\033[?1000"));
	assert_false(came(t, "\033[?1006"));
	test_term_close(t);
	desk_did("psy1", "setting set mouse on", NULL);
	server_counts("xinqing-session",
	    server_process("xinqing-session", server_pid()), 0);
	/* by its own end */
	t = desk_sit("psy1", "xterm");
	test_term_quiet(t, 200);
	assert_true(came(t, "\033[?1000h\033[?1006h"));
	desk_press(t, "esc", "=1", NULL);
	test_term_end(t, 20000);
	assert_true(came(t, "\033[?1006l\033[?1000l"));
	test_term_close(t);
	/* killed */
	t = desk_sit("psy1", NULL);
	test_term_quiet(t, 200);
	assert_false(came(t, "\033[?1000l"));
	assert_int_equal(kill(session(), SIGKILL), 0);
	test_term_end(t, 20000);
	assert_true(came(t, "\033[?1000l\033[?1002l\033[?1006l"));
	test_term_close(t);
	/* switched off while in */
	t = desk_sit("psy1", NULL);
	test_term_quiet(t, 200);
	assert_false(came(t, "\033[?1000l"));
	desk_did("psy1", "setting set mouse off", NULL);
	for (int i = 0; i < 20 && !came(t, "\033[?1000l"); i++)
		test_term_quiet(t, 100);
	assert_true(came(t, "\033[?1006l\033[?1000l"));
	test_term_close(t);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_colours_come_in_by_a_file_and_are_seen_first),
	cmocka_unit_test(test_colours_come_in_by_the_command_too),
	cmocka_unit_test(test_the_mouse_is_off_however_the_session_ends),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
