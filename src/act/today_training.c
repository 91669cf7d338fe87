/* SPDX-License-Identifier: Apache-2.0 */
/* Who is on a hotline's duty without a valid training record: for themselves,
 * and for who leads the line (TJ-83). */
#include <stdio.h>

#include "base/lang.h"
#include "base/mem.h"
#include "store/gap.h"
#include "today_internal.h"
#include "training_internal.h"

#define ROWS_MAX 20

static const struct act_today_kind own_kind = { "training", N_("training"),
	N_("ask to have it noted"), "" };
static const struct act_today_kind staff_kind = { "training.staff",
	N_("training"), N_("remind them"), "" };

static void
say_ended(const struct act_training_is *is, char *to, size_t size)
{
	if (is->ended[0] != '\0')
		snprintf(to, size, _("your record ended on %s"), is->ended);
	else
		snprintf(to, size, "%s", _("you have no record yet"));
}

static int
add_own(struct today_list *l)
{
	struct act_today_row row = {
		.block = TODAY_OTHERS, .kind = &own_kind, .id = l->who->person
	};
	struct act_training_is is;
	char about[80];
	int r;

	if ((r = act_training_own(l->who, &is)) != 0 || !is.lacks)
		return r;
	say_ended(&is, about, sizeof(about));
	today_add(l, &row, about, "");
	return 0;
}

struct staff {
	struct today_list *l;
	int64_t seen[ROWS_MAX];
	int n;
};

/* Who holds two posts stands in it twice. */
static int
add_staff(void *arg, const struct gap_row *g)
{
	struct staff *s = arg;
	struct act_today_row row = {
		.block = TODAY_OTHERS, .kind = &staff_kind, .id = g->person
	};

	for (int i = 0; i < s->n; i++)
		if (s->seen[i] == g->person)
			return 0;
	if (s->n == ROWS_MAX || g->person == s->l->who->person)
		return 0;
	s->seen[s->n++] = g->person;
	today_add(s->l, &row, g->who, "");
	return 0;
}

int
today_training(struct today_list *l)
{
	struct actor *who = l->who;
	struct staff s = { .l = l };
	int r = add_own(l);

	for (int i = 0; i < who->n_posts && r == 0; i++) {
		const struct post *p = &who->posts[i];

		if (p->role == ROLE_LEAD)
			r = store_gap_each(who->store, GAP_TRAINING, p->lft,
			    p->rgt, 0, act_now(who), 2 * ROWS_MAX, add_staff,
			    &s);
	}
	return r;
}
