/* SPDX-License-Identifier: Apache-2.0 */
/* Who is asked about an opened home, and who signs for it afterwards. */
#include <string.h>

#include "act/unmask.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/org.h"
#include "store/store.h"
#include "unmask_internal.h"

#define EACH_MAX 100
#define LINES_MAX 64
#define SENTENCE_MAX 400

int
unmask_seal(struct actor *who, int64_t pair, const char *column, int64_t audit,
    const char *text, struct buf *b, struct ticket_sealed *s)
{
	int r;

	buf_clear(b);
	r = act_seal(who, pair, (struct sealed_place){ column, audit }, text,
	    strlen(text), b);
	*s = (struct ticket_sealed){ pair, buf_data(b), buf_len(b) };
	return r;
}

/* --- one, as this person may know it -------------------------------------- */

static int
name_of(struct actor *who, int64_t person, char to[65])
{
	to[0] = '\0';
	return person != 0 ? store_person_name(who->store, person, to) : 0;
}

static int
show(struct actor *who, const struct unmask *u, struct act_unmask *to)
{
	int r;

	*to = (struct act_unmask){ .u = *u };
	to->may_open =
	    unmask_may_open(u, who->person, act_now(who), &to->wait_s) == 0;
	to->may_review = unmask_may_review(u, who->person);
	if ((r = name_of(who, u->asked_by, to->asker)) != 0 ||
	    (r = name_of(who, u->opened_by, to->opener)) != 0)
		return r;
	return name_of(who, u->reviewed_by, to->reviewer);
}

struct reading {
	struct actor *who;
	struct buf *out;
};

/* By the line's circle, else by the district's; "" for who is in neither. */
static int
open_reason(void *arg, const struct unmask_row *row)
{
	struct reading *x = arg;
	const struct {
		const char *column;
		const struct ticket_sealed *s;
	} copies[] = {
		{ "unmask.reason", &row->reason },
		{ "unmask.centre_reason", &row->centre },
	};
	int r = ERR_KEY;

	for (size_t i = 0; i < nitems(copies) && r == ERR_KEY; i++)
		if (copies[i].s->pair != 0)
			r = act_open(x->who, copies[i].s->pair,
			    (struct sealed_place){
				copies[i].column, row->u.audit },
			    copies[i].s->bytes, copies[i].s->n, x->out);
	return r == ERR_KEY ? 0 : r;
}

static int
read_reason(struct actor *who, int64_t id, struct buf *out)
{
	struct reading x = { who, out };

	return store_unmask_read(who->store, id, open_reason, &x);
}

int
act_unmask_of(struct actor *who, int64_t ticket, struct act_unmask *to,
    struct buf *reason)
{
	struct act_ticket t;
	struct unmask u;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = ticket_load_read(who, ticket, &t)) != 0 ||
	    (r = store_unmask_newest(who->store, ticket, &u)) != 0)
		return r;
	if (u.ended_at != 0)
		return ERR_NOT_FOUND;
	if ((r = show(who, &u, to)) != 0)
		return r;
	return read_reason(who, u.id, reason);
}

/* --- what waits for me ---------------------------------------------------- */

struct each {
	struct actor *who;
	int64_t line[LINES_MAX];
	int n_lines;
	bool to_review;
	int (*fn)(void *, const struct act_unmask *);
	void *arg;
};

static int
add_line(void *arg, const struct org *o)
{
	struct each *x = arg;

	for (int i = 0; i < x->n_lines; i++)
		if (x->line[i] == o->id)
			return 0;
	if (x->n_lines < LINES_MAX)
		x->line[x->n_lines++] = o->id;
	return 0;
}

/* The lines this person answers for: as a lead, and to review also as the
 * centre of the district above. */
static int
find_lines(struct each *x)
{
	struct actor *who = x->who;
	int r = 0;

	for (int i = 0; i < who->n_posts && r == 0; i++) {
		const struct post *p = &who->posts[i];

		if (p->role == ROLE_LEAD)
			r = add_line(x, &(struct org){ .id = p->org });
		else if (p->role == ROLE_COUNSELLOR && x->to_review)
			r = store_org_each(who->store, ORG_LINE, p->lft, p->rgt,
			    LINES_MAX, add_line, x);
	}
	return r;
}

static int
give(void *arg, const struct unmask_row *row)
{
	struct each *x = arg;
	struct act_unmask u;
	int r;

	if (x->to_review ? !unmask_may_review(&row->u, x->who->person)
			 : row->u.asked_by == x->who->person)
		return 0;
	r = show(x->who, &row->u, &u);
	return r == 0 ? x->fn(x->arg, &u) : r;
}

int
act_unmask_each(struct actor *who, bool to_review,
    int (*fn)(void *, const struct act_unmask *), void *arg)
{
	struct each x = {
		.who = who, .to_review = to_review, .fn = fn, .arg = arg
	};
	int r;

	if ((r = act_look(who)) != 0 || (r = find_lines(&x)) != 0)
		return r;
	for (int i = 0; i < x.n_lines && r == 0; i++)
		r = store_unmask_each(who->store, x.line[i],
		    to_review ? UNMASK_OPENED : UNMASK_ASKED, EACH_MAX, give,
		    &x);
	return r;
}

