/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ORG_H
#define MODEL_ORG_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Organisations form a tree kept as a nested set: what lies under an org has
 * lft between its lft and rgt, so a scope is one comparison.  Each kind takes
 * a fixed span of numbers, so that nothing is ever renumbered (store.md 1).
 * (requirements.md 2.1, E1)
 *
 * What an org is beyond its type, "a teachers' school with boarders", stands
 * in its register (model/detail.h); what ties it to another one without
 * standing above it, an education group or a partner hospital, is a link.
 */
enum org_type {
	ORG_NONE,
	ORG_DISTRICT,
	ORG_CENTRE, /* 区心理中心 */
	ORG_LINE,   /* a hotline */
	ORG_SCHOOL, /* kindergarten to university: the register says which */
	ORG_GRADE,
	ORG_CLASS,

	/* regions and the state */
	ORG_AUTHORITY, /* province or city: 省教育厅, 市教委 */
	ORG_DEPARTMENT,
	ORG_STREET,  /* 街镇 */
	ORG_VILLAGE, /* 村居 */
	ORG_GRID,    /* 网格 */

	/* centres and stations */
	ORG_SUBCENTRE,	/* 心理分中心 */
	ORG_PROTECTION, /* 街镇未成年人保护工作站 */
	ORG_STATION,	/* 未成年人心理健康辅导站 */
	ORG_GROWTH,	/* 未成年人心理健康成长辅导中心 */
	ORG_GUIDANCE,	/* 学生心理健康指导中心 */
	ORG_MONITORING, /* 监测评估中心: counts alone */
	ORG_RESILIENCE, /* 抗挫折训练中心 */
	ORG_INSTITUTE,	/* 教研机构, 进修学院 */
	ORG_FAMILY,	/* 家庭教育指导中心, 站点, 心家园 */
	ORG_POINT,	/* 咨询点: whose house it is stands in the register */

	/* within a school */
	ORG_CAMPUS,  /* 校区 */
	ORG_COLLEGE, /* 院系 */
	ORG_COLLEGE_STATION,
	ORG_SCHOOL_CENTRE, /* 学生心理素质培养中心 */
	ORG_COMMUNITY,	   /* 一站式学生社区 */
	ORG_BUILDING,	   /* of a dormitory */
	ORG_FLOOR,
	ORG_DORM,
	ORG_ROOM, /* 心理辅导室 and the other rooms */

	/* people who meet, and partners */
	ORG_GROUP,     /* 教育集团: its schools are linked to it */
	ORG_COMMITTEE, /* leading group, crisis group, parents' committee */
	ORG_SUBCOMMITTEE,
	ORG_STUDIO, /* 专家工作室, 五老工作室 */
	ORG_ASSOCIATION,
	ORG_PARTNER, /* a university beside the district's schools */
	ORG_HOSPITAL,
	ORG_AGENCY,
	ORG_VENDOR,
	ORG_TYPE_COUNT
};

#define ORG_CODE_MAX 33
#define ORG_NAME_MAX 97

struct org {
	int64_t id, parent;
	enum org_type type;
	int64_t number; /* grade 1..12, class 1..; 0 for others */
	int64_t lft, rgt;
	char code[ORG_CODE_MAX]; /* "" without */
	char name[ORG_NAME_MAX];
};

const char *org_type_name(enum org_type t);  /* "school"; static */
enum org_type org_type_of(const char *name); /* ORG_NONE without */
/* "school", for people; a msgid. */
const char *org_type_words(enum org_type t);
/* The type that is called so in a table, 校区 or campus; ORG_NONE without. */
enum org_type org_type_read(const char *typed);
/* The clauses that ask for it, "QP-08, SJS-80"; "" without. */
const char *org_type_clauses(enum org_type t);
int64_t org_span(enum org_type t); /* numbers it takes in its parent */
/* May an org of type t stand right under one of type parent? */
bool org_fits(enum org_type t, enum org_type parent);

/*
 * What ties one org to another for a time, and is no parent.  From and to are
 * of these types; a kind is added here, and nowhere else.
 */
enum org_link {
	LINK_GROUP,	/* a school is of an education group */
	LINK_CATCHMENT, /* a school is looked after by a sub-centre */
	LINK_CAMPUS,	/* a grade or class is taught on a campus */
	LINK_HOSPITAL,	/* a school's or centre's partner hospital */
	LINK_PAIRING,	/* two that help each other */
	LINK_LEADS,	/* a demonstration centre leads another one */
	LINK_STATION,	/* a university's work station at a school */
	LINK_COMMUNITY, /* a service point serves a street or village */
	LINK_DUTY,	/* a department is responsible for it */
	LINK_COUNT
};
const char *org_link_name(enum org_link k);
int org_link_of(const char *name); /* -1 without */
const char *org_link_words(enum org_link k); /* a msgid */
const char *org_link_clauses(enum org_link k);
bool org_link_fits(enum org_link k, enum org_type from, enum org_type to);

#endif
