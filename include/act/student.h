/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_STUDENT_H
#define ACT_STUDENT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/care.h"
#include "model/permit.h"
#include "model/student.h"

struct actor;

/*
 * Finding a student, and what of one a person may see.  Who browses sees
 * where their posts reach, as they type; who takes calls finds one child by
 * school and full name, or by a number, on a ground, one at a time, and each
 * such look is a row of the audit (requirements.md 5.2, SJS-49).
 */

/* A row of a list: no word about care, no telephone number. */
struct act_student_row {
	const struct student *s; /* during the call */
	const char *school;	 /* its name */
	const char *class;	 /* "八年级3班" */
	char tail[5];		 /* of the student number */
	int today;		 /* 20261124, for the name of the grade */
};

/*
 * Looking up: what the person's posts reach, opened once for many searches.
 * ERR_DENIED, with who->why saying how else, if that is nothing.
 */
struct act_lookup;
int act_lookup_open(struct actor *who, struct act_lookup **out);
void act_lookup_close(struct act_lookup *l); /* NULL is fine */

/* "第001实验学校", or "" where it is several, and how many students it is:
 * -1 where counting would take too long. */
int act_lookup_reach(struct act_lookup *l, const char **name, int64_t *n);

/*
 * Those who match what was typed: a name or its beginning, pinyin, initials, a
 * student number or its beginning, a whole pupil number; the last four digits
 * of a guardian's telephone for who may know the family.  Nothing typed lists
 * the class of who has one.  At most limit (to 200); *more is true if there
 * are others.
 */
int act_lookup_find(struct act_lookup *l, const char *typed, int limit,
    int (*fn)(void *, const struct act_student_row *), void *arg, bool *more);

/* One child, by school and full name, or by a number. */
struct act_exact {
	const char
	    *school;	  /* name or code; NULL: one's own, or a pupil number */
	const char *name; /* the full name, or NULL */
	const char *number; /* of the school, or the pupil number; or NULL */
	enum permit_ground ground;
};
struct act_found {
	int64_t student, school, class, audit;
	char name[STUDENT_NAME_MAX];
	char reading[PINYIN_READING_MAX];
	char school_name[97];
	char class_name[CLASS_FULL_MAX];
	struct grade grade;
	char label[CLASS_LABEL_MAX];
	int today;
};
/* ERR_NOT_FOUND, always in the same words, for no such student, several, not
 * exact, and a school outside the person's district. */
int act_student_exact(
    struct actor *who, const struct act_exact *ask, struct act_found *out);

/* A guardian as shown before anybody asked for more. */
struct act_guardian {
	int64_t id;
	char name[GUARDIAN_NAME_MAX];
	char relation[GUARDIAN_RELATION_MAX];
	char phone[PHONE_MASKED_MAX]; /* 138 **** 6021 */
	char tail[5];
};

struct act_student {
	struct student s; /* number and address as the person may see them */
	char school[97];
	char class[CLASS_FULL_MAX];
	char teacher[97]; /* of the class; "" without */
	char mentors[97]; /* and linked teachers (QP-04, TJ-06) */
	int age;	  /* -1 if not known */
	int today;
	enum permit_answer family; /* may the guardians be seen? */
	struct act_guardian guardians[STUDENT_GUARDIANS_MAX];
	int n_guardians;
	bool may_correct; /* the reading of the name */
	bool may_report;  /* a worry */
	bool may_groups;  /* see or enter groups: group.h */
	bool may_health;  /* see what to heed: health.h */
	bool may_health_write;
	enum care_view care_view;
	struct care_state care;
};
/* ERR_NOT_FOUND also for who may not see the student at all. */
int act_student_show(struct actor *who, int64_t id, struct act_student *out);

/* Who teaches the class; "" without. */
int act_class_teacher(struct actor *who, int64_t class, char to[97]);
/* Who looks after the student beside, or after the whole class. */
int act_mentors(struct actor *who, int64_t student, int64_t class, char to[97]);

/* What a telephone number is wanted for; recorded with the look. */
enum act_purpose {
	PURPOSE_CONTACT, /* to talk with the family */
	PURPOSE_CHECK,	 /* to see whether the number is right */
	PURPOSE_SAFETY,	 /* danger now */
	PURPOSE_COUNT
};
const char *act_purpose_words(enum act_purpose p); /* a msgid */
int act_purpose_of(const char *name);		   /* -1 without */
/* The whole number, and one row of the audit before it is shown. */
int act_guardian_phone(struct actor *who, int64_t student, int64_t guardian,
    enum act_purpose purpose, char to[PHONE_MAX]);

/* Correct how the name is read.  version is the one seen: ERR_STALE if the
 * student was changed since. */
int act_student_reading(struct actor *who, int64_t id, int64_t version,
    const char *reading, int64_t *audit);

#endif
