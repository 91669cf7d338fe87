/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "frame.h"
#include "tui/progress.h"
#include "unsent.h"

static bool
leaves(uint32_t key)
{
	return key == TUI_ESC || key == TUI_CTRL('G');
}

/* --- one of several ------------------------------------------------------- */

struct choosing {
	struct over over;
	const char *question;
	struct tui_choice choice;
	int answer;
};

static void
choose_draw(struct over *o, struct tui_view body)
{
	struct choosing *c = (struct choosing *)o;
	int rows = c->choice.down ? c->choice.n : 1;
	struct tui_view v = frame_sheet(body, rows + 2);
	int y = tui_para(v, 0, 1, 2, TUI_HEAD, c->question);

	tui_choice_draw(&c->choice, tui_sub(v, y, 0, v.h - y, v.w), 0, 0, true);
	if (!c->choice.down)
		return;
	tui_rows(v, (size_t)c->choice.at, (size_t)c->choice.n);
	for (int i = 0; i < c->choice.n; i++)
		tui_row(v, y + i, (size_t)i);
}

static void
choose_key(struct over *o, uint32_t key)
{
	struct choosing *c = (struct choosing *)o;
	uint32_t plain = text_narrow(key);

	if (plain >= '1' && plain < '1' + (uint32_t)c->choice.n) {
		c->answer = (int)(plain - '1');
		o->done = true;
	} else if (key == TUI_ENTER) {
		c->answer = c->choice.at;
		o->done = true;
	} else if (leaves(key)) {
		o->done = true;
	} else if (key != TUI_SPACE)
		tui_choice_key(&c->choice, key);
}

static int
choose(struct screen *s, const char *question, const char *const *options,
    int n, int at, bool down)
{
	struct choosing c = {
		.over = { .draw = choose_draw,
		    .key = choose_key,
		    .keys = N_("Digit choose  Enter take this one  Esc back") },
		.question = question,
		.answer = -1,
		.choice = { .options = options,
		    .n = n,
		    .chosen = -1,
		    .at = at,
		    .down = down },
	};

	if (n <= 0)
		return screen_warn(s, "%s", _("This is not possible now.")), -1;
	return over_run(s->stack, &c.over) ? c.answer : -1;
}

int
screen_choose(
    struct screen *s, const char *question, const char *const *options, int n)
{
	return choose(s, question, options, n, 0, true);
}

bool
screen_confirm(struct screen *s, const char *question)
{
	static const char *const yes_no[] = { N_("yes"), N_("no") };

	return choose(s, question, yes_no, 2, 1, false) == 0;
}

/* --- a sentence ----------------------------------------------------------- */

struct asking {
	struct over over;
	const char *question;
	struct tui_field *field;
	bool may_be_empty, taken;
};

static void
ask_draw(struct over *o, struct tui_view body)
{
	struct asking *a = (struct asking *)o;
	struct tui_view v = frame_sheet(body, 4);
	int y = tui_para(v, 0, 1, 2, TUI_HEAD, a->question);

	tui_field_draw(a->field, v, y, 1, v.w - 2, true);
}

static void
ask_key(struct over *o, uint32_t key)
{
	struct asking *a = (struct asking *)o;

	if (leaves(key))
		o->done = true;
	else if (key == TUI_ENTER || key == TUI_F(8) || key == TUI_CTRL('S'))
		o->done = a->taken =
		    a->may_be_empty || tui_field_len(a->field) > 0;
	else
		tui_field_key(a->field, key);
}

static enum tui_used
ask_paste(struct over *o, const char *s, size_t n)
{
	return tui_field_paste(((struct asking *)o)->field, s, n);
}

static bool
ask(struct screen *s, const char *question, const char *was, size_t max,
    bool may_be_empty, struct buf *text)
{
	const struct tui_field_spec spec = { .max = max,
		.memory = screen_memory(s) };
	struct asking a = {
		.over = { .draw = ask_draw,
		    .key = ask_key,
		    .paste = ask_paste,
		    .keys = N_("Enter take it  Esc back") },
		.question = question,
		.may_be_empty = may_be_empty,
	};

	a.field = tui_field_new(&spec);
	if (buf_len(text) > 0)
		was = buf_text(text);
	if (was != NULL)
		tui_field_set(a.field, was);
	if (!over_run(s->stack, &a.over))
		a.taken = false;
	buf_clear(text);
	buf_add_text(text, tui_field_text(a.field));
	tui_field_free(a.field);
	return a.taken;
}

void
screen_ask_left(
    struct screen *s, const char *question, int64_t about, struct buf *text)
{
	if (buf_len(text) > 0)
		unsent_keep(s, question, about, buf_text(text));
	buf_clear(text);
}

bool
screen_ask_about(struct screen *s, const char *question, int64_t about,
    const char *was, size_t max, struct buf *text)
{
	struct screen_stack *ss = s->stack;
	struct buf *before = buf_new_in(screen_memory(s));
	bool taken;

	unsent_take(s, question, about, before);
	if (buf_len(text) == 0)
		buf_add_text(text, buf_text(before));
	buf_free(before);
	taken = ask(s, question, was, max, false, text);
	if (!taken && !ss->ended) {
		if (was == NULL || strcmp(buf_text(text), was) != 0)
			screen_ask_left(s, question, about, text);
		buf_clear(text);
	}
	return taken;
}

bool
screen_ask_with(struct screen *s, const char *question, const char *was,
    size_t max, struct buf *text)
{
	struct buf *said = buf_new_in(screen_memory(s));
	bool taken;

	buf_add_text(said, buf_text(text));
	if ((taken = ask(s, question, was, max, false, said))) {
		buf_clear(text);
		buf_add_text(text, buf_text(said));
	}
	buf_free(said);
	return taken;
}

