/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/idnumber.h"
#include "model/roster.h"
#include "src/model/cell.h"

/* Names of columns seen in exports of the national pupil registry, of school
 * office programs and in hand-made tables; the first known one wins. */
static const struct table_field fields[ROSTER_FIELDS] = {
	[ROSTER_NAME] = { "name", N_("the name"),
	    { "姓名", "学生姓名", "学生", "名字", "name" } },
	[ROSTER_SEX] = { "sex", N_("the sex"), { "性别", "学生性别", "sex" } },
	[ROSTER_BIRTH] = { "birth", N_("the birthday"),
	    { "出生日期", "出生年月日", "生日", "出生年月", "birth" } },
	[ROSTER_PUPIL] = { "pupil_number", N_("the pupil number"),
	    { "全国学籍号", "学籍号", "国家学籍号", "学生学籍号", "省学籍号",
		"pupil_number" } },
	[ROSTER_RESIDENT] = { "resident_number", N_("the resident number"),
	    { "身份证件号", "身份证号", "身份证号码", "身份证件号码",
		"证件号码", "证件号", "学生身份证号", "身份证",
		"resident_number" } },
	[ROSTER_PAPER] = { "paper", N_("the kind of paper"),
	    { "身份证件类型", "证件类型", "身份证类型", "paper" } },
	[ROSTER_NUMBER] = { "number", N_("the student number"),
	    { "学号", "学生学号", "校内学号", "学籍辅号", "number" } },
	[ROSTER_SCHOOL] = { "school", N_("the school"),
	    { "学校", "学校名称", "所在学校", "就读学校", "学校标识码", "校名",
		"school" } },
	[ROSTER_GRADE] = { "grade", N_("the grade"),
	    { "年级", "所在年级", "年级名称", "grade" } },
	[ROSTER_CLASS] = { "class", N_("the class"), { "班级", "班级名称", "行政班", "班别",
					"所在班级", "班", "class" } },
	[ROSTER_BOARDING] = { "boarding", N_("the boarding"),
	    { "就读方式", "是否住校", "住校", "是否寄宿", "住宿情况",
		"boarding" } },
	[ROSTER_DORM] = { "dorm", N_("the dormitory"),
	    { "宿舍", "宿舍号", "寝室", "寝室号", "dorm" } },
	[ROSTER_ADDRESS] = { "address", N_("the address"), { "现住址", "家庭住址", "家庭地址",
					    "住址", "通信地址", "address" } },
	[ROSTER_GUARDIAN_1] = { "guardian", N_("the guardian"),
	    { "监护人姓名", "监护人1姓名", "家长姓名", "成员1姓名",
		"监护人一姓名", "监护人", "家长", "guardian" } },
	[ROSTER_RELATION_1] = { "relation", N_("the relation"),
	    { "监护人关系", "监护人1关系", "与学生关系", "成员1关系",
		"监护人一关系", "关系", "relation" } },
	[ROSTER_PHONE_1] = { "phone", N_("the telephone"),
	    { "监护人电话", "监护人1电话", "监护人联系电话", "成员1联系电话",
		"监护人手机", "家长电话", "联系电话", "手机号码", "手机号",
		"手机", "电话", "phone" } },
	[ROSTER_IS_1] = { "is_guardian", N_("whether a guardian"), { "成员1是否监护人", "is_guardian" } },
	[ROSTER_GUARDIAN_2] = { "guardian2", N_("the second guardian"),
	    { "监护人2姓名", "成员2姓名", "监护人二姓名", "guardian2" } },
	[ROSTER_RELATION_2] = { "relation2", N_("the relation of the second"),
	    { "监护人2关系", "成员2关系", "监护人二关系", "relation2" } },
	[ROSTER_PHONE_2] = { "phone2", N_("the telephone of the second"),
	    { "监护人2电话", "成员2联系电话", "监护人2联系电话", "监护人二电话",
		"phone2" } },
	[ROSTER_IS_2] = { "is_guardian2", N_("whether the second is a guardian"),
	    { "成员2是否监护人", "is_guardian2" } },
};

static int
missing_field(const struct table_columns *c, bool school_given)
{
	if (c->at[ROSTER_CLASS] < 0)
		return ROSTER_CLASS;
	if (c->at[ROSTER_SCHOOL] < 0 && !school_given)
		return ROSTER_SCHOOL;
	if (c->at[ROSTER_PUPIL] < 0 && c->at[ROSTER_RESIDENT] < 0 &&
	    c->at[ROSTER_NUMBER] < 0)
		return ROSTER_PUPIL;
	return ROSTER_FIELDS;
}

const struct table roster_table = { "roster", fields, ROSTER_FIELDS, NULL,
	missing_field };

/* --- a row ---------------------------------------------------------------- */

/* A row being read. */
struct reading {
	struct table_row t;
	int today;
	struct roster_row *out;
};

