/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"

struct buf {
	const struct buf_memory *memory;
	uint8_t *at;
	size_t start, end, size;
};

static void *
plain_take(size_t n)
{
	return malloc(n);
}

static void
plain_give(void *p, size_t n)
{
	(void)n;
	free(p);
}

static const struct buf_memory plain = { plain_take, plain_give };

struct buf *
buf_new_in(const struct buf_memory *m)
{
	struct buf *b = mem_zero(1, sizeof(*b));

	b->memory = m != NULL ? m : &plain;
	return b;
}

struct buf *
buf_new(void)
{
	return buf_new_in(NULL);
}

void
buf_free(struct buf *b)
{
	if (b == NULL)
		return;
	if (b->at != NULL)
		b->memory->give(b->at, b->size);
	free(b);
}

const uint8_t *
buf_data(const struct buf *b)
{
	static const uint8_t none[1];

	return b->at == NULL ? none : b->at + b->start;
}

size_t
buf_len(const struct buf *b)
{
	return b->end - b->start;
}

/* Grow by doubling into new memory: the old is given back wiped, which a
 * realloc of secret memory could not promise. */
static void
buf_want(struct buf *b, size_t n)
{
	size_t len = buf_len(b), size = b->size < 64 ? 64 : b->size;
	uint8_t *p;

	if (n > BUF_MAX || len + n > BUF_MAX)
		log_fatal("buffer over its bound");
	if (b->at != NULL && b->end + n <= b->size)
		return;
	while (size < len + n)
		size *= 2;
	if ((p = b->memory->take(size)) == NULL)
		mem_out();
	if (b->at != NULL) {
		memcpy(p, b->at + b->start, len);
		b->memory->give(b->at, b->size);
	}
	b->at = p;
	b->size = size;
	b->start = 0;
	b->end = len;
}

uint8_t *
buf_room(struct buf *b, size_t n)
{
	buf_want(b, n);
	return b->at + b->end;
}

void
buf_wrote(struct buf *b, size_t n)
{
	b->end += n;
}

void
buf_add(struct buf *b, const void *p, size_t n)
{
	if (n == 0)
		return;
	memcpy(buf_room(b, n), p, n);
	b->end += n;
}

const char *
buf_text(struct buf *b)
{
	*buf_room(b, 1) = '\0';
	return (const char *)b->at + b->start;
}

void
buf_clear(struct buf *b)
{
	if (b->memory != &plain && b->at != NULL)
		explicit_bzero(b->at, b->size);
	b->start = b->end = 0;
}

void
buf_cut(struct buf *b, size_t len)
{
	if (len < buf_len(b))
		b->end = b->start + len;
}

void
buf_drop(struct buf *b, size_t n)
{
	b->start += n < buf_len(b) ? n : buf_len(b);
}

void
buf_add_text(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_add_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_add_f(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n > 0) {
		vsnprintf((char *)buf_room(b, (size_t)n + 1), (size_t)n + 1,
		    fmt, again);
		b->end += (size_t)n;
	}
	va_end(again);
}

void
buf_put_u8(struct buf *b, uint8_t v)
{
	buf_add(b, &v, 1);
}

void
buf_put_u32(struct buf *b, uint32_t v)
{
	uint8_t p[4];

	for (int i = 0; i < 4; i++)
		p[i] = (uint8_t)(v >> (24 - 8 * i));
	buf_add(b, p, sizeof(p));
}

void
buf_put_i64(struct buf *b, int64_t v)
{
	uint64_t u = (uint64_t)v;
	uint8_t p[8];

	for (int i = 0; i < 8; i++)
		p[i] = (uint8_t)(u >> (56 - 8 * i));
	buf_add(b, p, sizeof(p));
}

void
buf_put_bytes(struct buf *b, const void *p, size_t n)
{
	buf_put_u32(b, (uint32_t)n);
	buf_add(b, p, n);
}

void
buf_put_text(struct buf *b, const char *s)
{
	buf_put_bytes(b, s, strlen(s));
}

static int
buf_take(struct buf *b, uint8_t *p, size_t n)
{
	if (buf_len(b) < n)
		return ERR_PROTOCOL;
	memcpy(p, b->at + b->start, n);
	b->start += n;
	return 0;
}

int
buf_get_u8(struct buf *b, uint8_t *v)
{
	return buf_take(b, v, 1);
}

int
buf_get_u32(struct buf *b, uint32_t *v)
{
	uint8_t p[4];

	if (buf_take(b, p, sizeof(p)) != 0)
		return ERR_PROTOCOL;
	*v = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
	     p[3];
	return 0;
}

int
buf_get_i64(struct buf *b, int64_t *v)
{
	uint8_t p[8];
	uint64_t u = 0;

	if (buf_take(b, p, sizeof(p)) != 0)
		return ERR_PROTOCOL;
	for (int i = 0; i < 8; i++)
		u = u << 8 | p[i];
	*v = (int64_t)u;
	return 0;
}

int
buf_get_bool(struct buf *b, bool *v)
{
	if (buf_len(b) < 1 || buf_data(b)[0] > 1)
		return ERR_PROTOCOL;
	*v = buf_data(b)[0] == 1;
	b->start++;
	return 0;
}

int
buf_get_bytes(struct buf *b, const uint8_t **p, size_t *n, size_t max)
{
	size_t was = b->start;
	uint32_t len;

	if (buf_get_u32(b, &len) != 0)
		return ERR_PROTOCOL;
	if (len > max || len > buf_len(b)) {
		b->start = was;
		return ERR_PROTOCOL;
	}
	*p = buf_data(b);
	*n = len;
	b->start += len;
	return 0;
}

int
buf_get_text(struct buf *b, char **s, size_t max)
{
	size_t was = b->start, n;
	const uint8_t *p;

	if (buf_get_bytes(b, &p, &n, max) != 0)
		return ERR_PROTOCOL;
	if (memchr(p, '\0', n) != NULL) {
		b->start = was;
		return ERR_PROTOCOL;
	}
	*s = mem_text_n((const char *)p, n);
	return 0;
}

int
buf_at_end(const struct buf *b)
{
	return buf_len(b) == 0 ? 0 : ERR_PROTOCOL;
}
