/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_SERVE_H
#define TESTS_SERVE_H

#include <stdbool.h>
#include <sys/types.h>

/*
 * The real server over a sample store in test_folder(), and the real OpenSSH
 * client under a pty.  Nothing here sleeps: everything waits for something,
 * for at most twenty seconds, and fails the test saying what it saw instead.
 *
 * The store belongs to an account without rights when the test runs as root.
 * Its people are those of act/sample.h, each with a key, and op2
 * locked; besides them new1, approved and never signed in.
 */
struct client;

/* Start with these options ("--grace-key", "2s", NULL); server_stop() first
 * if one runs.  The store is made at the first start. */
void server_start(const char *const *options);
/* So many schools in the store to be made, in place of three. */
void server_schools(int n);
/* Keys of the store to be made as doc/ssh_config.slow has them made: their
 * client signs at once.  The public half is in NAME.known. */
void server_keys_bare(void);
/* Only make the store, for commands without a server. */
void server_store(void);
/* Where the next server finds its programs; NULL: as built. */
void server_programs(const char *folder);
/* SIGTERM; it must end well, and leave no process. */
void server_stop(void);
/* Wait until the server and all that it started are gone, however they end. */
void server_gone(void);
pid_t server_pid(void);
int server_port(void);
const char *server_data(void); /* the data folder */
/* Everything logged by the server started last; static. */
const char *server_log(void);
/* Wait for text in it. */
void server_logs(const char *text);
/* A process of ours named so ("xinqing-net"), whose parent is parent (0: any)
 * and which is not it; 0 if there is none. */
pid_t server_process(const char *name, pid_t parent);
int server_count(const char *name, pid_t parent);
/* Wait until that many are there. */
void server_counts(const char *name, pid_t parent, int n);

/* "ssh ARGS... LOGIN@127.0.0.1" in a terminal of 24 x 80.  key: whose key file;
 * NULL is login's own, "" none.  args may be NULL; what stands behind "" among
 * them is the command. */
struct client *
client_open(const char *login, const char *key, const char *const *args);
/* The same with a terminal of that size and TERM. */
struct client *client_open_as(const char *login, const char *key,
    const char *const *args, const char *term, int rows, int cols);
/* Sign in as a sample login: the key, then the passphrase. */
struct client *client_signin(const char *login, const char *const *args);
/* Clients opened from now on go to this port of 127.0.0.1, a link's or another
 * server's; 0: straight to the server's own. */
void client_through(int port);
/* The words that start such a client, for a terminal of the caller's. */
struct client_words {
	const char *argv[64];
	char port[16], file[400], who[128];
};
void client_words(struct client_words *w, const char *login, const char *key,
    const char *const *args);
/* Any program in such a terminal, its standard input and output files (NULL:
 * the terminal). */
struct client *
client_run(const char *const *argv, const char *in, const char *out);
/* The passphrase of a sample login, typed at its prompt. */
void client_pass(struct client *c, const char *login);

bool client_ended(struct client *c); /* it has, and waits for client_end() */
/* As far as the prompt of the passphrase; false if it ends before. */
bool client_asked(struct client *c, int ms);

/* What a terminal says to the question how wide it draws; without it the first
 * screen waits a moment for it. */
void client_answer_probe(struct client *c);

/* Sign out by the keys for it; the client must end well.  Frees c. */
void client_leave(struct client *c);

/* An operator signed in, in a call, with words of it saved. */
struct client *client_call(const char *login, const char *words);

void client_type(struct client *c, const char *text);
/* The same; false if the client has gone meanwhile. */
bool client_try(struct client *c, const char *text);
/* Wait until text has come, after what was expected before. */
void client_expect(struct client *c, const char *text);
/* Take what has come, without waiting. */
void client_drain(struct client *c);
/* Has it come up to now, anywhere? */
bool client_saw(struct client *c, const char *text);
const char *client_text(struct client *c);
void client_resize(struct client *c, int rows, int cols);
/* Wait for its end: the exit status, or -signal.  Frees c. */
int client_end(struct client *c);
/* Wait for its end and give everything it wrote; static. */
const char *client_all(struct client *c, int *status);
/* Hang up, without waiting for a good end. */
void client_kill(struct client *c);

/* Become that client, in a terminal that stands already; does not return. */
void client_become(const char *login, const char *key, const char *const *args,
    const char *term) __attribute__((noreturn));

/* Words of the server before sign-in are English in tests. */

#endif
