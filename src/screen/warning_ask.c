/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/lang.h"
#include "screen/undo.h"
#include "warning_ask.h"

const struct act_action *
warning_action_of(const struct act_warning *v, enum warning_event e)
{
	for (int i = 0; v != NULL && i < v->n_actions; i++)
		if (v->actions[i].event == e)
			return &v->actions[i];
	return NULL;
}

enum warning_event
warning_kept_step(const struct act_warning *v, enum warning_event meant)
{
	const struct act_action *a = warning_action_of(v, meant);
	unsigned words = NEED_TEXT | NEED_REASON | NEED_PARENTS;

	return a != NULL && a->missing == 0 && (a->needs & words) != 0
		   ? meant
		   : WARNING_NOTE;
}

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

/* A sentence into out; what could not be saved the last time stands there
 * already, else what was kept. */
static bool
ask_words(struct screen *s, const struct act_action *a, const char *question,
    const char *was, size_t max, struct buf *out)
{
	bool kept = was != NULL || buf_len(out) > 0;

	return screen_ask_about(
	    s, question, a->event, was, kept ? ACT_TEXT_MAX : max, out);
}

static const char *
text_question(const struct act_action *a)
{
	return a->event == WARNING_INTERVENE || a->event == WARNING_MEASURE
		   ? _("What was agreed? The class teacher sees it.")
		   : _("What was found or done?");
}

/* A reason asked for already serves for the parents as well. */
static const char *
reason_question(const struct act_action *a)
{
	return (a->needs & NEED_REASON) != 0 ? _("Why? One sentence.")
					     : _("Why not yet? One sentence.");
}

static bool
ask_reason(struct screen *s, const struct act_action *a, const char *was,
    struct buf *reason)
{
	return ask_words(s, a, reason_question(a), was, 0, reason);
}

static bool
ask_parents(struct screen *s, const struct act_action *a, struct act_step *f,
    const char *was, struct buf *reason)
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
	if ((a->needs & NEED_REASON) != 0)
		return true;
	if (f->parents == PARENTS_TOLD) {
		buf_clear(reason); /* of the last try */
		return true;
	}
	return ask_reason(s, a, was, reason);
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
    const struct act_action *a, struct act_step *f, const char *was,
    struct buf *text, struct buf *reason)
{
	const char *of_reason = (a->needs & NEED_TEXT) != 0 ? NULL : was;

	if ((a->needs & NEED_SEVERITY) != 0 && !ask_severity(s, f))
		return false;
	if ((a->needs & NEED_PERSON) != 0 && !ask_person(s, v, f))
		return false;
	if ((a->event == WARNING_RAISE || a->event == WARNING_PLACE) &&
	    !ask_level(s, v, a->event == WARNING_RAISE, f))
		return false;
	if ((a->needs & NEED_TEXT) != 0 &&
	    !ask_words(s, a, text_question(a), was, ACT_TEXT_MAX, text))
		return false;
	if ((a->needs & NEED_REASON) != 0 &&
	    !ask_reason(s, a, of_reason, reason))
		return false;
	if ((a->needs & NEED_PARENTS) != 0 &&
	    !ask_parents(s, a, f, of_reason, reason))
		return false;
	f->text = buf_len(text) > 0 ? buf_text(text) : NULL;
	f->reason = buf_len(reason) > 0 ? buf_text(reason) : NULL;
	return true;
}

void
warning_ask_left(struct screen *s, const struct act_action *a, struct buf *text,
    struct buf *reason)
{
	screen_ask_left(s, text_question(a), a->event, text);
	screen_ask_left(s, reason_question(a), a->event, reason);
}

void
warning_say_done(
    struct screen *s, enum warning_event e, const struct act_stepped *done)
{
	if (done->approval != 0)
		screen_say(s, "%s",
		    _("This needs a second person, who has been asked. Ctrl-R"
		      " takes it back."));
	else
		screen_say_done(s, &warning_machine, (int)e, _("Noted."));
}
