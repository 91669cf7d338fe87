/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"

static void (*when_out)(void);

void
mem_when_out(void (*fn)(void))
{
	when_out = fn;
}

void
mem_out(void)
{
	if (when_out != NULL)
		when_out();
	log_fatal("out of memory");
}

static void *
mem_checked(void *p)
{
	if (p == NULL)
		mem_out();
	return p;
}

void *
mem_zero(size_t n, size_t size)
{
	return mem_checked(calloc(n == 0 ? 1 : n, size == 0 ? 1 : size));
}

void *
mem_grow(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		mem_out();
	return mem_checked(realloc(p, n * size == 0 ? 1 : n * size));
}

char *
mem_text(const char *s)
{
	return mem_checked(strdup(s));
}

char *
mem_text_n(const char *s, size_t n)
{
	return mem_checked(strndup(s, n));
}

size_t
mem_copy_text(char *to, size_t size, const char *s)
{
	size_t n = strlen(s);

	if (size == 0)
		return 0;
	if (n >= size) {
		n = size - 1;
		while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
			n--; /* never half a character */
	}
	memcpy(to, s, n);
	to[n] = '\0';
	return n;
}
