/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation.h"
#include "model/when.h"
#include "model/topic.h"
#include "screen/consultation.h"
#include "screen/undo.h"

/* One appointment: how far it is, what may be done now, what was. */
struct consultation_screen {
	struct screen screen;
	struct act_consultation v;
	const struct state_move *move[APPOINTMENT_EVENTS];
	size_t n_moves;
	struct tui_list list;
	int64_t id;
};

static struct consultation_screen *
of(struct screen *s)
{
	return (struct consultation_screen *)s;
}

static int
read_again(struct consultation_screen *c)
{
	struct act_consultation v;
	int r;

	if (screen_is_locked(&c->screen))
		return 0;
	r = act_consultation_show(
	    screen_who(&c->screen), c->id, GROUND_NONE, &v);
	if (r != 0)
		return r;
	act_consultation_free(&c->v);
	c->v = v;
	c->n_moves =
	    act_appointment_actions(&c->v.head, c->move, nitems(c->move));
	tui_list_go(&c->list, c->list.at);
	return 0;
}

/* --- drawing ---------------------------------------------------------------
 */

static size_t
count(void *data)
{
	return ((struct consultation_screen *)data)->n_moves;
}

static void
draw_move(void *data, size_t i, struct tui_view line)
{
	struct consultation_screen *c = data;

	tui_text_f(line, 0, 2, TUI_PLAIN, "%zu %s", i + 1,
	    _(appointment_event_words(c->move[i]->on)));
}

static const struct tui_list_ops moves_ops = { count, draw_move, NULL };

static int
draw_head(struct consultation_screen *c, struct tui_view v)
{
	const struct act_appointment *a = &c->v.head;
	int64_t now = screen_now(&c->screen);
	char due[SCREEN_WHEN], when[SCREEN_WHEN];

	screen_due(now, a->row.due_at, due);
	tui_text_f(v, 0, 1, TUI_HEAD, "%s",
	    _(appointment_state_words((int)a->row.state)));
	tui_text(v, 0, 16,
	    screen_is_late(now, a->row.due_at) ? TUI_LATE : TUI_PLAIN, due);
	tui_text(
	    v, 0, 36, TUI_PLAIN, _(appointment_next_words((int)a->row.state)));
	screen_at(now, a->row.starts_at, when);
	tui_text_f(v, 1, 1, TUI_PLAIN, "%s  %s  %s",
	    _(appointment_form_words((int)a->row.form)), when, a->row.room);
	if (a->counsellor[0] != '\0')
		tui_text_f(v, 1, 46, TUI_PLAIN, _("with %s"), a->counsellor);
	screen_at(now, a->row.event_at, when);
	tui_text_f(v, 2, 1, TUI_PLAIN, _("asked by %s, %s"), a->asked_by, when);
	consultation_late(&a->row, when);
	tui_text_f(v, 2, 46, TUI_SOON, "%s%s%s", when,
	    when[0] != '\0' && c->v.paper[0] != '\0' ? _(", ") : "",
	    c->v.paper[0] != '\0' ? paper_tail(c->v.paper) : "");
	return 4;
}

static int
draw_past(struct consultation_screen *c, struct tui_view v, int y)
{
	int64_t now = screen_now(&c->screen);
	char when[SCREEN_WHEN];
	int at;

	tui_text(v, y++, 1, TUI_HEAD, _("What was, newest first"));
	for (size_t i = c->v.n_past; i-- > 0 && y < v.h - 7; y++) {
		const struct act_appointment_past *p = &c->v.past[i];

		screen_at(now, p->event_at, when);
		at = tui_text_f(v, y, 2, TUI_PLAIN, "%s  %s  %s  %s", when,
		    p->name, _(appointment_event_words(p->event)), p->reason);
		if (!when_is_later(p->event_at, p->at))
			continue;
		screen_at(now, p->at, when);
		tui_text_f(v, y, 2 + at + 2, TUI_FAINT, _("entered %s"), when);
	}
	return y;
}

static void
consultation_draw(struct screen *s, struct tui_view v)
{
	struct consultation_screen *c = of(s);
	int y = draw_head(c, v), rows = (int)c->n_moves;

	tui_rule(v, y - 1);
	y = draw_past(c, v, y) + 1;
	if (rows > v.h - y - 1)
		rows = v.h - y - 1;
	if (rows <= 0)
		return;
	tui_text(v, y, 1, TUI_HEAD, _("What you can do now"));
	tui_list_draw(&c->list, tui_sub(v, y + 1, 0, rows, v.w), true);
}

static void
consultation_where(struct screen *s, struct screen_title *t)
{
	const struct act_appointment *a = &of(s)->v.head;

	buf_add_f(t->where, "%s %lld  %s  %s", _("Consultation"),
	    (long long)a->row.id, a->student, a->class);
}

/* --- doing -----------------------------------------------------------------
 */

/* What the move needs is asked for; false: left with Esc. */
static bool
ask_needs(struct screen *s, const struct state_move *m,
    struct act_appointment_do *d, struct buf *reason)
{
	if ((m->needs & APPOINTMENT_NEEDS_SLOT) != 0 &&
	    !consultation_ask_time(
		s, _("Which day and time?"), NULL, &d->starts_at))
		return false;
	if ((m->needs & APPOINTMENT_NEEDS_NEXT) != 0 &&
	    !consultation_ask_time(
		s, _("When is the next one?"), NULL, &d->next_at))
		return false;
	if ((m->needs & APPOINTMENT_NEEDS_REASON) != 0 &&
	    !screen_ask_about(
		s, _("One sentence: why?"), m->on, NULL, 0, reason))
		return false;
	return true;
}

