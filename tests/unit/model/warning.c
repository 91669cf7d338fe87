/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "model/warning.h"
#include "tests/lib/test.h"

static int64_t
at(const char *s)
{
	int64_t t;

	assert_int_equal(clock_read(s, &t), 0);
	return t;
}

/*
 * requirements.md 3.3 written a second time: where each event leads from each
 * state when nothing special holds; '.' is "cannot happen", '=' stays.
 * Rows: states; columns: events in the order of the enum.
 *	R report A ack V verify P parents C confirm U unconfirm L place
 *	r review I intervene M monitor c close w worsen l lower d danger
 *	k calm u raise h hand n note m measure o overdue
 *	t taken back: never a step of the table, model/undo.h
 */
static const char *const walk[WARNING_STATES] = {
	/*                 RAVPCULrIMcwldkuhnmot */
	[WARNING_REPORTED] = "==.=.........=.=====.",
	[WARNING_ACKNOWLEDGED] = "=.V=.........=.=====.",
	[WARNING_VERIFYING] = "=..=CN.......=.=====.",
	[WARNING_NOT_CONFIRMED] = "O..=......X..O.=====.",
	[WARNING_CONFIRMED] = "=..=..L....===.=====.",
	[WARNING_AT_LEVEL] = "=..=...=I..===.=====.",
	[WARNING_INTERVENING] = "=..=...=.M.===.=====.",
	[WARNING_MONITORING] = "=..=...=..XL=L.=====.",
	[WARNING_CLOSED] = "O....................",
	[WARNING_REOPENED] = "==.=.........=.=====.",
};

static int
state_of(char c, int from)
{
	static const char letters[] = "RAVNCLIMXO";

	return c == '=' ? from : (int)(strchr(letters, c) - letters);
}

static void
test_every_state_meets_every_event(void **state)
{
	const struct state_move *v;
	char why[64];

	(void)state;
	for (int s = 0; s < WARNING_STATES; s++)
		for (int e = 0; e < WARNING_EVENTS; e++) {
			snprintf(why, sizeof(why), "%s %s",
			    state_code(&warning_machine, s),
			    state_event_code(&warning_machine, e));
			v = state_find(&warning_machine, s, e, 0);
			if (walk[s][e] == '.')
				test_true(why, v == NULL);
			else {
				test_true(why, v != NULL);
				test_same_int(
				    why, v->to, state_of(walk[s][e], s));
			}
		}
}

