/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody wrote for a step while another saved first: a draft, called
 * by the step it was meant for, until it is sent or thrown away. */
#include <stdio.h>
#include <string.h>

#include "act/draft.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "warning_case.h"

#define KEPT "warning."

static void
kept_kind(enum warning_event on, char to[24])
{
	snprintf(
	    to, 24, KEPT "%s", state_event_code(&warning_machine, (int)on));
}

int
act_warning_kept_event(const char *kind)
{
	return strncmp(kind, KEPT, strlen(KEPT)) == 0
		   ? state_event_by_code(&warning_machine, kind + strlen(KEPT))
		   : -1;
}

void
case_keep(struct actor *who, int64_t id, enum warning_event on,
    const struct act_step *f)
{
	const char *text = f->text != NULL ? f->text : "";
	const char *reason = f->reason != NULL ? f->reason : "";
	char why[ACT_WHY_MAX], kind[24];
	struct buf *b = act_secret();

	kept_kind(on, kind);
	buf_add_text(b, text);
	if (text[0] != '\0' && reason[0] != '\0')
		buf_add_char(b, '\n');
	buf_add_text(b, reason);
	mem_copy_text(why, sizeof(why), who->why);
	if (buf_len(b) > 0)
		act_draft_save(who, kind, id, buf_data(b), buf_len(b),
		    (int64_t)buf_len(b));
	mem_copy_text(who->why, sizeof(who->why), why);
	buf_free(b);
}

struct finding {
	int64_t warning;
	int event;
};

static int
find_kept(void *arg, const struct act_draft *d)
{
	struct finding *f = arg;

	if (f->event < 0 && d->subject == f->warning && !d->lost)
		f->event = act_warning_kept_event(d->kind);
	return 0;
}

int
act_warning_kept(struct actor *who, int64_t id, enum warning_event *on)
{
	struct finding f = { id, -1 };
	int r;

	if ((r = act_draft_each(who, find_kept, &f)) != 0)
		return r;
	*on = (enum warning_event)f.event;
	return f.event < 0 ? ERR_NOT_FOUND : 0;
}

int
act_warning_kept_open(
    struct actor *who, int64_t id, enum warning_event on, struct buf *out)
{
	struct act_draft d;
	char kind[24];

	kept_kind(on, kind);
	return act_draft_open(who, kind, id, &d, out);
}

int
act_warning_kept_drop(struct actor *who, int64_t id, enum warning_event on)
{
	char kind[24];

	kept_kind(on, kind);
	return act_draft_drop(who, kind, id);
}
