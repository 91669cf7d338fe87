/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/clock.h"
#include "model/profile.h"
#include "tests/lib/test.h"

static int64_t
at(const char *s)
{
	int64_t t;

	assert_int_equal(clock_read(s, &t), 0);
	return t;
}

/* 2026-11-23 is a Monday. */
static void
test_school_hours_skip_nights_and_weekends(void **state)
{
	static const struct {
		const char *why, *from;
		int64_t add;
		const char *to;
	} c[] = {
		{ "within the day", "2026-11-24T08:07+08:00", 7200,
		    "2026-11-24T10:07+08:00" },
		{ "from before the bell", "2026-11-24T06:00+08:00", 7200,
		    "2026-11-24T10:00+08:00" },
		{ "to the minute of the end", "2026-11-24T15:00+08:00", 7200,
		    "2026-11-24T17:00+08:00" },
		{ "over the night", "2026-11-24T16:30+08:00", 7200,
		    "2026-11-25T09:30+08:00" },
		{ "over the weekend", "2026-11-27T16:00+08:00", 7200,
		    "2026-11-30T09:00+08:00" },
		{ "from a Saturday", "2026-11-28T03:00+08:00", 7200,
		    "2026-11-30T10:00+08:00" },
		{ "from the closing bell", "2026-11-27T17:00+08:00", 60,
		    "2026-11-30T08:01+08:00" },
		{ "a second before the closing bell",
		    "2026-11-27T16:59:59+08:00", 1, "2026-11-27T17:00+08:00" },
		{ "and one more", "2026-11-27T16:59:59+08:00", 2,
		    "2026-11-30T08:00:01+08:00" },
		{ "from the opening bell", "2026-11-24T08:00+08:00", 60,
		    "2026-11-24T08:01+08:00" },
		{ "nothing at all, after school", "2026-11-24T18:00+08:00", 0,
		    "2026-11-25T08:00+08:00" },
		{ "before 1970", "1969-12-30T02:00+08:00", 7200,
		    "1969-12-30T10:00+08:00" },
		{ "a weekend before 1970", "1969-12-27T09:00+08:00", 7200,
		    "1969-12-29T10:00+08:00" },
		{ "the midnight before 1970", "1969-12-30T00:00+08:00", 60,
		    "1969-12-30T08:01+08:00" },
		{ "midnight", "2026-11-24T00:00+08:00", 60,
		    "2026-11-24T08:01+08:00" },
		{ "more than a week", "2026-11-24T08:00+08:00",
		    6 * 9 * 3600 + 60, "2026-12-02T08:01+08:00" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why,
		    profile_add_hours(
			profile_default(), at(c[i].from), c[i].add),
		    at(c[i].to));
}

static void
test_school_days_end_with_the_school(void **state)
{
	static const struct {
		const char *why, *from;
		int n;
		const char *to;
	} c[] = {
		{ "today is the first", "2026-11-24T10:41+08:00", 1,
		    "2026-11-24T17:00+08:00" },
		{ "two hours are a day", "2026-11-24T15:00+08:00", 1,
		    "2026-11-24T17:00+08:00" },
		{ "a second less is none", "2026-11-24T15:00:01+08:00", 1,
		    "2026-11-25T17:00+08:00" },
		{ "midnight", "2026-11-24T00:00+08:00", 1,
		    "2026-11-24T17:00+08:00" },
		{ "too late for today", "2026-11-24T15:01+08:00", 1,
		    "2026-11-25T17:00+08:00" },
		{ "at night", "2026-11-24T02:21+08:00", 1,
		    "2026-11-24T17:00+08:00" },
		{ "Friday evening", "2026-11-27T19:00+08:00", 1,
		    "2026-11-30T17:00+08:00" },
		{ "two over the weekend", "2026-11-27T09:00+08:00", 2,
		    "2026-11-30T17:00+08:00" },
		{ "five make a week", "2026-11-24T09:00+08:00", 5,
		    "2026-11-30T17:00+08:00" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why,
		    profile_add_days(profile_default(), at(c[i].from), c[i].n),
		    at(c[i].to));
}

static void
test_a_key_gives_its_time(void **state)
{
	const struct profile *p = profile_default();
	int64_t night = at("2026-11-24T02:21+08:00");

	(void)state;
	assert_int_equal(
	    profile_due(p, "warning.ack_danger", night), night + 600);
	assert_int_equal(
	    profile_due(p, "warning.ack", night), at("2026-11-24T10:00+08:00"));
	assert_int_equal(profile_due(p, "warning.parents", night),
	    at("2026-11-24T17:00+08:00"));
	assert_int_equal(profile_due(p, "warning.nonsense", night), 0);
}

static void
test_the_bell_opens_and_closes(void **state)
{
	const struct profile *p = profile_default();

	(void)state;
	assert_false(profile_is_open(p, at("2026-11-24T07:59+08:00")));
	assert_true(profile_is_open(p, at("2026-11-24T08:00+08:00")));
	assert_true(profile_is_open(p, at("2026-11-27T16:59+08:00")));
	assert_false(profile_is_open(p, at("2026-11-27T17:00+08:00")));
	assert_false(profile_is_open(p, at("2026-11-28T10:00+08:00")));
}

static void
test_every_value_says_where_it_is_from(void **state)
{
	const struct profile *p = profile_default();

	(void)state;
	for (size_t i = 0; i < p->n_deadlines; i++) {
		const struct profile_deadline *d = &p->deadlines[i];

		test_true(d->key, d->source[0] != '\0' && d->amount > 0);
		test_true(d->key, profile_deadline(p, d->key) == d);
		test_true(d->key, profile_is_default(p, d->key));
	}
	assert_true(profile_is_default(p, "no.such.time"));
	assert_null(profile_deadline(p, "no.such.time"));
	assert_string_equal(p->chain_source, "SJS-62");
}

static void
test_the_chain_ends_at_the_district(void **state)
{
	const struct profile *p = profile_default();

	(void)state;
	assert_int_equal(profile_next_level(p, LEVEL_CLASS), LEVEL_GRADE);
	assert_int_equal(profile_next_level(p, LEVEL_GRADE), LEVEL_SCHOOL);
	assert_int_equal(profile_next_level(p, LEVEL_SCHOOL), LEVEL_DISTRICT);
	assert_int_equal(profile_next_level(p, LEVEL_DISTRICT), LEVEL_DISTRICT);
}

static void
test_the_manual_shows_every_deadline(void **state)
{
	struct buf *b = buf_new();
	size_t lines = 0;

	(void)state;
	profile_print(b);
	for (size_t i = 0; buf_text(b)[i] != '\0'; i++)
		lines += buf_text(b)[i] == '\n';
	assert_int_equal(lines, profile_default()->n_deadlines + 2);
	assert_int_equal(strncmp(buf_text(b),
			     "| key | time | source |\n|---|---|---|\n"
			     "| ticket.callout | 10 min | default |\n",
			     74),
	    0);
	assert_non_null(
	    strstr(buf_text(b), "| ticket.callback | 7 d | default |\n"));
	assert_non_null(
	    strstr(buf_text(b), "| ticket.mail | 12 h | default |\n"));
	assert_non_null(
	    strstr(buf_text(b), "| custody.review | 3 d | default |\n"));
	assert_non_null(strstr(
	    buf_text(b), "| warning.ack | 2 h in school hours | default |\n"));
	assert_non_null(
	    strstr(buf_text(b), "| warning.ack_danger | 10 min | default |\n"));
	assert_non_null(strstr(
	    buf_text(b), "| warning.verify | 2 school days | default |\n"));
	buf_free(b);
}

/* A profile of one's own: what a plan says is no default of ours. */
static void
test_a_time_from_a_plan_is_no_default(void **state)
{
	static const struct profile_deadline ours[] = {
		{ "ticket.mail", PROFILE_CLOCK, 60, "SJS-29" },
		{ "ticket.slot", PROFILE_SCHOOL_DAYS, 3, PROFILE_DEFAULT },
	};
	static const enum profile_level chain[] = { LEVEL_CLASS,
		LEVEL_DISTRICT };
	struct profile p = *profile_default();

	(void)state;
	p.deadlines = ours;
	p.n_deadlines = nitems(ours);
	assert_false(profile_is_default(&p, "ticket.mail"));
	assert_true(profile_is_default(&p, "ticket.slot"));
	assert_int_equal(profile_due(&p, "ticket.mail", 1000), 1060);
	assert_null(profile_deadline(&p, "ticket.callout"));
	p.chain = chain;
	p.n_chain = nitems(chain);
	assert_int_equal(profile_next_level(&p, LEVEL_CLASS), LEVEL_DISTRICT);
	assert_int_equal(profile_next_level(&p, LEVEL_GRADE), LEVEL_DISTRICT);
	p.chain = chain + 1;
	p.n_chain = 1;
	assert_int_equal(profile_next_level(&p, LEVEL_CLASS), LEVEL_DISTRICT);
	p.n_chain = 0;
	assert_int_equal(profile_next_level(&p, LEVEL_CLASS), LEVEL_CLASS);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_school_hours_skip_nights_and_weekends),
	cmocka_unit_test(test_school_days_end_with_the_school),
	cmocka_unit_test(test_a_key_gives_its_time),
	cmocka_unit_test(test_the_bell_opens_and_closes),
	cmocka_unit_test(test_every_value_says_where_it_is_from),
	cmocka_unit_test(test_the_manual_shows_every_deadline),
	cmocka_unit_test(test_the_chain_ends_at_the_district),
	cmocka_unit_test(test_a_time_from_a_plan_is_no_default),
};

TEST_MAIN(tests)
