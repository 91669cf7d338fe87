/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TIE_H
#define MODEL_TIE_H

/* Who looks after whom beside the posts: a mentor a student (QP-04), a linked
 * teacher students or whole classes (TJ-06).  Dated; ended, never deleted. */
enum tie_kind { TIE_MENTOR, TIE_LINKED, TIE_COUNT };

const char *tie_name(enum tie_kind k); /* "mentor"; static */
int tie_of(const char *name);	       /* -1 without */
const char *tie_words(enum tie_kind k); /* a msgid */

#endif
