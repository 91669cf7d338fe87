/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "sealed/sign.h"
#include "store/audit.h"
#include "internal.h"
#include "store/stmt.h"

static const struct sql sql_audit_last = { "audit_last",
	"SELECT id, at, hash FROM audit ORDER BY id DESC LIMIT 1", SQL_ENDS };
static const struct sql sql_audit_add = { "audit_add",
	"INSERT INTO audit (id, at, person, what, object, ground, subjects,"
	" hash) VALUES (:id, :at, :person, :what, :object, :ground, :subjects,"
	" :hash)",
	0 };
static const struct sql sql_audit_subject_add = { "audit_subject_add",
	"INSERT INTO audit_subject (student, audit) VALUES (:student, :audit)"
	" ON CONFLICT DO NOTHING",
	0 };
static const struct sql sql_audit_each = { "audit_each",
	"SELECT id, at, person, what, object, ground, subjects, hash"
	" FROM audit WHERE id > :after ORDER BY id LIMIT :limit",
	0 };
static const struct sql sql_audit_signature_add = { "audit_signature_add",
	"INSERT INTO audit_signature (id, at, hash, signer, signature)"
	" VALUES (:id, :at, :hash, :signer, :signature)",
	0 };
static const struct sql sql_audit_signature_each = { "audit_signature_each",
	"SELECT id, at, hash, signer, signature FROM audit_signature"
	" WHERE id > :after ORDER BY id LIMIT :limit",
	0 };

static const struct sql sql_audit_signature_last = { "audit_signature_last",
	"SELECT id, at, hash, signer, signature FROM audit_signature"
	" ORDER BY id DESC LIMIT 1",
	SQL_ENDS };

const struct sql *const store_audit_sql[] = { &sql_audit_last, &sql_audit_add,
	&sql_audit_subject_add, &sql_audit_each, &sql_audit_signature_add,
	&sql_audit_signature_each, &sql_audit_signature_last, NULL };

/* The chain: each row's hash is over the hash before and its own fields. */
static void
audit_hash(
    const uint8_t before[32], const struct audit_event *e, uint8_t to[32])
{
	struct buf *b = buf_new();

	buf_add(b, before, 32);
	buf_put_i64(b, e->id);
	buf_put_i64(b, e->at);
	buf_put_i64(b, e->person);
	buf_put_text(b, e->what);
	buf_put_i64(b, e->object);
	buf_put_text(b, e->ground != NULL ? e->ground : "");
	for (int i = 0; i < e->n_subjects; i++)
		buf_put_i64(b, e->subjects[i]);
	sign_hash(NULL, buf_data(b), buf_len(b), to);
	buf_free(b);
}

static int
audit_last(struct store *st, int64_t *id, int64_t *at, uint8_t hash[32])
{
	struct stmt *q;
	const void *p;
	size_t n;
	int r;

	*id = *at = 0;
	memset(hash, 0, 32);
	if ((r = stmt_open(st, &q, &sql_audit_last)) != 0)
		return r;
	if ((r = stmt_one(q)) == 0) {
		*id = stmt_get_i64(q, 0);
		*at = stmt_get_i64(q, 1);
		p = stmt_get_blob(q, 2, &n);
		if (n == 32)
			memcpy(hash, p, n);
		else
			r = ERR_CORRUPT;
	}
	return stmt_close(q, r == ERR_NOT_FOUND ? 0 : r);
}

static int
audit_insert(
    struct store *st, const struct audit_event *e, const uint8_t hash[32])
{
	struct buf *subjects = buf_new();
	struct stmt *q;
	int r;

	for (int i = 0; i < e->n_subjects; i++)
		buf_put_i64(subjects, e->subjects[i]);
	if ((r = stmt_open(st, &q, &sql_audit_add)) == 0) {
		stmt_i64(q, ":id", e->id);
		stmt_i64(q, ":at", e->at);
		stmt_i64(q, ":person", e->person);
		stmt_text(q, ":what", e->what);
		stmt_i64(q, ":object", e->object);
		stmt_text(q, ":ground", e->ground);
		stmt_blob(
		    q, ":subjects", buf_data(subjects), buf_len(subjects));
		stmt_blob(q, ":hash", hash, 32);
		r = stmt_run(q);
	}
	buf_free(subjects);
	return r;
}

static int
audit_add_subject(struct store *st, int64_t student, int64_t audit)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_audit_subject_add)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	stmt_i64(q, ":audit", audit);
	return stmt_run(q);
}

