/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_FRAME_H
#define SCREEN_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screen/screen.h"

/*
 * What the files of the frame share: stack.c, run.c, frame.c, keys.c,
 * deeds.c, menu.c, ask.c, lock.c, and the practice, which is a frame in the
 * frame.  A screen includes screen/screen.h alone.
 */

/* Something over the screen: a question, the menu.  It takes all keys but
 * those that hide or redraw, until it is done. */
struct over {
	void (*draw)(struct over *o, struct tui_view body);
	void (*key)(struct over *o, uint32_t key);
	/* or NULL */
	enum tui_used (*paste)(struct over *o, const char *s, size_t n);
	const char *keys; /* msgid for the key line */
	bool done;
	struct screen_stack *stack; /* the frame's */
	struct over *below;	    /* the frame's */
};

struct coach;

struct screen_stack {
	const struct screen_start *start;
	/* Somebody practises: the real stack under this one, which goes on
	 * listening, saving and counting idle time; else NULL, and no coach. */
	struct screen_stack *under;
	struct coach *coach;
	struct tui *tui;
	struct screen *top;
	struct over *over;
	struct buf *message;
	int64_t said_ms; /* when the message was said */
	bool warns;	 /* the message stands out */
	bool dirty, ended, locked, stopped, moved, shut;
	bool quiet;	    /* in call, and asked whether still */
	uint32_t set_seen;  /* of stack_setting_topic() */
	int changes;	    /* the epoch page's descriptor, -1 */
	int depth;	    /* questions open, one in the other */
	int64_t key_ms;	    /* when a key came last, or listening */
	int64_t pressed_ms; /* when a key came last */
	int64_t held; /* the time shown while clocks hold still; 0: none */
	/* The picture that stands there, but for the time in line 1, is that
	 * of each moment from the first to before the second. */
	int64_t composed, still;
	int64_t drawn_ms; /* when a picture was last sent */
	int64_t quarter;  /* of an hour, and its first minute in the day */
	int quarter_minute;
	bool composing;
	struct tui_field *secret; /* the passphrase while locked */
	int tries;
};

/* stack.c */
int stack_push(
    struct screen_stack *ss, const struct screen_ops *ops, const void *arg);
void stack_pop_left(struct screen_stack *ss); /* those that are leaving */
void stack_pop_all(struct screen_stack *ss);
void stack_listen(struct screen_stack *ss);
void stack_changed(struct screen_stack *ss);
void stack_heard(struct screen_stack *ss);    /* have topics been rung? */
void stack_language(struct screen_stack *ss); /* it is another one now */
void stack_also(struct screen *s); /* look again who has it open too */
int64_t stack_now(const struct screen_stack *ss);

/* prefer.c: what the person has set. */
const char *stack_setting(const struct screen_stack *ss, enum setting_id id);
bool stack_is_slow(const struct screen_stack *ss);
/* Where others, and the same person elsewhere, ring for it; 0 without. */
uint32_t stack_setting_topic(const struct screen_stack *ss);
void stack_setting_changed(struct screen_stack *ss); /* if it has been rung */
void stack_settings_again(struct screen_stack *ss);  /* all in force anew */

/* The screen they want to begin with, over the first one. */
void stack_begin(struct screen_stack *ss);
/* All that is set of this terminal. */
void stack_terminal(struct screen_stack *ss);

/* run.c: one event, answered.  over_run: until o is done; false when the
 * line was lost first. */
void stack_step(struct screen_stack *ss);
bool over_run(struct screen_stack *ss, struct over *o);
void stack_save(struct screen_stack *ss, bool all);
bool stack_in_call(const struct screen_stack *ss);
/* Nobody is here any more: keep all that stands here, and end. */
void stack_part(struct screen_stack *ss);

/* frame.c */
void frame_draw(struct screen_stack *ss);
void frame_compose(struct screen_stack *ss); /* and not shown */
/* Only the time in line 1 has changed, and is shown; false if more may have. */
bool frame_tick(struct screen_stack *ss);
/* The lower h rows of the body, a rule above them, blank; or all of it. */
struct tui_view frame_sheet(struct tui_view body, int h);

/* keys.c */
void keys_press(struct screen_stack *ss, uint32_t key);
void keys_paste(struct screen_stack *ss, const char *s, size_t n);
/* A click on a row goes there, one on the cursor's row is Enter, the wheel is
 * Up and Down: as the keys, and nothing but that. */
void keys_mouse(struct screen_stack *ss, const struct tui_mouse *m);

/* deeds.c: everything that can be done now, for menu, palette and help. */
enum deed_kind {
	DEED_ACTION,
	DEED_SCREEN,
	DEED_HIDE,
	DEED_LANGUAGE,
	DEED_THEMES,
	DEED_THEME,
	DEED_PALETTE,
	DEED_SIGN_OUT,
	DEED_HELP
};
struct deed {
	enum deed_kind kind;
	const void *what; /* the action, the entry, the theme */
	const char *name; /* as shown */
	const char *english, *words;
	const char *why; /* why not now; NULL: it can be done */
	uint32_t key, second;
};
#define DEEDS_MAX 96
/* The palette finds each theme by its name; the menu has one row for all. */
int deeds_collect(struct screen_stack *ss, struct deed *to, bool palette);
bool deed_matches(const struct deed *d, const char *typed);
/* The name or one of its words begins with what was typed. */
bool deed_begins(const struct deed *d, const char *typed);
void deed_do(struct screen_stack *ss, const struct deed *d);
bool action_allowed(
    struct screen *s, const struct screen_action *a, const char **why);
void action_run(struct screen *s, const struct screen_action *a);
/* May the screen of the entry be opened from here?  Not from itself, not where
 * its key is the screen's own, and not a second time over a call that runs. */
bool entry_offered(struct screen_stack *ss, const struct screen_entry *e);

/* quiet.c: a call in which no key comes.  Nothing ends or locks by it. */
int64_t quiet_at(const struct screen_stack *ss); /* when to ask; 0: never */
void quiet_watch(struct screen_stack *ss);
/* A key has come: yes.  true if it was asked for. */
bool quiet_answer(struct screen_stack *ss);

/* menu.c */
void menu_open(struct screen_stack *ss);
void palette_open(struct screen_stack *ss);
void help_open(struct screen_stack *ss);

/* terminal.c: terminals that cannot show what we have to show.  false: the
 * person rather leaves. */
bool terminal_ask_encoding(struct screen_stack *ss);
void terminal_choose_language(struct screen_stack *ss);

/* practice_coach.c: of a stack that has one. */
void coach_heed(struct screen_stack *ss); /* before each picture */
bool coach_key(struct screen_stack *ss, uint32_t key);
void coach_leave(struct screen_stack *ss);
void coach_draw(struct screen_stack *ss, struct tui_view line);
void coach_draw_why(struct screen_stack *ss, struct tui_view line);
const char *coach_alert(const struct screen_stack *ss); /* or NULL */

/* lock.c */
void lock_now(struct screen_stack *ss);
void lock_draw(struct screen_stack *ss, struct tui_view body);
void lock_key(struct screen_stack *ss, uint32_t key);

#endif
