/* SPDX-License-Identifier: Apache-2.0 */
/* What is entered later: when it was, and the sheet of paper it stood on. */
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "later.h"
#include "store/org.h"
#include "store/paper.h"
#include "store/store.h"

int
later_time(struct actor *who, enum when_kind k, int64_t *at)
{
	int64_t now = act_now(who);

	if (*at == 0)
		*at = now;
	switch (when_check(k, now, *at)) {
	case WHEN_TO_COME:
		return act_fail(
		    who, ERR_INPUT, _("event_at: that time is still to come."));
	case WHEN_TOO_OLD:
		return act_fail(who, ERR_INPUT,
		    _("event_at: that is more than %d days ago. Please write "
		      "the day into the text, and enter it as of now."),
		    (int)(when_oldest(k) / CLOCK_DAY));
	default:
		if (*at > now)
			*at = now;
		return 0;
	}
}

/* --- whose it is -----------------------------------------------------------
 */

/* A class teacher's post is at the class: the school is where they work. */
static int
works_of(struct actor *who, int64_t org, int64_t *works)
{
	struct org school;
	int r = store_org_above(who->store, org, ORG_SCHOOL, &school);

	*works = r == 0 ? school.id : org;
	return r == ERR_NOT_FOUND ? 0 : r;
}

static int
is_theirs(struct actor *who, const struct paper *p, bool *yes)
{
	int64_t of, works;
	int r;

	*yes = p->printed_by == who->person || p->done_by == who->person;
	if (*yes || p->org == 0)
		return 0;
	r = works_of(who, p->org, &of);
	for (int i = 0; i < who->n_posts && r == 0; i++)
		if ((r = works_of(who, who->posts[i].org, &works)) == 0)
			*yes |= works == of;
	return r;
}

struct finding {
	struct actor *who;
	struct paper *p;
	bool found;
};

static int
find_theirs(void *arg, const struct paper *p)
{
	struct finding *f = arg;
	int r = is_theirs(f->who, p, &f->found);

	if (r != 0 || !f->found)
		return r;
	*f->p = *p;
	return ERR_STOPPED;
}

int
later_paper_find(struct actor *who, const char *number, struct paper *p)
{
	struct finding f = { .who = who, .p = p };
	int r = store_paper_by_number(who->store, number, find_theirs, &f);

	if (f.found)
		return 0;
	return r == 0 ? ERR_NOT_FOUND : r;
}

/* --- entering it ------------------------------------------------------------
 */

/* Two people type the same sheet: the second one learns of it. */
static int
say_entered(struct actor *who, const struct paper *p)
{
	char name[PERSON_NAME_MAX] = "";
	struct clock_parts t;

	if (p->done_by != 0)
		store_person_name(who->store, p->done_by, name);
	clock_parts_of(p->done_at, &t);
	return act_fail(who, ERR_EXISTS,
	    _("form: %s was entered already, by %s on %d-%02d at %02d:%02d."),
	    p->number, name, t.month, t.day, t.hour, t.minute);
}

/* The sheet of that number, as it stands or as a new one. */
static int
find(struct actor *who, const char *typed, struct paper *p)
{
	char number[PAPER_NUMBER_MAX];
	int r;

	if (paper_number_read(typed, number) != 0)
		return act_fail(who, ERR_INPUT,
		    _("form: a number is letters a to z, digits and \"-\", as "
		      "it stands at the head of the sheet."));
	r = later_paper_find(who, number, p);
	if (r == ERR_NOT_FOUND) {
		*p = (struct paper){ .state = PAPER_OUT,
			.org = who->n_posts > 0 ? who->posts[0].org : 0 };
		mem_copy_text(p->number, sizeof(p->number), number);
		r = 0;
	}
	return r;
}

int
later_paper(struct actor *who, const char *number, enum paper_subject subject,
    int64_t object, int64_t event_at)
{
	struct paper p;
	int r;

	if (number == NULL || number[0] == '\0')
		return 0;
	if ((r = find(who, number, &p)) != 0)
		return r;
	if (p.state == PAPER_ENTERED &&
	    (p.subject != subject || p.object != object))
		return say_entered(who, &p);
	p.state = PAPER_ENTERED;
	p.subject = subject;
	p.object = object;
	p.event_at = event_at;
	p.done_by = who->person;
	p.done_at = act_now(who);
	if (p.org != 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, p.org));
	return p.id != 0 ? store_paper_put(who->store, &p)
			 : store_paper_add(who->store, &p);
}

int
later_paper_of(struct actor *who, enum paper_subject subject, int64_t object,
    char number[PAPER_NUMBER_MAX])
{
	struct paper p = { .number = "" };
	int r = store_paper_of(who->store, subject, object, &p);

	mem_copy_text(number, PAPER_NUMBER_MAX, r == 0 ? p.number : "");
	return r == ERR_NOT_FOUND ? 0 : r;
}
