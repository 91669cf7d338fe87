/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/theme.h"
#include "model/setting.h"
#include "model/warning_filter.h"

static const struct setting_value languages[] = {
	{ "zh_CN", "中文" },
	{ "en", "English" },
	{ NULL, NULL },
};
static const struct setting_value themes[] = {
	{ "default", N_("default") },
	{ "light", N_("light") },
	{ "high-contrast", N_("high-contrast") },
	{ "mono", N_("mono") },
	{ "plain", N_("plain") },
	{ NULL, NULL },
};
static const struct setting_value on_off[] = {
	{ "on", N_("on") },
	{ "off", N_("off") },
	{ NULL, NULL },
};
static const struct setting_value slows[] = {
	{ "auto", N_("by itself") },
	{ "on", N_("on") },
	{ "off", N_("off") },
	{ NULL, NULL },
};
static const struct setting_value ledgers[] = {
	{ "open", N_("all that is not closed") },
	{ NULL, NULL },
};

static const struct setting_value practices[] = {
	{ "new", N_("not practised yet") },
	{ "left", N_("begun and left") },
	{ "done", N_("practised") },
	{ NULL, NULL },
};
static const struct setting_value starts[] = {
	{ "today", N_("Today") },
	{ "day", N_("My day") },
	{ "week", N_("My week") },
	{ "queue", N_("Tickets of the line") },
	{ "warnings", N_("Warning ledger") },
	{ "lookup", N_("Find a student") },
	{ "people", N_("My people") },
	{ NULL, NULL },
};
static const struct setting_value widths[] = {
	{ "auto", N_("by itself") },
	{ "narrow", N_("narrow") },
	{ "wide", N_("wide") },
	{ NULL, NULL },
};
static const struct setting_value owns[] = {
	{ "none", N_("none yet") },
	{ NULL, NULL },
};

static const struct setting settings[SETTING_COUNT] = {
	[SETTING_LANGUAGE] = { "language", SETTING_CHOICE, "zh_CN", languages,
	    N_("Language"), N_("What everything here is written in.") },
	[SETTING_THEME] = { "theme", SETTING_NAME, "default", themes,
	    N_("Colours"),
	    N_("For dark or light screens, without colour, or read aloud.") },
	[SETTING_BELL] = { "bell", SETTING_CHOICE, "on", on_off,
	    N_("Bell for a new call"),
	    N_("Rings once when a call begins to wait; it is written in any "
	       "case.") },
	[SETTING_SLOW] = { "slow", SETTING_CHOICE, "auto", slows,
	    N_("Slow line"),
	    N_("When on, clocks move each minute only. By itself: the line is "
	       "measured at each sign-in.") },
	[SETTING_LEDGER] = { "ledger", SETTING_FILTER, "open", ledgers,
	    N_("Shown in the ledger"),
	    N_("Stays as you chose it with / in the ledger.") },
	[SETTING_START] = { "start", SETTING_CHOICE, "today", starts,
	    N_("First after signing in"),
	    N_("Esc goes from there to Today. What you may not open any more "
	       "is left out.") },
	[SETTING_WIDTH] = { "width", SETTING_CHOICE, "auto", widths,
	    N_("Width of unsure signs"),
	    N_("Does a line end in the wrong place where a quotation mark "
	       "stands, choose wide. By itself: the terminal is asked at each "
	       "sign-in.") },
	[SETTING_MOUSE] = { "mouse", SETTING_CHOICE, "off", on_off, N_("Mouse"),
	    N_("When on, a click goes to a row, a second one opens it, the "
	       "wheel goes through rows. To mark text for copying, hold "
	       "Shift. Every key goes on as before.") },
	[SETTING_OWN] = { "own-theme", SETTING_LOOK, "none", owns,
	    N_("Colours of your own"),
	    N_("Brought by a file or pasted; Enter shows how, and how they "
	       "look. Nothing changes before you take them.") },
	[SETTING_PRACTICE] = { "practice", SETTING_CHOICE, "new", practices,
	    N_("Practice"),
	    N_("Offered at the first sign-in; later F10 has it.") },
};

static const char *const kinds[SETTING_KINDS] = {
	[SETTING_CHOICE] = "choice",
	[SETTING_NAME] = "name",
	[SETTING_FILTER] = "filter",
	[SETTING_LOOK] = "look",
};

const struct setting *
setting_at(enum setting_id id)
{
	return &settings[id];
}

enum setting_id
setting_of(const char *name)
{
	int id = 0;

	while (id < SETTING_COUNT && strcmp(settings[id].name, name) != 0)
		id++;
	return (enum setting_id)id;
}

const char *
setting_kind_name(enum setting_kind k)
{
	return kinds[k];
}

/* --- values --------------------------------------------------------------- */

/* A file of themes/: nothing that leads out of a folder. */
static bool
is_name(const char *s)
{
	size_t n = strlen(s);

	if (n == 0 || n > 32 || !isalnum((unsigned char)*s))
		return false;
	for (; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && *s != '-' && *s != '_')
			return false;
	return true;
}

static bool
is_look(const char *s)
{
	struct theme t;

	return theme_unpack(s, &t);
}

static bool
is_theme(const char *s)
{
	return is_name(s) || is_look(s);
}

static bool
is_filter(const char *s)
{
	struct warning_filter f = { 0 };

	return warning_filter_read(&f, s, 1) == 0;
}

static const struct setting_value *
value_of(enum setting_id id, const char *value)
{
	const struct setting_value *v = settings[id].values;

	while (v->value != NULL && strcmp(v->value, value) != 0)
		v++;
	return v->value != NULL ? v : NULL;
}

bool
setting_fits(enum setting_id id, const char *value)
{
	static bool (*const others[SETTING_KINDS])(const char *) = {
		[SETTING_NAME] = is_theme,
		[SETTING_FILTER] = is_filter,
		[SETTING_LOOK] = is_look,
	};
	bool (*fits)(const char *) = others[settings[id].kind];

	if (strlen(value) >= SETTING_MAX)
		return false;
	return value_of(id, value) != NULL || (fits != NULL && fits(value));
}

const char *
setting_words(enum setting_id id, const char *value)
{
	const struct setting_value *v = value_of(id, value);

	if (v != NULL)
		return v->words;
	if (id == SETTING_OWN)
		return N_("there is one");
	if (id == SETTING_THEME && is_look(value))
		return N_("your own");
	return settings[id].kind == SETTING_FILTER ? N_("as you chose there")
						   : value;
}

void
setting_values(enum setting_id id, struct buf *out)
{
	const struct setting_value *v = settings[id].values;

	for (; v->value != NULL; v++)
		buf_add_f(out, "%s%s", v == settings[id].values ? "" : ", ",
		    v->value);
}

void
setting_print(struct buf *out)
{
	buf_add_text(out, "| setting | values | default | what it does |\n"
			  "| --- | --- | --- | --- |\n");
	for (int i = 0; i < SETTING_COUNT; i++) {
		buf_add_f(out, "| %s | ", settings[i].name);
		setting_values((enum setting_id)i, out);
		buf_add_f(out, " | %s | %s |\n", settings[i].dflt,
		    _(settings[i].help));
	}
}
