/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/mem.h"
#include "base/text.h"
#include "internal.h"

/* Where the part of a line that is measured ends: its \n, or as many bytes
 * as could never be shown in cols cells (four a cell). */
static size_t
line_part(const char *s, size_t len, int cols)
{
	size_t most = cols > 1000 ? 16000 : (size_t)cols * 16 + 16, i;

	for (i = 0; i < len && s[i] != '\n'; i++)
		if (i >= most && ((unsigned char)s[i] & 0xc0) != 0x80)
			break;
	return i;
}

size_t
tui_wrap(const char *s, size_t len, int cols)
{
	size_t part = line_part(s, len, cols), fit, cut;
	uint32_t cp;
	char *breaks;

	fit = text_cut(s, part, cols);
	if (fit >= part)
		return part < len && s[part] == '\n' ? part + 1 : part;
	breaks = mem_zero(part, 1);
	u8_possible_linebreaks((const uint8_t *)s, part, "UTF-8", breaks);
	for (cut = fit; cut > 0 && breaks[cut] != UC_BREAK_POSSIBLE; cut--)
		;
	/* A blank that no longer fits hangs over the edge, unseen. */
	if (cut == 0 && s[fit] != ' ')
		cut = fit;
	if (s[fit] == ' ' && (cut == fit || breaks[fit] != UC_BREAK_POSSIBLE))
		for (cut = fit; cut < part && s[cut] == ' '; cut++)
			;
	free(breaks);
	return cut > 0 ? cut : text_next(s, part, &cp);
}
