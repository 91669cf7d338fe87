/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "base/err.h"
#include "sealed/key.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/test.h"

static struct store *st;
static struct org district, schools[2], grades[2], classes[3];

static void
org(struct org *o, int64_t parent, enum org_type t, int64_t number,
    const char *name)
{
	*o = (struct org){ .parent = parent, .type = t, .number = number };
	mem_copy_text(o->name, sizeof(o->name), name);
	assert_int_equal(store_org_add(st, o), 0);
}

/* Two schools; the first with two classes in a grade, the other with one. */
static int
begin(void **state)
{
	(void)state;
	assert_int_equal(sealed_init(), 0);
	assert_int_equal(chdir(test_folder()), 0);
	assert_int_equal(store_create(true), 0);
	assert_int_equal(store_open(&st, 1024), 0);
	assert_int_equal(store_begin(st), 0);
	org(&district, 0, ORG_DISTRICT, 0, "示范区");
	org(&schools[0], district.id, ORG_SCHOOL, 0, "一中");
	org(&schools[1], district.id, ORG_SCHOOL, 0, "二中");
	org(&grades[0], schools[0].id, ORG_GRADE, 22025, "初中2025级");
	org(&grades[1], schools[1].id, ORG_GRADE, 22025, "初中2025级");
	org(&classes[0], grades[0].id, ORG_CLASS, 1, "初中2025级1班");
	org(&classes[1], grades[0].id, ORG_CLASS, 2, "初中2025级2班");
	org(&classes[2], grades[1].id, ORG_CLASS, 1, "初中2025级1班");
	assert_int_equal(store_end(st, 0), 0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	store_close(st);
	return 0;
}

/* A student of class c, with a number made of the name's place in the test. */
static int64_t
student(const char *name, int c, const char *number, const char *phone)
{
	struct student s = { .school = schools[c / 2].id,
		.class = classes[c].id,
		.place = classes[c].lft,
		.grade = { STAGE_JUNIOR, 2025 } };
	struct guardian g = { .name = "家长" };

	snprintf(s.identity, sizeof(s.identity), "S%d:%s",
	    (int)schools[c / 2].id, number);
	mem_copy_text(s.name, sizeof(s.name), name);
	mem_copy_text(s.number, sizeof(s.number), number);
	mem_copy_text(s.label, sizeof(s.label), c == 1 ? "2" : "1");
	mem_copy_text(g.phone, sizeof(g.phone), phone);
	pinyin_read(s.name, s.reading);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_student_add(st, &s, 1000, 1), 0);
	assert_int_equal(store_guardian_put(st, s.id, &g, 1, 1), 0);
	assert_int_equal(store_end(st, 0), 0);
	return s.id;
}

struct names {
	char text[512];
	int64_t ids[16];
	int n;
};

static int
add_name(void *arg, const struct student *s)
{
	struct names *n = arg;

	strcat(n->text, s->name);
	strcat(n->text, " ");
	n->ids[n->n++] = s->id;
	return 0;
}

static const char *
found(enum student_key by, const char *prefix, struct student_scope scope,
    int limit)
{
	static struct names n;

	n = (struct names){ .n = 0 };
	assert_int_equal(
	    store_student_find(st, by, prefix, &scope, limit, add_name, &n), 0);
	return n.text;
}

static void
test_each_scope_sees_its_own(void **state)
{
	struct student_scope all = { 0, district.lft, district.rgt };
	struct student_scope one = { schools[0].id, schools[0].lft,
		schools[0].rgt };
	struct student_scope class = { schools[0].id, classes[1].lft,
		classes[1].rgt };
	struct student_scope other = { schools[1].id, schools[1].lft,
		schools[1].rgt };

	(void)state;
	student("曾一诺", 0, "20240217", "13800136021");
	student("曾怡", 1, "20240105", "13800136022");
	student("单雄", 0, "20240106", "13900136021");
	student("曾依", 2, "20240105", "13700136021");
	student("买买提·艾力", 1, "0131", "");
	student("李\U00020089", 0, "0132", "13800130000");

	assert_string_equal(
	    found(STUDENT_BY_PY, "zeng", all, 50), "曾怡 曾依 曾一诺 ");
	assert_string_equal(
	    found(STUDENT_BY_PY, "zeng", one, 50), "曾怡 曾一诺 ");
	assert_string_equal(found(STUDENT_BY_PY, "zeng", class, 50), "曾怡 ");
	assert_string_equal(
	    found(STUDENT_BY_PY, "zengyin", one, 50), "曾一诺 ");
	assert_string_equal(
	    found(STUDENT_BY_INITIALS, "zy", other, 50), "曾依 ");
	assert_string_equal(
	    found(STUDENT_BY_INITIALS, "mmt", one, 50), "买买提·艾力 ");
	assert_string_equal(
	    found(STUDENT_BY_NAME, "买买提艾", all, 50), "买买提·艾力 ");
	assert_string_equal(
	    found(STUDENT_BY_NAME, "李\U00020089", one, 50), "李\U00020089 ");
	assert_string_equal(found(STUDENT_BY_NAME, "曾一", other, 50), "");
	assert_string_equal(
	    found(STUDENT_BY_NUMBER, "2024", one, 50), "曾怡 单雄 曾一诺 ");
	assert_string_equal(
	    found(STUDENT_BY_PY, "", one, 2), "李\U00020089 买买提·艾力 ");
	assert_string_equal(
	    found(STUDENT_BY_PY, "'; DROP TABLE student", all, 50), "");
}

