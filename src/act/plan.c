/* SPDX-License-Identifier: Apache-2.0 */
/* Plans: begun, written, started, reviewed, ended. */
#include <stdlib.h>
#include <string.h>

#include "act/draft.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "file_internal.h"
#include "internal.h"
#include "plan_internal.h"
#include "store/keys.h"
#include "store/store.h"
#include "store/student.h"
#include "warning_case.h"

/* --- who may ---------------------------------------------------------------
 */

static bool
may(struct actor *who, enum permit_right want, int64_t lft, bool named)
{
	struct permit_on on = { .lft = lft, .named = named };

	return permit_ask(who->posts, who->n_posts, CLASS_WARNING, want, &on,
		   GROUND_NONE) == PERMIT_YES;
}

int
plan_who_of(struct actor *who, const struct student *s, unsigned *bits)
{
	struct file_home h;
	bool named = false;
	int r;

	*bits = 0;
	if ((r = file_home(who, s, &h)) != 0)
		return r;
	if (!may(who, MAY_WRITE, h.lft, false) &&
	    (r = file_is_case(who, s->id, &named)) != 0)
		return r;
	if (may(who, MAY_WRITE, h.lft, named))
		*bits |= PLAN_CARE | PLAN_READS;
	if (may(who, MAY_READ, h.lft, named) ||
	    (h.before != 0 && may(who, MAY_READ, h.before, false)))
		*bits |= PLAN_READS;
	return 0;
}

struct owning {
	int64_t person;
	bool does;
};

static int
owns(void *arg, const struct plan_measure *m)
{
	struct owning *o = arg;

	o->does |= m->owner == o->person;
	return 0;
}

int
plan_denied(struct actor *who)
{
	return act_fail(who, ERR_DENIED,
	    _("This is not open to you. To learn more, please talk to the "
	      "psychology teacher."));
}

int
plan_load(struct actor *who, int64_t id, struct plan *p, unsigned *bits)
{
	struct owning o = { .person = who->person };
	struct student s;
	int r = store_plan_get(who->store, id, p);

	if (r != 0)
		return r == ERR_NOT_FOUND ? plan_denied(who) : r;
	if ((r = store_student_get(who->store, p->student, &s)) != 0 ||
	    (r = store_measure_each(who->store, id, owns, &o)) != 0 ||
	    (r = plan_who_of(who, &s, bits)) != 0)
		return r;
	if (o.does && p->state != PLAN_DRAFT)
		*bits |= PLAN_DOES;
	/* the roster has moved the child, and nobody has sent the file */
	if (p->owner == who->person && may(who, MAY_WRITE, p->lft, false))
		*bits |= PLAN_READS;
	return *bits != 0 ? 0 : plan_denied(who);
}

int
act_plan_of(struct actor *who, int64_t student, struct act_planned *out)
{
	struct student s;
	struct plan p = { .id = 0 };
	unsigned bits;
	int r;

	*out = (struct act_planned){ .plan = 0 };
	if ((r = act_look(who)) != 0 ||
	    (r = store_student_get(who->store, student, &s)) != 0 ||
	    (r = plan_who_of(who, &s, &bits)) != 0)
		return r;
	if (bits == 0)
		return ERR_NOT_FOUND;
	r = store_plan_of(who->store, student, &p);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	out->plan = p.id;
	out->version = p.version;
	out->state = p.state;
	out->may_begin =
	    (bits & PLAN_CARE) != 0 && (p.id == 0 || !plan_is_open(p.state));
	return 0;
}

/* --- making a move ---------------------------------------------------------
 */

static const struct {
	unsigned need;
	const char *words;
} missing_words[] = {
	{ PLAN_NEEDS_TEXT, N_("text: please write a sentence.") },
	{ PLAN_NEEDS_REVIEW_AT,
	    N_("review_at: on which day is it looked at again?") },
	{ PLAN_NEEDS_MEASURE,
	    N_("A plan runs by what is done: please agree on a measure "
	       "first.") },
};

int
plan_missing(struct actor *who, unsigned missing)
{
	for (size_t i = 0; i < nitems(missing_words); i++)
		if ((missing & missing_words[i].need) != 0)
			return act_fail(
			    who, ERR_INPUT, "%s", _(missing_words[i].words));
	return ERR_INPUT;
}

/* Text as it is kept: cleaned; ERR_LIMIT when it is too long. */
int
plan_clean(struct actor *who, const char *text, struct buf **out)
{
	size_t n = text != NULL ? strlen(text) : 0;

	if (n > ACT_PLAN_MAX)
		return act_fail(who, ERR_LIMIT, _("The text is too long."));
	*out = act_secret();
	text_clean(*out, text != NULL ? text : "", n, TEXT_LINES);
	return 0;
}

bool
plan_is_blank(const struct buf *b)
{
	const char *s = (const char *)buf_data(b);

	for (size_t i = 0; i < buf_len(b); i++)
		if (strchr(" \t\n", s[i]) == NULL)
			return false;
	return true;
}

