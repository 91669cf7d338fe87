/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked in a call and done in danger, and the words of both. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/ticket.h"

const struct ticket_word ticket_channels[] = {
	{ "phone", N_("phone") },
	{ "mail", N_("mailbox") },
	{ "online", N_("online platform") },
	{ "walk_in", N_("walk-in") },
	{ "line", N_("from another line") },
	{ "handed", N_("from a school or department") },
	{ NULL, NULL },
};

const struct ticket_word ticket_callers[] = {
	{ "student", N_("a student") },
	{ "guardian", N_("a parent or guardian") },
	{ "teacher", N_("a teacher") },
	{ "friend", N_("a friend or classmate") },
	{ "community", N_("from the community") },
	{ "anonymous", N_("did not say") },
	{ NULL, NULL },
};

const struct ticket_word ticket_topics[] = {
	{ "study", N_("study") },
	{ "exam", N_("exams") },
	{ "work", N_("finding work") },
	{ "people", N_("getting on with people") },
	{ "family", N_("parents and children") },
	{ "love", N_("love") },
	{ "bullying", N_("bullying") },
	{ "mood", N_("mood") },
	{ "sleep", N_("sleep") },
	{ "net", N_("phone and net") },
	{ "self", N_("hurting oneself") },
	{ "others", N_("hurting others") },
	{ "growing", N_("growing up") },
	{ "loss", N_("a change at home") },
	{ "rights", N_("rights") },
	{ "harmful", N_("something harmful seen") },
	{ "other", N_("something else") },
	{ NULL, NULL },
};

const struct ticket_word ticket_voids[] = {
	{ "wrong_number", N_("wrong number") },
	{ "silent", N_("silent call") },
	{ "prank", N_("prank call") },
	{ NULL, NULL },
};

const struct ticket_word ticket_results[] = {
	{ "spoke", N_("spoke to them") },
	{ "no_answer", N_("no answer") },
	{ "refused", N_("they did not want to talk") },
	{ NULL, NULL },
};

const struct ticket_word ticket_receivers[] = {
	{ "school", N_("the school") },
	{ "district", N_("the district centre") },
	{ "medical", N_("a hospital, 120") },
	{ "police", N_("the police, 110") },
	{ "12355", N_("youth line 12355") },
	{ "12338", N_("women and children line 12338") },
	{ "family_line", N_("family education line") },
	{ "protection", N_("protection station of the street") },
	{ "internet", N_("net office: harmful information") },
	{ NULL, NULL },
};

const struct ticket_word ticket_abouts[] = {
	{ "self", N_("themselves") },
	{ "child", N_("their child") },
	{ "student", N_("a student of theirs") },
	{ "friend", N_("a friend") },
	{ "other", N_("somebody else") },
	{ NULL, NULL },
};

int
ticket_word_of(const struct ticket_word *list, const char *code)
{
	for (int i = 0; list[i].code != NULL; i++)
		if (strcmp(list[i].code, code) == 0)
			return i;
	return -1;
}

void
ticket_sheet_clear(struct ticket_sheet *s)
{
	*s = (struct ticket_sheet){ .caller = -1, .about = -1 };
}

void
ticket_number_plain(const char *number, char to[SHEET_NUMBER_MAX])
{
	size_t n = 0;

	for (; *number != '\0' && n + 1 < SHEET_NUMBER_MAX; number++)
		if (*number >= '0' && *number <= '9')
			to[n++] = *number;
	to[n] = '\0';
	if (n > 11 && strncmp(to, "0086", 4) == 0)
		memmove(to, to + 4, n - 3);
	else if (n > 11 && strncmp(to, "86", 2) == 0)
		memmove(to, to + 2, n - 1);
	if (strlen(to) < 5)
		to[0] = '\0';
}

const struct ticket_word ticket_questions[] = {
	{ "thoughts", N_("Thoughts of not living, of hurting oneself") },
	{ "strength", N_("How strong") },
	{ "hopeless", N_("How hopeless") },
	{ "danger", N_("Danger now") },
	{ NULL, NULL },
};

const struct ticket_word ticket_harms[] = {
	{ "self", N_("to themselves") },
	{ "others", N_("to others") },
	{ "from_others", N_("from others") },
	{ "from_guardian", N_("from the guardian") },
	{ NULL, NULL },
};

/* The answers by digit: entry digit - 1. */
static const char *const thoughts[] = { "no", "yes", "plan", "wont_say",
	"not_reached" };
static const char *const dangers[] = { "no", "unsure", "yes" };

static const struct {
	const char *const *codes; /* NULL: a number from 0 to 100 */
	int n;
} asked[ASK_COUNT] = {
	[ASK_THOUGHTS] = { thoughts, (int)nitems(thoughts) },
	[ASK_DANGER] = { dangers, (int)nitems(dangers) },
};

