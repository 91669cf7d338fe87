/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>

#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "internal.h"

int
store_err(struct store *st, int rc)
{
	static const struct {
		int rc, r;
	} rows[] = {
		{ SQLITE_OK, 0 },
		{ SQLITE_DONE, 0 },
		{ SQLITE_BUSY, ERR_BUSY },
		{ SQLITE_LOCKED, ERR_BUSY },
		{ SQLITE_FULL, ERR_FULL },
		{ SQLITE_IOERR, ERR_IO },
		{ SQLITE_CANTOPEN, ERR_IO },
		{ SQLITE_READONLY, ERR_IO },
		{ SQLITE_CORRUPT, ERR_CORRUPT },
		{ SQLITE_NOTADB, ERR_CORRUPT },
		{ SQLITE_NOMEM, ERR_MEMORY },
		{ SQLITE_TOOBIG, ERR_LIMIT },
		{ SQLITE_AUTH, ERR_DENIED },
	};
	int extended = sqlite3_extended_errcode(st->db);

	if ((rc & 0xff) == SQLITE_CONSTRAINT)
		return extended == SQLITE_CONSTRAINT_UNIQUE ||
			       extended == SQLITE_CONSTRAINT_PRIMARYKEY
			   ? ERR_EXISTS
			   : ERR_INPUT;
	/* What the page seal refuses was changed, or has another key. */
	if (rc == SQLITE_IOERR_DATA)
		return ERR_CORRUPT;
	if ((rc & 0xff) == SQLITE_IOERR &&
	    sqlite3_system_errno(st->db) == ENOSPC)
		return ERR_FULL;
	for (size_t i = 0; i < nitems(rows); i++)
		if (rows[i].rc == (rc & 0xff))
			return rows[i].r;
	log_error("store: sqlite says %d", extended);
	return ERR_SYSTEM;
}
