/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_SHEET_H
#define SCREEN_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "act/office.h"
#include "screen/screen.h"
#include "tui/list.h"

struct pages;

/*
 * A sheet of what is known of one thing: headings, and lines of a label and a
 * text, each of a kind its screen understands.  It scrolls as one list.
 */
enum { SHEET_HEAD = 0, SHEET_BLANK = -1 }; /* kinds from 1 are the screen's */

struct sheet_row {
	int kind, key;
	int64_t id;
	char label[120], text[260];
	bool late; /* stands out */
};

struct sheet {
	struct sheet_row *row;
	size_t n;
	int label_w;
	struct tui_list list;
	struct pages *pages;	/* NULL: it is whole */
	struct sheet_row stood; /* where the cursor was as it was cleared */
};

void sheet_init(struct sheet *s, int label_w);
/* It holds one of these pages, and its list turns them. */
void sheet_of_pages(struct sheet *s, struct pages *p);
void sheet_free(struct sheet *s);
/* To be filled anew; sheet_again() then puts the cursor on the line it stood
 * on, wherever that is now: a key means what it meant when it was pressed. */
void sheet_clear(struct sheet *s);
void sheet_again(struct sheet *s);
void sheet_head(struct sheet *s, const char *words);
struct sheet_row *sheet_add(struct sheet *s, int kind, int64_t id);
void sheet_text(struct sheet_row *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* What is noted of an organisation of that type, or of a person: a heading, and
 * a row each of this kind, its key that of the register (model/detail.h). */
int sheet_details(struct screen *s, struct sheet *to, int kind,
    enum detail_of_what what, int64_t of, enum org_type t, const char *head);
/* The one under the cursor; NULL for a heading. */
const struct sheet_row *sheet_at(struct sheet *s);
void sheet_draw(struct sheet *s, struct tui_view v);
/* With the text under the cursor whole below, where lines may be too short. */
void sheet_draw_full(struct sheet *s, struct tui_view v);

/* What a person types in place of what stands there; false: left. */
bool sheet_ask(struct screen *s, const char *question, const char *was,
    char *to, size_t size);

#endif
