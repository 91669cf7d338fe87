/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_TODAY_INTERNAL_H
#define ACT_TODAY_INTERNAL_H

#include "act/today.h"
#include "internal.h"

/* What the files of today_*.c share: rows being collected. */
#define TODAY_ROWS_MAX 400

struct today_list {
	struct actor *who;
	struct act_today *t;
	size_t *text; /* where about and second of each row begin */
	int64_t end_of_day;
	int64_t subject[TODAY_ROWS_MAX]; /* students shown, for the audit */
	int n_subjects;
	struct circle_task again[16]; /* keys to give back */
	int n_again;
};

/* Add a row; about and second are copied (NULL: ""). */
void today_add(struct today_list *l, const struct act_today_row *row,
    const char *about, const char *second);
/* A student stands in it. */
void today_names(struct today_list *l, int64_t student);
/* The same of a draft of a plan, named after its child while this person is
 * something to its plans; ERR_* and no row where not. */
struct act_draft;
int today_plan_draft(struct today_list *l, const struct act_draft *d,
    const struct act_today_row *row);
/* DO, or LATER when it is not due before tomorrow ends. */
enum act_today_block today_when(const struct today_list *l, int64_t due_at);

/* Each collects what one part of act/ has for this person. */
int today_line(struct today_list *l);	  /* tickets, callers, whom to reach */
int today_warnings(struct today_list *l); /* to look at, one's own, reports */
int today_talks(struct today_list *l);	  /* appointments and notes */
int today_training(struct today_list *l); /* records that lack */
int today_ladders(struct today_list *l);  /* who is knocked: after those */
int today_file(struct today_list *l);	  /* plans, files on their way */
int today_gate(struct today_list *l);	  /* packages, copies out */
int today_desk(struct today_list *l);	  /* approvals, drafts, circles */
int today_admin(struct today_list *l);	  /* accounts, the audit's state */

#endif
