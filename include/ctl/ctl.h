/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_CTL_H
#define CTL_CTL_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct actor;
struct store;

/*
 * A command of `xinqing` is one table entry in one file of src/ctl/, named in
 * src/ctl/all.c.  Usage, --help, completion and the man page come from it.
 *
 *	xinqing --data DIR --as LOGIN --passphrase-fd N COMMAND... [--json]
 *
 * Fields of a change are one JSON object on stdin, checked against the
 * command's own list before run() sees them.
 */
enum ctl_kind {
	CTL_TEXT,
	CTL_INT,
	CTL_BOOL,
	CTL_LIST,
	CTL_OBJECT,
	CTL_TIME,
	CTL_CODE /* a word or a number */
};

struct ctl_field {
	const char *name;
	enum ctl_kind kind;
	bool needed;
	const char *help; /* "what was seen, up to 8,000 bytes" */
};

struct ctl_option {
	const char *name;  /* "--dry-run" */
	const char *value; /* "N" if it takes one, else NULL */
	const char *help;
};

struct ctl {
	struct actor *who;   /* NULL for CTL_NO_ONE commands */
	struct store *store; /* open, unless CTL_NO_STORE */
	const char *data;    /* the data folder, for CTL_NO_STORE */
	bool json;
	FILE *out;
	json_t *in;	 /* the fields, {} without any */
	json_t *options; /* {"--all": true, "--limit": "50"} */
	const struct ctl_command *command; /* that runs */
	int argc;
	char **argv;   /* what follows the command's name */
	bool batch;    /* stdin belongs to `batch` */
	int failed;    /* its first line that failed, told already */
	void *held;    /* early()'s: run() frees it */
	char why[400]; /* for commands without an actor */
};

#define CTL_NO_ONE 1u	/* needs nobody signed in */
#define CTL_NO_STORE 2u /* makes or opens the store itself */
#define CTL_STDIN 4u	/* reads stdin itself, never in a batch */
#define CTL_ASKS 8u	/* reads its fields itself, if it needs them */

struct ctl_command {
	const char *name;		  /* "ticket step" */
	const char *args;		  /* "ID" */
	int min, max;			  /* arguments */
	const char *help;		  /* one sentence, printed */
	const struct ctl_field *fields;	  /* ends with name NULL; or NULL */
	const struct ctl_option *options; /* the same */
	unsigned flags;
	int (*run)(struct ctl *c);
	/* Before the store is opened, in the folder and with the rights the
	 * program was started with: opens files, into c->held.  May be NULL. */
	int (*early)(struct ctl *c);
};

extern const struct ctl_command *const ctl_commands[]; /* NULL at the end */

/* Print one answer: a JSON object a line with --json, else "key: value"
 * lines for people.  Takes o over. */
int ctl_say(struct ctl *c, json_t *o);

/* Argument i as an id; ERR_INPUT naming it. */
int ctl_id(struct ctl *c, int i, int64_t *id);

/* Fields, present or the default: what was checked by the list. */
const char *ctl_text(const struct ctl *c, const char *field); /* or NULL */
int64_t ctl_int(const struct ctl *c, const char *field, int64_t dflt);
bool ctl_bool(const struct ctl *c, const char *field, bool dflt);
bool ctl_given(const struct ctl *c, const char *field);
int ctl_time(const struct ctl *c, const char *field, int64_t *at);
bool ctl_option(const struct ctl *c, const char *name);
const char *ctl_option_value(const struct ctl *c, const char *name);

/* Helpers of answers: times as ISO, absent when 0. */
void ctl_put_time(json_t *o, const char *key, int64_t at);
void ctl_put_id(json_t *o, const char *key, int64_t id);
/* What was done, and its row in the audit log: "id", "audit_id". */
int ctl_say_done(struct ctl *c, int64_t id, int64_t audit);

/* Say what was wrong without an actor; returns r. */
int ctl_fail(struct ctl *c, int r, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* The whole program; returns the exit status. */
int ctl_main(int argc, char **argv);

#endif
