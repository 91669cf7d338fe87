/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_TRANSFER_H
#define STORE_TRANSFER_H

#include <stddef.h>
#include <stdint.h>

#include "model/transfer.h"

struct store;

/* A file on its way to the next school (model/transfer.h), and what is in a
 * student's file.  Rows handed to a function live during the call only. */

typedef int transfer_fn(void *arg, const struct transfer *t);

int store_transfer_add(struct store *st, struct transfer *t); /* id */
int store_transfer_get(struct store *st, int64_t id, struct transfer *t);
/* Write t over the version it was read in and count it on; ERR_STALE. */
int store_transfer_put(struct store *st, struct transfer *t);
/* A student's, newest first; a school's open ones, both ways; those of all
 * schools in these places that are late, or whose keys are to be given. */
int store_transfer_of(
    struct store *st, int64_t student, int limit, transfer_fn *fn, void *arg);
int store_transfer_from(
    struct store *st, int64_t school, int limit, transfer_fn *fn, void *arg);
int store_transfer_to(
    struct store *st, int64_t school, int limit, transfer_fn *fn, void *arg);
int store_transfer_within(struct store *st, int64_t lft, int64_t rgt, int limit,
    transfer_fn *fn, void *arg);

struct transfer_step {
	int64_t id, transfer;
	int event, to;
	int64_t person, at, audit, pair;
	const void *text;
	size_t n;
};
int store_transfer_step_add(struct store *st, struct transfer_step *s);
int store_transfer_step_seal(struct store *st, const struct transfer_step *s);
int store_transfer_step_each(struct store *st, int64_t transfer,
    int (*fn)(void *, const struct transfer_step *), void *arg);

/* What a file holds, told in one order: the newest first. */
enum file_kind {
	FILE_CALL = 1, /* a call was linked; object: the ticket */
	FILE_REPORT,   /* a worry was reported; object: the warning */
	FILE_WARNING,  /* a step of it; event, state: of the warning */
	FILE_TALK,     /* object: the appointment */
	FILE_PLAN,     /* a step of a plan; object: the plan */
	FILE_TRANSFER, /* a step of a transfer; object: the transfer */
	FILE_KINDS
};
struct file_place {
	int64_t at;
	int kind;
	int64_t id; /* of its row */
};
struct file_row {
	struct file_place place;
	int64_t object, person;
	int event, state;
};
/* Rows behind `after` ({0}: from the newest on), at most limit. */
int store_file_each(struct store *st, int64_t student,
    const struct file_place *after, int limit,
    int (*fn)(void *, const struct file_row *), void *arg);

#endif
