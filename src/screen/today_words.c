/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/today.h"
#include "base/lang.h"
#include "base/mem.h"
#include "today_words.h"

/* A row a kind and key, the first that fits; key NULL fits any. */
static const struct words {
	enum today_kind kind;
	const char *key;
	const char *what, *deed;
} words[] = {
	{ TODAY_TICKET, "ticket.callback", N_("call back"),
	    N_("call, then note it") },
	{ TODAY_TICKET, "ticket.contact", N_("follow up"), N_("call them") },
	{ TODAY_TICKET, "ticket.missed", N_("call back"), N_("dial again") },
	{ TODAY_TICKET, "ticket.receipt", N_("receipt"),
	    N_("phone who should answer") },
	{ TODAY_TICKET, "ticket.receipt_danger", N_("receipt"),
	    N_("phone the duty now") },
	{ TODAY_TICKET, "ticket.school", N_("receipt"),
	    N_("phone the school's duty") },
	{ TODAY_TICKET, "ticket.feedback", N_("feedback"),
	    N_("ask how it went") },
	{ TODAY_TICKET, "ticket.summary", N_("summary"), N_("go on writing") },
	{ TODAY_TICKET, "ticket.callout", N_("danger"),
	    N_("go on with the steps") },
	{ TODAY_TICKET, "ticket.mail", N_("letter"), N_("answer it") },
	{ TODAY_TICKET, NULL, N_("call"), N_("open it") },
	{ TODAY_WARNING, "ack", N_("new report"),
	    N_("look, then \"I have seen it\"") },
	{ TODAY_WARNING, NULL, N_("follow-up"), N_("open and go on") },
	{ TODAY_APPOINTMENT, NULL, N_("meeting"), N_("open it") },
	{ TODAY_APPROVAL, "account", N_("account"), N_("agree or not") },
	{ TODAY_APPROVAL, "post", N_("post"), N_("agree or not") },
	{ TODAY_APPROVAL, NULL, N_("agreement"), N_("agree or not") },
	{ TODAY_DRAFT, NULL, N_("draft"), N_("go on writing") },
	{ TODAY_WATCH, NULL, N_("hand-over"), N_("read below, sign with F8") },
	{ TODAY_CIRCLE, "grant", N_("circle"),
	    N_("give the keys again") },
	{ TODAY_CIRCLE, NULL, N_("circle"), N_("re-seal: circle pending") },
	{ TODAY_CLOCK, NULL, N_("clock"),
	    N_("check the clock, then F4") },
	{ TODAY_REPORT, "seen", N_("my report"), N_("seen, thank you") },
	{ TODAY_REPORT, NULL, N_("my report"), N_("not seen yet") },
};

static const struct words *
words_of(const struct today_row *row)
{
	for (size_t i = 0; i < nitems(words); i++)
		if (words[i].kind == row->kind &&
		    (words[i].key == NULL ||
		    strcmp(words[i].key, row->key) == 0))
			return &words[i];
	return &words[0];
}

const char *
today_what(const struct today_row *row)
{
	return _(words_of(row)->what);
}

const char *
today_do(const struct today_row *row)
{
	return _(words_of(row)->deed);
}

static const struct {
	const char *kind, *words;
} drafts[] = {
	{ "ticket.entry", N_("what was said in a call") },
	{ "consultation.note", N_("a talk") },
	{ "observation", N_("a worry to report") },
};

static const char *
draft_words(const char *kind)
{
	for (size_t i = 0; i < nitems(drafts); i++)
		if (strcmp(drafts[i].kind, kind) == 0)
			return _(drafts[i].words);
	return _("a text half written");
}

void
today_whom(const struct today_row *row, char *to, size_t size)
{
	switch (row->kind) {
	case TODAY_TICKET:
		snprintf(to, size, _("ticket %lld"), (long long)row->object);
		break;
	case TODAY_DRAFT:
		snprintf(to, size, "%s", draft_words(row->key));
		break;
	case TODAY_CLOCK:
		snprintf(to, size, "%s", _("the machine's clock has jumped"));
		break;
	case TODAY_APPROVAL:
	case TODAY_WATCH:
		snprintf(to, size, _("from %s"), row->place);
		break;
	default:
		snprintf(to, size, "%s %s", row->place, row->name);
	}
}

const struct screen_ops *
today_opens(const struct today_row *row)
{
	static const struct {
		enum today_kind kind;
		const struct screen_ops *ops;
	} opens[] = {
		{ TODAY_KINDS, NULL },
	};

	for (size_t i = 0; i < nitems(opens); i++)
		if (opens[i].kind == row->kind)
			return opens[i].ops;
	return NULL;
}

const char *
today_duty(const char *duty)
{
	static const struct {
		const char *duty, *words;
	} duties[] = {
		{ "district", N_("district duty") },
		{ "lead", N_("shift lead") },
		{ "school", N_("school duty") },
		{ "psychology", N_("psychology teacher") },
	};

	for (size_t i = 0; i < nitems(duties); i++)
		if (strcmp(duties[i].duty, duty) == 0)
			return _(duties[i].words);
	return duty;
}
