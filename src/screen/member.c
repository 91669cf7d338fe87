/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "account_words.h"
#include "act/account.h"
#include "act/actor.h"
#include "act/office.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/duty.h"
#include "screen/office.h"
#include "sheet.h"
#include "training.h"
#include "when.h"

/* Somebody on staff: the account, whether away, posts, whom they look after,
 * what is noted. */
enum {
	ROW_STATE = 1,
	ROW_NUMBER,
	ROW_AWAY,
	ROW_POST,
	ROW_TRAINING,
	ROW_TIE,
	ROW_DETAIL
};
#define LABEL_W 32

struct member {
	struct screen screen;
	int64_t id;
	struct act_staff m;
	struct sheet sheet;
};

static struct member *
of(struct screen *s)
{
	return (struct member *)s;
}

bool
screen_member_may(struct actor *who)
{
	return !act_is(who, ROLE_CUSTODIAN);
}

/* --- reading ----------------------------------------------------------------
 */

static void
put_state(struct member *x)
{
	struct sheet_row *row = sheet_add(&x->sheet, ROW_STATE, 0);
	char age[SCREEN_WHEN], until[SCREEN_WHEN], since[SCREEN_WHEN];

	mem_copy_text(row->label, sizeof(row->label), _("account"));
	screen_age(screen_now(&x->screen), x->m.signed_in_at, age);
	sheet_text(row, _("%s  %s, signed in: %s"), x->m.login,
	    account_words(x->m.state), age);
	row = sheet_add(&x->sheet, ROW_NUMBER, 0);
	mem_copy_text(row->label, sizeof(row->label), _("the work number"));
	sheet_text(row, "%s", x->m.number[0] != '\0' ? x->m.number : "-");
	row = sheet_add(&x->sheet, ROW_STATE, 0);
	mem_copy_text(row->label, sizeof(row->label), _("the telephone"));
	sheet_text(row, "%s", x->m.phone[0] != '\0' ? x->m.phone : "-");
	row = sheet_add(&x->sheet, ROW_AWAY, 0);
	mem_copy_text(row->label, sizeof(row->label), _("absence"));
	screen_day_of(x->m.away.since, since);
	screen_day_of(x->m.away.until, until);
	if (x->m.away.id == 0)
		sheet_text(row, "%s", _("here"));
	else
		sheet_text(row,
		    x->m.is_away ? _("away since %s, back on %s")
				 : _("will be away from %s, back on %s"),
		    since, until);
	row->late = x->m.is_away;
}

static int
add_post(void *arg, const struct post_row *p)
{
	struct member *x = arg;
	struct sheet_row *row = sheet_add(&x->sheet, ROW_POST, p->post.id);
	char since[SCREEN_WHEN], until[SCREEN_WHEN];

	mem_copy_text(row->label, sizeof(row->label),
	    _(duty_post_words(p->post.role, p->post.duty)));
	screen_day_of(p->post.since, since);
	screen_day_of(p->post.until, until);
	sheet_text(row, "%s  %s%s%s%s", p->org,
	    p->post.deputy_of != 0 ? _("deputy  ") : "",
	    since[0] != '\0' ? since : _("waits for agreement  "),
	    until[0] != '\0' ? _(" to ") : "", until);
	row->late = p->post.since == 0 && p->post.until == 0;
	return 0;
}

static int
add_tie(void *arg, const struct act_tie *t)
{
	struct member *x = arg;
	struct sheet_row *row = sheet_add(&x->sheet, ROW_TIE, t->row.id);
	char since[SCREEN_WHEN];

	screen_day_of(t->row.since, since);
	mem_copy_text(
	    row->label, sizeof(row->label), _(tie_words(t->row.kind)));
	sheet_text(row, _("of %s since %s"), t->whom, since);
	return 0;
}