/* Where facts change the way. */
static void
test_facts_turn_the_way(void **state)
{
	static const struct {
		const char *why;
		int from, on;
		unsigned facts;
		int to;
		unsigned second;
		const char *deadline;
	} c[] = {
		{ "the last acknowledgement", WARNING_REPORTED, WARNING_ACK,
		    WHEN_LAST, WARNING_ACKNOWLEDGED, 0, "warning.verify" },
		{ "the last one after reopening", WARNING_REOPENED, WARNING_ACK,
		    WHEN_LAST, WARNING_ACKNOWLEDGED, 0, "warning.verify" },
		{ "a report that joined", WARNING_INTERVENING, WARNING_ACK,
		    WHEN_UNSEEN, WARNING_INTERVENING, 0, NULL },
		{ "danger begins fast", STATE_NONE, WARNING_REPORT, WHEN_DANGER,
		    WARNING_REPORTED, 0, "warning.ack_danger" },
		{ "a crisis waits for nobody", WARNING_VERIFYING,
		    WARNING_CONFIRM, WHEN_CRISIS, WARNING_CONFIRMED, 0,
		    "warning.place_crisis" },
		{ "serious: outside assessment", WARNING_VERIFYING,
		    WARNING_CONFIRM, WHEN_SERIOUS, WARNING_CONFIRMED,
		    WHO_CENTRE, "warning.place_serious" },
		{ "general: outside assessment", WARNING_VERIFYING,
		    WARNING_CONFIRM, 0, WARNING_CONFIRMED, WHO_CENTRE,
		    "warning.place" },
		{ "lowering", WARNING_INTERVENING, WARNING_LOWER, 0,
		    WARNING_INTERVENING, WHO_CENTRE, NULL },
		{ "observation", WARNING_INTERVENING, WARNING_MONITOR, 0,
		    WARNING_MONITORING, WHO_CENTRE, "warning.observe" },
		{ "closing at class or grade level", WARNING_MONITORING,
		    WARNING_CLOSE, 0, WARNING_CLOSED, WHO_GRADE, NULL },
		{ "closing at school level", WARNING_MONITORING, WARNING_CLOSE,
		    WHEN_SCHOOL, WARNING_CLOSED, WHO_HEAD, NULL },
		{ "closing a crisis", WARNING_MONITORING, WARNING_CLOSE,
		    WHEN_CRISIS | WHEN_SCHOOL, WARNING_CLOSED, WHO_CENTRE,
		    NULL },
		{ "the observation is over", WARNING_MONITORING,
		    WARNING_OVERDUE, WHEN_OVER, WARNING_MONITORING, 0,
		    "warning.close" },
		{ "no longer in danger", WARNING_AT_LEVEL, WARNING_CALM,
		    WHEN_DANGER, WARNING_AT_LEVEL,
		    WHO_CARE | WHO_GROUP | WHO_HEAD | WHO_CENTRE | WHO_OWNER,
		    "warning.ack" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		const struct state_move *v = state_find(
		    &warning_machine, c[i].from, c[i].on, c[i].facts);

		test_true(c[i].why, v != NULL);
		test_same_int(c[i].why, v->to, c[i].to);
		test_same_int(c[i].why, v->second, c[i].second);
		test_same_text(c[i].why, v->deadline ? v->deadline : "",
		    c[i].deadline ? c[i].deadline : "");
	}
}

/* Every open state has a time running and somewhere to go when it is over;
 * every deadline is in the profile; nothing is without a source. */
static void
test_the_table_is_complete(void **state)
{
	const struct profile *p = profile_default();

	(void)state;
	for (size_t i = 0; i < warning_machine.n_moves; i++) {
		const struct state_move *v = &warning_machine.moves[i];

		if (v->deadline != NULL)
			test_true(v->deadline,
			    profile_deadline(p, v->deadline) != NULL);
		test_true("source", v->source != NULL && v->source[0]);
		test_true("who", v->who != 0);
		if (v->from != STATE_NONE && v->from != v->to &&
		    v->to != WARNING_CLOSED && v->on != WARNING_REPORT)
			test_true(state_event_code(&warning_machine, v->on),
			    v->deadline != NULL);
	}
	for (int e = 0; e < WARNING_EVENTS; e++)
		assert_non_null(warning_event_word((enum warning_event)e));
}

/* People of the sample school: class teacher 1, grade head 2, psychology
 * teacher 3, head of the crisis group 4, district centre 5; deputies +10. */
enum { CLASS = 1, GRADE, PSY, HEAD, CENTRE };

#define ONE(id)                          \
	{                                \
		.n = 1, .person = { id } \
	}
#define DEPUTY(id)                                \
	{                                         \
		.n_deputies = 1, .deputy = { id } \
	}

static const struct warning_bench full = { .post = {
					       [POST_CLASS] = ONE(CLASS),
					       [POST_CARE] = ONE(PSY),
					       [POST_GRADE] = ONE(GRADE),
					       [POST_HEAD] = ONE(HEAD),
					       [POST_CENTRE] = ONE(CENTRE),
					   } };

static struct warning_bench
without(enum warning_post a, enum warning_post b)
{
	struct warning_bench w = full;

	w.post[a] = w.post[b] = (struct warning_holders){ 0 };
	return w;
}

static void
test_who_acknowledges(void **state)
{
	struct warning_bench deputies = full, both = full, two = full;
	struct warning_bench lone = without(POST_CLASS, POST_CARE);
	const struct {
		const char *why;
		struct warning_bench b;
		int64_t reporter;
		int64_t class, care; /* who sits there */
	} c[] = {
		{ "a subject teacher reports", full, 99, CLASS, PSY },
		{ "the class teacher reports", full, CLASS, GRADE, PSY },
		{ "the psychology teacher reports", full, PSY, CLASS, GRADE },
		{ "the grade head reports", full, GRADE, CLASS, PSY },
		{ "the centre reports", full, CENTRE, CLASS, PSY },
		{ "no psychology teacher", without(POST_CARE, POST_CARE), 99,
		    CLASS, CENTRE },
		{ "no psychology teacher, class teacher reports",
		    without(POST_CARE, POST_CARE), CLASS, GRADE, CENTRE },
		{ "no class teacher", without(POST_CLASS, POST_CLASS), 99,
		    CENTRE, PSY },
		{ "neither: two different people", lone, 99, GRADE, CENTRE },
		{ "no grade head, class teacher reports",
		    without(POST_GRADE, POST_GRADE), CLASS, CENTRE, PSY },
		{ "no grade head, psychology teacher reports",
		    without(POST_GRADE, POST_GRADE), PSY, CLASS, CENTRE },
		{ "no centre and no psychology teacher",
		    without(POST_CARE, POST_CENTRE), 99, CLASS, GRADE },
		{ "the centre reports where there is no other",
		    without(POST_CARE, POST_CARE), CENTRE, CLASS, GRADE },
		{ "a deputy for an empty post", deputies, 99, 11, PSY },
		{ "the deputy reports", deputies, 11, GRADE, PSY },
		{ "one person on both posts", both, 99, GRADE, PSY },
		{ "another psychology teacher", two, PSY, CLASS, 13 },
	};
	struct warning_seat s[WARNING_SEATS];
	struct warning_bench b;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		b = c[i].b;
		if (i == 13 || i == 14)
			b.post[POST_CLASS] = (struct warning_holders)DEPUTY(11);
		if (i == 15)
			b.post[POST_CLASS].person[0] = PSY;
		if (i == 16) {
			b.post[POST_CARE].person[1] = 13;
			b.post[POST_CARE].n = 2;
		}
		warning_seats(&b, &c[i].reporter, 1, s);
		test_same_int(c[i].why, s[0].n, 1);
		test_same_int(c[i].why, s[0].person[0], c[i].class);
		test_same_int(c[i].why, s[1].n, 1);
		test_same_int(c[i].why, s[1].person[0], c[i].care);
	}
}

