/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include <stdbool.h>
#include <stdint.h>

struct store;

/*
 * The audit log: one row for every write and every view of classes C4..C8,
 * chained by BLAKE2b-256 over the row before, its head signed by the keeper.
 * It holds ids, codes and hashes, never a word a person wrote.
 * (design.md 4; TJ-104, GZ-69; requirements.md K13)
 */
#define AUDIT_SUBJECTS_MAX 64

struct audit_event {
	int64_t id;		 /* filled by store_audit_add */
	int64_t at;		 /* filled: never smaller than the row before */
	int64_t person;		 /* 0: the keeper */
	const char *what;	 /* "ticket.close": object.verb, from a table */
	int64_t object;		 /* id of the row concerned, 0 without */
	const char *ground;	 /* code of the ground or NULL */
	const int64_t *subjects; /* ids of the students shown or changed */
	int n_subjects;
};

/* Append e inside the running transaction and fill e->id and e->at. */
int store_audit_add(struct store *st, struct audit_event *e);

/* Rows with id > after, ascending, at most limit; e lives during fn only. */
int store_audit_each(struct store *st, int64_t after, int limit,
    int (*fn)(void *, const struct audit_event *), void *arg);

struct audit_head {
	int64_t id;
	uint8_t hash[32];
};
int store_audit_head(struct store *st, struct audit_head *h);
int store_audit_last_at(struct store *st, int64_t *at); /* 0: empty */

/* A signature by the keeper over (id, hash, at); see sealed/sign.h. */
struct audit_signature {
	int64_t id, at;
	uint8_t hash[32], by[32], signature[64];
};
/* What a signature is over: id, at and hash, 48 bytes. */
void store_audit_signed_bytes(const struct audit_signature *s, uint8_t to[48]);
int store_audit_sign(struct store *st, const struct audit_signature *s);

/* Does the newest signature hold, over the row as it is: 1, -1 if not, 0 if
 * there is none yet; and how long ago (seconds) the first row after it was
 * written, 0 without one. */
int store_audit_signed(
    struct store *st, const uint8_t by[32], int *holds, int64_t *unsigned_s);

/* What store_audit_verify found wrong first, or nothing. */
enum audit_fault {
	AUDIT_WHOLE,
	AUDIT_MISSING,	 /* a row between two others is gone */
	AUDIT_CHANGED,	 /* a row's hash is not what its fields give */
	AUDIT_TRUNCATED, /* the end lies before a signed or given head */
	AUDIT_FORGED,	 /* a signature does not hold */
	AUDIT_BACKWARDS, /* a time before the row above */
};
struct audit_report {
	enum audit_fault fault;
	int64_t row; /* the first row concerned */
	int64_t rows, signatures;
};

/* Walk the whole chain.  head, if not NULL, is one exported earlier; by is
 * the keeper's public key.  0 also when a fault was found: see out. */
int store_audit_verify(struct store *st, const struct audit_head *head,
    const uint8_t by[32], struct audit_report *out);

#endif
