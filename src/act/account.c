/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/account.h"
#include "act/approval.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "model/duty.h"
#include "model/staff.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/store.h"

/* "type base64", nothing else: what the network process will send. */
bool
act_key_is_plain(const char *s)
{
	static const char *const types[] = { "ssh-ed25519",
		"sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256",
		"sk-ecdsa-sha2-nistp256@openssh.com", "ssh-rsa" };
	size_t n;

	for (size_t i = 0; i < nitems(types); i++) {
		n = strlen(types[i]);
		if (strncmp(s, types[i], n) == 0 && s[n] == ' ')
			return strlen(s) < SSH_KEY_MAX && s[n + 1] != '\0' &&
			       s[n + 1 +
				   strspn(s + n + 1, "ABCDEFGHIJKLMNOPQRSTUVWXY"
						     "Zabcdefghijklmnopqrstuvwx"
						     "yz0123456789+/=")] ==
				   '\0';
	}
	return false;
}

static int
account_check(struct actor *who, const struct act_account *a)
{
	if (!staff_login_is_plain(a->login))
		return act_fail(who, ERR_INPUT,
		    _("login: small letters, digits, - _ and . only, at most "
		      "32."));
	if (a->name[0] == '\0' || strlen(a->name) >= PERSON_NAME_MAX)
		return act_fail(who, ERR_INPUT,
		    _("name: missing, or longer than 64 bytes."));
	if (a->key_text != NULL && a->key_text[0] != '\0' &&
	    !act_key_is_plain(a->key_text))
		return act_fail(who, ERR_INPUT,
		    _("key: expected an OpenSSH public key without comment."));
	if (a->role == ROLE_NONE)
		return act_fail(who, ERR_INPUT, _("role: there is no such."));
	return 0;
}

static int
is_taken(struct actor *who, const char *name, int64_t but, bool *taken)
{
	struct person p;
	int r;

	*taken = false;
	if (name[0] == '\0')
		return 0;
	if ((r = store_person_by_login(who->store, name, &p)) == 0)
		*taken = p.id != but;
	return r == ERR_NOT_FOUND ? 0 : r;
}

int
account_names(struct actor *who, const struct person *p)
{
	bool login, number;
	int r;

	if (p->number[0] != '\0' && !staff_login_is_plain(p->number))
		return act_fail(who, ERR_INPUT,
		    _("number: letters, digits, - _ and . only, at most 32."));
	if ((r = is_taken(who, p->login, p->id, &login)) != 0 ||
	    (r = is_taken(who, p->number, p->id, &number)) != 0)
		return r;
	if (login)
		return act_fail(who, ERR_EXISTS,
		    _("Somebody else signs in by this login."));
	if (number)
		return act_fail(who, ERR_EXISTS,
		    _("Somebody else signs in by this number."));
	return 0;
}

static int
must_be(struct actor *who, enum role role)
{
	return act_is(who, role) ? 0 : ERR_DENIED;
}

int
act_account_propose(struct actor *who, const struct act_account *a,
    int64_t *person, int64_t *audit)
{
	struct person p = { .state = ACCOUNT_PROPOSED };
	struct post post = { .role = a->role, .org = a->org };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	p.proposed_by = who->person;
	if ((r = must_be(who, ROLE_SYSTEM_ADMIN)) == 0 &&
	    (r = account_check(who, a)) == 0) {
		mem_copy_text(p.login, sizeof(p.login), a->login);
		mem_copy_text(p.name, sizeof(p.name), a->name);
		mem_copy_text(
		    p.phone, sizeof(p.phone), a->phone != NULL ? a->phone : "");
		mem_copy_text(p.key_text, sizeof(p.key_text),
		    a->key_text != NULL ? a->key_text : "");
		if (a->number != NULL && !staff_login_read(a->number, p.number))
			mem_copy_text(p.number, sizeof(p.number), "?");
		if ((r = account_names(who, &p)) == 0)
			r = store_person_add(who->store, &p);
	}
	post.person = p.id;
	if (r == 0 && (r = store_post_add(who->store, &post, false, 0)) == 0 &&
	    (r = act_approval_ask(
		 who, "account", p.id, 0, role_name(a->role), NULL)) == 0)
		r = act_note(
		    who, "account.propose", p.id, NULL, NULL, 0, audit);
	if ((r = act_end(who, r)) == 0)
		*person = p.id;
	return r;
}

/* A name stands where it may be held, and for the role it has. */
static int
post_check(struct actor *who, const struct post *p)
{
	const struct duty *d = p->duty[0] != '\0' ? duty_of(p->duty) : NULL;
	struct org o;
	int r;

	if (p->duty[0] != '\0' ? d == NULL || d->role != p->role
			       : p->role == ROLE_NONE)
		return act_fail(who, ERR_INPUT, _("role: there is no such."));
	if (d == NULL)
		return 0;
	if ((r = store_org_get(who->store, p->org, &o)) != 0)
		return r;
	return duty_fits(d, o.type)
		   ? 0
		   : act_fail(who, ERR_INPUT,
			 _("This post is not held at an organisation of this "
			   "type."));
}

int
act_post_propose_as(struct actor *who, struct post *p, int64_t *audit)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = must_be(who, ROLE_SYSTEM_ADMIN)) == 0 &&
	    (r = post_check(who, p)) == 0 &&
	    (r = store_post_add(who->store, p, false, 0)) == 0 &&
	    (r = act_approval_ask(
		 who, "post", p->id, 0, role_name(p->role), NULL)) == 0)
		r = act_note(who, "post.propose", p->id, NULL, NULL, 0, audit);
	return act_end(who, r);
}

