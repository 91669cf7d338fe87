/* SPDX-License-Identifier: Apache-2.0 */
/* A text with its caret and its history as bytes, to go on with elsewhere. */
#include <stdlib.h>
#include <string.h>

#include "area_internal.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"

#define FLAG_INSERTED 1u
#define FLAG_JOINED 2u

/* --- out ------------------------------------------------------------------ */

/* The newest records that have room, newest first. */
static void
pack_history(const struct buf *h, size_t room, struct buf *out)
{
	size_t end = buf_len(h), from = end;
	struct change c;
	const uint8_t *p;
	uint32_t n = 0;

	for (; area_history_last(h, from, &c, &p) &&
	       end - from + area_record_bytes(&c) <= room;
	     n++)
		from -= area_record_bytes(&c);
	buf_put_u32(out, n);
	for (from = end; n > 0 && area_history_last(h, from, &c, &p); n--) {
		buf_put_i64(out, (int64_t)c.at);
		buf_put_i64(out, (int64_t)c.caret);
		buf_put_u8(out, (uint8_t)((c.inserted ? FLAG_INSERTED : 0) |
					  (c.joined ? FLAG_JOINED : 0)));
		buf_put_bytes(out, p, c.n);
		from -= area_record_bytes(&c);
	}
}

void
tui_area_pack(const struct tui_area *a, size_t history, struct buf *out)
{
	buf_put_bytes(out, buf_data(a->text), buf_len(a->text));
	buf_put_i64(out, (int64_t)a->caret);
	pack_history(a->undo, history / 2, out);
	pack_history(a->redo, history / 2, out);
}

/* --- in ------------------------------------------------------------------- */

struct record {
	struct change c;
	const uint8_t *p;
};

/* One record, if it can be done to a text of *len bytes; then the text has
 * the length that it leaves. */
static int
read_record(struct buf *in, const struct tui_area *a, bool back, size_t *len,
    struct record *to)
{
	int64_t at, caret;
	uint8_t flags;
	bool takes;
	int r;

	if ((r = buf_get_i64(in, &at)) != 0 ||
	    (r = buf_get_i64(in, &caret)) != 0 ||
	    (r = buf_get_u8(in, &flags)) != 0 ||
	    (r = buf_get_bytes(in, &to->p, &to->c.n, a->max)) != 0)
		return r;
	to->c.at = (size_t)at;
	to->c.caret = (size_t)caret;
	to->c.inserted = (flags & FLAG_INSERTED) != 0;
	to->c.joined = (flags & FLAG_JOINED) != 0;
	takes = to->c.inserted == back;
	if (at < 0 || caret < 0 || to->c.at > *len || to->c.caret > a->max ||
	    (takes && to->c.n > *len - to->c.at) ||
	    (!takes && to->c.n > a->max - *len))
		return ERR_PROTOCOL;
	*len = takes ? *len - to->c.n : *len + to->c.n;
	return 0;
}

/* They come newest first and are kept oldest first. */
static int
unpack_history(struct buf *in, const struct tui_area *a, bool back, size_t len,
    struct buf *h)
{
	struct record *list = NULL;
	uint32_t n, i = 0;
	int r;

	if ((r = buf_get_u32(in, &n)) != 0)
		return r;
	if (n > buf_len(in)) /* each takes more than one byte */
		return ERR_PROTOCOL;
	list = mem_grow(list, n + 1, sizeof(*list));
	for (; i < n && r == 0; i++)
		r = read_record(in, a, back, &len, &list[i]);
	while (r == 0 && i-- > 0)
		area_history_add(h, &list[i].c, list[i].p);
	free(list);
	return r;
}

static int
unpack_histories(struct buf *in, struct tui_area *a, size_t len)
{
	int r;

	if ((r = unpack_history(in, a, true, len, a->undo)) != 0)
		return r;
	return unpack_history(in, a, false, len, a->redo);
}

int
tui_area_unpack(struct tui_area *a, struct buf *in)
{
	const uint8_t *p;
	int64_t caret;
	size_t n;
	int r;

	if ((r = buf_get_bytes(in, &p, &n, a->max)) != 0 ||
	    n != buf_len(a->text) || memcmp(p, buf_data(a->text), n) != 0 ||
	    (r = buf_get_i64(in, &caret)) != 0)
		return ERR_INPUT;
	if (caret < 0 || (r = unpack_histories(in, a, n)) != 0) {
		buf_clear(a->undo);
		buf_clear(a->redo);
		return ERR_INPUT;
	}
	tui_area_set_caret(a, (size_t)caret);
	return 0;
}
