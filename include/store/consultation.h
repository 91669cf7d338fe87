/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_CONSULTATION_H
#define STORE_CONSULTATION_H

#include <stddef.h>
#include <stdint.h>

#include "model/appointment.h"

struct store;

/*
 * Rows of appointments, of every step they took and of the notes written;
 * include/model/appointment.h says what they mean.  Blobs here are sealed;
 * they and every row handed to a function live during the call only.
 */
typedef int appointment_fn(void *arg, const struct appointment *a);

int store_appointment_add(struct store *st, struct appointment *a); /* id */
int store_appointment_get(struct store *st, int64_t id, struct appointment *a);
/* Write a over the version it was read in and count it on; ERR_STALE. */
int store_appointment_put(struct store *st, struct appointment *a);

/* A counsellor's: still open ones, by id; and those of a time, whatever
 * became of them, in its order. */
int store_appointment_of_counsellor(struct store *st, int64_t person,
    int64_t after, int limit, appointment_fn *fn, void *arg);
int store_appointment_between(struct store *st, int64_t person, int64_t from,
    int64_t to, int limit, appointment_fn *fn, void *arg);
/* Open ones of these places that nobody has taken on. */
int store_appointment_free(struct store *st, int64_t lft, int64_t rgt,
    int limit, appointment_fn *fn, void *arg);
/* Open ones somebody asked for; all of a student, newest first; those that
 * come from a ticket, a warning or an earlier one. */
int store_appointment_of_asker(struct store *st, int64_t person, int64_t after,
    int limit, appointment_fn *fn, void *arg);
int store_appointment_of_student(struct store *st, int64_t student,
    int64_t before, int limit, appointment_fn *fn, void *arg);
/* Open ones due before a time, the longest overdue first. */
int store_appointment_due(
    struct store *st, int64_t before, int limit, appointment_fn *fn, void *arg);

struct consultation_sealed {
	int64_t pair; /* 0: nothing sealed */
	const void *bytes;
	size_t n;
};

struct appointment_step {
	int64_t id, appointment, version;
	int event, from, to; /* from: STATE_NONE at the beginning */
	int64_t person, at, event_at, starts_at, counsellor, audit;
	enum appointment_need need;
	struct consultation_sealed reason;
};
/* The reason is sealed for its row, whose number is known only then: add,
 * then seal. */
int store_appointment_step_add(struct store *st, struct appointment_step *s);
int
store_appointment_step_seal(struct store *st, const struct appointment_step *s);
int store_appointment_step_each(struct store *st, int64_t appointment,
    int (*fn)(void *, const struct appointment_step *), void *arg);

/* A note, one revision of it. */
struct consultation {
	int64_t id, appointment, revision, author;
	int64_t event_at, entered_at, audit;
	struct consultation_sealed note, risk; /* of the same pair */
};
int store_consultation_add(struct store *st, struct consultation *c);
int store_consultation_seal(struct store *st, const struct consultation *c);
/* The newest revision's number, 0 without; and every one, oldest first. */
int store_consultation_newest(
    struct store *st, int64_t appointment, int64_t *revision);
int store_consultation_each(struct store *st, int64_t appointment,
    int (*fn)(void *, const struct consultation *), void *arg);

#endif
