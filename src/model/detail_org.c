/* SPDX-License-Identifier: Apache-2.0 */
/* What is noted of an organisation. */
#include "base/lang.h"
#include "base/mem.h"
#include "model/detail.h"

#define IS(t) (UINT64_C(1) << ORG_##t)
#define ANY UINT64_C(0)
#define CENTRES                                                         \
	(IS(CENTRE) | IS(SUBCENTRE) | IS(STATION) | IS(GROWTH) |        \
	    IS(GUIDANCE) | IS(MONITORING) | IS(RESILIENCE) |            \
	    IS(SCHOOL_CENTRE) | IS(COLLEGE_STATION) | IS(PROTECTION) |  \
	    IS(FAMILY) | IS(POINT))
#define PARTNERS \
	(IS(HOSPITAL) | IS(AGENCY) | IS(VENDOR) | IS(PARTNER) | IS(ASSOCIATION))
#define TEAMS (IS(COMMITTEE) | IS(SUBCOMMITTEE))

static const struct detail_choice school_kinds[] = {
	{ N_("kindergarten"), "幼儿园" },
	{ N_("primary school"), "小学" },
	{ N_("junior secondary"), "初中 初级中学" },
	{ N_("senior secondary"), "高中 高级中学" },
	{ N_("nine-year school"), "九年一贯制 一贯制" },
	{ N_("complete secondary"), "完全中学 完中" },
	{ N_("vocational school"), "中职 中职校 职高" },
	{ N_("university"), "高校 大学 高职" },
	{ N_("special school"), "专门学校 特殊教育学校" },
	{ NULL, NULL },
};
static const struct detail_choice recognitions[] = {
	{ N_("meets the standard"), "达标校" },
	{ N_("school of special merit"), "特色校" },
	{ N_("demonstration school"), "示范校 示范中心 示范区" },
	{ N_("pilot area"), "实验区" },
	{ NULL, NULL },
};
static const struct detail_choice hosts[] = {
	{ N_("community health centre"), "社区卫生服务中心" },
	{ N_("local justice centre"), "基层政法中心 综治中心" },
	{ N_("community service house"), "社区综合服务设施" },
	{ N_("protection station"), "未成年人保护工作站 未保站" },
	{ N_("women's house"), "妇女之家" },
	{ N_("Young Pioneers' house"), "红领巾之家" },
	{ N_("child-friendly house"), "儿童友好温暖家" },
	{ NULL, NULL },
};
static const struct detail_choice forms[] = {
	{ N_("room for counselling"), "心理咨询室" },
	{ N_("social work studio"), "社会工作室" },
	{ NULL, NULL },
};
static const struct detail_choice room_kinds[] = {
	{ N_("counselling room, any"), "心理辅导室" },
	{ N_("room for one"), "个体辅导室 个体" },
	{ N_("group room"), "团体辅导室 团体" },
	{ N_("sand tray room"), "沙盘室" },
	{ N_("venting room"), "宣泄室 心理宣泄室" },
	{ N_("home-school room"), "家校社共育咨询室" },
	{ N_("expert's studio"), "专家工作室" },
	{ NULL, NULL },
};
static const struct detail_choice team_kinds[] = {
	{ N_("leading group"), "领导小组" },
	{ N_("expert committee"), "专家指导委员会 心指委" },
	{ N_("crisis group of a city or district"), "心理危机应急工作组" },
	{ N_("crisis group of a school"), "危机干预小组 心理危机干预小组" },
	{ N_("crisis research group"), "危机干预研究工作组" },
	{ N_("special team"), "联防联控工作专班 专班" },
	{ N_("joint coordination group"), "联合工作协调组 协调组" },
	{ N_("parents' committee"), "家长委员会" },
	{ N_("psychology committee of parents"), "心理工作委员会" },
	{ N_("joint research group"), "联合心理教研组 教研组" },
	{ NULL, NULL },
};
static const struct detail_choice hospital_kinds[] = {
	{ N_("mental health centre"), "精神卫生中心" },
	{ N_("psychiatric hospital"), "精神专科 精神专科医院" },
	{ N_("children's hospital"), "儿童医院" },
	{ N_("general hospital"), "综合医院" },
	{ N_("maternal and child hospital"), "妇幼保健机构 妇幼保健院" },
	{ NULL, NULL },
};
static const struct detail_choice association_kinds[] = {
	{ N_("research association"), "研究会" },
	{ N_("alliance"), "联盟" },
	{ N_("industry association"), "行业协会 协会" },
	{ N_("volunteers"), "志愿队伍 志愿服务组织" },
	{ N_("lecturers"), "讲师团" },
	{ NULL, NULL },
};
static const struct detail_choice agency_states[] = {
	{ N_("candidate"), "候选" },
	{ N_("on the list"), "在库" },
	{ N_("paused"), "暂停" },
	{ N_("off the list"), "出库" },
	{ NULL, NULL },
};
static const struct detail_choice studio_kinds[] = {
	{ N_("expert studio"), "心理专家工作室" },
	{ N_("elders' studio"), "五老工作室" },
	{ N_("master studio"), "名师工作室" },
	{ NULL, NULL },
};
static const struct detail_choice training_rules[] = {
	{ N_("reminded, may go on"), "提醒 软" },
	{ N_("kept off duty"), "不得上岗 不上岗 硬" },
	{ NULL, NULL },
};
#define TEXT DETAIL_TEXT
#define YES DETAIL_YES
#define DATE DETAIL_DATE
#define NUMBER DETAIL_NUMBER
#define PHONE DETAIL_PHONE
#define CHOICE DETAIL_CHOICE

