/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_OFFICE_H
#define TESTS_OFFICE_H

struct actor;
struct store;

/*
 * A small sample district in test_folder(): the people of act/sample.h with
 * their circles, three schools, no students.  A real store with real keys,
 * whose passphrases cost little (tests/lib/cheap_pass.h); once a program.  Ends
 * the test on failure.
 */
struct store *test_office(void);
/* The same with so many schools; call it first. */
struct store *test_office_schools(int n);
/* Close this connection to it (before forking, say); the district stays, and
 * test_signin() goes on. */
void test_office_close(void);

/* Somebody of it, signed in on a connection of their own; test_leave() when
 * done. */
struct actor *test_signin(const char *login);
void test_leave(struct actor *who);

/* giver tells login a one-time code, and with it they set this passphrase:
 * signed in with a new pair. */
struct actor *
test_begin_again(struct actor *giver, const char *login, const char *pass);

#endif
