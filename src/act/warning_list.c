/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/approval.h"
#include "act/register.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "model/day.h"
#include "store/audit.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "warning_case.h"
#include "warning_names.h"

/* "八年级3班", as the year is called today. */
void
act_class_name(
    struct actor *who, const struct student *s, char *to, size_t size)
{
	struct clock_parts t;
	char full[CLASS_FULL_MAX];

	clock_parts_of(act_now(who), &t);
	class_full_words(
	    &s->grade, s->label, day_of(t.year, t.month, t.day), full);
	mem_copy_text(to, size, full);
}

/* --- which ledger --------------------------------------------------------- */

/* The widest post first; what it lists and from which level on. */
static const struct {
	enum role role;
	enum warning_scope scope;
	enum profile_level reach;
	bool figures;
} ledgers[] = {
	{ ROLE_COUNSELLOR, WARNINGS_OF_DISTRICT, LEVEL_CLASS, false },
	{ ROLE_PSYCHOLOGY, WARNINGS_OF_SCHOOL, LEVEL_CLASS, false },
	{ ROLE_CRISIS_HEAD, WARNINGS_OF_SCHOOL, LEVEL_SCHOOL, false },
	{ ROLE_GRADE_HEAD, WARNINGS_OF_GRADE, LEVEL_GRADE, false },
	{ ROLE_CRISIS_MEMBER, WARNINGS_OF_SCHOOL, LEVEL_SCHOOL, false },
	{ ROLE_CLASS_TEACHER, WARNINGS_OF_CLASS, LEVEL_CLASS, false },
	{ ROLE_DISTRICT_STAFF, WARNINGS_OF_DISTRICT, LEVEL_CLASS, true },
	{ ROLE_PRINCIPAL, WARNINGS_OF_SCHOOL, LEVEL_CLASS, true },
};

int
act_warning_ledger(struct actor *who, struct act_ledger *l)
{
	const struct post *p = NULL;
	struct org o;
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	for (size_t i = 0; i < nitems(ledgers) && p == NULL; i++) {
		if ((p = act_post(who, ledgers[i].role)) == NULL)
			continue;
		*l = (struct act_ledger){ .figures = ledgers[i].figures };
		l->filter.scope = ledgers[i].scope;
		l->filter.of = p->org;
		l->filter.reach = ledgers[i].reach;
		l->filter.shown_to = who->person;
		l->filter.state = l->filter.level = -1;
	}
	if (p == NULL)
		return act_fail(who, ERR_DENIED,
		    _("This is not open to you. To learn more, please talk "
		      "to the psychology teacher."));
	if ((r = store_org_get(who->store, p->org, &o)) != 0)
		return r;
	act_org_words(who, &o, l->name);
	r = store_org_above(who->store, p->org,
	    l->filter.scope == WARNINGS_OF_DISTRICT ? ORG_DISTRICT : ORG_SCHOOL,
	    &o);
	l->wakes = r == 0 ? o.id : 0;
	return r;
}

/* --- a page --------------------------------------------------------------- */

#define PAGE_MAX AUDIT_SUBJECTS_MAX

struct page {
	struct act_warning_row row[PAGE_MAX];
	int64_t subject[PAGE_MAX];
	int n;
};

static int
page_add(void *arg, const struct warning *w, struct warning_place place)
{
	struct page *p = arg;

	p->subject[p->n] = w->student;
	p->row[p->n] = (struct act_warning_row){ .w = *w, .place = place };
	warning_key_plain(p->row[p->n].w.due_key);
	p->row[p->n++].w.severity = SEVERITY_NONE;
	return 0;
}

static int
asked_one(void *arg, const struct warning_ack *a)
{
	struct page *p = arg;

	for (int i = 0; i < p->n; i++)
		p->row[i].asked |= p->row[i].w.id == a->warning;
	return 0;
}

struct looks {
	struct actor *who;
	struct act_warning_row *row;
};

static int
look_one(void *arg, const struct warning_ack *a)
{
	struct looks *l = arg;
	struct act_warning_row *row = l->row;

	if (a->round != row->w.round || row->n_looks == ACT_LOOKS_MAX ||
	    (!a->open && a->acked_at == 0))
		return 0;
	act_name_of(l->who, a->person, &row->looks[row->n_looks].who);
	row->looks[row->n_looks++].at = a->acked_at;
	return 0;
}

