/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_STUDENT_H
#define SCREEN_STUDENT_H

#include "screen/screen.h"

/*
 * Finding a student, from everywhere by F3.  Pushed with a screen_pick it
 * fills it and answers the student's id (screen_answer); without, it opens the
 * student's file.
 */
struct screen_pick {
	int64_t ticket; /* in: named above, 0 without */
	int64_t student;
	int ground;    /* enum permit_ground: screen_find alone */
	char why[401]; /* the sentence on the danger */
};

/* For who may browse (screens.md 3a); arg: NULL or a struct screen_pick *,
 * which must live until the answer. */
extern const struct screen_ops screen_lookup;
bool screen_lookup_may(struct actor *who);

/* For the line, exactly one, on a ground (3b); arg as above. */
extern const struct screen_ops screen_find;
bool screen_find_may(struct actor *who);

/* The student's file; arg: const int64_t *, the student. */
extern const struct screen_ops screen_student;

/* Ask how the name is read; true if it was changed. */
struct act_student;
bool screen_correct_reading(struct screen *s, const struct act_student *of);

/* Ask what a guardian's number is wanted for, and show it: recorded. */
void screen_show_phone(struct screen *s, int64_t student);

#endif