bool
screen_ask_maybe(
    struct screen *s, const char *question, size_t max, struct buf *text)
{
	return ask(s, question, NULL, max, true, text);
}

bool
screen_ask(struct screen *s, const char *question, struct buf *text)
{
	return screen_ask_about(s, question, 0, NULL, 0, text);
}

/* --- something to read ---------------------------------------------------- */

struct reading {
	struct over over;
	const char *title, *text;
	size_t top;  /* first byte shown */
	size_t next; /* what stands below the last row; len: all */
	int rows, cols;
};

static size_t
line_len(const struct reading *r, size_t at)
{
	return tui_wrap(r->text + at, strlen(r->text + at), r->cols);
}

static void
read_draw(struct over *o, struct tui_view body)
{
	struct reading *r = (struct reading *)o;
	struct tui_view v = frame_sheet(body, body.h);
	size_t n, at = r->top, shown;

	tui_text(v, 0, 1, TUI_TITLE, r->title);
	tui_caret(v, 0, 0); /* where a screen reader begins */
	tui_rows(v, 1, 3);  /* the wheel reads on, either way */
	r->rows = v.h - 2;
	r->cols = v.w - 2;
	for (int y = 0; y < r->rows && r->text[at] != '\0'; y++, at += n) {
		n = shown = line_len(r, at);
		if (r->text[at + n - 1] == '\n')
			shown--;
		tui_text_n(v, y + 2, 1, TUI_PLAIN, r->text + at, shown);
	}
	r->next = at;
}

static void
read_down(struct reading *r, int lines)
{
	while (lines-- > 0 && r->text[r->next] != '\0') {
		r->top += line_len(r, r->top);
		r->next += line_len(r, r->next);
	}
}

/* Lines are counted from the beginning: help and old texts are short. */
static void
read_up(struct reading *r, int lines)
{
	size_t want = r->top, at, back;

	while (lines-- > 0 && want > 0) {
		for (at = back = 0; at < want; at += line_len(r, at))
			back = at;
		want = back;
	}
	r->top = want;
}

static void
read_key(struct over *o, uint32_t key)
{
	struct reading *r = (struct reading *)o;

	switch (key) {
	case TUI_DOWN:
		read_down(r, 1);
		break;
	case TUI_UP:
		read_up(r, 1);
		break;
	case TUI_PGDN:
	case TUI_SPACE:
		read_down(r, r->rows - 1);
		break;
	case TUI_PGUP:
		read_up(r, r->rows - 1);
		break;
	case TUI_ESC:
	case TUI_CTRL('G'):
	case TUI_ENTER:
	case TUI_F(1):
		o->done = true;
		break;
	default:
		break;
	}
}

void
screen_read(struct screen *s, const char *title, const char *text)
{
	struct reading r = {
		.over = { .draw = read_draw,
		    .key = read_key,
		    .keys = N_("Up Down PgUp PgDn read on  Esc back") },
		.title = title,
		.text = text,
	};

	over_run(s->stack, &r.over);
}

/* --- somebody saved first ------------------------------------------------- */

struct conflict {
	struct over over;
	const char *what, *mine, *theirs;
	int answer;
};

static void
conflict_draw(struct over *o, struct tui_view body)
{
	struct conflict *c = (struct conflict *)o;
	struct tui_view v = frame_sheet(body, body.h);
	int half = (v.h - 5) / 2, y = tui_para(v, 0, 1, 2, TUI_ALERT, c->what);

	tui_text(v, y, 1, TUI_HEAD, _("Mine"));
	tui_para(v, y + 1, 3, half, TUI_PLAIN, c->mine);
	tui_text(v, y + 1 + half, 1, TUI_HEAD, _("Saved first"));
	tui_para(v, y + 2 + half, 3, half, TUI_PLAIN, c->theirs);
	tui_text(v, v.h - 1, 1, TUI_MARK,
	    _("1 keep mine   2 take theirs   3 both   Esc later"));
	tui_caret(v, v.h - 1, 1);
}

static void
conflict_key(struct over *o, uint32_t key)
{
	struct conflict *c = (struct conflict *)o;
	uint32_t plain = text_narrow(key);

	if (plain >= '1' && plain <= '3')
		c->answer = (int)(plain - '1');
	o->done = c->answer >= 0 || leaves(key);
}

int
screen_conflict(
    struct screen *s, const char *what, const char *mine, const char *theirs)
{
	struct conflict c = {
		.over = { .draw = conflict_draw,
		    .key = conflict_key,
		    .keys = N_("1-3 choose  Esc later, nothing is lost") },
		.what = what,
		.mine = mine,
		.theirs = theirs,
		.answer = -1,
	};

	return over_run(s->stack, &c.over) ? c.answer : -1;
}

/* --- long work ------------------------------------------------------------ */

bool
screen_progress(struct screen *s, const struct tui_progress *p)
{
	char text[160];
	struct tui_event ev;

	tui_progress_text(p, text, sizeof(text));
	screen_say(s, "%s", text);
	if (!tui_has_input(s->stack->tui)) {
		if (tui_has_room(s->stack->tui))
			frame_draw(s->stack);
		return !s->stack->ended;
	}
	switch (tui_wait(s->stack->tui, &ev, 0)) {
	case TUI_KEY:
		return !leaves(ev.key);
	case TUI_GONE:
		return false;
	default:
		return true;
	}
}
