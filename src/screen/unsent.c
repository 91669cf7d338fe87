/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "screen/screen.h"
#include "unsent.h"

struct unsent {
	struct buf *question, *text; /* a question may name somebody */
	int64_t about;
	struct unsent *next;
};

static void
drop(struct unsent *u)
{
	buf_free(u->question);
	buf_free(u->text);
	free(u);
}

void
unsent_keep(
    struct screen *s, const char *question, int64_t about, const char *text)
{
	struct unsent *u = mem_zero(1, sizeof(*u));

	u->question = buf_new_in(screen_memory(s));
	u->text = buf_new_in(screen_memory(s));
	buf_add_text(u->question, question);
	buf_add_text(u->text, text);
	u->about = about;
	u->next = s->unsent;
	s->unsent = u;
}

void
unsent_take(
    struct screen *s, const char *question, int64_t about, struct buf *to)
{
	struct unsent **at = &s->unsent, *u;

	while ((u = *at) != NULL) {
		if (strcmp(buf_text(u->question), question) != 0) {
			at = &u->next;
			continue;
		}
		*at = u->next;
		if (u->about == about)
			buf_add_text(to, buf_text(u->text));
		drop(u);
	}
}

void
unsent_free(struct unsent *all)
{
	struct unsent *next;

	for (; all != NULL; all = next) {
		next = all->next;
		drop(all);
	}
}
