/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_CODE_H
#define SCREEN_CODE_H

#include <stdbool.h>
#include <stdint.h>

struct screen;

/* A one-time code for a person, made and shown once, with what to do with it:
 * an invitation (after a question), or one for a forgotten passphrase or a
 * new computer. */
void screen_code_invite(struct screen *s, int64_t person);
void screen_code_again(struct screen *s, int64_t person);

#endif
