/* SPDX-License-Identifier: Apache-2.0 */
/* The numbers of the district's care system. */
#include "base/err.h"
#include "internal.h"
#include "store/care.h"
#include "store/stmt.h"

#define NUMBER \
	"SELECT id, student, number, entered_by, entered_at FROM care_number"

static const struct sql sql_of = { "care_number_of",
	NUMBER " WHERE student = :student AND until IS NULL", 0 };
static const struct sql sql_by = { "care_number_by",
	NUMBER " WHERE number = :number AND until IS NULL", 0 };
static const struct sql sql_add = { "care_number_add",
	"INSERT INTO care_number"
	" (student, number, entered_by, entered_at, since)"
	" VALUES (:student, :number, :by, :at, :audit)",
	0 };
static const struct sql sql_end = { "care_number_end",
	"UPDATE care_number SET until = :audit"
	" WHERE id = :id AND until IS NULL",
	0 };

const struct sql *const store_care_sql[] = { &sql_of, &sql_by, &sql_add,
	&sql_end, NULL };

static int
read_one(struct stmt *q, struct care_number *n)
{
	int r = stmt_one(q);

	if (r == 0) {
		*n = (struct care_number){ .id = stmt_get_i64(q, 0),
			.student = stmt_get_i64(q, 1),
			.entered_by = stmt_get_i64(q, 3),
			.entered_at = stmt_get_i64(q, 4) };
		stmt_copy_text(q, 2, n->number, sizeof(n->number));
	}
	return stmt_close(q, r);
}

int
store_care_number_of(struct store *st, int64_t student, struct care_number *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	return read_one(q, n);
}

int
store_care_number_by(
    struct store *st, const char *number, struct care_number *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_by)) != 0)
		return r;
	stmt_text(q, ":number", number);
	return read_one(q, n);
}

int
store_care_number_add(struct store *st, struct care_number *n, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":student", n->student);
	stmt_text(q, ":number", n->number);
	stmt_i64(q, ":by", n->entered_by);
	stmt_i64(q, ":at", n->entered_at);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) == 0)
		n->id = store_last_id(st);
	return r;
}

int
store_care_number_end(struct store *st, int64_t id, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_end)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) == 0 && store_changes(st) != 1)
		r = ERR_STALE;
	return r;
}
