/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/student.h"
#include "act/ticket.h"
#include "act/today.h"
#include "src/store/internal.h"
#include "store/org.h"
#include "store/stmt.h"
#include "store/store.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/*
 * Looking up as one types, through act/ (rights, scopes, names of schools and
 * classes) beside the bare prepared statement on the same connection, so the
 * same pages and the same cache.  And what a lookup, a save and Today cost as
 * the store grows from 10,000 students to a million, with $BENCH_FULL to
 * 8,000,000.  `tests/bench/lookup [STUDENTS ...]`: stores of so many.
 */
#define HUGE_STORE 8000000 /* from here on the time itself is promised */
#define ROUNDS 400
#define LIMIT 50

/* What somebody may type at the i-th try. */
struct kind {
	const char *name, *key; /* key: the column looked in */
	const char *typed[8];
};
static const struct kind kinds[] = {
	{ "surname", "name_key",
	    { "王", "李", "张", "曾", "单", "欧阳", "周", "吴" } },
	{ "one letter", "py", { "w", "l", "z", "c", "s", "o", "h", "m" } },
	{ "pinyin", "py",
	    { "zhangx", "wangy", "lizi", "liuy", "zengy", "chenh", "yangs",
		"huangm" } },
	{ "number", "number",
	    { "202601", "202502", "202403", "202604", "202505", "202401",
		"202602", "202503" } },
};

struct bare {
	struct store *st;
	sqlite3_stmt *q, *ini; /* ini: NULL where it is not asked */
	int64_t school, lft, rgt;
};

