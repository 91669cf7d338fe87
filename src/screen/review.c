/* SPDX-License-Identifier: Apache-2.0 */
/* A home that was opened in an emergency: somebody else looks at it
 * afterwards and signs with a sentence. */
#include "act/actor.h"
#include "act/unmask.h"
#include "base/buf.h"
#include "base/lang.h"
#include "screen/ticket.h"
#include "when.h"

struct review {
	struct screen screen;
	int64_t id;
	struct act_unmask u;
	struct buf *reason;
};

static struct review *
of(struct screen *s)
{
	return (struct review *)s;
}

static int
read_again(struct review *x)
{
	buf_clear(x->reason);
	return act_unmask_get(screen_who(&x->screen), x->id, &x->u, x->reason);
}

static int
review_open(struct screen *s, const void *arg)
{
	struct review *x = of(s);

	x->id = *(const int64_t *)arg;
	x->reason = buf_new_in(screen_memory(s));
	return read_again(x);
}

static void
review_close(struct screen *s)
{
	buf_free(of(s)->reason);
}

static void
review_lock(struct screen *s)
{
	buf_clear(of(s)->reason);
}

static void
review_unlock(struct screen *s)
{
	int r = read_again(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
review_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, _("Ticket %lld  %s"), (long long)of(s)->u.u.ticket,
	    _("the home was looked at"));
}

static void
draw_time(
    struct screen *s, struct tui_view v, int y, const char *label, int64_t at)
{
	char when[SCREEN_WHEN];

	screen_at(screen_now(s), at, when);
	tui_text(v, y, 1, TUI_HEAD, label);
	tui_cell(v, y, 14, 13, TUI_PLAIN, when);
}

static void
review_draw(struct screen *s, struct tui_view v)
{
	const struct act_unmask *u = &of(s)->u;

	tui_text(v, 1, 1, TUI_PLAIN,
	    _("In an emergency the home phone and address were opened."));
	draw_time(s, v, 3, _("Asked"), u->u.asked_at);
	tui_text(v, 3, 28, TUI_PLAIN, u->asker);
	tui_text(v, 4, 1, TUI_HEAD, _("Why"));
	tui_para(v, 4, 14, 4, TUI_PLAIN,
	    buf_len(of(s)->reason) > 0 ? buf_text(of(s)->reason)
				       : _("sealed to others"));
	draw_time(s, v, 8, _("Opened"), u->u.opened_at);
	if (u->u.opened_by == u->u.asked_by)
		tui_text(v, 8, 28, TUI_HEAD,
		    _("alone: nobody answered for a minute"));
	else
		tui_text_f(v, 8, 28, TUI_PLAIN, _("%s agreed"), u->opener);
	if (u->u.reviewed_at != 0) {
		draw_time(s, v, 9, _("Signed"), u->u.reviewed_at);
		tui_text(v, 9, 28, TUI_GOOD, u->reviewer);
	}
	tui_para(v, 11, 1, 3, TUI_FAINT,
	    _("Was it needed, and was it enough? A sentence is kept with"
	      " it; the numbers are not shown here."));
}

static bool
may_sign(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->u.may_review;
}

static int
do_sign(struct screen *s)
{
	struct buf *b = buf_new_in(screen_memory(s));
	int r = -1;

	while (
	    r != 0 && screen_ask(s, _("What did you find? One sentence."), b))
		r = screen_fail(s, act_unmask_review(screen_who(s), of(s)->id,
				       buf_text(b), NULL));
	buf_free(b);
	return r == 0 ? SCREEN_BACK : SCREEN_USED;
}

static int
review_key(struct screen *s, uint32_t key)
{
	const char *why = NULL;

	return key == TUI_ENTER && may_sign(s, &why) ? do_sign(s) : SCREEN_PASS;
}

static const struct screen_action actions[] = {
	{ N_("Sign with a sentence"), N_("sign"), "qianzi qz", TUI_F(8),
	    TUI_CTRL('S'), do_sign, may_sign },
	{ .name = NULL },
};

const struct screen_ops screen_review = {
	.name = "review",
	.title = N_("Review an opened home"),
	.words = "fuhe fh",
	.help = N_("Whoever neither asked nor agreed looks at it afterwards\n"
		   "and signs with a sentence, F8 or Enter."),
	.size = sizeof(struct review),
	.actions = actions,
	.open = review_open,
	.where = review_where,
	.draw = review_draw,
	.key = review_key,
	.lock = review_lock,
	.unlock = review_unlock,
	.close = review_close,
};
