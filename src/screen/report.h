/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_REPORT_H
#define SCREEN_REPORT_H

#include "act/warning.h"
#include "screen/screen.h"

/* What the files of the report share: its fields, who it is about, its
 * draft. */
#define REPORT_DRAFT "observation"

enum field {
	F_NAME,
	F_SEEN,
	F_WHEN,
	F_WHERE,
	F_LIKE,
	F_SAFE,
	F_FIRST,
	F_PARENTS,
	F_REASON,
	F_DONE,
};

struct report {
	struct screen screen;
	struct tui_form form;
	struct tui_field *name, *when, *where, *reason, *done;
	struct tui_area *seen;
	struct tui_checks like;
	struct tui_choice safe, first, parents;
	const char *like_words[TRIGGER_COUNT];
	const char *safe_words[3], *first_words[4], *parents_words[3];
	int64_t student; /* 0: not chosen yet */
	char chosen[97]; /* the name it was chosen by */
	char class[97];
	struct act_receipt readers;   /* who will look; after sending: looks */
	char paper[PAPER_NUMBER_MAX]; /* the sheet it stood on; "" */
	bool sent, danger;
};

/* The name that was typed becomes a child, or the person is told. */
bool report_resolve(struct report *p);
void report_choose(
    struct report *p, int64_t id, const char *name, const char *class);
/* What stands in the fields; borrowed from them. */
void report_told(struct report *p, struct observation_told *o);
/* The draft: saved within a second; there again the next time. */
int report_save(struct screen *s);
void report_offer(struct report *p);

#endif
