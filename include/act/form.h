/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_FORM_H
#define ACT_FORM_H

#include <stdbool.h>
#include <stddef.h>

struct actor;
struct buf;

/*
 * Blank forms on paper, for when there is no line, no power or no hand free.
 * A form is a text in the folder forms/ of the installation; each sheet gets a
 * number that stands in the audit, so that what is entered later can name it.
 */
struct act_form {
	const char *code;  /* "call": also its file's name */
	const char *words; /* msgid */
};
const struct act_form *act_forms(size_t *n);
const struct act_form *act_form_of(const char *code); /* NULL */

#define ACT_FORM_COPIES 50

/* copies sheets, each with a number of its own; as a page for a browser, or
 * as plain text.  ERR_NOT_FOUND, ERR_INPUT. */
int act_form_print(struct actor *who, const char *code, int copies, bool html,
    struct buf *out);

#endif
