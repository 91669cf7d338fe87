/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For libFuzzer alone: every fourth change puts one of the target's own pieces
 * in, so that the pieces need no second copy as a dictionary.
 */
#include <string.h>

#include "tests/lib/fuzz.h"

size_t LLVMFuzzerMutate(uint8_t *p, size_t n, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *p, size_t n, size_t max, unsigned seed);

size_t
LLVMFuzzerCustomMutator(uint8_t *p, size_t n, size_t max, unsigned seed)
{
	size_t words = 0, at, len;

	while (fuzz_pieces[words] != NULL)
		words++;
	if (seed % 4 != 0 || words == 0)
		return LLVMFuzzerMutate(p, n, max);
	len = strlen(fuzz_pieces[seed / 4 % words]);
	if (n + len > max)
		return LLVMFuzzerMutate(p, n, max);
	at = seed / 997 % (n + 1);
	memmove(p + at + len, p + at, n - at);
	memcpy(p + at, fuzz_pieces[seed / 4 % words], len);
	return n + len;
}
