/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "store/desk.h"
#include "internal.h"
#include "store/stmt.h"

#define DRAFT_COLUMNS \
	"id, author, kind, subject, caret, at, sealed, custody, lost"

static const struct sql sql_draft_put = { "draft_put",
	"INSERT INTO draft (author, kind, subject, caret, at, sealed, custody)"
	" VALUES (:author, :kind, :subject, :caret, :at, :sealed, :custody)"
	" ON CONFLICT (author, kind, subject, lost) DO UPDATE SET"
	" caret = excluded.caret, at = excluded.at,"
	" sealed = excluded.sealed, custody = excluded.custody",
	0 };
static const struct sql sql_draft_get = { "draft_get",
	"SELECT " DRAFT_COLUMNS " FROM draft WHERE author = :author"
	" AND kind = :kind AND subject = :subject AND lost = 0",
	0 };
static const struct sql sql_draft_get_id = { "draft_get_id",
	"SELECT " DRAFT_COLUMNS " FROM draft WHERE id = :id", 0 };
static const struct sql sql_draft_each = { "draft_each",
	"SELECT " DRAFT_COLUMNS " FROM draft WHERE author = :author"
	" ORDER BY at DESC, id DESC",
	0 };
static const struct sql sql_draft_drop = { "draft_drop",
	"DELETE FROM draft WHERE author = :author AND kind = :kind"
	" AND subject = :subject AND lost = 0",
	0 };

/* Aside while its pair is lost, and then until its place is free. */
static const struct sql sql_draft_lose = { "draft_lose",
	"UPDATE draft SET lost = id WHERE author = :author AND lost <= 0", 0 };
static const struct sql sql_draft_seal = { "draft_seal",
	"UPDATE draft SET sealed = :sealed, custody = :custody, at = :at,"
	" lost = -id WHERE id = :id AND author = :author AND lost > 0",
	0 };
static const struct sql sql_draft_place = { "draft_place",
	"UPDATE draft AS d SET lost = 0 WHERE d.author = :author"
	" AND d.lost < 0 AND NOT EXISTS (SELECT 1 FROM draft o"
	" WHERE o.author = d.author AND o.kind = d.kind"
	" AND o.subject = d.subject"
	" AND (o.lost = 0 OR (o.lost < 0 AND o.id < d.id)))",
	0 };

#define ONCALL_COLUMNS \
	"id, org, duty, name, phone, person, confirmed_at, confirmed_by"

static const struct sql sql_oncall_add = { "oncall_add",
	"INSERT INTO oncall (org, duty, name, phone, person, confirmed_at,"
	" confirmed_by) VALUES (:org, :duty, :name, :phone, :person,"
	" :confirmed_at, :confirmed_by)",
	0 };
static const struct sql sql_oncall_set = { "oncall_set",
	"UPDATE oncall SET org = :org, duty = :duty, name = :name,"
	" phone = :phone, person = :person, confirmed_at = :confirmed_at,"
	" confirmed_by = :confirmed_by WHERE id = :id",
	0 };
static const struct sql sql_oncall_get = { "oncall_get",
	"SELECT " ONCALL_COLUMNS " FROM oncall WHERE id = :id", 0 };
static const struct sql sql_oncall_of_org = { "oncall_of_org",
	"SELECT " ONCALL_COLUMNS " FROM oncall WHERE org = :org"
	" AND id > :after ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_oncall_each = { "oncall_each",
	"SELECT " ONCALL_COLUMNS " FROM oncall WHERE id > :after"
	" ORDER BY id LIMIT :limit",
	0 };

const struct sql *const store_desk_sql[] = { &sql_draft_put, &sql_draft_get,
	&sql_draft_get_id, &sql_draft_each, &sql_draft_drop, &sql_draft_lose,
	&sql_draft_seal, &sql_draft_place, &sql_oncall_add, &sql_oncall_set,
	&sql_oncall_get, &sql_oncall_of_org, &sql_oncall_each, NULL };

int
store_draft_put(struct store *st, const struct draft *d)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_draft_put)) != 0)
		return r;
	stmt_i64(q, ":author", d->author);
	stmt_text(q, ":kind", d->kind);
	stmt_i64(q, ":subject", d->subject);
	stmt_i64(q, ":caret", d->caret);
	stmt_i64(q, ":at", d->at);
	stmt_blob(q, ":sealed", d->sealed, d->n_sealed);
	if (d->n_custody > 0)
		stmt_blob(q, ":custody", d->custody, d->n_custody);
	else
		stmt_null(q, ":custody");
	return stmt_run(q);
}

static int
draft_of_author(struct store *st, const struct sql *s, int64_t author)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	stmt_i64(q, ":author", author);
	return stmt_run(q);
}

int
store_draft_lose(struct store *st, int64_t author)
{
	return draft_of_author(st, &sql_draft_lose, author);
}

