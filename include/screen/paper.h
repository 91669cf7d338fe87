/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_PAPER_H
#define SCREEN_PAPER_H

#include "screen/screen.h"

/* Sheets of blank forms that are out: entered from here, or accounted for;
 * arg NULL. */
extern const struct screen_ops screen_papers;
bool screen_papers_may(struct actor *who);

#endif
