/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/register.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/admin.h"
#include "training.h"

/* A new account: who, with which key, for which post.  It waits for the
 * security administrator (design.md 4 "Beginning"). */
enum { LOGIN, NAME, PHONE, KEY, ROLE, ORG, FIELDS };

struct propose {
	struct screen screen;
	struct tui_form form;
	struct tui_field *field[FIELDS];
};

static const struct {
	const char *label, *hint;
	size_t max;
} fields[FIELDS] = {
	[LOGIN] = { N_("Login"), N_("small letters and digits"), 32 },
	[NAME] = { N_("Name"), "", 64 },
	[PHONE] = { N_("Phone"), N_("may stay empty"), 32 },
	[KEY] = { N_("Public key"), N_("empty: by invitation"), 2047 },
	[ROLE] = { N_("Post"), N_("such as: class teacher"), 64 },
	[ORG] = { N_("Where"), N_("school, class or line"), 96 },
};

static struct propose *
of(struct screen *s)
{
	return (struct propose *)s;
}

bool
screen_propose_may(struct actor *who)
{
	return act_is(who, ROLE_SYSTEM_ADMIN);
}

static int
propose_open(struct screen *s, const void *arg)
{
	struct propose *p = of(s);

	(void)arg;
	for (int i = 0; i < FIELDS; i++) {
		const struct tui_field_spec spec = { .max = fields[i].max,
			.memory = screen_memory(s) };

		p->field[i] = tui_field_new(&spec);
		tui_form_field(&p->form, p->field[i]);
	}
	s->form = &p->form;
	return 0;
}

static void
propose_draw(struct screen *s, struct tui_view v)
{
	for (int i = 0; i < FIELDS; i++) {
		tui_text(v, 1 + 2 * i, 1, TUI_HEAD, _(fields[i].label));
		tui_form_draw(&of(s)->form, i, v, 1 + 2 * i, 12, 39, NULL);
		tui_text(v, 1 + 2 * i, 53, TUI_FAINT,
		    fields[i].hint[0] != '\0' ? _(fields[i].hint) : "");
	}
	tui_para(v, 14, 1, 3, TUI_PLAIN,
	    _("The security administrator agrees. Without a key you or their "
	      "lead invite them with a one-time code, and the key they bring "
	      "is theirs; the first sign-in sets the passphrase."));
}

/* In the person's words or in the program's. */
static enum role
role_typed(const char *typed)
{
	for (int r = ROLE_OPERATOR; r < ROLE_COUNT; r++)
		if (strcmp(typed, role_name((enum role)r)) == 0 ||
		    strcmp(typed, role_words((enum role)r)) == 0 ||
		    strcmp(typed, _(role_words((enum role)r))) == 0)
			return (enum role)r;
	return ROLE_NONE;
}

struct search {
	const char *typed;
	int64_t found;
};

static int
is_org(void *arg, const struct org *o)
{
	struct search *x = arg;

	if (x->found == 0 &&
	    (strcmp(o->name, x->typed) == 0 ||
		(o->code[0] != '\0' && strcmp(o->code, x->typed) == 0)))
		x->found = o->id;
	return 0;
}

static int
propose_send(struct screen *s)
{
	struct propose *p = of(s);
	struct search x = { tui_field_text(p->field[ORG]), 0 };
	struct act_account a = { .login = tui_field_text(p->field[LOGIN]),
		.name = tui_field_text(p->field[NAME]),
		.phone = tui_field_text(p->field[PHONE]),
		.key_text = tui_field_text(p->field[KEY]),
		.role = role_typed(tui_field_text(p->field[ROLE])) };
	int64_t person, audit;
	int r;

	if (a.phone[0] == '\0')
		a.phone = NULL;
	if ((r = act_org_each(screen_who(s), ORG_NONE, is_org, &x)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	a.org = x.found;
	if (a.role == ROLE_NONE || a.org == 0) {
		screen_warn(s, "%s",
		    a.role == ROLE_NONE ? _("There is no such post.")
					: _("There is no such place."));
		tui_form_go(&p->form, a.role == ROLE_NONE ? ROLE : ORG);
		return SCREEN_USED;
	}
	if ((r = act_account_propose(screen_who(s), &a, &person, &audit)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	screen_answer(s, person);
	training_say_proposed(s, person, a.role, a.org);
	return SCREEN_BACK;
}

static void
propose_close(struct screen *s)
{
	for (int i = 0; i < FIELDS; i++)
		tui_field_free(of(s)->field[i]);
}

static const struct screen_action actions[] = {
	{ N_("Next field"), N_("next field"), "xiayige xyg", TUI_TAB, 0, NULL,
	    NULL },
	{ N_("Propose the account"), N_("propose"), "tijiao tj", TUI_F(8),
	    TUI_CTRL('S'), propose_send, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_propose = {
	.name = "propose",
	.title = N_("A new account"),
	.words = "xin zhanghao xzh",
	.help =
	    N_("Fill in who it is for; the public half of their key, if you "
	       "have it (the line ssh-ed25519 ...). F8 proposes it."),
	.size = sizeof(struct propose),
	.actions = actions,
	.open = propose_open,
	.draw = propose_draw,
	.close = propose_close,
};
