/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_DUTY_H
#define MODEL_DUTY_H

#include <stdbool.h>
#include <stdint.h>

#include "model/org.h"
#include "model/role.h"

/*
 * What a post is called (requirements.md E2).  Most names give no rights of
 * their own: their role is "staff", or none at all for those who come from
 * outside, and the name stands with the post.  A new name is a row here.
 */
struct duty {
	const char *name;  /* "researcher": in the store and in JSON */
	const char *words; /* "teaching researcher"; a msgid */
	const char *typed; /* what tables call it, blanks between */
	enum role role;	   /* whose rights it has; ROLE_NONE: none */
	uint64_t orgs;	   /* 1 << ORG_..: where it may be held */
	bool staff;	   /* beside it they are staff of the school above */
	const char *clauses;
};

/* By number, until NULL. */
const struct duty *duty_at(int i);
/* By the name in the store: NULL without. */
const struct duty *duty_of(const char *name);
/* By what is typed, in either language: NULL without. */
const struct duty *duty_read(const char *typed);
bool duty_fits(const struct duty *d, enum org_type t);
/* The name itself where it is a role's: then the store notes none. */
bool duty_is_role(const struct duty *d);
/* What a post is called, for people; a msgid. */
const char *duty_post_words(enum role role, const char *duty);

#endif
