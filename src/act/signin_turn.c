/* SPDX-License-Identifier: Apache-2.0 */
/* Who guesses at an account without a key waits longer each time, from however
 * many addresses; an account there is and one there is not, alike. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "act/signin.h"
#include "base/clock.h"

/*
 * A file of places, a login's by its hash: nothing grows, whatever is tried.
 * Two logins at one place wait for each other; that costs seconds.
 */
#define PLACES 4096
#define FREE_TRIES 3  /* a slip of the finger waits for nothing */
#define PAUSE_MOST 30 /* seconds between two tries */
#define WAIT_MOST 60  /* longer than this nobody stands in line */
#define FORGET 900    /* seconds of quiet after which all is forgotten */

struct place {
	int64_t next; /* when the next may try, in seconds */
	int64_t tries;
};

/* FNV-1a. */
static off_t
place_at(const char *login)
{
	uint64_t h = 0xcbf29ce484222325u;

	/* in capitals or not it is the same login */
	for (; *login != '\0'; login++)
		h = (h ^ (uint8_t)tolower((unsigned char)*login)) *
		    0x100000001b3u;
	return (off_t)((h ^ h >> 32) % PLACES * sizeof(struct place));
}

/* The file, with the one place locked until it is closed. */
static int
place_open(off_t at, struct place *p)
{
	struct flock l = { .l_type = F_WRLCK,
		.l_whence = SEEK_SET,
		.l_start = at,
		.l_len = sizeof(*p) };
	int fd = open(
	    "signin.turns", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);

	if (fd >= 0 && fcntl(fd, F_OFD_SETLKW, &l) != 0) {
		close(fd);
		return -1;
	}
	if (fd >= 0 && pread(fd, p, sizeof(*p), at) != sizeof(*p))
		*p = (struct place){ .next = 0 };
	return fd;
}

static int64_t
pause_after(int64_t tries)
{
	if (tries < FREE_TRIES)
		return 0;
	if (tries - FREE_TRIES > 5)
		return PAUSE_MOST;
	return (int64_t)1 << (tries - FREE_TRIES);
}

/* Without the file nobody tries: -1. */
int64_t
act_signin_turn(const char *login)
{
	off_t at = place_at(login);
	int64_t now = clock_now(), wait = -1;
	struct place p;
	int fd = place_open(at, &p);

	if (fd < 0)
		return -1;
	if (p.next > now + WAIT_MOST + PAUSE_MOST || p.next + FORGET < now)
		p = (struct place){ .next = now }; /* long ago, or no time */
	if (p.next < now)
		p.next = now;
	if (p.next - now <= WAIT_MOST) {
		wait = (p.next - now) * 1000;
		p.next += pause_after(++p.tries);
		if (pwrite(fd, &p, sizeof(p), at) != sizeof(p))
			wait = -1;
	}
	close(fd);
	return wait;
}

void
act_signin_well(const char *login)
{
	off_t at = place_at(login);
	struct place p;
	int fd = place_open(at, &p);

	if (fd < 0)
		return;
	p.tries = 0;
	(void)!pwrite(fd, &p, sizeof(p), at);
	close(fd);
}
