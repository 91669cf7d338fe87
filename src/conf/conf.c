/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/log.h"
#include "src/conf/internal.h"

#define LINE_LIMIT 8192 /* of one line of the file */

struct conf *
conf_new(void)
{
	struct conf *c = mem_zero(1, sizeof(*c));
	const struct conf_key *k;
	size_t n;

	k = conf_keys(&n);
	for (size_t i = 0; i < n; i++)
		if (conf_put(c, &k[i], k[i].dflt) != 0)
			log_fatal("default of %s is not allowed", k[i].name);
	return c;
}

void
conf_free(struct conf *c)
{
	const struct conf_key *k;
	size_t n;

	if (c == NULL)
		return;
	k = conf_keys(&n);
	for (size_t i = 0; i < n; i++)
		conf_drop(c, &k[i]);
	free(c);
}

/* "grace-key" on a command line is grace_key in the file. */
static bool
same_name(const char *key, const char *name)
{
	for (; *key != '\0' && *name != '\0'; key++, name++)
		if (*key != (*name == '-' ? '_' : *name))
			return false;
	return *key == *name;
}

static int
tell_fault(int r, const struct conf_fault *f, conf_tell *tell, void *arg)
{
	if (tell != NULL)
		tell(arg, f);
	return r;
}

static int
set_at(struct conf *c, const struct conf_fault *f, conf_tell *tell, void *arg)
{
	struct conf_fault told = *f;
	const struct conf_key *k;
	char allowed[CONF_ALLOWED_MAX];
	size_t n;

	k = conf_keys(&n);
	for (size_t i = 0; i < n; i++)
		if (same_name(k[i].name, f->name)) {
			if (conf_put(c, &k[i], f->got) == 0)
				return 0;
			conf_allowed(&k[i], allowed);
			told.allowed = allowed;
			return tell_fault(ERR_INPUT, &told, tell, arg);
		}
	told.allowed = "an option of xinqing.conf(5)";
	return tell_fault(ERR_UNKNOWN, &told, tell, arg);
}

int
conf_set(struct conf *c, const char *name, const char *value, conf_tell *tell,
    void *arg)
{
	struct conf_fault f = {
		.where = "command line", .name = name, .got = value
	};

	return set_at(c, &f, tell, arg);
}

static char *
trim(char *s)
{
	size_t n;

	s += strspn(s, " \t\r\n");
	for (n = strlen(s); n > 0 && strchr(" \t\r\n", s[n - 1]) != NULL; n--)
		s[n - 1] = '\0';
	return s;
}

/* One line of the file; empty ones and comments are nothing. */
static int
read_line(struct conf *c, char *line, struct conf_fault *f, conf_tell *tell,
    void *arg)
{
	char *s = trim(line), *value;

	if (*s == '\0' || *s == '#')
		return 0;
	if ((value = strchr(s, '=')) == NULL) {
		f->name = "";
		f->got = s;
		f->allowed = "name = value";
		return tell_fault(ERR_INPUT, f, tell, arg);
	}
	*value++ = '\0';
	f->name = trim(s);
	f->got = trim(value);
	return set_at(c, f, tell, arg);
}

int
conf_read(
    struct conf *c, FILE *f, const char *where, conf_tell *tell, void *arg)
{
	struct conf_fault fault = { .where = where };
	char line[LINE_LIMIT];
	size_t n = 0;
	int ch, r, first = 0;

	do {
		ch = getc(f);
		if (ch != '\n' && ch != EOF) {
			if (n < sizeof(line) - 1)
				line[n] = ch == '\0' ? '\001' : (char)ch;
			n++; /* beyond the limit it only counts */
			continue;
		}
		fault.line++;
		line[n < sizeof(line) ? n : sizeof(line) - 1] = '\0';
		if (n >= sizeof(line)) {
			fault.name = "";
			fault.got = "a line of more than 8191 bytes";
			fault.allowed = "name = value";
			r = tell_fault(ERR_INPUT, &fault, tell, arg);
		} else
			r = read_line(c, line, &fault, tell, arg);
		first = first == 0 ? r : first;
		n = 0;
	} while (ch != EOF);
	return first != 0 ? first : ferror(f) ? ERR_IO : 0;
}

int
conf_check(const struct conf *c, conf_tell *tell, void *arg)
{
	const struct {
		const char *name, *allowed;
		int64_t v, least;
	} rules[] = {
		{ "end", "more than lock", c->end, c->lock + 1 },
		{ "starts_full", "at least starts_begin", c->starts_full,
		    c->starts_begin },
		{ "penalty_max", "at least penalty_min", c->penalty_max,
		    c->penalty_min },
	};
	char got[24];
	int r = 0;

	for (size_t i = 0; i < nitems(rules); i++)
		if (rules[i].v < rules[i].least) {
			struct conf_fault f = { .where = "all options together",
				.name = rules[i].name,
				.got = got,
				.allowed = rules[i].allowed };

			snprintf(
			    got, sizeof(got), "%lld", (long long)rules[i].v);
			r = tell_fault(ERR_INPUT, &f, tell, arg);
		}
	return r;
}
