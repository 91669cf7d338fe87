/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/err.h"
#include "base/log.h"
#include "shared.h"

#define LOST (1ull << 63)
/* A waiter looks this often whether who syncs is still alive, and after so
 * long (it is stopped, or the disk is very slow) it syncs for itself. */
#define LOOK_NS (50 * 1000000)
#define ALONE_NS (2 * INT64_C(1000000000))

struct durable {
	pthread_mutex_t lead;	  /* who syncs for all; robust */
	_Atomic uint64_t commits; /* in the log */
	_Atomic bool expected;	  /* one more may be, without a number */
	_Atomic int64_t row;	  /* the last audit row in the log */
	_Atomic uint64_t safe;	  /* commits on the disk, or LOST */
	_Atomic uint32_t turn;	  /* the futex: grows when a sync has ended */
	_Atomic uint64_t told;	  /* commits that their writer told of */
	/* How long saves took: those beyond one bound and within the next, the
	 * last beyond all; and together. */
	_Atomic uint64_t took[DURABLE_BOUNDS + 1], us;
};

const int durable_bound_ms[DURABLE_BOUNDS] = { 5, 10, 25, 50, 100, 250, 500,
	1000, 5000 };

size_t
durable_size(void)
{
	return sizeof(struct durable);
}

int
durable_init(struct durable *d)
{
	memset(d, 0, sizeof(*d));
	atomic_store(&d->commits, 1); /* what the log held before */
	atomic_store(&d->told, 1);
	return shared_lock_init(&d->lead);
}

void
durable_expect(struct durable *d, bool one)
{
	atomic_store(&d->expected, one);
}

uint64_t
durable_add(struct durable *d, int64_t row)
{
	uint64_t n;

	if (row != 0)
		atomic_store(&d->row, row);
	n = atomic_fetch_add(&d->commits, 1) + 1;
	atomic_store(&d->expected, false);
	return n;
}

void
durable_settle(struct durable *d)
{
	if (atomic_load(&d->expected))
		durable_add(d, 0);
}

uint64_t
durable_last(struct durable *d)
{
	return atomic_load(&d->commits);
}

void
durable_tell(struct durable *d)
{
	atomic_fetch_add(&d->told, 1);
}

uint64_t
durable_untold(struct durable *d)
{
	uint64_t told = atomic_load(&d->told), all = atomic_load(&d->commits);

	return all > told ? all - told : 0;
}

int64_t
durable_row(struct durable *d)
{
	return atomic_load(&d->row);
}

void
durable_set_row(struct durable *d, int64_t was, int64_t row)
{
	atomic_compare_exchange_strong(&d->row, &was, row);
}

void
durable_took(struct durable *d, int64_t us)
{
	int i = 0;

	while (i < DURABLE_BOUNDS && us > durable_bound_ms[i] * INT64_C(1000))
		i++;
	atomic_fetch_add(&d->took[i], 1);
	atomic_fetch_add(&d->us, us > 0 ? (uint64_t)us : 0);
}

void
durable_times(struct durable *d, struct durable_times *to)
{
	to->all = 0;
	for (int i = 0; i < DURABLE_BOUNDS; i++)
		to->within[i] = to->all += atomic_load(&d->took[i]);
	to->all += atomic_load(&d->took[DURABLE_BOUNDS]);
	to->us = atomic_load(&d->us);
}

void
durable_lose(struct durable *d)
{
	if ((atomic_fetch_or(&d->safe, LOST) & LOST) == 0)
		log_error("a sync has failed: nothing more is saved until the "
			  "machine was started again");
}

bool
durable_is_lost(struct durable *d)
{
	return (atomic_load(&d->safe) & LOST) != 0;
}

/* Up to commit n all is on the disk; never back, and never once lost. */
static int
safe_up_to(struct durable *d, uint64_t n)
{
	uint64_t was = atomic_load(&d->safe);

	while ((was & LOST) == 0 && was < n)
		if (atomic_compare_exchange_weak(&d->safe, &was, n))
			return 0;
	return (was & LOST) != 0 ? ERR_IO : 0;
}

/* What is asked before the sync is what it covers: these commits stood in the
 * log when it began. */
static int
sync_all(struct durable *d, int (*fn)(void *, int64_t), void *arg)
{
	uint64_t n = atomic_load(&d->commits);
	int64_t row = atomic_load(&d->row);
	int r = fn(arg, row);

	if (r != 0)
		durable_lose(d);
	return r != 0 ? ERR_IO : safe_up_to(d, n);
}

static void
sleep_on(struct durable *d, uint32_t turn)
{
	struct timespec t = { 0, LOOK_NS };

	syscall(SYS_futex, &d->turn, FUTEX_WAIT, turn, &t, NULL, 0);
}

/* After the lock is free, so that one of those who wake can take it. */
static void
wake_all(struct durable *d)
{
	atomic_fetch_add(&d->turn, 1);
	syscall(SYS_futex, &d->turn, FUTEX_WAKE, INT_MAX, NULL, NULL, 0);
}

int
durable_wait(
    struct durable *d, uint64_t n, int (*fn)(void *, int64_t), void *arg)
{
	int64_t alone = shared_now_ns() + ALONE_NS;

	for (;;) {
		uint32_t turn = atomic_load(&d->turn);
		uint64_t safe = atomic_load(&d->safe);

		if ((safe & ~LOST) >= n)
			return 0;
		if ((safe & LOST) != 0)
			return ERR_IO;
		/* Whoever led and died has said nothing: there is nothing to
		 * mend. */
		if (shared_lock_try(&d->lead) == 0) {
			/* The last one may have ended in between. */
			if (atomic_load(&d->safe) < n)
				sync_all(d, fn, arg);
			pthread_mutex_unlock(&d->lead);
			wake_all(d);
		} else if (shared_now_ns() > alone) {
			sync_all(d, fn, arg);
		} else
			sleep_on(d, turn);
	}
}