static const struct detail_key org_keys[] = {
	/* contact and who answers for it */
	{ { "address", N_("the address of the place"), { "地址", "校址" } },
	    TEXT, ANY, "QP-14, QP-54", NULL },
	{ { "phone", N_("the phone of the place"),
	      { "电话", "联系电话", "办公电话" } },
	    PHONE, ANY, "QP-54, GZ-78, TJ-81", NULL },
	{ { "phone_24h", N_("the phone for day and night"),
	      { "24小时电话", "值班电话", "24小时值班电话" } },
	    PHONE, ANY, "SJS-08", NULL },
	{ { "mailbox", N_("the mailbox"), { "信箱", "邮箱", "心理信箱" } },
	    TEXT, ANY, "SJS-08", NULL },
	{ { "contact", N_("whom to ask for"), { "联系人" } }, TEXT, ANY,
	    "QP-11, SJS-81, SJS-88", NULL },
	{ { "responsible", N_("the person responsible"),
	      { "责任人", "负责人" } },
	    TEXT, ANY, "QD-58, QD-68, TJ-110", NULL },
	{ { "responsible_since", N_("responsible since"),
	      { "责任人起始日期", "任职日期" } },
	    DATE, ANY, "QD-68", NULL },
	{ { "liaison", N_("the liaison"), { "联络员" } }, TEXT, ANY,
	    "QD-04, QD-58, TJ-106", NULL },
	{ { "first_responsible", N_("the first responsible person"),
	      { "第一责任人" } },
	    TEXT, IS(DISTRICT) | IS(SCHOOL), "TJ-101", NULL },
	{ { "first_responsible_since", N_("first responsible since"),
	      { "第一责任人起始日期" } },
	    DATE, IS(DISTRICT) | IS(SCHOOL), "TJ-101", NULL },
	{ { "duties", N_("what it is to do"), { "职责", "工作职责" } }, TEXT,
	    ANY, "SJS-81, TJ-110, QD-58, QD-52", NULL },
	{ { "opened", N_("open since"), { "成立日期", "启用日期", "成立时间" } },
	    DATE, ANY, "QP-09, TJ-93", NULL },
	{ { "closed", N_("closed since"), { "停用日期", "撤销日期" } }, DATE,
	    ANY, "QP-09", NULL },
	{ { "hours", N_("the opening hours"), { "开放时间", "门诊时间" } },
	    TEXT, ANY, "QP-81, TJ-81, QP-41", NULL },

	/* schools */
	{ { "kind", N_("the kind of school"), { "学校类型", "办学类型" } },
	    CHOICE, IS(SCHOOL), "TJ-72, QP-59, GZ-34", school_kinds },
	{ { "stages", N_("the stages"), { "学段" } }, TEXT, IS(SCHOOL),
	    "QP-60", NULL },
	{ { "enrolment", N_("how many students"),
	      { "在校生数", "学生数", "在校生规模" } },
	    NUMBER, IS(SCHOOL) | IS(CAMPUS),
	    "QP-60, SJS-02, GZ-32, GZ-31, TJ-71", NULL },
	{ { "classes", N_("how many classes"), { "班级数", "教学班数" } },
	    NUMBER, IS(SCHOOL), "QD-63", NULL },
	{ { "boarding", N_("boarders"), { "寄宿", "是否寄宿", "寄宿制" } },
	    YES, IS(SCHOOL), "GZ-08", NULL },
	{ { "small", N_("a small school"), { "小规模学校", "小规模" } }, YES,
	    IS(SCHOOL), "QD-62", NULL },
	{ { "recognition", N_("the recognition"),
	      { "认定等级", "心理特色等级", "示范等级" } },
	    CHOICE, IS(SCHOOL) | IS(DISTRICT) | CENTRES, "QP-12, GZ-21",
	    recognitions },
	{ { "recognised", N_("recognised on"), { "认定日期" } }, DATE,
	    IS(SCHOOL) | IS(DISTRICT) | CENTRES, "QP-12, GZ-21", NULL },
	{ { "parent_school", N_("a parents' school"), { "家长学校" } }, YES,
	    IS(SCHOOL), "QP-05", NULL },
	{ { "parent_school_since", N_("parents' school since"),
	      { "家长学校成立日期" } },
	    DATE, IS(SCHOOL), "QP-05", NULL },
	{ { "family_station", N_("a family education station"),
	      { "家庭教育指导站" } },
	    YES, IS(SCHOOL) | IS(DISTRICT), "TJ-02, TJ-85, QP-06", NULL },
	{ { "centre_name", N_("what its counselling centre is called"),
	      { "辅导中心名称" } },
	    TEXT, IS(SCHOOL), "TJ-39, TJ-02", NULL },
	{ { "room_built", N_("a counselling room of its own"),
	      { "独立心理辅导室", "建有心理辅导室" } },
	    YES, IS(SCHOOL) | IS(CAMPUS), "SJS-30, GZ-36, QP-41", NULL },
	{ { "medical_link", N_("works with medicine"),
	      { "医教结合机制", "医教结合" } },
	    YES, IS(SCHOOL), "QP-52, SJS-88", NULL },
	{ { "medical_link_since", N_("works with medicine since"),
	      { "医教结合日期" } },
	    DATE, IS(SCHOOL), "QP-52, SJS-88", NULL },
	{ { "joint_research", N_("a joint research group"),
	      { "联合心理教研组" } },
	    YES, IS(GROUP) | IS(SCHOOL), "SJS-09", NULL },
	{ { "experts_invited", N_("experts invited, and when"),
	      { "聘请专家" } },
	    TEXT, IS(SCHOOL), "SJS-75", NULL },
	{ { "offers_counselling", N_("teaches mental health"),
	      { "开展心理健康教育", "是否开展心理健康教育" } },
	    YES, IS(FAMILY) | IS(POINT), "QP-06, TJ-03", NULL },
	{ { "heart_home", N_("one of the heart homes"), { "心家园" } }, YES,
	    IS(FAMILY) | IS(POINT), "QP-75", NULL },
	{ { "visits", N_("visits this year"),
	      { "服务人次", "接待人次" } },
	    NUMBER, CENTRES, "QP-75, TJ-93", NULL },
	{ { "work_log", N_("its five tasks"), { "五大功能" } }, TEXT,
	    IS(GUIDANCE), "GZ-44", NULL },
	{ { "aggregate_only", N_("sees counts alone"), { "只看汇总" } }, YES,
	    IS(MONITORING), "TJ-37", NULL },

	/* points, rooms, dormitories */
	{ { "host", N_("whose house it is in"), { "依托单位", "场所类型" } },
	    CHOICE, IS(POINT) | IS(FAMILY), "QP-15, QP-16", hosts },
	{ { "form", N_("what form it has"), { "服务形式", "设置形式" } },
	    CHOICE, IS(POINT), "QP-15", forms },
	{ { "room_kind", N_("the kind of room"), { "功能室类型" } }, CHOICE,
	    IS(ROOM), "GZ-38, SJS-60, QP-98", room_kinds },
	{ { "independent", N_("a room by itself"), { "独立", "是否独立" } },
	    YES, IS(ROOM), "GZ-36", NULL },
	{ { "sofa", N_("a sofa"), { "沙发" } }, YES, IS(ROOM), "SJS-31",
	    NULL },
	{ { "tea_table", N_("a tea table"), { "茶几" } }, YES, IS(ROOM),
	    "SJS-31", NULL },
	{ { "sand_tray", N_("a sand tray"), { "沙盘" } }, YES, IS(ROOM),
	    "SJS-31", NULL },
	{ { "computer", N_("a computer"), { "电脑" } }, YES, IS(ROOM),
	    "SJS-31", NULL },
	{ { "filing_cabinet", N_("a filing cabinet"), { "文件柜" } }, YES,
	    IS(ROOM), "SJS-31", NULL },
	{ { "state", N_("its state"), { "状态", "设备状态" } }, TEXT,
	    IS(ROOM) | CENTRES, "QP-98, QP-09", NULL },
	{ { "head", N_("who looks after it"),
	      { "楼长", "层长", "寝室长", "牵头人" } },
	    TEXT, IS(BUILDING) | IS(FLOOR) | IS(DORM) | TEAMS,
	    "GZ-08, QD-03, SJS-78", NULL },
	{ { "assigned", N_("staff who work there"),
	      { "下沉干部", "驻楼人员" } },
	    TEXT, IS(COMMUNITY) | IS(BUILDING), "GZ-07, GZ-80", NULL },
	{ { "grid_worker", N_("the grid worker"), { "网格员" } }, TEXT,
	    IS(GRID) | IS(VILLAGE), "TJ-69", NULL },
	{ { "grid_phone", N_("the grid worker's phone"), { "网格员电话" } },
	    PHONE, IS(GRID) | IS(VILLAGE), "TJ-69", NULL },

	/* hotlines */
	{ { "training_rule", N_("on duty without valid training"),
	      { "无有效培训上岗", "培训规定" } },
	    CHOICE, IS(LINE), "TJ-83", training_rules },

	/* people who meet */
	{ { "team_kind", N_("the kind of group"), { "组织类型", "小组类型" } },
	    CHOICE, TEAMS,
	    "QP-10, QP-96, SJS-78, TJ-54, TJ-87, TJ-105, QD-03, QD-15, QD-53, "
	    "GZ-22",
	    team_kinds },
	{ { "members", N_("its members"), { "成员", "成员单位" } }, TEXT,
	    TEAMS | IS(ASSOCIATION),
	    "QP-96, TJ-105, QD-03, QD-15, QD-53, TJ-87", NULL },
	{ { "meets", N_("when it meets"), { "例会制度" } }, TEXT, TEAMS,
	    "QP-96, QD-53", NULL },
	{ { "association_kind", N_("the kind of association"),
	      { "社团类型" } },
	    CHOICE, IS(ASSOCIATION), "QP-101, QP-76, QD-40, QD-41",
	    association_kinds },
	{ { "studio_kind", N_("the kind of studio"), { "工作室类型" } },
	    CHOICE, IS(STUDIO), "QP-91, TJ-96, QD-31", studio_kinds },

	/* partners */
	{ { "hospital_kind", N_("the kind of hospital"),
	      { "医疗机构类型" } },
	    CHOICE, IS(HOSPITAL), "TJ-81, QP-81, SJS-88", hospital_kinds },
	{ { "child_clinic", N_("a clinic for children"),
	      { "儿童青少年心理门诊", "儿童心理门诊" } },
	    YES, IS(HOSPITAL), "QP-81, TJ-81", NULL },
	{ { "green_channel", N_("whom the green channel asks for"),
	      { "绿色通道联系人" } },
	    TEXT, IS(HOSPITAL), "SJS-73, GZ-43", NULL },
	{ { "green_phone", N_("the phone of the green channel"),
	      { "绿色通道电话" } },
	    PHONE, IS(HOSPITAL), "SJS-73, GZ-43", NULL },
	{ { "agreement", N_("the agreement"), { "协议", "支持协议" } }, TEXT,
	    PARTNERS, "QP-11, QP-53", NULL },
	{ { "agreement_until", N_("the agreement ends"),
	      { "协议到期", "合同到期" } },
	    DATE, PARTNERS, "QP-11, GZ-70", NULL },
	{ { "qualification", N_("the qualification"), { "资质" } }, TEXT,
	    PARTNERS, "QP-17, QD-56", NULL },
	{ { "vetted_by", N_("who vetted it"), { "评估单位", "遴选单位" } },
	    TEXT, PARTNERS, "QD-56", NULL },
	{ { "vetted", N_("vetted on"), { "评估日期", "审核日期" } }, DATE,
	    PARTNERS, "QP-17, QD-56", NULL },
	{ { "vetted_until", N_("vetted until"), { "资质到期" } }, DATE,
	    PARTNERS, "QP-17, QD-56", NULL },
	{ { "services", N_("what it offers"), { "服务内容" } }, TEXT, ANY,
	    "QP-54, QD-56, GZ-78", NULL },
	{ { "agency_state", N_("on the list or not"), { "入库状态" } },
	    CHOICE, IS(AGENCY), "QD-56", agency_states },
	{ { "secrecy_signed", N_("bound to secrecy on"),
	      { "保密协议日期" } },
	    DATE, IS(VENDOR), "GZ-70", NULL },
	{ { "secrecy_until", N_("bound to secrecy until"),
	      { "保密协议到期" } },
	    DATE, IS(VENDOR), "GZ-70", NULL },
};

const struct detail_keys detail_of_orgs = { org_keys, nitems(org_keys) };
