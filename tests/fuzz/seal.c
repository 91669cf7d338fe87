/* SPDX-License-Identifier: Apache-2.0 */
/* What is sealed, changed by somebody who can write the store: nothing opens
 * but what was sealed, and a refusal leaves nothing behind. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "sealed/key.h"
#include "tests/lib/fuzz.h"

const int fuzz_runs = 4000;

/* An input: which of the three, then edits of three bytes each; or, behind
 * an R, bytes that claim to be sealed. */
const char *const fuzz_pieces[] = { "T", "G", "N", "R", "^", "=", "<", ">",
	"\x01", "\x80", "\xff", "\x10", NULL };

static const struct sealed_place place = { "consultation.note", 7 };
static const char plain[] = "今晚吵完，把门反锁了。";

static struct sealed_key *mine, *other, *inner;
static struct buf *text, *grant, *nested;

static void
seal_all(void)
{
	uint8_t mine_public[SEALED_PUBLIC], other_public[SEALED_PUBLIC];
	uint8_t inner_public[SEALED_PUBLIC];

	if (sealed_init() != 0)
		abort();
	mine = sealed_key_new(mine_public);
	other = sealed_key_new(other_public);
	inner = sealed_key_new(inner_public);
	text = buf_new();
	grant = buf_new();
	nested = buf_new();
	sealed_close(mine_public, place, plain, sizeof(plain), text);
	sealed_key_grant(inner, 3, mine_public, grant);
	sealed_close_nested(
	    mine_public, other_public, place, plain, sizeof(plain), nested);
}

static void
edit(struct buf *b, const uint8_t *p)
{
	struct buf *next = buf_new();
	size_t n = buf_len(b), at = n > 0 ? p[1] % n : 0;

	buf_add(next, buf_data(b), at);
	if (p[0] == '>' && n > 0)
		buf_add(next, &p[2], 1);
	else if (p[0] != '<' && n > 0)
		buf_add_char(
		    next, (char)(p[0] == '=' ? p[2] : buf_data(b)[at] ^ p[2]));
	if (p[0] != '<' && n > at)
		buf_add(next, buf_data(b) + at + (p[0] == '>' ? 0 : 1),
		    n - at - (p[0] == '>' ? 0 : 1));
	buf_clear(b);
	buf_add(b, buf_data(next), buf_len(next));
	buf_free(next);
}

static bool
is_same(const struct buf *a, const struct buf *b)
{
	return buf_len(a) == buf_len(b) &&
	       memcmp(buf_data(a), buf_data(b), buf_len(a)) == 0;
}

/* Opens with k at its place if it is whole, and nowhere else ever. */
static void
opens_only(const struct buf *b, const struct sealed_key *k, bool whole)
{
	const struct sealed_place elsewhere = { "consultation.note", 8 };
	struct buf *out = sealed_buf();
	int r = sealed_open(k, place, buf_data(b), buf_len(b), out);

	fuzz_promise((r == 0) == whole);
	fuzz_promise(r == 0 || (r == ERR_KEY && buf_len(out) == 0));
	if (whole && k == mine && buf_len(out) == sizeof(plain))
		fuzz_promise(memcmp(buf_data(out), plain, sizeof(plain)) == 0);
	buf_clear(out);
	fuzz_promise(
	    sealed_open(other, place, buf_data(b), buf_len(b), out) == ERR_KEY);
	fuzz_promise(
	    sealed_open(k, elsewhere, buf_data(b), buf_len(b), out) == ERR_KEY);
	buf_free(out);
}

static void
accepts_only(const struct buf *b, bool whole)
{
	struct sealed_key *got = NULL;
	int r = sealed_key_accept(mine, 3, buf_data(b), buf_len(b), &got);

	fuzz_promise((r == 0) == whole && (got != NULL) == whole);
	sealed_key_free(got);
	got = NULL;
	fuzz_promise(sealed_key_accept(
			 mine, 4, buf_data(b), buf_len(b), &got) == ERR_KEY &&
		     got == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const struct buf *was;
	struct buf *b = buf_new();

	if (mine == NULL)
		seal_all();
	was = n > 0 && p[0] == 'G'   ? grant
	      : n > 0 && p[0] == 'N' ? nested
				     : text;
	if (n > 0 && p[0] == 'R') {
		buf_add(b, p + 1, n - 1);
	} else {
		buf_add(b, buf_data(was), buf_len(was));
		for (size_t i = 1; i + 3 <= n; i += 3)
			edit(b, p + i);
	}
	if (was == grant)
		accepts_only(b, is_same(b, was));
	else
		opens_only(b, mine, is_same(b, was));
	buf_free(b);
	return 0;
}
