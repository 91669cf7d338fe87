/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_CHEAP_PASS_H
#define TESTS_CHEAP_PASS_H

/*
 * The same Argon2 with the least work: nine tenths of what a test of the rules
 * computes would be signing people in, and what a passphrase opens does not
 * depend on what it costs.  What was sealed so opens only so.  Nothing of this
 * is in a program that is installed: it stands between a test and libsodium.
 *
 * From now on, here and in what is forked.
 */
void cheap_pass(void);

/* Where that was called: so too in the program that this process, a child,
 * becomes next. */
void cheap_pass_preload(void);

#endif
