/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_CONSULTATION_H
#define ACT_CONSULTATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/appointment.h"
#include "model/paper.h"
#include "model/permit.h"

struct actor;
struct buf;

/*
 * Appointments and what becomes of them (requirements.md 3.2).  Each function
 * asks, changes and records in one transaction.  A note is sealed to the
 * student's file; it is its author's own, a colleague reads it on a ground
 * that is recorded (C6).
 *
 * Common errors: ERR_DENIED, ERR_STATE, ERR_STALE (the version has moved on;
 * what was typed is kept as this person's draft), ERR_INPUT with a sentence in
 * who->why, ERR_CIRCLE when nobody could ever read what would be sealed.
 */
#define ACT_NOTE_MAX 64000  /* bytes of a note */
#define ACT_REASON_MAX 2000 /* of a reason */
#define ACT_NOTE_DRAFT "consultation.note"
#define ACT_STEP_DRAFT "consultation.step"

/* An appointment as this person may know it. */
struct act_appointment {
	struct appointment row;
	unsigned who; /* what the person is to it: APPOINTMENT_OWN ... */
	char student[97], class[97], school[97];
	char counsellor[65], asked_by[65];
	bool may_read,
	    on_ground;	 /* its notes: at all; once a ground is given */
	int64_t next;	 /* the next one, just made by a step; or 0 */
	int64_t warning; /* opened by a note just written; or 0 */
	int64_t audit;	 /* of the change just made; or 0 */
};

/* What the person may do now: moves of appointment_machine.  A far date's row
 * is never among them. */
size_t act_appointment_actions(
    const struct act_appointment *a, const struct state_move **to, size_t max);

/* --- it begins --------------------------------------------------------------
 */
struct act_book {
	int event;	   /* APPOINTMENT_REQUEST, _INVITE or _WALK_IN */
	int64_t student;   /* or through: */
	int64_t ticket;	   /* one's own, linked to a student */
	int64_t warning;   /* one that is open to this person */
	int form;	   /* enum appointment_form, -1: face to face */
	int need;	   /* enum appointment_need; -1: by the warning */
	int64_t event_at;  /* of the asking or the talk; 0: now */
	int64_t starts_at; /* a time offered at once; 0: none */
	const char *room;  /* or NULL */
	const char *paper; /* the sheet it stands on, or NULL */
};
#define ACT_BOOK(e)                                  \
	{                                            \
		.event = (e), .form = -1, .need = -1 \
	}
int act_consultation_book(
    struct actor *who, const struct act_book *b, struct act_appointment *out);

/* From a ticket's own transaction: REQUESTED, the school's psychology teachers
 * are told.  The ticket's ground has been asked for already. */
int act_appointment_from_ticket(struct actor *who, int64_t student,
    int64_t ticket, int64_t event_at, int64_t *id, int64_t *audit);

/* --- it goes on -------------------------------------------------------------
 */
struct act_appointment_do {
	int event; /* any but those above and APPOINTMENT_NOTE */
	const char *reason;
	int64_t starts_at;  /* OFFER: the time */
	int64_t next_at;    /* NEXT: the time of the next one */
	int form;	    /* -1: as it was */
	const char *room;   /* NULL: as it was */
	int64_t counsellor; /* OFFER: who; 0: as it was, else oneself */
	int64_t event_at;   /* when it happened; 0: now */
};
#define ACT_APPOINTMENT_DO(e)            \
	{                                \
		.event = (e), .form = -1 \
	}
int act_consultation_step(struct actor *who, int64_t id, int64_t version,
    const struct act_appointment_do *d, struct act_appointment *out);

/*
 * Write its note, or write it anew: revisions are only added.  A risk opens
 * a warning in the same transaction (SJS-15): out->warning.  With next_at the
 * next date is set as well.
 */
struct act_note_text {
	const char *text;
	size_t n;
	enum consultation_risk risk;
	int64_t event_at;   /* when the talk was; 0: as noted */
	int64_t next_at;    /* or 0 */
	const char *reason; /* for a next date that is far; or NULL */
	const char *paper;  /* the sheet it stands on, or NULL */
};
int act_consultation_note(struct actor *who, int64_t id, int64_t version,
    const struct act_note_text *t, struct act_appointment *out);

/* --- reading ----------------------------------------------------------------
 */
int act_consultation_get(
    struct actor *who, int64_t id, struct act_appointment *out);

struct act_note {
	int64_t revision, author, event_at, entered_at;
	char name[65];
	enum consultation_risk risk;
	const char *text;
};
struct act_appointment_past {
	int event, from, to;
	int64_t at, event_at, starts_at, audit;
	char name[65];
	const char *reason; /* "" without, or when it is not to be read */
};
struct act_consultation {
	struct act_appointment head;
	struct act_note *note; /* oldest first; none when not to be read */
	size_t n_note;
	struct act_appointment_past *past;
	size_t n_past;
	int64_t now;
	char paper[PAPER_NUMBER_MAX]; /* the sheet it stood on; "" */
	struct buf *words;	      /* where the texts lie: guarded memory */
};
/* All this person may see of it, in the audit before it comes back.  Notes of
 * a colleague need a ground; without one they are left out. */
int act_consultation_show(struct actor *who, int64_t id,
    enum permit_ground ground, struct act_consultation *out);
void act_consultation_free(struct act_consultation *v); /* wipes */

enum act_consultations {
	CONSULTATIONS_MINE,    /* open ones of this counsellor */
	CONSULTATIONS_DAY,     /* of a day: key is its first second */
	CONSULTATIONS_WEEK,    /* of seven days: the same */
	CONSULTATIONS_FREE,    /* nobody has taken on: of the person's schools,
				  for the district those with no teacher */
	CONSULTATIONS_ASKED,   /* this person asked for */
	CONSULTATIONS_STUDENT, /* key is the student */
	CONSULTATIONS_LATE,    /* for the district: overdue, whoever has them */
};
/* At most limit (200); ids beyond `after` (STUDENT: below it) where 0 is from
 * the beginning. */
int act_consultation_each(struct actor *who, enum act_consultations list,
    int64_t key, int64_t after, int limit,
    int (*fn)(void *, const struct act_appointment *), void *arg);

#endif
