/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_APPOINTMENT_H
#define MODEL_APPOINTMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/profile.h"
#include "model/state.h"

/*
 * An appointment and the consultation it becomes, from the asking to the next
 * date (requirements.md 3.2; a walk-in talk begins at HELD: design.md 8).
 * Plain values and rules; act/consultation.h does.
 */
enum appointment_state {
	APPOINTMENT_REQUESTED,
	APPOINTMENT_INVITED,
	APPOINTMENT_OFFERED,
	APPOINTMENT_BOOKED,
	APPOINTMENT_HELD,
	APPOINTMENT_RECORDED,
	APPOINTMENT_NEXT_SET,
	APPOINTMENT_ENDED,
	APPOINTMENT_CANCELLED,
	APPOINTMENT_NO_SHOW,
	APPOINTMENT_STATES
};

enum appointment_event {
	APPOINTMENT_REQUEST, /* student, family, teacher or hotline asks */
	APPOINTMENT_INVITE,  /* the counsellor begins it */
	APPOINTMENT_WALK_IN, /* a talk that just took place */
	APPOINTMENT_FOLLOW,  /* the next date of an earlier one */
	APPOINTMENT_OFFER,   /* a time, or another one */
	APPOINTMENT_ACCEPT,
	APPOINTMENT_DECLINE, /* valid, and never a sanction (SJS-45) */
	APPOINTMENT_CANCEL,
	APPOINTMENT_HOLD, /* it took place */
	APPOINTMENT_ABSENT,
	APPOINTMENT_CHECK_IN, /* asked after who did not come */
	APPOINTMENT_NOTE,     /* written down, or written anew */
	APPOINTMENT_NEXT,
	APPOINTMENT_END,
	APPOINTMENT_TAKE_BACK, /* the last deed: model/undo.h */
	APPOINTMENT_EVENTS
};

/* Facts of the table (when). */
#define APPOINTMENT_IS_ORDINARY (1u << 0)
#define APPOINTMENT_IS_SERIOUS (1u << 1) /* or crisis */
#define APPOINTMENT_IS_CRISIS (1u << 2)
#define APPOINTMENT_IS_FAR (1u << 3) /* the next date given is too far off */

/* What a person is to it (who). */
#define APPOINTMENT_OWN (1u << 0) /* its counsellor */
#define APPOINTMENT_CARE                                                       \
	(1u << 1)		     /* psychology teacher of the school; with \
					none there, the district centre */
#define APPOINTMENT_ASKER (1u << 2)  /* asked for it */
#define APPOINTMENT_STAFF (1u << 3)  /* of the child's class, grade, school */
#define APPOINTMENT_LINE (1u << 4)   /* has the ticket it comes from */
#define APPOINTMENT_OPENED (1u << 5) /* by break-glass: reads, no more */

/* Fields of a move (needs). */
#define APPOINTMENT_NEEDS_STUDENT (1u << 0)
#define APPOINTMENT_NEEDS_FORM (1u << 1)
#define APPOINTMENT_NEEDS_SLOT (1u << 2)
#define APPOINTMENT_NEEDS_REASON (1u << 3)
#define APPOINTMENT_NEEDS_TEXT (1u << 4)
#define APPOINTMENT_NEEDS_RISK (1u << 5)
#define APPOINTMENT_NEEDS_NEXT (1u << 6)

extern const struct state_machine appointment_machine;

/* Forms of service (E4; a school visit is no appointment of a child). */
enum appointment_form { FORM_FACE, FORM_PHONE, FORM_ONLINE, FORM_COUNT };

/* Where it comes from. */
enum appointment_source {
	FROM_TICKET,
	FROM_WARNING,
	FROM_STAFF,
	FROM_COUNSELLOR,
	FROM_WALK_IN,
	FROM_EARLIER, /* the next date of another */
	FROM_COUNT
};

/* How soon it is needed; from the warning, or the risk of a note.  It belongs
 * to the appointment and is shown in no list. */
enum appointment_need { NEED_ORDINARY, NEED_SOON, NEED_NOW, NEED_COUNT };

/* The field no note is saved without (SJS-15, SJS-37). */
enum consultation_risk {
	RISK_NOT_SAID, /* missing: refused */
	RISK_NONE,
	RISK_SOME,   /* opens a warning */
	RISK_DANGER, /* the same, at once */
	RISK_NOT_ASKED,
	RISK_COUNT
};

#define APPOINTMENT_KEY_MAX 32
#define APPOINTMENT_ROOM_MAX 49
#define APPOINTMENT_SLOT "appointment.slot" /* due when it begins */

struct appointment {
	int64_t id, version;
	int64_t student, school;
	int64_t lft; /* the class's place */
	enum appointment_state state;
	enum appointment_form form;
	enum appointment_source source;
	enum appointment_need need;
	int64_t source_id;  /* the ticket, warning or earlier one; 0 */
	int64_t counsellor; /* 0: nobody has it yet */
	int64_t asked_by;
	int64_t event_at;   /* when it was asked for */
	int64_t entered_at; /* when that was noted here */
	int64_t starts_at;  /* offered or booked; 0: no time yet */
	int64_t held_at;    /* when it took place; 0 */
	int64_t noted_at;   /* when its first note was written; 0 */
	int64_t due_at;
	char due_key[APPOINTMENT_KEY_MAX];
	char room[APPOINTMENT_ROOM_MAX];
};

unsigned appointment_facts(const struct appointment *a, bool far);

/* Carry out a move the table allowed: the state and its clock.  at is when
 * it happened; what is noted late is due from when it happened. */
void appointment_step(const struct profile *p, struct appointment *a,
    const struct state_move *move, int64_t at);

/* Is a next date further from `from` than a serious one may be? */
bool appointment_is_far(const struct profile *p, const struct appointment *a,
    int64_t from, int64_t next);

/* Something is still to be done. */
bool appointment_is_open(enum appointment_state s);

/* A risk that opens a warning. */
bool consultation_risk_warns(enum consultation_risk r);

/* Names in JSON and the store, static; back: -1 if there is none. */
const char *appointment_form_name(int form);
int appointment_form_of(const char *name);
const char *appointment_source_name(int source);
int appointment_source_of(const char *name);
const char *appointment_need_name(int need);
int appointment_need_of(const char *name);
const char *consultation_risk_name(int risk);
int consultation_risk_of(const char *name);

/* For people: msgids. */
const char *appointment_state_words(int state);
const char *appointment_event_words(int event);
const char *appointment_next_words(int state); /* what to do next */
const char *appointment_form_words(int form);
const char *consultation_risk_words(int risk);

#endif
