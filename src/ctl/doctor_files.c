/* SPDX-License-Identifier: Apache-2.0 */
/* What lies in the data folder, and for whom. */
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/lang.h"
#include "base/mem.h"
#include "doctor.h"

#define ROOM_LEAST ((uint64_t)1 << 30)

/* Beside the store; who else may use it, and is there no store without? */
static const struct {
	const char *name;
	mode_t never; /* bits that nobody may have */
	bool needed, others_own;
} files[] = {
	{ "store.db", 07, false, false },
	{ "store.db-wal", 07, false, false },
	{ "store.mark", 07, false, false },
	{ "store.key", 07, true, false },
	{ "keeper.key", 077, true, true },
	{ "keeper.pub", 02, true, true },
	{ "host_key", 077, false, true },
};

static int
look_at(const struct doctor *d, const char *name, struct stat *st)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s", d->data, name);
	return lstat(path, st);
}

enum doctor_state
doctor_folder(struct doctor *d)
{
	struct stat st;

	if (look_at(d, ".", &st) != 0 || !S_ISDIR(st.st_mode))
		return doctor_found(
		    d, DOCTOR_ILL, _("%s is not there"), d->data);
	if ((st.st_mode & 07) != 0)
		return doctor_found(d, DOCTOR_ILL,
		    _("others may look into it (mode %04o)"),
		    st.st_mode & 07777);
	if (st.st_uid == 0)
		return doctor_found(d, DOCTOR_ILL,
		    _("it is root's, so sessions would be root's too"));
	return doctor_found(d, DOCTOR_WELL, "%s", d->data);
}

enum doctor_state
doctor_files(struct doctor *d)
{
	struct stat dir, key, st;

	if (look_at(d, ".", &dir) != 0)
		return doctor_found(
		    d, DOCTOR_UNSEEN, _("%s is not there"), d->data);
	if (look_at(d, "keeper.key", &key) != 0)
		key.st_uid = dir.st_uid;
	for (size_t i = 0; i < nitems(files); i++) {
		if (look_at(d, files[i].name, &st) != 0)
			continue; /* a key's absence is told by itself */
		if (!S_ISREG(st.st_mode))
			return doctor_found(d, DOCTOR_ILL,
			    _("%s is not a file"), files[i].name);
		if ((st.st_mode & files[i].never) != 0)
			return doctor_found(d, DOCTOR_ILL,
			    _("%s is open to others (mode %04o)"),
			    files[i].name, st.st_mode & 07777);
		/* What is made when the store is opened may be the keeper's. */
		if (!files[i].others_own && st.st_uid != dir.st_uid &&
		    st.st_uid != key.st_uid)
			return doctor_found(d, DOCTOR_ILL,
			    _("%s is somebody else's (account %u)"),
			    files[i].name, st.st_uid);
	}
	return doctor_found(
	    d, DOCTOR_WELL, _("for their owner and group alone"));
}

enum doctor_state
doctor_keys(struct doctor *d)
{
	struct stat st;

	for (size_t i = 0; i < nitems(files); i++)
		if (files[i].needed &&
		    (look_at(d, files[i].name, &st) != 0 || st.st_size == 0))
			return doctor_found(d, DOCTOR_ILL,
			    _("%s is missing or empty"), files[i].name);
	return doctor_found(d, DOCTOR_WELL, _("all there"));
}

enum doctor_state
doctor_space(struct doctor *d)
{
	struct stat st = { 0 };
	struct statvfs v;
	uint64_t room, need;

	if (statvfs(d->data, &v) != 0)
		return doctor_found(
		    d, DOCTOR_UNSEEN, _("%s is not there"), d->data);
	room = (uint64_t)v.f_bavail * v.f_frsize;
	/* A copy of the store before an upgrade must fit beside it. */
	need = look_at(d, "store.db", &st) == 0 ? (uint64_t)st.st_size : 0;
	need = need > ROOM_LEAST ? need : ROOM_LEAST;
	return doctor_found(d, room < need ? DOCTOR_ILL : DOCTOR_WELL,
	    _("%llu MB free, %llu MB wanted"), (unsigned long long)room >> 20,
	    (unsigned long long)need >> 20);
}
