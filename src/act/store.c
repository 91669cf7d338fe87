/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/store.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "sealed/key.h"
#include "sealed/sign.h"
#include "store/store.h"

#define CACHE_KB 4096
#define CACHE_SMALL_KB 1024

int
act_store_open(const char *data, struct store **out)
{
	int r;

	if ((r = sealed_init()) != 0 ||
	    (data != NULL && (r = store_enter(data)) != 0))
		return r;
	return store_open(out, CACHE_KB);
}

int
act_store_open_short(const char *data, struct store **out, int64_t *lost)
{
	int r;

	if ((r = sealed_init()) != 0 || (r = store_enter(data)) != 0)
		return r;
	return store_open_short(out, CACHE_KB, lost);
}

int
act_store_open_small(struct store **out)
{
	return store_open(out, CACHE_SMALL_KB);
}

bool
act_store_is_sample(const struct store *st)
{
	return store_is_sample(st);
}

bool
act_store_is_lost(const struct store *st)
{
	return store_is_lost(st);
}

void
act_store_close(struct store *st)
{
	store_close(st);
}

int
act_store_migrate(const char *data)
{
	int r;

	if ((r = sealed_init()) != 0 || (r = store_enter(data)) != 0)
		return r;
	return store_migrate();
}

int
act_store_health(struct store *st, struct store_health *h)
{
	return store_health(st, h);
}

int
act_store_pulse(struct store *st, struct store_pulse *p)
{
	uint8_t by[32];
	int r = sign_public_read("keeper.pub", by);

	return r != 0 ? r : store_pulse(st, by, p);
}

/*
 * A store is begun in a folder of its own inside the data folder and moved up
 * when it is whole, the database last: whatever a crash left in there is
 * thrown away by the next beginning, and nothing else is ever touched.
 */
#define BEGIN_FOLDER ".begin"

static int
folder_make(const char *path)
{
	/* Group and setgid: the keeper has an account of its own. */
	if (mkdir(path, 02770) == 0) /* whatever the umask said */
		return chmod(path, 02770) == 0 ? 0 : ERR_SYSTEM;
	if (errno == EEXIST)
		return 0;
	return errno == ENOENT ? ERR_NOT_FOUND : ERR_SYSTEM;
}

/* The mark of a sample is for who may not open the store: the supervisor. */
#define SAMPLE_FILE "sample"

/* What stands beside the store; the first two always. */
static const char *const beside[] = { "keeper.key", "keeper.pub", "host_key",
	"signin.slots", SAMPLE_FILE };
#define BESIDE_ALWAYS 2

static int
sample_mark(void)
{
	int fd = open(SAMPLE_FILE, O_WRONLY | O_CREAT | O_CLOEXEC, 0640);

	if (fd < 0)
		return ERR_SYSTEM;
	close(fd);
	return 0;
}

static int
beside_forget(void)
{
	for (size_t i = 0; i < nitems(beside); i++)
		if (unlink(beside[i]) != 0 && errno != ENOENT)
			return ERR_IO;
	return 0;
}

static int
keys_make(void)
{
	uint8_t public_half[32];
	int r;

	if ((r = sign_key_create(beside[0], public_half)) == 0)
		r = sign_public_write(beside[1], public_half);
	return r;
}

/* One begins at a time: two would mix their keys and databases.  Held by the
 * data folder, of this process as its working folder is; it goes with it. */
static int begin_lock = -1;

static int
begin_hold(void)
{
	begin_lock = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (begin_lock < 0)
		return ERR_DENIED;
	if (flock(begin_lock, LOCK_EX | LOCK_NB) == 0)
		return 0;
	return errno == EWOULDBLOCK ? ERR_BUSY : ERR_SYSTEM;
}

static void
begin_release(void)
{
	if (begin_lock < 0)
		return;
	flock(begin_lock, LOCK_UN); /* whoever was forked may have it too */
	close(begin_lock);
	begin_lock = -1;
}

int
begin_enter(const char *data)
{
	int r;

	begin_release(); /* of one that went no further */
	if ((r = folder_make(data)) != 0 || (r = sealed_init()) != 0 ||
	    (r = store_enter(data)) != 0 || (r = begin_hold()) != 0)
		return r;
	/* A key without its database may be all that opens a backup; only one
	 * that a beginning has just moved up is ours. */
	if (store_is_here() ||
	    (store_key_is_here() && access(BEGIN_FOLDER, F_OK) != 0))
		return ERR_EXISTS;
	if ((r = folder_make(BEGIN_FOLDER)) != 0)
		return r;
	if (chdir(BEGIN_FOLDER) != 0)
		return ERR_SYSTEM;
	umask(007);
	return (r = beside_forget()) != 0 ? r : store_forget();
}

void
begin_forget(void)
{
	(void)beside_forget();
	(void)store_forget();
	epoch_forget();
	if (chdir("..") == 0)
		(void)rmdir(BEGIN_FOLDER);
	begin_release();
}

int
act_store_begin(const char *data, bool sample, struct store **out)
{
	int r;

	if ((r = begin_enter(data)) != 0 || (r = store_create(sample)) != 0 ||
	    (r = keys_make()) != 0 || (sample && (r = sample_mark()) != 0))
		return r;
	return store_open(out, CACHE_KB);
}

int
act_store_settle(struct store **st)
{
	char up[32];
	int r;

	store_close(*st);
	*st = NULL;
	/* of a sample that was here before: what comes up says for itself */
	if (unlink("../" SAMPLE_FILE) != 0 && errno != ENOENT)
		return ERR_IO;
	for (size_t i = 0; i < nitems(beside); i++) {
		snprintf(up, sizeof(up), "../%s", beside[i]);
		if (rename(beside[i], up) != 0 &&
		    (errno != ENOENT || i < BESIDE_ALWAYS))
			return ERR_IO;
	}
	if ((r = store_move_up()) != 0)
		return r;
	/* It is there: what fails from here on is nobody's loss. */
	if (chdir("..") == 0) {
		(void)rmdir(BEGIN_FOLDER);
		epoch_forget(); /* of a store that was here before */
	}
	begin_release();
	return 0;
}

int
act_store_create(const char *data, bool sample, struct store **out)
{
	int r = act_store_begin(data, sample, out);

	if (r == 0 && (r = act_store_settle(out)) == 0)
		r = store_open(out, CACHE_KB);
	return r;
}
