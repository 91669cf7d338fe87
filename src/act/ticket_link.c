/* SPDX-License-Identifier: Apache-2.0 */
/* Whom a ticket concerns: a student, linked on a ground; and whether the
 * caller is the one of an earlier ticket. */
#include <string.h>

#include "act/warning.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/when.h"
#include "store/store.h"
#include "store/student.h"
#include "ticket_effect.h"

#define WHY_MAX 400

int
ticket_school_of(struct actor *who, int64_t student, int64_t *school)
{
	struct student s;
	int r = store_student_get(who->store, student, &s);

	if (r == 0)
		*school = s.school;
	return r;
}

/* --- the warning
 * ------------------------------------------------------------------- */

/* What is said in a call is known when it is said, however long the call has
 * been; of one that stood on paper, when it rang. */
static int64_t
known_at(struct actor *who, const struct ticket *t)
{
	return when_is_later(t->rang_at, t->entered_at) ? t->rang_at
							: act_now(who);
}

static int
tell(struct actor *who, struct act_ticket *t, struct ticket_student *s,
    bool danger, int64_t *warning)
{
	int64_t audit;
	int r;

	*warning = s->warning;
	if (s->warning != 0)
		return 0;
	r = act_warning_from_ticket(who, s->student, t->row.id,
	    known_at(who, &t->row), danger, warning, &audit);
	/* With no circle nobody can be told here: the emergency goes on, and
	 * the sentence says to phone. */
	if (r == ERR_CIRCLE && danger) {
		*warning = 0;
		return act_fail(who, 0, "%s", err_text(ERR_CIRCLE));
	}
	if (r != 0)
		return r;
	return store_ticket_student_warned(who->store, s->id, *warning);
}

int
ticket_warn(struct actor *who, struct act_ticket *t, int64_t *warning)
{
	struct ticket_student s;
	int r;

	*warning = 0;
	if (!t->row.danger)
		return 0;
	r = store_ticket_student_get(who->store, t->row.id, &s);
	if (r != 0)
		return r == ERR_NOT_FOUND ? 0 : r;
	return tell(who, t, &s, true, warning);
}

int
ticket_tell_school(struct actor *who, struct act_ticket *t,
    struct ticket_student *s, int64_t *warning)
{
	return tell(who, t, s, false, warning);
}

/* --- the link
 * -------------------------------------------------------------------------- */

static int
link_input(struct actor *who, enum permit_ground ground, const char *why)
{
	bool said = why != NULL && why[0] != '\0';

	if (ground <= GROUND_NONE || ground >= GROUND_COUNT)
		return act_fail(who, ERR_INPUT,
		    _("ground: please say why the student is looked for."));
	if (ground == GROUND_SAFETY && !said)
		return act_fail(who, ERR_INPUT,
		    _("why: one sentence on the danger is needed."));
	return !said || strlen(why) <= WHY_MAX
		   ? 0
		   : act_fail(
			 who, ERR_INPUT, _("why: the sentence is too long."));
}

/* The home that was asked for is of the child linked then: another child's is
 * asked for anew.  next is who is linked now, 0 for nobody. */
static int
link_end(struct actor *who, struct act_ticket *t, int64_t next)
{
	struct ticket_student s;
	int r = store_ticket_student_get(who->store, t->row.id, &s);

	if (r != 0)
		return r;
	if (s.student != next && (r = unmask_end(who, t->row.id)) != 0)
		return r;
	return store_ticket_student_end(
	    who->store, s.id, act_now(who), who->person, t->audit);
}

static int
link_add(struct actor *who, struct act_ticket *t, int64_t student,
    enum permit_ground ground, const char *why)
{
	struct ticket_student s = { .ticket = t->row.id,
		.student = student,
		.ground = (int)ground,
		.person = who->person,
		.at = act_now(who),
		.since = t->audit };
	struct buf *b = buf_new();
	int r = 0;

