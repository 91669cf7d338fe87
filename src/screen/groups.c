/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/group.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "day_words.h"
#include "screen/group.h"
#include "sheet.h"

/* What to keep in mind about one student: groups and risk factors, each with
 * its dates and where it comes from. */
enum { ROW_GROUP = 1 };
#define CHOICES 9 /* of screen_choose() */

struct groups {
	struct screen screen;
	int64_t student;
	struct act_student s;
	struct act_group_may may;
	bool may_add, ended; /* the ended ones are shown as well */
	struct sheet sheet;
};

static struct groups *
of(struct screen *s)
{
	return (struct groups *)s;
}

/* --- reading ----------------------------------------------------------------
 */

static int
add_row(void *arg, const struct act_group *g)
{
	struct groups *x = arg;
	const struct group *of = &g->row.g;
	struct sheet_row *row = sheet_add(&x->sheet, ROW_GROUP, g->row.id);
	char span[SPAN_WORDS];

	span_words(of->starts, of->ends, span);
	row->key = g->may_end;
	mem_copy_text(row->label, sizeof(row->label), _(of->code->words));
	sheet_text(row, "%s  %s  %s %s %s%s", span,
	    _(group_source_words(of->source)), of->evidence, of->where,
	    of->carer, g->row.ended_at != 0 ? _("  (ended)") : "");
	return 0;
}

static int
read_all(struct groups *x)
{
	struct actor *who = screen_who(&x->screen);
	int r;

	sheet_clear(&x->sheet);
	if ((r = act_student_show(who, x->student, &x->s)) == 0)
		r = act_group_each(
		    who, x->student, x->ended, add_row, x, &x->may);
	x->may_add = false;
	for (int i = 0; group_code_at(i) != NULL; i++)
		x->may_add |= x->may.add[i];
	sheet_again(&x->sheet);
	return r;
}

/* --- drawing ----------------------------------------------------------------
 */

static void
groups_where(struct screen *s, struct screen_title *t)
{
	const struct groups *x = of(s);

	buf_add_f(t->where, _("To keep in mind: %s"), x->s.s.name);
	if (x->ended)
		buf_add_text(t->state, _("ended ones too"));
}

static void
groups_draw(struct screen *s, struct tui_view v)
{
	struct groups *x = of(s);

	if (x->sheet.n == 0)
		tui_para(v, 1, 1, 2, TUI_PLAIN,
		    _("Nothing is noted. That is fine; nothing needs "
		      "filling."));
	sheet_draw_full(&x->sheet, v);
}

/* --- doing ------------------------------------------------------------------
 */

static int
reread(struct screen *s, int r)
{
	int e = read_all(of(s));

	if (r != 0 || e != 0)
		screen_fail(s, r != 0 ? r : e);
	return SCREEN_USED;
}

/* Of a kind, what this person may enter. */
static int
codes_of(const struct groups *x, int kind, const struct group_code *to[CHOICES])
{
	const struct group_code *c;
	int n = 0;

	for (int i = 0; (c = group_code_at(i)) != NULL && n < CHOICES; i++)
		if ((int)c->kind == kind && x->may.add[i])
			to[n++] = c;
	return n;
}

static const struct group_code *
choose_code(struct screen *s)
{
	const struct group_code *code[CHOICES];
	const char *words[CHOICES];
	int kinds[GROUP_KINDS], n = 0, at;

	for (int k = 0; k < GROUP_KINDS; k++)
		if (codes_of(of(s), k, code) > 0) {
			words[n] = _(group_kind_words((enum group_kind)k));
			kinds[n++] = k;
		}
	if ((at = screen_choose(s, _("What is it about?"), words, n)) < 0)
		return NULL;
	n = codes_of(of(s), kinds[at], code);
	for (int i = 0; i < n; i++)
		words[i] = _(code[i]->words);
	at = screen_choose(s, _("Which?"), words, n);
	return at < 0 ? NULL : code[at];
}

