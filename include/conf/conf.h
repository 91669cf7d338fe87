/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONF_CONF_H
#define CONF_CONF_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * What an administrator may choose.  Every option is one row of the table in
 * src/conf/table.c and one field here; a file, the command line, --check-config
 * and the manual page are all made from that row.
 *
 * The file is one "name = value" a line; "#" begins a comment.  Spans of time
 * are seconds, or a number with s, m, h or d.
 */
struct conf {
	char *data;   /* folder of the store */
	char *listen; /* addresses, blanks between them */
	int64_t port;
	char *host_key; /* "" is DATA/host_key */
	char *language; /* of what is said before sign-in */
	char *zone;	/* time zone of the screens */

	int64_t sessions; /* in all */
	int64_t sessions_per_source;
	int64_t starts_begin; /* unauthenticated: from here some are */
	int64_t starts_full;  /* refused, from here all */
	int64_t starts_per_source;
	int64_t tries;		  /* questions of one connection at sign-in */
	int64_t grace_key;	  /* seconds to a valid key */
	int64_t grace_passphrase; /* and from there to the passphrase */

	int64_t penalty_crash, penalty_auth, penalty_grace, penalty_noauth;
	int64_t penalty_min, penalty_max;
	char *penalty_exempt; /* prefixes, blanks between them */

	int64_t keepalive;
	int64_t lock; /* seconds without a key to the lock */
	int64_t end;  /* and to the end */
	bool wipe_scrollback;

	/* What knocks on a person's door, per channel; "" is no such channel.
	 * One sentence for all. */
	char *knock_sms, *knock_phone, *knock_mail;
	char *knock_sentence;
	int64_t knock_limit; /* seconds a command may take */
};

/* What was wrong with one option, for a person to read. */
struct conf_fault {
	const char *where;   /* file name, or "command line" */
	int line;	     /* 0 if there are none */
	const char *name;    /* of the option, as read */
	const char *got;     /* as read; may hold any byte */
	const char *allowed; /* "a whole number from 1 to 65535" */
};
typedef void conf_tell(void *arg, const struct conf_fault *f);

/* A new set of options, all at their defaults. */
struct conf *conf_new(void);
void conf_free(struct conf *c); /* NULL is fine */

/*
 * Read options from f, called where in faults.  Every fault is told, reading
 * goes on, and the first one's code comes back: ERR_UNKNOWN for a name that is
 * no option, ERR_INPUT for a value that is not allowed or a line that is none.
 * What was good is in c.  tell may be NULL.
 */
int conf_read(
    struct conf *c, FILE *f, const char *where, conf_tell *tell, void *arg);

/* Set one option by name, "grace-key" or "grace_key"; as conf_read. */
int conf_set(struct conf *c, const char *name, const char *value,
    conf_tell *tell, void *arg);

/* What only shows when all options are read (a range the wrong way round). */
int conf_check(const struct conf *c, conf_tell *tell, void *arg);

/* Write c so that conf_read() gives it back. */
void conf_write(const struct conf *c, FILE *to);

/* Every option as mdoc items for xinqing.conf(5), in the process's language. */
void conf_write_manual(FILE *to);

/* One fault as a line of text without control characters. */
void conf_fault_print(const struct conf_fault *f, FILE *to);

#endif
