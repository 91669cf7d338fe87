/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_CALL_LATER_H
#define SCREEN_CALL_LATER_H

#include "act/ticket.h"
#include "screen/screen.h"

/* What the two files of a call from paper share: its fields, its draft. */
enum {
	F_PAPER,
	F_CHANNEL,
	F_RANG,
	F_ENDED,
	F_ALIAS,
	F_NUMBER,
	F_TEXT,
	F_THOUGHTS,
	F_STRENGTH,
	F_HOPELESS,
	F_DANGER,
	F_COUNT
};

struct later {
	struct screen screen;
	struct tui_form form;
	struct tui_field *line[F_COUNT]; /* NULL where there is none */
	struct tui_area *text;
	struct tui_choice channel, thoughts, danger;
	const char *channels[8];
	int64_t taker; /* 0: oneself */
	char taker_name[65];
	struct buf *leads; /* their names */
	bool saved;
};

/* The longest that a line takes; 0 where there is none. */
size_t later_line_max(int field);

/* Saved within a second; there again the next time. */
int later_draft_save(struct screen *s);
void later_draft_resume(struct later *l);

#endif
