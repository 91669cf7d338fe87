/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/package.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/gate.h"

/* A package about one student: what, to whom, for what, on which ground. */
enum { AS, WHO, NAME, WHAT_FOR, GROUND, IN_IT, ITEMS };
#define CHOICES_MAX 8

struct make {
	struct screen screen;
	struct act_student s;
	struct tui_form form;
	struct tui_field *name;
	struct tui_choice choice[ITEMS]; /* of AS, WHO, WHAT_FOR, GROUND */
	struct tui_checks items;
	const char *option[ITEMS][CHOICES_MAX];
};

static struct make *
of(struct screen *s)
{
	return (struct make *)s;
}

static const struct {
	const char *label;
	enum package_list list;
} fields[ITEMS] = {
	[AS] = { N_("Given as"), PACKAGE_LIST_MEDIUM },
	[WHO] = { N_("To"), PACKAGE_LIST_RECEIVER },
	[NAME] = { N_("Name of it"), PACKAGE_LISTS },
	[WHAT_FOR] = { N_("What for"), PACKAGE_LIST_PURPOSE },
	[GROUND] = { N_("Ground"), PACKAGE_LIST_GROUND },
	[IN_IT] = { N_("In it"), PACKAGE_LIST_ITEM },
};

static int
options_of(struct make *m, int i)
{
	int n = package_count(fields[i].list);

	for (int k = 0; k < n && k < CHOICES_MAX; k++)
		m->option[i][k] = package_words(fields[i].list, k);
	return n;
}

static void
make_fields(struct make *m)
{
	const struct tui_field_spec spec = { .max = PACKAGE_NAME_MAX - 1,
		.memory = screen_memory(&m->screen) };

	m->name = tui_field_new(&spec);
	for (int i = 0; i < ITEMS; i++) {
		int n = i == NAME ? 0 : options_of(m, i);

		if (i == NAME)
			tui_form_field(&m->form, m->name);
		else if (i == IN_IT) {
			m->items = (struct tui_checks){ m->option[i], n,
				PACKAGE_DIRECTORY, 0, 2, false };
			tui_form_checks(&m->form, &m->items);
		} else {
			m->choice[i] = (struct tui_choice){ m->option[i], n, -1,
				0, false };
			tui_form_choice(&m->form, &m->choice[i]);
		}
	}
	m->choice[AS].chosen = PACKAGE_ZIP;
}

static int
make_open(struct screen *s, const void *arg)
{
	struct make *m = of(s);
	int r = act_student_show(screen_who(s), *(const int64_t *)arg, &m->s);

	if (r != 0)
		return r;
	make_fields(m);
	s->form = &m->form;
	return 0;
}

static void
make_close(struct screen *s)
{
	tui_field_free(of(s)->name);
	explicit_bzero(&of(s)->s, sizeof(of(s)->s));
}

static void
make_draw(struct screen *s, struct tui_view v)
{
	struct make *m = of(s);
	int y = 0;

	tui_text_f(v, y++, 1, TUI_TITLE, "%s  %s  %s", m->s.s.name, m->s.class,
	    m->s.school);
	for (int i = 0; i < ITEMS; i++) {
		tui_text(v, ++y, 1, TUI_HEAD, _(fields[i].label));
		y += tui_form_draw(&m->form, i, tui_sub(v, 0, 0, v.h, v.w), y,
			 14, v.w - 15, NULL) -
		     1;
		y++;
	}
	tui_para(v, v.h - 3, 1, 3, TUI_FAINT,
	    _("Somebody else agrees first: the head of the school's crisis "
	      "group, or the district. Give no more than the purpose needs."));
}

static int
missing(struct make *m)
{
	for (int i = 0; i < ITEMS; i++)
		if (i == NAME ? tui_field_len(m->name) == 0
			      : i != IN_IT && m->choice[i].chosen < 0)
			return i;
	return -1;
}

/* The passphrase stands on the screen this once. */
static void
show_pass(struct screen *s, const struct package *p, char *pass)
{
	char text[400];

	snprintf(text, sizeof(text), "%s\n\n%s  %s\n\n%s", pass, p->number,
	    p->name,
	    _("Write it down, and tell it by telephone to whom you know "
	      "there; never in the same message as the file. It is shown "
	      "this once. If it gets lost, the package's own screen makes "
	      "another."));
	screen_read(s, _("The passphrase of the package"), text);
	explicit_bzero(text, sizeof(text));
}

static int
send(struct screen *s)
{
	struct make *m = of(s);
	struct act_package_ask ask = { .student = m->s.s.id,
		.medium = (enum package_medium)m->choice[AS].chosen,
		.receiver = (enum package_receiver)m->choice[WHO].chosen,
		.name = tui_field_text(m->name),
		.purpose = (enum package_purpose)m->choice[WHAT_FOR].chosen,
		.ground = (enum package_ground)m->choice[GROUND].chosen,
		.items = (unsigned)m->items.on };
	char pass[PACKAGE_PASS_MAX];
	struct package p;
	int gone = missing(m), r;

	if (gone >= 0) {
		tui_form_go(&m->form, gone);
		screen_warn(
		    s, _("Please say first: %s"), _(fields[gone].label));
		return SCREEN_USED;
	}
	if ((r = act_package_make(screen_who(s), &ask, &p, pass)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	if (pass[0] != '\0')
		show_pass(s, &p, pass);
	explicit_bzero(pass, sizeof(pass));
	screen_answer(s, p.id);
	screen_say(s, "%s",
	    _("Asked for. Once a second person has agreed, Today tells "
	      "you."));
	return SCREEN_BACK;
}

static const struct screen_action actions[] = {
	{ N_("Next field"), N_("next field"), "xiayige xyg", TUI_TAB, 0, NULL,
	    NULL },
	{ N_("Ask for the package"), N_("ask for it"), "tijiao tj", TUI_F(8),
	    TUI_CTRL('S'), send, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_package_make = {
	.name = "package.make",
	.title = N_("A package for hospital, police or school"),
	.words = "zuo cailiao zcl",
	.help = N_("Choose to whom, for what, on which ground and what is in "
		   "it; F8 asks a second person.\n"
		   "An encrypted file opens on any computer with 7-Zip and the "
		   "passphrase; a copy on paper has a number and comes back or "
		   "is destroyed within 30 days."),
	.size = sizeof(struct make),
	.actions = actions,
	.open = make_open,
	.draw = make_draw,
	.close = make_close,
};
