/* SPDX-License-Identifier: Apache-2.0 */
/* A call that stood on paper, entered whole; then its ticket opens. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/draft.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "call_later.h"
#include "later.h"
#include "screen/ticket.h"

#define TEXT_ROWS 5
#define COLLEAGUES 9
#define LATER_TIME 40

/* The fields that are a line. */
static const struct {
	size_t max;
	bool narrow;
} lines[F_COUNT] = {
	[F_PAPER] = { PAPER_NUMBER_MAX - 1, false },
	[F_RANG] = { LATER_TIME, false },
	[F_ENDED] = { LATER_TIME, false },
	[F_ALIAS] = { SHEET_ALIAS_MAX - 1, false },
	[F_NUMBER] = { SHEET_NUMBER_MAX - 1, true },
	[F_STRENGTH] = { 3, true },
	[F_HOPELESS] = { 3, true },
};

size_t
later_line_max(int field)
{
	return lines[field].max;
}

static const char *const thoughts_words[] = { N_("none"), N_("some"),
	N_("some, with a plan"), N_("won't say"), N_("not reached") };
static const char *const danger_words[] = { N_("none"), N_("not sure"),
	N_("there is") };

static struct later *
of(struct screen *s)
{
	return (struct later *)s;
}

static const char *
typed(struct later *l, int field)
{
	return tui_field_text(l->line[field]);
}

/* --- drawing ---------------------------------------------------------------
 */

static void
draw_who(struct later *l, struct tui_view v, int y)
{
	tui_form_draw(&l->form, F_PAPER, v, y, 1, 40, _("Form no."));
	tui_text_f(v, y, 43, TUI_PLAIN, _("taken by %s"),
	    l->taker != 0 ? l->taker_name : _("you"));
	tui_right(v, y, v.w, TUI_FAINT, _("F5 someone else"));
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct later *l = of(s);

	draw_who(l, v, 0);
	tui_form_draw(&l->form, F_CHANNEL, v, 1, 1, v.w - 2, NULL);
	tui_form_draw(&l->form, F_RANG, v, 2, 1, 32, _("It rang"));
	tui_form_draw(&l->form, F_ENDED, v, 2, 35, 26, _("It ended"));
	tui_text(v, 2, 63, TUI_FAINT, _("or minutes"));
	tui_form_draw(&l->form, F_ALIAS, v, 3, 1, 32, _("Called"));
	tui_form_draw(&l->form, F_NUMBER, v, 3, 35, 26, _("Phone"));
	tui_text(v, 4, 1, TUI_HEAD,
	    _("What was said and agreed (as it stands on the sheet)"));
	tui_form_draw_in(
	    &l->form, F_TEXT, tui_sub(v, 5, 3, TEXT_ROWS, v.w - 4));
	tui_text(v, 11, 1, TUI_HEAD,
	    _("Three questions (what was not asked stays empty)"));
	tui_text_f(v, 12, 2, TUI_PLAIN, "1 %s",
	    _("Thoughts of not living, of hurting oneself"));
	tui_form_draw(&l->form, F_THOUGHTS, v, 13, 3, v.w - 4, NULL);
	tui_text(v, 14, 2, TUI_PLAIN, "2");
	tui_form_draw(&l->form, F_STRENGTH, v, 14, 4, 27, _("Strength 0-100"));
	tui_form_draw(
	    &l->form, F_HOPELESS, v, 14, 34, 27, _("Hopelessness 0-100"));
	tui_text_f(v, 15, 2, TUI_PLAIN, "3 %s",
	    _("Danger then (\"not sure\" counts as danger)"));
	tui_form_draw(&l->form, F_DANGER, v, 16, 3, v.w - 4, NULL);
	tui_text(v, 18, 1, TUI_FAINT,
	    _("Saved, the ticket opens: F3 finds the student, F8 says how it "
	      "ended."));
}

static void
where(struct screen *s, struct screen_title *t)
{
	(void)s;
	buf_add_text(t->where, _("A call from paper"));
}

/* --- what was typed --------------------------------------------------------
 */

static bool
is_minutes(const char *s)
{
	return s[0] != '\0' && s[strspn(s, "0123456789")] == '\0' &&
	       strlen(s) <= 3;
}

/* A bare hour is the next one after it rang. */
static bool
read_end(struct later *l, int64_t rang, int64_t *at)
{
	char s[2 * LATER_TIME];
	bool bare;

	if (!text_plain(typed(l, F_ENDED), s, sizeof(s)))
		s[0] = '\0'; /* told below */
	bare = s[strcspn(s, "0123456789")] != '\0' &&
	       strpbrk(s, "-/.") == NULL && strstr(s, "月") == NULL &&
	       strstr(s, "天") == NULL && strstr(s, "前") == NULL &&
	       strstr(s, "ago") == NULL && strstr(s, "day") == NULL;

	if (is_minutes(s)) {
		*at = rang + atoll(s) * CLOCK_MINUTE;
		return true;
	}
	if (bare && when_read(s, rang + CLOCK_DAY - CLOCK_MINUTE, at) == 0)
		return true;
	return screen_later_read(&l->screen, s, at) && *at != 0;
}

