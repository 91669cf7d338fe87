/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/presence.h"
#include "act/setting.h"
#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "sealed/key.h"
#include "store/audit.h"
#include "store/keys.h"
#include "store/store.h"

static uint32_t
rights_epoch(struct actor *who)
{
	uint32_t topic = STORE_TOPIC(TOPIC_PERSON, who->person);

	/* Posts end by themselves at a date: look again each hour. */
	return (epoch_read(store_epoch(who->store), topic) * 31 +
		   epoch_read(store_epoch(who->store), TOPIC_ALL)) *
		   31 +
	       (uint32_t)(act_now(who) / CLOCK_HOUR);
}

/* An account without a key sees what a post that only reports sees, whatever
 * else it holds by now. */
static void
keep_reporting(struct actor *who)
{
	int n = 0;

	for (int i = 0; i < who->n_posts; i++)
		if (who->posts[i].role == ROLE_STAFF)
			who->posts[n++] = who->posts[i];
	who->n_posts = n;
}

/* A session from before the person began again is over. */
static int
actor_check_pair(struct actor *who)
{
	struct keypair own;
	int64_t key;
	int r;

	if (who->keys == NULL)
		return 0;
	keyring_own(who->keys, &key);
	if ((r = store_keypair_of(who->store, KEY_PERSON, who->person, &own)) !=
	    0)
		return r;
	return own.id == key ? 0 : ERR_DENIED;
}

/* Who is refused is refused again: the epoch counts as seen only with the
 * posts that were read at it. */
static int
actor_read_rights(struct actor *who)
{
	uint32_t epoch = rights_epoch(who);
	struct person p;
	int r;

	if (who->keys != NULL)
		keyring_empty(who->keys);
	if ((r = store_person_get(who->store, who->person, &p)) != 0)
		return r;
	if (p.state != ACCOUNT_ACTIVE)
		return ERR_DENIED;
	if ((r = actor_check_pair(who)) != 0 ||
	    (r = store_post_of_person(who->store, who->person, act_now(who),
		 who->posts, ACT_POSTS_MAX, &who->n_posts)) != 0)
		return r;
	if (p.keyless)
		keep_reporting(who);
	who->rights_epoch = epoch;
	return 0;
}

int
actor_make(struct store *st, const struct person *p, struct sealed_key *k,
    struct actor **out)
{
	struct actor *who = mem_zero(1, sizeof(*who));
	struct keypair own;
	int r;

	who->store = st;
	who->seat = -1;
	who->person = p->id;
	who->seen = seen_new();
	mem_copy_text(who->login, sizeof(who->login), p->login);
	mem_copy_text(who->name, sizeof(who->name), p->name);
	r = store_keypair_of(st, KEY_PERSON, p->id, &own);
	if (r == 0) {
		who->keys = keyring_new(own.id, k);
		if ((r = actor_read_rights(who)) == 0)
			r = act_setting_read(who);
	} else
		sealed_key_free(k);
	if (r != 0) {
		act_free(who);
		return r;
	}
	*out = who;
	return 0;
}

int
act_keeper(struct store *st, struct actor **out)
{
	struct actor *who = mem_zero(1, sizeof(*who));

	who->store = st;
	who->seat = -1;
	who->seen = seen_new();
	mem_copy_text(who->login, sizeof(who->login), "keeper");
	*out = who;
	return 0;
}

void
act_free(struct actor *who)
{
	if (who == NULL)
		return;
	act_presence_leave(who);
	keyring_free(who->keys);
	seen_free(who->seen);
	free(who);
}

int64_t
act_now(struct actor *who)
{
	return store_now(who->store);
}

/* The keeper has no account to be locked and no posts to change. */
static int
actor_check(struct actor *who)
{
	if (who->person == 0 || rights_epoch(who) == who->rights_epoch)
		return 0;
	return actor_read_rights(who);
}

bool
act_is_over(struct actor *who)
{
	return actor_check(who) == ERR_DENIED;
}

int
act_look(struct actor *who)
{
	who->why[0] = '\0';
	return actor_check(who);
}

int
act_begin(struct actor *who)
{
	int r;

	who->why[0] = '\0';
	sealed_ready(); /* while nobody waits for us */
	if ((r = store_begin(who->store)) != 0)
		return r;
	if ((r = actor_check(who)) != 0)
		return store_end(who->store, r);
	return 0;
}

int
act_end(struct actor *who, int r)
{
	return store_end(who->store, r);
}

/* "The disk did not answer" sounds as if the next try might do; after a sync
 * that failed none does. */
const char *
act_why(const struct actor *who, int r)
{
	if (who != NULL && r == ERR_IO && store_is_lost(who->store))
		return _("Nothing is saved until the machine restarts. Use "
			 "paper; tell the administrator.");
	return who != NULL && who->why[0] != '\0' ? who->why : err_text(r);
}

int
act_fail(struct actor *who, int r, const char *fmt, ...)
{
	char whole[2 * ACT_WHY_MAX]; /* cut between two characters */
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(whole, sizeof(whole), fmt, ap);
	va_end(ap);
	mem_copy_text(who->why, sizeof(who->why), whole);
	return r;
}

int
act_note(struct actor *who, const char *what, int64_t object,
    const char *ground, const int64_t *subjects, int n, int64_t *audit)
{
	struct audit_event e = { .person = who->person,
		.what = what,
		.object = object,
		.ground = ground,
		.subjects = subjects,
		.n_subjects = n };
	int r;

	if ((r = store_audit_add(who->store, &e)) == 0 && audit != NULL)
		*audit = e.id;
	return r;
}

int
act_saw(struct actor *who, const char *what, int64_t object, const char *ground,
    const int64_t *subjects, int n)
{
	uint8_t view[SEEN_HASH];
	int r;

	seen_hash(what, object, subjects, n, view);
	if (seen_is_known(who->seen, view, act_now(who)))
		return 0;
	if ((r = act_begin(who)) != 0)
		return r;
	r = act_end(
	    who, act_note(who, what, object, ground, subjects, n, NULL));
	/* what failed is not in the log: the next try writes it */
	if (r == 0)
		seen_keep(who->seen, view, act_now(who));
	return r;
}

int
act_saw_many(
    struct actor *who, const char *what, const int64_t *subjects, int n)
{
	int r = 0;

	for (int i = 0; i < n && r == 0; i += AUDIT_SUBJECTS_MAX)
		r = act_saw(who, what, 0, NULL, subjects + i,
		    n - i < AUDIT_SUBJECTS_MAX ? n - i : AUDIT_SUBJECTS_MAX);
	return r;
}

struct buf *
act_secret(void)
{
	return sealed_buf();
}

const struct post *
act_post(const struct actor *who, enum role role)
{
	for (int i = 0; i < who->n_posts; i++)
		if (who->posts[i].role == role)
			return &who->posts[i];
	return NULL;
}

bool
act_is(const struct actor *who, enum role role)
{
	return act_post(who, role) != NULL;
}

bool
act_is_for(const struct actor *who, enum role role, int64_t lft)
{
	for (int i = 0; i < who->n_posts; i++)
		if (who->posts[i].role == role && who->posts[i].lft <= lft &&
		    lft <= who->posts[i].rgt)
			return true;
	return false;
}

bool
act_is_administrator(const struct actor *who)
{
	for (int i = 0; i < who->n_posts; i++)
		if (who->posts[i].role < ROLE_CUSTODIAN)
			return false;
	return true;
}
