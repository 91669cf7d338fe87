/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_OFFICE_H
#define SCREEN_OFFICE_H

#include <stdbool.h>

#include "screen/screen.h"

/* The tree of organisations, level by level; arg NULL. */
extern const struct screen_ops screen_orgs;
/* One organisation: register, posts, numbers on call, links, gaps; arg: its
 * id, an int64_t. */
extern const struct screen_ops screen_org;
/* Somebody on staff: posts, what is noted, absence; arg: their id, an
 * int64_t; NULL: oneself. */
extern const struct screen_ops screen_member;
/* What is missing; arg NULL. */
extern const struct screen_ops screen_gaps;
/* The posts of one file of staff, before they are agreed to; arg: the
 * approval and the file, two int64_t. */
extern const struct screen_ops screen_batch;

/* For the entries of main/session.c. */
bool screen_office_may(struct actor *who);
bool screen_member_may(struct actor *who);

#endif
