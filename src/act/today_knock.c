/* SPDX-License-Identifier: Apache-2.0 */
/* Who is being knocked: for whoever has to look, and for whoever waits. */
#include <string.h>

#include "act/knock.h"
#include "act/ticket.h"
#include "base/buf.h"
#include "base/lang.h"
#include "today_internal.h"

static const struct act_today_kind knocked_ticket = { "knocked",
	N_("you are wanted"), N_("look at it now"), "ticket" };
static const struct act_today_kind knocked_other = { "knocked",
	N_("you are wanted"), N_("see what it is"), "knock" };
static const struct act_today_kind knocking = { "knocking", N_("not seen yet"),
	"", "knock" };

/* What they have to look at stands here already, for its own reason. */
static struct act_today_row *
row_of(const struct today_list *l, const struct ladder *ladder)
{
	for (size_t i = 0; i < l->t->n; i++) {
		struct act_today_row *row = &l->t->row[i];

		if (row->block == TODAY_DO && row->id == ladder->object &&
		    strcmp(row->kind->open,
			knock_subject_code((int)ladder->subject)) == 0)
			return row;
	}
	return NULL;
}

/* Who takes calls can open a ticket; of others it is the ladder itself that
 * says where to ask. */
static bool
can_open(const struct today_list *l, const struct ladder *ladder)
{
	int64_t line;

	return ladder->subject == KNOCK_OF_TICKET &&
	       act_ticket_line(l->who, &line) == 0 && line == ladder->org;
}

static void
add_row(struct today_list *l, const struct act_knock *k)
{
	bool ticket = k->wanted && can_open(l, &k->row);
	struct act_today_row row = { .block =
					 k->wanted ? TODAY_DO : TODAY_OTHERS,
		.kind = !k->wanted ? &knocking
			: ticket   ? &knocked_ticket
				   : &knocked_other,
		.id = ticket ? k->row.object : k->row.id,
		.ladder = k->row.id,
		.first = k->wanted && k->row.kind <= KNOCK_HELP,
		.at = k->row.at };
	struct buf *about = buf_new(), *words = buf_new();

	act_knock_about(k, about);
	if (k->wanted)
		buf_add_text(words, k->org);
	else
		act_knock_words(k, words);
	today_add(l, &row, buf_text(about), buf_text(words));
	buf_free(about);
	buf_free(words);
}

/* Whose it is to look, and whose step began it; what a lead or a centre may
 * know besides stands in the list of ladders. */
static int
add_ladder(void *arg, const struct act_knock *k)
{
	struct today_list *l = arg;
	struct act_today_row *row = row_of(l, &k->row);

	if (k->row.kind == KNOCK_TEST)
		return 0;
	if (k->wanted && row != NULL)
		row->ladder = k->row.id;
	else if (k->wanted || k->mine)
		add_row(l, k);
	return 0;
}

int
today_ladders(struct today_list *l)
{
	if (act_is_administrator(l->who))
		return 0;
	return act_knock_mine(l->who, add_ladder, l);
}
