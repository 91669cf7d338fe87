/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"
#include "screen/home.h"

/* The first screen of somebody for whom no other begins the day. */

static void
home_draw(struct screen *s, struct tui_view v)
{
	(void)s;
	tui_text(v, 1, 1, TUI_HEAD, _("Nothing waits for you."));
	tui_text(v, 3, 1, TUI_PLAIN, _("F10 lists what can be done here."));
}

const struct screen_ops screen_home = {
	.name = "home",
	.title = N_("Start"),
	.words = "kaishi ks",
	.help = N_("Here nothing waits.\nF10 lists what can be done."),
	.size = sizeof(struct screen),
	.draw = home_draw,
};
