/* SPDX-License-Identifier: Apache-2.0 */
/* Lists: rows alone, with nothing anybody said. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "knock_internal.h"
#include "store/org.h"
#include "store/store.h"
#include "internal.h"
#include "ticket_internal.h"

#define LIST_MAX 200

struct showing {
	struct actor *who;
	int (*fn)(void *, const struct act_ticket *);
	void *arg;
};

static int
show(void *arg, const struct ticket *row)
{
	struct showing *s = arg;
	struct act_ticket t = { .audit = 0 };
	int r;

	if ((r = ticket_load_row(s->who, row, &t)) != 0)
		return r;
	return s->fn(s->arg, &t);
}

/* The line's list is its lead's; what waits, anybody's who takes calls. */
static int
list_line(struct actor *who, enum act_ticket_list list, int64_t *line)
{
	const struct post *p;

	if (list == TICKETS_MINE || list == TICKETS_WAITING)
		return act_ticket_line(who, line);
	if ((p = act_post(who, ROLE_LEAD)) == NULL)
		return ERR_DENIED;
	*line = p->org;
	return 0;
}

int
act_ticket_each(struct actor *who, enum act_ticket_list list, int state,
    int64_t before, int limit, int (*fn)(void *, const struct act_ticket *),
    void *arg)
{
	struct showing s = { who, fn, arg };
	int64_t line;
	int r;

	if ((r = act_look(who)) != 0 || (r = list_line(who, list, &line)) != 0)
		return r;
	if (limit < 1 || limit > LIST_MAX)
		limit = LIST_MAX;
	switch (list) {
	case TICKETS_MINE:
		return store_ticket_of_person(
		    who->store, who->person, before, limit, show, &s);
	case TICKETS_LINE:
		return store_ticket_of_line(
		    who->store, line, before, limit, show, &s);
	case TICKETS_WAITING:
		state = TICKET_NEW;
		break;
	default:
		break;
	}
	return store_ticket_of_state(
	    who->store, line, state, before, limit, show, &s);
}

int64_t
act_ticket_waiting(struct actor *who, int64_t *since)
{
	struct ticket t;
	int64_t line, n;

	if (act_ticket_line(who, &line) != 0)
		return 0;
	n = store_ticket_count(who->store, line, TICKET_NEW);
	*since = n > 0 && store_ticket_waiting(who->store, line, &t) == 0
		     ? t.rang_at
		     : 0;
	return n;
}

/* --- what waits for me
 * ------------------------------------------------------------ */

struct todo {
	struct ticket row[LIST_MAX];
	int n, limit;
	struct store *store;
};

static int
todo_add(void *arg, const struct ticket *t)
{
	struct todo *all = arg;

	for (int i = 0; i < all->n; i++)
		if (all->row[i].id == t->id)
			return 0;
	if (all->n < LIST_MAX)
		all->row[all->n++] = *t;
	return 0;
}

static int
todo_received(void *arg, const struct ticket_receiver *v)
{
	struct todo *all = arg;
	struct ticket t;

	if (store_ticket_get(all->store, v->ticket, &t) == 0 &&
	    t.state == TICKET_HANDED_OVER)
		todo_add(all, &t);
	return 0;
}

static int
sooner(const void *a, const void *b)
{
	const struct ticket *x = a, *y = b;
	int64_t due_x = x->due_at != 0 ? x->due_at : INT64_MAX;
	int64_t due_y = y->due_at != 0 ? y->due_at : INT64_MAX;

	return due_x < due_y ? -1 : due_x > due_y;
}

struct lines {
	struct actor *who;
	struct todo *all;
};

static int
todo_of_line(void *arg, const struct org *o)
{
	struct lines *l = arg;

	return store_ticket_raised(
	    l->who->store, o->id, 2, LIST_MAX, todo_add, l->all);
}

