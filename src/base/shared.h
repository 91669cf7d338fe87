/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_SHARED_H
#define BASE_SHARED_H

#include <pthread.h>
#include <stdint.h>

/*
 * Locks in memory that processes share.  One whose owner has died is free: it
 * guards nothing that can be half done, so there is nothing to mend.
 */
int shared_lock_init(pthread_mutex_t *m); /* ERR_SYSTEM */

/* 0; ERR_BUSY if another process has it (until then, in shared_now_ns());
 * ERR_SYSTEM, logged. */
int shared_lock_take(pthread_mutex_t *m, int64_t until);
int shared_lock_try(pthread_mutex_t *m);

int64_t shared_now_ns(void); /* monotonic */

#endif
