/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TOPIC_H
#define MODEL_TOPIC_H

#include <stdint.h>

/*
 * Topics say whom a change concerns, so that 1,000 sessions do not all wake
 * for one ticket: a kind and an id, STORE_TOPIC(TOPIC_ORG, 12).  act/ touches
 * them in the transaction that changes something, screens listen.
 */
#define STORE_TOPIC(kind, id) \
	((uint32_t)(kind) << 24 | ((uint32_t)(id)&0xffffff))
enum store_topic {
	TOPIC_ALL = 0,	  /* settings, clock, rights */
	TOPIC_PERSON = 1, /* what waits for a person */
	TOPIC_ORG = 2,	  /* what an organisation's people see */
	TOPIC_LINE = 3,	  /* calls and tickets of a line */
	TOPIC_TICKET = 4,
	TOPIC_WARNING = 5,
	TOPIC_STUDENT = 6, /* who has the file open */
	TOPIC_PRESENT = 7, /* somebody has come or gone */
	TOPIC_SETTING = 8, /* a person has set something for themselves */
	TOPIC_LADDER = 9,  /* somebody is being knocked for */
	TOPIC_GATE = 10,   /* a file that moves through the gate, by its word */
};

#endif
