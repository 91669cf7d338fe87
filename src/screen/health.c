/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/health.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "day_words.h"
#include "pages.h"
#include "screen/group.h"
#include "screen/student.h"
#include "sheet.h"

/* The health ledger (QD-45): what to heed, for whoever has the class; why,
 * for the school's team, one at a time.  Of one student, or page by page. */
enum { ROW_HEED = 1 };
#define PAGE 18 /* of the ledger: what one screen shows */
#define ROWS 64 /* of one student: more than there are */

struct health {
	struct screen screen;
	int64_t student; /* 0: all */
	bool may_write;
	char where[ORG_NAME_MAX];
	struct {
		int64_t id, student;
		bool may_read, may_end;
	} row[ROWS];
	struct sheet sheet;
	struct pages pages;
};

static struct health *
of(struct screen *s)
{
	return (struct health *)s;
}

bool
screen_health_may(struct actor *who)
{
	return act_health_may_list(who);
}

/* --- reading ----------------------------------------------------------------
 */

static int
add_row(void *arg, const struct act_health *h)
{
	struct health *x = arg;
	char words[HEED_WORDS_MAX], span[SPAN_WORDS];
	char whose[CLASS_FULL_MAX + STUDENT_NAME_MAX + 2];
	struct sheet_row *row;
	size_t i = x->pages.n;

	if (i == ROWS)
		return 0;
	x->pages.n++;
	x->row[i].id = h->row.id;
	x->row[i].student = h->s.id;
	x->row[i].may_read = h->may_read;
	x->row[i].may_end = h->may_end;
	row = sheet_add(&x->sheet, ROW_HEED, h->row.id);
	row->key = (int)i;
	heed_say(h->row.heed, words);
	span_words(h->row.starts, h->row.ends, span);
	snprintf(whose, sizeof(whose), "%s  %s", h->class, h->s.name);
	mem_copy_text(
	    row->label, sizeof(row->label), x->student != 0 ? span : whose);
	sheet_text(row, "%s", words);
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct health *x = screen;
	struct actor *who = screen_who(&x->screen);
	struct act_student s;
	int r;

	sheet_clear(&x->sheet);
	if (x->student == 0)
		r = act_health_page(who, 0, after->number, PAGE, add_row, x);
	else if ((r = act_student_show(who, x->student, &s)) == 0) {
		mem_copy_text(x->where, sizeof(x->where), s.s.name);
		x->may_write = s.may_health_write;
		explicit_bzero(&s, sizeof(s));
		r = act_health_each(who, x->student, false, add_row, x);
	}
	sheet_again(&x->sheet);
	return r;
}

static void
last_row(void *screen, union pages_key *to)
{
	const struct health *x = screen;

	to->number = x->row[x->pages.n - 1].id;
}

/* --- drawing ----------------------------------------------------------------
 */

static void
health_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, _("To heed: %s"), of(s)->where);
}

static void
health_draw(struct screen *s, struct tui_view v)
{
	struct health *x = of(s);

	if (x->sheet.n == 0)
		tui_text(v, 1, 1, TUI_PLAIN, _("Nothing is to be heeded."));
	sheet_draw_full(&x->sheet, v);
}

/* --- doing ------------------------------------------------------------------
 */

static int
reread(struct screen *s, int r)
{
	int e = pages_again(&of(s)->pages);

	if (r != 0 || e != 0)
		screen_fail(s, r != 0 ? r : e);
	return SCREEN_USED;
}

static int
at(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	return row != NULL ? row->key : -1;
}

static int
read_why(struct screen *s)
{
	struct buf *why = act_secret();
	int r = act_health_words(screen_who(s), of(s)->row[at(s)].id, why);

	if (r == 0)
		screen_read(s, _("Why (this look is recorded)"), buf_text(why));
	else if (r == ERR_KEY)
		screen_warn(s, "%s",
		    _("This was written by the team of another school, and is "
		      "kept there."));
	else
		screen_fail(s, r);
	buf_free(why);
	return SCREEN_USED;
}

static bool
may_read(struct screen *s, const char **why)
{
	(void)why;
	return at(s) >= 0 && of(s)->row[at(s)].may_read;
}

/* Several, one after the other; the last choice is the end. */
static bool
choose_heed(struct screen *s, unsigned *heed)
{
	const char *words[HEED_COUNT + 1];
	int which[HEED_COUNT], n, k;

	for (*heed = 0;;) {
		n = 0;
		for (int h = 0; h < HEED_COUNT; h++)
			if ((*heed & 1u << h) == 0) {
				words[n] = _(heed_words((enum heed)h));
				which[n++] = h;
			}
		if (*heed != 0)
			words[n] = _("that is all");
		k = screen_choose(
		    s, _("What is to be heeded?"), words, n + (*heed != 0));
		if (k < 0 || k == n)
			return k >= 0;
		*heed |= 1u << which[k];
		if (n == 1)
			return true;
	}
}

