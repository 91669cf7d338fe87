/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pages.h"

/* A page has one set of four places it may be kept in; the one not used for
 * longest makes room. */
#define SETS 32
#define WAYS 4

struct kept {
	char kind; /* 0: free */
	int64_t at;
	uint64_t used;
	uint8_t tail[VFS_RESERVE];
	uint8_t *plain; /* made when first needed */
};

struct pages {
	uint64_t clock;
	struct kept kept[SETS][WAYS];
};

struct pages *
pages_new(void)
{
	return mem_zero(1, sizeof(struct pages));
}

void
pages_free(struct pages *p)
{
	if (p == NULL)
		return;
	for (int i = 0; i < SETS * WAYS; i++) {
		struct kept *k = &p->kept[i / WAYS][i % WAYS];

		if (k->plain != NULL)
			sodium_memzero(k->plain, VFS_PAGE);
		free(k->plain);
	}
	free(p);
}

static struct kept *
set_of(struct pages *p, char kind, int64_t at)
{
	uint64_t h =
	    ((uint64_t)at / VFS_PAGE * 2 + (kind == 'W')) * 0x9e3779b97f4a7c15u;

	return p->kept[(h >> 32) % SETS];
}

static struct kept *
find(struct pages *p, char kind, int64_t at)
{
	struct kept *set = set_of(p, kind, at);

	for (int i = 0; i < WAYS; i++)
		if (set[i].kind == kind && set[i].at == at)
			return &set[i];
	return NULL;
}

const uint8_t *
pages_find(struct pages *p, char kind, int64_t at, const uint8_t **tail)
{
	struct kept *k = find(p, kind, at);

	if (k == NULL)
		return NULL;
	k->used = ++p->clock;
	*tail = k->tail;
	return k->plain;
}

void
pages_keep(struct pages *p, char kind, int64_t at, const uint8_t *tail,
    const uint8_t *plain)
{
	struct kept *k = find(p, kind, at), *set = set_of(p, kind, at);

	if (k == NULL) {
		k = &set[0];
		for (int i = 1; i < WAYS; i++)
			if (set[i].used < k->used)
				k = &set[i];
	}
	if (k->plain == NULL)
		k->plain = mem_zero(1, VFS_PAGE);
	k->kind = kind;
	k->at = at;
	k->used = ++p->clock;
	memcpy(k->tail, tail, VFS_RESERVE);
	memcpy(k->plain, plain, VFS_PAGE);
}
