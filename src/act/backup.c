/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

#include "act/backup.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "sealed/sign.h"
#include "store/store.h"

/* What is being made, and what SQLite may leave beside it. */
#define PART "xinqing.part"
#define ROOM_LEAST ((int64_t)16 << 20) /* left on the disk for others */

static const char *const parts[] = { PART, PART "-wal", PART "-shm" };

/* --- names --------------------------------------------------------------- */

static void
name_of(int64_t at, char to[ACT_BACKUP_NAME])
{
	time_t t = (time_t)at;
	struct tm tm;

	gmtime_r(&t, &tm);
	strftime(to, ACT_BACKUP_NAME, "xinqing-%Y%m%dT%H%M%SZ.db", &tm);
}

/* When the copy of that name was made; false: it is none of ours. */
static bool
name_at(const char *name, int64_t *at)
{
	char again[ACT_BACKUP_NAME];
	struct tm tm = { 0 };

	if (sscanf(name, "xinqing-%4d%2d%2dT%2d%2d%2dZ.db", &tm.tm_year,
		&tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min,
		&tm.tm_sec) != 6)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	*at = timegm(&tm);
	name_of(*at, again);
	return strcmp(name, again) == 0;
}

/* --- the folder ------------------------------------------------------------
 */

/* One at a time makes a copy there; the lock goes with the descriptor. */
static int
folder_open(const char *path, int *out)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return errno == EACCES ? ERR_DENIED : ERR_NOT_FOUND;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		close(fd);
		return errno == EWOULDBLOCK ? ERR_BUSY : ERR_SYSTEM;
	}
	*out = fd;
	return 0;
}

/* What one that was killed has left. */
static int
sweep(int folder)
{
	for (size_t i = 0; i < nitems(parts); i++)
		if (unlinkat(folder, parts[i], 0) != 0 && errno != ENOENT)
			return errno == EACCES ? ERR_DENIED : ERR_IO;
	return 0;
}

static int
room(int folder)
{
	struct statvfs v;

	if (fstatvfs(folder, &v) != 0)
		return ERR_IO;
	return (int64_t)v.f_bavail * (int64_t)v.f_frsize <
		       store_backup_room() + ROOM_LEAST
		   ? ERR_FULL
		   : 0;
}

/* --- old copies -------------------------------------------------------------
 */

#define COPIES_MAX 4096 /* nobody makes one every minute for three days */

static int
copies(int folder, int64_t at[COPIES_MAX])
{
	DIR *d = fdopendir(openat(folder, ".", O_RDONLY | O_CLOEXEC));
	struct dirent *e;
	int n = 0;

	while (d != NULL && n < COPIES_MAX && (e = readdir(d)) != NULL)
		if (name_at(e->d_name, &at[n]))
			n++;
	if (d != NULL)
		closedir(d);
	return n;
}

static int
newest_first(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x < y) - (x > y);
}

/* A clock that has jumped forward makes every copy old: the newest few stay
 * whatever it says. */
static int
forget_old(int folder, int64_t before)
{
	int64_t *at = mem_zero(COPIES_MAX, sizeof(*at));
	int n = copies(folder, at), gone = 0;
	char name[ACT_BACKUP_NAME];

	qsort(at, (size_t)n, sizeof(*at), newest_first);
	for (int i = ACT_BACKUP_KEPT; i < n; i++) {
		name_of(at[i], name);
		if (at[i] < before && unlinkat(folder, name, 0) == 0)
			gone++;
	}
	free(at);
	return gone;
}

/* --- making one
 * ---------------------------------------------------------------
 */

static int
note(struct store *st, int64_t at)
{
	struct actor *who;
	int r;

	if ((r = act_keeper(st, &who)) != 0)
		return r;
	if ((r = act_begin(who)) == 0) {
		if ((r = store_setting_put(st, "backup_at", at)) == 0)
			r = act_note(
			    who, "backup.make", at, NULL, NULL, 0, NULL);
		r = act_end(who, r);
	}
	act_free(who);
	return r;
}

/* The part, whole: copied, then read as somebody who restores it would. */
static int
make_part(
    struct store *st, const struct act_backup_how *how, struct act_backup *out)
{
	struct audit_head head;
	char path[PATH_MAX];
	uint8_t by[32];
	int n, r;

	n = snprintf(path, sizeof(path), "%s/" PART, how->folder);
	if (n < 0 || (size_t)n >= sizeof(path) - 8)
		return ERR_INPUT;
	if ((r = sign_public_read("keeper.pub", by)) != 0 ||
	    (r = store_audit_head(st, &head)) != 0 ||
	    (r = store_backup(st, path, how->fn, how->arg)) != 0)
		return r;
	return store_backup_check(path, &head, by, &out->audit);
}

static int
give_name(int folder, struct act_backup *out)
{
	struct stat st;

	if (fstatat(folder, PART, &st, 0) != 0)
		return ERR_IO;
	out->bytes = st.st_size;
	if (renameat(folder, PART, folder, out->name) != 0 ||
	    fsync(folder) != 0)
		return ERR_IO;
	return 0;
}

int
act_backup_make(
    struct store *st, const struct act_backup_how *how, struct act_backup *out)
{
	int folder, r;

	*out = (struct act_backup){ .at = clock_now() };
	name_of(out->at, out->name);
	if ((r = folder_open(how->folder, &folder)) != 0)
		return r;
	if ((r = sweep(folder)) == 0 && (r = room(folder)) == 0 &&
	    (r = make_part(st, how, out)) == 0)
		r = give_name(folder, out);
	if (r != 0)
		sweep(folder);
	else if ((out->noted = note(st, out->at)) == 0 &&
		 out->audit.fault == AUDIT_WHOLE)
		out->gone = forget_old(
		    folder, out->at - how->keep_days * (int64_t)CLOCK_DAY);
	close(folder);
	return r;
}