static int
add(struct screen *s)
{
	struct buf *why = buf_new_in(screen_memory(s));
	int64_t id;
	unsigned heed;
	int r = choose_heed(s, &heed) ? -1 : 0;

	while (r != 0 && screen_ask_about(s,
			     _("Why? For the school's team alone; sealed."),
			     of(s)->student, NULL, ACT_HEALTH_MAX, why)) {
		r = act_health_add(screen_who(s), of(s)->student, heed, 0,
		    buf_text(why), buf_len(why), &id, NULL);
		if (r == 0)
			screen_say(s, "%s", _("Saved."));
		reread(s, r);
	}
	buf_free(why);
	return SCREEN_USED;
}

static bool
may_add(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->student != 0 && of(s)->may_write;
}

static int
end(struct screen *s)
{
	int64_t id = of(s)->row[at(s)].id;
	int r;

	if (!screen_confirm(s, _("Is it so no more? The row stays.")))
		return SCREEN_USED;
	if ((r = act_health_end(screen_who(s), id, NULL)) == 0)
		screen_say(s, "%s", _("Saved."));
	return reread(s, r);
}

static bool
may_end(struct screen *s, const char **why)
{
	(void)why;
	return at(s) >= 0 && of(s)->row[at(s)].may_end;
}

static int
open_student(struct screen *s)
{
	if (at(s) >= 0)
		screen_push(s, &screen_student, &of(s)->row[at(s)].student);
	return SCREEN_USED;
}

static bool
is_ledger(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->student == 0 && at(s) >= 0;
}

static int
turn_page(struct screen *s, enum tui_turn to)
{
	struct health *x = of(s);
	int r;

	if (x->student != 0 || (r = pages_turn(&x->pages, to)) == ERR_NOT_FOUND)
		return SCREEN_USED;
	if (r != 0)
		screen_fail(s, r);
	tui_list_go(&x->sheet.list, to == TUI_NEXT ? 0 : PAGE - 1);
	return SCREEN_USED;
}

static int
health_key(struct screen *s, uint32_t key)
{
	struct health *x = of(s);

	if (key == TUI_ENTER && x->student == 0)
		return open_student(s);
	if (key == TUI_PGDN ||
	    (key == TUI_DOWN && x->sheet.list.at + 1 >= x->sheet.n))
		return turn_page(s, TUI_NEXT);
	if (key == TUI_PGUP || (key == TUI_UP && x->sheet.list.at == 0))
		return turn_page(s, TUI_PREVIOUS);
	return tui_list_key(&x->sheet.list, key) != TUI_PASS ? SCREEN_USED
							     : SCREEN_PASS;
}

static int
health_open(struct screen *s, const void *arg)
{
	struct health *x = of(s);
	struct org o;
	int r;

	x->student = arg != NULL ? *(const int64_t *)arg : 0;
	sheet_init(&x->sheet, 26);
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	if (x->student == 0) {
		if ((r = act_health_org(screen_who(s), 0, &o)) != 0)
			return r;
		mem_copy_text(x->where, sizeof(x->where), o.name);
		s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	} else
		s->topics[s->n_topics++] =
		    STORE_TOPIC(TOPIC_STUDENT, x->student);
	return pages_first(&x->pages);
}

static void
health_changed(struct screen *s)
{
	reread(s, 0);
}

static void
health_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	reread(s, 0);
}

static void
health_close(struct screen *s)
{
	sheet_free(&of(s)->sheet);
}

static const struct screen_action actions[] = {
	{ N_("Open this student"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    is_ledger },
	{ N_("Enter what is to be heeded"), N_("add"), "jia yixiang jyx",
	    TUI_F(2), TUI_CTRL('N'), add, may_add },
	{ N_("Read why (recorded)"), N_("why"), "weishenme wsm", TUI_F(6), 0,
	    read_why, may_read },
	{ N_("It need not be heeded any more"), N_("ends"), "jieshu js",
	    TUI_F(7), 0, end, may_end },
	{ .name = NULL },
};

const struct screen_ops screen_health = {
	.name = "health",
	.title = N_("Health ledger"),
	.words = "jiankang taizhang jktz tezhitizhi",
	.help = N_("What is to be heeded for a student's body, so that nobody "
		   "comes to harm: what to do, not what it is called. The "
		   "class teacher sees this; every look is recorded.\n"
		   "F6 opens why, for the school's psychology teachers, who "
		   "also enter and end rows. It is no part of the "
		   "psychological file."),
	.size = sizeof(struct health),
	.actions = actions,
	.open = health_open,
	.where = health_where,
	.draw = health_draw,
	.key = health_key,
	.changed = health_changed,
	.answer = health_answer,
	.close = health_close,
};
