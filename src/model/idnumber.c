/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <string.h>
#include <unistr.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/idnumber.h"

#define AGE_MAX 120

static const char *const words[] = {
	[IDNUMBER_FINE] = "",
	[IDNUMBER_SPREADSHEET] = N_("A spreadsheet has turned this number into "
				    "powers of ten. Format the column as text "
				    "and enter it again."),
	[IDNUMBER_ROUNDED] = N_("A spreadsheet has cut the last digits to "
				"zeros. Format the column as text and enter "
				"the number again."),
	[IDNUMBER_LENGTH] = N_("The number is too long or too short."),
	[IDNUMBER_SHAPE] = N_("There is a sign in the number that cannot "
			      "stand there."),
	[IDNUMBER_DATE] = N_("The birthday within the number does not exist."),
	[IDNUMBER_CHECK] = N_("The check digit does not fit: one digit is "
			      "wrong or two are swapped."),
};

const char *
idnumber_words(enum idnumber_fault f)
{
	return words[(size_t)f < nitems(words) ? f : IDNUMBER_SHAPE];
}

bool
idnumber_is_spreadsheet(const char *s)
{
	size_t n = strspn(s, "0123456789.");

	return n > 0 && (s[n] == 'E' || s[n] == 'e') &&
	       (s[n + 1] == '+' || (s[n + 1] >= '0' && s[n + 1] <= '9'));
}

char
idnumber_check_digit(const char *digits17)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10,
		5, 8, 4, 2 };
	int sum = 0;

	for (size_t i = 0; i < nitems(weights); i++)
		sum += weights[i] * (digits17[i] - '0');
	return "10X98765432"[sum % 11];
}

/* Without blanks and apostrophes, full-width forms as plain ones, capitals.
 * False if it is longer than any number, or holds what is no ASCII. */
static bool
mend(const char *typed, char to[IDNUMBER_MAX], enum idnumber_fault *fault)
{
	size_t n = 0;
	ucs4_t c;

	for (int len; *typed != '\0'; typed += len) {
		if ((len = u8_strmbtouc(&c, (const uint8_t *)typed)) <= 0)
			len = 1, c = 0xfffd;
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (c == ' ' || c == '\'' || c == 0xa0 || c == 0x3000)
			continue;
		*fault = c >= 0x80 ? IDNUMBER_SHAPE : IDNUMBER_LENGTH;
		if (c >= 0x80 || n + 1 == IDNUMBER_MAX)
			return false;
		to[n++] = (char)(c >= 'a' && c <= 'z' ? c - 32 : c);
	}
	to[n] = '\0';
	return true;
}

static enum idnumber_fault
check_birth(const char *eight, int today, int *birth)
{
	int day = 0;

	for (int i = 0; i < 8; i++)
		day = day * 10 + (eight[i] - '0');
	if (!day_exists(day) || day > today || day_age(day, today) > AGE_MAX)
		return IDNUMBER_DATE;
	*birth = day;
	return IDNUMBER_FINE;
}

/* The 18 signs of a resident number; with checked false the last is a digit
 * like the others. */
static enum idnumber_fault
check_eighteen(const char *s, bool checked, int today, struct idnumber *out)
{
	size_t digits = strspn(s, "0123456789");
	enum idnumber_fault f;

	if (strlen(s) != 18)
		return IDNUMBER_LENGTH;
	if (digits < 17 || (digits == 17 && (s[17] != 'X')))
		return IDNUMBER_SHAPE;
	if ((f = check_birth(s + 6, today, &out->birth)) != IDNUMBER_FINE)
		return f;
	if (checked && idnumber_check_digit(s) != s[17])
		return strcmp(s + 15, "000") == 0 ? IDNUMBER_ROUNDED
						  : IDNUMBER_CHECK;
	out->sex = !checked ? 0 : (s[16] - '0') % 2 == 1 ? 1 : 2;
	return IDNUMBER_FINE;
}

enum idnumber_fault
idnumber_resident(const char *typed, int today, struct idnumber *out)
{
	enum idnumber_fault f;

	*out = (struct idnumber){ 0 };
	if (idnumber_is_spreadsheet(typed))
		return IDNUMBER_SPREADSHEET;
	if (!mend(typed, out->text, &f))
		return f;
	return check_eighteen(out->text, true, today, out);
}

enum idnumber_fault
idnumber_pupil(const char *typed, int today, struct idnumber *out)
{
	enum idnumber_fault f;

	*out = (struct idnumber){ 0 };
	if (idnumber_is_spreadsheet(typed))
		return IDNUMBER_SPREADSHEET;
	if (!mend(typed, out->text, &f))
		return f;
	if (strlen(out->text) != 19)
		return IDNUMBER_LENGTH;
	if (strchr("GJL", out->text[0]) == NULL)
		return IDNUMBER_SHAPE;
	return check_eighteen(out->text + 1, out->text[0] != 'L', today, out);
}
