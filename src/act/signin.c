/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "sealed/pass.h"
#include "signin_internal.h"
#include "store/desk.h"
#include "store/keys.h"
#include "store/store.h"

int
act_signin_begin(struct store *st, struct act_signin **out)
{
	struct act_signin *s = mem_zero(1, sizeof(*s));

	s->st = st;
	*out = s;
	return 0;
}

void
act_signin_end(struct act_signin *s)
{
	free(s);
}

void
signin_forget(struct act_signin *s)
{
	memset(&s->p, 0, sizeof(s->p));
	memset(&s->code, 0, sizeof(s->code));
	s->brings_key = false;
	s->state = SIGNIN_UNKNOWN;
}

/* What the account's state lets the stranger try. */
static enum signin_state
signin_state_of(const struct person *p)
{
	switch (p->state) {
	case ACCOUNT_APPROVED:
		return p->n_wrapped == 0 ? SIGNIN_FIRST : SIGNIN_KNOWN;
	case ACCOUNT_ACTIVE:
	case ACCOUNT_LOCKED: /* refused later, as a wrong passphrase */
		return SIGNIN_KNOWN;
	default:
		return SIGNIN_UNKNOWN;
	}
}

static int
signin_find(struct act_signin *s, const char *login)
{
	int r;

	signin_forget(s);
	if ((r = store_person_by_login(s->st, login, &s->p)) == 0)
		s->state = signin_state_of(&s->p);
	else
		signin_forget(s);
	return r == ERR_NOT_FOUND ? 0 : r;
}

int
act_signin_key(struct act_signin *s, const char *login, const char *key_text,
    enum signin_state *state)
{
	int r;

	if ((r = signin_find(s, login)) != 0)
		return r;
	if (s->state != SIGNIN_UNKNOWN &&
	    (s->p.key_text[0] == '\0' || strcmp(s->p.key_text, key_text) != 0))
		signin_forget(s);
	*state = s->state;
	return 0;
}

int
act_signin_login(
    struct act_signin *s, const char *login, enum signin_state *state)
{
	int r;

	if ((r = signin_find(s, login)) == 0)
		*state = s->state;
	return r;
}

/*
 * Argon2id takes 64 MiB: four at once on the machine, by locks on four bytes
 * of a file, which the kernel gives back when a process dies.
 */
#define SLOTS 4
#define SLOT_MS 60000 /* within the time that signing in has */
#define SLOT_LOOK_MS 10

static int
slot_try(int fd)
{
	struct flock l = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1
	};

	for (l.l_start = 0; l.l_start < SLOTS; l.l_start++)
		if (fcntl(fd, F_OFD_SETLK, &l) == 0)
			return 0;
	return errno == EAGAIN || errno == EACCES ? ERR_BUSY : ERR_IO;
}

/* All taken: look again for one, rather than wait for a certain one, whose
 * holder may be stopped. */
