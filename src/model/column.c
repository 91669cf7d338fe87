/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/mem.h"
#include "model/column.h"

#define PLAIN(name)         \
	{                   \
		name, false \
	}
#define SEALED(name)       \
	{                  \
		name, true \
	}

/* A table after the other, its columns in the order of its CREATE. */
static const struct column columns[] = {
#include "column_consult.inc"
#include "column_core.inc"
#include "column_custody.inc"
#include "column_knock.inc"
#include "column_office.inc"
#include "column_file.inc"
#include "column_gate.inc"
#include "column_care.inc"
#include "column_group.inc"
#include "column_paper.inc"
#include "column_rota.inc"
#include "column_setting.inc"
#include "column_student.inc"
#include "column_ticket.inc"
#include "column_undo.inc"
#include "column_unmask.inc"
#include "column_warning.inc"
#include "column_year.inc"
};

const struct column *
column_all(size_t *n)
{
	*n = nitems(columns);
	return columns;
}

const struct column *
column_of(const char *name)
{
	for (size_t i = 0; i < nitems(columns); i++)
		if (strcmp(columns[i].name, name) == 0)
			return &columns[i];
	return NULL;
}
