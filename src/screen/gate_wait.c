/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/gate.h"
#include "screen/roster.h"

/* A word on the screen, the command to paste, and what becomes of the file:
 * the other window does the moving, this one tells how far it is. */
struct waiting {
	struct screen screen;
	struct gate g;
	char word[GATE_WORD_MAX];
	char file[GATE_FILE_MAX];
};

static struct waiting *
of(struct screen *s)
{
	return (struct waiting *)s;
}

/* --- drawing ---------------------------------------------------------------
 */

/* One line, or a terminal would paste two: the file's name gives way. */
static void
draw_command(struct waiting *x, struct tui_view v, int y, const char *client)
{
	bool in = gate_rule(x->g.purpose)->way == GATE_PUT;
	const char *host, *ending = strrchr(x->file, '.');
	char text[400];
	int port;

	host = screen_address(&x->screen, &port);
	for (int brief = 0; brief < 2; brief++) {
		snprintf(text, sizeof(text), "%s %d %s@%s %s %s %c %s%s",
		    client, port, screen_who(&x->screen)->login, host,
		    in ? "put" : "get", x->word, in ? '<' : '>',
		    brief ? "x" : x->file,
		    brief && ending != NULL ? ending : "");
		if ((int)strlen(text) <= v.w - 4)
			break;
	}
	tui_text(v, y, 3, TUI_MARK, text);
}

static void
draw_commands(struct waiting *x, struct tui_view v, int y)
{
	tui_text(v, y, 1, TUI_HEAD,
	    _("In a second window (cmd, not PowerShell), in the file's "
	      "folder:"));
	draw_command(x, v, y + 1, "ssh -p");
	tui_text(v, y + 3, 1, TUI_HEAD, _("Or with PuTTY's plink:"));
	draw_command(x, v, y + 4, "plink -i key.ppk -P");
	tui_para(v, y + 5, 1, 2, TUI_FAINT,
	    _("It asks for your key and passphrase as always. Another address "
	      "in your PuTTY? Then put that one there; a saved session's name "
	      "does as well."));
}

static void
draw_moving(const struct waiting *x, struct tui_view v, int y)
{
	const struct gate *g = &x->g;
	int64_t s = g->beat_at - g->began_at;
	int64_t rate = s > 0 ? g->bytes / s / 1024 : 0;

	if (g->state == GATE_WORKING)
		tui_text_f(v, y, 1, TUI_TITLE,
		    _("All of it is here. Reading: %lld rows so far."),
		    (long long)g->rows);
	else if (g->all_bytes > 0)
		tui_text_f(v, y, 1, TUI_TITLE,
		    _("On its way: %lld of %lld KB, %lld KB a second."),
		    (long long)g->bytes / 1024, (long long)g->all_bytes / 1024,
		    (long long)rate);
	else
		tui_text_f(v, y, 1, TUI_TITLE,
		    _("On its way: %lld KB so far, %lld KB a second."),
		    (long long)g->bytes / 1024, (long long)rate);
}

/* The last try told why it did not go on; the word is still good. */
static void
draw_open(const struct waiting *x, struct tui_view v, int y, int64_t now)
{
	int64_t left = x->g.expires_at - now;

	if (left <= 0)
		tui_text(v, y, 1, TUI_LATE,
		    _("The ten minutes are over. F4 makes a new word."));
	else
		tui_text_f(v, y, 1, TUI_TITLE,
		    _("Waiting for the file; the word is good for %lld min "
		      "more."),
		    (long long)(left + 59) / 60);
	if (x->g.said[0] != '\0')
		tui_para(v, y + 1, 1, 2, TUI_LATE, x->g.said);
	else if (x->g.began_at != 0 && left > 0)
		tui_text(v, y + 1, 1, TUI_LATE,
		    _("The line broke. Nothing was taken; just send it "
		      "again."));
}

static void
draw_state(struct waiting *x, struct tui_view v, int y)
{
	int64_t now = screen_now(&x->screen);
	const struct gate *g = &x->g;

	if (gate_is_moving(g, now)) {
		draw_moving(x, v, y);
		return;
	}
	switch (g->state) {
	case GATE_OPEN:
		draw_open(x, v, y, now);
		return;
	case GATE_WORKING:
		tui_para(v, y, 1, 2, TUI_LATE,
		    _("The reading was broken off. Make a new word and send "
		      "the same file: it goes on where it stopped."));
		return;
	case GATE_VOID:
		tui_text(v, y, 1, TUI_LATE, _("This word is void."));
		return;
	default:
		tui_text(v, y, 1, g->state == GATE_DONE ? TUI_TITLE : TUI_LATE,
		    g->state == GATE_DONE ? _("It is done.") : _("Not taken."));
		tui_para(v, y + 1, 1, 3, TUI_PLAIN, g->said);
	}
}

