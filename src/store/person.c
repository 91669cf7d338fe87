/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "internal.h"
#include "model/staff.h"
#include "store/person.h"
#include "store/stmt.h"

#define PERSON_COLUMNS                                                   \
	"id, login, name, phone, state, key_text, wrapped, proposed_by," \
	" approved_by, signed_in_at, keyless, number"

static const struct sql sql_person_get = { "person_get",
	"SELECT " PERSON_COLUMNS " FROM person WHERE id = :id", 0 };
static const struct sql sql_person_by_login = { "person_by_login",
	"SELECT " PERSON_COLUMNS " FROM person"
	" WHERE login = :login OR number = :login",
	0 };
static const struct sql sql_person_each = { "person_each",
	"SELECT " PERSON_COLUMNS " FROM person WHERE login > :after"
	" ORDER BY login LIMIT :limit",
	0 };
/* Who holds a post within a part of the tree. */
static const struct sql sql_person_under = { "person_under",
	"SELECT " PERSON_COLUMNS " FROM person WHERE login > :after"
	" AND id IN (SELECT x.person FROM org o JOIN post x ON x.org = o.id"
	" WHERE o.lft >= :lft AND o.lft <= :rgt AND x.since IS NOT NULL"
	" AND x.since <= :at AND (x.until IS NULL OR x.until > :at))"
	" AND ((name >= :find AND name < :end)"
	" OR (login >= :find AND login < :end)"
	" OR (number >= :find AND number < :end)) ORDER BY login"
	" LIMIT :limit",
	0 };
static const struct sql sql_person_name = { "person_name",
	"SELECT name FROM person WHERE id = :id", 0 };
static const struct sql sql_person_add = { "person_add",
	"INSERT INTO person (login, name, phone, state, key_text, wrapped,"
	" proposed_by, approved_by, signed_in_at, keyless, number)"
	" VALUES (:login, :name, :phone, :state, :key_text, :wrapped,"
	" :proposed_by, :approved_by, :signed_in_at, :keyless, :number)",
	0 };
static const struct sql sql_person_put = { "person_put",
	"UPDATE person SET login = :login, name = :name, phone = :phone,"
	" state = :state, key_text = :key_text, wrapped = :wrapped,"
	" proposed_by = :proposed_by,"
	" approved_by = :approved_by, signed_in_at = :signed_in_at,"
	" keyless = :keyless, number = :number"
	" WHERE id = :id",
	0 };

const struct sql *const store_person_sql[] = { &sql_person_get,
	&sql_person_by_login, &sql_person_each, &sql_person_under,
	&sql_person_name, &sql_person_add, &sql_person_put, NULL };

static const char *const state_names[] = {
	[ACCOUNT_PROPOSED] = "proposed",
	[ACCOUNT_APPROVED] = "approved",
	[ACCOUNT_ACTIVE] = "active",
	[ACCOUNT_LOCKED] = "locked",
	[ACCOUNT_REFUSED] = "refused",
};

const char *
account_state_name(enum account_state s)
{
	return s >= ACCOUNT_PROPOSED && s <= ACCOUNT_REFUSED ? state_names[s]
							     : "unknown";
}

static int
person_from_row(struct stmt *q, struct person *p)
{
	const void *w;
	size_t n;

	memset(p, 0, sizeof(*p));
	p->id = stmt_get_i64(q, 0);
	stmt_copy_text(q, 1, p->login, sizeof(p->login));
	stmt_copy_text(q, 2, p->name, sizeof(p->name));
	stmt_copy_text(q, 3, p->phone, sizeof(p->phone));
	p->state = (enum account_state)stmt_get_i64(q, 4);
	stmt_copy_text(q, 5, p->key_text, sizeof(p->key_text));
	w = stmt_get_blob(q, 6, &n);
	if (n > sizeof(p->wrapped))
		return ERR_CORRUPT;
	if (n > 0)
		memcpy(p->wrapped, w, n);
	p->n_wrapped = n;
	p->proposed_by = stmt_get_i64(q, 7);
	p->approved_by = stmt_get_i64(q, 8);
	p->signed_in_at = stmt_get_i64(q, 9);
	p->keyless = stmt_get_i64(q, 10) != 0;
	stmt_copy_text(q, 11, p->number, sizeof(p->number));
	return 0;
}

