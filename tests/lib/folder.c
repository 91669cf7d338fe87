/* SPDX-License-Identifier: Apache-2.0 */
#include <ftw.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/epoch.h"
#include "tests/lib/test.h"

static char folder[256];
static pid_t owner;

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st, (void)f;
	/* A data folder has a page of its own in the tmpfs. */
	if (type == FTW_DP && chdir(path) == 0) {
		epoch_forget();
		if (chdir("/") != 0)
			return -1;
	}
	return remove(path);
}

static void
remove_folder(void)
{
	if (getpid() == owner) /* a fork of the test leaves it alone */
		nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *
test_folder(void)
{
	const char *tmp = getenv("TMPDIR");

	if (folder[0] != '\0')
		return folder;
	snprintf(folder, sizeof(folder), "%s/xinqing-test.XXXXXX",
	    tmp != NULL ? tmp : "/tmp");
	if (mkdtemp(folder) == NULL)
		abort();
	owner = getpid();
	atexit(remove_folder);
	return folder;
}

pid_t
test_fork(void)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0 &&
	    (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent))
		_exit(1);
	return pid;
}

int
test_pace(int check, int quick)
{
	const char *torture = getenv("TORTURE");

	return torture != NULL		 ? atoi(torture)
	       : getenv("QUICK") != NULL ? quick
					 : check;
}

int
test_patience(void)
{
	const char *s = getenv("XINQING_PATIENCE");
	int n = s != NULL ? atoi(s) : 1;

	return n >= 1 && n <= 100 ? n : 1;
}

void
test_within(const char *what, int64_t ms, int64_t most)
{
	if (ms > most * test_patience())
		fail_msg("%s: %lld ms, at most %lld, times %d", what,
		    (long long)ms, (long long)most, test_patience());
}
