/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/err.h"
#include "base/mem.h"

/* Rights newer than the headers of Debian 12. */
#define LL_REFER (1ull << 13)	  /* ABI 2 */
#define LL_TRUNCATE (1ull << 14)  /* ABI 3 */
#define LL_IOCTL_DEV (1ull << 15) /* ABI 5 */

#define LL_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define LL_DEVICE                                                       \
	(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | \
	    LL_IOCTL_DEV)
#define LL_KEEP                                                            \
	(LL_READ | LANDLOCK_ACCESS_FS_WRITE_FILE |                         \
	    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
	    LL_TRUNCATE)
#define LL_FILE                                                         \
	(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | \
	    LL_TRUNCATE | LL_IOCTL_DEV)

int
confine_is_whole(void)
{
#ifdef XINQING_SANITIZERS
	return 0;
#else
	return 1;
#endif
}

int
confine_memory(void)
{
	const struct rlimit none = { 0, 0 };

	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    setrlimit(RLIMIT_CORE, &none) != 0)
		return ERR_SYSTEM;
	return 0;
}

int
confine_self(void)
{
	umask(077);
	if (confine_memory() != 0 ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return ERR_SYSTEM;
	return 0;
}

int
confine_account(uid_t uid, gid_t gid)
{
	if (setgroups(0, NULL) != 0 || setresgid(gid, gid, gid) != 0 ||
	    setresuid(uid, uid, uid) != 0)
		return ERR_SYSTEM;
	if (uid != 0 && setresuid((uid_t)-1, 0, (uid_t)-1) == 0) {
		errno = EPERM; /* we could go back: not given up at all */
		return ERR_SYSTEM;
	}
	/* Changing the account makes a process dumpable again. */
	return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : ERR_SYSTEM;
}

int
confine_root(void)
{
	char dir[] = "/tmp/xinqing.XXXXXX";
	int fd, good;

	if (mkdtemp(dir) == NULL)
		return ERR_SYSTEM;
	fd = open(dir, O_DIRECTORY | O_CLOEXEC);
	rmdir(dir); /* in a folder that is gone nothing can be made */
	if (fd < 0)
		return ERR_SYSTEM;
	good = fchdir(fd) == 0 && chroot(".") == 0;
	close(fd);
	return good ? 0 : ERR_SYSTEM;
}

/* The rights this kernel can take away. */
static uint64_t
landlock_rights(long abi)
{
	uint64_t all = (1ull << 13) - 1; /* ABI 1 */

	if (abi >= 2)
		all |= LL_REFER;
	if (abi >= 3)
		all |= LL_TRUNCATE;
	if (abi >= 5)
		all |= LL_IOCTL_DEV;
	return all;
}

static int
landlock_allow(int rules, const struct confine_path *p, uint64_t known)
{
	static const uint64_t rights[] = { [CONFINE_READ] = LL_READ,
		[CONFINE_KEEP] = LL_KEEP,
		[CONFINE_DEVICE] = LL_DEVICE };
	struct landlock_path_beneath_attr a = { 0 };
	struct stat st;
	int r;

	a.parent_fd = open(p->path, O_PATH | O_CLOEXEC);
	if (a.parent_fd < 0)
		return errno == ENOENT || errno == EACCES ? 0 : ERR_SYSTEM;
	a.allowed_access = rights[p->may] & known;
	if (fstat(a.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		a.allowed_access &= LL_FILE;
	r = (int)syscall(
	    SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &a, 0);
	close(a.parent_fd);
	return r == 0 ? 0 : ERR_SYSTEM;
}

int
confine_files(const struct confine_path *paths, size_t n)
{
	struct landlock_ruleset_attr a = { 0 };
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	int rules, r = 0;

	if (abi < 1)
		return ERR_UNKNOWN;
	a.handled_access_fs = landlock_rights(abi);
	rules = (int)syscall(
	    SYS_landlock_create_ruleset, &a, sizeof(a.handled_access_fs), 0);
	if (rules < 0)
		return ERR_SYSTEM;
	for (size_t i = 0; i < n && r == 0; i++)
		r = landlock_allow(rules, &paths[i], a.handled_access_fs);
	if (r == 0 && syscall(SYS_landlock_restrict_self, rules, 0) != 0)
		r = ERR_SYSTEM;
	close(rules);
	return r;
}

int
confine_bounds(const struct confine_bounds *b)
{
	const struct {
		__rlimit_resource_t what;
		rlim_t most;
	} all[] = {
		{ RLIMIT_NOFILE, b->files },
		{ RLIMIT_DATA, b->data },
		{ RLIMIT_AS, b->memory },
		{ RLIMIT_NPROC, 0 },
	};
	struct rlimit l;

	for (size_t i = 0; i < nitems(all); i++) {
		if ((all[i].what == RLIMIT_AS && b->memory == 0) ||
		    (all[i].what == RLIMIT_NPROC && b->forks) ||
		    (all[i].what != RLIMIT_NOFILE && !confine_is_whole()))
			continue;
		l = (struct rlimit){ all[i].most, all[i].most };
		if (setrlimit(all[i].what, &l) != 0)
			return ERR_SYSTEM;
	}
	return 0;
}

int
confine_time(unsigned work_s, unsigned clock_s)
{
	const struct rlimit l = { work_s, work_s + 1 };

	if (setrlimit(RLIMIT_CPU, &l) != 0)
		return ERR_SYSTEM;
	alarm(clock_s);
	return 0;
}