static bool
refuse(struct reading *r, enum roster_field f, const char *words)
{
	return table_refuse(&r->t, (int)f, words);
}

static const char *
raw(const struct reading *r, enum roster_field f)
{
	return table_raw(&r->t, (int)f);
}

/* The cell made clean; false and the fault if it cannot be. */
static bool
clean(struct reading *r, enum roster_field f, char *to, size_t size)
{
	return table_clean(&r->t, (int)f, to, size);
}

static bool
read_name(struct reading *r)
{
	struct student *s = &r->out->s;
	const char *words;

	words = cell_name(raw(r, ROSTER_NAME), s->name, sizeof(s->name));
	if (words != NULL)
		return refuse(r, ROSTER_NAME, words);
	if (s->name[0] == '\0')
		return refuse(r, ROSTER_NAME, N_("The name is missing."));
	pinyin_read(s->name, s->reading);
	return true;
}

static bool
read_sex(struct reading *r)
{
	static const struct {
		const char *word;
		enum sex sex;
	} words[] = {
		{ "", SEX_UNKNOWN },
		{ "男", SEX_BOY },
		{ "女", SEX_GIRL },
		{ "1", SEX_BOY },
		{ "2", SEX_GIRL },
		{ "男性", SEX_BOY },
		{ "女性", SEX_GIRL },
		{ "M", SEX_BOY },
		{ "F", SEX_GIRL },
		{ "0", SEX_UNKNOWN },
		{ "9", SEX_UNKNOWN },
		{ "未知", SEX_UNKNOWN },
		{ "未说明", SEX_UNKNOWN },
	};
	char cell[32];

	if (!clean(r, ROSTER_SEX, cell, sizeof(cell)))
		return false;
	for (size_t i = 0; i < nitems(words); i++)
		if (strcmp(cell, words[i].word) == 0) {
			r->out->s.sex = words[i].sex;
			return true;
		}
	return refuse(
	    r, ROSTER_SEX, N_("Please write 男 or 女, or leave it empty."));
}

static bool
read_birth(struct reading *r)
{
	struct student *s = &r->out->s;
	char cell[40];

	if (!clean(r, ROSTER_BIRTH, cell, sizeof(cell)))
		return false;
	if (cell[0] == '\0')
		return true;
	if (day_read(cell, &s->birth) != 0)
		return refuse(r, ROSTER_BIRTH,
		    N_("There is no such date. 2012-02-29 is how to write "
		       "one."));
	if (s->birth > r->today || day_age(s->birth, r->today) > 60)
		return refuse(r, ROSTER_BIRTH,
		    N_("The birthday lies in the future, or too far back."));
	return true;
}

/* Is the paper another than the resident's card? */
static bool
is_other_paper(struct reading *r)
{
	char cell[64];

	if (cell_clean(raw(r, ROSTER_PAPER), cell, sizeof(cell)) != NULL)
		return false;
	return cell[0] != '\0' && strcmp(cell, "1") != 0 &&
	       strcmp(cell, "居民身份证") != 0 && strcmp(cell, "身份证") != 0;
}

/* A rounded number may fit its check digit by chance, one time in eleven; it
 * then says "girl", which a boy's row betrays. */
static bool
is_rounded(const struct reading *r, const char *number, const char *other)
{
	size_t n = strlen(number);

	return n > 3 && strcmp(number + n - 3, "000") == 0 &&
	       other[0] == '\0' && r->out->s.sex == SEX_BOY;
}

static bool
read_resident(struct reading *r, struct idnumber *id)
{
	const char *cell = raw(r, ROSTER_RESIDENT);
	enum idnumber_fault f;

	*id = (struct idnumber){ 0 };
	if (cell[strspn(cell, " ")] == '\0' || is_other_paper(r))
		return true;
	f = idnumber_resident(cell, r->today, id);
	if (f == IDNUMBER_FINE && is_rounded(r, id->text, raw(r, ROSTER_PUPIL)))
		f = IDNUMBER_ROUNDED;
	return f == IDNUMBER_FINE ||
	       refuse(r, ROSTER_RESIDENT, idnumber_words(f));
}

static bool
read_pupil(struct reading *r, struct idnumber *id)
{
	const char *cell = raw(r, ROSTER_PUPIL);
	enum idnumber_fault f;

	*id = (struct idnumber){ 0 };
	if (cell[strspn(cell, " ")] == '\0')
		return true;
	f = idnumber_pupil(cell, r->today, id);
	return f == IDNUMBER_FINE || refuse(r, ROSTER_PUPIL, idnumber_words(f));
}

static bool
read_number(struct reading *r)
{
	struct student *s = &r->out->s;

	if (idnumber_is_spreadsheet(raw(r, ROSTER_NUMBER)))
		return refuse(
		    r, ROSTER_NUMBER, idnumber_words(IDNUMBER_SPREADSHEET));
	return clean(r, ROSTER_NUMBER, s->number, sizeof(s->number));
}

