/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/observation.h"

#define PACK_VERSION 1
#define TEXT_MAX 65536

struct named {
	const char *name, *word;
};

static const struct named triggers[TRIGGER_COUNT] = {
	[TRIGGER_MOOD] = { "mood", N_("mood swings") },
	[TRIGGER_BEHAVIOUR] = { "behaviour", N_("behaviour") },
	[TRIGGER_THOUGHT] = { "thought", N_("thoughts") },
	[TRIGGER_STUDY] = { "study", N_("marks") },
	[TRIGGER_MISFORTUNE] = { "misfortune", N_("home life") },
	[TRIGGER_SETBACK] = { "setback", N_("a blow") },
	[TRIGGER_BULLIED] = { "bullied", N_("bullied") },
	[TRIGGER_SLEEP] = { "sleep", N_("sleep, food") },
};
static const struct named safe[] = {
	[SAFE_NOT_SAID] = { "", "" },
	[SAFE_YES] = { "safe", N_("safe") },
	[SAFE_UNSURE] = { "unsure", N_("cannot say") },
	[SAFE_NO] = { "danger", N_("not safe, people now") },
};
static const struct named first[FIRST_COUNT] = {
	[FIRST_NOT_SAID] = { "", "" },
	[FIRST_SELF] = { "self", N_("I did") },
	[FIRST_STUDENT] = { "student", N_("a student (not who)") },
	[FIRST_PARENT] = { "parent", N_("a parent") },
	[FIRST_TEACHER] = { "teacher", N_("a colleague") },
};
static const struct named know[KNOW_COUNT] = {
	[KNOW_NOT_SAID] = { "", "" },
	[KNOW_YES] = { "know", N_("they know") },
	[KNOW_NOT_YET] = { "not_yet", N_("they do not yet") },
	[KNOW_BETTER_NOT] = { "better_not", N_("better not yet, because") },
};

static int
named_of(const struct named *list, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].name[0] != '\0' && strcmp(list[i].name, name) == 0)
			return (int)i;
	return -1;
}

const char *
observation_trigger_word(enum observation_trigger t)
{
	return triggers[t].word;
}

const char *
observation_trigger_name(enum observation_trigger t)
{
	return triggers[t].name;
}

int
observation_trigger_of(const char *name)
{
	return named_of(triggers, nitems(triggers), name);
}

const char *
observation_safe_word(enum observation_safe s)
{
	return safe[s].word;
}

const char *
observation_safe_name(enum observation_safe s)
{
	return safe[s].name;
}

int
observation_safe_of(const char *name)
{
	return named_of(safe, nitems(safe), name);
}

const char *
observation_first_word(enum observation_first f)
{
	return first[f].word;
}

const char *
observation_first_name(enum observation_first f)
{
	return first[f].name;
}

int
observation_first_of(const char *name)
{
	return named_of(first, nitems(first), name);
}

const char *
observation_parents_word(enum observation_parents p)
{
	return know[p].word;
}

const char *
observation_parents_name(enum observation_parents p)
{
	return know[p].name;
}

int
observation_parents_of(const char *name)
{
	return named_of(know, nitems(know), name);
}

bool
observation_is_danger(const struct observation_told *o)
{
	return o->danger || o->safe == SAFE_NO;
}

static void
put_text(struct buf *out, const char *s)
{
	buf_put_text(out, s != NULL ? s : "");
}

void
observation_pack(const struct observation_told *o, struct buf *out)
{
	buf_put_u8(out, PACK_VERSION);
	put_text(out, o->seen);
	put_text(out, o->when);
	put_text(out, o->where);
	put_text(out, o->done);
	put_text(out, o->reason);
	buf_put_u32(out, o->triggers);
	buf_put_u8(out, (uint8_t)o->safe);
	buf_put_u8(out, (uint8_t)o->first);
	buf_put_u8(out, (uint8_t)o->parents);
}

static int
get_text(struct buf *b, const char **to)
{
	char *s;
	int r;

	if ((r = buf_get_text(b, &s, TEXT_MAX)) == 0)
		*to = s;
	return r;
}

static int
get_all(struct buf *b, struct observation_told *o, uint8_t u[4])
{
	uint32_t bits;
	int r;

	if ((r = buf_get_u8(b, &u[3])) != 0 ||
	    (r = get_text(b, &o->seen)) != 0 ||
	    (r = get_text(b, &o->when)) != 0 ||
	    (r = get_text(b, &o->where)) != 0 ||
	    (r = get_text(b, &o->done)) != 0 ||
	    (r = get_text(b, &o->reason)) != 0 ||
	    (r = buf_get_u32(b, &bits)) != 0 ||
	    (r = buf_get_u8(b, &u[0])) != 0 ||
	    (r = buf_get_u8(b, &u[1])) != 0 ||
	    (r = buf_get_u8(b, &u[2])) != 0 || (r = buf_at_end(b)) != 0)
		return r;
	o->triggers = bits;
	return u[0] <= SAFE_NO && u[1] < FIRST_COUNT && u[2] < KNOW_COUNT &&
		       u[3] == PACK_VERSION
		   ? 0
		   : ERR_CORRUPT;
}

int
observation_unpack(struct buf *b, struct observation_told *o)
{
	uint8_t u[4];
	int r;

	*o = (struct observation_told){ 0 };
	if ((r = get_all(b, o, u)) == 0) {
		o->safe = (enum observation_safe)u[0];
		o->first = (enum observation_first)u[1];
		o->parents = (enum observation_parents)u[2];
	} else
		observation_forget(o);
	return r;
}

static void
forget(const char **s)
{
	if (*s != NULL)
		explicit_bzero((char *)(uintptr_t)*s, strlen(*s));
	free((void *)(uintptr_t)*s);
	*s = NULL;
}

void
observation_forget(struct observation_told *o)
{
	forget(&o->seen);
	forget(&o->when);
	forget(&o->where);
	forget(&o->done);
	forget(&o->reason);
}
