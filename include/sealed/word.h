/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_WORD_H
#define SEALED_WORD_H

/*
 * A random word to be typed or told: groups of n letters, a dash between two
 * of them; each letter is drawn anew and all are as likely.  to has room for
 * groups * (n + 1) bytes.
 */
void sealed_word(const char *letters, int groups, int n, char *to);

#endif
