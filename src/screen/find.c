/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/register.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/student.h"
#include "tui/form.h"

/*
 * Screen 3b: one child, exactly, on a ground.  No list, no near matches, one
 * answer for every way of not finding.
 */
enum { F_SCHOOL, F_NAME, F_NUMBER, F_GROUND, F_WHY };

#define DUTIES 2

struct find {
	struct screen screen;
	struct tui_form form;
	struct tui_field *school, *name, *number, *why;
	struct tui_choice ground;
	struct screen_pick *pick; /* or NULL */
	struct act_found found;
	struct oncall duty[DUTIES];
	int n_duty;
};

bool
screen_find_may(struct actor *who)
{
	return act_is(who, ROLE_OPERATOR) || act_is(who, ROLE_LEAD);
}

static const char *const grounds[] = {
	N_("the caller agrees that we get in touch with the school"),
	N_("the caller is a teacher of the school, or a guardian"),
	N_("there is danger now (one sentence below)"),
};

/* --- looking
 * ------------------------------------------------------------------- */

static int
add_duty(void *arg, const struct oncall *o)
{
	struct find *f = arg;

	if (o->org == f->found.school && f->n_duty < DUTIES)
		f->duty[f->n_duty++] = *o;
	return 0;
}

static const char *
said(struct tui_field *f)
{
	const char *s = tui_field_text(f);

	return s[0] != '\0' ? s : NULL;
}

static int
look(struct screen *s)
{
	struct find *f = (struct find *)s;
	struct act_exact ask = { said(f->school), said(f->name),
		said(f->number), (enum permit_ground)(f->ground.chosen + 1) };
	struct clock_parts p;
	int r;

	f->n_duty = 0;
	f->found.student = 0;
	if (f->ground.chosen < 0)
		return screen_fail(s,
		    act_fail(screen_who(s), ERR_INPUT,
			_("Please say why the student is looked for: 1, 2 or "
			  "3.")));
	if (ask.ground == GROUND_SAFETY && said(f->why) == NULL) {
		tui_form_go(&f->form, F_WHY);
		return screen_fail(
		    s, act_fail(screen_who(s), ERR_INPUT,
			   _("One sentence on the danger, please.")));
	}
	if ((r = act_student_exact(screen_who(s), &ask, &f->found)) != 0)
		return screen_fail(s, r);
	(void)act_oncall_each(screen_who(s), f->found.school, add_duty, f);
	clock_parts_of(screen_now(s), &p);
	screen_say(s, _("This look is recorded: %02d:%02d, reason %d."), p.hour,
	    p.minute, f->ground.chosen + 1);
	return 0;
}

/* --- drawing
 * --------------------------------------------------------------------- */

static void
draw_found(const struct find *f, struct tui_view v)
{
	char phone[PHONE_MASKED_MAX];
	int y = 1;

	tui_text_f(v, 0, 1, TUI_TITLE, _("One found: %s  %s  %s"),
	    f->found.name, f->found.school_name, f->found.class_name);
	for (int i = 0; i < f->n_duty; i++, y++) {
		phone_mask(f->duty[i].phone, phone);
		tui_text_f(
		    v, y, 1, TUI_PLAIN, "%s  %s", f->duty[i].name, phone);
	}
	if (f->pick == NULL)
		return;
	tui_para(v, y + 1, 1, v.h - y - 1, TUI_PLAIN,
	    _("When linked to the ticket the school sees: somebody worries "
	      "about this student, when, and whether there is danger. It does "
	      "not see what was said, nor the number of a caller who gave no "
	      "name."));
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct find *f = (struct find *)s;

	tui_text(v, 0, 1, TUI_PLAIN,
	    _("To protect students: one at a time, by school and full name "
	      "or number."));
	tui_form_draw(&f->form, F_SCHOOL, v, 2, 2, 34, _("School"));
	tui_form_draw(&f->form, F_NAME, v, 3, 2, 34, _("Full name"));
	tui_form_draw(&f->form, F_NUMBER, v, 3, 38, 40, _("or number"));
	tui_text(v, 4, 2, TUI_HEAD, _("Why is the student looked for"));
	tui_form_draw(&f->form, F_GROUND, v, 5, 0, v.w, NULL);
	tui_form_draw(&f->form, F_WHY, v, 8, 6, v.w - 8, _("the danger"));
	tui_rule(v, 9);
	if (f->found.student != 0)
		draw_found(f, tui_sub(v, 10, 0, v.h - 10, v.w));
}

