/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The mark: how far the audit log was when it last was on the disk, in a file
 * beside the store.  SQLite takes a WAL that was cut, or changed in its
 * midst, for a shorter one; the mark tells the two apart.
 *
 * It is written after the sync and is never synced itself: it may be behind,
 * by what the kernel had not yet written when the power failed, and is never
 * ahead.  Where two sync, the slower one may put an older row over a newer:
 * that again is only behind.
 *
 * Two places of a sector each, one for even rows and one for odd: a place may
 * be written many times running.  What is whole is so because a disk writes
 * a sector whole or not at all.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/log.h"
#include "internal.h"
#include "sealed/vfs.h"
#include "store/audit.h"

#define SECTOR 512

struct mark {
	uint8_t row[8]; /* little-endian */
	uint8_t tag[VFS_TAG];
};

static void
mark_make(struct mark *m, int64_t row)
{
	for (int i = 0; i < 8; i++)
		m->row[i] = (uint8_t)((uint64_t)row >> 8 * i);
	vfs_tag("mark", m->row, sizeof(m->row), m->tag);
}

void
store_mark_put(struct store *st, int64_t row)
{
	struct mark m;

	if (row == 0 || st->mark < 0)
		return;
	/* What is missing stays missing, whatever is written meanwhile. */
	row += st->lost;
	mark_make(&m, row);
	/* Left out, it is only further behind. */
	if (pwrite(st->mark, &m, sizeof(m), row % 2 * SECTOR) !=
	    (ssize_t)sizeof(m))
		log_error("store: the mark was not written");
}

/* A place never written, or left as a hole, says nothing; one that does not
 * check was changed. */
static int
mark_read(int fd, int place, int64_t *row)
{
	static const struct mark none;
	struct mark m = none, want;
	int64_t at = 0;

	if (pread(fd, &m, sizeof(m), place * SECTOR) < 0)
		return ERR_IO;
	if (memcmp(&m, &none, sizeof(m)) == 0)
		return 0;
	for (int i = 7; i >= 0; i--)
		at = at << 8 | m.row[i];
	mark_make(&want, at);
	if (memcmp(&m, &want, sizeof(m)) != 0)
		return ERR_CORRUPT;
	if (at > *row)
		*row = at;
	return 0;
}

int
store_mark_open(struct store *st)
{
	st->mark = open(
	    STORE_MARK_FILE, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (st->mark < 0)
		return errno == ENOSPC	 ? ERR_FULL
		       : errno == EACCES ? ERR_DENIED
					 : ERR_IO;
	/* For the keeper as well, whoever comes first; not ours if it fails. */
	(void)!fchmod(st->mark, 0660);
	return 0;
}

int
store_mark_check(struct store *st, int64_t *lost)
{
	struct durable *d = epoch_durable(st->epoch);
	struct audit_head head;
	int64_t row = 0, told;
	int one, other, r;

	/* Before the log is read: it may grow meanwhile. */
	told = durable_row(d);
	one = mark_read(st->mark, 0, &row);
	other = mark_read(st->mark, 1, &row);
	if (one == ERR_IO || other == ERR_IO)
		return ERR_IO;
	/* Of one that was torn there is the other. */
	if (one != 0 && (other != 0 || row == 0))
		return one;
	if (other != 0 && row == 0)
		return other;
	if ((r = store_audit_head(st, &head)) != 0)
		return r;
	/* The page is of a store that was here before a backup was put back. */
	if (told > head.id)
		durable_set_row(d, told, head.id);
	*lost = row > head.id ? row - head.id : 0;
	st->lost = *lost;
	return *lost > 0 ? ERR_LOST : 0;
}

int
store_mark_reset(struct store *st)
{
	struct audit_head head;
	int r;

	if ((r = store_flush(st)) != 0 ||
	    (r = store_audit_head(st, &head)) != 0)
		return r;
	if (ftruncate(st->mark, 0) != 0)
		return ERR_IO;
	st->lost = 0;
	store_mark_put(st, head.id);
	return fsync(st->mark) == 0 ? 0 : ERR_IO;
}