static bool
read_times(struct later *l, struct act_ticket_later *to)
{
	struct screen *s = &l->screen;

	if (!screen_later_read(s, typed(l, F_RANG), &to->call.event_at)) {
		tui_form_go(&l->form, F_RANG);
		return false;
	}
	if (to->call.event_at == 0 || typed(l, F_ENDED)[0] == '\0') {
		tui_form_go(
		    &l->form, to->call.event_at == 0 ? F_RANG : F_ENDED);
		screen_warn(
		    s, "%s", _("When did it ring, and when did it end?"));
		return false;
	}
	if (!read_end(l, to->call.event_at, &to->ended_at)) {
		tui_form_go(&l->form, F_ENDED);
		return false;
	}
	return true;
}

static bool
read_number(struct later *l, enum ticket_question q, int field,
    struct ticket_answers *a)
{
	const char *s = typed(l, field);

	if (s[0] == '\0')
		return true;
	a->given[q] = true;
	if (strcmp(s, "-") == 0) {
		a->value[q] = ASK_NOT_ASKED;
		return true;
	}
	if (ticket_answer_of(q, s, &a->value[q]) == 0)
		return true;
	tui_form_go(&l->form, field);
	screen_warn(&l->screen, "%s", _("A number from 0 to 100, or empty."));
	return false;
}

static bool
read_answers(struct later *l, struct ticket_answers *a)
{
	if (l->danger.chosen < 0) {
		tui_form_go(&l->form, F_DANGER);
		screen_warn(&l->screen, "%s",
		    _("Was the person safe? \"Not sure\" is an answer too."));
		return false;
	}
	a->given[ASK_DANGER] = true;
	a->value[ASK_DANGER] = l->danger.chosen + 1;
	a->given[ASK_THOUGHTS] = l->thoughts.chosen >= 0;
	a->value[ASK_THOUGHTS] = l->thoughts.chosen + 1;
	return read_number(l, ASK_STRENGTH, F_STRENGTH, a) &&
	       read_number(l, ASK_HOPELESS, F_HOPELESS, a);
}

static bool
read_all(
    struct later *l, char number[PAPER_NUMBER_MAX], struct act_ticket_later *to)
{
	const char *tel = typed(l, F_NUMBER), *alias = typed(l, F_ALIAS);

	*to = (struct act_ticket_later){
		.call = { .channel =
			      l->channel.chosen < 0 ? 0 : l->channel.chosen,
		    .number = tel[0] != '\0' ? tel : NULL,
		    .alias = alias[0] != '\0' ? alias : NULL,
		    .paper = number },
		.taker = l->taker,
		.text = tui_area_text(l->text),
		.n = tui_area_len(l->text)
	};
	if (!screen_later_number(&l->screen, typed(l, F_PAPER), number)) {
		tui_form_go(&l->form, F_PAPER);
		return false;
	}
	if (!read_times(l, to))
		return false;
	if (to->n == 0) {
		tui_form_go(&l->form, F_TEXT);
		screen_warn(&l->screen, "%s",
		    _("What was said? Two sentences are enough."));
		return false;
	}
	return read_answers(l, &to->answers);
}

/* --- saving ----------------------------------------------------------------
 */

static bool
ask(struct later *l, const struct act_ticket_later *in)
{
	const struct screen_later q = { .kind = WHEN_TICKET,
		.event_at = in->call.event_at,
		.key = "ticket.summary",
		.from = in->ended_at,
		.who = buf_text(l->leads),
		.paper = in->call.paper,
		.danger = in->answers.value[ASK_DANGER] != DANGER_NO };

	return screen_later_ask(&l->screen, &q);
}

static int
save_it(struct screen *s)
{
	struct later *l = of(s);
	char number[PAPER_NUMBER_MAX];
	struct act_ticket_later in;
	struct act_ticket t;
	int r;

	if (!read_all(l, number, &in) || !ask(l, &in))
		return SCREEN_USED;
	if ((r = act_ticket_later(screen_who(s), &in, &t)) != 0) {
		screen_fail(s, r);
		return SCREEN_USED;
	}
	l->saved = true;
	act_draft_drop(screen_who(s), ACT_LATER_DRAFT, 0);
	screen_push(s, &screen_call, &t.row.id);
	return SCREEN_USED;
}

/* Back from the ticket: this is done. */
static void
answer(struct screen *s, const struct screen_ops *from, int64_t a)
{
	(void)a;
	if (from == &screen_call && of(s)->saved)
		screen_leave(s);
}

