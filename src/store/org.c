/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "base/err.h"
#include "internal.h"
#include "store/org.h"
#include "store/stmt.h"

#define ORG_COLUMNS "id, parent, type, number, lft, rgt, code, name"

static const struct sql sql_org_get = { "org_get",
	"SELECT " ORG_COLUMNS " FROM org WHERE id = :id", 0 };
static const struct sql sql_org_by_code = { "org_by_code",
	"SELECT " ORG_COLUMNS " FROM org WHERE type = :type AND code = :code",
	0 };
static const struct sql sql_org_by_name = { "org_by_name",
	"SELECT " ORG_COLUMNS " FROM org WHERE type = :type AND name = :name"
	" ORDER BY id LIMIT 1",
	0 };
static const struct sql sql_org_by_number = { "org_by_number",
	"SELECT " ORG_COLUMNS " FROM org WHERE parent = :parent"
	" AND type = :type AND number = :number ORDER BY id LIMIT 1",
	0 };
static const struct sql sql_org_each = { "org_each",
	"SELECT " ORG_COLUMNS " FROM org WHERE lft > :after AND lft <= :rgt"
	" ORDER BY lft LIMIT :limit",
	0 };
static const struct sql sql_org_each_type = { "org_each_type",
	"SELECT " ORG_COLUMNS " FROM org WHERE type = :type AND lft > :after"
	" AND lft <= :rgt ORDER BY lft LIMIT :limit",
	0 };
static const struct sql sql_org_children = { "org_children",
	"SELECT " ORG_COLUMNS " FROM org WHERE parent = :parent"
	" AND lft > :after ORDER BY lft LIMIT :limit",
	0 };
static const struct sql sql_org_tops = { "org_tops",
	"SELECT " ORG_COLUMNS " FROM org WHERE parent IS NULL"
	" AND lft > :after ORDER BY lft LIMIT :limit",
	0 };
static const struct sql sql_org_count = { "org_count",
	"SELECT COUNT(*) FROM org WHERE parent = :parent", 0 };
static const struct sql sql_org_last_rgt = { "org_last_rgt",
	"SELECT rgt FROM org WHERE lft > :lft AND lft < :rgt"
	" AND parent = :parent ORDER BY lft DESC LIMIT 1",
	0 };
static const struct sql sql_org_last_top = { "org_last_top",
	"SELECT rgt FROM org WHERE parent IS NULL ORDER BY lft DESC LIMIT 1",
	0 };
static const struct sql sql_org_add = { "org_add",
	"INSERT INTO org (parent, type, number, lft, rgt, code, name)"
	" VALUES (:parent, :type, :number, :lft, :rgt, :code, :name)",
	0 };
static const struct sql sql_org_rename = { "org_rename",
	"UPDATE org SET name = :name WHERE id = :id", 0 };

const struct sql *const store_org_sql[] = { &sql_org_get, &sql_org_by_code,
	&sql_org_by_name, &sql_org_by_number, &sql_org_each, &sql_org_each_type,
	&sql_org_children, &sql_org_tops, &sql_org_count,
	&sql_org_last_rgt, &sql_org_last_top, &sql_org_add, &sql_org_rename,
	NULL };

static void
org_from_row(struct stmt *q, struct org *o)
{
	o->id = stmt_get_i64(q, 0);
	o->parent = stmt_get_i64(q, 1);
	o->type = org_type_of(stmt_get_text(q, 2));
	o->number = stmt_get_i64(q, 3);
	o->lft = stmt_get_i64(q, 4);
	o->rgt = stmt_get_i64(q, 5);
	stmt_copy_text(q, 6, o->code, sizeof(o->code));
	stmt_copy_text(q, 7, o->name, sizeof(o->name));
}

static int
org_one(struct stmt *q, struct org *o)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		org_from_row(q, o);
	return stmt_close(q, r);
}

int
store_org_get(struct store *st, int64_t id, struct org *o)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_org_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return org_one(q, o);
}

int
store_org_by_code(
    struct store *st, enum org_type t, const char *code, struct org *o)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_org_by_code)) != 0)
		return r;
	stmt_text(q, ":type", org_type_name(t));
	stmt_text(q, ":code", code);
	return org_one(q, o);
}

int
store_org_by_name(
    struct store *st, enum org_type t, const char *name, struct org *o)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_org_by_name)) != 0)
		return r;
	stmt_text(q, ":type", org_type_name(t));
	stmt_text(q, ":name", name);
	return org_one(q, o);
}