static void
bare_prepare(struct bare *b, const char *key, sqlite3_stmt **q)
{
	char text[400];
	const char *index = strcmp(key, "name_key") == 0 ? "name" : key;

	snprintf(text, sizeof(text),
	    "SELECT id, name, reading, school, stage, entry, label, number"
	    " FROM student INDEXED BY student_%s%s WHERE %s %s >= ?2 AND %s <"
	    " ?3 AND place BETWEEN ?4 AND ?5 ORDER BY %s LIMIT %d",
	    b->school != 0 ? "school_" : "", index,
	    b->school != 0 ? "school = ?1 AND" : "", key, key, key, LIMIT);
	if (sqlite3_prepare_v2(b->st->db, text, -1, q, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(b->st->db));
}

static int
bare_one(struct bare *b, sqlite3_stmt *q, const char *typed)
{
	char to[64];
	int n = 0;

	snprintf(to, sizeof(to), "%s\xf4\x8f\xbf\xbf", typed);
	if (b->school != 0)
		sqlite3_bind_int64(q, 1, b->school);
	sqlite3_bind_text(q, 2, typed, -1, SQLITE_STATIC);
	sqlite3_bind_text(q, 3, to, -1, SQLITE_STATIC);
	sqlite3_bind_int64(q, 4, b->lft);
	sqlite3_bind_int64(q, 5, b->rgt);
	while (sqlite3_step(q) == SQLITE_ROW) {
		for (int i = 0; i < 8; i++)
			(void)sqlite3_column_text(q, i);
		n++;
	}
	sqlite3_reset(q);
	return n;
}

/* Letters are looked for as pinyin, then as initials. */
static void
bare_run(struct bare *b, const char *typed)
{
	if (bare_one(b, b->q, typed) < LIMIT && b->ini != NULL)
		bare_one(b, b->ini, typed);
}

static int
count_row(void *arg, const struct act_student_row *row)
{
	*(int *)arg += row->s->id > 0;
	return 0;
}

/* p50 against the bare statement; of a huge store p99 by the clock. */
static void
figure(const char *reach, const struct kind *k, int64_t students,
    double *act_us, double *bare_us)
{
	char name[120];
	struct bench_figure f = { .name = name,
		.unit = "us",
		.against = "the bare prepared statement",
		.aim = 1.3 };

	snprintf(name, sizeof(name), "lookup, %lld students, %s, %s, p50",
	    (long long)students, reach, k->name);
	f.value = bench_quantile(act_us, ROUNDS, 0.5);
	f.yardstick = bench_quantile(bare_us, ROUNDS, 0.5);
	bench_say(&f);
	memcpy(strstr(name, "p50"), "p99", 3);
	f.value = bench_quantile(act_us, ROUNDS, 0.99);
	f.yardstick = 0;
	f.aim = students >= HUGE_STORE ? 10000 : 0;
	bench_say(&f);
}

static void
measure(struct actor *who, const char *reach, struct bare *b,
    const struct kind *k, int64_t students)
{
	double act_us[ROUNDS], bare_us[ROUNDS];
	struct act_lookup *l;

	if (act_lookup_open(who, &l) != 0)
		fail_msg("no lookup");
	bare_prepare(b, k->key, &b->q);
	b->ini = NULL;
	if (strcmp(k->key, "py") == 0 && k->typed[0][1] != '\0')
		bare_prepare(b, "ini", &b->ini);
	for (int i = -16; i < ROUNDS; i++) { /* the first ones warm up */
		const char *typed = k->typed[(i + 16) % 8];
		int n = 0, at = i < 0 ? 0 : i;
		double began = bench_now();
		bool more;

		if (i % 2 == 0) { /* who comes first warms the pages up */
			bare_run(b, typed);
			bare_us[at] = (bench_now() - began) * 1e6;
			began = bench_now();
		}
		act_lookup_find(l, typed, LIMIT, count_row, &n, &more);
		act_us[at] = (bench_now() - began) * 1e6;
		began = bench_now();
		if (i % 2 != 0) {
			bare_run(b, typed);
			bare_us[at] = (bench_now() - began) * 1e6;
		}
	}
	sqlite3_finalize(b->q);
	sqlite3_finalize(b->ini);
	figure(reach, k, students, act_us, bare_us);
	act_lookup_close(l);
}

static void
measure_person(
    const char *login, const char *reach, const char *code, int64_t students)
{
	struct actor *who = test_signin(login);
	struct bare b = { .st = who->store, .rgt = INT64_MAX };
	struct org o = { .id = 0 };

	if (code != NULL) {
		bool school = code[0] == 'S';

		assert_int_equal(
		    store_org_by_code(who->store,
			school ? ORG_SCHOOL : ORG_DISTRICT, code, &o),
		    0);
		b.school = school ? o.id : 0;
		b.lft = o.lft;
		b.rgt = o.rgt;
	}
	for (size_t i = 0; i < nitems(kinds); i++)
		measure(who, reach, &b, &kinds[i], students);
	test_leave(who);
}

static void
measure_lookups(int64_t students)
{
	measure_person("psy1", "school", "S001", students);
	if (students >= FILL_CITY) {
		measure_person("dist1", "city", NULL, students);
		fill_one_district();
	}
	measure_person("dist1", "district", "D", students);
}

/* --- as the store grows ------------------------------------------------------
 *
 * Each store has a process that does one thing when it is told to.  The
 * smallest and a larger one are asked turn by turn, so that both meet the same
 * disk and the same neighbours: else an import that the kernel still writes
 * back would count as growth.
 */

#define TURNS 300
#define WARM 20
/* Saves until the log is as long as it gets: from then on it is written over,
 * and the disk has no file to lengthen. */
#define SETTLED 700

enum grown { GROWN_LOOKUP, GROWN_SAVE, GROWN_TODAY, GROWN };
static const char *const grown_names[] = { "lookup", "save", "Today" };

struct told {
	double us;
	double pages; /* a save writes to the log */
};

struct shop {
	int64_t students;
	pid_t pid;
	int ask, answer;
};

/* Those who work in a store. */
struct staff {
	struct actor *psy, *op;
	struct act_lookup *lookup;
	int64_t ticket;
};

static void
once(struct staff *s, enum grown what)
{
	struct act_ticket_entry e = { .text = "很轻", .n = 6 };
	struct act_today today;
	struct act_ticket t;
	int64_t entry;
	int n = 0, r;
	bool more;

	if (what == GROWN_LOOKUP)
		r = act_lookup_find(
		    s->lookup, "zhangx", LIMIT, count_row, &n, &more);
	else if (what == GROWN_SAVE)
		r = act_ticket_write(s->op, s->ticket, &e, &entry, &t);
	else if ((r = act_today(s->psy, &today)) == 0)
		act_today_free(&today);
	if (r != 0)
		fail_msg("%s: %d", grown_names[what], r);
}

static void
hire(struct staff *s)
{
	struct act_ticket_call call = { .channel = 0 };
	struct act_ticket t;

	s->psy = test_signin("psy1");
	s->op = test_signin("op1");
	assert_int_equal(act_lookup_open(s->psy, &s->lookup), 0);
	assert_int_equal(act_ticket_new(s->op, &call, &t), 0);
	s->ticket = t.row.id;
	for (int i = 0; i < SETTLED; i++)
		once(s, GROWN_SAVE);
}

static void
dismiss(struct staff *s)
{
	act_lookup_close(s->lookup);
	test_leave(s->psy);
	test_leave(s->op);
	test_office_close();
}

/* One deed a byte, until nobody asks any more. */
static void
serve(int ask, int answer)
{
	struct staff s;
	struct told t;
	char what;

	hire(&s);
	t = (struct told){ 0, 0 };
	if (write(answer, &t, sizeof(t)) < 0)
		exit(1);
	while (read(ask, &what, 1) == 1) {
		int frames = s.op->store->frames;
		double began = bench_now();

		once(&s, (enum grown)what);
		t.us = (bench_now() - began) * 1e6;
		t.pages = s.op->store->frames - frames;
		if (write(answer, &t, sizeof(t)) < 0)
			exit(1);
	}
	dismiss(&s);
}

static struct told
heard(const struct shop *s)
{
	struct told t;

	if (read(s->answer, &t, sizeof(t)) != (ssize_t)sizeof(t)) {
		fprintf(stderr, "bench: a store of %lld failed\n",
		    (long long)s->students);
		exit(1);
	}
	return t;
}

static struct told
told(const struct shop *s, char what)
{
	if (write(s->ask, &what, 1) != 1)
		exit(1);
	return heard(s);
}

/* A store a process: the office is made once in each. */
static struct shop
shop_open(int64_t students)
{
	struct shop s = { .students = students };
	int ask[2], answer[2];

	fflush(NULL);
	if (pipe(ask) != 0 || pipe(answer) != 0 || (s.pid = fork()) < 0)
		exit(1);
	if (s.pid == 0) {
		close(ask[1]);
		close(answer[0]);
		fill_students(students);
		measure_lookups(students);
		fill_calm();
		serve(ask[0], answer[1]);
		exit(0);
	}
	close(ask[0]);
	close(answer[1]);
	s.ask = ask[1];
	s.answer = answer[0];
	heard(&s);
	return s;
}

static void
shop_close(struct shop *s)
{
	int status;

	close(s->ask);
	close(s->answer);
	if (waitpid(s->pid, &status, 0) != s->pid || status != 0)
		exit(1);
}

static void
say_one(const char *what, int64_t students, const char *unit, double value)
{
	char name[120];

	snprintf(name, sizeof(name), "one %s, %lld students, p50", what,
	    (long long)students);
	bench_say(&(struct bench_figure){
	    .name = name, .unit = unit, .value = value });
}

static void
say_growth(const char *what, const struct shop *small, const struct shop *big,
    double was, double is)
{
	char name[120];

	snprintf(name, sizeof(name), "%s, from %lld students to %lld", what,
	    (long long)small->students, (long long)big->students);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "us",
	    .value = is,
	    .yardstick = was,
	    .against = "the smallest store, turn by turn",
	    .aim = 1.5 });
}