static void
waiting_draw(struct screen *s, struct tui_view v)
{
	struct waiting *x = of(s);
	bool good = x->g.state == GATE_OPEN && screen_now(s) < x->g.expires_at;

	tui_text(v, 1, 1, TUI_HEAD, _("Word"));
	tui_text(v, 1, 12, good ? TUI_ALERT : TUI_FAINT, x->word);
	tui_text_f(v, 1, 24, TUI_FAINT, "%s  %s",
	    _(gate_rule(x->g.purpose)->words), x->file);
	draw_commands(x, v, 3);
	tui_rule(v, 11);
	draw_state(x, v, 12);
}

/* --- doing -----------------------------------------------------------------
 */

static void
listen(struct waiting *x)
{
	x->screen.topics[0] = STORE_TOPIC(TOPIC_GATE, x->g.id);
	x->screen.n_topics = 1;
	gate_file(&x->g, x->file);
}

static int
waiting_open(struct screen *s, const void *arg)
{
	struct waiting *x = of(s);
	int r;

	if ((r = act_gate_make(screen_who(s), arg, &x->g, x->word)) != 0)
		return r;
	s->pace = 10;
	listen(x);
	return 0;
}

static void
look(struct screen *s)
{
	enum gate_state was = of(s)->g.state;
	int r = act_gate_show(screen_who(s), of(s)->g.id, &of(s)->g);

	if (r != 0)
		screen_fail(s, r);
	else if (of(s)->g.state != was)
		screen_news(s);
}

/* Its topic is another from now on. */
static int
again(struct screen *s)
{
	const struct gate g = of(s)->g;
	const struct act_gate_ask ask = { .purpose = g.purpose,
		.object = g.object,
		.copies = g.copies,
		.detail = g.detail[0] != '\0' ? g.detail : NULL };

	if (screen_push(s, &screen_gate_wait, &ask) == 0)
		screen_leave(s);
	return SCREEN_USED;
}

static bool
may_again(struct screen *s, const char **why)
{
	const struct gate *g = &of(s)->g;

	(void)why;
	return g->state > GATE_WORKING || !gate_is_moving(g, screen_now(s));
}

static int
take_back(struct screen *s)
{
	int r = act_gate_void(screen_who(s), of(s)->g.id);

	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	look(s);
	screen_say(s, "%s", _("Taken back."));
	return SCREEN_USED;
}

static bool
is_open(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->g.state == GATE_OPEN;
}

static int
mend(struct screen *s)
{
	screen_push(s, &screen_refused, NULL);
	return SCREEN_USED;
}

static bool
may_mend(struct screen *s, const char **why)
{
	(void)why;
	return gate_rule(of(s)->g.purpose)->way == GATE_PUT &&
	       of(s)->g.refused > 0 && screen_refused_may(screen_who(s));
}

/* A word nobody uses any more stands open for nobody. */
static void
waiting_close(struct screen *s)
{
	struct waiting *x = of(s);

	if (x->g.id != 0 && x->g.state == GATE_OPEN && x->g.began_at == 0)
		(void)act_gate_void(screen_who(s), x->g.id);
	explicit_bzero(x->word, sizeof(x->word));
}

static const struct screen_action actions[] = {
	{ N_("A new word"), N_("new word"), "xin koulingzi xklz", TUI_F(4),
	    TUI_CTRL('T'), again, may_again },
	{ N_("See the rows that were not taken in"), N_("rows to mend"),
	    "kan meishou kms", TUI_F(6), 0, mend, may_mend },
	{ N_("Take the word back"), N_("take back"), "shouhui sh", TUI_F(7), 0,
	    take_back, is_open },
	{ .name = NULL },
};

const struct screen_ops screen_gate_wait = {
	.name = "word",
	.title = N_("A word for one file"),
	.words = "koulingzi klz",
	.help = N_("Copy the command into a second window and stay here: how "
		   "far the file is and what became of it stands below.\n"
		   "A line that breaks takes nothing; the word stays good "
		   "until its ten minutes are over.\n"
		   "Leaving this screen before the file came makes the word "
		   "void."),
	.size = sizeof(struct waiting),
	.actions = actions,
	.open = waiting_open,
	.draw = waiting_draw,
	.changed = look,
	.beat = look,
	.close = waiting_close,
};
