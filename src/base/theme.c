/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/theme.h"

static const char *const role_names[THEME_ROLES] = {
	[THEME_PLAIN] = "plain",
	[THEME_TITLE] = "title",
	[THEME_RULE] = "rule",
	[THEME_HEAD] = "head",
	[THEME_MARK] = "mark",
	[THEME_FIELD] = "field",
	[THEME_FIELD_ON] = "field-on",
	[THEME_CHOSEN] = "chosen",
	[THEME_KEY_NAME] = "key-name",
	[THEME_KEY_WORD] = "key-word",
	[THEME_MESSAGE] = "message",
	[THEME_ALERT] = "alert",
	[THEME_LATE] = "late",
	[THEME_SOON] = "soon",
	[THEME_GOOD] = "good",
	[THEME_FAINT] = "faint",
};

static const char *const colour_names[] = { "black", "red", "green", "yellow",
	"blue", "magenta", "cyan", "white", "bright-black", "bright-red",
	"bright-green", "bright-yellow", "bright-blue", "bright-magenta",
	"bright-cyan", "bright-white" };

struct reading {
	struct theme theme;
	int given[THEME_ROLES]; /* the line; 0: not yet */
	bool frames_given, clocks_given;
	const char *name;
	int line;
	char *why;
	size_t size;
};

static int wrong(struct reading *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Where and why, never what stood there: it may be any file, sent by mistake.
 */
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
read_colour(const char *s, short *to)
{
	int i = find_name(colour_names, nitems(colour_names), s);

	*to = (short)i;
	return i >= 0 || strcmp(s, "default") == 0 ? 0 : ERR_INPUT;
}

static int
read_attribute(const char *s, struct theme_style *st)
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
	return ERR_INPUT;
}

static int
read_style(struct reading *r, int role, char *value)
{
	struct theme_style st = { 0 };
	char *save, *fg, *bg, *a;

	if (r->given[role] != 0)
		return wrong(r, _("%s is given twice"), role_names[role]);
	fg = strtok_r(value, " \t", &save);
	bg = strtok_r(NULL, " \t", &save);
	if (fg == NULL || bg == NULL)
		return wrong(
		    r, _("%s: two colours are needed"), role_names[role]);
	if (read_colour(fg, &st.fg) != 0)
		return wrong(
		    r, _("%s: the ink is no colour"), role_names[role]);
	if (read_colour(bg, &st.bg) != 0)
		return wrong(
		    r, _("%s: the paper is no colour"), role_names[role]);
	while ((a = strtok_r(NULL, " \t", &save)) != NULL)
		if (read_attribute(a, &st) != 0)
			return wrong(r,
			    _("%s: behind the colours stands bold, underline, "
			      "reverse, dim or nothing"),
			    role_names[role]);
	r->given[role] = r->line;
	r->theme.style[role] = st;
	return 0;
}

static int
read_switch(
    struct reading *r, const char *name, char *value, bool *given, bool *to)
{
	char *save, *word = strtok_r(value, " \t", &save);

	if (*given)
		return wrong(r, _("%s is given twice"), name);
	if (word == NULL || strtok_r(NULL, " \t", &save) != NULL ||
	    (strcmp(word, "yes") != 0 && strcmp(word, "no") != 0))
		return wrong(r, _("%s is yes or no"), name);
	*given = true;
	*to = *word == 'y';
	return 0;
}

static int
read_line(struct reading *r, char *line)
{
	char *value, *save, *name;
	int role;

	line[strcspn(line, "#")] = '\0';
	if (line[strspn(line, " \t")] == '\0')
		return 0;
	if ((value = strchr(line, '=')) == NULL)
		return wrong(r, _("no \"=\""));
	*value++ = '\0';
	if ((name = strtok_r(line, " \t", &save)) == NULL ||
	    strtok_r(NULL, " \t", &save) != NULL)
		return wrong(r, _("one name is needed before \"=\""));
	if (strcmp(name, "frames") == 0)
		return read_switch(
		    r, name, value, &r->frames_given, &r->theme.frames);
	if (strcmp(name, "clocks") == 0)
		return read_switch(
		    r, name, value, &r->clocks_given, &r->theme.clocks);
	if ((role = find_name(role_names, THEME_ROLES, name)) < 0)
		return wrong(r, _("a theme has nothing of this name"));
	return read_style(r, role, value);
}

static int
read_whole(struct reading *r)
{
	if (!r->frames_given)
		return wrong(r, _("%s is missing"), "frames");
	if (!r->clocks_given)
		return wrong(r, _("%s is missing"), "clocks");
	for (int i = 0; i < THEME_ROLES; i++)
		if (r->given[i] == 0)
			return wrong(r, _("%s is missing"), role_names[i]);
	return 0;
}

static int
read_contrast(struct reading *r)
{
	enum theme_role role;
	double dark, light;

	if (theme_light(&r->theme, &role) >= 0)
		return 0;
	dark = theme_contrast(&r->theme.style[role], false);
	light = theme_contrast(&r->theme.style[role], true);
	r->line = r->given[role];
	return wrong(r,
	    _("%s cannot be read: ink and paper are too alike (%.1f to 1, at "
	      "least 3 is needed)"),
	    role_names[role], dark > light ? dark : light);
}

