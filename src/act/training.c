/* SPDX-License-Identifier: Apache-2.0 */
/* Training records: noted, taken back, read. */
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "office_internal.h"
#include "store/store.h"
#include "student_internal.h"
#include "training_internal.h"

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
	if (ends != NULL && ends[0] != '\0' &&
	    (day_read(ends, &until) != 0 || until < on))
		return act_fail(who, ERR_INPUT,
		    _("ends: a day behind the other, such as 2027-8-31."));
	if (hours < 0 || hours > TRAINING_HOURS_MAX)
		return act_fail(who, ERR_INPUT, _("hours: 0 to 1,000."));
	mem_copy_text(t->kind, sizeof(t->kind), kind);
	day_write(on, t->day);
	if (until != 0)
		day_write(until, t->ends);
	t->hours = hours;
	return 0;
}

/* Their own list, and Today of whoever leads them. */
static void
touch(struct actor *who, int64_t person)
{
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
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
	touch(who, person);
	if ((r = act_end(who, r)) == 0)
		*id = t.id;
	return r;
}

int
act_training_end(struct actor *who, int64_t id, int64_t *audit)
{
	struct training t = { .person = 0 };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = store_training_get(who->store, id, &t)) == 0 &&
	    (r = office_change_person(who, t.person)) == 0 && t.until != 0)
		r = ERR_STATE;
	if (r == 0 &&
	    (r = store_training_end(who->store, id, act_now(who))) == 0)
		r = act_note(
		    who, "training.end", t.person, NULL, NULL, 0, audit);
	touch(who, t.person);
	return act_end(who, r);
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

/* --- from a table -----------------------------------------------------------
 */

struct finding {
	const struct training *like;
	int64_t id; /* of the same kind and day; 0: none */
	bool same;
};

static int
look_at(void *arg, const struct training *t)
{
	struct finding *f = arg;

	if (strcmp(t->kind, f->like->kind) != 0 ||
	    strcmp(t->day, f->like->day) != 0)
		return 0;
	f->id = t->id;
	f->same =
	    strcmp(t->ends, f->like->ends) == 0 && t->hours == f->like->hours;
	return 0;
}

int
training_put(struct actor *who, int64_t person, const struct training_cells *c,
    bool *changed)
{
	struct training t = { .person = person,
		.hours = c->hours,
		.noted_by = who->person,
		.at = act_now(who) };
	struct finding f = { .like = &t };
	int r;

	*changed = false;
	mem_copy_text(t.kind, sizeof(t.kind), c->kind);
	day_write(c->day, t.day);
	if (c->ends != 0)
		day_write(c->ends, t.ends);
	if ((r = store_training_each(who->store, person, look_at, &f)) != 0 ||
	    (f.id != 0 && f.same))
		return r;
	*changed = true;
	if (f.id != 0 && (r = store_training_end(who->store, f.id, t.at)) != 0)
		return r;
	return store_training_add(who->store, &t);
}
