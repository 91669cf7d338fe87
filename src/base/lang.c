/* SPDX-License-Identifier: Apache-2.0 */
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"


void
lang_set(const char *language)
{
	const char *dir = getenv("XINQING_LOCALEDIR");

	/* gettext itself keeps the language of a process there */
	setenv("LANGUAGE", language, 1);
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain(PACKAGE, dir != NULL ? dir : LOCALEDIR);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE); /* forgets the texts looked up before */
}

const char *
lang_get(void)
{
	const char *l = getenv("LANGUAGE");

	return l != NULL && strcmp(l, "en") == 0 ? "en" : "zh_CN";
}
