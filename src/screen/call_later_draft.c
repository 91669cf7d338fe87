/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/draft.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "call_later.h"

int
later_draft_save(struct screen *s)
{
	struct later *l = (struct later *)s;
	struct buf *b;
	int r;

	if (l->saved)
		return 0;
	b = buf_new_in(screen_memory(s));
	for (size_t i = 0; i < F_COUNT; i++)
		if (l->line[i] != NULL)
			buf_put_text(b, tui_field_text(l->line[i]));
	buf_put_text(b, tui_area_text(l->text));
	buf_put_i64(b, l->channel.chosen);
	buf_put_i64(b, l->thoughts.chosen);
	buf_put_i64(b, l->danger.chosen);
	buf_put_i64(b, l->taker);
	buf_put_text(b, l->taker_name);
	r = act_draft_save(screen_who(s), ACT_LATER_DRAFT, 0, buf_data(b),
	    buf_len(b), l->form.at);
	buf_free(b);
	return r;
}

static int
take_text(struct buf *b, size_t max, struct later *l, int field)
{
	char *s = NULL;
	int r = buf_get_text(b, &s, max);

	if (r == 0 && field == F_TEXT)
		tui_area_set(l->text, s, strlen(s));
	else if (r == 0 && field >= 0)
		tui_field_set(l->line[field], s);
	else if (r == 0)
		mem_copy_text(l->taker_name, sizeof(l->taker_name), s);
	if (s != NULL)
		explicit_bzero(s, strlen(s));
	free(s);
	return r;
}

static int
take_choice(struct buf *b, struct tui_choice *c)
{
	int64_t n;
	int r = buf_get_i64(b, &n);

	if (r == 0 && n >= -1 && n < c->n)
		c->chosen = (int)n;
	return r;
}

static int
read_draft(struct later *l, struct buf *b)
{
	int r = 0;

	for (size_t i = 0; i < F_COUNT && r == 0; i++)
		if (l->line[i] != NULL)
			r = take_text(b, later_line_max((int)i) + 1, l, (int)i);
	if (r == 0 &&
	    (r = take_text(b, ACT_TICKET_TEXT_MAX + 1, l, F_TEXT)) == 0 &&
	    (r = take_choice(b, &l->channel)) == 0 &&
	    (r = take_choice(b, &l->thoughts)) == 0 &&
	    (r = take_choice(b, &l->danger)) == 0 &&
	    (r = buf_get_i64(b, &l->taker)) == 0)
		r = take_text(b, sizeof(l->taker_name), l, -1);
	return r;
}

void
later_draft_resume(struct later *l)
{
	struct buf *b = buf_new_in(screen_memory(&l->screen));
	struct act_draft d;

	if (act_draft_open(screen_who(&l->screen), ACT_LATER_DRAFT, 0, &d, b) ==
		0 &&
	    read_draft(l, b) == 0) {
		tui_form_go(&l->form, (int)d.caret);
		screen_say(&l->screen, "%s",
		    _("What you began is here; go on writing."));
	}
	buf_free(b);
}
