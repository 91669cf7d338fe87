/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/err.h"
#include "model/observation.h"
#include "tests/lib/test.h"

static void
test_danger_is_said_in_two_ways(void **state)
{
	static const struct {
		const char *why;
		struct observation_told o;
		bool danger;
	} c[] = {
		{ "nothing said", { .danger = false }, false },
		{ "the danger key", { .danger = true }, true },
		{ "not safe", { .safe = SAFE_NO }, true },
		{ "both", { .danger = true, .safe = SAFE_NO }, true },
		{ "safe", { .safe = SAFE_YES }, false },
		{ "cannot say", { .safe = SAFE_UNSURE }, false },
		{ "safe, and the key", { .danger = true, .safe = SAFE_YES },
		    true },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(
		    c[i].why, observation_is_danger(&c[i].o), c[i].danger);
}

static void
same(const char *why, const char *got, const char *want)
{
	test_true(why, got != NULL);
	test_same_text(why, got, want);
}

static void
test_what_is_told_comes_back_whole(void **state)
{
	const struct observation_told told = { .seen = "上课常趴着",
		.when = "昨天",
		.where = "教室",
		.done = "聊了几句",
		.reason = "家里正忙",
		.triggers = 1u << TRIGGER_MOOD | 1u << TRIGGER_SLEEP,
		.safe = SAFE_NO,
		.first = FIRST_TEACHER,
		.parents = KNOW_BETTER_NOT };
	struct buf *b = buf_new();
	struct observation_told got;

	(void)state;
	observation_pack(&told, b);
	assert_int_equal(observation_unpack(b, &got), 0);
	assert_int_equal(buf_len(b), 0);
	same("seen", got.seen, told.seen);
	same("when", got.when, told.when);
	same("where", got.where, told.where);
	same("done", got.done, told.done);
	same("reason", got.reason, told.reason);
	assert_int_equal(got.triggers, told.triggers);
	assert_int_equal(got.safe, SAFE_NO);
	assert_int_equal(got.first, FIRST_TEACHER);
	assert_int_equal(got.parents, KNOW_BETTER_NOT);
	observation_forget(&got);
	assert_null(got.seen);
	assert_null(got.when);
	assert_null(got.where);
	assert_null(got.done);
	assert_null(got.reason);
	buf_free(b);
}

static void
test_what_was_not_said_comes_back_empty(void **state)
{
	const struct observation_told told = { .first = FIRST_SELF };
	struct buf *b = buf_new();
	struct observation_told got;

	(void)state;
	observation_pack(&told, b);
	assert_int_equal(observation_unpack(b, &got), 0);
	same("seen", got.seen, "");
	same("when", got.when, "");
	same("where", got.where, "");
	same("done", got.done, "");
	same("reason", got.reason, "");
	assert_int_equal(got.triggers, 0);
	assert_int_equal(got.safe, SAFE_NOT_SAID);
	assert_int_equal(got.first, FIRST_SELF);
	assert_int_equal(got.parents, KNOW_NOT_SAID);
	observation_forget(&got);
	buf_free(b);
}

/* The bytes of a told one, as another hand could have packed them. */
static struct buf *
packed(uint8_t version, uint8_t safe, uint8_t first, uint8_t parents)
{
	static const char *const texts[] = { "1", "22", "333", "4444", "5" };
	struct buf *b = buf_new();

	buf_put_u8(b, version);
	for (size_t i = 0; i < nitems(texts); i++)
		buf_put_text(b, texts[i]);
	buf_put_u32(b, 0x81);
	buf_put_u8(b, safe);
	buf_put_u8(b, first);
	buf_put_u8(b, parents);
	return b;
}

static void
test_what_was_not_packed_here_is_refused(void **state)
{
	static const struct {
		const char *why;
		uint8_t version, safe, first, parents;
		int r;
	} c[] = {
		{ "the largest of each", 1, SAFE_NO, FIRST_COUNT - 1,
		    KNOW_COUNT - 1, 0 },
		{ "another version", 2, 0, 0, 0, ERR_CORRUPT },
		{ "no version", 0, 0, 0, 0, ERR_CORRUPT },
		{ "safe", 1, SAFE_NO + 1, 0, 0, ERR_CORRUPT },
		{ "first", 1, 0, FIRST_COUNT, 0, ERR_CORRUPT },
		{ "parents", 1, 0, 0, KNOW_COUNT, ERR_CORRUPT },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct observation_told got;
		struct buf *b =
		    packed(c[i].version, c[i].safe, c[i].first, c[i].parents);

		test_same_int(c[i].why, observation_unpack(b, &got), c[i].r);
		if (c[i].r == 0) {
			assert_int_equal(got.safe, c[i].safe);
			assert_int_equal(got.first, c[i].first);
			assert_int_equal(got.parents, c[i].parents);
			observation_forget(&got);
		} else {
			assert_null(got.seen);
			assert_null(got.reason);
			assert_int_equal(got.safe, SAFE_NOT_SAID);
		}
		buf_free(b);
	}
}

/* Cut off anywhere, or with something behind it: refused, and nothing of it
 * is left. */
static void
test_a_part_of_it_is_refused(void **state)
{
	struct buf *whole = packed(1, 0, 0, 0);
	size_t n = buf_len(whole);

	(void)state;
	for (size_t i = 0; i <= n + 1; i++) {
		struct observation_told got = { .seen = NULL };
		struct buf *b = packed(1, 0, 0, 0);

		if (i > n)
			buf_add_char(b, 'x');
		else
			buf_cut(b, i);
		assert_int_equal(
		    observation_unpack(b, &got), i == n ? 0 : ERR_PROTOCOL);
		if (i != n) {
			assert_null(got.seen);
			assert_null(got.when);
			assert_null(got.where);
			assert_null(got.done);
			assert_null(got.reason);
		}
		observation_forget(&got);
		buf_free(b);
	}
	buf_free(whole);
}

static void
test_a_text_has_an_end(void **state)
{
	char *much = malloc(65536 + 2);
	struct observation_told got, told = { .seen = much };
	struct buf *b = buf_new();

	(void)state;
	memset(much, 'x', 65537);
	much[65537] = '\0';
	observation_pack(&told, b);
	assert_int_equal(observation_unpack(b, &got), ERR_PROTOCOL);
	buf_clear(b);
	much[65536] = '\0';
	observation_pack(&told, b);
	assert_int_equal(observation_unpack(b, &got), 0);
	assert_int_equal(strlen(got.seen), 65536);
	observation_forget(&got);
	buf_free(b);
	free(much);
}

static void
test_names_and_words_of_every_answer(void **state)
{
	static const char *const triggers[] = { "mood", "behaviour", "thought",
		"study", "misfortune", "setback", "bullied", "sleep" };
	static const char *const safe[] = { "", "safe", "unsure", "danger" };
	static const char *const first[] = { "", "self", "student", "parent",
		"teacher" };
	static const char *const know[] = { "", "know", "not_yet",
		"better_not" };

	(void)state;
	for (int i = 0; i < TRIGGER_COUNT; i++) {
		assert_string_equal(
		    observation_trigger_name((enum observation_trigger)i),
		    triggers[i]);
		assert_int_equal(observation_trigger_of(triggers[i]), i);
		assert_true(*observation_trigger_word(
				(enum observation_trigger)i) != '\0');
	}
	for (int i = 0; i < (int)nitems(safe); i++) {
		assert_string_equal(
		    observation_safe_name((enum observation_safe)i), safe[i]);
		assert_int_equal(observation_safe_of(safe[i]), i > 0 ? i : -1);
		assert_int_equal(
		    *observation_safe_word((enum observation_safe)i) != '\0',
		    i > 0);
	}
	for (int i = 0; i < FIRST_COUNT; i++) {
		assert_string_equal(
		    observation_first_name((enum observation_first)i),
		    first[i]);
		assert_int_equal(
		    observation_first_of(first[i]), i > 0 ? i : -1);
		assert_int_equal(
		    *observation_first_word((enum observation_first)i) != '\0',
		    i > 0);
	}
	for (int i = 0; i < KNOW_COUNT; i++) {
		assert_string_equal(
		    observation_parents_name((enum observation_parents)i),
		    know[i]);
		assert_int_equal(
		    observation_parents_of(know[i]), i > 0 ? i : -1);
		assert_int_equal(*observation_parents_word(
				     (enum observation_parents)i) != '\0',
		    i > 0);
	}
	assert_int_equal(observation_trigger_of("weather"), -1);
	assert_int_equal(observation_safe_of("weather"), -1);
	assert_int_equal(observation_first_of("weather"), -1);
	assert_int_equal(observation_parents_of("weather"), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_danger_is_said_in_two_ways),
	cmocka_unit_test(test_what_is_told_comes_back_whole),
	cmocka_unit_test(test_what_was_not_said_comes_back_empty),
	cmocka_unit_test(test_what_was_not_packed_here_is_refused),
	cmocka_unit_test(test_a_part_of_it_is_refused),
	cmocka_unit_test(test_a_text_has_an_end),
	cmocka_unit_test(test_names_and_words_of_every_answer),
};

TEST_MAIN(tests)