static int
choose_taker(struct screen *s)
{
	struct act_colleague all[COLLEAGUES - 1];
	const char *words[COLLEAGUES];
	struct later *l = of(s);
	int n, at, r;

	if ((r = act_ticket_colleagues(
		 screen_who(s), all, (int)nitems(all), &n)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	words[0] = _("you");
	for (int i = 0; i < n; i++)
		words[i + 1] = all[i].name;
	at = screen_choose(s, _("Who took the call?"), words, n + 1);
	if (at < 0)
		return SCREEN_USED;
	l->taker = at == 0 ? 0 : all[at - 1].person;
	mem_copy_text(l->taker_name, sizeof(l->taker_name),
	    at == 0 ? "" : all[at - 1].name);
	screen_touch(s);
	return SCREEN_USED;
}

static bool
not_saved(struct screen *s, const char **why)
{
	(void)why;
	return !of(s)->saved;
}

/* --- coming and going ------------------------------------------------------
 */

static void
make_choices(struct later *l)
{
	int n = 0;

	for (; ticket_channels[n].code != NULL; n++)
		l->channels[n] = ticket_channels[n].words;
	l->channel = (struct tui_choice){ .options = l->channels, .n = n };
	l->thoughts = (struct tui_choice){ .options = thoughts_words,
		.n = (int)nitems(thoughts_words),
		.chosen = -1 };
	l->danger = (struct tui_choice){ .options = danger_words,
		.n = (int)nitems(danger_words),
		.chosen = -1 };
}

static void
make_form(struct later *l)
{
	const struct buf_memory *m = screen_memory(&l->screen);

	for (size_t i = 0; i < F_COUNT; i++) {
		const struct tui_field_spec spec = { .max = lines[i].max,
			.narrow = lines[i].narrow,
			.memory = m };

		if (lines[i].max > 0)
			l->line[i] = tui_field_new(&spec);
	}
	l->text = tui_area_new(ACT_TICKET_TEXT_MAX, m);
	tui_form_field(&l->form, l->line[F_PAPER]);
	tui_form_choice(&l->form, &l->channel);
	tui_form_field(&l->form, l->line[F_RANG]);
	tui_form_field(&l->form, l->line[F_ENDED]);
	tui_form_field(&l->form, l->line[F_ALIAS]);
	tui_form_field(&l->form, l->line[F_NUMBER]);
	tui_form_area(&l->form, l->text);
	tui_form_choice(&l->form, &l->thoughts);
	tui_form_field(&l->form, l->line[F_STRENGTH]);
	tui_form_field(&l->form, l->line[F_HOPELESS]);
	tui_form_choice(&l->form, &l->danger);
	l->screen.form = &l->form;
}

/* Who sees it when it is late, and is knocked in danger. */
static void
read_leads(struct later *l)
{
	struct act_colleague all[8];
	int n = 0;

	l->leads = buf_new();
	if (act_ticket_colleagues(
		screen_who(&l->screen), all, (int)nitems(all), &n) != 0)
		n = 0;
	for (int i = 0; i < n && all[i].lead; i++)
		buf_add_f(l->leads, "%s%s", i > 0 ? _(", ") : "", all[i].name);
	if (buf_len(l->leads) == 0)
		buf_add_text(l->leads, _("the shift lead"));
}

static int
open_later(struct screen *s, const void *arg)
{
	struct later *l = of(s);

	make_choices(l);
	make_form(l);
	read_leads(l);
	s->hint = N_("From a sheet of paper: when it rang, what was said, "
		     "whether it was safe.");
	if (!screen_may_call(screen_who(s)))
		return ERR_DENIED;
	later_draft_resume(l);
	if (arg != NULL) {
		tui_field_set(l->line[F_PAPER], arg);
		tui_form_go(&l->form, F_RANG);
	}
	return 0;
}

static void
close_later(struct screen *s)
{
	struct later *l = of(s);

	for (size_t i = 0; i < F_COUNT; i++)
		tui_field_free(l->line[i]);
	tui_area_free(l->text);
	buf_free(l->leads);
}

static const struct screen_action actions[] = {
	{ N_("Next field"), N_("go on"), NULL, TUI_TAB, 0, NULL, not_saved },
	{ N_("Who took the call"), N_("who took it"), "shui jiede sjd",
	    TUI_F(5), TUI_CTRL('P'), choose_taker, not_saved },
	{ N_("Save the call"), N_("save"), "baocun bc", TUI_F(8), TUI_CTRL('S'),
	    save_it, not_saved },
	{ .name = NULL },
};

const struct screen_ops screen_call_later = {
	.name = "call_later",
	.title = N_("Enter a call from paper"),
	.words = "bulu laidian bll",
	.help = N_("A call that was written on paper while the system was "
		   "down.\n"
		   "When it rang and ended: yesterday 14:30, 11-25 14:30, 25 "
		   "min ago; for the end minutes will do.\n"
		   "Empty questions count as not asked; danger has to be "
		   "said.\n"
		   "Before it is saved you read what that does.\n"
		   "Danger knocks whoever must act now, however long ago it "
		   "was."),
	.size = sizeof(struct later),
	.actions = actions,
	.open = open_later,
	.where = where,
	.draw = draw,
	.answer = answer,
	.save = later_draft_save,
	.close = close_later,
};
