/* SPDX-License-Identifier: Apache-2.0 */
#include "base/confine.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "keeper/keeper.h"

#define HEAP ((size_t)256 << 20)
#define FILES 32

static int
give_up_files(void)
{
	static const struct confine_path may[] = {
		{ ".", CONFINE_KEEP },
		{ "/dev/shm", CONFINE_KEEP },
		{ "/dev/null", CONFINE_DEVICE },
		{ "/dev/urandom", CONFINE_READ },
		{ "/usr/share/zoneinfo", CONFINE_READ },
	};
	int r = confine_files(may, nitems(may));

	if (r != ERR_UNKNOWN)
		return r;
	log_warn("THIS KERNEL HAS NO LANDLOCK: the keeper may see every file "
		 "that its account may see");
	return 0;
}

int
keeper_confine(void)
{
	const struct confine_bounds b = { FILES, HEAP, 0, 1 };
	struct confine_calls *calls = NULL;
	int r;

	if ((r = confine_bounds(&b)) == 0 && (r = give_up_files()) == 0 &&
	    (r = confine_calls_keeper(&calls)) == 0)
		r = confine_enter(calls);
	confine_calls_free(calls);
	return r;
}
