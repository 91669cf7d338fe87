/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_CALL_H
#define SCREEN_CALL_H

#include "act/ticket.h"
#include "screen/screen.h"
#include "screen/student.h"

/* A ticket on the screen: in peace (call_draw.c), in danger (call_danger.c);
 * how it ends (call_end.c). */
enum call_item {
	CALL_ALIAS,
	CALL_PLACE,
	CALL_WITH,
	CALL_THOUGHTS,
	CALL_STRENGTH,
	CALL_HOPELESS,
	CALL_DANGER,
	CALL_NOTES,
	CALL_STEPS,
	CALL_ITEMS
};

struct call {
	struct screen screen; /* first */
	struct tui_form form;
	int64_t id;
	struct act_ticket_view v;
	struct tui_field *alias, *place, *with, *strength, *hopeless;
	struct tui_choice thoughts, danger;
	struct tui_area *notes;
	struct tui_list steps;
	bool asking;		 /* the three questions, over the checklist */
	struct buf *kept;	 /* the notes as last saved */
	int64_t kept_at;	 /* when; 0: nothing yet */
	struct buf *others;	 /* what is already written, as shown */
	struct screen_pick pick; /* the student being looked for */
	struct buf *sentence;	 /* of the caller's earlier ticket */
};

struct call *call_of(struct screen *s);
/* In danger, and not at the questions just now. */
bool call_is_danger(const struct call *c);
/* Read the ticket again; what is being typed stays. */
int call_read(struct call *c);
/* The fields to be skipped and the cursor, as the ticket is now. */
void call_arrange(struct call *c);
/* Save what is typed; and as an entry of its own, whole. */
int call_save(struct screen *s);
int call_write(struct call *c);
/* A move, told when it fails; then read again.  Returns its error. */
int call_step(struct call *c, const struct act_ticket_do *d);

void call_draw(struct screen *s, struct tui_view v);
/* The last lines of what is already written, into all of v. */
void call_draw_others(struct call *c, struct tui_view v);
void call_draw_danger(struct call *c, struct tui_view v);
/* "02:20" of a time; to holds 6. */
void call_clock(int64_t at, char to[6]);

extern const struct tui_list_ops call_steps_ops;
/* Enter, Space and F7 on the checklist. */
int call_stamp(struct call *c);
int call_stamp_how(struct call *c);
int call_not_guardian(struct screen *s);

/* call_keys.c */
extern const struct screen_action call_actions[];
int call_key(struct screen *s, uint32_t key);
void
call_answer(struct screen *s, const struct screen_ops *from, int64_t answer);

/* F8: how the call ends. */
int call_end(struct screen *s);

#endif
