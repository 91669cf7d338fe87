/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_GROUP_H
#define MODEL_GROUP_H

#include <stdbool.h>
#include <stdint.h>

#include "model/permit.h"

struct buf;

/*
 * What to keep in mind about a child: the groups and risk factors that the
 * plans name (requirements.md E5, E6), a row of one table each.  Several hold
 * of one child, each from a day on, perhaps until one, from somewhere, entered
 * by somebody; one that ends is closed and stays.  They are no labels: shown
 * to whoever cares for the child, by class of data, never in a list of names
 * that colleagues look over (TJ-35, K7).
 */
enum group_kind {
	GROUP_FAMILY, /* this and the next: the ledger of special-group */
	GROUP_NEED,   /* families (QD-44) */
	GROUP_STUDY,
	GROUP_RISK,
	GROUP_AWAY, /* off campus: where, until when, with whom (TJ-47) */
	GROUP_KINDS
};

#define GROUP_NEEDS_EVIDENCE (1u << 0)
#define GROUP_NEEDS_WHERE (1u << 1)
/* A mentor or linked teacher needs it of their own students: how learning
 * goes (SJS-35), where they are (TJ-47), and for whom a visit comes first
 * (GZ-59).  What is lacking at home, the body and what weighs on somebody are
 * not theirs to know (requirements.md 5.2: "own, needed codes"). */
#define GROUP_FOR_MENTOR (1u << 2)

struct group_code {
	const char *name;    /* "left_behind": in the store, JSON, files */
	const char *words;   /* a msgid */
	const char *typed;   /* what a table may call it, blanks between */
	const char *clauses; /* of the plans that name it */
	enum group_kind kind;
	enum permit_class class; /* whose readers see it */
	unsigned needs;
};

const struct group_code *group_code_at(int i); /* NULL behind the last */
/* By name, or as people write it; NULL without. */
const struct group_code *group_code_of(const char *typed);
const char *group_kind_name(enum group_kind k);	 /* "family"; static */
const char *group_kind_words(enum group_kind k); /* a msgid */
int group_kind_of(const char *name);		 /* -1 without */

/* Who said so. */
enum group_source {
	GROUP_FROM_SCHOOL,
	GROUP_FROM_FAMILY,
	GROUP_FROM_VISIT,
	GROUP_FROM_COMMUNITY,
	GROUP_FROM_CIVIL_AFFAIRS,
	GROUP_FROM_HEALTH,
	GROUP_FROM_DISABLED,
	GROUP_FROM_WOMEN,
	GROUP_FROM_COUNT
};
const char *group_source_name(enum group_source s);
const char *group_source_words(enum group_source s); /* a msgid */
int group_source_of(const char *typed);		     /* -1 without */

#define GROUP_TEXT_MAX 97 /* a reference, a place, a name: no story */

/* What holds of one child. */
struct group {
	const struct group_code *code;
	enum group_source source;
	char evidence[GROUP_TEXT_MAX]; /* "家访记录 2026-11-3" */
	char where[GROUP_TEXT_MAX];
	char carer[GROUP_TEXT_MAX]; /* who cares for them there */
	int starts, ends;	    /* 20261103; ends 0: open */
};

/* What is wrong with it, as a msgid; NULL: nothing. */
const char *group_fault(const struct group *g);

/* The table as Markdown: code, words, clauses, class. */
void group_print(struct buf *out);

#endif