/* Lines end as on any computer, and as a terminal pastes them. */
static char *
unix_lines(const char *text, size_t len)
{
	char *copy = mem_text_n(text, len), *to = copy;

	for (const char *s = copy; *s != '\0'; s++)
		if (*s != '\r')
			*to++ = *s;
		else if (s[1] != '\n')
			*to++ = '\n';
	*to = '\0';
	return copy;
}

int
theme_read(struct theme *t, const char *name, const char *text, size_t len,
    char *why, size_t size)
{
	struct reading r = { .name = name, .why = why, .size = size };
	char *copy, *rest, *line;
	int e = 0;

	if (len > THEME_BYTES_MAX || memchr(text, '\0', len) != NULL)
		return wrong(&r, _("not a theme"));
	copy = rest = unix_lines(text, len);
	while (e == 0 && (line = strsep(&rest, "\n")) != NULL) {
		r.line++;
		e = read_line(&r, line);
	}
	free(copy);
	if (e != 0 || (e = read_whole(&r)) != 0 || (e = read_contrast(&r)) != 0)
		return e;
	mem_copy_text(r.theme.name, sizeof(r.theme.name), name);
	r.theme.name[strcspn(r.theme.name, ".")] = '\0';
	*t = r.theme;
	return 0;
}

static const char *
colour_name(short c)
{
	return c < 0 ? "default" : colour_names[c];
}

void
theme_print(const struct theme *t, struct buf *out)
{
	buf_add_f(out, "frames = %s\nclocks = %s\n", t->frames ? "yes" : "no",
	    t->clocks ? "yes" : "no");
	for (int i = 0; i < THEME_ROLES; i++) {
		const struct theme_style *s = &t->style[i];

		buf_add_f(out, "%s = %s %s%s%s%s%s\n", role_names[i],
		    colour_name(s->fg), colour_name(s->bg),
		    s->bold ? " bold" : "", s->underline ? " underline" : "",
		    s->reverse ? " reverse" : "", s->dim ? " dim" : "");
	}
}

const char *
theme_role_name(enum theme_role role)
{
	return role_names[role];
}

void
theme_none(struct theme *t)
{
	*t = (struct theme){ .name = "mono", .frames = true, .clocks = true };
	for (int i = 0; i < THEME_ROLES; i++)
		t->style[i].fg = t->style[i].bg = -1;
	t->style[THEME_TITLE].bold = true;
	t->style[THEME_CHOSEN].bold = t->style[THEME_ALERT].bold = true;
	t->style[THEME_LATE].bold = t->style[THEME_FIELD_ON].bold = true;
	t->style[THEME_HEAD].underline = true;
}

/* --- in one word -----------------------------------------------------------
 */

static const char digits[] = "0123456789abcdef";

static char
colour_sign(short c)
{
	return c < 0 ? '-' : digits[c];
}

static int
sign_value(char c)
{
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

static const char pack_begins[] = "own:"; /* and two switches, then roles */
#define PACK_LEN (sizeof(pack_begins) - 1 + 2 + (size_t)THEME_ROLES * 3)

void
theme_pack(const struct theme *t, char to[THEME_PACK_MAX])
{
	char *p = to;

	_Static_assert(PACK_LEN < THEME_PACK_MAX, "a packed theme has room");
	p += snprintf(to, THEME_PACK_MAX, "%s%c%c", pack_begins,
	    t->frames ? 'f' : '-', t->clocks ? 'c' : '-');
	for (int i = 0; i < THEME_ROLES; i++) {
		const struct theme_style *s = &t->style[i];

		*p++ = colour_sign(s->fg);
		*p++ = colour_sign(s->bg);
		*p++ = digits[s->bold | s->underline << 1 | s->reverse << 2 |
			      s->dim << 3];
	}
	*p = '\0';
}

static bool
unpack_style(const char *p, struct theme_style *s)
{
	int a = sign_value(p[2]);

	s->fg = (short)sign_value(p[0]);
	s->bg = (short)sign_value(p[1]);
	if (a < 0 || (s->fg < 0 && p[0] != '-') || (s->bg < 0 && p[1] != '-'))
		return false;
	s->bold = a & 1;
	s->underline = a >> 1 & 1;
	s->reverse = a >> 2 & 1;
	s->dim = a >> 3 & 1;
	return true;
}

static bool
unpack_switch(char c, char yes, bool *to)
{
	*to = c == yes;
	return c == yes || c == '-';
}

bool
theme_unpack(const char *packed, struct theme *t)
{
	struct theme n = { .name = "own" };
	const char *p = packed + sizeof(pack_begins) - 1;
	enum theme_role worst;

	if (strlen(packed) != PACK_LEN ||
	    strncmp(packed, pack_begins, sizeof(pack_begins) - 1) != 0 ||
	    !unpack_switch(p[0], 'f', &n.frames) ||
	    !unpack_switch(p[1], 'c', &n.clocks))
		return false;
	for (int i = 0; i < THEME_ROLES; i++)
		if (!unpack_style(p + 2 + (ptrdiff_t)i * 3, &n.style[i]))
			return false;
	if (theme_light(&n, &worst) < 0)
		return false;
	*t = n;
	return true;
}
