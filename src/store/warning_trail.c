/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"
#include "internal.h"
#include "store/stmt.h"
#include "store/warning.h"

#define ACK "id, warning, round, seat, post, person, asked_at, acked_at, open"
#define ENTRY "id, warning, author, at, audit, event, pair, text"
#define OBSERVATION                                                      \
	"id, warning, student, reporter, source, round, danger, ticket," \
	" event_at, entered_at, audit, pair, told"

static const struct sql sql_warning_past_add = { "warning_past_add",
	"INSERT INTO warning_past (warning, audit, at, person, second, event,"
	" missed, version, state, level, severity, danger, parents, owner,"
	" due_key, due_at, event_at) VALUES (:warning, :audit, :at, :person,"
	" :second, :event, :missed, :version, :state, :level, :severity,"
	" :danger, :parents, :owner, :due_key, :due_at, :event_at)",
	0 };
static const struct sql sql_warning_past_each = { "warning_past_each",
	"SELECT id, warning, audit, at, person, second, event, missed,"
	" version, state, level, severity, danger, parents, owner, due_key,"
	" due_at, event_at FROM warning_past WHERE warning = :warning"
	" AND id < :before ORDER BY id DESC LIMIT :limit",
	0 };
static const struct sql sql_warning_ack_add = { "warning_ack_add",
	"INSERT INTO warning_ack (warning, round, seat, post, person,"
	" asked_at, acked_at, open) VALUES (:warning, :round, :seat, :post,"
	" :person, :asked_at, 0, 1) ON CONFLICT (warning, round, seat, person)"
	" DO UPDATE SET open = 1 WHERE warning_ack.acked_at = 0",
	0 };
static const struct sql sql_warning_ack_each = { "warning_ack_each",
	"SELECT " ACK " FROM warning_ack WHERE warning = :warning"
	" ORDER BY round, seat, id",
	0 };
static const struct sql sql_warning_ack_fill = { "warning_ack_fill",
	"UPDATE warning_ack SET open = 0, acked_at = CASE WHEN"
	" person = :person THEN :at ELSE acked_at END"
	" WHERE warning = :warning AND round = :round AND seat = :seat",
	0 };
static const struct sql sql_warning_ack_end = { "warning_ack_end",
	"UPDATE warning_ack SET open = 0 WHERE warning = :warning", 0 };
static const struct sql sql_warning_ack_leave = { "warning_ack_leave",
	"UPDATE warning_ack SET open = 0 WHERE warning = :warning"
	" AND person = :person",
	0 };
static const struct sql sql_warning_asked = { "warning_asked",
	"SELECT " ACK " FROM warning_ack WHERE person = :person AND open = 1"
	" ORDER BY asked_at LIMIT :limit",
	0 };
static const struct sql sql_warning_entry_add = { "warning_entry_add",
	"INSERT INTO warning_entry (warning, author, at, audit, event, pair)"
	" VALUES (:warning, :author, :at, :audit, :event, :pair)",
	0 };
static const struct sql sql_warning_entry_seal = { "warning_entry_seal",
	"UPDATE warning_entry SET text = :text"
	" WHERE id = :id AND text IS NULL",
	0 };
static const struct sql sql_warning_entry_each = { "warning_entry_each",
	"SELECT " ENTRY " FROM warning_entry WHERE warning = :warning"
	" AND id < :before ORDER BY id DESC LIMIT :limit",
	0 };
static const struct sql sql_observation_add = { "observation_add",
	"INSERT INTO observation (warning, student, reporter, source, round,"
	" danger, ticket, event_at, entered_at, audit, pair)"
	" VALUES (:warning, :student, :reporter, :source, :round, :danger,"
	" :ticket, :event_at, :entered_at, :audit, :pair)",
	0 };
static const struct sql sql_observation_seal = { "observation_seal",
	"UPDATE observation SET told = :told WHERE id = :id AND told IS NULL",
	0 };
static const struct sql sql_observation_each = { "observation_each",
	"SELECT " OBSERVATION " FROM observation WHERE warning = :warning"
	" ORDER BY id",
	0 };
static const struct sql sql_observation_by = { "observation_by",
	"SELECT " OBSERVATION " FROM observation WHERE reporter = :reporter"
	" AND id < :before ORDER BY id DESC LIMIT :limit",
	0 };

const struct sql *const store_warning_trail_sql[] = { &sql_warning_past_add,
	&sql_warning_past_each, &sql_warning_ack_add, &sql_warning_ack_each,
	&sql_warning_ack_fill, &sql_warning_ack_end, &sql_warning_ack_leave,
	&sql_warning_asked, &sql_warning_entry_add, &sql_warning_entry_seal,
	&sql_warning_entry_each, &sql_observation_add, &sql_observation_seal,
	&sql_observation_each, &sql_observation_by, NULL };

static int64_t
before_or_all(int64_t before)
{
	return before != 0 ? before : INT64_MAX;
}

