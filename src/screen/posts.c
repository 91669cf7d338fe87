/* SPDX-License-Identifier: Apache-2.0 */
#include "act/office.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/duty.h"
#include "pages.h"
#include "posts.h"
#include "screen/office.h"
#include "when.h"

/* Who works at one organisation, a page at a time: where they are more than
 * its own sheet shows. */
enum { ROW_POST = 1 };
#define PAGE 64
#define LABEL_W 32

struct posts {
	struct screen screen;
	struct org o;
	struct sheet sheet;
	struct pages pages;
	int64_t last; /* post of the page */
};

static struct posts *
of(struct screen *s)
{
	return (struct posts *)s;
}

void
posts_row(struct sheet *to, int kind, const struct post_row *p)
{
	struct sheet_row *row = sheet_add(to, kind, p->post.person);
	char until[SCREEN_WHEN];

	mem_copy_text(row->label, sizeof(row->label),
	    _(duty_post_words(p->post.role, p->post.duty)));
	screen_day_of(p->post.until, until);
	sheet_text(row, "%s  %s  %s%s%s%s", p->name, p->login,
	    p->post.deputy_of != 0 ? _("deputy  ") : "",
	    p->post.since == 0 ? _("waits for agreement  ") : "",
	    until[0] != '\0' ? _("until ") : "", until);
	row->late = p->post.since == 0;
}

static int
add(void *arg, const struct post_row *p)
{
	struct posts *x = arg;

	posts_row(&x->sheet, ROW_POST, p);
	x->pages.n++;
	x->last = p->post.id;
	return 0;
}

static int
read_page(void *screen, const union pages_key *after)
{
	struct posts *x = screen;
	int r;

	sheet_clear(&x->sheet);
	r = act_office_posts(
	    screen_who(&x->screen), x->o.id, after->number, PAGE, add, x);
	sheet_again(&x->sheet);
	return r;
}

static void
last_row(void *screen, union pages_key *to)
{
	to->number = ((const struct posts *)screen)->last;
}

static void
posts_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, "%s  %s", of(s)->o.name, _("Who works here"));
}

static void
posts_draw(struct screen *s, struct tui_view v)
{
	struct posts *x = of(s);

	sheet_draw(&x->sheet, tui_sub(v, 0, 0, v.h - 1, v.w));
	if (x->pages.n == PAGE)
		tui_right(v, v.h - 1, v.w - 1, TUI_FAINT, _("PgDn turns on"));
}

static int
posts_key(struct screen *s, uint32_t key)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	if (key == TUI_ENTER) {
		if (row != NULL)
			screen_push(s, &screen_member, &row->id);
		return SCREEN_USED;
	}
	return tui_list_key(&of(s)->sheet.list, key) != TUI_PASS ? SCREEN_USED
								 : SCREEN_PASS;
}

static int
posts_open(struct screen *s, const void *arg)
{
	struct posts *x = of(s);
	int r = act_office_org(screen_who(s), *(const int64_t *)arg, &x->o);

	if (r != 0)
		return r;
	sheet_init(&x->sheet, LABEL_W);
	sheet_of_pages(&x->sheet, &x->pages);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ORG, x->o.id);
	pages_init(&x->pages, x, PAGE, read_page, last_row);
	return pages_first(&x->pages);
}

static void
posts_changed(struct screen *s)
{
	int r = pages_again(&of(s)->pages);

	if (r != 0)
		screen_fail(s, r);
}

static void
posts_answer(struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	posts_changed(s);
}

static void
posts_close(struct screen *s)
{
	sheet_free(&of(s)->sheet);
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return sheet_at(&of(s)->sheet) != NULL;
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    has_row },
	{ .name = NULL },
};

const struct screen_ops screen_posts = {
	.name = "posts",
	.title = N_("Who works here"),
	.words = "renyuan gangwei rygw",
	.help = N_("Everybody who works at one organisation, in the order in "
		   "which the posts were proposed.\n"
		   "Enter shows a person's posts. PgDn turns the page."),
	.size = sizeof(struct posts),
	.actions = actions,
	.open = posts_open,
	.where = posts_where,
	.draw = posts_draw,
	.key = posts_key,
	.changed = posts_changed,
	.answer = posts_answer,
	.close = posts_close,
};
