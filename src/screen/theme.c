/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/setting.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "screen/gate.h"
#include "screen/setting.h"
#include "tui/theme.h"

/*
 * Colours of one's own.  What was brought is shown on the whole screen while
 * this one is open, and nothing is set before it is taken: whoever cannot read
 * it presses Esc and has the colours of before.
 */
struct own {
	struct screen screen;
	struct theme look; /* what is shown: brought, else in force */
	bool brought;
	char why[ACT_WHY_MAX]; /* what was wrong with what was pasted */
};

static struct own *
of(struct screen *s)
{
	return (struct own *)s;
}

/* --- drawing ---------------------------------------------------------------
 */
#define HALF (THEME_ROLES / 2)

static void
draw_role(
    const struct own *x, enum theme_role r, bool light, struct tui_view cell)
{
	double c = theme_contrast(&x->look.style[r], light);
	int w = text_width(_("sample 12:30"), strlen(_("sample 12:30")));

	tui_text(cell, 0, 0, TUI_PLAIN, theme_role_name(r));
	tui_text(cell, 0, 10, (enum tui_role)r, _("sample 12:30"));
	tui_text_f(cell, 0, 12 + w, TUI_PLAIN, "%4.1f%s", c,
	    c < THEME_CONTRAST_GOOD && r != THEME_RULE ? _(" weak") : "");
}

static void
draw_roles(const struct own *x, struct tui_view v)
{
	enum theme_role worst;
	bool light = theme_light(&x->look, &worst) == 1;

	for (int i = 0; i < THEME_ROLES; i++)
		draw_role(x, (enum theme_role)i, light,
		    tui_sub(v, i % HALF, i / HALF * (v.w / 2), 1, v.w / 2 - 1));
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct own *x = of(s);
	int y = tui_para(v, 0, 1, 2, TUI_PLAIN,
	    x->brought ? _("The whole screen shows the colours you brought. "
			   "F8 takes them; Esc leaves all as it was.")
		       : _("You have brought no colours yet. F6 shows how a "
			   "file of them looks, from those you have now."));

	tui_caret(v, 0, 0); /* where a screen reader begins */
	draw_roles(x, tui_sub(v, y + 1, 1, HALF, v.w - 2));
	y += HALF + 2;
	y +=
	    1 +
	    tui_para(v, y, 1, 2, TUI_FAINT,
		_("The number is how far ink stands from paper: 21 is black on "
		  "white, below 4.5 is weak, below 3 is not taken in."));
	y += 1 + tui_para(v, y, 1, 3, TUI_PLAIN,
		     _("Bring others: paste the text of a file here, or press "
		       "F4 for a word and send the file in."));
	tui_para(v, y, 1, v.h - y, TUI_ALERT, x->why);
}

/* --- doing ---------------------------------------------------------------- */

/* Their own if there are any; else a paper to draw on is what is in force. */
static void
look(struct screen *s)
{
	struct own *x = of(s);
	const char *set = act_setting(screen_who(s), SETTING_THEME);

	x->brought = act_theme_brought(screen_who(s), &x->look) == 0;
	if (!x->brought && !theme_unpack(set, &x->look)) {
		if (screen_themes(s) != NULL)
			x->look = *tui_themes_find(screen_themes(s), set);
		else
			theme_none(&x->look);
	}
	screen_try_theme(s, x->brought ? &x->look : NULL);
}

static int
theme_open(struct screen *s, const void *arg)
{
	(void)arg;
	s->topics[s->n_topics++] = ACT_SETTING_TOPIC(screen_who(s)->person);
	look(s);
	return 0;
}

static void
theme_close(struct screen *s)
{
	screen_try_theme(s, NULL);
}

static void
theme_paste(struct screen *s, const char *text, size_t n)
{
	struct own *x = of(s);

	x->why[0] = '\0';
	if (screen_fail(s, act_theme_bring(screen_who(s), text, n)) != 0) {
		mem_copy_text(x->why, sizeof(x->why), screen_who(s)->why);
		return;
	}
	look(s);
	screen_say(s, "%s", _("Here they are. F8 takes them, Esc does not."));
}

static int
by_file(struct screen *s)
{
	const struct act_gate_ask ask = { .purpose = GATE_THEME, .copies = 1 };

	screen_push(s, &screen_gate_wait, &ask);
	return SCREEN_USED;
}

static int
read_file(struct screen *s)
{
	struct buf *b = buf_new();

	buf_add_text(
	    b, _("# A line: what it is, = , ink, paper; then, if you like,\n"
		 "# bold, underline, reverse, dim.\n"
		 "# Colours: default (the terminal's own), black, red, green,\n"
		 "# yellow, blue, magenta, cyan, white, bright-black and so "
		 "on.\n"));
	theme_print(&of(s)->look, b);
	screen_read(s, _("A file of colours"), buf_text(b));
	buf_free(b);
	return SCREEN_USED;
}

static int
take(struct screen *s)
{
	if (screen_fail(s, act_theme_take(screen_who(s))) != 0)
		return SCREEN_USED;
	screen_say(s, "%s", _("They are yours now."));
	return SCREEN_BACK;
}

static bool
is_brought(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->brought;
}

/* The way back of whoever can hardly read what stands here. */
static int
use_default(struct screen *s)
{
	if (screen_set(s, SETTING_THEME, setting_at(SETTING_THEME)->dflt) != 0)
		return SCREEN_USED;
	screen_say(s, "%s", _("The colours of the house again."));
	return SCREEN_BACK;
}

static const struct screen_action actions[] = {
	{ N_("Take these colours"), N_("take them"), "yong zhexie yanse yzxys",
	    TUI_F(8), TUI_CTRL('S'), take, is_brought },
	{ N_("A word to send a file of colours"), N_("send a file"),
	    "song wenjian swj", TUI_F(4), TUI_CTRL('T'), by_file, NULL },
	{ N_("How a file of colours looks"), N_("how it looks"),
	    "kan wenjian kwj", TUI_F(6), 0, read_file, NULL },
	{ N_("Back to the colours of the house"), N_("house colours"),
	    "huifu moren hfmr", TUI_F(7), 0, use_default, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_theme = {
	.name = "theme",
	.title = N_("Colours of your own"),
	.words = "zijide yanse zjdys",
	.help = N_("A file says ink and paper for each kind of text. Paste "
		   "its text here or send it in with F4; the screen shows it "
		   "at once.\n"
		   "F8 takes the colours. Esc leaves everything as it was. F7 "
		   "goes back to the colours of the house, whatever is set.\n"
		   "Colours nobody could read are not taken in: line and "
		   "reason are said."),
	.size = sizeof(struct own),
	.actions = actions,
	.open = theme_open,
	.draw = draw,
	.paste = theme_paste,
	.changed = look,
	.close = theme_close,
};
