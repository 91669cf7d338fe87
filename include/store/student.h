/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_STUDENT_H
#define STORE_STUDENT_H

#include <stdint.h>

#include "model/student.h"

struct store;

/* Part of the tree looked through: one school, or any range of places. */
struct student_scope {
	int64_t school;	  /* 0: by place alone */
	int64_t lft, rgt; /* places within, both counted */
};

enum student_key {
	STUDENT_BY_NAME, /* pinyin_name_key() */
	STUDENT_BY_PY,	 /* pinyin_keys() */
	STUDENT_BY_INITIALS,
	STUDENT_BY_NUMBER, /* of the school */
};

/*
 * Students whose key begins with prefix ("" for all), in the key's order, at
 * most limit; only what a list shows is filled (id, school, class, name,
 * reading, number, grade, label).  s is borrowed during the call.
 */
int store_student_find(struct store *st, enum student_key by,
    const char *prefix, const struct student_scope *scope, int limit,
    int (*fn)(void *, const struct student *), void *arg);

/* Those with a guardian whose number ends in these four digits. */
int store_student_by_tail(struct store *st, const char *tail,
    const struct student_scope *scope, int limit,
    int (*fn)(void *, const struct student *), void *arg);

/* The whole key within one school: no beginning of it will do. */
int store_student_exact(struct store *st, enum student_key by, int64_t school,
    const char *key, int limit, int (*fn)(void *, const struct student *),
    void *arg);

int store_student_get(struct store *st, int64_t id, struct student *s);
int store_student_by_identity(
    struct store *st, const char *identity, struct student *s);
int store_student_count(
    struct store *st, const struct student_scope *scope, int64_t *n);

/*
 * Add s (id and version are filled); ERR_EXISTS if the identity is taken.
 * Changing one keeps what was: put() wants the version read, ERR_STALE else,
 * and counts it up.  audit is the row that tells of it.
 */
int store_student_add(
    struct store *st, struct student *s, int64_t now, int64_t audit);
int store_student_put(
    struct store *st, struct student *s, int64_t now, int64_t audit);

/* Earlier values, newest first, with the audit rows that made and ended them;
 * address is left empty. */
int store_student_history(struct store *st, int64_t student, int limit,
    int (*fn)(void *, const struct student *, int64_t since, int64_t until),
    void *arg);

/* Those who care at home now, at most max; and all of them anew. */
int store_guardian_all(
    struct store *st, int64_t student, struct guardian *to, int max, int *n);
int store_guardian_put(struct store *st, int64_t student,
    const struct guardian *g, int n, int64_t audit);

/* A roster being taken in. */
struct roster_import {
	int64_t id, person;
	uint8_t source[32];
	int64_t started_at, finished_at; /* 0: not yet */
	int64_t read_to, line;
	int64_t accepted, changed, unchanged, refused;
	int64_t refused_bytes; /* of the file of refused rows */
};
int store_import_add(struct store *st, struct roster_import *i);
int store_import_put(struct store *st, const struct roster_import *i);
/* The unfinished one of this person and file; ERR_NOT_FOUND. */
int store_import_open(struct store *st, int64_t person,
    const uint8_t source[32], struct roster_import *i);

#endif
