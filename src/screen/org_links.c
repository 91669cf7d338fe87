/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/office.h"
#include "act/register.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "org_links.h"
#include "when.h"

struct listing {
	struct org_links *l;
	struct sheet *to;
	int kind;
	int64_t org;
};

static int
add(void *arg, const struct act_link *link)
{
	struct listing *x = arg;
	bool from = link->row.from == x->org;
	char since[SCREEN_WHEN];
	struct sheet_row *row;

	if (x->l->n == ORG_LINKS_MAX)
		return 0;
	row = sheet_add(x->to, x->kind, from ? link->row.to : link->row.from);
	row->key = x->l->n;
	x->l->id[x->l->n++] = link->row.id;
	screen_day_of(link->row.since, since);
	mem_copy_text(row->label, sizeof(row->label),
	    from ? _(org_link_words(link->row.kind)) : link->from);
	sheet_text(row, _("%s%s%s  since %s"),
	    from ? "" : _(org_link_words(link->row.kind)), from ? "" : " ",
	    link->to, since);
	return 0;
}

int
org_links_rows(struct screen *s, struct org_links *l, struct sheet *to,
    int kind, int64_t org)
{
	struct listing x = { l, to, kind, org };

	l->n = 0;
	sheet_head(to, _("Linked to"));
	return act_office_links(screen_who(s), org, add, &x);
}

static int
saved(struct screen *s, int r)
{
	if (r == 0)
		screen_say(s, "%s", _("Saved."));
	return r;
}

/* --- a new one --------------------------------------------------------------
 */

/* Does a link of this kind begin at an organisation of this type? */
static bool
begins(enum org_link k, enum org_type from)
{
	for (int t = ORG_DISTRICT; t < ORG_TYPE_COUNT; t++)
		if (org_link_fits(k, from, (enum org_type)t))
			return true;
	return false;
}

/* -1: left, or none begins here. */
static int
ask_kind(struct screen *s, enum org_type from)
{
	const char *words[LINK_COUNT];
	int kinds[LINK_COUNT], n = 0, one;

	for (int k = 0; k < LINK_COUNT; k++)
		if (begins((enum org_link)k, from)) {
			kinds[n] = k;
			words[n++] = _(org_link_words((enum org_link)k));
		}
	if (n == 0) {
		screen_warn(s, "%s",
		    _("No link begins here: note it at the other one."));
		return -1;
	}
	one = screen_choose(s, _("Linked in which way?"), words, n);
	return one >= 0 ? kinds[one] : -1;
}

struct search {
	const char *typed;
	enum org_link kind;
	enum org_type from;
	int64_t found;
	int n;
};

static int
is_wanted(void *arg, const struct org *o)
{
	struct search *x = arg;

	if (!org_link_fits(x->kind, x->from, o->type) ||
	    (strcmp(o->name, x->typed) != 0 && strcmp(o->code, x->typed) != 0))
		return 0;
	x->found = o->id;
	x->n++;
	return 0;
}

int
org_links_ask(struct screen *s, const struct org *o)
{
	char typed[ORG_NAME_MAX];
	struct search x = { .typed = typed, .from = o->type };
	int kind = ask_kind(s, o->type), r;

	if (kind < 0 ||
	    !sheet_ask(s, _("With which organisation? Its name or code"), "",
		typed, sizeof(typed)) ||
	    typed[0] == '\0')
		return 0;
	x.kind = (enum org_link)kind;
	if ((r = act_org_each(screen_who(s), ORG_NONE, is_wanted, &x)) != 0)
		return r;
	if (x.n == 1)
		return saved(s, act_office_link(screen_who(s), x.kind, o->id,
				    x.found, NULL, NULL));
	screen_warn(s, "%s",
	    x.n == 0
		? _("There is none of that name which is linked in this way.")
		: _("Several are called so: please write the code."));
	return 0;
}

int
org_links_end(struct screen *s, const struct org_links *l, int64_t org,
    const struct sheet_row *row)
{
	/* the rows may be others once the question has been answered */
	int64_t id = row->key >= 0 && row->key < l->n ? l->id[row->key] : 0;

	if (id == 0 ||
	    !screen_confirm(s, _("End this link? That it was stays known.")))
		return 0;
	return saved(s, act_office_unlink(screen_who(s), id, org, NULL));
}
