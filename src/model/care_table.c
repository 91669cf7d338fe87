/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/care_table.h"
#include "model/idnumber.h"
#include "src/model/cell.h"

static const struct table_field fields[CARE_FIELDS] = {
	[CARE_NUMBER] = { "care_number", N_("the care system's number"),
	    { "关爱系统编号", "关爱系统号", "关爱编号", "系统编号",
		"区系统编号", "care_number" } },
	[CARE_SCHOOL] = { "school", N_("the school"),
	    { "学校", "学校名称", "所在学校" } },
	[CARE_PUPIL] = { "pupil_number", N_("the pupil number"),
	    { "学籍号", "全国学籍号", "学生学籍号" } },
	[CARE_STUDENT] = { "number", N_("the student number"),
	    { "学号", "学生学号" } },
	[CARE_NAME] = { "name", N_("the name"),
	    { "姓名", "学生姓名", "name" } },
	[CARE_OLD] = { "old_number", N_("the old number"),
	    { "原编号", "旧编号", "原关爱系统编号", "old_number" } },
};

static int
missing(const struct table_columns *c, bool place_given)
{
	(void)place_given; /* without a school it is the own one */
	if (c->at[CARE_NUMBER] < 0)
		return CARE_NUMBER;
	if (c->at[CARE_PUPIL] < 0 && c->at[CARE_STUDENT] < 0)
		return CARE_PUPIL;
	return CARE_FIELDS;
}

const struct table care_table = { "numbers", fields, CARE_FIELDS, NULL,
	missing };

/* Letters, digits and "-": what another system gives as a number. */
static bool
is_number(const char *s)
{
	return s[strspn(s, "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			   "abcdefghijklmnopqrstuvwxyz")] == '\0';
}

static bool
read_number(const struct table_row *r, int f, char to[CARE_NUMBER_MAX])
{
	if (!table_clean(r, f, to, CARE_NUMBER_MAX))
		return false;
	return is_number(to) ||
	       table_refuse(r, f,
		   N_("A number of that system is letters, digits and \"-\"."));
}

static bool
read_whom(const struct table_row *r, int today, struct care_cells *to)
{
	const char *pupil = table_raw(r, CARE_PUPIL);
	struct idnumber id = { 0 };
	enum idnumber_fault f;

	if (!table_clean(r, CARE_SCHOOL, to->school, sizeof(to->school)))
		return false;
	if (pupil[strspn(pupil, " ")] != '\0') {
		if ((f = idnumber_pupil(pupil, today, &id)) != IDNUMBER_FINE)
			return table_refuse(r, CARE_PUPIL, idnumber_words(f));
		mem_copy_text(to->student, sizeof(to->student), id.text);
		return true;
	}
	if (!table_clean(r, CARE_STUDENT, to->student, STUDENT_NUMBER_MAX))
		return false;
	return to->student[0] != '\0' ||
	       table_refuse(
		   r, CARE_STUDENT, N_("The student's number is missing."));
}

static bool
read_name(const struct table_row *r, struct care_cells *to)
{
	const char *words;

	if (table_raw(r, CARE_NAME)[0] == '\0')
		return true;
	words = cell_name(table_raw(r, CARE_NAME), to->name, sizeof(to->name));
	return words == NULL || table_refuse(r, CARE_NAME, words);
}

bool
care_read(const char *const *cells, size_t n, const struct table_columns *c,
    int today, struct care_cells *out, struct table_fault *fault)
{
	const struct table_row r = { &care_table, cells, n, c, fault };

	*out = (struct care_cells){ .number = "" };
	if (!table_shape(&r) || !read_number(&r, CARE_NUMBER, out->number))
		return false;
	if (out->number[0] == '\0')
		return table_refuse(&r, CARE_NUMBER,
		    N_("The care system's number is missing."));
	return read_number(&r, CARE_OLD, out->old) &&
	       read_whom(&r, today, out) && read_name(&r, out);
}
