/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tests/bench/replay.h"

#define STATEMENTS 64
#define VALUES 32
#define MAPPED 8

struct value {
	char kind; /* i, t, b, n */
	int64_t i;
	char *bytes;
	int n;
};

struct statement {
	char *text;
	struct value v[VALUES];
	int n;
	sqlite3_stmt *s;
};

struct replay {
	struct statement st[STATEMENTS];
	int n;
	sqlite3 *db;
	struct {
		int64_t was, now;
		const char *after; /* the statement that gives it */
		int plus;
	} map[MAPPED];
	int n_map;
};

/* --- reading the values out of an expanded statement -------------------------
 */

static int
hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0'
					 : tolower((unsigned char)c) - 'a' + 10;
}

/* One literal at *p; *p goes behind it. */
static void
literal(const char **p, struct value *v)
{
	const char *s = *p;
	char *end;

	if (strncmp(s, "NULL", 4) == 0) {
		v->kind = 'n';
		*p = s + 4;
	} else if (*s == 'x' && s[1] == '\'') {
		v->kind = 'b';
		end = strchr(s + 2, '\'');
		v->n = (int)(end - s - 2) / 2;
		v->bytes = mem_zero((size_t)v->n + 1, 1);
		for (int i = 0; i < v->n; i++)
			v->bytes[i] =
			    (char)(hex(s[2 + 2 * i]) << 4 | hex(s[3 + 2 * i]));
		*p = end + 1;
	} else if (*s == '\'') {
		v->kind = 't';
		end = strchr(s + 1, '\''); /* bench texts hold none */
		v->n = (int)(end - s - 1);
		v->bytes = mem_text_n(s + 1, (size_t)v->n);
		*p = end + 1;
	} else {
		v->kind = 'i';
		v->i = strtoll(s, &end, 10);
		*p = end;
	}
}

static void
record(struct replay *r, const char *plain, const char *full)
{
	struct statement *st = &r->st[r->n++];

	st->text = mem_text(plain);
	while (*plain != '\0') {
		if (*plain == ':' && isalpha((unsigned char)plain[1])) {
			plain++;
			while (isalnum((unsigned char)*plain) || *plain == '_')
				plain++;
			literal(&full, &st->v[st->n++]);
		} else
			plain++, full++;
	}
}

static int
traced(unsigned what, void *arg, void *stmt, void *text)
{
	struct replay *r = arg;
	char *full = sqlite3_expanded_sql(stmt);

	(void)what, (void)text;
	if (full != NULL && r->n < STATEMENTS)
		record(r, sqlite3_sql(stmt), full);
	sqlite3_free(full);
	return 0;
}

struct replay *
replay_start(sqlite3 *db)
{
	struct replay *r = mem_zero(1, sizeof(*r));

	sqlite3_trace_v2(db, SQLITE_TRACE_STMT, traced, r);
	return r;
}

void
replay_stop(struct replay *r, sqlite3 *db)
{
	(void)r;
	sqlite3_trace_v2(db, 0, NULL, NULL);
}

struct replay *
replay_copy(const struct replay *from, sqlite3 *db)
{
	struct replay *r = mem_zero(1, sizeof(*r));

	*r = *from;
	r->db = db;
	for (int i = 0; i < r->n; i++)
		if (sqlite3_prepare_v3(db, r->st[i].text, -1,
			SQLITE_PREPARE_PERSISTENT, &r->st[i].s,
			NULL) != SQLITE_OK) {
			fprintf(stderr, "bench: %s\n", sqlite3_errmsg(db));
			exit(1);
		}
	return r;
}

void
replay_put(struct replay *r, int64_t was, int64_t now)
{
	for (int i = 0; i < r->n_map; i++)
		if (r->map[i].was == was) {
			r->map[i].now = now;
			return;
		}
	r->map[r->n_map].was = was;
	r->map[r->n_map].now = now;
	r->n_map++;
}

void
replay_follow(struct replay *r, const char *statement, int64_t was, int plus)
{
	replay_put(r, was, was);
	r->map[r->n_map - 1].after = statement;
	r->map[r->n_map - 1].plus = plus;
}

static void
bind(const struct replay *r, sqlite3_stmt *s, int at, const struct value *v)
{
	int64_t i = v->i;

	if (v->kind == 'n')
		sqlite3_bind_null(s, at);
	else if (v->kind == 'b')
		sqlite3_bind_blob(s, at, v->bytes, v->n, SQLITE_STATIC);
	else if (v->kind == 't')
		sqlite3_bind_text(s, at, v->bytes, v->n, SQLITE_STATIC);
	else {
		for (int m = 0; m < r->n_map; m++)
			if (r->map[m].was == i) {
				i = r->map[m].now;
				break;
			}
		sqlite3_bind_int64(s, at, i);
	}
}

static int
run_one(struct replay *r, struct statement *st)
{
	int64_t first = 0;
	int rc, used = 0;

	/* A name used twice is one parameter: SQLite numbers first uses. */
	for (int i = 0; i < st->n; i++)
		if (used < sqlite3_bind_parameter_count(st->s))
			bind(r, st->s, ++used, &st->v[i]);
	while ((rc = sqlite3_step(st->s)) == SQLITE_ROW)
		first = sqlite3_column_int64(st->s, 0);
	for (int m = 0; m < r->n_map; m++)
		if (r->map[m].after != NULL &&
		    strstr(st->text, r->map[m].after) != NULL)
			r->map[m].now = r->map[m].plus != 0
					    ? first + r->map[m].plus
					    : sqlite3_last_insert_rowid(r->db);
	sqlite3_reset(st->s);
	return rc;
}

int
replay_run(struct replay *r)
{
	int rc;

	for (int i = 0; i < r->n; i++)
		if ((rc = run_one(r, &r->st[i])) != SQLITE_DONE) {
			fprintf(stderr, "bench: %s: %s\n", r->st[i].text,
			    sqlite3_errmsg(r->db));
			sqlite3_exec(r->db, "ROLLBACK", NULL, NULL, NULL);
			return rc;
		}
	return SQLITE_OK;
}
