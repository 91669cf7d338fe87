/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include <stddef.h>

#include "model/student.h"
#include "model/table.h"

/*
 * A row of a school's roster, as spreadsheets export it: which column is
 * which (table.h), and what makes a row impossible.
 */
enum roster_field {
	ROSTER_NAME,
	ROSTER_SEX,
	ROSTER_BIRTH,
	ROSTER_PUPIL,	 /* 学籍号 */
	ROSTER_RESIDENT, /* 身份证件号: checked, and never kept by itself */
	ROSTER_PAPER,	 /* 身份证件类型 */
	ROSTER_NUMBER,	 /* 学号 */
	ROSTER_SCHOOL,
	ROSTER_GRADE,
	ROSTER_CLASS,
	ROSTER_BOARDING,
	ROSTER_DORM,
	ROSTER_ADDRESS,
	ROSTER_GUARDIAN_1, /* name, relation, phone, "is a guardian" */
	ROSTER_RELATION_1,
	ROSTER_PHONE_1,
	ROSTER_IS_1,
	ROSTER_GUARDIAN_2,
	ROSTER_RELATION_2,
	ROSTER_PHONE_2,
	ROSTER_IS_2,
	ROSTER_FIELDS
};

extern const struct table roster_table;

struct roster_row {
	/* Filled but id, school, grade, class, place, version; identity is ""
	 * where it takes the school's number. */
	struct student s;
	char school[STUDENT_NAME_MAX]; /* as written: name or code */
	char grade[GRADE_WORDS_MAX];   /* as written, */
	enum roster_field grade_in;    /* in this cell */
	struct guardian guardians[STUDENT_GUARDIANS_MAX];
	int n_guardians;
};

/* Read a row but for its grade, which the school's system decides; false with
 * the first fault.  today: 20261124. */
bool
roster_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct roster_row *out, struct table_fault *fault);

/* Read the grade of a row that roster_read() has read. */
bool roster_grade(struct roster_row *row, enum schooling in, int today,
    struct table_fault *fault);

#endif
