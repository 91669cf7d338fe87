/* SPDX-License-Identifier: Apache-2.0 */
/* Signing in with a one-time code, and without a key. */
#include <string.h>
#include <unistd.h>

#include "act/invite.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/profile.h"
#include "sealed/pass.h"
#include "signin_internal.h"
#include "store/store.h"

/* --- trying a code ---------------------------------------------------------
 */

/* Nobody's, or over: the same work, and never right. */
static int
code_try(const struct invite *v, bool good, const char *code)
{
	static const struct invite nobody;
	int fd, r;

	if ((r = signin_slot(&fd)) != 0)
		return r;
	if (!good)
		v = &nobody;
	r = pass_code_check(v->salt, v->hash, v->person, code);
	close(fd);
	return r == 0 && !good ? ERR_PASSPHRASE : r;
}

static int
code_note_wrong(struct act_signin *s, const struct invite *v)
{
	struct actor who = { .store = s->st };
	struct invite now;
	int r;

	if ((r = store_begin(s->st)) != 0)
		return r;
	if ((r = store_invite_of(s->st, v->person, &now)) == 0 &&
	    now.id == v->id) {
		if ((r = store_invite_tried(s->st, v->id, now.tries + 1)) ==
			0 &&
		    now.tries + 1 >= INVITE_TRIES)
			r = store_invite_end(
			    s->st, v->id, INVITE_VOID, store_now(s->st));
		if (r == 0)
			r = act_note(&who, "signin.refused.code", v->person,
			    NULL, NULL, 0, NULL);
	} else if (r == ERR_NOT_FOUND)
		r = 0;
	return store_end(s->st, r);
}

/* Is it the code of this person?  *v when it is. */
static int
code_of(
    struct act_signin *s, int64_t person, const char *code, struct invite *v)
{
	bool good;
	int r, noted;

	r = person != 0 ? store_invite_of(s->st, person, v) : ERR_NOT_FOUND;
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	good = r == 0 && v->until > store_now(s->st);
	r = code_try(v, good, code);
	if (r == ERR_PASSPHRASE && good && (noted = code_note_wrong(s, v)) != 0)
		r = noted;
	return r;
}

static bool
begins(const struct person *p, size_t n_wrapped, enum code_kind k)
{
	return k == CODE_AGAIN ? p->state == ACCOUNT_ACTIVE
			       : p->state == ACCOUNT_APPROVED && n_wrapped == 0;
}

int
act_signin_code(struct act_signin *s, const char *typed, size_t n)
{
	char code[CODE_MAX];
	struct invite v;
	int r;

	if (s->state != SIGNIN_KNOWN || s->p.state != ACCOUNT_ACTIVE ||
	    !code_read(typed, n, code) ||
	    store_invite_of(s->st, s->p.id, &v) != 0 || v.kind != CODE_AGAIN)
		return ERR_PASSPHRASE;
	r = code_of(s, s->p.id, code, &v);
	explicit_bzero(code, sizeof(code));
	if (r != 0)
		return r;
	s->code = v;
	s->state = SIGNIN_AGAIN;
	return 0;
}

/* --- a new key, or none ----------------------------------------------------
 */

/* Posts that only report, and at least one. */
static bool
only_reports(struct act_signin *s)
{
	struct post post[ACT_POSTS_MAX];
	int n;

	if (!profile_default()->keyless ||
	    store_post_of_person(
		s->st, s->p.id, store_now(s->st), post, ACT_POSTS_MAX, &n) != 0)
		return false;
	for (int i = 0; i < n; i++)
		if (post[i].role != ROLE_STAFF)
			return false;
	return n > 0;
}

/* An RSA key of less than 2048 bits is none to begin with. */
#define RSA_LEAST 372 /* characters of base64 */

static bool
key_is_strong(const char *key_text)
{
	return strncmp(key_text, "ssh-rsa ", 8) != 0 ||
	       strlen(key_text) >= 8 + RSA_LEAST;
}

static int
key_take(struct act_signin *s, const char *key_text)
{
	s->brings_key = true;
	mem_copy_text(s->key_text, sizeof(s->key_text), key_text);
	if (key_text[0] == '\0')
		return only_reports(s) ? 0 : ERR_KEY;
	return act_key_is_plain(key_text) && key_is_strong(key_text)
		   ? 0
		   : ERR_KEY;
}

/* A colleague's code brings no other key than there is. */
static bool
may_bring(const struct person *p, const struct invite *v, const char *key_text)
{
	return v->binds || (p->keyless && key_text[0] == '\0');
}

int
act_signin_join(struct act_signin *s, const char *login, const char *typed,
    size_t n, const char *key_text, enum signin_state *state)
{
	char code[CODE_MAX] = "";
	struct invite v;
	int r;

	signin_forget(s);
	r = store_person_by_login(s->st, login, &s->p);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	if (!code_read(typed, n, code))
		memset(code, '0', CODE_CHARS); /* no code has it */
	r = code_of(s, r == 0 ? s->p.id : 0, code, &v);
	explicit_bzero(code, sizeof(code));
	if (r == 0 && !may_bring(&s->p, &v, key_text))
		r = ERR_PASSPHRASE;
	if (r == 0 && !begins(&s->p, s->p.n_wrapped, v.kind))
		r = ERR_PASSPHRASE;
	if (r == 0)
		r = key_take(s, key_text);
	if (r != 0) {
		signin_forget(s);
		return r;
	}
	s->code = v;
	*state = s->state = v.kind == CODE_AGAIN ? SIGNIN_AGAIN : SIGNIN_FIRST;
	return 0;
}

int
act_signin_keyless(struct act_signin *s, const char *login)
{
	int r;

	signin_forget(s);
	if ((r = store_person_by_login(s->st, login, &s->p)) != 0 ||
	    !s->p.keyless || s->p.key_text[0] != '\0' || !only_reports(s))
		signin_forget(s);
	else
		s->state = SIGNIN_KNOWN;
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* --- using it --------------------------------------------------------------
 */

int
signin_code_use(struct act_signin *s, struct actor *who)
{
	struct invite now;
	int r;

	if ((r = store_invite_of(s->st, s->p.id, &now)) != 0)
		return r == ERR_NOT_FOUND ? ERR_PASSPHRASE : r;
	if (now.id != s->code.id || now.until <= store_now(s->st) ||
	    !begins(&s->p, s->n_was, now.kind))
		return ERR_PASSPHRASE;
	if (s->brings_key) {
		mem_copy_text(
		    s->p.key_text, sizeof(s->p.key_text), s->key_text);
		s->p.keyless = s->key_text[0] == '\0';
		if ((r = act_note(who, "account.key", s->p.id, NULL, NULL, 0,
			 NULL)) != 0)
			return r;
	}
	return store_invite_end(s->st, now.id, INVITE_USED, store_now(s->st));
}
