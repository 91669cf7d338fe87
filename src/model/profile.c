/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/profile.h"

#define MINUTES(n) ((n) * (int64_t)CLOCK_MINUTE)
#define HOURS(n) ((n) * (int64_t)CLOCK_HOUR)
#define DAYS(n) ((n) * (int64_t)CLOCK_DAY)

/* No seed plan gives a response time (requirements.md 7.1): every number
 * below is our default, and screens say so. */
static const struct profile_deadline deadlines[] = {
	/* hotline ticket, 3.1 */
	{ "ticket.callout", PROFILE_CLOCK, MINUTES(10), PROFILE_DEFAULT },
	{ "ticket.receipt_danger", PROFILE_CLOCK, MINUTES(15),
	    PROFILE_DEFAULT },
	{ "ticket.mail", PROFILE_CLOCK, HOURS(12), PROFILE_DEFAULT },
	{ "ticket.summary", PROFILE_CLOCK, HOURS(8), PROFILE_DEFAULT },
	{ "ticket.slot", PROFILE_SCHOOL_DAYS, 3, PROFILE_DEFAULT },
	{ "ticket.receipt", PROFILE_CLOCK, HOURS(24), PROFILE_DEFAULT },
	{ "ticket.school", PROFILE_CLOCK, HOURS(12), PROFILE_DEFAULT },
	{ "ticket.callback", PROFILE_CLOCK, DAYS(7), PROFILE_DEFAULT },
	{ "ticket.feedback", PROFILE_CLOCK, DAYS(5), PROFILE_DEFAULT },
	{ "ticket.missed", PROFILE_CLOCK, MINUTES(10), PROFILE_DEFAULT },
	{ "ticket.contact", PROFILE_CLOCK, HOURS(24), PROFILE_DEFAULT },
	/* appointment and consultation, 3.2 */
	{ "appointment.invite", PROFILE_SCHOOL_DAYS, 3, PROFILE_DEFAULT },
	{ "appointment.offer", PROFILE_SCHOOL_DAYS, 1, PROFILE_DEFAULT },
	{ "appointment.ordinary", PROFILE_SCHOOL_DAYS, 5, PROFILE_DEFAULT },
	{ "appointment.serious", PROFILE_SCHOOL_DAYS, 2, PROFILE_DEFAULT },
	{ "appointment.crisis", PROFILE_CLOCK, HOURS(12), PROFILE_DEFAULT },
	{ "appointment.again", PROFILE_CLOCK, DAYS(14), PROFILE_DEFAULT },
	{ "appointment.absent", PROFILE_CLOCK, HOURS(12), PROFILE_DEFAULT },
	{ "consultation.note", PROFILE_CLOCK, HOURS(24), PROFILE_DEFAULT },
	{ "consultation.note_crisis", PROFILE_CLOCK, HOURS(1),
	    PROFILE_DEFAULT },
	{ "consultation.next_serious", PROFILE_CLOCK, DAYS(7),
	    PROFILE_DEFAULT },
	{ "consultation.trainee", PROFILE_CLOCK, DAYS(30), PROFILE_DEFAULT },
	/* warning, 3.3 */
	{ "warning.ack", PROFILE_SCHOOL_HOURS, HOURS(2), PROFILE_DEFAULT },
	{ "warning.ack_danger", PROFILE_CLOCK, MINUTES(10), PROFILE_DEFAULT },
	{ "warning.parents", PROFILE_SCHOOL_DAYS, 1, PROFILE_DEFAULT },
	{ "warning.parents_later", PROFILE_SCHOOL_DAYS, 2, PROFILE_DEFAULT },
	{ "warning.verify", PROFILE_SCHOOL_DAYS, 2, PROFILE_DEFAULT },
	{ "warning.assess", PROFILE_SCHOOL_DAYS, 5, PROFILE_DEFAULT },
	{ "warning.assess_crisis", PROFILE_CLOCK, HOURS(24), PROFILE_DEFAULT },
	{ "warning.place", PROFILE_SCHOOL_DAYS, 1, PROFILE_DEFAULT },
	{ "warning.place_serious", PROFILE_CLOCK, DAYS(1), PROFILE_DEFAULT },
	{ "warning.place_crisis", PROFILE_CLOCK, HOURS(1), PROFILE_DEFAULT },
	{ "warning.analyse", PROFILE_CLOCK, DAYS(7), PROFILE_DEFAULT },
	{ "warning.intervene", PROFILE_CLOCK, DAYS(5), PROFILE_DEFAULT },
	{ "warning.intervene_serious", PROFILE_CLOCK, DAYS(2),
	    PROFILE_DEFAULT },
	{ "warning.intervene_crisis", PROFILE_CLOCK, MINUTES(10),
	    PROFILE_DEFAULT },
	{ "warning.review", PROFILE_CLOCK, DAYS(30), PROFILE_DEFAULT },
	{ "warning.review_serious", PROFILE_CLOCK, DAYS(14), PROFILE_DEFAULT },
	{ "warning.review_crisis", PROFILE_CLOCK, DAYS(1), PROFILE_DEFAULT },
	{ "warning.observe", PROFILE_CLOCK, DAYS(90), PROFILE_DEFAULT },
	{ "warning.close", PROFILE_SCHOOL_DAYS, 5, PROFILE_DEFAULT },
	/* one-time codes: a first sign-in, a forgotten passphrase */
	{ "account.invite", PROFILE_CLOCK, DAYS(7), PROFILE_DEFAULT },
	{ "account.again", PROFILE_CLOCK, MINUTES(10), PROFILE_DEFAULT },
	/* custody, 5.4 */
	{ "custody.answer", PROFILE_CLOCK, DAYS(7), PROFILE_DEFAULT },
	{ "custody.open", PROFILE_CLOCK, HOURS(24), PROFILE_DEFAULT },
	{ "custody.review", PROFILE_CLOCK, DAYS(3), PROFILE_DEFAULT },
};

