/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SEAT_H
#define TESTS_SEAT_H

struct screen_entry;
struct screen_ops;
struct test_term;

/*
 * Somebody of the sample office (tests/lib/office.h) at a screen: a session in
 * a terminal of its own, 24 x 80, as xinqing-session has it.  Its checks wait
 * for fifteen seconds, since signing in takes its time.
 */
enum seat_how {
	SEAT_PLAIN,
	SEAT_NEW, /* never signed in before */
	SEAT_BACK /* into the call whose line was lost, if there is one */
};

struct seat {
	const char *login;
	const char *language;		    /* NULL: what they have set */
	const struct screen_ops *first;	    /* the screen that stands first */
	const struct screen_entry *entries; /* what can be opened from anywhere,
					       ends with ops NULL; NULL: the
					       call, the queue, the watch */
	enum seat_how how;
};

/* Call test_office_close() before when the test goes on to use the store by
 * other means than test_signin(): a process does not share a connection.  For
 * pictures it takes the theme $XINQING_THEME.  The child ends with 0 when the
 * person left or the line was lost. */
struct test_term *seat_take(const struct seat *s);

/* Enter at a question meets a store in which somebody else writes for too long:
 * it is said, and the question stands there again with the words. */
void seat_busy(struct test_term *t, const char *question, const char *words);

/* To a screen by its name in the palette, from any screen. */
void seat_go(struct test_term *t, const char *name);

#endif
