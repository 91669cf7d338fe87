/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_CODE_H
#define MODEL_CODE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * One-time codes: twelve characters in groups of four, "2K7M-9PQR-WXYZ".  No
 * letter looks like a digit; those that are told over the phone are digits
 * alone, since B, D, P and T sound the same there.
 */
#define CODE_CHARS 12
#define CODE_MAX (CODE_CHARS + 1)   /* as it is hashed */
#define CODE_WORDS (CODE_CHARS + 3) /* as people read it */

enum code_kind {
	CODE_INVITE = 1, /* a first sign-in: printed */
	CODE_AGAIN,	 /* a forgotten passphrase, a lost key: by phone */
};

/* What a code of this kind is drawn from; static. */
const char *code_alphabet(enum code_kind k);

/* Read what somebody typed: any case, full width, blanks and dashes between.
 * false when it has not the shape of a code. */
bool code_read(const char *s, size_t n, char to[CODE_MAX]);
void code_write(const char code[CODE_MAX], char to[CODE_WORDS]);

#endif
