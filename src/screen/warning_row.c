/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"
#include "warning_row.h"
#include "when.h"

static void
draw_looks(
    const struct act_warning_row *row, int64_t now, struct tui_view v, int y)
{
	char when[SCREEN_WHEN];
	int x = 1;

	for (int i = 0; i < row->n_looks; i++) {
		if (row->looks[i].at != 0) {
			screen_at_short(now, row->looks[i].at, when);
			x += tui_text_f(v, y, x, TUI_PLAIN, _("%s looked %s"),
			    row->looks[i].who.name, when);
		} else
			x += tui_text_f(v, y, x, TUI_PLAIN,
			    _("%s has not looked yet"), row->looks[i].who.name);
		x += 4;
	}
}

/* The sentence that makes a second screen needless. */
static const char *
next_step(const struct act_warning_row *row)
{
	static const char *const by_state[WARNING_STATES] = {
		[WARNING_REPORTED] = N_("Next: wait for those asked to look."),
		[WARNING_REOPENED] = N_("Next: wait for those asked to look."),
		[WARNING_ACKNOWLEDGED] =
		    N_("Next: start finding out, call the family."),
		[WARNING_VERIFYING] = N_("Next: decide what it is, together "
					 "with the district centre."),
		[WARNING_NOT_CONFIRMED] = N_("Next: close it."),
		[WARNING_CONFIRMED] = N_("Next: decide which level helps."),
		[WARNING_AT_LEVEL] =
		    N_("Next: agree on measures and begin to help."),
		[WARNING_INTERVENING] = N_("Next: look again how it goes."),
		[WARNING_MONITORING] =
		    N_("Next: keep an eye on it until the time is over."),
		[WARNING_CLOSED] = N_("Closed. If something new comes up, just "
				      "report it."),
	};

	if (row->asked)
		return _("Next: look first, then press F4; not safe now: F9.");
	return _(by_state[row->w.state]);
}

void
warning_row_draw(
    const struct act_warning_row *row, int64_t now, struct tui_view v, int y)
{
	char when[SCREEN_WHEN];

	screen_at(now, row->w.entered_at, when);
	tui_text_f(v, y, 1, TUI_PLAIN, _("%04lld %s  reported %s by %s"),
	    (long long)row->w.id, row->student, when, row->reporter.name);
	draw_looks(row, now, v, y + 1);
	tui_text(v, y + 2, 1, TUI_HEAD, next_step(row));
}
