/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "store/stmt.h"
#include "store/student.h"
#include "student_row.h"

#define VALUES                                                             \
	"school, class, identity, name, reading, reading_by, number, sex," \
	" birth, stage, entry, label, boarding, dorm, address"

static const struct sql sql_get = { "student_get",
	"SELECT " STUDENT_BRIEF ", address FROM student WHERE id = :id", 0 };
static const struct sql sql_by_identity = { "student_by_identity",
	"SELECT " STUDENT_BRIEF ", address FROM student"
	" WHERE identity = :identity",
	0 };
static const struct sql sql_add = { "student_add",
	"INSERT INTO student (" VALUES
	", place, name_key, py, ini, version, changed_at, since)"
	" VALUES (:school, :class, :identity, :name, :reading, :reading_by,"
	" :number, :sex, :birth, :stage, :entry, :label, :boarding, :dorm,"
	" :address, :place, :name_key, :py, :ini, 1, :now, :audit)",
	0 };
static const struct sql sql_keep = { "student_keep",
	"INSERT INTO student_history (student, " VALUES
	", version, changed_at, since, until)"
	" SELECT id, " VALUES ", version, changed_at, since, :audit"
	" FROM student WHERE id = :id AND version = :version",
	0 };
static const struct sql sql_put = { "student_put",
	"UPDATE student SET school = :school, class = :class,"
	" identity = :identity, name = :name, reading = :reading,"
	" reading_by = :reading_by, number = :number, sex = :sex,"
	" birth = :birth, stage = :stage, entry = :entry, label = :label,"
	" boarding = :boarding, dorm = :dorm, address = :address,"
	" place = :place, name_key = :name_key, py = :py, ini = :ini,"
	" version = version + 1, changed_at = :now, since = :audit"
	" WHERE id = :id AND version = :version",
	0 };
static const struct sql sql_history = { "student_history",
	"SELECT student, school, class, 0, identity, name, reading,"
	" reading_by, number, sex, birth, stage, entry, label, boarding,"
	" dorm, version, changed_at, since, until FROM student_history"
	" WHERE student = :id ORDER BY version DESC LIMIT :limit",
	0 };

const struct sql *const store_student_sql[] = { &sql_get, &sql_by_identity,
	&sql_add, &sql_keep, &sql_put, &sql_history, NULL };

void
student_brief(struct stmt *q, struct student *s)
{
	s->id = stmt_get_i64(q, 0);
	s->school = stmt_get_i64(q, 1);
	s->class = stmt_get_i64(q, 2);
	s->place = stmt_get_i64(q, 3);
	stmt_copy_text(q, 4, s->identity, sizeof(s->identity));
	stmt_copy_text(q, 5, s->name, sizeof(s->name));
	stmt_copy_text(q, 6, s->reading, sizeof(s->reading));
	s->reading_by = stmt_get_i64(q, 7);
	stmt_copy_text(q, 8, s->number, sizeof(s->number));
	s->sex = (enum sex)stmt_get_i64(q, 9);
	s->birth = (int)stmt_get_i64(q, 10);
	s->grade.stage = (enum stage)stmt_get_i64(q, 11);
	s->grade.entry = (int)stmt_get_i64(q, 12);
	stmt_copy_text(q, 13, s->label, sizeof(s->label));
	s->boarding = stmt_get_i64(q, 14) != 0;
	stmt_copy_text(q, 15, s->dorm, sizeof(s->dorm));
	s->version = stmt_get_i64(q, 16);
	s->changed_at = stmt_get_i64(q, 17);
	s->address[0] = '\0';
}

void
student_placed(
    struct stmt *q, int64_t lft, int64_t rgt, int64_t place, int64_t student)
{
	stmt_i64(q, ":rgt", rgt);
	stmt_i64(q, ":place", place != 0 ? place : lft);
	stmt_i64(q, ":student", student);
}

static int
student_one(struct stmt *q, struct student *s)
{
	int r;

	if ((r = stmt_one(q)) == 0) {
		student_brief(q, s);
		stmt_copy_text(
		    q, STUDENT_BRIEF_N, s->address, sizeof(s->address));
	}
	return stmt_close(q, r);
}

int
store_student_get(struct store *st, int64_t id, struct student *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return student_one(q, s);
}

int
store_student_by_identity(
    struct store *st, const char *identity, struct student *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_by_identity)) != 0)
		return r;
	stmt_text(q, ":identity", identity);
	return student_one(q, s);
}

/* The keys of a search, made of what they are kept for. */
struct keys {
	char name[PINYIN_NAME_KEY_MAX];
	char py[PINYIN_PY_MAX];
	char ini[PINYIN_INITIALS_MAX];
};

static void
bind_values(struct stmt *q, const struct student *s, struct keys *k)
{
	pinyin_name_key(s->name, k->name);
	pinyin_keys(s->reading, k->py, k->ini);
	stmt_i64(q, ":school", s->school);
	stmt_i64(q, ":class", s->class);
	stmt_text(q, ":identity", s->identity);
	stmt_text(q, ":name", s->name);
	stmt_text(q, ":reading", s->reading);
	stmt_ref(q, ":reading_by", s->reading_by);
	stmt_text(q, ":number", s->number);
	stmt_i64(q, ":sex", s->sex);
	stmt_i64(q, ":birth", s->birth);
	stmt_i64(q, ":stage", s->grade.stage);
	stmt_i64(q, ":entry", s->grade.entry);
	stmt_text(q, ":label", s->label);
	stmt_i64(q, ":boarding", s->boarding);
	stmt_text(q, ":dorm", s->dorm);
	stmt_text(q, ":address", s->address);
	stmt_i64(q, ":place", s->place);
	stmt_text(q, ":name_key", k->name);
	stmt_text(q, ":py", k->py);
	stmt_text(q, ":ini", k->ini);
}

int
store_student_add(
    struct store *st, struct student *s, int64_t now, int64_t audit)
{
	struct keys k;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_add)) != 0)
		return r;
	bind_values(q, s, &k);
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) != 0)
		return r;
	s->id = store_last_id(st);
	s->version = 1;
	s->changed_at = now;
	return 0;
}

static int
keep(struct store *st, const struct student *s, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_keep)) != 0)
		return r;
	stmt_i64(q, ":id", s->id);
	stmt_i64(q, ":version", s->version);
	stmt_i64(q, ":audit", audit);
	return stmt_change(q, ERR_STALE);
}

int
store_student_put(
    struct store *st, struct student *s, int64_t now, int64_t audit)
{
	struct keys k;
	struct stmt *q;
	int r;

	if ((r = keep(st, s, audit)) != 0 ||
	    (r = stmt_open(st, &q, &sql_put)) != 0)
		return r;
	bind_values(q, s, &k);
	stmt_i64(q, ":id", s->id);
	stmt_i64(q, ":version", s->version);
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":audit", audit);
	if ((r = stmt_run(q)) != 0)
		return r;
	s->version++;
	s->changed_at = now;
	return 0;
}

int
store_student_history(struct store *st, int64_t student, int limit,
    int (*fn)(void *, const struct student *, int64_t since, int64_t until),
    void *arg)
{
	struct student s;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_history)) != 0)
		return r;
	stmt_i64(q, ":id", student);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		student_brief(q, &s);
		r = fn(arg, &s, stmt_get_i64(q, STUDENT_BRIEF_N),
		    stmt_get_i64(q, STUDENT_BRIEF_N + 1));
		if (r != 0)
			break;
	}
	return stmt_close(q, r);
}
