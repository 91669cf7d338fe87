/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TELL_H
#define TESTS_TELL_H

#include <stdint.h>

struct actor;

/*
 * A day told as a text: what each call answered, every field of what a view
 * gives to whom, each row of the audit log.  The text is held against one that
 * is kept beside the test (tests/unit/act/days/NAME.txt), so that nothing a
 * person sees, and nothing the log says, changes unnoticed.  Where it differs
 * on purpose, the new text is read line by line and put in its place: the
 * failure says where it lies.
 *
 * The sample store's clock is set to that minute after 10:00 of that day in
 * January 2055 (another minute each day, lest a time be due just then); times
 * are told in steps of ten minutes, ids by the names they were given, people by
 * their login; what is empty, none or 0 is left out.
 */
void tell_begin(int day, int minute);
void tell_name(int64_t id, const char *name); /* static */

void tell(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* In words, for tell(): a time, a person, what tell_name() called an id of a
 * kind ("ticket": the beginning of its name). */
const char *tell_when(int64_t at);
const char *tell_who(int64_t person);
const char *tell_called(int64_t id, const char *kind);
/* What a call answered: its error, what was said about it, whom it woke. */
void tell_done(struct actor *who, const char *what, int r);
/*
 * Everybody tries the same: what each was shown and answered, those together
 * who got the same.
 *	tell_together();
 *	for each who
 *		tell_one(who, act_...(who, ...));
 *	tell_groups("sees its members");
 */
void tell_together(void);
void tell_one(struct actor *who, int r);
void tell_groups(const char *what);
/* Whom something woke that is not told, as moving the clock does. */
void tell_quiet(void);

void tell_ticket(struct actor *who, int64_t id);
void tell_warning(struct actor *who, int64_t id);
void tell_history(struct actor *who, int64_t id); /* of a warning */
void tell_talk(struct actor *who, int64_t id);
void tell_custody(struct actor *who, int64_t id);
void tell_unmask(struct actor *who, int64_t id);
void tell_today(struct actor *who);
void tell_lists(struct actor *who);
/* What the log says since it was last told. */
void tell_audit(void);

/* Fails, with the first line that differs, unless it is the text kept. */
void tell_same(const char *name);

#endif
