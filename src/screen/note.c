/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "act/draft.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation.h"
#include "screen/consultation.h"
#include "when.h"

/* Writing down a talk: the caret is in the text at once, the risk field must
 * be answered before it is saved, and every word is a draft within a second. */

static const char *const risks[] = {
	N_("none"),
	N_("yes, look at it together"),
	N_("danger now"),
	N_("not asked"),
};

struct note {
	struct screen screen;
	struct act_appointment a;
	struct tui_form form;
	struct tui_area *text;
	struct tui_choice risk;
	struct tui_field *next;
	struct buf *why; /* of a date further off */
	bool written;	 /* what stands there is not yet a record */
	int64_t saved_at;
};

enum { ITEM_TEXT, ITEM_RISK, ITEM_NEXT };

static struct note *
of(struct screen *s)
{
	return (struct note *)s;
}

/* --- opening ---------------------------------------------------------------
 */

/* The newest revision, to be written anew. */
static int
read_newest(struct note *n)
{
	struct act_consultation v;
	int r;

	if ((r = act_consultation_show(
		 screen_who(&n->screen), n->a.row.id, GROUND_NONE, &v)) != 0)
		return r;
	n->a = v.head;
	if (v.n_note > 0) {
		const struct act_note *last = &v.note[v.n_note - 1];

		tui_area_set(n->text, last->text, strlen(last->text));
		n->risk.chosen = (int)last->risk - RISK_NONE;
	}
	act_consultation_free(&v);
	return 0;
}

/* What was being written when the line dropped, the caret where it was. */
static int
read_draft(struct note *n)
{
	struct buf *b = buf_new_in(screen_memory(&n->screen));
	struct act_draft d;
	int r = act_draft_open(
	    screen_who(&n->screen), ACT_NOTE_DRAFT, n->a.row.id, &d, b);

	if (r == 0 && buf_len(b) > 0) {
		tui_area_set(n->text, buf_text(b), buf_len(b));
		tui_area_set_caret(n->text, (size_t)d.caret);
		n->written = true;
		n->saved_at = d.at;
		screen_say(&n->screen, "%s",
		    _("The line dropped; every word is here. Go on writing."));
	}
	buf_free(b);
	return r == ERR_NOT_FOUND ? 0 : r;
}

static int
note_open(struct screen *s, const void *arg)
{
	const struct tui_field_spec spec = { .max = 32,
		.memory = screen_memory(s) };
	struct note *n = of(s);
	int r;

	n->text = tui_area_new(ACT_NOTE_MAX, screen_memory(s));
	n->next = tui_field_new(&spec);
	n->why = buf_new_in(screen_memory(s));
	n->risk = (struct tui_choice){
		.options = risks, .n = (int)nitems(risks), .chosen = -1
	};
	tui_form_area(&n->form, n->text);
	tui_form_choice(&n->form, &n->risk);
	tui_form_field(&n->form, n->next);
	s->form = &n->form;
	if (arg == NULL)
		return ERR_NOT_FOUND;
	n->a.row.id = *(const int64_t *)arg;
	if ((r = read_newest(n)) != 0)
		return r;
	if ((n->a.who & APPOINTMENT_OWN) == 0)
		return ERR_DENIED; /* a colleague's is read, not written */
	return read_draft(n);
}

/* --- drawing ---------------------------------------------------------------
 */

static void
note_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, "%s  %s  %s", _("Note"), of(s)->a.student,
	    of(s)->a.class);
}

static void
draw_times(struct note *n, struct tui_view v)
{
	const struct appointment *row = &n->a.row;
	char when[SCREEN_WHEN];
	int x;

	screen_at(screen_now(&n->screen), row->held_at, when);
	x = 1 + tui_text_f(v, 0, 1, TUI_PLAIN, _("The talk was %s, %s"), when,
		    _(appointment_form_words((int)row->form)));
	consultation_late(row, when);
	tui_text(v, 0, x + 2, TUI_SOON, when);
	if (n->saved_at == 0)
		return;
	screen_at_short(screen_now(&n->screen), n->saved_at, when);
	x = v.w - 16;
	tui_text_f(v, 0, x, TUI_GOOD, _("kept %s"), when);
}

static void
note_draw(struct screen *s, struct tui_view v)
{
	struct note *n = of(s);

	draw_times(n, v);
	tui_text(v, 1, 1, TUI_HEAD,
	    _("Any thought of not living, any danger? (one must be chosen)"));
	tui_form_draw(&n->form, ITEM_RISK, v, 2, 2, v.w - 3, NULL);
	tui_form_draw(&n->form, ITEM_NEXT, v, 3, 1, 34, _("Next date"));
	tui_text(v, 3, 37, TUI_FAINT,
	    n->a.row.need != NEED_ORDINARY ? _("needed: within a week")
					   : _("may stay empty"));
	tui_rule(v, 4);
	tui_form_draw_in(
	    &n->form, ITEM_TEXT, tui_sub(v, 5, 1, v.h - 5, v.w - 2));
}

