/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_KNOCK_INTERNAL_H
#define ACT_KNOCK_INTERNAL_H

#include "act/knock.h"
#include "internal.h"

/* What the rest of act/ asks of knocking; all inside a transaction but
 * knock_saw(). */

/* Put a ladder up, unless such a one, or one for danger, stands already. */
int knock_begin(struct actor *who, enum knock_kind kind,
    enum knock_subject subject, int64_t object, int64_t org, int64_t asked);

/* The ladders of a thing end: those of the kinds given as bits. */
#define KNOCK_BIT(kind) (1u << (kind))
#define KNOCK_EVERY (~0u)
#define KNOCK_OF_DEADLINES (KNOCK_BIT(KNOCK_LATE) | KNOCK_BIT(KNOCK_LATER))
int knock_end(struct actor *who, enum knock_subject subject, int64_t object,
    unsigned kinds, const char *how);

/* This person has opened it, who is one of those waited for: whoever began
 * the ladder has not looked by that. */
int knock_saw(struct actor *who, enum knock_subject subject, int64_t object,
    unsigned kinds);

/* Somebody was telephoned for the ladders of a thing. */
int knock_note_phoned(struct actor *who, enum knock_subject subject,
    int64_t object, const struct act_phoned *p, int64_t audit);
/* When that was: p->event_at stays only where it is entered later. */
int knock_phoned_time(struct actor *who, struct knock_phoned *p);

/* One that runs or has run, if this person may know of it: ERR_DENIED. */
int knock_load(struct actor *who, int64_t id, struct act_knock *k);
/* One ladder: its end; and who is woken by a change of it. */
int knock_finish(struct actor *who, struct ladder *l, const char *how);
int knock_wake(struct actor *who, const struct ladder *l);

/* Does what it stands for still need somebody? */
bool knock_is_needed(struct actor *who, const struct ladder *l);

#define KNOCK_PEOPLE 64
struct knock_people {
	int64_t person[KNOCK_PEOPLE];
	int n;
	int64_t student; /* for the audit; 0 */
};
/* Who stands on a rung now (enum knock_who as bits), those left out who began
 * it or have looked.  Of a warning they are asked to look, so that they may. */
int knock_people(struct actor *who, const struct ladder *l, unsigned set,
    struct knock_people *to);
void knock_add_person(struct knock_people *to, int64_t person);

#endif
