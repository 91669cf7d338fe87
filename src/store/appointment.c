/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "base/mem.h"
#include "store/consultation.h"
#include "store/stmt.h"

#define COLUMNS                                                       \
	"id, version, student, school, lft, state, form, source,"     \
	" source_id, need, counsellor, asked_by, event_at,"           \
	" entered_at, starts_at, held_at, noted_at, due_at, due_key," \
	" room"

static const struct sql sql_appointment_add = { "appointment_add",
	"INSERT INTO appointment (version, student, school, lft, state,"
	" is_open, form, source, source_id, need, counsellor, asked_by,"
	" event_at, entered_at, starts_at, held_at, noted_at, due_at, due_key,"
	" room) VALUES (:version, :student, :school, :lft, :state, :is_open,"
	" :form, :source, :source_id, :need, :counsellor, :asked_by,"
	" :event_at, :entered_at, :starts_at, :held_at, :noted_at, :due_at,"
	" :due_key, :room)",
	0 };
static const struct sql sql_appointment_put = { "appointment_put",
	"UPDATE appointment SET version = :version + 1, state = :state,"
	" is_open = :is_open, form = :form, need = :need,"
	" counsellor = :counsellor, starts_at = :starts_at,"
	" held_at = :held_at, noted_at = :noted_at, due_at = :due_at,"
	" due_key = :due_key, room = :room"
	" WHERE id = :id AND version = :version",
	0 };
static const struct sql sql_appointment_get = { "appointment_get",
	"SELECT " COLUMNS " FROM appointment WHERE id = :id", 0 };
static const struct sql sql_of_counsellor = { "appointment_of_counsellor",
	"SELECT " COLUMNS " FROM appointment WHERE counsellor = :person"
	" AND is_open = 1 AND id > :after ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_between = { "appointment_between",
	"SELECT " COLUMNS " FROM appointment WHERE counsellor = :person"
	" AND starts_at >= :from AND starts_at < :to"
	" ORDER BY starts_at LIMIT :limit",
	0 };
static const struct sql sql_free = { "appointment_free",
	"SELECT " COLUMNS " FROM appointment WHERE is_open = 1"
	" AND counsellor IS NULL AND lft >= :lft AND lft <= :rgt"
	" ORDER BY lft LIMIT :limit",
	0 };
static const struct sql sql_of_asker = { "appointment_of_asker",
	"SELECT " COLUMNS " FROM appointment WHERE asked_by = :person"
	" AND is_open = 1 AND id > :after ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_of_student = { "appointment_of_student",
	"SELECT " COLUMNS " FROM appointment WHERE student = :student"
	" AND id < :before ORDER BY id DESC LIMIT :limit",
	0 };
static const struct sql sql_due = { "appointment_due",
	"SELECT " COLUMNS " FROM appointment WHERE is_open = 1"
	" AND due_at < :before ORDER BY due_at LIMIT :limit",
	0 };

const struct sql *const store_appointment_sql[] = { &sql_appointment_add,
	&sql_appointment_put, &sql_appointment_get, &sql_of_counsellor,
	&sql_between, &sql_free, &sql_of_asker, &sql_of_student, &sql_due,
	NULL };

static int64_t
known_or_first(int n)
{
	return n < 0 ? 0 : n;
}

static void
appointment_from_row(struct stmt *q, struct appointment *a)
{
	*a = (struct appointment){ .id = stmt_get_i64(q, 0) };
	a->version = stmt_get_i64(q, 1);
	a->student = stmt_get_i64(q, 2);
	a->school = stmt_get_i64(q, 3);
	a->lft = stmt_get_i64(q, 4);
	a->state = (enum appointment_state)known_or_first(
	    state_by_code(&appointment_machine, stmt_get_text(q, 5)));
	a->form = (enum appointment_form)known_or_first(
	    appointment_form_of(stmt_get_text(q, 6)));
	a->source = (enum appointment_source)known_or_first(
	    appointment_source_of(stmt_get_text(q, 7)));
	a->source_id = stmt_get_i64(q, 8);
	a->need = (enum appointment_need)stmt_get_i64(q, 9);
	a->counsellor = stmt_get_i64(q, 10);
	a->asked_by = stmt_get_i64(q, 11);
	a->event_at = stmt_get_i64(q, 12);
	a->entered_at = stmt_get_i64(q, 13);
	a->starts_at = stmt_get_i64(q, 14);
	a->held_at = stmt_get_i64(q, 15);
	a->noted_at = stmt_get_i64(q, 16);
	a->due_at = stmt_get_i64(q, 17);
	stmt_copy_text(q, 18, a->due_key, sizeof(a->due_key));
	stmt_copy_text(q, 19, a->room, sizeof(a->room));
}