int
ticket_answer_check(enum ticket_question q, int value)
{
	if ((unsigned)q >= ASK_COUNT)
		return ERR_INPUT;
	if (asked[q].codes != NULL)
		return value >= 1 && value <= asked[q].n ? 0 : ERR_INPUT;
	return value == ASK_NOT_ASKED || (value >= 0 && value <= 100)
		   ? 0
		   : ERR_INPUT;
}

void
ticket_answer_code(enum ticket_question q, int value, char to[16])
{
	to[0] = '\0';
	if (ticket_answer_check(q, value) != 0)
		return;
	if (asked[q].codes != NULL)
		snprintf(to, 16, "%s", asked[q].codes[value - 1]);
	else if (value == ASK_NOT_ASKED)
		snprintf(to, 16, "not_asked");
	else
		snprintf(to, 16, "%d", value);
}

static int
read_number(const char *code, int *value)
{
	char *end;
	long n = strtol(code, &end, 10);

	if (end == code || *end != '\0' || n < 0 || n > 100)
		return ERR_INPUT;
	*value = (int)n;
	return 0;
}

int
ticket_answer_of(enum ticket_question q, const char *code, int *value)
{
	if ((unsigned)q >= ASK_COUNT)
		return ERR_INPUT;
	for (int i = 0; i < asked[q].n; i++)
		if (strcmp(asked[q].codes[i], code) == 0) {
			*value = i + 1;
			return 0;
		}
	if (asked[q].codes != NULL)
		return ERR_INPUT;
	if (strcmp(code, "not_asked") == 0) {
		*value = ASK_NOT_ASKED;
		return 0;
	}
	return read_number(code, value);
}

bool
ticket_answer_digit(enum ticket_question q, int digit, int *value)
{
	if ((unsigned)q >= ASK_COUNT || asked[q].codes == NULL || digit < 1 ||
	    digit > asked[q].n)
		return false;
	*value = digit;
	return true;
}

enum ticket_question
ticket_answers_next(const struct ticket_answers *a)
{
	int q = 0;

	while (q < ASK_COUNT && a->given[q])
		q++;
	return (enum ticket_question)q;
}

bool
ticket_answers_risk(const struct ticket_answers *a)
{
	if (a->given[ASK_THOUGHTS] &&
	    (a->value[ASK_THOUGHTS] == THOUGHTS_YES ||
		a->value[ASK_THOUGHTS] == THOUGHTS_PLAN ||
		a->value[ASK_THOUGHTS] == THOUGHTS_WONT_SAY))
		return true;
	return (a->given[ASK_STRENGTH] && a->value[ASK_STRENGTH] > 0) ||
	       ticket_answers_danger(a);
}

bool
ticket_answers_danger(const struct ticket_answers *a)
{
	return a->given[ASK_DANGER] && a->value[ASK_DANGER] != DANGER_NO;
}

const struct ticket_word ticket_checks[] = {
	{ "lead", N_("The shift lead is in") },
	{ "where", N_("Where they are") },
	{ "who", N_("Who can be there at once") },
	{ "means", N_("Put dangerous things away") },
	{ "call", N_("Call 120 or 110") },
	{ "guardian", N_("Tell the guardian") },
	{ "duty", N_("Tell school and district") },
	{ "watch", N_("Who watches next, and when") },
	{ NULL, NULL },
};

const struct ticket_word ticket_outcomes[] = {
	{ "open", "" },
	{ "done", N_("done") },
	{ "not_done", N_("could not be done") },
	{ "not_guardian", N_("not the guardian yet") },
	{ "spoke", N_("spoke to") },
	{ "no_answer", N_("no answer") },
	{ NULL, NULL },
};

/* What an outcome may stand at, takes and leaves. */
static const struct {
	int only; /* at this step, 0 at any */
	bool reason, settled;
} outcomes[] = {
	[CHECK_OPEN] = { 0, false, false },
	[CHECK_DONE] = { 0, false, true },
	[CHECK_NOT_DONE] = { 0, true, true },
	[CHECK_NOT_GUARDIAN] = { CHECK_GUARDIAN, true, true },
	[CHECK_SPOKE] = { CHECK_DUTY, false, true },
	[CHECK_NO_ANSWER] = { CHECK_DUTY, false, false },
};

int
ticket_check_allowed(int step, int outcome)
{
	if (step < CHECK_LEAD || step >= CHECK_END || outcome < CHECK_OPEN ||
	    outcome >= (int)nitems(outcomes))
		return ERR_INPUT;
	return outcomes[outcome].only == 0 || outcomes[outcome].only == step
		   ? 0
		   : ERR_INPUT;
}

bool
ticket_check_reason(int outcome)
{
	return outcome >= 0 && outcome < (int)nitems(outcomes) &&
	       outcomes[outcome].reason;
}

bool
ticket_check_settled(int outcome)
{
	return outcome >= 0 && outcome < (int)nitems(outcomes) &&
	       outcomes[outcome].settled;
}
