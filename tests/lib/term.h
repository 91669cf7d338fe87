/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TERM_H
#define TESTS_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * A terminal with somebody looking at it: a pseudo-terminal with libvterm at
 * its other end, and a program in it.  Nothing here sleeps: every check waits
 * for its condition, two seconds at most, and then fails the test showing
 * what stood there.
 */
struct test_term;

/* Run fn(arg) in a child in the terminal, or a program (argv ends with NULL;
 * ssh too).  The child's TERM is term ("xterm-256color" when NULL). */
struct test_term *test_term_open(
    int rows, int cols, const char *term, int (*fn)(void *), void *arg);
struct test_term *
test_term_run(int rows, int cols, const char *term, char *const argv[]);
/* Hang up on the child if it has not ended (and kill it if that does not help);
 * returns its exit status, 128 + signal when it was killed.  Call once. */
int test_term_close(struct test_term *t);
/* Wait until the child ends by itself (ms at most) and return its status. */
int test_term_end(struct test_term *t, int ms);
pid_t test_term_pid(const struct test_term *t);

/* Type: bytes as a terminal sends them ("\033[11~", "\r", "你好"). */
void test_term_keys(struct test_term *t, const char *bytes);
void test_term_bytes(struct test_term *t, const void *p, size_t n);
void test_term_paste(struct test_term *t, const char *text);
void test_term_resize(struct test_term *t, int rows, int cols);
/* Take each byte for a character, as a client set to another encoding does;
 * call right after opening. */
void test_term_no_utf8(struct test_term *t);
/* Be a client set to GB18030: both ways; call right after opening. */
void test_term_gb18030(struct test_term *t);
/* Answer no question of the program for now; then all of them, late. */
void test_term_mute(struct test_term *t, bool mute);
/* How long the checks below wait: 2000 ms. */
void test_term_patience(struct test_term *t, int ms);

/* The whole picture, lines parted by \n, blanks at line ends left away. */
void test_term_shows(struct test_term *t, const char *picture);
/* A text anywhere in one line; and that it stands nowhere (any more). */
void test_term_has(struct test_term *t, const char *text);
void test_term_lacks(struct test_term *t, const char *text);
/* A line, blanks at its end left away. */
void test_term_line(struct test_term *t, int row, const char *text);
/* Down or up a list until the cursor stands in a line with the text. */
void test_term_go_to(struct test_term *t, const char *text);
/* The cursor. */
void test_term_cursor(struct test_term *t, int row, int col);
/* Wait until nothing has come for a while: ms without a byte. */
void test_term_quiet(struct test_term *t, int ms);

/* As it stands now, without waiting; static until the next call. */
const char *test_term_picture(struct test_term *t);
/* The row text stands in, -1 if nowhere. */
int test_term_find(struct test_term *t, const char *text);
struct test_cell {
	uint32_t ch;
	int width;
	bool bold, underline, reverse;
	int fg; /* index of the palette, -1: default, -2: rgb */
};
struct test_cell test_term_cell(struct test_term *t, int row, int col);
/* Bytes that came from the program so far. */
size_t test_term_count(const struct test_term *t);
/* Everything that came, for a picture; *n bytes. */
const void *test_term_stream(const struct test_term *t, size_t *n);
/* Keep what has come so far as $XINQING_STREAMS/NAME.vt, for tools/shot; does
 * nothing when that is not set. */
void test_term_keep(struct test_term *t, const char *name);
/* The alternate screen is in use. */
bool test_term_alternate(const struct test_term *t);

#endif
