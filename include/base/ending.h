/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_ENDING_H
#define BASE_ENDING_H

/*
 * How a network process ended, as its exit status: what the supervisor counts
 * against an address.  A signal, or any other status, is a crash.
 */
enum ending {
	ENDING_LEFT = 0,      /* signed in, and left */
	ENDING_NO_TRY = 10,   /* gone without trying a key */
	ENDING_REFUSED = 11,  /* tried, and never signed in */
	ENDING_TOO_SLOW = 12, /* a grace time ran out */
	ENDING_STOPPED = 13,  /* the server stopped first */
};

#endif
