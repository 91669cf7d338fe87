/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_CONSULTATION_INTERNAL_H
#define ACT_CONSULTATION_INTERNAL_H

#include "act/consultation.h"
#include "internal.h"
#include "store/consultation.h"

/* What the files of consultations share. */

/* The row with what the person is to it and its names; ERR_DENIED when that
 * is nothing, before saying whether there is one. */
int consultation_load(struct actor *who, int64_t id, struct act_appointment *a);
int consultation_load_row(struct actor *who, const struct appointment *row,
    struct act_appointment *a);
/* What the person is to the row as it stands now. */
int consultation_who(struct actor *who, struct act_appointment *a);

/* Whether an earlier time: 0 becomes now, ERR_INPUT when still to come. */
int consultation_event_time(struct actor *who, int64_t *at);
/* A time to come. */
int consultation_slot(struct actor *who, int64_t at);
int consultation_text(struct actor *who, const char *text, size_t max);

/* A move that was made, to be recorded. */
struct consultation_move {
	const struct state_move *move;
	int64_t event_at;
	const char *reason; /* or NULL */
	const char *what;   /* the audit's word */
};
/* Inside a transaction: find and check the move. */
int consultation_check(struct actor *who, const struct act_appointment *a,
    int event, bool far, unsigned have, const struct state_move **move);
/* Inside a transaction: make it, put the row (or add it when it is new), and
 * record it; a->audit is the audit row. */
int consultation_make(struct actor *who, struct act_appointment *a,
    const struct consultation_move *m);
/* Wake whom it concerns. */
void consultation_wake(struct actor *who, const struct appointment *row);

/* The next one, booked. */
int consultation_follow(struct actor *who, const struct act_appointment *a,
    int64_t at, int64_t *id);

/* act_warning_from_consultation(), where it is to be had. */
int consultation_warn(struct actor *who, int64_t student, int64_t event_at,
    bool danger, int64_t *warning);

/* The student of a warning that is open to this person; with need, how soon
 * too. */
int consultation_of_warning(
    struct actor *who, int64_t warning, struct appointment *row, bool need);

/* Is there a psychology teacher at this school now? */
int consultation_school_has(struct actor *who, int64_t school, bool *has);
/* Is this person one of those who care there: its psychology teachers, the
 * district where it has none? */
int
consultation_cares(struct actor *who, int64_t school, int64_t lft, bool *yes);

#endif
