/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_KEYS_H
#define STORE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;
struct buf;

/* Rows of key pairs, grants, circles and their members: act/key.h says what
 * they mean.  Blobs here are opaque. */
struct keypair {
	int64_t id;
	int kind;
	int64_t owner;
	int64_t generation; /* 1, 2 ... the newest seals */
	uint8_t public_half[32];
	int64_t made_at;
};

int store_keypair_add(struct store *st, struct keypair *k); /* fills id,
							     * generation */
int store_keypair_get(struct store *st, int64_t id, struct keypair *k);
/* The newest of an owner. */
int
store_keypair_of(struct store *st, int kind, int64_t owner, struct keypair *k);
/* Every pair of an owner kind, by id after `after`. */
int store_keypair_each(struct store *st, int kind, int64_t owner,
    int (*fn)(void *, const struct keypair *), void *arg);

struct key_grant {
	int64_t id, key, to_key;
	int64_t second_key; /* custody: to_key first, this second; 0 */
	const void *sealed; /* during the call only */
	size_t n;
};

int store_grant_put(struct store *st, const struct key_grant *g, int64_t at);
/* The grant of a pair to one other (fn is not called without one); and its
 * grants to every pair of a kind. */
int store_grant_one(struct store *st, int64_t key, int64_t to_key,
    int (*fn)(void *, const struct key_grant *), void *arg);
int store_grant_each(struct store *st, int64_t key, int kind,
    int (*fn)(void *, const struct key_grant *), void *arg);
/* The pairs granted to a pair, by id after `after`, at most limit. */
int store_grant_to_each(struct store *st, int64_t to_key, int64_t after,
    int limit, int (*fn)(void *, const struct key_grant *), void *arg);
/* Those to two pairs, one in the other (custody). */
int store_grant_nested_each(struct store *st, int64_t key,
    int (*fn)(void *, const struct key_grant *), void *arg);
int store_grant_drop(struct store *st, int64_t key, int64_t to_key);

/*
 * Texts sealed straight to a circle's pair, in whatever table: owner and turn
 * are what their place is made of (act/text_move.c).
 */
enum store_text {
	TEXT_SHEET,
	TEXT_ANSWER,
	TEXT_CHECK,
	TEXT_ENTRY,
	TEXT_STEP,
	TEXT_LINK,
	TEXT_WATCH,
	TEXT_HOME,	  /* why a child's home was asked for: the line's */
	TEXT_HOME_CENTRE, /* the same: the district's */
	TEXT_HOME_REVIEW,
	TEXT_KINDS
};
struct sealed_text {
	enum store_text kind;
	int64_t id, owner, turn, pair;
	const void *sealed; /* during the call only */
	size_t n;
};
const char *store_text_column(enum store_text kind);
int store_text_of_pair(struct store *st, enum store_text kind, int64_t pair,
    int limit, int (*fn)(void *, const struct sealed_text *), void *arg);
/* None of the homes': they stay with their circles. */
int store_text_of_ticket(struct store *st, enum store_text kind, int64_t ticket,
    int (*fn)(void *, const struct sealed_text *), void *arg);
int store_text_put(struct store *st, const struct sealed_text *t);
/* Everything that the secret half of a pair opens: texts and grants. */
int store_text_count(struct store *st, int64_t pair, int64_t *n);

struct circle {
	int64_t id, org;
	char name[97];
};
int store_circle_add(struct store *st, struct circle *c, int64_t at);
int store_circle_get(struct store *st, int64_t id, struct circle *c);
int store_circle_of(struct store *st, int64_t org, struct circle *c);
int store_circle_each(struct store *st, int64_t after, int limit,
    int (*fn)(void *, const struct circle *), void *arg);
int store_member_add(
    struct store *st, int64_t circle, int64_t person, int64_t since);
int store_member_end(
    struct store *st, int64_t circle, int64_t person, int64_t until);
int store_member_is(struct store *st, int64_t circle, int64_t person, bool *is);
int store_member_each(struct store *st, int64_t circle,
    int (*fn)(void *, int64_t person), void *arg);

/* Work on a circle not yet done: "grant" (a member without the new pair) and
 * "reseal" (files still granted to an old pair). */
struct circle_task {
	int64_t id, circle;
	char kind[16];
	int64_t person; /* grant: to whom */
	int64_t at;	/* reseal: last grant done */
};
int store_task_add(struct store *st, struct circle_task *t);
int store_task_done(struct store *st, int64_t id);
/* All of a kind, in a circle. */
int store_task_done_all(struct store *st, int64_t circle, const char *kind);
int store_task_each(struct store *st, int64_t circle,
    int (*fn)(void *, const struct circle_task *), void *arg);

#endif
