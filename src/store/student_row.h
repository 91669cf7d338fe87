/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STUDENT_ROW_H
#define STORE_STUDENT_ROW_H

struct stmt;
struct student;

/* What a list needs of a student: the columns, and their reader. */
#define STUDENT_BRIEF                                                        \
	"id, school, class, place, identity, name, reading, reading_by,"     \
	" number, sex, birth, stage, entry, label, boarding, dorm, version," \
	" changed_at"
#define STUDENT_BRIEF_N 18

/* And what a lookup shows, read some fifty times a key; the rest is empty. */
#define STUDENT_LISTED \
	"id, school, class, name, reading, number, stage, entry, label"

void student_brief(struct stmt *q, struct student *s);

#endif