/* --- signing -------------------------------------------------------------- */

/* ERR_DENIED before saying whether there is one. */
static int
load_review(struct actor *who, int64_t id, struct unmask *u)
{
	struct each x = { .who = who, .to_review = true };
	int r;

	if ((r = find_lines(&x)) != 0)
		return r;
	if ((r = store_unmask_get(who->store, id, u)) != 0)
		return r == ERR_NOT_FOUND ? ERR_DENIED : r;
	for (int i = 0; i < x.n_lines; i++)
		if (x.line[i] == u->line)
			return 0;
	return ERR_DENIED;
}

int
act_unmask_get(
    struct actor *who, int64_t id, struct act_unmask *to, struct buf *reason)
{
	struct unmask u;
	int r;

	if ((r = act_look(who)) != 0 || (r = load_review(who, id, &u)) != 0 ||
	    (r = act_saw(who, "unmask.show", id, NULL, &u.student, 1)) != 0 ||
	    (r = show(who, &u, to)) != 0)
		return r;
	return read_reason(who, id, reason);
}

static int
sign_input(struct actor *who, const struct unmask *u, const char *sentence)
{
	if (u->stage == UNMASK_REVIEWED)
		return ERR_STALE;
	if (u->stage != UNMASK_OPENED)
		return ERR_STATE;
	if (!unmask_may_review(u, who->person))
		return act_fail(who, ERR_SECOND,
		    _("Who asked or agreed cannot review it as well."));
	if (sentence == NULL || sentence[0] == '\0')
		return act_fail(who, ERR_INPUT,
		    _("sentence: one sentence on what you found."));
	return strlen(sentence) <= SENTENCE_MAX
		   ? 0
		   : act_fail(who, ERR_INPUT,
			 _("sentence: the sentence is too long."));
}

static int
sign(struct actor *who, struct unmask *u, const char *sentence, int64_t audit)
{
	struct unmask_row row = { .u = *u };
	struct buf *b = buf_new();
	int64_t pair;
	int r;

	row.u.stage = UNMASK_REVIEWED;
	row.u.reviewed_by = who->person;
	row.u.reviewed_at = act_now(who);
	row.u.review_audit = audit;
	if ((r = ticket_pair(who, u->line, &pair)) == 0 &&
	    (r = unmask_seal(who, pair, "unmask.review", audit, sentence, b,
		 &row.review)) == 0)
		r = store_unmask_sign(who->store, &row);
	buf_free(b);
	return r;
}

static void
tell_others(struct actor *who, const struct unmask *u)
{
	struct org district;

	store_touch(who->store, STORE_TOPIC(TOPIC_LINE, u->line));
	if (store_org_above(who->store, u->line, ORG_DISTRICT, &district) == 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, district.id));
}

int
act_unmask_review(
    struct actor *who, int64_t id, const char *sentence, int64_t *audit)
{
	int64_t row = 0;
	struct unmask u;
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if ((r = load_review(who, id, &u)) == 0 &&
	    (r = sign_input(who, &u, sentence)) == 0 &&
	    (r = act_note(
		 who, "unmask.review", id, NULL, &u.student, 1, &row)) == 0 &&
	    (r = sign(who, &u, sentence, row)) == 0)
		tell_others(who, &u);
	r = act_end(who, r);
	if (r == 0 && audit != NULL)
		*audit = row;
	return r;
}

/* --- afterwards ------------------------------------------------------------
 */

static int
open_found(void *arg, const struct unmask_row *row)
{
	struct reading *x = arg;
	int r = row->review.pair == 0
		    ? 0
		    : act_open(x->who, row->review.pair,
			  (struct sealed_place){
			      "unmask.review", row->u.review_audit },
			  row->review.bytes, row->review.n, x->out);

	return r == ERR_KEY ? 0 : r;
}

bool
act_unmask_was_opened(struct actor *who, int64_t ticket)
{
	struct unmask u;

	return store_unmask_newest(who->store, ticket, &u) == 0 &&
	       u.opened_at != 0;
}

int
act_unmask_after(struct actor *who, int64_t ticket, struct act_unmask *to,
    struct buf *reason, struct buf *found)
{
	struct reading x = { who, found };
	struct act_ticket t;
	struct unmask u;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = ticket_load_read(who, ticket, &t)) != 0 ||
	    (r = store_unmask_newest(who->store, ticket, &u)) != 0)
		return r;
	if (u.opened_at == 0)
		return ERR_NOT_FOUND;
	if ((r = act_saw(who, "unmask.found", u.id, NULL, &u.student, 1)) !=
		0 ||
	    (r = show(who, &u, to)) != 0 ||
	    (r = read_reason(who, u.id, reason)) != 0)
		return r;
	return store_unmask_read(who->store, u.id, open_found, &x);
}
