/* SPDX-License-Identifier: Apache-2.0 */
/* The second person: what was asked for stands there whole, so that the
 * answer is a yes or a no and nothing is chosen twice. */
#include <stdlib.h>

#include "act/approval.h"
#include "base/buf.h"
#include "base/lang.h"
#include "screen/undo.h"
#include "warning_agree.h"

void
warning_pending_words(
    const struct act_warning *v, const struct act_pending *p, struct buf *to)
{
	int severity = warning_severity_of(p->code);

	buf_add_text(to, _(warning_event_word(p->event)));
	if (severity > 0)
		buf_add_f(to, _(" (%s)"),
		    _(warning_severity_word((enum warning_severity)severity)));
	for (int i = 0; p->event == WARNING_HAND && i < v->n_hands; i++)
		if (v->hands[i].id == strtoll(p->code, NULL, 10))
			buf_add_f(to, _(" (%s)"), v->hands[i].name);
}

const struct act_pending *
warning_pending_mine(const struct act_warning *v)
{
	for (int i = 0; v != NULL && i < v->n_pending; i++)
		if (v->pending[i].mine)
			return &v->pending[i];
	return NULL;
}

/* What was agreed to is done, and can be taken back; a word against it stands.
 */
static int
noted(struct screen *s, const struct act_pending *p, bool agreed, int r)
{
	if (screen_fail(s, r) != 0)
		return r;
	if (agreed)
		screen_say_done(
		    s, &warning_machine, (int)p->event, _("Noted."));
	else
		screen_say(s, "%s", _("Noted."));
	return 0;
}

void
warning_decide(
    struct screen *s, const struct act_warning *v, const struct act_pending *p)
{
	const char *const options[] = { _("I agree"), _("I do not agree") };
	const struct act_pending asked = *p; /* p goes when it is read again */
	struct buf *b = buf_new(), *why = buf_new_in(screen_memory(s));
	int at;

	buf_add_f(b, _("%s asks for your agreement: "), p->asked_by.name);
	warning_pending_words(v, p, b);
	at = screen_choose(s, buf_text(b), options, 2);
	buf_free(b);
	if (at == 0)
		noted(s, &asked, true,
		    act_approval_give(screen_who(s), asked.approval, NULL));
	while (at == 1 &&
	       screen_ask_about(s, _("Why not? Who asked reads it."),
		   asked.approval, NULL, 0, why) &&
	       noted(s, &asked, false,
		   act_approval_refuse(screen_who(s), asked.approval,
		       buf_text(why), NULL)) != 0)
		;
	buf_free(why);
}
