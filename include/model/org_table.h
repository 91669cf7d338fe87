/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ORG_TABLE_H
#define MODEL_ORG_TABLE_H

#include "model/detail.h"
#include "model/table.h"

/*
 * A row of a table of organisations: its place in the tree, and behind these
 * fields its register (detail.h), a column each.  One that is known, by its
 * code or its place and name, changes only what the row says otherwise.
 */
enum org_field {
	ORGS_NAME,
	ORGS_TYPE,
	ORGS_CODE,
	ORGS_PARENT, /* code, name or path of the one above */
	ORGS_NUMBER, /* of a floor or room */
	ORGS_GROUP,  /* links, each with one other */
	ORGS_CATCHMENT,
	ORGS_HOSPITAL,
	ORGS_PAIR,
	ORGS_FIELDS
};

extern const struct table org_table;

struct org_row {
	struct org o; /* type, number, code, name */
	char parent[2 * ORG_NAME_MAX];
	char link[ORGS_FIELDS - ORGS_GROUP][2 * ORG_NAME_MAX];
	bool says[ORGS_FIELDS]; /* the table has the column */
	const char *detail[TABLE_FIELDS_MAX];
	char kept[8192];
};

/* The kind of link that a field from ORGS_GROUP on stands for. */
enum org_link org_row_link(int field);

bool org_row_read(const char *const *cells, size_t n,
    const struct table_columns *c, struct org_row *out,
    struct table_fault *fault);

#endif
