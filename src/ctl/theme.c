/* SPDX-License-Identifier: Apache-2.0 */
/* theme put, show, take: colours of one's own. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "act/actor.h"
#include "act/setting.h"
#include "all.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/theme.h"
#include "ctl/ctl.h"

static int
say(struct ctl *c, const char *in)
{
	json_t *o = json_object();

	json_object_set_new(o, "theme", json_string(in));
	return ctl_say(c, o);
}

static int
put(struct ctl *c)
{
	char text[THEME_BYTES_MAX + 1];
	FILE *f = fopen(c->argv[0], "re");
	size_t n;
	int r;

	if (f == NULL)
		return ctl_fail(c, ERR_IO, "%s", strerror(errno));
	n = fread(text, 1, sizeof(text), f);
	fclose(f);
	if ((r = act_theme_bring(c->who, text, n)) != 0)
		return r;
	return say(c, "brought");
}

const struct ctl_command ctl_theme_put = {
	.name = "theme put",
	.args = "FILE",
	.min = 1,
	.max = 1,
	.help = N_("Bring colours of your own; nothing is set before `theme "
		   "take`. Refused with line and reason if nobody could read "
		   "them."),
	.run = put,
};

static int
show(struct ctl *c)
{
	struct buf *b;
	struct theme t;
	int r = act_theme_brought(c->who, &t);

	if (r != 0)
		return r;
	b = buf_new();
	theme_print(&t, b);
	if (fwrite(buf_data(b), 1, buf_len(b), c->out) != buf_len(b))
		r = ERR_IO;
	buf_free(b);
	return r;
}

const struct ctl_command ctl_theme_show = {
	.name = "theme show",
	.help = N_("The colours you brought, as a file that `theme put` takes "
		   "in."),
	.run = show,
};

static int
take(struct ctl *c)
{
	int r = act_theme_take(c->who);

	return r != 0 ? r : say(c, "taken");
}

const struct ctl_command ctl_theme_take = {
	.name = "theme take",
	.help = N_("Have the colours you brought; `setting set theme default` "
		   "goes back."),
	.run = take,
};
