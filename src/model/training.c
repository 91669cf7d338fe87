/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/training.h"
#include "src/model/cell.h"
#include "src/model/training_cells.h"

static const struct table_field fields[TRAINING_FIELDS] = {
	[TRAINING_PERSON] = { "person", N_("the login or staff number"),
	    { "工号", "教工号", "职工号", "教职工号", "人员编号", "登录名",
		"账号", "帐号" } },
	[TRAINING_NAME] = { "name", N_("the name"),
	    { "姓名", "教师姓名", "教职工姓名", "人员姓名" } },
	TRAINING_COLUMNS(TRAINING_KIND),
};

static int
missing(const struct table_columns *c, bool place_given)
{
	(void)place_given;
	if (c->at[TRAINING_KIND] < 0)
		return TRAINING_KIND;
	return c->at[TRAINING_ON] < 0 ? TRAINING_ON : TRAINING_FIELDS;
}

const struct table training_table = { "training", fields, TRAINING_FIELDS, NULL,
	missing };

/* --- the four cells -------------------------------------------------------
 */

static bool
read_hours(const struct table_row *r, int f, int *hours)
{
	char cell[24];

	if (!table_clean(r, f, cell, sizeof(cell)))
		return false;
	*hours = atoi(cell);
	return (strspn(cell, "0123456789") == strlen(cell) &&
		   strlen(cell) <= 4 && *hours <= TRAINING_HOURS_MAX) ||
	       table_refuse(r, f, N_("Please write a whole number."));
}

bool
training_cells_read(
    const struct table_row *r, int at, struct training_cells *to)
{
	*to = (struct training_cells){ .day = 0 };
	if (!table_clean(r, at, to->kind, sizeof(to->kind)) ||
	    !table_day(r, at + 1, &to->day) ||
	    !table_day(r, at + 2, &to->ends) ||
	    !read_hours(r, at + 3, &to->hours))
		return false;
	if (to->kind[0] == '\0')
		return (to->day == 0 && to->ends == 0 && to->hours == 0) ||
		       table_refuse(
			   r, at, N_("What it was is missing: a few words."));
	if (to->day == 0)
		return table_refuse(
		    r, at + 1, N_("The day of the training is missing."));
	return to->ends == 0 || to->ends >= to->day ||
	       table_refuse(
		   r, at + 2, N_("It is valid until a day before it was."));
}

/* --- a row of the list ----------------------------------------------------
 */

static bool
read_person(const struct table_row *r, struct training_row *to)
{
	const char *words =
	    cell_name(table_raw(r, TRAINING_NAME), to->name, sizeof(to->name));

	if (words != NULL)
		return table_refuse(r, TRAINING_NAME, words);
	if (!table_clean(r, TRAINING_PERSON, to->person, sizeof(to->person)))
		return false;
	for (char *p = to->person; *p != '\0'; p++)
		*p = (char)tolower((unsigned char)*p);
	return to->person[0] != '\0' ||
	       table_refuse(r, TRAINING_PERSON,
		   N_("A login or a staff number is needed."));
}

bool
training_row_read(const char *const *cells, size_t n,
    const struct table_columns *c, struct training_row *out,
    struct table_fault *fault)
{
	const struct table_row r = { &training_table, cells, n, c, fault };

	*out = (struct training_row){ .person = "" };
	if (!table_shape(&r) || !read_person(&r, out) ||
	    !training_cells_read(&r, TRAINING_KIND, &out->training))
		return false;
	return out->training.kind[0] != '\0' ||
	       table_refuse(&r, TRAINING_KIND,
		   N_("What it was is missing: a few words."));
}

/* --- the rule -------------------------------------------------------------
 */

enum training_rule
training_rule_of(const char *kept, enum training_rule dflt)
{
	if (strcmp(kept, "kept off duty") == 0)
		return TRAINING_HARD;
	return strcmp(kept, "reminded, may go on") == 0 ? TRAINING_SOFT : dflt;
}

bool
training_is_asked(enum role role)
{
	return role == ROLE_OPERATOR || role == ROLE_LEAD;
}
