/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/org_table.h"
#include "src/model/detail_cells.h"

static const struct table_field fields[ORGS_FIELDS] = {
	[ORGS_NAME] = { "name", N_("the name"),
	    { "名称", "机构名称", "单位名称", "学校名称", "机构" } },
	[ORGS_TYPE] = { "type", N_("the type of the organisation"),
	    { "类型", "机构类型", "单位类型" } },
	[ORGS_CODE] = { "code", N_("the code"),
	    { "代码", "编码", "机构代码", "学校标识码", "学校代码" } },
	[ORGS_PARENT] = { "parent", N_("the organisation above"),
	    { "上级", "上级机构", "上级单位", "所属机构", "所属学校" } },
	[ORGS_NUMBER] = { "number", N_("the number"), { "序号", "编号" } },
	[ORGS_GROUP] = { "group", N_("the education group"),
	    { "教育集团", "所属集团", "集团" } },
	[ORGS_CATCHMENT] = { "catchment", N_("the sub-centre"),
	    { "心理分中心", "对口分中心", "分中心" } },
	[ORGS_HOSPITAL] = { "hospital", N_("the partner hospital"),
	    { "合作医院", "对口医院", "医教结合医院" } },
	[ORGS_PAIR] = { "pair", N_("whom it is paired with"),
	    { "结对单位", "结对" } },
};

static int
missing(const struct table_columns *c, bool place_given)
{
	(void)place_given;
	return c->at[ORGS_TYPE] < 0 ? ORGS_TYPE : table_fields(&org_table);
}

const struct table org_table = { "orgs", fields, ORGS_FIELDS, &detail_of_orgs,
	missing };

enum org_link
org_row_link(int field)
{
	static const enum org_link links[] = { LINK_GROUP, LINK_CATCHMENT,
		LINK_HOSPITAL, LINK_PAIRING };

	return links[field - ORGS_GROUP];
}

static bool
read_self(const struct table_row *r, struct org *o)
{
	char type[64], number[24];

	if (!table_clean(r, ORGS_NAME, o->name, sizeof(o->name)) ||
	    !table_clean(r, ORGS_CODE, o->code, sizeof(o->code)) ||
	    !table_clean(r, ORGS_TYPE, type, sizeof(type)) ||
	    !table_clean(r, ORGS_NUMBER, number, sizeof(number)))
		return false;
	if (o->name[0] == '\0')
		return table_refuse(
		    r, ORGS_NAME, N_("The name is missing."));
	if (strchr(o->name, '/') != NULL)
		return table_refuse(r, ORGS_NAME,
		    N_("A name cannot hold the sign / which parts a path."));
	if ((o->type = org_type_read(type)) == ORG_NONE)
		return table_refuse(r, ORGS_TYPE,
		    N_("There is no organisation of this type."));
	if (strspn(number, "0123456789") != strlen(number) ||
	    strlen(number) > 6)
		return table_refuse(
		    r, ORGS_NUMBER, N_("Please write a whole number."));
	o->number = atoi(number);
	return true;
}

/* Only what an organisation of the type has can be noted of it. */
static bool
register_fits(const struct table_row *r, const struct org_row *to)
{
	for (int i = 0; i < detail_of_orgs.n; i++)
		if (to->detail[i] != NULL && to->detail[i][0] != '\0' &&
		    !detail_fits(&detail_of_orgs.key[i], to->o.type))
			return table_refuse(r, ORGS_FIELDS + i,
			    N_("This is not noted of an organisation of this "
			       "type."));
	return true;
}

bool
org_row_read(const char *const *cells, size_t n, const struct table_columns *c,
    struct org_row *out, struct table_fault *fault)
{
	const struct table_row r = { &org_table, cells, n, c, fault };

	memset(out, 0, offsetof(struct org_row, kept));
	if (!table_shape(&r) || !read_self(&r, &out->o) ||
	    !table_clean(&r, ORGS_PARENT, out->parent, sizeof(out->parent)))
		return false;
	for (int f = 0; f < ORGS_FIELDS; f++)
		out->says[f] = table_has(&r, f);
	for (int f = ORGS_GROUP; f < ORGS_FIELDS; f++)
		if (!table_clean(&r, f, out->link[f - ORGS_GROUP],
			sizeof(out->link[0])))
			return false;
	return detail_cells(&r, &detail_of_orgs, ORGS_FIELDS, out->detail,
		   out->kept, sizeof(out->kept)) &&
	       register_fits(&r, out);
}
