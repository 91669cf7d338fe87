/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/lang.h"
#include "warning_ask.h"

static bool
ask_severity(struct screen *s, struct act_step *f)
{
	const char *words[SEVERITY_COUNT];
	int n;

	for (int i = 1; i < SEVERITY_COUNT; i++)
		words[i - 1] =
		    _(warning_severity_word((enum warning_severity)i));
	n = screen_choose(
	    s, _("How serious is it?"), words, SEVERITY_COUNT - 1);
	f->severity = (enum warning_severity)(n + 1);
	return n >= 0;
}

static bool
ask_parents(struct screen *s, struct act_step *f, struct buf *reason)
{
	const char *words[PARENTS_COUNT];
	int n;

	for (int i = 1; i < PARENTS_COUNT; i++)
		words[i - 1] = _(warning_parents_word((enum warning_parents)i));
	n = screen_choose(
	    s, _("Do the parents know?"), words, PARENTS_COUNT - 1);
	if (n < 0)
		return false;
	f->parents = (enum warning_parents)(n + 1);
	return f->parents == PARENTS_TOLD || buf_len(reason) > 0 ||
	       screen_ask(s, _("Why not yet? One sentence."), reason);
}

static bool
ask_level(struct screen *s, const struct act_warning *v, bool higher,
    struct act_step *f)
{
	const char *words[LEVEL_DISTRICT + 1];
	int first = higher ? (int)v->w.level + 1 : 0, n;

	for (int i = first; i <= LEVEL_DISTRICT; i++)
		words[i - first] = _(warning_level_word((enum profile_level)i));
	n = screen_choose(
	    s, _("Which level?"), words, LEVEL_DISTRICT + 1 - first);
	f->level = n + first;
	return n >= 0;
}

static bool
ask_person(struct screen *s, const struct act_warning *v, struct act_step *f)
{
	const char *words[ACT_HANDS_MAX];
	int n;

	for (int i = 0; i < v->n_hands; i++)
		words[i] = v->hands[i].name;
	n = screen_choose(s, _("To whom?"), words, v->n_hands);
	if (n >= 0)
		f->person = v->hands[n].id;
	return n >= 0;
}

bool
warning_ask(struct screen *s, const struct act_warning *v,
    const struct act_action *a, struct act_step *f, struct buf *text,
    struct buf *reason)
{
	if ((a->needs & NEED_SEVERITY) != 0 && !ask_severity(s, f))
		return false;
	if ((a->needs & NEED_PERSON) != 0 && !ask_person(s, v, f))
		return false;
	if ((a->event == WARNING_RAISE || a->event == WARNING_PLACE) &&
	    !ask_level(s, v, a->event == WARNING_RAISE, f))
		return false;
	if ((a->needs & NEED_TEXT) != 0 &&
	    !screen_ask_with(s,
		a->event == WARNING_INTERVENE || a->event == WARNING_MEASURE
		    ? _("What was agreed? The class teacher sees it.")
		    : _("What was found or done?"),
		NULL, ACT_TEXT_MAX, text))
		return false;
	if ((a->needs & NEED_REASON) != 0 &&
	    !screen_ask(s, _("Why? One sentence."), reason))
		return false;
	if ((a->needs & NEED_PARENTS) != 0 && !ask_parents(s, f, reason))
		return false;
	f->text = buf_len(text) > 0 ? buf_text(text) : NULL;
	f->reason = buf_len(reason) > 0 ? buf_text(reason) : NULL;
	return true;
}
