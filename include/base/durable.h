/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_DURABLE_H
#define BASE_DURABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * How many commits are on the disk, in memory that processes share: those who
 * wait for their own let one of them sync for all.
 *
 * Commits are numbered once they stand in the log.  Who waits for number n
 * may go when a sync that began after n was numbered has ended well.  Who
 * syncs is a matter of economy and never of right: two may, and one that dies
 * in the midst has said nothing, so the next one syncs again.
 *
 * Once a sync has failed nothing more is durable, ever: the kernel may have
 * thrown away what it could not write and call it clean, so a later sync that
 * succeeds says nothing.  The memory this stands in must last as long as the
 * kernel's own: a tmpfs does.
 */
struct durable;

/* Bytes it needs in the shared memory, zeroed, aligned to 64.  The first
 * commit is taken to be there: what the log held before. */
size_t durable_size(void);
int durable_init(struct durable *d);

/* One at a time: a commit is about to be written to the log, or was not after
 * all; it stands in the log: its number.  row: the last audit row, or 0. */
void durable_expect(struct durable *d, bool one);
uint64_t durable_add(struct durable *d, int64_t row);
/* The next in turn: a commit that was expected and never numbered may stand in
 * the log all the same, if its writer died in between: number it. */
void durable_settle(struct durable *d);
/* The number of the last commit. */
uint64_t durable_last(struct durable *d);

/* One of them was told to those who listen; and how many were not, being on
 * their way to it or left by a writer that died. */
void durable_tell(struct durable *d);
uint64_t durable_untold(struct durable *d);

/* The last row told, and its correction when the log is another, shorter one
 * than before: does nothing if it has moved from was. */
int64_t durable_row(struct durable *d);
void durable_set_row(struct durable *d, int64_t was, int64_t row);

/*
 * Wait until commit n is on the disk; perhaps by fn, which syncs the log and
 * answers 0 or an error; row is the last audit row that is then on the disk.
 * ERR_IO if a sync has failed: whether n is there, nobody knows.
 */
int durable_wait(struct durable *d, uint64_t n,
    int (*fn)(void *arg, int64_t row), void *arg);

/* How long saves took, from the wish to the disk: how many in at most each
 * bound, and all of them, since the shared memory was made. */
#define DURABLE_BOUNDS 9
extern const int durable_bound_ms[DURABLE_BOUNDS];
struct durable_times {
	uint64_t within[DURABLE_BOUNDS], all, us;
};
void durable_took(struct durable *d, int64_t us);
void durable_times(struct durable *d, struct durable_times *to);

/* Some sync of the log or of the database has failed. */
void durable_lose(struct durable *d);
bool durable_is_lost(struct durable *d);

#endif
