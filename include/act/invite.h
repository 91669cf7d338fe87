/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_INVITE_H
#define ACT_INVITE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/code.h"
#include "store/person.h"

struct actor;

/*
 * One-time codes: an invitation for a first sign-in, or one told over the
 * phone to who forgot the passphrase or has a new computer.  The code is in
 * struct act_code once and nowhere else; the store keeps a slow hash of it.
 * One use; after INVITE_TRIES wrong ones it is void; a new one replaces the
 * one before.  How long each is good for is the profile's.
 *
 * A group's lead, a school's principal and the district's staff look after
 * the people all of whose posts lie within theirs; custodians and
 * administrators are looked after by two administrators (act_account_reset()).
 */
#define INVITE_TRIES 5

struct act_code {
	int64_t person, until;
	enum code_kind kind;
	bool binds; /* another key may come with it */
	char login[LOGIN_MAX], name[PERSON_NAME_MAX];
	char org[97]; /* of the first post */
	char words[CODE_WORDS];
};
void act_code_forget(struct act_code *c); /* wipe */

/* For an account that was agreed to and has not signed in yet; by those above
 * or an administrator.  ERR_STATE when it has signed in. */
int act_invite(
    struct actor *who, int64_t person, struct act_code *code, int64_t *audit);

/* The same for everybody this person may invite, page after page; those with
 * a code that is still good are left out unless again.  fn is called before
 * the code counts: what it writes down must be safe when it answers 0. */
int act_invite_all(struct actor *who, bool again,
    int (*fn)(void *, const struct act_code *), void *arg);

/*
 * For an account in use: with the code instead of the passphrase the person
 * sets a new one, or (as user join) brings another key.  Until then nothing
 * changes.  By those above, or a member of one of the person's circles:
 * theirs is good with the key the person has, and brings no other, else each
 * could be any colleague.  The old pair opens nothing from then on: what was
 * granted to it comes back as circle.h says.
 */
int act_account_regrant(
    struct actor *who, int64_t person, struct act_code *code, int64_t *audit);

/* People whom this person looks after (an administrator: all), whose login or
 * name begins with find ("": all), by login after `after`. */
struct act_one {
	struct person p;    /* without what is wrapped */
	int64_t code_until; /* of a code that is good now; 0 */
};
int act_people_each(struct actor *who, const char *find, const char *after,
    int limit, int (*fn)(void *, const struct act_one *), void *arg);
/* One of them by login: ERR_NOT_FOUND. */
int act_people_find(struct actor *who, const char *login, int64_t *person);
bool act_people_may(const struct actor *who);

#endif
