/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_POSTS_H
#define SCREEN_POSTS_H

#include "sheet.h"

struct post_row;

/* A post on a sheet: a row of this kind, its id the person's. */
void posts_row(struct sheet *to, int kind, const struct post_row *p);
/* Everybody who works at one organisation; arg: its id. */
extern const struct screen_ops screen_posts;

#endif
