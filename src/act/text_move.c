/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "internal.h"
#include "store/store.h"
#include "ticket_internal.h"

/* Rows are copied out before any is written: no statement reads a table that
 * another changes.  bytes are sealed, so plain memory holds them. */
struct moving {
	struct sealed_text *row;
	size_t *at; /* where the bytes of each begin */
	size_t n;
	struct buf *bytes;
};

static int
moving_add(void *arg, const struct sealed_text *t)
{
	struct moving *m = arg;

	m->row = mem_grow(m->row, m->n + 1, sizeof(*m->row));
	m->at = mem_grow(m->at, m->n + 1, sizeof(*m->at));
	m->row[m->n] = *t;
	m->at[m->n++] = buf_len(m->bytes);
	buf_add(m->bytes, t->sealed, t->n);
	return 0;
}

static void
moving_free(struct moving *m)
{
	free(m->row);
	free(m->at);
	buf_free(m->bytes);
}

/* The same text at the same place, to another pair. */
static int
move_one(struct actor *who, struct sealed_text *t, int64_t to,
    const struct sealed_key *k)
{
	struct sealed_place at =
	    ticket_place(store_text_column(t->kind), t->owner, t->turn);
	struct buf *plain = sealed_buf(), *sealed = buf_new();
	int r;

	if ((r = sealed_open(k, at, t->sealed, t->n, plain)) == 0 &&
	    (r = act_seal(
		 who, to, at, buf_data(plain), buf_len(plain), sealed)) == 0) {
		t->pair = to;
		t->sealed = buf_data(sealed);
		t->n = buf_len(sealed);
		r = store_text_put(who->store, t);
	}
	buf_free(sealed);
	buf_free(plain);
	return r;
}

static int
move_all(struct actor *who, struct moving *m, int64_t to, text_key_fn *key,
    void *arg)
{
	const uint8_t *bytes = buf_data(m->bytes);
	const struct sealed_key *k;
	int r = 0;

	for (size_t i = 0; i < m->n && r == 0; i++) {
		struct sealed_text *t = &m->row[i];

		t->sealed = bytes + m->at[i];
		if (t->pair != to && (r = key(arg, t->pair, &k)) == 0)
			r = move_one(who, t, to, k);
	}
	return r;
}

static int
own_key(void *arg, int64_t pair, const struct sealed_key **k)
{
	return act_key_open(arg, pair, k);
}

int
text_move_pair(struct actor *who, int64_t from, int64_t to, int max, int *moved)
{
	struct moving m = { .bytes = buf_new() };
	int r = 0;

	for (int kind = 0; kind < TEXT_KINDS && r == 0 && (int)m.n < max;
	     kind++)
		r = store_text_of_pair(who->store, (enum store_text)kind, from,
		    max - (int)m.n, moving_add, &m);
	if (r == 0)
		r = move_all(who, &m, to, own_key, who);
	*moved = (int)m.n;
	moving_free(&m);
	return r;
}

int
text_move_ticket(
    struct actor *who, int64_t ticket, int64_t to, text_key_fn *key, void *arg)
{
	struct moving m = { .bytes = buf_new() };
	int r = 0;

	for (int kind = 0; kind < TEXT_KINDS && r == 0; kind++)
		r = store_text_of_ticket(
		    who->store, (enum store_text)kind, ticket, moving_add, &m);
	if (r == 0)
		r = move_all(who, &m, to, key, arg);
	moving_free(&m);
	return r;
}