int
store_draft_seal(struct store *st, const struct draft *d)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_draft_seal)) != 0)
		return r;
	stmt_i64(q, ":id", d->id);
	stmt_i64(q, ":author", d->author);
	stmt_i64(q, ":at", d->at);
	stmt_blob(q, ":sealed", d->sealed, d->n_sealed);
	stmt_blob(q, ":custody", d->custody, d->n_custody);
	if ((r = stmt_run(q)) != 0)
		return r;
	return draft_of_author(st, &sql_draft_place, d->author);
}

static void
draft_from_row(struct stmt *q, struct draft *d)
{
	d->id = stmt_get_i64(q, 0);
	d->author = stmt_get_i64(q, 1);
	stmt_copy_text(q, 2, d->kind, sizeof(d->kind));
	d->subject = stmt_get_i64(q, 3);
	d->caret = stmt_get_i64(q, 4);
	d->at = stmt_get_i64(q, 5);
	d->sealed = stmt_get_blob(q, 6, &d->n_sealed);
	d->custody = stmt_get_blob(q, 7, &d->n_custody);
	d->lost = stmt_get_i64(q, 8) > 0;
}

static int
draft_one(struct stmt *q, int (*fn)(void *, const struct draft *), void *arg)
{
	struct draft d;
	int r;

	if ((r = stmt_one(q)) == 0) {
		draft_from_row(q, &d);
		r = fn(arg, &d);
	}
	return stmt_close(q, r);
}

int
store_draft_get(struct store *st, int64_t author, const char *kind,
    int64_t subject, int (*fn)(void *, const struct draft *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_draft_get)) != 0)
		return r;
	stmt_i64(q, ":author", author);
	stmt_text(q, ":kind", kind);
	stmt_i64(q, ":subject", subject);
	return draft_one(q, fn, arg);
}

int
store_draft_get_id(struct store *st, int64_t id,
    int (*fn)(void *, const struct draft *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_draft_get_id)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return draft_one(q, fn, arg);
}

int
store_draft_each(struct store *st, int64_t author,
    int (*fn)(void *, const struct draft *), void *arg)
{
	struct draft d;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_draft_each)) != 0)
		return r;
	stmt_i64(q, ":author", author);
	while ((r = stmt_next(q)) == STORE_ROW) {
		draft_from_row(q, &d);
		if ((r = fn(arg, &d)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_draft_drop(
    struct store *st, int64_t author, const char *kind, int64_t subject)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_draft_drop)) != 0)
		return r;
	stmt_i64(q, ":author", author);
	stmt_text(q, ":kind", kind);
	stmt_i64(q, ":subject", subject);
	if ((r = stmt_run(q)) != 0)
		return r;
	return draft_of_author(st, &sql_draft_place, author);
}

static void
oncall_from_row(struct stmt *q, struct oncall *o)
{
	o->id = stmt_get_i64(q, 0);
	o->org = stmt_get_i64(q, 1);
	stmt_copy_text(q, 2, o->duty, sizeof(o->duty));
	stmt_copy_text(q, 3, o->name, sizeof(o->name));
	stmt_copy_text(q, 4, o->phone, sizeof(o->phone));
	o->person = stmt_get_i64(q, 5);
	o->confirmed_at = stmt_get_i64(q, 6);
	o->confirmed_by = stmt_get_i64(q, 7);
}

int
store_oncall_get(struct store *st, int64_t id, struct oncall *o)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_oncall_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	if ((r = stmt_one(q)) == 0)
		oncall_from_row(q, o);
	return stmt_close(q, r);
}

int
store_oncall_put(struct store *st, struct oncall *o)
{
	struct stmt *q;
	int r;

	r = stmt_open(st, &q, o->id == 0 ? &sql_oncall_add : &sql_oncall_set);
	if (r != 0)
		return r;
	if (o->id != 0)
		stmt_i64(q, ":id", o->id);
	stmt_i64(q, ":org", o->org);
	stmt_text(q, ":duty", o->duty);
	stmt_text(q, ":name", o->name);
	stmt_text(q, ":phone", o->phone);
	stmt_ref(q, ":person", o->person);
	stmt_ref(q, ":confirmed_at", o->confirmed_at);
	stmt_ref(q, ":confirmed_by", o->confirmed_by);
	if ((r = stmt_run(q)) == 0 && o->id == 0)
		o->id = store_last_id(st);
	return r;
}

int
store_oncall_each(struct store *st, int64_t org, int64_t after, int limit,
    int (*fn)(void *, const struct oncall *), void *arg)
{
	struct oncall o;
	struct stmt *q;
	int r;

	r = stmt_open(st, &q, org != 0 ? &sql_oncall_of_org : &sql_oncall_each);
	if (r != 0)
		return r;
	if (org != 0)
		stmt_i64(q, ":org", org);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		oncall_from_row(q, &o);
		if ((r = fn(arg, &o)) != 0)
			break;
	}
	return stmt_close(q, r);
}
