/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "model/heed.h"
#include "store/heed.h"
#include "store/stmt.h"
#include "student_row.h"

#define COLUMNS                                                            \
	"h.id, h.student, h.heed, h.starts, h.ends, h.pair, h.entered_by," \
	" h.entered_at, h.ended_by, h.ended_at, w.name"
#define BY " JOIN person w ON w.id = h.entered_by"
#define STANDS " h.until IS NULL AND (h.ends = 0 OR h.ends >= :today)"
#define PLACED STUDENT_PLACED(">=") " CROSS JOIN health_entry h"

static const struct sql sql_add = { "heed_add",
	"INSERT INTO health_entry (student, heed, starts, ends, entered_by,"
	" entered_at, since) VALUES (:student, :heed, :starts, :ends, :by,"
	" :at, :audit)",
	0 };
static const struct sql sql_seal = { "heed_seal",
	"UPDATE health_entry SET pair = :pair, words = :words WHERE id = :id",
	0 };
static const struct sql sql_get = { "heed_get",
	"SELECT " COLUMNS " FROM health_entry h" BY " WHERE h.id = :id", 0 };
static const struct sql sql_words = { "heed_words",
	"SELECT words FROM health_entry WHERE id = :id AND words IS NOT NULL",
	0 };
static const struct sql sql_end = { "heed_end",
	"UPDATE health_entry SET ended_by = :by, ended_at = :at,"
	" until = :audit WHERE id = :id AND until IS NULL",
	0 };
static const struct sql sql_each = { "heed_each",
	"SELECT " COLUMNS " FROM health_entry h" BY
	" WHERE h.student = :student AND (:ended = 1 OR (" STANDS "))"
	" ORDER BY h.id DESC",
	0 };
static const struct sql sql_list = { "heed_list",
	"SELECT s.*, " COLUMNS PLACED BY " WHERE h.student = s.id AND" STANDS
	" AND (s.place, s.id, h.id) > (:place, :student, :id)"
	" ORDER BY s.place, s.id, h.id LIMIT :limit",
	0 };
static const struct sql sql_count = { "heed_count",
	"SELECT COUNT(DISTINCT h.student)" PLACED
	" WHERE h.student = s.id AND" STANDS,
	0 };

const struct sql *const store_heed_sql[] = { &sql_add, &sql_seal, &sql_get,
	&sql_words, &sql_end, &sql_each, &sql_list, &sql_count, NULL };

static void
from_row(struct stmt *q, int at, struct heed_row *h)
{
	int heed = heed_read(stmt_get_text(q, at + 2));

	*h = (struct heed_row){ .id = stmt_get_i64(q, at),
		.student = stmt_get_i64(q, at + 1),
		.heed = heed > 0 ? (unsigned)heed : 0,
		.starts = (int)stmt_get_i64(q, at + 3),
		.ends = (int)stmt_get_i64(q, at + 4),
		.pair = stmt_get_i64(q, at + 5),
		.entered_by = stmt_get_i64(q, at + 6),
		.entered_at = stmt_get_i64(q, at + 7),
		.ended_by = stmt_get_i64(q, at + 8),
		.ended_at = stmt_get_i64(q, at + 9) };
	stmt_copy_text(q, at + 10, h->by, sizeof(h->by));
}

int
store_heed_add(struct store *st, struct heed_row *h, int64_t audit)
{
	char heed[HEED_WORDS_MAX];
	struct stmt *q;
	int r;

	heed_put(h->heed, heed);
	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_i64(q, ":student", h->student);
	stmt_text(q, ":heed", heed);
	stmt_i64(q, ":starts", h->starts);
	stmt_i64(q, ":ends", h->ends);
	stmt_i64(q, ":by", h->entered_by);
	stmt_i64(q, ":at", h->entered_at);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) == 0)
		h->id = store_last_id(st);
	return r;
}

int
store_heed_seal(
    struct store *st, int64_t id, int64_t pair, const void *sealed, size_t n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_seal)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_i64(q, ":pair", pair);
	stmt_blob(q, ":words", sealed, n);
	return stmt_run(q);
}

int
store_heed_get(struct store *st, int64_t id, struct heed_row *h)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		from_row(q, 0, h);
	return stmt_close(q, r);
}

int
store_heed_words(struct store *st, int64_t id,
    int (*fn)(void *, const void *sealed, size_t n), void *arg)
{
	const void *sealed;
	struct stmt *q;
	size_t n;
	int r;

	if ((r = stmt_open(st, &q, &sql_words)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_next(q)) == STORE_ROW) {
		sealed = stmt_get_blob(q, 0, &n);
		r = fn(arg, sealed, n);
	}
	return stmt_close(q, r);
}

int
store_heed_end(
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

int
store_heed_each(struct store *st, int64_t student, int today, bool ended,
    int (*fn)(void *, const struct heed_row *), void *arg)
{
	struct heed_row h;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_each)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":today", today);
	stmt_i64(q, ":ended", ended);
	while ((r = stmt_next(q)) == STORE_ROW) {
		from_row(q, 0, &h);
		if ((r = fn(arg, &h)) != 0)
			break;
	}
	return stmt_close(q, r);
}

static void
bind(struct stmt *q, const struct heed_ask *ask)
{
	student_placed(q, ask->lft, ask->rgt, ask->place, ask->student);
	stmt_i64(q, ":today", ask->today);
}

int
store_heed_list(struct store *st, const struct heed_ask *ask,
    int (*fn)(void *, const struct heed_row *, const struct student *),
    void *arg)
{
	struct heed_row h;
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
		from_row(q, STUDENT_BRIEF_N, &h);
		if ((r = fn(arg, &h, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_heed_count(struct store *st, const struct heed_ask *ask, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_count)) != 0)
		return r;
	bind(q, ask);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}
