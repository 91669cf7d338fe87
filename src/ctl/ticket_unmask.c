/* SPDX-License-Identifier: Apache-2.0 */
/* ticket unmask, reviews, review: the child's home in an emergency. */
#include "act/actor.h"
#include "act/unmask.h"
#include "all.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "ticket_internal.h"

static void
put_text(json_t *o, const char *key, const char *text)
{
	if (text[0] != '\0')
		json_object_set_new(o, key, json_string(text));
}

static json_t *
unmask_object(const struct act_unmask *u, struct buf *reason)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", u->u.id);
	ctl_put_id(o, "ticket", u->u.ticket);
	ctl_put_id(o, "student", u->u.student);
	put_text(o, "stage", unmask_stage_code(u->u.stage));
	ctl_put_id(o, "asked_by", u->u.asked_by);
	put_text(o, "asked_by_name", u->asker);
	ctl_put_time(o, "asked_at", u->u.asked_at);
	ctl_put_id(o, "opened_by", u->u.opened_by);
	put_text(o, "opened_by_name", u->opener);
	ctl_put_time(o, "opened_at", u->u.opened_at);
	if (u->u.opened_at != 0)
		json_object_set_new(
		    o, "alone", json_boolean(u->u.opened_by == u->u.asked_by));
	ctl_put_time(o, "ended_at", u->u.ended_at);
	json_object_set_new(o, "may_open", json_boolean(u->may_open));
	if (u->wait_s > 0)
		json_object_set_new(o, "wait_s", json_integer(u->wait_s));
	if (reason != NULL)
		put_text(o, "reason", buf_text(reason));
	return o;
}

static json_t *
home_object(const struct act_unmask_home *h)
{
	json_t *o = json_object(), *all = json_array(), *g;

	put_text(o, "student_name", h->student);
	for (int i = 0; i < h->n; i++) {
		g = json_object();
		put_text(g, "relation", h->guardians[i].relation);
		put_text(g, "name", h->guardians[i].name);
		put_text(g, "phone", h->guardians[i].phone);
		json_array_append_new(all, g);
	}
	json_object_set_new(o, "guardians", all);
	put_text(o, "address", h->address);
	json_object_set_new(o, "boarding", json_boolean(h->boarding));
	put_text(o, "dorm", h->dorm);
	return o;
}

/* Once it is over: what whoever looked at it found. */
static int
say_after(struct ctl *c, int64_t ticket)
{
	struct buf *why = act_secret(), *found = act_secret();
	struct act_unmask u;
	json_t *o;
	int r = act_unmask_after(c->who, ticket, &u, why, found);

	if (r == 0) {
		o = unmask_object(&u, why);
		put_text(o, "reviewed_by_name", u.reviewer);
		ctl_put_time(o, "reviewed_at", u.u.reviewed_at);
		put_text(o, "found", buf_text(found));
		r = ctl_say(c, o);
	}
	buf_free(why);
	buf_free(found);
	return r;
}

/* As it stands; with the home as long as that is open. */
static int
say_unmask(struct ctl *c, int64_t ticket)
{
	struct act_unmask_home h;
	struct act_unmask u;
	struct buf *b = act_secret();
	json_t *o;
	int r;

	if ((r = act_unmask_of(c->who, ticket, &u, b)) != 0) {
		buf_free(b);
		return r == ERR_NOT_FOUND ? say_after(c, ticket) : r;
	}
	o = unmask_object(&u, b);
	buf_free(b);
	if (unmask_is_open(&u.u) && act_unmask_home(c->who, ticket, &h) == 0) {
		json_object_set_new(o, "home", home_object(&h));
		act_unmask_home_wipe(&h);
	}
	return ctl_say(c, o);
}

static const struct ctl_field unmask_fields[] = {
	{ "reason", CTL_TEXT, false,
	    N_("one sentence: asks for it; sealed to the line") },
	{ "open", CTL_BOOL, false,
	    N_("true: agree; or open it alone after a minute without an"
	       " answer") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
unmask(struct ctl *c)
{
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (ctl_given(c, "reason") &&
		(r = act_unmask_ask(c->who, id, ctl_text(c, "reason"))) != 0) ||
	    (ctl_bool(c, "open", false) &&
		(r = act_unmask_open(c->who, id)) != 0))
		return r;
	return say_unmask(c, id);
}

const struct ctl_command ctl_ticket_unmask = {
	.name = "ticket unmask",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("In an emergency: the linked student's home phone and"
		   " address, with a second person; afterwards what its review"
		   " found."),
	.fields = unmask_fields,
	.run = unmask,
};

static int
say_one(void *arg, const struct act_unmask *u)
{
	return ctl_say(arg, unmask_object(u, NULL));
}

static int
reviews(struct ctl *c)
{
	return act_unmask_each(c->who, true, say_one, c);
}

const struct ctl_command ctl_ticket_reviews = {
	.name = "ticket reviews",
	.help = N_("Homes that were opened in an emergency and wait for your"
		   " review."),
	.run = reviews,
};

static const struct ctl_field review_fields[] = {
	{ "sentence", CTL_TEXT, true, N_("what you found; sealed") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
review(struct ctl *c)
{
	struct act_unmask u;
	struct buf *b;
	int64_t id, audit;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_unmask_review(
		 c->who, id, ctl_text(c, "sentence"), &audit)) != 0)
		return r;
	b = act_secret();
	if ((r = act_unmask_get(c->who, id, &u, b)) == 0) {
		o = unmask_object(&u, b);
		ctl_put_id(o, "audit_id", audit);
		r = ctl_say(c, o);
	}
	buf_free(b);
	return r;
}

const struct ctl_command ctl_ticket_review = {
	.name = "ticket review",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Sign for one of \"ticket reviews\": not by who asked or"
		   " agreed."),
	.fields = review_fields,
	.run = review,
};
