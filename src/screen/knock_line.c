/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/knock.h"
#include "act/ticket.h"
#include "base/buf.h"
#include "base/lang.h"
#include "knock_line.h"
#include "later.h"
#include "phones.h"

static int
add_line(void *arg, const struct act_knock *k)
{
	struct buf *to = arg;

	if (buf_len(to) == 0)
		act_knock_words(k, to);
	return 0;
}

void
screen_knock_line(struct screen *s, enum knock_subject subject, int64_t object,
    struct buf *to)
{
	buf_clear(to);
	if (act_knock_of(screen_who(s), subject, object, add_line, to) != 0)
		buf_clear(to); /* the record itself has said why */
}

struct lines {
	struct buf *lead, *district;
};

static int
add_lines(void *arg, const struct act_knock *k)
{
	struct lines *l = arg;

	if (buf_len(l->lead) == 0 && k->row.kind <= KNOCK_HELP) {
		act_knock_words_of(k, false, l->lead);
		act_knock_words_of(k, true, l->district);
	}
	return 0;
}

void
screen_knock_lines(
    struct screen *s, int64_t ticket, struct buf *lead, struct buf *district)
{
	struct lines l = { lead, district };

	buf_clear(lead);
	buf_clear(district);
	act_knock_of(screen_who(s), KNOCK_OF_TICKET, ticket, add_lines, &l);
}

static void
note_phoned(struct screen *s, int64_t ladder, int64_t event_at)
{
	struct actor *who = screen_who(s);
	struct act_phoned p = { .event_at = event_at };
	struct act_duty all[8], whom;
	int n, r;

	if ((r = act_knock_duty(who, ladder, all, 8, &n)) != 0) {
		screen_fail(s, r);
		return;
	}
	if (!screen_phoned(s, all, n, &whom, &p.spoke))
		return;
	p.oncall = whom.id;
	p.whom = whom.person;
	if ((r = act_knock_phoned(who, ladder, &p, NULL)) != 0)
		screen_fail(s, r);
	else
		screen_say(s, "%s", _("Noted."));
}

void
screen_ladder_phone(struct screen *s, int64_t ladder)
{
	note_phoned(s, ladder, 0);
}

void
screen_ladder_phoned(struct screen *s, int64_t ladder)
{
	struct buf *b = buf_new();
	int64_t at = 0;

	if (screen_ask_about(s,
		_("When was it? yesterday 14:30, 11-25 14:30, 2 h ago"), ladder,
		NULL, 0, b) &&
	    screen_later_read(s, buf_text(b), &at))
		note_phoned(s, ladder, at);
	buf_free(b);
}

static int
first_one(void *arg, const struct act_knock *k)
{
	int64_t *id = arg;

	if (*id == 0)
		*id = k->row.id;
	return 0;
}

/* A ladder this person may not know of is no reason not to phone. */
void
screen_knock_phone(
    struct screen *s, enum knock_subject subject, int64_t object, int64_t org)
{
	struct act_duty all[8];
	int64_t id = 0;
	int n;

	if (act_knock_of(screen_who(s), subject, object, first_one, &id) == 0 &&
	    id != 0 && act_knock_duty(screen_who(s), id, all, 8, &n) == 0)
		screen_ladder_phone(s, id);
	else
		screen_phones(s, org);
}
