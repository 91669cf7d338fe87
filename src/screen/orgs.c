/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/office.h"
#include "act/register.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pages.h"
#include "screen/office.h"
#include "sheet.h"

/* The tree of organisations, a level and a page at a time. */
#define PAGE 64

struct child {
	struct org o;
	int64_t below;
};

struct orgs {
	struct screen screen;
	int64_t id; /* of the one above; 0: above the district */
	enum org_type type;
	char path[320];
	struct pages pages;
	struct child row[PAGE];
	struct tui_list list;
};

static struct orgs *
of(struct screen *s)
{
	return (struct orgs *)s;
}

bool
screen_office_may(struct actor *who)
{
	return act_office_may(who);
}

/* --- reading ----------------------------------------------------------------
 */

static int
add(void *arg, const struct org *o, int64_t below)
{
	struct orgs *x = arg;

	if (x->pages.n < PAGE)
		x->row[x->pages.n++] = (struct child){ *o, below };
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct orgs *x = screen;

	return act_office_children(
	    screen_who(&x->screen), x->id, after->number, PAGE, add, x);
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct orgs *x = screen;

	to->number = x->row[x->pages.n - 1].o.lft;
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	(void)rows;
	return pages_turn(&((struct orgs *)data)->pages, to);
}

/* --- drawing ----------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("organisation"), 30, 2, false },
	{ N_("type"), 22, 1, false },
	{ N_("code"), 12, 0, true },
	{ N_("below"), 8, 0, false },
};

static size_t
count(void *data)
{
	return ((struct orgs *)data)->pages.n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct child *c = &((struct orgs *)data)->row[i];
	struct buf *b = buf_new();
	const char *texts[4] = { c->o.name, _(org_type_words(c->o.type)),
		c->o.code, "" };

	if (c->below > 0)
		buf_add_f(b, "%lld", (long long)c->below);
	texts[3] = buf_text(b);
	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
	buf_free(b);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

static void
orgs_draw(struct screen *s, struct tui_view v)
{
	struct orgs *x = of(s);

	tui_text(v, 0, 1, TUI_HEAD, x->path);
	if (x->pages.n == 0) {
		tui_text(v, 2, 1, TUI_PLAIN, _("Nothing stands under it."));
		return;
	}
	tui_columns_head(columns, (int)nitems(columns), v, 1);
	tui_list_draw(&x->list, tui_sub(v, 2, 0, v.h - 2, v.w), true);
}

/* --- doing ------------------------------------------------------------------
 */

static int
read_again(struct orgs *x)
{
	size_t at = x->list.at;
	int r = pages_again(&x->pages);

	tui_list_go(&x->list, at);
	return r;
}

static int
open_one(struct screen *s)
{
	struct orgs *x = of(s);
	int64_t id = x->list.at < x->pages.n ? x->row[x->list.at].o.id : x->id;

	if (id != 0)
		screen_push(s, &screen_org, &id);
	return SCREEN_USED;
}

/* What may stand here, in the order of the types; at most nine are asked. */
static enum org_type
ask_type(struct screen *s, enum org_type above)
{
	const char *words[9];
	enum org_type types[9];
	char typed[64];
	int n = 0, one;

	for (int t = ORG_DISTRICT; t < ORG_TYPE_COUNT; t++)
		if (org_fits((enum org_type)t, above) && n++ < 9) {
			types[n - 1] = (enum org_type)t;
			words[n - 1] = org_type_words((enum org_type)t);
		}
	if (n <= 9) {
		one = n > 0 ? screen_choose(s, _("Of which type?"), words, n)
			    : -1;
		return one >= 0 ? types[one] : ORG_NONE;
	}
	if (!sheet_ask(s, _("Of which type? School, hospital, street ..."), "",
		typed, sizeof(typed)))
		return ORG_NONE;
	return org_type_read(typed);
}

static int
add_one(struct screen *s)
{
	struct orgs *x = of(s);
	char name[ORG_NAME_MAX];
	enum org_type t;
	int64_t id, audit;
	int r;

	if ((t = ask_type(s, x->type)) == ORG_NONE) {
		screen_warn(
		    s, "%s", _("There is no organisation of this type."));
		return SCREEN_USED;
	}
	if (!sheet_ask(s, _("What is it called?"), "", name, sizeof(name)))
		return SCREEN_USED;
	r = act_org_put(screen_who(s), 0, x->id, org_type_name(t), 0, "", name,
	    &id, &audit);
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	read_again(x);
	screen_say(s, "%s", _("Saved."));
	return SCREEN_USED;
}

static bool
may_add(struct screen *s, const char **why)
{
	(void)why;
	return act_is(screen_who(s), ROLE_SYSTEM_ADMIN) ||
	       act_is(screen_who(s), ROLE_DISTRICT_STAFF);
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->pages.n > 0;
}

static int
orgs_key(struct screen *s, uint32_t key)
{
	struct orgs *x = of(s);

	if (key == TUI_ENTER && x->list.at < x->pages.n) {
		if (x->row[x->list.at].below == 0)
			return open_one(s);
		screen_push(s, &screen_orgs, &x->row[x->list.at].o.id);
		return SCREEN_USED;
	}
	return tui_list_key(&x->list, key) != TUI_PASS ? SCREEN_USED
						       : SCREEN_PASS;
}

/* "青山区 / 青山中学": as far up as this person sees. */
static void
say_path(struct orgs *x)
{
	char longer[sizeof(x->path) + ORG_NAME_MAX + 8];
	int64_t id = x->id;
	struct org o;

	x->path[0] = '\0';
	while (id != 0 && act_office_org(screen_who(&x->screen), id, &o) == 0) {
		if (id == x->id)
			x->type = o.type;
		snprintf(longer, sizeof(longer), "%s%s%s", o.name,
		    x->path[0] != '\0' ? " / " : "", x->path);
		mem_copy_text(x->path, sizeof(x->path), longer);
		id = o.parent;
	}
}

static int
orgs_open(struct screen *s, const void *arg)
{
	struct orgs *x = of(s);
	int r;

	x->list.ops = &list_ops;
	x->list.data = x;
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	if (arg != NULL)
		x->id = *(const int64_t *)arg;
	else if ((r = act_office_top(screen_who(s), &x->id)) != 0)
		return r;
	say_path(x);
	return pages_first(&x->pages);
}

static void
orgs_changed(struct screen *s)
{
	int r = read_again(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
orgs_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	orgs_changed(s);
}

static const struct screen_action actions[] = {
	{ N_("Go down a level"), N_("down"), "xia yiji xyj", TUI_ENTER, 0, NULL,
	    has_row },
	{ N_("Look at this organisation"), N_("look at it"), "kan jigou kjg",
	    TUI_F(4), TUI_CTRL('T'), open_one, NULL },
	{ N_("One more organisation here"), N_("add"), "jia jigou jjg",
	    TUI_F(2), TUI_CTRL('N'), add_one, may_add },
	{ .name = NULL },
};

const struct screen_ops screen_orgs = {
	.name = "orgs",
	.title = N_("Organisations"),
	.words = "jigou jg xuexiao",
	.help = N_("The tree of organisations. Enter goes down a level, Esc "
		   "up again.\n"
		   "F4 shows one with its register, its people and its "
		   "numbers on call."),
	.size = sizeof(struct orgs),
	.actions = actions,
	.open = orgs_open,
	.draw = orgs_draw,
	.key = orgs_key,
	.changed = orgs_changed,
	.answer = orgs_answer,
};
