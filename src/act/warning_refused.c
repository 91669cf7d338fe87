/* SPDX-License-Identifier: Apache-2.0 */
/* A second person does not agree: the reason, and that the asker learns it. */
#include <stdlib.h>

#include "act/warning.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "store/store.h"
#include "store/student.h"
#include "warning_case.h"

static int
refuse(struct warning_case *c, const struct approval *a, const char *reason)
{
	struct store *st = c->who->store;
	int64_t audit;
	int r;

	if (reason == NULL || reason[0] == '\0')
		return case_missing(c->who, NEED_REASON);
	if ((r = case_text(c->who, reason)) != 0 ||
	    (r = act_note(c->who, "warning.refuse", c->w.id, NULL,
		 &c->w.student, 1, &audit)) != 0 ||
	    (r = store_approval_refused(st, a->id, audit)) != 0)
		return r;
	store_touch(st, STORE_TOPIC(TOPIC_WARNING, c->w.id));
	store_touch(st, STORE_TOPIC(TOPIC_ORG, c->w.school));
	return case_entry(
	    c, (enum warning_event)case_kind_event(a->kind), audit, reason);
}

int
warning_approval_refuse(
    struct actor *who, const struct approval *a, const char *reason)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	int r;

	if ((r = case_read(who, a->object, c)) == 0)
		r = refuse(c, a, reason);
	free(c);
	return r;
}

/* --- to whom it is told --------------------------------------------------- */

#define TOLD_MAX 32 /* more wait until these were opened */

struct telling {
	struct actor *who;
	struct act_refused row[TOLD_MAX];
	struct buf *reason[TOLD_MAX];
	int64_t subject[TOLD_MAX];
	const struct approval *a;
	int n;
};

static int
find_reason(void *arg, const struct warning_entry *e)
{
	struct telling *t = arg;
	int r;

	if (e->audit != t->a->refused_audit || e->n == 0)
		return 0;
	r = act_open(t->who, e->pair,
	    (struct sealed_place){ "warning_entry.text", e->id }, e->text, e->n,
	    t->reason[t->n]);
	return r == ERR_KEY ? 0 : r; /* locked: it was refused, no more */
}

/* What this person may know of it now, whatever they were when they asked. */
static int
tell_case(struct telling *t, struct warning_case *c, enum warning_event event)
{
	const struct approval *a = t->a;
	struct act_refused *out = &t->row[t->n];
	struct student s;
	int r;

	if ((r = case_read(t->who, a->object, c)) != 0 ||
	    (r = case_allow(c)) != 0 ||
	    (r = store_student_get(t->who->store, c->w.student, &s)) != 0)
		return r;
	*out = (struct act_refused){ .warning = a->object,
		.version = c->w.version,
		.student = c->w.student,
		.at = a->decided_at,
		.event = event };
	mem_copy_text(out->name, sizeof(out->name), s.name);
	act_class_name(t->who, &s, out->class, sizeof(out->class));
	act_name_of(t->who, a->decided_by, &out->by);
	t->subject[t->n] = s.id;
	t->reason[t->n] = act_secret();
	r = store_warning_entry_each(
	    t->who->store, a->object, 0, 512, find_reason, t);
	out->reason = buf_text(t->reason[t->n++]);
	return r;
}

static int
tell_one(void *arg, const struct approval *a)
{
	struct telling *t = arg;
	int e = case_kind_event(a->kind), r;
	struct warning_case *c;

	if (e < 0 || t->n == TOLD_MAX)
		return 0;
	t->a = a;
	c = mem_zero(1, sizeof(*c));
	r = tell_case(t, c, (enum warning_event)e);
	free(c);
	if (r != ERR_DENIED)
		return r;
	t->who->why[0] = '\0';
	return 0;
}

int
act_warning_refused_each(
    struct actor *who, int (*fn)(void *, const struct act_refused *), void *arg)
{
	struct telling *t = mem_zero(1, sizeof(*t));
	int r;

	t->who = who;
	if ((r = act_look(who)) == 0)
		r = store_approval_untold(who->store, who->person, tell_one, t);
	if (r == 0 && t->n > 0)
		r = act_saw(who, "warning.refused", 0, NULL, t->subject, t->n);
	for (int i = 0; i < t->n; i++) {
		if (r == 0)
			r = fn(arg, &t->row[i]);
		buf_free(t->reason[i]);
	}
	free(t);
	return r;
}

/* The asker has it open: told.  While others keep the store busy it is told
 * again next time, and the warning is read all the same. */
int
case_refused_told(struct warning_case *c)
{
	struct actor *who = c->who;
	bool alone = !store_is_writing(who->store);
	int n = 0, r;

	if ((r = store_approval_untold_count(
		 who->store, who->person, c->w.id, &n)) != 0 ||
	    n == 0)
		return r;
	if (alone && (r = act_begin(who)) != 0)
		return r == ERR_BUSY ? 0 : r;
	r = store_approval_told(who->store, who->person, c->w.id, act_now(who));
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, who->person));
	return alone ? act_end(who, r) : r;
}