/* small and big may be the same: its figures alone. */
static void
compare(const struct shop *small, const struct shop *big, enum grown what)
{
	double was[TURNS], is[TURNS], pages[TURNS], p50;

	for (int i = -WARM; i < TURNS; i++) {
		int at = i < 0 ? 0 : i, first = i % 2 != 0;
		struct told t[2]; /* small, big; each is first in its turn */

		t[first] = told(first ? big : small, (char)what);
		t[!first] = told(first ? small : big, (char)what);
		was[at] = t[0].us;
		is[at] = t[1].us;
		pages[at] = t[1].pages;
	}
	p50 = bench_quantile(is, TURNS, 0.5);
	say_one(grown_names[what], big->students, "us", p50);
	if (what == GROWN_SAVE)
		say_one("save's log", big->students, "pages",
		    bench_quantile(pages, TURNS, 0.5));
	if (small != big)
		say_growth(grown_names[what], small, big,
		    bench_quantile(was, TURNS, 0.5), p50);
}

int
main(int argc, char **argv)
{
	static const int64_t sizes[] = { 10000, 100000, 1000000, HUGE_STORE };
	int n = argc > 1 ? argc - 1 : bench_full() ? 4 : 3;
	struct shop small, big;

	small = big = shop_open(bench_number(argv, 0, sizes[0]));
	for (int i = 0; i < n; i++) {
		if (i > 0)
			big = shop_open(bench_number(argv, i, sizes[i]));
		for (int what = 0; what < GROWN; what++)
			compare(
			    &small, i > 0 ? &big : &small, (enum grown)what);
		if (i > 0)
			shop_close(&big);
	}
	shop_close(&small);
	return 0;
}
