/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "pages.h"

#define KEPT 128

/* Where a page lies: its place, an odd number in the WAL. */
typedef int64_t place;

struct kept {
	uint64_t used;
	uint8_t tail[VFS_RESERVE];
	uint8_t *plain; /* made when first needed */
};

struct pages {
	uint64_t clock;
	/* By themselves, since they are what is looked through. */
	place at[KEPT]; /* NOWHERE: free */
	uint32_t number[KEPT];
	struct kept kept[KEPT];
};

#define NOWHERE (-1)

struct pages *
pages_new(void)
{
	struct pages *p = mem_zero(1, sizeof(*p));

	for (int i = 0; i < KEPT; i++)
		p->at[i] = NOWHERE;
	return p;
}

void
pages_free(struct pages *p)
{
	if (p == NULL)
		return;
	for (int i = 0; i < KEPT; i++) {
		if (p->kept[i].plain != NULL)
			sodium_memzero(p->kept[i].plain, VFS_PAGE);
		free(p->kept[i].plain);
	}
	free(p);
}

static place
place_of(char kind, int64_t at)
{
	return at * 2 + (kind == 'W');
}

const uint8_t *
pages_find(struct pages *p, char kind, int64_t at, const uint8_t **tail)
{
	place where = place_of(kind, at);

	for (int i = 0; i < KEPT; i++)
		if (p->at[i] == where) {
			p->kept[i].used = ++p->clock;
			*tail = p->kept[i].tail;
			return p->kept[i].plain;
		}
	return NULL;
}

static int
oldest(const struct pages *p)
{
	int found = 0;

	for (int i = 1; i < KEPT; i++)
		if (p->kept[i].used < p->kept[found].used)
			found = i;
	return found;
}

/* Where the page is kept already, in whichever version.  What was kept of its
 * place, when the WAL had another page there, is nothing any more. */
static int
room_for(struct pages *p, place where, uint32_t number)
{
	int found = -1;

	for (int i = 0; i < KEPT; i++) {
		if (p->at[i] == where) {
			p->at[i] = NOWHERE;
			p->kept[i].used = 0;
		}
		if (p->kept[i].plain != NULL && p->number[i] == number)
			found = i;
	}
	return found >= 0 ? found : oldest(p);
}

void
pages_keep(struct pages *p, char kind, int64_t at, uint32_t number,
    const uint8_t *tail, const uint8_t *plain)
{
	int i = room_for(p, place_of(kind, at), number);
	struct kept *k = &p->kept[i];

	if (k->plain == NULL)
		k->plain = mem_zero(1, VFS_PAGE);
	p->at[i] = place_of(kind, at);
	p->number[i] = number;
	k->used = ++p->clock;
	memcpy(k->tail, tail, VFS_RESERVE);
	memcpy(k->plain, plain, VFS_PAGE);
}
