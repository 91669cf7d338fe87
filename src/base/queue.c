/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/queue.h"
#include "shared.h"

/*
 * Each waiter has a slot, and a robust mutex in it that it keeps locked as
 * long as it has a ticket: its sign of life.  It sleeps on the sign of life
 * of the one in front, so it wakes when that one goes or dies, and then looks
 * again who is in front.  Whoever finds nobody holds the queue.
 *
 * So a ticket whose mutex is free belongs to somebody who is gone.  A slot
 * counts only once its ticket is set: nothing here is ever half written.
 */
#define SLOTS 1024
#define HELD (1ull << 63) /* beside the ticket of the one who holds */

struct slot {
	pthread_mutex_t alive;
	_Atomic uint64_t ticket; /* 0: free, or passed over */
	int64_t until;		 /* when its owner gives up, in ns */
	int before;		 /* the slot it sleeps on, or -1 */
};

struct queue {
	pthread_mutex_t gate; /* taking a ticket, looking who is in front */
	uint64_t last;	      /* ticket */
	int top;	      /* slots from here on were never used */
	struct slot slots[SLOTS];
};

size_t
queue_size(void)
{
	return sizeof(struct queue);
}

int
queue_init(struct queue *q)
{
	int r;

	memset(q, 0, sizeof(*q));
	if ((r = shared_lock_init(&q->gate)) != 0)
		return r;
	for (int i = 0; i < SLOTS; i++)
		if ((r = shared_lock_init(&q->slots[i].alive)) != 0)
			return r;
	return 0;
}

static bool
slept_on(const struct queue *q, int i)
{
	for (int j = 0; j < q->top; j++)
		if (q->slots[j].before == i &&
		    atomic_load(&q->slots[j].ticket) != 0)
			return true;
	return false;
}

/* A free slot, its mutex locked by us, or -1.  Not one that somebody still
 * sleeps on: it would be waiting for the wrong one. */
static int
slot_find(struct queue *q)
{
	for (int i = 0; i < SLOTS; i++) {
		if (i < q->top &&
		    (atomic_load(&q->slots[i].ticket) != 0 || slept_on(q, i)))
			continue;
		if (shared_lock_try(&q->slots[i].alive) == 0)
			return i;
	}
	return -1;
}

/* The gate is ours: the slot of the last ticket before mine, or -1. */
static int
slot_before(const struct queue *q, uint64_t mine)
{
	uint64_t t, best = 0;
	int found = -1;

	for (int i = 0; i < q->top; i++) {
		t = atomic_load(&q->slots[i].ticket) & ~HELD;
		if (t != 0 && t < mine && t > best) {
			best = t;
			found = i;
		}
	}
	return found;
}

static int
slot_join(struct queue *q, int64_t until, uint64_t *ticket)
{
	int i, r;

	if ((r = shared_lock_take(&q->gate, until)) != 0)
		return r;
	if ((i = slot_find(q)) >= 0) {
		q->slots[i].until = until;
		q->slots[i].before = -1;
		if (i >= q->top)
			q->top = i + 1;
		*ticket = ++q->last;
		atomic_store(&q->slots[i].ticket, *ticket);
	}
	pthread_mutex_unlock(&q->gate);
	return i >= 0 ? i : ERR_BUSY;
}

static void
slot_leave(struct queue *q, int i)
{
	atomic_store(&q->slots[i].ticket, 0);
	pthread_mutex_unlock(&q->slots[i].alive);
}

/* Sleep until the one in front has gone, and clear the ticket it left if it
 * died.  One that only waits, and whose time is up, is stopped: pass it over.
 * If it goes on, it finds its ticket gone. */
static int
wait_for(struct queue *q, int i, int before)
{
	struct slot *s = &q->slots[before];
	uint64_t ticket = atomic_load(&s->ticket);
	int64_t until = q->slots[i].until;
	int r;

	if ((ticket & HELD) == 0 && s->until < until)
		until = s->until;
	if ((r = shared_lock_take(&s->alive, until)) == 0) {
		atomic_store(&s->ticket, 0);
		pthread_mutex_unlock(&s->alive);
		return 0;
	}
	if (r != ERR_BUSY || shared_now_ns() >= q->slots[i].until)
		return r;
	if ((ticket & HELD) == 0)
		atomic_compare_exchange_strong(&s->ticket, &ticket, 0);
	return 0;
}

int
queue_take(struct queue *q, int ms, int *place)
{
	int64_t until = shared_now_ns() + ms * INT64_C(1000000);
	uint64_t ticket;
	int i, r;

	if ((i = slot_join(q, until, &ticket)) < 0)
		return i;
	while ((r = shared_lock_take(&q->gate, until)) == 0) {
		int before = slot_before(q, ticket);

		q->slots[i].before = before;
		pthread_mutex_unlock(&q->gate);
		if (before < 0)
			break;
		if ((r = wait_for(q, i, before)) != 0)
			break;
	}
	if (r == 0 && !atomic_compare_exchange_strong(
			  &q->slots[i].ticket, &ticket, ticket | HELD))
		r = ERR_BUSY; /* stopped too long, and passed over */
	if (r != 0)
		slot_leave(q, i);
	else
		*place = i;
	return r;
}

void
queue_give(struct queue *q, int place)
{
	slot_leave(q, place);
}

int
queue_length(struct queue *q)
{
	int n = 0;

	/* One that died counts until somebody comes after it. */
	for (int i = 0; i < SLOTS; i++)
		n += atomic_load(&q->slots[i].ticket) != 0;
	return n;
}
