/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "base/lang.h"
#include "base/mem.h"
#include "frame.h"
#include "model/pinyin.h"
#include "screen/setting.h"

bool
action_allowed(
    struct screen *s, const struct screen_action *a, const char **why)
{
	*why = NULL;
	return a->allowed == NULL || a->allowed(s, why);
}

void
action_run(struct screen *s, const struct screen_action *a)
{
	const char *why;

	if (!action_allowed(s, a, &why)) {
		screen_warn(s, "%s",
		    why != NULL ? why : _("This is not possible now."));
		return;
	}
	if (a->run(s) == SCREEN_BACK)
		s->leaving = true;
}

static int
collect_actions(struct screen_stack *ss, const struct screen_action *a,
    struct deed *to, int n)
{
	const char *why;

	for (; a != NULL && a->name != NULL && n < DEEDS_MAX; a++) {
		if (a->run == NULL)
			continue;
		if (!action_allowed(ss->top, a, &why) && why == NULL)
			continue;
		to[n++] = (struct deed){ DEED_ACTION, a, _(a->name), a->name,
			a->words, why, a->key, a->second };
	}
	return n;
}

/* Does the screen itself answer the key now? */
static bool
has_own(struct screen *s, uint32_t key)
{
	const struct screen_action *a = s->ops->actions;
	const char *why;

	for (; a != NULL && a->name != NULL; a++)
		if (a->key == key && action_allowed(s, a, &why))
			return true;
	return false;
}

bool
entry_offered(struct screen_stack *ss, const struct screen_entry *e)
{
	if (e->ops == ss->top->ops || (e->key != 0 && has_own(ss->top, e->key)))
		return false;
	for (const struct screen *s = ss->top; s != NULL; s = s->below)
		if (s->ops == e->ops && s->in_call)
			return false;
	return e->may == NULL || e->may(ss->start->who);
}

/* An action that goes to the same screen stands there already. */
static bool
is_among(const struct deed *d, int n, const char *english)
{
	for (int i = 0; i < n; i++)
		if (strcmp(d[i].english, english) == 0)
			return true;
	return false;
}

static int
collect_screens(struct screen_stack *ss, struct deed *to, int n)
{
	const struct screen_entry *e = ss->start->entries;

	for (; e != NULL && e->ops != NULL && n < DEEDS_MAX; e++)
		if (entry_offered(ss, e) && !is_among(to, n, e->ops->title))
			to[n++] = (struct deed){ DEED_SCREEN, e,
				_(e->ops->title), e->ops->title, e->ops->words,
				NULL, e->key, e->second };
	return n;
}

static int
collect_themes(struct screen_stack *ss, struct deed *to, int n)
{
	const struct tui_themes *ts = ss->start->themes;

	for (int i = 0; ts != NULL && i < tui_themes_count(ts) && n < DEEDS_MAX;
	     i++)
		to[n++] = (struct deed){ DEED_THEME, tui_themes_at(ts, i),
			_("Theme"), "Theme", "zhuti zt", NULL, 0, 0 };
	return n;
}

int
deeds_collect(struct screen_stack *ss, struct deed *to, bool palette)
{
	bool english = strcmp(lang_get(), "en") == 0;
	const struct deed common[] = {
		{ DEED_PALETTE, NULL, _("Find an action by its name"),
		    "Find an action by its name", "zhao dongzuo zdz", NULL, ':',
		    0 },
		{ DEED_HIDE, NULL, _("Hide the screen"), "Hide the screen",
		    "zhezhu pingmu zzpm", NULL, TUI_F(12), TUI_CTRL('K') },
		{ DEED_LANGUAGE, NULL, english ? "中文" : "English",
		    "English Chinese language", "yuyan yy zhongwen yingwen",
		    NULL, 0, 0 },
		{ DEED_THEMES, NULL, _("Change the colours"),
		    "Change the colours theme", "huan yanse hys zhuti zt", NULL,
		    0, 0 },
		ss->under != NULL
		    ? (struct deed){ DEED_SIGN_OUT, NULL, _("Stop practising"),
			  "Stop practising", "tuichu tc", NULL, TUI_CTRL('Q'),
			  0 }
		    : (struct deed){ DEED_SIGN_OUT, NULL, _("Sign out"),
			  "Sign out", "tuichu tc", NULL, 0, 0 },
		{ DEED_HELP, NULL, _("Help for this screen"),
		    "Help for this screen", "bangzhu bz", NULL, TUI_F(1), 0 },
	};
	int n = collect_actions(ss, ss->top->ops->actions, to, 0);

	n = collect_screens(ss, to, n);
	n = collect_actions(ss, ss->start->actions, to, n);
	if (palette)
		n = collect_themes(ss, to, n);
	for (size_t i = 0; i < nitems(common) && n < DEEDS_MAX; i++)
		to[n++] = common[i];
	return n;
}

