/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/durable.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/presence.h"
#include "base/queue.h"

/* Topics share words by hash: a stranger's change costs one extra look. */
#define EPOCH_WORDS 4096
#define EPOCH_LISTEN_MAX 64
#define RELAY_SIGNAL SIGURG	     /* nobody else needs it */
#define EPOCH_PAGE_SIZE (512 * 1024) /* what nobody uses takes no memory */
#define EPOCH_DURABLE (24 * 1024)    /* where what is on the disk begins */
#define EPOCH_QUEUE (32 * 1024)	     /* where the queue of writers begins */
#define EPOCH_SEATS (128 * 1024)     /* where the seats begin */
#define EPOCH_MADE 0x786e7133u

struct epoch_page {
	_Atomic uint32_t bell; /* the futex: grows with every commit */
	_Atomic uint32_t word[EPOCH_WORDS];
	uint32_t made; /* EPOCH_MADE once the rest is there */
};

_Static_assert(sizeof(struct epoch_page) <= EPOCH_DURABLE,
    "the words end before the rest");

struct epoch {
	struct epoch_page *page;
	uint32_t bits; /* bumped since the last wake */
	int fd;	       /* of listening, or -1 */
	pthread_t relay;
	_Atomic bool stop;
	_Atomic uint32_t mask;
	uint32_t heard; /* the bell before the relay began */
};

/* The highest bits, 12 of them: no lower one depends on the topic's kind. */
static uint32_t
topic_hash(uint32_t topic)
{
	return (topic * 2654435761u) >> 20;
}

/* One bit of 31 for the futex; the last is for everybody. */
static uint32_t
topic_bit(uint32_t topic)
{
	return topic == 0 ? 1u << 31 : 1u << (topic_hash(topic) % 31);
}

/* When the folder was made, in nanoseconds; 0 where no file system says. */
static unsigned long long
folder_born(int dir)
{
	struct statx st;

	if (statx(dir, ".", 0, STATX_BTIME, &st) != 0 ||
	    (st.stx_mask & STATX_BTIME) == 0)
		return 0;
	return (unsigned long long)st.stx_btime.tv_sec * 1000000000u +
	       st.stx_btime.tv_nsec;
}

/* A folder that has gone gives its number to another, and may have left a
 * page that who owns the other can neither open nor put away. */
static int
page_file(int dir, char *path, size_t size, struct stat *folder)
{
	if (fstatat(dir, ".", folder, 0) != 0)
		return ERR_IO;
	snprintf(path, size, "/dev/shm/xinqing-%llx-%llx-%llx",
	    (unsigned long long)folder->st_dev,
	    (unsigned long long)folder->st_ino, folder_born(dir));
	return 0;
}

void
epoch_forget(void)
{
	struct stat folder;
	char path[96];

	if (page_file(AT_FDCWD, path, sizeof(path), &folder) == 0)
		unlink(path);
}

/* All that page_owner() makes serve the folder's group. */
static bool
page_serves(const struct stat *folder, const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_gid == folder->st_gid &&
	       (st->st_mode & 07777) == 0660;
}

void
epoch_clear(const char *data)
{
	int dir = geteuid() == 0
		      ? open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
		      : -1;
	struct stat folder, st;
	char path[96];

	if (dir < 0)
		return;
	if (page_file(dir, path, sizeof(path), &folder) == 0 &&
	    lstat(path, &st) == 0 && !page_serves(&folder, &st))
		(void)unlink(path);
	close(dir);
}

/* Made by the keeper or by root, it must serve the sessions too; made by
 * somebody else, it serves nobody. */
static int
page_owner(int fd, const struct stat *folder, struct stat *st)
{
	if (fstat(fd, st) != 0 || !S_ISREG(st->st_mode))
		return ERR_SYSTEM;
	if (st->st_uid != geteuid())
		return st->st_uid == folder->st_uid || st->st_uid == 0 ||
			       (st->st_gid == folder->st_gid &&
				   (st->st_mode & S_IRWXO) == 0)
			   ? 0
			   : ERR_DENIED;
	if (fchown(fd, geteuid() == 0 ? folder->st_uid : (uid_t)-1,
		folder->st_gid) != 0 &&
	    errno != EPERM)
		return ERR_SYSTEM;
	return fchmod(fd, 0660) == 0 ? 0 : ERR_SYSTEM;
}

