/* SPDX-License-Identifier: Apache-2.0 */
#include "act/register.h"
#include "base/buf.h"
#include "base/lang.h"
#include "phones.h"
#include "when.h"

struct phones {
	struct screen *s;
	struct buf *text;
};

static int
add(void *arg, const struct oncall *o)
{
	struct phones *p = arg;
	char when[SCREEN_WHEN];

	screen_at(screen_now(p->s), o->confirmed_at, when);
	buf_add_f(p->text, "%s  %s\n    ", o->name, o->phone);
	if (when[0] != '\0')
		buf_add_f(p->text, _("last confirmed %s"), when);
	else
		buf_add_text(p->text, _("not confirmed yet"));
	buf_add_char(p->text, '\n');
	return 0;
}

void
screen_phones(struct screen *s, int64_t org)
{
	struct phones p = { s, buf_new() };
	int r = org != 0 ? act_oncall_each(screen_who(s), org, add, &p) : 0;

	buf_add_text(p.text, _("Ambulance 120    Police 110\n"));
	if (r != 0)
		screen_fail(s, r);
	screen_read(s, _("Please phone now"), buf_text(p.text));
	buf_free(p.text);
}
