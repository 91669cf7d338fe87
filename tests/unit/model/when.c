/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "base/err.h"
#include "model/profile.h"
#include "model/when.h"
#include "tests/lib/test.h"

/* Friday, 27 November 2026, five past four in the afternoon. */
static int64_t
now(void)
{
	int64_t at;

	assert_int_equal(clock_read("2026-11-27T16:05:30+08:00", &at), 0);
	return at;
}

static void
test_what_people_say_of_a_time_that_has_passed_is_read(void **state)
{
	static const struct {
		const char *said, *is; /* NULL: no time */
	} c[] = {
		{ "昨天 14:30", "2026-11-26 14:30" },
		{ "昨天14:30", "2026-11-26 14:30" },
		{ "昨天 １４：３０", "2026-11-26 14:30" },
		{ "１１－２５　１４：３０", "2026-11-25 14:30" },
		{ "前天 8:05", "2026-11-25 08:05" },
		{ "大前天 8:05", "2026-11-24 08:05" },
		{ "今天 14:30", "2026-11-27 14:30" },
		{ "今天下午2点半", "2026-11-27 14:30" },
		{ "昨晚11点", "2026-11-26 23:00" },
		{ "昨天晚上 11:20", "2026-11-26 23:20" },
		{ "今早7点05分", "2026-11-27 07:05" },
		{ "凌晨2点", "2026-11-27 02:00" },
		/* twelve at night is no noon, and one at night no afternoon */
		{ "昨晚12点", "2026-11-27 00:00" },
		{ "昨天晚上12点半", "2026-11-27 00:30" },
		{ "昨晚1点", "2026-11-27 01:00" },
		{ "晚上12点", "2026-11-27 00:00" },
		{ "10月31日晚上12点", "2026-11-01 00:00" },
		{ "昨晚5点半", "2026-11-26 17:30" },
		{ "凌晨12点20分", "2026-11-27 00:20" },
		{ "昨天下午12点半", "2026-11-26 12:30" },
		{ "中午12点", "2026-11-27 12:00" },
		{ "昨天中午1点", "2026-11-26 13:00" },
		{ "14:30", "2026-11-27 14:30" },
		{ "14时30分", "2026-11-27 14:30" },
		{ "23:50", "2026-11-26 23:50" },
		{ "16:06", "2026-11-27 16:06" }, /* clocks differ */
		{ "11-25 14:30", "2026-11-25 14:30" },
		{ "11/25 14:30", "2026-11-25 14:30" },
		{ "11.25 14:30", "2026-11-25 14:30" },
		{ "11月25日 14:30", "2026-11-25 14:30" },
		{ "１１月２５日１４：３０", "2026-11-25 14:30" },
		{ "11月25号下午2点", "2026-11-25 14:00" },
		{ "2026-11-25 14:30", "2026-11-25 14:30" },
		{ "2026年11月25日 14:30", "2026-11-25 14:30" },
		{ "2025-12-25 14:30", "2025-12-25 14:30" },
		{ "12-25 14:30", "2026-12-25 14:30" }, /* near: said wrong */
		{ "3-5 14:30", "2026-03-05 14:30" },
		{ "25分钟前", "2026-11-27 15:40" },
		{ "２５分前", "2026-11-27 15:40" },
		{ "2小时前", "2026-11-27 14:05" },
		{ "2 个小时前", "2026-11-27 14:05" },
		{ "半小时前", "2026-11-27 15:35" },
		{ "半个小时前", "2026-11-27 15:35" },
		{ "3天前", "2026-11-24 16:05" },
		{ "yesterday 14:30", "2026-11-26 14:30" },
		{ " Today  14:30 ", "2026-11-27 14:30" },
		{ "the day before yesterday 9:00", "2026-11-25 09:00" },
		{ "25 min ago", "2026-11-27 15:40" },
		{ "2 h ago", "2026-11-27 14:05" },
		{ "2 Hours ago", "2026-11-27 14:05" },
		{ "2026-11-26T06:30:00Z", "2026-11-26 14:30" },
		{ "2026-11-26T06:30:00+00:00", "2026-11-26 14:30" },
		{ "昨天", NULL }, /* at what time? */
		{ "11-25", NULL },
		{ "2026-11-25", NULL },
		{ "第三节课后", NULL },
		{ "昨天第三节课后", NULL },
		{ "25:00", NULL },
		{ "14:60", NULL },
		{ "14:", NULL },
		{ "14", NULL },
		{ "2-30 14:30", NULL },
		{ "13-1 14:30", NULL },
		{ "111-30 14:00", NULL },
		{ "2026-2-29 14:30", NULL },
		{ "半天前", NULL },
		{ "小时前", NULL },
		{ "14:30左右", NULL },
		{ "", NULL },
		{ "   ", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		int64_t at = 0;
		char got[32] = "";
		struct clock_parts p;
		int r = when_read(c[i].said, now(), &at);

		if (r == 0) {
			clock_parts_of(at, &p);
			snprintf(got, sizeof(got), "%04d-%02d-%02d %02d:%02d",
			    p.year, p.month, p.day, p.hour, p.minute);
		} else
			test_same_int(c[i].said, r, ERR_INPUT);
		test_same_text(c[i].said, got, c[i].is != NULL ? c[i].is : "");
	}
}

/* Over midnights, ends of months and the turn of the year. */
static void
test_every_minute_as_it_is_shown_reads_back_as_itself(void **state)
{
	int64_t at, from = now() - 30;

	(void)state;
	for (int64_t t = from; t > from - 270 * (int64_t)CLOCK_DAY;
	     t -= 97 * CLOCK_MINUTE) {
		struct clock_parts p;
		char said[40];

		clock_parts_of(t, &p);
		snprintf(said, sizeof(said), "%02d-%02d %02d:%02d", p.month,
		    p.day, p.hour, p.minute);
		test_same_int(said, when_read(said, now(), &at), 0);
		test_same_int(said, at, t);
		snprintf(said, sizeof(said), "%d月%d日%d点%d分", p.month, p.day,
		    p.hour, p.minute);
		test_same_int(said, when_read(said, now(), &at), 0);
		test_same_int(said, at, t);
	}
}

static void
test_in_january_december_was_last_year(void **state)
{
	int64_t january, at, was;

	(void)state;
	clock_read("2027-01-03T09:00:00+08:00", &january);
	clock_read("2026-12-30T14:30:00+08:00", &was);
	assert_int_equal(when_read("12-30 14:30", january, &at), 0);
	assert_true(at == was);
}

static void
test_a_time_to_come_and_one_too_long_ago_are_refused(void **state)
{
	static const struct {
		const char *why;
		enum when_kind kind;
		int64_t ago;
		enum when_answer is;
	} c[] = {
		{ "now", WHEN_TICKET, 0, WHEN_GOOD },
		{ "clocks differ", WHEN_TICKET, -120, WHEN_GOOD },
		{ "to come", WHEN_TICKET, -121, WHEN_TO_COME },
		{ "a month", WHEN_TICKET, 31 * CLOCK_DAY, WHEN_GOOD },
		{ "longer", WHEN_TICKET, 31 * CLOCK_DAY + 1, WHEN_TOO_OLD },
		{ "a talk of last term", WHEN_CONSULTATION, 180 * CLOCK_DAY,
		    WHEN_GOOD },
		{ "older", WHEN_CONSULTATION, 184 * CLOCK_DAY, WHEN_TOO_OLD },
		{ "seen in spring", WHEN_OBSERVATION, 360 * CLOCK_DAY,
		    WHEN_GOOD },
		{ "older still", WHEN_OBSERVATION, 367 * CLOCK_DAY,
		    WHEN_TOO_OLD },
		{ "a step", WHEN_STEP, 32 * CLOCK_DAY, WHEN_TOO_OLD },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++)
		test_same_int(c[i].why,
		    when_check(c[i].kind, now(), now() - c[i].ago), c[i].is);
}

/* A deadline that somebody adds to the profile is decided on here as well. */
static void
test_every_deadline_says_from_which_time_it_counts(void **state)
{
	const struct profile *p = profile_default();

	(void)state;
	test_same_int("as many", n_when_clocks, (int)p->n_deadlines);
	for (size_t i = 0; i < p->n_deadlines; i++) {
		int found = 0;

		for (int k = 0; k < n_when_clocks; k++)
			found += strcmp(when_clocks[k].key,
				     p->deadlines[i].key) == 0 &&
				 when_clocks[k].source[0] != '\0';
		test_same_int(p->deadlines[i].key, found, 1);
	}
}

static void
test_who_acts_is_measured_from_the_event_who_learns_from_the_entry(void **state)
{
	static const struct {
		const char *key;
		int64_t event, start;
	} c[] = {
		{ "consultation.note", 100, 100 },
		{ "ticket.summary", 100, 100 },
		{ "warning.parents_later", 100, 100 },
		{ "warning.review", 100, 100 }, { "warning.ack", 100, 500 },
		{ "warning.ack_danger", 100, 500 },
		{ "ticket.callout", 100, 500 }, { "warning.parents", 100, 500 },
		{ "no such key", 100, 500 },
		{ "consultation.note", 0, 500 },   /* at once */
		{ "consultation.note", 600, 500 }, /* never ahead of it */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++)
		test_same_int(c[i].key, when_start(c[i].key, c[i].event, 500),
		    c[i].start);
	assert_false(when_is_later(0, 5000));
	assert_false(when_is_later(5000 - WHEN_LATER + 1, 5000));
	assert_true(when_is_later(5000 - WHEN_LATER, 5000));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_what_people_say_of_a_time_that_has_passed_is_read),
	cmocka_unit_test(test_every_minute_as_it_is_shown_reads_back_as_itself),
	cmocka_unit_test(test_in_january_december_was_last_year),
	cmocka_unit_test(test_a_time_to_come_and_one_too_long_ago_are_refused),
	cmocka_unit_test(test_every_deadline_says_from_which_time_it_counts),
	cmocka_unit_test(
	    test_who_acts_is_measured_from_the_event_who_learns_from_the_entry),
};

TEST_MAIN(tests)
