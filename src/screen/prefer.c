/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/setting.h"
#include "base/epoch.h"
#include "base/lang.h"
#include "base/mem.h"
#include "frame.h"

/* What a person has set, in force: when they sign in, at once when they set
 * it here, and when they set it in another session or by a command. */

const char *
stack_setting(const struct screen_stack *ss, enum setting_id id)
{
	return ss->start->who != NULL ? act_setting(ss->start->who, id)
				      : setting_at(id)->dflt;
}

bool
stack_is_slow(const struct screen_stack *ss)
{
	const char *set = stack_setting(ss, SETTING_SLOW);

	return strcmp(set, "auto") == 0 ? tui_is_slow(ss->tui)
					: strcmp(set, "on") == 0;
}

/* Bell, line and ledger are asked for when they are needed. */
static void
use(struct screen_stack *ss, enum setting_id id, const char *value)
{
	const struct tui_themes *ts = ss->start->themes;

	if (id == SETTING_LANGUAGE) {
		lang_set(value);
		stack_language(ss);
	} else if (id == SETTING_THEME && ts != NULL)
		tui_use_theme(ss->tui, tui_themes_find(ts, value));
	ss->dirty = true;
}

void
stack_settings_again(struct screen_stack *ss)
{
	for (int i = 0; i < SETTING_COUNT; i++)
		use(ss, (enum setting_id)i,
		    stack_setting(ss, (enum setting_id)i));
}

int
screen_set(struct screen *s, enum setting_id id, const char *value)
{
	struct actor *who = screen_who(s);
	int r;

	if (who != NULL && strcmp(act_setting(who, id), value) == 0)
		return 0; /* no transaction, and no row in the log */
	if (who != NULL &&
	    (r = act_setting_put(who, setting_at(id)->name, value, NULL)) != 0)
		return screen_fail(s, r);
	use(s->stack, id, value);
	return 0;
}

void
screen_ring_call(struct screen *s)
{
	if (strcmp(stack_setting(s->stack, SETTING_BELL), "on") == 0)
		screen_ring(s);
}

uint32_t
stack_setting_topic(const struct screen_stack *ss)
{
	return ss->start->who != NULL
		   ? ACT_SETTING_TOPIC(ss->start->who->person)
		   : 0;
}

void
stack_setting_changed(struct screen_stack *ss)
{
	struct actor *who = ss->start->who;
	char was[SETTING_COUNT][SETTING_MAX];
	uint32_t now;

	if (who == NULL || (now = epoch_read(ss->start->epoch,
				stack_setting_topic(ss))) == ss->set_seen)
		return;
	ss->set_seen = now;
	for (int i = 0; i < SETTING_COUNT; i++)
		mem_copy_text(was[i], sizeof(was[i]),
		    act_setting(who, (enum setting_id)i));
	if (act_setting_read(who) != 0)
		return; /* what was set goes on */
	for (int i = 0; i < SETTING_COUNT; i++)
		if (strcmp(was[i], act_setting(who, (enum setting_id)i)) != 0)
			use(ss, (enum setting_id)i,
			    act_setting(who, (enum setting_id)i));
}
