/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_DESK_H
#define TESTS_DESK_H

#include <stddef.h>

struct test_term;

/*
 * People at work on the server of tests/lib/serve.h: at a screen, through the
 * real ssh client in a terminal that draws (tests/lib/term.h), or at the
 * command line of the machine.
 */

/* Signed in at 24 x 80.  term NULL: xterm-256color. */
struct test_term *desk_sit(const char *login, const char *term);
/* "F4", "^T", "enter", "tab", "esc", "up", "down", "pgdn", or the text itself
 * behind "="; ends with NULL. */
void desk_press(struct test_term *t, ...) __attribute__((sentinel));
/* The digit that stands before words: an action, going down to where it is. */
void desk_choose(struct test_term *t, const char *words);

/* What `xinqing ... COMMAND` as login answers with these fields (or NULL) on
 * stdin, its errors too; static until the next call.  *status may be NULL. */
const char *
desk_run(const char *login, const char *command, const char *in, int *status);
/* The same, which must end well. */
const char *desk_did(const char *login, const char *command, const char *in);
/* A text of the JSON line, the first of that name, or ""; static, the last
 * four.  cli_number() has the numbers. */
const char *desk_text(const char *json, const char *name);

/* A roster of n invented students in the schools of the store, and the command
 * that takes it in (dist1's); static. */
const char *desk_roster(int n);
/* They are taken in. */
void desk_students(int n);
/* Their nth in "第001实验学校,八年级,3班" with a name nobody else has. */
void desk_child(const char *where, int nth, char to[64]);

#endif
