/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/circle.h"
#include "act/custody.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "code.h"
#include "model/topic.h"
#include "screen/custody.h"
#include "tui/progress.h"

/* One's circle: who is in it, who has yet to be given the keys, and the
 * re-sealing after somebody has left. */
#define MEMBERS_MAX 64

struct circle_screen {
	struct screen screen;
	int64_t id, left;
	struct circle c;
	struct act_member row[MEMBERS_MAX];
	size_t n;
	struct tui_list list;
	bool reseals, renews, holds;
	int64_t again[MEMBERS_MAX]; /* began again: their keys go back */
	size_t n_again;
};

static struct circle_screen *
of(struct screen *s)
{
	return (struct circle_screen *)s;
}

/* --- reading ------------------------------------------------------------- */

static int
add_member(void *arg, const struct act_member *m)
{
	struct circle_screen *x = arg;

	if (x->n < MEMBERS_MAX)
		x->row[x->n++] = *m;
	return 0;
}

static int
add_task(void *arg, const struct circle_task *t)
{
	struct circle_screen *x = of(arg);

	x->reseals |= strcmp(t->kind, "reseal") == 0;
	if (strcmp(t->kind, "again") == 0 && x->n_again < MEMBERS_MAX)
		x->again[x->n_again++] = t->person;
	return 0;
}

/* The cursor stays with the person it stood on. */
static void
stay_with(struct circle_screen *x, int64_t person)
{
	size_t i = 0;

	while (i < x->n && x->row[i].person != person)
		i++;
	tui_list_go(&x->list, i < x->n ? i : x->list.at);
}

static int
read_now(struct circle_screen *x)
{
	struct actor *who = screen_who(&x->screen);
	int64_t person = x->list.at < x->n ? x->row[x->list.at].person : 0;
	int r;

	x->n = x->n_again = 0;
	x->reseals = false;
	if ((r = act_circle_get(who, x->id, &x->c)) != 0 ||
	    (r = act_circle_members(who, x->id, add_member, x)) != 0 ||
	    (r = act_circle_pending(who, x->id, add_task, x)) != 0 ||
	    (r = act_circle_left(who, x->id, &x->left)) != 0)
		return r;
	x->holds = act_circle_holds(who, x->id);
	x->renews = x->holds && act_circle_renews(who, x->id);
	stay_with(x, person);
	return 0;
}

/* A colleague who began again with a code of this circle's gets back what they
 * held, from whoever of it looks first. */
static int
read_all(struct circle_screen *x)
{
	int r = read_now(x);

	if (r != 0 || !x->holds || x->n_again == 0)
		return r;
	for (size_t i = 0; i < x->n_again; i++)
		act_circle_again(screen_who(&x->screen), x->id, x->again[i]);
	return read_now(x);
}

/* --- drawing ------------------------------------------------------------- */

static size_t
count(void *data)
{
	return ((struct circle_screen *)data)->n;
}

static void
draw_member(void *data, size_t i, struct tui_view line)
{
	const struct act_member *m = &((struct circle_screen *)data)->row[i];

	tui_cell(line, 0, 2, 16, TUI_PLAIN, m->name);
	tui_cell(line, 0, 20, line.w - 21, m->holds ? TUI_FAINT : TUI_PLAIN,
	    m->holds	  ? _("has the keys")
	    : m->signs_in ? _("has no keys yet: F4 gives them")
			  : _("has to sign in once first"));
}

static const struct tui_list_ops list_ops = { count, draw_member, NULL };

/* What is not done yet, a sentence each. */
static int
draw_work(struct circle_screen *x, struct tui_view v)
{
	int y = 0;

	if (!x->holds)
		y += tui_para(v, y, 1, 3, TUI_HEAD,
		    _("You have no keys of this circle now. A colleague gives "
		      "them with F4; when nobody has them, F5 asks custody."));
	if (x->reseals)
		y += tui_para(v, y, 1, 3, TUI_HEAD,
		    _("Somebody has left: what was sealed to the old key is "
		      "being sealed to the new one. F8 goes on with it."));
	if (x->reseals)
		y += tui_text_f(v, y, 1, TUI_PLAIN, _("Still to do: %lld"),
			 (long long)x->left) > 0;
	if (x->renews)
		y += tui_para(v, y, 1, 2, TUI_HEAD,
		    _("The custodians have changed: F8 seals the keys to "
		      "those of now."));
	return y;
}

static void
circle_draw(struct screen *s, struct tui_view v)
{
	struct circle_screen *x = of(s);
	int y = draw_work(x, v);

	if (y > 0)
		tui_rule(v, y++);
	tui_text(v, y, 1, TUI_HEAD, _("Who is in it"));
	tui_list_draw(&x->list, tui_sub(v, y + 1, 0, v.h - y - 1, v.w), true);
}

static void
circle_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, _("Circle    %s"), of(s)->c.name);
}

/* --- doing --------------------------------------------------------------- */

static int
done(struct screen *s, int r, const char *words)
{
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", words);
	if ((r = read_all(of(s))) != 0)
		screen_fail(s, r);
	return r == ERR_DENIED ? SCREEN_BACK : SCREEN_USED;
}

static const struct act_member *
member(struct circle_screen *x)
{
	return x->list.at < x->n ? &x->row[x->list.at] : NULL;
}

