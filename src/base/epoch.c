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
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/epoch.h"
#include "base/err.h"
#include "base/mem.h"

/* Topics share words by hash: a stranger's change costs one extra look. */
#define EPOCH_WORDS 4096
#define EPOCH_LISTEN_MAX 64
#define EPOCH_PAGE_SIZE (64 * 1024)
#define RELAY_SIGNAL SIGURG	/* nobody else needs it */

struct epoch_page {
	_Atomic uint32_t bell;	/* the futex: grows with every commit */
	_Atomic uint32_t word[EPOCH_WORDS];
};

struct epoch {
	struct epoch_page *page;
	uint32_t bits;		/* bumped since the last wake */
	int fd;			/* of listening, or -1 */
	pthread_t relay;
	_Atomic bool stop;
	_Atomic uint32_t mask;
	uint32_t heard;		/* the bell before the relay began */
};

static uint32_t
topic_hash(uint32_t topic)
{
	return (topic * 2654435761u) >> 12;
}

/* One bit of 31 for the futex; the last is for everybody. */
static uint32_t
topic_bit(uint32_t topic)
{
	return topic == 0 ? 1u << 31 : 1u << (topic_hash(topic) % 31);
}

static int
page_file(char *path, size_t size, struct stat *folder)
{
	if (stat(".", folder) != 0)
		return ERR_IO;
	snprintf(path, size, "/dev/shm/xinqing-%llx-%llx",
	    (unsigned long long)folder->st_dev,
	    (unsigned long long)folder->st_ino);
	return 0;
}

void
epoch_forget(void)
{
	struct stat folder;
	char path[96];

	if (page_file(path, sizeof(path), &folder) == 0)
		unlink(path);
}

static int
page_open(int *fd)
{
	struct stat folder, st;
	char path[96];

	if (page_file(path, sizeof(path), &folder) != 0)
		return ERR_IO;
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (*fd < 0)
		return ERR_SYSTEM;
	/* Made by the keeper or by root, it must serve the sessions too. */
	if (fstat(*fd, &st) == 0 && st.st_uid == geteuid()) {
		if (fchown(*fd, geteuid() == 0 ? folder.st_uid : (uid_t)-1,
		    folder.st_gid) != 0 && errno != EPERM)
			return ERR_SYSTEM;
		if (fchmod(*fd, 0660) != 0)
			return ERR_SYSTEM;
	}
	if (st.st_size < EPOCH_PAGE_SIZE &&
	    ftruncate(*fd, EPOCH_PAGE_SIZE) != 0)
		return ERR_SYSTEM;
	return 0;
}

int
epoch_open(struct epoch **out)
{
	struct epoch *e;
	void *p;
	int fd, r;

	if ((r = page_open(&fd)) != 0)
		return r;
	p = mmap(NULL, EPOCH_PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
	    0);
	close(fd);
	if (p == MAP_FAILED)
		return ERR_SYSTEM;
	e = mem_zero(1, sizeof(*e));
	e->page = p;
	e->fd = -1;
	*out = e;
	return 0;
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
	(void)sig;	/* it ends the wait; nothing else is to be done */
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
