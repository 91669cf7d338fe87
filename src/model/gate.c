/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/gate.h"

#define MIB ((int64_t)1 << 20)

static const struct gate_rule rules[GATE_PURPOSES] = {
	[GATE_ROSTER] = { "roster", GATE_PUT, 32 * MIB,
	    N_("a roster of students") },
	[GATE_STAFF] = { "staff", GATE_PUT, 32 * MIB,
	    N_("staff with their posts") },
	[GATE_ORGS] = { "orgs", GATE_PUT, 32 * MIB, N_("organisations") },
	[GATE_TIES] = { "ties", GATE_PUT, 32 * MIB, N_("mentors and links") },
	[GATE_TRAINING] = { "training", GATE_PUT, 32 * MIB,
	    N_("a list of training") },
	[GATE_GROUPS] = { "groups", GATE_PUT, 32 * MIB,
	    N_("groups of students") },
	[GATE_NUMBERS] = { "numbers", GATE_PUT, 32 * MIB,
	    N_("care system numbers") },
	[GATE_FORM] = { "form", GATE_GET, MIB, N_("a blank form") },
	[GATE_PACKAGE] = { "package", GATE_GET, 4 * MIB,
	    N_("a package or a copy") },
	[GATE_THEME] = { "theme", GATE_PUT, MIB, N_("colours of your own") },
	[GATE_CARE] = { "care", GATE_GET, 4 * MIB, N_("the care ledger") },
};

static const char *const states[GATE_STATES] = { "OPEN", "WORKING", "DONE",
	"REFUSED", "VOID" };

const struct gate_rule *
gate_rule(enum gate_purpose p)
{
	return &rules[p];
}

int
gate_purpose_of(const char *code)
{
	for (int i = 0; i < GATE_PURPOSES; i++)
		if (strcmp(rules[i].code, code) == 0)
			return i;
	return -1;
}

const char *
gate_state_code(enum gate_state s)
{
	return (unsigned)s < GATE_STATES ? states[s] : "";
}

int
gate_state_of(const char *code)
{
	for (int i = 0; i < GATE_STATES; i++)
		if (strcmp(states[i], code) == 0)
			return i;
	return -1;
}

bool
gate_word_read(const char *typed, char to[GATE_WORD_MAX])
{
	int n = 0;

	for (const char *s = typed; *s != '\0'; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
		bool dash = n == 4;

		if (n == GATE_WORD_MAX - 1 ||
		    (dash ? c != '-' : strchr(GATE_LETTERS, c) == NULL))
			return false;
		to[n++] = c;
	}
	to[n] = '\0';
	return n == GATE_WORD_MAX - 1;
}

void
gate_file(const struct gate *g, char to[GATE_FILE_MAX])
{
	const struct gate_rule *rule = gate_rule(g->purpose);

	if (g->purpose == GATE_THEME)
		mem_copy_text(to, GATE_FILE_MAX, "my.theme");
	else if (rule->way == GATE_PUT)
		snprintf(to, GATE_FILE_MAX, "%s.csv", rule->code);
	else
		snprintf(to, GATE_FILE_MAX, "%s%s", g->detail,
		    g->purpose == GATE_FORM ? ".html" : "");
}

int
gate_may_begin(const struct gate *g, int64_t now)
{
	if (g->state != GATE_OPEN || now >= g->expires_at || now < g->made_at)
		return ERR_DENIED;
	return gate_is_moving(g, now) ? ERR_BUSY : 0;
}

bool
gate_is_moving(const struct gate *g, int64_t now)
{
	return (g->state == GATE_OPEN || g->state == GATE_WORKING) &&
	       g->beat_at != 0 && now - g->beat_at < GATE_BEAT_S &&
	       now >= g->beat_at;
}
