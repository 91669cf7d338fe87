/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_CARE_TABLE_H
#define MODEL_CARE_TABLE_H

#include "model/org.h"
#include "model/student.h"
#include "model/table.h"

/*
 * A row of a table of the district care system's numbers (QP-40): a student,
 * by pupil number or by the school's own, and the number that system has for
 * them.  A name, where it stands there, has to be the student's.  Whoever has
 * another number keeps it, unless the row names that one as the old number.
 */
enum care_field {
	CARE_NUMBER,
	CARE_SCHOOL,
	CARE_PUPIL,   /* 学籍号 */
	CARE_STUDENT, /* the number of the school */
	CARE_NAME,
	CARE_OLD,
	CARE_FIELDS
};

extern const struct table care_table;

#define CARE_NUMBER_MAX 41

struct care_cells {
	char number[CARE_NUMBER_MAX], old[CARE_NUMBER_MAX]; /* old: "" */
	char school[2 * ORG_NAME_MAX];			    /* "" without */
	char student[STUDENT_IDENTITY_MAX];
	char name[STUDENT_NAME_MAX]; /* "" without */
};

/* Read a row; false with the first fault. */
bool
care_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct care_cells *out, struct table_fault *fault);

#endif
