/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "model/when.h"
#include "store/stmt.h"
#include "store/warning.h"

/* The order of the ledger: due times, then what has none, then the closed
 * ones from the newest on. */
#define RANK_NO_TIME INT64_C(4000000000000000000)
#define RANK_CLOSED INT64_C(5000000000000000000)

#define COLUMNS                                                               \
	"student, school, grade, class, lft, state, level, severity, danger," \
	" parents, source, district, reviews, round, seen_round, unseen, "    \
	"owner,"                                                              \
	" reporter, pair, event_at, entered_at, state_at, observe_until,"     \
	" clock, clock_at, ack_at, parents_at, due_key, due_at, fired_at"
#define VALUES                                                                \
	":student, :school, :grade, :class, :lft, :state, :level, :severity," \
	" :danger, :parents, :source, :district, :reviews, :round, "          \
	":seen_round, :unseen,"                                               \
	" :owner, :reporter, :pair, :event_at, :entered_at, :state_at,"       \
	" :observe_until, :clock, :clock_at, :ack_at, :parents_at, :due_key," \
	" :due_at, :fired_at"
#define ROW "id, version, " COLUMNS

static const struct sql sql_warning_add = { "warning_add",
	"INSERT INTO warning (version, " COLUMNS ", open, pending, ranking)"
	" VALUES (1, " VALUES ", :open, :pending, :ranking)",
	0 };
static const struct sql sql_warning_put = { "warning_put",
	"UPDATE warning SET version = version + 1, (" COLUMNS
	", open, pending, ranking) = (" VALUES ", :open, :pending, :ranking)"
	" WHERE id = :id AND version = :version",
	0 };
static const struct sql sql_warning_get = { "warning_get",
	"SELECT " ROW " FROM warning WHERE id = :id", 0 };
static const struct sql sql_warning_of = { "warning_of",
	"SELECT " ROW " FROM warning WHERE student = :student", 0 };
static const struct sql sql_warning_due = { "warning_due",
	"SELECT id FROM warning WHERE pending = 1 AND due_at <= :now"
	" ORDER BY due_at LIMIT :limit",
	0 };
static const struct sql sql_warning_next_due = { "warning_next_due",
	"SELECT due_at FROM warning WHERE pending = 1 ORDER BY due_at LIMIT 1",
	0 };

#define FILTER(column)                                               \
	" FROM warning WHERE " column " = :of"                       \
	" AND (ranking, id) > (:order, :id) AND ranking <= :last"    \
	" AND (:state < 0 OR state = :state)"                        \
	" AND (:level < 0 OR level = :level)"                        \
	" AND (:school = 0 OR school = :school)"                     \
	" AND (:grade = 0 OR grade = :grade)"                        \
	" AND (:owner = 0 OR owner = :owner)"                        \
	" AND (:overdue = 0 OR (due_at > 0 AND due_at < :overdue))"  \
	" AND (level >= :reach OR severity >= :serious OR EXISTS"    \
	" (SELECT 1 FROM warning_ack a WHERE a.warning = warning.id" \
	" AND a.person = :shown_to))"                                \
	" ORDER BY ranking, id LIMIT :limit"
#define PAGE(column) "SELECT " ROW ", ranking" FILTER(column)
#define COUNT(column) "SELECT COUNT(*) FROM (SELECT 1" FILTER(column) ") n"