static bool
contains(const char *text, const char *part)
{
	return text != NULL && strcasestr(text, part) != NULL;
}

/* As the name on the screen is read, whole or by its first letters; the words
 * of a screen are what else somebody may call it. */
static bool
reads(const char *name, const char *typed,
    bool (*fn)(const char *text, const char *part))
{
	char reading[PINYIN_READING_MAX], py[PINYIN_PY_MAX],
	    ini[PINYIN_INITIALS_MAX];

	pinyin_read(name, reading);
	pinyin_keys(reading, py, ini);
	return fn(py, typed) || fn(ini, typed);
}

/* By the name in the file, and by the one that stands on the screen. */
static bool
is_theme(const struct deed *d, const char *typed)
{
	const struct theme *t = d->what;

	return d->kind == DEED_THEME &&
	       (contains(t->name, typed) || contains(_(t->name), typed) ||
		   reads(_(t->name), typed, contains));
}

bool
deed_matches(const struct deed *d, const char *typed)
{
	while (*typed == ' ')
		typed++;
	if (*typed == '\0' || contains(d->name, typed) ||
	    contains(d->english, typed) || contains(d->words, typed) ||
	    reads(d->name, typed, contains))
		return true;
	return is_theme(d, typed);
}

static bool
begins(const char *text, const char *part)
{
	return text != NULL && strncasecmp(text, part, strlen(part)) == 0;
}

bool
deed_begins(const struct deed *d, const char *typed)
{
	const char *word = d->words;

	while (*typed == ' ')
		typed++;
	for (; word != NULL; word = strchr(word, ' ')) {
		word += strspn(word, " ");
		if (begins(word, typed))
			return true;
	}
	return begins(d->name, typed) || begins(d->english, typed) ||
	       reads(d->name, typed, begins);
}

void
deed_do(struct screen_stack *ss, const struct deed *d)
{
	const struct screen_entry *e = d->what;

	switch (d->kind) {
	case DEED_ACTION:
		action_run(ss->top, d->what);
		break;
	case DEED_SCREEN:
		stack_push(ss, e->ops, NULL);
		break;
	case DEED_HIDE:
		lock_now(ss);
		break;
	case DEED_LANGUAGE:
		screen_set(ss->top, SETTING_LANGUAGE,
		    strcmp(lang_get(), "en") == 0 ? "zh_CN" : "en");
		break;
	case DEED_THEME:
		screen_set(ss->top, SETTING_THEME,
		    ((const struct theme *)d->what)->name);
		break;
	case DEED_THEMES:
		screen_setting_ask(ss->top, SETTING_THEME);
		break;
	case DEED_PALETTE:
		palette_open(ss);
		break;
	case DEED_SIGN_OUT:
		if (ss->under != NULL)
			coach_leave(ss);
		else if (screen_confirm(ss->top, _("Sign out?")))
			for (struct screen *s = ss->top; s != NULL;
			     s = s->below)
				s->leaving = true;
		break;
	case DEED_HELP:
		help_open(ss);
		break;
	}
	ss->dirty = true;
}
