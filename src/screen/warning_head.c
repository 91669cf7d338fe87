/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/role.h"
#include "warning_agree.h"
#include "warning_head.h"
#include "when.h"

#define VALUE 11 /* the column behind the heads */

static const enum warning_state way_professional[] = { WARNING_REPORTED,
	WARNING_VERIFYING, WARNING_CONFIRMED, WARNING_INTERVENING,
	WARNING_MONITORING, WARNING_CLOSED };
static const enum warning_state way_plain[] = { WARNING_REPORTED,
	WARNING_VERIFYING, WARNING_INTERVENING, WARNING_CLOSED };

/* Which step of the way a state stands on. */
static bool
is_on(enum warning_state step, enum warning_state now, bool professional)
{
	return strcmp(warning_word(step, professional),
		   warning_word(now, professional)) == 0 ||
	       (now == WARNING_REOPENED && step == WARNING_REPORTED) ||
	       (now == WARNING_NOT_CONFIRMED && step == WARNING_VERIFYING);
}

static void
draw_way(const struct act_warning *v, struct tui_view to)
{
	bool pro = SEES(v, STATE);
	const enum warning_state *way = pro ? way_professional : way_plain;
	size_t n = pro ? nitems(way_professional) : nitems(way_plain);
	int x = VALUE, w;

	tui_text(to, 0, 1, TUI_HEAD, _("How far"));

	for (size_t i = 0; i < n; i++) {
		bool here = is_on(way[i], v->w.state, pro);

		w = tui_text(to, 0, x, here ? TUI_CHOSEN : TUI_PLAIN,
		    _(warning_word(way[i], pro)));
		if (here && tui_is_spoken(to))
			tui_text_f(to, 1, VALUE, TUI_CHOSEN,
			    _("now: %s, step %zu of %zu"),
			    _(warning_word(way[i], pro)), i + 1, n);
		for (int k = 0; here && !tui_is_spoken(to) && k < w; k++)
			tui_text(to, 1, x + k, TUI_CHOSEN, "^");
		x += w;
		if (i + 1 < n)
			x += tui_text(to, 0, x, TUI_FAINT, " > ");
	}
}

static void
draw_due(const struct act_warning *v, int64_t now, struct tui_view to)
{
	char due[SCREEN_WHEN];
	int x;

	if (v->w.due_at == 0)
		return;
	screen_due(now, v->w.due_at, due);
	x = tui_right(to, 1, to.w, TUI_FAINT,
	    profile_is_default(profile_default(), v->w.due_key)
		? _("time: our default")
		: _("time: by the plan"));
	tui_right(to, 1, x - 3,
	    screen_is_late(now, v->w.due_at) ? TUI_LATE : TUI_PLAIN, due);
}

static const enum role post_roles[POST_COUNT] = {
	[POST_CLASS] = ROLE_CLASS_TEACHER,
	[POST_CARE] = ROLE_PSYCHOLOGY,
	[POST_GRADE] = ROLE_GRADE_HEAD,
	[POST_HEAD] = ROLE_CRISIS_HEAD,
	[POST_CENTRE] = ROLE_COUNSELLOR,
};

static void
looks_words(
    const struct act_warning *v, int64_t now, bool posts, struct buf *out)
{
	char when[SCREEN_WHEN];

	for (int i = 0; i < v->n_acks; i++) {
		const struct act_ack *a = &v->acks[i];

		if (a->round != v->w.round || (!a->open && a->acked_at == 0))
			continue;
		screen_at_short(now, a->acked_at, when);
		buf_add_f(
		    out, "%s%s", buf_len(out) > 0 ? "  " : "", a->who.name);
		if (posts)
			buf_add_f(
			    out, "(%s)", _(role_words(post_roles[a->post])));
		buf_add_f(
		    out, " %s", a->acked_at != 0 ? when : _("yet to look"));
	}
}

/* Raised to the district there are five of them: then without their posts,
 * since who has looked must not fall off the end. */
