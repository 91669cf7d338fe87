/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_UNDO_H
#define MODEL_UNDO_H

#include <stdbool.h>
#include <stdint.h>

/*
 * What can be taken back: what was closed, handed on or acknowledged, by the
 * one who did it, within ten minutes or until somebody else has gone on with
 * it.  It happens as a new event, and the history keeps both.  What another
 * has been told, or what protects a child, is not taken back: the rule says
 * why.  Plain values; act/undo.h does.
 */
#define UNDO_FOR 600 /* seconds */

enum undo_kind { UNDO_TICKET, UNDO_WARNING, UNDO_APPOINTMENT, UNDO_KINDS };

/* What a deed makes beside the row of its ticket or warning. */
#define UNDO_RECEIVER (1u << 0)
#define UNDO_RECEIPT (1u << 1)
#define UNDO_DATES (1u << 2)
#define UNDO_READER (1u << 3)
#define UNDO_LOOKED (1u << 4)  /* somebody has looked at the warning */
#define UNDO_ASKED (1u << 5)   /* a step waits for a second person */
#define UNDO_DECIDED (1u << 6) /* one waits no longer */

struct undo_rule {
	const char *what; /* the audit's word: "ticket.close" */
	enum undo_kind kind;
	const char *words; /* msgid: "Close", as the screens say it */
	unsigned made;	   /* UNDO_RECEIVER ... */
	bool until_word;   /* somebody else's entry in it ends it as well */
	const char *never; /* msgid: why it cannot be; NULL: it can */
};
extern const struct undo_rule undo_rules[]; /* ends with what NULL */
const struct undo_rule *undo_rule_of(const char *what); /* NULL: no rule */

const char *undo_kind_name(enum undo_kind k); /* "ticket" */
int undo_kind_of(const char *name);	      /* -1: there is none */

/* Something that was done. */
struct undo_deed {
	int64_t id;
	const struct undo_rule *rule;
	int64_t object;	 /* the ticket, warning, appointment */
	int64_t version; /* its version by this */
	int64_t person, at;
	int64_t undone_at; /* 0 */
};

/* In the order in which they are asked. */
enum undo_answer {
	UNDO_YES,
	UNDO_NOT_YOURS,
	UNDO_NEVER,
	UNDO_ALREADY,  /* taken back */
	UNDO_MOVED_ON, /* somebody has gone on with it */
	UNDO_LATE,
};
/* version is the object's of now, word whether somebody else has written in it
 * since. */
enum undo_answer undo_ask(const struct undo_deed *d, int64_t person,
    int64_t version, bool word, int64_t now);

#endif
