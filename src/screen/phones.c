/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "act/register.h"
#include "act/ticket.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
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

static void
duty_words(const struct act_duty *d, char to[200])
{
	struct clock_parts p;

	clock_parts_of(d->confirmed_at, &p);
	if (d->id == 0)
		snprintf(to, 200, "%s  %s", d->name, d->phone);
	else if (d->confirmed_at != 0)
		snprintf(to, 200, _("%s %s  %s  last confirmed %d-%d"), d->org,
		    d->name, d->phone, p.month, p.day);
	else
		snprintf(to, 200, _("%s %s  %s  never confirmed"), d->org,
		    d->name, d->phone);
}

bool
screen_phoned(struct screen *s, const struct act_duty *all, int n,
    struct act_duty *whom, bool *spoke)
{
	const char *const answers[] = { _("spoke to them"), _("no answer") };
	const char *options[9];
	char text[8][200];
	int at, answer;

	n = n < 8 ? n : 8;
	for (int i = 0; i < n; i++) {
		duty_words(&all[i], text[i]);
		options[i] = text[i];
	}
	options[n] = _("somebody else");
	at = screen_choose(s, _("Please phone now. Whom?"), options, n + 1);
	if (at < 0)
		return false;
	*whom = at < n ? all[at] : (struct act_duty){ 0 };
	answer = screen_choose(
	    s, _("Did somebody answer?"), answers, (int)nitems(answers));
	*spoke = answer == 0;
	return answer >= 0;
}
