/* SPDX-License-Identifier: Apache-2.0 */
/* A file is sent on, accepted, refused, taken back. */
#include <string.h>

#include "act/draft.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "consultation_internal.h"
#include "file_internal.h"
#include "internal.h"
#include "plan_internal.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "store/warning.h"
#include "transfer_internal.h"

/* --- who may ---------------------------------------------------------------
 */

bool
act_transfer_may(const struct actor *who)
{
	return act_is(who, ROLE_PSYCHOLOGY) || act_is(who, ROLE_COUNSELLOR);
}

static int
cares_at(struct actor *who, int64_t school, bool *yes)
{
	struct org o;
	int r;

	*yes = false;
	if ((r = store_org_get(who->store, school, &o)) != 0)
		return r;
	return consultation_cares(who, school, o.lft, yes);
}

/* The district centre sees what waits too long, and what it gives keys of. */
static int
is_centre(struct actor *who, const struct transfer *t, bool *yes)
{
	bool waits = t->state == TRANSFER_ACCEPTED ||
		     (t->state == TRANSFER_SENT && t->due_at < act_now(who));
	struct org o;
	int r;

	*yes = false;
	if (!waits)
		return 0;
	if ((r = store_org_get(who->store, t->from_school, &o)) == 0)
		*yes = act_is_for(who, ROLE_COUNSELLOR, o.lft);
	return r;
}

int
transfer_who_of(struct actor *who, const struct transfer *t, unsigned *bits)
{
	bool sends, receives, centre;
	int r;

	*bits = 0;
	if ((r = cares_at(who, t->from_school, &sends)) != 0 ||
	    (r = cares_at(who, t->to_school, &receives)) != 0 ||
	    (r = is_centre(who, t, &centre)) != 0)
		return r;
	*bits = (sends ? TRANSFER_SENDER : 0) |
		(receives ? TRANSFER_RECEIVER : 0) |
		(centre ? TRANSFER_CENTRE : 0);
	return 0;
}

static int
denied(struct actor *who)
{
	return act_fail(who, ERR_DENIED,
	    _("This is not open to you. F5 shows whom to ask."));
}

int
transfer_load(struct actor *who, int64_t id, struct transfer *t, unsigned *bits)
{
	int r = store_transfer_get(who->store, id, t);

	if (r != 0)
		return r == ERR_NOT_FOUND ? denied(who) : r;
	if ((r = transfer_who_of(who, t, bits)) != 0)
		return r;
	return *bits != 0 ? 0 : denied(who);
}

/* --- changing --------------------------------------------------------------
 */

static const char *const audit_words[TRANSFER_EVENTS] = { "transfer.send",
	"transfer.accept", "transfer.refuse", "transfer.withdraw",
	"transfer.give", "transfer.contact" };

static int
seal_step(struct actor *who, struct transfer_step *s, const char *text)
{
	struct buf *b = buf_new();
	int r = act_seal(who, s->pair,
	    (struct sealed_place){ "transfer_step.text", s->id }, text,
	    strlen(text), b);

	if (r == 0) {
		s->text = buf_data(b);
		s->n = buf_len(b);
		r = store_transfer_step_seal(who->store, s);
	}
	buf_free(b);
	return r;
}

static int
add_step(struct actor *who, const struct transfer_change *c)
{
	bool told = c->text != NULL && c->text[0] != '\0';
	struct transfer_step s = { .transfer = c->t.id,
		.event = c->move->on,
		.to = c->move->to,
		.person = who->person,
		.at = act_now(who),
		.audit = c->audit,
		.pair = told ? c->t.pair : 0 };
	int r = store_transfer_step_add(who->store, &s);

	return r == 0 && told ? seal_step(who, &s, c->text) : r;
}

static void
wake(struct actor *who, const struct transfer *t)
{
	struct store *st = who->store;
	struct org district;

	store_touch(st, STORE_TOPIC(TOPIC_ORG, t->from_school));
	store_touch(st, STORE_TOPIC(TOPIC_ORG, t->to_school));
	store_touch(st, STORE_TOPIC(TOPIC_STUDENT, t->student));
	if (store_org_above(st, t->from_school, ORG_DISTRICT, &district) == 0)
		store_touch(st, STORE_TOPIC(TOPIC_ORG, district.id));
}

