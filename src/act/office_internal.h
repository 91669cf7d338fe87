/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_OFFICE_INTERNAL_H
#define ACT_OFFICE_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "act/actor.h"
#include "act/office.h"

/* Where somebody sees the office: pieces of the tree. */
struct office_reach {
	int n;
	int64_t lft[ACT_POSTS_MAX], rgt[ACT_POSTS_MAX];
};
/* ERR_DENIED without any. */
int office_reach(struct actor *who, struct office_reach *to);
bool office_reaches(struct actor *who, int64_t lft);
/* May they change what lies at lft? */
bool office_keeps(const struct actor *who, int64_t lft);
/* ERR_DENIED, or the organisation. */
int office_look(struct actor *who, int64_t org, struct org *o);
int office_change(struct actor *who, int64_t org, struct org *o);
/* The same of a person, by one of their posts: ERR_DENIED. */
int office_look_person(struct actor *who, int64_t person);
int office_change_person(struct actor *who, int64_t person);

#endif
