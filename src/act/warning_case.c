/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "model/custody.h"
#include "store/person.h"
#include "store/store.h"
#include "warning_case.h"

/* --- what was asked of whom ----------------------------------------------- */

static int
add_ack(void *arg, const struct warning_ack *a)
{
	struct warning_case *c = arg;

	if (c->n_acks == ACT_ACKS_MAX) /* the oldest rounds go first */
		memmove(c->acks, c->acks + 1,
		    sizeof(c->acks[0]) * (size_t)--c->n_acks);
	c->acks[c->n_acks++] = *a;
	return 0;
}

int
case_seats(struct warning_case *c)
{
	c->n_acks = 0;
	return store_warning_ack_each(c->who->store, c->w.id, add_ack, c);
}

static int
add_reporter(void *arg, const struct observation *o)
{
	struct warning_case *c = arg;

	c->me.reported |= o->reporter == c->who->person;
	if (c->w.unseen && o->round > c->w.seen_round &&
	    c->n_reporters < CASE_REPORTERS)
		c->reporters[c->n_reporters++] = o->reporter;
	return 0;
}

static const struct {
	enum warning_event event;
	const char *kind;
} kinds[] = {
	{ WARNING_CONFIRM, "warning.confirm" },
	{ WARNING_UNCONFIRM, "warning.unconfirm" },
	{ WARNING_LOWER, "warning.lower" },
	{ WARNING_MONITOR, "warning.monitor" },
	{ WARNING_CLOSE, "warning.close" },
	{ WARNING_CALM, "warning.calm" },
	{ WARNING_HAND, "warning.hand" },
};

