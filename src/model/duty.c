/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/duty.h"
#include "src/model/cell.h"

#define IS(t) (UINT64_C(1) << ORG_##t)
#define ANY (~UINT64_C(1))
#define SCHOOL IS(SCHOOL)
#define IN_SCHOOL                                                          \
	(IS(SCHOOL) | IS(CAMPUS) | IS(COLLEGE) | IS(GRADE) | IS(CLASS) |   \
	    IS(BUILDING) | IS(FLOOR) | IS(COMMUNITY) | IS(SCHOOL_CENTRE) | \
	    IS(COLLEGE_STATION))
#define CENTRES                                                       \
	(IS(DISTRICT) | IS(CENTRE) | IS(SUBCENTRE) | IS(STATION) |    \
	    IS(GROWTH) | IS(GUIDANCE) | IS(RESILIENCE) | IS(INSTITUTE))
#define TEAMS (IS(COMMITTEE) | IS(SUBCOMMITTEE) | IS(ASSOCIATION))

static const struct duty duties[] = {
	/* roles of their own */
	{ "operator", N_("operator"), "接线员 热线接线员", ROLE_OPERATOR,
	    IS(LINE), false, "QP-83" },
	{ "lead", N_("shift lead"), "值班长", ROLE_LEAD, IS(LINE), false,
	    "QP-83" },
	{ "psychology", N_("psychology teacher"),
	    "心理教师 心理健康教育教师 心理老师 专职心理教师 兼职心理教师",
	    ROLE_PSYCHOLOGY, SCHOOL, true,
	    "QP-59, QP-103, SJS-01, SJS-03, TJ-01, TJ-72, QD-61, QD-63, "
	    "GZ-31, GZ-32, GZ-33" },
	{ "class_teacher", N_("class teacher"), "班主任", ROLE_CLASS_TEACHER,
	    IS(CLASS), true, "TJ-91" },
	{ "grade_head", N_("grade head"), "年级组长 年级负责人",
	    ROLE_GRADE_HEAD, IS(GRADE), true, "TJ-43" },
	{ "principal", N_("principal"), "校长 园长", ROLE_PRINCIPAL, SCHOOL,
	    true, "TJ-101" },
	{ "crisis_head", N_("crisis group head"),
	    "危机小组组长 危机干预小组组长", ROLE_CRISIS_HEAD, SCHOOL, true,
	    "SJS-68" },
	{ "crisis_member", N_("crisis group"),
	    "危机小组 危机小组成员 危机干预小组成员", ROLE_CRISIS_MEMBER,
	    SCHOOL, true, "SJS-68" },
	{ "staff", N_("staff"), "教职工 教师 老师 任课教师 学科教师",
	    ROLE_STAFF, SCHOOL, false, "TJ-92" },
	{ "district_staff", N_("district staff"), "区教委 教育局 区教育局",
	    ROLE_DISTRICT_STAFF, IS(DISTRICT), false, "QP-08" },
	{ "counsellor", N_("district counsellor"),
	    "区辅导站老师 心理咨询师 心理辅导员 区中心心理教师",
	    ROLE_COUNSELLOR, IS(DISTRICT) | IS(CENTRE), false,
	    "QP-61, SJS-08" },

	/* staff with a name */
	{ "vice_principal", N_("vice principal"), "副校长 副园长 校级领导",
	    ROLE_STAFF, SCHOOL, false, "TJ-89" },
	{ "moral_cadre", N_("moral education cadre"), "德育干部 德育主任",
	    ROLE_STAFF, SCHOOL, false, "QP-66" },
	{ "subject_head", N_("subject head"), "学科主任 教研组长 中层干部",
	    ROLE_STAFF, SCHOOL, false, "TJ-90" },
	{ "college_head", N_("college head"), "院系负责人", ROLE_STAFF,
	    IS(COLLEGE), true, "TJ-43" },
	{ "mentor", N_("mentor"), "导师 学生导师 全员导师", ROLE_STAFF,
	    IN_SCHOOL, true, "QP-04" },
	{ "linked_teacher", N_("linked teacher"), "包联教师", ROLE_STAFF,
	    IN_SCHOOL, true, "TJ-06" },
	{ "instructor", N_("student instructor"), "辅导员", ROLE_STAFF,
	    IN_SCHOOL, true, "TJ-42, GZ-80" },
	{ "supervisor", N_("postgraduate supervisor"), "研究生导师",
	    ROLE_STAFF, SCHOOL | IS(COLLEGE), true, "TJ-62" },
	{ "dormitory", N_("dormitory staff"), "宿管 生活老师", ROLE_STAFF,
	    SCHOOL | IS(BUILDING) | IS(FLOOR) | IS(COMMUNITY), true,
	    "QP-72, GZ-07, GZ-80" },
	{ "guard", N_("security staff"), "安保 保安", ROLE_STAFF, SCHOOL,
	    false, "QP-72" },
	{ "officer", N_("mental health officer"),
	    "心理健康工作专干 专干 心理专干", ROLE_STAFF,
	    SCHOOL | IS(DISTRICT), false, "GZ-06" },
	{ "psychology_officer", N_("psychology officer"), "心理专员",
	    ROLE_STAFF, SCHOOL, false, "TJ-58" },
	{ "school_social_worker", N_("school social worker"),
	    "学校社工 驻校社工", ROLE_STAFF, SCHOOL, false, "TJ-22" },

	/* names that give no rights: who they are, whom to ask */
	{ "first_responsible", N_("first responsible person"), "第一责任人",
	    ROLE_NONE, IS(DISTRICT) | SCHOOL, false, "TJ-101" },
	{ "responsible", N_("person responsible"), "责任人 负责人 分管领导",
	    ROLE_NONE, ANY, false, "QD-58, QD-68" },
	{ "liaison", N_("liaison"), "联络员 区级联络员", ROLE_NONE, ANY, false,
	    "TJ-106, QD-04, QD-58" },
	{ "report_liaison", N_("liaison for mandatory reports"),
	    "强制报告联络员", ROLE_NONE, ANY, false, "QP-90" },
	{ "law_vice_principal", N_("vice principal for law"),
	    "法治副校长 法治副站长", ROLE_NONE,
	    SCHOOL | IS(PROTECTION) | IS(STATION), false, "QP-87" },
	{ "researcher", N_("teaching researcher"),
	    "心理教研员 教研员 专职教研员 兼职教研员", ROLE_NONE, CENTRES,
	    false, "QP-62, SJS-06, TJ-75" },
	{ "expert", N_("expert"), "专家 心理专家 科普专家", ROLE_NONE, ANY,
	    false, "QP-63, QP-92, QD-29, QD-39" },
	{ "ethics", N_("supervision"), "督导 伦理督导", ROLE_NONE, ANY, false,
	    "QP-10" },
	{ "social_worker", N_("social worker"), "社工 专业社工 社会工作者",
	    ROLE_NONE, ANY, false, "QP-82, TJ-82" },
	{ "volunteer", N_("volunteer"), "志愿者", ROLE_NONE, ANY, false,
	    "QP-82, QD-41" },
	{ "family_instructor", N_("family education instructor"),
	    "家庭教育指导师 家庭教育讲师 讲师", ROLE_NONE, ANY, false,
	    "QP-76" },
	{ "grid_worker", N_("grid worker"), "网格员", ROLE_NONE,
	    IS(GRID) | IS(VILLAGE) | IS(STREET), false, "TJ-69" },
	{ "team_head", N_("head of the group"), "组长 主任委员 牵头人",
	    ROLE_NONE, TEAMS, false, "SJS-78, QD-03" },
	{ "member", N_("member of the group"), "成员 委员 组员", ROLE_NONE,
	    TEAMS, false, "QP-96, QD-53, TJ-54, TJ-87, TJ-105" },
	{ "centre_staff", N_("staff of the centre"),
	    "分中心教师 中心工作人员 工作人员", ROLE_NONE, ANY, false,
	    "QP-09, QP-61" },
};