/* Whoever owns a measure can open it: they may have signed in since. */
int
plan_let_in(void *arg, const struct plan_measure *m)
{
	struct actor *who = arg;
	int r = act_key_share(who, m->pair, m->owner);

	return r == ERR_KEY ? 0 : r;
}

static int
seal_step(struct actor *who, struct plan_step *s, const struct buf *text)
{
	struct buf *b = buf_new();
	int r = act_seal(who, s->pair,
	    (struct sealed_place){ "plan_step.text", s->id }, buf_data(text),
	    buf_len(text), b);

	if (r == 0) {
		s->text = buf_data(b);
		s->n = buf_len(b);
		r = store_plan_step_seal(who->store, s);
	}
	buf_free(b);
	return r;
}

static int
add_step(struct actor *who, struct plan_change *c)
{
	bool told = c->text != NULL && !plan_is_blank(c->text);
	struct plan_step s = { .plan = c->p.id,
		.event = c->move->on,
		.to = c->move->to,
		.person = who->person,
		.at = act_now(who),
		.review_at = c->p.review_at,
		.audit = c->audit,
		.pair = told ? c->p.pair : 0 };
	int r = store_plan_step_add(who->store, &s);

	return r == 0 && told ? seal_step(who, &s, c->text) : r;
}

static int
wake_one(void *arg, const struct plan_measure *m)
{
	struct actor *who = arg;

	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, m->owner));
	return 0;
}

/* The one place where a plan changes: the row, a step, the audit, who is
 * woken. */
int
plan_save(struct actor *who, struct plan_change *c)
{
	struct store *st = who->store;
	int r;

	if ((r = act_note(who, c->what, c->p.id, NULL, &c->p.student, 1,
		 &c->audit)) != 0 ||
	    (r = store_plan_put(st, &c->p)) != 0 ||
	    (r = add_step(who, c)) != 0 ||
	    (r = store_measure_each(st, c->p.id, wake_one, who)) != 0)
		return r;
	store_touch(st, STORE_TOPIC(TOPIC_STUDENT, c->p.student));
	store_touch(st, STORE_TOPIC(TOPIC_PERSON, c->p.owner));
	store_touch(st, STORE_TOPIC(TOPIC_ORG, c->p.school));
	return 0;
}

int
plan_check(struct actor *who, struct plan_change *c, int event, unsigned bits,
    unsigned have)
{
	int from = c->p.id == 0 ? STATE_NONE : (int)c->p.state;
	int r =
	    state_check(&plan_machine, from, event, 0, bits, have, 0, &c->move);

	if (r == ERR_INPUT)
		return plan_missing(
		    who, state_missing(
			     state_find(&plan_machine, from, event, 0), have));
	if (r == ERR_DENIED)
		return plan_denied(who);
	return r;
}

void
plan_told(const struct plan_change *c, struct act_plan_done *out)
{
	if (out != NULL)
		*out =
		    (struct act_plan_done){ c->p.id, c->p.version, c->audit };
}

/* --- to whom its words are sealed ------------------------------------------
 */

struct readers {
	struct actor *who;
	const struct plan *p;
	int64_t hand[ACT_MEASURES_MAX]; /* who owns a measure that stands */
	int n;
	bool stale, owner; /* somebody else has the pair; its owner has it */
};

static int
add_hand(void *arg, const struct plan_measure *m)
{
	struct readers *rd = arg;

	if (rd->n < ACT_MEASURES_MAX)
		rd->hand[rd->n++] = m->owner;
	return 0;
}

static int
is_reader(void *arg, const struct key_grant *g)
{
	struct readers *rd = arg;
	struct keypair to;
	bool known, owner;
	int r = store_keypair_get(rd->who->store, g->to_key, &to);

	if (r != 0)
		return r;
	owner = to.owner == rd->p->owner;
	known = owner || to.owner == rd->who->person;
	for (int i = 0; i < rd->n && !known; i++)
		known = rd->hand[i] == to.owner;
	rd->owner |= owner;
	rd->stale |= !known;
	return 0;
}

/* Whoever had a measure of it and has none now reads no more of it. */
static int
readers_of(struct readers *rd)
{
	struct store *st = rd->who->store;
	int r = store_measure_each(st, rd->p->id, add_hand, rd);

	return r == 0 ? store_grant_each(
			    st, rd->p->pair, KEY_PERSON, is_reader, rd)
		      : r;
}

/* The roster moves a child without its file: what is written from then on is
 * for the school that writes, which answers for it. */
static int
take_home(struct actor *who, struct plan *p, struct file_home *h, bool *serves)
{
	struct student s;
	int r;

	if ((r = store_student_get(who->store, p->student, &s)) != 0 ||
	    (r = file_home(who, &s, h)) != 0 ||
	    (r = file_key_serves(who, p->pair, h->school, serves)) != 0 ||
	    *serves)
		return r;
	p->school = h->school;
	p->lft = h->lft;
	p->owner = who->person;
	return 0;
}

