/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/custody.h"
#include "act/draft.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/custody.h"
#include "tui/form.h"

/*
 * Break-glass (紧急查阅): nobody of the circle can be reached and a child is
 * in danger.  What is to be opened, of whom, and why; both custodians decide.
 */
#define WORDS_MAX 96
enum { F_WHAT, F_SCHOOL, F_NAME, F_NUMBER, F_TICKET, F_WHY };

struct glass {
	struct screen screen;
	struct tui_form form;
	struct tui_choice what;
	struct tui_field *school, *name, *number, *ticket;
	struct tui_area *why;
	bool asked;
};

static struct glass *
of(struct screen *s)
{
	return (struct glass *)s;
}

static const enum custody_kind kinds[] = { CUSTODY_WARNING, CUSTODY_FILE,
	CUSTODY_TICKET };
static const char *const what[] = {
	N_("the warning of a student"),
	N_("the notes of talks with a student"),
	N_("a ticket of the hotline"),
};

bool
screen_glass_may(struct actor *who)
{
	return act_is(who, ROLE_COUNSELLOR) || act_is(who, ROLE_CRISIS_HEAD);
}

/* --- asking -----------------------------------------------------------------
 */

static int
asked(struct screen *s, int r, int64_t id)
{
	if (screen_fail(s, r) != 0)
		return r;
	screen_say(s, "%s",
	    _("Asked. Both custodians see it now; phone them as well."));
	screen_push(s, &screen_custody, &id);
	return 0;
}

void
screen_custody_ask(struct screen *s, enum custody_kind kind, int64_t object)
{
	struct buf *text = buf_new_in(screen_memory(s));
	int64_t id = 0;
	int r = -1;

	while (r != 0 && screen_ask_about(s,
			     _("Why? The custodians and the circle read it."),
			     object, NULL, ACT_CUSTODY_REASON_MAX, text)) {
		r = act_custody_ask(
		    screen_who(s), kind, object, 0, buf_text(text), &id, NULL);
		asked(s, r, id);
	}
	buf_free(text);
}

static const char *
said(struct tui_field *f)
{
	const char *s = tui_field_text(f);

	return s[0] != '\0' ? s : NULL;
}

static int
find_object(struct glass *g, enum custody_kind kind, int64_t *object)
{
	struct act_exact ask = { said(g->school), said(g->name),
		said(g->number), GROUND_SAFETY };

	if (kind != CUSTODY_TICKET)
		return act_custody_find(
		    screen_who(&g->screen), kind, &ask, object);
	*object = strtoll(tui_field_text(g->ticket), NULL, 10);
	return *object > 0 ? 0
			   : act_fail(screen_who(&g->screen), ERR_INPUT,
				 _("Which ticket? Its number, please."));
}

static int
run_ask(struct screen *s)
{
	struct glass *g = of(s);
	enum custody_kind kind;
	int64_t object, id = 0;
	int r;

	if (g->what.chosen < 0) {
		tui_form_go(&g->form, F_WHAT);
		screen_warn(s, "%s", _("What is to be opened? 1, 2 or 3."));
		return SCREEN_USED;
	}
	/* Before anybody is looked for: that is recorded. */
	if (tui_area_len(g->why) == 0) {
		tui_form_go(&g->form, F_WHY);
		screen_warn(s, "%s", _("A sentence on why is needed."));
		return SCREEN_USED;
	}
	kind = kinds[g->what.chosen];
	if ((r = find_object(g, kind, &object)) != 0) {
		screen_fail(s, r);
		return SCREEN_USED;
	}
	r = act_custody_ask(
	    screen_who(s), kind, object, 0, tui_area_text(g->why), &id, NULL);
	if (asked(s, r, id) != 0)
		return SCREEN_USED;
	g->asked = true;
	act_draft_drop(screen_who(s), ACT_GLASS_DRAFT, 0);
	screen_leave(s); /* the request stands over this */
	return SCREEN_USED;
}

/* --- what is written -------------------------------------------------------
 */

/* A student or a ticket is asked for, never both. */
static void
arrange(struct screen *s)
{
	struct glass *g = of(s);
	bool ticket = g->what.chosen == 2;

	g->form.items[F_SCHOOL].off = g->form.items[F_NAME].off =
	    g->form.items[F_NUMBER].off = ticket;
	g->form.items[F_TICKET].off = !ticket;
}

#define FIELDS 4

static void
fields_of(struct glass *g, struct tui_field *all[FIELDS])
{
	all[0] = g->school;
	all[1] = g->name;
	all[2] = g->number;
	all[3] = g->ticket;
}

static int
save(struct screen *s)
{
	struct glass *g = of(s);
	struct buf *b;
	struct tui_field *all[FIELDS];
	int r;

	if (g->asked)
		return 0;
	b = buf_new_in(screen_memory(s));
	fields_of(g, all);
	buf_put_i64(b, g->what.chosen);
	for (int i = 0; i < FIELDS; i++)
		buf_put_text(b, tui_field_text(all[i]));
	buf_put_text(b, tui_area_text(g->why));
	r = act_draft_save(screen_who(s), ACT_GLASS_DRAFT, 0, buf_data(b),
	    buf_len(b), g->form.at);
	buf_free(b);
	return r;
}

