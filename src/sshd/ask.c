/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "src/sshd/internal.h"

#define BYE_MS 1000 /* for the last message of a session that ends */

/* Ask, and read the one byte that most answers are. */
static int
ask_u8(struct wire *w, uint8_t type, struct buf *fields, uint8_t answer,
    uint8_t *v)
{
	struct buf *a;
	uint8_t got;
	int r;

	if ((r = wire_call(w, type, fields, answer, &a)) != 0)
		return r;
	if ((r = buf_get_u8(a, &got)) == 0 && (r = buf_at_end(a)) == 0)
		*v = got;
	buf_free(a);
	return r;
}

int
ask_hello(struct wire *w)
{
	struct buf *m = wire_fields(), *a;
	uint32_t version;
	int r;

	buf_put_u32(m, WIRE_VERSION);
	if ((r = wire_call(w, WIRE_HELLO, m, WIRE_HELLO_OK, &a)) != 0)
		return r;
	if ((r = buf_get_u32(a, &version)) == 0 && version != WIRE_VERSION)
		r = ERR_PROTOCOL;
	buf_free(a);
	return r;
}

int
ask_key(struct wire *w, uint8_t type, const char *login, const char *key,
    uint8_t *state)
{
	struct buf *m = wire_fields();

	buf_put_text(m, login);
	buf_put_text(m, key);
	return ask_u8(w, type, m, (uint8_t)(type + 1), state);
}

int
ask_secret(struct wire *w, const char *pass, uint8_t *verdict)
{
	struct buf *m = wire_fields();

	buf_put_text(m, pass);
	return ask_u8(w, WIRE_SECRET, m, WIRE_SECRET_VERDICT, verdict);
}

int
ask_first(struct wire *w, const char *pass, const char *again, uint8_t *verdict)
{
	struct buf *m = wire_fields();

	buf_put_text(m, pass);
	buf_put_text(m, again);
	return ask_u8(w, WIRE_FIRST, m, WIRE_FIRST_VERDICT, verdict);
}

int
ask_visit(struct wire *w)
{
	uint8_t ok;

	return ask_u8(w, WIRE_VISIT, NULL, WIRE_VISIT_OK, &ok);
}

int
ask_join(struct wire *w, const char *login, const char *code, const char *key,
    uint8_t *verdict)
{
	struct buf *m = wire_fields();

	buf_put_text(m, login);
	buf_put_text(m, code);
	buf_put_text(m, key);
	return ask_u8(w, WIRE_JOIN, m, WIRE_JOIN_VERDICT, verdict);
}

int
ask_report(
    struct wire *w, const char *login, const char *pass, uint8_t *verdict)
{
	struct buf *m = wire_fields();

	buf_put_text(m, login);
	buf_put_text(m, pass);
	return ask_u8(w, WIRE_REPORT, m, WIRE_REPORT_VERDICT, verdict);
}

int
ask_pty(struct wire *w, const char *term, uint32_t cols, uint32_t rows,
    uint8_t *state, int *master)
{
	struct buf *m = wire_fields();
	int r, fd;

	buf_put_text(m, term);
	buf_put_u32(m, cols);
	buf_put_u32(m, rows);
	if ((r = ask_u8(w, WIRE_PTY, m, WIRE_PTY_STATE, state)) != 0)
		return r;
	fd = wire_take_fd(w);
	if ((*state == WIRE_PTY_OPEN) != (fd >= 0)) {
		if (fd >= 0)
			close(fd);
		return ERR_PROTOCOL;
	}
	*master = fd;
	return 0;
}

/* --- the file gate ---------------------------------------------------------
 */

/* A state and the bytes behind it: words, or a piece of a file. */
static int
read_state(struct buf *a, uint8_t *state, const uint8_t **p, size_t *n)
{
	uint8_t got;
	int r;

	if ((r = buf_get_u8(a, &got)) != 0 ||
	    (r = buf_get_bytes(a, p, n, WIRE_PART_MAX)) != 0 ||
	    (r = buf_at_end(a)) != 0)
		return r;
	if (got > WIRE_GATE_WRONG)
		return ERR_PROTOCOL;
	*state = got;
	return 0;
}

static int
copy_said(const uint8_t *p, size_t n, char *said)
{
	if (n > WIRE_SAID_MAX)
		return ERR_PROTOCOL;
	memcpy(said, p, n);
	said[n] = '\0';
	return 0;
}

static int
read_said(struct buf *a, uint8_t *state, char *said)
{
	const uint8_t *p;
	size_t n;
	int r;

	if ((r = read_state(a, state, &p, &n)) == 0)
		r = copy_said(p, n, said);
	buf_free(a);
	return r;
}

int
ask_gate(
    struct wire *w, uint8_t way, const char *word, uint8_t *state, char *said)
{
	struct buf *m = wire_fields(), *a;
	int r;

	buf_put_u8(m, way);
	buf_put_text(m, word);
	if ((r = wire_call(w, WIRE_GATE, m, WIRE_GATE_STATE, &a)) != 0)
		return r;
	return read_said(a, state, said);
}

int
ask_put(
    struct wire *w, const uint8_t *p, uint32_t n, uint8_t *state, char *said)
{
	struct buf *m = wire_fields(), *a;
	int r;

	buf_put_bytes(m, p, n);
	if ((r = wire_call(w, WIRE_PUT, m, WIRE_PUT_STATE, &a)) != 0)
		return r;
	return read_said(a, state, said);
}

int
ask_get(struct wire *w, uint32_t most, uint8_t *state, struct buf **part,
    char *said)
{
	struct buf *m = wire_fields(), *a;
	const uint8_t *p;
	size_t n;
	int r;

	buf_put_u32(m, most);
	if ((r = wire_call(w, WIRE_GET, m, WIRE_GET_PART, &a)) != 0)
		return r;
	if ((r = read_state(a, state, &p, &n)) == 0 && *state != WIRE_GATE_GO)
		r = copy_said(p, n, said);
	if (r == 0) {
		*part = wire_fields();
		buf_add(*part, p, *state == WIRE_GATE_GO ? n : 0);
	}
	buf_free(a);
	return r;
}

int
ask_gate_done(struct wire *w, uint8_t *state, char *said)
{
	struct buf *a;
	uint8_t type;
	int r;

	if ((r = wire_receive(w, &type, &a)) != 0)
		return r;
	if (type == WIRE_GATE_DONE)
		return read_said(a, state, said);
	buf_free(a);
	return ERR_PROTOCOL;
}

int
ask_bye(struct wire *w, uint8_t *status, uint8_t *why)
{
	struct pollfd p = { .fd = wire_fd(w), .events = POLLIN };
	struct buf *f;
	uint8_t type;
	int r;

	if (poll(&p, 1, BYE_MS) != 1)
		return ERR_CLOSED;
	if ((r = wire_receive(w, &type, &f)) != 0)
		return r;
	if (type != WIRE_BYE || buf_get_u8(f, status) != 0 ||
	    buf_get_u8(f, why) != 0 || buf_at_end(f) != 0)
		r = ERR_PROTOCOL;
	buf_free(f);
	return r;
}
