/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_DESK_H
#define STORE_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/* What lies on a person's desk: drafts, approvals asked of a second person,
 * and the on-call directory. */
struct draft {
	int64_t id, author;
	char kind[24];
	int64_t subject, caret, at;
	const void *sealed, *custody; /* during the call only */
	size_t n_sealed, n_custody;
	bool lost; /* sealed to a pair its author has no more */
};
int store_draft_put(struct store *st, const struct draft *d);
int store_draft_get(struct store *st, int64_t author, const char *kind,
    int64_t subject, int (*fn)(void *, const struct draft *), void *arg);
int store_draft_get_id(struct store *st, int64_t id,
    int (*fn)(void *, const struct draft *), void *arg);
/* The author begins again with another pair: what they had written lies aside,
 * and what they write from now on has its place. */
int store_draft_lose(struct store *st, int64_t author);
/* One of those, sealed anew to its author and custody: back in its place, once
 * nothing newer is there. */
int store_draft_seal(struct store *st, const struct draft *d);
int store_draft_drop(
    struct store *st, int64_t author, const char *kind, int64_t subject);
int store_draft_each(struct store *st, int64_t author,
    int (*fn)(void *, const struct draft *), void *arg);

enum approval_state { APPROVAL_ASKED = 1, APPROVAL_GIVEN, APPROVAL_REFUSED };

struct approval {
	int64_t id;
	char kind[24]; /* "account", "post", "warning.close" ... */
	int64_t object;
	int64_t version; /* of the object when asked; 0 without */
	char code[33];	 /* a code the kind understands, or "" */
	int64_t asked_by, asked_at;
	int64_t decided_by, decided_at;
	enum approval_state state;
	int64_t refused_audit; /* of a refusal to tell the asker of; 0 */
};
int store_approval_add(struct store *st, struct approval *a); /* fills id */
int store_approval_get(struct store *st, int64_t id, struct approval *a);
int store_approval_put(struct store *st, const struct approval *a);
/* The open one of an object. */
int store_approval_open(
    struct store *st, const char *kind, int64_t object, struct approval *a);
/* The newest one, whatever became of it. */
int store_approval_last(
    struct store *st, const char *kind, int64_t object, struct approval *a);
int store_approval_each(struct store *st, enum approval_state s, int64_t after,
    int limit, int (*fn)(void *, const struct approval *), void *arg);
/* It was refused by the audit row; the asker is to be told. */
int store_approval_refused(struct store *st, int64_t id, int64_t audit);
/* The refused ones of an object, oldest first. */
int store_approval_refused_each(struct store *st, const char *kind,
    int64_t object, int (*fn)(void *, const struct approval *), void *arg);
/* What somebody asked for, was refused and has not opened yet. */
int store_approval_untold(struct store *st, int64_t asker,
    int (*fn)(void *, const struct approval *), void *arg);
int store_approval_untold_count(
    struct store *st, int64_t asker, int64_t object, int *n);
int store_approval_told(
    struct store *st, int64_t asker, int64_t object, int64_t at);

struct oncall {
	int64_t id, org;
	char duty[33]; /* "school", "district", "psychology" ... */
	char name[65], phone[33];
	int64_t person; /* 0 when not an account */
	int64_t confirmed_at, confirmed_by;
};
int store_oncall_get(struct store *st, int64_t id, struct oncall *o);
int store_oncall_put(struct store *st, struct oncall *o); /* id 0: new */
int store_oncall_each(struct store *st, int64_t org, int64_t after, int limit,
    int (*fn)(void *, const struct oncall *), void *arg); /* org 0: all */

#endif
