/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stdio.h>

#include "model/figure.h"
#include "tests/lib/test.h"

static void
test_a_part_that_tells_a_small_rest_is_hidden(void **state)
{
	static const struct {
		const char *why;
		struct figure is, shown;
	} c[] = {
		{ "nothing", { 0, 0, 0, 0 }, { 0, 0, 0, 0 } },
		{ "few", { 3, 1, 2, 0 }, { -1, -1, -1, 0 } },
		{ "none later", { 12, 6, 0, 0 }, { 12, 6, 0, 0 } },
		{ "few later", { 12, 6, 2, 0 }, { 12, 6, -1, 0 } },
		{ "few in time", { 12, 0, 9, 0 }, { 12, 0, -1, 0 } },
		{ "few in time still", { 12, 9, 0, 0 }, { 12, -1, 0, 0 } },
		{ "few left of both", { 22, 6, 14, 0 }, { 22, -1, 14, 0 } },
		{ "few later still", { 22, 0, 10, 8 }, { 22, 0, 10, -1 } },
		{ "nothing small", { 40, 10, 20, 10 }, { 40, 10, 20, 10 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct figure f = c[i].is;

		figure_hide(&f);
		test_same_int(c[i].why, f.open, c[i].shown.open);
		test_same_int(c[i].why, f.overdue, c[i].shown.overdue);
		test_same_int(c[i].why, f.later, c[i].shown.later);
		test_same_int(
		    c[i].why, f.later_overdue, c[i].shown.later_overdue);
	}
}

/* --- the attack: everything that could be behind what is shown -------------
 */

#define MOST 22
#define ALL 14950
#define KINDS 4 /* in time and later, overdue and not */
static struct world {
	int kind[KINDS];
	struct figure shown;
} world[ALL];
static int worlds;

static void
add_world(int a, int b, int c, int d)
{
	struct world *w = &world[worlds++];

	*w = (struct world){ { a, b, c, d }, { a + b + c + d, a, c + d, c } };
	figure_hide(&w->shown);
}

static int
sum_of(const struct world *w, unsigned kinds)
{
	int n = 0;

	for (int k = 0; k < KINDS; k++)
		n += (kinds & 1u << k) != 0 ? w->kind[k] : 0;
	return n;
}

static bool
looks_the_same(const struct figure *a, const struct figure *b)
{
	return a->open == b->open && a->overdue == b->overdue &&
	       a->later == b->later && a->later_overdue == b->later_overdue;
}

/* Some other world shows the same and has another number there. */
static bool
is_told(const struct world *w, unsigned kinds)
{
	for (int i = 0; i < worlds; i++)
		if (looks_the_same(&world[i].shown, &w->shown) &&
		    sum_of(&world[i], kinds) != sum_of(w, kinds))
			return false;
	return true;
}

static void
test_no_sum_of_them_that_is_small_can_be_reckoned(void **state)
{
	char why[80];

	(void)state;
	for (int a = 0; a <= MOST; a++)
		for (int b = 0; a + b <= MOST; b++)
			for (int c = 0; a + b + c <= MOST; c++)
				for (int d = 0; a + b + c + d <= MOST; d++)
					add_world(a, b, c, d);
	for (int i = 0; i < worlds; i++)
		for (unsigned kinds = 1; kinds < 1u << KINDS; kinds++) {
			const struct world *w = &world[i];
			int n = sum_of(w, kinds);

			if (n == 0 || n >= 5)
				continue;
			snprintf(why, sizeof(why), "%d %d %d %d tells %x",
			    w->kind[0], w->kind[1], w->kind[2], w->kind[3],
			    kinds);
			test_same_int(why, is_told(w, kinds), false);
		}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_part_that_tells_a_small_rest_is_hidden),
	cmocka_unit_test(test_no_sum_of_them_that_is_small_can_be_reckoned),
};

TEST_MAIN(tests)
