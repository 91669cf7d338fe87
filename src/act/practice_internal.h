/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_PRACTICE_INTERNAL_H
#define ACT_PRACTICE_INTERNAL_H

#include "act/practice.h"
#include "internal.h"
#include "model/org.h"

/* Those who stand there beside the person. */
enum practice_other {
	OTHER_CUSTODY_1,
	OTHER_CUSTODY_2,
	OTHER_LEAD,
	OTHER_OPERATOR,
	OTHER_SECOND_OPERATOR,
	OTHER_PSYCHOLOGY,
	OTHER_CLASS,
	OTHER_GRADE,
	OTHER_HEAD,
	OTHER_CENTRE,
	OTHER_DISTRICT,
	OTHER_SYSTEM,
	OTHERS
};

enum practice_place {
	PLACE_DISTRICT,
	PLACE_LINE,
	PLACE_SCHOOL,
	PLACE_GRADE,
	PLACE_CLASS,
	PLACES
};

#define PRACTICE_CHILDREN 5

struct act_practice {
	struct store *store;
	enum act_practice_kind kind;
	struct org place[PLACES];
	struct actor *other[OTHERS]; /* NULL: the person stands there */
	struct actor *who;
	const char *login; /* of who practises */
	int64_t child[PRACTICE_CHILDREN];
	int64_t seen; /* rows of the log that were asked for */
};

/* Children by their order in the table of practice_people.c. */
const char *practice_child_name(int i);
/* login, or another one where the person's own is the same. */
void practice_login(
    const struct act_practice *p, const char *login, char to[LOGIN_MAX]);
/* Organisations, people, circles, children: empty desks. */
int practice_people(struct act_practice *p, const struct actor *real);
/* What waits on the desk of this kind (practice_story.c). */
int practice_story(struct act_practice *p);
/* Who does the work of a post there: the other, or else the person. */
struct actor *practice_at(struct act_practice *p, enum practice_other o);

#endif
