/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_TODAY_WORDS_H
#define SCREEN_TODAY_WORDS_H

#include <stddef.h>

struct screen_ops;
struct today_row;

/* The words of a row: what it is ("call back"), whom it concerns, what to do
 * ("dial again"); and the screen that does it, NULL without. */
const char *today_what(const struct today_row *row);
const char *today_do(const struct today_row *row);
void today_whom(const struct today_row *row, char *to, size_t size);
const struct screen_ops *today_opens(const struct today_row *row);
/* "on duty, district" for the duty of an on-call entry. */
const char *today_duty(const char *duty);

#endif
