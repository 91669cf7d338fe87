/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_ANY_H
#define TESTS_ANY_H

#include <stdbool.h>
#include <stdint.h>

#include "act/schooling.h"

/*
 * For tables of calls to act/ that list something: rows of which any will do.
 *	X(act_draft_each, "op1", a_draft, NULL)
 */
#define ANY(name, ...)                                 \
	static inline int name(void *arg, __VA_ARGS__) \
	{                                              \
		(void)arg, (void)row;                  \
		return 0;                              \
	}
struct act_appointment;
ANY(a_talk, const struct act_appointment *row)
struct act_custody;
ANY(a_request, const struct act_custody *row)
struct act_draft;
ANY(a_draft, const struct act_draft *row)
struct act_figure;
ANY(a_figure, const struct act_figure *row)
struct act_member;
ANY(a_member, const struct act_member *row)
struct act_receipt;
ANY(a_receipt, const struct act_receipt *row)
struct act_student_row;
ANY(a_student, const struct act_student_row *row)
struct act_ticket;
ANY(a_ticket, const struct act_ticket *row)
struct act_unmask;
ANY(an_unmask, const struct act_unmask *row)
struct act_waiting;
ANY(a_waiting, const struct act_waiting *row)
struct act_watch;
ANY(a_watch, const struct act_watch *row)
struct audit_event;
ANY(an_event, const struct audit_event *row)
struct circle_task;
ANY(a_task, const struct circle_task *row)
struct oncall;
ANY(an_oncall, const struct oncall *row)
struct org;
ANY(an_org, const struct org *row)
struct person;
ANY(a_person, const struct person *row)

struct post;
static inline int
a_post(void *arg, const struct post *row, bool held)
{
	(void)arg, (void)row, (void)held;
	return 0;
}

static inline int
a_schooling(void *arg, const char *school, enum schooling s)
{
	(void)arg, (void)school, (void)s;
	return 0;
}

#endif
