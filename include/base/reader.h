/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_READER_H
#define BASE_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

/*
 * Tables that people bring, workbooks above all, are read by xinqing-reader
 * alone: a process without files, calls or time for anything else.  Here is
 * what it and those who ask it have in common.
 *
 * It reads one file and writes the rows of one sheet as CSV in UTF-8 (csv.h):
 * row n of the sheet is line n and as wide as the widest above it, a line end
 * within a cell has become a blank, empty rows are empty lines.  On a third
 * descriptor it says how it went, in lines "PLACE<tab>SENTENCE": a remark, or
 * why it refuses; whoever asked a zygote for it is told "done" as the last
 * line.  Without that nothing that was written may be used.
 */

/* The sentences.  A refusal that is not among them is not believed. */
enum reader_word {
	READER_NOTHING,
	READER_MACROS, /* a remark: the only one that is no refusal */
	READER_EMPTY,
	READER_NO_TABLE,
	READER_OLD,
	READER_ODS,
	READER_BINARY,
	READER_MARKUP,
	READER_ENCODING,
	READER_LOCKED,
	READER_DAMAGED,
	READER_PATHS,
	READER_TWICE,
	READER_METHOD,
	READER_PARTS,
	READER_LARGE,
	READER_UNPACKED,
	READER_BOMB,
	READER_ENTITY,
	READER_DEEP,
	READER_NO_BOOK,
	READER_NO_SHEET,
	READER_STRINGS,
	READER_ROWS,
	READER_COLUMNS,
	READER_CELL,
	READER_ROW,
	READER_ORDER,
	READER_ERROR,
	READER_FORMULA,
	READER_NUMBER,
	READER_DIGITS,
	READER_DAY,
	READER_OUTPUT,
	READER_MEMORY,
	READER_TIME,
	READER_FAILED,
	READER_WORDS
};

/* The bounds that the sentences name. */
#define READER_FILE_MAX (128ll << 20)
#define READER_PARTS_MAX 2000
#define READER_UNPACKED_MAX (1ll << 30)
#define READER_RATIO_MAX 200
#define READER_ROWS_MAX 1100000
#define READER_COLUMNS_MAX 256
#define READER_CELL_MAX 32767 /* bytes */
#define READER_STRINGS_MAX 8000000
#define READER_STRING_BYTES_MAX (192ll << 20)
#define READER_DEPTH_MAX 64
#define READER_OUTPUT_MAX (512ll << 20)

#define READER_PLACE_MAX 120

/* A sentence, for _(); "" of READER_NOTHING. */
const char *reader_text(enum reader_word w);

/* Write the line of w to fd; place may be "". */
void reader_say(int fd, const char *place, enum reader_word w);

/* What was said. */
struct reader_answer {
	bool done;
	enum reader_word why;	      /* of a refusal, or READER_NOTHING */
	enum reader_word remark;      /* or READER_NOTHING */
	char place[READER_PLACE_MAX]; /* "Sheet1!C14", clean; or "" */
};

/* Read what was said from text; what is none of ours is passed over. */
void reader_understand(const char *text, size_t n, struct reader_answer *out);

/* "Sheet1!C14: sentence" in the language of the process, of a refusal. */
void reader_answer_text(const struct reader_answer *a, struct buf *to);

/* Is the file of fd no CSV table by its first bytes, so that a reader must
 * look at it?  Its place stays as it was. */
bool reader_wanted(int fd);

/*
 * The descriptor on which a session can ask for a reader.  It is the same
 * socket for all sessions; nothing is ever sent back over it.
 */
#define READER_FD 5

/*
 * Ask for one reader: in is a regular file or a memfd, whole and left alone
 * from now on; out takes the rows, err what is said of them.  The three stay
 * the caller's, who closes its own end of a pipe.  Never waits: ERR_BUSY when
 * too many have asked, ERR_CLOSED when there is no such socket.
 */
int reader_ask(int socket, int in, int out, int err);

/*
 * Wait for what is said on err, the reading end of the pipe, until its end or
 * for wait_ms: 0 when all was read, else ERR_INPUT; out says why in either
 * case.  A reader that died, or took too long, is a refusal as well.
 */
int reader_hear(int err, int wait_ms, struct reader_answer *out);

#endif
