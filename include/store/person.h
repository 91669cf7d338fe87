/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_PERSON_H
#define STORE_PERSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/role.h"

struct store;

/* An account's way: proposed by the system administrator, approved by the
 * security administrator, active from its first sign-in. */
enum account_state {
	ACCOUNT_PROPOSED = 1,
	ACCOUNT_APPROVED,
	ACCOUNT_ACTIVE,
	ACCOUNT_LOCKED,
	ACCOUNT_REFUSED
};
const char *account_state_name(enum account_state s);

#define LOGIN_MAX 33
#define PERSON_NAME_MAX 65
#define SSH_KEY_MAX 2048
#define WRAPPED_MAX 256

struct person {
	int64_t id;
	char login[LOGIN_MAX];
	char number[LOGIN_MAX]; /* 工号, a second name to sign in by; "" */
	char name[PERSON_NAME_MAX];
	char phone[33];
	enum account_state state;
	char key_text[SSH_KEY_MAX];   /* "ssh-ed25519 AAAA..." */
	uint8_t wrapped[WRAPPED_MAX]; /* the secret half: sealed/pass.h */
	size_t n_wrapped;	      /* 0 until the first sign-in */
	int64_t proposed_by, approved_by;
	int64_t signed_in_at;
	bool keyless; /* the passphrase alone: a post that only reports */
};

int store_person_add(struct store *st, struct person *p); /* fills id */
int store_person_get(struct store *st, int64_t id, struct person *p);
/* By what is typed to sign in: the login or the work number, in capitals or
 * not.  No number is anybody's login (act/account.c). */
int
store_person_by_login(struct store *st, const char *login, struct person *p);
int store_person_put(struct store *st, const struct person *p);
/* All, by login after `after` ("" from the start). */
int store_person_each(struct store *st, const char *after, int limit,
    int (*fn)(void *, const struct person *), void *arg);
/* Those who hold a post at a time within a part of the tree, and whose login
 * or name begins with find. */
int store_person_under(struct store *st, int64_t lft, int64_t rgt, int64_t at,
    const char *find, const char *after, int limit,
    int (*fn)(void *, const struct person *), void *arg);
/* "" in name when there is no such person. */
int store_person_name(struct store *st, int64_t id, char name[PERSON_NAME_MAX]);

/* What a person has set (model/setting.h), by name. */
int store_person_setting_each(struct store *st, int64_t person,
    int (*fn)(void *, const char *name, const char *value), void *arg);
int store_person_setting_put(
    struct store *st, int64_t person, const char *name, const char *value);

/* Posts.  held: in force; else proposed, waiting for the second person. */
int store_post_add(struct store *st, struct post *p, bool held, int64_t since);
int store_post_hold(struct store *st, int64_t id, int64_t since);
int store_post_end(struct store *st, int64_t id, int64_t until);
/* The posts a person holds at a time, deputies included, at most max. */
int store_post_of_person(struct store *st, int64_t person, int64_t at,
    struct post *to, int max, int *n);
/* Who holds a role at an org at a time: holders before deputies. */
int store_post_holders(struct store *st, enum role role, int64_t org,
    int64_t at, struct post *to, int max, int *n);
/* Everybody holding a role anywhere at a time, by person. */
int store_post_of_role(struct store *st, enum role role, int64_t at,
    int (*fn)(void *, const struct post *), void *arg);
/* A person's posts that wait for the second person (held is false). */
int store_post_proposed_each(struct store *st, int64_t person,
    int (*fn)(void *, const struct post *, bool held), void *arg);
/* Every post held at a time, by id after `after`. */
int store_post_each(struct store *st, int64_t after, int64_t at, int limit,
    int (*fn)(void *, const struct post *, bool held), void *arg);

/* The post itself; and the one of a person that says the same, proposed or
 * held: ERR_NOT_FOUND. */
int store_post_get(struct store *st, int64_t id, struct post *p);
int store_post_same(
    struct store *st, const struct post *like, int64_t at, struct post *p);

/* Posts with the names that belong to them, by id behind `after`: of an org,
 * held or proposed at a time; all a person ever had. */
struct post_row {
	struct post post;
	char login[LOGIN_MAX], name[PERSON_NAME_MAX];
	enum account_state state;
	char org[97];
};
int
store_post_rows_of_org(struct store *st, int64_t org, int64_t at, int64_t after,
    int limit, int (*fn)(void *, const struct post_row *), void *arg);
int store_post_rows_of_person(struct store *st, int64_t person, int64_t after,
    int limit, int (*fn)(void *, const struct post_row *), void *arg);

/* Posts that came in one file (act/staff.h) and wait to be agreed to: how
 * many, and how many new accounts; all of them decided at once. */
int store_batch_rows(struct store *st, int64_t batch, int64_t after, int limit,
    int (*fn)(void *, const struct post_row *), void *arg);
int store_batch_count(
    struct store *st, int64_t batch, int64_t *posts, int64_t *people);
int store_batch_decide(
    struct store *st, int64_t batch, bool given, int64_t by, int64_t at);

#endif
