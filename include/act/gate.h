/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_GATE_H
#define ACT_GATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/gate.h"
#include "model/topic.h"

struct actor;
struct buf;

/*
 * A file in, a file out, without a shell.  Somebody asks for a word at a
 * screen; another connection of the same person, signed in as any other,
 * brings the file with it or takes one away (`ssh ... put WORD <file`).  What
 * comes in is looked at by gate_read() (src/act/gate_read.c) and by nothing
 * else; what goes out is a blank form or what a second person agreed to.
 */

/* May this person ask for a word of this purpose at all? */
bool act_gate_may(struct actor *who, enum gate_purpose p);

struct act_gate_ask {
	enum gate_purpose purpose;
	int64_t object;	    /* the package */
	const char *detail; /* the form; where all rows of a table are; NULL */
	int copies;	    /* of the form */
};
/* A new word: it is nowhere but in `word` from then on. */
int act_gate_make(struct actor *who, const struct act_gate_ask *ask,
    struct gate *out, char word[GATE_WORD_MAX]);
/* How it stands; one's own alone.  STORE_TOPIC(TOPIC_GATE, id) rings. */
int act_gate_show(struct actor *who, int64_t id, struct gate *out);
/* Take a word back; ERR_STATE once its file is here. */
int act_gate_void(struct actor *who, int64_t id);
/* The newest first. */
int act_gate_each(struct actor *who, int limit,
    int (*fn)(void *, const struct gate *), void *arg);

/* The keeper: words of more than thirty days, and passphrases of packages that
 * can no longer be fetched, go. */
int act_gate_forget(struct actor *keeper);

/* --- the connection that has the file --------------------------------------
 */
struct act_gate_move;

/*
 * With a word, as it was typed.  ERR_DENIED, in the same sentence, for one
 * that is wrong, somebody else's, used, or too old; each such try counts, and
 * five make every open word of the person void.  ERR_BUSY while another
 * connection moves its file.
 */
int act_gate_begin(struct actor *who, enum gate_way way, const char *word,
    struct act_gate_move **out);
/* In: the next bytes.  ERR_LIMIT beyond what the word is good for. */
int act_gate_take(struct act_gate_move *m, const void *p, size_t n);
/* Out: the next bytes, at most max, borrowed until the next call; *n is 0
 * when all have gone.  The plain text is in guarded memory and wiped. */
int act_gate_give(
    struct act_gate_move *m, size_t max, const uint8_t **p, size_t *n);
/* All of it has come, or has arrived there.  Only now is the word used up, and
 * only now is anything read or counted.  What is to be said about it is
 * appended to said, whatever is returned. */
int act_gate_end(struct act_gate_move *m, struct buf *said);
/* A sentence about what goes out: "form.html, 2 KB". */
void act_gate_words(const struct act_gate_move *m, struct buf *said);
/* Let go; before act_gate_end() the word stays good.  NULL is fine. */
void act_gate_drop(struct act_gate_move *m);

#endif
