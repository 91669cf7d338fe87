/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_STUDENT_H
#define MODEL_STUDENT_H

#include <stdbool.h>
#include <stdint.h>

#include "model/grade.h"
#include "model/pinyin.h"

/*
 * A student as the directory knows one, and those who care at home.  Names
 * and numbers are as long as any real one; a roster's row beyond is refused.
 * (requirements.md 2.3)
 */
#define STUDENT_NAME_MAX 97
#define STUDENT_NUMBER_MAX 33
#define STUDENT_IDENTITY_MAX 64
#define STUDENT_DORM_MAX 49
#define STUDENT_ADDRESS_MAX 241
#define STUDENT_GUARDIANS_MAX 2

enum sex { SEX_UNKNOWN = 0, SEX_BOY = 1, SEX_GIRL = 2 };

struct student {
	int64_t id;
	int64_t school, class; /* organisations */
	int64_t place;	       /* lft of the class: whose scope it lies in */
	/* What makes two rows one child: the pupil number, else
	 * "S<school>:<number>". */
	char identity[STUDENT_IDENTITY_MAX];
	char name[STUDENT_NAME_MAX];
	char reading[PINYIN_READING_MAX];
	int64_t reading_by;		 /* who corrected it; 0: by the table */
	char number[STUDENT_NUMBER_MAX]; /* of the school; "" without */
	enum sex sex;
	int birth; /* 20120229; 0 unknown */
	struct grade grade;
	char label[CLASS_LABEL_MAX]; /* of the class: "3" */
	bool boarding;
	char dorm[STUDENT_DORM_MAX];
	char address[STUDENT_ADDRESS_MAX];
	int64_t version, changed_at;
};

#define GUARDIAN_NAME_MAX 97
#define GUARDIAN_RELATION_MAX 33
#define PHONE_MAX 24

struct guardian {
	int64_t id;
	char name[GUARDIAN_NAME_MAX];
	char relation[GUARDIAN_RELATION_MAX];
	char phone[PHONE_MAX]; /* digits, perhaps a + before */
};

/* The last four digits, "" of a shorter number. */
void phone_tail(const char *phone, char to[5]);

/* "138 **** 6021": what stands on a screen before anybody asked for more. */
#define PHONE_MASKED_MAX 24
void phone_mask(const char *phone, char to[PHONE_MASKED_MAX]);

/* A number as people type it, "+86 138-0013-8000", made plain digits.
 * ERR_INPUT if it is no number that can be dialled. */
int phone_read(const char *typed, char to[PHONE_MAX]);

/* "girl"; a msgid. */
const char *sex_words(enum sex s);

#endif
