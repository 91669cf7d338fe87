/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/gap.h"
#include "act/office.h"
#include "act/register.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "org_links.h"
#include "posts.h"
#include "screen/office.h"
#include "when.h"

/* One organisation: what is missing, who works there, whom to phone, what it
 * is linked to, and its register. */
enum { ROW_GAP = 1, ROW_POST, ROW_MORE, ROW_PHONE, ROW_LINK, ROW_DETAIL };
#define LABEL_W 32
#define POSTS_MAX 40 /* more have a list of their own */

struct org_screen {
	struct screen screen;
	int64_t id;
	struct org o;
	struct org_links links;
	struct sheet sheet;
	int posts;	   /* of those who work here, as they are read */
	bool keeps_phones; /* this person does */
};

static struct org_screen *
of(struct screen *s)
{
	return (struct org_screen *)s;
}

/* --- reading ----------------------------------------------------------------
 */

static int
read_gaps(struct org_screen *x)
{
	struct sheet_row *row;
	bool any = false;
	int64_t n;
	int r;

	for (int g = 0; g < GAP_COUNT; g++) {
		if ((r = act_gap_of_org(screen_who(&x->screen),
			 (enum store_gap)g, x->id, &n)) != 0)
			return r;
		if (n == 0)
			continue;
		if (!any)
			sheet_head(&x->sheet, _("What is missing"));
		any = true;
		row = sheet_add(&x->sheet, ROW_GAP, 0);
		row->key = g;
		row->late = true;
		mem_copy_text(row->label, sizeof(row->label),
		    _(act_gap_words((enum store_gap)g)));
		sheet_text(row, "%lld", (long long)n);
	}
	return 0;
}

static int
add_post(void *arg, const struct post_row *p)
{
	struct org_screen *x = arg;
	struct sheet_row *row;

	if (x->posts++ < POSTS_MAX) {
		posts_row(&x->sheet, ROW_POST, p);
		return 0;
	}
	row = sheet_add(&x->sheet, ROW_MORE, x->id);
	mem_copy_text(
	    row->label, sizeof(row->label), _("Everybody who works here"));
	return 0;
}

static int
add_phone(void *arg, const struct oncall *o)
{
	struct org_screen *x = arg;
	int64_t now = screen_now(&x->screen);
	struct sheet_row *row;
	char age[SCREEN_WHEN];

	if (o->org != x->id)
		return 0; /* those above it stand with them */
	row = sheet_add(&x->sheet, ROW_PHONE, o->id);
	mem_copy_text(row->label, sizeof(row->label), o->name);
	screen_age(now, o->confirmed_at, age);
	sheet_text(row, _("%s  confirmed: %s"), o->phone, age);
	row->late = now - o->confirmed_at > 30 * (int64_t)86400;
	return 0;
}

static int
read_all(struct org_screen *x)
{
	struct actor *who = screen_who(&x->screen);
	int r;

	sheet_clear(&x->sheet);
	if ((r = act_office_org(who, x->id, &x->o)) != 0 ||
	    (r = read_gaps(x)) != 0)
		return r;
	sheet_head(&x->sheet, _("Who works here"));
	x->posts = 0;
	if ((r = act_office_posts(who, x->id, 0, POSTS_MAX + 1, add_post, x)) !=
	    0)
		return r;
	sheet_head(&x->sheet, _("Whom to phone"));
	x->keeps_phones = act_oncall_keeps(who, x->id);
	if ((r = act_oncall_each(who, x->id, add_phone, x)) != 0)
		return r;
	if ((r = org_links_rows(
		 &x->screen, &x->links, &x->sheet, ROW_LINK, x->id)) != 0)
		return r;
	r = sheet_details(&x->screen, &x->sheet, ROW_DETAIL, DETAIL_OF_ORG,
	    x->id, x->o.type, _("The register"));
	sheet_again(&x->sheet);
	return r;
}

/* --- drawing ----------------------------------------------------------------
 */

static void
org_where(struct screen *s, struct screen_title *t)
{
	struct org_screen *x = of(s);

	buf_add_f(t->where, "%s  %s", x->o.name, _(org_type_words(x->o.type)));
}

static void
org_draw(struct screen *s, struct tui_view v)
{
	sheet_draw(&of(s)->sheet, v);
}

/* --- doing ------------------------------------------------------------------
 */

static int
note(struct screen *s, const struct sheet_row *row)
{
	const struct detail_key *k = &detail_of_orgs.key[row->key];
	char value[DETAIL_VALUE_MAX];
	int r;

	if (!act_office_keeps(screen_who(s), of(s)->id))
		return SCREEN_USED;
	if (!sheet_ask(s, _(k->field.words),
		strcmp(row->text, "-") == 0 ? "" : row->text, value,
		sizeof(value)))
		return SCREEN_USED;
	r = act_office_note(screen_who(s), DETAIL_OF_ORG, of(s)->id,
	    k->field.name, strcmp(value, "-") == 0 ? "" : value, NULL);
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Saved."));
	read_all(of(s));
	return SCREEN_USED;
}