static int
person_one(struct stmt *q, struct person *p)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		r = person_from_row(q, p);
	return stmt_close(q, r);
}

int
store_person_get(struct store *st, int64_t id, struct person *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_person_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return person_one(q, p);
}

int
store_person_by_login(struct store *st, const char *login, struct person *p)
{
	char plain[LOGIN_MAX];
	struct stmt *q;
	int r;

	if (!staff_login_read(login, plain))
		return ERR_NOT_FOUND;
	if ((r = stmt_open(st, &q, &sql_person_by_login)) != 0)
		return r;
	stmt_text(q, ":login", plain);
	return person_one(q, p);
}

static int
person_walk(struct stmt *q, int (*fn)(void *, const struct person *), void *arg)
{
	struct person p;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = person_from_row(q, &p)) != 0 || (r = fn(arg, &p)) != 0)
			break;
	return stmt_close(q, r);
}

int
store_person_each(struct store *st, const char *after, int limit,
    int (*fn)(void *, const struct person *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_person_each)) != 0)
		return r;
	stmt_text(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	return person_walk(q, fn, arg);
}

int
store_person_under(struct store *st, int64_t lft, int64_t rgt, int64_t at,
    const char *find, const char *after, int limit,
    int (*fn)(void *, const struct person *), void *arg)
{
	struct stmt *q;
	char end[128];
	int r;

	/* behind every text that begins so */
	snprintf(end, sizeof(end), "%.120s\xf4\x8f\xbf\xbf", find);
	if ((r = stmt_open(st, &q, &sql_person_under)) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	stmt_i64(q, ":at", at);
	stmt_text(q, ":find", find);
	stmt_text(q, ":end", end);
	stmt_text(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	return person_walk(q, fn, arg);
}

int
store_person_name(struct store *st, int64_t id, char name[PERSON_NAME_MAX])
{
	struct stmt *q;
	int r;

	name[0] = '\0';
	if ((r = stmt_open(st, &q, &sql_person_name)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		stmt_copy_text(q, 0, name, PERSON_NAME_MAX);
	return stmt_close(q, r == ERR_NOT_FOUND ? 0 : r);
}

static const char *
text_or_null(const char *s)
{
	return s[0] != '\0' ? s : NULL;
}

static void
person_bind(struct stmt *q, const struct person *p)
{
	stmt_text(q, ":login", p->login);
	stmt_text(q, ":name", p->name);
	stmt_text(q, ":phone", text_or_null(p->phone));
	stmt_i64(q, ":state", p->state);
	stmt_text(q, ":key_text", text_or_null(p->key_text));
	if (p->n_wrapped > 0)
		stmt_blob(q, ":wrapped", p->wrapped, p->n_wrapped);
	else
		stmt_null(q, ":wrapped");
	stmt_ref(q, ":proposed_by", p->proposed_by);
	stmt_ref(q, ":approved_by", p->approved_by);
	stmt_ref(q, ":signed_in_at", p->signed_in_at);
	stmt_i64(q, ":keyless", p->keyless);
	stmt_text(q, ":number", text_or_null(p->number));
}

int
store_person_add(struct store *st, struct person *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_person_add)) != 0)
		return r;
	person_bind(q, p);
	if ((r = stmt_run(q)) == 0)
		p->id = store_last_id(st);
	return r;
}

int
store_person_put(struct store *st, const struct person *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_person_put)) != 0)
		return r;
	person_bind(q, p);
	stmt_i64(q, ":id", p->id);
	return stmt_run(q);
}