/* What changes in the life of a row. */
static void
bind_moving(struct stmt *q, const struct appointment *a)
{
	stmt_text(q, ":state", state_code(&appointment_machine, (int)a->state));
	stmt_i64(q, ":is_open", appointment_is_open(a->state));
	stmt_text(q, ":form", appointment_form_name((int)a->form));
	stmt_i64(q, ":need", a->need);
	stmt_ref(q, ":counsellor", a->counsellor);
	stmt_ref(q, ":starts_at", a->starts_at);
	stmt_ref(q, ":held_at", a->held_at);
	stmt_ref(q, ":noted_at", a->noted_at);
	stmt_ref(q, ":due_at", a->due_at);
	stmt_text(q, ":due_key", a->due_key[0] != '\0' ? a->due_key : NULL);
	stmt_text(q, ":room", a->room[0] != '\0' ? a->room : NULL);
	stmt_i64(q, ":version", a->version);
}

int
store_appointment_add(struct store *st, struct appointment *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_appointment_add)) != 0)
		return r;
	a->version = 1;
	stmt_i64(q, ":student", a->student);
	stmt_i64(q, ":school", a->school);
	stmt_i64(q, ":lft", a->lft);
	stmt_text(q, ":source", appointment_source_name((int)a->source));
	stmt_ref(q, ":source_id", a->source_id);
	stmt_i64(q, ":asked_by", a->asked_by);
	stmt_i64(q, ":event_at", a->event_at);
	stmt_i64(q, ":entered_at", a->entered_at);
	bind_moving(q, a);
	if ((r = stmt_run(q)) == 0)
		a->id = store_last_id(st);
	return r;
}

int
store_appointment_put(struct store *st, struct appointment *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_appointment_put)) != 0)
		return r;
	stmt_i64(q, ":id", a->id);
	bind_moving(q, a);
	if ((r = stmt_change(q, ERR_STALE)) != 0)
		return r;
	a->version++;
	return 0;
}

int
store_appointment_get(struct store *st, int64_t id, struct appointment *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_appointment_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		appointment_from_row(q, a);
	return stmt_close(q, r);
}

/* The rows of a statement that is bound. */
static int
each(struct stmt *q, int limit, appointment_fn *fn, void *arg)
{
	struct appointment a;
	int r;

	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		appointment_from_row(q, &a);
		if ((r = fn(arg, &a)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_appointment_of_counsellor(struct store *st, int64_t person, int64_t after,
    int limit, appointment_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of_counsellor)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":after", after);
	return each(q, limit, fn, arg);
}

int
store_appointment_between(struct store *st, int64_t person, int64_t from,
    int64_t to, int limit, appointment_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_between)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":from", from);
	stmt_i64(q, ":to", to);
	return each(q, limit, fn, arg);
}

int
store_appointment_free(struct store *st, int64_t lft, int64_t rgt, int limit,
    appointment_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_free)) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	return each(q, limit, fn, arg);
}

int
store_appointment_of_asker(struct store *st, int64_t person, int64_t after,
    int limit, appointment_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of_asker)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":after", after);
	return each(q, limit, fn, arg);
}

int
store_appointment_of_student(struct store *st, int64_t student, int64_t before,
    int limit, appointment_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of_student)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":before", before != 0 ? before : INT64_MAX);
	return each(q, limit, fn, arg);
}

int
store_appointment_due(
    struct store *st, int64_t before, int limit, appointment_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_due)) != 0)
		return r;
	stmt_i64(q, ":before", before);
	return each(q, limit, fn, arg);
}
