/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "account_words.h"
#include "act/account.h"
#include "act/actor.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "code.h"
#include "model/topic.h"
#include "pages.h"
#include "screen/admin.h"
#include "when.h"

/* Accounts as administrators see them: who, in which state, since when. */
#define PAGE 64

struct account {
	int64_t id, signed_in_at;
	char login[LOGIN_MAX], name[PERSON_NAME_MAX];
	enum account_state state;
};

struct accounts {
	struct screen screen;
	struct account row[PAGE];
	struct pages pages;
	struct tui_list list;
};

static struct accounts *
of(struct screen *s)
{
	return (struct accounts *)s;
}

bool
screen_accounts_may(struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN) ||
	       act_is(who, ROLE_SECURITY_ADMIN);
}

static int
add(void *arg, const struct person *p)
{
	struct accounts *x = arg;
	struct account *a;

	if (x->pages.n == PAGE)
		return 0;
	a = &x->row[x->pages.n++];
	a->id = p->id;
	a->signed_in_at = p->signed_in_at;
	a->state = p->state;
	mem_copy_text(a->login, sizeof(a->login), p->login);
	mem_copy_text(a->name, sizeof(a->name), p->name);
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct accounts *x = screen;
	struct actor *who = screen_who(&x->screen);

	return act_account_each(who, after->text, PAGE, add, x);
}

static int
read_again(struct accounts *x)
{
	return pages_again_on(
	    &x->pages, &x->list, &x->row[0].id, sizeof(x->row[0]));
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct accounts *x = screen;

	mem_copy_text(to->text, sizeof(to->text), x->row[x->pages.n - 1].login);
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	(void)rows;
	return pages_turn(&((struct accounts *)data)->pages, to);
}

static const struct tui_column columns[] = {
	{ N_("login"), 14, 0, false },
	{ N_("name"), 14, 1, false },
	{ N_("state"), 22, 0, false },
	{ N_("signed in last"), 18, 0, true },
};

static size_t
count(void *data)
{
	return ((struct accounts *)data)->pages.n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct accounts *x = data;
	const struct account *a = &x->row[i];
	char when[SCREEN_WHEN];
	const char *const texts[] = { a->login, a->name,
		account_words(a->state), when };

	screen_at(screen_now(&x->screen), a->signed_in_at, when);
	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

static void
accounts_draw(struct screen *s, struct tui_view v)
{
	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&of(s)->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
}

/* --- doing -----------------------------------------------------------------
 */

static int
propose(struct screen *s)
{
	screen_push(s, &screen_propose, NULL);
	return SCREEN_USED;
}

static int
invite(struct screen *s)
{
	struct accounts *x = of(s);
	int64_t id = x->list.at < x->pages.n ? x->row[x->list.at].id : 0;

	screen_code_invite(s, id);
	return SCREEN_USED;
}

static bool
may_invite(struct screen *s, const char **why)
{
	struct accounts *x = of(s);

	(void)why;
	return x->list.at < x->pages.n &&
	       x->row[x->list.at].state == ACCOUNT_APPROVED;
}

static bool
may_propose(struct screen *s, const char **why)
{
	(void)why;
	return screen_propose_may(screen_who(s));
}

static int
lock(struct screen *s)
{
	struct accounts *x = of(s);
	const struct account *a;
	bool locked;
	int64_t id;
	int r;

	if (x->list.at >= x->pages.n)
		return SCREEN_USED;
	a = &x->row[x->list.at];
	id = a->id;
	locked = a->state != ACCOUNT_LOCKED;
	if (!screen_confirm(s,
		locked ? _("Stop this account? Its open sessions end at once.")
		       : _("Open this account again?")))
		return SCREEN_USED;
	if ((r = act_account_lock(screen_who(s), id, locked, NULL)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	screen_say(s, "%s", _("Saved."));
	read_again(x);
	return SCREEN_USED;
}

static bool
may_lock(struct screen *s, const char **why)
{
	const struct accounts *x = of(s);
	enum account_state at;

	(void)why;
	if (x->list.at >= x->pages.n)
		return false;
	at = x->row[x->list.at].state;
	return act_is(screen_who(s), ROLE_SECURITY_ADMIN) &&
	       (at == ACCOUNT_APPROVED || at == ACCOUNT_ACTIVE ||
		   at == ACCOUNT_LOCKED);
}

/* Where no colleague can: two administrators, and neither gets a key by it. */
static int
reset(struct screen *s)
{
	struct accounts *x = of(s);
	int64_t id;
	int r;

	if (x->list.at >= x->pages.n)
		return SCREEN_USED;
	/* The row may be another one when the question has been answered. */
	id = x->row[x->list.at].id;
	if (!screen_confirm(s,
		_("Have they lost the passphrase, and no colleague of their "
		  "circle is there? The security administrator is asked too.")))
		return SCREEN_USED;
	if ((r = act_account_reset(screen_who(s), id, NULL, NULL)) != 0)
		screen_fail(s, r);
	else
		screen_say(
		    s, "%s", _("Asked. The security administrator agrees."));
	return SCREEN_USED;
}

static int
accounts_key(struct screen *s, uint32_t key)
{
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
accounts_open(struct screen *s, const void *arg)
{
	struct accounts *x = of(s);

	(void)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return pages_first(&x->pages);
}

static void
accounts_changed(struct screen *s)
{
	int r = read_again(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
accounts_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	accounts_changed(s);
}

static const struct screen_action actions[] = {
	{ N_("Propose an account"), N_("propose"), "xin zhanghao xzh", TUI_F(2),
	    TUI_CTRL('N'), propose, may_propose },
	{ N_("Invite: a code for the first sign-in"), N_("invite"),
	    "yaoqing yq", TUI_F(8), TUI_CTRL('S'), invite, may_invite },
	{ N_("Stop the account, or open it again"), N_("stop or open"),
	    "tingyong ty", TUI_F(7), 0, lock, may_lock },
	{ N_("Lost the passphrase: a new start"), N_("lost passphrase"),
	    "wangji koulin wjkl", TUI_F(6), 0, reset, may_propose },
	{ .name = NULL },
};

const struct screen_ops screen_accounts = {
	.name = "accounts",
	.title = N_("Accounts"),
	.words = "zhanghao zh",
	.help = N_("Who has an account, and its state. No case, no key.\n"
		   "The system administrator proposes, the security "
		   "administrator agrees; the first sign-in sets the "
		   "passphrase."),
	.size = sizeof(struct accounts),
	.actions = actions,
	.open = accounts_open,
	.draw = accounts_draw,
	.key = accounts_key,
	.changed = accounts_changed,
	.answer = accounts_answer,
};
