/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_QUEUE_H
#define BASE_QUEUE_H

#include <stddef.h>

/*
 * A queue in memory that processes share: one at a time holds it, the others
 * sleep and are served in the order they came.  It only orders; what is
 * guarded needs a lock of its own.
 *
 * A process that dies, holding or waiting, is passed over at once.  One that
 * is stopped while holding is never passed over: the others give up.  One
 * that is stopped while waiting is passed over once its time is up.  Nobody
 * wakes up but to be served, or because the one in front has gone.
 */
struct queue;

/* Bytes it needs in the shared memory, zeroed, aligned to 64. */
size_t queue_size(void);

/* Make the queue in its zeroed memory, once, before anybody uses it. */
int queue_init(struct queue *q);

/* Wait to hold the queue, at most ms: then place is for queue_give().
 * ERR_BUSY when time is up or too many wait, ERR_SYSTEM. */
int queue_take(struct queue *q, int ms, int *place);
void queue_give(struct queue *q, int place);

/* How many hold it or wait for it at this moment. */
int queue_length(struct queue *q);

#endif