/* --- saving ----------------------------------------------------------------
 */

static int
note_save_draft(struct screen *s)
{
	struct note *n = of(s);
	int r;

	r = act_draft_save(screen_who(s), ACT_NOTE_DRAFT, n->a.row.id,
	    tui_area_text(n->text), tui_area_len(n->text),
	    (int64_t)tui_area_caret(n->text));
	if (r == 0) {
		n->written = true;
		n->saved_at = screen_now(s);
	}
	return r;
}

/* Somebody saved first: both texts are here, the person says which stays. */
static int
settle(struct note *n)
{
	struct buf *mine = buf_new_in(screen_memory(&n->screen));
	size_t len;
	int how, r;

	buf_add(mine, tui_area_text(n->text), tui_area_len(n->text));
	if ((r = read_newest(n)) == 0) {
		how = screen_conflict(&n->screen, _("the note"), buf_text(mine),
		    tui_area_text(n->text));
		len = tui_area_len(n->text);
		if (how == 2 && len > 0)
			buf_add_f(mine, "\n%s", tui_area_text(n->text));
		if (how != 1)
			tui_area_set(n->text, buf_text(mine), buf_len(mine));
		r = how < 0 ? ERR_STALE : 0;
		screen_touch(&n->screen);
	}
	buf_free(mine);
	return r;
}

static int
save(struct note *n, int64_t next_at, const char *reason)
{
	struct act_note_text t = { .text = tui_area_text(n->text),
		.n = tui_area_len(n->text),
		.risk = n->risk.chosen < 0 ? RISK_NOT_SAID
					   : (enum consultation_risk)(
						 n->risk.chosen + RISK_NONE),
		.next_at = next_at,
		.reason = reason };

	return act_consultation_note(
	    screen_who(&n->screen), n->a.row.id, n->a.row.version, &t, &n->a);
}

/* Back to the field that is missing. */
static void
go_missing(struct note *n)
{
	if (n->risk.chosen < 0)
		tui_form_go(&n->form, ITEM_RISK);
}

static int
note_save(struct screen *s)
{
	struct note *n = of(s);
	int64_t next_at = 0;
	bool far;
	int r = 0;

	if (tui_field_len(n->next) > 0)
		r = consultation_read_time(
		    tui_field_text(n->next), screen_now(s), &next_at);
	if (r != 0) {
		screen_warn(
		    s, "%s", _("A time looks like 14:00 or 11-30 14:00."));
		tui_form_go(&n->form, ITEM_NEXT);
		return SCREEN_USED;
	}
	far = next_at != 0 && n->a.row.need != NEED_ORDINARY &&
	      next_at > n->a.row.held_at + 7 * CLOCK_DAY;
	if (far && !screen_ask(s, _("Further off than a week: why?"), n->why))
		return SCREEN_USED;
	r = save(n, next_at, far ? buf_text(n->why) : NULL);
	if (r == ERR_STALE) {
		if (settle(n) != 0)
			screen_fail(s, r);
		return SCREEN_USED;
	}
	if (r != 0) {
		go_missing(n);
		return screen_fail(s, r), SCREEN_USED;
	}
	n->written = false;
	screen_answer(s, n->a.row.id);
	if (n->a.warning != 0)
		screen_say(s, "%s",
		    _("Saved. Those who look after the child have been told."));
	else
		screen_say(s, "%s", _("Saved."));
	return SCREEN_BACK;
}

static void
note_close(struct screen *s)
{
	tui_area_free(of(s)->text);
	tui_field_free(of(s)->next);
	buf_free(of(s)->why);
}

static const struct screen_action actions[] = {
	{ N_("Next field"), N_("next field"), "xiayige xyg", TUI_TAB, 0, NULL,
	    NULL },
	{ N_("Save the note"), N_("save"), "baocun jilu bc", TUI_F(8),
	    TUI_CTRL('S'), note_save, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_note = {
	.name = "note",
	.title = N_("Note of a talk"),
	.words = "jilu jl",
	.help = N_("Write as you would tell a colleague; only you read it, and "
		   "the file keeps it.\n"
		   "Every word is kept within a second; leaving with Esc loses "
		   "nothing.\n"
		   "The question on safety needs an answer: \"not asked\" is "
		   "one too.\n"
		   "Ctrl-Z takes back, Ctrl-Y does again. F8 saves."),
	.size = sizeof(struct note),
	.actions = actions,
	.open = note_open,
	.where = note_where,
	.draw = note_draw,
	.save = note_save_draft,
	.close = note_close,
};