static const enum profile_level chain[] = { LEVEL_CLASS, LEVEL_GRADE,
	LEVEL_SCHOOL, LEVEL_DISTRICT };

static const int64_t follow_up[] = { DAYS(1), DAYS(7), DAYS(30), DAYS(90) };

/* Who must act is knocked at once, then whoever stands in for them, then
 * those above, then everybody: by message and phone, which wake people. */
#define LOUD (1u << KNOCK_SMS | 1u << KNOCK_PHONE)
#define QUIET (1u << KNOCK_SMS | 1u << KNOCK_MAIL)

static const struct knock_rung rungs_danger[] = {
	{ MINUTES(0), KNOCK_OWNER, LOUD },
	{ MINUTES(3), KNOCK_DEPUTY, LOUD },
	{ MINUTES(6), KNOCK_LEAD | KNOCK_DISTRICT, LOUD },
	{ MINUTES(10), KNOCK_ALL, KNOCK_ANY },
};
static const struct knock_rung rungs_help[] = {
	{ MINUTES(0), KNOCK_OWNER, LOUD },
	{ MINUTES(3), KNOCK_LEAD | KNOCK_DEPUTY, LOUD },
	{ MINUTES(6), KNOCK_ALL, LOUD },
};
static const struct knock_rung rungs_unseen[] = {
	{ MINUTES(0), KNOCK_OWNER, QUIET },
	{ MINUTES(60), KNOCK_OWNER | KNOCK_DEPUTY, QUIET },
	{ MINUTES(120), KNOCK_LEAD | KNOCK_DISTRICT, QUIET },
};
static const struct knock_rung rungs_late[] = {
	{ MINUTES(0), KNOCK_OWNER | KNOCK_LEAD, LOUD },
	{ MINUTES(10), KNOCK_DEPUTY, LOUD },
	{ MINUTES(30), KNOCK_DISTRICT, LOUD },
};
static const struct knock_rung rungs_later[] = {
	{ MINUTES(0), KNOCK_OWNER, QUIET },
	{ MINUTES(120), KNOCK_LEAD | KNOCK_DEPUTY, QUIET },
};
static const struct knock_rung rungs_test[] = {
	{ MINUTES(0), KNOCK_OWNER, KNOCK_ANY },
};

