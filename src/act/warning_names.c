/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/permit.h"
#include "store/org.h"
#include "store/store.h"
#include "warning_names.h"

/* Figures of the ledger, and the names of one school behind them on a ground
 * (requirements.md 5.2, SJS-49). */

/* --- figures -------------------------------------------------------------- */

struct figures {
	struct actor *who;
	int (*fn)(void *, const struct act_figure *);
	void *arg;
};

static int
figures_one(void *arg, const struct warning_figure *n)
{
	struct figures *f = arg;
	struct figure shown = { n->open, n->overdue, n->later,
		n->later_overdue };
	struct org o;
	int r;

	if ((r = store_org_get(f->who->store, n->school, &o)) != 0)
		return r;
	figure_hide(&shown);
	return f->fn(
	    f->arg, &(struct act_figure){
			.school = n->school, .n = shown, .name = o.name });
}

int
act_warning_figures(
    struct actor *who, int (*fn)(void *, const struct act_figure *), void *arg)
{
	struct figures f = { who, fn, arg };
	const struct post *p;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if ((p = act_post(who, ROLE_DISTRICT_STAFF)) == NULL &&
	    (p = act_post(who, ROLE_COUNSELLOR)) == NULL &&
	    (p = act_post(who, ROLE_PRINCIPAL)) == NULL)
		return act_fail(who, ERR_DENIED,
		    _("Figures are for the district and for principals."));
	return store_warning_figures(
	    who->store, p->lft, p->rgt, act_now(who), figures_one, &f);
}

/* --- names ---------------------------------------------------------------- */

static int
may_name(struct actor *who, const struct org *school, enum permit_ground ground)
{
	struct permit_on on = { .lft = school->lft };

	switch (permit_ask(
	    who->posts, who->n_posts, CLASS_WARNING, MAY_STATE, &on, ground)) {
	case PERMIT_YES:
		return 0;
	case PERMIT_GROUND:
		return act_fail(who, ERR_INPUT,
		    _("ground: please say why names are needed."));
	default:
		return act_fail(
		    who, ERR_DENIED, _("Only figures are open to you here."));
	}
}

static void
ledger_of(
    const struct actor *who, const struct org *school, struct act_ledger *l)
{
	*l = (struct act_ledger){ .wakes = school->id,
		.until = who->named.until };
	l->filter.scope = WARNINGS_OF_SCHOOL;
	l->filter.of = school->id;
	l->filter.shown_to = who->person;
	l->filter.state = l->filter.level = -1;
	mem_copy_text(l->name, sizeof(l->name), school->name);
}

int
act_warning_names(struct actor *who, int64_t school, enum permit_ground ground,
    struct act_ledger *l)
{
	struct act_ledger own;
	struct org o;
	int r;

	if ((r = act_warning_ledger(who, &own)) != 0)
		return r;
	if (!own.figures || store_org_get(who->store, school, &o) != 0 ||
	    o.type != ORG_SCHOOL)
		return act_fail(
		    who, ERR_DENIED, _("Only figures are open to you here."));
	if ((r = may_name(who, &o, ground)) != 0 || (r = act_begin(who)) != 0)
		return r;
	r = act_note(who, "warning.names", school, permit_ground_name(ground),
	    NULL, 0, NULL);
	if ((r = act_end(who, r)) != 0)
		return r;
	who->named =
	    (struct act_named){ school, act_now(who) + ACT_NAMES_FOR, ground };
	ledger_of(who, &o, l);
	return 0;
}

int
names_check(struct actor *who, const struct act_ledger *l)
{
	if (l->filter.scope != WARNINGS_OF_SCHOOL ||
	    l->filter.of != who->named.school ||
	    l->filter.reach != LEVEL_CLASS || l->filter.shown_to != who->person)
		return act_fail(
		    who, ERR_DENIED, _("Only figures are open to you here."));
	if (act_now(who) >= who->named.until) {
		who->named = (struct act_named){ 0 };
		return act_fail(who, ERR_DENIED,
		    _("The ten minutes are over. If names are still needed, "
		      "please say why again."));
	}
	return 0;
}
