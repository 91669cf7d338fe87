/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_PACKAGE_H
#define ACT_PACKAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/package.h"

struct actor;

/*
 * What is given out of the house about a child (model/package.h): asked for by
 * one who works on the case, agreed to by the head of the school's crisis
 * group or a counsellor of the district, fetched through the file gate by who
 * asked.  It is made anew at each fetch, of what this person may read at that
 * moment, each thing a view in the audit; nothing of it lies in the store.
 */
bool act_package_may(const struct actor *who);

struct act_package_ask {
	int64_t student;
	enum package_medium medium;
	enum package_receiver receiver;
	const char *name; /* of the hospital, the station ... */
	enum package_purpose purpose;
	enum package_ground ground;
	unsigned items;	     /* PACKAGE_DIRECTORY is always in it */
	int64_t appointment; /* whose notes; 0: the newest that has some */
	int due_days;	     /* paper: back or destroyed in so many; 0: 30 */
};
/*
 * Ask for one.  ERR_INPUT naming what is missing, ERR_DENIED for what this
 * person may not read.  pass is "" for paper; else it is nowhere but there
 * from now on, to be told by telephone.
 */
int act_package_make(struct actor *who, const struct act_package_ask *ask,
    struct package *out, char pass[PACKAGE_PASS_MAX]);
/* Another passphrase, for what is fetched from now on; its maker's alone. */
int
act_package_pass(struct actor *who, int64_t id, char pass[PACKAGE_PASS_MAX]);

struct act_package {
	struct package p;
	char student[97], class[97], school[97];
	char maker[65], agreer[65];
	int64_t approval; /* not 0: waits, and this person may agree */
	bool mine, may_fetch, late;
	bool past; /* it waits for nobody any more */
};
/* ERR_NOT_FOUND also for who has nothing to do with it. */
int act_package_show(struct actor *who, int64_t id, struct act_package *out);
/*
 * Made by this person, or of where they agree: first what waits for somebody,
 * the oldest first, then what is past, the newest first.  A page of at most
 * ACT_PACKAGE_PAGE behind the last row of the one before; NULL: the first.
 */
#define ACT_PACKAGE_PAGE 64
struct act_package_after {
	bool past;
	int64_t id;
};
int act_package_each(struct actor *who, const struct act_package_after *after,
    int (*fn)(void *, const struct act_package *), void *arg);
/* All that this person may fetch, also what was fetched before: it may not have
 * arrived whole.  The oldest first. */
int act_package_fetchable(struct actor *who,
    int (*fn)(void *, const struct act_package *), void *arg);

/* Paper: it came back, was destroyed, or is lost. */
int act_package_note(struct actor *who, int64_t id,
    enum package_outcome outcome, int64_t *audit);

#endif
