/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdnoreturn.h>

/*
 * The log goes to stderr with "<n>" priorities, as a journal reads them,
 * each line naming the program.  It
 * holds what a machine did, never what a person wrote: no name, no number of
 * a student, no text of a note; ids and codes only.
 */
void log_error(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* A command speaks with a person, who is told once what is wrong: from here on
 * the log is the system's, not stderr. */
void log_aside(void);

/* Say why and end the process: only for what cannot happen or be handled. */
noreturn void
log_fatal(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