static int
todo_of_post(struct actor *who, const struct post *p, struct todo *all)
{
	struct lines l = { who, all };
	int r = 0;

	switch (p->role) {
	case ROLE_LEAD:
		for (int raised = 1; raised <= 2 && r == 0; raised++)
			r = store_ticket_raised(who->store, p->org, raised,
			    LIST_MAX, todo_add, all);
		return r;
	case ROLE_COUNSELLOR:
		if ((r = store_org_each(who->store, ORG_LINE, p->lft, p->rgt,
			 LIST_MAX, todo_of_line, &l)) != 0)
			return r;
		return store_ticket_receiver_waiting(
		    who->store, p->org, LIST_MAX, todo_received, all);
	case ROLE_PSYCHOLOGY:
		return store_ticket_receiver_waiting(
		    who->store, p->org, LIST_MAX, todo_received, all);
	default:
		return 0;
	}
}

int
act_ticket_todo(struct actor *who, int limit,
    int (*fn)(void *, const struct act_ticket *), void *arg)
{
	struct showing s = { who, fn, arg };
	struct todo *all = mem_zero(1, sizeof(*all));
	int r;

	all->store = who->store;
	if ((r = act_look(who)) == 0 && act_is(who, ROLE_OPERATOR))
		r = store_ticket_todo(
		    who->store, who->person, LIST_MAX, todo_add, all);
	for (int i = 0; i < who->n_posts && r == 0; i++)
		r = todo_of_post(who, &who->posts[i], all);
	if (r == 0)
		qsort(all->row, (size_t)all->n, sizeof(all->row[0]), sooner);
	for (int i = 0; i < all->n && i < limit && r == 0; i++)
		r = show(&s, &all->row[i]);
	free(all);
	return r;
}

/* --- calls nobody sits at
 * --------------------------------------------------------- */

static int
lost_show(void *arg, const struct act_ticket *t)
{
	struct showing *s = arg;

	return t->lost ? s->fn(s->arg, t) : 0;
}

int
act_ticket_lost(
    struct actor *who, int (*fn)(void *, const struct act_ticket *), void *arg)
{
	static const int states[] = { TICKET_EMERGENCY, TICKET_ACTIVE };
	struct showing give = { who, fn, arg };
	struct showing s = { who, lost_show, &give };
	int64_t line;
	int r;

	if ((r = act_look(who)) != 0 || (r = act_ticket_line(who, &line)) != 0)
		return r;
	for (size_t i = 0; i < nitems(states) && r == 0; i++)
		r = store_ticket_of_state(
		    who->store, line, states[i], 0, LIST_MAX, show, &s);
	return r;
}

int
act_ticket_emergencies(
    struct actor *who, int (*fn)(void *, const struct act_ticket *), void *arg)
{
	struct showing s = { who, fn, arg };
	int64_t line;
	int r;

	if ((r = act_look(who)) != 0 || (r = act_ticket_line(who, &line)) != 0)
		return r;
	return store_ticket_of_state(
	    who->store, line, TICKET_EMERGENCY, 0, LIST_MAX, show, &s);
}

/* --- the keeper
 * -------------------------------------------------------------------- */

struct raising {
	struct actor *who;
	int64_t ids[64];
	int n, level;
	int64_t now;
};

/* Danger goes on to the district at once; all else waits an hour for the
 * lead. */
static int
raise_find(void *arg, const struct ticket *t)
{
	struct raising *x = arg;
	int64_t grace = x->level > 0 && t->danger_at == 0 ? CLOCK_HOUR : 0;

	if (x->n < (int)nitems(x->ids) && t->due_at + grace <= x->now)
		x->ids[x->n++] = t->id;
	return 0;
}

/* Does somebody lead the line now, who is there? */
static int
has_lead(struct actor *who, int64_t line, bool *has)
{
	struct post posts[8];
	int n, r;

	*has = false;
	r = store_post_holders(who->store, ROLE_LEAD, line, act_now(who), posts,
	    (int)nitems(posts), &n);
	for (int i = 0; r == 0 && i < n && !*has; i++)
		r = act_is_there(who, posts[i].person, has);
	return r;
}

