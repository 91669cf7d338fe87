/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "account_words.h"
#include "act/actor.h"
#include "act/invite.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "code.h"
#include "model/topic.h"
#include "pages.h"
#include "screen/admin.h"
#include "when.h"

/* The people a lead, a principal or the district looks after: who can sign
 * in, and a code for who cannot. */
#define PAGE 32

struct one {
	int64_t id, signed_in_at, code_until;
	char login[LOGIN_MAX], name[PERSON_NAME_MAX];
	enum account_state state;
};

struct people {
	struct screen screen;
	struct one row[PAGE];
	char find[PERSON_NAME_MAX];
	struct pages pages;
	struct tui_list list;
};

static struct people *
of(struct screen *s)
{
	return (struct people *)s;
}

bool
screen_people_may(struct actor *who)
{
	return act_people_may(who);
}

/* --- reading ---------------------------------------------------------------
 */

static int
add(void *arg, const struct act_one *c)
{
	struct people *x = arg;
	struct one *o;

	if (x->pages.n == PAGE)
		return 0;
	o = &x->row[x->pages.n++];
	*o = (struct one){ .id = c->p.id,
		.signed_in_at = c->p.signed_in_at,
		.code_until = c->code_until,
		.state = c->p.state };
	mem_copy_text(o->login, sizeof(o->login), c->p.login);
	mem_copy_text(o->name, sizeof(o->name), c->p.name);
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct people *x = screen;

	return act_people_each(
	    screen_who(&x->screen), x->find, after->text, PAGE, add, x);
}

/* The cursor stays with the person it stood on. */
static int
read_again(struct people *x)
{
	return pages_again_on(
	    &x->pages, &x->list, &x->row[0].id, sizeof(x->row[0]));
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct people *x = screen;

	mem_copy_text(to->text, sizeof(to->text), x->row[x->pages.n - 1].login);
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	(void)rows;
	return pages_turn(&((struct people *)data)->pages, to);
}

/* --- drawing ---------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("login"), 14, 0, false },
	{ N_("name"), 12, 1, false },
	{ N_("state"), 28, 0, false },
	{ N_("signed in last"), 18, 0, true },
};

static size_t
count(void *data)
{
	return ((struct people *)data)->pages.n;
}

static const char *
state_words(const struct one *o)
{
	return o->code_until != 0 ? _("has a code") : account_words(o->state);
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct people *x = data;
	const struct one *o = &x->row[i];
	char when[SCREEN_WHEN];
	const char *const texts[] = { o->login, o->name, state_words(o), when };

	screen_at(screen_now(&x->screen), o->signed_in_at, when);
	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, turn };

static void
people_draw(struct screen *s, struct tui_view v)
{
	struct people *x = of(s);

	tui_columns_head(columns, (int)nitems(columns), v, 0);
	if (x->pages.n == 0)
		tui_text(v, 2, 1, TUI_FAINT,
		    x->find[0] != '\0' ? _("Nobody whose login or name begins "
					   "so. Esc shows all.")
				       : _("Nobody yet."));
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
}

/* --- doing -----------------------------------------------------------------
 */

/* Before the question: another may stand in the row afterwards. */
static int64_t
chosen(struct people *x)
{
	return x->list.at < x->pages.n ? x->row[x->list.at].id : 0;
}

static int
done(struct screen *s)
{
	int r = read_again(of(s));

	if (r != 0)
		screen_fail(s, r);
	return SCREEN_USED;
}

static bool
may_invite(struct screen *s, const char **why)
{
	struct people *x = of(s);

	(void)why;
	return x->list.at < x->pages.n &&
	       x->row[x->list.at].state == ACCOUNT_APPROVED;
}

static int
invite(struct screen *s)
{
	screen_code_invite(s, chosen(of(s)));
	return done(s);
}

static bool
may_again(struct screen *s, const char **why)
{
	struct people *x = of(s);

	(void)why;
	return x->list.at < x->pages.n &&
	       x->row[x->list.at].state == ACCOUNT_ACTIVE;
}

static int
again(struct screen *s)
{
	screen_code_again(s, chosen(of(s)));
	return done(s);
}

static int
find_all(struct people *x, const char *find)
{
	mem_copy_text(x->find, sizeof(x->find), find);
	tui_list_go(&x->list, 0);
	return pages_first(&x->pages);
}

static int
find(struct screen *s)
{
	struct buf *b = buf_new_in(screen_memory(s));
	int r = 0;

	if (screen_ask_with(s, _("Login or name, as far as you know it"), NULL,
		PERSON_NAME_MAX - 1, b))
		r = find_all(of(s), buf_text(b));
	buf_free(b);
	if (r != 0)
		screen_fail(s, r);
	return SCREEN_USED;
}

/* Esc leaves what was looked for first, then the screen. */
static int
people_key(struct screen *s, uint32_t key)
{
	struct people *x = of(s);

	if ((key == TUI_ESC || key == TUI_CTRL('G')) && x->find[0] != '\0') {
		find_all(x, "");
		return SCREEN_USED;
	}
	return tui_list_key(&x->list, key) != TUI_PASS ? SCREEN_USED
						       : SCREEN_PASS;
}

static int
people_open(struct screen *s, const void *arg)
{
	struct people *x = of(s);

	(void)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return pages_first(&x->pages);
}

static void
people_changed(struct screen *s)
{
	done(s);
}

static const struct screen_action actions[] = {
	{ N_("Invite: a code for the first sign-in"), N_("invite"),
	    "yaoqing yq", TUI_F(2), TUI_CTRL('N'), invite, may_invite },
	{ N_("Forgot the passphrase, or a new computer"), N_("a new code"),
	    "wangji koulin wjkl", TUI_F(6), 0, again, may_again },
	{ N_("Look for one"), N_("look for"), "zhao z", '/', 0, find, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_people = {
	.name = "people",
	.title = N_("My people"),
	.words = "wode tongshi wdts",
	.help = N_("Whom you look after, and whether they can sign in.\n"
		   "F2 invites who has not been here yet; F6 helps who forgot "
		   "the passphrase or has a new computer: a code for one use, "
		   "told by phone.\n/ looks for one by login or name."),
	.size = sizeof(struct people),
	.actions = actions,
	.open = people_open,
	.draw = people_draw,
	.key = people_key,
	.changed = people_changed,
};