static void
bind_after(struct stmt *q, const struct warning *w)
{
	stmt_i64(q, ":version", w->version);
	stmt_i64(q, ":state", w->state);
	stmt_i64(q, ":level", w->level);
	stmt_i64(q, ":severity", w->severity);
	stmt_i64(q, ":danger", w->danger);
	stmt_i64(q, ":parents", w->parents);
	stmt_ref(q, ":owner", w->owner);
	stmt_text(q, ":due_key", w->due_key);
	stmt_i64(q, ":due_at", w->due_at);
}

int
store_warning_past_add(struct store *st, struct warning_past *p)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_past_add)) != 0)
		return r;
	stmt_i64(q, ":warning", p->warning);
	stmt_i64(q, ":audit", p->audit);
	stmt_i64(q, ":at", p->at);
	stmt_ref(q, ":person", p->person);
	stmt_ref(q, ":second", p->second);
	stmt_i64(q, ":event", p->event);
	stmt_i64(q, ":missed", p->due_at);
	stmt_ref(q, ":event_at", p->event_at);
	bind_after(q, &p->after);
	if ((r = stmt_run(q)) == 0)
		p->id = store_last_id(st);
	return r;
}

static void
past_from_row(struct stmt *q, struct warning_past *p)
{
	*p = (struct warning_past){ .id = stmt_get_i64(q, 0) };
	p->warning = p->after.id = stmt_get_i64(q, 1);
	p->audit = stmt_get_i64(q, 2);
	p->at = stmt_get_i64(q, 3);
	p->person = stmt_get_i64(q, 4);
	p->second = stmt_get_i64(q, 5);
	p->event = (enum warning_event)stmt_get_i64(q, 6);
	p->due_at = stmt_get_i64(q, 7);
	p->after.version = stmt_get_i64(q, 8);
	p->after.state = (enum warning_state)stmt_get_i64(q, 9);
	p->after.level = (enum profile_level)stmt_get_i64(q, 10);
	p->after.severity = (enum warning_severity)stmt_get_i64(q, 11);
	p->after.danger = stmt_get_i64(q, 12) != 0;
	p->after.parents = (enum warning_parents)stmt_get_i64(q, 13);
	p->after.owner = stmt_get_i64(q, 14);
	stmt_copy_text(q, 15, p->after.due_key, sizeof(p->after.due_key));
	p->after.due_at = stmt_get_i64(q, 16);
	p->event_at = stmt_get_i64(q, 17);
}

int
store_warning_past_each(struct store *st, int64_t warning, int64_t before,
    int limit, int (*fn)(void *, const struct warning_past *), void *arg)
{
	struct warning_past p;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_past_each)) != 0)
		return r;
	stmt_i64(q, ":warning", warning);
	stmt_i64(q, ":before", before_or_all(before));
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		past_from_row(q, &p);
		if ((r = fn(arg, &p)) != 0)
			break;
	}
	return stmt_close(q, r);
}

static void
ack_from_row(struct stmt *q, struct warning_ack *a)
{
	a->id = stmt_get_i64(q, 0);
	a->warning = stmt_get_i64(q, 1);
	a->round = (int)stmt_get_i64(q, 2);
	a->seat = (int)stmt_get_i64(q, 3);
	a->post = (enum warning_post)stmt_get_i64(q, 4);
	a->person = stmt_get_i64(q, 5);
	a->asked_at = stmt_get_i64(q, 6);
	a->acked_at = stmt_get_i64(q, 7);
	a->open = stmt_get_i64(q, 8) != 0;
}

static int
ack_rows(
    struct stmt *q, int (*fn)(void *, const struct warning_ack *), void *arg)
{
	struct warning_ack a;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		ack_from_row(q, &a);
		if ((r = fn(arg, &a)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_warning_ack_add(struct store *st, struct warning_ack *a)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_ack_add)) != 0)
		return r;
	stmt_i64(q, ":warning", a->warning);
	stmt_i64(q, ":round", a->round);
	stmt_i64(q, ":seat", a->seat);
	stmt_i64(q, ":post", a->post);
	stmt_i64(q, ":person", a->person);
	stmt_i64(q, ":asked_at", a->asked_at);
	if ((r = stmt_run(q)) == 0)
		a->id = store_last_id(st);
	return r;
}

int
store_warning_ack_each(struct store *st, int64_t warning,
    int (*fn)(void *, const struct warning_ack *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_ack_each)) != 0)
		return r;
	stmt_i64(q, ":warning", warning);
	return ack_rows(q, fn, arg);
}

int
store_warning_ack_fill(
    struct store *st, const struct warning_ack *a, int64_t at)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_ack_fill)) != 0)
		return r;
	stmt_i64(q, ":warning", a->warning);
	stmt_i64(q, ":round", a->round);
	stmt_i64(q, ":seat", a->seat);
	stmt_i64(q, ":person", a->person);
	stmt_i64(q, ":at", at);
	return stmt_run(q);
}

