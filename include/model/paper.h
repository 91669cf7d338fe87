/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_PAPER_H
#define MODEL_PAPER_H

#include <stdint.h>

/*
 * Sheets of the blank forms: each has a number, and what becomes of it is
 * noted.  One that is filled in is entered once, and then names its record.
 */
enum paper_state {
	PAPER_OUT, /* printed, nothing heard of it since */
	PAPER_ENTERED,
	PAPER_RETURNED, /* blank, as it was */
	PAPER_DESTROYED,
	PAPER_LOST,
	PAPER_STATES
};

/* What a sheet became here. */
enum paper_subject {
	PAPER_OF_NOTHING,
	PAPER_OF_TICKET,
	PAPER_OF_OBSERVATION,
	PAPER_OF_CONSULTATION, /* an appointment */
	PAPER_OF_STEP,	       /* of a warning: its audit row */
	PAPER_SUBJECTS
};

/* "call-20261127-312-01": form, day, printing, sheet. */
#define PAPER_NUMBER_MAX 48
#define PAPER_CODE_MAX 16
struct paper {
	int64_t id;
	char number[PAPER_NUMBER_MAX];
	char code[PAPER_CODE_MAX];	/* of the form; "" if it was not printed
					   here */
	int64_t org;			/* where it was printed; 0 */
	int64_t printed_by, printed_at; /* 0: not here */
	enum paper_state state;
	enum paper_subject subject;
	int64_t object;
	int64_t event_at;
	int64_t done_by, done_at; /* entered, or accounted for */
};

const char *paper_state_code(enum paper_state s);  /* "OUT" */
int paper_state_of(const char *code);		   /* -1 */
const char *paper_state_words(enum paper_state s); /* msgid */
const char *paper_subject_code(enum paper_subject s);
int paper_subject_of(const char *code);

/* As a person types it: full-width or not, in any letters, blanks left out.
 * ERR_INPUT when it cannot be a number: it takes letters a to z, digits and
 * "-", so that no name ever stands there. */
int paper_number_read(const char *s, char to[PAPER_NUMBER_MAX]);
/* The end that is a sheet's alone, "312-01": enough to type. */
const char *paper_tail(const char *number);

#endif
