/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_DETAIL_H
#define MODEL_DETAIL_H

#include <stdbool.h>
#include <stdint.h>

#include "model/org.h"
#include "model/table.h"

/*
 * The registers: what is noted of an organisation or a person beyond name and
 * place.  Each is a row of one table here, with the clauses that ask for it;
 * the store holds key, value, since and until (store/detail.h), the screens
 * and the tables that are taken in ask this one.  A new register is a row.
 */
enum detail_kind {
	DETAIL_TEXT,
	DETAIL_YES,    /* "yes" or "no" */
	DETAIL_DATE,   /* "2025-09-01" */
	DETAIL_NUMBER, /* not below 0 */
	DETAIL_PHONE,
	DETAIL_CHOICE,
};

#define DETAIL_VALUE_MAX 241

struct detail_choice {
	const char *words; /* a msgid, and what the store holds */
	const char *typed; /* what it may be called else, blanks between */
};

struct detail_key {
	struct table_field field;
	enum detail_kind kind;
	uint64_t types;	     /* of orgs, 1 << ORG_..; 0: any; of people: 0 */
	const char *clauses; /* "QP-05, TJ-85" */
	const struct detail_choice *choice; /* ends with words NULL */
};

struct detail_keys {
	const struct detail_key *key;
	int n;
};
extern const struct detail_keys detail_of_orgs, detail_of_people;

/* Its number in k; -1 without. */
int detail_of(const struct detail_keys *k, const char *name);
bool detail_fits(const struct detail_key *k, enum org_type t);
/* What is typed made what is kept: NULL, or what is wrong, a msgid.  An empty
 * text is kept as "": nothing is noted any more. */
const char *detail_read(
    const struct detail_key *k, const char *typed, char to[DETAIL_VALUE_MAX]);
/* What is kept, for people: "yes" in their language, a number as it is. */
const char *detail_words(const struct detail_key *k, const char *kept);

#endif
