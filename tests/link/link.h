/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_LINK_H
#define TESTS_LINK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A slow line between two programs of this machine: a process that accepts on
 * a port of 127.0.0.1 and hands what comes to another one, no faster than a
 * rate, half a round trip late, and charging each segment its headers.  A new
 * connection costs a round trip before its first byte, as TCP's own does.
 *
 * All connections of a link share its line.  What is on the line is bounded:
 * who sends faster is not read from.  Loss, slow start and acknowledgements
 * are not played.
 */
struct link_how {
	int to;	    /* the port it leads to */
	long rate;  /* bits a second each way, 0: as fast as it goes */
	int rtt_ms; /* there and back */
	int header; /* bytes charged a segment: 52 is TCP/IPv4 with its
		       timestamps */
};

/* Payload since the link began; turns: how often the talk turned from down to
 * up, each about one round trip. */
struct link_count {
	uint64_t up, down;
	uint64_t segments_up, segments_down;
	uint64_t turns;
};

#define LINK_SEGMENT 1448 /* at most, of payload */
#define LINK_QUEUE 16384  /* on the line, each way of a connection */
#define LINK_HEADER 52

struct link;

/* Start one; NULL if it cannot be. */
struct link *link_open(const struct link_how *how);
int link_port(const struct link *l);
void link_count(struct link *l, struct link_count *to);
/* From now on as fast as this. */
void link_pace(struct link *l, long rate, int rtt_ms);
/* Pull the cable: silence, and no end said to anybody. */
void link_cut(struct link *l);
/* Say to the far side that no more comes; what it says still arrives. */
void link_half(struct link *l);
void link_close(struct link *l); /* NULL is fine */

/*
 * The line itself: serve until control ends.  Commands come on it, a line
 * each: "count", answered "UP DOWN SEGMENTS SEGMENTS TURNS", "pace RATE
 * RTT", "cut", "half".
 */
int link_serve(const struct link_how *how, int listening, int control);
/* A socket that listens on a free port of 127.0.0.1. */
int link_listen(int *port);

#endif
