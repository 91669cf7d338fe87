/* SPDX-License-Identifier: Apache-2.0 */
#include "internal.h"
#include "base/err.h"
#include "store/keys.h"
#include "store/store.h"

struct custodians {
	int64_t person[2];
	int n;
};

static int
custodian_add(void *arg, const struct post *p)
{
	struct custodians *c = arg;

	if (c->n > 0 && c->person[c->n - 1] == p->person)
		return 0;	/* two posts of one person */
	if (c->n == 2)
		return ERR_CUSTODY;
	c->person[c->n++] = p->person;
	return 0;
}

int
custody_pairs(struct actor *who, struct keypair *first,
    struct keypair *second)
{
	struct custodians c = { .n = 0 };
	int r;

	if ((r = store_post_of_role(who->store, ROLE_CUSTODIAN, act_now(who),
	    custodian_add, &c)) != 0)
		return r;
	if (c.n != 2)
		return ERR_CUSTODY;
	if ((r = store_keypair_of(who->store, KEY_PERSON, c.person[0],
	    first)) == 0)
		r = store_keypair_of(who->store, KEY_PERSON, c.person[1],
		    second);
	return r == ERR_NOT_FOUND ? ERR_CUSTODY : r;
}
