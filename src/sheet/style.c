/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"

#define STYLES_MAX 65536
#define CODES_MAX 4096
#define CODE_ID_MAX 65535

/* --- a format: is it of a day or a time? ------------------------------------
 */

/* Formats that every workbook has without writing them, in the Chinese
 * edition's meaning where editions differ. */
static const struct {
	int from, to;
	enum style how;
} built_in[] = {
	{ 14, 17, STYLE_DAY },
	{ 18, 21, STYLE_TIME },
	{ 22, 22, STYLE_BOTH },
	{ 27, 31, STYLE_DAY },
	{ 32, 35, STYLE_TIME },
	{ 36, 36, STYLE_DAY },
	{ 45, 47, STYLE_TIME },
	{ 50, 54, STYLE_DAY },
	{ 55, 56, STYLE_TIME },
	{ 57, 58, STYLE_DAY },
};

static enum style
style_of_id(int64_t id)
{
	for (size_t i = 0; i < nitems(built_in); i++)
		if (id >= built_in[i].from && id <= built_in[i].to)
			return built_in[i].how;
	return STYLE_PLAIN;
}

/* Pass over what is shown as it stands: "年", \-, _) and *x; the colours and
 * conditions in brackets, but not [h], which counts hours. */
static const char *
pass_literal(const char *p)
{
	const char *end;

	if (*p == '"' && (end = strchr(p + 1, '"')) != NULL)
		return end + 1;
	if ((*p == '\\' || *p == '_' || *p == '*') && p[1] != '\0')
		return p + 2;
	if (*p == '[' && strchr("hHmMsS", p[1]) == NULL &&
	    (end = strchr(p, ']')) != NULL)
		return end + 1;
	if (strncasecmp(p, "general", 7) == 0)
		return p + 7;
	if (strncmp(p, "G/通用格式", strlen("G/通用格式")) == 0)
		return p + strlen("G/通用格式");
	if (strchr("eE", *p) != NULL && (p[1] == '+' || p[1] == '-'))
		return p + 2; /* 0.00E+00 */
	return p;
}

enum style
style_of_code(const char *code)
{
	bool day = false, time = false, month = false;
	const char *p = code, *after;

	while (*p != '\0' && *p != ';') {
		after = pass_literal(p);
		if (after != p) {
			p = after;
			continue;
		}
		switch (tolower((unsigned char)*p++)) {
		case 'y':
		case 'd':
		case 'e': /* years, counted from an era's or the usual one */
			day = true;
			break;
		case 'h':
		case 's':
			time = true;
			break;
		case 'm': /* months; minutes beside hours or seconds */
			month = true;
			break;
		}
	}
	day |= month && !time;
	return day && time ? STYLE_BOTH
	       : day	   ? STYLE_DAY
	       : time	   ? STYLE_TIME
			   : STYLE_PLAIN;
}

/* --- the part: numFmts / numFmt, cellXfs / xf --------------------------------
 */

struct code {
	int64_t id;
	enum style how;
};
struct reading {
	struct sheet *s;
	bool cells; /* in cellXfs, not in the lists beside it */
	struct code *codes;
	size_t n_codes;
	int64_t *ids; /* of formats, by xf */
	size_t n_ids;
};

static int
take_code(struct reading *x, const char **attr)
{
	const char *code = xml_attribute(attr, "formatCode");
	int64_t id = xml_number(xml_attribute(attr, "numFmtId"), CODE_ID_MAX);

	if (code == NULL || id < 0 || x->n_codes == CODES_MAX)
		return sheet_refuse(x->s, READER_DAMAGED, x->s->styles_part);
	x->codes = mem_grow(x->codes, x->n_codes + 1, sizeof(*x->codes));
	x->codes[x->n_codes++] = (struct code){ id, style_of_code(code) };
	return 0;
}

static int
take_cell(struct reading *x, const char **attr)
{
	const char *id = xml_attribute(attr, "numFmtId");

	if (x->n_ids == STYLES_MAX)
		return sheet_refuse(x->s, READER_DAMAGED, x->s->styles_part);
	if (x->n_ids % 64 == 0)
		x->ids = mem_grow(x->ids, x->n_ids + 64, sizeof(*x->ids));
	x->ids[x->n_ids++] = id == NULL ? 0 : xml_number(id, CODE_ID_MAX);
	return 0;
}

static int
on_open(void *arg, int depth, const char *name, const char **attr)
{
	struct reading *x = arg;

	if (depth == 2)
		x->cells = strcmp(name, "cellXfs") == 0;
	if (depth == 3 && x->cells && strcmp(name, "xf") == 0)
		return take_cell(x, attr);
	if (depth == 3 && strcmp(name, "numFmt") == 0)
		return take_code(x, attr);
	return 0;
}

static int
on_close(void *arg, int depth, const char *name)
{
	(void)arg;
	(void)depth;
	(void)name;
	return 0;
}

/* Whichever list came first: now both are known. */
static void
join(struct reading *x)
{
	struct sheet *s = x->s;

	s->styles = mem_zero(x->n_ids + 1, sizeof(*s->styles));
	s->n_styles = x->n_ids;
	for (size_t i = 0; i < x->n_ids; i++) {
		s->styles[i] = style_of_id(x->ids[i]);
		for (size_t j = 0; j < x->n_codes; j++)
			if (x->codes[j].id == x->ids[i])
				s->styles[i] = x->codes[j].how;
	}
}

int
style_read(struct sheet *s)
{
	static const struct xml_ops ops = { on_open, on_close, NULL };
	struct reading x = { .s = s };
	int r;

	if (s->styles_part[0] == '\0')
		return 0;
	if ((r = xml_read(s, s->styles_part, &ops, &x)) == 0)
		join(&x);
	free(x.codes);
	free(x.ids);
	return r == ERR_NOT_FOUND
		   ? sheet_refuse(s, READER_DAMAGED, s->styles_part)
		   : r;
}
