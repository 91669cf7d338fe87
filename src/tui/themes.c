/* SPDX-License-Identifier: Apache-2.0 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "tui/theme.h"

#define THEMES_MAX 32

struct tui_themes {
	int n;
	struct theme theme[THEMES_MAX];
};

static void
load_one(struct tui_themes *ts, const char *dir, const char *name)
{
	char path[512], why[256], text[THEME_BYTES_MAX + 1];
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	if ((f = fopen(path, "re")) == NULL) {
		log_warn("theme %s cannot be read", name);
		return;
	}
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	if (theme_read(&ts->theme[ts->n], name, text, n, why, sizeof(why)) == 0)
		ts->n++;
	else
		log_warn("theme left out: %s", why);
}

static int
is_theme(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 6 && n < THEME_NAME + 6 && d->d_name[0] != '.' &&
	       strcmp(d->d_name + n - 6, ".theme") == 0;
}

struct tui_themes *
tui_themes_load(const char *dir)
{
	struct tui_themes *ts = mem_zero(1, sizeof(*ts));
	struct dirent **names = NULL;
	int n = scandir(dir, &names, is_theme, alphasort);

	for (int i = 0; i < n; i++) {
		if (ts->n < THEMES_MAX)
			load_one(ts, dir, names[i]->d_name);
		free(names[i]);
	}
	free(names);
	if (ts->n == 0)
		theme_none(&ts->theme[ts->n++]);
	return ts;
}

void
tui_themes_free(struct tui_themes *ts)
{
	free(ts);
}

int
tui_themes_count(const struct tui_themes *ts)
{
	return ts->n;
}

const struct theme *
tui_themes_at(const struct tui_themes *ts, int i)
{
	return &ts->theme[i];
}

const struct theme *
tui_themes_find(const struct tui_themes *ts, const char *name)
{
	const struct theme *dflt = &ts->theme[0];

	for (int i = 0; i < ts->n; i++) {
		if (name != NULL && strcmp(ts->theme[i].name, name) == 0)
			return &ts->theme[i];
		if (strcmp(ts->theme[i].name, "default") == 0)
			dflt = &ts->theme[i];
	}
	return dflt;
}
