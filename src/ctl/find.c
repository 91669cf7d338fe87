/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"

/* How many words of argv the name takes: 0 if it is another's. */
static int
name_words(const char *name, int argc, char **argv)
{
	size_t n;
	int i;

	for (i = 0; i < argc && *name != '\0'; i++) {
		n = strcspn(name, " ");
		if (strlen(argv[i]) != n || strncmp(name, argv[i], n) != 0)
			return 0;
		name += n;
		name += *name == ' ';
	}
	return *name == '\0' ? i : 0;
}

const struct ctl_command *
ctl_find(int argc, char **argv, int *used)
{
	const struct ctl_command *best = NULL;
	int n;

	*used = 0;
	for (size_t i = 0; ctl_commands[i] != NULL; i++) {
		n = name_words(ctl_commands[i]->name, argc, argv);
		if (n > *used) {
			*used = n;
			best = ctl_commands[i];
		}
	}
	return best;
}

static const struct ctl_option *
option_of(const struct ctl_command *cmd, const char *name)
{
	const struct ctl_option *o = cmd->options;

	for (; o != NULL && o->name != NULL; o++)
		if (strcmp(o->name, name) == 0)
			return o;
	return NULL;
}

int
ctl_take_options(
    struct ctl *c, const struct ctl_command *cmd, int argc, char **argv)
{
	const struct ctl_option *o;
	int n = 0;

	c->command = cmd;
	for (int i = 0; i < argc; i++) {
		if (strncmp(argv[i], "--", 2) != 0) {
			argv[n++] = argv[i];
			continue;
		}
		if ((o = option_of(cmd, argv[i])) == NULL)
			return ctl_fail(c, ERR_USAGE,
			    _("%s has no such option; see --help."), cmd->name);
		if (o->value == NULL)
			json_object_set_new(c->options, o->name, json_true());
		else if (i + 1 < argc)
			json_object_set_new(
			    c->options, o->name, json_string(argv[++i]));
		else
			return ctl_fail(
			    c, ERR_USAGE, _("%s needs a value."), o->name);
	}
	c->argc = n;
	c->argv = argv;
	return 0;
}

int
ctl_run(struct ctl *c, const struct ctl_command *cmd)
{
	if (c->argc < cmd->min || c->argc > cmd->max)
		return ctl_fail(c, ERR_USAGE, _("Usage: xinqing %s %s"),
		    cmd->name, cmd->args != NULL ? cmd->args : "");
	return cmd->run(c);
}

int
ctl_fail(struct ctl *c, int r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(c->why, sizeof(c->why), fmt, ap);
	va_end(ap);
	return r;
}

void
ctl_error_text(const struct ctl *c, int r, struct buf *to)
{
	buf_add_f(to, "%s: %s", err_name(r),
	    c->why[0] != '\0' ? c->why : act_why(c->who, r));
}

int
ctl_id(struct ctl *c, int i, int64_t *id)
{
	char *end;

	*id = strtoll(c->argv[i], &end, 10);
	if (*id <= 0 || *end != '\0')
		return ctl_fail(
		    c, ERR_USAGE, _("Argument %d must be a number."), i + 1);
	return 0;
}

const char *
ctl_text(const struct ctl *c, const char *field)
{
	return json_string_value(json_object_get(c->in, field));
}

int64_t
ctl_int(const struct ctl *c, const char *field, int64_t dflt)
{
	json_t *v = json_object_get(c->in, field);

	return json_is_integer(v) ? json_integer_value(v) : dflt;
}

bool
ctl_bool(const struct ctl *c, const char *field, bool dflt)
{
	json_t *v = json_object_get(c->in, field);

	return json_is_boolean(v) ? json_is_true(v) : dflt;
}

bool
ctl_given(const struct ctl *c, const char *field)
{
	json_t *v = json_object_get(c->in, field);

	return v != NULL && !json_is_null(v);
}

int
ctl_time(const struct ctl *c, const char *field, int64_t *at)
{
	const char *s = ctl_text(c, field);

	if (s == NULL)
		return ERR_NOT_FOUND;
	return clock_read(s, at);
}

bool
ctl_option(const struct ctl *c, const char *name)
{
	return json_object_get(c->options, name) != NULL;
}

const char *
ctl_option_value(const struct ctl *c, const char *name)
{
	return json_string_value(json_object_get(c->options, name));
}
