/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/mem.h"
#include "model/warning.h"
#include "model/when.h"

static bool
is_among(const int64_t *list, int n, int64_t person)
{
	for (int i = 0; i < n; i++)
		if (list[i] == person)
			return true;
	return false;
}

/* Add the n people of from, but for those left out. */
static void
add_people(struct warning_seat *seat, const int64_t *from, int n,
    const int64_t *out, int n_out)
{
	for (int i = 0; i < n && seat->n < WARNING_HOLDERS; i++)
		if (!is_among(out, n_out, from[i]) &&
		    !is_among(seat->person, seat->n, from[i]))
			seat->person[seat->n++] = from[i];
}

/* The holders of a post, or its deputies if there is none left. */
static void
seat_post(const struct warning_bench *b, enum warning_post post,
    const int64_t *out, int n_out, struct warning_seat *seat)
{
	const struct warning_holders *h = &b->post[post];

	*seat = (struct warning_seat){ .post = post };
	add_people(seat, h->person, h->n, out, n_out);
	if (seat->n == 0)
		add_people(seat, h->deputy, h->n_deputies, out, n_out);
}

static const enum warning_post after_reporter[] = { POST_GRADE, POST_CENTRE,
	POST_HEAD };
static const enum warning_post after_empty[] = { POST_CENTRE, POST_GRADE,
	POST_HEAD };

/* Who sits on the seat of own, besides a seat already taken. */
static void
fill_seat(const struct warning_bench *b, enum warning_post own,
    const int64_t *out, int n_out, struct warning_seat *seat)
{
	const struct warning_holders *h = &b->post[own];
	const enum warning_post *next =
	    h->n + h->n_deputies > 0 ? after_reporter : after_empty;

	seat_post(b, own, out, n_out, seat);
	for (size_t i = 0; i < nitems(after_empty) && seat->n == 0; i++)
		seat_post(b, next[i], out, n_out, seat);
}

#define OUT_MAX 17

void
warning_seats(const struct warning_bench *b, const int64_t *reporters, int n,
    struct warning_seat seats[WARNING_SEATS])
{
	int64_t out[OUT_MAX];

	n = n < OUT_MAX - 1 ? n : OUT_MAX - 1;
	for (int i = 0; i < n; i++)
		out[i] = reporters[i];
	fill_seat(b, POST_CARE, out, n, &seats[1]);
	/* One person cannot be two: a lone one leaves the other seat. */
	if (seats[1].n == 1)
		out[n++] = seats[1].person[0];
	fill_seat(b, POST_CLASS, out, n, &seats[0]);
}

void
warning_level_seat(const struct warning_bench *b, enum profile_level level,
    const int64_t *reporters, int n, struct warning_seat *seat)
{
	static const enum warning_post of[] = {
		[LEVEL_CLASS] = POST_CLASS,
		[LEVEL_GRADE] = POST_GRADE,
		[LEVEL_SCHOOL] = POST_HEAD,
		[LEVEL_DISTRICT] = POST_CENTRE,
	};
	const struct warning_holders *h = &b->post[of[level]];

	*seat = (struct warning_seat){ .post = of[level] };
	add_people(seat, h->person, h->n, reporters, n);
	add_people(seat, h->deputy, h->n_deputies, reporters, n);
}

int
warning_audience(const struct warning_bench *b, int64_t *to, int max)
{
	int n = 0;

	for (int i = 0; i < POST_COUNT; i++) {
		const struct warning_holders *h = &b->post[i];

		for (int j = 0; j < h->n && n < max; j++)
			if (!is_among(to, n, h->person[j]))
				to[n++] = h->person[j];
		for (int j = 0; j < h->n_deputies && n < max; j++)
			if (!is_among(to, n, h->deputy[j]))
				to[n++] = h->deputy[j];
	}
	return n;
}

static bool
is_joint(const struct warning *w)
{
	return w->severity >= SEVERITY_SERIOUS;
}

bool
warning_is_districts(const struct warning *w)
{
	return w->district || w->level == LEVEL_DISTRICT || is_joint(w);
}

