/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_CLI_H
#define TESTS_CLI_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * The real xinqing over the store of server_data(): one command, run to its
 * end or left running.  What it reads and writes lies in memory files, so
 * nothing of it can block.
 */
struct cli {
	const char *login;   /* a sample login, or NULL: nobody signs in */
	const char *command; /* "ticket entry 12", split at blanks but in '' */
	const char *input;   /* stdin behind the passphrase, or NULL */
	const char *secrets; /* readable on descriptor 3, or NULL */
	const char *const *environment; /* "NAME=value", NULL; or NULL */
	const char *language;		/* "en", or NULL: the person's */
	const char *data;		/* another folder, or NULL */
	int64_t limit_ms; /* it is killed after that; 0: thirty seconds */

	pid_t pid;  /* while it runs */
	int status; /* exit status, or -signal */
	int fd[3];
	int64_t ms;	       /* how long it ran */
	const char *out, *err; /* all it wrote; until cli_free() */
};

void cli_start(struct cli *c);
/* Has it ended?  If so all of it is there. */
bool cli_ended(struct cli *c);
/* Wait for its end, as long as it may run. */
void cli_end(struct cli *c);
/* Start and wait. */
void cli_run(struct cli *c);
void cli_free(struct cli *c);

/* All it said, errors behind the rest; static until the next call.  data "." is
 * the store of test_office().  *status may be NULL. */
const char *cli_said(const char *data, const char *login, const char *command,
    const char *input, int *status);
/* It must end well: what it wrote is static. */
const char *cli_must(const char *login, const char *command, const char *input);
/* The number behind "name": in what it wrote, or -1. */
int64_t cli_number(const char *json, const char *name);

#endif
