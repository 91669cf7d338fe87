/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/register.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/topic.h"
#include "screen/oncall.h"
#include "when.h"

/* Whom to phone, of one's own organisation first, then those above it; a
 * number nobody has confirmed for long is worth little at night. */
#define ONCALL_MAX 100
#define OLD (30 * (int64_t)86400)

struct oncall_screen {
	struct screen screen;
	struct oncall row[ONCALL_MAX];
	bool keeps[ONCALL_MAX]; /* that row's list: else it is to phone alone */
	size_t n;
	bool adds;
	struct tui_list list;
	int64_t org; /* 0: all */
};

static struct oncall_screen *
of(struct screen *s)
{
	return (struct oncall_screen *)s;
}

static const struct {
	enum role role;
	bool all; /* keeps the whole register */
} keepers[] = {
	{ ROLE_SYSTEM_ADMIN, true },
	{ ROLE_DISTRICT_STAFF, true },
	{ ROLE_COUNSELLOR, true },
	{ ROLE_LEAD, false },
	{ ROLE_OPERATOR, false },
	{ ROLE_PSYCHOLOGY, false },
	{ ROLE_PRINCIPAL, false },
};

bool
screen_oncall_may(struct actor *who)
{
	for (size_t i = 0; i < nitems(keepers); i++)
		if (act_is(who, keepers[i].role))
			return true;
	return false;
}

static int64_t
whose(struct actor *who)
{
	for (size_t i = 0; i < nitems(keepers); i++) {
		const struct post *p = act_post(who, keepers[i].role);

		if (p != NULL)
			return keepers[i].all ? 0 : p->org;
	}
	return 0;
}

static int
add(void *arg, const struct oncall *o)
{
	struct oncall_screen *x = arg;

	if (x->n < ONCALL_MAX)
		x->row[x->n++] = *o;
	return 0;
}

/* Of a new entry. */
static int64_t
own_org(struct oncall_screen *x)
{
	const struct actor *who = screen_who(&x->screen);

	return x->org != 0 ? x->org : who->n_posts > 0 ? who->posts[0].org : 0;
}

static size_t
row_of(const struct oncall_screen *x, int64_t id)
{
	size_t i = 0;

	while (i < x->n && x->row[i].id != id)
		i++;
	return i;
}

/* The cursor stays with the number it stood on. */
static int
read_all(struct oncall_screen *x)
{
	struct actor *who = screen_who(&x->screen);
	int64_t id = x->list.at < x->n ? x->row[x->list.at].id : 0;
	size_t at;
	int r;

	x->n = 0;
	x->adds = act_oncall_keeps(who, own_org(x));
	r = act_oncall_each(who, x->org, add, x);
	for (size_t i = 0; i < x->n; i++) /* rows of a list stand together */
		x->keeps[i] = i > 0 && x->row[i - 1].org == x->row[i].org
				  ? x->keeps[i - 1]
				  : act_oncall_keeps(who, x->row[i].org);
	at = row_of(x, id);
	tui_list_go(&x->list, at < x->n ? at : x->list.at);
	return r;
}

/* --- drawing ---------------------------------------------------------------
 */

static const char *const duty_codes[] = { "district", "lead", "school",
	"psychology" };
static const char *const duty_words[] = {
	N_("district duty"),
	N_("shift lead"),
	N_("school duty"),
	N_("psychology teacher"),
};

static const char *
duty_of(const char *code)
{
	for (size_t i = 0; i < nitems(duty_codes); i++)
		if (strcmp(duty_codes[i], code) == 0)
			return _(duty_words[i]);
	return code;
}

static const struct tui_column columns[] = {
	{ N_("duty"), 16, 0, false },
	{ N_("name"), 14, 1, false },
	{ N_("phone"), 18, 0, false },
	{ N_("last confirmed"), 24, 0, false },
};

static size_t
count(void *data)
{
	return ((struct oncall_screen *)data)->n;
}

static void
draw_row(void *data, size_t i, struct tui_view line)
{
	struct oncall_screen *x = data;
	const struct oncall *o = &x->row[i];
	int64_t now = screen_now(&x->screen);
	char when[SCREEN_WHEN];
	const char *const texts[] = { duty_of(o->duty), o->name, o->phone,
		when };

	screen_age(now, o->confirmed_at, when);
	tui_columns_row(columns, (int)nitems(columns), line,
	    now - o->confirmed_at > OLD ? TUI_SOON : TUI_PLAIN, texts);
}

static const struct tui_list_ops list_ops = { count, draw_row, NULL };

static void
oncall_draw(struct screen *s, struct tui_view v)
{
	tui_columns_head(columns, (int)nitems(columns), v, 0);
	tui_list_draw(&of(s)->list, tui_sub(v, 1, 0, v.h - 3, v.w), true);
	tui_text(v, v.h - 1, 1, TUI_PLAIN,
	    _("Ambulance   120          Police      110"));
}

