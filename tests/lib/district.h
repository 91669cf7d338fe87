/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_DISTRICT_H
#define TESTS_DISTRICT_H

#include <stdint.h>

#include "store/gap.h"

/*
 * A whole district of people who do not exist, as the files an office would
 * send: organisations (a workbook), staff, roster, ties, who goes another way
 * when the year turns; and what has to come of it.  Gaps are left in it on
 * purpose: those are said line by line, before and after the year turned.
 */
struct district {
	int hotlines, schools, staff;
	int64_t students;
	int today; /* 20261127 */

	/* what is known of it once its files are written */
	struct district_lines {
		char **line;
		size_t n;
	} before[GAP_COUNT], after[GAP_COUNT];
	int64_t people;	     /* accounts that the file of staff makes */
	int64_t of_grade[3]; /* children in grades 7, 8, 9 */
	int64_t repeat, moved, leave; /* of grades 9, 9 and 7 */
	int classes, teachers_left_out;
};

/* Write orgs.xlsx, staff.csv, roster.csv, ties.csv and excepts.csv here. */
void district_write(struct district *d);
void district_free(struct district *d);

/* Who signs in, in schools 1 to 3: a class teacher of grade 9 (of grade 7 in
 * school 2) and a psychology teacher; and everybody's key. */
void district_teacher(int school, char to[16]);
void district_psychology(int school, char to[16]);
void district_key(const char *login, char to[96]);
/* The number of a child: grade 7 to 9. */
void district_child(
    const struct district *d, int grade, int class, int seat, char to[16]);

#endif
