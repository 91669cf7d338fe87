/* SPDX-License-Identifier: Apache-2.0 */
/* How a practice begins for each post, in both languages: the pictures lie in
 * tests/screen/pictures/practice.LOGIN.LANGUAGE.txt. */
#include <stdlib.h>

#include "base/lang.h"
#include "base/text.h"
#include "src/screen/practice.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/practice.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

static const char *const logins[] = { "op1", "lead1", "psy1", "class1",
	"grade1", "head1", "dist1", "centre1", "sys1", "sec1", "aud1" };
static const char *const languages[] = { "zh_CN", "en" };

static int
width(const char *s)
{
	return text_width(s, strlen(s));
}

static const char *
drawn(const char *login, const char *language)
{
	static char text[8000];
	char path[600];
	FILE *f;

	snprintf(path, sizeof(path),
	    "%s/tests/screen/pictures/practice.%s.%s.txt",
	    getenv("XINQING_SRCDIR"), login, language);
	text[0] = '\0';
	if ((f = fopen(path, "r")) != NULL) {
		text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
		fclose(f);
	}
	return text;
}

/* The picture; what counts seconds stands still. */
static const char *
standing(struct test_term *t)
{
	static char text[8000];
	char *at = text;

	snprintf(text, sizeof(text), "%s", test_term_picture(t));
	while ((at = strstr(at, "00:0")) != NULL)
		at[4] = '0', at += 5;
	return text;
}

/* What stands there instead, to be looked at and, if it is what was meant,
 * taken for the picture. */
static void
keep_picture(const char *picture, const char *login, const char *language)
{
	char path[600];
	FILE *f;

	snprintf(path, sizeof(path), "%s/practice.%s.%s.txt",
	    getenv("XINQING_BUILDDIR"), login, language);
	if ((f = fopen(path, "w")) != NULL) {
		fputs(picture, f);
		fclose(f);
	}
}

#define LOOKS 40

static bool
stands(struct test_term *t, const char *login, const char *language)
{
	const char *want = drawn(login, language);

	for (int i = 0; i < LOOKS; i++) {
		if (strcmp(standing(t), want) == 0)
			return true;
		test_term_quiet(t, 50);
	}
	keep_picture(standing(t), login, language);
	printf("# %s, %s: build/practice.%s.%s.txt\n%s", login, language, login,
	    language, standing(t));
	return false;
}

static void
test_every_post_begins_with_its_picture_in_both_languages(void **state)
{
	int wrong = 0;

	(void)state;
	lang_set("zh_CN");
	test_office();
	test_office_close();
	for (size_t i = 0; i < nitems(logins) * nitems(languages); i++) {
		const char *login = logins[i / nitems(languages)];
		const char *language = languages[i % nitems(languages)];
		struct test_term *t;

		test_clock_to("2030-11-26T10:35:01+08:00");
		t = practice_begin(login, language);
		wrong += !stands(t, login, language);
		test_term_close(t);
	}
	assert_int_equal(wrong, 0);
}

/* The line of the coach, and the one with why and how to leave. */
static void
test_every_step_has_room_for_its_words_in_both_languages(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(languages); i++) {
		lang_set(languages[i]);
		for (int k = 1; k < PRACTICE_KINDS; k++) {
			const struct practice_walk *w =
			    practice_walk_of((enum act_practice_kind)k);
			const struct practice_step *s = w->step;
			int leave = width(_("Ctrl-Q stops")) + 3;

			for (; s->say != NULL; s++) {
				test_true(s->say,
				    4 + width(_(s->say)) + (s->names ? 6 : 0) <=
					80);
				test_true(
				    s->why, width(_(s->why)) + leave <= 80);
				test_true(s->say, w->task[s->task] != NULL);
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_every_step_has_room_for_its_words_in_both_languages),
		cmocka_unit_test(
		    test_every_post_begins_with_its_picture_in_both_languages),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