static int
read_all(struct member *x)
{
	struct actor *who = screen_who(&x->screen);
	int r;

	sheet_clear(&x->sheet);
	if ((r = act_office_member(who, x->id, &x->m)) != 0)
		return r;
	put_state(x);
	sheet_head(&x->sheet, _("Posts"));
	if ((r = act_office_posts_of(who, x->id, add_post, x)) != 0)
		return r;
	if ((r = training_rows(&x->screen, &x->sheet, ROW_TRAINING, x->id)) !=
	    0)
		return r;
	sheet_head(&x->sheet, _("Looks after"));
	r = act_office_ties(who, x->id, 0, 200, add_tie, x);
	if (r != 0 && r != ERR_DENIED)
		return r;
	r = sheet_details(&x->screen, &x->sheet, ROW_DETAIL, DETAIL_OF_PERSON,
	    x->id, ORG_NONE, _("What is noted"));
	sheet_again(&x->sheet);
	return r;
}

/* --- drawing ----------------------------------------------------------------
 */

static void
member_where(struct screen *s, struct screen_title *t)
{
	buf_add_f(t->where, "%s  %s", of(s)->m.name, of(s)->m.login);
}

static void
member_draw(struct screen *s, struct tui_view v)
{
	sheet_draw(&of(s)->sheet, v);
}

/* --- doing ------------------------------------------------------------------
 */

static int
done(struct screen *s, int r)
{
	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Saved."));
	read_all(of(s));
	return SCREEN_USED;
}

static int
note(struct screen *s, const struct sheet_row *row)
{
	const struct detail_key *k = &detail_of_people.key[row->key];
	char value[DETAIL_VALUE_MAX];

	if (!sheet_ask(s, _(k->field.words),
		strcmp(row->text, "-") == 0 ? "" : row->text, value,
		sizeof(value)))
		return SCREEN_USED;
	return done(
	    s, act_office_note(screen_who(s), DETAIL_OF_PERSON, of(s)->id,
		   k->field.name, strcmp(value, "-") == 0 ? "" : value, NULL));
}

/* By which they may sign in, too: the system administrator's. */
static int
number(struct screen *s)
{
	char typed[LOGIN_MAX];

	if (!act_is(screen_who(s), ROLE_SYSTEM_ADMIN) ||
	    !sheet_ask(s, _("The work number; - for none"), of(s)->m.number,
		typed, sizeof(typed)))
		return SCREEN_USED;
	return done(s, act_account_number(screen_who(s), of(s)->id,
			   strcmp(typed, "-") == 0 ? "" : typed, NULL));
}

/* The day is read as it stands in tables; they are back as it begins. */
static int
away(struct screen *s)
{
	struct member *x = of(s);
	struct clock_parts p = { .year = 0 };
	char typed[40];
	int day;

	if (x->m.away.id != 0)
		return done(s, act_office_back(screen_who(s), x->id, NULL));
	if (!sheet_ask(s, _("Away from now; back on which day? 2026-12-01"), "",
		typed, sizeof(typed)))
		return SCREEN_USED;
	if (day_read(typed, &day) != 0) {
		screen_warn(s, "%s",
		    _("There is no such date. 2012-02-29 is how to write "
		      "one."));
		return SCREEN_USED;
	}
	p.year = day / 10000;
	p.month = day / 100 % 100;
	p.day = day % 100;
	return done(s, act_office_away(screen_who(s), x->id, 0,
			   clock_from_parts(&p), NULL));
}

struct post_found {
	int64_t id;
	struct post post;
};

static int
find_post(void *arg, const struct post_row *p)
{
	struct post_found *f = arg;

	if (p->post.id == f->id)
		f->post = p->post;
	return 0;
}

/* Somebody who stands in for the post under the cursor: proposed, and agreed
 * to by the security administrator. */
static int
deputy(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);
	struct post_found f = { .id = row != NULL ? row->id : 0 };
	int64_t person, post, audit;
	char login[LOGIN_MAX];
	int r;

	if (row == NULL || row->kind != ROW_POST)
		return SCREEN_USED;
	if (!sheet_ask(s, _("Who stands in? Login or work number"), "", login,
		sizeof(login)))
		return SCREEN_USED;
	if ((r = act_office_posts_of(
		 screen_who(s), of(s)->id, find_post, &f)) == 0 &&
	    (r = act_office_find(screen_who(s), login, &person)) == 0)
		r = act_post_propose(screen_who(s), person, f.post.role,
		    f.post.org, f.id, &post, &audit);
	if (r != 0)
		return screen_fail(s, r), SCREEN_USED;
	training_say_proposed(s, person, f.post.role, f.post.org);
	read_all(of(s));
	return SCREEN_USED;
}

