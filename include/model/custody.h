/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_CUSTODY_H
#define MODEL_CUSTODY_H

#include "model/state.h"

/*
 * What is asked of custody (托管, design.md 4): two people, one after the
 * other, take off a layer each.  What they give is either for good, the keys
 * of a circle and lost drafts after a lost passphrase, or for a short time,
 * break-glass (紧急查阅), and then somebody looks at it afterwards.
 */
enum custody_kind {
	CUSTODY_CIRCLE,	 /* a circle's keys; object: the circle */
	CUSTODY_DRAFT,	 /* lost drafts of their author; object: the person */
	CUSTODY_WARNING, /* break-glass from here on; object: its id */
	CUSTODY_FILE,	 /* of a student; object: the student */
	CUSTODY_TICKET,	 /* all that stands in one ticket */
	CUSTODY_KINDS
};

enum custody_state {
	CUSTODY_ASKED,	  /* waits for the first custodian */
	CUSTODY_HALF,	  /* one layer is off; waits for the second */
	CUSTODY_OPEN,	  /* break-glass: open until a time */
	CUSTODY_ENDED,	  /* closed again; somebody looks at it */
	CUSTODY_REVIEWED, /* and has signed */
	CUSTODY_GIVEN,	  /* for good */
	CUSTODY_REFUSED,
	CUSTODY_WITHDRAWN,
	CUSTODY_LAPSED, /* nobody answered in time */
	CUSTODY_STATES
};

enum custody_event {
	CUSTODY_ASK,
	CUSTODY_AGREE,
	CUSTODY_REFUSE,
	CUSTODY_WITHDRAW,
	CUSTODY_LAPSE,
	CUSTODY_END,
	CUSTODY_REVIEW,
	CUSTODY_EVENTS
};

/* What somebody is to a request. */
#define CUSTODY_ASKER 1u
#define CUSTODY_FIRST 2u /* whose layer is the outer one */
#define CUSTODY_SECOND 4u
#define CUSTODY_KEEPER 8u
#define CUSTODY_REVIEWER 16u /* of the circle, the line's lead, the centre */

#define CUSTODY_IS_BRIEF 1u /* when: break-glass */
#define CUSTODY_NEEDS_REASON 1u

extern const struct state_machine custody_machine;

/* "warning" of a kind, and back (-1); a few words, msgids. */
const char *custody_kind_name(enum custody_kind k);
int custody_kind_of(const char *name);
const char *custody_kind_words(enum custody_kind k);
/* How far it is, in words: a msgid. */
const char *custody_state_words(enum custody_state s);

/* Facts for the table. */
unsigned custody_facts(enum custody_kind k);

/* The time that runs in a state: a key of the profile, NULL without. */
const char *custody_deadline(enum custody_state s);

#endif
