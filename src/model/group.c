/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/group.h"
#include "src/model/cell.h"

#define C2 CLASS_FAMILY
#define C3 CLASS_CARE
#define EVIDENCE GROUP_NEEDS_EVIDENCE
#define WHERE GROUP_NEEDS_WHERE
#define MENTOR GROUP_FOR_MENTOR

static const struct group_code codes[] = {
	{ "single_parent", N_("one parent"), "单亲 单亲家庭", "QD-47, SJS-36",
	    GROUP_FAMILY, C2, 0 },
	{ "divorced", N_("parents divorced"), "离异 离异家庭 父母离异",
	    "QD-47, GZ-15", GROUP_FAMILY, C2, 0 },
	{ "remarried", N_("new family"), "重组 重组家庭", "QD-47", GROUP_FAMILY,
	    C2, 0 },
	{ "two_children", N_("two children"), "二孩 二孩家庭", "QD-47",
	    GROUP_FAMILY, C2, 0 },
	{ "left_behind", N_("parents work elsewhere"), "留守 留守儿童",
	    "QD-47, GZ-59", GROUP_FAMILY, C2, MENTOR },
	{ "poor", N_("little money at home"),
	    "贫困 困难 家庭困难 家庭经济困难 贫困家庭", "QD-47, SJS-36",
	    GROUP_NEED, C2, 0 },
	{ "low_income", N_("low-income family"), "低收入 低收入家庭", "GZ-15",
	    GROUP_NEED, C2, 0 },
	{ "disabled", N_("lives with a disability"), "残疾 身体残疾",
	    "QD-47, SJS-36", GROUP_NEED, C2, 0 },
	{ "serious_health", N_("needs care for health"),
	    "严重健康问题 重病 健康问题", "SJS-36", GROUP_NEED, C2, 0 },
	{ "migrant_workers", N_("parents moved for work"),
	    "新生代农民工子女 农民工子女 进城务工人员子女", "GZ-15",
	    GROUP_FAMILY, C2, 0 },
	{ "migrant", N_("moves with the family"), "流动 流动儿童", "GZ-59",
	    GROUP_FAMILY, C2, MENTOR },
	{ "orphan", N_("without parents"), "孤儿", "GZ-59", GROUP_FAMILY, C2,
	    MENTOR },
	{ "unsupported", N_("in fact nobody brings them up"),
	    "事实无人抚养 事实无人抚养儿童", "GZ-59", GROUP_FAMILY, C2,
	    MENTOR },
	{ "disadvantaged", N_("in a hard situation"), "处境不利", "GZ-48",
	    GROUP_NEED, C2, EVIDENCE },
	{ "special_case", N_("particular circumstances"), "特殊境遇", "QP-85",
	    GROUP_NEED, C2, 0 },
	{ "learning", N_("learning is hard now"), "学习困难 学困 学习遇到困难",
	    "SJS-35", GROUP_STUDY, C2, MENTOR },
	{ "results", N_("results are low now"), "学业不佳 学业表现不佳",
	    "SJS-35", GROUP_STUDY, C2, MENTOR },
	{ "study_pressure", N_("pressure of study or work to come"),
	    "学业压力 就业压力 学业就业压力", "TJ-45", GROUP_RISK, C3, 0 },
	{ "hardship", N_("money is short"), "经济困难", "TJ-45", GROUP_RISK, C3,
	    0 },
	{ "heartbreak", N_("trouble in love or friendship"), "情感危机",
	    "TJ-45", GROUP_RISK, C3, 0 },
	{ "family_change", N_("something happened at home"), "家庭变故",
	    "TJ-46", GROUP_RISK, C3, 0 },
	{ "bullying", N_("bullying"), "欺凌 校园欺凌", "TJ-46", GROUP_RISK, C3,
	    0 },
	{ "internship", N_("internship"), "实习 校外实习", "TJ-47", GROUP_AWAY,
	    C2, WHERE | MENTOR },
	{ "practice", N_("social practice"), "社会实践", "TJ-47", GROUP_AWAY,
	    C2, WHERE | MENTOR },
	{ "new_surroundings", N_("new surroundings"),
	    "环境变化 学习生活环境变化", "TJ-47", GROUP_AWAY, C2,
	    WHERE | MENTOR },
};

