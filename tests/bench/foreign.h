/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FOREIGN_H
#define TESTS_FOREIGN_H

#include <sys/types.h>

/*
 * OpenSSH's sshd as a yardstick: Debian's, with a configuration and a host key
 * of its own in the test's folder, the same key exchange as ours, and nothing
 * of the machine's.  Whose key signs decides what it shows: seat (the screens
 * of a session, seat.c) as that sample login, or with the key of "list" a
 * plain list of 200 rows (list.c).  server_start() comes before: the keys and
 * the store are its.
 *
 * The user to sign in as is foreign_user(): this one, for sshd has no others.
 */
void foreign_start(void);
int foreign_port(void);
pid_t foreign_pid(void);
const char *foreign_user(void);
/* It has waited for all its children when this comes back. */
void foreign_stop(void);

#endif
