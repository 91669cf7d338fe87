/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/approval.h"
#include "act/staff.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/duty.h"
#include "pages.h"
#include "screen/office.h"

/* The posts of one file of staff, a page at a time, and the one answer to all
 * of them. */
#define PAGE 64

struct line {
	int64_t post;
	char login[LOGIN_MAX], name[PERSON_NAME_MAX], org[97];
	const char *words;
	bool is_new;
};

struct batch {
	struct screen screen;
	int64_t approval, id, posts, people;
	struct line row[PAGE];
	struct pages pages;
	struct tui_list list;
};

static struct batch *
of(struct screen *s)
{
	return (struct batch *)s;
}

static int
add(void *arg, const struct post_row *p)
{
	struct batch *x = arg;
	struct line *l = &x->row[x->pages.n];

	if (x->pages.n == PAGE)
		return 0;
	x->pages.n++;
	l->post = p->post.id;
	l->words = duty_post_words(p->post.role, p->post.duty);
	l->is_new = p->state == ACCOUNT_PROPOSED;
	mem_copy_text(l->login, sizeof(l->login), p->login);
	mem_copy_text(l->name, sizeof(l->name), p->name);
	mem_copy_text(l->org, sizeof(l->org), p->org);
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct batch *x = screen;
	struct actor *who = screen_who(&x->screen);
	int r;

	if ((r = act_batch_count(who, x->id, &x->posts, &x->people)) != 0)
		return r;
	return act_batch_each(who, x->id, after->number, PAGE, add, x);
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct batch *x = screen;

	to->number = x->row[x->pages.n - 1].post;
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	(void)rows;
	return pages_turn(&((struct batch *)data)->pages, to);
}

static const struct tui_column columns[] = {
	{ N_("login"), 14, 0, false },
	{ N_("name"), 12, 1, false },
	{ N_("post"), 18, 1, false },
	{ N_("where"), 20, 2, false },
	{ N_("account"), 12, 0, true },
};

static size_t
count(void *data)
{
	return ((struct batch *)data)->pages.n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct line *l = &((struct batch *)data)->row[i];
	const char *const texts[] = { l->login, l->name, _(l->words), l->org,
		l->is_new ? _("new account") : "" };

	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

static void
batch_draw(struct screen *s, struct tui_view v)
{
	struct batch *x = of(s);

	if (x->pages.n == 0) {
		tui_text(v, 1, 1, TUI_PLAIN,
		    _("Nothing of this file waits any more."));
		return;
	}
	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
}

static void
batch_where(struct screen *s, struct screen_title *t)
{
	buf_add_text(t->where, _("A file of staff"));
	buf_add_f(t->state, _("%lld posts, %lld new accounts"),
	    (long long)of(s)->posts, (long long)of(s)->people);
}

/* --- doing ------------------------------------------------------------------
 */

static int
decided(struct screen *s, int r)
{
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	screen_answer(s, of(s)->approval);
	screen_say(s, "%s", _("Saved."));
	return SCREEN_BACK;
}

static int
agree(struct screen *s)
{
	struct batch *x = of(s);
	struct buf *b = buf_new();
	bool yes;

	buf_add_f(b, _("Agree to all of them: %lld posts, %lld new accounts?"),
	    (long long)x->posts, (long long)x->people);
	yes = screen_confirm(s, buf_text(b));
	buf_free(b);
	if (!yes)
		return SCREEN_USED;
	return decided(s, act_approval_give(screen_who(s), x->approval, NULL));
}

static int
refuse(struct screen *s)
{
	if (!screen_confirm(s, _("Not agree to any of them?")))
		return SCREEN_USED;
	return decided(
	    s, act_approval_refuse(screen_who(s), of(s)->approval, NULL, NULL));
}

static int
strike(struct screen *s)
{
	struct batch *x = of(s);
	int64_t post = x->list.at < x->pages.n ? x->row[x->list.at].post : 0;
	int r;

	if (post == 0 || !screen_confirm(s,
			     _("Take this person out? The others still wait.")))
		return SCREEN_USED;
	if ((r = act_batch_strike(screen_who(s), x->id, post, NULL)) != 0)
		screen_fail(s, r);
	pages_again(&x->pages);
	tui_list_go(&x->list, x->list.at);
	return SCREEN_USED;
}

static bool
may_decide(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->pages.n > 0 && act_is(screen_who(s), ROLE_SECURITY_ADMIN);
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->pages.n > 0;
}

static int
batch_key(struct screen *s, uint32_t key)
{
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
batch_open(struct screen *s, const void *arg)
{
	struct batch *x = of(s);
	const int64_t *ids = arg;

	x->approval = ids[0];
	x->id = ids[1];
	x->list.ops = &list_ops;
	x->list.data = x;
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return pages_first(&x->pages);
}

static void
batch_changed(struct screen *s)
{
	struct batch *x = of(s);
	int r = pages_again(&x->pages);

	tui_list_go(&x->list, x->list.at);
	if (r != 0)
		screen_fail(s, r);
}

static const struct screen_action actions[] = {
	{ N_("Agree to all of them"), N_("agree to all"), "tongyi ty", TUI_F(4),
	    TUI_CTRL('T'), agree, may_decide },
	{ N_("Take this person out"), N_("take out"), "quchu qc", TUI_F(7), 0,
	    strike, has_row },
	{ N_("Agree to none of them"), NULL, "bu tongyi bty", 0, 0, refuse,
	    may_decide },
	{ .name = NULL },
};

const struct screen_ops screen_batch = {
	.name = "batch",
	.title = N_("A file of staff"),
	.words = "renyuan mingce rymc",
	.help = N_("Everybody whom one file proposes, with the post. F4 "
		   "agrees to all of them at once.\n"
		   "F7 takes one person out; the others still wait."),
	.size = sizeof(struct batch),
	.actions = actions,
	.open = batch_open,
	.where = batch_where,
	.draw = batch_draw,
	.key = batch_key,
	.changed = batch_changed,
};
