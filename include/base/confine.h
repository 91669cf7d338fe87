/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Giving up rights, for every program of ours; none of it can be undone.  A
 * zygote does the first four once; what it forks adds its list of system
 * calls.  A step that the system refuses is ERR_SYSTEM, errno kept, and the
 * caller must not go on, but for confine_files().
 */

/* No core, no ptrace by others of the same account: what was opened stays in
 * this process. */
int confine_memory(void);

/* The same, no gaining of rights by exec, files for the owner alone. */
int confine_self(void);

/* Be this account for good, with no other group. */
int confine_account(uid_t uid, gid_t gid);

/* See an empty, deleted folder as the root of all files.  Needs root. */
int confine_root(void);

enum confine_may {
	CONFINE_READ,  /* read files and list folders */
	CONFINE_KEEP,  /* also write, create and remove files in it */
	CONFINE_DEVICE /* read, write and ioctl */
};
struct confine_path {
	const char *path; /* what is not there is left out */
	enum confine_may may;
};

/* No file but those under paths; NULL and 0: none at all.  ERR_UNKNOWN if
 * this kernel cannot: to be said loudly, once. */
int confine_files(const struct confine_path *paths, size_t n);

/* A list of system calls, made ready once and entered in many processes. */
struct confine_calls;

/* For a network process: reads, writes and waits on what it has; opens,
 * makes and starts nothing.  Anything else kills it. */
int confine_calls_network(struct confine_calls **out);

/* For a session process: files, terminal, memory and threads.  Sockets are
 * refused; exec, a second process, ptrace and their like kill it; what is
 * merely unknown is refused. */
int confine_calls_session(struct confine_calls **out);

/* For the keeper: the same without a terminal. */
int confine_calls_keeper(struct confine_calls **out);

/* For a reader of files: reads and writes what it has, takes memory, ends.
 * Anything else kills it. */
int confine_calls_reader(struct confine_calls **out);

void confine_calls_free(struct confine_calls *c); /* NULL is fine */

/* From here on only these calls.  Does nothing in a build with sanitizers,
 * which need calls of their own; so says confine_is_whole(). */
int confine_enter(const struct confine_calls *c);
int confine_is_whole(void);

/* Bounds on what one process may take. */
struct confine_bounds {
	size_t files;  /* descriptors */
	size_t data;   /* bytes of heap */
	size_t memory; /* bytes of address space, 0: as it is */
	int forks;     /* may it fork at all? */
};
int confine_bounds(const struct confine_bounds *b);

/* And on its time: SIGXCPU after so many seconds of work, SIGALRM after so
 * many of the clock.  Nobody caught them: they end it; a second of work more
 * ends it in any case. */
int confine_time(unsigned work_s, unsigned clock_s);

#endif
