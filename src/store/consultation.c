/* SPDX-License-Identifier: Apache-2.0 */
/* What an appointment has been through, and what was written: rows that are
 * only ever added. */
#include "store/consultation.h"
#include "store/stmt.h"

static const struct sql sql_step_add = { "appointment_step_add",
	"INSERT INTO appointment_step (appointment, version, event,"
	" from_state, to_state, person, at, event_at, starts_at, counsellor,"
	" need, audit) VALUES (:appointment, :version, :event, :from_state,"
	" :to_state, :person, :at, :event_at, :starts_at, :counsellor, :need,"
	" :audit)",
	0 };
static const struct sql sql_step_seal = { "appointment_step_seal",
	"UPDATE appointment_step SET pair = :pair, reason = :reason"
	" WHERE id = :id",
	0 };
static const struct sql sql_step_each = { "appointment_step_each",
	"SELECT id, appointment, version, event, from_state, to_state, person,"
	" at, event_at, starts_at, counsellor, need, audit, pair, reason"
	" FROM appointment_step WHERE appointment = :appointment ORDER BY id",
	0 };
static const struct sql sql_note_add = { "consultation_add",
	"INSERT INTO consultation (appointment, revision, author, event_at,"
	" entered_at, audit, pair, note, risk) VALUES (:appointment,"
	" :revision, :author, :event_at, :entered_at, :audit, :pair, :note,"
	" :risk)",
	0 };
static const struct sql sql_note_seal = { "consultation_seal",
	"UPDATE consultation SET note = :note, risk = :risk WHERE id = :id",
	0 };
static const struct sql sql_note_newest = { "consultation_newest",
	"SELECT revision FROM consultation WHERE appointment = :appointment"
	" ORDER BY revision DESC LIMIT 1",
	0 };
static const struct sql sql_note_each = { "consultation_each",
	"SELECT id, appointment, revision, author, event_at, entered_at,"
	" audit, pair, note, risk FROM consultation"
	" WHERE appointment = :appointment ORDER BY revision",
	0 };

const struct sql *const store_consultation_sql[] = { &sql_step_add,
	&sql_step_seal, &sql_step_each, &sql_note_add, &sql_note_seal,
	&sql_note_newest, &sql_note_each, NULL };

int
store_appointment_step_add(struct store *st, struct appointment_step *s)
{
	const struct state_machine *m = &appointment_machine;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_add)) != 0)
		return r;
	stmt_i64(q, ":appointment", s->appointment);
	stmt_i64(q, ":version", s->version);
	stmt_text(q, ":event", state_event_code(m, s->event));
	stmt_text(q, ":from_state",
	    s->from == STATE_NONE ? NULL : state_code(m, s->from));
	stmt_text(q, ":to_state", state_code(m, s->to));
	stmt_i64(q, ":person", s->person);
	stmt_i64(q, ":at", s->at);
	stmt_i64(q, ":event_at", s->event_at);
	stmt_ref(q, ":starts_at", s->starts_at);
	stmt_ref(q, ":counsellor", s->counsellor);
	stmt_i64(q, ":need", s->need);
	stmt_i64(q, ":audit", s->audit);
	if ((r = stmt_run(q)) == 0)
		s->id = store_last_id(st);
	return r;
}

int
store_appointment_step_seal(struct store *st, const struct appointment_step *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_seal)) != 0)
		return r;
	stmt_i64(q, ":id", s->id);
	stmt_i64(q, ":pair", s->reason.pair);
	stmt_blob(q, ":reason", s->reason.bytes, s->reason.n);
	return stmt_run(q);
}

static void
step_from_row(struct stmt *q, struct appointment_step *s)
{
	const struct state_machine *m = &appointment_machine;

	*s = (struct appointment_step){ .id = stmt_get_i64(q, 0) };
	s->appointment = stmt_get_i64(q, 1);
	s->version = stmt_get_i64(q, 2);
	s->event = state_event_by_code(m, stmt_get_text(q, 3));
	s->from = state_by_code(m, stmt_get_text(q, 4)); /* NULL: -1 */
	s->to = state_by_code(m, stmt_get_text(q, 5));
	s->person = stmt_get_i64(q, 6);
	s->at = stmt_get_i64(q, 7);
	s->event_at = stmt_get_i64(q, 8);
	s->starts_at = stmt_get_i64(q, 9);
	s->counsellor = stmt_get_i64(q, 10);
	s->need = (enum appointment_need)stmt_get_i64(q, 11);
	s->audit = stmt_get_i64(q, 12);
	s->reason.pair = stmt_get_i64(q, 13);
	s->reason.bytes = stmt_get_blob(q, 14, &s->reason.n);
}

int
store_appointment_step_each(struct store *st, int64_t appointment,
    int (*fn)(void *, const struct appointment_step *), void *arg)
{
	struct appointment_step s;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_step_each)) != 0)
		return r;
	stmt_i64(q, ":appointment", appointment);
	while ((r = stmt_next(q)) == STORE_ROW) {
		step_from_row(q, &s);
		if ((r = fn(arg, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_consultation_add(struct store *st, struct consultation *c)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_note_add)) != 0)
		return r;
	stmt_i64(q, ":appointment", c->appointment);
	stmt_i64(q, ":revision", c->revision);
	stmt_i64(q, ":author", c->author);
	stmt_i64(q, ":event_at", c->event_at);
	stmt_i64(q, ":entered_at", c->entered_at);
	stmt_i64(q, ":audit", c->audit);
	stmt_i64(q, ":pair", c->note.pair);
	stmt_blob(q, ":note", "", 0);
	stmt_blob(q, ":risk", "", 0);
	if ((r = stmt_run(q)) == 0)
		c->id = store_last_id(st);
	return r;
}

int
store_consultation_seal(struct store *st, const struct consultation *c)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_note_seal)) != 0)
		return r;
	stmt_i64(q, ":id", c->id);
	stmt_blob(q, ":note", c->note.bytes, c->note.n);
	stmt_blob(q, ":risk", c->risk.bytes, c->risk.n);
	return stmt_run(q);
}

int
store_consultation_newest(
    struct store *st, int64_t appointment, int64_t *revision)
{
	struct stmt *q;
	int r;

	*revision = 0;
	if ((r = stmt_open(st, &q, &sql_note_newest)) != 0)
		return r;
	stmt_i64(q, ":appointment", appointment);
	if ((r = stmt_next(q)) == STORE_ROW) {
		*revision = stmt_get_i64(q, 0);
		r = 0;
	}
	return stmt_close(q, r);
}

int
store_consultation_each(struct store *st, int64_t appointment,
    int (*fn)(void *, const struct consultation *), void *arg)
{
	struct consultation c;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_note_each)) != 0)
		return r;
	stmt_i64(q, ":appointment", appointment);
	while ((r = stmt_next(q)) == STORE_ROW) {
		c = (struct consultation){ .id = stmt_get_i64(q, 0) };
		c.appointment = stmt_get_i64(q, 1);
		c.revision = stmt_get_i64(q, 2);
		c.author = stmt_get_i64(q, 3);
		c.event_at = stmt_get_i64(q, 4);
		c.entered_at = stmt_get_i64(q, 5);
		c.audit = stmt_get_i64(q, 6);
		c.note.pair = c.risk.pair = stmt_get_i64(q, 7);
		c.note.bytes = stmt_get_blob(q, 8, &c.note.n);
		c.risk.bytes = stmt_get_blob(q, 9, &c.risk.n);
		if ((r = fn(arg, &c)) != 0)
			break;
	}
	return stmt_close(q, r);
}
