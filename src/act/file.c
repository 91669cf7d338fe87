/* SPDX-License-Identifier: Apache-2.0 */
/* A student's file, told in the order of time. */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/file.h"
#include "act/student.h"
#include "act/ticket.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "consultation_internal.h"
#include "file_internal.h"
#include "internal.h"
#include "model/appointment.h"
#include "model/plan.h"
#include "plan_internal.h"
#include "store/person.h"
#include "store/store.h"
#include "store/student.h"
#include "transfer_internal.h"
#include "warning_case.h"

#define PAGE_MAX 64
#define CHUNK 64

/* --- what of it is theirs --------------------------------------------------
 */

/* Asked once for the file: the warning is one, plans are one right. */
struct rights {
	struct actor *who;
	struct student s;
	struct warning w;
	unsigned items, plan;
	bool pro;
	int fault; /* what could not be read is not what is not theirs */
};

static int
read_rights(struct actor *who, int64_t student, struct rights *have)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	int r;

	have->who = who;
	r = store_student_get(who->store, student, &have->s);
	if (r == 0)
		r = store_warning_of(who->store, student, &c->w);
	if (r == 0 && (r = case_around(who, c)) == 0) {
		have->w = c->w;
		have->items = warning_items(&c->w, &c->me);
		have->pro = (have->items & 1u << ITEM_STATE) != 0;
	}
	free(c);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	return plan_who_of(who, &have->s, &have->plan);
}

static bool
has(const struct rights *have, enum warning_item item)
{
	return (have->items & 1u << item) != 0;
}

/* Is it open to them, as its own function answered? */
static bool
opens(struct rights *have, struct act_file_row *row, int r)
{
	have->who->why[0] = '\0';
	if (r != 0 && r != ERR_DENIED && r != ERR_NOT_FOUND)
		have->fault = r;
	row->opens = r == 0;
	return row->opens;
}

/* A call is known to those of the line, and to whom it was handed. */
static bool
sees_call(struct rights *have, struct act_file_row *row)
{
	struct act_ticket t;

	return opens(have, row, act_ticket_get(have->who, row->object, &t));
}

static bool
sees_report(const struct rights *have, struct act_file_row *row, int64_t by)
{
	row->opens = have->items != 0;
	if (!has(have, ITEM_REPORT))
		row->event = -1;
	return has(have, ITEM_REPORT) || by == have->who->person;
}

/* Who has no history sees how far it is, in one row. */
static bool
sees_step(const struct rights *have, struct act_file_row *row)
{
	row->opens = true;
	if (has(have, ITEM_HISTORY)) /* that it was reported is said once */
		return row->event != WARNING_REPORT;
	row->event = -1;
	row->who[0] = '\0';
	return has(have, ITEM_WAY) && row->place.at == have->w.state_at &&
	       row->state == (int)have->w.state;
}

static bool
sees_talk(struct rights *have, struct act_file_row *row)
{
	struct act_appointment a;

	return opens(have, row, consultation_load(have->who, row->object, &a));
}

static bool
sees_plan(const struct rights *have, struct act_file_row *row)
{
	row->opens = have->plan != 0;
	return row->opens;
}

static bool
sees_transfer(struct rights *have, struct act_file_row *row)
{
	struct transfer t;
	unsigned bits;

	return opens(
	    have, row, transfer_load(have->who, row->object, &t, &bits));
}

static bool
sees(struct rights *have, const struct file_row *f, struct act_file_row *row)
{
	switch (f->place.kind) {
	case FILE_CALL:
		return sees_call(have, row);
	case FILE_REPORT:
		return sees_report(have, row, f->person);
	case FILE_WARNING:
		return sees_step(have, row);
	case FILE_TALK:
		return sees_talk(have, row);
	case FILE_PLAN:
		return sees_plan(have, row);
	default:
		return sees_transfer(have, row);
	}
}

/* --- a page ----------------------------------------------------------------
 */

/* A statement is closed before rights are asked, which read other tables. */
struct chunk {
	struct file_row row[CHUNK];
	int n;
};

static int
collect(void *arg, const struct file_row *row)
{
	struct chunk *c = arg;

	c->row[c->n++] = *row;
	return 0;
}

