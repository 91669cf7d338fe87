/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SUPER_SUPER_H
#define SUPER_SUPER_H

/*
 * The supervisor: listens, limits, has two zygotes start the two processes of
 * each connection, and sees to it that none is left when one is gone.  It
 * parses no byte of a client and holds no key.
 */
struct conf;

struct super_how {
	const char *programs; /* folder of the programs it starts */
	int ready_fd;	      /* told "ready port=P" and closed; or -1 */
};

/* Serve until SIGTERM or SIGINT.  Returns an exit status. */
int super_run(const struct conf *c, const struct super_how *how);

#endif
