/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "act/sample_roster.h"
#include "act/student.h"
#include "act/ticket.h"
#include "act/today.h"
#include "src/store/internal.h"
#include "store/org.h"
#include "store/stmt.h"
#include "store/store.h"
#include "tests/bench/bench.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/*
 * Looking up as one types, through act/ (rights, scopes, names of schools and
 * classes) beside the bare prepared statement on the same connection, so the
 * same pages and the same cache.  And what a lookup, a save and Today cost as
 * the store grows tenfold, with $BENCH_FULL to 8,000,000 students.
 * `tests/bench/lookup [STUDENTS]`: as many alone.
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
fill(int64_t students)
{
	struct act_sample_roster roster = { students, 0, 1, 20261124 };
	struct act_import in = { .refused = -1 };
	struct act_imported out;
	struct actor *who;
	FILE *f;

	test_office_schools(act_sample_schools(students));
	f = fopen("bench.csv", "w");
	if (f == NULL || act_sample_roster(f, &roster) != 0 || fclose(f) != 0)
		fail_msg("no roster");
	who = test_signin("dist1");
	in.source = open("bench.csv", O_RDONLY);
	in.refused = open("bench.refused.csv", O_RDWR | O_CREAT, 0600);
	if (act_import_roster(who, &in, &out) != 0)
		fail_msg("import: %s", who->why);
	close(in.source);
	close(in.refused);
	test_leave(who);
}

static void
measure_person(
    const char *login, const char *reach, bool district, int64_t students)
{
	struct actor *who = test_signin(login);
	struct bare b = { .st = who->store };
	struct org o;

	if (store_org_by_code(who->store, district ? ORG_DISTRICT : ORG_SCHOOL,
		district ? "D" : "S001", &o) != 0)
		fail_msg("no school");
	b.school = district ? 0 : o.id;
	b.lft = o.lft;
	b.rgt = o.rgt;
	for (size_t i = 0; i < nitems(kinds); i++)
		measure(who, reach, &b, &kinds[i], students);
	test_leave(who);
}

/* --- as the store grows ------------------------------------------------------
 */

#define SAVES 300

enum grown { GROWN_LOOKUP, GROWN_SAVE, GROWN_TODAY, GROWN };
static const char *const grown_names[] = { "lookup", "save", "Today" };

static void
once(struct actor *who, struct act_lookup *l, int64_t ticket, enum grown what)
{
	struct act_ticket_entry e = { .text = "很轻", .n = 6 };
	struct act_today today;
	struct act_ticket t;
	int64_t entry;
	int n = 0, r = 0;
	bool more;

	if (what == GROWN_LOOKUP)
		r = act_lookup_find(l, "zhangx", LIMIT, count_row, &n, &more);
	else if (what == GROWN_SAVE)
		r = act_ticket_write(who, ticket, &e, &entry, &t);
	else if ((r = act_today(who, &today)) == 0)
		act_today_free(&today);
	if (r != 0)
		fail_msg("%s: %s", grown_names[what], who->why);
}

static double
p50_of(struct actor *who, struct act_lookup *l, int64_t ticket, enum grown what)
{
	double us[SAVES];

	for (int i = -20; i < SAVES; i++) {
		double began = bench_now();

		once(who, l, ticket, what);
		us[i < 0 ? 0 : i] = (bench_now() - began) * 1e6;
	}
	return bench_quantile(us, SAVES, 0.5);
}

static void
measure_growth(double *p50)
{
	struct actor *psy = test_signin("psy1"), *op = test_signin("op1");
	struct act_ticket_call call = { .channel = 0 };
	struct act_lookup *l;
	struct act_ticket t;

	assert_int_equal(act_lookup_open(psy, &l), 0);
	assert_int_equal(act_ticket_new(op, &call, &t), 0);
	p50[GROWN_LOOKUP] = p50_of(psy, l, 0, GROWN_LOOKUP);
	p50[GROWN_SAVE] = p50_of(op, NULL, t.row.id, GROWN_SAVE);
	p50[GROWN_TODAY] = p50_of(psy, NULL, 0, GROWN_TODAY);
	act_lookup_close(l);
	test_leave(psy);
	test_leave(op);
}

/* A store a process: the office is made once in each. */
static void
store_of(int64_t students, bool figures, double *p50)
{
	int status;

	if (fork() == 0) {
		fill(students);
		if (figures) {
			measure_person("psy1", "school", false, students);
			measure_person("dist1", "district", true, students);
		}
		measure_growth(p50);
		test_office_close();
		exit(0);
	}
	if (wait(&status) < 0 || status != 0)
		exit(1);
}

static void
say_growth(int64_t from, int64_t to, const double *small, const double *big)
{
	char name[120];

	for (int i = 0; i < GROWN; i++) {
		snprintf(name, sizeof(name), "%s, from %lld students to %lld",
		    grown_names[i], (long long)from, (long long)to);
		bench_say(&(struct bench_figure){ .name = name,
		    .unit = "us",
		    .value = big[i],
		    .yardstick = small[i],
		    .against = "the smaller store",
		    .aim = 1.5 });
	}
}

int
main(int argc, char **argv)
{
	static const int64_t sizes[] = { 10000, 100000, 1000000, HUGE_STORE };
	int n = getenv("BENCH_FULL") != NULL ? 4 : 3;
	double(*p50)[GROWN] = mmap(NULL, sizeof(*p50) * nitems(sizes),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (p50 == MAP_FAILED)
		return 1;
	if (argc > 1) {
		store_of(atoll(argv[1]), true, p50[0]);
		return 0;
	}
	for (int i = 0; i < n; i++)
		store_of(sizes[i], i > 0, p50[i]);
	say_growth(sizes[0], sizes[n - 1], p50[0], p50[n - 1]);
	return 0;
}
