/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_FORM_H
#define ACT_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/paper.h"

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

/*
 * A sheet of such a form: out until it was entered (by naming its number with
 * the record) or accounted for.  It names no child.
 */
struct act_paper {
	struct paper p;
	const char *words; /* msgid: what form; "" if not printed here */
	char printer[65], doer[65];
};
/* Those that are out, the oldest first: printed by this person, or where they
 * work.  By id behind `after`, at most limit (0: a page of
 * ACT_FORM_PAGE). */
#define ACT_FORM_PAGE 64
int act_form_each(struct actor *who, int64_t after, int limit,
    int (*fn)(void *, const struct act_paper *), void *arg);
/* By the number at its head, or the end of it ("312-01"): whoever printed or
 * entered it, and who works there (a school with its classes).  ERR_NOT_FOUND
 * for anybody else's, as for one that is not there. */
int act_form_look(struct actor *who, const char *number, struct act_paper *out);
/* It came back blank, was destroyed, cannot be found; PAPER_OUT: it is out
 * after all.  ERR_STATE once it was entered. */
int act_form_note(struct actor *who, const char *number, enum paper_state state,
    int64_t *audit);

#endif