static int
add_training(struct screen *s)
{
	training_ask(s, of(s)->id);
	read_all(of(s));
	return SCREEN_USED;
}

static int
end_training(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);
	int r = row != NULL ? training_take_back(s, row->id) : 0;

	if (r != 0)
		screen_fail(s, r);
	read_all(of(s));
	return SCREEN_USED;
}

static bool
may_train(struct screen *s, const char **why)
{
	(void)why;
	return act_office_keeps_person(screen_who(s), of(s)->id);
}

static bool
on_training(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	return row != NULL && row->kind == ROW_TRAINING && may_train(s, why);
}

static bool
on_post(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	(void)why;
	return row != NULL && row->kind == ROW_POST &&
	       act_is(screen_who(s), ROLE_SYSTEM_ADMIN);
}

static int
end_post(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);
	int64_t id = row != NULL ? row->id : 0;

	if (id == 0 ||
	    !screen_confirm(
		s, _("End this post now? Its open work goes to the next one.")))
		return SCREEN_USED;
	return done(s, act_post_end(screen_who(s), id, NULL));
}

static int
open_row(struct screen *s)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	if (row != NULL && row->kind == ROW_DETAIL)
		return note(s, row);
	if (row != NULL && row->kind == ROW_NUMBER)
		return number(s);
	if (row != NULL && row->kind == ROW_AWAY)
		return away(s);
	return SCREEN_USED;
}

static bool
may_note(struct screen *s, const char **why)
{
	const struct sheet_row *row = sheet_at(&of(s)->sheet);

	(void)why;
	return row != NULL &&
	       (row->kind == ROW_DETAIL || row->kind == ROW_AWAY ||
		   (row->kind == ROW_NUMBER &&
		       act_is(screen_who(s), ROLE_SYSTEM_ADMIN)));
}

static int
member_key(struct screen *s, uint32_t key)
{
	if (key == TUI_ENTER)
		return open_row(s);
	return tui_list_key(&of(s)->sheet.list, key) != TUI_PASS ? SCREEN_USED
								 : SCREEN_PASS;
}

static int
member_open(struct screen *s, const void *arg)
{
	struct member *x = of(s);

	x->id = arg != NULL ? *(const int64_t *)arg : screen_who(s)->person;
	sheet_init(&x->sheet, LABEL_W);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_ALL, 0);
	s->topics[s->n_topics++] = STORE_TOPIC(TOPIC_PERSON, x->id);
	return read_all(x);
}

static void
member_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static void
member_close(struct screen *s)
{
	sheet_free(&of(s)->sheet);
}

static const struct screen_action actions[] = {
	{ N_("Note something on this line"), N_("note"), "jilu jl", TUI_ENTER,
	    0, NULL, may_note },
	{ N_("Away, or back again"), N_("away or back"), "qingjia qj", TUI_F(7),
	    0, away, NULL },
	{ N_("Somebody stands in for this post"), N_("deputy"), "daili dl",
	    TUI_F(5), TUI_CTRL('P'), deputy, on_post },
	{ N_("Note a training"), N_("training"), "peixun px", TUI_F(6), 0,
	    add_training, may_train },
	{ N_("Take this training back"), NULL, "chehui peixun chpx", 0, 0,
	    end_training, on_training },
	{ N_("End this post"), NULL, "jieshu gangwei jsgw", 0, 0, end_post,
	    on_post },
	{ .name = NULL },
};

const struct screen_ops screen_member = {
	.name = "member",
	.title = N_("Posts and absence"),
	.words = "gangwei gw qingjia",
	.help = N_("Posts, absence and what is noted of somebody on staff.\n"
		   "F7 notes that they are away: until then the deputy has "
		   "the work, or the next level.\n"
		   "F6 notes a training: what, when, valid until, hours. Whose "
		   "have all lapsed stands in what is missing.\n"
		   "Enter on a line below changes what is noted."),
	.size = sizeof(struct member),
	.actions = actions,
	.open = member_open,
	.where = member_where,
	.draw = member_draw,
	.key = member_key,
	.changed = member_changed,
	.close = member_close,
};