	if (why != NULL && why[0] != '\0')
		r = ticket_seal(who, t->row.line,
		    (struct sealed_place){ "ticket_student.words", s.since },
		    why, strlen(why), b, &s.words);
	if (r == 0)
		r = store_ticket_student_add(who->store, &s);
	buf_free(b);
	return r;
}

/* The audit row names the student, so it is written for this one. */
static int
link_note(struct actor *who, struct act_ticket *t, int64_t student,
    enum permit_ground ground)
{
	store_touch(who->store, STORE_TOPIC(TOPIC_TICKET, t->row.id));
	store_touch(who->store, STORE_TOPIC(TOPIC_LINE, t->row.line));
	return act_note(who, "ticket.link", t->row.id,
	    permit_ground_name(ground), &student, 1, &t->audit);
}

static int
link_in(struct actor *who, struct act_ticket *t, int64_t student,
    enum permit_ground ground, const char *why, int64_t *warning)
{
	struct student s;
	int r;

	if ((r = store_student_get(who->store, student, &s)) != 0)
		return act_fail(who, r,
		    _("Not found. Please check school and full name, or use"
		      " the student number."));
	if ((r = link_note(who, t, student, ground)) != 0)
		return r;
	r = link_end(who, t, student);
	if ((r != 0 && r != ERR_NOT_FOUND) ||
	    (r = link_add(who, t, student, ground, why)) != 0 ||
	    (r = store_ticket_put(who->store, &t->row)) != 0 ||
	    (r = ticket_warn(who, t, warning)) != 0)
		return r;
	return ticket_reload(who, t);
}

int
act_ticket_link(struct actor *who, int64_t id, int64_t student,
    enum permit_ground ground, const char *why, int64_t *warning,
    struct act_ticket *t)
{
	int r;

	*warning = 0;
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = link_input(who, ground, why)) == 0 &&
	    (r = ticket_load_write(who, id, t)) == 0)
		r = link_in(who, t, student, ground, why, warning);
	return act_end(who, r);
}

int
act_ticket_unlink(struct actor *who, int64_t id, struct act_ticket *t)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ticket_load_write(who, id, t)) == 0 &&
	    (r = ticket_note(who, "ticket.unlink", t, NULL)) == 0 &&
	    (r = link_end(who, t, 0)) == 0 &&
	    (r = store_ticket_put(who->store, &t->row)) == 0)
		r = ticket_reload(who, t);
	return act_end(who, r);
}

/* --- the same caller?
 * --------------------------------------------------------------------- */

static bool
is_alike(const struct ticket *t, const struct ticket *other)
{
	return (t->has_number && other->has_number &&
		   memcmp(t->number_hash, other->number_hash, 32) == 0) ||
	       (t->has_alias && other->has_alias &&
		   memcmp(t->alias_hash, other->alias_hash, 32) == 0);
}

int
ticket_is_maybe(struct actor *who, const struct ticket *t,
    const struct ticket *other, bool *maybe)
{
	struct ticket_match m;
	int r;

	*maybe = false;
	if (t->line != other->line || t->id == other->id)
		return 0;
	r = store_ticket_match_get(who->store, t->id, other->id, &m);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	*maybe = r == 0 ? m.verdict == VERDICT_SAME : is_alike(t, other);
	return 0;
}

struct finding {
	struct actor *who;
	const struct ticket *t;
	int64_t id;
};

static int
find_maybe(void *arg, const struct ticket *other)
{
	struct finding *f = arg;
	bool maybe;
	int r;

	if ((r = ticket_is_maybe(f->who, f->t, other, &maybe)) != 0)
		return r;
	if (f->id < other->id && maybe)
		f->id = other->id;
	return 0;
}

