/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_EXCEPT_H
#define MODEL_EXCEPT_H

#include <stdbool.h>

#include "model/enrolment.h"
#include "model/org.h"
#include "model/student.h"
#include "model/table.h"

/*
 * Children who do not go the way of their class when a school year turns: who
 * repeats, comes back from leave, leaves before the others or, being among
 * them, for a place that is known.
 */
enum except_kind {
	EXCEPT_NONE, /* the way of the class after all */
	EXCEPT_REPEATS,
	EXCEPT_RETURNS,
	EXCEPT_SUSPENDED,
	EXCEPT_TRANSFERRED,
	EXCEPT_GRADUATED,
	EXCEPT_KINDS
};

const char *except_name(enum except_kind k);  /* "repeats"; static */
int except_of(const char *name);	      /* -1 without */
const char *except_words(enum except_kind k); /* a msgid */
/* Does the child go to another class?  Else it leaves, and is this: */
bool except_moves(enum except_kind k);
enum enrolment except_enrolment(enum except_kind k);

/* A row of a table of them. */
enum except_field {
	EXCEPTS_KIND,
	EXCEPTS_SCHOOL,
	EXCEPTS_PUPIL,	/* 学籍号 */
	EXCEPTS_NUMBER, /* of the school */
	EXCEPTS_DAY,
	EXCEPTS_TO, /* the class of the new year, or where they are then */
	EXCEPTS_YEAR,
	EXCEPTS_FIELDS
};

extern const struct table except_table;

struct except_cells {
	enum except_kind kind;
	char school[2 * ORG_NAME_MAX];
	char pupil[STUDENT_IDENTITY_MAX]; /* "" without */
	char number[STUDENT_NUMBER_MAX];
	int day, year; /* 0 without */
	char to[WHEREABOUTS_MAX];
};

bool
except_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct except_cells *out, struct table_fault *fault);

#endif
