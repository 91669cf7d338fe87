/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation.h"
#include "later.h"
#include "screen/consultation.h"
#include "screen/student.h"

/* A talk that just took place (记一次谈话): how and when, then the note.  Until
 * care work exists this is a walk-in consultation (design.md 8). */
static const char *const forms[] = {
	N_("in person"),
	N_("by phone"),
	N_("online"),
};

struct talk {
	struct screen screen;
	struct tui_form form;
	struct tui_choice how;
	struct tui_field *when;
	struct screen_pick pick; /* whom; filled by the lookup */
	char name[STUDENT_NAME_MAX + CLASS_FULL_MAX + 2];
	int64_t noted;
	char paper[PAPER_NUMBER_MAX]; /* the sheet it stood on; "" */
};

enum { ITEM_HOW, ITEM_WHEN };

static struct talk *
of(struct screen *s)
{
	return (struct talk *)s;
}

/* Whose talk it is, shown before anything is written. */
static int
read_name(struct talk *t)
{
	struct act_student *one = mem_zero(1, sizeof(*one));
	int r = act_student_show(screen_who(&t->screen), t->pick.student, one);

	/* who may not be seen any more is not the one who stands there */
	explicit_bzero(t->name, sizeof(t->name));
	if (r == 0)
		snprintf(t->name, sizeof(t->name), "%s  %s", one->s.name,
		    one->class);
	else
		t->pick.student = 0;
	explicit_bzero(one, sizeof(*one));
	free(one);
	return r;
}

static int
talk_open(struct screen *s, const void *arg)
{
	const struct tui_field_spec spec = { .max = 32,
		.memory = screen_memory(s) };
	struct talk *t = of(s);

	t->when = tui_field_new(&spec);
	t->how =
	    (struct tui_choice){ .options = forms, .n = (int)nitems(forms) };
	tui_form_choice(&t->form, &t->how);
	tui_form_field(&t->form, t->when);
	s->form = &t->form;
	if (!screen_day_may(screen_who(s)))
		return ERR_DENIED;
	if (arg != NULL)
		t->pick.student = *(const int64_t *)arg;
	return t->pick.student != 0 ? read_name(t) : 0;
}

static void
talk_draw(struct screen *s, struct tui_view v)
{
	struct talk *t = of(s);

	tui_text(v, 0, 1, t->name[0] != '\0' ? TUI_GOOD : TUI_HEAD,
	    t->name[0] != '\0' ? t->name
			       : _("With whom? F3 finds the student."));
	tui_text(v, 1, 1, TUI_HEAD, _("How did you talk?"));
	tui_form_draw(&t->form, ITEM_HOW, v, 2, 2, v.w - 3, NULL);
	tui_form_draw(&t->form, ITEM_WHEN, v, 4, 1, 40, _("When"));
	tui_text(v, 4, 43, TUI_FAINT, _("empty: just now"));
	if (t->paper[0] != '\0')
		tui_text_f(v, 5, 1, TUI_PLAIN, _("From sheet %s"), t->paper);
}

/* Who sees it when the note is late: who writes it; the district as well. */
static bool
says_later(struct talk *t, int64_t event_at)
{
	const struct screen_later q = { .kind = WHEN_CONSULTATION,
		.event_at = event_at,
		.key = "consultation.note",
		.who = _("yours, and the district centre's"),
		.paper = t->paper };

	return screen_later_ask(&t->screen, &q);
}

static int
ask_number(struct screen *s)
{
	screen_later_ask_number(s, of(s)->paper);
	return SCREEN_USED;
}

static int
talk_choose(struct screen *s)
{
	struct talk *t = of(s);

	/* a school's own list; the centre names school and student */
	screen_push(s,
	    screen_lookup_may(screen_who(s)) ? &screen_lookup : &screen_find,
	    &t->pick);
	return SCREEN_USED;
}

static bool
may_choose(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->noted == 0;
}

static int
talk_write(struct screen *s)
{
	struct act_book b = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct talk *t = of(s);
	struct act_appointment a;
	int r = 0;

	if (t->pick.student == 0)
		return talk_choose(s);
	if (t->noted == 0) {
		b.student = t->pick.student;
		b.form = t->how.chosen;
		b.paper = t->paper;
		if (!screen_later_read(
			s, tui_field_text(t->when), &b.event_at) ||
		    !says_later(t, b.event_at))
			return SCREEN_USED;
		if ((r = act_consultation_book(screen_who(s), &b, &a)) == 0)
			t->noted = a.row.id;
	}
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	screen_push(s, &screen_note, &t->noted);
	return SCREEN_USED;
}

static void
talk_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	int r;

	(void)answer;
	if (from == &screen_note)
		screen_leave(s);
	else if ((r = read_name(of(s))) != 0)
		screen_fail(s, r);
}

static void
talk_changed(struct screen *s)
{
	if (of(s)->pick.student != 0)
		(void)read_name(of(s));
}

static void
talk_close(struct screen *s)
{
	tui_field_free(of(s)->when);
}

static const struct screen_action actions[] = {
	{ N_("Next field"), N_("next field"), "xiayige xyg", TUI_TAB, 0, NULL,
	    NULL },
	{ N_("Choose the student"), N_("student"), "zhao xuesheng zxs",
	    TUI_F(3), TUI_CTRL('F'), talk_choose, may_choose },
	{ N_("It stood on a paper form"), NULL, "zhibiao bianhao zbbh",
	    TUI_F(6), 0, ask_number, may_choose },
	{ N_("Write it down"), N_("write the note"), "xie jilu xjl", TUI_F(8),
	    TUI_CTRL('S'), talk_write, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_talk = {
	.name = "talk",
	.title = N_("Note a talk"),
	.words = "ji yici tanhua jycth",
	.help = N_("A talk that just took place, or earlier: then say when: "
		   "yesterday 14:30, 11-25 14:30, 2 h ago.\n"
		   "F6 takes the number of a paper form; F8 goes on to the "
		   "note."),
	.size = sizeof(struct talk),
	.actions = actions,
	.open = talk_open,
	.draw = talk_draw,
	.changed = talk_changed,
	.answer = talk_answer,
	.close = talk_close,
};