/* The newest that may be the same, or the one named. */
static int
other_of(struct actor *who, const struct ticket *t, int64_t *other)
{
	struct finding f = { who, t, 0 };
	int r = 0;

	if (*other != 0)
		return 0;
	if (t->has_number)
		r = store_ticket_of_number(
		    who->store, t->line, t->number_hash, 0, 20, find_maybe, &f);
	if (r == 0 && t->has_alias)
		r = store_ticket_of_alias(
		    who->store, t->line, t->alias_hash, 0, 20, find_maybe, &f);
	*other = f.id;
	return r == 0 && f.id == 0 ? ERR_NOT_FOUND : r;
}

/* Said of two that share a number or alias, or that this person knows both. */
static int
may_judge(struct actor *who, const struct ticket *t, int64_t other)
{
	struct act_ticket o;
	struct ticket row;
	struct ticket_match m;
	bool maybe;
	int r;

	if ((r = store_ticket_get(who->store, other, &row)) != 0 ||
	    (r = ticket_is_maybe(who, t, &row, &maybe)) != 0)
		return r;
	if (maybe)
		return 0;
	if (t->line != row.line || t->id == other)
		return ERR_DENIED;
	if ((r = store_ticket_match_get(who->store, t->id, other, &m)) !=
	    ERR_NOT_FOUND)
		return r;
	return ticket_load_read(who, other, &o) == 0 ? 0 : ERR_DENIED;
}

enum judging { JUDGE_SAME, JUDGE_DIFFERENT, JUDGE_UNDO };

static int
judge_in(
    struct actor *who, struct act_ticket *t, int64_t other, enum judging how)
{
	static const char *const notes[] = { "ticket.same", "ticket.differ",
		"ticket.undo" };
	struct ticket_match m = { .ticket = t->row.id,
		.person = who->person,
		.at = act_now(who),
		.verdict =
		    how == JUDGE_SAME ? VERDICT_SAME : VERDICT_DIFFERENT };
	int r;

	if ((r = other_of(who, &t->row, &other)) != 0 ||
	    (r = may_judge(who, &t->row, other)) != 0 ||
	    (r = store_ticket_match_end(who->store, t->row.id, other, m.at)) !=
		0)
		return r;
	m.other = other;
	if (how != JUDGE_UNDO &&
	    (r = store_ticket_match_add(who->store, &m)) != 0)
		return r;
	store_touch(who->store, STORE_TOPIC(TOPIC_TICKET, other));
	if ((r = ticket_note(who, notes[how], t, NULL)) != 0)
		return r;
	return ticket_reload(who, t);
}

static int
judge(struct actor *who, int64_t id, int64_t other, enum judging how,
    struct act_ticket *t)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ticket_load_write(who, id, t)) == 0)
		r = judge_in(who, t, other, how);
	return act_end(who, r);
}

int
act_ticket_same(
    struct actor *who, int64_t id, int64_t other, struct act_ticket *t)
{
	return judge(who, id, other, JUDGE_SAME, t);
}

int
act_ticket_differ(
    struct actor *who, int64_t id, int64_t other, struct act_ticket *t)
{
	return judge(who, id, other, JUDGE_DIFFERENT, t);
}

int
act_ticket_undo(
    struct actor *who, int64_t id, int64_t other, struct act_ticket *t)
{
	if (other == 0)
		return act_fail(
		    who, ERR_INPUT, _("other: please say which ticket."));
	return judge(who, id, other, JUDGE_UNDO, t);
}

/* Logged on the earlier one, which becomes this person's to read. */
int
act_ticket_look_back(struct actor *who, int64_t id, int64_t other)
{
	struct act_ticket t, back;
	bool maybe;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ticket_load_write(who, id, &t)) == 0 &&
	    (r = store_ticket_get(who->store, other, &back.row)) == 0 &&
	    (r = ticket_is_maybe(who, &t.row, &back.row, &maybe)) == 0 &&
	    !maybe)
		r = ERR_DENIED;
	if (r == 0 &&
	    (r = ticket_give(who, &back, who->person, HOW_LOOKED)) == 0)
		r = ticket_note(
		    who, "ticket.look_back", &back, "repeat_caller");
	return act_end(who, r);
}
