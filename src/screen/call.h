/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_CALL_H
#define SCREEN_CALL_H

#include "act/ticket.h"
#include "act/unmask.h"
#include "screen/screen.h"
#include "screen/student.h"

/* A ticket on the screen: in peace (call_draw.c), in danger (call_danger.c);
 * the child's home there (call_unmask.c), how it ends (call_end.c). */
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

#define CALL_PACE 5 /* seconds: the clock of a call */

struct call {
	struct screen screen; /* first */
	struct tui_form form;
	int64_t id;
	struct act_ticket_view v;
	struct tui_field *alias, *place, *with, *strength, *hopeless;
	struct tui_choice thoughts, danger;
	struct tui_area *notes;
	struct tui_list steps;
	size_t steps_put;	  /* where the cursor was put, not moved to */
	bool asking;		  /* the three questions, over the checklist */
	struct buf *kept;	  /* the notes as last saved */
	int64_t kept_at;	  /* when; 0: nothing yet */
	struct buf *others;	  /* what is already written, as shown */
	struct screen_pick pick;  /* the student being looked for */
	struct buf *sentence;	  /* of the caller's earlier ticket */
	struct act_unmask unmask; /* asked for or open; u.id 0: neither */
	struct buf *why;	  /* its sentence */
	struct buf *home;	  /* what is seen; "" while it is closed */
	bool fell;		  /* the ninth row went from under the cursor */
	bool was_opened;	  /* the home, in this call */
	struct buf *knocked;	  /* who was, and what came of it: the */
	struct buf *district;	  /* lead, and the district */
	bool may_ask;		  /* custody, as it is shut to this person */
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

/* call_fields.c: what is typed. */
void call_fields_make(struct call *c);
void call_fields_free(struct call *c);
void call_fields_read(struct call *c); /* what is known stands in them */
int call_fields_save(struct call *c);  /* what stands in them, but the notes */
int call_notes_save(struct call *c);

void call_draw(struct screen *s, struct tui_view v);
/* In the title: the state, or both times of one entered later. */
void call_state_words(const struct call *c, struct buf *out);
/* The last lines of what is already written, into all of v. */
void call_draw_others(struct call *c, struct tui_view v);
void call_draw_danger(struct call *c, struct tui_view v);
/* "02:20" of a time; to holds 6. */
void call_clock(int64_t at, char to[6]);

extern const struct tui_list_ops call_steps_ops;
/* Does the cursor stand in the checklist? */
bool call_at_steps(struct screen *s, const char **why);
/* Enter, Space and F7 on the checklist. */
int call_stamp(struct call *c);
/* The cursor to the first step at or after `from` that is open. */
void call_stand(struct call *c, size_t from);
/* The same, when it was put on the first and that one has been stamped. */
void call_stand_on(struct call *c);
/* The cursor of who has just opened a ticket in danger. */
void call_come_in(struct call *c);
int call_stamp_how(struct call *c);
int call_not_guardian(struct screen *s);

/* call_unmask.c: F6 in danger. */
void call_unmask_read(struct call *c);
bool call_unmask_waits(const struct call *c); /* a ninth row stands there */
void call_unmask_row(struct call *c, struct tui_view line);
int call_unmask_draw(struct call *c, struct tui_view v); /* rows it took */
int call_unmask_open(struct call *c);
int call_unmask(struct screen *s);
int call_unmask_after(struct screen *s); /* what came of it */

/* call_over.c: F5, who goes on with the call. */
bool call_may_take_over(struct screen *s, const char **why);
int call_take_over(struct screen *s);
bool call_may_swap(struct screen *s, const char **why);
int call_swap(struct screen *s);
#define CALL_SPAN 48
/* "02:05" of seconds; and "operator's line lost 00:20", t having been read so
 * many seconds ago. */
void call_span(int64_t seconds, char to[CALL_SPAN]);
void call_lost_words(
    const struct act_ticket *t, int64_t since_read, struct buf *out);
/* Tell that its operator's line is lost, or is back. */
void call_tell_lost(struct call *c, bool was);
/* Tell who had it (`had`) that it is somebody else's now. */
void call_tell_taken(struct call *c, int64_t had);

/* call_back.c: the line is lost, and its operator comes back.  What was typed;
 * where they stood, taken up and kept. */
void call_resume(struct call *c);
void call_place(struct call *c);
void call_part(struct screen *s);

/* Keys at the checklist. */
int call_key(struct screen *s, uint32_t key);
void call_paste(struct screen *s, const char *text, size_t n);

/* call_keys.c */
int call_find(struct screen *s);
extern const struct screen_action call_actions[];
void
call_answer(struct screen *s, const struct screen_ops *from, int64_t answer);

/* F8: how the call ends. */
bool call_may_end(struct screen *s, const char **why);
bool call_may_go_on(struct screen *s, const char **why);
int call_end(struct screen *s);

#endif
