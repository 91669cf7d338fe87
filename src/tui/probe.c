/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "terminal.h"

/*
 * How wide a client draws signs like the quotation mark is a fact of that
 * client, and so is its encoding; TERM says neither.  So two questions are
 * written at the left edge of the fresh screen, each followed by "where is the
 * cursor": two Han characters (5 in UTF-8, more when the bytes were taken one
 * by one), then one sign of ambiguous width (2, or 3 where it is drawn wide).
 */
#define SLOW_MS 300 /* there and back: a link that begins to be felt */

static const char question_han[] = "\r\344\270\255\344\270\255\033[6n";
static const char question_sign[] = "\r\342\200\234\033[6n\r\033[K";

void
tui_width_apply(struct tui *t)
{
	bool wide =
	    t->width == TUI_WIDTH_ASKED ? t->wide : t->width == TUI_WIDTH_WIDE;

	t->now->ascii = wide || t->recode != NULL; /* wide in GB18030 */
	t->fresh = true;
}

void
tui_use_width(struct tui *t, enum tui_width width)
{
	t->width = width;
	tui_width_apply(t);
}

bool
tui_probe_answer(struct tui *t, int column)
{
	if (!t->asked)
		return false;
	if (t->han_column == 0) {
		t->han_column = column;
		t->utf8 = column == 5;
		return false;
	}
	t->asked = false;
	t->answer_ms = (int)(clock_ticks_ms() - t->asked_ms);
	t->wide = column != 2;
	tui_width_apply(t);
	return true;
}

void
tui_probe(struct tui *t, int ms)
{
	int64_t end;
	int left, column;

	t->asked_ms = clock_ticks_ms();
	end = t->asked_ms + ms;
	t->asked = true;
	t->wide = true; /* until it has said otherwise */
	tui_width_apply(t);
	tui_write(t, question_han, sizeof(question_han) - 1);
	tui_write(t, question_sign, sizeof(question_sign) - 1);
	while (t->asked && (left = (int)(end - clock_ticks_ms())) > 0 &&
	       tui_read(t, left))
		while (tui_decoder_report(t->decoder, &column))
			tui_probe_answer(t, column);
	t->slow = t->asked || t->answer_ms > SLOW_MS;
}

bool
tui_is_slow(const struct tui *t)
{
	return t->slow;
}

int
tui_answer_ms(const struct tui *t)
{
	return t->answer_ms;
}