static int page_open(int *fd);

/* A page under our name that somebody else has made, or that is left of a
 * folder with the same number: root, who starts the server, puts it away. */
static int
page_again(const char *path, int *fd)
{
	if (geteuid() != 0 || unlink(path) != 0)
		return ERR_DENIED;
	return page_open(fd);
}

static int
page_open(int *fd)
{
	struct stat folder, st;
	char path[96];
	int r;

	if (page_file(AT_FDCWD, path, sizeof(path), &folder) != 0)
		return ERR_IO;
	/* Without O_CREAT first: in /dev/shm the system refuses it for a file
	 * of another account (fs.protected_regular). */
	while ((*fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)) < 0 &&
	       errno == ENOENT)
		if ((*fd = open(path,
			 O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
			 0660)) >= 0 ||
		    errno != EEXIST)
			break;
	if (*fd < 0)
		return ERR_SYSTEM;
	if ((r = page_owner(*fd, &folder, &st)) != 0) {
		close(*fd);
		return r == ERR_DENIED ? page_again(path, fd) : r;
	}
	/* With its room, not as a hole: a full tmpfs is an error here and not
	 * a signal at the first touch. */
	if ((int64_t)st.st_blocks * 512 < EPOCH_PAGE_SIZE &&
	    (r = posix_fallocate(*fd, 0, EPOCH_PAGE_SIZE)) != 0) {
		close(*fd);
		return r == ENOSPC ? ERR_FULL : ERR_SYSTEM;
	}
	return 0;
}

static struct queue *
page_queue(void *page)
{
	return (struct queue *)(void *)((char *)page + EPOCH_QUEUE);
}

static struct durable *
page_durable(void *page)
{
	return (struct durable *)(void *)((char *)page + EPOCH_DURABLE);
}

static struct presence *
page_seats(void *page)
{
	return (struct presence *)(void *)((char *)page + EPOCH_SEATS);
}

/* The queue, what is on the disk and the seats. */
static int
page_make(struct epoch_page *page)
{
	int r;

	if (queue_size() > EPOCH_SEATS - EPOCH_QUEUE ||
	    durable_size() > EPOCH_QUEUE - EPOCH_DURABLE ||
	    presence_size() > EPOCH_PAGE_SIZE - EPOCH_SEATS)
		return ERR_SYSTEM;
	if ((r = queue_init(page_queue(page))) == 0 &&
	    (r = durable_init(page_durable(page))) == 0 &&
	    (r = presence_init(page_seats(page))) == 0)
		page->made = EPOCH_MADE;
	return r;
}

/* By the first to come.  The lock would last as long as the mapping, so it is
 * given back. */
static int
page_make_once(int fd, struct epoch_page *page)
{
	int r = 0;

	if (flock(fd, LOCK_EX) != 0)
		return ERR_SYSTEM;
	if (page->made != EPOCH_MADE)
		r = page_make(page);
	flock(fd, LOCK_UN);
	return r;
}

