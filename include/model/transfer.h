/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TRANSFER_H
#define MODEL_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "model/state.h"

/*
 * A student's file goes with the child from one school to the next (QP-02,
 * QP-49; requirements.md 3.11): sent on a consent that is written down,
 * accepted or refused by the receiving school, and its keys given only then.
 */
enum transfer_state {
	TRANSFER_SENT,	   /* waits for the receiving school */
	TRANSFER_ACCEPTED, /* taken; the keys are not there yet */
	TRANSFER_ARRIVED,  /* the receiving school's circle can read it */
	TRANSFER_REFUSED,
	TRANSFER_WITHDRAWN,
	TRANSFER_SETTLED, /* and they have met the child */
	TRANSFER_STATES
};

enum transfer_event {
	TRANSFER_SEND,
	TRANSFER_ACCEPT,
	TRANSFER_REFUSE,
	TRANSFER_WITHDRAW,
	TRANSFER_GIVE,	  /* a session that can opens it for the receiver */
	TRANSFER_CONTACT, /* the receiver has met the child */
	TRANSFER_EVENTS
};

/* Who somebody is to it (who). */
#define TRANSFER_SENDER (1u << 0)   /* cares for the child where it was */
#define TRANSFER_RECEIVER (1u << 1) /* cares where it goes, in the circle */
#define TRANSFER_CENTRE (1u << 2)   /* the district centre, sees it wait */
#define TRANSFER_SYSTEM (1u << 3)   /* a session with the keys */

#define TRANSFER_NEEDS_REASON (1u << 0)
#define TRANSFER_NEEDS_GROUND (1u << 1)
#define TRANSFER_NEEDS_TEXT (1u << 2) /* what matters for the care there */

extern const struct state_machine transfer_machine;

/* Why it may go: consent, or serious danger (SJS-49, GZ-67). */
enum transfer_ground { TRANSFER_CONSENT, TRANSFER_SAFETY, TRANSFER_GROUNDS };
enum transfer_giver {
	GIVEN_BY_GUARDIAN,
	GIVEN_BY_STUDENT, /* of age */
	GIVEN_BY_BOTH,
	TRANSFER_GIVERS
};
enum transfer_how { GIVEN_PAPER, GIVEN_SPOKEN, TRANSFER_HOWS };

/* Codes in the store and the CLI, static; back -1.  Words are msgids. */
enum transfer_list {
	TRANSFER_LIST_GROUND,
	TRANSFER_LIST_GIVER,
	TRANSFER_LIST_HOW,
	TRANSFER_LISTS
};
const char *transfer_code(enum transfer_list l, int i);
const char *transfer_words(enum transfer_list l, int i);
int transfer_of(enum transfer_list l, const char *code);
int transfer_count(enum transfer_list l);

const char *transfer_state_words(int state);
const char *transfer_event_words(int event);
/* Somebody has yet to do something. */
bool transfer_is_open(enum transfer_state s);
/* It has not been answered, or its keys are not there yet. */
bool transfer_is_on_its_way(enum transfer_state s);
bool transfer_has_arrived(enum transfer_state s);

/* The receiving school has so long; then the district sees it wait. */
#define TRANSFER_DAYS 14
/* And so long to meet the child. */
#define TRANSFER_CONTACT_DAYS 21

struct transfer {
	int64_t id, version;
	int64_t student, from_school, to_school;
	enum transfer_state state;
	enum transfer_ground ground;
	enum transfer_giver given_by;
	enum transfer_how given_how;
	int64_t given_at; /* the consent; 0: none was needed */
	bool notes;	  /* the notes of consultations go too */
	int64_t sender, receiver;
	int64_t sent_at, due_at, answered_at;
	int64_t pair;
};

#endif
