/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "all.h"
#include "act/actor.h"
#include "act/custody.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"

static void
put_row(json_t *o, const struct act_custody *c)
{
	const struct custody_request *r = &c->row;

	ctl_put_id(o, "id", r->id);
	json_object_set_new(o, "kind", json_string(custody_kind_name(r->kind)));
	ctl_put_id(o, "object", r->object);
	json_object_set_new(o, "of", json_string(c->org));
	json_object_set_new(o, "state",
	    json_string(state_code(&custody_machine, (int)r->state)));
	ctl_put_id(o, "asked_by", r->asked_by);
	ctl_put_id(o, "for", r->beneficiary);
	ctl_put_id(o, "first", r->first);
	ctl_put_id(o, "second", r->second);
	ctl_put_time(o, "asked_at", r->asked_at);
	if (r->opened_at != 0)
		ctl_put_time(o, "opened_at", r->opened_at);
	if (r->due_at != 0)
		ctl_put_time(o, "due_at", r->due_at);
	if (r->ended_at != 0)
		ctl_put_time(o, "ended_at", r->ended_at);
}

static void
put_actions(json_t *o, const struct act_custody *c)
{
	const struct state_move *moves[CUSTODY_EVENTS];
	size_t n = act_custody_actions(c, moves, CUSTODY_EVENTS);
	json_t *list = json_array();

	for (size_t i = 0; i < n; i++)
		json_array_append_new(list,
		    json_string(
			state_event_code(&custody_machine, moves[i]->on)));
	json_object_set_new(o, "actions", list);
}

static int
say_row(void *arg, const struct act_custody *c)
{
	json_t *o = json_object();

	put_row(o, c);
	put_actions(o, c);
	return ctl_say(arg, o);
}

static int
list(struct ctl *c)
{
	return act_custody_each(c->who, ctl_option(c, "--past"), say_row, c);
}

static const struct ctl_option list_options[] = {
	{ "--past", NULL, N_("also what is over") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_custody_list = {
	.name = "custody list",
	.help = N_("What custody was asked, as far as it concerns you."),
	.options = list_options,
	.run = list,
};

static int
show(struct ctl *c)
{
	struct buf *reason = act_secret(), *answer = act_secret();
	struct act_custody view;
	json_t *o;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) == 0 &&
	    (r = act_custody_get(c->who, id, &view, reason, answer)) == 0) {
		o = json_object();
		put_row(o, &view);
		put_actions(o, &view);
		json_object_set_new(o, "reason", json_string(buf_text(reason)));
		if (buf_len(answer) > 0)
			json_object_set_new(
			    o, "answer", json_string(buf_text(answer)));
		r = ctl_say(c, o);
	}
	buf_free(answer);
	buf_free(reason);
	return r;
}

const struct ctl_command ctl_custody_show = {
	.name = "custody show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("One request, with why it was asked."),
	.run = show,
};

static int
say_done(struct ctl *c, int64_t id, int64_t audit)
{
	struct act_custody view;
	json_t *o;
	int r;

	if ((r = act_custody_get(c->who, id, &view, NULL, NULL)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", id);
	json_object_set_new(o, "state",
	    json_string(state_code(&custody_machine, (int)view.row.state)));
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

static int
ask(struct ctl *c)
{
	int kind = custody_kind_of(ctl_text(c, "kind"));
	int64_t id, audit;
	int r;

	if (kind < 0)
		return ctl_fail(c, ERR_INPUT,
		    _("kind: circle, draft, warning, file or ticket."));
	if ((r = act_custody_ask(c->who, (enum custody_kind)kind,
		 ctl_int(c, "object", 0), ctl_int(c, "for", 0),
		 ctl_text(c, "reason"), &id, &audit)) != 0)
		return r;
	return say_done(c, id, audit);
}

static const struct ctl_field ask_fields[] = {
	{ "kind", CTL_TEXT, true,
	    N_("circle, draft; for a short time: warning, file, ticket") },
	{ "object", CTL_INT, false,
	    N_("the circle, warning, student or ticket; drafts: your own") },
	{ "for", CTL_INT, false, N_("the person it is for; else yourself") },
	{ "reason", CTL_TEXT, true, N_("why: sealed to who has to know") },
	{ NULL, CTL_TEXT, false, NULL },
};

const struct ctl_command ctl_custody_ask = {
	.name = "custody ask",
	.help = N_("Ask both custodians: for keys after a lost passphrase, or "
		   "to open something for a short time to save a child."),
	.fields = ask_fields,
	.run = ask,
};

static int
step(struct ctl *c, int (*fn)(struct actor *, int64_t, int64_t *))
{
	int64_t id, audit;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 || (r = fn(c->who, id, &audit)) != 0)
		return r;
	return say_done(c, id, audit);
}

static int
agree(struct ctl *c)
{
	return step(c, act_custody_agree);
}

const struct ctl_command ctl_custody_agree = {
	.name = "custody agree",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take off your layer, as a custodian."),
	.run = agree,
};

static int
withdraw(struct ctl *c)
{
	return step(c, act_custody_withdraw);
}

const struct ctl_command ctl_custody_withdraw = {
	.name = "custody withdraw",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take back what you asked."),
	.run = withdraw,
};

static int
end(struct ctl *c)
{
	return step(c, act_custody_close);
}

const struct ctl_command ctl_custody_end = {
	.name = "custody end",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Give back before its time what was opened for you."),
	.run = end,
};

static int
with_words(struct ctl *c,
    int (*fn)(struct actor *, int64_t, const char *, int64_t *),
    const char *field)
{
	int64_t id, audit;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = fn(c->who, id, ctl_text(c, field), &audit)) != 0)
		return r;
	return say_done(c, id, audit);
}

static int
refuse(struct ctl *c)
{
	return with_words(c, act_custody_refuse, "reason");
}

static const struct ctl_field refuse_fields[] = {
	{ "reason", CTL_TEXT, true, N_("why not") },
	{ NULL, CTL_TEXT, false, NULL },
};

const struct ctl_command ctl_custody_refuse = {
	.name = "custody refuse",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Do not agree, as a custodian, and say why."),
	.fields = refuse_fields,
	.run = refuse,
};

static int
review(struct ctl *c)
{
	return with_words(c, act_custody_review, "words");
}

static const struct ctl_field review_fields[] = {
	{ "words", CTL_TEXT, false, N_("what is to be said about it") },
	{ NULL, CTL_TEXT, false, NULL },
};

const struct ctl_command ctl_custody_review = {
	.name = "custody review",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Sign that you have looked at what was opened; it ends if "
		   "it is still open."),
	.fields = review_fields,
	.run = review,
};
