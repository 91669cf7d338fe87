/* SPDX-License-Identifier: Apache-2.0 */
/* What is noted of a caller, and by what they are recognised. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "store/store.h"
#include "ticket_internal.h"

#define SHEET_FORMAT 1

void
ticket_sheet_pack(const struct ticket_sheet *s, struct buf *out)
{
	buf_put_u8(out, SHEET_FORMAT);
	buf_put_u8(out, (uint8_t)(s->caller + 1));
	buf_put_u8(out, (uint8_t)(s->about + 1));
	buf_put_u32(out, s->topics);
	buf_put_text(out, s->alias);
	buf_put_text(out, s->number);
	buf_put_text(out, s->place);
	buf_put_text(out, s->with);
	buf_put_text(out, s->school);
}

static int
get_text(struct buf *in, char *to, size_t size)
{
	const uint8_t *p;
	size_t n;
	int r;

	if ((r = buf_get_bytes(in, &p, &n, size - 1)) != 0)
		return ERR_CORRUPT;
	memcpy(to, p, n);
	to[n] = '\0';
	return 0;
}

int
ticket_sheet_unpack(struct buf *in, struct ticket_sheet *s)
{
	uint8_t format, caller, about;
	int r;

	ticket_sheet_clear(s);
	if (buf_get_u8(in, &format) != 0 || format != SHEET_FORMAT ||
	    buf_get_u8(in, &caller) != 0 || buf_get_u8(in, &about) != 0 ||
	    buf_get_u32(in, &s->topics) != 0)
		return ERR_CORRUPT;
	s->caller = caller - 1;
	s->about = about - 1;
	if ((r = get_text(in, s->alias, sizeof(s->alias))) != 0 ||
	    (r = get_text(in, s->number, sizeof(s->number))) != 0 ||
	    (r = get_text(in, s->place, sizeof(s->place))) != 0 ||
	    (r = get_text(in, s->with, sizeof(s->with))) != 0)
		return r;
	return get_text(in, s->school, sizeof(s->school));
}

/* A number and a name are two spaces: "13800138000" is no alias. */
static int
recognise(struct actor *who, struct act_ticket *t, const char *kind,
    const char *text, bool *has, uint8_t hash[32])
{
	struct buf *b;
	int r;

	*has = text[0] != '\0';
	if (!*has)
		return 0;
	b = buf_new_in(sealed_memory());
	buf_add_f(b, "%s:%s", kind, text);
	r = ticket_hash(who, t->row.line, buf_text(b), hash);
	buf_free(b);
	return r;
}

int
ticket_put_sheet(
    struct actor *who, struct act_ticket *t, const struct ticket_sheet *s)
{
	struct ticket_turn turn = {
		.ticket = t->row.id, .person = who->person, .at = act_now(who)
	};
	struct buf *plain = buf_new_in(sealed_memory()), *b = buf_new();
	char number[SHEET_NUMBER_MAX];
	int r;

	ticket_number_plain(s->number, number);
	ticket_sheet_pack(s, plain);
	if ((r = recognise(who, t, "number", number, &t->row.has_number,
		 t->row.number_hash)) == 0 &&
	    (r = recognise(who, t, "alias", s->alias, &t->row.has_alias,
		 t->row.alias_hash)) == 0 &&
	    (r = store_ticket_turn_next(
		 who->store, TURN_SHEET, t->row.id, &turn.turn)) == 0 &&
	    (r = ticket_seal(who, t->row.line,
		 ticket_place("ticket_sheet.sheet", t->row.id, turn.turn),
		 buf_data(plain), buf_len(plain), b, &turn.sealed)) == 0 &&
	    (r = store_ticket_turn_add(who->store, TURN_SHEET, &turn)) == 0)
		r = store_ticket_mark(who->store, &t->row);
	buf_free(plain);
	buf_free(b);
	return r;
}

int
act_ticket_sheet(struct actor *who, int64_t id, const struct ticket_sheet *s,
    struct act_ticket *t)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = ticket_load_write(who, id, t)) == 0 &&
	    (r = ticket_put_sheet(who, t, s)) == 0 &&
	    (r = ticket_note(who, "ticket.sheet", t, NULL)) == 0)
		r = ticket_reload(who, t);
	return act_end(who, r);
}
