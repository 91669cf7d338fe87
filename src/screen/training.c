/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/training.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/text.h"
#include "training.h"

/* --- on a sheet -------------------------------------------------------------
 */

struct listing {
	struct sheet *to;
	int kind;
	char today[DAY_TEXT];
};

static int
add(void *arg, const struct training *t)
{
	struct listing *l = arg;
	struct sheet_row *row = sheet_add(l->to, l->kind, t->id);
	char hours[32] = "";
	bool over = t->ends[0] != '\0' && strcmp(t->ends, l->today) < 0;

	mem_copy_text(row->label, sizeof(row->label), t->kind);
	if (t->hours > 0)
		snprintf(hours, sizeof(hours), _("%d hours  "), t->hours);
	if (t->ends[0] == '\0')
		sheet_text(row, _("%s  %svalid for good"), t->day, hours);
	else if (over)
		sheet_text(row, _("%s  %slapsed: ended on %s"), t->day, hours,
		    t->ends);
	else
		sheet_text(
		    row, _("%s  %svalid until %s"), t->day, hours, t->ends);
	row->late = over;
	return 0;
}

int
training_rows(struct screen *s, struct sheet *to, int kind, int64_t person)
{
	struct listing l = { .to = to, .kind = kind };
	struct clock_parts p;

	clock_parts_of(screen_now(s), &p);
	day_write(day_of(p.year, p.month, p.day), l.today);
	sheet_head(to, _("Training"));
	return act_training_each(screen_who(s), person, add, &l);
}

struct typed {
	char kind[TRAINING_KIND_MAX], day[40], ends[40], hours[12];
};

static bool
ask_all(struct screen *s, struct typed *t)
{
	return sheet_ask(s, _("What was the training?"), t->kind, t->kind,
		   sizeof(t->kind)) &&
	       sheet_ask(s, _("On which day? 2026-09-01"), t->day, t->day,
		   sizeof(t->day)) &&
	       sheet_ask(s, _("Valid until which day? - for good"), t->ends,
		   t->ends, sizeof(t->ends)) &&
	       sheet_ask(s, _("How many hours?"), t->hours, t->hours,
		   sizeof(t->hours));
}

/* -1, which act/ refuses with its sentence, where it is no number. */
static int
read_hours(const char *typed)
{
	char plain[sizeof(((struct typed *)0)->hours)], *rest;
	long n;

	if (!text_plain(typed, plain, sizeof(plain)))
		return -1;
	n = strtol(plain, &rest, 10);
	return rest == plain || *rest != '\0' || n < 0 || n > TRAINING_HOURS_MAX
		   ? -1
		   : (int)n;
}

/* What could not be noted is asked again, each answer where it stood. */
void
training_ask(struct screen *s, int64_t person)
{
	struct typed t = { .ends = "-", .hours = "0" };
	int64_t id;

	while (ask_all(s, &t))
		if (screen_fail(
			s, act_training_add(screen_who(s), person, t.kind,
			       t.day, strcmp(t.ends, "-") == 0 ? "" : t.ends,
			       read_hours(t.hours), &id)) == 0)
			return;
}

int
training_take_back(struct screen *s, int64_t id)
{
	if (!screen_confirm(
		s, _("Noted by mistake? Taken back it counts no more.")))
		return 0;
	return act_training_end(screen_who(s), id, NULL);
}

/* --- where one is missing ---------------------------------------------------
 */

void
training_say_proposed(
    struct screen *s, int64_t person, enum role role, int64_t org)
{
	struct act_training_is is;

	if (act_training_for(screen_who(s), person, role, org, &is) != 0 ||
	    !is.lacks)
		screen_say(s, "%s",
		    _("Proposed. The security administrator has been asked."));
	else if (is.rule == TRAINING_HARD)
		screen_warn(s, "%s",
		    _("Proposed. Please have a valid training noted: until "
		      "then it cannot be agreed to."));
	else
		screen_warn(s, "%s",
		    _("Proposed. There is no valid training record: please "
		      "have one noted."));
}

void
screen_training_begin(struct screen *first)
{
	struct act_training_is is;

	if (act_training_own(screen_who(first), &is) != 0 || !is.lacks)
		return;
	if (is.rule == TRAINING_HARD)
		screen_warn(first, "%s",
		    _("No valid training record: leave calls to colleagues "
		      "who are free, until it is noted."));
	else if (is.ended[0] != '\0')
		screen_warn(first,
		    _("Your training record ended on %s: please have it noted "
		      "anew. Duty goes on as usual."),
		    is.ended);
	else
		screen_warn(first, "%s",
		    _("You have no training record yet: please have it noted. "
		      "Duty goes on as usual."));
}
