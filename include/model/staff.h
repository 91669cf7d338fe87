/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_STAFF_H
#define MODEL_STAFF_H

#include "model/detail.h"
#include "model/duty.h"
#include "model/student.h"
#include "model/table.h"

/*
 * A row of a table of staff: a person with one post at an organisation.  Who
 * has two posts stands in two rows.  Behind these fields stand the details of
 * people (detail.h), a column each.
 */
enum staff_field {
	STAFF_NAME,
	STAFF_LOGIN,
	STAFF_NUMBER, /* 工号: one signs in by it too; the login of it where
			 none is given */
	STAFF_PHONE,
	STAFF_ORG,  /* code, name, or a path: 青山区/青山中学 */
	STAFF_TYPE, /* of an organisation that is to be made */
	STAFF_GRADE,
	STAFF_CLASS,
	STAFF_CAMPUS,
	STAFF_POST,
	STAFF_STARTS,
	STAFF_ENDS,
	STAFF_DEPUTY,	/* stands in for: a login, or a name of the same org */
	STAFF_KEY,	/* a public key, where one is known already */
	STAFF_TRAINING, /* one training a row; more of them, more rows */
	STAFF_TRAINED_ON,
	STAFF_TRAINING_ENDS,
	STAFF_TRAINING_HOURS,
	STAFF_FIELDS
};

extern const struct table staff_table;

#define STAFF_NAME_MAX 65
#define STAFF_LOGIN_MAX 33
#define STAFF_KEY_MAX 2048
#define TRAINING_KIND_MAX 97

/* What somebody was trained in, as a table says it (training.h). */
struct training_cells {
	char kind[TRAINING_KIND_MAX]; /* "": nothing */
	int day, ends;		      /* days; ends 0: for good */
	int hours;
};

struct staff_row {
	char name[STAFF_NAME_MAX];
	char login[STAFF_LOGIN_MAX];
	char number[STAFF_LOGIN_MAX]; /* "" without */
	char phone[PHONE_MAX];	      /* "" without */
	char org[2 * ORG_NAME_MAX];
	enum org_type type; /* ORG_NONE: not said */
	char grade[GRADE_WORDS_MAX];
	char label[CLASS_LABEL_MAX]; /* of the class; "" without */
	char campus[ORG_NAME_MAX];
	const struct duty *duty;
	int starts, ends; /* days; 0: at once, for good */
	char deputy[STAFF_NAME_MAX];
	char key[STAFF_KEY_MAX];
	struct training_cells training;
	/* what is kept of each detail; NULL: the table has no such column.
	 * They lie in `kept`. */
	const char *detail[TABLE_FIELDS_MAX];
	char kept[2048];
};

/* Read a row; false with the first fault. */
bool
staff_read(const char *const *cells, size_t n, const struct table_columns *c,
    struct staff_row *out, struct table_fault *fault);

/* Small letters, digits, "-", "_" and ".": what a login is made of. */
bool staff_login_is_plain(const char *s);
/* As it is typed, made so; false if it is longer than any. */
bool staff_login_read(const char *typed, char to[STAFF_LOGIN_MAX]);

#endif
