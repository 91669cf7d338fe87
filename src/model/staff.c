/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/idnumber.h"
#include "model/pinyin.h"
#include "model/staff.h"
#include "src/model/cell.h"
#include "src/model/detail_cells.h"
#include "src/model/training_cells.h"

static const struct table_field fields[STAFF_FIELDS] = {
	[STAFF_NAME] = { "name", N_("the name"),
	    { "姓名", "教师姓名", "教职工姓名", "人员姓名", "名字" } },
	[STAFF_LOGIN] = { "login", N_("the login"),
	    { "登录名", "账号", "帐号", "用户名" } },
	[STAFF_NUMBER] = { "number", N_("the staff number"),
	    { "工号", "教工号", "职工号", "教职工号", "人员编号" } },
	[STAFF_PHONE] = { "phone", N_("the telephone"),
	    { "手机", "手机号", "手机号码", "联系电话", "电话" } },
	[STAFF_ORG] = { "org", N_("the organisation"),
	    { "机构", "单位", "学校", "学校名称", "所在学校", "所属机构",
		"工作单位名称", "单位名称" } },
	[STAFF_TYPE] = { "org_type", N_("the type of the organisation"),
	    { "机构类型", "单位类型" } },
	[STAFF_GRADE] = { "grade", N_("the grade"),
	    { "年级", "任职年级", "所在年级" } },
	[STAFF_CLASS] = { "class", N_("the class"),
	    { "班级", "任职班级", "所带班级", "班" } },
	[STAFF_CAMPUS] = { "campus", N_("the campus"), { "校区", "所在校区" } },
	[STAFF_POST] = { "post", N_("the post"),
	    { "岗位", "职务", "任职岗位", "角色" } },
	[STAFF_STARTS] = { "starts", N_("the first day"),
	    { "任职日期", "开始日期", "起始日期", "上岗日期" } },
	[STAFF_ENDS] = { "ends", N_("the day it ends"),
	    { "离任日期", "结束日期", "截止日期", "终止日期" } },
	[STAFF_DEPUTY] = { "deputy_for", N_("whom they stand in for"),
	    { "代理", "代谁的岗", "ab岗", "替岗对象", "代理对象" } },
	[STAFF_KEY] = { "key", N_("the public key"), { "公钥" } },
	TRAINING_COLUMNS(STAFF_TRAINING),
};

static int
missing(const struct table_columns *c, bool place_given)
{
	if (c->at[STAFF_POST] < 0)
		return STAFF_POST;
	if (c->at[STAFF_ORG] < 0 && !place_given)
		return STAFF_ORG;
	if (c->at[STAFF_LOGIN] < 0 && c->at[STAFF_NUMBER] < 0 &&
	    c->at[STAFF_PHONE] < 0)
		return STAFF_NUMBER;
	return table_fields(&staff_table);
}

const struct table staff_table = { "staff", fields, STAFF_FIELDS,
	&detail_of_people, missing };

bool
staff_login_is_plain(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_.");

	return n > 0 && n < STAFF_LOGIN_MAX && s[n] == '\0' && s[0] != '-' &&
	       s[0] != '.';
}

bool
staff_login_read(const char *typed, char to[STAFF_LOGIN_MAX])
{
	size_t n = 0;

	for (; typed[n] != '\0'; n++) {
		if (n == STAFF_LOGIN_MAX - 1)
			return false;
		to[n] = (char)tolower((unsigned char)typed[n]);
	}
	to[n] = '\0';
	return true;
}

/* --- who ------------------------------------------------------------------
 */

static bool
read_name(const struct table_row *r, struct staff_row *to)
{
	const char *words;

	words = cell_name(table_raw(r, STAFF_NAME), to->name, sizeof(to->name));
	if (words != NULL)
		return table_refuse(r, STAFF_NAME, words);
	return to->name[0] != '\0' ||
	       table_refuse(r, STAFF_NAME, N_("The name is missing."));
}

static bool
read_phone(const struct table_row *r, struct staff_row *to)
{
	char cell[64];

	if (!table_clean(r, STAFF_PHONE, cell, sizeof(cell)))
		return false;
	if (idnumber_is_spreadsheet(cell))
		return table_refuse(
		    r, STAFF_PHONE, idnumber_words(IDNUMBER_SPREADSHEET));
	if (cell[0] != '\0' && phone_read(cell, to->phone) != 0)
		return table_refuse(r, STAFF_PHONE,
		    N_("This is no telephone number, or a digit is missing."));
	return true;
}

/* "hejing6021": the name's letters and the telephone's last digits; the same
 * row gives the same login each time. */
