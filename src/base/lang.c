/* SPDX-License-Identifier: Apache-2.0 */
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"

/* gettext itself keeps the language of a process in its environment. */
extern int _nl_msg_cat_cntr;

const char *
lang_context(const char *key, const char *text)
{
	const char *found = gettext(key);

	return found == key ? text : found;
}

void
lang_set(const char *language)
{
	const char *dir = getenv("XINQING_LOCALEDIR");

	setenv("LANGUAGE", language, 1);
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain(PACKAGE, dir != NULL ? dir : LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	_nl_msg_cat_cntr++; /* the looked-up texts of before are stale */
}

const char *
lang_get(void)
{
	const char *l = getenv("LANGUAGE");

	return l != NULL && strcmp(l, "en") == 0 ? "en" : "zh_CN";
}
