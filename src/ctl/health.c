/* SPDX-License-Identifier: Apache-2.0 */
/* health list, show, count, add, end, words: the ledger of what to heed. */
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "act/health.h"
#include "all.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"
#include "day.h"

static int
say(void *arg, const struct act_health *h)
{
	char words[HEED_WORDS_MAX];
	json_t *o = json_object();

	ctl_put_id(o, "id", h->row.id);
	ctl_put_id(o, "student", h->row.student);
	json_object_set_new(o, "name", json_string(h->s.name));
	json_object_set_new(o, "class", json_string(h->class));
	heed_put(h->row.heed, words);
	json_object_set_new(o, "heed", json_string(words));
	heed_say(h->row.heed, words);
	json_object_set_new(o, "words", json_string(words));
	ctl_put_day(o, "starts", h->row.starts);
	ctl_put_day(o, "ends", h->row.ends);
	json_object_set_new(o, "entered_by", json_string(h->row.by));
	ctl_put_time(o, "ended_at", h->row.ended_at);
	return ctl_say(arg, o);
}

static int64_t
number(const struct ctl *c, const char *option, int64_t dflt)
{
	const char *s = ctl_option_value(c, option);

	return s != NULL ? atoll(s) : dflt;
}

static int
list(struct ctl *c)
{
	return act_health_page(c->who, number(c, "--org", 0),
	    number(c, "--after", 0), (int)number(c, "--limit", 100), say, c);
}

static const struct ctl_option list_options[] = {
	{ "--org", "ID", N_("of this class, grade, school or district") },
	{ "--after", "ID", N_("behind this row: the next page") },
	{ "--limit", "N", N_("at most N rows (100)") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_health_list = {
	.name = "health list",
	.help = N_("The health ledger: for whom something is to be heeded, and "
		   "what."),
	.options = list_options,
	.run = list,
};

static int
count(struct ctl *c)
{
	json_t *o = json_object();
	int64_t n = 0;
	int r;

	if ((r = act_health_count(c->who, number(c, "--org", 0), &n)) != 0) {
		json_decref(o);
		return r;
	}
	json_object_set_new(
	    o, "students", n < 0 ? json_string(_("few")) : json_integer(n));
	return ctl_say(c, o);
}

static const struct ctl_option count_options[] = {
	{ "--org", "ID", N_("of this class, grade, school or district") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_health_count = {
	.name = "health count",
	.help = N_("How many students stand in the health ledger."),
	.options = count_options,
	.run = count,
};

static int
show(struct ctl *c)
{
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0)
		return r;
	return act_health_each(c->who, id, ctl_option(c, "--all"), say, c);
}

static const struct ctl_option show_options[] = {
	{ "--all", NULL, N_("those that have ended as well") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_health_show = {
	.name = "health show",
	.args = "STUDENT",
	.min = 1,
	.max = 1,
	.help = N_("What is to be heeded for a student's body."),
	.options = show_options,
	.run = show,
};

/* --- writing ----------------------------------------------------------------
 */

static const struct ctl_field add_fields[] = {
	{ "heed", CTL_TEXT, true,
	    N_("exercise, heights, food, medicine, carries, rest, call; "
	       "blanks between") },
	{ "why", CTL_TEXT, false,
	    N_("for the school's team alone, up to 600 bytes") },
	{ "ends", CTL_TEXT, false, N_("until when, if that is known") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
add(struct ctl *c)
{
	int heed = heed_read(ctl_text(c, "heed")), ends = 0, r;
	const char *why = ctl_text(c, "why");
	int64_t student, id = 0, audit = 0;

	if (heed < 0)
		return ctl_fail(c, ERR_INPUT, _("heed: there is no such."));
	if ((r = ctl_id(c, 0, &student)) != 0 ||
	    (r = ctl_day(c, "ends", &ends)) != 0 ||
	    (r = act_health_add(c->who, student, (unsigned)heed, ends, why,
		 why != NULL ? strlen(why) : 0, &id, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

const struct ctl_command ctl_health_add = {
	.name = "health add",
	.args = "STUDENT",
	.min = 1,
	.max = 1,
	.help = N_("Enter what is to be heeded for a student; why is sealed to "
		   "the school's team."),
	.fields = add_fields,
	.run = add,
};

static int
end(struct ctl *c)
{
	int64_t id, audit = 0;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_health_end(c->who, id, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

const struct ctl_command ctl_health_end = {
	.name = "health end",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("It need not be heeded any more; the row stays."),
	.run = end,
};

static int
words(struct ctl *c)
{
	struct buf *why = act_secret();
	json_t *o;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) == 0 &&
	    (r = act_health_words(c->who, id, why)) == 0) {
		o = json_object();
		ctl_put_id(o, "id", id);
		json_object_set_new(o, "why", json_string(buf_text(why)));
		r = ctl_say(c, o);
	}
	buf_free(why);
	return r;
}

const struct ctl_command ctl_health_words = {
	.name = "health words",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Read why (recorded)."),
	.run = words,
};
