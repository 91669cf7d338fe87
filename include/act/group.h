/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_GROUP_H
#define ACT_GROUP_H

#include <stdbool.h>
#include <stdint.h>

#include "model/group.h"
#include "model/org.h"
#include "store/group.h"

struct actor;

/*
 * Groups and risk factors of a child (model/group.h; QD-44, QD-47, GZ-15,
 * TJ-45..47): each read by whom its class of data is open to at the child's
 * class (permit.h), entered by whom may add to that class, ended the same way.
 * Nothing is written over: what ends is closed, and stays with its dates.
 */

/* One, as this person may see it. */
struct act_group {
	struct group_row row;
	bool may_end;
};

/* Those of a child, newest first; the ended ones too, or those that stand.
 * may, if not NULL: which of the table this person may enter for the child.
 * ERR_NOT_FOUND for a child that is not theirs to see, ERR_DENIED for who has
 * nothing to do with groups. */
#define ACT_GROUP_CODES 64
struct act_group_may {
	bool add[ACT_GROUP_CODES]; /* by the number of group_code_at() */
};
int act_group_each(struct actor *who, int64_t student, bool ended,
    int (*fn)(void *, const struct act_group *), void *arg,
    struct act_group_may *may);

/* g->starts 0: today.  ERR_INPUT with a sentence, ERR_EXISTS if it stands. */
int act_group_add(struct actor *who, int64_t student, const struct group *g,
    int64_t *id, int64_t *audit);
int act_group_end(struct actor *who, int64_t id, int64_t *audit);

/*
 * The ledger of a group at an organisation (0: the first post's): by class and
 * child.  Of one code, or of kinds (code NULL): what this person may read of
 * it; ERR_DENIED if that is nothing.
 */
struct act_group_ask {
	int64_t org;
	const struct group_code *code;
	unsigned kinds; /* bits of enum group_kind; 0: all */
	int64_t after;	/* a row: the next page; 0: from the start */
	int limit;
};
struct act_group_line {
	struct group_row row;
	struct student s;
	char class[CLASS_FULL_MAX];
};
int act_group_page(struct actor *who, const struct act_group_ask *ask,
    int (*fn)(void *, const struct act_group_line *), void *arg);
/* How many children of each: also for those who may only count, for whom a
 * small number is -1. */
int act_group_count(struct actor *who, const struct act_group_ask *ask,
    int (*fn)(void *, const struct group_code *, int64_t n), void *arg);
/* The organisation looked at; ERR_DENIED. */
int act_group_org(struct actor *who, int64_t org, struct org *o);
/* Anything to look at in the ledger? */
bool act_group_may_list(const struct actor *who);

#endif