int
plan_settle(struct actor *who, struct plan *p)
{
	struct readers rd = { .who = who, .p = p };
	struct file_home h;
	bool serves;
	int r;

	if ((r = readers_of(&rd)) != 0 ||
	    (r = take_home(who, p, &h, &serves)) != 0 || (serves && !rd.stale))
		return r;
	if ((r = file_pair_new(
		 who, KEY_PLAN, p->student, h.school, &p->pair)) == 0 &&
	    serves && rd.owner)
		r = act_key_share(who, p->pair, p->owner);
	return r;
}

/* --- begin -----------------------------------------------------------------
 */

static int
begin(struct actor *who, int64_t student, struct plan_change *c)
{
	struct file_home h;
	struct student s;
	struct plan last;
	unsigned bits;
	int r;

	if ((r = store_student_get(who->store, student, &s)) != 0)
		return r == ERR_NOT_FOUND ? plan_denied(who) : r;
	if ((r = plan_who_of(who, &s, &bits)) != 0 ||
	    (r = plan_check(who, c, PLAN_WRITE, bits,
		 plan_is_blank(c->text) ? 0 : PLAN_NEEDS_TEXT)) != 0 ||
	    (r = file_home(who, &s, &h)) != 0)
		return r;
	r = store_plan_of(who->store, student, &last);
	if (r == 0 && plan_is_open(last.state))
		return act_fail(who, ERR_EXISTS,
		    _("There is a plan already: please go on with that."));
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	c->p = (struct plan){ .student = student,
		.school = h.school,
		.lft = h.lft,
		.state = PLAN_DRAFT,
		.owner = who->person,
		.made_at = act_now(who) };
	if ((r = file_pair_new(who, KEY_PLAN, student, h.school, &c->p.pair)) !=
		0 ||
	    (r = store_plan_add(who->store, &c->p)) != 0 ||
	    (r = plan_save(who, c)) != 0)
		return r;
	return act_draft_drop(who, ACT_PLAN_BEGIN_DRAFT, student);
}

int
act_plan_begin(struct actor *who, int64_t student, const char *goals,
    struct act_plan_done *out)
{
	struct plan_change c = { .what = "plan.begin" };
	int r;

	if ((r = plan_clean(who, goals, &c.text)) != 0)
		return r;
	if ((r = act_begin(who)) == 0)
		r = act_end(who, begin(who, student, &c));
	buf_free(c.text);
	if (r == 0)
		plan_told(&c, out);
	return r;
}

/* --- a step ----------------------------------------------------------------
 */

static const char *const words[PLAN_END + 1] = {
	[PLAN_WRITE] = "plan.write",
	[PLAN_START] = "plan.start",
	[PLAN_REVIEW] = "plan.review",
	[PLAN_END] = "plan.end",
};

struct counting {
	int n;
};

static int
count(void *arg, const struct plan_measure *m)
{
	(void)m;
	((struct counting *)arg)->n++;
	return 0;
}

static int
step(struct actor *who, int64_t id, int64_t version, int event,
    int64_t review_at, struct plan_change *c)
{
	struct counting measures = { 0 };
	unsigned bits, have;
	int r;

	if ((r = plan_load(who, id, &c->p, &bits)) != 0 ||
	    (r = store_measure_each(who->store, id, count, &measures)) != 0)
		return r;
	have = (plan_is_blank(c->text) ? 0 : PLAN_NEEDS_TEXT) |
	       (review_at != 0 ? PLAN_NEEDS_REVIEW_AT : 0) |
	       (measures.n > 0 ? PLAN_NEEDS_MEASURE : 0);
	if ((r = plan_check(who, c, event, bits, have)) != 0)
		return r;
	if (version != c->p.version)
		return ERR_STALE;
	if (review_at != 0 && review_at < act_now(who))
		return act_fail(who, ERR_INPUT,
		    _("review_at: that day has passed already."));
	plan_step(&c->p, c->move, review_at);
	if ((r = plan_settle(who, &c->p)) != 0 ||
	    (r = store_measure_each(who->store, id, plan_let_in, who)) != 0 ||
	    (r = plan_save(who, c)) != 0)
		return r;
	/* a draft is called as the audit calls its step */
	return act_draft_drop(who, c->what, id);
}

int
act_plan_step(struct actor *who, int64_t id, int64_t version,
    enum plan_event on, const char *text, int64_t review_at,
    struct act_plan_done *out)
{
	struct plan_change c = { .audit = 0 };
	int r;

	if ((unsigned)on > PLAN_END)
		return act_fail(who, ERR_INPUT, _("There is no such step."));
	c.what = words[on];
	if ((r = plan_clean(who, text, &c.text)) != 0)
		return r;
	if ((r = act_begin(who)) == 0)
		r = act_end(who, step(who, id, version, on, review_at, &c));
	buf_free(c.text);
	if (r == 0)
		plan_told(&c, out);
	return r;
}
