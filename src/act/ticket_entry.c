/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries.  Before danger what is typed is a draft, its author's alone; once
 * others are in, the same words also stand in an entry that they read along.
 * Each author has an entry of their own, so two people writing in one ticket
 * never meet.  While it is being written its newest revision is written over
 * for a minute, then a next one begins: what was known a minute later can
 * still be read years later.
 */
#include <string.h>

#include "act/draft.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/store.h"
#include "ticket_internal.h"

#define DRAFT_KIND "ticket.entry"

static const char *const kinds[] = { "note", "summary", "message", "call" };

static int
entry_input(struct actor *who, const struct act_ticket_entry *e)
{
	const char *kind = e->kind != NULL ? e->kind : kinds[0];

	for (size_t i = 0; i < nitems(kinds); i++)
		if (strcmp(kinds[i], kind) == 0)
			return e->n <= ACT_TICKET_TEXT_MAX
				   ? 0
				   : act_fail(who, ERR_LIMIT,
					 _("The text is too long for one "
					   "entry."));
	return act_fail(who, ERR_INPUT, _("kind: there is no such entry."));
}

/* Which revision these words go into. */
static int64_t
revision_for(struct actor *who, const struct ticket_entry *e, int64_t now)
{
	int64_t at = store_ticket_text_at(who->store, e->id, e->revision);

	return at != 0 && now - at < CLOCK_MINUTE ? e->revision
						  : e->revision + 1;
}

static int
entry_words(struct actor *who, struct act_ticket *t, struct ticket_entry *e,
    const char *text, size_t n)
{
	struct buf *b = buf_new();
	int r;

	r = ticket_seal(who, t->row.line,
	    ticket_place("ticket_text.words", e->id, e->revision), text, n, b,
	    &e->words);
	if (r == 0)
		r = store_ticket_text_put(who->store, e);
	buf_free(b);
	return r;
}

/* The entry this author is at, or a new one. */
static int
entry_begin(struct actor *who, struct act_ticket *t,
    const struct act_ticket_entry *in, bool writing, struct ticket_entry *e)
{
	const char *kind = in->kind != NULL ? in->kind : kinds[0];
	int64_t now = act_now(who);
	int r;

	r = store_ticket_entry_writing(who->store, who->person, t->row.id, e);
	if (r == 0 && strcmp(e->kind, kind) == 0) {
		e->revision = revision_for(who, e, now);
		e->saved_at = now;
		e->writing = writing;
		return store_ticket_entry_put(who->store, e);
	}
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	*e = (struct ticket_entry){ .ticket = t->row.id,
		.author = who->person,
		.event_at = in->event_at,
		.entered_at = now,
		.saved_at = now,
		.revision = 1,
		.writing = writing };
	mem_copy_text(e->kind, sizeof(e->kind), kind);
	return store_ticket_entry_add(who->store, e);
}

int
ticket_put_entry(struct actor *who, struct act_ticket *t,
    const struct act_ticket_entry *in, bool writing, int64_t *entry)
{
	struct act_ticket_entry at = *in;
	struct ticket_entry e;
	int r;

	if ((r = ticket_event_time(who, &at.event_at)) == 0 &&
	    (r = entry_begin(who, t, &at, writing, &e)) == 0 &&
	    (r = entry_words(who, t, &e, in->text, in->n)) == 0 &&
	    entry != NULL)
		*entry = e.id;
	return r;
}

int
act_ticket_write(struct actor *who, int64_t id,
    const struct act_ticket_entry *e, int64_t *entry, struct act_ticket *t)
{
	bool is_note = e->kind == NULL || strcmp(e->kind, "message") != 0;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = entry_input(who, e)) == 0 && e->n == 0)
		r = act_fail(who, ERR_INPUT, _("text: there is nothing yet."));
	if (r == 0 && (r = ticket_load_write(who, id, t)) == 0 &&
	    (r = ticket_put_entry(who, t, e, false, entry)) == 0 && is_note)
		r = act_draft_drop(who, DRAFT_KIND, id);
	if (r == 0)
		r = ticket_note(who, "ticket.entry", t, NULL);
	if (r == 0 && is_note) /* all that it changes of the ticket */
		t->have |= TICKET_NEEDS_SUMMARY;
	return act_end(who, r);
}

/* The entry others read along; no audit row a second: the first one says who
 * wrote, the revisions say what stood there. */
static int
autosave_shared(
    struct actor *who, struct act_ticket *t, const char *text, size_t n)
{
	struct act_ticket_entry in = { .text = text, .n = n };
	struct ticket_entry was;
	int64_t entry;
	int r;

	r = store_ticket_entry_writing(
	    who->store, who->person, t->row.id, &was);
	if (r != 0 && r != ERR_NOT_FOUND)
		return r;
	if (r == ERR_NOT_FOUND && n == 0)
		return 0;
	if (r == ERR_NOT_FOUND &&
	    (r = ticket_note(who, "ticket.entry", t, NULL)) != 0)
		return r;
	store_touch(who->store, STORE_TOPIC(TOPIC_TICKET, t->row.id));
	return ticket_put_entry(who, t, &in, true, &entry);
}

int
act_ticket_autosave(
    struct actor *who, int64_t id, const char *text, size_t n, int64_t caret)
{
	struct act_ticket t;
	int r;

	if (n > ACT_TICKET_TEXT_MAX)
		return act_fail(
		    who, ERR_LIMIT, _("The text is too long for one entry."));
	if ((r = act_draft_save(who, DRAFT_KIND, id, text, n, caret)) != 0 ||
	    (r = act_begin(who)) != 0)
		return r;
	if ((r = ticket_load_write(who, id, &t)) == 0 &&
	    (t.row.danger_at != 0 || t.row.asked_at != 0))
		r = autosave_shared(who, &t, text, n);
	return act_end(who, r);
}

int
act_ticket_resume(
    struct actor *who, int64_t id, struct buf *out, int64_t *caret)
{
	struct act_draft d;
	int r;

	if ((r = act_draft_open(who, DRAFT_KIND, id, &d, out)) == 0)
		*caret = d.caret;
	return r;
}
