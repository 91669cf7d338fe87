/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/org.h"
#include "src/model/cell.h"

#define IS(t) (UINT64_C(1) << ORG_##t)
#define PLACES (IS(DISTRICT) | IS(STREET) | IS(VILLAGE))
#define HOUSES                                                               \
	(IS(SCHOOL) | IS(CAMPUS) | IS(COLLEGE) | IS(CENTRE) | IS(SUBCENTRE) | \
	    IS(STATION) | IS(GROWTH) | IS(GUIDANCE) | IS(SCHOOL_CENTRE) |    \
	    IS(PROTECTION))

/* A school holds 99 grades of 99 classes, a district a million schools; a
 * building 49 floors of 99 rooms.  Spans never change: numbers given stay. */
static const struct {
	const char *name, *words, *typed, *clauses;
	int64_t span;
	uint64_t parents;
} types[ORG_TYPE_COUNT] = {
	[ORG_NONE] = { "none", N_("none"), "", "", 0, 0 },
	[ORG_DISTRICT] = { "district", N_("district"), "区县", "QP-14",
	    1000000000000, IS(NONE) },
	[ORG_CENTRE] = { "centre", N_("district centre"),
	    "区心理中心 学生心理发展辅导中心 心理辅导中心",
	    "QP-08, QP-61, TJ-38", 1000, IS(DISTRICT) },
	[ORG_LINE] = { "line", N_("hotline"), "热线", "QP-83, TJ-51", 1000,
	    IS(DISTRICT) },
	[ORG_SCHOOL] = { "school", N_("school"), "学校 幼儿园 中职校 高校",
	    "QP-08, GZ-02", 1000000, IS(DISTRICT) },
	[ORG_GRADE] = { "grade", N_("grade"), "年级", "TJ-40", 10000,
	    IS(SCHOOL) },
	[ORG_CLASS] = { "class", N_("class"), "班级", "TJ-40", 100,
	    IS(GRADE) | IS(COLLEGE) },

	[ORG_AUTHORITY] = { "authority", N_("education authority above"),
	    "上级教育部门 市教委 省教育厅", "GZ-40, TJ-105", 1000000,
	    IS(NONE) | IS(DISTRICT) },
	[ORG_DEPARTMENT] = { "department", N_("department"), "部门 职能部门",
	    "SJS-81, QD-04, TJ-110", 1000,
	    IS(DISTRICT) | IS(STREET) | IS(SCHOOL) },
	[ORG_STREET] = { "street", N_("street or town"), "街镇 街道 镇 乡",
	    "QP-14, QP-07", 10000000, IS(DISTRICT) },
	[ORG_VILLAGE] = { "village", N_("village or community"),
	    "村居 社区 居委会 村委会", "QP-14, QP-07", 10000, IS(STREET) },
	[ORG_GRID] = { "grid", N_("grid"), "网格", "TJ-69", 10,
	    IS(VILLAGE) },

	[ORG_SUBCENTRE] = { "subcentre", N_("sub-centre"),
	    "心理分中心 分中心", "QP-08, QP-09, QP-41", 1000, IS(DISTRICT) },
	[ORG_PROTECTION] = { "protection",
	    N_("minors' protection station"), "未成年人保护工作站 未保站",
	    "QP-08, QP-15", 1000, IS(DISTRICT) | IS(STREET) },
	[ORG_STATION] = { "station", N_("counselling station"),
	    "未成年人心理健康辅导站 辅导站 区辅导站", "SJS-08", 1000,
	    IS(DISTRICT) },
	[ORG_GROWTH] = { "growth", N_("growth counselling centre"),
	    "未成年人心理健康成长辅导中心 成长辅导中心", "TJ-93", 1000,
	    IS(DISTRICT) },
	[ORG_GUIDANCE] = { "guidance", N_("guidance centre"),
	    "学生心理健康指导中心 指导中心 示范中心",
	    "GZ-40, GZ-44, GZ-21", 1000, IS(DISTRICT) | IS(AUTHORITY) },
	[ORG_MONITORING] = { "monitoring", N_("monitoring centre"),
	    "监测评估中心", "TJ-37", 1000, IS(DISTRICT) },
	[ORG_RESILIENCE] = { "resilience", N_("resilience centre"),
	    "抗挫折训练中心", "TJ-17", 1000, IS(DISTRICT) },
	[ORG_INSTITUTE] = { "institute", N_("teaching-research institute"),
	    "教研机构 进修学院 教育分院", "SJS-06, QP-62, TJ-75", 1000,
	    IS(DISTRICT) },
	[ORG_FAMILY] = { "family", N_("family education station"),
	    "家庭教育指导中心 家庭教育指导站 家庭教育指导服务站点 心家园 "
	    "家庭教育研究中心",
	    "QP-06, QP-75, SJS-59, TJ-02, TJ-03, TJ-85, QD-52", 100,
	    PLACES | IS(SCHOOL) },
	[ORG_POINT] = { "point", N_("service point"), "咨询点 服务点",
	    "QP-07, QP-15, QP-16, TJ-82", 100, PLACES },

	[ORG_CAMPUS] = { "campus", N_("campus"), "校区", "SJS-03, QP-60",
	    1000, IS(SCHOOL) },
	[ORG_COLLEGE] = { "college", N_("college"), "院系 学院 系部",
	    "TJ-41, GZ-37", 10000, IS(SCHOOL) },
	[ORG_COLLEGE_STATION] = { "college_station",
	    N_("college counselling station"), "院系二级心理辅导站 二级辅导站",
	    "GZ-37", 10, IS(COLLEGE) },
	[ORG_SCHOOL_CENTRE] = { "school_centre",
	    N_("school counselling centre"),
	    "学生心理素质培养中心 高校心理健康教育与咨询中心",
	    "TJ-02, TJ-38, TJ-39, GZ-21", 1000, IS(SCHOOL) },
	[ORG_COMMUNITY] = { "community", N_("student community"),
	    "一站式学生社区 学生社区", "GZ-07, GZ-80", 1000, IS(SCHOOL) },
	[ORG_BUILDING] = { "building", N_("dormitory building"),
	    "宿舍楼 楼栋", "GZ-08", 20000, IS(SCHOOL) },
	[ORG_FLOOR] = { "floor", N_("dormitory floor"), "楼层", "GZ-08", 400,
	    IS(BUILDING) },
	[ORG_DORM] = { "dorm", N_("dormitory room"), "寝室 宿舍", "GZ-08", 4,
	    IS(FLOOR) },
	[ORG_ROOM] = { "room", N_("counselling room"),
	    "心理辅导室 功能室 咨询室",
	    "SJS-30, SJS-60, GZ-36, GZ-38, QP-98", 10, HOUSES },

	[ORG_GROUP] = { "group", N_("education group"), "教育集团",
	    "SJS-09, SJS-80", 100000, IS(DISTRICT) },
	[ORG_COMMITTEE] = { "committee", N_("group or committee"),
	    "委员会 领导小组 专班 工作组 危机干预小组 家长委员会",
	    "QP-10, QP-96, SJS-78, TJ-54, TJ-87, TJ-105, QD-03, QD-15, GZ-22",
	    1000, IS(DISTRICT) | IS(SCHOOL) | IS(GROUP) | IS(AUTHORITY) },
	[ORG_SUBCOMMITTEE] = { "subcommittee",
	    N_("committee within a committee"), "心理工作委员会", "QD-53", 10,
	    IS(COMMITTEE) },
	[ORG_STUDIO] = { "studio", N_("studio"),
	    "工作室 心理专家工作室 五老工作室 名师工作室",
	    "QP-91, TJ-96, QD-31", 10, PLACES | IS(SCHOOL) },
	[ORG_ASSOCIATION] = { "association", N_("association"),
	    "研究会 联盟 协会 志愿队伍", "QP-101, QP-17, QD-40, QD-41", 100,
	    IS(DISTRICT) },
	[ORG_PARTNER] = { "partner", N_("partner university"),
	    "合作高校 合作单位", "QP-11, TJ-79, GZ-52, GZ-78", 100,
	    IS(DISTRICT) },
	[ORG_HOSPITAL] = { "hospital", N_("hospital or clinic"),
	    "医疗机构 医院 妇幼保健机构 精神卫生中心",
	    "QP-81, SJS-73, SJS-88, TJ-81, QP-54, GZ-43", 100, IS(DISTRICT) },
	[ORG_AGENCY] = { "agency", N_("counselling agency"),
	    "社会心理服务机构", "QP-17, QD-56", 100, IS(DISTRICT) },
	[ORG_VENDOR] = { "vendor", N_("vendor"), "平台公司 中标公司", "GZ-70",
	    100, IS(DISTRICT) },
};

