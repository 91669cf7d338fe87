/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_WARNING_H
#define STORE_WARNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/warning.h"
#include "model/warning_filter.h"

struct store;

/*
 * Warnings, the reports that made them, who was asked to look, what was
 * written, and every state they were in.  Sealed texts are opaque here.
 */

/* Fills w->id; ERR_EXISTS if the student has one already. */
int store_warning_add(struct store *st, struct warning *w);
int store_warning_get(struct store *st, int64_t id, struct warning *w);
/* The one of a student: there is one, reopened when need be. */
int store_warning_of(struct store *st, int64_t student, struct warning *w);
/* Write w over the version it was read in, and count it on; ERR_STALE. */
int store_warning_put(struct store *st, struct warning *w);

/* Open ones due at or before now that the last level was not told of, the
 * longest overdue first. */
int store_warning_due(struct store *st, int64_t now, int limit,
    int (*fn)(void *, int64_t id), void *arg);
/* When the next one will be due, 0 if none is. */
int store_warning_next_due(struct store *st, int64_t *at);

/* The place of a row in the order of a list: what is due first, then what
 * has no time, the closed ones last and newest first. */
struct warning_place {
	int64_t order, id;
};

/* Rows behind `after` ({0}: from the start), at most limit. */
int store_warning_page(struct store *st, const struct warning_filter *f,
    const struct warning_place *after, int limit,
    int (*fn)(void *, const struct warning *, struct warning_place), void *arg);
/* How many, counted to max at most. */
int store_warning_count(
    struct store *st, const struct warning_filter *f, int64_t max, int64_t *n);
/* Figures for who may see no names: open ones of each school whose place lies
 * in lft..rgt.  What was entered later than it happened is counted apart, so
 * that the overdue ones are those somebody let wait. */
struct warning_figure {
	int64_t school, open; /* all of them */
	int64_t overdue;      /* entered in time */
	int64_t later, later_overdue;
};
int store_warning_figures(struct store *st, int64_t lft, int64_t rgt,
    int64_t now, int (*fn)(void *, const struct warning_figure *), void *arg);

/* A state it was in: what happened and how it stood after. */
struct warning_past {
	int64_t id, warning, audit, at;
	int64_t person, second; /* 0: the keeper; 0: nobody */
	enum warning_event event;
	int64_t event_at;     /* when it was, noted later; 0: at once */
	int64_t due_at;	      /* WARNING_OVERDUE: what was missed */
	struct warning after; /* state, level, severity, danger ... */
};
int store_warning_past_add(struct store *st, struct warning_past *p);
/* Newest first, those with id < before (0: all). */
int store_warning_past_each(struct store *st, int64_t warning, int64_t before,
    int limit, int (*fn)(void *, const struct warning_past *), void *arg);

/* A seat at a round: who was asked, and when they looked. */
struct warning_ack {
	int64_t id, warning, person;
	int round, seat;
	enum warning_post post;
	int64_t asked_at, acked_at; /* acked_at 0: not yet */
	bool open;		    /* still waited for */
};
int store_warning_ack_add(struct store *st, struct warning_ack *a);
int store_warning_ack_each(struct store *st, int64_t warning,
    int (*fn)(void *, const struct warning_ack *), void *arg);
/* The person looked: their row, and the seat is no longer waited for. */
int store_warning_ack_fill(
    struct store *st, const struct warning_ack *a, int64_t at);
/* A round is over: nobody of it is waited for. */
int store_warning_ack_end(struct store *st, int64_t warning);
/* A person is not there any more: they are waited for no longer. */
int store_warning_ack_leave(struct store *st, int64_t warning, int64_t person);
/* What waits for a person, longest first. */
int store_warning_asked(struct store *st, int64_t person, int limit,
    int (*fn)(void *, const struct warning_ack *), void *arg);

/* A text, sealed to the warning's pair: observation, note, reason ... */
struct warning_entry {
	int64_t id, warning, author, at, audit;
	enum warning_event event;
	int64_t pair;
	const void *text; /* during the call only */
	size_t n;
};
int store_warning_entry_add(struct store *st, struct warning_entry *e);
/* The sealed text cannot be made before its row is known: add, then seal. */
int store_warning_entry_seal(struct store *st, const struct warning_entry *e);
int store_warning_entry_each(struct store *st, int64_t warning, int64_t before,
    int limit, int (*fn)(void *, const struct warning_entry *), void *arg);

/* A report, of whatever source. */
struct observation {
	int64_t id, warning, student, reporter;
	enum warning_source source;
	int round; /* of acknowledgements, that it began */
	bool danger;
	int64_t ticket; /* 0 without */
	int64_t event_at, entered_at, audit;
	int64_t pair;
	const void *told; /* during the call only; a ticket has none */
	size_t n;
};
int store_observation_add(struct store *st, struct observation *o);
int store_observation_seal(struct store *st, const struct observation *o);
int store_observation_each(struct store *st, int64_t warning,
    int (*fn)(void *, const struct observation *), void *arg);
/* A person's own, newest first, id < before (0: all). */
int store_observation_by(struct store *st, int64_t reporter, int64_t before,
    int limit, int (*fn)(void *, const struct observation *), void *arg);

#endif