/* Whatever posts are empty and whoever reports: nobody looks at their own
 * report, and two seats are never one and the same person. */
static void
test_two_people_and_never_the_reporter(void **state)
{
	struct warning_seat s[WARNING_SEATS];

	(void)state;
	for (unsigned empty = 0; empty < 1u << POST_COUNT; empty++)
		for (int64_t reporter = 0; reporter <= 6; reporter++) {
			struct warning_bench b = full;
			int people = 0;

			for (int p = 0; p < POST_COUNT; p++)
				if ((empty & 1u << p) != 0)
					b.post[p].n = 0;
				else
					people +=
					    b.post[p].person[0] != reporter;
			warning_seats(&b, &reporter, 1, s);
			for (int i = 0; i < WARNING_SEATS; i++) {
				assert_true(s[i].n == 1 || people < 2);
				assert_true(
				    s[i].n == 0 || s[i].person[0] != reporter);
			}
			assert_true(s[0].n == 0 || s[1].n == 0 ||
				    s[0].person[0] != s[1].person[0]);
			assert_true(s[0].n + s[1].n > 0 || people == 0);
		}
}

static void
test_a_level_brings_its_people(void **state)
{
	struct warning_bench b = full;
	struct warning_seat s;
	int64_t reporter = HEAD, all[20] = { -1 };

	(void)state;
	b.post[POST_GRADE].deputy[0] = 12;
	b.post[POST_GRADE].n_deputies = 1;
	warning_level_seat(&b, LEVEL_GRADE, &reporter, 1, &s);
	assert_int_equal(s.n, 2);
	assert_int_equal(s.person[1], 12);
	warning_level_seat(&b, LEVEL_SCHOOL, &reporter, 1, &s);
	assert_int_equal(s.n, 0);
	warning_level_seat(&b, LEVEL_DISTRICT, &reporter, 1, &s);
	assert_int_equal(s.person[0], CENTRE);
	assert_int_equal(warning_audience(&b, all, 20), 6);
	assert_int_equal(all[0], b.post[POST_CLASS].person[0]);
	assert_int_equal(warning_audience(&b, all, 3), 3);
}

