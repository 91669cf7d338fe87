/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_MENTOR_H
#define ACT_MENTOR_H

#include <stdbool.h>
#include <stdint.h>

#include "model/care.h"
#include "model/group.h"
#include "model/student.h"
#include "model/tie.h"
#include "store/person.h"

struct actor;

/*
 * One's own students, as a mentor (QP-04) or linked teacher (TJ-06), and the
 * least of what is noted of them: the groups that a mentor needs (group.h), as
 * words, without who said so and what shows it; how it stands, in one neutral
 * word (QD-11).  Never a warning, a level or a risk (requirements.md 5.2); for
 * more there is the psychology teacher.
 */
#define ACT_MENTOR_GROUPS 12
struct act_mentored {
	int64_t student;
	char name[STUDENT_NAME_MAX];
	char class[CLASS_FULL_MAX];
	enum tie_kind tie;
	enum care care; /* without a date: whom it is about is enough */
	struct {
		const struct group_code *code;
		char where[GROUP_TEXT_MAX], carer[GROUP_TEXT_MAX]; /* or "" */
	} group[ACT_MENTOR_GROUPS];
	int n_groups;
	char psychology[PERSON_NAME_MAX]; /* whom to ask; "" without */
};

/* Has this person any, today? */
bool act_mentor_may(struct actor *who);

/* Each once, by class and name; at most ACT_MENTOR_MAX. */
#define ACT_MENTOR_MAX 1000
int act_mentor_each(struct actor *who,
    int (*fn)(void *, const struct act_mentored *), void *arg);

#endif
