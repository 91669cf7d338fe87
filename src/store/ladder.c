/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/knock.h"
#include "store/stmt.h"

#define LADDER                                                              \
	"l.id, l.kind, l.subject, l.object, l.org, l.lft, l.asked,"         \
	" l.channel, l.person, l.at, l.rung, l.moved_at, l.due_at, l.open," \
	" l.ended_at, l.ended_by, l.ended_how"

static const struct sql sql_ladder_add = { "ladder_add",
	"INSERT INTO ladder (kind, subject, object, org, lft, asked, channel,"
	" person, at, rung, moved_at, due_at, open) VALUES (:kind, :subject,"
	" :object, :org, :lft, :asked, :channel, :person, :at, :rung,"
	" :moved_at, :due_at, 1)",
	0 };
static const struct sql sql_ladder_get = { "ladder_get",
	"SELECT " LADDER " FROM ladder l WHERE l.id = :id", 0 };
static const struct sql sql_ladder_put = { "ladder_put",
	"UPDATE ladder SET rung = :rung, moved_at = :moved_at,"
	" due_at = :due_at, open = :open, ended_at = :ended_at,"
	" ended_by = :ended_by, ended_how = :ended_how WHERE id = :id",
	0 };
static const struct sql sql_ladder_due = { "ladder_due",
	"SELECT " LADDER " FROM ladder l WHERE l.open = 1"
	" AND l.due_at IS NOT NULL"
	" AND (l.due_at <= :now OR l.moved_at > :moved)"
	" ORDER BY l.due_at, l.id LIMIT :limit",
	0 };
static const struct sql sql_ladder_ended = { "ladder_ended",
	"SELECT " LADDER " FROM ladder l WHERE l.open = 1"
	" AND l.due_at IS NULL ORDER BY l.id LIMIT :limit",
	0 };
static const struct sql sql_ladder_of = { "ladder_of",
	"SELECT " LADDER " FROM ladder l WHERE l.subject = :subject"
	" AND l.object = :object AND l.open = 1 ORDER BY l.id",
	0 };
static const struct sql sql_ladder_at = { "ladder_at",
	"SELECT " LADDER " FROM ladder l WHERE l.open = 1"
	" AND l.lft >= :lft AND l.lft <= :rgt ORDER BY l.id LIMIT :limit",
	0 };
static const struct sql sql_ladder_by = { "ladder_by",
	"SELECT " LADDER " FROM ladder l WHERE l.person = :person"
	" AND l.open = 1 ORDER BY l.id LIMIT :limit",
	0 };
static const struct sql sql_ladder_asking = { "ladder_asking",
	"SELECT " LADDER " FROM ladder l WHERE l.asked = :person"
	" AND l.open = 1 ORDER BY l.id LIMIT :limit",
	0 };
static const struct sql sql_ladder_to = { "ladder_to",
	"SELECT DISTINCT " LADDER " FROM knock k JOIN ladder l"
	" ON l.id = k.ladder WHERE k.person = :person AND k.open = 1"
	" AND l.open = 1 ORDER BY l.id LIMIT :limit",
	0 };

const struct sql *const store_ladder_sql[] = { &sql_ladder_add, &sql_ladder_get,
	&sql_ladder_put, &sql_ladder_due, &sql_ladder_ended, &sql_ladder_of,
	&sql_ladder_at, &sql_ladder_by, &sql_ladder_asking, &sql_ladder_to,
	NULL };

static void
ladder_from_row(struct stmt *q, struct ladder *l)
{
	*l = (struct ladder){ .id = stmt_get_i64(q, 0) };
	l->kind = (enum knock_kind)knock_kind_of(stmt_get_text(q, 1));
	l->subject = (enum knock_subject)knock_subject_of(stmt_get_text(q, 2));
	l->object = stmt_get_i64(q, 3);
	l->org = stmt_get_i64(q, 4);
	l->lft = stmt_get_i64(q, 5);
	l->asked = stmt_get_i64(q, 6);
	l->channel =
	    stmt_get_null(q, 7) ? -1 : knock_channel_of(stmt_get_text(q, 7));
	l->person = stmt_get_i64(q, 8);
	l->at = stmt_get_i64(q, 9);
	l->rung = (int)stmt_get_i64(q, 10);
	l->moved_at = stmt_get_i64(q, 11);
	l->due_at = stmt_get_i64(q, 12);
	l->open = stmt_get_i64(q, 13) != 0;
	l->ended_at = stmt_get_i64(q, 14);
	l->ended_by = stmt_get_i64(q, 15);
	stmt_copy_text(q, 16, l->ended_how, sizeof(l->ended_how));
}

