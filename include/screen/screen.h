/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_SCREEN_H
#define SCREEN_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/setting.h"
#include "model/topic.h"
#include "tui/form.h"
#include "tui/tui.h"

struct actor;
struct buf;
struct screen;
struct screen_stack;
struct tui_themes;

/*
 * The frame every screen stands in, and the loop (doc/screens.md shows how a
 * screen is added).  A screen is a const struct screen_ops and a struct whose
 * first member is a struct screen:
 *
 *	struct today { struct screen screen; struct tui_list list; ... };
 *	const struct screen_ops screen_today = {
 *		.name = "today", .size = sizeof(struct today), ... };
 *	screen_push(from, &screen_today, NULL);
 *
 * The frame draws line 1, the rules, the key line and the message line; the
 * screen draws the body.  Every key that means the same everywhere (help,
 * menu, palette, hide, lock, back, redraw) is the frame's.
 */

/* One thing that can be done here.  The keys are those of the common table:
 * F4/Ctrl-T the main answer, F5/Ctrl-P a person, F6, F7, F8/Ctrl-S save,
 * F9/Ctrl-X danger ...  Never a letter, never Alt. */
struct screen_action {
	/* msgid, a sentence: "Take the call".  The same as a screen's title:
	 * it is how one gets there, and F10 shows it once. */
	const char *name;
	const char *label;    /* msgid for the key line: "take call";
				 NULL: only in the menu and the palette */
	const char *words;    /* pinyin and initials, "jielaidian jld" */
	uint32_t key, second; /* 0: none */
	/* SCREEN_USED, SCREEN_BACK.  NULL: only shown in the key line, the
	 * screen's key() answers it (Enter open). */
	int (*run)(struct screen *s);
	/* May it be done now?  If not *why may say why not (a text as shown);
	 * NULL there: it is not offered at all.  NULL: always. */
	bool (*allowed)(struct screen *s, const char **why);
};

enum screen_used {
	SCREEN_PASS, /* not mine */
	SCREEN_USED, /* draw anew */
	SCREEN_BACK, /* leave this screen */
};

/* Line 1: "where" at the left; "state" right before who and the clock. */
struct screen_title {
	struct buf *where; /* "今天    夜班 22:00-08:00" */
	struct buf *state; /* "等候 1", "通话 06:42" */
};

struct screen_ops {
	const char *name;  /* "today", also what a draft is called by */
	const char *title; /* msgid, for the palette and the menu */
	const char *words; /* pinyin and initials of the title */
	const char *help;  /* msgid, lines parted by \n: F1 */
	size_t size;	   /* of the whole struct; zeroed before open() */
	const struct screen_action *actions; /* ends with name NULL */

	/* Read what is shown; arg is screen_push()'s.  An error: it is told in
	 * the message line and close() is called. */
	int (*open)(struct screen *s, const void *arg);
	void (*where)(
	    struct screen *s, struct screen_title *t); /* may be NULL */
	/* The body, 19 rows of 80 and more.  Never asks the store. */
	void (*draw)(struct screen *s, struct tui_view body);
	/* enum screen_used; keys of s->form and the actions come before. */
	int (*key)(struct screen *s, uint32_t key); /* may be NULL */
	/* A paste that no field of s->form took. */
	void (*paste)(
	    struct screen *s, const char *text, size_t n); /* may be NULL */
	/* What is typed into s->form has changed: look up as one types. */
	void (*typed)(struct screen *s); /* may be NULL */
	/* Another process has changed one of s->topics: read again. */
	void (*changed)(struct screen *s); /* may be NULL */
	/* At most a second after screen_touch(), before the line is hung up,
	 * and while the screen is locked: save the draft.  An error is told and
	 * tried again. */
	int (*save)(struct screen *s); /* may be NULL */
	/* The line is lost, or the person goes on elsewhere, after save():
	 * keep where the cursor stands.  Nobody is there to be told. */
	void (*part)(struct screen *s); /* may be NULL */
	/* Once each s->pace seconds: what the clock alone changes.  Then it is
	 * drawn anew, or before s->still the time in line 1 alone; where
	 * clocks hold still, only after screen_news(). */
	void (*beat)(struct screen *s); /* may be NULL */
	/* The screen pushed from here came back with screen_answer(). */
	void (*answer)(struct screen *s, const struct screen_ops *from,
	    int64_t answer); /* may be NULL */
	/* The person's keys are here again after a lock: open again what was
	 * let go of in lock(). */
	void (*lock)(struct screen *s);	  /* may be NULL */
	void (*unlock)(struct screen *s); /* may be NULL */
	/* Free what open() made; also called for a half-opened screen. */
	void (*close)(struct screen *s); /* may be NULL */
};

