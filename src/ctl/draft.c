/* SPDX-License-Identifier: Apache-2.0 */
#include "all.h"
#include "act/actor.h"
#include "act/draft.h"
#include "base/buf.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static json_t *
draft_object(const struct act_draft *d)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", d->id);
	json_object_set_new(o, "kind", json_string(d->kind));
	ctl_put_id(o, "subject", d->subject);
	json_object_set_new(o, "caret", json_integer(d->caret));
	ctl_put_time(o, "at", d->at);
	return o;
}

static int
draft_say(void *arg, const struct act_draft *d)
{
	return ctl_say(arg, draft_object(d));
}

static int
list(struct ctl *c)
{
	return act_draft_each(c->who, draft_say, c);
}

const struct ctl_command ctl_draft_list = {
	.name = "draft list",
	.help = N_("What you have begun to write and not yet saved."),
	.run = list,
};

static int
show(struct ctl *c)
{
	struct buf *text = act_secret();
	struct act_draft d;
	int64_t id;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) == 0 &&
	    (r = act_draft_open_id(c->who, id, &d, text)) == 0) {
		o = draft_object(&d);
		json_object_set_new(o, "text",
		    json_stringn((const char *)buf_data(text), buf_len(text)));
		r = ctl_say(c, o);
	}
	buf_free(text);
	return r;
}

const struct ctl_command ctl_draft_show = {
	.name = "draft show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("One draft of yours, with its text."),
	.run = show,
};