int
transfer_save(struct actor *who, struct transfer_change *c)
{
	const char *ground =
	    transfer_code(TRANSFER_LIST_GROUND, (int)c->t.ground);
	int r;

	c->t.state = (enum transfer_state)c->move->to;
	r = c->t.id == 0 ? store_transfer_add(who->store, &c->t)
			 : store_transfer_put(who->store, &c->t);
	if (r != 0 ||
	    (r = act_note(who, audit_words[c->move->on], c->t.id, ground,
		 &c->t.student, 1, &c->audit)) != 0 ||
	    (r = add_step(who, c)) != 0)
		return r;
	wake(who, &c->t);
	return 0;
}

static int
check(struct actor *who, struct transfer_change *c, int event, unsigned bits,
    unsigned have)
{
	int from = c->t.id == 0 ? STATE_NONE : (int)c->t.state;
	int r = state_check(
	    &transfer_machine, from, event, 0, bits, have, 0, &c->move);

	if (r == ERR_DENIED)
		return denied(who);
	if (r != ERR_INPUT)
		return r;
	return act_fail(who, r, "%s",
	    event == TRANSFER_SEND
		? _("text: please write what matters for the care there.")
		: _("reason: one sentence is needed."));
}

static bool
is_blank(const char *s)
{
	return s == NULL || s[strspn(s, " \t\n")] == '\0';
}

/* --- sending ---------------------------------------------------------------
 */

/* A consent is written down: by whom, how, on which day. */
static int
check_ask(struct actor *who, const struct act_transfer_ask *ask)
{
	if (ask->ground == TRANSFER_CONSENT && ask->given_at == 0)
		return act_fail(who, ERR_INPUT,
		    _("given_at: on which day did they agree?"));
	if (ask->given_at > act_now(who))
		return act_fail(
		    who, ERR_INPUT, _("given_at: this day has not come yet."));
	if (ask->notes && is_blank(ask->reason))
		return act_fail(who, ERR_INPUT,
		    _("reason: why do the notes of talks go too?"));
	return 0;
}

/* Where it goes: a school, another one, with a circle that can read it. */
static int
check_school(struct actor *who, const struct file_home *h, int64_t school)
{
	int64_t circle;
	struct org o;
	int r = store_org_get(who->store, school, &o);

	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	if (r != 0 || o.type != ORG_SCHOOL || school == h->school)
		return act_fail(who, ERR_INPUT,
		    _("to_school: please say to which other school."));
	r = act_circle_of(who, school, &circle);
	if (r == ERR_NOT_FOUND)
		return act_fail(who, ERR_CIRCLE,
		    _("That school has no circle yet that could read it. "
		      "Please phone them, or the district."));
	return r;
}

static int
any_open(void *arg, const struct transfer *t)
{
	*(bool *)arg |= transfer_is_on_its_way(t->state);
	return 0;
}

/* What is written, and why notes go along, as one text. */
static void
words_of(const struct act_transfer_ask *ask, struct buf *to)
{
	text_clean(to, ask->text, strlen(ask->text), TEXT_LINES);
	if (!ask->notes)
		return;
	buf_add_text(to, "\n\n");
	buf_add_text(to, _("Why the notes of talks go too: "));
	text_clean(to, ask->reason, strlen(ask->reason), TEXT_ONE_LINE);
}

static int
begin_row(struct actor *who, const struct act_transfer_ask *ask,
    const struct file_home *h, struct transfer *t)
{
	*t = (struct transfer){ .student = ask->student,
		.from_school = h->school,
		.to_school = ask->to_school,
		.ground = ask->ground,
		.given_by = ask->given_by,
		.given_how = ask->given_how,
		.given_at = ask->ground == TRANSFER_CONSENT ? ask->given_at : 0,
		.notes = ask->notes,
		.sender = who->person,
		.sent_at = act_now(who),
		.due_at = act_now(who) + TRANSFER_DAYS * CLOCK_DAY };
	return file_pair_new(
	    who, KEY_TRANSFER, ask->student, h->school, &t->pair);
}

/* The roster may have moved the child first: its warning stays with the school
 * that knows of it, and that one sends the file after. */
