/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "act/presence.h"
#include "act/ticket.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "store/org.h"
#include "store/store.h"
#include "today_internal.h"

void
today_add(struct today_list *l, const struct act_today_row *row,
    const char *about, const char *second)
{
	struct act_today *t = l->t;
	struct act_today_row *to;

	if (t->n == TODAY_ROWS_MAX)
		return;
	t->row = mem_grow(t->row, t->n + 1, sizeof(*t->row));
	l->text = mem_grow(l->text, 2 * (t->n + 1), sizeof(*l->text));
	to = &t->row[t->n];
	*to = *row;
	to->overdue =
	    to->due_at != 0 && to->due_at < t->now && to->block == TODAY_DO;
	l->text[2 * t->n] = buf_len(t->words);
	buf_add_text(t->words, about != NULL ? about : "");
	buf_add_char(t->words, '\0');
	l->text[2 * t->n + 1] = buf_len(t->words);
	buf_add_text(t->words, second != NULL ? second : "");
	buf_add_char(t->words, '\0');
	t->count[row->block]++;
	t->n++;
}

void
today_names(struct today_list *l, int64_t student)
{
	for (int i = 0; i < l->n_subjects; i++)
		if (l->subject[i] == student)
			return;
	if (l->n_subjects < (int)nitems(l->subject))
		l->subject[l->n_subjects++] = student;
}

enum act_today_block
today_when(const struct today_list *l, int64_t due_at)
{
	return due_at >= l->end_of_day + CLOCK_DAY ? TODAY_LATER : TODAY_DO;
}

/* Overdue (longest first), then due, then what has no time. */
static int
sooner(const void *a, const void *b)
{
	const struct act_today_row *x = a, *y = b;
	int64_t due_x = x->due_at != 0 ? x->due_at : INT64_MAX;
	int64_t due_y = y->due_at != 0 ? y->due_at : INT64_MAX;

	if (x->block != y->block)
		return (int)x->block - (int)y->block;
	if (x->first != y->first)
		return y->first - x->first;
	if (due_x != due_y)
		return due_x < due_y ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static int64_t
end_of_day(int64_t now)
{
	struct clock_parts p;

	clock_parts_of(now, &p);
	p.hour = p.minute = p.second = 0;
	return clock_from_parts(&p) + CLOCK_DAY;
}

static void
settle(struct today_list *l)
{
	const char *words = (const char *)buf_data(l->t->words);

	for (size_t i = 0; i < l->t->n; i++) {
		l->t->row[i].about = words + l->text[2 * i];
		l->t->row[i].second = words + l->text[2 * i + 1];
	}
	if (l->t->n > 0)
		qsort(l->t->row, l->t->n, sizeof(l->t->row[0]), sooner);
}

static int (*const collectors[])(struct today_list *) = {
	today_line,
	today_warnings,
	today_talks,
	today_training,
	today_ladders,
	today_file,
	today_gate,
	today_desk,
	today_admin,
};

/* In the audit before it is shown: a subject a child, once in a while. */
static int
today_saw(struct today_list *l)
{
	return act_saw_many(l->who, "today.show", l->subject, l->n_subjects);
}

int
act_today(struct actor *who, struct act_today *out)
{
	struct today_list l = { .who = who, .t = out };
	int r;

	*out = (struct act_today){ .now = act_now(who) };
	if ((r = act_look(who)) != 0)
		return r;
	out->words = act_secret();
	l.end_of_day = end_of_day(out->now);
	if (act_is(who, ROLE_OPERATOR) || act_is(who, ROLE_LEAD))
		out->waiting = act_ticket_waiting(who, &out->waiting_since);
	for (size_t i = 0; i < nitems(collectors) && r == 0; i++)
		r = collectors[i](&l);
	if (r == 0)
		r = today_saw(&l);
	who->why[0] = '\0';
	settle(&l);
	free(l.text);
	if (r != 0)
		act_today_free(out);
	return r;
}

void
act_today_free(struct act_today *t)
{
	free(t->row);
	buf_free(t->words);
	*t = (struct act_today){ .now = 0 };
}

static void
add_topic(uint32_t *to, int max, int *n, uint32_t topic)
{
	for (int i = 0; i < *n; i++)
		if (to[i] == topic)
			return;
	if (*n < max)
		to[(*n)++] = topic;
}

int
act_today_topics(struct actor *who, uint32_t *to, int max)
{
	struct org school;
	int n = 0;

	add_topic(to, max, &n, STORE_TOPIC(TOPIC_ALL, 0));
	add_topic(to, max, &n, STORE_TOPIC(TOPIC_PERSON, who->person));
	for (int i = 0; i < who->n_posts; i++) {
		const struct post *p = &who->posts[i];

		if (p->role == ROLE_OPERATOR || p->role == ROLE_LEAD) {
			add_topic(to, max, &n, STORE_TOPIC(TOPIC_LINE, p->org));
			add_topic(to, max, &n, ACT_PRESENCE_TOPIC);
		}
		add_topic(to, max, &n, STORE_TOPIC(TOPIC_ORG, p->org));
		if (store_org_above(who->store, p->org, ORG_SCHOOL, &school) ==
		    0)
			add_topic(
			    to, max, &n, STORE_TOPIC(TOPIC_ORG, school.id));
	}
	return n;
}
