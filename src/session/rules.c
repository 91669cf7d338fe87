/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/store.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "sealed/key.h"
#include "src/session/internal.h"

static int
answer_u8(struct session *s, uint8_t type, uint8_t v)
{
	struct buf *f = wire_fields();

	buf_put_u8(f, v);
	return wire_send(s->wire, type, f, -1);
}

/* The supervisor counts connections without a valid key, and gives those that
 * have one more time. */
static void
tell_supervisor(struct session *s, char what)
{
	if (write(s->how->news, &what, 1) < 0)
		log_warn("the supervisor does not listen");
}

/* No connection asks without end. */
static int
count(struct session *s)
{
	return ++s->asked <= 2 * s->how->c->tries + 2 ? 0 : ERR_LIMIT;
}

static int
on_hello(void *arg, struct buf *f)
{
	struct session *s = arg;
	struct buf *a;
	uint32_t version;
	int r;

	if ((r = buf_get_u32(f, &version)) != 0)
		return r;
	if (version != WIRE_VERSION)
		return ERR_PROTOCOL;
	a = wire_fields();
	buf_put_u32(a, WIRE_VERSION);
	return wire_send(s->wire, WIRE_HELLO_OK, a, -1);
}

/* The store opens at the first question that needs it.  A sample's secrets
 * are known to all: nobody from outside gets as far as a key. */
static int
open_store(struct session *s)
{
	int r;

	if (s->signin != NULL)
		return 0;
	if ((r = act_store_open_small(&s->store)) != 0) {
		log_error("the store: %s", err_name(r));
		return r;
	}
	if (act_store_is_sample(s->store) && !s->how->loopback) {
		log_warn("a sample is served on loopback alone: %s refused",
		    s->how->peer);
		return ERR_DENIED;
	}
	return act_signin_begin(s->store, &s->signin);
}

static int
key_state(struct session *s, struct buf *f, enum signin_state *state)
{
	char *login = NULL, *key = NULL;
	int r;

	*state = SIGNIN_UNKNOWN;
	if ((r = count(s)) == 0 &&
	    (r = buf_get_text(f, &login, WIRE_LOGIN_MAX)) == 0 &&
	    (r = buf_get_text(f, &key, WIRE_KEY_MAX)) == 0 &&
	    (r = open_store(s)) == 0)
		r = act_signin_key(s->signin, login, key, state);
	free(login);
	free(key);
	return r;
}

static uint8_t
wire_state(enum signin_state state)
{
	switch (state) {
	case SIGNIN_KNOWN:
		return WIRE_KEY_KNOWN;
	case SIGNIN_FIRST:
		return WIRE_KEY_FIRST;
	default:
		return WIRE_KEY_UNKNOWN;
	}
}

static int
on_key(void *arg, struct buf *f)
{
	struct session *s = arg;
	enum signin_state state;
	int r;

	s->state = SIGNIN_UNKNOWN;
	if ((r = key_state(s, f, &state)) != 0)
		return r;
	return answer_u8(s, WIRE_KEY_STATE, wire_state(state));
}

/* Hearsay; but only who has come so far may try a passphrase. */
static int
on_signed(void *arg, struct buf *f)
{
	struct session *s = arg;
	int r;

	if ((r = key_state(s, f, &s->state)) != 0)
		return r;
	if (s->state != SIGNIN_UNKNOWN)
		tell_supervisor(s, 'k');
	return answer_u8(s, WIRE_SIGNED_STATE, wire_state(s->state));
}

static void
now_open(struct session *s)
{
	tell_supervisor(s, 'o');
}

/* ERR_PASSPHRASE is an answer, and so is that an account may not; another
 * error is ours, and not to be taken for a wrong passphrase. */
static uint8_t
verdict_of(int r)
{
	if (r == 0)
		return WIRE_OPEN;
	if (r == ERR_PASSPHRASE || r == ERR_DENIED)
		return WIRE_REFUSED;
	log_error("signing in: %s", err_name(r));
	return WIRE_TROUBLE;
}

