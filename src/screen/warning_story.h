/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_WARNING_STORY_H
#define SCREEN_WARNING_STORY_H

#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"

struct act_warning;
struct buf;

/* What happened to a warning, newest first, a sentence each: made of its past,
 * its entries and its reports. */
#define STORY_MAX 152

struct warning_story {
	struct warning_line {
		int64_t at;
		char when[64];
		char *text;
	} line[STORY_MAX];
	size_t n;
	struct buf *words; /* while it is read */
};

void warning_story_read(
    struct warning_story *s, const struct act_warning *v, int64_t now);
void warning_story_free(struct warning_story *s); /* wipes */
/* From line top on, as many as have room. */
void warning_story_draw(
    const struct warning_story *s, size_t top, struct tui_view v);
void warning_story_text(const struct warning_story *s, struct buf *out);
/* The newest sentence, "" without one. */
const char *warning_story_newest(const struct warning_story *s);

#endif
