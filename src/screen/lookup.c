/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/consultation.h"
#include "screen/student.h"
#include "tui/field.h"
#include "tui/list.h"

/*
 * Screen 3a: the list follows what is typed.  Letters never act here; the
 * caret stands in the line, where an input method shows its window.
 */
#define SHOWN 50
#define CARD 5 /* rows below the list, with its rule */

struct row {
	int64_t id, class;
	char name[STUDENT_NAME_MAX], class_name[CLASS_FULL_MAX], tail[5];
	char school[97], teacher[97];
};

struct lookup {
	struct screen screen;
	struct tui_form form;
	struct tui_field *typed;
	struct tui_list list;
	struct act_lookup *reach;
	struct screen_pick *pick; /* or NULL */
	struct row rows[SHOWN];
	size_t n;
	bool more, many_schools;
	const char *where;
	int64_t students;
	int64_t card_of; /* the student shown below, 0: none */
	struct act_student card;
};

bool
screen_lookup_may(struct actor *who)
{
	struct act_lookup *l;

	if (act_lookup_open(who, &l) != 0)
		return false;
	act_lookup_close(l);
	return true;
}

/* --- reading
 * ------------------------------------------------------------------ */

static int
add_row(void *arg, const struct act_student_row *found)
{
	struct lookup *l = arg;
	struct row *to = &l->rows[l->n];

	if (l->n == SHOWN)
		return 0;
	*to = (struct row){ .id = found->s->id, .class = found->s->class };
	mem_copy_text(to->name, sizeof(to->name), found->s->name);
	mem_copy_text(to->class_name, sizeof(to->class_name), found->class);
	mem_copy_text(to->tail, sizeof(to->tail), found->tail);
	mem_copy_text(to->school, sizeof(to->school), found->school);
	l->n++;
	return 0;
}

/* One class, one teacher: asked once for each class that is shown. */
static void
add_teachers(struct lookup *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct row *r = &l->rows[i];
		size_t j = 0;

		while (j < i && l->rows[j].class != r->class)
			j++;
		if (j < i)
			memcpy(
			    r->teacher, l->rows[j].teacher, sizeof(r->teacher));
		else
			(void)act_class_teacher(
			    screen_who(&l->screen), r->class, r->teacher);
	}
}

static void
read_card(struct lookup *l)
{
	int64_t id = l->n > 0 ? l->rows[l->list.at].id : 0;

	if (id == l->card_of)
		return;
	l->card_of = 0;
	if (id != 0 &&
	    act_student_show(screen_who(&l->screen), id, &l->card) == 0)
		l->card_of = id;
}

static void
say_found(struct lookup *l, const char *typed)
{
	if (l->more)
		screen_say(&l->screen,
		    _("More than %d. One character more finds fewer."), SHOWN);
	else if (l->n > 1 && typed[0] != '\0')
		screen_say(&l->screen,
		    _("%d found. One character more finds fewer."), (int)l->n);
	else if (l->n == 0 && typed[0] != '\0')
		screen_say(&l->screen, "%s",
		    _("Nobody is called so where you look. Another spelling, "
		      "or fewer characters?"));
	else
		screen_say(&l->screen, "%s", "");
}

static void
search(struct screen *s)
{
	struct lookup *l = (struct lookup *)s;
	const char *typed = tui_field_text(l->typed);
	int r;

	l->n = 0;
	r = act_lookup_find(l->reach, typed, SHOWN, add_row, l, &l->more);
	if (r != 0) {
		screen_fail(s, r);
		return;
	}
	add_teachers(l);
	tui_list_go(&l->list, 0);
	l->card_of = -1;
	read_card(l);
	say_found(l, typed);
}

/* --- drawing
 * ------------------------------------------------------------------- */

static const struct tui_column columns[] = {
	{ N_("Name"), 11, 2, false },
	{ N_("Class"), 13, 1, false },
	{ N_("No."), 9, 0, false },
	{ N_("School"), 14, 2, true },
	{ N_("Teacher"), 8, 1, false },
};

