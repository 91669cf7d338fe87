/* SPDX-License-Identifier: Apache-2.0 */
/* A call in danger: screens.md 2b.  Eight steps, in any order; Enter stamps
 * the minute; the notes stay open below. */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"
#include "model/when.h"
#include "phones.h"

static size_t
steps_count(void *data)
{
	return CHECK_COUNT + (size_t)call_unmask_waits(data);
}

/* "could not be done: reason", or how it was, or by whom. */
static void
stamp_words(const struct act_ticket_stamp *s, struct buf *out)
{
	if (s->outcome == CHECK_OPEN)
		return;
	if (s->outcome != CHECK_DONE)
		buf_add_f(out, "%s%s", _(ticket_outcomes[s->outcome].words),
		    s->words[0] != '\0' ? _(": ") : "");
	buf_add_text(out, s->words[0] != '\0' ? s->words : s->name);
}

/* Nothing stands there yet: what came of knocking does. */
static struct buf *
knocked_for(const struct call *c, int step)
{
	return step == CHECK_DUTY   ? c->district
	       : step == CHECK_LEAD ? c->knocked
				    : NULL;
}

static void
steps_row(void *data, size_t i, struct tui_view line)
{
	const struct act_ticket_stamp *s = &((struct call *)data)->v.check[i];
	char hm[6] = "     ";
	struct buf *b, *knocked;

	if (i == CHECK_COUNT) {
		call_unmask_row(data, line);
		return;
	}
	b = buf_new_in(screen_memory(data));
	if (s->outcome != CHECK_OPEN)
		call_clock(s->event_at, hm);
	stamp_words(s, b);
	knocked =
	    s->outcome == CHECK_OPEN ? knocked_for(data, (int)i + 1) : NULL;
	if (knocked != NULL)
		buf_add_text(b, buf_text(knocked));
	if (s->outcome == CHECK_OPEN && i + 1 == CHECK_GUARDIAN)
		buf_add_text(b, _("F7 not yet: they may be the danger"));
	if (s->outcome == CHECK_OPEN && tui_is_spoken(line) && buf_len(b) == 0)
		buf_add_text(b, _("not done yet"));
	tui_text_f(line, 0, 2, TUI_PLAIN, "%zu", i + 1);
	tui_brackets(line, 0, 4, 7, TUI_PLAIN);
	tui_text(line, 0, 5, TUI_PLAIN, hm);
	tui_cell(line, 0, 12, 27,
	    s->outcome == CHECK_OPEN ? TUI_PLAIN : TUI_GOOD,
	    _(ticket_checks[i].words));
	tui_cell(line, 0, 40, line.w - 41,
	    s->outcome == CHECK_NO_ANSWER || knocked != NULL ? TUI_LATE
	    : s->outcome == CHECK_OPEN			     ? TUI_FAINT
							     : TUI_PLAIN,
	    buf_text(b));
	buf_free(b);
}

const struct tui_list_ops call_steps_ops = { steps_count, steps_row, NULL };

static void
draw_alert(struct call *c, struct tui_view v)
{
	const struct act_ticket_stamp *lead = &c->v.check[CHECK_LEAD - 1];
	const struct ticket *row = &c->v.head.row;
	char hm[6];

	if ((c->v.head.who & TICKET_OWN) == 0) {
		tui_text_f(v, 0, 1, TUI_ALERT,
		    _("!! You are in. What you write stands on the screen of"
		      " %s. !!"),
		    c->v.head.taker);
		return;
	}
	if (when_is_later(row->rang_at, row->entered_at) &&
	    row->ended_at != 0) {
		tui_text(v, 0, 1, TUI_ALERT,
		    _("!! The call is over: find the person now, by phone, "
		      "school or home; go on below. !!"));
		return;
	}
	/* Who stamps it for oneself has nobody in yet. */
	if (lead->outcome != CHECK_DONE ||
	    lead->person == screen_who(&c->screen)->person) {
		tui_text(v, 0, 1, TUI_ALERT,
		    _("!! Stay with them, do not hang up. The shift lead is"
		      " coming in. !!"));
		return;
	}
	call_clock(lead->event_at, hm);
	tui_text_f(v, 0, 1, TUI_ALERT,
	    _("!! Stay with them, do not hang up. %s is in since %s and reads"
	      " along. !!"),
	    lead->name, hm);
}

