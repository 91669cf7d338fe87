/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_PLAN_INTERNAL_H
#define ACT_PLAN_INTERNAL_H

#include "act/plan.h"
#include "store/plan.h"

struct buf;
struct state_move;
struct student;

/* What somebody is to the plans of a child: PLAN_CARE, PLAN_READS. */
int plan_who_of(struct actor *who, const struct student *s, unsigned *bits);
/* The row and what the person is to it, PLAN_DOES too; ERR_DENIED in words
 * when that is nothing, before saying whether there is one. */
int plan_load(struct actor *who, int64_t id, struct plan *p, unsigned *bits);

/* How many of act_unplanned_each() by name are late (64 at most), and since
 * when the first; no child is named by it. */
int plan_missing_late(struct actor *who, int64_t *n, int64_t *since);

/* A change of a plan, inside a transaction: looked for, checked, saved. */
struct plan_change {
	struct plan p;
	const struct state_move *move;
	struct buf *text; /* or NULL */
	const char *what; /* the audit's word */
	int64_t audit;
};
/* Find and check the move of p; what is missing is said in words. */
int plan_check(struct actor *who, struct plan_change *c, int event,
    unsigned bits, unsigned have);
/* Before something is written into it: to the pair of where the child is. */
int plan_settle(struct actor *who, struct plan *p);
/* The one place where a plan changes: the row, a step, the audit, who is
 * woken. */
int plan_save(struct actor *who, struct plan_change *c);
void plan_told(const struct plan_change *c, struct act_plan_done *out);

int plan_denied(struct actor *who);
int plan_missing(struct actor *who, unsigned missing);
/* Text as it is kept, a secret buffer; ERR_LIMIT when it is too long. */
int plan_clean(struct actor *who, const char *text, struct buf **out);
bool plan_is_blank(const struct buf *b);
/* Whoever owns a measure can open it; arg: the actor. */
int plan_let_in(void *arg, const struct plan_measure *m);

#endif
