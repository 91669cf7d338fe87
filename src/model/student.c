/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/student.h"

void
phone_tail(const char *phone, char to[5])
{
	size_t n = strlen(phone);

	mem_copy_text(to, 5, n >= 4 ? phone + n - 4 : "");
}

void
phone_mask(const char *phone, char to[PHONE_MASKED_MAX])
{
	char tail[5];

	phone_tail(phone, tail);
	if (phone[0] == '\0')
		to[0] = '\0';
	else if (strlen(phone) < 11)
		snprintf(to, PHONE_MASKED_MAX, "**** %s", tail);
	else
		snprintf(to, PHONE_MASKED_MAX, "%.3s **** %s", phone, tail);
}

/* Digits and a leading plus; false at anything else but what parts them. */
static bool
take_digits(const char *typed, char to[PHONE_MAX])
{
	size_t n = 0;
	ucs4_t c;

	for (int len; *typed != '\0'; typed += len) {
		if ((len = u8_strmbtouc(&c, (const uint8_t *)typed)) <= 0)
			return false;
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (c == ' ' || c == '-' || c == '(' || c == ')' || c == '\'' ||
		    c == 0xa0 || c == 0x3000 || c == 0x2014)
			continue;
		if ((!(c >= '0' && c <= '9') && !(c == '+' && n == 0)) ||
		    n + 1 == PHONE_MAX)
			return false;
		to[n++] = (char)c;
	}
	to[n] = '\0';
	return true;
}

int
phone_read(const char *typed, char to[PHONE_MAX])
{
	static const char *const home[] = { "+86", "0086" };
	char digits[PHONE_MAX];
	const char *s = digits;
	size_t n;

	if (!take_digits(typed, digits))
		return ERR_INPUT;
	for (size_t i = 0; i < nitems(home); i++)
		if (strncmp(s, home[i], strlen(home[i])) == 0) {
			s += strlen(home[i]);
			break;
		}
	n = strlen(s);
	if (!(n == 11 && s[0] == '1' && s[1] >= '3') && /* a mobile */
	    !(n >= 10 && n <= 18 && s[0] == '0') &&	/* area and number */
	    !((n == 7 || n == 8) && s[0] >= '2') &&	/* within the town */
	    !(n == 10 && strncmp(s, "400", 3) == 0) &&
	    !(n >= 9 && n <= 16 && s[0] == '+'))
		return ERR_INPUT;
	mem_copy_text(to, PHONE_MAX, s);
	return 0;
}

const char *
sex_words(enum sex s)
{
	return s == SEX_BOY ? N_("boy") : s == SEX_GIRL ? N_("girl") : "";
}
