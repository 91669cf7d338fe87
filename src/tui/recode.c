/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "internal.h"

/* The longest character of either encoding; four bytes wait at most. */
#define CHAR_MAX_BYTES 4
#define ROOM 1024

struct way {
	iconv_t cd;
	char held[CHAR_MAX_BYTES * 2]; /* a character that is not whole yet */
	size_t n_held;
};

struct tui_recode {
	struct way in, out; /* from the client, to the client */
};

static void
way_close(struct way *w)
{
	if (w->cd != (iconv_t)-1)
		iconv_close(w->cd);
	explicit_bzero(w, sizeof(*w));
}

struct tui_recode *
tui_recode_new(void)
{
	struct tui_recode *r = mem_zero(1, sizeof(*r));

	r->in.cd = iconv_open("UTF-8", "GB18030");
	r->out.cd = iconv_open("GB18030", "UTF-8");
	if (r->in.cd == (iconv_t)-1 || r->out.cd == (iconv_t)-1) {
		tui_recode_free(r);
		return NULL;
	}
	return r;
}

void
tui_recode_free(struct tui_recode *r)
{
	if (r == NULL)
		return;
	way_close(&r->in);
	way_close(&r->out);
	free(r);
}

/* As much as can be said, onto out; what is left begins a character. */
static void
way_run(struct way *w, char **p, size_t *n, struct buf *out)
{
	char *to;
	size_t room;

	while (*n > 0) {
		to = (char *)buf_room(out, ROOM);
		room = ROOM;
		if (iconv(w->cd, p, n, &to, &room) == (size_t)-1 &&
		    errno == EILSEQ) {
			(*p)++; /* no character begins here */
			(*n)--;
			*to = '?';
			room--;
		} else if (room == ROOM) {
			return; /* EINVAL: it is not whole yet */
		}
		buf_wrote(out, ROOM - room);
	}
}

static void
way_feed(struct way *w, const void *bytes, size_t n, struct buf *out)
{
	const char *from = bytes;
	char *p;
	size_t left, take;

	while (n > 0) {
		take = sizeof(w->held) - w->n_held;
		take = n < take ? n : take;
		memcpy(w->held + w->n_held, from, take);
		p = w->held;
		left = w->n_held + take;
		way_run(w, &p, &left, out);
		memmove(w->held, p, left);
		w->n_held = left;
		from += take;
		n -= take;
	}
}

void
tui_recode_in(struct tui_recode *r, const void *p, size_t n, struct buf *out)
{
	way_feed(&r->in, p, n, out);
}

void
tui_recode_out(struct tui_recode *r, const void *p, size_t n, struct buf *out)
{
	way_feed(&r->out, p, n, out);
}