static void
test_who_may_agree(void **state)
{
	static const struct {
		const char *why;
		unsigned second, asker, empty, want;
	} c[] = {
		{ "the grade head", WHO_GRADE, WHO_CARE, 0, WHO_GRADE },
		{ "no grade head: the crisis head", WHO_GRADE, WHO_CARE,
		    WHO_GRADE, WHO_GRADE | WHO_HEAD },
		{ "nor a crisis head: the centre", WHO_GRADE, WHO_CARE,
		    WHO_GRADE | WHO_HEAD, WHO_GRADE | WHO_HEAD | WHO_CENTRE },
		{ "the centre asks: the crisis head", WHO_CENTRE, WHO_CENTRE, 0,
		    WHO_CENTRE | WHO_HEAD },
		{ "the receiver alone", WHO_RECEIVER, WHO_CARE, WHO_GRADE,
		    WHO_RECEIVER },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].why,
		    warning_second(c[i].second, c[i].asker, c[i].empty),
		    c[i].want);
}

/* Who sees what: one line a relation. */
#define SEES(item) (1u << ITEM_##item)
static void
test_who_sees_what(void **state)
{
	static const struct {
		const char *why;
		struct warning_person p;
		enum profile_level level;
		enum warning_severity severity;
		unsigned sees, never;
	} c[] = {
		{ "a stranger", { 0 }, LEVEL_DISTRICT, SEVERITY_CRISIS, 0,
		    ~0u },
		{ "a mentor", { .colleague = true }, LEVEL_CLASS, 0, SEES(HINT),
		    ~SEES(HINT) },
		{ "a reporter", { .reported = true, .colleague = true },
		    LEVEL_CLASS, 0, SEES(HINT) | SEES(RECEIPT),
		    ~(SEES(HINT) | SEES(RECEIPT)) },
		{ "the class teacher", { .class_teacher = true }, LEVEL_CLASS,
		    SEVERITY_SERIOUS, SEES(WAY) | SEES(MEASURES) | SEES(OWN),
		    SEES(SEVERITY) | SEES(ENTRIES) | SEES(STATE) |
			SEES(REPORT) | SEES(HISTORY) },
		{ "a class teacher asked to look",
		    { .class_teacher = true, .asked = true }, LEVEL_CLASS, 0,
		    SEES(REPORT) | SEES(DANGER) | SEES(ACKS),
		    SEES(SEVERITY) | SEES(ENTRIES) | SEES(STATE) },
		{ "a grade head before it is raised", { .grade_head = true },
		    LEVEL_CLASS, 0, 0, ~0u },
		{ "and after", { .grade_head = true }, LEVEL_GRADE, 0,
		    SEES(WAY) | SEES(REPORT) | SEES(LEVEL),
		    SEES(SEVERITY) | SEES(ENTRIES) },
		{ "the psychology teacher", { .psychology = true }, LEVEL_CLASS,
		    0, ~0u, 0 },
		{ "the crisis head before", { .crisis_head = true },
		    LEVEL_GRADE, SEVERITY_GENERAL, 0, ~0u },
		{ "the crisis head when serious", { .crisis_head = true },
		    LEVEL_CLASS, SEVERITY_SERIOUS, ~0u, 0 },
		{ "the crisis group at school level", { .crisis_member = true },
		    LEVEL_SCHOOL, 0, ~0u, 0 },
		{ "a grade head of the crisis group, asked to look",
		    { .grade_head = true,
			.crisis_member = true,
			.asked = true },
		    LEVEL_CLASS, SEVERITY_GENERAL, SEES(REPORT) | SEES(WAY),
		    SEES(SEVERITY) | SEES(ENTRIES) },
		{ "the centre before", { .centre = true }, LEVEL_SCHOOL,
		    SEVERITY_GENERAL, 0, ~0u },
		{ "the centre at the end of the chain", { .centre = true },
		    LEVEL_DISTRICT, 0, ~0u, 0 },
		{ "the centre asked to agree",
		    { .centre = true, .second = true }, LEVEL_CLASS, 0, ~0u,
		    0 },
		{ "figures are no names", { .figures = true }, LEVEL_DISTRICT,
		    SEVERITY_CRISIS, 0, ~0u },
	};
	const unsigned whole = (1u << ITEM_COUNT) - 1;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct warning w = { .level = c[i].level,
			.severity = c[i].severity };
		unsigned items = warning_items(&w, &c[i].p);

		test_same_int(
		    c[i].why, items & c[i].sees & whole, c[i].sees & whole);
		test_same_int(c[i].why, items & c[i].never & whole, 0);
	}
}

