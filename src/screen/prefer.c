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

/* --- what is in force ------------------------------------------------------
 */

static void
use_language(struct screen_stack *ss, const char *value)
{
	lang_set(value);
	stack_language(ss);
}

/* One of their own, else one of this house; without any it stays. */
static void
use_theme(struct screen_stack *ss, const char *value)
{
	const struct tui_themes *ts = ss->start->themes;
	struct theme own;

	if (theme_unpack(value, &own))
		tui_use_theme(ss->tui, &own);
	else if (ts != NULL)
		tui_use_theme(ss->tui, tui_themes_find(ts, value));
}

static void
use_width(struct screen_stack *ss, const char *value)
{
	tui_use_width(ss->tui, strcmp(value, "wide") == 0 ? TUI_WIDTH_WIDE
			       : strcmp(value, "narrow") == 0
				   ? TUI_WIDTH_NARROW
				   : TUI_WIDTH_ASKED);
}

static void
use_mouse(struct screen_stack *ss, const char *value)
{
	tui_use_mouse(ss->tui, strcmp(value, "on") == 0);
}

/* The others are asked for when they are needed. */
static void (*const uses[SETTING_COUNT])(
    struct screen_stack *ss, const char *value) = {
	[SETTING_LANGUAGE] = use_language,
	[SETTING_THEME] = use_theme,
	[SETTING_WIDTH] = use_width,
	[SETTING_MOUSE] = use_mouse,
};

static void
use(struct screen_stack *ss, enum setting_id id, const char *value)
{
	if (uses[id] != NULL)
		uses[id](ss, value);
	ss->dirty = true;
}

void
stack_settings_again(struct screen_stack *ss)
{
	for (int i = 0; i < SETTING_COUNT; i++)
		use(ss, (enum setting_id)i,
		    stack_setting(ss, (enum setting_id)i));
}

void
stack_terminal(struct screen_stack *ss)
{
	static const enum setting_id of_it[] = { SETTING_THEME, SETTING_WIDTH,
		SETTING_MOUSE };

	for (size_t i = 0; i < nitems(of_it); i++)
		if (of_it[i] != SETTING_THEME || ss->start->theme == NULL)
			use(ss, of_it[i], stack_setting(ss, of_it[i]));
}

void
screen_try_theme(struct screen *s, const struct theme *t)
{
	if (t != NULL)
		tui_use_theme(s->stack->tui, t);
	else
		use_theme(s->stack, stack_setting(s->stack, SETTING_THEME));
	s->stack->dirty = true;
}

static const struct screen_entry *
entry_named(struct screen_stack *ss, const char *name)
{
	const struct screen_entry *e = ss->start->entries;

	for (; e != NULL && e->ops != NULL; e++)
		if (strcmp(e->ops->name, name) == 0 &&
		    (e->may == NULL || e->may(ss->start->who)))
			return e;
	return NULL;
}

bool
screen_has(struct screen *s, const char *name)
{
	return entry_named(s->stack, name) != NULL;
}

void
stack_begin(struct screen_stack *ss)
{
	const char *set = stack_setting(ss, SETTING_START);
	const struct screen_entry *e = entry_named(ss, set);

	if (e != NULL && strcmp(set, setting_at(SETTING_START)->dflt) != 0)
		(void)stack_push(ss, e->ops, NULL);
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
