/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/draft.h"
#include "act/register.h"
#include "act/student.h"
#include "act/transfer.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "screen/file.h"

/* Send a student's file on: to which school, on which consent, what goes. */
enum { TO, TEXT, GROUND, BY, HOW, DAY, NOTES, WHY, ITEMS };
#define OPTIONS 4

struct sending {
	struct screen screen;
	struct act_student s;
	struct tui_form form;
	struct tui_field *field[ITEMS]; /* TO, DAY, WHY */
	struct tui_area *text;
	struct tui_choice choice[ITEMS]; /* GROUND, BY, HOW, NOTES */
	const char *option[ITEMS][OPTIONS];
};

static struct sending *
of(struct screen *s)
{
	return (struct sending *)s;
}

static const char *const labels[ITEMS] = {
	[TO] = N_("To school"),
	[TEXT] = N_("What matters"),
	[GROUND] = N_("Ground"),
	[BY] = N_("Agreed"),
	[HOW] = N_("How"),
	[DAY] = N_("On day"),
	[NOTES] = N_("Notes too"),
	[WHY] = N_("Why"),
};

/* --- the fields ------------------------------------------------------------
 */

static void
make_field(struct sending *x, int i, size_t max)
{
	const struct tui_field_spec spec = { .max = max,
		.narrow = i == DAY,
		.memory = screen_memory(&x->screen) };

	x->field[i] = tui_field_new(&spec);
	tui_form_field(&x->form, x->field[i]);
}

static void
make_choice(struct sending *x, int i, int n, int chosen)
{
	x->choice[i] = (struct tui_choice){ x->option[i], n, chosen, 0, false };
	tui_form_choice(&x->form, &x->choice[i]);
}

static void
make_list(struct sending *x, int i, enum transfer_list l)
{
	int n = transfer_count(l);

	for (int k = 0; k < n && k < OPTIONS; k++)
		x->option[i][k] = transfer_words(l, k);
	make_choice(x, i, n, 0);
}

/* --- kept until it is sent -------------------------------------------------
 */

static int
take_text(struct sending *x, int i, struct buf *b)
{
	char *s = NULL;
	int r = buf_get_text(b, &s, ACT_TRANSFER_TEXT_MAX + 1);

	if (r == 0 && i == TEXT)
		tui_area_set(x->text, s, strlen(s));
	else if (r == 0)
		tui_field_set(x->field[i], s);
	if (s != NULL)
		explicit_bzero(s, strlen(s));
	free(s);
	return r;
}

static int
take_choice(struct sending *x, int i, struct buf *b)
{
	int64_t n;
	int r = buf_get_i64(b, &n);

	if (r == 0 && n >= 0 && n < x->choice[i].n)
		x->choice[i].chosen = x->choice[i].at = (int)n;
	return r;
}

static void
take_draft(struct sending *x)
{
	struct buf *b = buf_new_in(screen_memory(&x->screen));
	struct act_draft d;
	int r;

	r = act_draft_open(
	    screen_who(&x->screen), ACT_TRANSFER_DRAFT, x->s.s.id, &d, b);
	for (int i = 0; i < ITEMS && r == 0; i++)
		r = x->choice[i].n > 0 ? take_choice(x, i, b)
				       : take_text(x, i, b);
	if (r == 0)
		tui_form_go(&x->form, (int)d.caret);
	buf_free(b);
}

static int
save_draft(struct screen *s)
{
	struct sending *x = of(s);
	struct buf *b = buf_new_in(screen_memory(s));
	int r;

	for (int i = 0; i < ITEMS; i++)
		if (x->choice[i].n > 0)
			buf_put_i64(b, x->choice[i].chosen);
		else
			buf_put_text(b, i == TEXT
					    ? tui_area_text(x->text)
					    : tui_field_text(x->field[i]));
	r = act_draft_save(screen_who(s), ACT_TRANSFER_DRAFT, x->s.s.id,
	    buf_data(b), buf_len(b), x->form.at);
	buf_free(b);
	return r;
}

/* --- coming and going ------------------------------------------------------
 */

static int
send_open(struct screen *s, const void *arg)
{
	struct sending *x = of(s);
	int r = act_student_show(screen_who(s), *(const int64_t *)arg, &x->s);

	if (r != 0)
		return r;
	make_field(x, TO, 96);
	x->text = tui_area_new(ACT_TRANSFER_TEXT_MAX, screen_memory(s));
	tui_form_area(&x->form, x->text);
	make_list(x, GROUND, TRANSFER_LIST_GROUND);
	make_list(x, BY, TRANSFER_LIST_GIVER);
	make_list(x, HOW, TRANSFER_LIST_HOW);
	make_field(x, DAY, 20);
	x->option[NOTES][0] = N_("no, they stay here");
	x->option[NOTES][1] = N_("yes");
	make_choice(x, NOTES, 2, 0);
	make_field(x, WHY, 200);
	s->form = &x->form;
	take_draft(x);
	return 0;
}

