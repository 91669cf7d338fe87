/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_PRESENCE_H
#define ACT_PRESENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/topic.h"
#include "store/person.h"

struct actor;

/*
 * Who is in, and who has the same thing open: on a page of shared memory,
 * never in the store, so it costs no write and is gone with the process
 * (base/presence.h).  A thing is of a topic's kind: TOPIC_TICKET and its id.
 * None of these fails: without a seat one is simply not seen.
 */

/* Rung whenever somebody comes or goes. */
#define ACT_PRESENCE_TOPIC STORE_TOPIC(TOPIC_PRESENT, 0)

/* A session: from its first screen to its last.  act_free() leaves too. */
void act_presence_come(struct actor *who);
void act_presence_leave(struct actor *who);

void act_presence_open(struct actor *who, enum store_topic kind, int64_t id);
void act_presence_close(struct actor *who, enum store_topic kind, int64_t id);

/* How many others have it open, each person once, and the login of the first
 * in `first` ("" without).  Ask only for a thing that who has open. */
int act_presence_others(struct actor *who, enum store_topic kind, int64_t id,
    char first[LOGIN_MAX]);

/* A key was pressed; a ladder's row stands on the screen (knock.h): who has
 * it before their eyes is not knocked. */
void act_presence_press(struct actor *who);
void act_presence_show(struct actor *who, int64_t ladder);

/* Is this person in, and awake? */
bool act_presence_presses(struct actor *who, int64_t person, int64_t within_s);
bool act_presence_looks(
    struct actor *keeper, int64_t person, int64_t ladder, int64_t within_s);
/* This person has come back to the ticket from elsewhere: their other session
 * keeps all that stands there and ends, and this waits for it, a second and a
 * half at most (one that is stopped has kept what was typed, but for its last
 * second).  And has that been asked of this session? */
void act_presence_move(struct actor *who, int64_t ticket);
/* Is another session of this person at the ticket? */
bool act_presence_is_elsewhere(struct actor *who, int64_t ticket);
bool act_presence_has_moved(const struct actor *who);
/* No key since, in clock_ticks_ms(); 0: there was one. */
void act_presence_quiet(struct actor *who, int64_t since_ms);

/* The keeper: clear the seats of those who have died. */
void act_presence_sweep(struct actor *keeper);

#endif