/* Who this is: the pupil's number, else one made of the resident's as the
 * rules do, else the school's own. */
static bool
read_identity(struct reading *r)
{
	struct student *s = &r->out->s;
	struct idnumber pupil, resident;

	if (!read_number(r) || !read_pupil(r, &pupil) ||
	    !read_resident(r, &resident))
		return false;
	if (pupil.text[0] == '\0' && resident.text[0] != '\0') {
		pupil = resident;
		pupil.text[0] = 'G';
		mem_copy_text(
		    pupil.text + 1, sizeof(pupil.text) - 1, resident.text);
	}
	if (pupil.text[0] == '\0' && s->number[0] == '\0')
		return refuse(r, ROSTER_PUPIL,
		    N_("Without the national pupil number a number of the "
		       "school is needed."));
	mem_copy_text(s->identity, sizeof(s->identity), pupil.text);
	if (s->birth == 0)
		s->birth = pupil.birth;
	if (s->sex == SEX_UNKNOWN)
		s->sex = (enum sex)pupil.sex;
	return true;
}

static bool
read_class(struct reading *r)
{
	struct roster_row *row = r->out;
	struct student *s = &row->s;
	char within[GRADE_WORDS_MAX];

	row->grade_in = ROSTER_GRADE;
	if (!clean(r, ROSTER_SCHOOL, row->school, sizeof(row->school)) ||
	    !clean(r, ROSTER_GRADE, row->grade, sizeof(row->grade)))
		return false;
	if (class_read(raw(r, ROSTER_CLASS), s->label, within) != 0 ||
	    cell_clean(s->label, s->label, sizeof(s->label)) != NULL)
		return refuse(r, ROSTER_CLASS,
		    N_("The class is missing or cannot be read."));
	if (row->grade[0] == '\0') {
		row->grade_in = ROSTER_CLASS;
		mem_copy_text(row->grade, sizeof(row->grade), within);
	}
	return true;
}

bool
roster_grade(struct roster_row *row, enum schooling in, int today,
    struct table_fault *fault)
{
	if (grade_read(row->grade, in, today, row->s.birth, &row->s.grade) == 0)
		return true;
	fault->field = row->grade_in;
	fault->words = N_("There is no such grade. 八年级, 初二, 高一 and "
			  "初中2024级 are understood.");
	return false;
}

static bool
read_home(struct reading *r)
{
	static const char *const yes[] = { "住校", "是", "1", "寄宿", "住宿",
		"住宿生", "住校生", "Y" };
	struct student *s = &r->out->s;
	char cell[64];

	if (!clean(r, ROSTER_BOARDING, cell, sizeof(cell)) ||
	    !clean(r, ROSTER_DORM, s->dorm, sizeof(s->dorm)) ||
	    !clean(r, ROSTER_ADDRESS, s->address, sizeof(s->address)))
		return false;
	for (size_t i = 0; i < nitems(yes); i++)
		s->boarding |= strcmp(cell, yes[i]) == 0;
	return true;
}

/* One of the family; left out if the table says it is no guardian. */
static bool
read_guardian(struct reading *r, enum roster_field name)
{
	enum roster_field relation = name + 1, phone = name + 2, is = name + 3;
	struct guardian *g = &r->out->guardians[r->out->n_guardians];
	char cell[64];
	const char *words;

	if (!clean(r, is, cell, sizeof(cell)))
		return false;
	if (strcmp(cell, "否") == 0 || strcmp(cell, "0") == 0)
		return true;
	words = cell_name(raw(r, name), g->name, sizeof(g->name));
	if (words != NULL)
		return refuse(r, name, words);
	if (!clean(r, relation, g->relation, sizeof(g->relation)) ||
	    !clean(r, phone, cell, sizeof(cell)))
		return false;
	if (idnumber_is_spreadsheet(cell))
		return refuse(r, phone, idnumber_words(IDNUMBER_SPREADSHEET));
	if (cell[0] != '\0' && phone_read(cell, g->phone) != 0)
		return refuse(r, phone,
		    N_("This is no telephone number, or a digit is missing."));
	if (g->name[0] != '\0' || g->phone[0] != '\0')
		r->out->n_guardians++;
	else
		*g = (struct guardian){ 0 };
	return true;
}

bool
roster_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct roster_row *out, struct table_fault *fault)
{
	struct reading r = { { &roster_table, cells, n, c, fault }, today,
		out };

	*out = (struct roster_row){ .n_guardians = 0 };
	return table_shape(&r.t) && read_name(&r) && read_sex(&r) &&
	       read_birth(&r) && read_identity(&r) && read_class(&r) &&
	       read_home(&r) && read_guardian(&r, ROSTER_GUARDIAN_1) &&
	       read_guardian(&r, ROSTER_GUARDIAN_2);
}
