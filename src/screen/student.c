/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/custody.h"
#include "act/file.h"
#include "act/health.h"
#include "act/package.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/consultation.h"
#include "screen/custody.h"
#include "screen/file.h"
#include "screen/gate.h"
#include "screen/group.h"
#include "screen/student.h"
#include "screen/warning.h"

/*
 * The student's file (一生一档): who it is, who cares at home, and what
 * concerns the child that this person may see, newest first.
 */
#define EVENTS 64

struct event {
	int64_t at;
	const struct screen_ops *opens; /* Enter, or NULL */
	int64_t id;
	char words[160];
};

struct file {
	struct screen screen;
	int64_t id;
	struct act_student s;
	struct tui_list list;
	struct event events[EVENTS];
	int n;
	char heed[HEED_WORDS_MAX]; /* for the body; "" without */
	bool may_ask_notes;	   /* of custody: nothing else opens them */
};

/* --- what concerns the child
 * ------------------------------------------------------ */

static int
add_event(void *arg, const struct act_file_row *row)
{
	struct file *f = arg;
	struct event *e = &f->events[f->n++];
	const char *what, *how;

	*e = (struct event){ .at = row->place.at, .id = row->object };
	e->opens = row->opens ? screen_file_opens(row->place.kind) : NULL;
	act_file_words(row, &what, &how);
	snprintf(e->words, sizeof(e->words), "%s%s%s  %s", _(what),
	    how[0] != '\0' ? _(", ") : "", how[0] != '\0' ? _(how) : "",
	    row->who);
	return 0;
}

/* What whoever has the class must not overlook (QD-45); a look that counts. */
static int
add_heed(void *arg, const struct act_health *h)
{
	*(unsigned *)arg |= h->row.heed;
	return 0;
}

static void
read_heed(struct file *f)
{
	unsigned heed = 0;
	int r;

	f->heed[0] = '\0';
	if (!f->s.may_health)
		return;
	r = act_health_each(
	    screen_who(&f->screen), f->id, false, add_heed, &heed);
	if (r != 0)
		screen_fail(&f->screen, r);
	heed_say(heed, f->heed);
}

static void
read_file(struct file *f)
{
	const struct file_place newest = { .kind = 0 };
	bool more;

	f->n = 0;
	read_heed(f);
	/* refused to who may not know: then there is nothing to add */
	(void)act_file_each(screen_who(&f->screen), f->id, &newest, EVENTS,
	    add_event, f, &more);
	f->may_ask_notes = act_custody_may_ask(screen_who(&f->screen),
			       CUSTODY_FILE, f->id) == 0;
	if (f->list.at >= (size_t)f->n)
		tui_list_go(&f->list, 0);
}

/* --- drawing
 * ---------------------------------------------------------------------------
 */

static size_t
count(void *data)
{
	return (size_t)((struct file *)data)->n;
}

static void
draw_event(void *data, size_t i, struct tui_view line)
{
	const struct event *e = &((struct file *)data)->events[i];
	struct clock_parts p;

	clock_parts_of(e->at, &p);
	tui_text_f(line, 0, 1, TUI_PLAIN, "%04d-%02d-%02d  %s", p.year, p.month,
	    p.day, e->words);
}

static const struct tui_list_ops list_ops = { count, draw_event, NULL };

static int
draw_family(const struct file *f, struct tui_view v, int y)
{
	const struct act_student *s = &f->s;

	tui_text(v, y, 1, TUI_HEAD, _("Family"));
	if (s->family == PERMIT_GROUND)
		tui_text(v, y, 12, TUI_FAINT,
		    _("The family is shown to you while there is danger."));
	else if (s->family == PERMIT_NO)
		tui_text(v, y, 12, TUI_FAINT, _("not open to you"));
	else if (s->n_guardians == 0)
		tui_text(v, y, 12, TUI_FAINT, _("nobody is on the roster"));
	for (int i = 0; i < s->n_guardians; i++, y++)
		tui_text_f(v, y, 12, TUI_PLAIN, "%s  %s  %s",
		    s->guardians[i].relation, s->guardians[i].name,
		    s->guardians[i].phone);
	if (s->n_guardians == 0)
		y++;
	if (s->s.address[0] != '\0')
		tui_text(v, y++, 12, TUI_PLAIN, s->s.address);
	return y;
}