#define LADDER(kind, rungs, hours)                                 \
	{                                                          \
		kind, hours, rungs, nitems(rungs), PROFILE_DEFAULT \
	}
static const struct knock_ladder ladders[] = {
	LADDER(KNOCK_DANGER, rungs_danger, false),
	LADDER(KNOCK_HELP, rungs_help, false),
	LADDER(KNOCK_UNSEEN, rungs_unseen, true),
	LADDER(KNOCK_LATE, rungs_late, false),
	LADDER(KNOCK_LATER, rungs_later, true),
	LADDER(KNOCK_TEST, rungs_test, false),
};

/* A class keeps its people as it goes up: how most schools do it.  Whoever
 * gives them anew each year says so. */
static const struct profile_turn turns[] = {
	{ "class_teacher", TURN_UP, PROFILE_DEFAULT },
	{ "grade_head", TURN_UP, PROFILE_DEFAULT },
	{ "mentor", TURN_UP, PROFILE_DEFAULT },
	{ "linked_teacher", TURN_UP, PROFILE_DEFAULT },
	{ "instructor", TURN_UP, PROFILE_DEFAULT },
	{ NULL, TURN_UP, PROFILE_DEFAULT },
};

static const struct profile fallback = {
	.name = "default",
	.version = 1,
	.utc_offset = HOURS(8),
	.zone = "Asia/Shanghai",
	.opens = 8 * CLOCK_HOUR,
	.closes = 17 * CLOCK_HOUR,
	.first_day = 1,
	.last_day = 5,
	.day_needs = HOURS(2),
	.hours_source = PROFILE_DEFAULT,
	.chain = chain,
	.n_chain = nitems(chain),
	.chain_source = "SJS-62",
	.deadlines = deadlines,
	.n_deadlines = nitems(deadlines),
	.follow_up = follow_up,
	.n_follow_up = nitems(follow_up),
	.follow_up_source = PROFILE_DEFAULT,
	.ladders = ladders,
	.n_ladders = nitems(ladders),
	.turns = turns,
	.n_turns = nitems(turns),
	.quality_percent = 5,
	.small_cell = 5,
	.retention_years = 6,
	.shares_source = PROFILE_DEFAULT,
	.schooling = SCHOOLING_6_3,
	.schooling_source = PROFILE_DEFAULT,
	.training = TRAINING_SOFT,
	.training_source = PROFILE_DEFAULT,
	.keyless = true,
	.keyless_source = PROFILE_DEFAULT,
};

const struct profile *
profile_default(void)
{
	return &fallback;
}

const struct profile_deadline *
profile_deadline(const struct profile *p, const char *key)
{
	for (size_t i = 0; i < p->n_deadlines; i++)
		if (strcmp(p->deadlines[i].key, key) == 0)
			return &p->deadlines[i];
	return NULL;
}

const struct knock_ladder *
profile_ladder(const struct profile *p, enum knock_kind kind)
{
	for (size_t i = 0; i < p->n_ladders; i++)
		if (p->ladders[i].kind == kind)
			return &p->ladders[i];
	return NULL;
}

const struct profile_turn *
profile_turn(const struct profile *p, const char *post)
{
	const struct profile_turn *t = p->turns;

	while (t->post != NULL && strcmp(t->post, post) != 0)
		t++;
	return t;
}

