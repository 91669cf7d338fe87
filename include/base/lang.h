/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_LANG_H
#define BASE_LANG_H

/*
 * Words for people are English in the source and Chinese in po/zh_CN/NAME.po
 * (one catalogue file a screen or module; the build joins them).  _() looks
 * a text up, N_() marks one in a table, C_() gives the same word in two
 * senses a context: C_("state", "new").
 */
#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) s

/* po keys a context as "context\004text". */
#define C_(ctx, s) lang_context(ctx "\004" s, s)

const char *lang_context(const char *key, const char *text);

/* Choose the language, "zh_CN" or "en", for the whole process.  Call before
 * any window is drawn; may be called again when the person changes it.  The
 * process stays in C.UTF-8: the client's locale is never believed
 * (terminal.md 0.6). */
void lang_set(const char *language);

/* What lang_set() last chose; "zh_CN" before. */
const char *lang_get(void);

#endif
