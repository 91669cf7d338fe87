/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_OFFICE_H
#define STORE_OFFICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/org.h"
#include "model/tie.h"

struct store;

/*
 * What is noted of organisations and people, dated: a value that changes ends
 * and the next one begins, so what stood there on any day can be told.
 */
enum detail_of_what { DETAIL_OF_ORG, DETAIL_OF_PERSON };

/* Note a value from `at` on; "" notes nothing any more.  *changed is false
 * where it stood so already. */
int store_detail_put(struct store *st, enum detail_of_what what, int64_t of,
    const char *name, const char *value, int64_t at, bool *changed);
/* What is noted at a time, by name. */
int store_detail_each(struct store *st, enum detail_of_what what, int64_t of,
    int64_t at, int (*fn)(void *, const char *name, const char *value),
    void *arg);
/* One value: "" without. */
int store_detail_get(struct store *st, enum detail_of_what what, int64_t of,
    const char *name, int64_t at, char *to, size_t size);

/* Links between organisations (model/org.h). */
struct link_row {
	int64_t id, from, to, since, until;
	enum org_link kind;
};
int store_link_add(struct store *st, struct link_row *l);
int store_link_end(struct store *st, int64_t id, int64_t at);
/* Those in force at a time, from and to an org, by kind. */
int store_link_each(struct store *st, int64_t org, int64_t at,
    int (*fn)(void *, const struct link_row *), void *arg);

/* Who looks after whom (model/tie.h); class or student. */
struct tie_row {
	int64_t id, person, student, class, since, until;
	enum tie_kind kind;
};
int store_tie_add(struct store *st, struct tie_row *t);
int store_tie_end(struct store *st, int64_t id, int64_t at);
int store_tie_get(struct store *st, int64_t id, struct tie_row *t);
int
store_tie_of_person(struct store *st, int64_t person, int64_t at, int64_t after,
    int limit, int (*fn)(void *, const struct tie_row *), void *arg);
/* Those of a student, and of the class (0: none). */
int store_tie_of_student(struct store *st, int64_t student, int64_t class,
    int64_t at, int (*fn)(void *, const struct tie_row *), void *arg);

/* Away for a while: the deputy has the work. */
struct absence {
	int64_t id, person, since, until, by;
};
int store_absence_add(struct store *st, struct absence *a);
/* Back sooner than noted. */
int store_absence_cut(struct store *st, int64_t id, int64_t until);
/* The one a person is in at a time, or the next one to come: ERR_NOT_FOUND. */
int store_absence_next(
    struct store *st, int64_t person, int64_t at, struct absence *a);
int store_absence_is(struct store *st, int64_t person, int64_t at, bool *away);

/* People whose post ended, or who went away or came back, in (after, at]. */
int store_office_moved(struct store *st, int64_t after, int64_t at,
    int (*fn)(void *, int64_t person), void *arg);

#endif
