/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SUPER_INTERNAL_H
#define SUPER_INTERNAL_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "src/super/limit.h"
#include "super/super.h"
#include "super/zygote.h"

#define LISTENERS_MAX 64
#define STOP_MS 15000	    /* for everything to end after SIGTERM */
#define LEAVE_MS 10000	    /* for one half of a connection after the other */
#define GRACE_SPARE_MS 5000 /* ours, over the network process's own */

struct super;

/* A descriptor in the epoll set, and what to do when it is ready. */
struct watch {
	int fd; /* -1: none */
	void (*ready)(struct super *s, void *arg);
	void *arg;
};

enum child_kind {
	CHILD_SESSION, /* these two have a process in each connection */
	CHILD_NETWORK,
	CHILD_KEEPER,
	CHILD_READER,
	CHILD_KINDS
};

struct child {
	struct watch control; /* our end of ZYGOTE_FD */
	enum child_kind kind;
	pid_t pid; /* 0: not running */
	bool ready;
	bool served;	     /* was ready at least once */
	int64_t born, again; /* ticks; again: when to start it, or 0 */
	int failures;
};

/* One connection: two processes and what is known of it. */
struct conn {
	struct conn *next, **back;
	struct super *super;
	uint64_t id;
	struct limit_source source;
	char peer[INET6_ADDRSTRLEN];
	struct watch news; /* the session process says how far it is */
	pid_t pid[2];	   /* by CHILD_SESSION and CHILD_NETWORK */
	bool done[2];
	bool keyed, open, too_slow;
	int status;	  /* of the network process */
	int64_t deadline; /* ticks, or 0 */
};

struct super {
	const struct conf *c;
	const struct super_how *how;
	int epoll;
	struct watch signals, timer;
	struct watch listener[LISTENERS_MAX];
	int n_listeners, port;
	struct child child[CHILD_KINDS];
	int life[2]; /* nothing is ever written to it */
	int ask[2];  /* sessions ask on the one, the reader's zygote hears */
	int pid_fd;
	struct limit *limit;
	struct conn *conns;
	struct conn *gone; /* freed once no event can name them */
	uint64_t last_id;
	int64_t refused, refused_told;	   /* count; ticks of the last line */
	int64_t stop_by;		   /* ticks; 0: serving */
	int64_t listen_again, paused_told; /* ticks, or 0: listen.c */
	bool announced;
	int status;
};

/* super.c */
int super_watch(struct super *s, struct watch *w, int fd,
    void (*ready)(struct super *s, void *arg), void *arg);
void super_unwatch(struct super *s, struct watch *w); /* and close */
void super_stop(struct super *s, int status);

/* listen.c */
int listen_open(struct super *s); /* bound, not yet listening */
int listen_start(struct super *s);
void listen_close(struct super *s);
void listen_hold(struct super *s);
void listen_resume(struct super *s); /* once both zygotes serve */

/* child.c */
bool child_serves(enum child_kind k); /* connections, with a process each */
int child_start(struct super *s, struct child *c);
void child_ended(struct super *s, struct child *c, int status);
bool
child_tell(struct child *c, const struct zygote_order *o, int fd, int wire);
void child_kill(struct super *s, enum child_kind kind, pid_t pid);

/* conn.c */
void conn_accept(struct super *s, int fd, const struct sockaddr *from);
struct conn *conn_find(struct super *s, uint64_t id);
struct conn *conn_of_pid(struct super *s, pid_t pid, enum child_kind *kind);
void conn_ended(struct conn *c, enum child_kind kind, int status);
void conn_check(struct super *s, int64_t now);
void conn_lost(struct super *s, enum child_kind kind);
void conn_sweep(struct super *s);
void conn_free_all(struct super *s);

/* notify.c */
void notify(const char *state);

#endif
