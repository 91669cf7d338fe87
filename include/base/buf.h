/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A growing run of bytes, read from the front and written at the end.  Used
 * for messages, texts and files in memory.  Integers are big-endian.
 *
 * The readers (buf_get_*) take bytes off the front and return ERR_PROTOCOL,
 * taking nothing, when the buffer is too short or the value out of bounds.
 */
struct buf;

/* Where a buffer's memory comes from.  sealed_memory() gives the guarded,
 * wiped kind; NULL below means malloc. */
struct buf_memory {
	void *(*take)(size_t n);	 /* NULL if refused */
	void (*give)(void *p, size_t n); /* wipes when it must */
};

#define BUF_MAX (64u << 20) /* no buffer grows beyond: log_fatal */

struct buf *buf_new(void);
struct buf *buf_new_in(const struct buf_memory *m);
void buf_free(struct buf *b); /* NULL is fine */

/* What is unread: a pointer valid until the next call that changes b.
 * buf_text() is the same with a NUL behind it. */
const uint8_t *buf_data(const struct buf *b);
const char *buf_text(struct buf *b);
size_t buf_len(const struct buf *b);

void buf_clear(struct buf *b); /* guarded memory is wiped */
void buf_cut(struct buf *b, size_t len); /* keep the first len bytes */
void buf_drop(struct buf *b, size_t n);	 /* forget n read bytes */

void buf_add(struct buf *b, const void *p, size_t n);
void buf_add_text(struct buf *b, const char *s);
void buf_add_char(struct buf *b, char c);
void buf_add_f(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Room for n more bytes to be written in place, then buf_wrote() what came. */
uint8_t *buf_room(struct buf *b, size_t n);
void buf_wrote(struct buf *b, size_t n);

void buf_put_u8(struct buf *b, uint8_t v);
void buf_put_u32(struct buf *b, uint32_t v);
void buf_put_i64(struct buf *b, int64_t v);
void buf_put_bytes(struct buf *b, const void *p, size_t n); /* u32 length */
void buf_put_text(struct buf *b, const char *s);

int buf_get_u8(struct buf *b, uint8_t *v);
int buf_get_u32(struct buf *b, uint32_t *v);
int buf_get_i64(struct buf *b, int64_t *v);
int buf_get_bool(struct buf *b, bool *v); /* 0 or 1, nothing else */
/* Borrowed from b: valid until b changes.  At most max bytes. */
int buf_get_bytes(struct buf *b, const uint8_t **p, size_t *n, size_t max);
/* A NUL-free text of at most max bytes, copied; free() it. */
int buf_get_text(struct buf *b, char **s, size_t max);
/* 0 if nothing is left. */
int buf_at_end(const struct buf *b);

#endif
