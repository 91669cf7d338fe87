/* SPDX-License-Identifier: Apache-2.0 */
/* The line is lost in a call, and its operator comes back: the same ticket, the
 * same field, the caret in its word, what was typed still to be undone. */
#include "act/actor.h"
#include "act/presence.h"
#include "base/buf.h"
#include "base/lang.h"
#include "call.h"
#include "screen/ticket.h"
#include "training.h"

#define PLACE_VERSION 1
#define PLACE_HISTORY (64 * 1024) /* bytes of what can be undone */

/* --- keeping it ----------------------------------------------------------- */

static struct tui_field *
field_at(struct call *c, int item)
{
	struct tui_field *const fields[CALL_ITEMS] = {
		[CALL_ALIAS] = c->alias,
		[CALL_PLACE] = c->place,
		[CALL_WITH] = c->with,
		[CALL_STRENGTH] = c->strength,
		[CALL_HOPELESS] = c->hopeless,
	};

	return fields[item];
}

void
call_part(struct screen *s)
{
	struct call *c = call_of(s);
	struct tui_field *f = field_at(c, c->form.at);
	struct buf *b;

	if (!c->v.head.may_write)
		return;
	b = buf_new_in(screen_memory(s));
	buf_put_u8(b, PLACE_VERSION);
	buf_put_u8(b, (uint8_t)c->form.at);
	buf_put_u8(b, c->asking);
	buf_put_u32(b, (uint32_t)c->steps.at);
	buf_put_i64(b, f != NULL ? (int64_t)tui_field_caret(f) : 0);
	tui_area_pack(c->notes, PLACE_HISTORY, b);
	/* Nobody is there to be told of an error: the words are saved. */
	act_ticket_place_keep(screen_who(s), c->id, buf_data(b), buf_len(b));
	buf_free(b);
}

/* --- taking it up --------------------------------------------------------- */

void
call_resume(struct call *c)
{
	struct buf *b = buf_new_in(screen_memory(&c->screen));
	int64_t caret;

	if (act_ticket_resume(screen_who(&c->screen), c->id, b, &caret) == 0 &&
	    buf_len(b) > 0) {
		tui_area_set(c->notes, buf_text(b), buf_len(b));
		tui_area_set_caret(c->notes, (size_t)caret);
		buf_add(c->kept, buf_data(b), buf_len(b));
		screen_say(&c->screen, "%s",
		    _("The line dropped; every word is here. Go on writing?"));
	}
	buf_free(b);
}

static void
stand_at(struct call *c, uint8_t item, uint32_t step, int64_t caret)
{
	struct tui_field *f;

	if (item >= CALL_ITEMS || c->form.items[item].off)
		return;
	tui_form_go(&c->form, item);
	if (item == CALL_STEPS)
		tui_list_go(&c->steps, step);
	if ((f = field_at(c, item)) != NULL && caret >= 0)
		tui_field_set_caret(f, (size_t)caret);
}

static void
read_place(struct call *c, struct buf *b)
{
	uint8_t version, item;
	uint32_t step;
	int64_t caret;
	bool asking;

	if (buf_get_u8(b, &version) != 0 || version != PLACE_VERSION ||
	    buf_get_u8(b, &item) != 0 || buf_get_bool(b, &asking) != 0 ||
	    buf_get_u32(b, &step) != 0 || buf_get_i64(b, &caret) != 0)
		return;
	c->asking = asking;
	call_arrange(c);
	stand_at(c, item, step, caret);
	tui_area_unpack(c->notes, b);
}

void
call_place(struct call *c)
{
	struct buf *b;

	if (!c->v.head.may_write)
		return;
	b = buf_new_in(screen_memory(&c->screen));
	if (act_ticket_place_take(screen_who(&c->screen), c->id, b) == 0)
		read_place(c, b);
	buf_free(b);
}

/* --- coming in ------------------------------------------------------------ */

static void
go_back(struct screen *first, const struct act_ticket_back *b)
{
	int64_t id = b->ticket;
	char span[CALL_SPAN];

	if (b->lost_s == 0)
		act_presence_move(screen_who(first), id);
	if (screen_push(first, &screen_call, &id) != 0)
		return;
	call_span(b->lost_s, span);
	if (b->lost_s == 0)
		screen_say(first, "%s",
		    _("The call goes on here; every word is here."));
	else
		screen_say(first,
		    _("The line was lost for %s; every word is here."), span);
}

static void
say_taken(struct screen *first, const struct act_ticket_back *b)
{
	char at[6];

	call_clock(b->taken_at, at);
	screen_warn(first,
	    _("%s took your call over at %s (ticket %lld). What you wrote is"
	      " kept."),
	    b->taker, at, (long long)b->taken);
}

void
screen_call_back(struct screen *first)
{
	struct act_ticket_back b;

	if (!screen_may_call(screen_who(first)) ||
	    act_ticket_back(screen_who(first), &b) != 0)
		return;
	if (b.ticket != 0)
		go_back(first, &b);
	else if (b.taken != 0)
		say_taken(first, &b);
	else
		screen_training_begin(first);
}