void
call_draw_danger(struct call *c, struct tui_view v)
{
	char hm[6], saved[32];
	int rows = (int)steps_count(c), home, notes, y;

	draw_alert(c, v);
	home = call_unmask_draw(c, tui_sub(v, 10, 0, 3, v.w));
	tui_form_draw_in(&c->form, CALL_STEPS, tui_sub(v, 2, 0, rows, v.w));
	y = 10 + home;
	tui_rule(v, y++);
	notes = (v.h - y) / 2;
	tui_text(v, y, 1, TUI_HEAD, _("Notes (those asked in read along)"));
	if (c->kept_at != 0) {
		call_clock(c->kept_at, hm);
		snprintf(saved, sizeof(saved), _("%s saved"), hm);
		tui_right(v, y, v.w - 1, TUI_GOOD, saved);
	}
	tui_form_draw_in(
	    &c->form, CALL_NOTES, tui_sub(v, y + 1, 1, notes, v.w - 2));
	y += 1 + notes;
	call_draw_others(c, tui_sub(v, y, 0, v.h - y, v.w));
}

/* --- stamping
 * -------------------------------------------------------------------- */

void
call_stand(struct call *c, size_t from)
{
	size_t at = from % CHECK_COUNT;

	for (size_t i = 0; i < CHECK_COUNT; i++)
		if (c->v.check[(from + i) % CHECK_COUNT].outcome ==
		    CHECK_OPEN) {
			at = (from + i) % CHECK_COUNT;
			break;
		}
	tui_list_go(&c->steps, at);
	c->steps_put = at;
}

/* The lead's coming stamps the first step by itself; no other moves the
 * cursor under a hand that is about to press Enter. */
void
call_stand_on(struct call *c)
{
	size_t lead = CHECK_LEAD - 1;

	if (c->steps.at == lead && c->steps_put == lead &&
	    c->v.check[lead].outcome != CHECK_OPEN)
		call_stand(c, lead);
}

/* Who comes in stands where who is in does, and where somebody waits for the
 * home: Enter is the answer. */
void
call_come_in(struct call *c)
{
	if (!call_is_danger(c) || tui_area_len(c->notes) != 0)
		return;
	tui_form_go(&c->form, CALL_STEPS);
	if (call_unmask_waits(c) &&
	    c->unmask.u.asked_by != screen_who(&c->screen)->person)
		tui_list_go(&c->steps, CHECK_COUNT);
}

static int
put(struct call *c, struct act_ticket_check *k)
{
	struct act_ticket t;
	int r;

	r = act_ticket_check(screen_who(&c->screen), c->id, k, &t);
	screen_fail(&c->screen, r);
	call_read(c);
	if (r == 0)
		call_stand(c, (size_t)k->step);
	return r;
}

/* With a sentence: how, or why not. */
static int
put_asked(struct call *c, struct act_ticket_check *k, const char *question)
{
	struct buf *b = buf_new_in(screen_memory(&c->screen));
	int r = -1;

	while (r != 0 &&
	       screen_ask_about(&c->screen, question, k->step, NULL, 0, b)) {
		k->words = buf_text(b);
		r = put(c, k);
	}
	buf_free(b);
	return SCREEN_USED;
}

/* Step 7 shows whom to phone, and when that was last confirmed. */
static int
stamp_duty(struct call *c)
{
	struct act_ticket_check k = { .step = CHECK_DUTY };
	struct act_duty all[8], d;
	bool spoke;
	int n;

	if (act_ticket_duty(screen_who(&c->screen), c->id, all, 8, &n) != 0)
		n = 0;
	if (!screen_phoned(&c->screen, all, n, &d, &spoke))
		return SCREEN_USED;
	k.outcome = spoke ? CHECK_SPOKE : CHECK_NO_ANSWER;
	k.oncall = d.id;
	k.words = d.name;
	put(c, &k);
	return SCREEN_USED;
}

