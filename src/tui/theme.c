/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "tui/theme.h"

#define THEME_BYTES_MAX 16384
#define THEMES_MAX 32

static const char *const role_names[TUI_ROLES] = {
	[TUI_PLAIN] = "plain",
	[TUI_TITLE] = "title",
	[TUI_RULE] = "rule",
	[TUI_HEAD] = "head",
	[TUI_MARK] = "mark",
	[TUI_FIELD] = "field",
	[TUI_FIELD_ON] = "field-on",
	[TUI_CHOSEN] = "chosen",
	[TUI_KEY_NAME] = "key-name",
	[TUI_KEY_WORD] = "key-word",
	[TUI_MESSAGE] = "message",
	[TUI_ALERT] = "alert",
	[TUI_LATE] = "late",
	[TUI_SOON] = "soon",
	[TUI_GOOD] = "good",
	[TUI_FAINT] = "faint",
};

static const char *const colour_names[] = { "black", "red", "green", "yellow",
	"blue", "magenta", "cyan", "white", "bright-black", "bright-red",
	"bright-green", "bright-yellow", "bright-blue", "bright-magenta",
	"bright-cyan", "bright-white" };

struct reading {
	struct tui_theme theme;
	bool given[TUI_ROLES], frames_given;
	const char *name;
	int line;
	char *why;
	size_t size;
};

static int wrong(struct reading *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static int
wrong(struct reading *r, const char *fmt, ...)
{
	char what[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	snprintf(r->why, r->size, "%s:%d: %s", r->name, r->line, what);
	return ERR_INPUT;
}

static int
find_name(const char *const *names, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], s) == 0)
			return (int)i;
	return -1;
}

static int
read_colour(struct reading *r, const char *s, short *to)
{
	int i = find_name(colour_names, nitems(colour_names), s);

	if (strcmp(s, "default") != 0 && i < 0)
		return wrong(r, "\"%.40s\" is no colour", s);
	*to = (short)i;
	return 0;
}

static int
read_attribute(struct reading *r, const char *s, struct tui_style *st)
{
	const struct {
		const char *name;
		bool *at;
	} known[] = { { "bold", &st->bold }, { "underline", &st->underline },
		{ "reverse", &st->reverse }, { "dim", &st->dim } };

	for (size_t i = 0; i < nitems(known); i++)
		if (strcmp(known[i].name, s) == 0) {
			*known[i].at = true;
			return 0;
		}
	return wrong(
	    r, "\"%.40s\" is none of bold, underline, reverse, dim", s);
}

static int
read_style(struct reading *r, int role, char *value)
{
	struct tui_style st = { 0 };
	char *save, *fg, *bg, *a;
	int e;

	if (r->given[role])
		return wrong(r, "%s is given twice", role_names[role]);
	fg = strtok_r(value, " \t", &save);
	bg = strtok_r(NULL, " \t", &save);
	if (fg == NULL || bg == NULL)
		return wrong(r, "two colours are needed");
	if ((e = read_colour(r, fg, &st.fg)) != 0 ||
	    (e = read_colour(r, bg, &st.bg)) != 0)
		return e;
	while ((a = strtok_r(NULL, " \t", &save)) != NULL)
		if ((e = read_attribute(r, a, &st)) != 0)
			return e;
	r->given[role] = true;
	r->theme.style[role] = st;
	return 0;
}

static int
read_frames(struct reading *r, char *value)
{
	char *save, *word = strtok_r(value, " \t", &save);

	if (r->frames_given)
		return wrong(r, "frames is given twice");
	if (word == NULL || strtok_r(NULL, " \t", &save) != NULL ||
	    (strcmp(word, "yes") != 0 && strcmp(word, "no") != 0))
		return wrong(r, "frames is yes or no");
	r->frames_given = true;
	r->theme.frames = *word == 'y';
	return 0;
}

