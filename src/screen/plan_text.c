/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/draft.h"
#include "act/plan.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/file.h"

/* What is written of a plan: its goals, how it went, why it ends.  Kept as a
 * draft until it is saved: of a new one by the student, else by the plan. */
struct writing {
	struct screen screen;
	struct tui_form form;
	struct tui_area *text;
	struct buf *was; /* the goals as they stood when this was opened */
	int64_t student; /* a new plan, else 0 */
	int64_t plan, version;
	int event;
	char name[97], class[97]; /* of a new one */
};

static struct writing *
of(struct screen *s)
{
	return (struct writing *)s;
}

static const struct {
	const char *draft, *head, *hint;
} events[PLAN_EVENTS] = {
	[PLAN_WRITE] = { ACT_PLAN_DRAFT,
	    N_("What is to become better, in words the child would use too"),
	    N_("Goals that can be seen: sleeps through, comes to lunch again. "
	       "What was there already helps more than what is new.") },
	[PLAN_REVIEW] = { ACT_PLAN_REVIEW_DRAFT,
	    N_("What became of it: what helped, what did not"),
	    N_("Then the plan goes on with a new day, or ends.") },
	[PLAN_END] = { ACT_PLAN_END_DRAFT, N_("Why the plan ends"),
	    N_("After this nothing of it stays marked. If something new comes "
	       "up, another one can begin.") },
};

static const char *
draft_kind(const struct writing *w)
{
	return w->student != 0 ? ACT_PLAN_BEGIN_DRAFT : events[w->event].draft;
}

static int64_t
draft_of(const struct writing *w)
{
	return w->student != 0 ? w->student : w->plan;
}

static void
take_draft(struct writing *w)
{
	struct buf *b = buf_new_in(screen_memory(&w->screen));
	struct act_draft d;

	if (act_draft_open(screen_who(&w->screen), draft_kind(w), draft_of(w),
		&d, b) == 0) {
		tui_area_set(w->text, buf_text(b), buf_len(b));
		tui_area_set_caret(w->text, (size_t)d.caret);
	}
	buf_free(b);
}

static void
begin(struct writing *w, const char *was)
{
	w->was = buf_new_in(screen_memory(&w->screen));
	buf_add_text(w->was, was);
	w->text = tui_area_new(ACT_PLAN_MAX, screen_memory(&w->screen));
	tui_area_set(w->text, was, strlen(was));
	tui_form_area(&w->form, w->text);
	w->screen.form = &w->form;
	take_draft(w);
}

static int
begin_open(struct screen *s, const void *arg)
{
	struct writing *w = of(s);
	struct act_student child;
	int r;

	w->student = *(const int64_t *)arg;
	w->event = PLAN_WRITE;
	if ((r = act_student_show(screen_who(s), w->student, &child)) != 0)
		return r;
	mem_copy_text(w->name, sizeof(w->name), child.s.name);
	mem_copy_text(w->class, sizeof(w->class), child.class);
	explicit_bzero(&child, sizeof(child));
	begin(w, "");
	return 0;
}

static int
text_open(struct screen *s, const void *arg)
{
	const struct screen_plan_told *told = arg;
	struct writing *w = of(s);

	w->plan = told->plan;
	w->version = told->version;
	w->event = told->event;
	begin(w, told->was);
	return 0;
}

static int
save_draft(struct screen *s)
{
	struct writing *w = of(s);

	return act_draft_save(screen_who(s), draft_kind(w), draft_of(w),
	    tui_area_text(w->text), tui_area_len(w->text),
	    (int64_t)tui_area_caret(w->text));
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct writing *w = of(s);

	if (w->student != 0)
		tui_text_f(v, 0, 1, TUI_TITLE, "%s  %s", w->name, w->class);
	tui_text(v, 1, 1, TUI_HEAD, _(events[w->event].head));
	tui_form_draw_in(&w->form, 0, tui_sub(v, 3, 1, v.h - 7, v.w - 2));
	tui_para(v, v.h - 3, 1, 2, TUI_FAINT, _(events[w->event].hint));
}

static int
write_it(struct writing *w, struct act_plan_done *d)
{
	struct actor *who = screen_who(&w->screen);
	const char *text = tui_area_text(w->text);

	return w->student != 0 ? act_plan_begin(who, w->student, text, d)
			       : act_plan_step(who, w->plan, w->version,
				     (enum plan_event)w->event, text, 0, d);
}

/* Both texts of the goals are shown, and which stays is said. */
static int
choose_goals(struct writing *w, const char *theirs)
{
	struct buf *both = buf_new_in(screen_memory(&w->screen));
	int how = screen_conflict(
	    &w->screen, err_text(ERR_STALE), tui_area_text(w->text), theirs);

	if (how == SCREEN_BOTH)
		buf_add_f(both, "%s\n%s", theirs, tui_area_text(w->text));
	else if (how == SCREEN_THEIRS)
		buf_add_text(both, theirs);
	if (buf_len(both) > 0)
		tui_area_set(w->text, buf_text(both), buf_len(both));
	buf_free(both);
	return how;
}

/* A colleague has gone on with the plan meanwhile.  What is added to its story
 * stands beside theirs anyhow; only goals take the place of goals. */
static int
meet(struct writing *w, int *how)
{
	struct act_plan *v;
	int r = act_plan_show(screen_who(&w->screen), w->plan, &v);

	if (r != 0)
		return r;
	*how = SCREEN_MINE;
	if (w->event == PLAN_WRITE && strcmp(v->goals, buf_text(w->was)) != 0)
		*how = choose_goals(w, v->goals);
	if (*how != SCREEN_LATER)
		w->version = v->p.version;
	act_plan_free(v);
	return *how == SCREEN_LATER ? ERR_STALE : 0;
}

static int
run_save(struct screen *s)
{
	struct writing *w = of(s);
	struct act_plan_done d = { .plan = w->plan };
	int how = SCREEN_MINE, r = write_it(w, &d);

	if (r == ERR_STALE && w->student == 0 && (r = meet(w, &how)) == 0)
		r = how == SCREEN_THEIRS ? act_draft_drop(screen_who(s),
					       draft_kind(w), draft_of(w))
					 : write_it(w, &d);
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	s->touched = false;
	screen_answer(s, d.plan);
	screen_say(s, "%s",
	    w->student != 0 ? _("Saved. Now agree on who does what (F2).")
			    : _("Saved."));
	return SCREEN_BACK;
}

static void
close_it(struct screen *s)
{
	struct writing *w = of(s);

	tui_area_free(w->text);
	buf_free(w->was);
	explicit_bzero(w->name, sizeof(w->name));
}

static const struct screen_action actions[] = {
	{ N_("Save"), N_("save"), "baocun bc", TUI_F(8), TUI_CTRL('S'),
	    run_save, NULL },
	{ .name = NULL },
};

#define HELP                                                                \
	N_("Write, then F8 saves. Whatever stands here is kept as a draft " \
	   "a second after it is typed, and is there again next time.")

const struct screen_ops screen_plan_begin = {
	.name = "plan.begin",
	.title = N_("A new plan"),
	.words = "xin jihua xjh",
	.help = HELP,
	.size = sizeof(struct writing),
	.actions = actions,
	.open = begin_open,
	.draw = draw,
	.save = save_draft,
	.close = close_it,
};

const struct screen_ops screen_plan_text = {
	.name = "plan.text",
	.title = N_("Written into the plan"),
	.words = "xie jihua xjh",
	.help = HELP,
	.size = sizeof(struct writing),
	.actions = actions,
	.open = text_open,
	.draw = draw,
	.save = save_draft,
	.close = close_it,
};
