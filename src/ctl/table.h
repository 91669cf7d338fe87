/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_TABLE_H
#define CTL_TABLE_H

#include "ctl/ctl.h"

struct table;

/* The option of a command that takes a table in. */
#define CTL_OPTION_SHEET                                     \
	{                                                    \
		"--sheet", "NAME",                           \
		    N_("the sheet of a workbook; the first " \
		       "that is not hidden else")            \
	}

/*
 * Open a table that somebody brought, for early(): a CSV as it lies there, a
 * workbook (.xlsx) as the rows that xinqing-reader makes of it.  Row n of the
 * sheet is line n of what is read from *fd, which can be sought in.  Says why
 * when it fails.
 */
int ctl_table_open(struct ctl *c, const char *path, int *fd);

/* What can be taken in under that name ("roster"), or NULL. */
const struct table *ctl_table_of(const char *name);

#endif
