/* SPDX-License-Identifier: Apache-2.0 */
#ifndef WIRE_WIRE_H
#define WIRE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The conversation between a network process and its session process: frames
 * of bounded length over one socket pair.  Requests are even and go from the
 * network process to the session process, answers are odd and come back; each
 * request has one answer, but for WIRE_SHELL, which has none, and WIRE_BYE,
 * which nobody asked for.  doc/wire.md has every message byte by byte.
 */
struct buf;
struct wire;

#define WIRE_VERSION 1
#define WIRE_MAX 12288 /* bytes of a message: its type and fields */
#define WIRE_LOGIN_MAX 64
#define WIRE_KEY_MAX 8192 /* "ssh-rsa AAAA...", RSA of 16384 bits fits */
#define WIRE_SECRET_MAX 1024
#define WIRE_TERM_MAX 64
#define WIRE_WORD_MAX 16   /* of the file gate */
#define WIRE_PART_MAX 8192 /* bytes of a file in one message */
#define WIRE_SAID_MAX 1024

enum wire_type {
	WIRE_HELLO = 2,		 /* u32 version */
	WIRE_HELLO_OK = 3,	 /* u32 version */
	WIRE_KEY = 4,		 /* text login, text key: would it do? */
	WIRE_KEY_STATE = 5,	 /* u8 wire_key_state */
	WIRE_SIGNED = 6,	 /* text login, text key: it has signed */
	WIRE_SIGNED_STATE = 7,	 /* u8 wire_key_state */
	WIRE_SECRET = 8,	 /* bytes passphrase */
	WIRE_SECRET_VERDICT = 9, /* u8 wire_verdict */
	WIRE_FIRST = 10, /* bytes new passphrase, bytes the same again */
	WIRE_FIRST_VERDICT = 11, /* u8 wire_verdict */
	WIRE_PTY = 12,		 /* text TERM, u32 columns, u32 rows */
	WIRE_PTY_STATE = 13,	 /* u8 wire_pty_state; the master with it */
	WIRE_SHELL = 14,	 /* nothing: draw */
	WIRE_BYE = 15,		 /* u8 exit status, u8 wire_bye */
	WIRE_VISIT = 16,	 /* nothing: somebody without a known key */
	WIRE_VISIT_OK = 17,	 /* u8 0 */
	WIRE_JOIN = 18, /* text login, bytes code, text key that signed or "" */
	WIRE_JOIN_VERDICT = 19,	  /* u8 wire_verdict */
	WIRE_REPORT = 20,	  /* text login, bytes passphrase; no key */
	WIRE_REPORT_VERDICT = 21, /* u8 wire_verdict */
	WIRE_GATE = 22,		 /* u8 wire_way, text word: the file gate */
	WIRE_GATE_STATE = 23,	 /* u8 wire_gate, bytes said */
	WIRE_PUT = 24,		 /* bytes of the file */
	WIRE_PUT_STATE = 25,	 /* as 23 */
	WIRE_GET = 26,		 /* u32 most: the next bytes */
	WIRE_GET_PART = 27,	 /* u8 as 23, bytes; none: that is all */
	WIRE_GATE_END = 28,	 /* nothing: all of it has come, or arrived */
	WIRE_GATE_DONE = 29,	 /* as 23 */
};

enum wire_key_state { WIRE_KEY_UNKNOWN, WIRE_KEY_KNOWN, WIRE_KEY_FIRST };
enum wire_verdict {
	WIRE_OPEN,    /* signed in */
	WIRE_REFUSED, /* wrong, locked, expired: not told apart */
	WIRE_DIFFER,  /* the two new passphrases are not the same */
	WIRE_SHORT,   /* the new passphrase is too short or long */
	WIRE_TROUBLE, /* ours: nobody can sign in just now */
	WIRE_NEW,     /* the one-time code is right: WIRE_FIRST comes next */
	WIRE_AGAIN,   /* the same, for an account in use */
	WIRE_KEYLESS, /* it is right, but this post needs a key of its own */
};
enum wire_pty_state { WIRE_PTY_OPEN, WIRE_PTY_DUMB, WIRE_PTY_NONE };
enum wire_way { WIRE_WAY_PUT, WIRE_WAY_GET };
/* WRONG: the word opened nothing, which counts against the client. */
enum wire_gate { WIRE_GATE_GO, WIRE_GATE_REFUSED, WIRE_GATE_WRONG };
enum wire_bye {
	WIRE_BYE_LEFT,	 /* the person left */
	WIRE_BYE_IDLE,	 /* nobody was there for too long */
	WIRE_BYE_FAILED, /* it could not go on */
	WIRE_BYE_MOVED,	 /* the person goes on in another session */
	WIRE_BYE_SHUT,	 /* the account was stopped */
};

/* What may be asked in one state.  fn reads its fields, returns 0 or what
 * ends the conversation; what it leaves unread is ERR_PROTOCOL. */
struct wire_rule {
	uint8_t type;
	uint8_t flags;
	int (*fn)(void *arg, struct buf *fields);
};
#define WIRE_ONCE 1u

/* Take over fd, one end of the pair.  takes_fd: the other side may hand us a
 * descriptor; without it any that comes is closed unseen. */
struct wire *wire_new(int fd, bool takes_fd);
void wire_free(struct wire *w); /* closes; NULL is fine */
int wire_fd(const struct wire *w);

/* A buffer for the fields of a message: wiped when freed. */
struct buf *wire_fields(void);

/* Send one message and free fields (NULL: none).  fd goes along unless -1;
 * it stays the caller's. */
int wire_send(struct wire *w, uint8_t type, struct buf *fields, int fd);

/* Wait for one message; fields is the caller's to free.  ERR_CLOSED when the
 * other side has gone, ERR_PROTOCOL when it broke the framing. */
int wire_receive(struct wire *w, uint8_t *type, struct buf **fields);

/* Send a request and wait for its answer: ERR_PROTOCOL if another comes. */
int wire_call(struct wire *w, uint8_t type, struct buf *fields, uint8_t answer,
    struct buf **out);

/* The descriptor that came with what was received last, or -1; the caller's
 * from then on. */
int wire_take_fd(struct wire *w);

/* Do what rules say about one message.  used keeps which WIRE_ONCE rules are
 * spent; it begins as 0. */
int wire_obey(const struct wire_rule *rules, uint32_t *used, uint8_t type,
    struct buf *fields, void *arg);

/* Take one message off the front of in: 0, or ERR_BUSY when more bytes are
 * needed, or ERR_PROTOCOL.  in and fields are the caller's. */
int wire_take(struct buf *in, uint8_t *type, struct buf **fields);

#endif
