/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/draft.h"
#include "internal.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "store/desk.h"
#include "store/keys.h"
#include "store/store.h"

#define DRAFT_COLUMN "draft.sealed"
#define DRAFT_BYTES_MAX (256 * 1024)

/* A draft is bound to its author: its row may be made anew on every save. */
static struct sealed_place
draft_place(int64_t author)
{
	return (struct sealed_place){ DRAFT_COLUMN, author };
}

static int
draft_seal(struct actor *who, const void *text, size_t n, struct buf *mine,
    struct buf *custody)
{
	struct sealed_place at = draft_place(who->person);
	struct keypair one, two;
	int64_t own;
	int r;

	if ((r = act_key_of(who, KEY_PERSON, who->person, &own, NULL)) != 0 ||
	    (r = act_seal(who, own, at, text, n, mine)) != 0)
		return r;
	r = custody_pairs(who, &one, &two);
	if (r == 0)
		sealed_close_nested(
		    one.public_half, two.public_half, at, text, n, custody);
	return r == ERR_CUSTODY ? 0 : r; /* none yet: the author's alone */
}

int
act_draft_save(struct actor *who, const char *kind, int64_t subject,
    const void *text, size_t n, int64_t caret)
{
	struct buf *mine = buf_new(), *custody = buf_new();
	struct draft d = {
		.author = who->person, .subject = subject, .caret = caret
	};
	int r;

	if (n > DRAFT_BYTES_MAX)
		r = ERR_LIMIT;
	else
		r = draft_seal(who, text, n, mine, custody);
	if (r == 0 && (r = act_begin(who)) == 0) {
		mem_copy_text(d.kind, sizeof(d.kind), kind);
		d.at = act_now(who);
		d.sealed = buf_data(mine);
		d.n_sealed = buf_len(mine);
		d.custody = buf_data(custody);
		d.n_custody = buf_len(custody);
		r = act_end(who, store_draft_put(who->store, &d));
	}
	buf_free(mine);
	buf_free(custody);
	return r;
}

struct opening {
	struct actor *who;
	struct act_draft *d;
	struct buf *out;
};

static void
draft_show(const struct draft *from, struct act_draft *to)
{
	to->id = from->id;
	memcpy(to->kind, from->kind, sizeof(to->kind));
	to->subject = from->subject;
	to->at = from->at;
	to->caret = from->caret;
	to->lost = from->lost;
}

static int
draft_unseal(void *arg, const struct draft *d)
{
	struct opening *o = arg;
	int64_t own;
	const struct sealed_key *k;

	if (d->author != o->who->person)
		return ERR_DENIED;
	if (act_key_locked(o->who))
		return ERR_KEY;
	draft_show(d, o->d);
	k = keyring_own(o->who->keys, &own);
	return sealed_open(
	    k, draft_place(d->author), d->sealed, d->n_sealed, o->out);
}

int
act_draft_open(struct actor *who, const char *kind, int64_t subject,
    struct act_draft *d, struct buf *out)
{
	struct opening o = { .who = who, .d = d, .out = out };
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return store_draft_get(
	    who->store, who->person, kind, subject, draft_unseal, &o);
}

int
act_draft_open_id(
    struct actor *who, int64_t id, struct act_draft *d, struct buf *out)
{
	struct opening o = { .who = who, .d = d, .out = out };
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return store_draft_get_id(who->store, id, draft_unseal, &o);
}

int
act_draft_drop(struct actor *who, const char *kind, int64_t subject)
{
	bool alone = !store_is_writing(who->store);
	int r;

	if (alone && (r = act_begin(who)) != 0)
		return r;
	r = store_draft_drop(who->store, who->person, kind, subject);
	return alone ? act_end(who, r) : r;
}

struct draft_list {
	int (*fn)(void *, const struct act_draft *);
	void *arg;
};

static int
draft_list_one(void *arg, const struct draft *d)
{
	struct draft_list *l = arg;
	struct act_draft shown;

	if (strcmp(d->kind, ACT_PLACE_DRAFT) == 0)
		return 0;
	draft_show(d, &shown);
	return l->fn(l->arg, &shown);
}

int
act_draft_each(
    struct actor *who, int (*fn)(void *, const struct act_draft *), void *arg)
{
	struct draft_list l = { .fn = fn, .arg = arg };
	int r;

	if ((r = act_look(who)) != 0)
		return r;
	return store_draft_each(who->store, who->person, draft_list_one, &l);
}
