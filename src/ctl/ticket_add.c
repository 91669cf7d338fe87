/* SPDX-License-Identifier: Apache-2.0 */
/* ticket answer, sheet, check, entry: what is added during a call. */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "ticket_internal.h"

/* --- the three questions -----------------------------------------------------
 */

/* They belong to a ticket, which names the sheet. */
static const struct ctl_option at_options[] = {
	CTL_AT_OPTION,
	{ NULL, NULL, NULL },
};

static const struct ctl_field answer_fields[] = {
	{ "thoughts", CTL_TEXT, false,
	    N_("no, yes, plan, wont_say or not_reached") },
	{ "strength", CTL_CODE, false, N_("0 to 100, or not_asked") },
	{ "hopeless", CTL_CODE, false, N_("0 to 100, or not_asked") },
	{ "danger", CTL_TEXT, false, N_("no, unsure or yes") },
	{ "danger_from", CTL_LIST, false,
	    N_("any of self, others, from_others, from_guardian") },
	{ "event_at", CTL_TIME, false, N_("when it was; now else") },
	{ NULL, CTL_TEXT, false, NULL },
};

/* A number may come as one or as a word. */
int
ticket_read_answer(struct ctl *c, enum ticket_question q, int *value)
{
	json_t *v = json_object_get(c->in, ticket_questions[q].code);
	char number[24];
	int r;

	snprintf(
	    number, sizeof(number), "%lld", (long long)json_integer_value(v));
	r = ticket_answer_of(
	    q, json_is_string(v) ? json_string_value(v) : number, value);
	return r == 0 ? 0
		      : ctl_fail(c, r, _("%s: that is no answer to it."),
			    ticket_questions[q].code);
}

/* Danger last: the answers before it are then there for who comes in. */
static int
answer_each(struct ctl *c, int64_t id, uint32_t harm, struct act_ticket *t)
{
	int value[ASK_COUNT], n = 0, r;
	int64_t event_at;

	if ((r = ctl_later_at(c, &event_at)) != 0)
		return r;
	for (int q = 0; q < ASK_COUNT; q++)
		if (ctl_given(c, ticket_questions[q].code) &&
		    (r = ticket_read_answer(
			 c, (enum ticket_question)q, &value[q])) != 0)
			return r;
	for (int q = 0; q < ASK_COUNT; q++) {
		if (!ctl_given(c, ticket_questions[q].code))
			continue;
		if ((r = act_ticket_answer(c->who, id, (enum ticket_question)q,
			 value[q], harm, event_at, t)) != 0)
			return r;
		n++;
	}
	return n > 0 ? 0
		     : ctl_fail(
			   c, ERR_INPUT, _("Please give at least one answer."));
}

static int
answer(struct ctl *c)
{
	struct act_ticket t;
	uint32_t harm = 0;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = ticket_bits(c, "danger_from", ticket_harms, &harm)) != 0 ||
	    (r = answer_each(c, id, harm, &t)) != 0)
		return r;
	return ticket_say(c, &t);
}

const struct ctl_command ctl_ticket_answer = {
	.name = "ticket answer",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Answers to the three questions, in any order; one given"
		   " again is kept beside the earlier one."),
	.fields = answer_fields,
	.options = at_options,
	.run = answer,
};

/* --- the sheet
 * ------------------------------------------------------------------ */

static const struct ctl_field sheet_fields[] = {
	{ "caller", CTL_TEXT, false,
	    N_("student, guardian, teacher, friend, community or anonymous") },
	{ "about", CTL_TEXT, false, N_("self, child, student, friend, other") },
	{ "alias", CTL_TEXT, false, N_("what they want to be called") },
	{ "number", CTL_TEXT, false, N_("to call back; kept sealed") },
	{ "place", CTL_TEXT, false, N_("where they are now") },
	{ "with", CTL_TEXT, false, N_("who is with them") },
	{ "school", CTL_TEXT, false, N_("as they said it") },
	{ "topics", CTL_LIST, false, N_("codes of what it was about") },
	{ NULL, CTL_TEXT, false, NULL },
};

/* What is given replaces, what is not stays. */
static int
merge_sheet(struct ctl *c, struct ticket_sheet *s)
{
	const struct {
		const char *field;
		char *to;
		size_t size;
	} texts[] = {
		{ "alias", s->alias, sizeof(s->alias) },
		{ "number", s->number, sizeof(s->number) },
		{ "place", s->place, sizeof(s->place) },
		{ "with", s->with, sizeof(s->with) },
		{ "school", s->school, sizeof(s->school) },
	};
	int r;

	for (size_t i = 0; i < nitems(texts); i++) {
		const char *v = ctl_text(c, texts[i].field);

		if (v != NULL && strlen(v) >= texts[i].size)
			return ctl_fail(c, ERR_INPUT, _("%s: it is too long."),
			    texts[i].field);
		if (v != NULL)
			mem_copy_text(texts[i].to, texts[i].size, v);
	}
	if (ctl_given(c, "topics"))
		s->topics = 0;
	if ((r = ticket_bits(c, "topics", ticket_topics, &s->topics)) != 0 ||
	    (r = ticket_code(c, "caller", ticket_callers, &s->caller)) != 0)
		return r;
	return ticket_code(c, "about", ticket_abouts, &s->about);
}

