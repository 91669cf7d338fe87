/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/gap.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/grade.h"
#include "office_internal.h"
#include "store/org.h"
#include "store/rollover.h"

#define COUNT_MAX 1000000

static const struct {
	const char *name, *words, *clauses;
} gaps[GAP_COUNT] = {
	[GAP_CLASS_TEACHER] = { "class_teacher",
	    N_("class without a class teacher"), "TJ-91" },
	[GAP_PSYCHOLOGY] = { "psychology",
	    N_("school without a psychology teacher"),
	    "QD-61, QP-103, TJ-72, GZ-32" },
	[GAP_CAMPUS] = { "campus", N_("campus without a psychology teacher"),
	    "SJS-03" },
	[GAP_FULL_TIME] = { "full_time",
	    N_("school without a full-time psychology teacher"),
	    "QP-03, QP-59, SJS-01, TJ-01, QD-62" },
	[GAP_TWO_TEACHERS] = { "two_teachers",
	    N_("school where more than one is expected"),
	    "QP-60, SJS-02, TJ-72" },
	[GAP_PER_TEN_CLASSES] = { "per_ten_classes",
	    N_("fewer than one for ten classes"), "QD-63" },
	[GAP_UNIVERSITY] = { "university",
	    N_("university with too few full-time teachers"),
	    "TJ-71, GZ-33, GZ-34" },
	[GAP_QUALIFIED] = { "qualified",
	    N_("psychology teacher without a noted qualification"),
	    "TJ-73, QD-36" },
	[GAP_DEPUTY] = { "deputy", N_("post nobody stands in for"), "SJS-68" },
	[GAP_ENDING] = { "ending", N_("post that ends within 30 days"),
	    "QD-68" },
	[GAP_ONCALL] = { "oncall", N_("school without a number on call"),
	    "SJS-08, TJ-54" },
	[GAP_CONFIRMED] = { "confirmed", N_("number not confirmed for 30 days"),
	    "TJ-54" },
	[GAP_NEVER_IN] = { "never_in", N_("account never signed in"), "QP-82" },
	[GAP_FIRST_RESPONSIBLE] = { "first_responsible",
	    N_("no first responsible person noted"), "TJ-101, QD-68" },
	[GAP_LIAISON] = { "liaison", N_("no liaison noted"),
	    "TJ-106, QD-04, QD-58" },
	[GAP_RESEARCHERS] = { "researchers",
	    N_("fewer than two teaching researchers"), "QP-62, SJS-06, TJ-75" },
	[GAP_ROOM] = { "room", N_("school without a counselling room"),
	    "SJS-30, GZ-36, QP-41" },
	[GAP_VENDOR] = { "vendor", N_("vendor not bound to secrecy any more"),
	    "GZ-70" },
	[GAP_TRAINING] = { "training",
	    N_("hotline staff without a valid training record"), "TJ-83" },
};

const char *
act_gap_name(enum store_gap g)
{
	return (unsigned)g < GAP_COUNT ? gaps[g].name : "";
}

const char *
act_gap_words(enum store_gap g)
{
	return (unsigned)g < GAP_COUNT ? gaps[g].words : "";
}

const char *
act_gap_clauses(enum store_gap g)
{
	return (unsigned)g < GAP_COUNT ? gaps[g].clauses : "";
}

int
act_gap_of(const char *name)
{
	for (int g = 0; g < GAP_COUNT; g++)
		if (strcmp(gaps[g].name, name) == 0)
			return g;
	return -1;
}

/* --- within what one sees ---------------------------------------------------
 */

struct looking {
	struct actor *who;
	int limit, shown, today, parts;
	int (*fn)(void *, const struct gap_row *);
	void *arg;
};

/* Children who have left need no class teacher: their last year is over, or
 * the next one was begun for them before its day. */
static int
has_left(const struct looking *l, const struct gap_row *row, bool *left)
{
	int next = day_school_year(l->today) + 1;
	struct grade g;

	*left = false;
	if (row->type != ORG_CLASS || row->number == 0 ||
	    !grade_of_number((int)row->number, &g) ||
	    grade_is_here(&g, next * 10000 + 901))
		return 0;
	*left = g.entry < next && !grade_is_here(&g, l->today);
	return *left ? 0
		     : store_rollover_turned(
			   l->who->store, next, row->place, left);
}

/* Of several parts of the tree, what lies between two of them is not theirs. */
static int
is_between(const struct looking *l, const struct gap_row *row, bool *yes)
{
	struct org o;
	int r;

	*yes = false;
	if (l->parts < 2)
		return 0;
	if ((r = store_org_get(l->who->store, row->org, &o)) == 0)
		*yes = !office_reaches(l->who, o.lft);
	return r;
}

static int
show(void *arg, const struct gap_row *row)
{
	struct looking *l = arg;
	bool left, between;
	int r;

	if ((r = is_between(l, row, &between)) != 0 || between ||
	    (r = has_left(l, row, &left)) != 0 || left)
		return r;
	if (l->shown == l->limit)
		return ERR_LIMIT;
	l->shown++;
	return l->fn(l->arg, row);
}

/* All parts in one order, that of the pages. */
static int
look_within(struct actor *who, enum store_gap g, const struct office_reach *in,
    int64_t after, struct looking *l)
{
	int64_t lft = in->lft[0], rgt = in->rgt[0];
	struct clock_parts p;
	int r;

	clock_parts_of(act_now(who), &p);
	l->today = day_of(p.year, p.month, p.day);
	l->parts = in->n;
	for (int i = 1; i < in->n; i++) {
		lft = in->lft[i] < lft ? in->lft[i] : lft;
		rgt = in->rgt[i] > rgt ? in->rgt[i] : rgt;
	}
	r = store_gap_each(
	    who->store, g, lft, rgt, after, act_now(who), INT32_MAX, show, l);
	return r == ERR_LIMIT && l->shown == l->limit ? 0 : r;
}

int
act_gap_each(struct actor *who, enum store_gap g, int64_t after, int limit,
    int (*fn)(void *, const struct gap_row *), void *arg)
{
	struct looking l = { .who = who, .limit = limit, .fn = fn, .arg = arg };
	struct office_reach in;
	int r;

	if ((r = act_look(who)) != 0 || (r = office_reach(who, &in)) != 0)
		return r;
	return look_within(who, g, &in, after, &l);
}

static int
count_one(void *arg, const struct gap_row *row)
{
	(void)row;
	++*(int64_t *)arg;
	return 0;
}

int
act_gap_count(struct actor *who, enum store_gap g, int64_t *n)
{
	*n = 0;
	return act_gap_each(who, g, 0, COUNT_MAX, count_one, n);
}

int
act_gap_of_org(struct actor *who, enum store_gap g, int64_t org, int64_t *n)
{
	struct looking l = {
		.who = who, .limit = COUNT_MAX, .fn = count_one, .arg = n
	};
	struct office_reach in = { .n = 1 };
	struct org o;
	int r;

	*n = 0;
	if ((r = act_look(who)) != 0 || (r = office_look(who, org, &o)) != 0)
		return r;
	in.lft[0] = o.lft;
	in.rgt[0] = o.rgt;
	return look_within(who, g, &in, 0, &l);
}
