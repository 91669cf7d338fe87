/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "tests/lib/demo.h"

static const struct demo_options *options; /* one a child */

/* --- a list --------------------------------------------------------------- */

#define DEMO_ALL 40
#define DEMO_PAGE 5

struct demo_list {
	struct screen screen;
	struct tui_list list;
	int first; /* the page read from "the store" */
	int changed;
};

static const struct tui_column columns[] = {
	{ "due#", 15, 0, false },
	{ "name#", 12, 1, false },
	{ "next#", 20, 1, false },
	{ "aside#", 40, 0, true },
};

static size_t
list_count(void *data)
{
	(void)data;
	return DEMO_PAGE;
}

static void
list_row(void *data, size_t i, struct tui_view line)
{
	static const char *const rows[DEMO_PAGE][3] = {
		{ "超时   12 分", "曾一诺", "再拨一次" },
		{ "还剩   8 分", "坏\033[2J\xe2\x80\xae名", "打学校值班电话" },
		{ "今天", "王\xf0\xb1\x8d\x90",
		    "接着写，这一句长得一行里放不下，要在后面截掉才行" },
		{ "明天", "\xff\xfe", "打电话" },
		{ "周四", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81", "再看看" },
	};
	struct demo_list *d = data;
	char due[40];
	const char *texts[] = { due, rows[i][1], rows[i][2], "旁边一列" };

	snprintf(due, sizeof(due), "%s #%d", rows[i][0], d->first + (int)i);
	tui_columns_row(columns, 4, line, i == 0 ? TUI_LATE : TUI_PLAIN, texts);
}

static int
list_turn(void *data, enum tui_turn to, int rows)
{
	static const int by[] = { -DEMO_ALL, DEMO_PAGE, -DEMO_PAGE, DEMO_ALL };
	struct demo_list *d = data;
	int first = d->first + by[to];

	(void)rows;
	if ((to == TUI_NEXT && first >= DEMO_ALL) ||
	    (to == TUI_PREVIOUS && first < 0))
		return ERR_NOT_FOUND;
	first = first < 0 ? 0 : first;
	d->first = first < DEMO_ALL ? first : DEMO_ALL - DEMO_PAGE;
	return 0;
}

static const struct tui_list_ops list_ops = { list_count, list_row, list_turn };

static int
list_open(struct screen *s, const void *arg)
{
	struct demo_list *d = (struct demo_list *)s;

	(void)arg;
	d->list.ops = &list_ops;
	d->list.data = d;
	s->topics[s->n_topics++] = 7;
	s->hint = N_("The screen's own hint.");
	s->in_call = options->in_call;
	return 0;
}

static void
list_where(struct screen *s, struct screen_title *t)
{
	(void)s;
	buf_add_text(t->where, "今天    夜班 22:00-08:00");
	buf_add_text(t->state, "等候 1");
}

static void
list_draw(struct screen *s, struct tui_view v)
{
	struct demo_list *d = (struct demo_list *)s;

	tui_text(v, 0, 1, TUI_TITLE, "现在要做  5 件");
	tui_right(v, 0, v.w, TUI_FAINT, "今晚接了 7 通");
	tui_columns_head(columns, 4, v, 1);
	tui_list_draw(&d->list, tui_sub(v, 2, 0, DEMO_PAGE, v.w), true);
	tui_text_f(v, 9, 1, TUI_PLAIN, "changed %d", d->changed);
}

static int
list_key(struct screen *s, uint32_t key)
{
	struct demo_list *d = (struct demo_list *)s;

	if (key == '3') {
		screen_say(s, "section 3");
		return SCREEN_USED;
	}
	return tui_list_key(&d->list, key) == TUI_PASS ? SCREEN_PASS
						       : SCREEN_USED;
}

static void
list_changed(struct screen *s)
{
	((struct demo_list *)s)->changed++;
}

static void
list_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	screen_say(s, "%s answered %lld", from->name, (long long)answer);
}

static int
take_call(struct screen *s)
{
	screen_say(s, "call taken");
	return SCREEN_USED;
}

static int
open_form(struct screen *s)
{
	screen_push(s, &demo_form_screen, NULL);
	return SCREEN_USED;
}

static int
ask_all(struct screen *s)
{
	static const char *const ways[] = { "打电话", "当面", "没做成" };
	struct buf *why = buf_new();
	int way = screen_choose(s, "怎么做的？", ways, 3);

	if (way == 2 && screen_ask(s, "为什么没做成？写一句。", why))
		screen_say(s, "reason %s", buf_text(why));
	else
		screen_say(s, "way %d", way);
	buf_free(why);
	return SCREEN_USED;
}

static int
compare(struct screen *s)
{
	screen_say(s, "kept %d",
	    screen_conflict(s,
		"许文刚在 10:41 先存了一份。两份都在，请看一下留哪份。",
		"我写的一句", "他先存的\n两行"));
	return SCREEN_USED;
}

static bool
never(struct screen *s, const char **why)
{
	(void)s;
	*why = "要先接来电";
	return false;
}

static bool
hidden(struct screen *s, const char **why)
{
	(void)s, (void)why;
	return false;
}

static const struct screen_action list_actions[] = {
	{ "Open the row", "打开", NULL, TUI_ENTER, 0, NULL, NULL },
	{ "Take this one", "接来电", "jielaidian jld", TUI_F(2), TUI_CTRL('N'),
	    take_call, NULL },
	{ "Write it down", "写下来", "xiexialai xxl", TUI_F(4), TUI_CTRL('T'),
	    open_form, NULL },
	{ "Ask me", NULL, "wen w", TUI_F(5), TUI_CTRL('P'), ask_all, NULL },
	{ "Compare two texts", NULL, "bijiao bj", TUI_F(6), 0, compare, NULL },
	{ "Not yet", "还不行", "haibuxing", TUI_F(7), 0, take_call, never },
	{ "Never shown", "不见", "bujian", TUI_F(8), 0, take_call, hidden },
	{ .name = NULL }
};