static int
do_move(struct consultation_screen *c, const struct state_move *m)
{
	struct act_appointment_do d = ACT_APPOINTMENT_DO(m->on);
	struct screen *s = &c->screen;
	struct act_appointment after;
	int64_t version;
	struct buf *reason;
	int r = -1;

	if (m->on == APPOINTMENT_NOTE)
		return screen_push(s, &screen_note, &c->id), SCREEN_USED;
	reason = buf_new_in(screen_memory(s));
	do {
		version = c->v.head.row.version;
		if (!ask_needs(s, m, &d, reason))
			break;
		d.reason = buf_len(reason) > 0 ? buf_text(reason) : NULL;
		r = act_consultation_step(
		    screen_who(s), c->id, version, &d, &after);
		if (screen_fail(s, r) == 0)
			screen_say_done(
			    s, &appointment_machine, m->on, _("Saved."));
		read_again(c);
	} while (r != 0 && d.reason != NULL);
	if (r != 0)
		screen_ask_left(s, _("One sentence: why?"), m->on, reason);
	buf_free(reason);
	return SCREEN_USED;
}

static int
consultation_key(struct screen *s, uint32_t key)
{
	struct consultation_screen *c = of(s);

	if (key == TUI_ENTER && c->list.at < c->n_moves)
		return do_move(c, c->move[c->list.at]);
	if (key >= '1' && key < '1' + c->n_moves)
		return do_move(c, c->move[key - '1']);
	return tui_list_key(&c->list, key) != TUI_PASS ? SCREEN_USED
						       : SCREEN_PASS;
}

/* --- reading the note ------------------------------------------------------
 */

static void
show_notes(struct screen *s, const struct act_consultation *v)
{
	struct buf *b = buf_new_in(screen_memory(s));
	char when[SCREEN_WHEN];

	for (size_t i = v->n_note; i-- > 0;) {
		screen_at(screen_now(s), v->note[i].entered_at, when);
		buf_add_f(b, "%s  %s  (%s)\n%s\n\n", when, v->note[i].name,
		    _(consultation_risk_words((int)v->note[i].risk)),
		    v->note[i].text);
	}
	screen_read(s, _("What was written, newest first"), buf_text(b));
	buf_free(b);
}

/* A colleague's is read for a reason that is recorded (C6). */
static int
read_notes(struct screen *s)
{
	static const char *const grounds[] = {
		N_("the student or family agreed"),
		N_("a colleague of the school asked me in"),
		N_("serious danger now"),
	};
	struct consultation_screen *c = of(s);
	struct act_consultation v;
	int ground = GROUND_NONE, r;

	if (c->v.head.on_ground) {
		ground = screen_choose(s,
		    _("A colleague's note: why do you read it? It is "
		      "recorded."),
		    grounds, (int)nitems(grounds));
		if (ground < 0)
			return SCREEN_USED;
		ground += GROUND_CONSENT;
	}
	r = act_consultation_show(
	    screen_who(s), c->id, (enum permit_ground)ground, &v);
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	show_notes(s, &v);
	act_consultation_free(&v);
	return SCREEN_USED;
}

static bool
may_read(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->v.head.may_read && of(s)->v.head.row.noted_at != 0;
}

/* --- the screen ------------------------------------------------------------
 */

static int
consultation_open(struct screen *s, const void *arg)
{
	struct consultation_screen *c = of(s);
	struct appointment *row = &c->v.head.row;
	int r;

	if (arg == NULL)
		return ERR_NOT_FOUND;
	c->id = *(const int64_t *)arg;
	c->list.ops = &moves_ops;
	c->list.data = c;
	s->pace = 60;
	if ((r = read_again(c)) != 0)
		return r;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ORG, row->school);
	s->topics[s->n_topics++] =
	    STORE_TOPIC(TOPIC_PERSON, screen_who(s)->person);
	return 0;
}

static void
consultation_changed(struct screen *s)
{
	int r = read_again(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
consultation_answer(
    struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	consultation_changed(s);
}

static void
consultation_close(struct screen *s)
{
	act_consultation_free(&of(s)->v);
}

static const struct screen_action actions[] = {
	{ N_("Do what stands here"), N_("do"), "zuo z", TUI_ENTER, 0, NULL,
	    NULL },
	{ N_("Read what was written"), N_("read the note"), "kan jilu kjl",
	    TUI_F(6), 0, read_notes, may_read },
	{ .name = NULL },
};

const struct screen_ops screen_consultation = {
	.name = "consultation",
	.title = N_("Consultation"),
	.words = "zixun zx",
	.help = N_("How far it is, and what can be done now: Enter or its "
		   "number.\n"
		   "They may always say no; nothing follows from it.\n"
		   "F6 reads what was written. A colleague's note asks for the "
		   "reason first."),
	.size = sizeof(struct consultation_screen),
	.actions = actions,
	.open = consultation_open,
	.where = consultation_where,
	.draw = consultation_draw,
	.key = consultation_key,
	.changed = consultation_changed,
	.unlock = consultation_changed,
	.answer = consultation_answer,
	.close = consultation_close,
};