/* --- doing -----------------------------------------------------------------
 */

/* While the question stood somebody may have put another number there: the old
 * one is never put back over it. */
static bool
stands_yet(struct oncall_screen *x, const struct oncall *was)
{
	size_t i;

	if (read_all(x) != 0)
		return false;
	i = row_of(x, was->id);
	return i < x->n && strcmp(x->row[i].name, was->name) == 0 &&
	       strcmp(x->row[i].phone, was->phone) == 0;
}

/* was: what it replaces, or NULL. */
static int
put(struct oncall_screen *x, struct oncall *o, const struct oncall *was)
{
	struct screen *s = &x->screen;
	int r = was == NULL || stands_yet(x, was)
		    ? act_oncall_put(screen_who(s), o, true, NULL)
		    : act_fail(screen_who(s), ERR_STALE,
			  _("Somebody has just changed this number. Please "
			    "look at it again."));

	if (r != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Saved."));
	read_all(x);
	return SCREEN_USED;
}

static int
confirm(struct screen *s)
{
	struct oncall_screen *x = of(s);
	struct oncall o, was;

	if (x->list.at >= x->n)
		return SCREEN_USED;
	o = was = x->row[x->list.at];
	if (!screen_confirm(
		s, _("Did this number answer, and is it still this person?")))
		return SCREEN_USED;
	return put(x, &o, &was);
}

/* Another number for the row, or another person. */
static int
ask_text(struct screen *s, const char *question, const char *was, char *to,
    size_t size)
{
	struct buf *b = buf_new_in(screen_memory(s));
	bool said = screen_ask_with(s, question, was, size - 1, b);

	if (said)
		mem_copy_text(to, size, buf_text(b));
	buf_free(b);
	return said ? 0 : -1;
}

static int
change(struct screen *s)
{
	struct oncall_screen *x = of(s);
	struct oncall o, was;

	if (x->list.at >= x->n)
		return SCREEN_USED;
	o = was = x->row[x->list.at];
	if (ask_text(s, _("Who?"), o.name, o.name, sizeof(o.name)) != 0 ||
	    ask_text(
		s, _("Which number?"), o.phone, o.phone, sizeof(o.phone)) != 0)
		return SCREEN_USED;
	return put(x, &o, &was);
}

static int
add_new(struct screen *s)
{
	struct oncall_screen *x = of(s);
	struct oncall o = { .org = own_org(x) };
	int duty = screen_choose(
	    s, _("Which duty?"), duty_words, (int)nitems(duty_words));

	if (duty < 0 ||
	    ask_text(s, _("Who?"), "", o.name, sizeof(o.name)) != 0 ||
	    ask_text(s, _("Which number?"), "", o.phone, sizeof(o.phone)) != 0)
		return SCREEN_USED;
	mem_copy_text(o.duty, sizeof(o.duty), duty_codes[duty]);
	return put(x, &o, NULL);
}

static bool
keeps_row(struct screen *s, const char **why)
{
	const struct oncall_screen *x = of(s);

	(void)why;
	return x->list.at < x->n && x->keeps[x->list.at];
}

static bool
may_add(struct screen *s, const char **why)
{
	(void)why;
	return of(s)->adds;
}

static int
oncall_key(struct screen *s, uint32_t key)
{
	return tui_list_key(&of(s)->list, key) != TUI_PASS ? SCREEN_USED
							   : SCREEN_PASS;
}

static int
oncall_open(struct screen *s, const void *arg)
{
	struct oncall_screen *x = of(s);
	struct actor *who = screen_who(s);

	(void)arg;
	x->list.ops = &list_ops;
	x->list.data = x;
	x->org = whose(who);
	screen_topics_of_posts(s);
	return read_all(x);
}

static void
oncall_changed(struct screen *s)
{
	int r = read_all(of(s));

	if (r != 0)
		screen_fail(s, r);
}

static const struct screen_action actions[] = {
	{ N_("This number is right today"), N_("confirm"), "queren qr",
	    TUI_F(8), TUI_CTRL('S'), confirm, keeps_row },
	{ N_("Another person or number"), N_("change"), "huan ren hr", TUI_F(7),
	    0, change, keeps_row },
	{ N_("One more to phone"), NULL, "jia yi wei jyw", 0, 0, add_new,
	    may_add },
	{ .name = NULL },
};

const struct screen_ops screen_oncall = {
	.name = "oncall",
	.title = N_("Whom to phone"),
	.words = "zhiban biao zbb dianhua",
	.help = N_("Who is on duty, and when the number was last found right.\n"
		   "F8 says that it is right today, F7 puts another person or "
		   "number there: on a list that you keep."),
	.size = sizeof(struct oncall_screen),
	.actions = actions,
	.open = oncall_open,
	.draw = oncall_draw,
	.key = oncall_key,
	.changed = oncall_changed,
};
