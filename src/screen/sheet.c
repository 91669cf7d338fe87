/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "pages.h"
#include "sheet.h"

static size_t
count(void *data)
{
	return ((struct sheet *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct sheet *s = data;
	const struct sheet_row *r = &s->row[i];
	enum tui_role role = r->late ? TUI_SOON : TUI_PLAIN;

	if (r->kind == SHEET_HEAD) {
		tui_text(line, 0, 1, TUI_HEAD, r->label);
		return;
	}
	tui_cell(line, 0, 2, s->label_w - 3, role, r->label);
	tui_cell(line, 0, s->label_w, line.w - s->label_w - 1, role, r->text);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

void
sheet_init(struct sheet *s, int label_w)
{
	s->label_w = label_w;
	s->list.ops = &list_ops;
	s->list.data = s;
}

static int
turn(void *data, enum tui_turn to, int rows)
{
	(void)rows;
	return pages_turn(((struct sheet *)data)->pages, to);
}

static const struct tui_list_ops paged_ops = { count, draw_row, turn };

void
sheet_of_pages(struct sheet *s, struct pages *p)
{
	s->pages = p;
	s->list.ops = &paged_ops;
}

void
sheet_free(struct sheet *s)
{
	free(s->row);
}

void
sheet_clear(struct sheet *s)
{
	s->stood = (struct sheet_row){ .kind = SHEET_BLANK };
	if (s->list.at < s->n)
		s->stood = s->row[s->list.at];
	s->n = 0;
}

static bool
stood_on(const struct sheet *s, size_t i)
{
	return s->stood.kind != SHEET_BLANK && i < s->n &&
	       s->row[i].kind == s->stood.kind && s->row[i].id == s->stood.id &&
	       strcmp(s->row[i].label, s->stood.label) == 0;
}

/* Where it was if it is there still, else wherever it went, else the place. */
void
sheet_again(struct sheet *s)
{
	size_t at = s->list.at, i = 0;

	if (stood_on(s, at))
		i = at;
	while (i < s->n && !stood_on(s, i))
		i++;
	tui_list_go(&s->list, i < s->n ? i : at);
}

struct sheet_row *
sheet_add(struct sheet *s, int kind, int64_t id)
{
	s->row = mem_grow(s->row, s->n + 1, sizeof(*s->row));
	s->row[s->n] = (struct sheet_row){ .kind = kind, .id = id };
	return &s->row[s->n++];
}

void
sheet_head(struct sheet *s, const char *words)
{
	struct sheet_row *r;

	if (s->n > 0)
		sheet_add(s, SHEET_BLANK, 0);
	r = sheet_add(s, SHEET_HEAD, 0);
	mem_copy_text(r->label, sizeof(r->label), words);
}

void
sheet_text(struct sheet_row *r, const char *fmt, ...)
{
	char text[sizeof(r->text) + 64];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	mem_copy_text(r->text, sizeof(r->text), text);
}

static int
keep_value(void *arg, int key, const char *value)
{
	char(*kept)[DETAIL_VALUE_MAX] = arg;

	mem_copy_text(kept[key], DETAIL_VALUE_MAX, value);
	return 0;
}

int
sheet_details(struct screen *s, struct sheet *to, int kind,
    enum detail_of_what what, int64_t of, enum org_type t, const char *head)
{
	const struct detail_keys *all =
	    what == DETAIL_OF_ORG ? &detail_of_orgs : &detail_of_people;
	char(*kept)[DETAIL_VALUE_MAX] =
	    mem_zero((size_t)all->n, DETAIL_VALUE_MAX);
	int r = act_office_details(screen_who(s), what, of, keep_value, kept);

	sheet_head(to, head);
	for (int i = 0; i < all->n && r == 0; i++) {
		const struct detail_key *k = &all->key[i];
		struct sheet_row *row;

		if (!detail_fits(k, t))
			continue;
		row = sheet_add(to, kind, 0);
		row->key = i;
		mem_copy_text(
		    row->label, sizeof(row->label), _(k->field.words));
		sheet_text(row, "%s",
		    kept[i][0] != '\0' ? detail_words(k, kept[i]) : "-");
	}
	free(kept);
	return r;
}

const struct sheet_row *
sheet_at(struct sheet *s)
{
	if (s->list.at >= s->n || s->row[s->list.at].kind <= SHEET_HEAD)
		return NULL;
	return &s->row[s->list.at];
}

void
sheet_draw(struct sheet *s, struct tui_view v)
{
	tui_list_draw(&s->list, v, true);
}

void
sheet_draw_full(struct sheet *s, struct tui_view v)
{
	const struct sheet_row *row = sheet_at(s);

	sheet_draw(s, tui_sub(v, 0, 0, v.h - 3, v.w));
	if (row != NULL)
		tui_para(v, v.h - 2, 1, 2, TUI_FAINT, row->text);
}

bool
sheet_ask(struct screen *s, const char *question, const char *was, char *to,
    size_t size)
{
	struct buf *b = buf_new_in(screen_memory(s));
	bool said = screen_ask_with(s, question, was, size - 1, b);

	if (said)
		mem_copy_text(to, size, buf_text(b));
	buf_free(b);
	return said;
}