/* In a neutral word with a date, never a level (QD-11, TJ-35). */
static int
draw_care(const struct act_student *s, struct tui_view v, int y)
{
	struct clock_parts p;

	if (s->care_view == CARE_UNSEEN)
		return y;
	tui_text(v, y, 1, TUI_HEAD, _("Now"));
	tui_text(v, y, 12, TUI_PLAIN, _(care_words(s->care.care)));
	clock_parts_of(s->care.at, &p);
	if (s->care.at != 0)
		tui_text_f(v, y, 40, TUI_FAINT,
		    _("last looked after %04d-%02d-%02d"), p.year, p.month,
		    p.day);
	return y + 1;
}

static int
draw_heed(const struct file *f, struct tui_view v, int y)
{
	if (f->heed[0] == '\0')
		return y;
	tui_text(v, y, 1, TUI_HEAD, _("Heed"));
	return y + tui_para(tui_sub(v, y, 12, 2, v.w - 13), 0, 0, 2, TUI_PLAIN,
		       f->heed);
}

static int
draw_profile(const struct file *f, struct tui_view v)
{
	const struct act_student *s = &f->s;
	int x = 1 + tui_text(v, 0, 1, TUI_TITLE, s->s.name) + 2;

	if (s->s.sex != SEX_UNKNOWN)
		x += tui_text(v, 0, x, TUI_PLAIN, _(sex_words(s->s.sex))) + 2;
	if (s->age >= 0)
		x += tui_text_f(v, 0, x, TUI_PLAIN, _("%d years"), s->age) + 2;
	tui_text_f(v, 0, x, TUI_PLAIN, "%s  %s", s->class, s->school);
	tui_text_f(v, 1, 1, TUI_FAINT, _("read as %s"), s->s.reading);
	tui_text(v, 2, 1, TUI_HEAD, _("Number"));
	tui_text(v, 2, 12, TUI_PLAIN, s->s.number);
	tui_text(v, 2, 40, TUI_HEAD, _("Class teacher"));
	tui_text(v, 2, 54, TUI_PLAIN, s->teacher[0] != '\0' ? s->teacher : "-");
	tui_text(v, 3, 1, TUI_HEAD, _("Lives"));
	if (s->mentors[0] != '\0') {
		tui_text(v, 3, 40, TUI_HEAD, _("Looked after by"));
		tui_text(v, 3, 58, TUI_PLAIN, s->mentors);
	}
	tui_text_f(v, 3, 12, TUI_PLAIN, "%s %s",
	    s->s.boarding ? _("boarding") : _("at home"), s->s.dorm);
	return draw_family(f, v, draw_heed(f, v, draw_care(s, v, 4)));
}

static void
draw(struct screen *s, struct tui_view v)
{
	struct file *f = (struct file *)s;
	int y = draw_profile(f, v);

	tui_rule(v, y++);
	if (f->n == 0)
		tui_para(v, y, 1, 2, TUI_PLAIN,
		    _("No entries for this student. That is fine; nothing "
		      "needs filling."));
	else
		tui_list_draw(&f->list, tui_sub(v, y, 0, v.h - y, v.w), true);
}

static void
where(struct screen *s, struct screen_title *t)
{
	struct file *f = (struct file *)s;

	buf_add_f(t->where, "%s    %s", _("Student file"), f->s.s.name);
}

/* --- doing
 * -------------------------------------------------------------------------------
 */

static int
open_file(struct screen *s, const void *arg)
{
	struct file *f = (struct file *)s;
	int r;

	f->id = *(const int64_t *)arg;
	f->list.ops = &list_ops;
	f->list.data = f;
	if ((r = act_student_show(screen_who(s), f->id, &f->s)) != 0)
		return r;
	read_file(f);
	s->shows = TOPIC_STUDENT;
	s->shows_id = f->id;
	return 0;
}

static void
close_file(struct screen *s)
{
	struct file *f = (struct file *)s;

	explicit_bzero(&f->s, sizeof(f->s));
	explicit_bzero(f->events, sizeof(f->events));
}

static void
changed(struct screen *s)
{
	struct file *f = (struct file *)s;
	int r = act_student_show(screen_who(s), f->id, &f->s);

	if (r != 0)
		screen_fail(s, r);
	else
		read_file(f);
}

static int
key(struct screen *s, uint32_t k)
{
	struct file *f = (struct file *)s;
	const struct event *e = &f->events[f->list.at];

	if (k == TUI_ENTER && f->list.at < (size_t)f->n && e->opens != NULL) {
		screen_push(s, e->opens, &e->id);
		return SCREEN_USED;
	}
	return tui_list_key(&f->list, k) == TUI_PASS ? SCREEN_PASS
						     : SCREEN_USED;
}

