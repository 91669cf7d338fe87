/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_LANG_H
#define BASE_LANG_H

/*
 * Words for people are English in the source and Chinese in po/zh_CN/NAME.po
 * (one catalogue file a screen or module; the build joins them).  _() looks
 * a text up, N_() marks one in a table.
 */
#include <libintl.h>

#define _(s) lang_text(s)
#define N_(s) s

/* gettext() answers the head of its catalogue to "", which means nothing here:
 * what is not known has no words. */
static inline const char *
lang_text(const char *s) __attribute__((format_arg(1)));
static inline const char *
lang_text(const char *s)
{
	return s[0] != '\0' ? gettext(s) : "";
}

/* Choose the language, "zh_CN" or "en", for the whole process.  Call before
 * any window is drawn; may be called again when the person changes it.  The
 * process stays in C.UTF-8: the client's locale is never believed
 * (terminal.md 0.6). */
void lang_set(const char *language);

/* What lang_set() last chose; "zh_CN" before. */
const char *lang_get(void);

#endif
