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
		uint8_t hash[32];
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

static void
seen_hash(const char *what, int64_t object, const int64_t *subjects, int n,
    uint8_t to[32])
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
seen_is_new(struct act_seen *s, const char *what, int64_t object,
    const int64_t *subjects, int n, int64_t now)
{
	uint8_t hash[32];

	seen_hash(what, object, subjects, n, hash);
	for (int i = 0; i < SEEN_MAX; i++)
		if (s->row[i].at + SEEN_FOR > now && s->row[i].at <= now &&
		    memcmp(s->row[i].hash, hash, sizeof(hash)) == 0)
			return false;
	memcpy(s->row[s->next].hash, hash, sizeof(hash));
	s->row[s->next].at = now;
	s->next = (s->next + 1) % SEEN_MAX;
	return true;
}
