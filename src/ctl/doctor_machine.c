/* SPDX-License-Identifier: Apache-2.0 */
/* What the machine gives: clock, disk, memory, kernel, limits. */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <sys/timex.h>
#include <unistd.h>

#include "base/lang.h"
#include "base/mem.h"
#include "doctor.h"

#define SHM_LEAST ((uint64_t)64 << 20)
#define FILES_LEAST 4096
#define LOCKED_LEAST ((uint64_t)8 << 20)
#define DEPTH 8 /* a partition of a volume of a group of a mirror ... */

/* Whoever keeps the clock right tells the kernel so; timesyncd leaves a
 * file. */
enum doctor_state
doctor_clock(struct doctor *d)
{
	struct timex t = { 0 };
	FILE *f = doctor_open(d, "/run/systemd/timesync/synchronized");

	if (f != NULL)
		fclose(f);
	else if (d->system[0] != '\0' || adjtimex(&t) == TIME_ERROR)
		return doctor_found(
		    d, DOCTOR_ILL, _("nobody keeps the clock right"));
	return doctor_found(d, DOCTOR_WELL, _("kept right"));
}

/* --- disks -------------------------------------------------------------- */

static bool
line_has(FILE *f, const char *what)
{
	char line[4096];
	bool has = false;

	while (f != NULL && !has && fgets(line, sizeof(line), f) != NULL)
		has = strstr(line, what) != NULL;
	if (f != NULL)
		fclose(f);
	return has;
}

/* Is this block device, a folder of /sys, sealed, or what it lies on? */
static bool
device_sealed(const struct doctor *d, const char *device, int depth)
{
	char path[1024], below[1024];
	struct dirent *e;
	bool sealed = false;
	DIR *dir;

	if (line_has(doctor_open(d, "%s/dm/uuid", device), "CRYPT-"))
		return true;
	snprintf(path, sizeof(path), "%s%s/slaves", d->system, device);
	if (depth == 0 || (dir = opendir(path)) == NULL)
		return false;
	while (!sealed && (e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(
		    below, sizeof(below), "/sys/class/block/%s", e->d_name);
		sealed = device_sealed(d, below, depth - 1);
	}
	closedir(dir);
	return sealed;
}

enum doctor_state
doctor_disk(struct doctor *d)
{
	char path[1024], device[64];
	struct stat st;

	if (stat(d->data, &st) != 0)
		return doctor_found(
		    d, DOCTOR_UNSEEN, _("%s is not there"), d->data);
	snprintf(device, sizeof(device), "/sys/dev/block/%u:%u",
	    major(st.st_dev), minor(st.st_dev));
	snprintf(path, sizeof(path), "%s%s", d->system, device);
	if (access(path, F_OK) != 0)
		return doctor_found(d, DOCTOR_UNSEEN,
		    _("no disk is to be seen under the folder"));
	if (!device_sealed(d, device, DEPTH))
		return doctor_found(
		    d, DOCTOR_ILL, _("the disk is not encrypted"));
	return doctor_found(d, DOCTOR_WELL, _("encrypted"));
}

/* One line of /proc/swaps: is it memory, or sealed? */
static bool
swap_safe(const struct doctor *d, const char *name)
{
	char device[300];
	const char *base = strrchr(name, '/');

	if (strncmp(name, "/dev/", 5) != 0 || base == NULL)
		return false; /* a file */
	if (strncmp(base, "/zram", 5) == 0)
		return true;
	snprintf(device, sizeof(device), "/sys/class/block%s", base);
	return device_sealed(d, device, DEPTH);
}

enum doctor_state
doctor_swap(struct doctor *d)
{
	FILE *f = doctor_open(d, "/proc/swaps");
	char line[512], bad[256] = "";
	bool first = true;

	if (f == NULL)
		return doctor_found(
		    d, DOCTOR_UNSEEN, _("%s is not there"), "/proc/swaps");
	for (; fgets(line, sizeof(line), f) != NULL; first = false) {
		line[strcspn(line, " \t\n")] = '\0';
		if (!first && line[0] != '\0' && !swap_safe(d, line))
			mem_copy_text(bad, sizeof(bad), line);
	}
	fclose(f);
	if (bad[0] != '\0')
		return doctor_found(
		    d, DOCTOR_ILL, _("%s is not encrypted"), bad);
	return doctor_found(d, DOCTOR_WELL, _("none, or encrypted"));
}

/* --- memory, kernel, limits ----------------------------------------------- */

enum doctor_state
doctor_memory(struct doctor *d)
{
	char path[1024];
	struct statvfs v;
	uint64_t room;

	snprintf(path, sizeof(path), "%s/dev/shm", d->system);
	if (statvfs(path, &v) != 0)
		return doctor_found(
		    d, DOCTOR_ILL, _("%s is not there"), "/dev/shm");
	room = (uint64_t)v.f_bavail * v.f_frsize;
	return doctor_found(d, room < SHM_LEAST ? DOCTOR_ILL : DOCTOR_WELL,
	    _("%llu MB free, %llu MB wanted"), (unsigned long long)room >> 20,
	    (unsigned long long)SHM_LEAST >> 20);
}

enum doctor_state
doctor_kernel(struct doctor *d)
{
	FILE *lsm = doctor_open(d, "/sys/kernel/security/lsm");

	if (!line_has(doctor_open(d, "/proc/sys/kernel/seccomp/actions_avail"),
		"kill_process")) {
		if (lsm != NULL)
			fclose(lsm);
		return doctor_found(d, DOCTOR_ILL, _("without seccomp"));
	}
	if (lsm == NULL)
		return doctor_found(d, DOCTOR_UNSEEN,
		    _("whether it has landlock is not to be seen"));
	if (!line_has(lsm, "landlock"))
		return doctor_found(d, DOCTOR_ILL, _("without landlock"));
	return doctor_found(d, DOCTOR_WELL, _("landlock and seccomp"));
}

/* The soft limit on a line of /proc/PID/limits, or what was there. */
static void
limit_line(const char *line, const char *name, uint64_t *limit)
{
	size_t n = strlen(name);

	if (strncmp(line, name, n) != 0)
		return;
	line += n + strspn(line + n, " ");
	*limit = strncmp(line, "unlimited", 9) == 0 ? UINT64_MAX
						    : strtoull(line, NULL, 10);
}

enum doctor_state
doctor_limits(struct doctor *d)
{
	uint64_t open_files = 0, locked = 0;
	pid_t pid = doctor_server(d);
	char line[256];
	FILE *f;

	if (pid == 0)
		return doctor_found(d, DOCTOR_UNSEEN, _("nobody serves it"));
	if ((f = doctor_open(d, "/proc/%d/limits", (int)pid)) == NULL)
		return doctor_found(
		    d, DOCTOR_UNSEEN, _("only root may look at them"));
	while (fgets(line, sizeof(line), f) != NULL) {
		limit_line(line, "Max open files", &open_files);
		limit_line(line, "Max locked memory", &locked);
	}
	fclose(f);
	if (open_files < FILES_LEAST || locked < LOCKED_LEAST)
		return doctor_found(d, DOCTOR_ILL,
		    _("%llu open files, %llu MB of locked memory"),
		    (unsigned long long)open_files,
		    (unsigned long long)locked >> 20);
	return doctor_found(d, DOCTOR_WELL, _("enough"));
}