static void
test_the_end_of_a_telephone_number_finds(void **state)
{
	struct student_scope all = { 0, district.lft, district.rgt };
	struct student_scope one = { schools[0].id, schools[0].lft,
		schools[0].rgt };
	struct names n = { .n = 0 };

	(void)state;
	assert_int_equal(
	    store_student_by_tail(st, "6021", &one, 50, add_name, &n), 0);
	assert_string_equal(n.text, "曾一诺 单雄 ");
	n = (struct names){ .n = 0 };
	assert_int_equal(
	    store_student_by_tail(st, "6021", &all, 50, add_name, &n), 0);
	assert_int_equal(n.n, 3);
}

static void
test_exact_means_the_whole_key(void **state)
{
	struct names n = { .n = 0 };

	(void)state;
	assert_int_equal(store_student_exact(st, STUDENT_BY_NAME, schools[0].id,
			     "曾一", 2, add_name, &n),
	    0);
	assert_int_equal(n.n, 0);
	assert_int_equal(store_student_exact(st, STUDENT_BY_NAME, schools[1].id,
			     "曾一诺", 2, add_name, &n),
	    0);
	assert_int_equal(n.n, 0);
	assert_int_equal(store_student_exact(st, STUDENT_BY_NAME, schools[0].id,
			     "曾一诺", 2, add_name, &n),
	    0);
	assert_int_equal(n.n, 1);
}

struct past {
	char name[STUDENT_NAME_MAX];
	int64_t since, until;
	int n;
};

static int
add_past(void *arg, const struct student *s, int64_t since, int64_t until)
{
	struct past *p = arg;

	mem_copy_text(p->name, sizeof(p->name), s->name);
	p->since = since;
	p->until = until;
	p->n++;
	return 0;
}

static void
test_what_was_stays_readable(void **state)
{
	int64_t id = student("温故", 0, "777", "13800137777");
	struct guardian g = { .name = "新家长", .phone = "13800138888" };
	struct guardian got[4];
	struct names n = { .n = 0 };
	struct past p = { .n = 0 };
	struct student s, stale;
	int count;

	(void)state;
	assert_int_equal(store_student_get(st, id, &s), 0);
	stale = s;
	mem_copy_text(s.name, sizeof(s.name), "温新");
	pinyin_read(s.name, s.reading);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_student_put(st, &s, 2000, 9), 0);
	assert_int_equal(store_guardian_put(st, id, &g, 1, 9), 0);
	assert_int_equal(store_end(st, 0), 0);
	assert_int_equal(s.version, 2);

	assert_int_equal(store_student_history(st, id, 10, add_past, &p), 0);
	assert_int_equal(p.n, 1);
	assert_string_equal(p.name, "温故");
	assert_int_equal(p.since, 1);
	assert_int_equal(p.until, 9);

	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_student_put(st, &stale, 3000, 10), ERR_STALE);
	assert_int_equal(store_end(st, ERR_STALE), ERR_STALE);

	assert_int_equal(store_guardian_all(st, id, got, 4, &count), 0);
	assert_int_equal(count, 1);
	assert_string_equal(got[0].name, "新家长");
	assert_int_equal(
	    store_student_by_tail(st, "7777",
		&(struct student_scope){ 0, district.lft, district.rgt }, 9,
		add_name, &n),
	    0);
	assert_int_equal(n.n, 0);
}

static void
test_one_identity_is_one_child(void **state)
{
	struct student s = { .school = schools[0].id,
		.class = classes[0].id,
		.place = classes[0].lft,
		.identity = "S2:777",
		.name = "别人",
		.grade = { STAGE_JUNIOR, 2025 } };
	struct student was;

	(void)state;
	snprintf(s.identity, sizeof(s.identity), "S%d:777", (int)schools[0].id);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, 1, 1)), ERR_EXISTS);
	assert_int_equal(store_student_by_identity(st, s.identity, &was), 0);
	assert_string_equal(was.name, "温新");
	assert_int_equal(
	    store_student_by_identity(st, "none", &was), ERR_NOT_FOUND);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_each_scope_sees_its_own),
	cmocka_unit_test(test_the_end_of_a_telephone_number_finds),
	cmocka_unit_test(test_exact_means_the_whole_key),
	cmocka_unit_test(test_what_was_stays_readable),
	cmocka_unit_test(test_one_identity_is_one_child),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
