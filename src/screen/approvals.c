/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/custody.h"
#include "act/staff.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/topic.h"
#include "screen/admin.h"
#include "screen/custody.h"
#include "screen/office.h"
#include "when.h"

/* What waits for the second person: who asked must not be who agrees. */
#define APPROVALS_MAX 64

struct row {
	struct approval a;
	char about[160], asker[65];
};

struct approvals {
	struct screen screen;
	struct row row[APPROVALS_MAX];
	size_t n;
	struct tui_list list;
};

static struct approvals *
of(struct screen *s)
{
	return (struct approvals *)s;
}

bool
screen_approvals_may(struct actor *who)
{
	return act_is(who, ROLE_SECURITY_ADMIN) || act_is(who, ROLE_CUSTODIAN);
}

static int
add(void *arg, const struct approval *a)
{
	struct approvals *x = arg;

	if (x->n < APPROVALS_MAX)
		x->row[x->n++] = (struct row){ .a = *a };
	return 0;
}

/* The names that belong to the ids. */
static int
name_rows(void *arg, const struct person *p)
{
	struct approvals *x = arg;

	for (size_t i = 0; i < x->n; i++) {
		struct row *row = &x->row[i];

		if (row->a.asked_by == p->id)
			mem_copy_text(row->asker, sizeof(row->asker), p->name);
		if (strncmp(row->a.kind, "account", 7) == 0 &&
		    row->a.object == p->id)
			snprintf(row->about, sizeof(row->about), "%s  %s",
			    p->name, p->login);
	}
	return 0;
}

static bool
is_staff(const struct row *row)
{
	return strcmp(row->a.kind, "staff") == 0;
}

/* How many came in one file. */
static void
name_staff(struct approvals *x, struct row *row)
{
	int64_t posts, people;

	if (is_staff(row) && act_batch_count(screen_who(&x->screen),
				 row->a.object, &posts, &people) == 0)
		snprintf(row->about, sizeof(row->about),
		    _("%lld posts, %lld new accounts"), (long long)posts,
		    (long long)people);
}

static bool
is_custody(const struct row *row)
{
	return strncmp(row->a.kind, "custody.", 8) == 0;
}

/* Who asks custody, and whose keys: never a child's name. */
static int
name_custody(void *arg, const struct act_custody *c)
{
	struct approvals *x = arg;

	for (size_t i = 0; i < x->n; i++) {
		struct row *row = &x->row[i];

		if (!is_custody(row) || row->a.object != c->row.id)
			continue;
		mem_copy_text(row->asker, sizeof(row->asker), c->asker);
		snprintf(row->about, sizeof(row->about), "%s  %s",
		    _(custody_kind_words(c->row.kind)), c->org);
	}
	return 0;
}

/* The cursor stays with what it stood on: nobody agrees to what moved under
 * their hand. */
static void
stay_with(struct approvals *x, int64_t id)
{
	size_t i = 0;

	while (i < x->n && x->row[i].a.id != id)
		i++;
	tui_list_go(&x->list, i < x->n ? i : x->list.at);
}

static int
read_all(struct approvals *x)
{
	struct actor *who = screen_who(&x->screen);
	int64_t id = x->list.at < x->n ? x->row[x->list.at].a.id : 0;
	int r;

	x->n = 0;
	if ((r = act_approval_each(who, 0, APPROVALS_MAX, add, x)) == 0 &&
	    act_is(who, ROLE_SECURITY_ADMIN))
		r = act_account_each(who, "", 100000, name_rows, x);
	if (r == 0 && act_is(who, ROLE_CUSTODIAN))
		r = act_custody_each(who, false, name_custody, x);
	for (size_t i = 0; i < x->n; i++)
		name_staff(x, &x->row[i]);
	stay_with(x, id);
	return r;
}

static const char *
kind_words(const char *kind)
{
	static const struct {
		const char *kind, *words;
	} kinds[] = {
		{ "account", N_("an account") },
		{ "account.reset", N_("new start") },
		{ "staff", N_("staff, a file") },
		{ "package", N_("a package") },
		{ "custody.first", N_("custody") },
		{ "custody.second", N_("custody") },
	};

	for (size_t i = 0; i < nitems(kinds); i++)
		if (strcmp(kinds[i].kind, kind) == 0)
			return _(kinds[i].words);
	return _("a post");
}