static int
read_line(struct reading *r, char *line)
{
	char *value, *save, *name;
	int role;

	line[strcspn(line, "#\r")] = '\0';
	if (line[strspn(line, " \t")] == '\0')
		return 0;
	if ((value = strchr(line, '=')) == NULL)
		return wrong(r, "no \"=\"");
	*value++ = '\0';
	if ((name = strtok_r(line, " \t", &save)) == NULL ||
	    strtok_r(NULL, " \t", &save) != NULL)
		return wrong(r, "one name is needed before \"=\"");
	if (strcmp(name, "frames") == 0)
		return read_frames(r, value);
	if ((role = find_name(role_names, TUI_ROLES, name)) < 0)
		return wrong(r, "\"%.40s\" is no name here", name);
	return read_style(r, role, value);
}

static int
read_whole(struct reading *r)
{
	if (!r->frames_given)
		return wrong(r, "frames is missing");
	for (int i = 0; i < TUI_ROLES; i++)
		if (!r->given[i])
			return wrong(r, "%s is missing", role_names[i]);
	return 0;
}

int
tui_theme_read(struct tui_theme *t, const char *name, const char *text,
    size_t len, char *why, size_t size)
{
	struct reading r = { .name = name, .why = why, .size = size };
	char *copy, *rest, *line;
	int e = 0;

	if (len > THEME_BYTES_MAX || memchr(text, '\0', len) != NULL)
		return wrong(&r, "not a theme");
	copy = rest = mem_text_n(text, len);
	while (e == 0 && (line = strsep(&rest, "\n")) != NULL) {
		r.line++;
		e = read_line(&r, line);
	}
	free(copy);
	if (e != 0 || (e = read_whole(&r)) != 0)
		return e;
	mem_copy_text(r.theme.name, sizeof(r.theme.name), name);
	r.theme.name[strcspn(r.theme.name, ".")] = '\0';
	*t = r.theme;
	return 0;
}

void
tui_theme_none(struct tui_theme *t)
{
	*t = (struct tui_theme){ .name = "mono", .frames = true };
	for (int i = 0; i < TUI_ROLES; i++)
		t->style[i].fg = t->style[i].bg = -1;
	t->style[TUI_TITLE].bold = true;
	t->style[TUI_CHOSEN].bold = t->style[TUI_ALERT].bold = true;
	t->style[TUI_LATE].bold = t->style[TUI_FIELD_ON].bold = true;
	t->style[TUI_HEAD].underline = true;
}

struct tui_themes {
	int n;
	struct tui_theme theme[THEMES_MAX];
};

static void
load_one(struct tui_themes *ts, const char *dir, const char *name)
{
	char path[512], why[256], text[THEME_BYTES_MAX];
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "re")) == NULL) {
		log_warn("theme %s cannot be read", name);
		return;
	}
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	if (tui_theme_read(
		&ts->theme[ts->n], name, text, n, why, sizeof(why)) == 0)
		ts->n++;
	else
		log_warn("theme left out: %s", why);
}

static int
is_theme(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 6 && n < TUI_THEME_NAME + 6 && d->d_name[0] != '.' &&
	       strcmp(d->d_name + n - 6, ".theme") == 0;
}

struct tui_themes *
tui_themes_load(const char *dir)
{
	struct tui_themes *ts = mem_zero(1, sizeof(*ts));
	struct dirent **names = NULL;
	int n = scandir(dir, &names, is_theme, alphasort);

	for (int i = 0; i < n; i++) {
		if (ts->n < THEMES_MAX)
			load_one(ts, dir, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	if (ts->n == 0)
		tui_theme_none(&ts->theme[ts->n++]);
	return ts;
}

void
tui_themes_free(struct tui_themes *ts)
{
	free(ts);
}

int
tui_themes_count(const struct tui_themes *ts)
{
	return ts->n;
}

const struct tui_theme *
tui_themes_at(const struct tui_themes *ts, int i)
{
	return &ts->theme[i];
}

const struct tui_theme *
tui_themes_find(const struct tui_themes *ts, const char *name)
{
	const struct tui_theme *dflt = &ts->theme[0];

	for (int i = 0; i < ts->n; i++) {
		if (name != NULL && strcmp(ts->theme[i].name, name) == 0)
			return &ts->theme[i];
		if (strcmp(ts->theme[i].name, "default") == 0)
			dflt = &ts->theme[i];
	}
	return dflt;
}
