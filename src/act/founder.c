/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/sample.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "sealed/pass.h"
#include "store/keys.h"
#include "store/org.h"
#include "store/store.h"

static const enum role founder_roles[3] = { ROLE_SYSTEM_ADMIN,
	ROLE_SECURITY_ADMIN, ROLE_AUDIT_ADMIN };

/* Three people, so three passphrases: the same twice is one person. */
static int
founders_check(const struct act_founder f[3])
{
	for (int i = 0; i < 3; i++) {
		if (!pass_is_allowed(f[i].pass, f[i].n_pass))
			return ERR_INPUT;
		for (int j = 0; j < i; j++)
			if (strcmp(f[i].login, f[j].login) == 0 ||
			    (f[i].n_pass == f[j].n_pass &&
				memcmp(f[i].pass, f[j].pass, f[i].n_pass) == 0))
				return ERR_INPUT;
	}
	return 0;
}

static int
founder_add(struct store *st, const struct act_founder *f, enum role role,
    int64_t district)
{
	struct keypair pair = { .kind = KEY_PERSON, .made_at = store_now(st) };
	struct sealed_key *k = sealed_key_new(pair.public_half);
	struct person p = { .state = ACCOUNT_ACTIVE };
	struct buf *w = buf_new();
	struct post post = { .role = role, .org = district };
	int r;

	mem_copy_text(p.login, sizeof(p.login), f->login);
	mem_copy_text(p.name, sizeof(p.name), f->name);
	mem_copy_text(p.key_text, sizeof(p.key_text),
	    f->key_text != NULL ? f->key_text : "");
	if ((r = pass_wrap(k, f->pass, f->n_pass, w)) == 0) {
		memcpy(p.wrapped, buf_data(w), buf_len(w));
		p.n_wrapped = buf_len(w);
		r = store_person_add(st, &p);
	}
	pair.owner = post.person = p.id;
	if (r == 0 && (r = store_keypair_add(st, &pair)) == 0)
		r = store_post_add(st, &post, true, store_now(st));
	sealed_key_free(k);
	buf_free(w);
	return r;
}

static int
store_is_begun(void *arg, const struct person *p)
{
	(void)arg, (void)p;
	return ERR_EXISTS;
}

int
act_begin_store(struct store *st, const char *district,
    const struct act_founder founders[3])
{
	struct org o = { .type = ORG_DISTRICT, .code = "D" };
	struct actor who = { .store = st };
	int r;

	if ((r = founders_check(founders)) != 0 || (r = store_begin(st)) != 0)
		return r;
	mem_copy_text(o.name, sizeof(o.name), district);
	if ((r = store_person_each(st, "", 1, store_is_begun, NULL)) == 0)
		r = store_org_add(st, &o);
	for (int i = 0; i < 3 && r == 0; i++)
		r = founder_add(st, &founders[i], founder_roles[i], o.id);
	if (r == 0)
		r = act_note(&who, "init", o.id, NULL, NULL, 0, NULL);
	return store_end(st, r);
}