static void
go(struct warning *w, int on, unsigned facts, int64_t now)
{
	const struct state_move *v = state_find(&warning_machine,
	    w->round == 0 ? STATE_NONE : (int)w->state, on,
	    facts | warning_facts(w, w->severity));

	assert_non_null(v);
	warning_step(profile_default(), w, v, 0, now);
}

static struct warning
reported(int64_t now, bool danger)
{
	struct warning w = { .danger = danger };

	go(&w, WARNING_REPORT, 0, now);
	return w;
}

static void
test_times_of_a_quiet_day(void **state)
{
	int64_t t = at("2026-11-24T08:07+08:00");
	struct warning w = reported(t, false);

	(void)state;
	assert_int_equal(w.state, WARNING_REPORTED);
	assert_true(w.unseen);
	assert_string_equal(w.due_key, "warning.ack");
	assert_int_equal(w.due_at, at("2026-11-24T10:07+08:00"));

	go(&w, WARNING_ACK, 0, t + 60);
	assert_int_equal(w.due_at, at("2026-11-24T10:07+08:00"));
	w.unseen = false;
	go(&w, WARNING_ACK, WHEN_LAST, t + 300);
	assert_int_equal(w.state, WARNING_ACKNOWLEDGED);
	assert_string_equal(w.due_key, "warning.parents");
	assert_int_equal(w.due_at, at("2026-11-24T17:00+08:00"));

	w.parents = PARENTS_TOLD;
	go(&w, WARNING_PARENTS, 0, t + 900);
	assert_string_equal(w.due_key, "warning.verify");
	assert_int_equal(w.due_at, at("2026-11-25T17:00+08:00"));
}

/* "Not yet" is not "never": it comes back at the end of the next day. */
static void
test_not_yet_is_asked_again(void **state)
{
	int64_t t = at("2026-11-24T08:07+08:00");
	struct warning w = reported(t, false);

	(void)state;
	w.unseen = false;
	go(&w, WARNING_ACK, WHEN_LAST, t);
	go(&w, WARNING_VERIFY, 0, t);
	w.parents = PARENTS_LATER;
	go(&w, WARNING_PARENTS, 0, at("2026-11-24T14:00+08:00"));
	assert_string_equal(w.due_key, "warning.parents_later");
	assert_int_equal(w.due_at, at("2026-11-25T17:00+08:00"));
	w.parents = PARENTS_HARM;
	go(&w, WARNING_PARENTS, 0, at("2026-11-24T14:10+08:00"));
	assert_string_equal(w.due_key, "warning.assess");
}

static void
test_danger_climbs_every_ten_minutes(void **state)
{
	int64_t t = at("2026-11-24T02:21+08:00"), when;
	struct warning w = reported(t, true);

	(void)state;
	assert_int_equal(w.due_at, t + 600);
	assert_false(warning_escalate(profile_default(), &w, t + 599, &when));
	assert_true(warning_escalate(profile_default(), &w, t + 600, &when));
	assert_int_equal(w.level, LEVEL_GRADE);
	assert_int_equal(when, t + 600);
	assert_int_equal(w.due_at, t + 1200);
	assert_false(warning_escalate(profile_default(), &w, t + 600, &when));
}

