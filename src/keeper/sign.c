/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "internal.h"

/* A signature a minute, or sooner when much has happened (store.md 5). */
#define SIGN_EVERY_MS (60 * 1000)
#define SIGN_ROWS 1000

/* The head as a file of one line, "ID HEX": carried off the machine it shows
 * a log cut short, which no chain can show by itself. */
static int
head_export(const struct audit_head *h)
{
	struct buf *line = buf_new();
	bool whole;
	int fd;

	act_audit_head_line(h, line);
	/* Left by a keeper that was killed, which had another account before
	 * this one's was made: not ours to open, but ours to take away. */
	(void)unlink("audit.head.new");
	fd = open("audit.head.new",
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
	whole = fd >= 0 &&
		write(fd, buf_data(line), buf_len(line)) ==
		    (ssize_t)buf_len(line) &&
		fsync(fd) == 0;
	buf_free(line);
	if (fd < 0 || close(fd) != 0 || !whole ||
	    rename("audit.head.new", "audit.head") != 0)
		return ERR_IO;
	return 0;
}

/* What could not be written is written at the next look. */
static int
export_newest(struct keeper *k, const struct audit_head *h)
{
	int r = 0;

	if (k->exported_id != h->id && (r = head_export(h)) == 0)
		k->exported_id = h->id;
	return r;
}

int
keeper_sign(struct keeper *k)
{
	int64_t now = clock_ticks_ms(), was = k->signed_id;
	struct audit_head head;
	int r;

	if ((r = act_audit_head(k->who, &head)) != 0)
		return r;
	if (head.id == was)
		return export_newest(k, &head);
	if (k->signed_ms != 0 && now - k->signed_ms < SIGN_EVERY_MS &&
	    head.id - was < SIGN_ROWS)
		return 0;
	if ((r = act_audit_sign(k->who, k->key, &k->signed_id)) != 0)
		return r;
	k->signed_ms = now;
	return export_newest(k, &head);
}