const struct duty *
duty_at(int i)
{
	return i >= 0 && i < (int)nitems(duties) ? &duties[i] : NULL;
}

const struct duty *
duty_of(const char *name)
{
	for (size_t i = 0; i < nitems(duties); i++)
		if (strcmp(duties[i].name, name) == 0)
			return &duties[i];
	return NULL;
}

const struct duty *
duty_read(const char *typed)
{
	for (size_t i = 0; i < nitems(duties); i++)
		if (strcmp(duties[i].name, typed) == 0 ||
		    strcmp(duties[i].words, typed) == 0 ||
		    strcmp(_(duties[i].words), typed) == 0 ||
		    cell_is_one_of(duties[i].typed, typed))
			return &duties[i];
	return NULL;
}

bool
duty_fits(const struct duty *d, enum org_type t)
{
	return (unsigned)t < ORG_TYPE_COUNT &&
	       (d->orgs & UINT64_C(1) << t) != 0;
}

bool
duty_is_role(const struct duty *d)
{
	return d->role != ROLE_NONE && strcmp(d->name, role_name(d->role)) == 0;
}

const char *
duty_post_words(enum role role, const char *duty)
{
	const struct duty *d = duty[0] != '\0' ? duty_of(duty) : NULL;

	return d != NULL ? d->words : role_words(role);
}