/* Who stands under the cursor, 0: nobody.  Taken before a question: while it
 * stands the rows are read again, and another may have come there. */
static int64_t
chosen(struct circle_screen *x)
{
	const struct act_member *m = member(x);

	return m != NULL ? m->person : 0;
}

static bool
may_give(struct screen *s, const char **why)
{
	const struct act_member *m = member(of(s));

	(void)why;
	return m != NULL && of(s)->holds && m->signs_in && !m->holds;
}

static int
give(struct screen *s)
{
	return done(s,
	    act_circle_add(screen_who(s), of(s)->id, chosen(of(s)), NULL),
	    _("The keys are theirs now."));
}

static bool
has_work(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->holds && (of(s)->reseals || of(s)->renews);
}

/* A slice at a time, each whole; Esc leaves the rest for later. */
static int
work(struct screen *s)
{
	struct circle_screen *x = of(s);
	struct tui_progress p = { .total = x->left,
		.began_ms = clock_ticks_ms() };
	bool left = true, reseals = x->reseals;
	int64_t now_left;
	int r = 0;

	while (left &&
	       (r = act_circle_work(screen_who(s), x->id, &left)) == 0 &&
	       left) {
		if ((r = act_circle_left(screen_who(s), x->id, &now_left)) != 0)
			break;
		p.done = p.total > now_left ? p.total - now_left : 0;
		p.now_ms = clock_ticks_ms();
		if (!screen_progress(s, &p))
			return done(s, 0,
			    _("Stopped; the rest can be done "
			      "later."));
	}
	return done(s, r,
	    reseals ? _("Done. The old key opens nothing any more.")
		    : _("Done."));
}

static bool
may_begin_again(struct screen *s, const char **why)
{
	const struct act_member *m = member(of(s));

	(void)why;
	return m != NULL && of(s)->holds && m->person != screen_who(s)->person;
}

static int
begin_again(struct screen *s)
{
	screen_code_again(s, chosen(of(s)));
	return SCREEN_USED;
}

static int
leave(struct screen *s)
{
	int64_t person = chosen(of(s));

	if (person == 0 ||
	    !screen_confirm(s, _("Do they leave the circle? The others get a "
				 "new key, and the re-sealing begins.")))
		return SCREEN_USED;
	return done(s, act_circle_leave(screen_who(s), of(s)->id, person, NULL),
	    _("They have left. F8 goes on with "
	      "the re-sealing."));
}

static bool
may_ask(struct screen *s, const char **why)
{
	(void)why;
	return !of(s)->holds;
}

static int
ask(struct screen *s)
{
	screen_custody_ask(s, CUSTODY_CIRCLE, of(s)->id);
	return SCREEN_USED;
}

static int
circle_key(struct screen *s, uint32_t key)
{
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

/* --- the screen ------------------------------------------------------------
 */

static int
first_own(void *arg, const struct circle *c, bool member)
{
	int64_t *id = arg;

	if (member && *id == 0)
		*id = c->id;
	return 0;
}

bool
screen_circle_may(struct actor *who)
{
	int64_t id = 0;

	return act_circle_each(who, first_own, &id) == 0 && id != 0;
}

static int
circle_open(struct screen *s, const void *arg)
{
	struct circle_screen *x = of(s);

	if (arg == NULL)
		act_circle_each(screen_who(s), first_own, &x->id);
	else
		x->id = *(const int64_t *)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	s->topics[s->n_topics++] =
	    STORE_TOPIC(TOPIC_PERSON, screen_who(s)->person);
	return read_all(x);
}

static void
circle_changed(struct screen *s)
{
	int r = screen_is_locked(s) ? 0 : read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
	if (r == ERR_DENIED) /* no longer one of it */
		screen_leave(s);
}

static const struct screen_action actions[] = {
	{ N_("Give the keys"), N_("give the keys"), "gei yaoshi gys", TUI_F(4),
	    TUI_CTRL('T'), give, may_give },
	{ N_("Lost the passphrase: a new start"), N_("lost passphrase"),
	    "wangji koulin wjkl", TUI_F(6), 0, begin_again, may_begin_again },
	{ N_("Go on with the re-sealing"), N_("go on re-sealing"),
	    "chongxin fengcun cxfc", TUI_F(8), TUI_CTRL('S'), work, has_work },
	{ N_("Ask custody for the keys"), N_("ask custody"), "qing tuoguan qtg",
	    TUI_F(5), TUI_CTRL('P'), ask, may_ask },
	{ N_("Leaves the circle"), NULL, "likai lk", 0, 0, leave,
	    may_begin_again },
	{ .name = NULL },
};

const struct screen_ops screen_circle = {
	.name = "circle",
	.title = N_("Circle"),
	.words = "baomiquan bmq",
	.help = N_("Who can open what this team writes, and what is still to "
		   "be\ndone on its keys. Who lost the passphrase signs in "
		   "anew and\nis given the keys by a colleague; when nobody "
		   "has them, by\nthe two custodians together."),
	.size = sizeof(struct circle_screen),
	.actions = actions,
	.open = circle_open,
	.where = circle_where,
	.draw = circle_draw,
	.key = circle_key,
	.changed = circle_changed,
	.beat = circle_changed,
	.unlock = circle_changed,
};
