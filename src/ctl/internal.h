/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_INTERNAL_H
#define CTL_INTERNAL_H

#include "ctl/ctl.h"

struct buf;

/* What the files of ctl/ share and nobody else sees. */

#define CTL_INPUT_MAX (1u << 20) /* fields on stdin */

/* The command whose name the first words of argv are; *used says how many.
 * NULL if there is none. */
const struct ctl_command *ctl_find(int argc, char **argv, int *used);

/* Take options out of argv into c->options, leaving the arguments. */
int ctl_take_options(
    struct ctl *c, const struct ctl_command *cmd, int argc, char **argv);

/* Read one JSON object from f and check it against the command's fields. */
int ctl_read_fields(struct ctl *c, const struct ctl_command *cmd, FILE *f);
int ctl_check_fields(struct ctl *c, const struct ctl_command *cmd);

/* Check the number of arguments, then run. */
int ctl_run(struct ctl *c, const struct ctl_command *cmd);

/* "ERR_NAME: text" without the newline; what went wrong in c. */
void ctl_error_text(const struct ctl *c, int r, struct buf *to);

/* A line from a descriptor into guarded memory, read byte by byte so that
 * what follows stays for others; ERR_INPUT beyond 256 bytes. */
int ctl_read_secret(int fd, struct buf *to);
/* The same at a terminal, with a question and without echo. */
int ctl_ask_secret(const char *question, struct buf *to);

/* Sign somebody in on c->store, with a secret of fd, or of the terminal when
 * it is -1; what went wrong is in c. */
struct actor;
int ctl_signin(struct ctl *c, const char *login, int fd, const char *question,
    struct actor **out);

void ctl_print_usage(FILE *f);
void ctl_print_help(FILE *f, const struct ctl_command *cmd);
void ctl_print_man(FILE *f);
void ctl_print_completion(FILE *f, bool zsh);

#endif
