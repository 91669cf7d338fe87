/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "base/err.h"
#include "base/log.h"
#include "shared.h"

int
shared_lock_init(pthread_mutex_t *m)
{
	pthread_mutexattr_t a;
	int rc;

	if (pthread_mutexattr_init(&a) != 0)
		return ERR_SYSTEM;
	pthread_mutexattr_setpshared(&a, PTHREAD_PROCESS_SHARED);
	pthread_mutexattr_setrobust(&a, PTHREAD_MUTEX_ROBUST);
	rc = pthread_mutex_init(m, &a);
	pthread_mutexattr_destroy(&a);
	return rc == 0 ? 0 : ERR_SYSTEM;
}

static int
lock_got(pthread_mutex_t *m, int rc)
{
	if (rc == EOWNERDEAD)
		rc = pthread_mutex_consistent(m);
	if (rc == ETIMEDOUT || rc == EBUSY)
		return ERR_BUSY;
	if (rc != 0)
		log_error("a shared lock is lost: %s", strerror(rc));
	return rc == 0 ? 0 : ERR_SYSTEM;
}

int
shared_lock_take(pthread_mutex_t *m, int64_t until)
{
	struct timespec t = { until / 1000000000, until % 1000000000 };

	return lock_got(m, pthread_mutex_clocklock(m, CLOCK_MONOTONIC, &t));
}

int
shared_lock_try(pthread_mutex_t *m)
{
	return lock_got(m, pthread_mutex_trylock(m));
}

int64_t
shared_now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}
