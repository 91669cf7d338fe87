/* SPDX-License-Identifier: Apache-2.0 */
/* What is noted of somebody on staff, or beside it. */
#include "base/lang.h"
#include "base/mem.h"
#include "model/detail.h"

#define ANY UINT64_C(0)

static const struct detail_choice times[] = {
	{ N_("full-time"), "专职 全职" },
	{ N_("part-time"), "兼职" },
	{ NULL, NULL },
};
static const struct detail_choice series[] = {
	{ N_("ideological series"), "思政" },
	{ N_("moral education series"), "德育" },
	{ N_("series of its own"), "单独 心理" },
	{ NULL, NULL },
};
static const struct detail_choice talents[] = {
	{ N_("one of a thousand"), "千" },
	{ N_("one of a hundred"), "百" },
	{ N_("one of ten"), "十" },
	{ NULL, NULL },
};

#define TEXT DETAIL_TEXT
#define YES DETAIL_YES
#define DATE DETAIL_DATE
#define NUMBER DETAIL_NUMBER
#define PHONE DETAIL_PHONE
#define CHOICE DETAIL_CHOICE

static const struct detail_key person_keys[] = {
	{ { "time", N_("full-time or part-time"),
	      { "专兼职", "专职/兼职", "专职兼职", "用工形式" } },
	    CHOICE, ANY,
	    "QP-03, QP-59, QP-103, SJS-01, SJS-06, TJ-01, QD-61, QD-62, "
	    "GZ-34",
	    times },
	{ { "title", N_("the professional title"), { "职称" } }, TEXT, ANY,
	    "QP-64", NULL },
	{ { "title_series", N_("the series of the title"),
	      { "职称系列" } },
	    CHOICE, ANY, "QP-64, TJ-77", series },
	{ { "degree_field", N_("the field of the degree"),
	      { "专业", "所学专业" } },
	    TEXT, ANY, "TJ-73, QD-36", NULL },
	{ { "licence", N_("the licence to counsel"),
	      { "心理咨询资格", "执业资格", "资格证书" } },
	    TEXT, ANY, "TJ-73, QD-36", NULL },
	{ { "certificate", N_("the certificate"), { "证书", "培训证书" } },
	    TEXT, ANY, "TJ-73, QD-36", NULL },
	{ { "certificate_until", N_("the certificate ends"),
	      { "证书到期", "证书有效期" } },
	    DATE, ANY, "TJ-73", NULL },
	{ { "class_years", N_("years as a class teacher, counted ones too"),
	      { "班主任年限" } },
	    NUMBER, ANY, "SJS-05", NULL },
	{ { "ideological", N_("of the ideological team"),
	      { "思政队伍", "纳入思政队伍" } },
	    YES, ANY, "TJ-05", NULL },
	{ { "talent", N_("in the talent programme"),
	      { "千百十", "人才工程" } },
	    CHOICE, ANY, "TJ-74", talents },
	{ { "award", N_("awards and appointments open"),
	      { "评优资格" } },
	    TEXT, ANY, "QD-66", NULL },
	{ { "stage", N_("the stage worked for"), { "教研学段", "负责学段" } },
	    TEXT, ANY, "QP-62, TJ-75", NULL },
	{ { "field", N_("the field of work"), { "专长", "专业领域", "领域" } },
	    TEXT, ANY, "QP-63, QP-92, QD-29", NULL },
	{ { "affiliation", N_("where they come from"),
	      { "所在单位", "工作单位" } },
	    TEXT, ANY, "QP-63, QD-29", NULL },
	{ { "available", N_("when they have time"), { "可服务时间" } }, TEXT,
	    ANY, "QP-63, QD-41", NULL },
	{ { "vetted_for_schools", N_("vetted for work in schools on"),
	      { "卫健遴选日期" } },
	    DATE, ANY, "QD-39, QP-82", NULL },
	{ { "guides", N_("whom they guide, one to one"),
	      { "对口指导单位" } },
	    TEXT, ANY, "TJ-57, QD-30", NULL },
	{ { "lecturer", N_("of the lecturers"), { "讲师团" } }, YES, ANY,
	    "QP-76, QP-92", NULL },
	{ { "secrecy_pledge", N_("pledged to secrecy on"),
	      { "保密承诺日期" } },
	    DATE, ANY, "QD-41, QP-82", NULL },
	{ { "ethics_pledge", N_("pledged to the ethics on"),
	      { "伦理承诺日期" } },
	    DATE, ANY, "QP-10, QP-82", NULL },
};

const struct detail_keys detail_of_people = { person_keys,
	nitems(person_keys) };