static int
on_secret(void *arg, struct buf *f)
{
	struct session *s = arg;
	const uint8_t *p;
	uint8_t verdict;
	size_t n;
	int r;

	if (s->state != SIGNIN_KNOWN)
		return ERR_PROTOCOL;
	if ((r = count(s)) != 0 ||
	    (r = buf_get_bytes(f, &p, &n, WIRE_SECRET_MAX)) != 0)
		return r;
	if (act_signin_code(s->signin, (const char *)p, n) == 0) {
		s->state = SIGNIN_AGAIN;
		return answer_u8(s, WIRE_SECRET_VERDICT, WIRE_AGAIN);
	}
	verdict = verdict_of(
	    act_signin_secret(s->signin, (const char *)p, n, "ssh", &s->who));
	if (verdict == WIRE_OPEN)
		now_open(s);
	return answer_u8(s, WIRE_SECRET_VERDICT, verdict);
}

static uint8_t
first_verdict(struct session *s, const char *p, size_t n)
{
	int r = act_signin_first(s->signin, p, n, &s->who);

	return r == ERR_INPUT ? WIRE_SHORT : verdict_of(r);
}

static int
on_first(void *arg, struct buf *f)
{
	struct session *s = arg;
	const uint8_t *p, *again;
	uint8_t verdict = WIRE_DIFFER;
	size_t n, m;
	int r;

	if (s->state != SIGNIN_FIRST && s->state != SIGNIN_AGAIN)
		return ERR_PROTOCOL;
	if ((r = count(s)) != 0 ||
	    (r = buf_get_bytes(f, &p, &n, WIRE_SECRET_MAX)) != 0 ||
	    (r = buf_get_bytes(f, &again, &m, WIRE_SECRET_MAX)) != 0)
		return r;
	if (n == m && memcmp(p, again, n) == 0)
		verdict = first_verdict(s, (const char *)p, n);
	if (verdict == WIRE_OPEN)
		now_open(s);
	return answer_u8(s, WIRE_FIRST_VERDICT, verdict);
}

/* --- without a key that is known -------------------------------------------
 */

/* More time to type, and still counted as one who has shown nothing. */
static int
on_visit(void *arg, struct buf *f)
{
	struct session *s = arg;

	(void)f;
	s->visits = true;
	tell_supervisor(s, 'v');
	return answer_u8(s, WIRE_VISIT_OK, 0);
}

/* Strangers read nothing from how long a refusal took: it comes at the next
 * whole second since they asked. */
#define REFUSE_MS 1000

static void
refuse_evenly(int64_t begun)
{
	int64_t took = clock_ticks_ms() - begun;

	poll(NULL, 0, (int)(REFUSE_MS - took % REFUSE_MS));
}

static uint8_t
join_verdict(struct session *s, int r)
{
	if (r == ERR_KEY)
		return WIRE_KEYLESS;
	if (r != 0)
		return verdict_of(r);
	tell_supervisor(s, 'k'); /* a code is as good as a key */
	return s->state == SIGNIN_AGAIN ? WIRE_AGAIN : WIRE_NEW;
}

static int
on_join(void *arg, struct buf *f)
{
	struct session *s = arg;
	int64_t begun = clock_ticks_ms();
	char *login = NULL, *key = NULL;
	const uint8_t *code;
	uint8_t verdict = WIRE_REFUSED;
	size_t n;
	int r;

	if (!s->visits)
		return ERR_PROTOCOL;
	s->state = SIGNIN_UNKNOWN;
	if ((r = count(s)) == 0 &&
	    (r = buf_get_text(f, &login, WIRE_LOGIN_MAX)) == 0 &&
	    (r = buf_get_bytes(f, &code, &n, WIRE_SECRET_MAX)) == 0 &&
	    (r = buf_get_text(f, &key, WIRE_KEY_MAX)) == 0 &&
	    (r = open_store(s)) == 0)
		verdict =
		    join_verdict(s, act_signin_join(s->signin, login,
					(const char *)code, n, key, &s->state));
	free(login);
	free(key);
	if (r != 0)
		return r;
	if (verdict == WIRE_REFUSED)
		refuse_evenly(begun);
	return answer_u8(s, WIRE_JOIN_VERDICT, verdict);
}

