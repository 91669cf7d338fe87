/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ORG_H
#define MODEL_ORG_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Organisations form a tree kept as a nested set: what lies under an org has
 * lft between its lft and rgt, so a scope is one comparison.  Each kind takes
 * a fixed span of numbers, so that nothing is ever renumbered (store.md 1).
 * (requirements.md 2.1, E1)
 */
enum org_type {
	ORG_NONE,
	ORG_DISTRICT,
	ORG_CENTRE, /* 区心理中心 */
	ORG_LINE,   /* a hotline */
	ORG_SCHOOL,
	ORG_GRADE,
	ORG_CLASS,
	ORG_TYPE_COUNT
};

#define ORG_CODE_MAX 33
#define ORG_NAME_MAX 97

struct org {
	int64_t id, parent;
	enum org_type type;
	int64_t number; /* grade 1..12, class 1..; 0 for others */
	int64_t lft, rgt;
	char code[ORG_CODE_MAX]; /* "" without */
	char name[ORG_NAME_MAX];
};

const char *org_type_name(enum org_type t);  /* "school"; static */
enum org_type org_type_of(const char *name); /* ORG_NONE without */
int64_t org_span(enum org_type t); /* numbers it takes in its parent */
/* May an org of type t stand right under one of type parent? */
bool org_fits(enum org_type t, enum org_type parent);

#endif
