/* SPDX-License-Identifier: Apache-2.0 */
/* Packages and numbered copies that leave the house. */
#include <stdio.h>

#include "base/err.h"
#include "store/gate.h"
#include "store/stmt.h"
#include "store/store.h"

#define COLUMNS                                                              \
	"p.id, p.number, p.student, p.school, p.medium, p.receiver, p.name," \
	" p.purpose, p.ground, p.items, p.appointment, p.warning,"           \
	" p.warning_version, p.state, p.made_by, p.made_at, p.audit,"        \
	" p.agreed_by, p.agreed_at, p.expires_at, p.fetches, p.fetched_at,"  \
	" p.due, p.outcome, p.outcome_by, p.outcome_at, p.outcome_audit,"    \
	" p.pair, p.secret, p.appointment_version"
#define FROM "SELECT " COLUMNS " FROM package p WHERE "
/* As the index package_open has it; and it is not too late to fetch it. */
#define OPEN                                            \
	"(p.state = 'ASKED' OR (p.state = 'AGREED' AND" \
	" (p.medium = 'paper' OR p.fetches = 0)))"
#define STILL "(p.state = 'ASKED' OR p.fetches > 0 OR p.expires_at > :now)"
#define WAITING                    \
	" AND " OPEN " AND " STILL \
	" AND p.id > :after ORDER BY p.id LIMIT :limit"
#define PAST                            \
	" AND NOT (" OPEN " AND " STILL \
	") AND p.id < :after ORDER BY p.id DESC LIMIT :limit"
#define OF_MAKER "p.made_by = :person"
#define OF_PLACE                                                  \
	"(SELECT o.lft FROM org o WHERE o.id = p.school) BETWEEN" \
	" :lft AND :rgt"

static const struct sql sql_add = { "package_add",
	"INSERT INTO package (number, student, school, medium, receiver, name,"
	" purpose, ground, items, appointment, appointment_version, warning,"
	" warning_version, state, made_by, made_at, audit, fetches, due,"
	" outcome) VALUES (:number, :student, :school, :medium, :receiver,"
	" :name, :purpose, :ground, :items, :appointment,"
	" :appointment_version, :warning, :warning_version, :state, :made_by, "
	":made_at, :audit, 0, :due, '')",
	0 };
static const struct sql sql_get = { "package_get", FROM "p.id = :id", 0 };
static const struct sql sql_put = { "package_put",
	"UPDATE package SET state = :state, agreed_by = :agreed_by,"
	" agreed_at = :agreed_at, expires_at = :expires_at,"
	" fetches = :fetches, fetched_at = :fetched_at, outcome = :outcome,"
	" outcome_by = :outcome_by, outcome_at = :outcome_at,"
	" outcome_audit = :outcome_audit WHERE id = :id",
	0 };
static const struct sql sql_secret = { "package_secret",
	"UPDATE package SET pair = :pair, secret = :secret WHERE id = :id", 0 };
static const struct sql sql_forget = { "package_forget",
	"UPDATE package SET pair = NULL, secret = NULL WHERE pair IS NOT NULL"
	" AND expires_at < :now",
	0 };
static const struct sql sql_count = { "package_count",
	"SELECT count(*) FROM package WHERE number >= :from AND number < :to",
	0 };
static const struct sql sql_maker[] = {
	{ "package_waiting_of_maker", FROM OF_MAKER WAITING, 0 },
	{ "package_past_of_maker", FROM OF_MAKER PAST, 0 },
};
static const struct sql sql_fetchable = { "package_fetchable",
	FROM OF_MAKER " AND p.state = 'AGREED' AND p.fetches < :times"
		      " AND p.expires_at > :now AND p.id > :after"
		      " ORDER BY p.id LIMIT :limit",
	0 };
static const struct sql sql_place[] = {
	{ "package_waiting_of_place", FROM OF_PLACE WAITING, SQL_ENDS },
	{ "package_past_of_place", FROM OF_PLACE PAST, SQL_ENDS },
};

