/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SSHD_INTERNAL_H
#define SSHD_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>

#include "base/ending.h"
#include "wire/wire.h"

#define INPUT_MAX (256u << 10) /* typed or pasted, and not yet taken */
#define OUTPUT_PART 16384      /* of the terminal, in one go */
#define LEAVE_MS 3000	       /* for the last bytes to reach the client */
#define ARRIVE_MS 120000       /* for a file's last bytes, on a slow line */
#define GATE_REQUEST_MAX 64    /* bytes of "put WORD" */
#define LINGER_MS 1000	       /* for the client to close its side */
#define ROWS_MOST 500
#define COLS_MOST 500

/* Sentences for the client, looked up before the process is confined. */
enum word {
	WORD_NONE,
	WORD_PROMPT,
	WORD_PROMPT_NEW,
	WORD_PROMPT_AGAIN,
	WORD_WRONG,
	WORD_NEW,
	WORD_DIFFER,
	WORD_SHORT,
	WORD_EXEC,
	WORD_GATE_TERMINAL,
	WORD_SUBSYSTEM,
	WORD_FORWARD,
	WORD_ENV,
	WORD_NO_TERMINAL,
	WORD_DUMB,
	WORD_FAILED,
	WORD_DIED,
	WORD_FLOOD,
	WORD_IDLE,
	WORD_STOPPED,
	WORD_TOO_SLOW,
	WORD_TRIES,
	WORD_TROUBLE,
	WORD_MOVED,
	WORD_SHUT,
	WORD_PROMPT_LOGIN,
	WORD_PROMPT_CODE,
	WORD_JOIN,
	WORD_REPORT,
	WORD_WRONG_CODE,
	WORD_WRONG_REPORT,
	WORD_NEEDS_KEY,
	WORD_AGAIN,
	WORD_NEXT_KEY,
	WORD_NEXT_REPORT,
	WORD_COUNT
};

struct sshd {
	const struct conf *c;
	ssh_bind bind;
	struct confine_calls *calls;
	const char *words[WORD_COUNT];
};

/* A file on its way: none, coming in, all of it in and being read, going out,
 * said what became of it. */
enum gate_phase { GATE_NONE, GATE_PUT, GATE_WAIT, GATE_GET, GATE_OVER };

/* JOIN and REPORT: who has no key that is known (visit.c). */
enum phase {
	PHASE_KEY,
	PHASE_JOIN,
	PHASE_REPORT,
	PHASE_SECRET,
	PHASE_FIRST,
	PHASE_OPEN
};

struct buf;

/* One client. */
struct link {
	struct sshd *d;
	ssh_session ssh;
	ssh_event event;
	ssh_channel channel;
	struct ssh_channel_callbacks_struct on_channel;
	struct ssh_server_callbacks_struct on_server;
	struct wire *wire;
	int life;

	/* signing in: auth.c */
	enum phase phase;
	char user[WIRE_LOGIN_MAX + 1]; /* whose key has signed */
	int tries;
	bool tried;
	bool known;	/* it was told once that a key is known */
	bool asked;	/* a prompt is out, its answer expected */
	enum word note; /* what to say with the next prompt */
	bool noted;
	bool trouble;  /* of ours: no failure of theirs */
	char *offered; /* the key that signed as user join, or NULL */
	char joins[WIRE_LOGIN_MAX + 1]; /* login that the code is for */
	int64_t deadline;		/* ticks, 0 once signed in */

	/* the channel: channel.c */
	char term[WIRE_TERM_MAX + 1];
	uint32_t cols, rows;
	bool has_pty, started;
	enum word refusal; /* said instead of a session, or at its end */
	bool refused;

	/* the terminal: pump.c */
	int master;	     /* -1: none yet, or over */
	short master_events; /* in the event loop now */
	short master_ready;  /* what came of it */
	struct buf *input;
	bool drawn; /* there is something to wipe */

	/* the file gate: gate.c */
	enum gate_phase gate;
	bool gate_good;	 /* done, not refused */
	bool gate_wrong; /* the word opened nothing */
	bool gate_all;	 /* all of what goes out was written */
	char gate_said[WIRE_SAID_MAX + 1];

	/* the end */
	bool closed; /* the client has closed the channel */
	bool wire_ready, stopping, left, flooded;
	enum ending ending;
};

/* auth.c */
void auth_begin(struct link *l);
int auth_none(ssh_session s, const char *user, void *arg);
int auth_key(ssh_session s, const char *user, struct ssh_key_struct *key,
    char state, void *arg);
int auth_password(ssh_session s, const char *user, const char *pass, void *arg);
int auth_message(struct link *l, ssh_message m);

void auth_failed(struct link *l);
int auth_lost(struct link *l);
void
auth_ask(struct link *l, enum phase phase, const char *user, enum word note);
char *auth_key_text(ssh_key key); /* NULL: none we know */

/* visit.c: the two user names that are nobody's account */
enum phase visit_phase(const char *user); /* PHASE_KEY: neither of them */
int visit_begin(struct link *l, enum phase phase, const char *user);
int visit_key(struct link *l, const char *user, ssh_key key, bool signed_it);
int visit_answers(struct link *l, int n, uint8_t *verdict);
void visit_next(struct link *l, struct buf *to);

/* channel.c */
ssh_channel channel_open(ssh_session s, void *arg);
int channel_message(struct link *l, ssh_message m);

/* pump.c */
void pump_plan(struct link *l); /* what to wait for */
bool pump_run(struct link *l);	/* false: the terminal is over */
void pump_size(struct link *l);

/* gate.c */
bool gate_reads(const char *command, uint8_t *way, const char **word);
void gate_begin(struct link *l, uint8_t way, const char *word);
void gate_take(struct link *l, const uint8_t *p, uint32_t len);
void gate_eof(struct link *l);
void gate_answered(struct link *l);
void gate_pump(struct link *l);
void gate_arrived(struct link *l);

/* leave.c */
void leave(struct link *l);

/* ask.c: the session process, as function calls */
int ask_hello(struct wire *w);
int ask_key(struct wire *w, uint8_t type, const char *login, const char *key,
    uint8_t *state);
int ask_secret(struct wire *w, const char *pass, uint8_t *verdict);
int ask_first(
    struct wire *w, const char *pass, const char *again, uint8_t *verdict);
int ask_visit(struct wire *w);
int ask_join(struct wire *w, const char *login, const char *code,
    const char *key, uint8_t *verdict);
int ask_report(
    struct wire *w, const char *login, const char *pass, uint8_t *verdict);
int ask_pty(struct wire *w, const char *term, uint32_t cols, uint32_t rows,
    uint8_t *state, int *master);
/* said holds WIRE_SAID_MAX + 1 bytes. */
int ask_gate(
    struct wire *w, uint8_t way, const char *word, uint8_t *state, char *said);
int ask_put(
    struct wire *w, const uint8_t *p, uint32_t n, uint8_t *state, char *said);
/* *part is the caller's to free; said is set when *state is not 0. */
int ask_get(struct wire *w, uint32_t most, uint8_t *state, struct buf **part,
    char *said);
/* What stands behind WIRE_GATE_END, which has been sent. */
int ask_gate_done(struct wire *w, uint8_t *state, char *said);
int ask_bye(struct wire *w, uint8_t *status, uint8_t *why);

/* words.c */
void words_load(struct sshd *d);

/* hostkey.c */
int hostkey_load(const struct conf *c, ssh_key *out);

#endif
