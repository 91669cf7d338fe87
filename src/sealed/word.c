/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <string.h>

#include "sealed/word.h"

void
sealed_word(const char *letters, int groups, int n, char *to)
{
	uint32_t many = (uint32_t)strlen(letters);

	for (int g = 0; g < groups; g++) {
		if (g > 0)
			*to++ = '-';
		for (int i = 0; i < n; i++)
			*to++ = letters[randombytes_uniform(many)];
	}
	*to = '\0';
}
