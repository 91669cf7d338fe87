/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SUPER_LIMIT_H
#define SUPER_LIMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

/*
 * Who may connect now: counts in all and per source, and penalties for
 * sources whose connections failed (after OpenSSH's PerSourcePenalties).
 * No clock and no chance of its own: both are passed in.
 */
struct conf;
struct limit;

/* An address as it is counted: all of IPv4, the first 64 bits of IPv6. */
struct limit_source {
	uint8_t bytes[16];
};

enum limit_answer {
	LIMIT_COME_IN,
	LIMIT_SESSIONS,	       /* as many as there may be */
	LIMIT_SOURCE_SESSIONS, /* the same of one source */
	LIMIT_STARTS,	       /* too many without a valid key */
	LIMIT_SOURCE_STARTS,   /* the same of one source */
	LIMIT_PENALTY,	       /* the source has failed too often */
	LIMIT_ANSWERS
};

enum limit_failure {
	LIMIT_NONE,
	LIMIT_CRASH,
	LIMIT_AUTH,
	LIMIT_GRACE,
	LIMIT_NOAUTH,
	LIMIT_FAILURES
};

struct limit *limit_new(const struct conf *c, uint64_t seed);
void limit_free(struct limit *l);

struct limit_source limit_source_of(const struct sockaddr *a);

/* May one more come from s?  chance is from 0 to 99.  Counted when it is
 * LIMIT_COME_IN: limit_left() once it has gone. */
enum limit_answer
limit_ask(struct limit *l, struct limit_source s, int64_t now, unsigned chance);

/* The connection has shown a valid key: no longer a start; and what starts
 * without one from elsewhere does not keep its source out for 30 days. */
void limit_keyed(struct limit *l, struct limit_source s, int64_t now);

/* It has gone; keyed says whether limit_keyed() was called for it. */
void limit_left(struct limit *l, struct limit_source s, bool keyed,
    enum limit_failure why, int64_t now);

/* What a line in the log calls an answer. */
const char *limit_word(enum limit_answer a);

/* For tests: sources remembered now. */
size_t limit_sources(const struct limit *l);

#endif
