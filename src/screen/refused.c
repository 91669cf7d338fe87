/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/mend.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/topic.h"
#include "screen/roster.h"

/* Rows of a roster that were not taken in: which line, what is wrong. */
struct refused {
	struct screen screen;
	struct act_mend *row;
	size_t n;
	struct tui_list list;
};

static struct refused *
of(struct screen *s)
{
	return (struct refused *)s;
}

bool
screen_refused_may(struct actor *who)
{
	return act_is(who, ROLE_DISTRICT_STAFF) ||
	       act_is(who, ROLE_SYSTEM_ADMIN) || act_is(who, ROLE_PRINCIPAL);
}

static int
add(void *arg, const struct act_mend *a)
{
	struct refused *x = arg;

	if (x->n < ACT_MEND_MAX)
		x->row[x->n++] = *a;
	return 0;
}

static int
read_all(struct refused *x)
{
	int r;

	x->n = 0;
	r = act_mend_each(screen_who(&x->screen), 0, ACT_MEND_MAX, add, x);
	tui_list_go(&x->list, x->list.at);
	return r;
}

/* --- drawing ---------------------------------------------------------------
 */

static const struct tui_column columns[] = {
	{ N_("line"), 6, 0, false },
	{ N_("what"), 15, 0, false },
	{ N_("what to do"), 40, 1, false },
};

static size_t
count(void *data)
{
	return ((struct refused *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct refused *x = data;
	const struct act_mend *a = &x->row[i];
	struct buf *b = buf_new();
	const char *texts[3];

	buf_add_f(b, "%lld", (long long)a->line);
	texts[0] = buf_text(b);
	texts[1] = _(table_words(a->table, a->field));
	texts[2] = _(a->words);
	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
	buf_free(b);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
refused_draw(struct screen *s, struct tui_view v)
{
	struct refused *x = of(s);

	if (x->n == 0) {
		tui_text(v, 1, 1, TUI_PLAIN,
		    _("Every row of the roster has been taken in."));
		return;
	}
	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&x->list, tui_sub(v, 1, 0, v.h - 4, v.w), true);
	tui_rule(v, v.h - 3);
	/* the whole sentence, which the column may have cut */
	tui_para(v, v.h - 2, 1, 2, TUI_PLAIN, _(x->row[x->list.at].words));
}

static void
refused_where(struct screen *s, struct screen_title *t)
{
	buf_add_text(t->where, _("Roster: rows to mend"));
	if (of(s)->n > 0)
		buf_add_f(t->state, _("%zu waiting"), of(s)->n);
}

/* --- doing -----------------------------------------------------------------
 */

static int
refused_key(struct screen *s, uint32_t key)
{
	struct refused *x = of(s);

	if (key == TUI_ENTER && x->n > 0) {
		screen_push(s, &screen_mend, &x->row[x->list.at].id);
		return SCREEN_USED;
	}
	return tui_list_key(&x->list, key) != TUI_PASS ? SCREEN_USED
						       : SCREEN_PASS;
}

static void
read_again(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static int
drop(struct screen *s, int64_t id, const char *question)
{
	int r;

	if (!screen_confirm(s, question))
		return SCREEN_USED;
	if ((r = act_mend_drop(screen_who(s), id)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	read_again(s);
	screen_say(s, "%s", _("Thrown away."));
	return SCREEN_USED;
}

static int
drop_one(struct screen *s)
{
	struct refused *x = of(s);

	return drop(s, x->row[x->list.at].id,
	    _("Throw this row away? It is not taken in."));
}

static int
drop_all(struct screen *s)
{
	return drop(
	    s, 0, _("Throw all these rows away? None of them is taken in."));
}

static bool
has_rows(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->n > 0;
}

static int
refused_open(struct screen *s, const void *arg)
{
	struct refused *x = of(s);

	(void)arg;
	x->row = mem_zero(ACT_MEND_MAX, sizeof(*x->row));
	x->list.ops = &list_ops;
	x->list.data = x;
	s->topics[s->n_topics++] =
	    STORE_TOPIC(TOPIC_PERSON, screen_who(s)->person);
	return read_all(x);
}

static void
refused_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	read_again(s);
}

static void
refused_close(struct screen *s)
{
	free(of(s)->row);
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_rows },
	{ N_("Throw this row away"), N_("throw away"), "buyao by", TUI_F(7), 0,
	    drop_one, has_rows },
	{ N_("Throw all these rows away"), NULL, "quanbu buyao qbby", 0, 0,
	    drop_all, has_rows },
	{ .name = NULL },
};

const struct screen_ops screen_refused = {
	.name = "refused",
	.title = N_("Roster: rows to mend"),
	.words = "mingce dai gai mcdg",
	.help = N_("Rows of the roster that were not taken in, by their line.\n"
		   "Enter opens one: the field at fault is marked; mend it and "
		   "save.\n"
		   "F7 throws a row away that is not needed.\n"
		   "Only you see them; after 30 days they go by themselves."),
	.size = sizeof(struct refused),
	.actions = actions,
	.open = refused_open,
	.where = refused_where,
	.draw = refused_draw,
	.key = refused_key,
	.changed = read_again,
	.unlock = read_again,
	.answer = refused_answer,
	.close = refused_close,
};