int
store_audit_add(struct store *st, struct audit_event *e)
{
	uint8_t before[32], hash[32];
	int64_t at;
	int r;

	if (e->n_subjects > AUDIT_SUBJECTS_MAX)
		return ERR_LIMIT;
	if ((r = audit_last(st, &e->id, &at, before)) != 0)
		return r;
	e->id++;
	e->at = store_now(st);
	if (e->at < at)
		e->at = at; /* a clock set back never shows here */
	audit_hash(before, e, hash);
	if ((r = audit_insert(st, e, hash)) != 0)
		return r;
	st->row = e->id;
	for (int i = 0; i < e->n_subjects && r == 0; i++)
		r = audit_add_subject(st, e->subjects[i], e->id);
	return r;
}

/* One row, its texts borrowed from the statement. */
struct audit_row {
	struct audit_event e;
	int64_t subjects[AUDIT_SUBJECTS_MAX];
	uint8_t hash[32];
};

static int
audit_from_row(struct stmt *q, struct audit_row *row)
{
	struct buf *b = buf_new();
	const void *p;
	size_t n;

	row->e = (struct audit_event){ .id = stmt_get_i64(q, 0),
		.at = stmt_get_i64(q, 1),
		.person = stmt_get_i64(q, 2),
		.what = stmt_get_text(q, 3),
		.object = stmt_get_i64(q, 4),
		.ground = stmt_get_null(q, 5) ? NULL : stmt_get_text(q, 5),
		.subjects = row->subjects };
	p = stmt_get_blob(q, 6, &n);
	if (n <= sizeof(row->subjects)) {
		buf_add(b, p, n);
		while (buf_get_i64(b, &row->subjects[row->e.n_subjects]) == 0)
			if (++row->e.n_subjects == AUDIT_SUBJECTS_MAX)
				break;
	}
	buf_free(b);
	p = stmt_get_blob(q, 7, &n);
	memset(row->hash, 0, sizeof(row->hash));
	if (n == sizeof(row->hash))
		memcpy(row->hash, p, n);
	return 0;
}

static int
audit_walk(struct store *st, int64_t after, int64_t limit,
    int (*fn)(void *, const struct audit_row *), void *arg)
{
	struct audit_row row;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_audit_each)) != 0)
		return r;
	stmt_i64(q, ":after", after);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = audit_from_row(q, &row)) != 0 ||
		    (r = fn(arg, &row)) != 0)
			break;
	return stmt_close(q, r);
}

struct audit_show {
	int (*fn)(void *, const struct audit_event *);
	void *arg;
};

static int
audit_show(void *arg, const struct audit_row *row)
{
	struct audit_show *s = arg;

	return s->fn(s->arg, &row->e);
}

int
store_audit_each(struct store *st, int64_t after, int limit,
    int (*fn)(void *, const struct audit_event *), void *arg)
{
	struct audit_show s = { fn, arg };

	return audit_walk(st, after, limit, audit_show, &s);
}

int
store_audit_head(struct store *st, struct audit_head *h)
{
	int64_t at;

	return audit_last(st, &h->id, &at, h->hash);
}

int
store_audit_last_at(struct store *st, int64_t *at)
{
	uint8_t hash[32];
	int64_t id;

	return audit_last(st, &id, at, hash);
}

int
store_audit_sign(struct store *st, const struct audit_signature *s)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_audit_signature_add)) != 0)
		return r;
	stmt_i64(q, ":id", s->id);
	stmt_i64(q, ":at", s->at);
	stmt_blob(q, ":hash", s->hash, sizeof(s->hash));
	stmt_blob(q, ":signer", s->by, sizeof(s->by));
	stmt_blob(q, ":signature", s->signature, sizeof(s->signature));
	return stmt_run(q);
}

/* --- verifying -------------------------------------------------------------
 */

struct verify {
	struct store *st;
	struct stmt *signatures; /* the next one, ahead of the walk */
	struct audit_signature next;
	bool more;
	const struct audit_head *head;
	const uint8_t *by;
	uint8_t hash[32];
	int64_t id, at;
	struct audit_report *out;
};

void
store_audit_signed_bytes(const struct audit_signature *s, uint8_t to[48])
{
	struct buf *b = buf_new();

	buf_put_i64(b, s->id);
	buf_put_i64(b, s->at);
	buf_add(b, s->hash, sizeof(s->hash));
	memcpy(to, buf_data(b), 48);
	buf_free(b);
}

static void
signature_from_row(struct stmt *q, struct audit_signature *s)
{
	const struct {
		uint8_t *to;
		size_t n;
	} f[] = { { s->hash, 32 }, { s->by, 32 }, { s->signature, 64 } };
	const void *p;
	size_t n;

	s->id = stmt_get_i64(q, 0);
	s->at = stmt_get_i64(q, 1);
	for (int i = 0; i < 3; i++) {
		p = stmt_get_blob(q, i + 2, &n);
		memset(f[i].to, 0, f[i].n);
		if (n == f[i].n)
			memcpy(f[i].to, p, n);
	}
}

