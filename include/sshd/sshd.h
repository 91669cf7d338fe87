/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SSHD_SSHD_H
#define SSHD_SSHD_H

/*
 * The client's side of a connection: everything of SSH, and nothing of what
 * it is about.  Who may sign in is asked over the wire; the screens are bytes
 * from a terminal.  The only module that names libssh.
 */
struct conf;
struct sshd;

/*
 * Once, before any right is given up: read the host key (made if there is
 * none), and have libssh, its random numbers and the words load what they
 * load lazily.  c is borrowed.
 */
int sshd_ready(const struct conf *c, struct sshd **out);

/* The account and the files are given up in between: sshd_ready(), then
 * those, then sshd_confine(), then fork, then sshd_serve(). */
int sshd_confine(struct sshd *d);

/*
 * Serve one client to its end, in a process of its own, entering the list of
 * system calls first.  Takes over client and wire; life hangs up when the
 * server stops.  Returns an enum ending.
 */
int sshd_serve(struct sshd *d, int client, int wire, int life);

#endif