static void
fill(struct glass *g, struct buf *b)
{
	struct tui_field *all[FIELDS];
	const uint8_t *p;
	int64_t chosen;
	size_t n;

	fields_of(g, all);
	if (buf_get_i64(b, &chosen) != 0)
		return;
	if (chosen >= 0 && chosen < (int64_t)nitems(what))
		g->what.chosen = g->what.at = (int)chosen;
	for (int i = 0; i < FIELDS; i++)
		if (buf_get_bytes(b, &p, &n, WORDS_MAX) == 0)
			tui_field_paste(all[i], (const char *)p, n);
	if (buf_get_bytes(b, &p, &n, ACT_CUSTODY_REASON_MAX) == 0)
		tui_area_set(g->why, (const char *)p, n);
}

/* What was begun stands there again, the cursor where it was. */
static void
offer(struct glass *g)
{
	struct screen *s = &g->screen;
	struct buf *b = buf_new_in(screen_memory(s));
	struct act_draft d;

	if (act_draft_open(screen_who(s), ACT_GLASS_DRAFT, 0, &d, b) == 0) {
		fill(g, b);
		tui_form_go(&g->form, (int)d.caret);
		screen_say(
		    s, "%s", _("What you began is here; go on writing."));
	}
	buf_free(b);
}

/* --- drawing ----------------------------------------------------------------
 */

static void
draw(struct screen *s, struct tui_view v)
{
	struct glass *g = of(s);
	bool ticket = g->what.chosen == 2;

	tui_para(v, 0, 1, 2, TUI_PLAIN,
	    _("For when a child is in danger and nobody of the circle can be "
	      "reached. Both custodians have to agree; it closes by itself, "
	      "and the circle is told."));
	tui_text(v, 3, 2, TUI_HEAD, _("What is to be opened"));
	tui_form_draw(&g->form, F_WHAT, v, 4, 0, v.w, NULL);
	if (ticket) {
		tui_form_draw(
		    &g->form, F_TICKET, v, 8, 2, 34, _("Ticket number"));
	} else {
		tui_form_draw(&g->form, F_SCHOOL, v, 8, 2, 34, _("School"));
		tui_form_draw(&g->form, F_NAME, v, 9, 2, 34, _("Full name"));
		tui_form_draw(&g->form, F_NUMBER, v, 9, 38, 40, _("or number"));
	}
	tui_rule(v, 10);
	tui_text(v, 11, 2, TUI_HEAD, _("Why"));
	tui_form_draw_in(&g->form, F_WHY, tui_sub(v, 12, 2, 6, v.w - 4));
}

static void
where(struct screen *s, struct screen_title *t)
{
	(void)s;
	buf_add_text(t->where, _("Break-glass"));
}

/* --- the screen -------------------------------------------------------------
 */

static int
open_glass(struct screen *s, const void *arg)
{
	struct glass *g = of(s);
	const struct tui_field_spec line = { .max = WORDS_MAX,
		.memory = screen_memory(s) };

	(void)arg;
	g->what = (struct tui_choice){ .options = what,
		.n = (int)nitems(what),
		.chosen = -1,
		.down = true };
	g->school = tui_field_new(&line);
	g->name = tui_field_new(&line);
	g->number = tui_field_new(&line);
	g->ticket = tui_field_new(&line);
	g->why = tui_area_new(ACT_CUSTODY_REASON_MAX, screen_memory(s));
	tui_form_choice(&g->form, &g->what);
	tui_form_field(&g->form, g->school);
	tui_form_field(&g->form, g->name);
	tui_form_field(&g->form, g->number);
	tui_form_field(&g->form, g->ticket);
	tui_form_area(&g->form, g->why);
	s->form = &g->form;
	offer(g);
	arrange(s);
	return 0;
}

static void
close_glass(struct screen *s)
{
	struct glass *g = of(s);

	tui_field_free(g->school);
	tui_field_free(g->name);
	tui_field_free(g->number);
	tui_field_free(g->ticket);
	tui_area_free(g->why);
}

static const struct screen_action actions[] = {
	{ N_("Ask both custodians"), N_("ask"), "qing tuoguan qtg", TUI_F(8),
	    TUI_CTRL('S'), run_ask, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_glass = {
	.name = "glass",
	.title = N_("Break-glass"),
	.words = "jinji chayue jjcy",
	.help = N_("To save a child when nobody of the circle can be reached.\n"
		   "Say what is to be opened and why. Two custodians agree,\n"
		   "then you read it for a day. Each look is recorded, and\n"
		   "somebody of the circle looks at it afterwards."),
	.size = sizeof(struct glass),
	.actions = actions,
	.open = open_glass,
	.where = where,
	.draw = draw,
	.typed = arrange,
	.save = save,
	.close = close_glass,
};
