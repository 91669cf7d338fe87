/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "sealed/sign.h"

/* A view is one audit row a page, not one a repaint (design.md 4): what was
 * noted in the last 10 minutes is remembered by its hash, the oldest of 64
 * going first. */
#define SEEN_MAX 64
#define SEEN_FOR (10 * CLOCK_MINUTE)

struct act_seen {
	struct {
		uint8_t hash[SEEN_HASH];
		int64_t at;
	} row[SEEN_MAX];
	int next;
};

struct act_seen *
seen_new(void)
{
	return mem_zero(1, sizeof(struct act_seen));
}

void
seen_free(struct act_seen *s)
{
	free(s);
}

void
seen_hash(const char *what, int64_t object, const int64_t *subjects, int n,
    uint8_t to[SEEN_HASH])
{
	struct buf *b = buf_new();

	buf_put_text(b, what);
	buf_put_i64(b, object);
	for (int i = 0; i < n; i++)
		buf_put_i64(b, subjects[i]);
	sign_hash(NULL, buf_data(b), buf_len(b), to);
	buf_free(b);
}

bool
seen_is_known(
    const struct act_seen *s, const uint8_t view[SEEN_HASH], int64_t now)
{
	for (int i = 0; i < SEEN_MAX; i++)
		if (s->row[i].at + SEEN_FOR > now && s->row[i].at <= now &&
		    memcmp(s->row[i].hash, view, SEEN_HASH) == 0)
			return true;
	return false;
}

void
seen_keep(struct act_seen *s, const uint8_t view[SEEN_HASH], int64_t now)
{
	memcpy(s->row[s->next].hash, view, SEEN_HASH);
	s->row[s->next].at = now;
	s->next = (s->next + 1) % SEEN_MAX;
}
