/* SPDX-License-Identifier: Apache-2.0 */
#include "internal.h"
#include "store/stmt.h"
#include "store/training.h"

static const struct sql sql_add = { "training_add",
	"INSERT INTO training (person, kind, day, ends, hours, noted_by, at)"
	" VALUES (:person, :kind, :day, :ends, :hours, :by, :at)",
	0 };
static const struct sql sql_each = { "training_each",
	"SELECT id, person, kind, day, ends, hours, noted_by, at"
	" FROM training WHERE person = :person ORDER BY id",
	0 };

const struct sql *const store_training_sql[] = { &sql_add, &sql_each, NULL };

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
		t.id = stmt_get_i64(q, 0);
		t.person = stmt_get_i64(q, 1);
		stmt_copy_text(q, 2, t.kind, sizeof(t.kind));
		stmt_copy_text(q, 3, t.day, sizeof(t.day));
		stmt_copy_text(q, 4, t.ends, sizeof(t.ends));
		t.hours = (int)stmt_get_i64(q, 5);
		t.noted_by = stmt_get_i64(q, 6);
		t.at = stmt_get_i64(q, 7);
		if ((r = fn(arg, &t)) != 0)
			break;
	}
	return stmt_close(q, r);
}