const struct screen_ops demo_list_screen = {
	.name = "list",
	.title = "Demo list",
	.words = "liebiao lb",
	.help = "A list of invented rows.\nThe second line of the help.",
	.size = sizeof(struct demo_list),
	.actions = list_actions,
	.open = list_open,
	.where = list_where,
	.draw = list_draw,
	.key = list_key,
	.changed = list_changed,
	.answer = list_answer,
};

/* --- a form --------------------------------------------------------------- */

struct demo_form {
	struct screen screen;
	struct tui_form form;
	struct tui_field *name, *number;
	struct tui_area *notes;
	struct tui_choice safe;
	struct tui_checks seen;
	int saves;
};

static const char *const safe_words[] = { "没有", "有", "有，而且想过怎么做",
	"不愿说", "没来得及问" };
static const char *const seen_words[] = { "情绪变了很多", "行为变了很多",
	"可能被欺负", "吃不好睡不好" };

static int
form_open(struct screen *s, const void *arg)
{
	struct demo_form *d = (struct demo_form *)s;
	const struct tui_field_spec name = { .max = 60 };
	const struct tui_field_spec number = { .max = 3, .digits = true };

	(void)arg;
	d->name = tui_field_new(&name);
	d->number = tui_field_new(&number);
	d->notes = tui_area_new(0, NULL);
	d->safe = (struct tui_choice){ safe_words, 5, -1, 0, false };
	d->seen = (struct tui_checks){ seen_words, 4, 0, 0, 2, false };
	tui_form_field(&d->form, d->name);
	tui_form_field(&d->form, d->number);
	tui_form_choice(&d->form, &d->safe);
	tui_form_checks(&d->form, &d->seen);
	tui_form_area(&d->form, d->notes);
	s->form = &d->form;
	return 0;
}

static void
form_draw(struct screen *s, struct tui_view v)
{
	struct demo_form *d = (struct demo_form *)s;

	tui_form_draw(&d->form, 0, v, 0, 1, 31, "怎么称呼");
	tui_form_draw(&d->form, 1, v, 0, 35, 14, "有多强");
	tui_text(v, 2, 1, TUI_HEAD, "有没有不想活的念头");
	tui_form_draw(&d->form, 2, v, 3, 4, v.w - 4, NULL);
	tui_form_draw(&d->form, 3, v, 5, 1, v.w - 1, NULL);
	tui_rule(v, 8);
	tui_text(v, 9, 1, TUI_HEAD, "记录");
	tui_form_draw_in(&d->form, 4, tui_sub(v, 10, 1, v.h - 10, v.w - 2));
}

static int
form_save(struct screen *s)
{
	struct demo_form *d = (struct demo_form *)s;
	char path[512];
	FILE *f;

	d->saves++;
	if (options->drafts == NULL)
		return 0;
	snprintf(path, sizeof(path), "%s/draft", options->drafts);
	if ((f = fopen(path, "w")) == NULL)
		return ERR_FULL;
	fputs(tui_area_text(d->notes), f);
	fclose(f);
	return 0;
}

static int
form_send(struct screen *s)
{
	screen_answer(s, 42);
	return SCREEN_BACK;
}

static void
form_close(struct screen *s)
{
	struct demo_form *d = (struct demo_form *)s;

	tui_field_free(d->name);
	tui_field_free(d->number);
	tui_area_free(d->notes);
}

static const struct screen_action form_actions[] = {
	{ "Next field", "下一格", NULL, TUI_TAB, 0, NULL, NULL },
	{ "Send it", "送出", "songchu sc", TUI_F(8), TUI_CTRL('S'), form_send,
	    NULL },
	{ .name = NULL }
};

const struct screen_ops demo_form_screen = {
	.name = "form",
	.title = "Demo form",
	.words = "biaoge bg",
	.size = sizeof(struct demo_form),
	.actions = form_actions,
	.open = form_open,
	.draw = form_draw,
	.save = form_save,
	.close = form_close,
};

/* --- begin ---------------------------------------------------------------- */

const struct screen_entry demo_entries[] = {
	{ &demo_list_screen, NULL, 0, 0 },
	{ &demo_form_screen, NULL, TUI_F(3), TUI_CTRL('F') },
	{ NULL, NULL, 0, 0 },
};

static int64_t
demo_now(struct actor *who)
{
	(void)who;
	return DEMO_NOW;
}

static int
demo_unlock(struct actor *who, const char *pass, size_t n)
{
	(void)who;
	return n == 4 && memcmp(pass, "open", 4) == 0 ? 0 : ERR_PASSPHRASE;
}

int
demo_main(void *arg)
{
	char themes[512];
	struct screen_start st = {
		.fd = 0,
		.term = getenv("TERM"),
		.entries = demo_entries,
		.person = "接线员 op1 林晓",
		.now = demo_now,
		.unlock = demo_unlock,
	};
	int r;

	options = arg;
	snprintf(themes, sizeof(themes), "%s/themes", getenv("XINQING_SRCDIR"));
	st.themes = tui_themes_load(themes);
	st.first = options->form ? &demo_form_screen : &demo_list_screen;
	st.language = options->language;
	st.theme = options->theme;
	st.lock_s = options->lock_s;
	st.end_s = options->end_s;
	st.quiet_s = options->quiet_s;
	st.probe_ms = options->probe_ms;
	st.epoch = options->epoch;
	r = screen_main(&st);
	tui_themes_free(st.themes);
	return r == 0 ? 0 : r == ERR_STOPPED ? 3 : 1;
}