static void
where(struct screen *s, struct screen_title *t)
{
	struct find *f = (struct find *)s;

	buf_add_text(t->where, _("Find a student"));
	if (f->pick != NULL && f->pick->ticket != 0)
		buf_add_f(
		    t->state, _("ticket %lld"), (long long)f->pick->ticket);
}

/* --- doing
 * ------------------------------------------------------------------------ */

static int
open_find(struct screen *s, const void *arg)
{
	struct tui_field_spec spec = { .max = 96, .memory = screen_memory(s) };
	struct tui_field_spec long_spec = { .max = 400,
		.memory = screen_memory(s) };
	struct find *f = (struct find *)s;

	f->pick = (struct screen_pick *)(uintptr_t)arg;
	f->school = tui_field_new(&spec);
	f->name = tui_field_new(&spec);
	f->number = tui_field_new(&spec);
	f->why = tui_field_new(&long_spec);
	f->ground = (struct tui_choice){ .options = grounds,
		.n = (int)nitems(grounds),
		.chosen = -1,
		.down = true };
	tui_form_field(&f->form, f->school);
	tui_form_field(&f->form, f->name);
	tui_form_field(&f->form, f->number);
	tui_form_choice(&f->form, &f->ground);
	tui_form_field(&f->form, f->why);
	s->form = &f->form;
	return 0;
}

static void
close_find(struct screen *s)
{
	struct find *f = (struct find *)s;

	tui_field_free(f->school);
	tui_field_free(f->name);
	tui_field_free(f->number);
	tui_field_free(f->why);
	explicit_bzero(&f->found, sizeof(f->found));
}

/* What was found no longer stands when the question changes.  Danger takes a
 * sentence: the caret goes there by itself. */
static void
typed(struct screen *s)
{
	struct find *f = (struct find *)s;

	f->found.student = 0;
	if (f->form.at == F_GROUND &&
	    f->ground.chosen + 1 == (int)GROUND_SAFETY)
		tui_form_go(&f->form, F_WHY);
}

static int
run_look(struct screen *s)
{
	(void)look(s);
	return SCREEN_USED;
}

static bool
may_link(struct screen *s, const char **why)
{
	struct find *f = (struct find *)s;

	if (f->pick == NULL)
		return false;
	if (f->found.student == 0)
		*why = _("Find the student first: F4.");
	return f->found.student != 0;
}

static int
run_link(struct screen *s)
{
	struct find *f = (struct find *)s;

	f->pick->student = f->found.student;
	f->pick->ground = f->ground.chosen + 1;
	mem_copy_text(
	    f->pick->why, sizeof(f->pick->why), tui_field_text(f->why));
	screen_answer(s, f->found.student);
	return SCREEN_BACK;
}

static int
run_duty(struct screen *s)
{
	struct find *f = (struct find *)s;
	struct buf *text = buf_new();

	for (int i = 0; i < f->n_duty; i++)
		buf_add_f(text, "%s  %s\n", f->duty[i].name, f->duty[i].phone);
	screen_read(s, _("The school's telephone"), buf_text(text));
	buf_free(text);
	return SCREEN_USED;
}

static bool
has_duty(struct screen *s, const char **why)
{
	(void)why;
	return ((struct find *)s)->n_duty > 0;
}

static int
key(struct screen *s, uint32_t k)
{
	struct find *f = (struct find *)s;

	if (k != TUI_ENTER || f->form.at != F_WHY)
		return SCREEN_PASS;
	return run_look(s);
}

static const struct screen_action actions[] = {
	{ N_("Find"), N_("find"), "zhao z", TUI_F(4), TUI_CTRL('T'), run_look,
	    NULL },
	{ N_("See the school's whole number"), N_("telephone"),
	    "kandianhua kdh", TUI_F(6), 0, run_duty, has_duty },
	{ N_("Link to this ticket and tell the school"), N_("link"),
	    "lianjie lj", TUI_F(8), TUI_CTRL('S'), run_link, may_link },
	{ NULL, NULL, NULL, 0, 0, NULL, NULL },
};

const struct screen_ops screen_find = {
	.name = "find",
	.title = N_("Find a student"),
	.words = "zhaoxuesheng zxs",
	.help = N_("School and full name, or school and student number, or\n"
		   "the pupil number alone; and why. Each look is recorded.\n"
		   "There is no list: whether nobody is called so, or more\n"
		   "than one, or the school lies elsewhere is not said."),
	.size = sizeof(struct find),
	.actions = actions,
	.open = open_find,
	.where = where,
	.draw = draw,
	.key = key,
	.typed = typed,
	.close = close_find,
};