static const struct sql sql_warning_page[WARNINGS_SCOPES] = {
	[WARNINGS_OF_SCHOOL] = { "warning_page_school", PAGE("school"), 0 },
	[WARNINGS_OF_GRADE] = { "warning_page_grade", PAGE("grade"), 0 },
	[WARNINGS_OF_CLASS] = { "warning_page_class", PAGE("class"), 0 },
	[WARNINGS_OF_DISTRICT] = { "warning_page_district", PAGE("district"),
	    0 },
	[WARNINGS_OF_OWNER] = { "warning_page_owner", PAGE("owner"), 0 },
};
static const struct sql sql_warning_count[WARNINGS_SCOPES] = {
	[WARNINGS_OF_SCHOOL] = { "warning_count_school", COUNT("school"), 0 },
	[WARNINGS_OF_GRADE] = { "warning_count_grade", COUNT("grade"), 0 },
	[WARNINGS_OF_CLASS] = { "warning_count_class", COUNT("class"), 0 },
	[WARNINGS_OF_DISTRICT] = { "warning_count_district", COUNT("district"),
	    0 },
	[WARNINGS_OF_OWNER] = { "warning_count_owner", COUNT("owner"), 0 },
};
static const struct sql sql_warning_figures = { "warning_figures",
	"SELECT school, COUNT(*),"
	" SUM(CASE WHEN due_at > 0 AND due_at < :now"
	" AND entered_at - event_at < :later THEN 1 ELSE 0 END),"
	" SUM(CASE WHEN entered_at - event_at >= :later THEN 1 ELSE 0 END),"
	" SUM(CASE WHEN due_at > 0 AND due_at < :now"
	" AND entered_at - event_at >= :later THEN 1 ELSE 0 END)"
	" FROM warning WHERE open = 1"
	" AND lft >= :lft AND lft <= :rgt GROUP BY school ORDER BY school",
	0 };

const struct sql *const store_warning_sql[] = { &sql_warning_add,
	&sql_warning_put, &sql_warning_get, &sql_warning_of, &sql_warning_due,
	&sql_warning_next_due, &sql_warning_page[WARNINGS_OF_SCHOOL],
	&sql_warning_page[WARNINGS_OF_GRADE],
	&sql_warning_page[WARNINGS_OF_CLASS],
	&sql_warning_page[WARNINGS_OF_DISTRICT],
	&sql_warning_page[WARNINGS_OF_OWNER],
	&sql_warning_count[WARNINGS_OF_SCHOOL],
	&sql_warning_count[WARNINGS_OF_GRADE],
	&sql_warning_count[WARNINGS_OF_CLASS],
	&sql_warning_count[WARNINGS_OF_DISTRICT],
	&sql_warning_count[WARNINGS_OF_OWNER], &sql_warning_figures, NULL };

static void
warning_from_row(struct stmt *q, struct warning *w)
{
	int c = 0;

	w->id = stmt_get_i64(q, c++);
	w->version = stmt_get_i64(q, c++);
	w->student = stmt_get_i64(q, c++);
	w->school = stmt_get_i64(q, c++);
	w->grade = stmt_get_i64(q, c++);
	w->class = stmt_get_i64(q, c++);
	w->lft = stmt_get_i64(q, c++);
	w->state = (enum warning_state)stmt_get_i64(q, c++);
	w->level = (enum profile_level)stmt_get_i64(q, c++);
	w->severity = (enum warning_severity)stmt_get_i64(q, c++);
	w->danger = stmt_get_i64(q, c++) != 0;
	w->parents = (enum warning_parents)stmt_get_i64(q, c++);
	w->source = (enum warning_source)stmt_get_i64(q, c++);
	w->district = stmt_get_i64(q, c++) != 0;
	w->reviews = (int)stmt_get_i64(q, c++);
	w->round = (int)stmt_get_i64(q, c++);
	w->seen_round = (int)stmt_get_i64(q, c++);
	w->unseen = stmt_get_i64(q, c++) != 0;
	w->owner = stmt_get_i64(q, c++);
	w->reporter = stmt_get_i64(q, c++);
	w->key = stmt_get_i64(q, c++);
	w->event_at = stmt_get_i64(q, c++);
	w->entered_at = stmt_get_i64(q, c++);
	w->state_at = stmt_get_i64(q, c++);
	w->observe_until = stmt_get_i64(q, c++);
	stmt_copy_text(q, c++, w->clock, sizeof(w->clock));
	w->clock_at = stmt_get_i64(q, c++);
	w->ack_at = stmt_get_i64(q, c++);
	w->parents_at = stmt_get_i64(q, c++);
	stmt_copy_text(q, c++, w->due_key, sizeof(w->due_key));
	w->due_at = stmt_get_i64(q, c++);
	w->fired_at = stmt_get_i64(q, c);
}

