/* SPDX-License-Identifier: Apache-2.0 */
/* What is typed in a call: its fields, what they show, how they are saved. */
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call.h"

static const char *const thoughts_words[] = { N_("none"), N_("some"),
	N_("some, with a plan"), N_("won't say"), N_("not reached") };
static const char *const danger_words[] = { N_("none"), N_("not sure"),
	N_("there is") };

/* --- the fields
 * ------------------------------------------------------------------------- */

static void
make_fields(struct call *c)
{
	const struct buf_memory *m = screen_memory(&c->screen);
	const struct tui_field_spec name = { .max = SHEET_ALIAS_MAX - 1,
		.memory = m };
	const struct tui_field_spec text = { .max = SHEET_TEXT_MAX - 1,
		.memory = m };
	const struct tui_field_spec number = {
		.max = 3, .narrow = true, .memory = m
	};

	c->alias = tui_field_new(&name);
	c->place = tui_field_new(&text);
	c->with = tui_field_new(&text);
	c->strength = tui_field_new(&number);
	c->hopeless = tui_field_new(&number);
	c->notes = tui_area_new(ACT_TICKET_TEXT_MAX, m);
	c->thoughts = (struct tui_choice){ .options = thoughts_words,
		.n = (int)nitems(thoughts_words),
		.chosen = -1 };
	c->danger = (struct tui_choice){ .options = danger_words,
		.n = (int)nitems(danger_words),
		.chosen = -1 };
	c->steps = (struct tui_list){ .ops = &call_steps_ops, .data = c };
}

static void
make_form(struct call *c)
{
	tui_form_field(&c->form, c->alias);
	tui_form_field(&c->form, c->place);
	tui_form_field(&c->form, c->with);
	tui_form_choice(&c->form, &c->thoughts);
	tui_form_field(&c->form, c->strength);
	tui_form_field(&c->form, c->hopeless);
	tui_form_choice(&c->form, &c->danger);
	tui_form_area(&c->form, c->notes);
	tui_form_list(&c->form, &c->steps);
	tui_form_go(&c->form, CALL_NOTES); /* the caret is in the notes */
	c->screen.form = &c->form;
}

void
call_fields_make(struct call *c)
{
	make_fields(c);
	make_form(c);
}

void
call_fields_free(struct call *c)
{
	tui_field_free(c->alias);
	tui_field_free(c->place);
	tui_field_free(c->with);
	tui_field_free(c->strength);
	tui_field_free(c->hopeless);
	tui_area_free(c->notes);
}

/* --- reading
 * --------------------------------------------------------------------- */

/* What stands there already is left alone, and the caret in it. */
static void
put(struct tui_field *f, const char *text)
{
	if (strcmp(tui_field_text(f), text) != 0)
		tui_field_set(f, text);
}

static void
read_answers(struct call *c)
{
	const struct ticket_answers *a = &c->v.answers;
	char code[16];

	c->thoughts.chosen =
	    a->given[ASK_THOUGHTS] ? a->value[ASK_THOUGHTS] - 1 : -1;
	c->danger.chosen = a->given[ASK_DANGER] ? a->value[ASK_DANGER] - 1 : -1;
	for (int q = ASK_STRENGTH; q <= ASK_HOPELESS; q++) {
		struct tui_field *f =
		    q == ASK_STRENGTH ? c->strength : c->hopeless;

		ticket_answer_code((enum ticket_question)q, a->value[q], code);
		if (a->given[q])
			put(f, a->value[q] == ASK_NOT_ASKED ? "-" : code);
	}
}

static void
read_sheet(struct call *c)
{
	put(c->alias, c->v.sheet.alias);
	put(c->place, c->v.sheet.place);
	put(c->with, c->v.sheet.with);
}

void
call_fields_read(struct call *c)
{
	read_answers(c);
	read_sheet(c);
}

/* --- saving
 * ------------------------------------------------------------------------ */

static int
save_sheet(struct call *c)
{
	struct ticket_sheet s = c->v.sheet;
	struct act_ticket t;
	int r;

	mem_copy_text(s.alias, sizeof(s.alias), tui_field_text(c->alias));
	mem_copy_text(s.place, sizeof(s.place), tui_field_text(c->place));
	mem_copy_text(s.with, sizeof(s.with), tui_field_text(c->with));
	if (strcmp(s.alias, c->v.sheet.alias) == 0 &&
	    strcmp(s.place, c->v.sheet.place) == 0 &&
	    strcmp(s.with, c->v.sheet.with) == 0)
		return 0;
	if ((r = act_ticket_sheet(screen_who(&c->screen), c->id, &s, &t)) == 0)
		c->v.sheet = s;
	return r;
}

/* What stands in the fields as an answer; false: nothing yet. */
static bool
answer_typed(struct call *c, enum ticket_question q, int *value)
{
	const char *text;

	switch (q) {
	case ASK_THOUGHTS:
		*value = c->thoughts.chosen + 1;
		return *value > 0;
	case ASK_DANGER:
		*value = c->danger.chosen + 1;
		return *value > 0;
	default:
		text = tui_field_text(
		    q == ASK_STRENGTH ? c->strength : c->hopeless);
		if (strcmp(text, "-") == 0) {
			*value = ASK_NOT_ASKED;
			return true;
		}
		return ticket_answer_of(q, text, value) == 0;
	}
}

static int
save_answers(struct call *c)
{
	struct ticket_answers *a = &c->v.answers;
	struct act_ticket t;
	int value, r;

	for (int q = 0; q < ASK_COUNT; q++) {
		if (!answer_typed(c, (enum ticket_question)q, &value) ||
		    (a->given[q] && a->value[q] == value))
			continue;
		if ((r = act_ticket_answer(screen_who(&c->screen), c->id,
			 (enum ticket_question)q, value, a->harm, 0, &t)) != 0)
			return r;
		a->given[q] = true;
		a->value[q] = value;
	}
	return 0;
}

int
call_notes_save(struct call *c)
{
	const char *text = tui_area_text(c->notes);
	size_t n = tui_area_len(c->notes);
	int r;

	if (n == buf_len(c->kept) && memcmp(text, buf_data(c->kept), n) == 0)
		return 0;
	r = act_ticket_autosave(screen_who(&c->screen), c->id, text, n,
	    (int64_t)tui_area_caret(c->notes));
	if (r != 0)
		return r;
	buf_clear(c->kept);
	buf_add(c->kept, text, n);
	c->kept_at = screen_now(&c->screen);
	return 0;
}

int
call_fields_save(struct call *c)
{
	int r = save_sheet(c);

	return r != 0 ? r : save_answers(c);
}
