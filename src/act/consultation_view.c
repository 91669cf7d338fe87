/* SPDX-License-Identifier: Apache-2.0 */
/* Reading: one, opened; and lists of rows. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation_internal.h"
#include "later.h"
#include "store/audit.h"
#include "store/store.h"

#define LIST_MAX 200
#define PIECES_MAX 500

/* --- one -------------------------------------------------------------------
 */

/* Texts move while the buffer grows: offsets first, pointers at the end. */
struct reading {
	struct actor *who;
	struct act_consultation *v;
	size_t note_at[PIECES_MAX], past_at[PIECES_MAX];
	bool opens;
};

/* Append a sealed text and its NUL; where it begins comes back in *at. */
static int
open_text(struct reading *rd, const char *column, int64_t row, int64_t pair,
    const void *bytes, size_t n, size_t *at)
{
	int r = 0;

	*at = buf_len(rd->v->words);
	if (pair != 0 && rd->opens)
		r = act_open(rd->who, pair,
		    (struct sealed_place){ column, row }, bytes, n,
		    rd->v->words);
	buf_add_char(rd->v->words, '\0');
	return r;
}

static int
open_risk(struct reading *rd, const struct consultation *c,
    enum consultation_risk *risk)
{
	struct buf *b = act_secret();
	int found, r;

	r = act_open(rd->who, c->risk.pair,
	    (struct sealed_place){ "consultation.risk", c->id }, c->risk.bytes,
	    c->risk.n, b);
	if (r == 0) {
		found = consultation_risk_of(buf_text(b));
		*risk =
		    found > 0 ? (enum consultation_risk)found : RISK_NOT_SAID;
	}
	buf_free(b);
	return r;
}

static int
read_note(void *arg, const struct consultation *c)
{
	struct reading *rd = arg;
	struct act_consultation *v = rd->v;
	struct act_note *n;
	int r;

	if (v->n_note == PIECES_MAX)
		return ERR_LIMIT;
	v->note = mem_grow(v->note, v->n_note + 1, sizeof(*v->note));
	n = &v->note[v->n_note];
	*n = (struct act_note){ .revision = c->revision,
		.author = c->author,
		.event_at = c->event_at,
		.entered_at = c->entered_at };
	if ((r = store_person_name(rd->who->store, c->author, n->name)) != 0 ||
	    (r = open_risk(rd, c, &n->risk)) != 0)
		return r;
	return open_text(rd, "consultation.note", c->id, c->note.pair,
	    c->note.bytes, c->note.n, &rd->note_at[v->n_note++]);
}

static int
read_past(void *arg, const struct appointment_step *s)
{
	struct reading *rd = arg;
	struct act_consultation *v = rd->v;
	struct act_appointment_past *p;
	int r;

	if (v->n_past == PIECES_MAX)
		return ERR_LIMIT;
	v->past = mem_grow(v->past, v->n_past + 1, sizeof(*v->past));
	p = &v->past[v->n_past];
	*p = (struct act_appointment_past){ .event = s->event,
		.from = s->from,
		.to = s->to,
		.at = s->at,
		.event_at = s->event_at,
		.starts_at = s->starts_at,
		.audit = s->audit };
	if ((r = store_person_name(rd->who->store, s->person, p->name)) != 0)
		return r;
	return open_text(rd, "appointment_step.reason", s->id, s->reason.pair,
	    s->reason.bytes, s->reason.n, &rd->past_at[v->n_past++]);
}

static void
point(struct reading *rd)
{
	const char *words = (const char *)buf_data(rd->v->words);

	for (size_t i = 0; i < rd->v->n_note; i++)
		rd->v->note[i].text = words + rd->note_at[i];
	for (size_t i = 0; i < rd->v->n_past; i++)
		rd->v->past[i].reason = words + rd->past_at[i];
}

static int
read_all(struct reading *rd)
{
	int64_t id = rd->v->head.row.id;
	int r = 0;

	if (rd->opens)
		r = store_consultation_each(rd->who->store, id, read_note, rd);
	if (r == 0)
		r = store_appointment_step_each(
		    rd->who->store, id, read_past, rd);
	if (r == 0)
		point(rd);
	return r;
}

static const char *
ground_name(const struct act_appointment *a, enum permit_ground ground)
{
	if ((a->who & APPOINTMENT_OPENED) != 0)
		return "break_glass";
	return ground != GROUND_NONE ? permit_ground_name(ground) : NULL;
}

int
act_consultation_show(struct actor *who, int64_t id, enum permit_ground ground,
    struct act_consultation *out)
{
	struct reading *rd;
	int r;

