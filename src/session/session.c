/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/store.h"
#include "base/buf.h"
#include "base/confine.h"
#include "base/err.h"
#include "base/log.h"
#include "src/session/internal.h"

enum table { LOCKED, OPEN, GATE, TABLES };

static enum table
table_of(const struct session *s)
{
	return s->who == NULL ? LOCKED : s->move == NULL ? OPEN : GATE;
}

/* One message, by the table of the state at hand. */
static int
serve_one(struct session *s, uint32_t used[TABLES])
{
	static const struct wire_rule *const tables[TABLES] = { session_locked,
		session_open, session_gate };
	enum table at = table_of(s);
	struct buf *fields;
	uint8_t type;
	int r;

	if ((r = wire_receive(s->wire, &type, &fields)) != 0)
		return r;
	r = wire_obey(tables[at], &used[at], type, fields, s);
	buf_free(fields);
	return r;
}

static void
say_bye(struct session *s, uint8_t status, enum wire_bye why)
{
	struct buf *f = wire_fields();

	buf_put_u8(f, status);
	buf_put_u8(f, (uint8_t)why);
	wire_send(s->wire, WIRE_BYE, f, -1);
}

static void
draw(struct session *s)
{
	const struct session_terminal t = { STDIN_FILENO, s->term, s->who,
		s->store };
	int r = terminal_take(s);

	if (r == 0)
		r = s->how->screen(s->how->arg, &t);
	if (r == 0 || r == ERR_CLOSED)
		say_bye(s, 0, WIRE_BYE_LEFT);
	else if (r == ERR_STOPPED)
		say_bye(s, 0, WIRE_BYE_IDLE);
	else if (r == ERR_MOVED)
		say_bye(s, 0, WIRE_BYE_MOVED);
	else if (r == ERR_DENIED)
		say_bye(s, (uint8_t)err_exit(r), WIRE_BYE_SHUT);
	else {
		log_error("a session could not go on: %s", err_name(r));
		say_bye(s, (uint8_t)err_exit(r), WIRE_BYE_FAILED);
	}
}

static int
end(struct session *s, int r)
{
	act_gate_drop(s->move);
	if (s->who != NULL)
		act_free(s->who);
	act_signin_end(s->signin);
	act_store_close(s->store);
	if (s->master >= 0)
		close(s->master);
	if (s->slave >= 0)
		close(s->slave);
	wire_free(s->wire);
	close(s->how->news);
	if (r != 0 && r != ERR_CLOSED)
		log_error("a session from %s: %s", s->how->peer, err_name(r));
	return r == 0 || r == ERR_CLOSED ? 0 : err_exit(r);
}

int
session_run(const struct session_how *how)
{
	struct session s = { .how = how, .master = -1, .slave = -1 };
	uint32_t used[TABLES] = { 0 };
	int r = 0;

	s.wire = wire_new(how->wire, false);
	if (confine_enter(how->calls) != 0)
		r = ERR_SYSTEM;
	while (r == 0 && !s.shell && !s.over)
		r = serve_one(&s, used);
	if (r == 0 && s.shell)
		draw(&s);
	return end(&s, r);
}
