/* SPDX-License-Identifier: Apache-2.0 */
/* A file on its way through the gate. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "act/form.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"
#include "store/store.h"

#define BEAT_MS 1000 /* between two lines of "so far" */

/*
 * What comes in lies in a memory file: it has no name, is bounded by the
 * word, can be sought in (the import reads twice), never reaches the disk, and
 * is gone with the process however that ends.  What goes out lies in guarded
 * memory.
 */
struct act_gate_move {
	struct actor *who;
	struct gate g;
	int spool;
	struct buf *out;
	int64_t beat; /* ticks of the last line of "so far" */
	bool ended;
};

/* --- beginning -------------------------------------------------------------
 */

static int
wrong_word(struct actor *who)
{
	int64_t open;
	int r;

	if ((r = store_gate_wrong(
		 who->store, who->person, GATE_WRONG_MAX, &open)) != 0 ||
	    (r = act_note(who, "gate.wrong", 0, NULL, NULL, 0, NULL)) != 0)
		return r;
	return 0;
}

/* *found: the word opens this way; else the try has been counted. */
static int
find(struct actor *who, enum gate_way way, const char *typed, struct gate *g,
    bool *found)
{
	char word[GATE_WORD_MAX];
	uint8_t hash[GATE_HASH];
	int r = ERR_NOT_FOUND;

	*found = false;
	if (gate_word_read(typed, word)) {
		gate_hash(word, hash);
		r = store_gate_by_hash(who->store, who->person, hash, g);
		explicit_bzero(word, sizeof(word));
	}
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	if (r == 0 && gate_rule(g->purpose)->way == way)
		r = gate_may_begin(g, act_now(who));
	else
		r = ERR_DENIED;
	if (r == ERR_DENIED)
		return wrong_word(who);
	*found = r == 0;
	return r;
}

static int
claim(struct actor *who, enum gate_way way, const char *word, struct gate *g)
{
	bool found;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = find(who, way, word, g, &found)) == 0 && found) {
		g->began_at = g->beat_at = act_now(who);
		g->bytes = 0;
		g->result = 0;
		g->said[0] = '\0';
		r = store_gate_put(who->store, g);
		store_touch(who->store, STORE_TOPIC(TOPIC_GATE, g->id));
	}
	if ((r = act_end(who, r)) == ERR_BUSY)
		return act_fail(who, r,
		    _("Another connection is using this word just now."));
	if (r == 0 && !found)
		r = act_fail(who, ERR_DENIED,
		    _("This word opens nothing: it is mistyped, used, or older "
		      "than ten minutes. Please make a new one at the "
		      "screen."));
	return r;
}

static int
prepare(struct act_gate_move *m)
{
	switch (m->g.purpose) {
	case GATE_FORM:
		return act_form_print(
		    m->who, m->g.detail, m->g.copies, true, m->out);
	case GATE_PACKAGE:
		return package_build(m->who, m->g.object, m->out);
	case GATE_CARE:
		return care_build(m->who, m->g.object, m->out);
	default:
		m->spool = memfd_create("gate", MFD_CLOEXEC);
		return m->spool < 0 ? ERR_SYSTEM : 0;
	}
}

/* Why it cannot go on, for the screen that waits. */
static int
note_fault(struct act_gate_move *m, int r)
{
	m->g.result = r;
	mem_copy_text(m->g.said, sizeof(m->g.said), act_why(m->who, r));
	return r;
}

int
act_gate_begin(struct actor *who, enum gate_way way, const char *word,
    struct act_gate_move **out)
{
	struct act_gate_move *m = mem_zero(1, sizeof(*m));
	char why[ACT_WHY_MAX];
	int r;

	m->who = who;
	m->spool = -1;
	m->out = act_secret();
	m->beat = clock_ticks_ms();
	if ((r = claim(who, way, word, &m->g)) != 0)
		m->ended = true; /* it is not ours to let go of */
	else if ((r = prepare(m)) == 0) {
		m->g.all_bytes = (int64_t)buf_len(m->out);
		*out = m;
		return 0;
	}
	memcpy(why, who->why, sizeof(why));
	note_fault(m, r);
	act_gate_drop(m);
	memcpy(who->why, why, sizeof(why));
	return r;
}

/* --- meanwhile -------------------------------------------------------------
 */

/* For the screen that waits.  A store that is busy costs a line of "so far";
 * a word that was taken back ends it. */
static int
tell(struct act_gate_move *m)
{
	struct gate now;
	int r;

	if (clock_ticks_ms() - m->beat < BEAT_MS)
		return 0;
	m->beat = clock_ticks_ms();
	if ((r = act_begin(m->who)) != 0)
		return r == ERR_BUSY ? 0 : r;
	if ((r = store_gate_get(m->who->store, m->g.id, &now)) == 0 &&
	    now.state != m->g.state)
		r = act_fail(
		    m->who, ERR_STOPPED, _("The word was taken back."));
	if (r == 0 && act_now(m->who) - m->g.began_at > GATE_MOVE_S)
		r = act_fail(m->who, ERR_LIMIT,
		    _("That took more than an hour. Please make a new word."));
	if (r == 0) {
		m->g.beat_at = act_now(m->who);
		m->g.wrong = now.wrong;
		r = store_gate_put(m->who->store, &m->g);
		store_touch(m->who->store, STORE_TOPIC(TOPIC_GATE, m->g.id));
	}
	return act_end(m->who, r);
}

static int
write_all(int fd, const uint8_t *p, size_t n)
{
	ssize_t put;

	for (; n > 0; p += put, n -= (size_t)put) {
		put = write(fd, p, n);
		if (put < 0 && errno == EINTR)
			put = 0;
		else if (put < 0)
			return errno == ENOMEM || errno == ENOSPC ? ERR_MEMORY
								  : ERR_IO;
	}
	return 0;
}

