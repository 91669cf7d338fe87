/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/stmt.h"
#include "store/training.h"

#define COLUMNS "id, person, kind, day, ends, hours, noted_by, at, until"

static const struct sql sql_add = { "training_add",
	"INSERT INTO training (person, kind, day, ends, hours, noted_by, at)"
	" VALUES (:person, :kind, :day, :ends, :hours, :by, :at)",
	0 };
static const struct sql sql_get = { "training_get",
	"SELECT " COLUMNS " FROM training WHERE id = :id", 0 };
static const struct sql sql_end = { "training_end",
	"UPDATE training SET until = :at WHERE id = :id AND until IS NULL", 0 };
static const struct sql sql_each = { "training_each",
	"SELECT " COLUMNS " FROM training"
	" WHERE person = :person AND until IS NULL ORDER BY id",
	0 };
static const struct sql sql_last = { "training_last",
	"SELECT MAX(CASE WHEN ends = '' THEN '9999-12-31' ELSE ends END)"
	" FROM training WHERE person = :person AND until IS NULL",
	0 };

const struct sql *const store_training_sql[] = { &sql_add, &sql_get, &sql_end,
	&sql_each, &sql_last, NULL };

int
store_training_add(struct store *st, struct training *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":person", t->person);
	stmt_text(q, ":kind", t->kind);
	stmt_text(q, ":day", t->day);
	stmt_text(q, ":ends", t->ends);
	stmt_i64(q, ":hours", t->hours);
	stmt_i64(q, ":by", t->noted_by);
	stmt_i64(q, ":at", t->at);
	if ((r = stmt_run(q)) == 0)
		t->id = store_last_id(st);
	return r;
}

static void
training_from_row(struct stmt *q, struct training *t)
{
	*t = (struct training){ .id = stmt_get_i64(q, 0),
		.person = stmt_get_i64(q, 1),
		.hours = (int)stmt_get_i64(q, 5),
		.noted_by = stmt_get_i64(q, 6),
		.at = stmt_get_i64(q, 7),
		.until = stmt_get_i64(q, 8) };
	stmt_copy_text(q, 2, t->kind, sizeof(t->kind));
	stmt_copy_text(q, 3, t->day, sizeof(t->day));
	stmt_copy_text(q, 4, t->ends, sizeof(t->ends));
}

int
store_training_get(struct store *st, int64_t id, struct training *t)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		training_from_row(q, t);
	return stmt_close(q, r);
}

int
store_training_end(struct store *st, int64_t id, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_end)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":at", at);
	return stmt_run(q);
}

int
store_training_each(struct store *st, int64_t person,
    int (*fn)(void *, const struct training *), void *arg)
{
	struct training t;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	while ((r = stmt_next(q)) == STORE_ROW) {
		training_from_row(q, &t);
		if ((r = fn(arg, &t)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_training_last(struct store *st, int64_t person, char ends[DAY_TEXT])
{
	struct stmt *q;
	int r;

	ends[0] = '\0';
	if ((r = stmt_open(st, &q, &sql_last)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	if ((r = stmt_one(q)) == 0)
		stmt_copy_text(q, 0, ends, DAY_TEXT); /* NULL: "" */
	return stmt_close(q, r);
}
