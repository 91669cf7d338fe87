/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

#define nitems(a) (sizeof(a) / sizeof((a)[0]))

/*
 * Memory that is never refused: these end the process with one log line if
 * there is none, so every size that comes from outside is bounded before.
 */

/* End as for want of memory.  A program that speaks with a person says so in
 * its own way: fn, which needs none and does not come back. */
_Noreturn void mem_out(void);
void mem_when_out(void (*fn)(void));

/* n zeroed items of size bytes each; free() it. */
void *mem_zero(size_t n, size_t size);

/* p grown to n items of size bytes; the new part is not cleared. */
void *mem_grow(void *p, size_t n, size_t size);

/* A copy of s, or of the first n bytes of it, ending in NUL; free() it. */
char *mem_text(const char *s);
char *mem_text_n(const char *s, size_t n);

/* Copy s into to, cut at a UTF-8 character to fit size with its NUL.
 * Return the bytes copied. */
size_t mem_copy_text(char *to, size_t size, const char *s);

#endif
