/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_PACKAGE_H
#define MODEL_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/permit.h"

/*
 * A stated set of things about one child, given out of the house: to whom,
 * for what, on which ground, agreed to by a second person.  As a container
 * that opens with a passphrase, or as a numbered copy on paper, which comes
 * back or is destroyed by a day.
 */
enum package_medium { PACKAGE_ZIP, PACKAGE_PAPER, PACKAGE_MEDIA };

enum package_receiver {
	PACKAGE_HOSPITAL,
	PACKAGE_POLICE,
	PACKAGE_SCHOOL,
	PACKAGE_GUARDIAN,
	PACKAGE_RECEIVERS
};

enum package_purpose {
	PACKAGE_TREAT,	/* referral: to be seen, to be treated */
	PACKAGE_RESCUE, /* to find and to save */
	PACKAGE_CHANGE, /* the child changes school, help goes on */
	PACKAGE_MEET,	/* a conference on the child */
	PACKAGE_PURPOSES
};

enum package_ground {
	PACKAGE_CONSENT, /* the guardians have agreed, on paper */
	PACKAGE_SAFETY,	 /* serious danger now */
	PACKAGE_LAW,	 /* a written demand by who may make one */
	PACKAGE_GROUNDS
};

/* What is in it, as bits. */
enum package_item {
	PACKAGE_DIRECTORY = 1u << 0,	/* name, class, school */
	PACKAGE_PHONE = 1u << 1,	/* a guardian's number */
	PACKAGE_WARNING = 1u << 2,	/* how the warning stands */
	PACKAGE_CONSULTATION = 1u << 3, /* the notes of one consultation */
};
#define PACKAGE_ITEMS 4

enum package_state {
	PACKAGE_ASKED,	 /* waits for a second person */
	PACKAGE_AGREED,	 /* may be fetched */
	PACKAGE_REFUSED, /* the second person did not agree */
	PACKAGE_BACK,	 /* paper: returned or destroyed, noted */
	PACKAGE_STATES
};

enum package_outcome {
	PACKAGE_NOT_YET,
	PACKAGE_RETURNED,
	PACKAGE_DESTROYED,
	PACKAGE_LOST,
	PACKAGE_OUTCOMES
};

#define PACKAGE_FETCH_S (7 * 24 * 3600) /* from agreement to the last fetch */
#define PACKAGE_FETCHES 5		/* times at most */
#define PACKAGE_NUMBER_MAX 20
#define PACKAGE_NAME_MAX 97
#define PACKAGE_PASS_MAX 32

struct package {
	int64_t id;
	char number[PACKAGE_NUMBER_MAX]; /* "X20261127-0003" */
	int64_t student, school;
	enum package_medium medium;
	enum package_receiver receiver;
	char name[PACKAGE_NAME_MAX]; /* of the receiver */
	enum package_purpose purpose;
	enum package_ground ground;
	unsigned items;
	/* What was agreed to, as it stood then; 0: none. */
	int64_t appointment, appointment_version;
	int64_t warning, warning_version;
	enum package_state state;
	int64_t made_by, made_at, audit;
	int64_t agreed_by, agreed_at;
	int64_t expires_at; /* 0: not agreed to yet */
	int fetches;
	int64_t fetched_at;
	int due; /* paper: 20261227; 0 */
	enum package_outcome outcome;
	int64_t outcome_by, outcome_at, outcome_audit;
};

/* Codes in the store and the CLI, static; back -1.  Words are msgids. */
enum package_list {
	PACKAGE_LIST_MEDIUM,
	PACKAGE_LIST_RECEIVER,
	PACKAGE_LIST_PURPOSE,
	PACKAGE_LIST_GROUND,
	PACKAGE_LIST_ITEM, /* i: bit 1u << i */
	PACKAGE_LIST_STATE,
	PACKAGE_LIST_OUTCOME,
	PACKAGE_LISTS
};
const char *package_code(enum package_list l, int i);
const char *package_words(enum package_list l, int i);
int package_of(enum package_list l, const char *code);
int package_count(enum package_list l);

/* The ground a view of such data is recorded with (permit.h). */
enum permit_ground package_permit(enum package_ground g);

/* May it be fetched now?  0; ERR_SECOND (not agreed to), ERR_STATE (over). */
int package_may_fetch(const struct package *p, int64_t now);
/* How it stands for a reader, a msgid: agreed to, it may be fetched, or its
 * time is over. */
const char *package_stands(const struct package *p, int64_t now);
/* A copy on paper that is out, and was to be back before this day. */
bool package_is_out(const struct package *p);
bool package_is_late(const struct package *p, int today);

#endif