static int
run_phone(struct screen *s)
{
	screen_show_phone(s, ((struct file *)s)->id);
	return SCREEN_USED;
}

static bool
has_family(struct screen *s, const char **why)
{
	struct file *f = (struct file *)s;

	(void)why;
	return f->s.family != PERMIT_NO;
}

static int
run_reading(struct screen *s)
{
	struct file *f = (struct file *)s;
	int r;

	if (screen_correct_reading(s, &f->s) &&
	    (r = act_student_show(screen_who(s), f->id, &f->s)) != 0) {
		screen_fail(s, r);
		return SCREEN_BACK;
	}
	return SCREEN_USED;
}

static bool
may_correct(struct screen *s, const char **why)
{
	(void)why;
	return ((struct file *)s)->s.may_correct;
}

static int
run_whole(struct screen *s)
{
	screen_push(s, &screen_file, &((struct file *)s)->id);
	return SCREEN_USED;
}

static int
run_talk(struct screen *s)
{
	screen_push(s, &screen_talk, &((struct file *)s)->id);
	return SCREEN_USED;
}

static bool
may_talk(struct screen *s, const char **why)
{
	(void)why;
	return screen_day_may(screen_who(s));
}

static int
run_ask(struct screen *s)
{
	screen_custody_ask(s, CUSTODY_FILE, ((struct file *)s)->id);
	return SCREEN_USED;
}

static bool
may_ask(struct screen *s, const char **why)
{
	(void)why;
	return ((struct file *)s)->may_ask_notes;
}

static int
run_package(struct screen *s)
{
	screen_push(s, &screen_package_make, &((struct file *)s)->id);
	return SCREEN_USED;
}

static bool
may_package(struct screen *s, const char **why)
{
	(void)why;
	return act_package_may(screen_who(s));
}

static int
run_groups(struct screen *s)
{
	screen_push(s, &screen_groups, &((struct file *)s)->id);
	return SCREEN_USED;
}

static bool
may_groups(struct screen *s, const char **why)
{
	(void)why;
	return ((struct file *)s)->s.may_groups;
}

static int
run_health(struct screen *s)
{
	screen_push(s, &screen_health, &((struct file *)s)->id);
	return SCREEN_USED;
}

static bool
may_health(struct screen *s, const char **why)
{
	(void)why;
	return ((struct file *)s)->s.may_health;
}

static bool
has_event(struct screen *s, const char **why)
{
	const struct file *f = (struct file *)s;

	(void)why;
	return f->list.at < (size_t)f->n && f->events[f->list.at].opens != NULL;
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_event },
	{ N_("Note a talk that took place"), N_("note a talk"), "jitanhua jth",
	    TUI_F(2), TUI_CTRL('N'), run_talk, may_talk },
	{ N_("What happened"), N_("what happened"), "jingguo jg", TUI_F(4),
	    TUI_CTRL('T'), run_whole, NULL },
	{ N_("See a telephone number (recorded)"), N_("telephone"),
	    "kandianhua kdh", TUI_F(6), 0, run_phone, has_family },
	{ N_("What to keep in mind about this student"), N_("keep in mind"),
	    "liuyi ly", TUI_F(7), 0, run_groups, may_groups },
	{ N_("What to heed for the body (recorded)"), NULL, "jiankang jk", 0, 0,
	    run_health, may_health },
	{ N_("The name is read otherwise"), NULL, "gaiduyin gdy", 0, 0,
	    run_reading, may_correct },
	{ N_("A package for hospital, police or school"), NULL,
	    "zuo cailiao zcl", 0, 0, run_package, may_package },
	{ N_("Break-glass: read the notes to save the child"), NULL,
	    "jinji chayue jjcy", 0, 0, run_ask, may_ask },
	{ NULL, NULL, NULL, 0, 0, NULL, NULL },
};

const struct screen_ops screen_student = {
	.name = "student",
	.title = N_("Student file"),
	.words = "yishengyidang ysyd",
	.help = N_("Who the student is, who cares at home, and what concerns\n"
		   "the student that you may see; F4 has all of it, the plan, "
		   "and the way to the next school.\n"
		   "F6 shows a whole number and asks what for; that is\n"
		   "recorded."),
	.size = sizeof(struct file),
	.actions = actions,
	.open = open_file,
	.where = where,
	.draw = draw,
	.key = key,
	.changed = changed,
	.close = close_file,
};
