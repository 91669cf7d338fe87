/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "store/paper.h"
#include "store/stmt.h"
#include "store/store.h"

#define FROM                                                           \
	"SELECT id, number, code, org, printed_by, printed_at, state," \
	" subject, object, event_at, done_by, done_at FROM paper_form" \
	" WHERE "
#define PAGE " AND state = 'OUT' AND id > :after ORDER BY id LIMIT :limit"

static const struct sql sql_add = { "paper_add",
	"INSERT INTO paper_form (number, tail, code, org, printed_by,"
	" printed_at, state, subject, object, event_at, done_by, done_at)"
	" VALUES (:number, :tail, :code, :org, :printed_by, :printed_at,"
	" :state, :subject, :object, :event_at, :done_by, :done_at)",
	0 };
static const struct sql sql_put = { "paper_put",
	"UPDATE paper_form SET state = :state, subject = :subject,"
	" object = :object, event_at = :event_at, done_by = :done_by,"
	" done_at = :done_at WHERE id = :id",
	0 };
static const struct sql sql_by_number = { "paper_by_number",
	FROM "number = :number ORDER BY id", 0 };
static const struct sql sql_by_tail = { "paper_by_tail",
	FROM "tail = :number ORDER BY id", 0 };
static const struct sql sql_of = { "paper_of",
	FROM "subject = :subject AND object = :object LIMIT 1", 0 };
static const struct sql sql_of_org = { "paper_out_of_org",
	FROM "org = :of" PAGE, 0 };
static const struct sql sql_of_person = { "paper_out_of_person",
	FROM "printed_by = :of" PAGE, 0 };

const struct sql *const store_paper_sql[] = { &sql_add, &sql_put,
	&sql_by_number, &sql_by_tail, &sql_of, &sql_of_org, &sql_of_person,
	NULL };

static void
bind_state(struct stmt *q, const struct paper *p)
{
	stmt_text(q, ":state", paper_state_code(p->state));
	stmt_text(q, ":subject", paper_subject_code(p->subject));
	stmt_i64(q, ":object", p->object);
	stmt_ref(q, ":event_at", p->event_at);
	stmt_ref(q, ":done_by", p->done_by);
	stmt_ref(q, ":done_at", p->done_at);
}

int
store_paper_add(struct store *st, struct paper *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	stmt_text(q, ":number", p->number);
	stmt_text(q, ":tail", paper_tail(p->number));
	stmt_text(q, ":code", p->code);
	stmt_ref(q, ":org", p->org);
	stmt_ref(q, ":printed_by", p->printed_by);
	stmt_ref(q, ":printed_at", p->printed_at);
	bind_state(q, p);
	if ((r = stmt_run(q)) == 0)
		p->id = store_last_id(st);
	return r;
}

int
store_paper_put(struct store *st, const struct paper *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	stmt_i64(q, ":id", p->id);
	bind_state(q, p);
	return stmt_run(q);
}

static int
paper_from_row(struct stmt *q, struct paper *p)
{
	int state = paper_state_of(stmt_get_text(q, 6));
	int subject = paper_subject_of(stmt_get_text(q, 7));

	*p = (struct paper){ .id = stmt_get_i64(q, 0),
		.org = stmt_get_i64(q, 3),
		.printed_by = stmt_get_i64(q, 4),
		.printed_at = stmt_get_i64(q, 5),
		.state = (enum paper_state)state,
		.subject = (enum paper_subject)subject,
		.object = stmt_get_i64(q, 8),
		.event_at = stmt_get_i64(q, 9),
		.done_by = stmt_get_i64(q, 10),
		.done_at = stmt_get_i64(q, 11) };
	stmt_copy_text(q, 1, p->number, sizeof(p->number));
	stmt_copy_text(q, 2, p->code, sizeof(p->code));
	return state < 0 || subject < 0 ? ERR_CORRUPT : 0;
}

static int
paper_one(struct stmt *q, struct paper *p)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		r = paper_from_row(q, p);
	return stmt_close(q, r);
}

static int
each(struct stmt *q, int (*fn)(void *, const struct paper *), void *arg)
{
	struct paper p;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = paper_from_row(q, &p)) != 0 || (r = fn(arg, &p)) != 0)
			break;
	return stmt_close(q, r);
}

static int
by(struct store *st, const struct sql *sql, const char *number,
    int (*fn)(void *, const struct paper *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, sql)) != 0)
		return r;
	stmt_text(q, ":number", number);
	return each(q, fn, arg);
}

int
store_paper_by_number(struct store *st, const char *number,
    int (*fn)(void *, const struct paper *), void *arg)
{
	int r = by(st, &sql_by_number, number, fn, arg);

	return r == 0 ? by(st, &sql_by_tail, number, fn, arg) : r;
}

int
store_paper_of(struct store *st, enum paper_subject subject, int64_t object,
    struct paper *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_of)) != 0)
		return r;
	stmt_text(q, ":subject", paper_subject_code(subject));
	stmt_i64(q, ":object", object);
	return paper_one(q, p);
}

static int
out(struct store *st, const struct sql *sql, int64_t of, int64_t after,
    int limit, int (*fn)(void *, const struct paper *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, sql)) != 0)
		return r;
	stmt_i64(q, ":of", of);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	return each(q, fn, arg);
}

int
store_paper_out_of_org(struct store *st, int64_t org, int64_t after, int limit,
    int (*fn)(void *, const struct paper *), void *arg)
{
	return out(st, &sql_of_org, org, after, limit, fn, arg);
}

int
store_paper_out_of_person(struct store *st, int64_t person, int64_t after,
    int limit, int (*fn)(void *, const struct paper *), void *arg)
{
	return out(st, &sql_of_person, person, after, limit, fn, arg);
}