int
act_gate_take(struct act_gate_move *m, const void *p, size_t n)
{
	int64_t most = gate_rule(m->g.purpose)->most;
	int r;

	if (m->spool < 0)
		return ERR_PROTOCOL;
	if (m->g.bytes + (int64_t)n > most)
		return note_fault(m,
		    act_fail(m->who, ERR_LIMIT,
			_("The file is larger than %lld MB. Nothing of it was "
			  "taken."),
			(long long)(most >> 20)));
	if ((r = write_all(m->spool, p, n)) != 0)
		return note_fault(m, r);
	m->g.bytes += (int64_t)n;
	return (r = tell(m)) != 0 ? note_fault(m, r) : 0;
}

int
act_gate_give(struct act_gate_move *m, size_t max, const uint8_t **p, size_t *n)
{
	size_t gone = (size_t)m->g.bytes, left = buf_len(m->out) - gone;
	int r;

	if (m->spool >= 0)
		return ERR_PROTOCOL;
	if ((r = tell(m)) != 0)
		return r;
	*p = buf_data(m->out) + gone;
	*n = left < max ? left : max;
	m->g.bytes += (int64_t)*n;
	return 0;
}

void
act_gate_words(const struct act_gate_move *m, struct buf *said)
{
	char file[GATE_FILE_MAX];

	gate_file(&m->g, file);
	if (m->spool < 0)
		buf_add_f(said, _("Here it comes: %s, %lld KB."), file,
		    (long long)(m->g.all_bytes + 1023) / 1024);
}

/* --- the end ---------------------------------------------------------------
 */

static int
on_rows(void *arg, int64_t rows)
{
	struct act_gate_move *m = arg;

	m->g.rows = rows;
	(void)tell(m); /* a roster half taken in helps nobody */
	return 0;
}

/* From now on the word is used, whoever else has it. */
static int
use_up(struct act_gate_move *m, enum gate_state to)
{
	struct gate now;
	int r;

	if ((r = act_begin(m->who)) != 0)
		return r;
	if ((r = store_gate_get(m->who->store, m->g.id, &now)) == 0 &&
	    now.state != GATE_OPEN)
		r = act_fail(m->who, ERR_STATE,
		    _("The word has been used or taken back meanwhile. "
		      "Nothing was taken."));
	m->g.state = to;
	m->g.beat_at = act_now(m->who);
	if (to == GATE_DONE)
		m->g.ended_at = m->g.beat_at;
	if (r == 0 && m->g.purpose == GATE_PACKAGE)
		r = package_fetched(m->who, m->g.object);
	if (r == 0)
		r = act_note(m->who, to == GATE_DONE ? "gate.get" : "gate.put",
		    m->g.id, gate_rule(m->g.purpose)->code, NULL, 0,
		    &m->g.end_audit);
	if (r == 0)
		r = store_gate_put(m->who->store, &m->g);
	store_touch(m->who->store, STORE_TOPIC(TOPIC_GATE, m->g.id));
	return act_end(m->who, r);
}

/* What became of it, for the screen. */
static int
finish(struct act_gate_move *m, int result, struct buf *said)
{
	int r;

	m->g.state = result == 0 ? GATE_DONE : GATE_REFUSED;
	m->g.result = result;
	mem_copy_text(m->g.said, sizeof(m->g.said), buf_text(said));
	if ((r = act_begin(m->who)) != 0)
		return r;
	m->g.ended_at = act_now(m->who);
	r = act_note(m->who, result == 0 ? "gate.done" : "gate.refused",
	    m->g.id, gate_rule(m->g.purpose)->code, NULL, 0, &m->g.end_audit);
	if (r == 0)
		r = store_gate_put(m->who->store, &m->g);
	store_touch(m->who->store, STORE_TOPIC(TOPIC_GATE, m->g.id));
	return act_end(m->who, r);
}

static int
read_it(struct act_gate_move *m, struct buf *said)
{
	size_t before = buf_len(said);
	int result, r;

	if ((r = use_up(m, GATE_WORKING)) != 0)
		return r;
	result = gate_read(m->who, &m->g, m->spool, on_rows, m, said);
	if (result != 0) {
		buf_cut(said, before);
		buf_add_text(said, act_why(m->who, result));
	}
	r = finish(m, result, said);
	return result != 0 ? result : r;
}

int
act_gate_end(struct act_gate_move *m, struct buf *said)
{
	size_t before = buf_len(said);
	int r;

	if (m->ended)
		return ERR_STATE;
	m->ended = true;
	r = m->spool >= 0 ? read_it(m, said) : use_up(m, GATE_DONE);
	if (r != 0 && buf_len(said) == before)
		buf_add_text(said, act_why(m->who, r));
	return r;
}

/* Broken off: the word is free at once for another try. */
static void
let_go(struct act_gate_move *m)
{
	struct gate now;
	int r;

	if (act_begin(m->who) != 0)
		return;
	if ((r = store_gate_get(m->who->store, m->g.id, &now)) == 0 &&
	    now.state == GATE_OPEN) {
		now.beat_at = 0;
		now.bytes = m->g.bytes;
		now.result = m->g.result;
		mem_copy_text(now.said, sizeof(now.said), m->g.said);
		r = store_gate_put(m->who->store, &now);
		store_touch(m->who->store, STORE_TOPIC(TOPIC_GATE, m->g.id));
	}
	(void)act_end(m->who, r);
}

void
act_gate_drop(struct act_gate_move *m)
{
	if (m == NULL)
		return;
	if (!m->ended && m->g.id != 0)
		let_go(m);
	if (m->spool >= 0)
		close(m->spool);
	buf_free(m->out);
	free(m);
}