/* An Enter meant for the ninth row, where somebody was first: it notes no time
 * in the row that took the place. */
static bool
was_meant_for_ninth(struct call *c)
{
	bool yes = c->fell && c->steps.at == CHECK_COUNT - 1;

	c->fell = false;
	if (yes)
		screen_say(&c->screen, "%s",
		    _("Somebody was first in that row. Enter once more notes "
		      "the time."));
	return yes;
}

int
call_stamp(struct call *c)
{
	struct act_ticket_check k = { .step = (int)c->steps.at + 1,
		.outcome = CHECK_DONE };

	if (was_meant_for_ninth(c))
		return SCREEN_USED;

	if (k.step > CHECK_COUNT)
		return call_unmask_open(c);
	if (k.step == CHECK_DUTY) /* the school, and the district as well */
		return stamp_duty(c);
	/* What stands there is not written over by one Enter too many. */
	if (c->v.check[k.step - 1].outcome != CHECK_OPEN)
		return call_stamp_how(c);
	put(c, &k);
	return SCREEN_USED;
}

int
call_not_guardian(struct screen *s)
{
	struct act_ticket_check k = { .step = CHECK_GUARDIAN,
		.outcome = CHECK_NOT_GUARDIAN };

	return put_asked(call_of(s), &k,
	    _("The guardian may be the danger. Why not yet? One sentence."));
}

int
call_stamp_how(struct call *c)
{
	struct act_ticket_check k = { .step = (int)c->steps.at + 1 };
	const char *options[] = { _("done, and how"), _("could not be done"),
		_("not the guardian yet") };
	int n = k.step == CHECK_GUARDIAN ? 3 : 2;

	if (k.step > CHECK_COUNT) /* the home: nothing to say how */
		return SCREEN_USED;
	switch (screen_choose(
	    &c->screen, _(ticket_checks[k.step - 1].words), options, n)) {
	case 0:
		k.outcome = CHECK_DONE;
		return put_asked(c, &k, _("How? By whom?"));
	case 1:
		k.outcome = CHECK_NOT_DONE;
		return put_asked(c, &k, _("Why could it not be done?"));
	case 2:
		return call_not_guardian(&c->screen);
	default:
		return SCREEN_USED;
	}
}

/* --- keys -------------------------------------------------------------------
 */

bool
call_at_steps(struct screen *s, const char **why)
{
	struct call *c = call_of(s);

	(void)why;
	return call_is_danger(c) && c->form.at == CALL_STEPS;
}

/* Words typed at the checklist are notes: nobody looks for a field first.
 * Digits, ":" and "?" stay what they are on every list. */
static bool
is_word(uint32_t key)
{
	return key > TUI_SPACE && key < TUI_UP && key != TUI_BACKSPACE &&
	       key != ':' && key != '?' && (key < '0' || key > '9');
}

void
call_paste(struct screen *s, const char *text, size_t n)
{
	struct call *c = call_of(s);

	if (!call_at_steps(s, NULL) ||
	    tui_area_paste(c->notes, text, n) != TUI_CHANGED)
		return;
	tui_form_go(&c->form, CALL_NOTES);
	screen_touch(s);
}

int
call_key(struct screen *s, uint32_t key)
{
	struct call *c = call_of(s);

	if (!call_at_steps(s, NULL))
		return SCREEN_PASS;
	if (key == TUI_ENTER)
		return call_stamp(c);
	if (key == TUI_SPACE)
		return call_stamp_how(c);
	if (!is_word(key) || tui_area_key(c->notes, key) != TUI_CHANGED)
		return SCREEN_PASS;
	tui_form_go(&c->form, CALL_NOTES);
	screen_touch(s);
	return SCREEN_USED;
}
