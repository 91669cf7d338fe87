/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_GATE_H
#define MODEL_GATE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * The file gate: a word shown on a screen lets one file through, in or out,
 * by `ssh ... put WORD <file` or `ssh ... get WORD >file`.  A word is one
 * person's, for one purpose, of one size, and begins within ten minutes.
 */
enum gate_way { GATE_PUT, GATE_GET };

enum gate_purpose {
	/* in: tables, each named as `import` names it */
	GATE_ROSTER,   /* students */
	GATE_STAFF,    /* people with their posts */
	GATE_ORGS,     /* organisations with their registers */
	GATE_TIES,     /* who looks after whom */
	GATE_TRAINING, /* who was at a training */
	GATE_GROUPS,   /* groups and risk factors of students */
	GATE_NUMBERS,  /* the district care system's, of students */
	GATE_FORM,     /* out: blank forms, numbered */
	GATE_PACKAGE,  /* out: a package, or a numbered copy on paper */
	GATE_THEME,    /* in: colours of one's own */
	GATE_CARE,     /* out: the care ledger for the district's system */
	GATE_PURPOSES
};
struct gate_rule {
	const char *code; /* "roster": in the store, the CLI, the audit */
	enum gate_way way;
	int64_t most;	   /* bytes of the file */
	const char *words; /* msgid */
};
const struct gate_rule *gate_rule(enum gate_purpose p); /* static */
int gate_purpose_of(const char *code);			/* -1 */

enum gate_state {
	GATE_OPEN,    /* the word may be used */
	GATE_WORKING, /* all of the file is here, and is being read */
	GATE_DONE,
	GATE_REFUSED, /* the file was read and not taken */
	GATE_VOID,    /* taken back, or too many wrong words were tried */
	GATE_STATES
};
const char *gate_state_code(enum gate_state s);
int gate_state_of(const char *code); /* -1 */

#define GATE_BEGIN_S 600 /* from the word to the first byte */
#define GATE_MOVE_S 3600 /* from there to the last one */
#define GATE_BEAT_S 5	 /* so long a transfer in silence keeps others out */
#define GATE_WRONG_MAX 5 /* wrong words: then every open one is void */

/* Four letters, a dash, four letters; none that is taken for another, no
 * vowel, so that no word comes of them: 34 bits, tried five times at most. */
#define GATE_LETTERS "bcdfghjkmnpqrtvwxyz"
#define GATE_WORD_MAX 10
#define GATE_DETAIL_MAX 64
#define GATE_SAID_MAX 240

struct gate {
	int64_t id, person;
	enum gate_purpose purpose;
	int64_t object; /* the package; 0 */
	/* The form; where all rows of a table are; the package's file;
	 * "". */
	char detail[GATE_DETAIL_MAX];
	int copies; /* of a form */
	enum gate_state state;
	int wrong;
	int64_t made_at, expires_at, audit;
	int64_t began_at, beat_at; /* of the transfer; 0 */
	int64_t bytes, all_bytes;  /* moved; of all, 0: not known */
	int64_t rows, accepted, refused;
	int64_t ended_at, end_audit;
	int result;		  /* 0 or an ERR_... */
	char said[GATE_SAID_MAX]; /* what became of it, in words */
};

/* As it may be typed: capitals and blanks around count as nothing.  False if
 * it has not the shape of a word. */
bool gate_word_read(const char *typed, char to[GATE_WORD_MAX]);

/* What the command calls the file: "call.html". */
#define GATE_FILE_MAX (GATE_DETAIL_MAX + 8)
void gate_file(const struct gate *g, char to[GATE_FILE_MAX]);

/* May a transfer begin now?  0, ERR_DENIED (over, used, void), ERR_BUSY
 * (another one moves). */
int gate_may_begin(const struct gate *g, int64_t now);
/* Does it still move, or was it broken off unseen? */
bool gate_is_moving(const struct gate *g, int64_t now);

#endif