static int
verify_next_signature(struct verify *v)
{
	int r;

	if ((r = stmt_next(v->signatures)) != STORE_ROW) {
		v->more = false;
		return r;
	}
	signature_from_row(v->signatures, &v->next);
	v->more = true;
	return 0;
}

static bool
signature_holds(const struct audit_signature *s, const uint8_t by[32])
{
	uint8_t bytes[48];

	store_audit_signed_bytes(s, bytes);
	return memcmp(s->by, by, 32) == 0 &&
	       sign_holds(by, bytes, sizeof(bytes), s->signature);
}

static int
verify_fault(struct verify *v, enum audit_fault fault, int64_t row)
{
	v->out->fault = fault;
	v->out->row = row;
	return ERR_STOPPED; /* the walk ends at the first */
}

static int
verify_signature(struct verify *v)
{
	if (memcmp(v->next.hash, v->hash, 32) != 0)
		return verify_fault(v, AUDIT_CHANGED, v->id);
	if (!signature_holds(&v->next, v->by))
		return verify_fault(v, AUDIT_FORGED, v->id);
	v->out->signatures++;
	return verify_next_signature(v);
}

static int
verify_row(void *arg, const struct audit_row *row)
{
	struct verify *v = arg;
	uint8_t hash[32];

	if (row->e.id != v->id + 1)
		return verify_fault(v, AUDIT_MISSING, v->id + 1);
	audit_hash(v->hash, &row->e, hash);
	if (memcmp(hash, row->hash, 32) != 0)
		return verify_fault(v, AUDIT_CHANGED, row->e.id);
	if (row->e.at < v->at)
		return verify_fault(v, AUDIT_BACKWARDS, row->e.id);
	memcpy(v->hash, hash, 32);
	v->id = row->e.id;
	v->at = row->e.at;
	v->out->rows++;
	if (v->head != NULL && v->head->id == v->id &&
	    memcmp(v->head->hash, hash, 32) != 0)
		return verify_fault(v, AUDIT_CHANGED, v->id);
	return v->more && v->next.id == v->id ? verify_signature(v) : 0;
}

int
store_audit_verify(struct store *st, const struct audit_head *head,
    const uint8_t by[32], struct audit_report *out)
{
	struct verify v = { .st = st, .head = head, .by = by, .out = out };
	int r;

	memset(out, 0, sizeof(*out));
	r = stmt_open(st, &v.signatures, &sql_audit_signature_each);
	if (r != 0)
		return r;
	stmt_i64(v.signatures, ":after", 0);
	stmt_i64(v.signatures, ":limit", -1);
	if ((r = verify_next_signature(&v)) == 0 &&
	    (r = audit_walk(st, 0, -1, verify_row, &v)) == 0 &&
	    (v.more || (head != NULL && head->id > v.id)))
		r = verify_fault(&v, AUDIT_TRUNCATED, v.id + 1);
	stmt_close(v.signatures, 0);
	return r == ERR_STOPPED && out->fault != AUDIT_WHOLE ? 0 : r;
}

/* --- the last signature alone ------------------------------------------------
 */

struct signed_look {
	struct audit_signature s;
	bool well;
	int64_t after; /* when the first row after it was written, or 0 */
};

static int
signed_row(void *arg, const struct audit_row *row)
{
	struct signed_look *l = arg;

	if (row->e.id == l->s.id)
		l->well = memcmp(row->hash, l->s.hash, 32) == 0;
	else
		l->after = row->e.at;
	return 0;
}

int
store_audit_signed(
    struct store *st, const uint8_t by[32], int *holds, int64_t *unsigned_s)
{
	struct signed_look l = { 0 };
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_audit_signature_last)) != 0)
		return r;
	if ((r = stmt_one(q)) == 0)
		signature_from_row(q, &l.s);
	r = stmt_close(q, r == ERR_NOT_FOUND ? 0 : r);
	/* The row that was signed, and the one after it. */
	if (r == 0)
		r = audit_walk(st, l.s.id > 0 ? l.s.id - 1 : 0,
		    l.s.id > 0 ? 2 : 1, signed_row, &l);
	if (r != 0)
		return r;
	*holds = l.s.id == 0 ? 0 : l.well && signature_holds(&l.s, by) ? 1 : -1;
	*unsigned_s = l.after != 0 ? store_now(st) - l.after : 0;
	return 0;
}
