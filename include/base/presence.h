/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_PRESENCE_H
#define BASE_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Who is in, and which record each has open: seats on the shared page
 * (base/epoch.h), never in the store.  A seat is its process's as long as
 * that lives: whoever looks sees at once that a process was killed, and
 * whoever reaps it says so to those who listen.  A seat that was left
 * remembers when, until somebody else needs it.
 *
 * A thing is a number the caller makes of kind and id; its topic is rung on
 * the page when somebody opens or leaves it.
 */
struct epoch;
struct presence;

/* Things one process has open; more are not seen. */
#define PRESENCE_OPEN_MAX 8
#define PRESENCE_SHOWN_MAX 8 /* the last it has shown */

/* For epoch.c: how large it is; make an empty one. */
size_t presence_size(void);
int presence_init(struct presence *p);

/* Take a seat for a person; topic is rung when it is taken and when it is
 * left.  The thread that calls must live as long as the process.  ERR_LIMIT
 * when all are taken, or one who takes a seat is stopped: then nobody knows,
 * and nothing else is amiss. */
int presence_sit(struct epoch *e, int64_t person, uint32_t topic, int *seat);
void presence_leave(struct epoch *e, int seat); /* before epoch_close() */

void presence_open(struct epoch *e, int seat, uint64_t thing, uint32_t topic);
void presence_close(struct epoch *e, int seat, uint64_t thing);

/* How many others have the thing open: persons, each once, `but` left out. */
int presence_others(
    struct epoch *e, uint64_t thing, int64_t but, int64_t *person, int max);

/* How many seats are taken. */
int presence_count(struct epoch *e);

/* Is the person in?  If not, *left_ms is when the last seat was left, in
 * clock_ticks_ms(); 0 when no seat remembers. */
bool presence_is_in(struct epoch *e, int64_t person, int64_t *left_ms);

/*
 * Is somebody looking?  A seat remembers when a key was pressed at it, and
 * which things stood on its screen when it was drawn last: looks() is true
 * when both happened within the last within_ms.
 */
void presence_press(struct epoch *e, int seat);
void presence_show(struct epoch *e, int seat, uint64_t thing);
bool presence_looks(
    struct epoch *e, int64_t person, uint64_t thing, int64_t within_ms);
/* Has the person pressed a key, wherever they are in? */
bool presence_presses(struct epoch *e, int64_t person, int64_t within_ms);
/* One person, two sessions, one thing: how many of the person's seats, `but`
 * one, have it open; with ask they are asked to leave it, and the thing's topic
 * is rung.  And has somebody asked this seat? */
int presence_ask(
    struct epoch *e, int64_t person, uint64_t thing, int but, bool ask);
bool presence_is_asked(struct epoch *e, int seat);

/* No key has come from the seat since, in clock_ticks_ms(); 0: one has.  And
 * since when a person who is in is quiet; 0: they are not. */
void presence_quiet(struct epoch *e, int seat, int64_t since_ms);
int64_t presence_quiet_since(struct epoch *e, int64_t person);

/* A process that was reaped; and all that nobody reaped. */
void presence_died(struct epoch *e, int32_t pid);
void presence_sweep(struct epoch *e);

#endif