const struct sql *const store_package_sql[] = { &sql_add, &sql_get, &sql_put,
	&sql_secret, &sql_forget, &sql_count, &sql_maker[0], &sql_maker[1],
	&sql_fetchable, &sql_place[0], &sql_place[1], NULL };

static int
coded(struct stmt *q, int col, enum package_list l, bool *bad)
{
	int i = package_of(l, stmt_get_text(q, col));

	*bad |= i < 0;
	return i < 0 ? 0 : i;
}

static int
package_from_row(struct stmt *q, struct package_row *row)
{
	struct package *p = &row->p;
	bool bad = false;

	*row = (struct package_row){ .pair = stmt_get_i64(q, 27) };
	row->secret = stmt_get_blob(q, 28, &row->n_secret);
	p->id = stmt_get_i64(q, 0);
	stmt_copy_text(q, 1, p->number, sizeof(p->number));
	p->student = stmt_get_i64(q, 2);
	p->school = stmt_get_i64(q, 3);
	p->medium = coded(q, 4, PACKAGE_LIST_MEDIUM, &bad);
	p->receiver = coded(q, 5, PACKAGE_LIST_RECEIVER, &bad);
	stmt_copy_text(q, 6, p->name, sizeof(p->name));
	p->purpose = coded(q, 7, PACKAGE_LIST_PURPOSE, &bad);
	p->ground = coded(q, 8, PACKAGE_LIST_GROUND, &bad);
	p->items = (unsigned)stmt_get_i64(q, 9);
	p->appointment = stmt_get_i64(q, 10);
	p->appointment_version = stmt_get_i64(q, 29);
	p->warning = stmt_get_i64(q, 11);
	p->warning_version = stmt_get_i64(q, 12);
	p->state = coded(q, 13, PACKAGE_LIST_STATE, &bad);
	p->made_by = stmt_get_i64(q, 14);
	p->made_at = stmt_get_i64(q, 15);
	p->audit = stmt_get_i64(q, 16);
	p->agreed_by = stmt_get_i64(q, 17);
	p->agreed_at = stmt_get_i64(q, 18);
	p->expires_at = stmt_get_i64(q, 19);
	p->fetches = (int)stmt_get_i64(q, 20);
	p->fetched_at = stmt_get_i64(q, 21);
	p->due = (int)stmt_get_i64(q, 22);
	p->outcome = coded(q, 23, PACKAGE_LIST_OUTCOME, &bad);
	p->outcome_by = stmt_get_i64(q, 24);
	p->outcome_at = stmt_get_i64(q, 25);
	p->outcome_audit = stmt_get_i64(q, 26);
	return bad ? ERR_CORRUPT : 0;
}

static void
bind_what(struct stmt *q, const struct package *p)
{
	stmt_text(q, ":number", p->number);
	stmt_i64(q, ":student", p->student);
	stmt_i64(q, ":school", p->school);
	stmt_text(
	    q, ":medium", package_code(PACKAGE_LIST_MEDIUM, (int)p->medium));
	stmt_text(q, ":receiver",
	    package_code(PACKAGE_LIST_RECEIVER, (int)p->receiver));
	stmt_text(q, ":name", p->name);
	stmt_text(
	    q, ":purpose", package_code(PACKAGE_LIST_PURPOSE, (int)p->purpose));
	stmt_text(
	    q, ":ground", package_code(PACKAGE_LIST_GROUND, (int)p->ground));
	stmt_i64(q, ":items", p->items);
	stmt_ref(q, ":appointment", p->appointment);
	stmt_ref(q, ":appointment_version", p->appointment_version);
	stmt_ref(q, ":warning", p->warning);
	stmt_ref(q, ":warning_version", p->warning_version);
	stmt_ref(q, ":due", p->due);
}

