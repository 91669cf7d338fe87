/* SPDX-License-Identifier: Apache-2.0 */
/* org show, org note, org link; person show, person note, away, back, tie. */
#include <string.h>

#include "act/actor.h"
#include "act/office.h"
#include "all.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"
#include "model/duty.h"

static int
say_id(struct ctl *c, const char *key, int64_t id, int64_t audit)
{
	json_t *o = json_object();

	ctl_put_id(o, key, id);
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

/* --- what is noted ----------------------------------------------------------
 */

struct noting {
	json_t *o;
	const struct detail_keys *keys;
};

static int
put_detail(void *arg, int key, const char *value)
{
	struct noting *n = arg;

	json_object_set_new(
	    n->o, n->keys->key[key].field.name, json_string(value));
	return 0;
}

static int
put_link(void *arg, const struct act_link *l)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", l->row.id);
	json_object_set_new(o, "kind", json_string(org_link_name(l->row.kind)));
	json_object_set_new(o, "from", json_string(l->from));
	json_object_set_new(o, "to", json_string(l->to));
	return json_array_append_new(arg, o) == 0 ? 0 : ERR_SYSTEM;
}

static int
put_post(void *arg, const struct post_row *row)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", row->post.id);
	ctl_put_id(o, "person", row->post.person);
	json_object_set_new(o, "login", json_string(row->login));
	json_object_set_new(o, "name", json_string(row->name));
	json_object_set_new(o, "org", json_string(row->org));
	json_object_set_new(o, "post",
	    json_string(row->post.duty[0] != '\0' ? row->post.duty
						  : role_name(row->post.role)));
	json_object_set_new(o, "words",
	    json_string(_(duty_post_words(row->post.role, row->post.duty))));
	ctl_put_id(o, "deputy_of", row->post.deputy_of);
	ctl_put_id(o, "campus", row->post.campus);
	ctl_put_time(o, "since", row->post.since);
	ctl_put_time(o, "until", row->post.until);
	return json_array_append_new(arg, o) == 0 ? 0 : ERR_SYSTEM;
}

static int
org_show(struct ctl *c)
{
	struct noting n = { json_object(), &detail_of_orgs };
	json_t *o = json_object(), *links = json_array();
	json_t *posts = json_array();
	struct org org;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) == 0 &&
	    (r = act_office_org(c->who, id, &org)) == 0 &&
	    (r = act_office_details(
		 c->who, DETAIL_OF_ORG, id, put_detail, &n)) == 0 &&
	    (r = act_office_links(c->who, id, put_link, links)) == 0)
		r = act_office_posts(c->who, id, 0, 10000, put_post, posts);
	if (r == 0) {
		ctl_put_id(o, "id", id);
		json_object_set_new(
		    o, "type", json_string(org_type_name(org.type)));
		json_object_set_new(o, "name", json_string(org.name));
		json_object_set(o, "details", n.o);
		json_object_set(o, "links", links);
		json_object_set(o, "posts", posts);
	}
	json_decref(n.o);
	json_decref(links);
	json_decref(posts);
	if (r == 0)
		return ctl_say(c, o);
	json_decref(o);
	return r;
}

const struct ctl_command ctl_org_show = {
	.name = "org show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("An organisation with its register, its links and who "
		   "works there."),
	.run = org_show,
};

