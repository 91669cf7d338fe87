/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TICKET_H
#define MODEL_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/state.h"

/*
 * A hotline ticket: one call, mail or message, from its arrival to its end
 * (requirements.md 3.1, sharpened by design.md 8).  The table of its moves is
 * ticket_machine; what is asked in every call and done in danger is below.
 */
enum ticket_state {
	TICKET_NEW,	   /* waits to be taken */
	TICKET_ACTIVE,	   /* in call, or over and not yet settled */
	TICKET_WAIT_REPLY, /* a mail: we have written, they have not */
	TICKET_FOLLOW_UP,
	TICKET_HANDED_OVER,
	TICKET_CLOSED,
	TICKET_EMERGENCY,
	TICKET_VOID,
	TICKET_STATE_COUNT
};

enum ticket_event {
	TICKET_RING, /* arrives; nobody has it yet */
	TICKET_OPEN, /* begun by hand: a call just picked up */
	TICKET_TAKE,
	TICKET_GONE, /* hung up before anybody took it */
	TICKET_ASSIGN,
	TICKET_ASK,  /* get the lead, or another operator, in */
	TICKET_JOIN, /* the one asked is in and reads along */
	TICKET_DANGER,
	TICKET_CALM, /* a second person has looked: no danger */
	TICKET_END,  /* the call is over, its outcome not chosen */
	TICKET_CLOSE,
	TICKET_MAKE_VOID,
	TICKET_APPOINT,
	TICKET_FOLLOW,
	TICKET_SCHOOL, /* a concern without danger: to the school */
	TICKET_HAND_OVER,
	TICKET_WAIT,
	TICKET_REPLY,
	TICKET_CALLED, /* a follow-up was tried */
	TICKET_RECEIPT,
	TICKET_FEEDBACK,
	TICKET_REOPEN,
	TICKET_QUALITY,
	TICKET_TAKE_OVER, /* go on with somebody else's call */
	TICKET_TAKE_BACK, /* the last deed, by whoever did it: model/undo.h */
	TICKET_EVENT_COUNT
};

/* Facts about the row. */
enum ticket_fact {
	TICKET_HAS_NUMBER = 1u << 0, /* can be called back */
	TICKET_IS_WRITTEN = 1u << 1, /* mail or platform: no clock runs */
	TICKET_AT_RISK = 1u << 2,    /* by the three questions */
	TICKET_IS_KNOWN = 1u << 3,   /* who or where the person is */
	TICKET_IS_SEEN = 1u << 4,    /* a second person is in */
	TICKET_IS_LINKED = 1u << 5,  /* to a student */
	TICKET_IS_ASKED = 1u << 6,   /* somebody was asked in */
	TICKET_HAS_DATES = 1u << 7,  /* follow-ups not yet done */
	TICKET_IS_LOST = 1u << 8,    /* in call, its operator is not in */
};

/* What a person is to a ticket.  The one who has the call is OWN alone, even
 * a lead: nobody is the second person of their own call. */
enum ticket_who {
	TICKET_OWN = 1u << 0,	   /* took it, was assigned, accepted it */
	TICKET_SECOND = 1u << 1,   /* another operator, asked in */
	TICKET_LEAD = 1u << 2,	   /* leads a shift of its line */
	TICKET_OPERATOR = 1u << 3, /* takes calls on its line */
	TICKET_RECEIVER = 1u << 4, /* where it was handed to */
	TICKET_LOOKED = 1u << 5,   /* looked back on it: reads, no more */
	TICKET_OPENED = 1u << 6,   /* by break-glass: reads, no more */
};

enum ticket_need {
	TICKET_NEEDS_QUESTIONS = 1u << 0,
	TICKET_NEEDS_CHECKLIST = 1u << 1,
	TICKET_NEEDS_SUMMARY = 1u << 2, /* or a note already there */
	TICKET_NEEDS_REASON = 1u << 3,
	TICKET_NEEDS_VOID = 1u << 4, /* which of the three */
	TICKET_NEEDS_RECEIVER = 1u << 5,
	TICKET_NEEDS_GROUND = 1u << 6, /* or that of the link */
	TICKET_NEEDS_PERSON = 1u << 7,
	TICKET_NEEDS_RESULT = 1u << 8,
	TICKET_NEEDS_SCORE = 1u << 9,
};

