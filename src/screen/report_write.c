/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/draft.h"
#include "act/student.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/when.h"
#include "report.h"

/* --- who ------------------------------------------------------------------ */

struct found {
	int64_t id[9];
	char name[9][97], words[9][200], class[9][97];
	int n;
};

static int
add_found(void *arg, const struct act_student_row *row)
{
	struct found *f = arg;

	if (f->n == 9)
		return 0;
	f->id[f->n] = row->s->id;
	mem_copy_text(f->name[f->n], sizeof(f->name[0]), row->s->name);
	mem_copy_text(f->class[f->n], sizeof(f->class[0]), row->class);
	snprintf(f->words[f->n], sizeof(f->words[0]), "%s  %s  %s",
	    row->s->name, row->class, row->tail);
	f->n++;
	return 0;
}

/* Those whom the person may look up as they type. */
static void
look_up(struct report *p, const char *typed, struct found *f)
{
	struct act_lookup *l;
	bool more;

	if (act_lookup_open(screen_who(&p->screen), &l) != 0)
		return;
	act_lookup_find(l, typed, 9, add_found, f, &more);
	act_lookup_close(l);
}

void
report_choose(struct report *p, int64_t id, const char *name, const char *class)
{
	p->student = id;
	mem_copy_text(p->chosen, sizeof(p->chosen), name);
	mem_copy_text(p->class, sizeof(p->class), class);
	tui_field_set(p->name, name);
	act_observation_readers(screen_who(&p->screen), id, &p->readers);
}

/* Staff name one child of their own school, by the full name. */
static bool
name_exactly(struct report *p, const char *typed)
{
	struct actor *who = screen_who(&p->screen);
	struct act_found one;
	struct act_exact ask = { .name = typed };

	if (act_student_exact(who, &ask, &one) != 0)
		return false;
	report_choose(p, one.student, one.name, one.class_name);
	return true;
}

/* The name that was typed becomes a child, or the person is told. */
bool
report_resolve(struct report *p)
{
	const char *typed = tui_field_text(p->name);
	struct found *f;
	const char *words[9];
	int n = 0;

	if (typed[0] == '\0')
		return false;
	if (p->student != 0 && strcmp(typed, p->chosen) == 0)
		return true;
	p->student = 0;
	p->class[0] = '\0';
	f = mem_zero(1, sizeof(*f));
	look_up(p, typed, f);
	for (int i = 0; i < f->n; i++)
		words[i] = f->words[i];
	if (f->n > 1)
		n = screen_choose(&p->screen, _("Which one?"), words, f->n);
	if (f->n > 0 && n >= 0)
		report_choose(p, f->id[n], f->name[n], f->class[n]);
	else if (f->n == 0 && !name_exactly(p, typed))
		screen_warn(&p->screen, "%s",
		    _("Not found among the students you can report on."));
	free(f);
	return p->student != 0;
}

/* --- what is written ------------------------------------------------------ */

static const char *
said(struct tui_field *f)
{
	const char *s = tui_field_text(f);

	return s[0] != '\0' ? s : NULL;
}

void
report_told(struct report *p, struct observation_told *o)
{
	*o = (struct observation_told){ .student = p->student,
		.seen = tui_area_text(p->seen),
		.when = said(p->when),
		.where = said(p->where),
		.done = said(p->done),
		.reason = said(p->reason),
		.triggers = (unsigned)p->like.on,
		.safe = (enum observation_safe)(p->safe.chosen + 1),
		.first = (enum observation_first)(p->first.chosen + 1),
		.parents = (enum observation_parents)(p->parents.chosen + 1),
		.danger = p->danger,
		.paper = p->paper };
	/* what is no time stays as it is said */
	(void)when_read(
	    tui_field_text(p->when), screen_now(&p->screen), &o->event_at);
}

/* The number of a sheet stands behind the name, on a line of its own. */
static void
put_name(struct report *p, struct buf *b)
{
	struct buf *both = buf_new_in(screen_memory(&p->screen));

	buf_add_text(both, tui_field_text(p->name));
	if (p->paper[0] != '\0')
		buf_add_f(both, "\n%s", p->paper);
	buf_put_text(b, buf_text(both));
	buf_free(both);
}

static void
take_name(struct report *p, char *both)
{
	char *number = strchr(both, '\n');

	if (number == NULL)
		return;
	*number = '\0';
	mem_copy_text(p->paper, sizeof(p->paper), number + 1);
}

int
report_save(struct screen *s)
{
	struct report *p = (struct report *)s;
	struct buf *b = buf_new_in(screen_memory(s));
	struct observation_told o;
	int r;

	if (p->sent)
		return 0;
	report_told(p, &o);
	buf_put_i64(b, p->student);
	put_name(p, b);
	observation_pack(&o, b);
	r = act_draft_save(screen_who(s), REPORT_DRAFT, 0, buf_data(b),
	    buf_len(b), p->form.at);
	buf_free(b);
	if (r == 0)
		screen_answer(s, 0); /* it stands among what waits */
	return r;
}

static void
set(struct tui_field *f, const char *s)
{
	if (s != NULL)
		tui_field_set(f, s);
}

static void
fill(struct report *p, const struct observation_told *o)
{
	if (o->seen != NULL)
		tui_area_set(p->seen, o->seen, strlen(o->seen));
	set(p->when, o->when);
	set(p->where, o->where);
	set(p->done, o->done);
	set(p->reason, o->reason);
	p->like.on = o->triggers;
	p->safe.chosen = (int)o->safe - 1;
	p->first.chosen = (int)o->first - 1;
	p->parents.chosen = (int)o->parents - 1;
}

static int
read_draft(struct report *p, struct buf *b)
{
	struct observation_told o;
	struct act_student one;
	char *name = NULL;
	int64_t id;
	int r;

	if ((r = buf_get_i64(b, &id)) == 0 &&
	    (r = buf_get_text(b, &name, 400)) == 0 &&
	    (r = observation_unpack(b, &o)) == 0) {
		fill(p, &o);
		take_name(p, name);
		observation_forget(&o);
		if (id == 0 ||
		    act_student_show(screen_who(&p->screen), id, &one) != 0)
			tui_field_set(p->name, name);
		else
			report_choose(p, id, one.s.name, one.class);
	}
	free(name);
	return r;
}

/* What was begun stands there again, the cursor where it was. */
void
report_offer(struct report *p)
{
	struct buf *b = buf_new_in(screen_memory(&p->screen));
	struct act_draft d;

	if (act_draft_open(screen_who(&p->screen), REPORT_DRAFT, 0, &d, b) ==
		0 &&
	    read_draft(p, b) == 0) {
		tui_form_go(&p->form, (int)d.caret);
		screen_say(&p->screen, "%s",
		    _("What you began is here; go on writing."));
	}
	buf_free(b);
}
