/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/group_table.h"
#include "model/idnumber.h"
#include "src/model/cell.h"

static const struct table_field fields[GROUPS_FIELDS] = {
	[GROUPS_GROUP] = { "group", N_("the group"),
	    { "群体", "群体类型", "类别", "特殊群体", "特殊群体类型",
		"风险因素", "group" } },
	[GROUPS_SCHOOL] = { "school", N_("the school"),
	    { "学校", "学校名称", "所在学校" } },
	[GROUPS_PUPIL] = { "pupil_number", N_("the pupil number"),
	    { "学籍号", "全国学籍号", "学生学籍号" } },
	[GROUPS_NUMBER] = { "number", N_("the student number"),
	    { "学号", "学生学号" } },
	[GROUPS_SOURCE] = { "source", N_("who said so"),
	    { "来源", "信息来源", "认定部门" } },
	[GROUPS_EVIDENCE] = { "evidence", N_("what shows it"),
	    { "依据", "证据", "证明材料", "认定依据" } },
	[GROUPS_STARTS] = { "starts", N_("since when"),
	    { "开始", "起始", "开始日期", "起始日期", "认定日期" } },
	[GROUPS_ENDS] = { "ends", N_("until when"),
	    { "结束", "截止", "结束日期", "截止日期" } },
	[GROUPS_WHERE] = { "where", N_("where they are"),
	    { "地点", "实习单位", "单位", "实践地点" } },
	[GROUPS_CARER] = { "carer", N_("who cares for them there"),
	    { "联系人", "负责人", "带教老师", "校外负责人" } },
};

static int
missing(const struct table_columns *c, bool place_given)
{
	(void)place_given; /* without a school it is the own one */
	if (c->at[GROUPS_PUPIL] < 0 && c->at[GROUPS_NUMBER] < 0)
		return GROUPS_PUPIL;
	return GROUPS_FIELDS;
}

const struct table group_table = { "groups", fields, GROUPS_FIELDS, NULL,
	missing };

static bool
read_whom(const struct table_row *r, int today, struct group_cells *to)
{
	const char *pupil = table_raw(r, GROUPS_PUPIL);
	struct idnumber id = { 0 };
	enum idnumber_fault f;

	if (!table_clean(r, GROUPS_SCHOOL, to->school, sizeof(to->school)))
		return false;
	if (pupil[strspn(pupil, " ")] != '\0') {
		if ((f = idnumber_pupil(pupil, today, &id)) != IDNUMBER_FINE)
			return table_refuse(r, GROUPS_PUPIL, idnumber_words(f));
		mem_copy_text(to->number, sizeof(to->number), id.text);
		return true;
	}
	if (!table_clean(r, GROUPS_NUMBER, to->number, STUDENT_NUMBER_MAX))
		return false;
	return to->number[0] != '\0' ||
	       table_refuse(
		   r, GROUPS_NUMBER, N_("The student's number is missing."));
}

static bool
read_group(const struct table_row *r, struct group *g)
{
	char cell[64];
	int source;

	if (!table_clean(r, GROUPS_GROUP, cell, sizeof(cell)))
		return false;
	if ((g->code = group_code_of(cell)) == NULL)
		return table_refuse(r, GROUPS_GROUP,
		    N_("There is no such group: xinqing rules groups lists "
		       "them."));
	if (!table_clean(r, GROUPS_SOURCE, cell, sizeof(cell)))
		return false;
	source = cell[0] == '\0' ? GROUP_FROM_SCHOOL : group_source_of(cell);
	if (source < 0)
		return table_refuse(r, GROUPS_SOURCE,
		    N_("Please write 学校, 家庭, 家访, 社区, 民政, 卫健, 残联 "
		       "or 妇联."));
	g->source = (enum group_source)source;
	return true;
}

static bool
read_day(const struct table_row *r, int f, int *day)
{
	char cell[32];

	if (!table_clean(r, f, cell, sizeof(cell)))
		return false;
	if (cell[0] == '\0' || day_read(cell, day) == 0)
		return true;
	return table_refuse(r, f, N_("A day is written like 2026-9-1."));
}

static bool
read_rest(const struct table_row *r, int today, struct group *g)
{
	const char *words;

	if (!read_day(r, GROUPS_STARTS, &g->starts) ||
	    !read_day(r, GROUPS_ENDS, &g->ends) ||
	    !table_clean(
		r, GROUPS_EVIDENCE, g->evidence, sizeof(g->evidence)) ||
	    !table_clean(r, GROUPS_WHERE, g->where, sizeof(g->where)) ||
	    !table_clean(r, GROUPS_CARER, g->carer, sizeof(g->carer)))
		return false;
	if (g->starts == 0)
		g->starts = g->ends != 0 && g->ends < today ? g->ends : today;
	if ((words = group_fault(g)) == NULL)
		return true;
	return table_refuse(r,
	    (g->code->needs & GROUP_NEEDS_EVIDENCE) != 0 ? GROUPS_EVIDENCE
	    : g->ends != 0 && g->ends < g->starts	 ? GROUPS_ENDS
							 : GROUPS_WHERE,
	    words);
}

bool
group_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct group_cells *out, struct table_fault *fault)
{
	const struct table_row r = { &group_table, cells, n, c, fault };

	*out = (struct group_cells){ .number = "" };
	return table_shape(&r) && read_group(&r, &out->group) &&
	       read_whom(&r, today, out) && read_rest(&r, today, &out->group);
}
