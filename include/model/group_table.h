/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_GROUP_TABLE_H
#define MODEL_GROUP_TABLE_H

#include "model/group.h"
#include "model/org.h"
#include "model/student.h"
#include "model/table.h"

/*
 * A row of a table of groups: a student by number, a group and where it comes
 * from.  One that stands so already is left alone; a row whose end is past
 * ends it.
 */
enum group_field {
	GROUPS_GROUP,
	GROUPS_SCHOOL,
	GROUPS_PUPIL,  /* 学籍号 */
	GROUPS_NUMBER, /* of the school */
	GROUPS_SOURCE,
	GROUPS_EVIDENCE,
	GROUPS_STARTS,
	GROUPS_ENDS,
	GROUPS_WHERE,
	GROUPS_CARER,
	GROUPS_FIELDS
};

extern const struct table group_table;

struct group_cells {
	char school[2 * ORG_NAME_MAX]; /* "" without */
	char number[STUDENT_IDENTITY_MAX];
	struct group group;
};

/* Read a row; false with the first fault.  Without a beginning it is today. */
bool
group_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct group_cells *out, struct table_fault *fault);

#endif