struct page {
	struct act_file_row row[PAGE_MAX];
	int n, limit;
};

static void
take(struct page *p, struct rights *have, const struct file_row *f)
{
	struct act_file_row *row = &p->row[p->n];

	*row = (struct act_file_row){ .place = f->place,
		.object = f->object,
		.event = f->event,
		.state = f->state,
		.professional = have->pro };
	if (f->person != 0)
		store_person_name(have->who->store, f->person, row->who);
	p->n += sees(have, f, row);
}

/* Rows that are not this person's are passed over, so more than one chunk may
 * be needed; where it ended comes back in *at. */
static int
fill(struct page *p, struct rights *have, struct file_place *at, bool *more)
{
	struct chunk *c = mem_zero(1, sizeof(*c));
	int r = 0, i;

	*more = true;
	while (r == 0 && *more && p->n < p->limit) {
		c->n = 0;
		r = store_file_each(
		    have->who->store, have->s.id, at, CHUNK, collect, c);
		for (i = 0; i < c->n && p->n < p->limit; i++) {
			take(p, have, &c->row[i]);
			*at = c->row[i].place;
		}
		if (r == 0)
			r = have->fault;
		*more = c->n == CHUNK || i < c->n;
	}
	free(c);
	return r;
}

int
act_file_each(struct actor *who, int64_t student,
    const struct file_place *after, int limit,
    int (*fn)(void *, const struct act_file_row *), void *arg, bool *more)
{
	struct page *p = mem_zero(1, sizeof(*p));
	struct rights have = { .items = 0 };
	struct file_place at = *after;
	struct act_student s;
	int r;

	p->limit = limit > 0 && limit < PAGE_MAX ? limit : PAGE_MAX;
	if ((r = act_student_show(who, student, &s)) == 0 &&
	    (r = read_rights(who, student, &have)) == 0 &&
	    (r = fill(p, &have, &at, more)) == 0)
		r = act_saw(who, "file.show", student, NULL, &student, 1);
	explicit_bzero(&s, sizeof(s));
	for (int i = 0; i < p->n && r == 0; i++)
		r = fn(arg, &p->row[i]);
	free(p);
	return r;
}

/* --- words -----------------------------------------------------------------
 */

static const char *const names[FILE_KINDS] = {
	[FILE_CALL] = "call",
	[FILE_REPORT] = "report",
	[FILE_WARNING] = "warning",
	[FILE_TALK] = "talk",
	[FILE_PLAN] = "plan",
	[FILE_TRANSFER] = "transfer",
};

const char *
act_file_kind_name(int kind)
{
	return kind > 0 && kind < FILE_KINDS ? names[kind] : "";
}

static const char *const report_words[SOURCE_COUNT] = {
	[SOURCE_OBSERVATION] = N_("somebody reported a worry"),
	[SOURCE_TICKET] = N_("a worry came from the hotline"),
	[SOURCE_CONSULTATION] = N_("a worry came up in a talk"),
	[SOURCE_RAISED] = N_("a worry, by the profession"),
};

static void
warning_words(
    const struct act_file_row *row, const char **what, const char **how)
{
	const char *state =
	    warning_word((enum warning_state)row->state, row->professional);

	*what = row->event >= 0
		    ? warning_event_word((enum warning_event)row->event)
		    : state;
	*how = row->event >= 0 ? state : "";
	if (row->event == WARNING_PARENTS) /* which of the two is in it alone */
		*what = N_("how it stands with the parents was noted");
}

void
act_file_words(
    const struct act_file_row *row, const char **what, const char **how)
{
	*how = "";
	switch (row->place.kind) {
	case FILE_CALL:
		*what = N_("a call that concerns the student");
		break;
	case FILE_REPORT:
		*what = report_words[row->event < 0 ? SOURCE_OBSERVATION
						    : row->event];
		break;
	case FILE_WARNING:
		warning_words(row, what, how);
		break;
	case FILE_TALK:
		*what = appointment_form_words(row->event);
		*how = appointment_state_words(row->state);
		break;
	case FILE_PLAN:
		*what = plan_event_words(row->event);
		*how = plan_state_words(row->state);
		break;
	default:
		*what = transfer_event_words(row->event);
		break;
	}
}
