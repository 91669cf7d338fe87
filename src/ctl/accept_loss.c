/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "all.h"
#include "act/actor.h"
#include "act/audit.h"
#include "act/store.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"
#include "internal.h"

/* Of a store that is shorter than its mark (store.h): both people sign in on
 * it, and it is theirs to say that it goes on as it is. */
static const struct {
	const char *field, *question;
} seats[2] = {
	{ "audit", N_("Passphrase of the audit administrator: ") },
	{ "system", N_("Passphrase of the system administrator: ") },
};

static const struct ctl_field accept_fields[] = {
	{ "audit", CTL_TEXT, true, N_("login of the audit administrator") },
	{ "system", CTL_TEXT, true, N_("login of the system administrator") },
	{ NULL, CTL_TEXT, false, NULL },
};

static const struct ctl_option accept_options[] = {
	{ "--passphrases-fd", "N",
	    N_("read the two passphrases from there, one a line") },
	{ NULL, NULL, NULL },
};

static int
seat_signin(struct ctl *c, int i, struct actor **out)
{
	const char *fd = ctl_option_value(c, "--passphrases-fd");

	return ctl_signin(c, ctl_text(c, seats[i].field),
	    fd != NULL ? atoi(fd) : -1, _(seats[i].question), out);
}

static int
accept(struct ctl *c, int64_t lost)
{
	struct actor *one = NULL, *other = NULL;
	json_t *o;
	int r;

	if ((r = seat_signin(c, 0, &one)) == 0 &&
	    (r = seat_signin(c, 1, &other)) == 0)
		r = act_audit_accept_loss(one, other, lost);
	act_free(one);
	act_free(other);
	if (r != 0)
		return r;
	o = json_object();
	json_object_set_new(o, "state", json_string("accepted"));
	json_object_set_new(o, "lost", json_integer(lost));
	return ctl_say(c, o);
}

static int
run(struct ctl *c)
{
	int64_t lost;
	int r;

	if (c->data == NULL)
		return ctl_fail(
		    c, ERR_USAGE, _("Where is the store? Add --data DIR."));
	if ((r = act_store_open_short(c->data, &c->store, &lost)) != 0)
		return r;
	if (lost == 0)
		return ctl_fail(
		    c, ERR_STATE, _("Nothing is missing from this store."));
	return accept(c, lost);
}

const struct ctl_command ctl_audit_accept_loss = {
	.name = "audit accept-loss",
	.help = N_("Two people go on with a store that lost saved work."),
	.fields = accept_fields,
	.options = accept_options,
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.run = run,
};
