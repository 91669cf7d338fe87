/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/rollover.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/duty.h"
#include "screen/year.h"
#include "sheet.h"

/* What becomes of posts when a year turns: a rule a line, and whose word it
 * is.  A key opens the choice, a second one takes it. */
#define RULES_MAX 64

struct turns {
	struct screen screen;
	char school[ORG_NAME_MAX]; /* "": all of the district */
	char name[ORG_NAME_MAX];   /* of what is looked at */
	struct act_rollover_turn row[RULES_MAX];
	size_t n;
	struct tui_list list;
};

static struct turns *
of(struct screen *s)
{
	return (struct turns *)s;
}

static const char *
school_of(const struct turns *x)
{
	return x->school[0] != '\0' ? x->school : NULL;
}

/* --- reading ----------------------------------------------------------------
 */

static int
add(void *arg, const struct act_rollover_turn *t)
{
	struct turns *x = arg;

	if (x->n < RULES_MAX)
		x->row[x->n++] = *t;
	return 0;
}

static int
read_all(struct turns *x)
{
	struct actor *who = screen_who(&x->screen);
	size_t at = x->list.at;
	struct org o;
	int r;

	if ((r = act_rollover_where(who, school_of(x), &o)) != 0)
		return r;
	mem_copy_text(x->name, sizeof(x->name), o.name);
	x->n = 0;
	r = act_rollover_turn_each(who, school_of(x), add, x);
	tui_list_go(&x->list, at);
	return r;
}

/* --- drawing ----------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("post"), 20, 1, false },
	{ N_("when the year turns"), 36, 1, false },
	{ N_("who says so"), 20, 0, false },
};

static size_t
count(void *data)
{
	return ((struct turns *)data)->n;
}

static const char *
post_words(const struct act_rollover_turn *t)
{
	const struct duty *d = duty_of(t->post);

	return d != NULL ? _(d->words) : _("any other post");
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct act_rollover_turn *t = &((struct turns *)data)->row[i];
	const char *const texts[] = { post_words(t), _(turn_words(t->turn)),
		_(turn_by_words(t->by)) };

	tui_columns_row(columns, (int)nitems(columns), line,
	    t->by == TURN_BY_PROFILE ? TUI_PLAIN : TUI_SOON, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
turns_draw(struct screen *s, struct tui_view v)
{
	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&of(s)->list, tui_sub(v, 1, 0, v.h - 1, v.w), true);
}

static void
turns_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, _("What becomes of posts: %s"), of(s)->name);
}

/* --- doing ------------------------------------------------------------------
 */

static int
told(struct screen *s, int r)
{
	int e;

	if (r != 0)
		screen_fail(s, r); /* before its reason is forgotten */
	else
		screen_say(s, "%s", _("Saved."));
	if ((e = read_all(of(s))) != 0)
		screen_fail(s, e);
	return SCREEN_USED;
}

/* The row may be another one when the question has been answered. */
static int
choose(struct screen *s)
{
	struct turns *x = of(s);
	const struct act_rollover_turn t = x->row[x->list.at];
	const char *words[TURN_COUNT];
	struct buf *b = buf_new();
	int one;

	for (int i = 0; i < TURN_COUNT; i++)
		words[i] = turn_words((enum turn)i);
	buf_add_f(b, _("%s of %s: what becomes of it when the year turns?"),
	    post_words(&t), x->name);
	one = screen_choose(s, buf_text(b), words, TURN_COUNT);
	buf_free(b);
	if (one < 0)
		return SCREEN_USED;
	return told(s, act_rollover_turn_put(screen_who(s), school_of(x),
			   t.post, (enum turn)one, NULL));
}

/* One school alone, and back to all. */
static int
one_school(struct screen *s)
{
	struct turns *x = of(s);
	int r;

	if (x->school[0] != '\0')
		x->school[0] = '\0';
	else if (!sheet_ask(s, _("Which school? Its name or code"), "",
		     x->school, sizeof(x->school)))
		return SCREEN_USED;
	x->list.at = 0;
	if ((r = read_all(x)) != 0) {
		screen_fail(s, r);
		x->school[0] = '\0';
		(void)read_all(x);
	}
	return SCREEN_USED;
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->list.at < of(s)->n;
}

static int
turns_key(struct screen *s, uint32_t key)
{
	if (key == TUI_ENTER && has_row(s, NULL))
		return choose(s);
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
turns_open(struct screen *s, const void *arg)
{
	struct turns *x = of(s);

	if (arg != NULL)
		mem_copy_text(x->school, sizeof(x->school), arg);
	x->list.ops = &list_ops;
	x->list.data = x;
	screen_topics_of_posts(s);
	return read_all(x);
}

static void
turns_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static const struct screen_action actions[] = {
	{ N_("Another rule for this post"), N_("another rule"), "gai banfa gbf",
	    TUI_ENTER, 0, NULL, has_row },
	{ N_("One school, or all of them"), N_("one school"),
	    "yige xuexiao ygxx", TUI_F(5), TUI_CTRL('P'), one_school, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_rollover_turn = {
	.name = "rollover-turn",
	.title = N_("What becomes of posts when the year turns"),
	.words = "gangwei zenmeban gwzmb",
	.help = N_("What becomes of the posts of classes and grades when a "
		   "school year turns: they move up with the class, end with "
		   "every year, or stay.\n"
		   "Enter chooses another rule: for all of the district, or "
		   "after F5 for one school alone. A school's own word stands "
		   "over the district's. Nothing changes before the year is "
		   "turned over."),
	.size = sizeof(struct turns),
	.actions = actions,
	.open = turns_open,
	.where = turns_where,
	.draw = turns_draw,
	.key = turns_key,
	.changed = turns_changed,
};
