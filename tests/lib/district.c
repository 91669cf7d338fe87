/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>

#include "act/sample_roster.h"
#include "base/buf.h"
#include "base/clock.h"
#include "model/day.h"
#include "model/grade.h"
#include "tests/lib/book.h"
#include "tests/lib/district.h"
#include "tests/lib/test.h"

enum { BEFORE = 1, AFTER = 2, BOTH = 3 };

/* --- what has to come of it -------------------------------------------------
 */

static void
add_line(struct district_lines *l, const char *text)
{
	l->line = mem_grow(l->line, l->n + 1, sizeof(*l->line));
	l->line[l->n++] = mem_text(text);
}

static void expect(struct district *d, enum store_gap g, int when,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
static void
expect(struct district *d, enum store_gap g, int when, const char *fmt, ...)
{
	char text[200];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (when & BEFORE)
		add_line(&d->before[g], text);
	if (when & AFTER)
		add_line(&d->after[g], text);
}

static void
free_lines(struct district_lines *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->line[i]);
	free(l->line);
}

void
district_free(struct district *d)
{
	for (int g = 0; g < GAP_COUNT; g++) {
		free_lines(&d->before[g]);
		free_lines(&d->after[g]);
	}
}

/* --- names ------------------------------------------------------------------
 */

static FILE *
open_file(const char *name, const char *heading)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	fprintf(f, "\xef\xbb\xbf%s\r\n", heading);
	return f;
}

static void
close_file(FILE *f)
{
	assert_int_equal(ferror(f), 0);
	assert_int_equal(fclose(f), 0);
}

static void
make_name(int64_t n, char to[32])
{
	static const char family[] = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许";
	static const char given[] = "安宁静远明朗晴岚青山若水知行向南望北";
	int f = (int)(sizeof(family) - 1) / 3, g = (int)(sizeof(given) - 1) / 3;

	snprintf(to, 32, "%.3s%.3s%.3s", family + 3 * (n % f),
	    given + 3 * (n / f % g), given + 3 * (n / f / g % g));
}