static const struct {
	const char *name, *words;
} kinds[GROUP_KINDS] = {
	[GROUP_FAMILY] = { "family", N_("family and home") },
	[GROUP_NEED] = { "need", N_("needs support") },
	[GROUP_STUDY] = { "study", N_("study") },
	[GROUP_RISK] = { "risk", N_("what weighs on them") },
	[GROUP_AWAY] = { "away", N_("off campus") },
};

static const struct {
	const char *name, *words, *typed;
} sources[GROUP_FROM_COUNT] = {
	[GROUP_FROM_SCHOOL] = { "school", N_("the school"),
	    "学校 班主任 school" },
	[GROUP_FROM_FAMILY] = { "family", N_("the family"),
	    "家庭 家长 family" },
	[GROUP_FROM_VISIT] = { "visit", N_("a home visit"), "家访 visit" },
	[GROUP_FROM_COMMUNITY] = { "community", N_("the community"),
	    "社区 街镇 村居 community" },
	[GROUP_FROM_CIVIL_AFFAIRS] = { "civil_affairs", N_("civil affairs"),
	    "民政 民政局 民政部门 civil_affairs" },
	[GROUP_FROM_HEALTH] = { "health", N_("the health service"),
	    "卫健 卫生健康 医院 health" },
	[GROUP_FROM_DISABLED] = { "disabled_federation",
	    N_("the disabled persons' federation"),
	    "残联 disabled_federation" },
	[GROUP_FROM_WOMEN] = { "women_federation", N_("the women's federation"),
	    "妇联 women_federation" },
};

const struct group_code *
group_code_at(int i)
{
	return i >= 0 && i < (int)nitems(codes) ? &codes[i] : NULL;
}

const struct group_code *
group_code_of(const char *typed)
{
	for (size_t i = 0; i < nitems(codes); i++)
		if (strcmp(codes[i].name, typed) == 0 ||
		    cell_is_one_of(codes[i].typed, typed))
			return &codes[i];
	return NULL;
}

const char *
group_kind_name(enum group_kind k)
{
	return (unsigned)k < GROUP_KINDS ? kinds[k].name : "";
}

const char *
group_kind_words(enum group_kind k)
{
	return (unsigned)k < GROUP_KINDS ? kinds[k].words : "";
}

int
group_kind_of(const char *name)
{
	for (int k = 0; k < GROUP_KINDS; k++)
		if (strcmp(kinds[k].name, name) == 0)
			return k;
	return -1;
}

const char *
group_source_name(enum group_source s)
{
	return (unsigned)s < GROUP_FROM_COUNT ? sources[s].name : "";
}

const char *
group_source_words(enum group_source s)
{
	return (unsigned)s < GROUP_FROM_COUNT ? sources[s].words : "";
}

int
group_source_of(const char *typed)
{
	for (int s = 0; s < GROUP_FROM_COUNT; s++)
		if (cell_is_one_of(sources[s].typed, typed))
			return s;
	return -1;
}

const char *
group_fault(const struct group *g)
{
	if ((g->code->needs & EVIDENCE) != 0 && g->evidence[0] == '\0')
		return N_("Please say what shows it: which visit, which "
			  "paper, which day.");
	if ((g->code->needs & WHERE) != 0 &&
	    (g->where[0] == '\0' || g->carer[0] == '\0'))
		return N_("Please say where they are, and who cares for them "
			  "there.");
	if (g->ends != 0 && g->ends < g->starts)
		return N_("The end lies before the beginning.");
	return NULL;
}

void
group_print(struct buf *out)
{
	buf_add_text(out,
	    "| group | words | clauses | kind | class | mentor |\n"
	    "|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < nitems(codes); i++)
		buf_add_f(out, "| %s | %s | %s | %s | C%d | %s |\n",
		    codes[i].name, _(codes[i].words), codes[i].clauses,
		    group_kind_name(codes[i].kind), (int)codes[i].class,
		    (codes[i].needs & MENTOR) != 0 ? "yes" : "");
}