int64_t
profile_due(const struct profile *p, const char *key, int64_t from)
{
	const struct profile_deadline *d = profile_deadline(p, key);

	if (d == NULL)
		return 0;
	switch (d->hours) {
	case PROFILE_SCHOOL_HOURS:
		return profile_add_hours(p, from, d->amount);
	case PROFILE_SCHOOL_DAYS:
		return profile_add_days(p, from, (int)d->amount);
	default:
		return from + d->amount;
	}
}

bool
profile_is_default(const struct profile *p, const char *key)
{
	const struct profile_deadline *d = profile_deadline(p, key);

	return d == NULL || strcmp(d->source, PROFILE_DEFAULT) == 0;
}

/* The local midnight before `at`, as UTC seconds. */
static int64_t
midnight(const struct profile *p, int64_t at)
{
	int64_t local = at + p->utc_offset, rest = local % CLOCK_DAY;

	return at - (rest < 0 ? rest + CLOCK_DAY : rest);
}

/* 1970-01-01 was a Thursday. */
static bool
is_school_day(const struct profile *p, int64_t day)
{
	int64_t n = (day + p->utc_offset) / CLOCK_DAY + 3;
	int weekday = (int)(((n % 7) + 7) % 7) + 1;

	return weekday >= p->first_day && weekday <= p->last_day;
}

bool
profile_is_open(const struct profile *p, int64_t at)
{
	int64_t day = midnight(p, at);

	return is_school_day(p, day) && at - day >= p->opens &&
	       at - day < p->closes;
}

/* The school hours of `day` that lie at or after `from`. */
static int64_t
hours_left(const struct profile *p, int64_t day, int64_t from)
{
	int64_t begin = day + p->opens, end = day + p->closes;

	if (!is_school_day(p, day) || from >= end)
		return 0;
	return end - (from > begin ? from : begin);
}

int64_t
profile_add_hours(const struct profile *p, int64_t from, int64_t seconds)
{
	int64_t day = midnight(p, from), left;

	for (;; day += CLOCK_DAY) {
		left = hours_left(p, day, from);
		if (left > 0 && seconds <= left)
			return day + p->closes - left + seconds;
		seconds -= left;
	}
}

int64_t
profile_add_days(const struct profile *p, int64_t from, int n)
{
	int64_t day = midnight(p, from);

	if (hours_left(p, day, from) < p->day_needs)
		day += CLOCK_DAY;
	for (;; day += CLOCK_DAY)
		if (is_school_day(p, day) && --n <= 0)
			return day + p->closes;
}

enum profile_level
profile_next_level(const struct profile *p, enum profile_level level)
{
	for (size_t i = 0; i < p->n_chain; i++)
		if (p->chain[i] > level)
			return p->chain[i];
	return level;
}

static void
print_amount(const struct profile_deadline *d, struct buf *out)
{
	static const struct {
		int64_t unit;
		const char *name;
	} units[] = { { CLOCK_DAY, "d" }, { CLOCK_HOUR, "h" },
		{ CLOCK_MINUTE, "min" } };

	if (d->hours == PROFILE_SCHOOL_DAYS) {
		buf_add_f(out, "%lld school days", (long long)d->amount);
		return;
	}
	for (size_t i = 0; i < nitems(units); i++)
		if (d->amount % units[i].unit == 0) {
			buf_add_f(out, "%lld %s%s",
			    (long long)(d->amount / units[i].unit),
			    units[i].name,
			    d->hours == PROFILE_SCHOOL_HOURS
				? " in school hours"
				: "");
			return;
		}
}

void
profile_print(struct buf *out)
{
	const struct profile *p = profile_default();

	buf_add_text(out, "| key | time | source |\n|---|---|---|\n");
	for (size_t i = 0; i < p->n_deadlines; i++) {
		buf_add_f(out, "| %s | ", p->deadlines[i].key);
		print_amount(&p->deadlines[i], out);
		buf_add_f(out, " | %s |\n", p->deadlines[i].source);
	}
}
