/* SPDX-License-Identifier: Apache-2.0 */
#include "act/setting.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "warning_filter.h"

static void
by_state(struct screen *s, struct warning_filter *f, bool plain)
{
	static const enum warning_state states[] = { WARNING_REPORTED,
		WARNING_VERIFYING, WARNING_CONFIRMED, WARNING_AT_LEVEL,
		WARNING_INTERVENING, WARNING_MONITORING };
	const char *words[nitems(states)];
	int n;

	for (size_t i = 0; i < nitems(states); i++)
		words[i] = _(warning_word(states[i], !plain));
	n = screen_choose(s, _("Which step?"), words, (int)nitems(states));
	if (n >= 0)
		f->state = (int)states[n];
}

static void
by_level(struct screen *s, struct warning_filter *f)
{
	const char *words[LEVEL_DISTRICT + 1];
	int n;

	for (int i = 0; i <= LEVEL_DISTRICT; i++)
		words[i] = _(warning_level_word((enum profile_level)i));
	n = screen_choose(s, _("Which level?"), words, LEVEL_DISTRICT + 1);
	if (n >= 0)
		f->level = n;
}

bool
warning_filter_ask(struct screen *s, struct warning_filter *f,
    const struct warning *like, bool plain)
{
	const char *const kinds[] = { _("only what is overdue"),
		_("the closed ones"), _("by step"), _("by level"),
		_("of the school under the cursor"),
		_("of the grade under the cursor"),
		_("of who runs the one under the cursor") };

	switch (screen_choose(s, _("Show what?"), kinds, (int)nitems(kinds))) {
	case 0:
		f->overdue_at = screen_now(s);
		return true;
	case 1:
		f->open = WARNINGS_CLOSED;
		return true;
	case 2:
		by_state(s, f, plain);
		return true;
	case 3:
		by_level(s, f);
		return true;
	case 4:
		f->school = like->school;
		return true;
	case 5:
		f->grade = like->grade;
		return true;
	case 6:
		f->owner = like->owner;
		return true;
	default:
		return false;
	}
}

/* Whose they are is to be seen in the rows. */
static int
draw_whose(const struct warning_filter *f, struct tui_view v, int x)
{
	const struct {
		int64_t id;
		const char *words;
	} whose[] = {
		{ f->school, _("of one school") },
		{ f->grade, _("of one grade") },
		{ f->owner, _("of one person") },
	};

	for (size_t i = 0; i < nitems(whose); i++)
		if (whose[i].id != 0)
			x +=
			    3 + tui_text(v, 0, x + 3, TUI_SOON, whose[i].words);
	return x;
}

void
warning_filter_draw(
    const struct warning_filter *f, bool plain, struct tui_view v)
{
	int x = 1;

	/* Something is left out: it is not to be overlooked. */
	x += tui_text_f(v, 0, x,
	    warning_filter_is_clear(f) ? TUI_PLAIN : TUI_SOON,
	    _("Shown: %s   %s   %s"),
	    f->open == WARNINGS_CLOSED ? _("case closed")
	    : f->overdue_at != 0       ? _("overdue")
				       : _("not closed"),
	    f->state >= 0
		? _(warning_word((enum warning_state)f->state, !plain))
		: _("every step"),
	    f->level >= 0 ? _(warning_level_word((enum profile_level)f->level))
			  : _("every level"));
	draw_whose(f, v, x);
	tui_right(v, 0, v.w, TUI_FAINT, _("/  filter   0 all"));
}

const char *
warning_filter_none(const struct warning_filter *f)
{
	return warning_filter_is_clear(f)
		   ? _("Nothing here. Good.")
		   : _("Nothing of what you chose. 0 shows all.");
}

/* --- for the next sign-in ------------------------------------------------- */

static const char hint_plain[] =
    N_("How serious it is does not stand here; who should, sees it inside.");

void
warning_filter_keep(struct screen *s, const struct act_ledger *l)
{
	struct buf *b;

	if (warning_filter_is_clear(&l->filter))
		s->hint = hint_plain;
	if (l->figures || l->until != 0)
		return;
	b = buf_new();
	warning_filter_print(&l->filter, b);
	screen_set(s, SETTING_LEDGER, buf_text(b));
	buf_free(b);
}

void
warning_filter_recall(struct screen *s, struct act_ledger *l)
{
	s->hint = hint_plain;
	if (l->figures)
		return;
	(void)warning_filter_read(&l->filter,
	    act_setting(screen_who(s), SETTING_LEDGER), screen_now(s));
	if (!warning_filter_is_clear(&l->filter))
		s->hint = N_("Shown as you left it, not everything. 0 shows "
			     "all.");
}
