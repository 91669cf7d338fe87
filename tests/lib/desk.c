/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>

#include "act/sample.h"
#include "base/clock.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define PATIENCE_MS 20000

/* --- at a screen ---------------------------------------------------------- */

struct seat {
	const char *login, *term;
};

static int
be_client(void *arg)
{
	const struct seat *s = arg;

	client_become(s->login, NULL, NULL, s->term);
}

struct test_term *
desk_sit(const char *login, const char *term)
{
	struct seat s = { login, term != NULL ? term : "xterm-256color" };
	struct test_term *t;
	char pass[64], person[40];

	t = test_term_open(24, 80, s.term, be_client, &s);
	test_term_patience(t, PATIENCE_MS);
	test_term_has(t, "Passphrase:");
	act_sample_pass(login, pass, sizeof(pass));
	test_term_keys(t, pass);
	test_term_keys(t, "\n");
	snprintf(person, sizeof(person), " %s ", login);
	test_term_has(t, person);
	return t;
}

static const struct {
	const char *name, *bytes;
} keys[] = {
	{ "enter", "\r" },
	{ "tab", "\t" },
	{ "backtab", "\033[Z" },
	{ "esc", "\007" }, /* its second way: no wait for what follows */
	{ "up", "\033[A" },
	{ "down", "\033[B" },
	{ "pgdn", "\033[6~" },
	{ "pgup", "\033[5~" },
	{ "F1", "\033[11~" },
	{ "F2", "\033[12~" },
	{ "F3", "\033[13~" },
	{ "F4", "\033[14~" },
	{ "F5", "\033[15~" },
	{ "F6", "\033[17~" },
	{ "F7", "\033[18~" },
	{ "F8", "\033[19~" },
	{ "F9", "\033[20~" },
	{ "F10", "\033[21~" },
	{ "F12", "\033[24~" },
};

static void
press(struct test_term *t, const char *key)
{
	const char ctrl[2] = { (char)(key[1] & 0x1f), '\0' };

	if (key[0] == '=') {
		test_term_keys(t, key + 1);
		return;
	}
	if (key[0] == '^') {
		test_term_keys(t, ctrl);
		return;
	}
	for (size_t i = 0; i < nitems(keys); i++)
		if (strcmp(keys[i].name, key) == 0) {
			test_term_keys(t, keys[i].bytes);
			return;
		}
	fail_msg("there is no key \"%s\"", key);
}

void
desk_press(struct test_term *t, ...)
{
	const char *key;
	va_list ap;

	va_start(ap, t);
	while ((key = va_arg(ap, const char *)) != NULL)
		press(t, key);
	va_end(ap);
}

/* Where words stand behind a digit and a blank. */
static const char *
numbered(const char *picture, const char *words)
{
	const char *s = picture;

	for (; (s = strstr(s, words)) != NULL; s += strlen(words))
		if (s >= picture + 2 && s[-1] == ' ' && s[-2] >= '1' &&
		    s[-2] <= '9')
			return s;
	return NULL;
}

void
desk_choose(struct test_term *t, const char *words)
{
	char digit[2] = "";
	const char *at;

	/* A list shows a few rows: the others come with the cursor. */
	test_term_keys(t, "\033[1~");
	for (int i = 0; i < 40; i++) {
		test_term_quiet(t, 100);
		if (numbered(test_term_picture(t), words) != NULL)
			break;
		test_term_keys(t, "\033[B");
	}
	test_term_has(t, words);
	at = numbered(test_term_picture(t), words);
	test_true(words, at != NULL);
	digit[0] = at[-2];
	test_term_keys(t, digit);
}

/* --- at the command line -------------------------------------------------- */

const char *
desk_run(const char *login, const char *command, const char *in, int *status)
{
	return cli_said(NULL, login, command, in, status);
}

const char *
desk_did(const char *login, const char *command, const char *in)
{
	int status;
	const char *all = desk_run(login, command, in, &status);

	if (status != 0)
		fail_msg("%s %s: %d: %s", login, command, status, all);
	return all;
}

const char *
desk_text(const char *json, const char *name)
{
	static char text[4][256];
	static unsigned turn;
	char *to = text[turn++ % nitems(text)], key[64];
	const char *s;

	snprintf(key, sizeof(key), "\"%s\":\"", name);
	to[0] = '\0';
	if ((s = strstr(json, key)) != NULL)
		snprintf(to, sizeof(text[0]), "%.*s",
		    (int)strcspn(s + strlen(key), "\""), s + strlen(key));
	return to;
}

const char *
desk_roster(int n)
{
	static char command[800];
	char line[1024];

	snprintf(line, sizeof(line),
	    "'%s/xinqing' sample roster %d --schools 3 >'%s/roster.csv' &&"
	    " chmod 644 '%s/roster.csv'",
	    getenv("XINQING_BUILDDIR"), n, test_folder(), test_folder());
	assert_int_equal(system(line), 0);
	snprintf(command, sizeof(command),
	    "import roster %s/roster.csv --refused %s/refused.csv",
	    test_folder(), test_folder());
	return command;
}

void
desk_students(int n)
{
	desk_did("dist1", desk_roster(n), NULL);
}

/* Of the roster: the nth name that nobody else in it has. */
void
desk_child(const char *where, int nth, char to[64])
{
	char line[1024];
	FILE *f;

	snprintf(line, sizeof(line),
	    "cd '%s' && cut -d, -f1 roster.csv | LC_ALL=C sort |"
	    " LC_ALL=C uniq -u >once && grep ',%s,' roster.csv |"
	    " cut -d, -f1 | grep -xFf once | sed -n %dp",
	    test_folder(), where, nth);
	f = popen(line, "r");
	assert_non_null(f);
	if (fgets(to, 64, f) == NULL)
		fail_msg("no such child in %s", where);
	pclose(f);
	to[strcspn(to, "\n")] = '\0';
}
