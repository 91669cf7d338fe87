/* SPDX-License-Identifier: Apache-2.0 */
/* What a student's file holds, from all the tables that tell of the child. */
#include "model/appointment.h"
#include "model/plan.h"
#include "store/stmt.h"
#include "store/store.h"
#include "store/transfer.h"

/* kind, id, at, object, person, event, state, and the last two as codes where
 * a table has codes.  A talk is told of at the time it was, or is to be. */
static const struct sql sql_each = { "file_each",
	"SELECT kind, id, at, object, person, event, state, on_code, to_code"
	" FROM ("
	"SELECT 1 AS kind, id, at, ticket AS object, person, 0 AS event,"
	" 0 AS state, '' AS on_code, '' AS to_code FROM ticket_student"
	" WHERE student = :student AND until IS NULL"
	" UNION ALL SELECT 2, o.id, o.event_at, w.id, o.reporter, o.source, 0,"
	" '', '' FROM warning w JOIN observation o ON o.warning = w.id"
	" WHERE w.student = :student"
	" UNION ALL SELECT 3, p.id, p.at, w.id, p.person, p.event, p.state,"
	" '', '' FROM warning w JOIN warning_past p ON p.warning = w.id"
	" WHERE w.student = :student"
	" UNION ALL SELECT 4, id, COALESCE(held_at, starts_at, event_at), id,"
	" counsellor, 0, 0, form, state FROM appointment"
	" WHERE student = :student"
	" UNION ALL SELECT 5, s.id, s.at, p.id, s.person, 0, 0, s.event,"
	" s.to_state FROM plan p JOIN plan_step s ON s.plan = p.id"
	" WHERE p.student = :student"
	" UNION ALL SELECT 6, s.id, s.at, t.id, s.person, 0, 0, s.event,"
	" s.to_state FROM transfer t JOIN transfer_step s ON s.transfer = t.id"
	" WHERE t.student = :student) f"
	" WHERE at < :at OR (at = :at AND (kind < :kind OR"
	" (kind = :kind AND id < :id)))"
	" ORDER BY at DESC, kind DESC, id DESC LIMIT :limit",
	0 };

const struct sql *const store_file_sql[] = { &sql_each, NULL };

/* Talks have their form for an event. */
static void
read_codes(struct stmt *q, struct file_row *row)
{
	const char *on = stmt_get_text(q, 7), *to = stmt_get_text(q, 8);

	switch (row->place.kind) {
	case FILE_TALK:
		row->event = appointment_form_of(on);
		row->state = state_by_code(&appointment_machine, to);
		break;
	case FILE_PLAN:
		row->event = state_event_by_code(&plan_machine, on);
		row->state = state_by_code(&plan_machine, to);
		break;
	case FILE_TRANSFER:
		row->event = state_event_by_code(&transfer_machine, on);
		row->state = state_by_code(&transfer_machine, to);
		break;
	default:
		break;
	}
}

int
store_file_each(struct store *st, int64_t student,
    const struct file_place *after, int limit,
    int (*fn)(void *, const struct file_row *), void *arg)
{
	struct file_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":at", after->kind != 0 ? after->at : INT64_MAX);
	stmt_i64(q, ":kind", after->kind);
	stmt_i64(q, ":id", after->id);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		row = (struct file_row){ .place.kind = (int)stmt_get_i64(q, 0),
			.place.id = stmt_get_i64(q, 1),
			.place.at = stmt_get_i64(q, 2),
			.object = stmt_get_i64(q, 3),
			.person = stmt_get_i64(q, 4),
			.event = (int)stmt_get_i64(q, 5),
			.state = (int)stmt_get_i64(q, 6) };
		read_codes(q, &row);
		if ((r = fn(arg, &row)) != 0)
			break;
	}
	return stmt_close(q, r);
}