unsigned
warning_who(const struct warning *w, const struct warning_person *p)
{
	bool drawn = p->asked || p->seen || p->second || p->receiver;
	bool school = w->level >= LEVEL_SCHOOL || is_joint(w);
	bool district = warning_is_districts(w) || drawn;
	const struct {
		bool is;
		unsigned bit;
	} bits[] = {
		{ p->colleague, WHO_STAFF },
		{ p->class_teacher, WHO_CLASS },
		{ p->grade_head && (w->level >= LEVEL_GRADE || drawn),
		    WHO_GRADE },
		{ p->psychology, WHO_CARE },
		{ p->crisis_member && school, WHO_GROUP },
		{ p->crisis_head && (school || drawn), WHO_HEAD },
		{ p->centre && district, WHO_CENTRE },
		{ p->id != 0 && p->id == w->owner, WHO_OWNER },
		{ p->asked, WHO_ASKED },
		{ p->seen, WHO_SEEN },
		{ p->receiver, WHO_RECEIVER },
		{ p->reported, WHO_REPORTER },
	};
	unsigned who = 0;

	for (size_t i = 0; i < nitems(bits); i++)
		if (bits[i].is)
			who |= bits[i].bit;
	return who;
}

unsigned
warning_facts(const struct warning *w, enum warning_severity severity)
{
	unsigned f = 0;

	f |= w->danger ? WHEN_DANGER : 0;
	f |= severity == SEVERITY_SERIOUS ? WHEN_SERIOUS : 0;
	f |= severity == SEVERITY_CRISIS ? WHEN_CRISIS : 0;
	f |= w->level == LEVEL_SCHOOL ? WHEN_SCHOOL : 0;
	f |= w->level == LEVEL_DISTRICT ? WHEN_DISTRICT : 0;
	f |= w->unseen ? WHEN_UNSEEN : 0;
	f |= strcmp(w->due_key, "warning.observe") == 0 ? WHEN_OVER : 0;
	return f;
}

unsigned
warning_have(const struct warning *w, int64_t now)
{
	unsigned have = NEED_STUDENT;

	have |= w->parents != PARENTS_UNKNOWN ? NEED_PARENTS : 0;
	have |= w->parents == PARENTS_TOLD || w->parents == PARENTS_HARM
		    ? NEED_FAMILY
		    : 0;
	have |= w->reviews >= 2 ? NEED_REVIEWS : 0;
	have |=
	    w->observe_until != 0 && w->observe_until <= now ? NEED_PERIOD : 0;
	have |= !w->unseen ? NEED_QUIET : 0;
	return have;
}

unsigned
warning_second(unsigned second, unsigned asker, unsigned empty)
{
	unsigned gone = asker | empty;

	if ((second & WHO_GRADE & gone) != 0)
		second |= WHO_HEAD;
	if ((second & WHO_HEAD & gone) != 0)
		second |= WHO_CENTRE;
	if ((second & WHO_CENTRE & gone) != 0)
		second |= WHO_HEAD;
	return second;
}

enum profile_level
warning_least_level(enum warning_severity s)
{
	return s == SEVERITY_CRISIS    ? LEVEL_DISTRICT
	       : s == SEVERITY_SERIOUS ? LEVEL_SCHOOL
				       : LEVEL_CLASS;
}

static void
run_clock(struct warning *w, const char *key, int64_t at)
{
	mem_copy_text(w->clock, sizeof(w->clock), key);
	w->clock_at = at;
}

static const char *
ack_key(const struct warning *w)
{
	return w->danger ? "warning.ack_danger" : "warning.ack";
}

void
warning_round(struct warning *w, int64_t now)
{
	w->round++;
	w->unseen = true;
	w->ack_at = now;
}

static void
consider(
    const struct profile *p, struct warning *w, const char *key, int64_t from)
{
	int64_t due = from != 0 ? profile_due(p, key, from) : 0;

	if (due == 0 || (w->due_at != 0 && w->due_at <= due))
		return;
	w->due_at = due;
	mem_copy_text(w->due_key, sizeof(w->due_key), key);
}

void
warning_time(const struct profile *p, struct warning *w)
{
	w->due_at = 0;
	w->due_key[0] = '\0';
	if (!warning_is_open(w->state))
		return;
	consider(p, w, w->clock, w->clock_at);
	consider(p, w, ack_key(w), w->unseen ? w->ack_at : 0);
	consider(p, w,
	    w->parents == PARENTS_LATER ? "warning.parents_later"
					: "warning.parents",
	    w->parents_at);
}

static void
step_report(const struct profile *p, struct warning *w,
    const struct state_move *move, int64_t now)
{
	if (move->from == WARNING_CLOSED) {
		w->severity = SEVERITY_NONE;
		w->level = LEVEL_CLASS;
		w->parents = PARENTS_UNKNOWN;
		w->parents_at = 0;
		w->reviews = 0;
		w->observe_until = 0;
	}
	if (move->from == WARNING_MONITORING && w->observe_until != 0) {
		w->observe_until = profile_due(p, "warning.observe", now);
		run_clock(w, "warning.observe", now);
	}
	if (move->to == WARNING_REOPENED)
		run_clock(w, ack_key(w), now);
	warning_round(w, now);
}