int
act_post_propose(struct actor *who, int64_t person, enum role role, int64_t org,
    int64_t deputy_of, int64_t *post, int64_t *audit)
{
	struct post p = { .person = person,
		.role = role,
		.org = org,
		.deputy_of = deputy_of };
	int r = act_post_propose_as(who, &p, audit);

	if (r == 0)
		*post = p.id;
	return r;
}

int
act_post_end(struct actor *who, int64_t post, int64_t *audit)
{
	struct post p;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = must_be(who, ROLE_SYSTEM_ADMIN)) == 0 &&
	    (r = store_post_get(who->store, post, &p)) == 0 &&
	    (r = store_post_end(who->store, post, act_now(who))) == 0 &&
	    (r = reseat_person(who, p.person)) == 0)
		r = act_note(who, "post.end", post, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_ALL, 0));
	return act_end(who, r);
}

/* Opened again it is what it was: one that has a passphrase is in use, one
 * without waits for its first sign-in.  ERR_STATE where there is nothing to
 * lock or to open. */
static int
turn_lock(struct person *p, bool locked)
{
	bool opens = p->state == ACCOUNT_ACTIVE || p->state == ACCOUNT_APPROVED;

	if (locked ? !opens : p->state != ACCOUNT_LOCKED)
		return ERR_STATE;
	p->state = locked	      ? ACCOUNT_LOCKED
		   : p->n_wrapped > 0 ? ACCOUNT_ACTIVE
				      : ACCOUNT_APPROVED;
	return 0;
}

int
act_account_lock(struct actor *who, int64_t person, bool locked, int64_t *audit)
{
	struct person p;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = must_be(who, ROLE_SECURITY_ADMIN)) == 0 &&
	    (r = store_person_get(who->store, person, &p)) == 0 &&
	    (r = turn_lock(&p, locked)) == 0 &&
	    (r = store_person_put(who->store, &p)) == 0 &&
	    (r = reseat_person(who, person)) == 0)
		r = act_note(who, locked ? "account.lock" : "account.unlock",
		    person, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	return act_end(who, r);
}

int
act_account_number(
    struct actor *who, int64_t person, const char *number, int64_t *audit)
{
	struct person p;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = must_be(who, ROLE_SYSTEM_ADMIN)) == 0 &&
	    (r = store_person_get(who->store, person, &p)) == 0) {
		if (!staff_login_read(number, p.number))
			mem_copy_text(p.number, sizeof(p.number), "?");
		if ((r = account_names(who, &p)) == 0)
			r = store_person_put(who->store, &p);
	}
	if (r == 0)
		r = act_note(
		    who, "account.number", person, NULL, NULL, 0, audit);
	store_touch(who->store, STORE_TOPIC(TOPIC_PERSON, person));
	return act_end(who, r);
}

/* The account begins again: a first sign-in with the key it has. */
static int
account_begin_again(struct store *st, struct person *p)
{
	p->state = ACCOUNT_APPROVED;
	memset(p->wrapped, 0, sizeof(p->wrapped));
	p->n_wrapped = 0;
	store_touch(st, STORE_TOPIC(TOPIC_PERSON, p->id));
	return store_person_put(st, p);
}

/* --- a lost passphrase, without a colleague
 * -------------------------------------------
 */

int
act_account_reset(
    struct actor *who, int64_t person, int64_t *approval, int64_t *audit)
{
	struct person p;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = must_be(who, ROLE_SYSTEM_ADMIN)) == 0 && person == who->person)
		r = ERR_SECOND;
	if (r == 0 && (r = store_person_get(who->store, person, &p)) == 0 &&
	    p.state != ACCOUNT_ACTIVE)
		r = ERR_STATE;
	if (r == 0 && (r = act_approval_ask(who, "account.reset", person, 0,
			   NULL, approval)) == 0)
		r = act_note(
		    who, "account.reset", person, NULL, NULL, 0, audit);
	return act_end(who, r);
}

struct shared_circles {
	struct actor *who;
	int64_t person;
};

/* Colleagues of their circles see that the keys are to be given again. */
static int
reset_circle(void *arg, const struct circle *c)
{
	struct shared_circles *s = arg;
	struct circle_task t = { .circle = c->id, .person = s->person };
	bool is;
	int r;

	if ((r = store_member_is(s->who->store, c->id, s->person, &is)) != 0 ||
	    !is)
		return r;
	mem_copy_text(t.kind, sizeof(t.kind), "grant");
	return store_task_add(s->who->store, &t);
}

int
account_reset_give(struct actor *who, const struct approval *a)
{
	struct shared_circles s = { .who = who, .person = a->object };
	struct person p;
	int r;

	if ((r = store_person_get(who->store, a->object, &p)) != 0)
		return r;
	if (p.state != ACCOUNT_ACTIVE || p.id == who->person)
		return p.id == who->person ? ERR_SECOND : ERR_STATE;
	if ((r = account_begin_again(who->store, &p)) != 0)
		return r;
	return store_circle_each(who->store, 0, 10000, reset_circle, &s);
}

int
act_account_each(struct actor *who, const char *after, int limit,
    int (*fn)(void *, const struct person *), void *arg)
{
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	if (!act_is(who, ROLE_SYSTEM_ADMIN) &&
	    !act_is(who, ROLE_SECURITY_ADMIN) && !act_is(who, ROLE_AUDIT_ADMIN))
		return ERR_DENIED;
	return store_person_each(who->store, after, limit, fn, arg);
}
