/* SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/*
 * Every function that can fail returns 0 or one of these.  The layer below
 * decides which; the edge (a status line, stderr, the log) says it once, with
 * err_text().  Add at the end of its group and to the table in err.c.
 */
enum err {
	ERR_IO = -1,	  /* reading or writing failed */
	ERR_FULL = -2,	  /* the disk is full */
	ERR_BUSY = -3,	  /* somebody else holds the store too long */
	ERR_MEMORY = -4,  /* a bound on memory was met */
	ERR_SYSTEM = -5,  /* the system refused: errno, told in the log */
	ERR_CORRUPT = -6, /* what was read is not what was written */
	ERR_OLD = -7,	  /* made by an older program: migrate first */
	ERR_NEW = -8,	  /* made by a newer program than this one */
	ERR_LOST = -9,	  /* what was acknowledged is not there */

	ERR_STALE = -10, /* the row has moved on since it was read */
	ERR_STATE = -11, /* not possible from this state */
	ERR_NOT_FOUND = -12,
	ERR_EXISTS = -13,
	ERR_INPUT = -14,   /* a field is missing, too long or wrong */
	ERR_SECOND = -15,  /* needs a second person */
	ERR_LIMIT = -16,   /* more than is allowed */
	ERR_UNKNOWN = -17, /* no such name: option, command, field */

	ERR_DENIED = -20,     /* this person may not */
	ERR_PASSPHRASE = -21, /* it opens nothing */
	ERR_KEY = -22,	      /* sealed to others, or altered */
	ERR_CUSTODY = -23,    /* custody is not complete yet */
	ERR_CIRCLE = -24,     /* no circle can take this in */

	ERR_CLOSED = -30,   /* the other side has gone */
	ERR_PROTOCOL = -31, /* the other side broke the rules */
	ERR_STOPPED = -32,  /* the person stopped it */
	ERR_USAGE = -33,    /* the argument vector is wrong */
	ERR_MOVED = -34,    /* the person goes on elsewhere */
};

/* "ERR_STALE" for ERR_STALE; "ERR_0" style names never appear: an unknown
 * code gives "ERR_SYSTEM".  Static, never NULL. */
const char *err_name(int r);

/* One sentence that says what the person can do, in the language of the
 * process.  Static, never NULL, holds nothing that came from a person. */
const char *err_text(int r);

/* The sysexits code of r for a command's exit status; 0 for 0. */
int err_exit(int r);

#endif
