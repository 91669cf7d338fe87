/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/group.h"
#include "store/stmt.h"
#include "student_row.h"

#define COLUMNS                                                               \
	"g.id, g.student, g.code, g.source, g.evidence, g.whereabouts,"       \
	" g.carer, g.starts, g.ends, g.entered_by, g.entered_at, g.ended_by," \
	" g.ended_at, w.name"
#define BY " JOIN person w ON w.id = g.entered_by"
#define STANDS " g.until IS NULL AND (g.ends = 0 OR g.ends >= :today)"
#define OF_CODES " AND :codes LIKE '% ' || g.code || ' %'"
/* A cross join keeps to the order of places: the students lead. */
#define PLACED STUDENT_PLACED(">=") " CROSS JOIN student_group g"

static const struct sql sql_each = { "group_each",
	"SELECT " COLUMNS " FROM student_group g" BY
	" WHERE g.student = :student AND (:ended = 1 OR (" STANDS "))"
	" ORDER BY g.id DESC",
	0 };
static const struct sql sql_get = { "group_get",
	"SELECT " COLUMNS " FROM student_group g" BY " WHERE g.id = :id", 0 };
static const struct sql sql_add = { "group_add",
	"INSERT INTO student_group (student, code, source, evidence,"
	" whereabouts, carer, starts, ends, entered_by, entered_at, since)"
	" VALUES (:student, :code, :source, :evidence, :where, :carer,"
	" :starts, :ends, :by, :at, :audit)",
	0 };
static const struct sql sql_end = { "group_end",
	"UPDATE student_group SET ended_by = :by, ended_at = :at,"
	" until = :audit WHERE id = :id AND until IS NULL",
	0 };
static const struct sql sql_list = { "group_list",
	"SELECT s.*, " COLUMNS PLACED BY
	" WHERE g.student = s.id AND" STANDS OF_CODES
	" AND (s.place, s.id, g.id) > (:place, :student, :id)"
	" ORDER BY s.place, s.id, g.id LIMIT :limit",
	0 };
static const struct sql sql_count = { "group_count",
	"SELECT g.code, COUNT(DISTINCT g.student)" PLACED
	" WHERE g.student = s.id AND" STANDS OF_CODES
	" GROUP BY g.code ORDER BY g.code",
	0 };

const struct sql *const store_group_sql[] = { &sql_each, &sql_get, &sql_add,
	&sql_end, &sql_list, &sql_count, NULL };

/* From column `at` on. */
static void
from_row(struct stmt *q, int at, struct group_row *row)
{
	struct group *g = &row->g;

	*row = (struct group_row){ .id = stmt_get_i64(q, at),
		.student = stmt_get_i64(q, at + 1),
		.entered_by = stmt_get_i64(q, at + 9),
		.entered_at = stmt_get_i64(q, at + 10),
		.ended_by = stmt_get_i64(q, at + 11),
		.ended_at = stmt_get_i64(q, at + 12) };
	g->code = group_code_of(stmt_get_text(q, at + 2));
	g->source = (enum group_source)stmt_get_i64(q, at + 3);
	stmt_copy_text(q, at + 4, g->evidence, sizeof(g->evidence));
	stmt_copy_text(q, at + 5, g->where, sizeof(g->where));
	stmt_copy_text(q, at + 6, g->carer, sizeof(g->carer));
	g->starts = (int)stmt_get_i64(q, at + 7);
	g->ends = (int)stmt_get_i64(q, at + 8);
	stmt_copy_text(q, at + 13, row->by, sizeof(row->by));
}

int
store_group_each(struct store *st, int64_t student, int today, bool ended,
    int (*fn)(void *, const struct group_row *), void *arg)
{
	struct group_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":today", today);
	stmt_i64(q, ":ended", ended);
	while ((r = stmt_next(q)) == STORE_ROW) {
		from_row(q, 0, &row);
		if ((r = fn(arg, &row)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_group_get(struct store *st, int64_t id, struct group_row *g)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		from_row(q, 0, g);
	return stmt_close(q, r);
}

int
store_group_add(struct store *st, struct group_row *row, int64_t audit)
{
	const struct group *g = &row->g;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":student", row->student);
	stmt_text(q, ":code", g->code->name);
	stmt_i64(q, ":source", (int64_t)g->source);
	stmt_text(q, ":evidence", g->evidence);
	stmt_text(q, ":where", g->where);
	stmt_text(q, ":carer", g->carer);
	stmt_i64(q, ":starts", g->starts);
	stmt_i64(q, ":ends", g->ends);
	stmt_i64(q, ":by", row->entered_by);
	stmt_i64(q, ":at", row->entered_at);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) == 0)
		row->id = store_last_id(st);
	return r;
}

int
store_group_end(
    struct store *st, int64_t id, int64_t person, int64_t now, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_end)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":by", person);
	stmt_i64(q, ":at", now);
	stmt_i64(q, ":audit", audit);
	return stmt_change(q, ERR_STALE);
}

static void
bind(struct stmt *q, const struct group_ask *ask)
{
	student_placed(q, ask->lft, ask->rgt, ask->place, ask->student);
	stmt_i64(q, ":today", ask->today);
	stmt_text(q, ":codes", ask->codes);
}

int
store_group_list(struct store *st, const struct group_ask *ask,
    int (*fn)(void *, const struct group_row *, const struct student *),
    void *arg)
{
	struct group_row row;
	struct student s;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_list)) != 0)
		return r;
	bind(q, ask);
	stmt_i64(q, ":id", ask->id);
	stmt_i64(q, ":limit", ask->limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		student_brief(q, &s);
		from_row(q, STUDENT_BRIEF_N, &row);
		if ((r = fn(arg, &row, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_group_count(struct store *st, const struct group_ask *ask,
    int (*fn)(void *, const char *code, int64_t n), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_count)) != 0)
		return r;
	bind(q, ask);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = fn(arg, stmt_get_text(q, 0), stmt_get_i64(q, 1))) != 0)
			break;
	return stmt_close(q, r);
}