static void
test_a_keeper_that_was_away_catches_up(void **state)
{
	int64_t t = at("2026-11-24T02:21+08:00"), when, told[8];
	struct warning w = reported(t, true);
	int n = 0;

	(void)state;
	while (warning_escalate(profile_default(), &w, t + 86400, &when))
		told[n++] = when;
	assert_int_equal(n, 4);
	assert_int_equal(w.level, LEVEL_DISTRICT);
	for (int i = 0; i < 4; i++)
		assert_int_equal(told[i], t + 600 * (i + 1));
	/* Overdue for all to see, and told once. */
	assert_int_equal(w.due_at, t + 2400);
	assert_int_equal(w.fired_at, w.due_at);
}

/* Nobody acts: from every open state it reaches the district. */
static void
test_no_open_state_is_forgotten(void **state)
{
	int64_t now = at("2026-11-24T09:00+08:00"), when;

	(void)state;
	for (int s = 0; s < WARNING_STATES; s++) {
		struct warning w = reported(now, false);

		w.state = (enum warning_state)s;
		warning_time(profile_default(), &w);
		for (int i = 0; i < 10; i++)
			warning_escalate(
			    profile_default(), &w, now + 86400 * 365, &when);
		test_same_int(state_code(&warning_machine, s), w.level,
		    s == WARNING_CLOSED ? LEVEL_CLASS : LEVEL_DISTRICT);
	}
}

static void
test_the_end_of_observation_is_no_alarm(void **state)
{
	int64_t t = at("2026-11-24T09:00+08:00"), when;
	struct warning w = { .round = 1,
		.state = WARNING_INTERVENING,
		.reviews = 2,
		.parents = PARENTS_TOLD };

	(void)state;
	go(&w, WARNING_MONITOR, 0, t);
	assert_int_equal(w.due_at, t + 90 * 86400);
	assert_false(warning_have(&w, t + 90 * 86400 - 1) & NEED_PERIOD);
	assert_true(warning_have(&w, t + 90 * 86400) & NEED_PERIOD);
	assert_true(warning_escalate(profile_default(), &w, w.due_at, &when));
	assert_int_equal(w.level, LEVEL_CLASS);
	assert_string_equal(w.due_key, "warning.close");
	assert_true(warning_escalate(profile_default(), &w, w.due_at, &when));
	assert_int_equal(w.level, LEVEL_GRADE);
}

static void
test_a_new_report_asks_for_new_eyes(void **state)
{
	int64_t t = at("2026-11-24T09:00+08:00");
	struct warning w = { .round = 1,
		.state = WARNING_MONITORING,
		.severity = SEVERITY_SERIOUS,
		.observe_until = t };

	(void)state;
	go(&w, WARNING_REPORT, 0, t);
	assert_int_equal(w.state, WARNING_MONITORING);
	assert_true(w.unseen);
	assert_int_equal(w.round, 2);
	assert_string_equal(w.due_key, "warning.ack");
	assert_int_equal(w.observe_until, t + 90 * 86400);
	assert_false(warning_have(&w, t + 91 * 86400) & NEED_QUIET);
	assert_int_equal(w.severity, SEVERITY_SERIOUS);

	w.state = WARNING_CLOSED;
	go(&w, WARNING_REPORT, 0, t);
	assert_int_equal(w.state, WARNING_REOPENED);
	assert_int_equal(w.severity, SEVERITY_NONE);
	assert_int_equal(w.round, 3);
}

static void
test_reviews_are_counted_while_helping(void **state)
{
	int64_t t = at("2026-11-24T09:00+08:00");
	struct warning w = { .round = 1, .state = WARNING_AT_LEVEL };

	(void)state;
	go(&w, WARNING_REVIEW, 0, t);
	assert_int_equal(w.reviews, 0);
	go(&w, WARNING_INTERVENE, 0, t);
	go(&w, WARNING_REVIEW, 0, t);
	assert_false(warning_have(&w, t) & NEED_REVIEWS);
	go(&w, WARNING_REVIEW, 0, t);
	assert_true(warning_have(&w, t) & NEED_REVIEWS);
}

