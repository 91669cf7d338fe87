/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_KNOCK_H
#define STORE_KNOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "model/knock.h"

struct store;

/* A ladder that was put up (model/knock.h). */
struct ladder {
	int64_t id;
	enum knock_kind kind;
	enum knock_subject subject;
	int64_t object;	    /* the ticket or warning; 0 of nothing */
	int64_t org, lft;   /* the line or school, and its place */
	int64_t asked;	    /* who was asked by name, or 0 */
	int channel;	    /* of a try: this one alone; -1 */
	int64_t person, at; /* who began it (0: the clock), and when */
	int rung;	    /* the next */
	int64_t moved_at;   /* when the last rung was climbed, or it began */
	int64_t due_at;	    /* when the next one is; 0: there is none */
	bool open;
	int64_t ended_at, ended_by;
	char ended_how[12]; /* "seen", "taken", "over" */
};
int store_ladder_add(struct store *st, struct ladder *l); /* fills id */
int store_ladder_get(struct store *st, int64_t id, struct ladder *l);
int store_ladder_put(struct store *st, const struct ladder *l);

typedef int ladder_fn(void *, const struct ladder *);
/* Open ones with a rung that may be due: by its time, or by a move that lies
 * after `moved`; the longest due first. */
int store_ladder_due(struct store *st, int64_t now, int64_t moved, int limit,
    ladder_fn *fn, void *arg);
/* Open ones without a rung left. */
int store_ladder_ended(struct store *st, int limit, ladder_fn *fn, void *arg);
/* Open ones of a thing; at a place of the tree; begun by a person; that ask for
 * a person by name; on which a person was knocked. */
int store_ladder_of(struct store *st, enum knock_subject subject,
    int64_t object, ladder_fn *fn, void *arg);
int store_ladder_at(struct store *st, int64_t lft, int64_t rgt, int limit,
    ladder_fn *fn, void *arg);
int store_ladder_by(
    struct store *st, int64_t person, int limit, ladder_fn *fn, void *arg);
int store_ladder_asking(
    struct store *st, int64_t person, int limit, ladder_fn *fn, void *arg);
int store_ladder_to(
    struct store *st, int64_t person, int limit, ladder_fn *fn, void *arg);

/* One knock: claimed before its command starts. */
struct knock {
	int64_t id, ladder;
	int rung;
	int64_t person;
	int channel; /* -1: none */
	int64_t due_at, started_at, ended_at;
	enum knock_result result;
};
int store_knock_add(struct store *st, struct knock *k); /* fills id */
int store_knock_get(struct store *st, int64_t id, struct knock *k);
int store_knock_put(struct store *st, const struct knock *k); /* its end */
int store_knock_each(struct store *st, int64_t ladder,
    int (*fn)(void *, const struct knock *), void *arg);
/* Those whose command runs, as far as the store knows. */
int store_knock_running(struct store *st, int limit,
    int (*fn)(void *, const struct knock *), void *arg);
/* Was the person knocked after `since`, for what still waits? */
int
store_knock_since(struct store *st, int64_t person, int64_t since, bool *was);
/* The ladder has come to its end. */
int store_knock_close(struct store *st, int64_t ladder);

/* Telephoned by hand. */
struct knock_phoned {
	int64_t id, ladder;
	int64_t oncall, whom; /* an entry of the on-call list, a person; 0 */
	int64_t person, at;   /* who telephoned, entered */
	int64_t event_at;     /* if that was later; 0 */
	bool spoke;
	int64_t audit;
};
int store_knock_phoned_add(struct store *st, const struct knock_phoned *p);
int store_knock_phoned_each(struct store *st, int64_t ladder,
    int (*fn)(void *, const struct knock_phoned *), void *arg);

#endif
