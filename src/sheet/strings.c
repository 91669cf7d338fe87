/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"

#define BLOCK (1u << 20) /* of texts; none of them lies across two */

/* --- one text --------------------------------------------------------------
 */

void
text_begin(struct text *t)
{
	t->n = 0;
	t->p[0] = '\0';
}

/* One byte more than is allowed stays, so that it shows where it is used. */
void
text_take(struct text *t, const char *p, size_t n)
{
	size_t room = READER_CELL_MAX + 1 - t->n;

	if (n > room)
		n = room;
	memcpy(t->p + t->n, p, n);
	t->n += n;
	t->p[t->n] = '\0';
}

static int
hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
				      : -1;
}

/* "_x000D_" at p: what it stands for, or -1. */
static int
escaped(const char *p)
{
	int code = 0;

	if (p[0] != '_' || p[1] != 'x')
		return -1;
	for (int i = 2; i < 6; i++) {
		if (hex(p[i]) < 0)
			return -1;
		code = code * 16 + hex(p[i]);
	}
	return p[6] == '_' ? code : -1;
}

void
text_end(struct text *t)
{
	char *from = t->p, *to = t->p;
	int code;

	if (t->n > READER_CELL_MAX || strstr(t->p, "_x") == NULL)
		return;
	while (*from != '\0') {
		code = escaped(from);
		if (code == '\t' || code == '\n' || code == '\r' ||
		    code == '_') {
			*to++ = (char)code;
			from += 7;
		} else
			*to++ = *from++;
	}
	*to = '\0';
	t->n = (size_t)(to - t->p);
}

/* --- all of them -----------------------------------------------------------
 */

static int
keep(struct sheet *s, const struct text *t)
{
	struct strings *all = &s->strings;

	if (all->n == READER_STRINGS_MAX ||
	    (int64_t)(all->n_blocks * BLOCK) > READER_STRING_BYTES_MAX)
		return sheet_refuse(s, READER_STRINGS, s->strings_part);
	if (all->n == all->room) {
		all->room = all->room * 2 + 1024;
		all->at = mem_grow(all->at, all->room, sizeof(*all->at));
	}
	if (all->n_blocks == 0 || all->used + t->n + 1 > BLOCK) {
		all->blocks = mem_grow(
		    all->blocks, all->n_blocks + 1, sizeof(*all->blocks));
		all->blocks[all->n_blocks++] = mem_grow(NULL, BLOCK, 1);
		all->used = 0;
	}
	memcpy(all->blocks[all->n_blocks - 1] + all->used, t->p, t->n + 1);
	all->at[all->n++] = (uint32_t)((all->n_blocks - 1) * BLOCK + all->used);
	all->used += t->n + 1;
	return 0;
}

const char *
strings_get(const struct sheet *s, size_t i)
{
	const struct strings *all = &s->strings;

	if (i >= all->n)
		return NULL;
	return all->blocks[all->at[i] / BLOCK] + all->at[i] % BLOCK;
}

void
strings_free(struct sheet *s)
{
	for (size_t i = 0; i < s->strings.n_blocks; i++)
		free(s->strings.blocks[i]);
	free(s->strings.blocks);
	free(s->strings.at);
	s->strings = (struct strings){ .n = 0 };
}

/* --- the part: sst / si / t, or sst / si / r / t ----------------------------
 */

struct reading {
	struct sheet *s;
	bool in_t;
	struct text text;
};

static int
on_open(void *arg, int depth, const char *name, const char **attr)
{
	struct reading *x = arg;

	(void)attr;
	if (depth == 2 && strcmp(name, "si") == 0)
		text_begin(&x->text);
	else if ((depth == 3 || depth == 4) && strcmp(name, "t") == 0)
		x->in_t = true;
	else if (depth > 1 && !(depth == 3 && strcmp(name, "r") == 0))
		return XML_PASS; /* readings above characters, fonts */
	return 0;
}

static int
on_close(void *arg, int depth, const char *name)
{
	struct reading *x = arg;

	(void)name;
	x->in_t = false;
	if (depth != 2)
		return 0;
	text_end(&x->text);
	return keep(x->s, &x->text);
}

static void
on_text(void *arg, const char *p, size_t n)
{
	struct reading *x = arg;

	if (x->in_t)
		text_take(&x->text, p, n);
}

int
strings_read(struct sheet *s)
{
	static const struct xml_ops ops = { on_open, on_close, on_text };
	struct reading *x;
	int r;

	if (s->strings_part[0] == '\0')
		return 0; /* a workbook of numbers has none */
	x = mem_zero(1, sizeof(*x));
	x->s = s;
	r = xml_read(s, s->strings_part, &ops, x);
	free(x);
	return r == ERR_NOT_FOUND
		   ? sheet_refuse(s, READER_DAMAGED, s->strings_part)
		   : r;
}