static bool
choose_source(struct screen *s, struct group *g)
{
	const char *words[GROUP_FROM_COUNT];
	int at;

	for (int i = 0; i < GROUP_FROM_COUNT; i++)
		words[i] = _(group_source_words((enum group_source)i));
	at = screen_choose(s, _("Who said so?"), words, GROUP_FROM_COUNT);
	g->source = (enum group_source)(at < 0 ? 0 : at);
	return at >= 0;
}

/* What this group needs beside: evidence, or where and with whom. */
static bool
ask_rest(struct screen *s, struct group *g)
{
	if ((g->code->needs & GROUP_NEEDS_EVIDENCE) != 0 &&
	    !sheet_ask(s, _("What shows it? Which visit or paper; no story."),
		"", g->evidence, sizeof(g->evidence)))
		return false;
	if (!day_ask(s, _("Since when?"), day_now(s), &g->starts))
		return false;
	if ((g->code->needs & GROUP_NEEDS_WHERE) == 0)
		return true;
	return sheet_ask(
		   s, _("Where are they?"), "", g->where, sizeof(g->where)) &&
	       sheet_ask(s, _("Who cares for them there? Name and telephone."),
		   "", g->carer, sizeof(g->carer)) &&
	       day_ask(s, _("Until when?"), 0, &g->ends);
}

static int
add(struct screen *s)
{
	struct group g = { .code = choose_code(s) };
	int64_t id;
	int r;

	if (g.code == NULL || !choose_source(s, &g) || !ask_rest(s, &g))
		return SCREEN_USED;
	r = act_group_add(screen_who(s), of(s)->student, &g, &id, NULL);
	if (r == 0)
		screen_say(s, "%s", _("Saved."));
	return reread(s, r);
}

static bool
may_add(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->may_add;
}

static int
end(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);
	int64_t id = row->id;
	int r;

	if (!screen_confirm(s, _("Is it so no more? The row stays.")))
		return SCREEN_USED;
	if ((r = act_group_end(screen_who(s), id, NULL)) == 0)
		screen_say(s, "%s", _("Saved."));
	return reread(s, r);
}

static bool
may_end(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	(void)why;
	return row != NULL && row->key != 0;
}

static int
show_ended(struct screen *s)
{
	of(s)->ended = !of(s)->ended;
	return reread(s, 0);
}

static int
groups_key(struct screen *s, uint32_t key)
{
	return tui_list_key(&of(s)->sheet.list, key) != TUI_PASS ? SCREEN_USED
								 : SCREEN_PASS;
}

static int
groups_open(struct screen *s, const void *arg)
{
	struct groups *x = of(s);

	x->student = *(const int64_t *)arg;
	sheet_init(&x->sheet, group_words_width() + 3);
	s->shows = TOPIC_STUDENT;
	s->shows_id = x->student;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_STUDENT, x->student);
	return read_all(x);
}

static void
groups_changed(struct screen *s)
{
	reread(s, 0);
}

static void
groups_close(struct screen *s)
{
	struct groups *x = of(s);

	explicit_bzero(&x->s, sizeof(x->s));
	sheet_free(&x->sheet);
}

static const struct screen_action actions[] = {
	{ N_("Keep something in mind"), N_("add"), "jia yixiang jyx", TUI_F(2),
	    TUI_CTRL('N'), add, may_add },
	{ N_("It is so no more"), N_("ends"), "jieshu js", TUI_F(7), 0, end,
	    may_end },
	{ N_("Show those that have ended"), N_("ended too"), "yijieshu yjs",
	    TUI_F(6), 0, show_ended, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_groups = {
	.name = "groups",
	.title = N_("To keep in mind"),
	.words = "liuyi ly",
	.help = N_("Family circumstances, support, study, what weighs on the "
		   "student, and where they are off campus: what the plans "
		   "name, each with its dates and its source.\n"
		   "F2 adds one, F7 ends one; nothing is written over. No "
		   "stories here, and no names of illnesses: this is to help "
		   "you care, it is no label."),
	.size = sizeof(struct groups),
	.actions = actions,
	.open = groups_open,
	.where = groups_where,
	.draw = groups_draw,
	.key = groups_key,
	.changed = groups_changed,
	.close = groups_close,
};