extern const struct state_machine ticket_machine;

/* For people: msgids, give them to _(). */
const char *ticket_state_words(int state);

/* Is somebody talking just now, as far as the row says? */
struct ticket;
bool ticket_is_call(const struct ticket *t);

/* Nothing is left to do: CLOSED and VOID. */
bool ticket_is_over(int state);

/*
 * May one who is `who` read what was said?  The operator whose call it is,
 * always; the one asked in, once asked; the lead not while the call is the
 * operator's alone: only when asked, after danger, or once it is settled.
 * danger is whether there ever was any; asked whether somebody was asked in.
 */
bool ticket_may_read(int state, unsigned who, bool danger, bool asked);
/* And write in it: entries, answers, steps. */
bool ticket_may_write(int state, unsigned who, bool danger, bool asked);

/* The row: what may stand on a board.  Nothing a person said is in it. */
#define TICKET_DUE_MAX 32
struct ticket {
	int64_t id, version;
	int64_t line;  /* the organisation */
	int state;     /* enum ticket_state */
	int channel;   /* enum ticket_channel */
	int64_t taker; /* its operator; 0 while nobody has it */
	int64_t entered_by;
	int64_t rang_at;	    /* the event */
	int64_t entered_at;	    /* when it was noted here */
	int64_t taken_at, ended_at; /* the call's clock */
	int64_t due_at;		    /* 0: nothing is due */
	char due_key[TICKET_DUE_MAX];
	bool danger;	   /* now */
	int64_t danger_at; /* first; 0: never */
	int64_t asked_at;  /* somebody was asked in */
	int64_t seen_at;   /* a second person came in */
	int raised;	   /* 0 the operator's, 1 the lead's, 2 district */
	bool has_number, has_alias;
	uint8_t number_hash[32], alias_hash[32]; /* keyed: sealed/key.h */
};

/* --- how it came, who is it, how it ended: codes for JSON and the store --- */
enum ticket_channel {
	CHANNEL_PHONE,
	CHANNEL_MAIL,
	CHANNEL_ONLINE,
	CHANNEL_WALK_IN,
	CHANNEL_LINE,	/* passed on by a sister line */
	CHANNEL_HANDED, /* by a school or department */
};
enum ticket_void { VOID_WRONG_NUMBER, VOID_SILENT, VOID_PRANK };
/* What became of a call-back. */
enum ticket_result { RESULT_SPOKE, RESULT_NO_ANSWER, RESULT_REFUSED };

/* Words of a small list: the code a script sends, the words people see. */
struct ticket_word {
	const char *code;
	const char *words; /* a msgid */
};
/* Each list ends with a NULL code; the index is the value. */
extern const struct ticket_word ticket_channels[];
extern const struct ticket_word ticket_callers[]; /* E8 */
extern const struct ticket_word ticket_topics[];  /* E9 */
extern const struct ticket_word ticket_voids[];
extern const struct ticket_word ticket_results[];
extern const struct ticket_word ticket_receivers[]; /* where it may go */
extern const struct ticket_word ticket_abouts[];    /* of whom they speak */
int ticket_word_of(const struct ticket_word *list, const char *code); /* -1 */

/* What is noted of a caller, all of it as they like: sealed as one. */
#define SHEET_ALIAS_MAX 49
#define SHEET_NUMBER_MAX 33
#define SHEET_TEXT_MAX 193
struct ticket_sheet {
	int caller, about; /* indexes of the lists, -1: not said */
	uint32_t topics;   /* bit n: entry n of ticket_topics */
	char alias[SHEET_ALIAS_MAX];
	char number[SHEET_NUMBER_MAX];
	char place[SHEET_TEXT_MAX]; /* where they are now */
	char with[SHEET_TEXT_MAX];  /* who is with them */
	char school[SHEET_TEXT_MAX];
};
void ticket_sheet_clear(struct ticket_sheet *s);
/* What numbers are compared by: digits alone, +86 and 0086 off; "" when
 * there are fewer than five. */