#define SCREEN_TOPICS_MAX 16

struct screen {
	const struct screen_ops *ops;
	struct screen_stack *stack;
	struct tui_form *form; /* the fields, or NULL; keys go there first */
	uint32_t topics[SCREEN_TOPICS_MAX]; /* STORE_TOPIC(...) */
	int n_topics;			    /* set in open() */
	int pace;     /* seconds between beats: 60; 5 in a call */
	bool in_call; /* no idle lock while set; asked after 20 quiet minutes */
	bool urgent;  /* "紧急" stands where the name stands */
	/* The one thing it shows, set in open(): others who have it open stand
	 * in line 1, and see this person in theirs. */
	enum store_topic shows; /* TOPIC_ALL: none */
	int64_t shows_id;
	char also[33]; /* the frame's: "psy2", who else has it open */
	int n_also;    /* the frame's: how many others */
	/* Set in draw(): until then no clock changes a word of the picture, the
	 * title's state included, but the time in line 1.  What is set nothing
	 * of is drawn whole at each beat. */
	int64_t still;
	const char *hint;   /* msgid in the message line when nothing is
			       said; NULL: none */
	bool touched;	    /* the frame's: screen_touch() */
	int64_t touched_ms; /* the frame's */
	uint32_t seen[SCREEN_TOPICS_MAX]; /* the frame's */
	bool leaving;			  /* the frame's */
	bool stale, listens;		  /* the frame's */
	int64_t given;			  /* the frame's: screen_answer() */
	bool has_given;			  /* the frame's */
	int64_t beaten;			  /* the frame's */
	struct unsent *unsent;		  /* the frame's: screen_ask() */
	struct screen *below;		  /* the frame's */
};

/* --- what a screen may ask of the frame --------------------------------- */

struct actor *screen_who(struct screen *s);
/* Open ops over s; its open()'s error has been told in the message line. */
int
screen_push(struct screen *s, const struct screen_ops *ops, const void *arg);
/* Leave s, from anywhere (a key handler may also return SCREEN_BACK). */
void screen_leave(struct screen *s);
/* The screen below hears answer when s leaves. */
void screen_answer(struct screen *s, int64_t answer);
/* Something typed has changed: save() within a second.  The frame does this
 * itself when s->form answers TUI_CHANGED. */
void screen_touch(struct screen *s);
bool screen_is_locked(struct screen *s);
/* Something other than a clock stands here differently now. */
void screen_news(struct screen *s);
/* One ring: somebody needs this person now. */
void screen_ring(struct screen *s);
/* The same for a new call, unless they want none for it. */
void screen_ring_call(struct screen *s);

/* Keep a setting of this person and put it in force now.  What was wrong has
 * been told in the message line. */
int screen_set(struct screen *s, enum setting_id id, const char *value);
/* The themes there are, NULL without. */
const struct tui_themes *screen_themes(struct screen *s);
/* Show everything in this one for now; NULL: as it is set. */
void screen_try_theme(struct screen *s, const struct theme *t);
/* Is there a screen of that name that this person may open from anywhere? */
bool screen_has(struct screen *s, const char *name);

/* The message line, until the next key; warn() stands out.  The text is what
 * is shown; a value a person typed may stand in it. */