int
store_org_by_number(struct store *st, int64_t parent, enum org_type t,
    int64_t number, struct org *o)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_org_by_number)) != 0)
		return r;
	stmt_i64(q, ":parent", parent);
	stmt_text(q, ":type", org_type_name(t));
	stmt_i64(q, ":number", number);
	return org_one(q, o);
}

int
store_org_above(struct store *st, int64_t id, enum org_type t, struct org *o)
{
	struct org up;
	int r;

	while ((r = store_org_get(st, id, &up)) == 0) {
		if (up.type == t) {
			*o = up;
			return 0;
		}
		if ((id = up.parent) == 0)
			return ERR_NOT_FOUND;
	}
	return r;
}

static int
org_rows(struct stmt *q, int (*fn)(void *, const struct org *), void *arg)
{
	struct org o;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		org_from_row(q, &o);
		if ((r = fn(arg, &o)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_org_each(struct store *st, enum org_type t, int64_t after, int64_t rgt,
    int limit, int (*fn)(void *, const struct org *), void *arg)
{
	struct stmt *q;
	int r;

	r = stmt_open(
	    st, &q, t == ORG_NONE ? &sql_org_each : &sql_org_each_type);
	if (r != 0)
		return r;
	if (t != ORG_NONE)
		stmt_text(q, ":type", org_type_name(t));
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":rgt", rgt);
	stmt_i64(q, ":limit", limit);
	return org_rows(q, fn, arg);
}

int
store_org_children(struct store *st, int64_t parent, int64_t after, int limit,
    int (*fn)(void *, const struct org *), void *arg)
{
	struct stmt *q;
	int r;

	r = stmt_open(
	    st, &q, parent != 0 ? &sql_org_children : &sql_org_tops);
	if (r != 0)
		return r;
	if (parent != 0)
		stmt_i64(q, ":parent", parent);
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	return org_rows(q, fn, arg);
}

int
store_org_count(struct store *st, int64_t parent, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_org_count)) != 0)
		return r;
	stmt_i64(q, ":parent", parent);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

/* Where the next child goes: behind the last, or at the parent's start. */
static int
org_next_place(struct store *st, const struct org *parent, int64_t *lft)
{
	struct stmt *q;
	int r;

	r = stmt_open(
	    st, &q, parent != NULL ? &sql_org_last_rgt : &sql_org_last_top);
	if (r != 0)
		return r;
	if (parent != NULL) {
		stmt_i64(q, ":lft", parent->lft);
		stmt_i64(q, ":rgt", parent->rgt);
		stmt_i64(q, ":parent", parent->id);
	}
	r = stmt_one(q);
	if (r == 0)
		*lft = stmt_get_i64(q, 0) + 1;
	else if (r == ERR_NOT_FOUND)
		*lft = parent != NULL ? parent->lft + 1 : 1;
	return stmt_close(q, r == ERR_NOT_FOUND ? 0 : r);
}

static int
org_insert(struct store *st, struct org *o)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_org_add)) != 0)
		return r;
	stmt_ref(q, ":parent", o->parent);
	stmt_text(q, ":type", org_type_name(o->type));
	stmt_i64(q, ":number", o->number);
	stmt_i64(q, ":lft", o->lft);
	stmt_i64(q, ":rgt", o->rgt);
	stmt_text(q, ":code", o->code[0] != '\0' ? o->code : NULL);
	stmt_text(q, ":name", o->name);
	if ((r = stmt_run(q)) == 0)
		o->id = store_last_id(st);
	return r;
}

int
store_org_add(struct store *st, struct org *o)
{
	struct org parent = { .type = ORG_NONE };
	int r;

	if (o->parent != 0 && (r = store_org_get(st, o->parent, &parent)) != 0)
		return r;
	if (!org_fits(o->type, parent.type) || o->name[0] == '\0')
		return ERR_INPUT;
	r = org_next_place(st, o->parent != 0 ? &parent : NULL, &o->lft);
	if (r != 0)
		return r;
	o->rgt = o->lft + org_span(o->type) - 1;
	if (o->parent != 0 && o->rgt >= parent.rgt)
		return ERR_LIMIT;
	return org_insert(st, o);
}

int
store_org_rename(struct store *st, int64_t id, const char *name)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_org_rename)) != 0)
		return r;
	stmt_text(q, ":name", name);
	stmt_i64(q, ":id", id);
	return stmt_change(q, ERR_NOT_FOUND);
}
