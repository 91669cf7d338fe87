/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_EPOCH_H
#define BASE_EPOCH_H

#include <stdint.h>

/*
 * The page every process of one store shares, in a tmpfs: a number per topic
 * that grows with each commit touching it, the queue of writers, how many of
 * their commits are on the disk, and who has which record open.  A listener
 * sleeps in a futex, so nothing wakes up without a reason.
 */
struct durable;
struct epoch;
struct presence;
struct queue;

/* Map the page of the data folder the process stands in (made if need be,
 * open to the folder's owner and group). */
int epoch_open(struct epoch **out);
/* A page that no other process sees, of a store that lies in memory. */
int epoch_open_alone(struct epoch **out);
void epoch_close(struct epoch *e); /* NULL is fine */

/* Remove the page of the folder the process stands in, before its first user
 * and after its last.  Where the file system does not say when a folder was
 * made, one that has gone leaves its page to the next of its number. */
void epoch_forget(void);
/* Remove the page of the folder data if its group could not use it, since the
 * folder was another account's when the page was made: before its processes
 * are started.  Nothing happens unless we are root. */
void epoch_clear(const char *data);

/* On it: the queue of writers (base/queue.h), what of theirs is on the disk
 * (base/durable.h), the seats of those who are in (base/presence.h). */
struct queue *epoch_queue(struct epoch *e);
struct durable *epoch_durable(struct epoch *e);
struct presence *epoch_seats(struct epoch *e);

/* The number of a topic, and the step that wakes its listeners. */
uint32_t epoch_read(struct epoch *e, uint32_t topic);
void epoch_bump(struct epoch *e, uint32_t topic);
/* All topics: of a commit of which nobody knows whom it concerns. */
void epoch_bump_all(struct epoch *e);
/* After the bumps of one commit: one futex call for all of them. */
void epoch_wake(struct epoch *e);

/*
 * A descriptor that becomes readable when one of the n topics (at most 64)
 * has changed: the relay thread of the process sleeps on the page for it.
 * Read it empty, then compare epoch_read() with what was last seen.  Calling
 * again replaces the topics.  ERR_SYSTEM if no thread can be had.
 */
int epoch_listen(struct epoch *e, const uint32_t *topics, int n, int *fd);

#endif