static int
page_names(struct actor *who, struct page *p)
{
	struct student s;
	struct org o;
	int r;

	for (int i = 0; i < p->n; i++) {
		struct act_warning_row *row = &p->row[i];

		if ((r = store_student_get(who->store, row->w.student, &s)) !=
		    0)
			return r;
		mem_copy_text(row->student, sizeof(row->student), s.name);
		act_class_name(who, &s, row->class, sizeof(row->class));
		if (store_org_get(who->store, row->w.school, &o) == 0)
			mem_copy_text(row->school, sizeof(row->school), o.name);
		act_name_of(who, row->w.owner, &row->owner);
		act_name_of(who, row->w.reporter, &row->reporter);
		if ((r = store_warning_ack_each(who->store, row->w.id, look_one,
			 &(struct looks){ who, row })) != 0)
			return r;
	}
	return store_warning_asked(
	    who->store, who->person, PAGE_MAX, asked_one, p);
}

/* Nobody pages through a ledger wider than their own. */
static int
check_ledger(struct actor *who, const struct act_ledger *l)
{
	struct act_ledger own;
	int r;

	if ((r = act_warning_ledger(who, &own)) != 0)
		return r;
	if (own.figures && l->until != 0)
		return names_check(who, l);
	if (own.figures || l->filter.scope != own.filter.scope ||
	    l->filter.of != own.filter.of ||
	    l->filter.reach != own.filter.reach ||
	    l->filter.shown_to != who->person)
		return act_fail(
		    who, ERR_DENIED, _("Only figures are open to you here."));
	return 0;
}

int
act_warning_each(struct actor *who, const struct act_ledger *l,
    const struct warning_place *after, int limit,
    int (*fn)(void *, const struct act_warning_row *), void *arg)
{
	struct page *p;
	int r;

	if ((r = check_ledger(who, l)) != 0)
		return r;
	p = mem_zero(1, sizeof(*p));
	limit = limit > 0 && limit < PAGE_MAX ? limit : PAGE_MAX;
	r = store_warning_page(
	    who->store, &l->filter, after, limit, page_add, p);
	if (r == 0)
		r = page_names(who, p);
	if (r == 0 && p->n > 0)
		r = act_saw(who, "warning.list",
		    l->until != 0 ? l->filter.of : 0,
		    l->until != 0 ? permit_ground_name(who->named.ground)
				  : NULL,
		    p->subject, p->n);
	for (int i = 0; l->until != 0 && i < p->n; i++)
		p->row[i].w.danger = false; /* how bad it is stays inside */
	for (int i = 0; i < p->n && r == 0; i++)
		r = fn(arg, &p->row[i]);
	free(p);
	return r;
}

int
act_warning_count(
    struct actor *who, const struct act_ledger *l, int64_t max, int64_t *n)
{
	int r;

	if ((r = check_ledger(who, l)) != 0)
		return r;
	return store_warning_count(who->store, &l->filter, max, n);
}

/* --- what waits for somebody ---------------------------------------------- */

struct waiting {
	struct actor *who;
	int (*fn)(void *, const struct act_waiting *);
	void *arg;
	int left;
	int64_t subject[AUDIT_SUBJECTS_MAX];
	struct act_waiting row[AUDIT_SUBJECTS_MAX];
	int n;
};

static int
waiting_add(
    struct waiting *a, int64_t warning, enum warning_event e, int64_t approval)
{
	struct act_waiting *to = &a->row[a->n];
	struct warning w;
	struct student s;
	int r;

	if (a->n == a->left || a->n == AUDIT_SUBJECTS_MAX)
		return 0;
	if ((r = store_warning_get(a->who->store, warning, &w)) != 0 ||
	    (r = store_student_get(a->who->store, w.student, &s)) != 0)
		return r;
	*to = (struct act_waiting){ .warning = w.id,
		.version = w.version,
		.student = w.student,
		.due_at = w.due_at,
		.approval = approval,
		.event = e,
		.danger = w.danger };
	mem_copy_text(to->name, sizeof(to->name), s.name);
	act_class_name(a->who, &s, to->class, sizeof(to->class));
	a->subject[a->n++] = w.student;
	return 0;
}

static int
waiting_ack(void *arg, const struct warning_ack *a)
{
	return waiting_add(arg, a->warning, WARNING_ACK, 0);
}

static int
waiting_approval(void *arg, const struct approval *a)
{
	int e = case_kind_event(a->kind);

	return e < 0
		   ? 0
		   : waiting_add(arg, a->object, (enum warning_event)e, a->id);
}

int
act_warning_waiting(struct actor *who, int limit,
    int (*fn)(void *, const struct act_waiting *), void *arg)
{
	struct waiting *a = mem_zero(1, sizeof(*a));
	int r;

	a->who = who;
	a->left = limit;
	if ((r = act_look(who)) == 0 &&
	    (r = store_warning_asked(
		 who->store, who->person, limit, waiting_ack, a)) == 0)
		r = act_approval_each(who, 0, limit, waiting_approval, a);
	if (r == 0 && a->n > 0)
		r = act_saw(who, "warning.waiting", 0, NULL, a->subject, a->n);
	for (int i = 0; i < a->n && r == 0; i++)
		r = fn(arg, &a->row[i]);
	free(a);
	return r;
}
