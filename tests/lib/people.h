/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_PEOPLE_H
#define TESTS_PEOPLE_H

#include <stdint.h>

/* New people on the server of tests/lib/serve.h, by the commands that
 * administrators have. */

/* An account that was agreed to, without a key.  where: the code of an
 * organisation ("S001"), or a type there is one of ("class"). */
void people_account(const char *login, const char *role, const char *where);
/* A key of theirs, where client_open() looks for it. */
void people_key(const char *name);
/* The same as doc/ssh_config.slow has it made: the client signs at once. */
void people_key_bare(const char *name);
/* The one-time code that a command of who gives; static, the last four. */
const char *people_code(const char *who, const char *command);
int64_t people_org(const char *where);
/* The circle of an organisation. */
int64_t people_circle(const char *where);
int64_t people_id(const char *login);
/* The security administrator agrees to the first of this kind. */
void people_approve(const char *kind);

#endif
