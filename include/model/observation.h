/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_OBSERVATION_H
#define MODEL_OBSERVATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * What somebody tells when they report a worry (screens.md 5): what was seen
 * is enough, everything else may be left open.  All of it is sealed.
 */
enum observation_safe { SAFE_NOT_SAID, SAFE_YES, SAFE_UNSURE, SAFE_NO };
enum observation_first {
	FIRST_NOT_SAID,
	FIRST_SELF,
	FIRST_STUDENT, /* which one is never asked */
	FIRST_PARENT,
	FIRST_TEACHER,
	FIRST_COUNT
};
enum observation_parents {
	KNOW_NOT_SAID,
	KNOW_YES,
	KNOW_NOT_YET,
	KNOW_BETTER_NOT, /* with a reason */
	KNOW_COUNT
};
/* SJS-63, SJS-64, QP-43: what it looks like, any of these. */
enum observation_trigger {
	TRIGGER_MOOD,
	TRIGGER_BEHAVIOUR,
	TRIGGER_THOUGHT,
	TRIGGER_STUDY,
	TRIGGER_MISFORTUNE,
	TRIGGER_SETBACK,
	TRIGGER_BULLIED,
	TRIGGER_SLEEP,
	TRIGGER_COUNT
};

struct observation_told {
	int64_t student;
	int64_t event_at; /* when it happened; 0: not said */
	const char *seen; /* NULL or "": missing */
	const char *when, *where, *done, *reason; /* NULL: not said */
	unsigned triggers;			  /* 1u << TRIGGER_... */
	enum observation_safe safe;
	enum observation_first first;
	enum observation_parents parents;
	bool danger;	   /* not safe: also when safe is SAFE_NO */
	const char *paper; /* the sheet it stood on, or NULL; not packed */
};

bool observation_is_danger(const struct observation_told *o);

/* What is sealed of it, as bytes, and back, taken off b (give secret
 * buffers): the texts then belong to o, observation_forget() wipes and frees
 * them.  ERR_PROTOCOL or ERR_CORRUPT for what was not packed here. */
void observation_pack(const struct observation_told *o, struct buf *out);
int observation_unpack(struct buf *b, struct observation_told *o);
void observation_forget(struct observation_told *o);

/* Words for people (msgids) and names for JSON; -1 for an unknown name. */
const char *observation_trigger_word(enum observation_trigger t);
const char *observation_trigger_name(enum observation_trigger t);
int observation_trigger_of(const char *name);
const char *observation_safe_word(enum observation_safe s);
const char *observation_safe_name(enum observation_safe s);
int observation_safe_of(const char *name);
const char *observation_first_word(enum observation_first f);
const char *observation_first_name(enum observation_first f);
int observation_first_of(const char *name);
const char *observation_parents_word(enum observation_parents p);
const char *observation_parents_name(enum observation_parents p);
int observation_parents_of(const char *name);

#endif