static int64_t
ranking(const struct warning *w)
{
	if (!warning_is_open(w->state))
		return RANK_CLOSED - w->state_at;
	return w->due_at != 0 ? w->due_at : RANK_NO_TIME;
}

static void
bind_place(struct stmt *q, const struct warning *w)
{
	bool open = warning_is_open(w->state);

	stmt_i64(q, ":student", w->student);
	stmt_i64(q, ":school", w->school);
	stmt_ref(q, ":grade", w->grade);
	stmt_ref(q, ":class", w->class);
	stmt_i64(q, ":lft", w->lft);
	stmt_i64(q, ":district", w->district);
	stmt_ref(q, ":owner", w->owner);
	stmt_i64(q, ":reporter", w->reporter);
	stmt_ref(q, ":pair", w->key);
	stmt_i64(q, ":open", open);
	stmt_i64(
	    q, ":pending", open && w->due_at != 0 && w->due_at != w->fired_at);
	stmt_i64(q, ":ranking", ranking(w));
}

static void
bind_state(struct stmt *q, const struct warning *w)
{
	stmt_i64(q, ":state", w->state);
	stmt_i64(q, ":level", w->level);
	stmt_i64(q, ":severity", w->severity);
	stmt_i64(q, ":danger", w->danger);
	stmt_i64(q, ":parents", w->parents);
	stmt_i64(q, ":source", w->source);
	stmt_i64(q, ":reviews", w->reviews);
	stmt_i64(q, ":round", w->round);
	stmt_i64(q, ":seen_round", w->seen_round);
	stmt_i64(q, ":unseen", w->unseen);
}

static void
bind_times(struct stmt *q, const struct warning *w)
{
	stmt_i64(q, ":event_at", w->event_at);
	stmt_i64(q, ":entered_at", w->entered_at);
	stmt_i64(q, ":state_at", w->state_at);
	stmt_i64(q, ":observe_until", w->observe_until);
	stmt_text(q, ":clock", w->clock);
	stmt_i64(q, ":clock_at", w->clock_at);
	stmt_i64(q, ":ack_at", w->ack_at);
	stmt_i64(q, ":parents_at", w->parents_at);
	stmt_text(q, ":due_key", w->due_key);
	stmt_i64(q, ":due_at", w->due_at);
	stmt_i64(q, ":fired_at", w->fired_at);
}

int
store_warning_add(struct store *st, struct warning *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_add)) != 0)
		return r;
	bind_place(q, w);
	bind_state(q, w);
	bind_times(q, w);
	if ((r = stmt_run(q)) == 0) {
		w->id = store_last_id(st);
		w->version = 1;
	}
	return r;
}

int
store_warning_put(struct store *st, struct warning *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_put)) != 0)
		return r;
	stmt_i64(q, ":id", w->id);
	stmt_i64(q, ":version", w->version);
	bind_place(q, w);
	bind_state(q, w);
	bind_times(q, w);
	if ((r = stmt_change(q, ERR_STALE)) == 0)
		w->version++;
	return r;
}

static int
warning_one(struct stmt *q, struct warning *w)
{
	int r;

	if ((r = stmt_one(q)) == 0)
		warning_from_row(q, w);
	return stmt_close(q, r);
}

int
store_warning_get(struct store *st, int64_t id, struct warning *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_get)) != 0)
		return r;
	stmt_i64(q, ":id", id);
	return warning_one(q, w);
}

int
store_warning_of(struct store *st, int64_t student, struct warning *w)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_of)) != 0)
		return r;
	stmt_i64(q, ":student", student);
	return warning_one(q, w);
}

