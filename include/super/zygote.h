/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SUPER_ZYGOTE_H
#define SUPER_ZYGOTE_H

#include <netinet/in.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * A zygote is started once, makes itself ready (libraries, keys, rights given
 * up) and then forks a process for each connection when the supervisor asks.
 * The two speak over one SOCK_SEQPACKET pair, descriptor ZYGOTE_FD.
 */
#define ZYGOTE_FD 3	 /* orders in, reports out */
#define ZYGOTE_LIFE_FD 4 /* hangs up when the supervisor is gone */

enum zygote_verb { ZYGOTE_START = 1, ZYGOTE_KILL };
struct zygote_order {
	uint32_t verb;
	uint32_t loopback; /* 1: the client is on this machine */
	uint64_t id;	   /* of the connection */
	int32_t pid;	   /* of ZYGOTE_KILL */
	char peer[INET6_ADDRSTRLEN];
	char local[INET6_ADDRSTRLEN]; /* the address the client came to */
	uint32_t port;
};

enum zygote_news { ZYGOTE_READY = 1, ZYGOTE_STARTED, ZYGOTE_ENDED };
struct zygote_report {
	uint32_t news;
	int32_t pid;
	uint64_t id;
	int32_t status; /* as waitpid() gives it, of ZYGOTE_ENDED */
	uint32_t pad;
};

/* What the forked process does; its value is the exit status.  The two
 * descriptors are its own: the client (or the news pipe) and its end of the
 * wire. */
typedef int
zygote_child(void *arg, const struct zygote_order *o, int fd, int wire);

/* One of them has ended, however; in the zygote.  May be NULL. */
typedef void zygote_ended(void *arg, pid_t pid);

/*
 * Say ready, then serve orders until the supervisor hangs up; by then wait at
 * most 10 s for the children, and end what is left.  Returns the exit status
 * of the zygote.  SIGCHLD must not have been changed.
 */
int zygote_serve(zygote_child *child, zygote_ended *ended, void *arg);

#endif
