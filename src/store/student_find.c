/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "store/stmt.h"
#include "store/student.h"
#include "student_row.h"

/*
 * Looking up as one types.  A prefix is a range of its key, never LIKE; the
 * index is named, so that a missing one is an error and no slow scan; the
 * order is the index's own, so that LIMIT stops it (store.md 1).
 */
#define IN_SCHOOL(key, index)                                            \
	"SELECT " STUDENT_LISTED                                         \
	" FROM student INDEXED BY student_school_" index                 \
	" WHERE school = :school AND " key " >= :from AND " key " < :to" \
	" AND place BETWEEN :lft AND :rgt ORDER BY " key " LIMIT :limit"
#define IN_PLACES(key, index)                                              \
	"SELECT " STUDENT_LISTED " FROM student INDEXED BY student_" index \
	" WHERE " key " >= :from AND " key " < :to"                        \
	" AND place BETWEEN :lft AND :rgt ORDER BY " key " LIMIT :limit"
#define EXACT(key, index)                                \
	"SELECT " STUDENT_BRIEF                          \
	" FROM student INDEXED BY student_school_" index \
	" WHERE school = :school AND " key " = :key LIMIT :limit"

static const struct sql sql_school[] = {
	[STUDENT_BY_NAME] = { "student_school_name",
	    IN_SCHOOL("name_key", "name"), 0 },
	[STUDENT_BY_PY] = { "student_school_py", IN_SCHOOL("py", "py"), 0 },
	[STUDENT_BY_INITIALS] = { "student_school_ini", IN_SCHOOL("ini", "ini"),
	    0 },
	[STUDENT_BY_NUMBER] = { "student_school_number",
	    IN_SCHOOL("number", "number"), 0 },
};
static const struct sql sql_places[] = {
	[STUDENT_BY_NAME] = { "student_places_name",
	    IN_PLACES("name_key", "name"), 0 },
	[STUDENT_BY_PY] = { "student_places_py", IN_PLACES("py", "py"), 0 },
	[STUDENT_BY_INITIALS] = { "student_places_ini", IN_PLACES("ini", "ini"),
	    0 },
	[STUDENT_BY_NUMBER] = { "student_places_number",
	    IN_PLACES("number", "number"), 0 },
};
static const struct sql sql_exact[] = {
	[STUDENT_BY_NAME] = { "student_exact_name", EXACT("name_key", "name"),
	    0 },
	[STUDENT_BY_PY] = { "student_exact_py", EXACT("py", "py"), 0 },
	[STUDENT_BY_INITIALS] = { "student_exact_ini", EXACT("ini", "ini"), 0 },
	[STUDENT_BY_NUMBER] = { "student_exact_number",
	    EXACT("number", "number"), 0 },
};
static const struct sql sql_by_tail = { "student_by_tail",
	"SELECT " STUDENT_LISTED " FROM student WHERE id IN"
	" (SELECT student FROM guardian INDEXED BY guardian_tail"
	" WHERE tail = :tail AND until IS NULL)"
	" AND place BETWEEN :lft AND :rgt LIMIT :limit",
	0 };
static const struct sql sql_count_school = { "student_count_school",
	"SELECT count(*) FROM student INDEXED BY student_school_py"
	" WHERE school = :school AND place BETWEEN :lft AND :rgt",
	0 };
static const struct sql sql_count_places = { "student_count_places",
	"SELECT count(*) FROM student INDEXED BY student_ini"
	" WHERE place BETWEEN :lft AND :rgt",
	SQL_SCANS };

const struct sql *const store_student_find_sql[] = { &sql_school[0],
	&sql_school[1], &sql_school[2], &sql_school[3], &sql_places[0],
	&sql_places[1], &sql_places[2], &sql_places[3], &sql_exact[0],
	&sql_exact[1], &sql_exact[2], &sql_exact[3], &sql_by_tail,
	&sql_count_school, &sql_count_places, NULL };

static void
student_listed(struct stmt *q, struct student *s)
{
	s->id = stmt_get_i64(q, 0);
	s->school = stmt_get_i64(q, 1);
	s->class = stmt_get_i64(q, 2);
	stmt_copy_text(q, 3, s->name, sizeof(s->name));
	stmt_copy_text(q, 4, s->reading, sizeof(s->reading));
	stmt_copy_text(q, 5, s->number, sizeof(s->number));
	s->grade.stage = (enum stage)stmt_get_i64(q, 6);
	s->grade.entry = (int)stmt_get_i64(q, 7);
	stmt_copy_text(q, 8, s->label, sizeof(s->label));
}

static int
listed(struct stmt *q, int (*fn)(void *, const struct student *), void *arg)
{
	struct student s = { 0 };
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		student_listed(q, &s);
		if ((r = fn(arg, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}

static int
each(struct stmt *q, int (*fn)(void *, const struct student *), void *arg)
{
	struct student s;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		student_brief(q, &s);
		if ((r = fn(arg, &s)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_student_find(struct store *st, enum student_key by, const char *prefix,
    const struct student_scope *scope, int limit,
    int (*fn)(void *, const struct student *), void *arg)
{
	char to[PINYIN_NAME_KEY_MAX + 8];
	struct stmt *q;
	int r;

	/* Nothing that begins with prefix sorts behind U+10FFFF after it. */
	snprintf(to, sizeof(to), "%.*s\xf4\x8f\xbf\xbf",
	    PINYIN_NAME_KEY_MAX - 1, prefix);
	r = stmt_open(
	    st, &q, scope->school != 0 ? &sql_school[by] : &sql_places[by]);
	if (r != 0)
		return r;
	if (scope->school != 0)
		stmt_i64(q, ":school", scope->school);
	stmt_text(q, ":from", prefix);
	stmt_text(q, ":to", to);
	stmt_i64(q, ":lft", scope->lft);
	stmt_i64(q, ":rgt", scope->rgt);
	stmt_i64(q, ":limit", limit);
	return listed(q, fn, arg);
}

int
store_student_by_tail(struct store *st, const char *tail,
    const struct student_scope *scope, int limit,
    int (*fn)(void *, const struct student *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_by_tail)) != 0)
		return r;
	stmt_text(q, ":tail", tail);
	stmt_i64(q, ":lft", scope->lft);
	stmt_i64(q, ":rgt", scope->rgt);
	stmt_i64(q, ":limit", limit);
	return listed(q, fn, arg);
}

int
store_student_exact(struct store *st, enum student_key by, int64_t school,
    const char *key, int limit, int (*fn)(void *, const struct student *),
    void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_exact[by])) != 0)
		return r;
	stmt_i64(q, ":school", school);
	stmt_text(q, ":key", key);
	stmt_i64(q, ":limit", limit);
	return each(q, fn, arg);
}

int
store_student_count(
    struct store *st, const struct student_scope *scope, int64_t *n)
{
	struct stmt *q;
	int r;

	r = stmt_open(
	    st, &q, scope->school != 0 ? &sql_count_school : &sql_count_places);
	if (r != 0)
		return r;
	if (scope->school != 0)
		stmt_i64(q, ":school", scope->school);
	stmt_i64(q, ":lft", scope->lft);
	stmt_i64(q, ":rgt", scope->rgt);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}
