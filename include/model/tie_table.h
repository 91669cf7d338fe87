/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TIE_TABLE_H
#define MODEL_TIE_TABLE_H

#include "model/org.h"
#include "model/student.h"
#include "model/table.h"
#include "model/tie.h"

/*
 * A row of a table of who looks after whom: a teacher, and a student by
 * number or a whole class (QP-04, TJ-06).  One that stands so already is left
 * alone; a row may also end one.
 */
enum tie_field {
	TIES_TEACHER, /* login or staff number */
	TIES_KIND,
	TIES_SCHOOL,
	TIES_PUPIL,  /* 学籍号 */
	TIES_NUMBER, /* of the school */
	TIES_GRADE,
	TIES_CLASS,
	TIES_END,
	TIES_FIELDS
};

extern const struct table tie_table;

struct tie_cells {
	char teacher[33];
	enum tie_kind kind;
	char school[2 * ORG_NAME_MAX];
	char pupil[STUDENT_IDENTITY_MAX]; /* "" without */
	char number[STUDENT_NUMBER_MAX];
	char grade[GRADE_WORDS_MAX];
	char label[CLASS_LABEL_MAX]; /* "" without */
	bool ends;
};

bool tie_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct tie_cells *out, struct table_fault *fault);

#endif
