/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SUPER_ASKED_H
#define SUPER_ASKED_H

/*
 * A zygote that works for whoever holds the other end of a socket, not by
 * orders of the supervisor: a request is one message with three descriptors
 * (reader_ask() of base/reader.h), and each is served by a process of its own
 * that has these as 0, 1 and 2 and nothing else.  It dies with the zygote.
 */

/* What the forked process does; its value is the exit status. */
typedef int asked_child(void *arg);

/*
 * Tell the supervisor ready (ZYGOTE_FD), then serve requests of socket until
 * it hangs up; then end what still runs.  At most `most` processes at a time:
 * more requests wait in the socket.  Returns the exit status of the zygote.
 */
int asked_serve(int socket, unsigned most, asked_child *child, void *arg);

#endif
