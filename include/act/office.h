/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_OFFICE_H
#define ACT_OFFICE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/detail.h"
#include "model/org.h"
#include "store/office.h"
#include "store/person.h"

struct actor;

/*
 * The office: organisations with their registers, who holds which post, who
 * is away.  The system administrator and the district's staff keep all of it,
 * a principal what lies under the own school; the security administrator, the
 * district's counsellors and a school's psychology teachers read.  ERR_DENIED
 * for others.  Class C0 and C1: no case is ever among it.
 */

/* Where this person begins to look: 0 for all, else their own school. */
int act_office_top(struct actor *who, int64_t *org);
/* May anything be looked at, and may this organisation be changed? */
bool act_office_may(const struct actor *who);
bool act_office_keeps(struct actor *who, int64_t org);
bool act_office_keeps_person(struct actor *who, int64_t person);

/* Right under parent (0: at the top), in tree order behind place `after`;
 * below: how many stand under each. */
int act_office_children(struct actor *who, int64_t parent, int64_t after,
    int limit, int (*fn)(void *, const struct org *, int64_t below), void *arg);
int act_office_org(struct actor *who, int64_t id, struct org *o);

/* What is noted (model/detail.h), by the number of its key. */
int act_office_details(struct actor *who, enum detail_of_what what, int64_t of,
    int (*fn)(void *, int key, const char *value), void *arg);
/* value as typed; "" notes nothing any more. */
int act_office_note(struct actor *who, enum detail_of_what what, int64_t of,
    const char *name, const char *value, int64_t *audit);

/* Links of an organisation, by the names of the two. */
struct act_link {
	struct link_row row;
	char from[ORG_NAME_MAX], to[ORG_NAME_MAX];
};
int act_office_links(struct actor *who, int64_t org,
    int (*fn)(void *, const struct act_link *), void *arg);
int act_office_link(struct actor *who, enum org_link kind, int64_t from,
    int64_t to, int64_t *id, int64_t *audit);
int
act_office_unlink(struct actor *who, int64_t id, int64_t org, int64_t *audit);

/* Posts of an organisation, held or proposed, by id behind `after`. */
int act_office_posts(struct actor *who, int64_t org, int64_t after, int limit,
    int (*fn)(void *, const struct post_row *), void *arg);

/* One of staff: no key, no passphrase. */
struct act_staff {
	int64_t id, signed_in_at;
	char login[LOGIN_MAX], number[LOGIN_MAX];
	char name[PERSON_NAME_MAX], phone[33];
	enum account_state state;
	struct absence away; /* id 0: neither now nor to come */
	bool is_away;	     /* now */
};
int act_office_member(struct actor *who, int64_t person, struct act_staff *m);
/* By login or work number; ERR_NOT_FOUND. */
int act_office_find(struct actor *who, const char *login, int64_t *person);
/* All posts a person ever had. */
int act_office_posts_of(struct actor *who, int64_t person,
    int (*fn)(void *, const struct post_row *), void *arg);

/*
 * Away from a time to a time: until then the deputy, or the next level, has
 * the work, at once where it has begun.  By oneself, or who keeps the office.
 * Coming back sooner ends it.
 */
int act_office_away(struct actor *who, int64_t person, int64_t since,
    int64_t until, int64_t *audit);
int act_office_back(struct actor *who, int64_t person, int64_t *audit);

/* Who looks after whom: mentors and linked teachers (model/tie.h). */
struct act_tie {
	struct tie_row row;
	char whom[128]; /* the student or the class */
};
int act_office_ties(struct actor *who, int64_t person, int64_t after, int limit,
    int (*fn)(void *, const struct act_tie *), void *arg);
int act_office_tie(struct actor *who, enum tie_kind kind, int64_t person,
    int64_t student, int64_t class, int64_t *id, int64_t *audit);
int act_office_untie(struct actor *who, int64_t id, int64_t *audit);

/* The keeper's: posts that ended and absences that began or ended since the
 * last time; how many people. */
int act_office_sweep(struct actor *keeper, int *n);

#endif