static int
page_map(void **out)
{
	void *p;
	int fd, r;

	if ((r = page_open(&fd)) != 0)
		return r;
	p = mmap(
	    NULL, EPOCH_PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		r = ERR_SYSTEM;
	else if ((r = page_make_once(fd, p)) != 0)
		munmap(p, EPOCH_PAGE_SIZE);
	close(fd);
	*out = p;
	return r;
}

struct queue *
epoch_queue(struct epoch *e)
{
	return page_queue(e->page);
}

struct durable *
epoch_durable(struct epoch *e)
{
	return page_durable(e->page);
}

struct presence *
epoch_seats(struct epoch *e)
{
	return page_seats(e->page);
}

static struct epoch *
epoch_of(void *page)
{
	struct epoch *e = mem_zero(1, sizeof(*e));

	e->page = page;
	e->fd = -1;
	return e;
}

int
epoch_open(struct epoch **out)
{
	void *p;
	int r;

	if ((r = page_map(&p)) == 0)
		*out = epoch_of(p);
	return r;
}

int
epoch_open_alone(struct epoch **out)
{
	void *p = mmap(NULL, EPOCH_PAGE_SIZE, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int r;

	if (p == MAP_FAILED)
		return ERR_MEMORY;
	if ((r = page_make(p)) == 0)
		*out = epoch_of(p);
	else
		munmap(p, EPOCH_PAGE_SIZE);
	return r;
}

uint32_t
epoch_read(struct epoch *e, uint32_t topic)
{
	return atomic_load(&e->page->word[topic_hash(topic) % EPOCH_WORDS]);
}

void
epoch_bump(struct epoch *e, uint32_t topic)
{
	atomic_fetch_add(&e->page->word[topic_hash(topic) % EPOCH_WORDS], 1);
	e->bits |= topic == 0 ? ~0u : topic_bit(topic);
}

void
epoch_bump_all(struct epoch *e)
{
	for (size_t i = 0; i < EPOCH_WORDS; i++)
		atomic_fetch_add(&e->page->word[i], 1);
	e->bits = ~0u;
}

void
epoch_wake(struct epoch *e)
{
	if (e->bits == 0)
		return;
	atomic_fetch_add(&e->page->bell, 1);
	syscall(SYS_futex, &e->page->bell, FUTEX_WAKE_BITSET, INT_MAX, NULL,
	    NULL, e->bits);
	e->bits = 0;
}

static void
relay_stirred(int sig)
{
	(void)sig; /* it ends the wait; nothing else is to be done */
}

/* The relay: sleeps on the bell, rings the descriptor. */
static void *
relay_run(void *arg)
{
	struct epoch *e = arg;
	sigset_t stir;
	uint64_t one = 1;
	uint32_t bell, now;

	sigemptyset(&stir);
	sigaddset(&stir, RELAY_SIGNAL);
	pthread_sigmask(SIG_UNBLOCK, &stir, NULL);

	/* The bell is read before the descriptor is rung: what comes after the
	 * reading ends the next wait at once, so no commit is slept through. */
	bell = e->heard;
	while (!atomic_load(&e->stop)) {
		syscall(SYS_futex, &e->page->bell, FUTEX_WAIT_BITSET, bell,
		    NULL, NULL, atomic_load(&e->mask) | 1u << 31);
		if ((now = atomic_load(&e->page->bell)) == bell)
			continue;
		bell = now;
		if (write(e->fd, &one, sizeof(one)) < 0 && errno != EAGAIN)
			break;
	}
	return NULL;
}

static int
relay_start(struct epoch *e)
{
	struct sigaction act = { .sa_handler = relay_stirred };
	pthread_attr_t attr;
	sigset_t all, was;
	int rc;

	if ((e->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) < 0)
		return ERR_SYSTEM;
	sigaction(RELAY_SIGNAL, &act, NULL);
	e->heard = atomic_load(&e->page->bell);
	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, 64 * 1024);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &was);
	rc = pthread_create(&e->relay, &attr, relay_run, e);
	pthread_sigmask(SIG_SETMASK, &was, NULL);
	pthread_attr_destroy(&attr);
	if (rc != 0) {
		close(e->fd);
		e->fd = -1;
		return ERR_SYSTEM;
	}
	return 0;
}

/* Let the relay of this process alone take the new mask, and ring once: what
 * came before is looked at again.  A sleeping one is ended by the signal; one
 * about to sleep sees that the bell has moved. */
static void
relay_stir(struct epoch *e)
{
	atomic_fetch_add(&e->page->bell, 1);
	pthread_kill(e->relay, RELAY_SIGNAL);
}

int
epoch_listen(struct epoch *e, const uint32_t *topics, int n, int *fd)
{
	uint32_t mask = 0;
	int r;

	if (n > EPOCH_LISTEN_MAX)
		return ERR_LIMIT;
	for (int i = 0; i < n; i++)
		mask |= topic_bit(topics[i]);
	atomic_store(&e->mask, mask);
	if (e->fd < 0 && (r = relay_start(e)) != 0)
		return r;
	relay_stir(e);
	*fd = e->fd;
	return 0;
}

void
epoch_close(struct epoch *e)
{
	if (e == NULL)
		return;
	if (e->fd >= 0) {
		atomic_store(&e->stop, true);
		relay_stir(e);
		pthread_join(e->relay, NULL);
		close(e->fd);
	}
	munmap(e->page, EPOCH_PAGE_SIZE);
	free(e);
}
