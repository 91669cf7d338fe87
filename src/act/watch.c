/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/watch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/store.h"
#include "ticket_effect.h"

static struct sealed_place
watch_place(int64_t id)
{
	return (struct sealed_place){ "watch.sentence", id };
}

static int
watch_input(
    struct actor *who, struct watch *w, const char *sentence, int64_t until_at)
{
	struct act_ticket t;
	int r;

	if ((r = act_ticket_line(who, &w->line)) != 0)
		return r;
	if (sentence[0] == '\0' || strlen(sentence) > WATCH_SENTENCE_MAX ||
	    strchr(sentence, '\n') != NULL)
		return act_fail(who, ERR_INPUT,
		    _("sentence: one line for whoever comes next."));
	if (w->ticket != 0 && (r = ticket_load_read(who, w->ticket, &t)) != 0)
		return r;
	w->at = act_now(who);
	w->until_at =
	    until_at != 0 ? until_at : w->at + WATCH_DAYS * (int64_t)CLOCK_DAY;
	w->author = who->person;
	return ticket_pair(who, w->line, &w->sentence.pair);
}

static int
watch_put(struct actor *who, struct watch *w, const char *sentence)
{
	struct buf *b = buf_new();
	int r;

	if ((r = store_watch_add(who->store, w)) == 0 &&
	    (r = ticket_seal(who, w->line, watch_place(w->id), sentence,
		 strlen(sentence), b, &w->sentence)) == 0)
		r = store_watch_seal(who->store, w);
	buf_free(b);
	return r;
}

int
act_watch_add(struct actor *who, int64_t ticket, const char *sentence,
    int64_t until_at, int64_t *id, int64_t *audit)
{
	struct watch w = { .ticket = ticket };
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = watch_input(who, &w, sentence, until_at)) == 0 &&
	    (r = watch_put(who, &w, sentence)) == 0) {
		store_touch(who->store, STORE_TOPIC(TOPIC_LINE, w.line));
		r = act_note(who, "watch.add", w.id, NULL, NULL, 0, audit);
	}
	if (r == 0)
		*id = w.id;
	return act_end(who, r);
}

/* The ticket that was handed over is this person's from now on. */
static int
accept_ticket(struct actor *who, int64_t ticket)
{
	struct act_ticket t = { .row.id = ticket };

	if (ticket == 0)
		return 0;
	store_touch(who->store, STORE_TOPIC(TOPIC_TICKET, ticket));
	return ticket_give(who, &t, who->person, HOW_ACCEPTED);
}

int
act_watch_accept(struct actor *who, int64_t id, int64_t *audit)
{
	struct watch w;
	int64_t line;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = act_ticket_line(who, &line)) == 0 &&
	    (r = store_watch_get(who->store, id, &w)) == 0 && w.line != line)
		r = ERR_NOT_FOUND;
	if (r == 0 && w.until_at <= act_now(who))
		r = ERR_STATE;
	if (r == 0 &&
	    (r = store_watch_accept(
		 who->store, id, who->person, act_now(who))) == 0 &&
	    (r = accept_ticket(who, w.ticket)) == 0) {
		store_touch(who->store, STORE_TOPIC(TOPIC_LINE, line));
		r = act_note(who, "watch.accept", id, NULL, NULL, 0, audit);
	}
	return act_end(who, r);
}

struct showing {
	struct actor *who;
	int (*fn)(void *, const struct act_watch *);
	void *arg;
};

static int
show(void *arg, const struct watch *w)
{
	struct showing *s = arg;
	struct buf *b = buf_new_in(sealed_memory());
	struct act_watch a = { .id = w->id,
		.ticket = w->ticket,
		.author = w->author,
		.at = w->at,
		.until_at = w->until_at,
		.accepted_at = w->accepted_at,
		.accepted = w->accepted };
	int r;

	r = act_open(s->who, w->sentence.pair, watch_place(w->id),
	    w->sentence.bytes, w->sentence.n, b);
	if (r == 0 || r == ERR_KEY)
		r = store_person_name(s->who->store, w->author, a.author_name);
	a.sentence = buf_text(b);
	if (r == 0)
		r = s->fn(s->arg, &a);
	buf_free(b);
	return r;
}

int
act_watch_each(
    struct actor *who, int (*fn)(void *, const struct act_watch *), void *arg)
{
	struct showing s = { who, fn, arg };
	int64_t line;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = act_ticket_line(who, &line)) != 0 ||
	    (r = act_saw(who, "watch.list", line, NULL, NULL, 0)) != 0)
		return r;
	return store_watch_each(
	    who->store, line, who->person, act_now(who), show, &s);
}

struct sentence {
	struct actor *who;
	int64_t ticket;
	struct buf *out;
	bool any;
};

static int
sentence_of(void *arg, const struct act_watch *w)
{
	struct sentence *s = arg;

	if (w->ticket != s->ticket)
		return 0;
	buf_clear(s->out);
	buf_add_text(s->out, w->sentence);
	s->any = true;
	return 0;
}

int
act_ticket_sentence(struct actor *who, int64_t id, struct buf *out)
{
	struct sentence s = { who, id, out, false };
	int r = act_watch_each(who, sentence_of, &s);

	return r == 0 && !s.any ? ERR_NOT_FOUND : r;
}
