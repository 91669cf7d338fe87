/* SPDX-License-Identifier: Apache-2.0 */
/* A new school year: who may turn it over, where, which one; the tree. */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "rollover_internal.h"
#include "store/org.h"
#include "student_internal.h"

#define PAGE 500

static const struct {
	const char *name, *words;
} whys[ROLLOVER_WHYS] = {
	{ "warning", N_("a warning is open: the class's people stay with it") },
	{ "away", N_("on leave from a class that leaves: which class next?") },
	{ "class_teacher", N_("goes on without a class teacher") },
};

const char *
act_rollover_why_name(int bit)
{
	return bit >= 0 && bit < ROLLOVER_WHYS ? whys[bit].name : "";
}

const char *
act_rollover_why_words(int bit)
{
	return bit >= 0 && bit < ROLLOVER_WHYS ? whys[bit].words : "";
}

/* --- who, where, which year -------------------------------------------------
 */

bool
rollover_may(const struct actor *who, int64_t lft)
{
	struct permit_on on = { .lft = lft };

	return permit_ask(who->posts, who->n_posts, CLASS_DIRECTORY, MAY_WRITE,
		   &on, GROUND_NONE) == PERMIT_YES;
}

static int
find_org(struct actor *who, const char *school, struct org *org)
{
	const struct post *p = act_post(who, ROLE_DISTRICT_STAFF);
	int r;

	if (school == NULL)
		return p == NULL ? ERR_DENIED
				 : store_org_get(who->store, p->org, org);
	r = store_org_by_name(who->store, ORG_SCHOOL, school, org);
	if (r == ERR_NOT_FOUND)
		r = store_org_by_code(who->store, ORG_SCHOOL, school, org);
	return r;
}

int
rollover_scope(
    struct actor *who, const char *school, int *year, struct org *org)
{
	int today = student_today(who), now = day_school_year(today);
	int r = find_org(who, school, org);

	if (r == ERR_DENIED ||
	    (r == 0 && school == NULL && !rollover_may(who, org->lft)))
		return act_fail(who, ERR_DENIED,
		    _("The school year is turned over by the district's "
		      "office."));
	/* A school of others is as unknown as one that is not there. */
	if (r == ERR_NOT_FOUND || (r == 0 && !rollover_may(who, org->lft)))
		return act_fail(
		    who, ERR_NOT_FOUND, _("There is no such school here."));
	if (*year == 0) /* from June on it is the next one */
		*year = now + (today / 100 % 100 >= 6 && today / 100 % 100 < 9);
	if (r == 0 && (*year < now || *year > now + 1))
		r = act_fail(who, ERR_INPUT,
		    _("Only this school year, or the next one."));
	return r;
}

/* --- the tree ---------------------------------------------------------------
 */

struct page {
	struct org *org;
	int n;
};

static int
add_org(void *arg, const struct org *o)
{
	struct page *p = arg;

	p->org[p->n++] = *o;
	return 0;
}

/* The grade of a class; the last one asked for is remembered in *above. */
static int
grade_above(struct actor *who, const struct org *class, struct org *above)
{
	if (above->id == class->parent)
		return 0;
	return store_org_get(who->store, class->parent, above);
}

bool
rollover_leaves(const struct grade *g, int year)
{
	return g->entry < year && !grade_is_here(g, year * 10000 + 901);
}

int
rollover_walk(struct actor *who, int64_t after, int64_t rgt,
    int (*fn)(void *, const struct org *, const struct grade *), void *arg)
{
	struct page p = { mem_zero(PAGE, sizeof(struct org)), PAGE };
	struct org above = { .id = 0 };
	struct grade g;
	int r = 0;

	while (r == 0 && p.n == PAGE) {
		p.n = 0;
		r = store_org_each(
		    who->store, ORG_NONE, after, rgt, PAGE, add_org, &p);
		for (int i = 0; i < p.n && r == 0; i++) {
			const struct org *o = &p.org[i];

			after = o->lft;
			if (o->type == ORG_GRADE)
				above = *o;
			else if (o->type != ORG_CLASS)
				continue;
			else if ((r = grade_above(who, o, &above)) != 0)
				break;
			if (grade_of_number((int)above.number, &g))
				r = fn(arg, o, &g);
		}
	}
	free(p.org);
	return r == ROLLOVER_ENOUGH ? 0 : r;
}

int
rollover_class_words(
    struct actor *who, const struct org *class, int on, char to[CLASS_FULL_MAX])
{
	char label[CLASS_LABEL_MAX], part[GRADE_WORDS_MAX];
	struct org grade;
	struct grade g;
	int r;

	if ((r = store_org_get(who->store, class->parent, &grade)) != 0)
		return r;
	if (grade_of_number((int)grade.number, &g) &&
	    class_read(class->name, label, part) == 0)
		class_full_words(&g, label, on, to);
	else
		mem_copy_text(to, CLASS_FULL_MAX, class->name);
	return 0;
}