static int
sheet(struct ctl *c)
{
	struct act_ticket_view v;
	struct act_ticket t;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_ticket_view(c->who, id, &v)) != 0)
		return r;
	if ((r = merge_sheet(c, &v.sheet)) == 0)
		r = act_ticket_sheet(c->who, id, &v.sheet, &t);
	act_ticket_view_free(&v);
	return r == 0 ? ticket_say(c, &t) : r;
}

const struct ctl_command ctl_ticket_sheet = {
	.name = "ticket sheet",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("What is known of the caller; what is not given stays."),
	.fields = sheet_fields,
	.run = sheet,
};

/* --- the checklist
 * ---------------------------------------------------------------- */

static const struct ctl_field check_fields[] = {
	{ "step", CTL_CODE, true,
	    N_("1 to 8, or lead, where, who, means, call, guardian, duty,"
	       " watch") },
	{ "outcome", CTL_TEXT, false,
	    N_("done, not_done, not_guardian, spoke or no_answer; done else") },
	{ "words", CTL_TEXT, false, N_("how, or why it could not be done") },
	{ "event_at", CTL_TIME, false, N_("when it was done; now else") },
	{ "oncall", CTL_INT, false, N_("step 7: whom of the directory") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
read_check(struct ctl *c, struct act_ticket_check *to)
{
	json_t *step = json_object_get(c->in, "step");
	int r;

	*to = (struct act_ticket_check){ .outcome = CHECK_DONE,
		.words = ctl_text(c, "words"),
		.oncall = ctl_int(c, "oncall", 0) };
	if (json_is_integer(step))
		to->step = (int)json_integer_value(step);
	else
		to->step =
		    ticket_word_of(ticket_checks, json_string_value(step)) + 1;
	if ((r = ticket_code(c, "outcome", ticket_outcomes, &to->outcome)) != 0)
		return r;
	return ctl_later_at(c, &to->event_at);
}

static int
check(struct ctl *c)
{
	struct act_ticket_check k;
	struct act_ticket t;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 || (r = read_check(c, &k)) != 0 ||
	    (r = act_ticket_check(c->who, id, &k, &t)) != 0)
		return r;
	return ticket_say(c, &t);
}

const struct ctl_command ctl_ticket_check = {
	.name = "ticket check",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Stamp one of the eight steps in danger."),
	.fields = check_fields,
	.options = at_options,
	.run = check,
};

/* --- entries
 * ------------------------------------------------------------------------ */

static const struct ctl_field entry_fields[] = {
	{ "text", CTL_TEXT, true, N_("up to 64,000 bytes; sealed") },
	{ "kind", CTL_TEXT, false, N_("note, summary, message or call") },
	{ "event_at", CTL_TIME, false, N_("when it was; now else") },
	{ "autosave", CTL_BOOL, false,
	    N_("still being written: a draft, read along in danger") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
autosave(struct ctl *c, int64_t id, const char *text)
{
	struct act_ticket t;
	size_t n = strlen(text);
	int r;

	if ((r = act_ticket_autosave(c->who, id, text, n, (int64_t)n)) != 0 ||
	    (r = act_ticket_get(c->who, id, &t)) != 0)
		return r;
	return ticket_say(c, &t);
}

static int
entry(struct ctl *c)
{
	struct act_ticket_entry e = { .kind = ctl_text(c, "kind"),
		.text = ctl_text(c, "text") };
	struct act_ticket t;
	int64_t id, number;
	json_t *o;
	int r;

	e.n = strlen(e.text);
	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = ctl_later_at(c, &e.event_at)) != 0)
		return r;
	if (ctl_bool(c, "autosave", false))
		return autosave(c, id, e.text);
	if ((r = act_ticket_write(c->who, id, &e, &number, &t)) != 0)
		return r;
	o = ticket_object(&t);
	ctl_put_id(o, "entry", number);
	return ctl_say(c, o);
}

const struct ctl_command ctl_ticket_entry = {
	.name = "ticket entry",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Write something down in a ticket."),
	.fields = entry_fields,
	.options = at_options,
	.run = entry,
};