static void
send_close(struct screen *s)
{
	struct sending *x = of(s);

	for (int i = 0; i < ITEMS; i++)
		tui_field_free(x->field[i]);
	tui_area_free(x->text);
	explicit_bzero(&x->s, sizeof(x->s));
}

static void
draw(struct screen *s, struct tui_view v)
{
	static const int row[ITEMS] = { 2, 4, 9, 10, 11, 12, 14, 15 };
	struct sending *x = of(s);

	tui_text_f(v, 0, 1, TUI_TITLE, "%s  %s  %s", x->s.s.name, x->s.class,
	    x->s.school);
	for (int i = 0; i < ITEMS; i++) {
		tui_text(v, row[i], 1, TUI_HEAD, _(labels[i]));
		if (i == TEXT)
			tui_form_draw_in(
			    &x->form, i, tui_sub(v, row[i], 14, 4, v.w - 15));
		else
			tui_form_draw(&x->form, i, v, row[i], 14,
			    i == DAY ? 14 : v.w - 16, NULL);
	}
	tui_text(v, row[DAY], 32, TUI_FAINT, _("like 2026-12-24"));
	tui_para(v, v.h - 2, 1, 2, TUI_FAINT,
	    _("The warning and the plans go along. They can read it once "
	      "they have accepted, not before."));
}

/* --- sending ---------------------------------------------------------------
 */

struct search {
	const char *typed;
	int64_t found;
};

static int
is_school(void *arg, const struct org *o)
{
	struct search *f = arg;

	if (f->found == 0 && f->typed[0] != '\0' &&
	    (strcmp(o->name, f->typed) == 0 || strcmp(o->code, f->typed) == 0))
		f->found = o->id;
	return 0;
}

static bool
read_day(const char *typed, int64_t *at)
{
	struct clock_parts p = { .year = 0 };
	int day;

	if (day_read(typed, &day) != 0)
		return false;
	p.year = day / 10000;
	p.month = day / 100 % 100;
	p.day = day % 100;
	*at = clock_from_parts(&p);
	return true;
}

static bool
read_fields(struct screen *s, struct act_transfer_ask *ask)
{
	struct sending *x = of(s);
	struct search f = { tui_field_text(x->field[TO]), 0 };
	const char *day = tui_field_text(x->field[DAY]);
	int r = act_org_each(screen_who(s), ORG_SCHOOL, is_school, &f);

	if (r != 0)
		return screen_fail(s, r), false;
	if (f.found == 0) {
		tui_form_go(&x->form, TO);
		screen_warn(s, "%s",
		    _("No school of this name or code. Please write it in "
		      "full."));
		return false;
	}
	if (day[0] != '\0' && !read_day(day, &ask->given_at)) {
		tui_form_go(&x->form, DAY);
		screen_warn(s, "%s", _("A day looks like 2026-12-24."));
		return false;
	}
	ask->to_school = f.found;
	return true;
}

static int
run_send(struct screen *s)
{
	struct sending *x = of(s);
	struct act_transfer_ask ask = { .student = x->s.s.id,
		.ground = (enum transfer_ground)x->choice[GROUND].chosen,
		.given_by = (enum transfer_giver)x->choice[BY].chosen,
		.given_how = (enum transfer_how)x->choice[HOW].chosen,
		.notes = x->choice[NOTES].chosen == 1,
		.reason = tui_field_text(x->field[WHY]),
		.text = tui_area_text(x->text) };
	int64_t id;
	int r;

	if (!read_fields(s, &ask))
		return SCREEN_USED;
	if ((r = act_transfer_send(screen_who(s), &ask, &id, NULL)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	s->touched = false;
	screen_answer(s, id);
	screen_say(s, "%s",
	    _("Sent. It stands on Today there, and here until they answer."));
	return SCREEN_BACK;
}

static const struct screen_action actions[] = {
	{ N_("Next field"), N_("next field"), "xiayige xyg", TUI_TAB, 0, NULL,
	    NULL },
	{ N_("Send the file on"), N_("send"), "songchu sc", TUI_F(8),
	    TUI_CTRL('S'), run_send, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_transfer_send = {
	.name = "transfer.send",
	.title = N_("Send the file on to another school"),
	.words = "zhuanxue zhuanjiao",
	.help =
	    N_("To which school, what matters for the care there, who agreed, "
	       "how and on which day; F8 sends it.\n"
	       "The notes of talks stay with your school unless you choose "
	       "otherwise and say why.\n"
	       "Without consent only when there is serious danger."),
	.size = sizeof(struct sending),
	.actions = actions,
	.open = send_open,
	.draw = draw,
	.save = save_draft,
	.close = send_close,
};