void screen_say(struct screen *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void screen_warn(struct screen *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The same of what came by itself: an answer to the hand's own last key stands
 * for some seconds first, and this is left out. */
void screen_notice(struct screen *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* An error r of act/: its sentence (who->why, else err_text()).  Returns r. */
int screen_fail(struct screen *s, int r);

/* In open(): also what changes at the orgs of one's own posts, as far as there
 * is room among the topics. */
void screen_topics_of_posts(struct screen *s);

/*
 * Questions, over the screen; they come back when answered.  Store changes
 * and drafts go on meanwhile.  All answer "no" when the line is lost.
 */
/* One-line question, 1 yes 2 no. */
bool screen_confirm(struct screen *s, const char *question);
/* One of n (at most 9) options by digit; -1: none (Esc). */
int screen_choose(
    struct screen *s, const char *question, const char *const *options, int n);
/* A sentence: a reason, a name.  false: left with Esc.  What is in text stands
 * in the field, to be replaced by what is said, which is never empty: asked
 * again until it could be saved, nothing is typed twice.  What was typed and
 * left stands there again when this screen asks the same the next time. */
bool screen_ask(struct screen *s, const char *question, struct buf *text);
/* The same about one row of several (another row's is forgotten), with what
 * stands there without that, or NULL, and max bytes at most, or 0. */
bool screen_ask_about(struct screen *s, const char *question, int64_t about,
    const char *was, size_t max, struct buf *text);
/* Such a sentence was taken, but what it is for was left at another question,
 * and not sent: it stands there the next time. */
void screen_ask_left(
    struct screen *s, const char *question, int64_t about, struct buf *text);
/* The same with what stands there already, and max bytes at most. */
bool screen_ask_with(struct screen *s, const char *question, const char *was,
    size_t max, struct buf *text);
/* The same where nothing is an answer too: Enter in the empty field. */
bool screen_ask_maybe(
    struct screen *s, const char *question, size_t max, struct buf *text);
/* Something long to read: lines broken, arrows scroll, Esc leaves. */
void screen_read(struct screen *s, const char *title, const char *text);
/* Somebody saved first: both texts, and which stays; SCREEN_BOTH: one behind
 * the other. */
enum { SCREEN_MINE, SCREEN_THEIRS, SCREEN_BOTH, SCREEN_LATER = -1 };
int screen_conflict(
    struct screen *s, const char *what, const char *mine, const char *theirs);
/* How far a long piece of work is, painted at once.  false: the person has
 * pressed Esc, or the line is lost. */
struct tui_progress;
bool screen_progress(struct screen *s, const struct tui_progress *p);

/* --- what main/session.c does ------------------------------------------- */

struct epoch;

/* What a screen of the palette is opened with, and who may. */
struct screen_entry {
	const struct screen_ops *ops;
	bool (*may)(struct actor *who); /* NULL: everybody */
	uint32_t key, second;		/* from everywhere, or 0 */
};

struct screen_start {
	int fd; /* the terminal */
	const char *term;
	const char *zone; /* NULL: Asia/Shanghai */
	struct actor *who;
	const struct screen_ops *first;
	/* Once first stands there: where this person was when the line was
	 * lost may be pushed over it.  May be NULL. */
	void (*begin)(struct screen *first);
	const struct screen_entry *entries; /* ends with ops NULL */
	/* What can be done from every screen, after its own; ends with name
	 * NULL, or is NULL. */
	const struct screen_action *actions;
	struct epoch *epoch;	   /* NULL: nobody else changes anything */
	struct tui_themes *themes; /* NULL: none */
	const struct buf_memory *memory; /* for what is typed */
	/* In line 1; NULL: role, login and name of who, in the language of
	 * now. */
	const char *person;
	/* The time, which in a sample store is moved; NULL: clock_now(). */
	int64_t (*now)(struct actor *who);
	/* Wipe the person's keys; get them back with the passphrase (0 or
	 * ERR_PASSPHRASE).  NULL: hiding needs no passphrase. */
	void (*lock)(struct actor *who);
	int (*unlock)(struct actor *who, const char *pass, size_t n);
	const char *language, *theme; /* NULL: what who has set */
	int lock_s, end_s;	      /* 0: 300 and 1800 */
	int quiet_s;		      /* 0: 1200 */
	int probe_ms;		      /* tui_options */
	int min_rows, min_cols;	      /* 0: 24 and 80 */
	const char *address;	      /* the client came to; NULL: not known */
	int port;
};

/* Everything from the first screen to the last: 0 when the person left or the
 * line was lost, ERR_STOPPED when nobody was there for too long or the
 * passphrase was wrong too often, ERR_MOVED when they went on elsewhere, or why
 * it could not begin. */
int screen_main(const struct screen_start *start);

/* The time as the store has it, for drawing "12 min late". */
int64_t screen_now(struct screen *s);
/* The address and port that the client came to: for a command it can paste.
 * "HOST" and 0 where that is not known. */
const char *screen_address(struct screen *s, int *port);
/* Where what is typed is kept. */
const struct buf_memory *screen_memory(struct screen *s);

#endif