static size_t
count(void *data)
{
	return ((struct lookup *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	const struct row *r = &((struct lookup *)data)->rows[i];
	const char *texts[] = { r->name, r->class_name, r->tail, r->school,
		r->teacher };

	tui_columns_row(columns, (int)nitems(columns), line, TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
draw_guardians(const struct act_student *c, struct tui_view v, int y, int x)
{
	for (int i = 0; i < c->n_guardians; i++) {
		const struct act_guardian *g = &c->guardians[i];

		x += tui_text_f(v, y, x, TUI_PLAIN, _("%s, ends in %s"),
			 g->relation[0] != '\0' ? g->relation : g->name,
			 g->tail) +
		     2;
	}
}

static void
draw_card(const struct act_student *c, struct tui_view v)
{
	char age[32] = "";

	if (c->age >= 0)
		snprintf(age, sizeof(age), _("%d years"), c->age);
	tui_text_f(v, 0, 1, TUI_PLAIN, "%s  %s  %s  %s  %s %s", c->s.name,
	    _(sex_words(c->s.sex)), age, c->class,
	    c->s.boarding ? _("boarding") : "", c->s.dorm);
	if (c->n_guardians > 0)
		draw_guardians(c, v, 1,
		    1 + tui_text(v, 1, 1, TUI_HEAD, _("Guardians")) + 1);
	else if (c->family == PERMIT_GROUND)
		tui_text(v, 1, 1, TUI_FAINT,
		    _("The family is shown to you while there is danger."));
	tui_text_f(v, 2, 1, TUI_FAINT, _("read as %s"), c->s.reading);
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct lookup *l = (struct lookup *)s;
	int x = 1 + tui_text(v, 0, 1, TUI_HEAD, _("Find")) + 2;
	int rows = v.h - 4 - CARD;

	tui_text(v, 1, x, TUI_FAINT,
	    _("Name, pinyin, initials, number, end of a home phone: a bit "
	      "is enough"));
	tui_rule(v, 2);
	if (l->n > 0) {
		tui_columns_head(columns, (int)nitems(columns), v, 3);
		tui_list_draw(&l->list, tui_sub(v, 4, 0, rows, v.w), false);
		tui_list_rows(&l->list, tui_sub(v, 4, 0, rows, v.w));
	}
	tui_rule(v, v.h - CARD);
	if (l->card_of > 0)
		draw_card(
		    &l->card, tui_sub(v, v.h - CARD + 1, 0, CARD - 1, v.w));
	/* last, so that the caret stands in the line */
	tui_field_draw_bare(l->typed, v, 0, x, v.w - x, true);
}

static void
where(struct screen *s, struct screen_title *t)
{
	struct lookup *l = (struct lookup *)s;

	buf_add_text(t->where, _("Find a student"));
	if (l->where[0] != '\0')
		buf_add_f(t->where, _("    where: %s, %d students"), l->where,
		    (int)l->students);
}

/* --- doing
 * ---------------------------------------------------------------------- */

static int
open_lookup(struct screen *s, const void *arg)
{
	struct tui_field_spec spec = { .max = 90, .memory = screen_memory(s) };
	struct lookup *l = (struct lookup *)s;
	int r;

	l->pick = (struct screen_pick *)(uintptr_t)arg;
	l->where = "";
	l->list.ops = &list_ops;
	l->list.data = l;
	l->typed = tui_field_new(&spec);
	tui_form_field(&l->form, l->typed);
	s->form = &l->form;
	if ((r = act_lookup_open(screen_who(s), &l->reach)) != 0 ||
	    (r = act_lookup_reach(l->reach, &l->where, &l->students)) != 0)
		return r;
	search(s);
	return 0;
}

static void
close_lookup(struct screen *s)
{
	struct lookup *l = (struct lookup *)s;

	act_lookup_close(l->reach);
	tui_field_free(l->typed);
	explicit_bzero(&l->card, sizeof(l->card));
	explicit_bzero(l->rows, sizeof(l->rows));
}

static const struct row *
chosen(struct lookup *l)
{
	return l->n > 0 ? &l->rows[l->list.at] : NULL;
}

static int
open_chosen(struct screen *s)
{
	struct lookup *l = (struct lookup *)s;
	const struct row *r = chosen(l);

	if (r == NULL)
		return SCREEN_USED;
	if (l->pick == NULL) {
		screen_push(s, &screen_student, &r->id);
		return SCREEN_USED;
	}
	l->pick->student = r->id;
	screen_answer(s, r->id);
	return SCREEN_BACK;
}

static int
show_phone(struct screen *s)
{
	const struct row *r = chosen((struct lookup *)s);

	if (r != NULL)
		screen_show_phone(s, r->id);
	return SCREEN_USED;
}

static int
correct_reading(struct screen *s)
{
	struct lookup *l = (struct lookup *)s;

	if (screen_correct_reading(s, &l->card))
		search(s);
	return SCREEN_USED;
}

static bool
has_family(struct screen *s, const char **why)
{
	struct lookup *l = (struct lookup *)s;

	(void)why;
	return l->card_of > 0 && l->card.family != PERMIT_NO;
}

static bool
may_correct(struct screen *s, const char **why)
{
	struct lookup *l = (struct lookup *)s;

	(void)why;
	return l->card_of > 0 && l->card.may_correct;
}

static int
key(struct screen *s, uint32_t k)
{
	struct lookup *l = (struct lookup *)s;

	if (k == TUI_ENTER)
		return open_chosen(s);
	if (tui_list_key(&l->list, k) == TUI_PASS)
		return SCREEN_PASS;
	read_card(l);
	return SCREEN_USED;
}

static int
run_talk(struct screen *s)
{
	const struct row *r = chosen((struct lookup *)s);

	if (r != NULL)
		screen_push(s, &screen_talk, &r->id);
	return SCREEN_USED;
}

static bool
may_talk(struct screen *s, const char **why)
{
	struct lookup *l = (struct lookup *)s;

	(void)why;
	return l->pick == NULL && l->n > 0 && screen_day_may(screen_who(s));
}

static const struct screen_action actions[] = {
	{ N_("Open the student"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    NULL },
	{ N_("Note a talk that took place"), N_("note a talk"), "jitanhua jth",
	    TUI_F(2), TUI_CTRL('N'), run_talk, may_talk },
	{ N_("See a telephone number (recorded)"), N_("telephone"),
	    "kandianhua kdh", TUI_F(6), 0, show_phone, has_family },
	{ N_("The name is read otherwise"), NULL, "gaiduyin gdy", 0, 0,
	    correct_reading, may_correct },
	{ NULL, NULL, NULL, 0, 0, NULL, NULL },
};

const struct screen_ops screen_lookup = {
	.name = "lookup",
	.title = N_("Find a student"),
	.words = "zhaoxuesheng zxs",
	.help = N_("Type: a name or its beginning, pinyin, initials (zyn), a\n"
		   "student number, the last four digits of a guardian's\n"
		   "telephone. u with two dots is v or u.\n"
		   "Up and Down choose, Enter opens, F6 shows a whole number\n"
		   "and asks what for; that is recorded."),
	.size = sizeof(struct lookup),
	.actions = actions,
	.open = open_lookup,
	.changed = search,
	.where = where,
	.draw = draw,
	.key = key,
	.typed = search,
	.close = close_lookup,
};