static int
ladder_each(struct stmt *q, ladder_fn *fn, void *arg)
{
	struct ladder l;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		ladder_from_row(q, &l);
		if ((r = fn(arg, &l)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_ladder_add(struct store *st, struct ladder *l)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ladder_add)) != 0)
		return r;
	stmt_text(q, ":kind", knock_kind_code(l->kind));
	stmt_text(q, ":subject", knock_subject_code(l->subject));
	stmt_i64(q, ":object", l->object);
	stmt_i64(q, ":org", l->org);
	stmt_i64(q, ":lft", l->lft);
	stmt_ref(q, ":asked", l->asked);
	stmt_text(q, ":channel",
	    l->channel >= 0 ? knock_channel_code(l->channel) : NULL);
	stmt_ref(q, ":person", l->person);
	stmt_i64(q, ":at", l->at);
	stmt_i64(q, ":rung", l->rung);
	stmt_i64(q, ":moved_at", l->moved_at);
	stmt_ref(q, ":due_at", l->due_at);
	if ((r = stmt_run(q)) == 0)
		l->id = store_last_id(st);
	return r;
}

int
store_ladder_get(struct store *st, int64_t id, struct ladder *l)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ladder_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		ladder_from_row(q, l);
	return stmt_close(q, r);
}

int
store_ladder_put(struct store *st, const struct ladder *l)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ladder_put)) != 0)
		return r;
	stmt_i64(q, ":id", l->id);
	stmt_i64(q, ":rung", l->rung);
	stmt_i64(q, ":moved_at", l->moved_at);
	stmt_ref(q, ":due_at", l->due_at);
	stmt_i64(q, ":open", l->open);
	stmt_ref(q, ":ended_at", l->ended_at);
	stmt_ref(q, ":ended_by", l->ended_by);
	stmt_text(q, ":ended_how", l->ended_how[0] ? l->ended_how : NULL);
	return stmt_run(q);
}

int
store_ladder_due(struct store *st, int64_t now, int64_t moved, int limit,
    ladder_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ladder_due)) != 0)
		return r;
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":moved", moved);
	stmt_i64(q, ":limit", limit);
	return ladder_each(q, fn, arg);
}

int
store_ladder_ended(struct store *st, int limit, ladder_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ladder_ended)) != 0)
		return r;
	stmt_i64(q, ":limit", limit);
	return ladder_each(q, fn, arg);
}

int
store_ladder_of(struct store *st, enum knock_subject subject, int64_t object,
    ladder_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ladder_of)) != 0)
		return r;
	stmt_text(q, ":subject", knock_subject_code(subject));
	stmt_i64(q, ":object", object);
	return ladder_each(q, fn, arg);
}

int
store_ladder_at(struct store *st, int64_t lft, int64_t rgt, int limit,
    ladder_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_ladder_at)) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	stmt_i64(q, ":limit", limit);
	return ladder_each(q, fn, arg);
}

static int
of_person(struct store *st, const struct sql *s, int64_t person, int limit,
    ladder_fn *fn, void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":limit", limit);
	return ladder_each(q, fn, arg);
}

int
store_ladder_by(
    struct store *st, int64_t person, int limit, ladder_fn *fn, void *arg)
{
	return of_person(st, &sql_ladder_by, person, limit, fn, arg);
}

int
store_ladder_to(
    struct store *st, int64_t person, int limit, ladder_fn *fn, void *arg)
{
	return of_person(st, &sql_ladder_to, person, limit, fn, arg);
}

int
store_ladder_asking(
    struct store *st, int64_t person, int limit, ladder_fn *fn, void *arg)
{
	return of_person(st, &sql_ladder_asking, person, limit, fn, arg);
}
