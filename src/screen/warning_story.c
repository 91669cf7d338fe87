/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "later.h"
#include "warning_head.h"
#include "warning_story.h"
#include "when.h"

#define INDENT 15

/* What stands in s->words is the next line. */
static void
add(struct warning_story *s, int64_t now, int64_t at)
{
	struct warning_line *l = &s->line[s->n];

	if (s->n < STORY_MAX) {
		l->at = at;
		screen_at(now, at, l->when);
		l->text = mem_text(buf_text(s->words));
		s->n++;
	}
	buf_clear(s->words);
}

/* The words written with a step stand behind it. */
static void
add_entries(const struct act_warning *v, int64_t audit, struct buf *b)
{
	for (int i = v->n_entries - 1; i >= 0; i--) {
		const struct act_entry *e = &v->entries[i];

		if (e->audit != audit)
			continue;
		buf_add_f(b, _(": %s"),
		    e->text != NULL ? e->text : _("(sealed to others)"));
	}
}

/* What was done, with the answer it gave: not "which level", but which. */
static void
add_deed(const struct act_past *p, struct buf *b)
{
	const struct warning *w = &p->after;

	switch (p->event) {
	case WARNING_PARENTS:
		buf_add_f(b, _("The parents: %s"),
		    _(warning_parents_word(w->parents)));
		break;
	case WARNING_PLACE:
	case WARNING_RAISE:
		buf_add_f(b, _("%s (%s)"), _(warning_event_word(p->event)),
		    _(warning_level_word(w->level)));
		break;
	case WARNING_CONFIRM:
	case WARNING_WORSEN:
	case WARNING_LOWER:
		buf_add_text(b, _(warning_event_word(p->event)));
		if (w->severity != SEVERITY_NONE)
			buf_add_f(b, _(" (%s)"),
			    _(warning_severity_word(w->severity)));
		break;
	default:
		buf_add_text(b, _(warning_event_word(p->event)));
	}
}

/* A story goes by what happened; when that was noted stands behind it. */
static int64_t
add_later(
    int64_t event, int64_t entry, int64_t now, const char *paper, struct buf *b)
{
	struct buf *words = buf_new();

	screen_later_words(now, event, entry, paper, words);
	if (buf_len(words) > 0)
		buf_add_f(b, _(" (%s)"), buf_text(words));
	buf_free(words);
	return event != 0 ? event : entry;
}

static void
add_past(struct warning_story *s, const struct act_warning *v,
    const struct act_past *p, int64_t now)
{
	struct buf *b = s->words;

	if (p->event == WARNING_REPORT)
		buf_add_f(b, _("%s reported it"), p->who.name);
	else if (p->event == WARNING_OVERDUE)
		buf_add_f(b,
		    _("The time was over: raised to %s, both levels "
		      "see it"),
		    _(warning_level_word(p->after.level)));
	else {
		buf_add_f(b, "%s  ", p->who.name);
		add_deed(p, b);
	}
	if (p->second.id != 0)
		buf_add_f(b, _(" (%s agreed)"), p->second.name);
	add_entries(v, p->audit, b);
	add(s, now, add_later(p->event_at, p->at, now, p->paper, b));
}

static void
add_refusal(struct warning_story *s, const struct act_warning *v,
    const struct act_refusal *f, int64_t now)
{
	struct buf *b = s->words;

	buf_add_f(b, _("%s  did not agree to %s, asked by %s"), f->by.name,
	    _(warning_event_word(f->event)), f->asked_by.name);
	add_entries(v, f->audit, b);
	add(s, now, f->at);
}

static bool
has_past(const struct act_warning *v, int64_t audit)
{
	for (int i = 0; i < v->n_refusals; i++)
		if (v->refusals[i].audit == audit)
			return true;
	for (int i = 0; i < v->n_pasts; i++)
		if (v->pasts[i].audit == audit)
			return true;
	return false;
}

/* Entries of a step that is not in the past: this person does not see it, or
 * it was asked for and needed a second one. */
static void
add_entry(struct warning_story *s, const struct act_warning *v,
    const struct act_entry *e, int64_t now)
{
	struct buf *b = s->words;

	buf_add_f(b,
	    SEES(v, HISTORY) ? _("%s  asked for agreement, %s: %s")
			     : _("%s  %s: %s"),
	    e->author.name, _(warning_event_word(e->event)),
	    e->text != NULL ? e->text : _("(sealed to others)"));
	add(s, now, e->at);
}

static void
add_report(struct warning_story *s, const struct act_report *r, int64_t now)
{
	struct buf *b = s->words;

	if (r->source == SOURCE_TICKET)
		buf_add_text(b, _("The hotline passed it on; what was said "
				  "stays there"));
	else
		buf_add_f(b, _("%s reported: %s"), r->reporter.name,
		    r->told.seen != NULL ? r->told.seen
					 : _("(sealed to others)"));
	if (r->told.done != NULL && r->told.done[0] != '\0')
		buf_add_f(b, _("; done: %s"), r->told.done);
	add(s, now, add_later(r->event_at, r->entered_at, now, r->paper, b));
}

static int
newest_first(const void *a, const void *b)
{
	const struct warning_line *x = a, *y = b;

	return (x->at < y->at) - (x->at > y->at);
}

void
warning_story_read(
    struct warning_story *s, const struct act_warning *v, int64_t now)
{
	s->n = 0;
	s->words = act_secret(); /* wiped as it grows, and in the end */
	for (int i = 0; i < v->n_pasts; i++)
		if (v->pasts[i].event != WARNING_REPORT || v->n_reports == 0)
			add_past(s, v, &v->pasts[i], now);
	for (int i = 0; i < v->n_refusals; i++)
		add_refusal(s, v, &v->refusals[i], now);
	for (int i = 0; i < v->n_entries; i++)
		if (!has_past(v, v->entries[i].audit))
			add_entry(s, v, &v->entries[i], now);
	for (int i = v->n_reports - 1; i >= 0; i--)
		add_report(s, &v->reports[i], now);
	buf_free(s->words);
	s->words = NULL;
	/* Stable enough: what came with one step has one time and stays in
	 * the order it was added. */
	for (size_t i = 1; i < s->n; i++)
		for (size_t k = i;
		     k > 0 && newest_first(&s->line[k - 1], &s->line[k]) > 0;
		     k--) {
			struct warning_line t = s->line[k];

			s->line[k] = s->line[k - 1];
			s->line[k - 1] = t;
		}
}

void
warning_story_free(struct warning_story *s)
{
	for (size_t i = 0; i < s->n; i++) {
		explicit_bzero(s->line[i].text, strlen(s->line[i].text));
		free(s->line[i].text);
	}
	s->n = 0;
}

void
warning_story_draw(const struct warning_story *s, size_t top, struct tui_view v)
{
	int y = 0;

	for (size_t i = top; i < s->n && y < v.h; i++) {
		tui_cell(v, y, 2, INDENT - 2, TUI_FAINT, s->line[i].when);
		y += tui_para(tui_sub(v, y, INDENT, v.h - y, v.w - INDENT), 0,
		    0, v.h - y < 2 ? v.h - y : 2, TUI_PLAIN, s->line[i].text);
	}
}

void
warning_story_text(const struct warning_story *s, struct buf *out)
{
	for (size_t i = 0; i < s->n; i++)
		buf_add_f(out, "%s  %s\n", s->line[i].when, s->line[i].text);
}

const char *
warning_story_newest(const struct warning_story *s)
{
	return s->n > 0 ? s->line[0].text : "";
}