static int
open_row(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	if (row == NULL)
		return SCREEN_USED;
	switch (row->kind) {
	case ROW_GAP:
		screen_push(s, &screen_gaps, NULL);
		return SCREEN_USED;
	case ROW_POST:
		screen_push(s, &screen_member, &row->id);
		return SCREEN_USED;
	case ROW_MORE:
		screen_push(s, &screen_posts, &row->id);
		return SCREEN_USED;
	case ROW_LINK:
		screen_push(s, &screen_org, &row->id);
		return SCREEN_USED;
	case ROW_DETAIL:
		return note(s, row);
	default:
		return SCREEN_USED;
	}
}

struct wanted {
	int64_t id;
	struct oncall o;
};

static int
find_phone(void *arg, const struct oncall *o)
{
	struct wanted *w = arg;

	if (o->id == w->id)
		w->o = *o;
	return 0;
}

/* The number under the cursor answered just now: one key. */
static int
confirm(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);
	struct wanted w = { .id = row != NULL ? row->id : 0 };
	int r;

	if (row == NULL || row->kind != ROW_PHONE || !of(s)->keeps_phones)
		return SCREEN_USED;
	if ((r = act_oncall_each(screen_who(s), of(s)->id, find_phone, &w)) ==
		0 &&
	    w.o.id != 0)
		r = act_oncall_put(screen_who(s), &w.o, true, NULL);
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Saved."));
	read_all(of(s));
	return SCREEN_USED;
}

static bool
on_phone(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	(void)why;
	return row != NULL && row->kind == ROW_PHONE && of(s)->keeps_phones;
}

static int
rename_it(struct screen *s)
{
	struct org_screen *x = of(s);
	char name[ORG_NAME_MAX];
	int64_t id, audit;
	int r;

	if (!sheet_ask(
		s, _("What is it called?"), x->o.name, name, sizeof(name)))
		return SCREEN_USED;
	r = act_org_put(screen_who(s), x->id, 0, "", 0, "", name, &id, &audit);
	if (r != 0)
		screen_fail(s, r);
	read_all(x);
	return SCREEN_USED;
}

static void
org_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static int
link_it(struct screen *s)
{
	int r = org_links_ask(s, &of(s)->o);

	if (r != 0)
		screen_fail(s, r);
	org_changed(s);
	return SCREEN_USED;
}

static int
end_link(struct screen *s)
{
	struct org_screen *x = of(s);
	const struct sheet_row *row = sheet_at(&x->sheet);
	int r = row != NULL ? org_links_end(s, &x->links, x->id, row) : 0;

	if (r != 0)
		screen_fail(s, r);
	org_changed(s);
	return SCREEN_USED;
}

static bool
may_link(struct screen *s, const char **why)
{
	(void)why;
	return act_office_keeps(screen_who(s), of(s)->id);
}

static bool
on_link(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	return row != NULL && row->kind == ROW_LINK && may_link(s, why);
}

static bool
may_rename(struct screen *s, const char **why)
{
	(void)why;
	return act_is(screen_who(s), ROLE_SYSTEM_ADMIN) ||
	       act_is(screen_who(s), ROLE_DISTRICT_STAFF);
}

static int
org_key(struct screen *s, uint32_t key)
{
	if (key == TUI_ENTER)
		return open_row(s);
	return tui_list_key(&of(s)->sheet.list, key) != TUI_PASS ? SCREEN_USED
								 : SCREEN_PASS;
}

static int
org_open(struct screen *s, const void *arg)
{
	struct org_screen *x = of(s);
	int r;

	x->id = *(const int64_t *)arg;
	sheet_init(&x->sheet, LABEL_W);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ORG, x->id);
	r = read_all(x);
	x->sheet.list.at = x->sheet.n > 1 ? 1 : 0; /* below the heading, */
	x->sheet.list.top = 0;			   /* which stays in sight */
	return r;
}

static void
org_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	org_changed(s);
}

static void
org_close(struct screen *s)
{
	sheet_free(&of(s)->sheet);
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    NULL },
	{ N_("This number is right today"), N_("confirm"), "queren qr",
	    TUI_F(8), TUI_CTRL('S'), confirm, on_phone },
	{ N_("Link it to another organisation"), N_("link it"), "guanlian gl",
	    TUI_F(5), 0, link_it, may_link },
	{ N_("End this link"), NULL, "jieshu guanlian jsgl", 0, 0, end_link,
	    on_link },
	{ N_("Another name for it"), NULL, "gai ming gm", 0, 0, rename_it,
	    may_rename },
	{ .name = NULL },
};

const struct screen_ops screen_org = {
	.name = "org",
	.title = N_("One organisation"),
	.words = "jigou jg",
	.help = N_("What is missing here, who works here, whom to phone, and "
		   "the register.\n"
		   "Enter on a line of the register notes something; on a "
		   "person it shows their posts; where more than forty work, "
		   "the line below them shows everybody.\n"
		   "F8 on a number says that it is right today.\n"
		   "F5 links it to another one: a partner hospital, a group "
		   "..."),
	.size = sizeof(struct org_screen),
	.actions = actions,
	.open = org_open,
	.where = org_where,
	.draw = org_draw,
	.key = org_key,
	.changed = org_changed,
	.answer = org_answer,
	.close = org_close,
};
