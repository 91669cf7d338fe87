/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody wrote about a child is not left in memory that was given
 * back. */
#include <stdio.h>
#include <stdlib.h>

#include "act/warning.h"
#include "base/lang.h"
#include "sealed/key.h"
#include "src/screen/warning_story.h"
#include "tests/lib/test.h"
#include "tui/canvas.h"

/* Long enough to be moved as it grows; never in the heap by itself. */
#define WORDS "canary 4471 canary "
static char words[] = WORDS WORDS WORDS WORDS WORDS WORDS WORDS WORDS;

struct heap {
	unsigned long from, end;
};

/* Where malloc() takes from; nowhere with an allocator of another kind, as a
 * sanitizer or valgrind brings it. */
static bool
find_heap(struct heap *h)
{
	FILE *maps = fopen("/proc/self/maps", "re");
	void *some = malloc(sizeof(words));
	unsigned long at = (unsigned long)some;
	bool found = false;
	char line[512];

	while (
	    !found && maps != NULL && fgets(line, sizeof(line), maps) != NULL)
		found = strstr(line, "[heap]") != NULL &&
			sscanf(line, "%lx-%lx", &h->from, &h->end) == 2;
	found = found && at >= h->from && at < h->end;
	if (maps != NULL)
		fclose(maps);
	free(some);
	return found;
}

/* Do they stand anywhere in it? */
static bool
is_left(void)
{
	struct heap h = { 0, 0 };

	return find_heap(&h) && memmem((const void *)h.from, h.end - h.from,
				    WORDS, sizeof(WORDS) - 1) != NULL;
}

static void
test_the_story_of_a_warning_leaves_no_word(void **state)
{
	static struct act_warning v;
	static struct warning_story s;

	(void)state;
	v.n_entries = v.n_reports = 1;
	v.entries[0].text = words;
	v.reports[0].told.seen = words;
	warning_story_read(&s, &v, 1000);
	assert_int_equal(s.n, 2);
	assert_non_null(strstr(s.line[0].text, words));
	assert_true(is_left()); /* as long as it is shown */
	warning_story_free(&s);
	assert_false(is_left());
}

static void
test_a_line_that_was_drawn_leaves_no_word(void **state)
{
	struct tui_canvas *c = tui_canvas_new(24, 80);

	(void)state;
	tui_text_f(tui_canvas_view(c), 0, 0, TUI_PLAIN, "%s  %s", words, words);
	assert_false(is_left());
	tui_canvas_free(c);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_story_of_a_warning_leaves_no_word),
	cmocka_unit_test(test_a_line_that_was_drawn_leaves_no_word),
};

int
main(void)
{
	struct heap h;

	cmocka_set_message_output(CM_OUTPUT_TAP);
	lang_set("en");
	if (!find_heap(&h))
		return puts("1..0 # SKIP malloc() has no heap here") < 0;
	return sealed_init() != 0 ? 1
				  : cmocka_run_group_tests(tests, NULL, NULL);
}
