/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/ledger.h"
#include "act/register.h"
#include "act/student.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "store/org.h"
#include "store/store.h"
#include "student_internal.h"

#define PAGE_MAX 1000

static bool
may(const struct actor *who, int64_t lft, enum permit_right want)
{
	struct permit_on on = { .lft = lft };

	return permit_ask(who->posts, who->n_posts, CLASS_DIRECTORY, want, &on,
		   GROUND_NONE) == PERMIT_YES;
}

static const struct post *
first_post(const struct actor *who)
{
	for (int i = 0; i < who->n_posts; i++) {
		struct permit_on on = { .lft = who->posts[i].lft };

		if (permit_ask(&who->posts[i], 1, CLASS_DIRECTORY, MAY_READ,
			&on, GROUND_NONE) == PERMIT_YES)
			return &who->posts[i];
	}
	return NULL;
}

bool
act_ledger_may(const struct actor *who)
{
	return first_post(who) != NULL;
}

int
act_ledger_org(struct actor *who, int64_t org, struct org *o)
{
	const struct post *p = first_post(who);
	int r;

	if (p == NULL)
		return ERR_DENIED;
	r = store_org_get(who->store, org != 0 ? org : p->org, o);
	if (r == 0 && !may(who, o->lft, MAY_READ))
		r = ERR_DENIED;
	if (r == 0)
		act_org_words(who, o, o->name);
	return r == ERR_NOT_FOUND ? ERR_DENIED : r;
}

/* --- reading ----------------------------------------------------------------
 */

struct paging {
	struct act_ledger_line *line;
	int n;
};

static int
keep_row(void *arg, const struct ledger_row *row)
{
	struct paging *p = arg;

	p->line[p->n++].row = *row;
	return 0;
}

/* Behind a student, wherever they are now. */
static int
start_behind(struct actor *who, int64_t after, struct ledger_ask *ask)
{
	struct student s;
	int r;

	if (after == 0)
		return 0;
	if ((r = store_student_get(who->store, after, &s)) != 0)
		return r;
	if (s.place < ask->lft || s.place > ask->rgt)
		return ERR_NOT_FOUND;
	ask->place = s.place;
	ask->id = s.id;
	return 0;
}

/* Where one looks at more than a school; it is that of the row before as a
 * rule, for they come in the order of places. */
static int
name_school(struct actor *who, const struct org *within, struct org *last,
    struct act_ledger_line *l)
{
	int r;

	if (l->row.s.school != last->id &&
	    (r = store_org_get(who->store, l->row.s.school, last)) != 0)
		return r;
	if (last->lft > within->lft)
		mem_copy_text(l->school, sizeof(l->school), last->name);
	return 0;
}

int
act_ledger_page(struct actor *who, int64_t org, int64_t after, int days,
    int limit, int (*fn)(void *, const struct act_ledger_line *), void *arg)
{
	struct ledger_ask ask = { .limit = act_page_of(limit, PAGE_MAX) };
	int today = student_today(who), r;
	struct paging p = { .n = 0 };
	struct org o, school = { .id = 0 };

	if ((r = act_look(who)) != 0 || (r = act_ledger_org(who, org, &o)) != 0)
		return r;
	ask.lft = o.lft;
	ask.rgt = o.rgt;
	ask.care = student_care_view(who, &(struct permit_on){ .lft = o.lft });
	if (days > 0)
		ask.stale = act_now(who) - days * (int64_t)CLOCK_DAY;
	if ((r = start_behind(who, after, &ask)) != 0)
		return r;
	p.line = mem_zero((size_t)ask.limit + 1, sizeof(*p.line));
	r = store_ledger_each(who->store, &ask, keep_row, &p);
	for (int i = 0; i < p.n && r == 0; i++) {
		struct act_ledger_line *l = &p.line[i];
		const struct student *s = &l->row.s;

		l->care_view = ask.care;
		class_full_words(&s->grade, s->label, today, l->class);
		if ((r = name_school(who, &o, &school, l)) == 0)
			r = act_mentors(who, s->id, s->class, l->mentors);
		if (r == 0)
			r = fn(arg, l);
	}
	free(p.line);
	return r;
}

/* --- keeping it fresh -------------------------------------------------------
 */

static int
find(struct actor *who, int64_t id, enum permit_right want, struct student *s)
{
	int r = store_student_get(who->store, id, s);

	if (r == 0 && !may(who, s->place, MAY_READ))
		r = ERR_NOT_FOUND;
	if (r == ERR_NOT_FOUND)
		return student_not_found(who);
	return r == 0 && !may(who, s->place, want) ? ERR_DENIED : r;
}

int
act_ledger_fresh(struct actor *who, int64_t student, int64_t *audit)
{
	struct student s;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = find(who, student, MAY_READ, &s)) == 0 &&
	    (r = store_fresh_put(
		 who->store, student, act_now(who), who->person)) == 0)
		r = act_note(
		    who, "ledger.fresh", student, NULL, &student, 1, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_STUDENT, student));
	return act_end(who, r);
}

int
act_ledger_fresh_class(
    struct actor *who, int64_t class, int64_t *n, int64_t *audit)
{
	struct org o;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = act_ledger_org(who, class, &o)) == 0 && o.type != ORG_CLASS)
		r = ERR_INPUT;
	if (r == 0 && (r = store_fresh_class(who->store, o.lft, act_now(who),
			   who->person, n)) == 0)
		r = act_note(
		    who, "ledger.fresh_class", class, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_ORG, class));
	return act_end(who, r);
}

int
act_ledger_state(struct actor *who, int64_t student, enum enrolment e,
    const char *whereabouts, int64_t *audit)
{
	struct student s;
	int64_t row;
	int r;

	if (whereabouts == NULL)
		whereabouts = "unknown";
	if (strlen(whereabouts) >= WHEREABOUTS_MAX)
		return act_fail(
		    who, ERR_INPUT, _("whereabouts: it is too long."));
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = find(who, student, MAY_WRITE, &s)) == 0 &&
	    (r = act_note(who, "ledger.state", student, enrolment_name(e),
		 &student, 1, &row)) == 0 &&
	    (r = store_enrolment_put(
		 who->store, &s, e, whereabouts, act_now(who), row)) == 0)
		r = store_fresh_put(
		    who->store, student, act_now(who), who->person);
	store_touch(who->store, STORE_TOPIC(TOPIC_STUDENT, student));
	if ((r = act_end(who, r)) == 0 && audit != NULL)
		*audit = row;
	return r;
}
