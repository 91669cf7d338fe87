/* SPDX-License-Identifier: Apache-2.0 */
/* The sheets of blank forms: which are out, and what became of them. */
#include <stdlib.h>
#include <string.h>

#include "act/form.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "later.h"
#include "model/topic.h"
#include "store/paper.h"
#include "store/store.h"

/* --- looking ---------------------------------------------------------------
 */

static int
fill(struct actor *who, const struct paper *p, struct act_paper *to)
{
	const struct act_form *f = act_form_of(p->code);
	int r = 0;

	*to = (struct act_paper){ .p = *p, .words = f != NULL ? f->words : "" };
	if (p->printed_by != 0)
		r = store_person_name(who->store, p->printed_by, to->printer);
	if (r == 0 && p->done_by != 0)
		r = store_person_name(who->store, p->done_by, to->doer);
	return r;
}

int
act_form_look(struct actor *who, const char *number, struct act_paper *out)
{
	char plain[PAPER_NUMBER_MAX];
	struct paper p;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (paper_number_read(number, plain) != 0)
		return act_fail(who, ERR_INPUT,
		    _("form: a number is letters a to z, digits and \"-\", as "
		      "it stands at the head of the sheet."));
	if ((r = later_paper_find(who, plain, &p)) != 0)
		return r;
	return fill(who, &p, out);
}

struct listing {
	struct actor *who;
	struct paper p[ACT_FORM_PAGE];
	int n, limit;
};

/* One's own and those of where one works overlap: each once, in its place, and
 * of all of them the oldest. */
static int
collect(void *arg, const struct paper *p)
{
	struct listing *l = arg;
	int i = l->n;

	while (i > 0 && l->p[i - 1].id > p->id)
		i--;
	if (i == l->limit || (i > 0 && l->p[i - 1].id == p->id))
		return 0;
	if (l->n < l->limit)
		l->n++;
	memmove(
	    &l->p[i + 1], &l->p[i], (size_t)(l->n - 1 - i) * sizeof(l->p[0]));
	l->p[i] = *p;
	return 0;
}

static int
list(struct listing *l, int64_t after)
{
	struct actor *who = l->who;
	int r = store_paper_out_of_person(
	    who->store, who->person, after, l->limit, collect, l);

	for (int i = 0; i < who->n_posts && r == 0; i++)
		r = store_paper_out_of_org(
		    who->store, who->posts[i].org, after, l->limit, collect, l);
	return r;
}

int
act_form_each(struct actor *who, int64_t after, int limit,
    int (*fn)(void *, const struct act_paper *), void *arg)
{
	struct listing *l = mem_zero(1, sizeof(*l));
	struct act_paper one;
	int r;

	l->who = who;
	l->limit = limit > 0 && limit < ACT_FORM_PAGE ? limit : ACT_FORM_PAGE;
	if ((r = act_look(who)) == 0)
		r = list(l, after);
	for (int i = 0; i < l->n && r == 0; i++)
		if ((r = fill(who, &l->p[i], &one)) == 0)
			r = fn(arg, &one);
	free(l);
	return r;
}

/* --- accounting ------------------------------------------------------------
 */

static int
note(struct actor *who, struct paper *p, enum paper_state state, int64_t *audit)
{
	int r;

	if (p->state == PAPER_ENTERED)
		return act_fail(who, ERR_STATE,
		    _("That sheet was entered: it is a record now."));
	p->state = state;
	p->done_by = state == PAPER_OUT ? 0 : who->person;
	p->done_at = state == PAPER_OUT ? 0 : act_now(who);
	if (p->org != 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, p->org));
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, who->person));
	if ((r = store_paper_put(who->store, p)) != 0)
		return r;
	return act_note(
	    who, "form.note", p->id, paper_state_code(state), NULL, 0, audit);
}

int
act_form_note(struct actor *who, const char *number, enum paper_state state,
    int64_t *audit)
{
	char plain[PAPER_NUMBER_MAX];
	struct paper p;
	int64_t row = 0;
	int r;

	if (state == PAPER_ENTERED || state < 0 || state >= PAPER_STATES ||
	    paper_number_read(number, plain) != 0)
		return act_fail(who, ERR_INPUT,
		    _("form: a number is letters a to z, digits and \"-\", as "
		      "it stands at the head of the sheet."));
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = later_paper_find(who, plain, &p)) == 0)
		r = note(who, &p, state, &row);
	if ((r = act_end(who, r)) == 0 && audit != NULL)
		*audit = row;
	return r;
}