void
district_key(const char *login, char to[96])
{
	char tail[44];
	size_t n = 0;

	for (; login[n] != '\0' && n < 20; n++)
		snprintf(tail + 2 * n, 3, "%02x", (unsigned char)login[n]);
	snprintf(to, 96, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI%s", tail);
}

void
district_teacher(int school, char to[16])
{
	snprintf(to, 16, "k%03d", school);
}

void
district_psychology(int school, char to[16])
{
	snprintf(to, 16, "p%03d-1", school);
}

void
district_child(
    const struct district *d, int grade, int class, int seat, char to[16])
{
	snprintf(to, 16, "%d%02d%02d", day_school_year(d->today) - grade + 7,
	    class, seat);
}

static struct grade
grade_of(const struct district *d, int grade)
{
	return (struct grade){ STAGE_JUNIOR,
		day_school_year(d->today) - (grade - 7) };
}

/* Children of a school, and its classes of a grade: as the sample roster. */
static int
children_of(const struct district *d, int school)
{
	return (int)(d->students * school / d->schools -
		     d->students * (school - 1) / d->schools);
}

static int
classes_of(const struct district *d, int school)
{
	return (children_of(d, school) + 3 * 45 - 1) / (3 * 45);
}

static int
teachers_of(int school)
{
	return school % 9 == 0 ? 0 : school % 3 == 1 ? 2 : 1;
}

/* --- organisations ----------------------------------------------------------
 */

static int row_number;

/* A row of the workbook, its cells parted by |. */
static void
add_row(struct buf *b, const char *cells)
{
	row_number++;
	buf_add_f(b, "<row r=\"%d\">", row_number);
	for (int col = 0; *cells != '\0'; col++) {
		size_t n = strcspn(cells, "|");

		if (n > 0)
			buf_add_f(b,
			    "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%.*s</t>"
			    "</is></c>",
			    'A' + col, row_number, (int)n, cells);
		cells += n + (cells[n] == '|');
	}
	buf_add_text(b, "</row>");
}

static void
add_school(struct district *d, struct buf *b, int i)
{
	int classes = 3 * classes_of(d, i), n = children_of(d, i);
	int teachers = teachers_of(i);
	char row[400], at[64];

	snprintf(at, sizeof(at), "S%03d/第%03d实验学校", i, i);
	snprintf(row, sizeof(row),
	    "学校|第%03d实验学校|S%03d||初中|%d|%d|%s|%s|%s", i, i, n, classes,
	    i % 10 == 0 ? "是" : "否", i % 7 == 0 ? "否" : "是",
	    i % 8 == 0 ? "" : "李望北");
	add_row(b, row);
	if (teachers == 0)
		expect(d, GAP_PSYCHOLOGY, BOTH, "%s ", at);
	if (i % 10 != 0 && (teachers == 0 || i % 5 == 0))
		expect(d, GAP_FULL_TIME, BOTH, "%s ", at);
	if (teachers < 2) /* a junior secondary school, or 500 children */
		expect(d, GAP_TWO_TEACHERS, BOTH, "%s ", at);
	if (i % 10 != 0 && classes > 10 * teachers)
		expect(d, GAP_PER_TEN_CLASSES, BOTH, "%s ", at);
	if (i % 8 == 0)
		expect(d, GAP_FIRST_RESPONSIBLE, BOTH, "%s ", at);
	if (i % 7 == 0)
		expect(d, GAP_ROOM, BOTH, "%s ", at);
	expect(d, GAP_ONCALL, BOTH, "%s ", at);
}

static void
write_orgs(struct district *d)
{
	struct buf *b = buf_new();
	struct book book = { .rows = NULL };
	uint8_t *p;
	size_t n;
	char row[200];
	FILE *f;

	row_number = 0;
	add_row(b, "类型|名称|代码|上级|学校类型|在校生数|班级数|小规模学校|"
		   "建有心理辅导室|第一责任人");
	for (int i = 1; i <= d->hotlines; i++) {
		snprintf(row, sizeof(row), "热线|心晴热线%d|L%d|", i, i);
		add_row(b, row);
	}
	add_row(b, "医疗机构|云岭精神卫生中心|H1|");
	add_row(b, "平台公司|云岭软件|V1|");
	expect(d, GAP_VENDOR, BOTH, "云岭软件 ");
	for (int i = 1; i <= d->schools; i++)
		add_school(d, b, i);
	add_row(b, "校区|东校区||S001");
	add_row(b, "校区|西校区||S001");
	expect(d, GAP_CAMPUS, BOTH, "S001/西校区 ");
	expect(d, GAP_LIAISON, BOTH, "云岭区 ");
	expect(d, GAP_RESEARCHERS, BOTH, "云岭区 ");
	book.rows = buf_text(b);
	p = book_make(&book, &n);
	f = fopen("orgs.xlsx", "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(p, 1, n, f), n);
	close_file(f);
	free(p);
	buf_free(b);
}

/* --- staff ------------------------------------------------------------------
 */

struct staff {
	const char *login, *org, *grade, *class, *campus, *post, *ends;
	const char *deputy, *time, *licence;
	bool key; /* signs in: everybody else never did */
};

static void
put_staff(struct district *d, FILE *f, const struct staff *s)
{
	char name[32], key[96] = "";

#define TEXT(s) ((s) != NULL ? (s) : "")
	make_name(d->people++, name);
	if (s->key)
		district_key(s->login, key);
	else
		expect(d, GAP_NEVER_IN, BOTH, "%s", s->login);
	fprintf(f, "%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s\r\n", name, s->login,
	    s->org, TEXT(s->grade), TEXT(s->class), TEXT(s->campus), s->post,
	    TEXT(s->ends), TEXT(s->deputy), TEXT(s->time), TEXT(s->licence),
	    key);
}

static void
put_line(struct district *d, FILE *f, int line)
{
	char login[24], org[24];

	snprintf(org, sizeof(org), "L%d", line);
	for (int i = 0; i < 14; i++) {
		snprintf(login, sizeof(login), "l%d-%02d", line, i);
		put_staff(d, f,
		    &(struct staff){ .login = login,
			.org = org,
			.post = i < 2 ? "值班长" : "接线员" });
		expect(d, GAP_TRAINING, BOTH, "心晴热线%d %s", line, login);
	}
}

static void
put_district(struct district *d, FILE *f)
{
	static const struct staff people[] = {
		{ .login = "office", .post = "区教委", .key = true },
		{ .login = "centre-1", .post = "区中心心理教师", .key = true },
		{ .login = "centre-2", .post = "区中心心理教师" },
		{ .login = "first", .post = "第一责任人" },
		{ .login = "research", .post = "心理教研员" },
	};

	for (size_t i = 0; i < nitems(people); i++) {
		struct staff s = people[i];

		s.org = "云岭区";
		put_staff(d, f, &s);
	}
}

/* Who looks after the minds of a school. */
static void
put_care(struct district *d, FILE *f, int school, const char *org)
{
	char login[24], at[64];
	int n = teachers_of(school);

	snprintf(at, sizeof(at), "S%03d/第%03d实验学校", school, school);
	for (int i = 1; i <= n; i++) {
		snprintf(login, sizeof(login), "p%03d-%d", school, i);
		put_staff(d, f,
		    &(struct staff){ .login = login,
			.org = org,
			.post = "心理教师",
			.campus = school == 1 && i == 1 ? "东校区" : NULL,
			.time = i == 1 && school % 5 != 0 ? "专职" : "兼职",
			.licence = school % 6 == 0 ? NULL : "心理咨询师",
			.key = i == 1 && school <= 3 });
		if (school % 6 == 0)
			expect(d, GAP_QUALIFIED, BOTH, "%s %s", at, login);
		if (n == 1)
			expect(d, GAP_DEPUTY, BOTH, "%s %s", at, login);
	}
	snprintf(login, sizeof(login), "c%03d", school);
	put_staff(d, f,
	    &(struct staff){
		.login = login, .org = org, .post = "危机小组组长" });
	expect(d, GAP_DEPUTY, BOTH, "%s %s", at, login);
	snprintf(login, sizeof(login), "h%03d", school);
	put_staff(d, f,
	    &(struct staff){ .login = login, .org = org, .post = "校长" });
}

static const char *const grades[] = { "七年级", "八年级", "九年级" };

/* A grade that leaves keeps its head where a warning is open: schools 1 and
 * 3. */
static void
put_head(struct district *d, FILE *f, int school, const char *org, int grade)
{
	struct grade g = grade_of(d, grade);
	char login[24], deputy[24], name[GRADE_WORDS_MAX];
	bool stays = grade < 9 || school == 1 || school == 3;

	snprintf(login, sizeof(login), "g%03d-%d", school, grade);
	put_staff(d, f,
	    &(struct staff){ .login = login,
		.org = org,
		.grade = grades[grade - 7],
		.post = "年级组长" });
	grade_name(&g, name);
	if (school % 4 != 0) {
		expect(d, GAP_DEPUTY, stays ? BOTH : BEFORE, "%s/%s %s", org,
		    name, login);
		return;
	}
	snprintf(deputy, sizeof(deputy), "v%03d-%d", school, grade);
	put_staff(d, f,
	    &(struct staff){ .login = deputy,
		.org = org,
		.grade = grades[grade - 7],
		.post = "年级组长",
		.deputy = login });
}

static void
put_class(struct district *d, FILE *f, int school, const char *org, int grade,
    int class)
{
	int nth = (grade - 7) * classes_of(d, school) + class - 1;
	struct grade g = grade_of(d, grade);
	char login[24], label[16], words[24], name[CLASS_FULL_MAX];
	bool known =
	    school <= 3 && class == 1 && grade == (school == 2 ? 7 : 9);

	snprintf(label, sizeof(label), "%d", class);
	snprintf(words, sizeof(words), "%d班", class);
	d->classes++;
	if (nth % 17 == 5) {
		class_name(&g, label, name);
		expect(d, GAP_CLASS_TEACHER, grade == 9 ? BEFORE : BOTH,
		    "%s/%s ", org, name);
		d->teachers_left_out++;
		return;
	}
	snprintf(login, sizeof(login), "b%03d-%d%02d", school, grade, class);
	if (known)
		district_teacher(school, login);
	put_staff(d, f,
	    &(struct staff){ .login = login,
		.org = org,
		.grade = grades[grade - 7],
		.class = words,
		.post = "班主任",
		.key = known });
}

/* Ten days from now: within the thirty that the list looks ahead. */
static int
soon(const struct district *d)
{
	struct clock_parts p = { .year = d->today / 10000,
		.month = d->today / 100 % 100,
		.day = d->today % 100,
		.hour = 12 };

	clock_parts_of(clock_from_parts(&p) + 10 * (int64_t)CLOCK_DAY, &p);
	return day_of(p.year, p.month, p.day);
}

static void
put_rest(struct district *d, FILE *f, int school, const char *org, int64_t upto)
{
	char login[24], ends[16];

	snprintf(ends, sizeof(ends), "%d", soon(d));
	for (int i = 1; d->people < upto; i++) {
		bool ending = i % 97 == 1;

		snprintf(login, sizeof(login), "t%03d-%03d", school, i);
		put_staff(d, f,
		    &(struct staff){ .login = login,
			.org = org,
			.post = "教师",
			.ends = ending ? ends : NULL });
		if (ending)
			expect(d, GAP_ENDING, BOTH, "%s/第%03d实验学校 %s", org,
			    school, login);
	}
}

static void
write_staff(struct district *d)
{
	FILE *f = open_file("staff.csv",
	    "姓名,工号,单位,年级,班级,校区,岗位,离任日期,代理,专兼职,"
	    "心理咨询资格,公钥");
	char org[24];

	put_district(d, f);
	for (int i = 1; i <= d->hotlines; i++)
		put_line(d, f, i);
	for (int i = 1; i <= d->schools; i++) {
		int64_t upto =
		    d->people + (d->staff - d->people) / (d->schools - i + 1);

		snprintf(org, sizeof(org), "S%03d", i);
		put_care(d, f, i, org);
		for (int grade = 7; grade <= 9; grade++) {
			put_head(d, f, i, org, grade);
			for (int c = 1; c <= classes_of(d, i); c++)
				put_class(d, f, i, org, grade, c);
		}
		put_rest(d, f, i, org, upto);
	}
	close_file(f);
}

/* --- children ---------------------------------------------------------------
 */

static void
write_roster(struct district *d)
{
	const struct act_sample_roster r = { .students = d->students,
		.schools = d->schools,
		.seed = 5,
		.today = d->today };
	FILE *f = fopen("roster.csv", "w");

	assert_non_null(f);
	assert_int_equal(act_sample_roster(f, &r), 0);
	close_file(f);
	for (int i = 1; i <= d->schools; i++) {
		int n = children_of(d, i), classes = classes_of(d, i);

		for (int c = 0; c < n; c++)
			d->of_grade[(int64_t)c * 3 * classes / n / classes]++;
	}
}

/* A mentor for thirty children of each school, who is the principal. */
static void
write_ties(struct district *d)
{
	FILE *f = open_file("ties.csv", "教师工号,关系,学校,学号");
	char number[16];

	for (int i = 1; i <= d->schools; i++)
		for (int seat = 1; seat <= 30; seat++) {
			district_child(d, 7, 1, seat, number);
			fprintf(f, "h%03d,导师,S%03d,%s\r\n", i, i, number);
		}
	close_file(f);
}

static void
write_excepts(struct district *d)
{
	FILE *f = open_file("excepts.csv", "变动,学校,学号,日期,去向");
	char number[16];

	for (int i = 1; i <= d->schools; i++) {
		district_child(d, 9, 1, 1, number);
		if (i % 2 == 0 || i == 3) {
			fprintf(f, "留级,S%03d,%s,,\r\n", i, number);
			d->repeat++;
		}
		district_child(d, 9, 1, 2, number);
		if (i % 3 == 0) {
			fprintf(
			    f, "转出,S%03d,%s,,云岭市第三中学\r\n", i, number);
			d->moved++;
		}
		district_child(d, 7, 1, 1, number);
		if (i % 5 == 0) {
			fprintf(f, "休学,S%03d,%s,,在家\r\n", i, number);
			d->leave++;
		}
	}
	close_file(f);
}

void
district_write(struct district *d)
{
	write_orgs(d);
	write_staff(d);
	write_roster(d);
	write_ties(d);
	write_excepts(d);
}