int
signin_slot(int *fd)
{
	int64_t until = clock_ticks_ms() + SLOT_MS;
	int r;

	*fd = open(
	    "signin.slots", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
	if (*fd < 0)
		return errno == ENOSPC ? ERR_FULL : ERR_IO;
	while ((r = slot_try(*fd)) == ERR_BUSY && clock_ticks_ms() < until)
		poll(NULL, 0, SLOT_LOOK_MS);
	if (r != 0)
		close(*fd);
	return r;
}

static int
signin_note(struct act_signin *s, struct actor *who, const char *from)
{
	char what[32];
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	who->signed_in_before = s->p.signed_in_at;
	s->p.signed_in_at = act_now(who);
	snprintf(what, sizeof(what), "signin.%s", from);
	if ((r = store_person_put(s->st, &s->p)) == 0)
		r = act_note(who, what, s->p.id, NULL, NULL, 0, NULL);
	return act_end(who, r);
}

/* A failed try is a row too: somebody knocks at this account. */
static int
signin_note_failure(struct act_signin *s, const char *from)
{
	struct actor who = { .store = s->st };
	char what[32];
	int r;

	if (s->p.id == 0)
		return 0; /* nobody: nothing to tell, no row to flood */
	if ((r = store_begin(s->st)) != 0)
		return r;
	snprintf(what, sizeof(what), "signin.refused.%s", from);
	return store_end(
	    s->st, act_note(&who, what, s->p.id, NULL, NULL, 0, NULL));
}

int
act_signin_secret(struct act_signin *s, const char *pass, size_t n,
    const char *from, struct actor **out)
{
	struct sealed_key *k = NULL;
	struct actor *who;
	int fd, r, noted;

	if ((r = signin_slot(&fd)) != 0)
		return r;
	r = pass_unwrap(s->p.n_wrapped > 0 ? s->p.wrapped : NULL,
	    s->p.n_wrapped, pass, n, &k);
	close(fd);
	if (r == 0 && s->p.state != ACCOUNT_ACTIVE) {
		sealed_key_free(k); /* locked: the same answer */
		r = ERR_PASSPHRASE;
	}
	/* A store that cannot be written says the same of every passphrase:
	 * none is tried without a row. */
	if (r == ERR_PASSPHRASE && (noted = signin_note_failure(s, from)) != 0)
		r = noted;
	if (r != 0)
		return r;
	if ((r = actor_make(s->st, &s->p, k, &who)) != 0)
		return r;
	if ((r = signin_note(s, who, from)) != 0) {
		act_free(who);
		return r;
	}
	*out = who;
	return 0;
}

/* The person's pair, wrapped by the new passphrase. */
static int
signin_wrap(
    struct act_signin *s, const char *pass, size_t n, struct sealed_key *k)
{
	struct buf *w = buf_new();
	int fd, r;

	if ((r = signin_slot(&fd)) == 0) {
		r = pass_wrap(k, pass, n, w);
		close(fd);
	}
	if (r == 0 && buf_len(w) > sizeof(s->p.wrapped))
		r = ERR_LIMIT;
	if (r == 0) {
		memcpy(s->p.wrapped, buf_data(w), buf_len(w));
		s->p.n_wrapped = buf_len(w);
	}
	buf_free(w);
	return r;
}

/* May the account begin, as it stands now? */
static int
signin_may_begin(struct act_signin *s, struct actor *who)
{
	struct person now;
	int r;

	if ((r = store_person_get(s->st, s->p.id, &now)) != 0)
		return r;
	if (now.state != s->p.state || now.n_wrapped != s->n_was)
		return ERR_STATE;
	if (s->code.id != 0)
		return signin_code_use(s, who);
	return now.state == ACCOUNT_APPROVED && now.n_wrapped == 0 ? 0
								   : ERR_STATE;
}

/* Another pair than before: what the old one opened has to come back. */
static int
signin_pair(struct act_signin *s, struct actor *who, const uint8_t *public_half)
{
	struct keypair pair = { .kind = KEY_PERSON,
		.owner = s->p.id,
		.made_at = store_now(s->st) };
	int r;

	memcpy(pair.public_half, public_half, SEALED_PUBLIC);
	if ((r = store_keypair_add(s->st, &pair)) != 0 ||
	    (r = store_draft_lose(s->st, s->p.id)) != 0)
		return r;
	return s->code.kind == CODE_AGAIN
		   ? circle_again_asked(who, s->p.id, s->code.made_by)
		   : 0;
}

/* public_half NULL: the pair stays, only the key is another. */
static int
signin_first(struct act_signin *s, const uint8_t *public_half)
{
	struct actor who = { .store = s->st, .person = s->p.id };
	int r;

	if ((r = store_begin(s->st)) != 0)
		return r;
	if ((r = signin_may_begin(s, &who)) == 0 &&
	    (public_half == NULL ||
		(r = signin_pair(s, &who, public_half)) == 0)) {
		s->p.state = ACCOUNT_ACTIVE;
		s->p.signed_in_at = store_now(s->st);
		if ((r = store_person_put(s->st, &s->p)) == 0)
			r = act_note(&who,
			    s->code.kind == CODE_AGAIN ? "signin.again"
						       : "signin.first",
			    s->p.id, NULL, NULL, 0, NULL);
	}
	store_touch(s->st, STORE_TOPIC(TOPIC_PERSON, s->p.id));
	return store_end(s->st, r);
}

/* With a new computer the passphrase may be the one of before: then nothing
 * is lost, and nothing has to come back. */
static int
signin_same(
    struct act_signin *s, const char *pass, size_t n, struct sealed_key **k)
{
	int fd, r;

	if (s->p.n_wrapped == 0)
		return ERR_PASSPHRASE;
	if ((r = signin_slot(&fd)) != 0)
		return r;
	r = pass_unwrap(s->p.wrapped, s->p.n_wrapped, pass, n, k);
	close(fd);
	return r;
}

int
act_signin_first(
    struct act_signin *s, const char *pass, size_t n, struct actor **out)
{
	uint8_t public_half[SEALED_PUBLIC];
	struct sealed_key *k;
	int r;

	if (s->state != SIGNIN_FIRST && s->state != SIGNIN_AGAIN)
		return ERR_STATE;
	if (!pass_is_allowed(pass, n))
		return ERR_INPUT;
	s->n_was = s->p.n_wrapped;
	if ((r = signin_same(s, pass, n, &k)) == 0)
		r = signin_first(s, NULL);
	else if (r == ERR_PASSPHRASE) {
		k = sealed_key_new(public_half);
		if ((r = signin_wrap(s, pass, n, k)) == 0)
			r = signin_first(s, public_half);
	} else
		return r;
	if (r != 0) {
		sealed_key_free(k);
		return r;
	}
	s->state = SIGNIN_KNOWN;
	return actor_make(s->st, &s->p, k, out);
}
