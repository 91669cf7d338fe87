/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Opening Today, of a psychology teacher and of the district, in a store of
 * many students: what one looks at must not grow with them.
 * `tests/bench/today [STUDENTS]`: 100,000, or as many.
 */
#include "act/actor.h"
#include "act/student.h"
#include "act/today.h"
#include "act/warning.h"
#include "tests/bench/bench.h"
#include "tests/bench/fill.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define ROUNDS 200
#define WORRIES 10

struct worries {
	int n;
	int64_t student[WORRIES];
};

static int
keep_student(void *arg, const struct act_student_row *row)
{
	struct worries *w = arg;

	if (w->n < WORRIES)
		w->student[w->n++] = row->s->id;
	return 0;
}

static void
report(void)
{
	struct actor *who = test_signin("grade1");
	struct worries w = { .n = 0 };
	struct act_lookup *l;
	struct act_receipt got;
	bool more;

	assert_int_equal(act_lookup_open(who, &l), 0);
	assert_int_equal(
	    act_lookup_find(l, "l", WORRIES, keep_student, &w, &more), 0);
	act_lookup_close(l);
	for (int i = 0; i < w.n; i++) {
		struct observation_told o = { .student = w.student[i],
			.seen = "两周来上课常趴着，午饭也不去吃" };

		assert_int_equal(act_observation_report(who, &o, &got), 0);
	}
	test_leave(who);
}

static void
measure(const char *login, int64_t students)
{
	struct actor *who = test_signin(login);
	double us[ROUNDS], began;
	struct act_today t;
	char name[100];

	for (int i = -5; i < ROUNDS; i++) { /* the first ones warm up */
		began = bench_now();
		assert_int_equal(act_today(who, &t), 0);
		if (i >= 0)
			us[i] = (bench_now() - began) * 1e6;
		act_today_free(&t);
	}
	test_leave(who);
	snprintf(name, sizeof(name), "Today read, %lld students, %s, p50",
	    (long long)students, login);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "us",
	    .value = bench_quantile(us, ROUNDS, 0.5) });
}

int
main(int argc, char **argv)
{
	int64_t students = argc > 1 ? atoll(argv[1]) : 100000;

	fill_students(students);
	report();
	measure("psy1", students);
	measure("dist1", students);
	return 0;
}
