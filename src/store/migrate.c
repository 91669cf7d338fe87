/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "internal.h"
#include "schema.h"

static const struct schema_step *const steps[] = {
	&schema_00_store,
	&schema_01_core,
	&schema_02_student,
	&schema_03_ticket,
	&schema_04_warning,
	&schema_05_consult,
	&schema_06_unmask,
	&schema_07_custody,
	&schema_08_refusal,
	&schema_09_setting,
	&schema_10_writing,
	&schema_11_refused,
	&schema_12_pair,
	&schema_13_knock,
	&schema_14_office,
	&schema_15_undo,
	&schema_16_invite,
	&schema_17_gate,
	&schema_18_year,
	&schema_19_staff,
	&schema_20_except,
	&schema_21_paper,
	&schema_22_group,
	&schema_23_file,
	&schema_24_day_one,
	&schema_25_rota,
	&schema_26_sheet,
	&schema_27_package,
};

const struct schema_step *
store_schema_step(int i)
{
	return i >= 0 && i < (int)nitems(steps) ? steps[i] : NULL;
}

/* user_version counts the steps done. */
static int
schema_version(struct store *st, int *version)
{
	sqlite3_stmt *s;
	int rc;

	rc = sqlite3_prepare_v2(st->db, "PRAGMA user_version", -1, &s, NULL);
	if (rc != SQLITE_OK)
		return store_err(st, rc);
	rc = sqlite3_step(s);
	*version = sqlite3_column_int(s, 0);
	sqlite3_finalize(s);
	return rc == SQLITE_ROW ? 0 : store_err(st, rc);
}

int
store_check_schema(struct store *st)
{
	int version, r;

	if ((r = schema_version(st, &version)) != 0)
		return r;
	return version < (int)nitems(steps)   ? ERR_OLD
	       : version > (int)nitems(steps) ? ERR_NEW
					      : 0;
}

static int
schema_step_run(struct store *st, int i)
{
	char text[64];
	int r;

	if ((r = store_begin(st)) != 0)
		return r;
	for (const char *const *t = steps[i]->texts; *t != NULL; t++)
		if ((r = store_exec(st, *t)) != 0)
			return store_end(st, r);
	snprintf(text, sizeof(text), "PRAGMA user_version = %d", i + 1);
	return store_end(st, store_exec(st, text));
}

int
store_schema_run(struct store *st)
{
	int version, r;

	if ((r = schema_version(st, &version)) != 0)
		return r;
	if (version > (int)nitems(steps))
		return ERR_NEW;
	for (int i = version; i < (int)nitems(steps); i++)
		if ((r = schema_step_run(st, i)) != 0) {
			log_error("store: schema step %d failed", i);
			return r;
		}
	return 0;
}
