/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "act/sample_roster.h"
#include "src/store/internal.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define INDEXES 16
#define CALM_KB 4096  /* dirty in the whole machine, on a calm disk */
#define PATIENCE_S 10 /* for others to be so */

/* --- a city of districts -----------------------------------------------------
 */

static int
add_school(struct store *st, int64_t district, int i)
{
	struct org o = { .parent = district, .type = ORG_SCHOOL };

	snprintf(o.name, sizeof(o.name), "第%03d实验学校", i);
	snprintf(o.code, sizeof(o.code), "S%03d", i);
	return store_org_add(st, &o);
}

/* One more district, with schools from..to, and dist1's post in it. */
static int
add_district(struct store *st, int64_t person, int number, int from, int to)
{
	struct org o = { .type = ORG_DISTRICT };
	struct post post = { .person = person, .role = ROLE_DISTRICT_STAFF };
	int r;

	snprintf(o.name, sizeof(o.name), "示范%d区", number);
	snprintf(o.code, sizeof(o.code), "D%d", number);
	if ((r = store_org_add(st, &o)) != 0)
		return r;
	for (int i = from; i <= to && r == 0; i++)
		r = add_school(st, o.id, i);
	post.org = o.id;
	return r != 0 ? r : store_post_add(st, &post, true, store_now(st));
}

static void
add_districts(int schools)
{
	struct store *st = test_office();
	int a_district = schools / FILL_DISTRICTS, r;
	struct person dist1;

	assert_int_equal(store_person_by_login(st, "dist1", &dist1), 0);
	assert_int_equal(store_begin(st), 0);
	r = 0;
	for (int i = 1; i < FILL_DISTRICTS && r == 0; i++)
		r = add_district(st, dist1.id, i + 1, i * a_district + 1,
		    i + 1 < FILL_DISTRICTS ? (i + 1) * a_district : schools);
	assert_int_equal(store_end(st, r), 0);
}

void
fill_one_district(void)
{
	struct store *st = test_office();
	struct post posts[FILL_DISTRICTS];
	struct person dist1;
	int n, r = 0;

	assert_int_equal(store_person_by_login(st, "dist1", &dist1), 0);
	assert_int_equal(store_post_of_person(st, dist1.id, store_now(st),
			     posts, FILL_DISTRICTS, &n),
	    0);
	assert_int_equal(store_begin(st), 0);
	for (int i = 0; i < n; i++)
		if (posts[i].lft > 1 && r == 0)
			r = store_post_end(st, posts[i].id, store_now(st));
	assert_int_equal(store_end(st, r), 0);
}

/* --- the rows ----------------------------------------------------------------
 */

static void
run(struct store *st, const char *text)
{
	assert_int_equal(store_begin(st), 0);
	if (sqlite3_exec(st->db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", text, sqlite3_errmsg(st->db));
	assert_int_equal(store_end(st, 0), 0);
}

/* The indexes only searches use, and the words that make each. */
static int
list_indexes(struct store *st, char made[INDEXES][256], char names[INDEXES][64])
{
	sqlite3_stmt *q;
	int n = 0;

	if (sqlite3_prepare_v2(st->db,
		"SELECT sql, name FROM sqlite_schema WHERE type = 'index' AND"
		" tbl_name IN ('student', 'guardian') AND sql LIKE 'CREATE"
		" INDEX%' AND name <> 'guardian_student'",
		-1, &q, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(st->db));
	for (; n < INDEXES && sqlite3_step(q) == SQLITE_ROW; n++) {
		snprintf(made[n], sizeof(made[n]), "%s",
		    (const char *)sqlite3_column_text(q, 0));
		snprintf(names[n], sizeof(names[n]), "%s",
		    (const char *)sqlite3_column_text(q, 1));
	}
	sqlite3_finalize(q);
	return n;
}

static void
take_in(const char *file)
{
	struct actor *who = test_signin("dist1");
	struct act_import in = { .source = open(file, O_RDONLY) };
	struct act_imported out;

	in.refused = open("bench.refused.csv", O_RDWR | O_CREAT, 0600);
	if (act_import_roster(who, &in, &out) != 0 || out.refused > 0)
		fail_msg("import: %s, %lld refused", who->why,
		    (long long)out.refused);
	close(in.source);
	close(in.refused);
	unlink(file);
	test_leave(who);
}

static void
take_in_bulk(const char *file)
{
	char made[INDEXES][256], names[INDEXES][64], text[1100];
	struct store *st = test_office();
	double began = bench_now();
	int n = list_indexes(st, made, names);

	for (int i = 0; i < n; i++) {
		snprintf(text, sizeof(text), "DROP INDEX %s", names[i]);
		run(st, text);
	}
	take_in(file);
	fprintf(stderr, "bench: rows in after %.0f s\n", bench_now() - began);
	for (int i = 0; i < n; i++)
		run(st, made[i]);
	fprintf(stderr, "bench: %d indexes made after %.0f s\n", n,
	    bench_now() - began);
}

void
fill_students(int64_t students)
{
	struct act_sample_roster roster = { students, 0, 1, 20261124 };
	int schools = act_sample_schools(students);
	bool city = students >= FILL_CITY;
	FILE *f;

	test_office_schools(city ? schools / FILL_DISTRICTS : schools);
	f = fopen("bench.csv", "w");
	if (f == NULL || act_sample_roster(f, &roster) != 0 || fclose(f) != 0)
		fail_msg("no roster");
	if (city) {
		add_districts(schools);
		take_in_bulk("bench.csv");
	} else
		take_in("bench.csv");
	fill_calm();
}

/* --- a calm disk -------------------------------------------------------------
 */

/* Kilobytes of dirty pages and of those being written, of the machine. */
static long
unwritten(void)
{
	FILE *f = fopen("/proc/meminfo", "r");
	long kb, sum = 0;
	char line[128];

	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "Dirty: %ld", &kb) == 1 ||
		    sscanf(line, "Writeback: %ld", &kb) == 1)
			sum += kb;
	if (f != NULL)
		fclose(f);
	return sum;
}

void
fill_calm(void)
{
	struct store *st = test_office();
	double began = bench_now();
	long kb;

	sqlite3_wal_checkpoint_v2(
	    st->db, "main", SQLITE_CHECKPOINT_RESTART, NULL, NULL);
	do {
		sync();
		sleep(1);
		kb = unwritten();
	} while (kb > CALM_KB && bench_now() < began + PATIENCE_S);
	fprintf(stderr, "bench: the disk is calm after %.0f s (%ld kB dirty)\n",
	    bench_now() - began, kb);
}