int
store_warning_ack_end(struct store *st, int64_t warning)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_ack_end)) != 0)
		return r;
	stmt_i64(q, ":warning", warning);
	return stmt_run(q);
}

int
store_warning_ack_leave(struct store *st, int64_t warning, int64_t person)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_ack_leave)) != 0)
		return r;
	stmt_i64(q, ":warning", warning);
	stmt_i64(q, ":person", person);
	return stmt_run(q);
}

int
store_warning_asked(struct store *st, int64_t person, int limit,
    int (*fn)(void *, const struct warning_ack *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_asked)) != 0)
		return r;
	stmt_i64(q, ":person", person);
	stmt_i64(q, ":limit", limit);
	return ack_rows(q, fn, arg);
}

int
store_warning_entry_add(struct store *st, struct warning_entry *e)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_entry_add)) != 0)
		return r;
	stmt_i64(q, ":warning", e->warning);
	stmt_i64(q, ":author", e->author);
	stmt_i64(q, ":at", e->at);
	stmt_i64(q, ":audit", e->audit);
	stmt_i64(q, ":event", e->event);
	stmt_i64(q, ":pair", e->pair);
	if ((r = stmt_run(q)) == 0)
		e->id = store_last_id(st);
	return r;
}

int
store_warning_entry_seal(struct store *st, const struct warning_entry *e)
{
	return stmt_seal(
	    st, &sql_warning_entry_seal, e->id, ":text", e->text, e->n);
}

int
store_warning_entry_each(struct store *st, int64_t warning, int64_t before,
    int limit, int (*fn)(void *, const struct warning_entry *), void *arg)
{
	struct warning_entry e;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_entry_each)) != 0)
		return r;
	stmt_i64(q, ":warning", warning);
	stmt_i64(q, ":before", before_or_all(before));
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		e.id = stmt_get_i64(q, 0);
		e.warning = stmt_get_i64(q, 1);
		e.author = stmt_get_i64(q, 2);
		e.at = stmt_get_i64(q, 3);
		e.audit = stmt_get_i64(q, 4);
		e.event = (enum warning_event)stmt_get_i64(q, 5);
		e.pair = stmt_get_i64(q, 6);
		e.text = stmt_get_blob(q, 7, &e.n);
		if ((r = fn(arg, &e)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_observation_add(struct store *st, struct observation *o)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_observation_add)) != 0)
		return r;
	stmt_i64(q, ":warning", o->warning);
	stmt_i64(q, ":student", o->student);
	stmt_i64(q, ":reporter", o->reporter);
	stmt_i64(q, ":source", o->source);
	stmt_i64(q, ":round", o->round);
	stmt_i64(q, ":danger", o->danger);
	stmt_ref(q, ":ticket", o->ticket);
	stmt_i64(q, ":event_at", o->event_at);
	stmt_i64(q, ":entered_at", o->entered_at);
	stmt_i64(q, ":audit", o->audit);
	stmt_ref(q, ":pair", o->pair);
	if ((r = stmt_run(q)) == 0)
		o->id = store_last_id(st);
	return r;
}

int
store_observation_seal(struct store *st, const struct observation *o)
{
	return stmt_seal(
	    st, &sql_observation_seal, o->id, ":told", o->told, o->n);
}

static int
observation_rows(
    struct stmt *q, int (*fn)(void *, const struct observation *), void *arg)
{
	struct observation o;
	int r;

	while ((r = stmt_next(q)) == STORE_ROW) {
		o.id = stmt_get_i64(q, 0);
		o.warning = stmt_get_i64(q, 1);
		o.student = stmt_get_i64(q, 2);
		o.reporter = stmt_get_i64(q, 3);
		o.source = (enum warning_source)stmt_get_i64(q, 4);
		o.round = (int)stmt_get_i64(q, 5);
		o.danger = stmt_get_i64(q, 6) != 0;
		o.ticket = stmt_get_i64(q, 7);
		o.event_at = stmt_get_i64(q, 8);
		o.entered_at = stmt_get_i64(q, 9);
		o.audit = stmt_get_i64(q, 10);
		o.pair = stmt_get_i64(q, 11);
		o.told = stmt_get_blob(q, 12, &o.n);
		if ((r = fn(arg, &o)) != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_observation_each(struct store *st, int64_t warning,
    int (*fn)(void *, const struct observation *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_observation_each)) != 0)
		return r;
	stmt_i64(q, ":warning", warning);
	return observation_rows(q, fn, arg);
}

int
store_observation_by(struct store *st, int64_t reporter, int64_t before,
    int limit, int (*fn)(void *, const struct observation *), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_observation_by)) != 0)
		return r;
	stmt_i64(q, ":reporter", reporter);
	stmt_i64(q, ":before", before_or_all(before));
	stmt_i64(q, ":limit", limit);
	return observation_rows(q, fn, arg);
}