static void
step_close(struct warning *w)
{
	w->clock[0] = '\0';
	w->clock_at = w->ack_at = w->parents_at = 0;
	w->unseen = w->danger = false;
}

static void
step_counters(const struct profile *p, struct warning *w,
    const struct state_move *move, int64_t event, int64_t now)
{
	switch (move->on) {
	case WARNING_ACK:
		if (move->to == WARNING_ACKNOWLEDGED &&
		    w->parents == PARENTS_UNKNOWN)
			w->parents_at = now;
		break;
	case WARNING_PARENTS:
		w->parents_at =
		    w->parents == PARENTS_LATER
			? when_start("warning.parents_later", event, now)
			: 0;
		break;
	case WARNING_INTERVENE:
		w->reviews = 0;
		break;
	case WARNING_REVIEW:
		w->reviews += move->from == WARNING_INTERVENING;
		break;
	case WARNING_MONITOR:
		w->observe_until = profile_due(p, "warning.observe",
		    when_start("warning.observe", event, now));
		break;
	case WARNING_RAISE:
		w->ack_at = w->unseen ? now : w->ack_at;
		break;
	case WARNING_DANGER:
		w->danger = true;
		warning_round(w, now);
		break;
	case WARNING_CALM:
		w->danger = false;
		break;
	default:
		break;
	}
}

void
warning_step(const struct profile *p, struct warning *w,
    const struct state_move *move, int64_t event, int64_t now)
{
	if (move->to != (int)w->state || move->from == STATE_NONE)
		w->state_at = now;
	w->state = (enum warning_state)move->to;
	if (move->deadline != NULL)
		run_clock(
		    w, move->deadline, when_start(move->deadline, event, now));
	if (move->on == WARNING_REPORT)
		step_report(p, w, move, now);
	else if (move->on == WARNING_CLOSE)
		step_close(w);
	else
		step_counters(p, w, move, event, now);
	warning_time(p, w);
}

bool
warning_escalate(
    const struct profile *p, struct warning *w, int64_t now, int64_t *at)
{
	enum profile_level next = profile_next_level(p, w->level);
	const struct state_move *move;

	if (w->due_at == 0 || w->due_at > now || w->fired_at == w->due_at)
		return false;
	*at = w->due_at;
	move = state_find(&warning_machine, (int)w->state, WARNING_OVERDUE,
	    warning_facts(w, w->severity));
	if (move == NULL)
		return false;
	if ((move->when & WHEN_OVER) == 0 && next == w->level) {
		w->fired_at = w->due_at; /* nobody is above */
		return true;
	}
	run_clock(w, move->deadline, *at);
	if ((move->when & WHEN_OVER) == 0) {
		w->level = next;
		w->ack_at = w->unseen ? *at : w->ack_at;
		w->parents_at = w->parents_at != 0 ? *at : 0;
	}
	warning_time(p, w);
	return true;
}

#define I(item) (1u << ITEM_##item)
#define GENERAL_VIEW                                                        \
	(I(HINT) | I(RECEIPT) | I(WAY) | I(LEVEL) | I(DANGER) | I(REPORT) | \
	    I(MEASURES) | I(OWN) | I(PARENTS) | I(ACKS))
#define WHOLE ((1u << ITEM_COUNT) - 1)

/* What each relation opens; a person has all of theirs together. */
static const struct {
	unsigned who, items;
} views[] = {
	{ WHO_STAFF, I(HINT) },
	{ WHO_REPORTER, I(HINT) | I(RECEIPT) },
	{ WHO_CLASS, I(HINT) | I(RECEIPT) | I(WAY) | I(MEASURES) | I(OWN) },
	{ WHO_ASKED | WHO_SEEN | WHO_GRADE, GENERAL_VIEW },
	{ WHO_CARE | WHO_GROUP | WHO_HEAD | WHO_CENTRE | WHO_OWNER, WHOLE },
	{ WHO_RECEIVER, WHOLE },
};

unsigned
warning_items(const struct warning *w, const struct warning_person *p)
{
	unsigned who = warning_who(w, p), items = p->opened ? WHOLE : 0;

	for (size_t i = 0; i < nitems(views); i++)
		if ((views[i].who & who) != 0)
			items |= views[i].items;
	return items;
}

void
warning_key_plain(char key[WARNING_KEY_MAX])
{
	static const char *const ends[] = { "_serious", "_crisis" };
	size_t n = strlen(key), k;

	for (size_t i = 0; i < nitems(ends); i++)
		if ((k = strlen(ends[i])) < n &&
		    strcmp(key + n - k, ends[i]) == 0)
			key[n - k] = '\0';
}
