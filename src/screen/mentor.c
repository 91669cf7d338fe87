/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/mentor.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/group.h"
#include "screen/warning.h"

/* One's own students, as mentor or linked teacher.  What is noted of a student
 * stands below, of the one under the cursor alone: colleagues look over
 * (TJ-35). */
#define BELOW 6

struct mentored {
	struct screen screen;
	struct act_mentored *row;
	size_t n;
	struct tui_list list;
};

static struct mentored *
of(struct screen *s)
{
	return (struct mentored *)s;
}

bool
screen_mentored_may(struct actor *who)
{
	return act_mentor_may(who);
}

/* --- reading ----------------------------------------------------------------
 */

static void
forget(struct mentored *x)
{
	if (x->row != NULL)
		explicit_bzero(x->row, x->n * sizeof(*x->row));
	x->n = 0;
}

static int
add(void *arg, const struct act_mentored *m)
{
	struct mentored *x = arg;

	x->row = mem_grow(x->row, x->n + 1, sizeof(*x->row));
	x->row[x->n++] = *m;
	return 0;
}

static int
read_all(struct mentored *x)
{
	size_t at = x->list.at;
	int r;

	forget(x);
	r = act_mentor_each(screen_who(&x->screen), add, x);
	tui_list_go(&x->list, at);
	return r;
}

/* --- drawing ----------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("student"), 14, 1, false },
	{ N_("class"), 16, 1, false },
	{ N_("you are"), 18, 0, false },
	{ N_("how it stands"), 26, 0, false },
};

static size_t
count(void *data)
{
	return ((struct mentored *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct act_mentored *m = &((struct mentored *)data)->row[i];
	const char *const texts[] = { m->name, m->class, _(tie_words(m->tie)),
		_(care_words(m->care)) };

	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
add_groups(const struct act_mentored *m, struct buf *b)
{
	for (int i = 0; i < m->n_groups; i++) {
		buf_add_f(b, "%s%s", i > 0 ? _("; ") : "",
		    _(m->group[i].code->words));
		if (m->group[i].where[0] != '\0')
			buf_add_f(b, _(" (%s, %s)"), m->group[i].where,
			    m->group[i].carer);
	}
	if (m->n_groups == 0)
		buf_add_text(b, _("Nothing is noted for you to keep in mind."));
}

static void
draw_below(const struct mentored *x, struct tui_view v)
{
	const struct act_mentored *m = &x->row[x->list.at];
	struct buf *b = buf_new();

	tui_rule(v, 0);
	buf_add_f(b, _("%s: "), m->name);
	add_groups(m, b);
	tui_para(v, 1, 1, 3, TUI_PLAIN, buf_text(b));
	if (m->psychology[0] != '\0')
		tui_text_f(v, 4, 1, TUI_HEAD,
		    _("To learn more, please talk to %s, the psychology "
		      "teacher."),
		    m->psychology);
	buf_free(b);
}

static void
mentored_draw(struct screen *s, struct tui_view v)
{
	struct mentored *x = of(s);

	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 1 - BELOW, v.w), true);
	if (x->n == 0)
		tui_text(v, 2, 1, TUI_PLAIN, _("Nobody now."));
	else
		draw_below(x, tui_sub(v, v.h - BELOW, 0, BELOW, v.w));
}

/* --- doing ------------------------------------------------------------------
 */

static int
report(struct screen *s)
{
	screen_push(s, &screen_report, NULL);
	return SCREEN_USED;
}

static int
mentored_key(struct screen *s, uint32_t key)
{
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
mentored_open(struct screen *s, const void *arg)
{
	struct mentored *x = of(s);
	const struct actor *who = screen_who(s);

	(void)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_PERSON, who->person);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return read_all(x);
}

static void
mentored_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
mentored_answer(struct screen *s, const struct screen_ops *from, int64_t given)
{
	(void)from, (void)given;
	mentored_changed(s);
}

static void
mentored_close(struct screen *s)
{
	forget(of(s));
	free(of(s)->row);
}

static const struct screen_action actions[] = {
	{ N_("Report a new worry"), N_("report"), "xinbaoyijian xbyj", TUI_F(2),
	    TUI_CTRL('N'), report, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_mentored = {
	.name = "mentored",
	.title = N_("My own students"),
	.words = "wo dai de xuesheng wddxs daoshi baolian",
	.help = N_("The students whose mentor or linked teacher you are.\n"
		   "Below stands what to keep in mind about the one under the "
		   "cursor: how learning goes, where they are, for whom a "
		   "visit comes first. It is no label, and nothing to pass "
		   "on.\n"
		   "Somebody looks after them: go on as usual, and ask the "
		   "psychology teacher if you want to know more."),
	.size = sizeof(struct mentored),
	.actions = actions,
	.open = mentored_open,
	.draw = mentored_draw,
	.key = mentored_key,
	.changed = mentored_changed,
	.answer = mentored_answer,
	.close = mentored_close,
};
