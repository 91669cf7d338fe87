/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/import.h"
#include "act/sample_roster.h"
#include "act/student.h"
#include "src/store/internal.h"
#include "store/org.h"
#include "store/stmt.h"
#include "store/store.h"
#include "tests/bench/bench.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/*
 * Looking up as one types, through act/ (rights, scopes, names of schools and
 * classes) beside the bare prepared statement on the same store.
 * `tests/bench/lookup [STUDENTS]`: 100,000, or as many.
 */
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

static void
figure(const char *reach, const struct kind *k, int64_t students, double q,
    double *act_us, double *bare_us)
{
	char name[120];
	struct bench_figure f = { .name = name,
		.unit = "us",
		.against = "the bare prepared statement",
		.aim = 1.5 };

	snprintf(name, sizeof(name), "lookup, %lld students, %s, %s, p%.0f",
	    (long long)students, reach, k->name, q * 100);
	f.value = bench_quantile(act_us, ROUNDS, q);
	f.yardstick = bench_quantile(bare_us, ROUNDS, q);
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
	figure(reach, k, students, 0.5, act_us, bare_us);
	figure(reach, k, students, 0.99, act_us, bare_us);
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

int
main(int argc, char **argv)
{
	int64_t students = argc > 1 ? atoll(argv[1]) : 100000;

	fill(students);
	measure_person("psy1", "school", false, students);
	measure_person("dist1", "district", true, students);
	return 0;
}
