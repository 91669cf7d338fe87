/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TUI_PROGRESS_H
#define TUI_PROGRESS_H

#include <stdint.h>

#include "tui/canvas.h"

/* How far a long piece of work is: " 1200 of 20000, 350 a second, 54 s left".
 */
struct tui_progress {
	int64_t done, total;	  /* total 0: not known */
	int64_t began_ms, now_ms; /* clock_ticks_ms() */
};

/* One row in words; knows nothing of what is done. */
void tui_progress_text(const struct tui_progress *p, char *to, int size);

#endif
