/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/group.h"
#include "act/student.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "group_internal.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

bool
group_may(const struct actor *who, enum permit_class class,
    enum permit_right want, const struct permit_on *on)
{
	return permit_ask(who->posts, who->n_posts, class, want, on,
		   GROUND_NONE) == PERMIT_YES;
}

bool
group_may_at(const struct actor *who, enum permit_class class,
    enum permit_right want, int64_t place)
{
	struct permit_on on = { .lft = place };

	return group_may(who, class, want, &on);
}

bool
group_may_any(
    const struct actor *who, enum permit_right want, const struct permit_on *on)
{
	const struct group_code *c;

	for (int i = 0; (c = group_code_at(i)) != NULL; i++)
		if (group_may(who, c->class, want, on))
			return true;
	return false;
}

/* --- of one child -----------------------------------------------------------
 */

struct each {
	struct actor *who;
	struct permit_on on;
	int (*fn)(void *, const struct act_group *);
	void *arg;
};

static int
give(void *arg, const struct group_row *row)
{
	struct each *e = arg;
	struct act_group g = { .row = *row };

	if (row->g.code == NULL ||
	    !group_may(e->who, row->g.code->class, MAY_READ, &e->on))
		return 0;
	g.may_end = row->ended_at == 0 &&
		    group_may(e->who, row->g.code->class, MAY_RAISE, &e->on);
	return e->fn(e->arg, &g);
}

int
act_group_each(struct actor *who, int64_t student, bool ended,
    int (*fn)(void *, const struct act_group *), void *arg,
    struct act_group_may *may)
{
	struct each e = { .who = who, .fn = fn, .arg = arg };
	const struct group_code *c;
	struct student s;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = student_open(who, student, &s, &e.on)) != 0)
		return r;
	if (!group_may_any(who, MAY_READ, &e.on) &&
	    !group_may_any(who, MAY_RAISE, &e.on))
		return ERR_DENIED;
	for (int i = 0; may != NULL && (c = group_code_at(i)) != NULL; i++)
		may->add[i] = group_may(who, c->class, MAY_RAISE, &e.on);
	return store_group_each(
	    who->store, student, student_today(who), ended, give, &e);
}

/* --- adding, ending ---------------------------------------------------------
 */

struct standing {
	const struct group_code *code;
	struct group_row row;
};

static int
look_at(void *arg, const struct group_row *row)
{
	struct standing *s = arg;

	if (row->g.code == s->code)
		s->row = *row;
	return 0;
}

int
group_standing(struct actor *who, int64_t student,
    const struct group_code *code, struct group_row *row)
{
	struct standing s = { .code = code };
	int r;

	r = store_group_each(
	    who->store, student, student_today(who), false, look_at, &s);
	if (r == 0)
		*row = s.row;
	return r;
}

/* Who may add this group for the child may end it as well. */
static int
may_change(struct actor *who, int64_t student, const struct group_code *code)
{
	struct permit_on on;
	struct student s;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = student_open(who, student, &s, &on)) != 0)
		return r;
	return code != NULL && group_may(who, code->class, MAY_RAISE, &on)
		   ? 0
		   : ERR_DENIED;
}

/* Which group is the child's is not for the log. */
int
group_put(struct actor *who, struct group_row *row, int64_t *audit)
{
	int64_t note = 0;
	int r;

	row->entered_by = who->person;
	row->entered_at = act_now(who);
	if ((r = act_note(who, "group.add", row->student, NULL, &row->student,
		 1, &note)) == 0)
		r = store_group_add(who->store, row, note);
	if (r == 0 && audit != NULL)
		*audit = note;
	return r;
}

static int
add(struct actor *who, struct group_row *row, int64_t *audit)
{
	struct group_row known;
	int r;

	if ((r = group_standing(who, row->student, row->g.code, &known)) != 0)
		return r;
	if (known.id != 0)
		return act_fail(who, ERR_EXISTS,
		    _("That is noted already: end it first, if something has "
		      "changed."));
	return group_put(who, row, audit);
}

/* Who may enter it and not read it has learned of it now: that is a look, as
 * any other. */
static int
told_known(struct actor *who, int64_t student, const struct group_code *code)
{
	char why[ACT_WHY_MAX];
	struct permit_on on;
	struct student s;
	int r;

	mem_copy_text(why, sizeof(why), who->why);
	if ((r = student_open(who, student, &s, &on)) == 0 &&
	    !group_may(who, code->class, MAY_READ, &on))
		r = act_saw(who, "group.known", 0, NULL, &student, 1);
	mem_copy_text(who->why, sizeof(who->why), why);
	return r == 0 ? ERR_EXISTS : r;
}

int
act_group_add(struct actor *who, int64_t student, const struct group *g,
    int64_t *id, int64_t *audit)
{
	struct group_row row = { .student = student, .g = *g };
	const char *words;
	int64_t note = 0;
	int r;

	if (row.g.starts == 0)
		row.g.starts = student_today(who);
	if ((r = may_change(who, student, g->code)) != 0)
		return r;
	if ((words = group_fault(&row.g)) != NULL)
		return act_fail(who, ERR_INPUT, "%s", _(words));
	if ((r = act_begin(who)) != 0)
		return r;
	r = add(who, &row, &note);
	store_touch(who->store, STORE_TOPIC(TOPIC_STUDENT, student));
	if ((r = act_end(who, r)) == ERR_EXISTS)
		r = told_known(who, student, g->code);
	if (r != 0)
		return r;
	*id = row.id;
	if (audit != NULL)
		*audit = note;
	return 0;
}

int
group_close(struct actor *who, const struct group_row *row, int64_t *audit)
{
	int64_t note = 0;
	int r;

	if ((r = act_note(who, "group.end", row->student, NULL, &row->student,
		 1, &note)) == 0)
		r = store_group_end(
		    who->store, row->id, who->person, act_now(who), note);
	if (r == 0 && audit != NULL)
		*audit = note;
	return r;
}

int
act_group_end(struct actor *who, int64_t id, int64_t *audit)
{
	struct group_row row;
	int64_t note = 0;
	int r;

	if ((r = store_group_get(who->store, id, &row)) == ERR_NOT_FOUND)
		return student_not_found(who);
	if (r != 0 || (r = may_change(who, row.student, row.g.code)) != 0 ||
	    (r = act_begin(who)) != 0)
		return r;
	r = group_close(who, &row, &note);
	store_touch(who->store, STORE_TOPIC(TOPIC_STUDENT, row.student));
	if ((r = act_end(who, r)) == 0 && audit != NULL)
		*audit = note;
	return r;
}