static bool
is_type(enum org_type t)
{
	return (unsigned)t < ORG_TYPE_COUNT;
}

const char *
org_type_name(enum org_type t)
{
	return types[is_type(t) ? t : ORG_NONE].name;
}

const char *
org_type_words(enum org_type t)
{
	return types[is_type(t) ? t : ORG_NONE].words;
}

const char *
org_type_clauses(enum org_type t)
{
	return types[is_type(t) ? t : ORG_NONE].clauses;
}

enum org_type
org_type_of(const char *name)
{
	for (size_t i = 0; i < nitems(types); i++)
		if (strcmp(types[i].name, name) == 0)
			return (enum org_type)i;
	return ORG_NONE;
}

enum org_type
org_type_read(const char *typed)
{
	for (size_t i = ORG_NONE + 1; i < nitems(types); i++)
		if (strcmp(types[i].name, typed) == 0 ||
		    strcmp(types[i].words, typed) == 0 ||
		    strcmp(_(types[i].words), typed) == 0 ||
		    cell_is_one_of(types[i].typed, typed))
			return (enum org_type)i;
	return ORG_NONE;
}

int64_t
org_span(enum org_type t)
{
	return types[is_type(t) ? t : ORG_NONE].span;
}

bool
org_fits(enum org_type t, enum org_type parent)
{
	return is_type(t) && is_type(parent) &&
	       (types[t].parents & UINT64_C(1) << parent) != 0;
}