/* To the lead; where nobody leads, to the district in the same minute. */
static int
raise_one(struct actor *who, int64_t id, int level)
{
	struct ticket t;
	bool led = true;
	int r;

	if ((r = store_ticket_get(who->store, id, &t)) != 0 ||
	    t.raised != level)
		return r;
	if (level == 0 && (r = has_lead(who, t.line, &led)) != 0)
		return r;
	t.raised = led ? level + 1 : 2;
	store_touch(who->store, STORE_TOPIC(TOPIC_LINE, t.line));
	store_touch(who->store, STORE_TOPIC(TOPIC_TICKET, t.id));
	if ((r = store_ticket_mark(who->store, &t)) != 0 ||
	    (r = knock_begin(who, knock_of_deadline(t.due_key), KNOCK_OF_TICKET,
		 id, t.line, 0)) != 0)
		return r;
	return act_note(who, "ticket.raise", id, NULL, NULL, 0, NULL);
}

static int
raise_level(struct actor *who, int level, int limit, int *n)
{
	struct raising x = { .who = who, .level = level, .now = act_now(who) };
	int r;

	if ((r = store_ticket_overdue(
		 who->store, level, x.now, limit, raise_find, &x)) != 0)
		return r;
	for (int i = 0; i < x.n && r == 0; i++)
		if ((r = raise_one(who, x.ids[i], level)) == 0)
			++*n;
	return r;
}

int
act_ticket_overdue(struct actor *who, int limit, int *n)
{
	int r;

	*n = 0;
	if (who->person != 0)
		return ERR_DENIED;
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = raise_level(who, 1, limit, n)) == 0)
		r = raise_level(who, 0, limit, n);
	return act_end(who, r);
}

/* --- who is not there any more
 * ------------------------------------------------
 */

struct leaving {
	struct actor *who;
	int64_t person, ids[LIST_MAX];
	int n;
};

static int
is_at_line(struct leaving *x, int64_t line, bool *is)
{
	struct post posts[ACT_POSTS_MAX];
	bool there;
	int n, r;

	*is = false;
	if ((r = act_is_there(x->who, x->person, &there)) != 0 || !there)
		return r;
	r = store_post_of_person(x->who->store, x->person, act_now(x->who),
	    posts, ACT_POSTS_MAX, &n);
	for (int i = 0; r == 0 && i < n; i++)
		*is |=
		    posts[i].org == line && (posts[i].role == ROLE_OPERATOR ||
						posts[i].role == ROLE_LEAD);
	return r;
}

static int
find_left(void *arg, const struct ticket *t)
{
	struct leaving *x = arg;
	bool is;
	int r;

	if (t->raised != 0 || x->n == LIST_MAX)
		return 0;
	if ((r = is_at_line(x, t->line, &is)) == 0 && !is)
		x->ids[x->n++] = t->id;
	return r;
}

int
ticket_raise_of(struct actor *who, int64_t person)
{
	struct leaving x = { .who = who, .person = person };
	int r;

	r = store_ticket_todo(who->store, person, LIST_MAX, find_left, &x);
	for (int i = 0; i < x.n && r == 0; i++)
		r = raise_one(who, x.ids[i], 0);
	return r;
}

/* --- people of the line
 * --------------------------------------------------------------- */

static int
colleagues_of(struct actor *who, enum role role, int64_t line,
    struct act_colleague *to, int max, int *n)
{
	struct post posts[64];
	struct person p;
	int got, r;

	if ((r = store_post_holders(who->store, role, line, act_now(who), posts,
		 (int)nitems(posts), &got)) != 0)
		return r;
	for (int i = 0; i < got && *n < max; i++) {
		bool known = posts[i].person == who->person;

		for (int j = 0; j < *n; j++)
			known |= to[j].person == posts[i].person;
		if (known || (r = store_person_get(
				  who->store, posts[i].person, &p)) != 0)
			continue;
		to[*n] = (struct act_colleague){ .person = p.id,
			.lead = role == ROLE_LEAD };
		mem_copy_text(to[*n].login, sizeof(to[*n].login), p.login);
		mem_copy_text(to[*n].name, sizeof(to[*n].name), p.name);
		++*n;
	}
	return r;
}

int
act_ticket_colleagues(
    struct actor *who, struct act_colleague *to, int max, int *n)
{
	int64_t line;
	int r;

	*n = 0;
	if ((r = act_look(who)) != 0 ||
	    (r = act_ticket_line(who, &line)) != 0 ||
	    (r = colleagues_of(who, ROLE_LEAD, line, to, max, n)) != 0)
		return r;
	return colleagues_of(who, ROLE_OPERATOR, line, to, max, n);
}
