/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_MANY_H
#define TESTS_MANY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Many clients in one process, by libssh: a terminal of 24 x 80 each that
 * answers what a terminal is asked and forgets what it is shown.
 */
struct many;

struct many *many_new(void);
/* Sign in n more: a sample login at our server; or, foreign, at OpenSSH's
 * sshd with the key of that name.  Comes back when all have a screen. */
void many_open(struct many *m, int n, const char *login, bool foreign);
int many_count(const struct many *m);
void many_type(struct many *m, int i, const char *keys);
/* Take in what comes within ms; fn hears who was shown something. */
void many_look(struct many *m, int ms, void (*fn)(void *arg, int i), void *arg);
void many_close(struct many *m);

#endif
