/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include <stddef.h>

#include "model/student.h"

/*
 * A row of a school's roster, as spreadsheets export it: which column is
 * which, and what makes a row impossible.  Only what the work needs is taken:
 * every other column is passed over unread (GZ-62; requirements.md K5).
 * Nothing a cell holds appears in a fault.
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

/* "class": in a mapping file and in JSON; static.  Back: -1 without. */
const char *roster_field_name(enum roster_field f);
int roster_field_of(const char *name);

/* Where the columns stand: from 0, -1 for one that is not there. */
struct roster_columns {
	int at[ROSTER_FIELDS];
	size_t n; /* cells of the first line */
};

/* One line of a mapping file, "class = 行政班级": this column of the table is
 * our field. */
struct roster_mapping {
	enum roster_field field;
	char column[STUDENT_NAME_MAX];
};
/* Read a line; 1 if it maps, 0 if empty or a comment (#), ERR_INPUT. */
int roster_mapping_read(const char *line, struct roster_mapping *out);

/*
 * Recognise a line of n cells as the roster's heading.  False if it names no
 * column of names: a title above, or no roster.  school_given: the whole file
 * belongs to one school, so it needs no column for it.  *missing, if
 * not NULL, is the field still lacking, or ROSTER_FIELDS.
 */
bool roster_heading(const char *const *cells, size_t n,
    const struct roster_mapping *maps, size_t n_maps, bool school_given,
    struct roster_columns *out, enum roster_field *missing);

/* What is wrong with a row: which cell, and what to do, as a msgid. */
struct roster_fault {
	enum roster_field field; /* ROSTER_FIELDS: the row as a whole */
	const char *words;
};

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
roster_read(const char *const *cells, size_t n, const struct roster_columns *c,
    int today, struct roster_row *out, struct roster_fault *fault);

/* Read the grade of a row that roster_read() has read. */
bool roster_grade(struct roster_row *row, enum schooling in, int today,
    struct roster_fault *fault);

#endif
