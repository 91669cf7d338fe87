/* SPDX-License-Identifier: Apache-2.0 */
/* The ledger of groups: who is in one, by class; and how many. */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/group.h"
#include "act/register.h"
#include "base/err.h"
#include "base/mem.h"
#include "group_internal.h"
#include "internal.h"
#include "model/profile.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

#define PAGE_MAX 1000
#define CODES_MAX 1024

static const enum permit_class classes[] = { CLASS_FAMILY, CLASS_CARE };

static bool
may_any(const struct actor *who, const enum permit_class *of, int n,
    enum permit_right want, int64_t place)
{
	for (int i = 0; i < n; i++)
		if (group_may_at(who, of[i], want, place))
			return true;
	return false;
}

static const struct post *
first_post(const struct actor *who, const enum permit_class *of, int n,
    enum permit_right want)
{
	for (int i = 0; i < who->n_posts; i++)
		if (may_any(who, of, n, want, who->posts[i].lft))
			return &who->posts[i];
	return NULL;
}

int
group_org(struct actor *who, int64_t org, const enum permit_class *of, int n,
    enum permit_right want, struct org *o)
{
	const struct post *p = first_post(who, of, n, want);
	int r;

	if (p == NULL)
		return ERR_DENIED;
	r = store_org_get(who->store, org != 0 ? org : p->org, o);
	if (r == 0 && !may_any(who, of, n, want, o->lft))
		r = ERR_DENIED;
	if (r == 0)
		act_org_words(who, o, o->name);
	return r == ERR_NOT_FOUND ? ERR_DENIED : r;
}

bool
act_group_may_list(const struct actor *who)
{
	return first_post(who, classes, nitems(classes), MAY_READ) != NULL;
}

int
act_group_org(struct actor *who, int64_t org, struct org *o)
{
	return group_org(who, org, classes, nitems(classes), MAY_READ, o);
}

/* Of what was asked for, what the person may: " divorced poor ". */
static bool
choose(const struct actor *who, const struct act_group_ask *ask, int64_t place,
    enum permit_right want, char to[CODES_MAX])
{
	const struct group_code *c;
	size_t n = mem_copy_text(to, CODES_MAX, " ");

	for (int i = 0; (c = group_code_at(i)) != NULL; i++) {
		if ((ask->code != NULL && ask->code != c) ||
		    (ask->code == NULL && ask->kinds != 0 &&
			(ask->kinds & 1u << c->kind) == 0) ||
		    !group_may_at(who, c->class, want, place))
			continue;
		n += mem_copy_text(to + n, CODES_MAX - n, c->name);
		n += mem_copy_text(to + n, CODES_MAX - n, " ");
	}
	return n > 1;
}

/* Behind a row, wherever its child is now. */
static int
start_behind(struct actor *who, int64_t after, struct group_ask *ask)
{
	struct group_row row;
	struct student s;
	int r;

	if (after == 0)
		return 0;
	if ((r = store_group_get(who->store, after, &row)) != 0 ||
	    (r = store_student_get(who->store, row.student, &s)) != 0)
		return r;
	if (s.place < ask->lft || s.place > ask->rgt)
		return ERR_NOT_FOUND;
	ask->place = s.place;
	ask->student = s.id;
	ask->id = after;
	return 0;
}

struct paging {
	struct act_group_line *line;
	int n, today;
};

static int
keep(void *arg, const struct group_row *row, const struct student *s)
{
	struct paging *p = arg;
	struct act_group_line *l = &p->line[p->n++];

	l->row = *row;
	l->s = *s;
	class_full_words(&s->grade, s->label, p->today, l->class);
	return 0;
}

static int
page(struct actor *who, const struct group_ask *ask,
    int (*fn)(void *, const struct act_group_line *), void *arg)
{
	struct paging p = { .today = ask->today };
	int r;

	p.line = mem_zero((size_t)ask->limit + 1, sizeof(*p.line));
	r = store_group_list(who->store, ask, keep, &p);
	for (int i = 0; i < p.n && r == 0; i++)
		r = fn(arg, &p.line[i]);
	free(p.line);
	return r;
}

int
act_group_page(struct actor *who, const struct act_group_ask *want,
    int (*fn)(void *, const struct act_group_line *), void *arg)
{
	char codes[CODES_MAX];
	struct group_ask ask = { .codes = codes,
		.limit = act_page_of(want->limit, PAGE_MAX) };
	struct org o;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = act_group_org(who, want->org, &o)) != 0)
		return r;
	if (!choose(who, want, o.lft, MAY_READ, codes))
		return ERR_DENIED;
	ask.lft = o.lft;
	ask.rgt = o.rgt;
	ask.today = student_today(who);
	if ((r = start_behind(who, want->after, &ask)) != 0)
		return r;
	return page(who, &ask, fn, arg);
}

/* --- how many ---------------------------------------------------------------
 */

struct counting {
	struct actor *who;
	int64_t place;
	int (*fn)(void *, const struct group_code *, int64_t n);
	void *arg;
};

static int
count_one(void *arg, const char *name, int64_t n)
{
	struct counting *c = arg;
	const struct group_code *code = group_code_of(name);

	if (code == NULL)
		return 0;
	if (!group_may_at(c->who, code->class, MAY_READ, c->place) &&
	    n < profile_default()->small_cell)
		n = -1;
	return c->fn(c->arg, code, n);
}

int
act_group_count(struct actor *who, const struct act_group_ask *want,
    int (*fn)(void *, const struct group_code *, int64_t n), void *arg)
{
	struct counting c = { .who = who, .fn = fn, .arg = arg };
	char codes[CODES_MAX];
	struct group_ask ask = { .codes = codes };
	struct org o;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = group_org(
		 who, want->org, classes, nitems(classes), MAY_COUNT, &o)) != 0)
		return r;
	if (!choose(who, want, o.lft, MAY_COUNT, codes))
		return ERR_DENIED;
	c.place = ask.place = ask.lft = o.lft;
	ask.rgt = o.rgt;
	ask.today = student_today(who);
	return store_group_count(who->store, &ask, count_one, &c);
}
