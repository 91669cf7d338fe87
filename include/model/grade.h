/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_GRADE_H
#define MODEL_GRADE_H

#include <stdbool.h>

/*
 * A year of children who came to a stage of school together.  Kept as stage
 * and year of entry, so that nothing has to be rewritten on the first of
 * September: what the year is called follows from the day asked for.
 */
enum stage {
	STAGE_NONE,
	STAGE_PRIMARY,	  /* 小学, six years */
	STAGE_JUNIOR,	  /* 初中, three */
	STAGE_SENIOR,	  /* 高中, three */
	STAGE_VOCATIONAL, /* 中职, three */
	STAGE_PRIMARY_5,  /* 小学 of the five-four system, five */
	STAGE_JUNIOR_4,	  /* its 初中, four: begins with 六年级 */
	STAGE_COUNT
};

/*
 * How primary and junior school part their nine years; a district's, or one
 * school's (profile.h).  五四制 differs in what 初一 is: where the sixth grade
 * is 预初, as in Shanghai, 初一 is still the seventh.
 */
enum schooling {
	SCHOOLING_6_3,
	SCHOOLING_5_4,	    /* 初一 to 初四 */
	SCHOOLING_5_4_PREP, /* 预初, 初一 to 初三 */
	SCHOOLING_COUNT
};

/* "five-four": in JSON and on the command line; static.  Back: -1. */
const char *schooling_name(enum schooling s);
int schooling_of(const char *name);

struct grade {
	enum stage stage;
	int entry; /* 2024: came on 1 September 2024 */
};

#define GRADE_WORDS_MAX 48
#define CLASS_LABEL_MAX 32
#define CLASS_FULL_MAX (2 * GRADE_WORDS_MAX)

/*
 * Read 八年级, 初二, 预初, 高一, 中职二年级, 初中2024级, 2024级, 8 as schools
 * of that system mean it.  A bare year or number is placed by the age the child
 * (born `birth`, 0 if not known) had at entry.  ERR_INPUT if it is no grade
 * today.
 */
int grade_read(const char *typed, enum schooling in, int today, int birth,
    struct grade *out);

/* "八年级" on that day, "初中2024级" before and after; in the language of the
 * process. */
void grade_words(const struct grade *g, int on, char to[GRADE_WORDS_MAX]);

/* Are they at school on that day: come, and not yet left? */
bool grade_is_here(const struct grade *g, int on);

/* Its lasting name, "初中2024级", and the number of its organisation, by which
 * it is found under its school. */
void grade_name(const struct grade *g, char to[GRADE_WORDS_MAX]);
int grade_number(const struct grade *g);
bool grade_of_number(int number, struct grade *g);

/* The lasting name of a class, "初中2024级3班", and its number: 0 for a class
 * that goes by a name. */
void
class_name(const struct grade *g, const char *label, char to[CLASS_FULL_MAX]);
int class_number(const char *label);

/*
 * Read the class of a roster, 八年级(3)班, 初二3班, 三班, 3, 阳光班: "3",
 * "阳光". A grade that stands in it comes back in grade_part (so that a roster
 * without a grade column can be read), "" without.  ERR_INPUT if nothing
 * is left, or it is too long.
 */
int class_read(const char *typed, char label[CLASS_LABEL_MAX],
    char grade_part[GRADE_WORDS_MAX]);

/* "3班", "阳光班"; "class 3" in English. */
void class_words(const char *label, char to[GRADE_WORDS_MAX]);

/* "八年级3班": what a list shows. */
void class_full_words(
    const struct grade *g, const char *label, int on, char to[CLASS_FULL_MAX]);

#endif