	*out = (struct act_consultation){ .now = 0 };
	if ((r = act_look(who)) != 0 ||
	    (r = consultation_load(who, id, &out->head)) != 0)
		return r;
	rd = mem_zero(1, sizeof(*rd));
	rd->who = who;
	rd->v = out;
	rd->opens = out->head.may_read &&
		    (!out->head.on_ground || ground != GROUND_NONE);
	out->now = act_now(who);
	out->words = act_secret();
	/* Told to the audit before a word of it is opened. */
	r = act_saw(who, rd->opens ? "consultation.read" : "appointment.show",
	    id, ground_name(&out->head, ground), &out->head.row.student, 1);
	if (r == 0)
		r = read_all(rd);
	if (r == 0)
		r = later_paper_of(who, PAPER_OF_CONSULTATION, id, out->paper);
	free(rd);
	if (r != 0)
		act_consultation_free(out);
	return r;
}

void
act_consultation_free(struct act_consultation *v)
{
	free(v->note);
	free(v->past);
	buf_free(v->words);
	*v = (struct act_consultation){ .now = 0 };
}

/* --- lists -----------------------------------------------------------------
 */

/* Rows are collected first, so that one audit row tells of the page before
 * anything is shown. */
struct listing {
	struct actor *who;
	struct act_appointment *row;
	int n, limit;
	bool unheld; /* only schools without a psychology teacher */
};

static int
collect(void *arg, const struct appointment *row)
{
	struct listing *l = arg;
	struct act_appointment a;
	bool has = false;
	int r = 0;

	if (l->unheld)
		r = consultation_school_has(l->who, row->school, &has);
	if (r != 0 || has || l->n == l->limit)
		return r;
	r = consultation_load_row(l->who, row, &a);
	if (r == ERR_DENIED)
		return 0; /* others' are left out, not told of */
	if (r == 0)
		l->row[l->n++] = a;
	return r;
}

/* What nobody has taken on, of every post's organisation. */
static int
list_free(struct actor *who, struct listing *l)
{
	int r = 0;

	for (int i = 0; i < who->n_posts && r == 0; i++) {
		const struct post *p = &who->posts[i];

		if (p->role != ROLE_PSYCHOLOGY && p->role != ROLE_COUNSELLOR)
			continue;
		l->unheld = p->role == ROLE_COUNSELLOR;
		r = store_appointment_free(
		    who->store, p->lft, p->rgt, LIST_MAX, collect, l);
	}
	return r;
}

static int
list_rows(struct actor *who, enum act_consultations list, int64_t key,
    int64_t after, struct listing *l)
{
	struct store *st = who->store;

	switch (list) {
	case CONSULTATIONS_MINE:
		return store_appointment_of_counsellor(
		    st, who->person, after, l->limit, collect, l);
	case CONSULTATIONS_DAY:
		return store_appointment_between(st, who->person, key,
		    key + CLOCK_DAY, l->limit, collect, l);
	case CONSULTATIONS_WEEK:
		return store_appointment_between(st, who->person, key,
		    key + 7 * CLOCK_DAY, l->limit, collect, l);
	case CONSULTATIONS_FREE:
		return list_free(who, l);
	case CONSULTATIONS_ASKED:
		return store_appointment_of_asker(
		    st, who->person, after, l->limit, collect, l);
	case CONSULTATIONS_STUDENT:
		return store_appointment_of_student(
		    st, key, after, l->limit, collect, l);
	default:
		if (!act_is(who, ROLE_COUNSELLOR))
			return ERR_DENIED;
		return store_appointment_due(
		    st, act_now(who), l->limit, collect, l);
	}
}

static int
saw_list(struct actor *who, const struct listing *l)
{
	int64_t subject[AUDIT_SUBJECTS_MAX];
	int n = 0, r = 0;

	for (int i = 0; i < l->n && r == 0; i++) {
		subject[n++] = l->row[i].row.student;
		if (n < AUDIT_SUBJECTS_MAX && i + 1 < l->n)
			continue;
		r = act_saw(who, "appointment.list", 0, NULL, subject, n);
		n = 0;
	}
	return r;
}

int
act_consultation_each(struct actor *who, enum act_consultations list,
    int64_t key, int64_t after, int limit,
    int (*fn)(void *, const struct act_appointment *), void *arg)
{
	struct listing l = { .who = who };
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	l.limit = limit > 0 && limit < LIST_MAX ? limit : LIST_MAX;
	l.row = mem_zero((size_t)l.limit, sizeof(*l.row));
	if ((r = list_rows(who, list, key, after, &l)) == 0)
		r = saw_list(who, &l);
	for (int i = 0; i < l.n && r == 0; i++)
		r = fn(arg, &l.row[i]);
	free(l.row);
	return r;
}