/* As with a key: the passphrase, or a code in its place. */
static uint8_t
report_verdict(struct session *s, const char *login, const char *p, size_t n)
{
	int64_t wait = act_signin_turn(login);
	int r;

	if (wait < 0)
		return WIRE_REFUSED; /* too many stand in line */
	poll(NULL, 0, (int)wait);
	if ((r = act_signin_keyless(s->signin, login)) != 0)
		return verdict_of(r);
	if (act_signin_code(s->signin, p, n) == 0) {
		s->state = SIGNIN_AGAIN;
		return WIRE_AGAIN;
	}
	r = act_signin_secret(s->signin, p, n, "report", &s->who);
	if (r == 0)
		act_signin_well(login);
	return verdict_of(r);
}

static int
on_report(void *arg, struct buf *f)
{
	struct session *s = arg;
	int64_t begun = clock_ticks_ms();
	uint8_t verdict = WIRE_REFUSED;
	const uint8_t *pass;
	char *login = NULL;
	size_t n;
	int r;

	if (!s->visits)
		return ERR_PROTOCOL;
	s->state = SIGNIN_UNKNOWN;
	if ((r = count(s)) == 0 &&
	    (r = buf_get_text(f, &login, WIRE_LOGIN_MAX)) == 0 &&
	    (r = buf_get_bytes(f, &pass, &n, WIRE_SECRET_MAX)) == 0 &&
	    (r = open_store(s)) == 0)
		verdict = report_verdict(s, login, (const char *)pass, n);
	free(login);
	if (r != 0)
		return r;
	if (verdict == WIRE_OPEN || verdict == WIRE_AGAIN)
		tell_supervisor(s, 'k');
	else
		refuse_evenly(begun);
	if (verdict == WIRE_OPEN)
		now_open(s);
	return answer_u8(s, WIRE_REPORT_VERDICT, verdict);
}

const struct wire_rule session_locked[] = {
	{ WIRE_HELLO, WIRE_ONCE, on_hello },
	{ WIRE_KEY, 0, on_key },
	{ WIRE_SIGNED, 0, on_signed },
	{ WIRE_SECRET, 0, on_secret },
	{ WIRE_FIRST, 0, on_first },
	{ WIRE_VISIT, WIRE_ONCE, on_visit },
	{ WIRE_JOIN, 0, on_join },
	{ WIRE_REPORT, 0, on_report },
	{ 0, 0, NULL },
};

static int
on_pty(void *arg, struct buf *f)
{
	struct session *s = arg;
	const char *term;
	struct buf *a;
	uint32_t cols, rows;
	char *asked;
	int r;

	if ((r = buf_get_text(f, &asked, WIRE_TERM_MAX)) != 0)
		return r;
	term = session_term(asked);
	if (term != NULL)
		mem_copy_text(s->term, sizeof(s->term), term);
	free(asked);
	if ((r = buf_get_u32(f, &cols)) != 0 ||
	    (r = buf_get_u32(f, &rows)) != 0)
		return r;
	if (term == NULL)
		return answer_u8(s, WIRE_PTY_STATE, WIRE_PTY_DUMB);
	if (terminal_make(s, cols, rows) != 0)
		return answer_u8(s, WIRE_PTY_STATE, WIRE_PTY_NONE);
	a = wire_fields();
	buf_put_u8(a, WIRE_PTY_OPEN);
	r = wire_send(s->wire, WIRE_PTY_STATE, a, s->master);
	close(s->master); /* theirs alone: its end is our hang-up */
	s->master = -1;
	return r;
}

static int
on_shell(void *arg, struct buf *f)
{
	struct session *s = arg;

	(void)f;
	if (s->slave < 0)
		return ERR_PROTOCOL;
	s->shell = true;
	return 0;
}

const struct wire_rule session_open[] = {
	{ WIRE_PTY, WIRE_ONCE, on_pty },
	{ WIRE_SHELL, WIRE_ONCE, on_shell },
	{ WIRE_GATE, WIRE_ONCE, session_on_gate },
	{ 0, 0, NULL },
};
