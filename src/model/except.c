/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/except.h"
#include "model/idnumber.h"
#include "src/model/cell.h"

static const struct {
	const char *name, *words, *typed;
	bool moves;
	enum enrolment then;
} kinds[EXCEPT_KINDS] = {
	[EXCEPT_NONE] = { "none", N_("the way of the class"),
	    "none 撤销 取消 随班", false, ENROLMENT_HERE },
	[EXCEPT_REPEATS] = { "repeats", N_("repeats the year"),
	    "repeats 留级 重读 复读 留级重读", true, ENROLMENT_HERE },
	[EXCEPT_RETURNS] = { "returns", N_("comes back"), "returns 复学 返校",
	    true, ENROLMENT_HERE },
	[EXCEPT_SUSPENDED] = { "suspended", N_("goes on leave"),
	    "suspended 休学", false, ENROLMENT_SUSPENDED },
	[EXCEPT_TRANSFERRED] = { "transferred", N_("moves away"),
	    "transferred 转出 转学 转走", false, ENROLMENT_TRANSFERRED },
	[EXCEPT_GRADUATED] = { "graduated", N_("graduates"),
	    "graduated 毕业 升学", false, ENROLMENT_GRADUATED },
};

const char *
except_name(enum except_kind k)
{
	return (unsigned)k < EXCEPT_KINDS ? kinds[k].name : "";
}

int
except_of(const char *name)
{
	for (int k = 0; k < EXCEPT_KINDS; k++)
		if (strcmp(kinds[k].name, name) == 0)
			return k;
	return -1;
}

const char *
except_words(enum except_kind k)
{
	return (unsigned)k < EXCEPT_KINDS ? kinds[k].words : "";
}

bool
except_moves(enum except_kind k)
{
	return (unsigned)k < EXCEPT_KINDS && kinds[k].moves;
}

enum enrolment
except_enrolment(enum except_kind k)
{
	return (unsigned)k < EXCEPT_KINDS ? kinds[k].then : ENROLMENT_HERE;
}

/* --- a table of them --------------------------------------------------------
 */

static const struct table_field fields[EXCEPTS_FIELDS] = {
	[EXCEPTS_KIND] = { "kind", N_("what becomes of the student"),
	    { "变动", "变动类别", "变动类型", "学籍异动", "异动类型",
		"异动类别", "kind" } },
	[EXCEPTS_SCHOOL] = { "school", N_("the school"),
	    { "学校", "学校名称", "所在学校", "原学校", "school" } },
	[EXCEPTS_PUPIL] = { "pupil_number", N_("the pupil number"),
	    { "学籍号", "全国学籍号", "学生学籍号", "pupil_number" } },
	[EXCEPTS_NUMBER] = { "number", N_("the student number"),
	    { "学号", "学生学号", "number" } },
	[EXCEPTS_DAY] = { "day", N_("the date"),
	    { "日期", "变动日期", "异动日期", "day" } },
	[EXCEPTS_TO] = { "to", N_("where to"),
	    { "去向", "到何处", "到哪里", "转入学校", "新班级", "to" } },
	[EXCEPTS_YEAR] = { "year", N_("the school year"), { "学年", "year" } },
};

static int
missing(const struct table_columns *c, bool place_given)
{
	if (c->at[EXCEPTS_PUPIL] < 0 && c->at[EXCEPTS_NUMBER] < 0)
		return EXCEPTS_PUPIL;
	if (c->at[EXCEPTS_SCHOOL] < 0 && !place_given &&
	    c->at[EXCEPTS_PUPIL] < 0)
		return EXCEPTS_SCHOOL;
	return EXCEPTS_FIELDS;
}

const struct table except_table = { "except", fields, EXCEPTS_FIELDS, NULL,
	missing };

static bool
read_kind(const struct table_row *r, struct except_cells *to)
{
	char cell[64];

	if (!table_clean(r, EXCEPTS_KIND, cell, sizeof(cell)))
		return false;
	for (int k = 0; k < EXCEPT_KINDS; k++)
		if (cell_is_one_of(kinds[k].typed, cell)) {
			to->kind = (enum except_kind)k;
			return true;
		}
	return table_refuse(r, EXCEPTS_KIND,
	    N_("Please write 留级, 复学, 休学, 转出 or 毕业; 撤销 takes it "
	       "back."));
}

static bool
read_whom(const struct table_row *r, int today, struct except_cells *to)
{
	const char *cell = table_raw(r, EXCEPTS_PUPIL);
	struct idnumber id = { 0 };
	enum idnumber_fault f;

	if (!table_clean(r, EXCEPTS_SCHOOL, to->school, sizeof(to->school)) ||
	    !table_clean(r, EXCEPTS_NUMBER, to->number, sizeof(to->number)))
		return false;
	if (cell[strspn(cell, " ")] != '\0') {
		if ((f = idnumber_pupil(cell, today, &id)) != IDNUMBER_FINE)
			return table_refuse(
			    r, EXCEPTS_PUPIL, idnumber_words(f));
		mem_copy_text(to->pupil, sizeof(to->pupil), id.text);
	}
	return to->pupil[0] != '\0' || to->number[0] != '\0' ||
	       table_refuse(r, EXCEPTS_PUPIL, N_("Which student?"));
}

/* 2026, 2026-2027, 2026-2027学年. */
static bool
read_year(const struct table_row *r, struct except_cells *to)
{
	char cell[64];

	if (!table_clean(r, EXCEPTS_YEAR, cell, sizeof(cell)))
		return false;
	if (cell[0] == '\0')
		return true;
	if (strspn(cell, "0123456789") != 4)
		return table_refuse(r, EXCEPTS_YEAR,
		    N_("Please write the year it begins in, such as 2026."));
	cell[4] = '\0';
	to->year = atoi(cell);
	return true;
}

bool
except_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct except_cells *out, struct table_fault *fault)
{
	const struct table_row r = { &except_table, cells, n, c, fault };
	char day[40];

	*out = (struct except_cells){ .kind = EXCEPT_NONE };
	if (!table_shape(&r) || !read_kind(&r, out) ||
	    !read_whom(&r, today, out) ||
	    !table_clean(&r, EXCEPTS_TO, out->to, sizeof(out->to)) ||
	    !table_clean(&r, EXCEPTS_DAY, day, sizeof(day)) ||
	    !read_year(&r, out))
		return false;
	if (day[0] != '\0' && day_read(day, &out->day) != 0)
		return table_refuse(&r, EXCEPTS_DAY,
		    N_("There is no such date. 2012-02-29 is how to write "
		       "one."));
	return true;
}
