/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/invite.h"
#include "base/buf.h"
#include "base/lang.h"
#include "code.h"
#include "screen/screen.h"
#include "when.h"

/* One-time codes: what is done with each stands below it. */
static const struct {
	int (*make)(struct actor *who, int64_t person, struct act_code *code,
	    int64_t *audit);
	const char *question, *title, *then, *also;
} kinds[] = {
	[CODE_INVITE] = { act_invite,
	    N_("Make an invitation? A code made before for them is void "
	       "then."),
	    N_("An invitation, shown this once"),
	    N_("Write it on a slip and give it to them in person.\n\n"
	       "They connect as: join\n"
	       "They type the login and this code, and choose a "
	       "passphrase.\n"),
	    NULL },
	[CODE_AGAIN] = { act_account_regrant,
	    N_("Have they forgotten the passphrase, or is it a new computer? "
	       "Make sure by their voice who it is. They get a code; until "
	       "they use it nothing changes."),
	    N_("A one-time code, shown this once"),
	    N_("Read it to them slowly, four at a time.\n\n"
	       "Passphrase forgotten: they connect as always and type this "
	       "code where the passphrase is asked for.\n"
	       "Then they choose a new passphrase. What they wrote before "
	       "comes back by itself or through a colleague.\n"),
	    N_("New computer, new key: they connect as: join\n") },
};

static void
show(struct screen *s, const struct act_code *c)
{
	struct buf *b = buf_new_in(screen_memory(s));
	char when[SCREEN_WHEN];

	screen_at(screen_now(s), c->until, when);
	buf_add_f(b, "%s  %s  %s\n\n", c->name, c->login, c->org);
	buf_add_f(b, "        %s\n\n", c->words);
	buf_add_f(b,
	    _("Good until %s, once; five wrong tries and it is "
	      "void.\n\n"),
	    when);
	buf_add_text(b, _(kinds[c->kind].then));
	if (c->binds && kinds[c->kind].also != NULL)
		buf_add_text(b, _(kinds[c->kind].also));
	screen_read(s, _(kinds[c->kind].title), buf_text(b));
	buf_free(b);
}

static void
make(struct screen *s, enum code_kind kind, int64_t person)
{
	struct act_code code;
	int r;

	if (person == 0 || !screen_confirm(s, _(kinds[kind].question)))
		return;
	if ((r = kinds[kind].make(screen_who(s), person, &code, NULL)) != 0) {
		screen_fail(s, r);
		return;
	}
	show(s, &code);
	act_code_forget(&code);
}

void
screen_code_invite(struct screen *s, int64_t person)
{
	make(s, CODE_INVITE, person);
}

void
screen_code_again(struct screen *s, int64_t person)
{
	make(s, CODE_AGAIN, person);
}
