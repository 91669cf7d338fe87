/* SPDX-License-Identifier: Apache-2.0 */
#include "act/today.h"
#include "all.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"

static const char *const blocks[TODAY_BLOCKS] = { "do", "meet", "watch",
	"reach", "others", "reports", "figures", "later" };

static json_t *
row_object(const struct act_today_row *row)
{
	json_t *o = json_object();

	json_object_set_new(o, "block", json_string(blocks[row->block]));
	json_object_set_new(o, "kind", json_string(row->kind->code));
	json_object_set_new(o, "words", json_string(_(row->kind->words)));
	json_object_set_new(o, "about", json_string(row->about));
	if (row->second[0] != '\0')
		json_object_set_new(o, "second", json_string(row->second));
	if (row->kind->next[0] != '\0')
		json_object_set_new(o, "next", json_string(_(row->kind->next)));
	if (row->kind->open[0] != '\0')
		json_object_set_new(o, "open", json_string(row->kind->open));
	ctl_put_id(o, "id", row->id);
	ctl_put_id(o, "version", row->version);
	ctl_put_time(o, "due_at", row->due_at);
	json_object_set_new(o, "overdue", json_boolean(row->overdue));
	if (row->block == TODAY_WATCH)
		json_object_set_new(o, "accepted", json_boolean(row->done));
	if (row->draft)
		json_object_set_new(o, "draft", json_true());
	ctl_put_time(o, "since", row->at);
	return o;
}

static int
say_waiting(struct ctl *c, const struct act_today *t)
{
	json_t *o;

	if (t->waiting == 0)
		return 0;
	o = json_object();
	json_object_set_new(o, "block", json_string("calls"));
	json_object_set_new(o, "waiting", json_integer(t->waiting));
	ctl_put_time(o, "since", t->waiting_since);
	return ctl_say(c, o);
}

static int
today(struct ctl *c)
{
	struct act_today t;
	int r;

	if ((r = act_today(c->who, &t)) != 0)
		return r;
	r = say_waiting(c, &t);
	for (size_t i = 0; i < t.n && r == 0; i++)
		r = ctl_say(c, row_object(&t.row[i]));
	act_today_free(&t);
	return r;
}

const struct ctl_command ctl_today = {
	.name = "today",
	.help = N_("What waits for you, the longest overdue first, each with "
		   "what to do next."),
	.run = today,
};