static void
test_severity_has_its_level(void **state)
{
	(void)state;
	assert_int_equal(warning_least_level(SEVERITY_GENERAL), LEVEL_CLASS);
	assert_int_equal(warning_least_level(SEVERITY_SERIOUS), LEVEL_SCHOOL);
	assert_int_equal(warning_least_level(SEVERITY_CRISIS), LEVEL_DISTRICT);
}

static void
test_names_come_back(void **state)
{
	(void)state;
	for (int i = 1; i < SEVERITY_COUNT; i++)
		assert_int_equal(warning_severity_of(warning_severity_name(
				     (enum warning_severity)i)),
		    i);
	for (int i = 1; i < PARENTS_COUNT; i++)
		assert_int_equal(warning_parents_of(warning_parents_name(
				     (enum warning_parents)i)),
		    i);
	for (int i = 0; i <= LEVEL_DISTRICT; i++)
		assert_int_equal(
		    warning_level_of(warning_level_name((enum profile_level)i)),
		    i);
	assert_int_equal(warning_severity_of("none"), -1);
	assert_int_equal(warning_level_of("moon"), -1);
}

static void
test_facts_are_what_the_row_says(void **state)
{
	static const struct {
		struct warning w;
		enum warning_severity severity;
		unsigned facts;
	} c[] = {
		{ { .level = LEVEL_CLASS }, SEVERITY_NONE, 0 },
		{ { .danger = true }, SEVERITY_GENERAL, WHEN_DANGER },
		{ { .level = LEVEL_GRADE }, SEVERITY_SERIOUS, WHEN_SERIOUS },
		{ { .level = LEVEL_SCHOOL }, SEVERITY_CRISIS,
		    WHEN_CRISIS | WHEN_SCHOOL },
		{ { .level = LEVEL_DISTRICT }, SEVERITY_NONE, WHEN_DISTRICT },
		{ { .unseen = true }, SEVERITY_NONE, WHEN_UNSEEN },
		{ { .due_key = "warning.observe" }, SEVERITY_NONE, WHEN_OVER },
		{ { .due_key = "warning.ack" }, SEVERITY_NONE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		assert_int_equal(
		    warning_facts(&c[i].w, c[i].severity), c[i].facts);
}

static void
test_conditions_hold_from_their_bound_on(void **state)
{
	static const struct {
		struct warning w;
		unsigned have;
	} c[] = {
		{ { .reviews = 0 }, NEED_QUIET },
		{ { .unseen = true }, 0 },
		{ { .reviews = 1 }, NEED_QUIET },
		{ { .reviews = 2 }, NEED_QUIET | NEED_REVIEWS },
		{ { .reviews = 3 }, NEED_QUIET | NEED_REVIEWS },
		{ { .parents = PARENTS_TOLD },
		    NEED_QUIET | NEED_PARENTS | NEED_FAMILY },
		{ { .parents = PARENTS_LATER }, NEED_QUIET | NEED_PARENTS },
		{ { .parents = PARENTS_HARM },
		    NEED_QUIET | NEED_PARENTS | NEED_FAMILY },
		{ { .observe_until = 1001 }, NEED_QUIET },
		{ { .observe_until = 1000 }, NEED_QUIET | NEED_PERIOD },
		{ { .observe_until = 1 }, NEED_QUIET | NEED_PERIOD },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		assert_int_equal(
		    warning_have(&c[i].w, 1000), NEED_STUDENT | c[i].have);
}

/* Closed: nothing runs, nothing is unseen, and nobody is in danger. */
static void
test_a_closed_one_has_no_time(void **state)
{
	struct warning w = { .round = 1,
		.state = WARNING_MONITORING,
		.clock = "warning.close",
		.clock_at = 5,
		.ack_at = 6,
		.parents_at = 7,
		.due_at = 8,
		.due_key = "warning.ack",
		.danger = true,
		.unseen = true };

	(void)state;
	go(&w, WARNING_CLOSE, 0, 1000);
	assert_int_equal(w.state, WARNING_CLOSED);
	assert_int_equal(w.state_at, 1000);
	assert_string_equal(w.clock, "");
	assert_int_equal(w.clock_at + w.ack_at + w.parents_at + w.due_at, 0);
	assert_string_equal(w.due_key, "");
	assert_false(w.danger);
	assert_false(w.unseen);
}

static void
test_a_reopened_one_begins_anew(void **state)
{
	struct warning w = { .round = 4,
		.state = WARNING_CLOSED,
		.severity = SEVERITY_CRISIS,
		.level = LEVEL_DISTRICT,
		.parents = PARENTS_TOLD,
		.parents_at = 3,
		.reviews = 2,
		.observe_until = 9 };

	(void)state;
	go(&w, WARNING_REPORT, 0, 1000);
	assert_int_equal(w.state, WARNING_REOPENED);
	assert_int_equal(w.severity, SEVERITY_NONE);
	assert_int_equal(w.level, LEVEL_CLASS);
	assert_int_equal(w.parents, PARENTS_UNKNOWN);
	assert_int_equal(w.parents_at + w.reviews + w.observe_until, 0);
	assert_int_equal(w.round, 5);
	assert_true(w.unseen);
	assert_int_equal(w.ack_at, 1000);
	assert_string_equal(w.clock, "warning.ack");
	assert_int_equal(w.clock_at, 1000);
}

static void
test_every_state_and_need_has_its_words(void **state)
{
	(void)state;
	for (int s = 0; s < WARNING_STATES; s++) {
		assert_true(*warning_word((enum warning_state)s, true));
		assert_true(*warning_word((enum warning_state)s, false));
		assert_int_equal(warning_is_open((enum warning_state)s),
		    s != WARNING_CLOSED);
	}
	for (unsigned b = NEED_STUDENT; b <= NEED_PERSON; b <<= 1)
		for (unsigned more = b; more <= NEED_PERSON; more <<= 1)
			assert_string_equal(
			    warning_need_word(b | more), warning_need_word(b));
	assert_string_equal(warning_need_word(NEED_REVIEWS), "two reviews");
	assert_string_equal(warning_need_word(NEED_REASON), "a reason");
	assert_string_equal(warning_need_word(0), "");
	assert_string_equal(warning_need_word(NEED_PERSON << 1), "");
	assert_int_equal(warning_parents_of("moon"), -1);
	assert_int_equal(warning_severity_of("moon"), -1);
}

static void
test_a_closed_one_never_climbs(void **state)
{
	struct warning w = { .round = 1, .state = WARNING_CLOSED, .due_at = 5 };
	int64_t when;

	(void)state;
	assert_false(warning_escalate(profile_default(), &w, 1000, &when));
	assert_int_equal(w.level, LEVEL_CLASS);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_every_state_meets_every_event),
	cmocka_unit_test(test_facts_turn_the_way),
	cmocka_unit_test(test_the_table_is_complete),
	cmocka_unit_test(test_who_acknowledges),
	cmocka_unit_test(test_two_people_and_never_the_reporter),
	cmocka_unit_test(test_a_level_brings_its_people),
	cmocka_unit_test(test_who_may_agree),
	cmocka_unit_test(test_who_sees_what),
	cmocka_unit_test(test_times_of_a_quiet_day),
	cmocka_unit_test(test_not_yet_is_asked_again),
	cmocka_unit_test(test_danger_climbs_every_ten_minutes),
	cmocka_unit_test(test_a_keeper_that_was_away_catches_up),
	cmocka_unit_test(test_no_open_state_is_forgotten),
	cmocka_unit_test(test_the_end_of_observation_is_no_alarm),
	cmocka_unit_test(test_a_new_report_asks_for_new_eyes),
	cmocka_unit_test(test_reviews_are_counted_while_helping),
	cmocka_unit_test(test_severity_has_its_level),
	cmocka_unit_test(test_names_come_back),
	cmocka_unit_test(test_facts_are_what_the_row_says),
	cmocka_unit_test(test_conditions_hold_from_their_bound_on),
	cmocka_unit_test(test_a_closed_one_has_no_time),
	cmocka_unit_test(test_a_reopened_one_begins_anew),
	cmocka_unit_test(test_every_state_and_need_has_its_words),
	cmocka_unit_test(test_a_closed_one_never_climbs),
};

TEST_MAIN(tests)
