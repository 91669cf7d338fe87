/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_DEMO_H
#define TESTS_DEMO_H

#include "screen/screen.h"

/*
 * Two screens made of nothing but widgets, to try the frame with: a list of
 * invented rows, and a form with one of each.  What they do can be seen in
 * the message line.
 */
extern const struct screen_ops demo_list_screen;
extern const struct screen_ops demo_form_screen;
extern const struct screen_entry demo_entries[];

struct demo_options {
	const char *language, *theme;
	const char *drafts; /* a folder drafts are written to, or NULL */
	bool form;	    /* begin with the form */
	bool in_call;
	int lock_s, end_s, quiet_s, probe_ms;
	struct epoch *epoch;
};

/* For test_term_open(): arg is a struct demo_options.  The passphrase that
 * brings back a hidden screen is "open". */
int demo_main(void *arg);

/* The time it shows, which stands still. */
#define DEMO_NOW 1795371240 /* 2026-11-23 02:14 in Shanghai */

#endif
