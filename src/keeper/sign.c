/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
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
	char line[96];
	int n, fd;
	bool whole;

	n = snprintf(line, sizeof(line), "%lld ", (long long)h->id);
	for (int i = 0; i < 32; i++)
		n += snprintf(line + n, sizeof(line) - (size_t)n, "%02x",
		    h->hash[i]);
	line[n++] = '\n';
	fd = open("audit.head.new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
	    O_NOFOLLOW, 0644);
	if (fd < 0)
		return ERR_IO;
	whole = write(fd, line, (size_t)n) == n && fsync(fd) == 0;
	if (close(fd) != 0 || !whole ||
	    rename("audit.head.new", "audit.head") != 0)
		return ERR_IO;
	return 0;
}

int
keeper_sign(struct keeper *k)
{
	int64_t now = clock_ticks_ms(), was = k->signed_id;
	struct audit_head head;
	int r;

	if ((r = act_audit_head(k->who, &head)) != 0 || head.id == was)
		return r;
	if (k->signed_ms != 0 && now - k->signed_ms < SIGN_EVERY_MS &&
	    head.id - was < SIGN_ROWS)
		return 0;
	if ((r = act_audit_sign(k->who, k->key, &k->signed_id)) != 0)
		return r;
	k->signed_ms = now;
	return head_export(&head);
}
