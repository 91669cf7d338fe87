/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_ACCOUNT_WORDS_H
#define SCREEN_ACCOUNT_WORDS_H

#include "act/account.h"

/* "in use", in the language of now; "" for a state that is none. */
const char *account_words(enum account_state s);

#endif
