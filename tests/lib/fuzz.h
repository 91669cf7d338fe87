/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * A fuzz target gives the two: what to do with n bytes (abort() when a promise
 * is broken), and pieces inputs are made of, ending with NULL.
 */
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
extern const char *const fuzz_pieces[];
/* How many inputs the check tries, if the target is slow and says so. */
extern const int fuzz_runs __attribute__((weak));

#define fuzz_promise(cond)       \
	do {                     \
		if (!(cond))     \
			abort(); \
	} while (0)

/* The input as a text of its very size; free() it. */
static inline char *
fuzz_text(const uint8_t *p, size_t n)
{
	char *s = strndup((const char *)p, n);

	if (s == NULL)
		abort();
	return s;
}

#endif