int
case_kind_event(const char *kind)
{
	for (size_t i = 0; i < nitems(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return (int)kinds[i].event;
	return -1;
}

const char *
case_event_kind(enum warning_event e)
{
	for (size_t i = 0; i < nitems(kinds); i++)
		if (kinds[i].event == e)
			return kinds[i].kind;
	return NULL;
}

static int
pending_read(struct warning_case *c)
{
	int r;

	c->n_pending = 0;
	for (size_t i = 0; i < nitems(kinds); i++) {
		r = store_approval_open(c->who->store, kinds[i].kind, c->w.id,
		    &c->pending[c->n_pending]);
		if (r == 0)
			c->n_pending++;
		else if (r != ERR_NOT_FOUND)
			return r;
	}
	return 0;
}

/* --- what the actor is to it ---------------------------------------------- */

/* What somebody would be if it were theirs to see. */
static unsigned
drawn_bits(const struct warning_case *c, const struct warning_person *p)
{
	struct warning_person drawn = *p;

	drawn.second = true;
	return warning_who(&c->w, &drawn);
}

int
case_seconds(struct warning_case *c, const struct approval *a, unsigned *second)
{
	struct warning_person asker = { .id = a->asked_by };
	struct post posts[ACT_POSTS_MAX];
	const struct state_move *move;
	int n, r, e = case_kind_event(a->kind);
	int sev = warning_severity_of(a->code);

	move = state_find(&warning_machine, (int)c->w.state, e,
	    warning_facts(&c->w, e == WARNING_CONFIRM && sev > 0
				     ? (enum warning_severity)sev
				     : c->w.severity));
	*second = 0;
	if (move == NULL)
		return 0;
	if ((r = store_post_of_person(c->who->store, a->asked_by,
		 act_now(c->who), posts, ACT_POSTS_MAX, &n)) != 0)
		return r;
	case_flags(c, posts, n, &asker);
	*second =
	    warning_second(move->second, drawn_bits(c, &asker), case_empty(c));
	return 0;
}

static bool
is_receiver(const struct warning_case *c, const struct approval *a)
{
	char id[24];

	snprintf(id, sizeof(id), "%lld", (long long)c->who->person);
	return strcmp(a->kind, "warning.hand") == 0 && strcmp(a->code, id) == 0;
}

bool
case_may_agree(struct warning_case *c, const struct approval *a)
{
	unsigned second;

	if (a->asked_by == c->who->person)
		return false;
	if (is_receiver(c, a))
		return true;
	return case_seconds(c, a, &second) == 0 &&
	       (second & drawn_bits(c, &c->me) & ~WHO_OWNER) != 0;
}

/* Who looked once knows what it was; what becomes of it is for those whose
 * post is around the child still. */
static bool
is_around(const struct warning_person *p)
{
	return p->class_teacher || p->grade_head || p->psychology ||
	       p->crisis_member || p->crisis_head || p->centre;
}

static void
me_read(struct warning_case *c)
{
	struct warning_person *me = &c->me;

	me->id = c->who->person;
	case_flags(c, c->who->posts, c->who->n_posts, me);
	for (int i = 0; i < c->n_acks; i++) {
		if (c->acks[i].person != me->id)
			continue;
		me->asked |= c->acks[i].open;
		me->seen |= c->acks[i].acked_at != 0 && is_around(me);
	}
	for (int i = 0; i < c->n_pending; i++) {
		me->receiver |= is_receiver(c, &c->pending[i]);
		me->second |= case_may_agree(c, &c->pending[i]);
	}
	me->opened = custody_is_open(c->who, CUSTODY_WARNING, c->w.id);
	c->bits = warning_who(&c->w, me);
}

int
case_around(struct actor *who, struct warning_case *c)
{
	int r;

	c->who = who;
	c->n_acks = c->n_pending = c->n_reporters = 0;
	c->me = (struct warning_person){ 0 };
	if ((r = case_bench(c)) != 0)
		return r;
	if (c->w.id != 0 && ((r = case_seats(c)) != 0 ||
				(r = store_observation_each(who->store, c->w.id,
				     add_reporter, c)) != 0 ||
				(r = pending_read(c)) != 0))
		return r;
	me_read(c);
	return 0;
}

int
case_read(struct actor *who, int64_t id, struct warning_case *c)
{
	int r;

	if ((r = store_warning_get(who->store, id, &c->w)) != 0)
		return r;
	return case_around(who, c);
}

int
case_allow(struct warning_case *c)
{
	if (warning_items(&c->w, &c->me) != 0)
		return 0;
	return act_fail(c->who, ERR_DENIED,
	    _("This is not open to you. To learn more, please talk to the "
	      "psychology teacher."));
}

/* --- asking, saving ------------------------------------------------------- */

/* Has somebody looked in this round, or been asked to? */
static bool
is_asked(const struct warning_case *c, int64_t person)
{
	for (int i = 0; i < c->n_acks; i++)
		if (c->acks[i].round == c->w.round &&
		    c->acks[i].person == person &&
		    (c->acks[i].open || c->acks[i].acked_at != 0))
			return true;
	return false;
}

/* Nobody is asked twice in a round: one person cannot be two. */
static int
ask_seat(struct warning_case *c, int seat, const struct warning_seat *s)
{
	struct warning_ack a = { .warning = c->w.id,
		.round = c->w.round,
		.seat = seat,
		.post = s->post,
		.asked_at = act_now(c->who) };
	int r = 0;

	for (int i = 0; i < s->n && r == 0; i++) {
		a.person = s->person[i];
		if (!is_asked(c, a.person))
			r = store_warning_ack_add(c->who->store, &a);
	}
	c->w.district |= s->post == POST_CENTRE && s->n > 0;
	return r == 0 ? case_seats(c) : r;
}

/* Who should care is asked first: the later seat, which runs it. */
int
case_ask(struct warning_case *c, const int64_t *reporters, int n)
{
	struct warning_seat s[WARNING_SEATS];
	int r;

	warning_seats(&c->bench, reporters, n, s);
	if ((r = store_warning_ack_end(c->who->store, c->w.id)) == 0)
		r = case_seats(c);
	for (int i = WARNING_SEATS - 1; i >= 0 && r == 0; i--)
		r = ask_seat(c, i, &s[i]);
	return r;
}

/* Is a seat of the round still without anybody who looked? */
static bool
is_waited_for(const struct warning_case *c, int seat)
{
	bool taken = false, open = false;

	for (int i = 0; i < c->n_acks; i++)
		if (c->acks[i].round == c->w.round && c->acks[i].seat == seat) {
			taken |= c->acks[i].acked_at != 0;
			open |= c->acks[i].open;
		}
	return c->w.unseen && (open || !taken);
}

/* The grade stands in for the class, the school for who should care; the
 * district for whoever is missing. */
int
case_ask_level(struct warning_case *c)
{
	struct warning_seat s;
	int r = 0;

	if (c->w.level == LEVEL_CLASS)
		return 0;
	warning_level_seat(
	    &c->bench, c->w.level, c->reporters, c->n_reporters, &s);
	for (int seat = WARNING_SEATS - 1; seat >= 0 && r == 0; seat--) {
		if (!is_waited_for(c, seat))
			continue;
		if (c->w.level == LEVEL_GRADE && seat != 0)
			continue;
		if (c->w.level == LEVEL_SCHOOL && seat == 0 &&
		    is_waited_for(c, 1))
			continue;
		r = ask_seat(c, seat, &s);
	}
	return r;
}

static bool
holds(const struct warning_holders *h, int64_t person)
{
	for (int i = 0; i < h->n; i++)
		if (h->person[i] == person)
			return true;
	for (int i = 0; i < h->n_deputies; i++)
		if (h->deputy[i] == person)
			return true;
	return false;
}

/* The row of the ledger stays as it is: nobody's step becomes stale by it. */
int
case_ask_person(struct warning_case *c, int64_t person)
{
	bool district = c->w.district;
	struct warning_seat s = { .n = 1, .person = { person } };
	int post = 0, seat, r;

	while (post < POST_COUNT && !holds(&c->bench.post[post], person))
		post++;
	seat = post == POST_CLASS ? 0 : 1;
	if (!is_waited_for(c, seat))
		seat = 1 - seat;
	if (post == POST_COUNT || !is_waited_for(c, seat))
		return 0;
	s.post = (enum warning_post)post;
	r = ask_seat(c, seat, &s);
	c->w.district = district;
	return r;
}

static bool
is_open(const struct warning_case *c, int seat)
{
	for (int i = 0; i < c->n_acks; i++)
		if (c->acks[i].round == c->w.round && c->acks[i].seat == seat &&
		    c->acks[i].open)
			return true;
	return false;
}

int
case_ask_rest(struct warning_case *c, int filled)
{
	struct warning_seat s = { .n = 0 };
	int r;

	if ((r = case_seats(c)) != 0 || (r = case_ask_level(c)) != 0 ||
	    is_open(c, 1 - filled))
		return r;
	for (int i = 0; i < c->n_acks && s.n < WARNING_HOLDERS; i++)
		if (c->acks[i].round == c->w.round &&
		    c->acks[i].seat == filled) {
			s.post = (enum warning_post)c->acks[i].post;
			s.person[s.n++] = c->acks[i].person;
		}
	return ask_seat(c, 1 - filled, &s);
}

int
case_ask_again(struct warning_case *c, unsigned seats)
{
	struct warning_seat s[WARNING_SEATS];
	int r = case_seats(c);

	warning_seats(&c->bench, c->reporters, c->n_reporters, s);
	for (int i = WARNING_SEATS - 1; i >= 0 && r == 0; i--)
		if ((seats & 1u << i) != 0 && !is_open(c, i) &&
		    is_waited_for(c, i))
			r = ask_seat(c, i, &s[i]);
	return r == 0 && seats != 0 ? case_ask_level(c) : r;
}

static void
wake(const struct warning_case *c)
{
	struct store *st = c->who->store;

	store_touch(st, STORE_TOPIC(TOPIC_WARNING, c->w.id));
	store_touch(st, STORE_TOPIC(TOPIC_ORG, c->w.school));
	if (warning_is_districts(&c->w))
		store_touch(st, STORE_TOPIC(TOPIC_ORG, c->district.id));
	for (int i = 0; i < c->n_acks; i++)
		if (c->acks[i].round == c->w.round)
			store_touch(
			    st, STORE_TOPIC(TOPIC_PERSON, c->acks[i].person));
}

int
case_save(struct warning_case *c, const struct case_change *ch, int64_t *audit)
{
	struct warning_past past = { .warning = c->w.id,
		.at = ch->at,
		.person = ch->by != 0 ? ch->by : c->who->person,
		.second = ch->second,
		.event = ch->event,
		.event_at = ch->event_at,
		.due_at = ch->missed };
	int r;

	if ((r = store_warning_put(c->who->store, &c->w)) != 0 ||
	    (r = act_note(c->who, ch->what, c->w.id, NULL, &c->w.student, 1,
		 &past.audit)) != 0)
		return r;
	past.after = c->w;
	*audit = past.audit;
	wake(c);
	return store_warning_past_add(c->who->store, &past);
}

int
case_text(struct actor *who, const char *s)
{
	if (s == NULL || strlen(s) <= ACT_TEXT_MAX)
		return 0;
	return act_fail(who, ERR_INPUT,
	    _("That text is too long: %d bytes at most."), ACT_TEXT_MAX);
}

int
case_entry(struct warning_case *c, enum warning_event e, int64_t audit,
    const char *text)
{
	struct warning_entry row = { .warning = c->w.id,
		.author = c->who->person,
		.at = act_now(c->who),
		.audit = audit,
		.event = e,
		.pair = c->w.key };
	struct buf *out;
	int r;

	if (text == NULL || text[0] == '\0')
		return 0;
	if ((r = store_warning_entry_add(c->who->store, &row)) != 0)
		return r;
	out = buf_new();
	r = act_seal(c->who, row.pair,
	    (struct sealed_place){ "warning_entry.text", row.id }, text,
	    strlen(text), out);
	row.text = buf_data(out);
	row.n = buf_len(out);
	if (r == 0)
		r = store_warning_entry_seal(c->who->store, &row);
	buf_free(out);
	return r;
}

void
act_name_of(struct actor *who, int64_t person, struct act_name *to)
{
	struct person p;

	*to = (struct act_name){ .id = person };
	if (person == 0 || store_person_get(who->store, person, &p) != 0)
		return;
	mem_copy_text(to->login, sizeof(to->login), p.login);
	mem_copy_text(to->name, sizeof(to->name), p.name);
}