void ticket_number_plain(const char *number, char to[SHEET_NUMBER_MAX]);

/* --- the three questions ------------------------------------------------- */
enum ticket_question {
	ASK_THOUGHTS, /* 1: of not living, of hurting oneself */
	ASK_STRENGTH, /* 2a: 0 to 100 */
	ASK_HOPELESS, /* 2b: 0 to 100 */
	ASK_DANGER,   /* 3: now */
	ASK_COUNT
};
enum ticket_thoughts {
	THOUGHTS_NO = 1,
	THOUGHTS_YES,
	THOUGHTS_PLAN,
	THOUGHTS_WONT_SAY,
	THOUGHTS_NOT_REACHED,
};
enum ticket_danger { DANGER_NO = 1, DANGER_UNSURE, DANGER_YES };
#define ASK_NOT_ASKED (-1) /* strength and hopelessness: a full answer */

/* From where the danger comes; any of them, with DANGER_UNSURE or _YES. */
enum ticket_harm {
	HARM_SELF = 1u << 0,
	HARM_OTHERS = 1u << 1,
	HARM_FROM_OTHERS = 1u << 2,
	HARM_FROM_GUARDIAN = 1u << 3,
};
extern const struct ticket_word ticket_harms[]; /* bit n is entry n */

struct ticket_answers {
	bool given[ASK_COUNT];
	int value[ASK_COUNT];
	unsigned harm;
};

extern const struct ticket_word ticket_questions[]; /* "thoughts" ... */
/* ERR_INPUT if value is no answer to q. */
int ticket_answer_check(enum ticket_question q, int value);
/* "plan", "60", "not_asked", "unsure"; to holds 16 bytes.  And back. */
void ticket_answer_code(enum ticket_question q, int value, char to[16]);
int ticket_answer_of(enum ticket_question q, const char *code, int *value);
/* What a digit means: 1..5, 1..3; false for the two with numbers. */
bool ticket_answer_digit(enum ticket_question q, int digit, int *value);

/* The first question without an answer; ASK_COUNT when all have one. */
enum ticket_question ticket_answers_next(const struct ticket_answers *a);
/* Thoughts, a plan, or nothing said about them; any strength. */
bool ticket_answers_risk(const struct ticket_answers *a);
/* "Unsure" counts as danger until a second person has looked. */
bool ticket_answers_danger(const struct ticket_answers *a);

/* --- in danger: eight steps, in any order --------------------------------- */
enum ticket_check {
	CHECK_LEAD = 1, /* the lead is in */
	CHECK_WHERE,
	CHECK_WHO, /* who can be there at once */
	CHECK_MEANS,
	CHECK_CALL, /* 120 or 110 */
	CHECK_GUARDIAN,
	CHECK_DUTY,  /* school and district on duty */
	CHECK_WATCH, /* who watches next, and when */
	CHECK_END
};
#define CHECK_COUNT (CHECK_END - 1)

enum ticket_outcome {
	CHECK_OPEN, /* nothing yet */
	CHECK_DONE,
	CHECK_NOT_DONE,	    /* could not be: takes a reason */
	CHECK_NOT_GUARDIAN, /* step 6: not yet; takes a reason */
	CHECK_SPOKE,	    /* step 7: with whom */
	CHECK_NO_ANSWER,    /* step 7: and the step stays open */
};

extern const struct ticket_word ticket_checks[];   /* entry step - 1 */
extern const struct ticket_word ticket_outcomes[]; /* entry outcome */
/* ERR_INPUT if the step cannot have it. */
int ticket_check_allowed(int step, int outcome);
bool ticket_check_reason(int outcome); /* needs one */
bool ticket_check_settled(int outcome);

#endif
