/* SPDX-License-Identifier: Apache-2.0 */
/* account invite, account regrant: one-time codes. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/invite.h"
#include "all.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"

/* --- one ------------------------------------------------------------------ */

static int
one(struct ctl *c,
    int (*make)(struct actor *, int64_t, struct act_code *, int64_t *))
{
	struct act_code code;
	int64_t person, audit;
	json_t *o;
	int r;

	if ((r = act_people_find(c->who, c->argv[0], &person)) != 0 ||
	    (r = make(c->who, person, &code, &audit)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", person);
	json_object_set_new(o, "login", json_string(code.login));
	json_object_set_new(o, "name", json_string(code.name));
	json_object_set_new(o, "code", json_string(code.words));
	ctl_put_time(o, "until", code.until);
	ctl_put_id(o, "audit_id", audit);
	act_code_forget(&code);
	return ctl_say(c, o);
}

static int
regrant(struct ctl *c)
{
	return one(c, act_account_regrant);
}

const struct ctl_command ctl_account_regrant = {
	.name = "account regrant",
	.args = "LOGIN",
	.min = 1,
	.max = 1,
	.help = N_("A one-time code for who forgot the passphrase or has a new "
		   "key, to be told by phone; good for ten minutes."),
	.run = regrant,
};

/* --- a file of slips -------------------------------------------------------
 */

#define SLIPS_A_PAGE 6

struct slips {
	FILE *to;
	int64_t n;
};

/* Where the person stands who started the program; never over another file. */
static int
invite_early(struct ctl *c)
{
	const char *path = ctl_option_value(c, "--file");
	struct slips *s;
	struct stat st;
	int fd;

	if ((path == NULL) == (c->argc == 0))
		return ctl_fail(c, ERR_USAGE,
		    _("Either a LOGIN, or --file FILE for everybody who has "
		      "not signed in yet."));
	if (path == NULL)
		return 0;
	fd = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size > 0) {
		if (fd >= 0)
			close(fd);
		return ctl_fail(c, ERR_EXISTS,
		    _("The file of slips cannot be made there, or there is "
		      "one already."));
	}
	s = mem_zero(1, sizeof(*s));
	s->to = fdopen(fd, "w");
	c->held = s;
	return 0;
}

/* A slip of paper each, numbered, to be cut apart and handed over. */
static int
slip(void *arg, const struct act_code *c)
{
	struct slips *s = arg;
	struct clock_parts p;

	clock_parts_of(c->until, &p);
	fprintf(s->to, _("No. %05lld    %s    %s\n\n"), (long long)++s->n,
	    c->name, c->org);
	fprintf(s->to, _("    login            %s\n"), c->login);
	fprintf(s->to, _("    one-time code    %s\n\n"), c->words);
	fprintf(s->to,
	    _("    Connect as user join, type both, choose a passphrase.\n"
	      "    Good once, until %d-%02d-%02d %02d:%02d. Then throw this "
	      "slip "
	      "away.\n"),
	    p.year, p.month, p.day, p.hour, p.minute);
	fputs(s->n % SLIPS_A_PAGE == 0
		  ? "\f"
		  : "\n- - - - - - - - - - - - - - - - - - - - - - - - - - - "
		    "- - - - -\n\n",
	    s->to);
	return ferror(s->to) ? ERR_IO : 0;
}

/* On the disk before it counts: fn of act_invite_all() is called before the
 * codes are good. */
static int
slip_safe(void *arg, const struct act_code *c)
{
	struct slips *s = arg;
	int r = slip(s, c);

	return r != 0 || fflush(s->to) == 0 ? r : ERR_IO;
}

static int
invite_all(struct ctl *c)
{
	struct slips *s = c->held;
	int64_t n;
	json_t *o;
	int r = act_invite_all(c->who, ctl_option(c, "--again"), slip_safe, s);

	if (fsync(fileno(s->to)) != 0 && r == 0)
		r = ERR_IO;
	if (fclose(s->to) != 0 && r == 0)
		r = ERR_IO;
	n = s->n;
	free(s);
	c->held = NULL;
	if (r != 0)
		return r;
	o = json_object();
	json_object_set_new(o, "slips", json_integer(n));
	return ctl_say(c, o);
}

static int
invite(struct ctl *c)
{
	return c->held != NULL ? invite_all(c) : one(c, act_invite);
}

static const struct ctl_option invite_options[] = {
	{ "--file", "FILE",
	    N_("everybody of yours who has not signed in yet: a numbered slip "
	       "of paper each") },
	{ "--again", NULL,
	    N_("also those whose code is still good; that one is void then") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_account_invite = {
	.name = "account invite",
	.args = "[LOGIN]",
	.min = 0,
	.max = 1,
	.help = N_("A one-time code for a first sign-in, shown once; good for "
		   "seven days."),
	.options = invite_options,
	.run = invite,
	.early = invite_early,
};
