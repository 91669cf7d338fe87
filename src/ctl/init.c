/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "all.h"
#include "act/actor.h"
#include "act/sample.h"
#include "act/store.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"

/* Three people stand at the console one after the other. */
static const struct {
	const char *login_field, *key_field, *question;
} seats[3] = {
	{ "system", "system_key",
	    N_("Passphrase of the system administrator: ") },
	{ "security", "security_key",
	    N_("Passphrase of the security administrator: ") },
	{ "audit", "audit_key", N_("Passphrase of the audit administrator: ") },
};

static const struct ctl_field init_fields[] = {
	{ "district", CTL_TEXT, true, N_("name of the district") },
	{ "system", CTL_TEXT, true, N_("login of the system administrator") },
	{ "security", CTL_TEXT, true,
	    N_("login of the security administrator") },
	{ "audit", CTL_TEXT, true, N_("login of the audit administrator") },
	{ "system_key", CTL_TEXT, false, N_("OpenSSH public key") },
	{ "security_key", CTL_TEXT, false, N_("OpenSSH public key") },
	{ "audit_key", CTL_TEXT, false, N_("OpenSSH public key") },
	{ NULL, CTL_TEXT, false, NULL },
};

static const struct ctl_option init_options[] = {
	{ "--passphrases-fd", "N",
	    N_("read the three passphrases from there, one a line") },
	{ NULL, NULL, NULL },
};

static int
read_passes(struct ctl *c, struct buf *pass[3])
{
	const char *fd = ctl_option_value(c, "--passphrases-fd");
	int r = 0;

	for (int i = 0; i < 3 && r == 0; i++)
		r = fd != NULL ? ctl_read_secret(atoi(fd), pass[i])
			       : ctl_ask_secret(_(seats[i].question), pass[i]);
	return r;
}

static int
begin(struct ctl *c, struct buf *pass[3])
{
	struct act_founder f[3];
	json_t *o;
	int r;

	for (int i = 0; i < 3; i++)
		f[i] = (struct act_founder){
			.login = ctl_text(c, seats[i].login_field),
			.name = ctl_text(c, seats[i].login_field),
			.key_text = ctl_text(c, seats[i].key_field),
			.pass = buf_text(pass[i]),
			.n_pass = buf_len(pass[i]),
		};
	if ((r = act_store_begin(c->data, false, &c->store)) != 0)
		return r;
	r = act_begin_store(c->store, ctl_text(c, "district"), f);
	if (r == ERR_INPUT)
		return ctl_fail(c, r,
		    _("Three different passphrases of at "
		      "least 8 characters are needed."));
	if (r != 0 || (r = act_store_settle(&c->store)) != 0)
		return r;
	o = json_object();
	json_object_set_new(o, "state", json_string("begun"));
	return ctl_say(c, o);
}

static int
run(struct ctl *c)
{
	struct buf *pass[3] = { act_secret(), act_secret(), act_secret() };
	int r;

	if (c->data == NULL)
		r = ctl_fail(
		    c, ERR_USAGE, _("Where is the store? Add --data DIR."));
	else if ((r = read_passes(c, pass)) == 0)
		r = begin(c, pass);
	for (int i = 0; i < 3; i++)
		buf_free(pass[i]);
	return r;
}

const struct ctl_command ctl_init = {
	.name = "init",
	.help = N_("Begin a store, with three people and three passphrases."),
	.fields = init_fields,
	.options = init_options,
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.run = run,
};

static const struct ctl_option migrate_options[] = {
	{ "--check", NULL,
	    N_("change nothing: 0 when there is nothing to do, 78 else") },
	{ NULL, NULL, NULL },
};

static int
migrate(struct ctl *c)
{
	int r;

	if (c->data == NULL)
		return ctl_fail(
		    c, ERR_USAGE, _("Where is the store? Add --data DIR."));
	if (!ctl_option(c, "--check"))
		return act_store_migrate(c->data);
	r = act_store_open(c->data, &c->store);
	act_store_close(c->store);
	c->store = NULL;
	return r;
}

const struct ctl_command ctl_migrate = {
	.name = "migrate",
	.help = N_("Bring the store to the schema of this program."),
	.options = migrate_options,
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.run = migrate,
};
