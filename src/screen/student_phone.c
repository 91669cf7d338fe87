/* SPDX-License-Identifier: Apache-2.0 */
/* What is asked of a student's file: a telephone number, how a name is read. */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/lang.h"
#include "screen/student.h"

static bool
choose_guardian(struct screen *s, const struct act_student *of, int *which)
{
	char words[STUDENT_GUARDIANS_MAX][160];
	const char *options[STUDENT_GUARDIANS_MAX];

	*which = 0;
	if (of->n_guardians < 2)
		return of->n_guardians == 1;
	for (int i = 0; i < of->n_guardians; i++) {
		snprintf(words[i], sizeof(words[i]), "%s  %s  %s",
		    of->guardians[i].relation, of->guardians[i].name,
		    of->guardians[i].phone);
		options[i] = words[i];
	}
	*which = screen_choose(s, _("Whose number?"), options, of->n_guardians);
	return *which >= 0;
}

void
screen_show_phone(struct screen *s, int64_t student)
{
	const char *options[PURPOSE_COUNT];
	char phone[PHONE_MAX], text[PHONE_MAX + STUDENT_NAME_MAX + 40];
	struct act_student of;
	int which, purpose, r;

	if ((r = act_student_show(screen_who(s), student, &of)) != 0) {
		screen_fail(s, r);
		return;
	}
	if (!choose_guardian(s, &of, &which)) {
		if (of.n_guardians == 0)
			screen_warn(s, "%s",
			    _("No number is known, or it is "
			      "not open to you."));
		return;
	}
	for (int p = 0; p < PURPOSE_COUNT; p++)
		options[p] = _(act_purpose_words((enum act_purpose)p));
	purpose = screen_choose(s, _("What is the number for? It is recorded."),
	    options, PURPOSE_COUNT);
	if (purpose < 0)
		return;
	r = act_guardian_phone(screen_who(s), student, of.guardians[which].id,
	    (enum act_purpose)purpose, phone);
	if (r != 0) {
		screen_fail(s, r);
		return;
	}
	snprintf(text, sizeof(text), "%s  %s  %s", of.guardians[which].relation,
	    of.guardians[which].name, phone);
	screen_read(s, _("Telephone (this look is recorded)"), text);
	explicit_bzero(phone, sizeof(phone));
	explicit_bzero(text, sizeof(text));
}

bool
screen_correct_reading(struct screen *s, const struct act_student *of)
{
	struct buf *text = buf_new();
	bool done = false;
	int r;

	if (screen_ask_with(s, _("How is the name read? Like zeng yi nuo"),
		of->s.reading, PINYIN_READING_MAX - 1, text)) {
		r = act_student_reading(screen_who(s), of->s.id, of->s.version,
		    buf_text(text), NULL);
		if (r != 0)
			screen_fail(s, r);
		else
			screen_say(s, "%s",
			    _("Saved. It is found so from now "
			      "on."));
		done = r == 0;
	}
	buf_free(text);
	return done;
}
