/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/mend.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "screen/roster.h"

/* One row that was not taken in: its cells as they stood in the file, the one
 * at fault marked, and what to do about it. */
#define CELL_MAX 400
#define LABEL_W 30
#define HEAD_H 4

struct mend {
	struct screen screen;
	int64_t id;
	struct act_mend head;
	struct tui_form form;
	int at[TUI_FORM_MAX];	/* of the form's items */
	struct tui_field *field[TABLE_FIELDS_MAX]; /* NULL: no column */
	int top;
};

static struct mend *
of(struct screen *s)
{
	return (struct mend *)s;
}

static void
make_field(struct mend *m, int f, const char *text)
{
	const struct tui_field_spec spec = { .max = CELL_MAX,
		.memory = screen_memory(&m->screen) };

	m->field[f] = tui_field_new(&spec);
	tui_field_set(m->field[f], text);
	m->at[tui_form_field(&m->form, m->field[f])] = f;
}

/* The cursor to what is at fault. */
static void
go_to_fault(struct mend *m)
{
	for (int i = 0; i < m->form.n; i++)
		if (m->at[i] == m->head.field)
			tui_form_go(&m->form, i);
}

static int
mend_open(struct screen *s, const void *arg)
{
	struct mend *m = of(s);
	struct act_mend_row row;
	int r;

	if (arg == NULL)
		return ERR_NOT_FOUND;
	m->id = *(const int64_t *)arg;
	if ((r = act_mend_open(screen_who(s), m->id, &row)) != 0)
		return r;
	m->head = row.head;
	for (int f = 0; f < TABLE_FIELDS_MAX; f++)
		if (row.cell[f] != NULL && m->form.n < TUI_FORM_MAX)
			make_field(m, f, row.cell[f]);
	act_mend_free(&row);
	s->form = &m->form;
	go_to_fault(m);
	return 0;
}

static void
mend_close(struct screen *s)
{
	for (int f = 0; f < TABLE_FIELDS_MAX; f++)
		tui_field_free(of(s)->field[f]);
}

/* --- drawing ---------------------------------------------------------------
 */

static void
draw_field(struct mend *m, struct tui_view v, int y, int i)
{
	bool fault = m->at[i] == m->head.field;

	tui_cell(v, y, 2, LABEL_W - 3, fault ? TUI_LATE : TUI_HEAD,
	    _(table_words(m->head.table, m->at[i])));
	if (fault)
		tui_text(v, y, 0, TUI_LATE, "!");
	tui_form_draw(&m->form, i, v, y, LABEL_W, v.w - LABEL_W - 1, NULL);
}

static void
mend_draw(struct screen *s, struct tui_view v)
{
	struct mend *m = of(s);
	int rows = v.h - HEAD_H;

	tui_text_f(v, 0, 1, TUI_LATE, "!  %s",
	    _(table_words(m->head.table, m->head.field)));
	tui_para(v, 1, 4, 2, TUI_PLAIN, _(m->head.words));
	tui_rule(v, HEAD_H - 1);
	if (m->form.at < m->top)
		m->top = m->form.at;
	if (m->form.at >= m->top + rows)
		m->top = m->form.at - rows + 1;
	for (int i = m->top; i < m->form.n && i < m->top + rows; i++)
		draw_field(m, v, HEAD_H + i - m->top, i);
}

static void
mend_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, _("Roster, line %lld: mend it"),
	    (long long)of(s)->head.line);
}

/* --- doing -----------------------------------------------------------------
 */

static void
cells_of(struct mend *m, const char *cell[TABLE_FIELDS_MAX])
{
	for (int f = 0; f < TABLE_FIELDS_MAX; f++)
		cell[f] =
		    m->field[f] != NULL ? tui_field_text(m->field[f]) : NULL;
}

/* Every word is kept, mended or not. */
static int
keep(struct screen *s)
{
	const char *cell[TABLE_FIELDS_MAX];

	cells_of(of(s), cell);
	return act_mend_keep(screen_who(s), of(s)->id, cell);
}

/* It is refused again: maybe for another cell. */
static int
show_fault(struct mend *m)
{
	struct act_mend_row row;
	int r = act_mend_open(screen_who(&m->screen), m->id, &row);

	if (r != 0)
		return screen_fail(&m->screen, r), SCREEN_USED;
	m->head = row.head;
	act_mend_free(&row);
	go_to_fault(m);
	screen_warn(&m->screen, _("Not yet: look at %s, marked with !."),
	    _(table_words(m->head.table, m->head.field)));
	return SCREEN_USED;
}

static int
save(struct screen *s)
{
	static const char *const said[] = {
		[MENDED_NEW] = N_("Taken in: it is new."),
		[MENDED_CHANGED] = N_("Taken in: it is as here now."),
		[MENDED_SAME] = N_("Taken in: all of it stood there already."),
	};
	const char *cell[TABLE_FIELDS_MAX];
	enum act_mended how;
	int r;

	cells_of(of(s), cell);
	if ((r = act_mend_take(screen_who(s), of(s)->id, cell, &how)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	s->touched = false; /* kept with the row, or gone into the student's */
	if (how == MENDED_NOT)
		return show_fault(of(s));
	screen_answer(s, of(s)->id);
	screen_say(s, "%s", _(said[how]));
	return SCREEN_BACK;
}

static int
drop(struct screen *s)
{
	int r;

	if (!screen_confirm(
		s, _("Throw this row away? It is not taken in.")))
		return SCREEN_USED;
	if ((r = act_mend_drop(screen_who(s), of(s)->id)) != 0)
		return screen_fail(s, r), SCREEN_USED;
	s->touched = false;
	screen_answer(s, of(s)->id);
	screen_say(s, "%s", _("Thrown away."));
	return SCREEN_BACK;
}

static const struct screen_action actions[] = {
	{ N_("Next field"), N_("next field"), "xiayige xyg", TUI_TAB, 0, NULL,
	    NULL },
	{ N_("Save: take the row in"), N_("save, take it in"), "baocun bc",
	    TUI_F(8), TUI_CTRL('S'), save, NULL },
	{ N_("Throw this row away"), N_("throw away"), "buyao by", TUI_F(7), 0,
	    drop, NULL },
	{ .name = NULL },
};

const struct screen_ops screen_mend = {
	.name = "mend",
	.title = N_("Mend a row of the roster"),
	.words = "gai mingce gmc",
	.help = N_("The field marked with ! is why the row was not taken in; "
		   "what to do stands above.\n"
		   "F8 takes the row in, as the roster itself was. What is "
		   "still wrong is marked again.\n"
		   "Esc leaves it for later; what you typed is kept."),
	.size = sizeof(struct mend),
	.actions = actions,
	.open = mend_open,
	.where = mend_where,
	.draw = mend_draw,
	.save = keep,
	.close = mend_close,
};
