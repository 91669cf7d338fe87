/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_HEALTH_H
#define ACT_HEALTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/grade.h"
#include "model/heed.h"
#include "model/org.h"
#include "store/heed.h"

struct actor;
struct buf;

/*
 * The health ledger of students of special constitution (QD-45), apart from
 * the psychological file and with readers of its own (permit.h CLASS_HEALTH).
 * What to heed, by a table, is shown to whoever has the class, for safety; why
 * is sealed to the school's team (act_health_key()) and opened one at a time.
 * Every look is a row of the audit.
 */
#define ACT_HEALTH_MAX 600 /* bytes of why */

struct act_health {
	struct heed_row row;
	struct student s;
	char class[CLASS_FULL_MAX];
	bool may_read; /* why, if there is anything */
	bool may_end;
};

/* Those that stand of an organisation (0: the first post's), by class and
 * child, behind the row `after`; ERR_DENIED. */
int act_health_page(struct actor *who, int64_t org, int64_t after, int limit,
    int (*fn)(void *, const struct act_health *), void *arg);
/* Those of a child, the ended ones too, or those that stand. */
int act_health_each(struct actor *who, int64_t student, bool ended,
    int (*fn)(void *, const struct act_health *), void *arg);
int act_health_org(struct actor *who, int64_t org, struct org *o);
bool act_health_may_list(const struct actor *who);
/* How many children; a small number is -1 to who may only count. */
int act_health_count(struct actor *who, int64_t org, int64_t *n);

/* heed: bits, at least one.  ends 0: open.  text: why, n bytes, may be none. */
int act_health_add(struct actor *who, int64_t student, unsigned heed, int ends,
    const char *text, size_t n, int64_t *id, int64_t *audit);
int act_health_end(struct actor *who, int64_t id, int64_t *audit);
/* Why, appended to out (act_secret()).  ERR_NOT_FOUND where nothing was
 * written; ERR_KEY where another school's team wrote it. */
int act_health_words(struct actor *who, int64_t id, struct buf *out);

#endif