static int
kept_behind(struct actor *who, const struct student *s, struct file_home *h,
    bool *cares)
{
	int64_t before = 0;
	struct warning w;
	int r;

	if ((r = cares_at(who, h->school, cares)) != 0 || *cares)
		return r;
	r = store_warning_of(who->store, s->id, &w);
	if (r == 0 && (r = cares_at(who, w.school, cares)) == 0 && *cares)
		h->school = w.school;
	if ((r != 0 && r != ERR_NOT_FOUND) || *cares)
		return r == ERR_NOT_FOUND ? 0 : r;
	/* a report at the new school has taken the warning there */
	if ((r = file_left_at(who, s, &before)) == 0 && before != 0 &&
	    (r = cares_at(who, before, cares)) == 0 && *cares)
		h->school = before;
	return r;
}

static int
send(struct actor *who, const struct act_transfer_ask *ask, struct buf *text,
    struct transfer_change *c)
{
	unsigned have = TRANSFER_NEEDS_GROUND;
	struct file_home h;
	struct student s;
	bool open = false, cares;
	int r;

	if ((r = store_student_get(who->store, ask->student, &s)) != 0)
		return r == ERR_NOT_FOUND ? denied(who) : r;
	if ((r = file_home(who, &s, &h)) != 0 ||
	    (r = kept_behind(who, &s, &h, &cares)) != 0)
		return r;
	if (!is_blank(ask->text))
		have |= TRANSFER_NEEDS_TEXT;
	if ((r = check(who, c, TRANSFER_SEND, cares ? TRANSFER_SENDER : 0,
		 have)) != 0 ||
	    (r = check_ask(who, ask)) != 0 ||
	    (r = check_school(who, &h, ask->to_school)) != 0 ||
	    (r = store_transfer_of(who->store, s.id, 8, any_open, &open)) != 0)
		return r;
	if (open)
		return act_fail(who, ERR_EXISTS,
		    _("The file is on its way already: please take that back "
		      "first."));
	if ((r = begin_row(who, ask, &h, &c->t)) != 0)
		return r;
	words_of(ask, text);
	c->text = buf_text(text);
	if ((r = transfer_save(who, c)) != 0)
		return r;
	return act_draft_drop(who, ACT_TRANSFER_DRAFT, ask->student);
}

static bool
is_long(const char *s)
{
	return s != NULL && strlen(s) > ACT_TRANSFER_TEXT_MAX;
}

int
act_transfer_send(struct actor *who, const struct act_transfer_ask *ask,
    int64_t *id, int64_t *audit)
{
	struct transfer_change c = { .audit = 0 };
	struct buf *text;
	int r;

	if (is_long(ask->text) || is_long(ask->reason))
		return act_fail(who, ERR_LIMIT, _("The text is too long."));
	if ((r = act_begin(who)) != 0)
		return r;
	text = act_secret();
	r = act_end(who, send(who, ask, text, &c));
	buf_free(text);
	if (r == 0) {
		*id = c.t.id;
		if (audit != NULL)
			*audit = c.audit;
	}
	return r;
}

/* --- answering -------------------------------------------------------------
 */

static int
step(struct actor *who, int64_t id, int64_t version, int event,
    const char *reason, struct transfer_change *c)
{
	unsigned bits;
	int r;

	if ((r = transfer_load(who, id, &c->t, &bits)) != 0 ||
	    (r = check(who, c, event, bits,
		 is_blank(reason) ? 0 : TRANSFER_NEEDS_REASON)) != 0)
		return r;
	if (version != c->t.version)
		return ERR_STALE;
	if (event == TRANSFER_ACCEPT || event == TRANSFER_REFUSE) {
		c->t.receiver = who->person;
		c->t.answered_at = act_now(who);
	}
	c->text = reason;
	return transfer_save(who, c);
}

int
act_transfer_step(struct actor *who, int64_t id, int64_t version,
    enum transfer_event on, const char *reason, int64_t *audit)
{
	struct transfer_change c = { .audit = 0 };
	int r;

	if ((unsigned)on >= TRANSFER_EVENTS || on == TRANSFER_SEND ||
	    on == TRANSFER_GIVE)
		return act_fail(who, ERR_INPUT, _("There is no such step."));
	if (is_long(reason))
		return act_fail(who, ERR_LIMIT, _("The text is too long."));
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = act_end(who, step(who, id, version, on, reason, &c))) != 0)
		return r;
	if (audit != NULL)
		*audit = c.audit;
	/* who holds both ends, a district that cares for both, is done */
	if (on == TRANSFER_ACCEPT)
		(void)transfer_give_waiting(who);
	who->why[0] = '\0';
	return 0;
}