static void
make_login(struct staff_row *to)
{
	char reading[PINYIN_READING_MAX], tail[5];
	size_t n = 0;

	pinyin_read(to->name, reading);
	phone_tail(to->phone, tail);
	to->login[0] = '\0';
	if (tail[0] == '\0')
		return;
	for (const char *p = reading; *p != '\0' && n < 28; p++)
		if (isalnum((unsigned char)*p))
			to->login[n++] = (char)tolower((unsigned char)*p);
	to->login[n] = '\0';
	if (n > 0)
		strcat(to->login, tail);
}

/* A login, or what may stand for one. */
static bool
read_plain(const struct table_row *r, int f, char to[STAFF_LOGIN_MAX])
{
	if (idnumber_is_spreadsheet(table_raw(r, f)))
		return table_refuse(r, f, idnumber_words(IDNUMBER_SPREADSHEET));
	if (!table_clean(r, f, to, STAFF_LOGIN_MAX))
		return false;
	staff_login_read(to, to);
	return to[0] == '\0' || staff_login_is_plain(to) ||
	       table_refuse(r, f,
		   N_("Only letters a to z, digits, - _ and . can stand "
		      "here."));
}

static bool
read_login(const struct table_row *r, struct staff_row *to)
{
	if (!read_plain(r, STAFF_LOGIN, to->login) ||
	    !read_plain(r, STAFF_NUMBER, to->number))
		return false;
	if (to->login[0] == '\0')
		mem_copy_text(to->login, sizeof(to->login), to->number);
	if (to->login[0] == '\0')
		make_login(to);
	return to->login[0] != '\0' ||
	       table_refuse(r, STAFF_NUMBER,
		   N_("A login, a staff number or a telephone is needed, to "
		      "tell this person from others."));
}

/* --- what and where -------------------------------------------------------
 */

static bool
read_post(const struct table_row *r, struct staff_row *to)
{
	char cell[64];

	if (!table_clean(r, STAFF_POST, cell, sizeof(cell)))
		return false;
	if (cell[0] == '\0')
		return table_refuse(r, STAFF_POST, N_("The post is missing."));
	to->duty = duty_read(cell);
	return to->duty != NULL ||
	       table_refuse(r, STAFF_POST,
		   N_("There is no post of this name: \"xinqing import "
		      "columns staff\" lists them."));
}

static bool
read_org(const struct table_row *r, struct staff_row *to)
{
	char cell[64], within[GRADE_WORDS_MAX];

	if (!table_clean(r, STAFF_ORG, to->org, sizeof(to->org)) ||
	    !table_clean(r, STAFF_TYPE, cell, sizeof(cell)) ||
	    !table_clean(r, STAFF_GRADE, to->grade, sizeof(to->grade)) ||
	    !table_clean(r, STAFF_CAMPUS, to->campus, sizeof(to->campus)))
		return false;
	if (cell[0] != '\0' && (to->type = org_type_read(cell)) == ORG_NONE)
		return table_refuse(r, STAFF_TYPE,
		    N_("There is no organisation of this type."));
	if (table_raw(r, STAFF_CLASS)[0] == '\0')
		return true;
	if (class_read(table_raw(r, STAFF_CLASS), to->label, within) != 0 ||
	    cell_clean(to->label, to->label, sizeof(to->label)) != NULL)
		return table_refuse(r, STAFF_CLASS,
		    N_("The class is missing or cannot be read."));
	if (to->grade[0] == '\0')
		mem_copy_text(to->grade, sizeof(to->grade), within);
	return true;
}

static bool
read_days(const struct table_row *r, struct staff_row *to)
{
	if (!table_day(r, STAFF_STARTS, &to->starts) ||
	    !table_day(r, STAFF_ENDS, &to->ends))
		return false;
	return to->ends == 0 || to->ends > to->starts ||
	       table_refuse(
		   r, STAFF_ENDS, N_("The post ends before it begins."));
}

bool
staff_read(const char *const *cells, size_t n, const struct table_columns *c,
    struct staff_row *out, struct table_fault *fault)
{
	const struct table_row r = { &staff_table, cells, n, c, fault };

	memset(out, 0, offsetof(struct staff_row, kept));
	return table_shape(&r) && read_name(&r, out) && read_phone(&r, out) &&
	       read_login(&r, out) && read_post(&r, out) && read_org(&r, out) &&
	       read_days(&r, out) &&
	       table_clean(
		   &r, STAFF_DEPUTY, out->deputy, sizeof(out->deputy)) &&
	       table_clean(&r, STAFF_KEY, out->key, sizeof(out->key)) &&
	       training_cells_read(&r, STAFF_TRAINING, &out->training) &&
	       detail_cells(&r, &detail_of_people, STAFF_FIELDS, out->detail,
		   out->kept, sizeof(out->kept));
}
