/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_CARE_H
#define ACT_CARE_H

#include <stdbool.h>
#include <stdint.h>

struct actor;

/*
 * The care ledger of a school for the district's care system (QP-40): who is
 * cared for, since when, how far the plan is and when somebody talked last;
 * never what was said, a severity or a reason.  Asked for by a psychology
 * teacher, agreed to by the head of the crisis group or the district's
 * counsellor, and fetched through the file gate by who asked, within seven
 * days; made anew at each fetch, each child a subject of the audit.
 */
#define ACT_CARE_KIND "care.export" /* of an approval */
#define ACT_CARE_FETCH_S (7 * 24 * 3600)

enum act_care_state {
	CARE_NONE,    /* nothing asked for, or it is over */
	CARE_ASKED,   /* waits for a second person */
	CARE_AGREED,  /* may be fetched by who asked */
	CARE_REFUSED, /* not agreed to */
};
struct act_care {
	int64_t school, approval;
	enum act_care_state state;
	char name[97], asker[65], second[65];
	int64_t asked_at, decided_at;
	int64_t n; /* rows it would have now */
	bool mine, may_ask, may_agree;
};

bool act_care_may(const struct actor *who);
/* How it stands at this person's school. */
int act_care_show(struct actor *who, struct act_care *out);
/* ERR_EXISTS while one is asked for. */
int act_care_ask(struct actor *who, int64_t *approval);

#endif
