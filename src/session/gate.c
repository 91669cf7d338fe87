/* SPDX-License-Identifier: Apache-2.0 */
/* The file gate's side of the session: no terminal, one file, one sentence. */
#include <stdlib.h>

#include "act/actor.h"
#include "act/setting.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/log.h"
#include "src/session/internal.h"

static int
answer(struct session *s, uint8_t type, enum wire_gate state,
    const struct buf *said)
{
	struct buf *f = wire_fields();

	buf_put_u8(f, (uint8_t)state);
	buf_put_bytes(f, buf_data(said), buf_len(said));
	return wire_send(s->wire, type, f, -1);
}

/* What went wrong, in one sentence for whoever sits at the other end. */
static int
answer_fault(struct session *s, uint8_t type, int r)
{
	struct buf *said = buf_new();

	if (s->who->why[0] == '\0')
		log_warn("the file gate: %s", err_name(r));
	buf_add_text(said, act_why(s->who, r));
	s->over = true;
	r = answer(s, type,
	    type == WIRE_GATE_STATE && r == ERR_DENIED ? WIRE_GATE_WRONG
						       : WIRE_GATE_REFUSED,
	    said);
	buf_free(said);
	return r;
}

int
session_on_gate(void *arg, struct buf *f)
{
	struct session *s = arg;
	struct buf *said;
	uint8_t way;
	char *word;
	int r;

	if (s->slave >= 0) /* there is a screen already */
		return ERR_PROTOCOL;
	if ((r = buf_get_u8(f, &way)) != 0 ||
	    (r = buf_get_text(f, &word, WIRE_WORD_MAX)) != 0)
		return r;
	lang_set(act_setting(s->who, SETTING_LANGUAGE));
	r = act_gate_begin(
	    s->who, way == WIRE_WAY_PUT ? GATE_PUT : GATE_GET, word, &s->move);
	free(word);
	if (r != 0)
		return answer_fault(s, WIRE_GATE_STATE, r);
	said = buf_new();
	act_gate_words(s->move, said);
	r = answer(s, WIRE_GATE_STATE, WIRE_GATE_GO, said);
	buf_free(said);
	return r;
}

static int
on_put(void *arg, struct buf *f)
{
	struct session *s = arg;
	const uint8_t *p;
	struct buf *none;
	size_t n;
	int r;

	if ((r = buf_get_bytes(f, &p, &n, WIRE_PART_MAX)) != 0)
		return r;
	if ((r = act_gate_take(s->move, p, n)) == ERR_PROTOCOL)
		return r;
	if (r != 0)
		return answer_fault(s, WIRE_PUT_STATE, r);
	none = buf_new();
	r = answer(s, WIRE_PUT_STATE, WIRE_GATE_GO, none);
	buf_free(none);
	return r;
}

static int
on_get(void *arg, struct buf *f)
{
	struct session *s = arg;
	const uint8_t *p;
	struct buf *part;
	uint32_t most;
	size_t n;
	int r;

	if ((r = buf_get_u32(f, &most)) != 0)
		return r;
	r = act_gate_give(
	    s->move, most < WIRE_PART_MAX ? most : WIRE_PART_MAX, &p, &n);
	if (r == ERR_PROTOCOL)
		return r;
	if (r != 0)
		return answer_fault(s, WIRE_GET_PART, r);
	part = wire_fields();
	buf_put_u8(part, WIRE_GATE_GO);
	buf_put_bytes(part, p, n);
	return wire_send(s->wire, WIRE_GET_PART, part, -1);
}

static int
on_end(void *arg, struct buf *f)
{
	struct session *s = arg;
	struct buf *said = buf_new();
	int r;

	(void)f;
	r = act_gate_end(s->move, said);
	s->over = true;
	r = answer(
	    s, WIRE_GATE_DONE, r == 0 ? WIRE_GATE_GO : WIRE_GATE_REFUSED, said);
	buf_free(said);
	return r;
}

const struct wire_rule session_gate[] = {
	{ WIRE_PUT, 0, on_put },
	{ WIRE_GET, 0, on_get },
	{ WIRE_GATE_END, WIRE_ONCE, on_end },
	{ 0, 0, NULL },
};
