/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "all.h"
#include "act/actor.h"
#include "act/sample.h"
#include "act/store.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"

/* The public keys of the sample logins: DIR/NAME.pub, read before the store's
 * folder becomes the current one. */
struct keys {
	char text[32][2048];
	const char *login[32];
	int n;
};

static void
key_read(struct keys *k, const char *dir, const char *login)
{
	char path[4096], *space;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "%s/%s.pub", dir, login);
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return;
	n = read(fd, k->text[k->n], sizeof(k->text[0]) - 1);
	close(fd);
	if (n <= 0)
		return;
	k->text[k->n][n] = '\0';
	k->text[k->n][strcspn(k->text[k->n], "\n")] = '\0';
	/* "type base64 comment": the comment goes. */
	if ((space = strchr(k->text[k->n], ' ')) != NULL &&
	    (space = strchr(space + 1, ' ')) != NULL)
		*space = '\0';
	k->login[k->n++] = login;
}

static const char *
key_text(void *arg, const char *login)
{
	struct keys *k = arg;

	for (int i = 0; i < k->n; i++)
		if (strcmp(k->login[i], login) == 0)
			return k->text[i];
	return NULL;
}

static const struct ctl_option sample_options[] = {
	{ "--schools", "N", N_("how many schools, 3 or more") },
	{ "--keys", "DIR", N_("public keys of the logins, NAME.pub") },
	{ NULL, NULL, NULL },
};

static int
logins_say(struct ctl *c)
{
	const struct act_sample_login *l = act_sample_logins;
	char pass[64];
	json_t *o;
	int r = 0;

	for (; l->login != NULL && r == 0; l++) {
		act_sample_pass(l->login, pass, sizeof(pass));
		o = json_object();
		json_object_set_new(o, "login", json_string(l->login));
		json_object_set_new(o, "name", json_string(l->name));
		json_object_set_new(
		    o, "role", json_string(role_name(l->role[0])));
		json_object_set_new(o, "passphrase", json_string(pass));
		r = ctl_say(c, o);
	}
	return r;
}

static int
run(struct ctl *c)
{
	const char *schools = ctl_option_value(c, "--schools");
	const char *dir = ctl_option_value(c, "--keys");
	const struct act_sample_login *l = act_sample_logins;
	struct act_sample s = { .schools = schools ? atoi(schools) : 10,
		.key_text = key_text };
	struct keys *k = mem_zero(1, sizeof(*k));
	int r;

	for (; dir != NULL && l->login != NULL; l++)
		key_read(k, dir, l->login);
	s.arg = k;
	if (c->data == NULL)
		r = ctl_fail(
		    c, ERR_USAGE, _("Where is the store? Add --data DIR."));
	/* seen by nobody before it is whole: broken off, it begins anew */
	else if ((r = act_store_begin(c->data, true, &c->store)) == 0 &&
		 (r = act_sample_fill(c->store, &s)) == 0)
		r = act_store_settle(&c->store);
	free(k);
	return r != 0 ? r : logins_say(c);
}

const struct ctl_command ctl_sample = {
	.name = "sample",
	.help = N_("Make a store with invented people and public passphrases, "
		   "to try things out."),
	.options = sample_options,
	.flags = CTL_NO_ONE | CTL_NO_STORE,
	.run = run,
};

static int
clock_move(struct ctl *c)
{
	int64_t seconds, now;
	json_t *o;
	int r;

	if (clock_read_span(c->argv[0], &seconds) != 0)
		return ctl_fail(c, ERR_USAGE,
		    _("Expected a span such as +90s, +15m, +3h or +2d."));
	if ((r = act_sample_clock(c->who, seconds, &now)) != 0)
		return r;
	o = json_object();
	ctl_put_time(o, "now", now);
	return ctl_say(c, o);
}

const struct ctl_command ctl_sample_clock = {
	.name = "sample clock",
	.args = "+DURATION",
	.min = 1,
	.max = 1,
	.help = N_("Move the sample store's clock forward, keeper included."),
	.run = clock_move,
};
