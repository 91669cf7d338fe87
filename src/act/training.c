/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/training.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "office_internal.h"
#include "store/store.h"
#include "student_internal.h"

#define HOURS_MAX 1000

/* 20270831 as it is kept: in the order of days. */
static void
put_day(int day, char to[TRAINING_DAY])
{
	snprintf(to, TRAINING_DAY, "%04u-%02u-%02u",
	    (unsigned)day / 10000 % 10000, (unsigned)day / 100 % 100,
	    (unsigned)day % 100);
}

static int
read_record(struct actor *who, const char *kind, const char *day,
    const char *ends, int hours, struct training *t)
{
	int on, until = 0;

	if (kind[0] == '\0' || strlen(kind) >= sizeof(t->kind))
		return act_fail(
		    who, ERR_INPUT, _("kind: a few words, please."));
	if (day_read(day, &on) != 0 || on > student_today(who))
		return act_fail(who, ERR_INPUT,
		    _("day: a day that has been, such as 2026-9-1."));
	if (ends != NULL && (day_read(ends, &until) != 0 || until < on))
		return act_fail(who, ERR_INPUT,
		    _("ends: a day behind the other, such as 2027-8-31."));
	if (hours < 0 || hours > HOURS_MAX)
		return act_fail(who, ERR_INPUT, _("hours: 0 to 1,000."));
	mem_copy_text(t->kind, sizeof(t->kind), kind);
	put_day(on, t->day);
	if (until != 0)
		put_day(until, t->ends);
	t->hours = hours;
	return 0;
}

int
act_training_add(struct actor *who, int64_t person, const char *kind,
    const char *day, const char *ends, int hours, int64_t *id)
{
	struct training t = { .person = person, .noted_by = who->person };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	t.at = act_now(who);
	if ((r = office_change_person(who, person)) == 0 &&
	    (r = read_record(who, kind, day, ends, hours, &t)) == 0 &&
	    (r = store_training_add(who->store, &t)) == 0)
		r = act_note(who, "training.add", person, NULL, NULL, 0, NULL);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	if ((r = act_end(who, r)) == 0)
		*id = t.id;
	return r;
}

int
act_training_each(struct actor *who, int64_t person,
    int (*fn)(void *, const struct training *), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0 ||
	    (person != who->person &&
		(r = office_look_person(who, person)) != 0))
		return r;
	return store_training_each(who->store, person, fn, arg);
}
