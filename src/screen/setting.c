/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/setting.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/topic.h"
#include "screen/setting.h"
#include "tui/theme.h"

/* A row a setting, what it does below; Enter asks for another value. */
#define CHOICES_MAX 9

struct setting_screen {
	struct screen screen;
	struct tui_list list;
};

static struct setting_screen *
of(struct screen *s)
{
	return (struct setting_screen *)s;
}

/* --- drawing -------------------------------------------------------------- */

static const struct tui_column columns[] = {
	{ N_("setting"), 24, 0, false },
	{ N_("as it is"), 40, 1, false },
};

static size_t
count(void *data)
{
	(void)data;
	return SETTING_COUNT;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct setting_screen *x = data;
	enum setting_id id = (enum setting_id)i;
	const char *const texts[] = { _(setting_at(id)->words),
		_(setting_words(id, act_setting(screen_who(&x->screen), id))) };

	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
draw(struct screen *s, struct tui_view v)
{
	struct setting_screen *x = of(s);
	int y = SETTING_COUNT + 2;

	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&x->list, tui_sub(v, 1, 0, SETTING_COUNT, v.w), true);
	tui_rule(v, y);
	tui_para(tui_sub(v, y + 1, 1, v.h - y - 1, v.w - 2), 0, 0, v.h - y - 1,
	    TUI_PLAIN, _(setting_at((enum setting_id)x->list.at)->help));
}

/* --- doing ---------------------------------------------------------------- */

/* The themes of this house and one's own; screens one may open; else what
 * stands in the table. */
static int
choices(struct screen *s, enum setting_id id, const char *to[CHOICES_MAX])
{
	const struct tui_themes *ts = screen_themes(s);
	const struct setting_value *v = setting_at(id)->values;
	const struct actor *who = screen_who(s);
	struct theme own;
	int n = 0;

	if (id == SETTING_THEME && ts != NULL) {
		for (; n < tui_themes_count(ts) && n < CHOICES_MAX - 1; n++)
			to[n] = tui_themes_at(ts, n)->name;
		if (act_theme_brought(who, &own) == 0)
			to[n++] = act_setting(who, SETTING_OWN);
		return n;
	}
	for (; v->value != NULL && n < CHOICES_MAX; v++)
		if (id != SETTING_START || screen_has(s, v->value))
			to[n++] = v->value;
	return n;
}

void
screen_setting_ask(struct screen *s, enum setting_id id)
{
	const char *value[CHOICES_MAX], *words[CHOICES_MAX];
	char chosen[SETTING_MAX];
	int n = choices(s, id, value), i;

	for (i = 0; i < n; i++)
		words[i] = _(setting_words(id, value[i]));
	i = screen_choose(s, _(setting_at(id)->words), words, n);
	if (i < 0)
		return;
	/* what lies in who changes as it is set */
	mem_copy_text(chosen, sizeof(chosen), value[i]);
	if (screen_set(s, id, chosen) == 0)
		screen_say(s, "%s", _("Saved."));
}

static int
key(struct screen *s, uint32_t k)
{
	enum setting_id id = (enum setting_id)of(s)->list.at;

	if (k == TUI_ENTER) {
		if (id == SETTING_OWN)
			screen_push(s, &screen_theme, NULL);
		else
			screen_setting_ask(s, id);
		return SCREEN_USED;
	}
	return tui_list_key(&of(s)->list, k) != TUI_PASS ? SCREEN_USED
							 : SCREEN_PASS;
}

static int
open_setting(struct screen *s, const void *arg)
{
	(void)arg;
	of(s)->list.ops = &list_ops;
	of(s)->list.data = of(s);
	return 0;
}

static const struct screen_action actions[] = {
	{ N_("Change the setting"), N_("change it"), "gai g", TUI_ENTER, 0,
	    NULL, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_setting = {
	.name = "setting",
	.title = N_("Settings"),
	.words = "shezhi sz",
	.help = N_("What is set here is yours alone: it stays for the next "
		   "sign-in and holds at once.\nWhat each does stands below "
		   "the list."),
	.size = sizeof(struct setting_screen),
	.actions = actions,
	.open = open_setting,
	.draw = draw,
	.key = key,
};
