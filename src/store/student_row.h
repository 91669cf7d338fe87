/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STUDENT_ROW_H
#define STORE_STUDENT_ROW_H

#include <stdint.h>

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

/*
 * The students of the places up to :rgt, behind a place and a student: with
 * ">" from the next one on, with ">=" once more that student, where a list has
 * several rows of each.  They lead a join, so that its rows come in the order
 * of places.
 */
#define STUDENT_PLACED(behind)                         \
	" FROM (SELECT " STUDENT_BRIEF " FROM student" \
	" WHERE place <= :rgt AND (place, id) " behind \
	" (:place, :student)) s"
/* place 0: from lft on. */
void student_placed(
    struct stmt *q, int64_t lft, int64_t rgt, int64_t place, int64_t student);

#endif
