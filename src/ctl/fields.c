/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"

static const char *const kind_words[] = {
	[CTL_TEXT] = "text",
	[CTL_INT] = "number",
	[CTL_BOOL] = "true or false",
	[CTL_LIST] = "list",
	[CTL_OBJECT] = "object",
	[CTL_TIME] = "time",
	[CTL_CODE] = "word or number",
};

static bool
field_fits(const struct ctl_field *f, const json_t *v)
{
	int64_t at;

	switch (f->kind) {
	case CTL_TEXT:
		return json_is_string(v);
	case CTL_INT:
		return json_is_integer(v);
	case CTL_CODE:
		return json_is_string(v) || json_is_integer(v);
	case CTL_BOOL:
		return json_is_boolean(v);
	case CTL_LIST:
		return json_is_array(v);
	case CTL_OBJECT:
		return json_is_object(v);
	case CTL_TIME:
		return json_is_string(v) &&
		       clock_read(json_string_value(v), &at) == 0;
	}
	return false;
}

static const struct ctl_field *
field_of(const struct ctl_command *cmd, const char *name)
{
	const struct ctl_field *f = cmd->fields;

	for (; f != NULL && f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

/* A name that came from outside is told back only if it could be one. */
static bool
name_is_plain(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");

	return n > 0 && n < 40 && s[n] == '\0';
}

int
ctl_check_fields(struct ctl *c, const struct ctl_command *cmd)
{
	const struct ctl_field *f;
	const char *name;
	json_t *v;

	json_object_foreach(c->in, name, v)
	{
		if ((f = field_of(cmd, name)) == NULL)
			return ctl_fail(c, ERR_INPUT,
			    _("There is no field %s here; see --help."),
			    name_is_plain(name) ? name : "?");
		if (!json_is_null(v) && !field_fits(f, v))
			return ctl_fail(c, ERR_INPUT, _("%s: expected a %s."),
			    f->name, _(kind_words[f->kind]));
	}
	for (f = cmd->fields; f != NULL && f->name != NULL; f++)
		if (f->needed && !ctl_given(c, f->name))
			return ctl_fail(
			    c, ERR_INPUT, _("%s is missing."), f->name);
	return 0;
}

/* All of f, bounded before memory is asked for. */
static int
read_all(FILE *f, struct buf *to)
{
	size_t n;

	do {
		if (buf_len(to) > CTL_INPUT_MAX)
			return ERR_LIMIT;
		n = fread(buf_room(to, 4096), 1, 4096, f);
		buf_wrote(to, n);
	} while (n > 0);
	return ferror(f) ? ERR_IO : 0;
}

static bool
only_space(struct buf *b)
{
	const char *s = buf_text(b);

	return s[strspn(s, " \t\r\n")] == '\0';
}

static int
parse_fields(struct ctl *c, const struct ctl_command *cmd, struct buf *text)
{
	json_error_t e;
	json_t *o;

	if (only_space(text))
		return ctl_check_fields(c, cmd);
	o = json_loadb((const char *)buf_data(text), buf_len(text),
	    JSON_REJECT_DUPLICATES, &e);
	if (!json_is_object(o)) {
		json_decref(o);
		return ctl_fail(c, ERR_INPUT,
		    _("Expected one JSON object on stdin (line %d, column "
		      "%d)."),
		    e.line, e.column);
	}
	json_decref(c->in);
	c->in = o;
	return ctl_check_fields(c, cmd);
}

int
ctl_read_fields(struct ctl *c, const struct ctl_command *cmd, FILE *f)
{
	struct buf *text = act_secret();
	int r = 0;

	if (!isatty(fileno(f)))
		r = read_all(f, text);
	if (r == 0)
		r = parse_fields(c, cmd, text);
	buf_free(text);
	return r;
}

#define SECRET_MAX 256

int
ctl_read_secret(int fd, struct buf *to)
{
	ssize_t n;
	char ch;

	while ((n = read(fd, &ch, 1)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ERR_IO;
		if (ch == '\n')
			break;
		if (buf_len(to) == SECRET_MAX)
			return ERR_INPUT;
		buf_add(to, &ch, 1);
	}
	return 0;
}

int
ctl_ask_secret(const char *question, struct buf *to)
{
	struct termios was, silent;
	int r;

	if (tcgetattr(STDIN_FILENO, &was) != 0)
		return ERR_USAGE; /* no terminal: --passphrase-fd */
	silent = was;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	fputs(question, stderr); /* only now: an answer may come at once */
	r = ctl_read_secret(STDIN_FILENO, to);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
	fputc('\n', stderr);
	return r;
}