static const struct ctl_field note_fields[] = {
	{ "name", CTL_TEXT, true, N_("which, as in tables: enrolment ...") },
	{ "value", CTL_TEXT, true, N_("what to note; \"\" takes it away") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
note(struct ctl *c, enum detail_of_what what)
{
	int64_t of, audit = 0;
	int r;

	if ((r = ctl_id(c, 0, &of)) != 0 ||
	    (r = act_office_note(c->who, what, of, ctl_text(c, "name"),
		 ctl_text(c, "value"), &audit)) != 0)
		return r;
	return say_id(c, "id", of, audit);
}

static int
org_note(struct ctl *c)
{
	return note(c, DETAIL_OF_ORG);
}

const struct ctl_command ctl_org_note = {
	.name = "org note",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Note something in an organisation's register."),
	.fields = note_fields,
	.run = org_note,
};

static const struct ctl_field link_fields[] = {
	{ "kind", CTL_TEXT, false,
	    N_("group, catchment, campus, hospital, pairing ...") },
	{ "from", CTL_INT, true, N_("the organisation") },
	{ "to", CTL_INT, false, N_("the other one") },
	{ "end", CTL_INT, false, N_("end this link instead") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
org_link_run(struct ctl *c)
{
	const char *kind = ctl_text(c, "kind");
	int64_t id = ctl_int(c, "end", 0), audit = 0;
	int k = kind != NULL ? org_link_of(kind) : -1, r;

	if (id != 0)
		r = act_office_unlink(
		    c->who, id, ctl_int(c, "from", 0), &audit);
	else if (k < 0)
		r = ctl_fail(c, ERR_INPUT, _("kind: there is no such."));
	else
		r = act_office_link(c->who, (enum org_link)k,
		    ctl_int(c, "from", 0), ctl_int(c, "to", 0), &id, &audit);
	return r != 0 ? r : say_id(c, "id", id, audit);
}

const struct ctl_command ctl_org_link = {
	.name = "org link",
	.help = N_("Link two organisations, or end a link."),
	.fields = link_fields,
	.run = org_link_run,
};

/* --- people -----------------------------------------------------------------
 */

static int
person_of(struct ctl *c, int64_t *id)
{
	return act_office_find(c->who, c->argv[0], id);
}

static int
put_tie(void *arg, const struct act_tie *t)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", t->row.id);
	json_object_set_new(o, "kind", json_string(tie_name(t->row.kind)));
	ctl_put_id(o, "student", t->row.student);
	ctl_put_id(o, "class", t->row.class);
	json_object_set_new(o, "whom", json_string(t->whom));
	return json_array_append_new(arg, o) == 0 ? 0 : ERR_SYSTEM;
}

static void
put_member(json_t *o, const struct act_staff *m)
{
	ctl_put_id(o, "id", m->id);
	json_object_set_new(o, "login", json_string(m->login));
	if (m->number[0] != '\0')
		json_object_set_new(o, "number", json_string(m->number));
	json_object_set_new(o, "name", json_string(m->name));
	json_object_set_new(
	    o, "state", json_string(account_state_name(m->state)));
	ctl_put_time(o, "signed_in_at", m->signed_in_at);
	ctl_put_time(o, "away_since", m->away.since);
	ctl_put_time(o, "away_until", m->away.until);
}

static int
person_show(struct ctl *c)
{
	struct noting n = { json_object(), &detail_of_people };
	json_t *o = json_object(), *posts = json_array(), *ties = json_array();
	struct act_staff m;
	int64_t id;
	int r, t;

	if ((r = person_of(c, &id)) == 0 &&
	    (r = act_office_member(c->who, id, &m)) == 0 &&
	    (r = act_office_details(
		 c->who, DETAIL_OF_PERSON, id, put_detail, &n)) == 0)
		r = act_office_posts_of(c->who, id, put_post, posts);
	t = r == 0 ? act_office_ties(c->who, id, 0, 10000, put_tie, ties) : r;
	if (r == 0) {
		put_member(o, &m);
		json_object_set(o, "details", n.o);
		json_object_set(o, "posts", posts);
		if (t == 0)
			json_object_set(o, "ties", ties);
	}
	json_decref(n.o);
	json_decref(posts);
	json_decref(ties);
	if (r == 0)
		return ctl_say(c, o);
	json_decref(o);
	return r;
}

const struct ctl_command ctl_person_show = {
	.name = "person show",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("Somebody on staff: posts, what is noted, whether away."),
	.run = person_show,
};

static int
person_note(struct ctl *c)
{
	int64_t id, audit = 0;
	int r;

	if ((r = person_of(c, &id)) != 0 ||
	    (r = act_office_note(c->who, DETAIL_OF_PERSON, id,
		 ctl_text(c, "name"), ctl_text(c, "value"), &audit)) != 0)
		return r;
	return say_id(c, "id", id, audit);
}

const struct ctl_command ctl_person_note = {
	.name = "person note",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("Note something of somebody: title, certificate ..."),
	.fields = note_fields,
	.run = person_note,
};

static const struct ctl_field away_fields[] = {
	{ "since", CTL_TIME, false, N_("from when; now else") },
	{ "until", CTL_TIME, true, N_("back at") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
person_away(struct ctl *c)
{
	int64_t id, since = act_now(c->who), until, audit = 0;
	int r;

	if ((r = person_of(c, &id)) != 0 ||
	    (ctl_given(c, "since") &&
		(r = ctl_time(c, "since", &since)) != 0) ||
	    (r = ctl_time(c, "until", &until)) != 0 ||
	    (r = act_office_away(c->who, id, since, until, &audit)) != 0)
		return r;
	return say_id(c, "id", id, audit);
}

const struct ctl_command ctl_person_away = {
	.name = "person away",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("Somebody is away: the deputy, or the next level, has the "
		   "work."),
	.fields = away_fields,
	.run = person_away,
};

static int
person_back(struct ctl *c)
{
	int64_t id, audit = 0;
	int r;

	if ((r = person_of(c, &id)) != 0 ||
	    (r = act_office_back(c->who, id, &audit)) != 0)
		return r;
	return say_id(c, "id", id, audit);
}

const struct ctl_command ctl_person_back = {
	.name = "person back",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("Somebody is back sooner than noted."),
	.run = person_back,
};

static const struct ctl_field tie_fields[] = {
	{ "kind", CTL_TEXT, false, N_("mentor, linked") },
	{ "student", CTL_INT, false, N_("id of the student") },
	{ "class", CTL_INT, false, N_("or of the class") },
	{ "end", CTL_INT, false, N_("end this one instead") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
person_tie(struct ctl *c)
{
	const char *kind = ctl_text(c, "kind");
	int64_t person, id = ctl_int(c, "end", 0), audit = 0;
	int k = kind != NULL ? tie_of(kind) : -1, r;

	if ((r = person_of(c, &person)) != 0)
		return r;
	if (id != 0)
		r = act_office_untie(c->who, id, &audit);
	else if (k < 0)
		r = ctl_fail(c, ERR_INPUT, _("kind: there is no such."));
	else
		r = act_office_tie(c->who, (enum tie_kind)k, person,
		    ctl_int(c, "student", 0), ctl_int(c, "class", 0), &id,
		    &audit);
	return r != 0 ? r : say_id(c, "id", id, audit);
}

const struct ctl_command ctl_person_tie = {
	.name = "person tie",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("A mentor for a student, a linked teacher for a class; or "
		   "the end of it."),
	.fields = tie_fields,
	.run = person_tie,
};
