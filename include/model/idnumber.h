/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_IDNUMBER_H
#define MODEL_IDNUMBER_H

#include <stdbool.h>

/*
 * The two national numbers of a roster: the resident's (GB 11643-1999: 17
 * digits and a check digit) and the pupil's 学籍号: G and a resident number,
 * J and a number built like one for who has none, or L, area, birthday and
 * four random digits.  Areas are never judged: abolished ones are in use.
 */
#define IDNUMBER_MAX 20 /* with the NUL */

enum idnumber_fault {
	IDNUMBER_FINE,
	IDNUMBER_SPREADSHEET, /* 5.2E+17: the last digits are lost */
	IDNUMBER_ROUNDED,     /* ends in 000 where a check digit should be */
	IDNUMBER_LENGTH,
	IDNUMBER_SHAPE, /* a letter where a digit should be */
	IDNUMBER_DATE,	/* no such birthday, or not yet, or too long ago */
	IDNUMBER_CHECK, /* the check digit does not fit: a typing slip */
};

struct idnumber {
	char text[IDNUMBER_MAX]; /* plain digits, capital letters */
	int birth;		 /* 20120229 */
	int sex;		 /* 1 boy, 2 girl, as digit 17 says; L: 0 */
};

/* Check what stands in a roster's cell; today as 20260901.  Full-width
 * digits, blanks, a leading apostrophe and a small x are mended. */
enum idnumber_fault
idnumber_resident(const char *typed, int today, struct idnumber *out);
enum idnumber_fault
idnumber_pupil(const char *typed, int today, struct idnumber *out);

/* What to do about it, a msgid; never holds the number. */
const char *idnumber_words(enum idnumber_fault f);

/* "5.2E+17", "1.38e+10": a number a spreadsheet has turned. */
bool idnumber_is_spreadsheet(const char *s);

/* Make the check digit of 17 digits: for invented rosters. */
char idnumber_check_digit(const char *digits17);

#endif
