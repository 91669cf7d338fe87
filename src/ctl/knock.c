/* SPDX-License-Identifier: Apache-2.0 */
/* knock list, take, phoned, test, export: who is knocked, and by whom. */
#include <stdlib.h>
#include <time.h>

#include "act/actor.h"
#include "act/knock.h"
#include "all.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "later.h"

static void
put_knocks(json_t *o, const struct act_knock *k)
{
	json_t *list = json_array();

	for (int i = 0; i < k->n; i++) {
		const struct act_knock_row *row = &k->knock[i];
		json_t *one = json_object();

		json_object_set_new(one, "rung", json_integer(row->rung));
		ctl_put_id(one, "person", row->person);
		if (row->channel >= 0)
			json_object_set_new(one, "channel",
			    json_string(knock_channel_code(row->channel)));
		ctl_put_time(one, "at", row->started_at);
		json_object_set_new(one, "result",
		    json_string(knock_result_code((int)row->result)));
		json_array_append_new(list, one);
	}
	json_object_set_new(o, "knocks", list);
}

static void
put_calls(json_t *o, const struct act_knock *k)
{
	json_t *list = json_array();

	for (int i = 0; i < k->n_calls; i++) {
		json_t *one = json_object();

		ctl_put_id(one, "oncall", k->call[i].oncall);
		ctl_put_id(one, "person", k->call[i].whom);
		ctl_put_time(one, "at", k->call[i].at);
		if (k->call[i].event_at != 0)
			ctl_put_time(one, "event_at", k->call[i].event_at);
		ctl_put_later(one, k->call[i].event_at, k->call[i].at);
		json_object_set_new(
		    one, "spoke", json_boolean(k->call[i].spoke));
		json_array_append_new(list, one);
	}
	json_object_set_new(o, "phoned", list);
}

static int
say_ladder(void *arg, const struct act_knock *k)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", k->row.id);
	json_object_set_new(
	    o, "kind", json_string(knock_kind_code((int)k->row.kind)));
	if (k->row.object != 0)
		ctl_put_id(
		    o, knock_subject_code((int)k->row.subject), k->row.object);
	ctl_put_id(o, "org", k->row.org);
	ctl_put_time(o, "at", k->row.at);
	json_object_set_new(o, "rung", json_integer(k->row.rung));
	ctl_put_time(o, "next_at", k->row.due_at);
	put_knocks(o, k);
	put_calls(o, k);
	return ctl_say(arg, o);
}

static int
list(struct ctl *c)
{
	return act_knock_each(c->who, say_ladder, c);
}

const struct ctl_command ctl_knock_list = {
	.name = "knock list",
	.help = N_("Who is being knocked, and what came of it."),
	.run = list,
};

static int
take(struct ctl *c)
{
	int64_t id, audit;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_knock_take(c->who, id, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

const struct ctl_command ctl_knock_take = {
	.name = "knock take",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("You see to it: nobody else is knocked."),
	.run = take,
};

static const struct ctl_field phoned_fields[] = {
	{ "spoke", CTL_BOOL, true, N_("true: somebody answered") },
	{ "oncall", CTL_INT, false, N_("which entry of the on-call list") },
	{ "person", CTL_INT, false, N_("whom, when it was a person here") },
	{ "event_at", CTL_TIME, false, N_("when it was; now else") },
	{ NULL, CTL_TEXT, false, NULL },
};

static const struct ctl_option phoned_options[] = {
	CTL_AT_OPTION,
	{ NULL, NULL, NULL },
};

static int
phoned(struct ctl *c)
{
	struct act_phoned p = { .oncall = ctl_int(c, "oncall", 0),
		.whom = ctl_int(c, "person", 0),
		.spoke = ctl_bool(c, "spoke", false) };
	int64_t id, audit;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = ctl_later_at(c, &p.event_at)) != 0 ||
	    (r = act_knock_phoned(c->who, id, &p, &audit)) != 0)
		return r;
	return ctl_say_done(c, id, audit);
}

const struct ctl_command ctl_knock_phoned = {
	.name = "knock phoned",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Note that somebody was telephoned, and whether they "
		   "answered."),
	.fields = phoned_fields,
	.options = phoned_options,
	.run = phoned,
};

/* --- trying a channel ------------------------------------------------------
 */

#define WAIT_MS 90000 /* a command's limit is 60 s at most */
#define LOOK_MS 100

/* Until the keeper has come and its command has ended. */
static int
wait_for_end(struct ctl *c, int64_t id, struct act_knock *k)
{
	const struct timespec pause = { 0, LOOK_MS * 1000000L };
	int64_t until = clock_ticks_ms() + WAIT_MS;
	int r;

	while ((r = act_knock_get(c->who, id, k)) == 0 && k->row.open) {
		if (clock_ticks_ms() >= until)
			return ctl_fail(c, ERR_BUSY,
			    _("Nobody has knocked: does the server run?"));
		nanosleep(&pause, NULL);
	}
	return r;
}

static int
test(struct ctl *c)
{
	struct act_knock *k = mem_zero(1, sizeof(*k));
	int channel = knock_channel_of(c->argv[0]), r;
	int64_t id;

	if (channel < 0)
		r = ctl_fail(
		    c, ERR_INPUT, _("CHANNEL is one of sms, phone, mail."));
	else if ((r = act_knock_test(c->who, channel, &id)) == 0 &&
		 (r = wait_for_end(c, id, k)) == 0)
		r = say_ladder(c, k);
	free(k);
	return r;
}

const struct ctl_command ctl_knock_test = {
	.name = "knock test",
	.args = "CHANNEL",
	.min = 1,
	.max = 1,
	.help = N_("Knock on your own door by this channel, and say what "
		   "came of it."),
	.run = test,
};

/* A line each: the gateway's own list is made of it. */
static int
export_one(void *arg, int64_t person, const char *phone)
{
	struct ctl *c = arg;
	json_t *o;

	if (!c->json) {
		fprintf(c->out, "%lld\t", (long long)person);
		for (; *phone != '\0'; phone++)
			if ((unsigned char)*phone >= 0x20 && *phone != 0x7f)
				fputc(*phone, c->out);
		fputc('\n', c->out);
		return ferror(c->out) ? ERR_IO : 0;
	}
	o = json_object();
	ctl_put_id(o, "person", person);
	json_object_set_new(o, "phone", json_string(phone));
	return ctl_say(c, o);
}

static int
export_all(struct ctl *c)
{
	return act_knock_export(c->who, export_one, c);
}

const struct ctl_command ctl_knock_export = {
	.name = "knock export",
	.help = N_("A line each for the gateway: a person's number here, and "
		   "their telephone."),
	.run = export_all,
};
