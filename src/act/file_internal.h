/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_FILE_INTERNAL_H
#define ACT_FILE_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "act/key.h"
#include "store/transfer.h"

struct actor;
struct student;

/* What the files of plans and transfers share. */

/*
 * Where a child's file lives: with the school the child is at; once it has
 * arrived elsewhere and the roster has not moved the child yet, there, and
 * who had it before only reads.  A child that the roster has brought back
 * since is at home again.
 */
struct file_home {
	int64_t school, lft;
	int64_t before; /* the place it came from; 0 */
};
int file_home(struct actor *who, const struct student *s, struct file_home *h);

/* The school the roster took the child from, whose file has not come after;
 * 0. */
int file_left_at(struct actor *who, const struct student *s, int64_t *school);

/* Where the notes made at a school can be read now: they went with the file
 * if that was chosen.  *school and *lft stay as they are if not. */
int file_notes_follow(
    struct actor *who, int64_t student, int64_t *school, int64_t *lft);

/* Is a warning of this child open to the person whole: asked, raised, theirs?
 * No row of the audit: for rules alone. */
int file_is_case(struct actor *who, int64_t student, bool *is);

/* Give the keys of an accepted one to the receiver's circles, if this session
 * can open them: ERR_KEY if it cannot. */
int transfer_give(struct actor *who, int64_t id);
/* The pair `key` to the circles in charge of a school's children (file_key.c).
 */
int file_key_share(struct actor *who, int64_t key, int64_t school);
/* Is the pair `key` sealed to the circle that a school's children are in the
 * charge of: its own, else the district's? */
int file_key_serves(struct actor *who, int64_t key, int64_t school, bool *yes);
/* A new pair of a kind for these circles alone: not for who makes it. */
int file_key_anew(struct actor *who, enum key_kind kind, int64_t owner,
    int64_t school, int64_t *key);
/* A new pair of a kind for the circles in charge of a school's children, and
 * for this person, who may be in none of them. */
int file_pair_new(struct actor *who, enum key_kind kind, int64_t owner,
    int64_t school, int64_t *key);

#endif