static size_t
count(void *data)
{
	return ((struct approvals *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct approvals *x = data;
	const struct row *row = &x->row[i];
	char when[SCREEN_WHEN];

	screen_at(screen_now(&x->screen), row->a.asked_at, when);
	tui_cell(line, 0, 1, 17, TUI_PLAIN, when);
	tui_cell(line, 0, 19, 12, TUI_PLAIN, kind_words(row->a.kind));
	tui_cell(line, 0, 32, line.w - 54, TUI_PLAIN, row->about);
	tui_text_f(line, 0, line.w - 21, TUI_PLAIN, _("from %s"), row->asker);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
approvals_draw(struct screen *s, struct tui_view v)
{
	struct approvals *x = of(s);

	if (x->n == 0)
		tui_text(v, 1, 1, TUI_PLAIN,
		    _("Nothing is waiting for you. Have some water."));
	else
		tui_list_draw(&x->list, v, true);
}

/* --- doing -----------------------------------------------------------------
 */

static int
open_custody(struct approvals *x)
{
	screen_push(&x->screen, &screen_custody, &x->row[x->list.at].a.object);
	return SCREEN_USED;
}

static int
open_staff(struct approvals *x)
{
	const struct approval *a = &x->row[x->list.at].a;
	const int64_t ids[] = { a->id, a->object };

	screen_push(&x->screen, &screen_batch, ids);
	return SCREEN_USED;
}

/* What is read before it is agreed to. */
static bool
has_more(const struct approvals *x)
{
	return x->list.at < x->n && (is_custody(&x->row[x->list.at]) ||
					is_staff(&x->row[x->list.at]));
}

static int
open_more(struct approvals *x)
{
	return is_staff(&x->row[x->list.at]) ? open_staff(x) : open_custody(x);
}

static int
decide(
    struct screen *s, int (*fn)(struct actor *, int64_t), const char *question)
{
	struct approvals *x = of(s);
	int64_t id;
	int r;

	if (x->list.at >= x->n)
		return SCREEN_USED;
	if (has_more(x))
		return open_more(x); /* why it is asked is read first */
	id = x->row[x->list.at].a.id;
	if (!screen_confirm(s, question))
		return SCREEN_USED;
	if ((r = fn(screen_who(s), id)) != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Saved."));
	read_all(x);
	return SCREEN_USED;
}

static int
give_one(struct actor *who, int64_t id)
{
	return act_approval_give(who, id, NULL);
}

static int
refuse_one(struct actor *who, int64_t id)
{
	return act_approval_refuse(who, id, NULL, NULL);
}

static int
agree(struct screen *s)
{
	return decide(s, give_one, _("Agree, as the second person?"));
}

static int
refuse(struct screen *s)
{
	return decide(s, refuse_one, _("Not agree?"));
}

static bool
has_row(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->n > 0;
}

static int
approvals_key(struct screen *s, uint32_t key)
{
	struct approvals *x = of(s);

	if (key == TUI_ENTER && has_more(x))
		return open_more(x);
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
approvals_open(struct screen *s, const void *arg)
{
	struct approvals *x = of(s);

	(void)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	s->pace = 60;
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	return read_all(x);
}

static void
approvals_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

/* What custody is asked, and a file of staff, have more to read than a row. */
static bool
may_open(struct screen *s, const char **why)
{
	(void)why;
	return has_more(of(s));
}

static void
approvals_answer(
    struct screen *s, const struct screen_ops *from, int64_t answer)
{
	(void)from, (void)answer;
	approvals_changed(s);
}

static const struct screen_action actions[] = {
	{ N_("Open this row"), N_("open"), "dakai dk", TUI_ENTER, 0, NULL,
	    may_open },
	{ N_("Agree"), N_("agree"), "tongyi ty", TUI_F(4), TUI_CTRL('T'), agree,
	    has_row },
	{ N_("Do not agree"), N_("do not agree"), "bu tongyi bty", TUI_F(7), 0,
	    refuse, has_row },
	{ .name = NULL },
};

const struct screen_ops screen_approvals = {
	.name = "approvals",
	.title = N_("What waits for agreement"),
	.words = "shenpi sp tongyi ty",
	.help = N_("Accounts and posts that somebody else proposed, and what "
		   "custody is asked.\n"
		   "F4 agrees, F7 does not. Who asked cannot agree as well.\n"
		   "Enter opens a request to custody with the reason, and the "
		   "list of a file of staff."),
	.size = sizeof(struct approvals),
	.actions = actions,
	.open = approvals_open,
	.draw = approvals_draw,
	.key = approvals_key,
	.changed = approvals_changed,
	.answer = approvals_answer,
};
