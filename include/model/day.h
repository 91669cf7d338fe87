/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_DAY_H
#define MODEL_DAY_H

#include <stdbool.h>

/*
 * A day of the calendar as the number 20120229: birthdays, and "today" when
 * it is passed in.  0 is "not known".
 */
int day_of(int year, int month, int day);
bool day_exists(int day); /* a real date of the years 1900 to 2199 */

/*
 * Read what rosters hold: 20120229, 2012-2-29, 2012/2/29, 2012.2.29,
 * 2012年2月29日, and the day count of a spreadsheet (40968).  ERR_INPUT if it
 * is none of these or no real date.  Full-width signs count as the plain ones.
 */
int day_read(const char *s, int *day);

/* 20270831 as the store keeps it, "2027-08-31": in the order of days. */
#define DAY_TEXT 11
void day_write(int day, char to[DAY_TEXT]);

/* Completed years: a child is 14 on its birthday, and one born on 29
 * February on 1 March (domain: the age of the law). */
int day_age(int birth, int on);

/* The school year a day lies in, by its first of September: 2026. */
int day_school_year(int on);

#endif