int
store_package_add(struct store *st, struct package_row *row)
{
	struct package *p = &row->p;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	bind_what(q, p);
	stmt_text(q, ":state", package_code(PACKAGE_LIST_STATE, (int)p->state));
	stmt_i64(q, ":made_by", p->made_by);
	stmt_i64(q, ":made_at", p->made_at);
	stmt_i64(q, ":audit", p->audit);
	if ((r = stmt_run(q)) == 0)
		p->id = store_last_id(st);
	return r;
}

int
store_package_get(struct store *st, int64_t id, struct package *p)
{
	struct package_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0 && (r = package_from_row(q, &row)) == 0)
		*p = row.p;
	return stmt_close(q, r);
}

int
store_package_read(struct store *st, int64_t id,
    int (*fn)(void *, const struct package_row *), void *arg)
{
	struct package_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0 && (r = package_from_row(q, &row)) == 0)
		r = fn(arg, &row);
	return stmt_close(q, r);
}

int
store_package_put(struct store *st, const struct package *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	stmt_i64(q, ":id", p->id);
	stmt_text(q, ":state", package_code(PACKAGE_LIST_STATE, (int)p->state));
	stmt_ref(q, ":agreed_by", p->agreed_by);
	stmt_ref(q, ":agreed_at", p->agreed_at);
	stmt_ref(q, ":expires_at", p->expires_at);
	stmt_i64(q, ":fetches", p->fetches);
	stmt_ref(q, ":fetched_at", p->fetched_at);
	stmt_text(
	    q, ":outcome", package_code(PACKAGE_LIST_OUTCOME, (int)p->outcome));
	stmt_ref(q, ":outcome_by", p->outcome_by);
	stmt_ref(q, ":outcome_at", p->outcome_at);
	stmt_ref(q, ":outcome_audit", p->outcome_audit);
	return stmt_run(q);
}

int
store_package_secret(
    struct store *st, int64_t id, int64_t pair, const void *secret, size_t n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_secret)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	stmt_ref(q, ":pair", n > 0 ? pair : 0);
	if (n > 0)
		stmt_blob(q, ":secret", secret, n);
	else
		stmt_null(q, ":secret");
	return stmt_run(q);
}

int
store_package_forget(struct store *st, int64_t now, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_forget)) != 0)
		return r;
	stmt_i64(q, ":now", now);
	if ((r = stmt_run(q)) == 0)
		*n = store_changes(st);
	return r;
}

/* Digits and the dash all come before ':'. */
int
store_package_count(struct store *st, const char *prefix, int64_t *n)
{
	char to[PACKAGE_NUMBER_MAX + 1];
	struct stmt *q;
	int r;

	snprintf(to, sizeof(to), "%s:", prefix);
	if ((r = stmt_open(st, &q, &sql_count)) != 0)
		return r;
	stmt_text(q, ":from", prefix);
	stmt_text(q, ":to", to);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

static int
package_rows(struct stmt *q, const struct package_part *part,
    int (*fn)(void *, const struct package *), void *arg)
{
	int64_t after = part->after;
	struct package_row row;
	int r;

	if (after == 0 && part->past)
		after = INT64_MAX;
	stmt_i64(q, ":now", part->now);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", part->limit);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = package_from_row(q, &row)) != 0 ||
		    (r = fn(arg, &row.p)) != 0)
			break;
	return stmt_close(q, r);
}

int
store_package_of_maker(struct store *st, int64_t person,
    const struct package_part *part, int (*fn)(void *, const struct package *),
    void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_maker[part->past])) != 0)
		return r;
	stmt_i64(q, ":person", person);
	return package_rows(q, part, fn, arg);
}

int
store_package_of_place(struct store *st, int64_t lft, int64_t rgt,
    const struct package_part *part, int (*fn)(void *, const struct package *),
    void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_place[part->past])) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	return package_rows(q, part, fn, arg);
}

int
store_package_fetchable(struct store *st, int64_t person,
    const struct package_part *part, int (*fn)(void *, const struct package *),
    void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_fetchable)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":times", PACKAGE_FETCHES);
	return package_rows(q, part, fn, arg);
}
