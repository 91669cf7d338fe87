/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/idnumber.h"
#include "model/tie_table.h"
#include "src/model/cell.h"

static const struct table_field fields[TIES_FIELDS] = {
	[TIES_TEACHER] = { "teacher", N_("the teacher's login"),
	    { "教师工号", "导师工号", "包联教师工号", "教师登录名", "工号",
		"教师账号" } },
	[TIES_KIND] = { "kind", N_("mentor or linked teacher"),
	    { "关系", "类型", "关系类型" } },
	[TIES_SCHOOL] = { "school", N_("the school"),
	    { "学校", "学校名称", "所在学校" } },
	[TIES_PUPIL] = { "pupil_number", N_("the pupil number"),
	    { "学籍号", "全国学籍号", "学生学籍号" } },
	[TIES_NUMBER] = { "number", N_("the student number"),
	    { "学号", "学生学号" } },
	[TIES_GRADE] = { "grade", N_("the grade"), { "年级" } },
	[TIES_CLASS] = { "class", N_("the class"), { "班级", "包联班级" } },
	[TIES_END] = { "ends", N_("whether it ends"), { "结束", "是否结束" } },
};

static int
missing(const struct table_columns *c, bool place_given)
{
	if (c->at[TIES_KIND] < 0)
		return TIES_KIND;
	if (c->at[TIES_PUPIL] < 0 && c->at[TIES_NUMBER] < 0 &&
	    c->at[TIES_CLASS] < 0)
		return TIES_PUPIL;
	if (c->at[TIES_SCHOOL] < 0 && !place_given && c->at[TIES_PUPIL] < 0)
		return TIES_SCHOOL;
	return TIES_FIELDS;
}

const struct table tie_table = { "ties", fields, TIES_FIELDS, NULL, missing };

static bool
read_kind(const struct table_row *r, struct tie_cells *to)
{
	static const char *const typed[TIE_COUNT] = {
		[TIE_MENTOR] = "mentor 导师 学生导师 全员导师",
		[TIE_LINKED] = "linked 包联 包联教师 联系 联系教师",
	};
	char cell[64];

	if (!table_clean(r, TIES_KIND, cell, sizeof(cell)))
		return false;
	for (int k = 0; k < TIE_COUNT; k++)
		if (cell_is_one_of(typed[k], cell)) {
			to->kind = (enum tie_kind)k;
			return true;
		}
	return table_refuse(r, TIES_KIND, N_("Please write 导师 or 包联."));
}

static bool
read_pupil(const struct table_row *r, int today, struct tie_cells *to)
{
	const char *cell = table_raw(r, TIES_PUPIL);
	struct idnumber id = { 0 };
	enum idnumber_fault f;

	if (cell[strspn(cell, " ")] == '\0')
		return true;
	if ((f = idnumber_pupil(cell, today, &id)) != IDNUMBER_FINE)
		return table_refuse(r, TIES_PUPIL, idnumber_words(f));
	mem_copy_text(to->pupil, sizeof(to->pupil), id.text);
	return true;
}

static bool
read_class(const struct table_row *r, struct tie_cells *to)
{
	char within[GRADE_WORDS_MAX];

	if (!table_clean(r, TIES_GRADE, to->grade, sizeof(to->grade)))
		return false;
	if (table_raw(r, TIES_CLASS)[0] == '\0' || to->pupil[0] != '\0' ||
	    to->number[0] != '\0')
		return true; /* a student's row may name the class as well */
	if (class_read(table_raw(r, TIES_CLASS), to->label, within) != 0)
		return table_refuse(r, TIES_CLASS,
		    N_("The class is missing or cannot be read."));
	if (to->grade[0] == '\0')
		mem_copy_text(to->grade, sizeof(to->grade), within);
	return true;
}

static bool
read_whom(const struct table_row *r, int today, struct tie_cells *to)
{
	if (!table_clean(r, TIES_SCHOOL, to->school, sizeof(to->school)) ||
	    !read_pupil(r, today, to) ||
	    !table_clean(r, TIES_NUMBER, to->number, sizeof(to->number)) ||
	    !read_class(r, to))
		return false;
	return to->pupil[0] != '\0' || to->number[0] != '\0' ||
	       to->label[0] != '\0' ||
	       table_refuse(
		   r, TIES_PUPIL, N_("Expected either a student or a class."));
}

static bool
read_end(const struct table_row *r, struct tie_cells *to)
{
	char cell[64];

	if (!table_clean(r, TIES_END, cell, sizeof(cell)))
		return false;
	to->ends = cell_is_one_of("是 结束 1 yes y", cell);
	return true;
}

bool
tie_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct tie_cells *out, struct table_fault *fault)
{
	const struct table_row r = { &tie_table, cells, n, c, fault };

	*out = (struct tie_cells){ .ends = false };
	if (!table_shape(&r) ||
	    !table_clean(&r, TIES_TEACHER, out->teacher, sizeof(out->teacher)))
		return false;
	for (char *p = out->teacher; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	if (out->teacher[0] == '\0')
		return table_refuse(
		    &r, TIES_TEACHER, N_("The teacher is missing."));
	return read_kind(&r, out) && read_whom(&r, today, out) &&
	       read_end(&r, out);
}