/* --- links ------------------------------------------------------------------
 */

#define CENTRES                                                            \
	(IS(CENTRE) | IS(SUBCENTRE) | IS(STATION) | IS(GROWTH) |           \
	    IS(GUIDANCE) | IS(SCHOOL_CENTRE) | IS(DISTRICT) | IS(STREET))
#define ANYBODY (~UINT64_C(1))

static const struct {
	const char *name, *words, *clauses;
	uint64_t from, to;
} links[LINK_COUNT] = {
	[LINK_GROUP] = { "group", N_("is of the education group"),
	    "SJS-09, SJS-80", IS(SCHOOL), IS(GROUP) },
	[LINK_CATCHMENT] = { "catchment", N_("is looked after by"),
	    "QP-08, QP-09", IS(SCHOOL),
	    IS(SUBCENTRE) | IS(PROTECTION) | IS(STATION) },
	[LINK_CAMPUS] = { "campus", N_("is taught on the campus"), "SJS-03",
	    IS(GRADE) | IS(CLASS), IS(CAMPUS) },
	[LINK_HOSPITAL] = { "hospital", N_("has the partner hospital"),
	    "QP-52, QP-53, SJS-88, GZ-43", CENTRES | IS(SCHOOL),
	    IS(HOSPITAL) },
	[LINK_PAIRING] = { "pairing", N_("is paired with"),
	    "QP-53, TJ-57, GZ-52, GZ-53, QD-30", ANYBODY, ANYBODY },
	[LINK_LEADS] = { "leads", N_("leads"), "GZ-23, GZ-53",
	    CENTRES | IS(SCHOOL), CENTRES | IS(SCHOOL) },
	[LINK_STATION] = { "station", N_("has a work station at"), "TJ-79",
	    IS(PARTNER) | IS(SCHOOL), IS(SCHOOL) },
	[LINK_COMMUNITY] = { "community", N_("serves the community"),
	    "QP-07, QD-52", IS(POINT) | IS(FAMILY) | IS(PROTECTION),
	    IS(STREET) | IS(VILLAGE) },
	[LINK_DUTY] = { "duty", N_("is responsible for"),
	    "TJ-110, QD-58, SJS-81", IS(DEPARTMENT), ANYBODY },
};

const char *
org_link_name(enum org_link k)
{
	return (unsigned)k < LINK_COUNT ? links[k].name : "";
}

const char *
org_link_words(enum org_link k)
{
	return (unsigned)k < LINK_COUNT ? links[k].words : "";
}

const char *
org_link_clauses(enum org_link k)
{
	return (unsigned)k < LINK_COUNT ? links[k].clauses : "";
}

int
org_link_of(const char *name)
{
	for (int k = 0; k < LINK_COUNT; k++)
		if (strcmp(links[k].name, name) == 0)
			return k;
	return -1;
}

bool
org_link_fits(enum org_link k, enum org_type from, enum org_type to)
{
	return (unsigned)k < LINK_COUNT && is_type(from) && is_type(to) &&
	       (links[k].from & UINT64_C(1) << from) != 0 &&
	       (links[k].to & UINT64_C(1) << to) != 0;
}