int
store_warning_due(struct store *st, int64_t now, int limit,
    int (*fn)(void *, int64_t id), void *arg)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_due)) != 0)
		return r;
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW)
		if ((r = fn(arg, stmt_get_i64(q, 0))) != 0)
			break;
	return stmt_close(q, r);
}

int
store_warning_next_due(struct store *st, int64_t *at)
{
	struct stmt *q;
	int r;

	*at = 0;
	if ((r = stmt_open(st, &q, &sql_warning_next_due)) != 0)
		return r;
	if ((r = stmt_one(q)) == 0)
		*at = stmt_get_i64(q, 0);
	return stmt_close(q, r == ERR_NOT_FOUND ? 0 : r);
}

/* Open and closed ones are spans of the order: nothing is passed over. */
static void
bind_span(struct stmt *q, const struct warning_filter *f,
    const struct warning_place *after)
{
	struct warning_place from = { INT64_MIN, 0 };

	if (f->open == WARNINGS_CLOSED)
		from.order = RANK_NO_TIME + 1;
	if (after != NULL && after->id != 0)
		from = *after;
	stmt_i64(q, ":order", from.order);
	stmt_i64(q, ":id", from.id);
	stmt_i64(
	    q, ":last", f->open == WARNINGS_OPEN ? RANK_NO_TIME : INT64_MAX);
}

static void
bind_filter(struct stmt *q, const struct warning_filter *f)
{
	stmt_i64(q, ":of", f->scope == WARNINGS_OF_DISTRICT ? 1 : f->of);
	stmt_i64(q, ":state", f->state);
	stmt_i64(q, ":level", f->level);
	stmt_i64(q, ":school", f->school);
	stmt_i64(q, ":grade", f->grade);
	stmt_i64(q, ":owner", f->owner);
	stmt_i64(q, ":overdue", f->overdue_at);
	stmt_i64(q, ":reach", f->reach);
	stmt_i64(q, ":serious",
	    f->reach >= LEVEL_SCHOOL ? SEVERITY_SERIOUS : SEVERITY_COUNT);
	stmt_i64(q, ":shown_to", f->shown_to);
}

int
store_warning_page(struct store *st, const struct warning_filter *f,
    const struct warning_place *after, int limit,
    int (*fn)(void *, const struct warning *, struct warning_place), void *arg)
{
	struct warning w;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_page[f->scope])) != 0)
		return r;
	bind_filter(q, f);
	bind_span(q, f, after);
	stmt_i64(q, ":limit", limit);
	while ((r = stmt_next(q)) == STORE_ROW) {
		warning_from_row(q, &w);
		r = fn(arg, &w,
		    (struct warning_place){ stmt_get_i64(q, 32), w.id });
		if (r != 0)
			break;
	}
	return stmt_close(q, r);
}

int
store_warning_count(
    struct store *st, const struct warning_filter *f, int64_t max, int64_t *n)
{
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_count[f->scope])) != 0)
		return r;
	bind_filter(q, f);
	bind_span(q, f, NULL);
	stmt_i64(q, ":limit", max);
	if ((r = stmt_one(q)) == 0)
		*n = stmt_get_i64(q, 0);
	return stmt_close(q, r);
}

int
store_warning_figures(struct store *st, int64_t lft, int64_t rgt, int64_t now,
    int (*fn)(void *, const struct warning_figure *), void *arg)
{
	struct warning_figure f;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_warning_figures)) != 0)
		return r;
	stmt_i64(q, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	stmt_i64(q, ":now", now);
	stmt_i64(q, ":later", WHEN_LATER);
	while ((r = stmt_next(q)) == STORE_ROW) {
		f = (struct warning_figure){ stmt_get_i64(q, 0),
			stmt_get_i64(q, 1), stmt_get_i64(q, 2),
			stmt_get_i64(q, 3), stmt_get_i64(q, 4) };
		if ((r = fn(arg, &f)) != 0)
			break;
	}
	return stmt_close(q, r);
}
