/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/store.h"
#include "base/err.h"
#include "sealed/key.h"
#include "sealed/sign.h"
#include "store/store.h"

#define CACHE_KB 4096
#define CACHE_SMALL_KB 1024

int
act_store_open(const char *data, struct store **out)
{
	int r;

	if ((r = sealed_init()) != 0 || (r = store_enter(data)) != 0)
		return r;
	return store_open(out, CACHE_KB);
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
act_store_create(const char *data, bool sample, struct store **out)
{
	uint8_t public_half[32];
	int r;

	/* Group and setgid: the keeper has an account of its own. */
	if (mkdir(data, 02770) == 0) {
		if (chmod(data, 02770) != 0)	/* whatever the umask said */
			return ERR_SYSTEM;
	} else if (errno != EEXIST)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_SYSTEM;
	if ((r = sealed_init()) != 0 || (r = store_enter(data)) != 0 ||
	    (r = store_create(sample)) != 0)
		return r;
	if ((r = sign_key_create("keeper.key", public_half)) != 0 ||
	    (r = sign_public_write("keeper.pub", public_half)) != 0)
		return r;
	return store_open(out, CACHE_KB);
}