void
warning_looks_draw(
    const struct act_warning *v, int64_t now, struct tui_view to, int y)
{
	struct buf *b = buf_new();

	looks_words(v, now, true, b);
	if (text_width(buf_text(b), buf_len(b)) > to.w - VALUE) {
		buf_clear(b);
		looks_words(v, now, false, b);
	}
	tui_text(to, y, 1, TUI_HEAD, _("Looked"));
	tui_text(to, y, VALUE, TUI_PLAIN, buf_text(b));
	buf_free(b);
}

/* Right in a row: who reported it, who runs it. */
static void
draw_people(const struct act_warning *v, struct tui_view to, int y)
{
	struct buf *b = buf_new();

	if (v->reporter.id != 0)
		buf_add_f(b, _("reported by %s"), v->reporter.name);
	if (v->owner.id != 0) {
		buf_add_text(b, "   ");
		buf_add_f(b, _("run by %s"), v->owner.name);
	}
	tui_right(to, y, to.w, TUI_FAINT, buf_text(b));
	buf_free(b);
}

static void
draw_knocked(const char *knocked, struct tui_view to, int y)
{
	if (knocked[0] != '\0')
		tui_text_f(to, y, 1, TUI_LATE,
		    _("Not seen yet. %s (F5: phone)"), knocked);
}

/* What waits for a second person; else that nobody has looked yet. */
static void
draw_pending(
    const struct act_warning *v, const char *knocked, struct tui_view to, int y)
{
	const struct act_pending *mine = warning_pending_mine(v), *p;
	struct buf *b;

	if (v->n_pending == 0) {
		draw_knocked(knocked, to, y);
		return;
	}
	p = mine != NULL ? mine : &v->pending[0];
	b = buf_new();
	warning_pending_words(v, p, b);
	tui_text_f(to, y, 1, TUI_ALERT,
	    mine != NULL ? _("%s asks for your agreement (F4): %s")
			 : _("%s has asked for a second person: %s"),
	    p->asked_by.name, buf_text(b));
	buf_free(b);
}

void
warning_head_draw(const struct act_warning *v, const char *knocked, int64_t now,
    struct tui_view to)
{
	draw_way(v, to);
	draw_due(v, now, to);
	if (SEES(v, SEVERITY)) {
		tui_text(to, 2, 1, TUI_HEAD, _("Serious"));
		tui_text_f(to, 2, VALUE, TUI_PLAIN, _("%s   at %s"),
		    _(warning_severity_word(v->w.severity)),
		    _(warning_level_word(v->w.level)));
		tui_right(to, 2, to.w, TUI_FAINT, _("seen by this team only"));
	}
	if (SEES(v, DANGER) && v->w.danger)
		tui_text(to, 3, 1, TUI_ALERT,
		    _("!! Danger now: stay with them, get people. F9 shows "
		      "whom to phone. !!"));
	if (SEES(v, RECEIPT))
		warning_looks_draw(v, now, to, 4);
	if (SEES(v, PARENTS)) {
		tui_text(to, 5, 1, TUI_HEAD, _("Parents"));
		tui_text(to, 5, VALUE, TUI_PLAIN,
		    _(warning_parents_word(v->w.parents)));
		draw_people(v, to, 5);
	}
	draw_pending(v, knocked, to, 6);
}

/* String 13: for whom the rest is no business. */
void
warning_hint_draw(const struct act_warning *v, const char *knocked, int64_t now,
    struct tui_view to)
{
	struct buf *b = buf_new();

	buf_add_f(b,
	    _("To learn more, please talk to %s, the psychology teacher."),
	    v->psychology.name);
	tui_para(to, 2, 1, 3, TUI_PLAIN, buf_text(b));
	buf_free(b);
	if (SEES(v, RECEIPT)) {
		warning_looks_draw(v, now, to, 5);
		draw_knocked(knocked, to, 6);
	}
}
