/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "all.h"
#include "act/actor.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"

/*
 * One command a line, one sign-in:
 *	{"command": "ticket step 12", "fields": {...}, "options": {...}}
 * The command's words and arguments stand in one text; a line that fails
 * answers {"error": "ERR_NAME", "text": "..."} and the next goes on; the exit
 * status is that of the first that failed.
 */
#define WORDS_MAX 16
#define LINE_MAX_BYTES (1 << 20)

static const struct ctl_field line_fields[] = {
	{ "command", CTL_TEXT, true, "" },
	{ "fields", CTL_OBJECT, false, "" },
	{ "options", CTL_OBJECT, false, "" },
	{ NULL, CTL_TEXT, false, NULL },
};
static const struct ctl_command line = { .fields = line_fields };

static int
split(char *text, char **argv)
{
	char *save = NULL, *word;
	int n = 0;

	for (word = strtok_r(text, " ", &save); word != NULL && n < WORDS_MAX;
	     word = strtok_r(NULL, " ", &save))
		argv[n++] = word;
	argv[n] = NULL;
	return n;
}

static json_t *
part(const json_t *o, const char *name)
{
	json_t *v = json_object_get(o, name);

	return v != NULL ? json_incref(v) : json_object();
}

static int
run_line(struct ctl *c, json_t *o)
{
	struct ctl one = *c;
	const struct ctl_command *cmd;
	char *argv[WORDS_MAX + 1], *text;
	int used, n, r;

	one.batch = true;
	one.held = NULL;
	one.in = o;
	one.why[0] = c->who->why[0] = '\0';
	if ((r = ctl_check_fields(&one, &line)) != 0) {
		memcpy(c->why, one.why, sizeof(c->why));
		return r;
	}
	one.in = part(o, "fields");
	one.options = part(o, "options");
	text = mem_text(json_string_value(json_object_get(o, "command")));
	n = split(text, argv);
	if ((cmd = ctl_find(n, argv, &used)) == NULL ||
	    (cmd->flags & (CTL_STDIN | CTL_NO_STORE)) != 0)
		r = ctl_fail(&one, ERR_UNKNOWN,
		    _("There is no such command; see --help."));
	else if ((r = ctl_take_options(&one, cmd, n - used, argv + used)) ==
		     0 &&
		 (r = ctl_check_fields(&one, cmd)) == 0)
		r = ctl_run(&one, cmd);
	memcpy(c->why, one.why, sizeof(c->why));
	json_decref(one.in);
	json_decref(one.options);
	free(text);
	return r;
}

static int
say_failure(struct ctl *c, int r)
{
	struct buf *b = buf_new();
	const char *text;
	json_t *o = json_object();

	ctl_error_text(c, r, b);
	text = strstr(buf_text(b), ": ");
	json_object_set_new(o, "error", json_string(err_name(r)));
	json_object_set_new(
	    o, "text", json_string(text != NULL ? text + 2 : ""));
	buf_free(b);
	return ctl_say(c, o);
}

static int
run(struct ctl *c)
{
	size_t size = 0;
	char *text = NULL;
	json_error_t e;
	ssize_t n;
	json_t *o;
	int r = 0;

	while (r == 0 && (n = getline(&text, &size, stdin)) > 0) {
		c->why[0] = '\0';
		o = n > LINE_MAX_BYTES ? NULL
				       : json_loadb(text, (size_t)n,
					     JSON_REJECT_DUPLICATES, &e);
		r = json_is_object(o) ? run_line(c, o) : ERR_INPUT;
		json_decref(o);
		explicit_bzero(text, size);
		if (r != 0) {
			c->failed = c->failed != 0 ? c->failed : r;
			r = say_failure(c, r);
		}
		fflush(c->out);
	}
	free(text);
	return r;
}

const struct ctl_command ctl_batch = {
	.name = "batch",
	.help = N_("Commands from stdin, one JSON object a line, one sign-in: "
		   "{\"command\": \"warning ack 1\", \"fields\": {}}; an "
		   "error answers in its place, the next line goes on, and "
		   "the status is that of the first error."),
	.flags = CTL_STDIN,
	.run = run,
};
