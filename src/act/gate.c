/* SPDX-License-Identifier: Apache-2.0 */
/* Words of the file gate: asked for, shown, taken back. */
#include <stdio.h>
#include <string.h>

#include "act/form.h"
#include "act/import.h"
#include "act/watching.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"
#include "sealed/sign.h"
#include "sealed/word.h"
#include "store/store.h"

#define KEPT (30 * CLOCK_DAY) /* words */

void
gate_hash(const char *word, uint8_t to[GATE_HASH])
{
	sign_hash(NULL, word, strlen(word), to);
}

/* --- who may ---------------------------------------------------------------
 */

/* Some school's directory is theirs to write: asked at each list of actions,
 * so without reading the schools. */
static bool
may_import(const struct actor *who)
{
	for (int i = 0; i < who->n_posts; i++) {
		struct permit_on on = { .lft = who->posts[i].lft };

		if (permit_ask(&who->posts[i], 1, CLASS_DIRECTORY, MAY_WRITE,
			&on, GROUND_NONE) == PERMIT_YES)
			return true;
	}
	return false;
}

static bool
may_print(const struct actor *who)
{
	return !act_is_administrator(who);
}

/* A table goes in by who may take it in at all. */
bool
act_gate_may(struct actor *who, enum gate_purpose p)
{
	switch (p) {
	case GATE_ROSTER:
		return may_import(who);
	case GATE_FORM:
		return may_print(who);
	case GATE_PACKAGE:
		return package_may(who);
	case GATE_CARE:
		return care_may_fetch(who);
	case GATE_THEME:
		return true; /* everybody looks at a screen */
	default:
		return act_import_may(who, gate_rule(p)->code);
	}
}

/* --- asking ----------------------------------------------------------------
 */

/* Fills what the word is for. */
static int
package_file(struct actor *who, int64_t id, char to[GATE_DETAIL_MAX])
{
	struct package p;
	int r;

	if ((r = package_fetch_may(who, id, &p)) == 0)
		snprintf(to, GATE_DETAIL_MAX, "%s.%s", p.number,
		    p.medium == PACKAGE_ZIP ? "zip" : "html");
	return r;
}

static int
ask_is_good(struct actor *who, const struct act_gate_ask *ask,
    char detail[GATE_DETAIL_MAX])
{
	detail[0] = '\0';
	if (store_is_memory(who->store)) /* the word would be nobody's */
		return act_fail(
		    who, ERR_STATE, _("In practice no file comes or goes."));
	if (!act_gate_may(who, ask->purpose))
		return ERR_DENIED;
	if (ask->detail != NULL && strlen(ask->detail) >= GATE_DETAIL_MAX)
		return ERR_INPUT;
	if (ask->purpose == GATE_PACKAGE)
		return package_file(who, ask->object, detail);
	if (ask->purpose == GATE_CARE) {
		mem_copy_text(detail, GATE_DETAIL_MAX, "care.csv");
		return care_fetch_may(who, ask->object);
	}
	if (ask->detail != NULL)
		mem_copy_text(detail, GATE_DETAIL_MAX, ask->detail);
	if (ask->purpose != GATE_FORM)
		return 0;
	if (ask->detail == NULL || act_form_of(ask->detail) == NULL)
		return act_fail(
		    who, ERR_NOT_FOUND, _("There is no such form."));
	if (ask->copies < 1 || ask->copies > ACT_FORM_COPIES)
		return act_fail(who, ERR_INPUT, _("copies: from 1 to %d."),
		    ACT_FORM_COPIES);
	return 0;
}

static int
make(struct actor *who, const struct act_gate_ask *ask,
    const char detail[GATE_DETAIL_MAX], struct gate *g, const char *word)
{
	int64_t now = act_now(who);
	uint8_t hash[GATE_HASH];
	int r;

	*g = (struct gate){ .person = who->person,
		.purpose = ask->purpose,
		.object = ask->object,
		.copies = ask->copies,
		.state = GATE_OPEN,
		.made_at = now,
		.expires_at = now + GATE_BEGIN_S };
	memcpy(g->detail, detail, sizeof(g->detail));
	gate_hash(word, hash);
	if ((r = act_note(who, "gate.word", ask->object,
		 gate_rule(ask->purpose)->code, NULL, 0, &g->audit)) != 0)
		return r;
	return store_gate_add(who->store, g, hash);
}

int
act_gate_make(struct actor *who, const struct act_gate_ask *ask,
    struct gate *out, char word[GATE_WORD_MAX])
{
	char fresh[GATE_WORD_MAX], detail[GATE_DETAIL_MAX];
	struct gate g;
	int r;

	sealed_word(GATE_LETTERS, 2, 4, fresh);
	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ask_is_good(who, ask, detail)) == 0)
		r = make(who, ask, detail, &g, fresh);
	if ((r = act_end(who, r)) == 0) {
		*out = g;
		memcpy(word, fresh, sizeof(fresh));
	}
	explicit_bzero(fresh, sizeof(fresh));
	return r;
}

/* --- afterwards ------------------------------------------------------------
 */

static int
own(struct actor *who, int64_t id, struct gate *g)
{
	int r = store_gate_get(who->store, id, g);

	return r == 0 && g->person != who->person ? ERR_NOT_FOUND : r;
}

int
act_gate_show(struct actor *who, int64_t id, struct gate *out)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return own(who, id, out);
}

int
act_gate_void(struct actor *who, int64_t id)
{
	struct gate g;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = own(who, id, &g)) == 0 && g.state != GATE_OPEN)
		r = ERR_STATE;
	if (r == 0) {
		g.state = GATE_VOID;
		g.ended_at = act_now(who);
		r = act_note(who, "gate.void", id, gate_rule(g.purpose)->code,
		    NULL, 0, &g.end_audit);
	}
	if (r == 0)
		r = store_gate_put(who->store, &g);
	store_touch(who->store, STORE_TOPIC(TOPIC_GATE, id));
	return act_end(who, r);
}

int
act_gate_each(struct actor *who, int limit,
    int (*fn)(void *, const struct gate *), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return store_gate_each(who->store, who->person, limit, fn, arg);
}

/* --- the keeper ------------------------------------------------------------
 */

/* Deleting waits while nobody has looked at a clock that jumped. */
int
act_gate_forget(struct actor *keeper)
{
	int64_t at, words = 0, secrets = 0, now = act_now(keeper);
	int r;

	if ((r = act_clock_alarm_get(keeper, &at)) != 0 || at != 0)
		return r;
	if ((r = act_begin(keeper)) != 0)
		return r;
	if ((r = store_gate_drop_old(keeper->store, now - KEPT, &words)) == 0)
		r = store_package_forget(keeper->store, now, &secrets);
	if (r == 0 && words + secrets > 0)
		r = act_note(keeper, "gate.forget", 0, NULL, NULL, 0, NULL);
	return act_end(keeper, r);
}
