/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/knock.h"
#include "model/profile.h"

#define PUT_BACK_S 5 /* a clock that is set right by less is not put back */

struct word {
	const char *code, *words;
};

static const struct word kinds[KNOCK_KINDS] = {
	[KNOCK_DANGER] = { "danger", N_("somebody is needed now") },
	[KNOCK_HELP] = { "help", N_("asked in") },
	[KNOCK_UNSEEN] = { "unseen", N_("nobody has looked") },
	[KNOCK_LATE] = { "late", N_("over its time") },
	[KNOCK_LATER] = { "later", N_("over its time") },
	[KNOCK_TEST] = { "test", N_("a try") },
};

static const struct word subjects[] = {
	[KNOCK_OF_TICKET] = { "ticket", NULL },
	[KNOCK_OF_WARNING] = { "warning", NULL },
	[KNOCK_OF_NOTHING] = { "none", NULL },
};

static const struct word channels[KNOCK_CHANNELS] = {
	[KNOCK_SMS] = { "sms", N_("by message") },
	[KNOCK_PHONE] = { "phone", N_("by phone") },
	[KNOCK_MAIL] = { "mail", N_("by mail") },
};

static const struct word results[KNOCK_RESULTS] = {
	[KNOCK_RINGS] = { "rings", N_("being knocked") },
	[KNOCK_RANG] = { "rang", N_("no answer yet") },
	[KNOCK_FAILED] = { "failed", N_("did not go out") },
	[KNOCK_HUNG] = { "hung", N_("did not go out in time") },
	[KNOCK_UNKNOWN] = { "unknown", N_("unknown whether it rang") },
	[KNOCK_LOOKS] = { "looks", N_("has it on the screen") },
	[KNOCK_NO_COMMAND] = { "no_command", N_("please phone") },
	[KNOCK_BEFORE] = { "before", N_("was knocked just before") },
};

static int
word_of(const struct word *list, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].code, code) == 0)
			return (int)i;
	return -1;
}

const char *
knock_kind_code(int kind)
{
	return kinds[kind].code;
}

const char *
knock_kind_words(int kind)
{
	return kinds[kind].words;
}

int
knock_kind_of(const char *code)
{
	return word_of(kinds, nitems(kinds), code);
}

const char *
knock_subject_code(int subject)
{
	return subjects[subject].code;
}

int
knock_subject_of(const char *code)
{
	return word_of(subjects, nitems(subjects), code);
}

const char *
knock_channel_code(int channel)
{
	return channels[channel].code;
}

const char *
knock_channel_words(int channel)
{
	return channels[channel].words;
}

int
knock_channel_of(const char *code)
{
	return word_of(channels, nitems(channels), code);
}

const char *
knock_result_code(int result)
{
	return results[result].code;
}

const char *
knock_result_words(int result)
{
	return results[result].words;
}

int
knock_result_of(const char *code)
{
	return word_of(results, nitems(results), code);
}

/* Where somebody may be in danger, or waits for the line to call back. */
enum knock_kind
knock_of_deadline(const char *due_key)
{
	static const char *const now[] = { "ticket.callout",
		"ticket.receipt_danger", "ticket.missed", "ticket.contact" };

	for (size_t i = 0; i < nitems(now); i++)
		if (strcmp(now[i], due_key) == 0)
			return KNOCK_LATE;
	return KNOCK_LATER;
}

int64_t
knock_due(const struct profile *p, enum knock_kind kind, int n, int64_t at)
{
	const struct knock_ladder *l = profile_ladder(p, kind);

	if (l == NULL || n < 0 || (size_t)n >= l->n)
		return 0;
	return l->working_hours ? profile_add_hours(p, at, l->rungs[n].after)
				: at + l->rungs[n].after;
}

int64_t
knock_is_enough(enum knock_kind kind)
{
	return kind == KNOCK_UNSEEN || kind == KNOCK_LATER ? 30 * CLOCK_MINUTE
							   : 0;
}

bool
knock_is_due(int64_t due_at, int64_t moved_at, int64_t now)
{
	return due_at != 0 && (due_at <= now || moved_at > now + PUT_BACK_S);
}

bool
knock_hurries(const enum knock_result *r, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (r[i] != KNOCK_FAILED && r[i] != KNOCK_HUNG &&
		    r[i] != KNOCK_UNKNOWN)
			return false;
	return true;
}

/* --- the manual's page -----------------------------------------------------
 */

static void
print_set(unsigned set, const char *const *names, size_t n, struct buf *out)
{
	const char *between = "";

	for (size_t i = 0; i < n; i++)
		if ((set & 1u << i) != 0) {
			buf_add_f(out, "%s%s", between, names[i]);
			between = ", ";
		}
}

void
knock_print(struct buf *out)
{
	static const char *const who[] = { "owner", "deputy", "lead",
		"district", "the rest" };
	const struct profile *p = profile_default();
	const char *by[KNOCK_CHANNELS];

	for (int i = 0; i < KNOCK_CHANNELS; i++)
		by[i] = channels[i].code;
	buf_add_text(out, "| ladder | after | who | by | source |\n"
			  "|---|---|---|---|---|\n");
	for (size_t i = 0; i < p->n_ladders; i++)
		for (size_t k = 0; k < p->ladders[i].n; k++) {
			const struct knock_ladder *l = &p->ladders[i];

			buf_add_f(out, "| %s | %lld min%s | ",
			    kinds[l->kind].code,
			    (long long)l->rungs[k].after / CLOCK_MINUTE,
			    l->working_hours ? " in school hours" : "");
			print_set(l->rungs[k].who, who, nitems(who), out);
			buf_add_text(out, " | ");
			print_set(l->rungs[k].channels, by, nitems(by), out);
			buf_add_f(out, " | %s |\n", l->source);
		}
}
