/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "src/conf/internal.h"

/* The kinds of value: how each is read, and how it is called in a fault. */
struct conf_type {
	int (*put)(void *field, const struct conf_key *k, const char *value);
	const char *words; /* with the key's min and max */
};

static int
put_number(void *field, const struct conf_key *k, int64_t v)
{
	if (v < k->min || v > k->max)
		return ERR_INPUT;
	*(int64_t *)field = v;
	return 0;
}

static int
put_int(void *field, const struct conf_key *k, const char *value)
{
	char *end;
	long long v;

	if (!isdigit((unsigned char)value[0]) || strlen(value) > 12)
		return ERR_INPUT;
	v = strtoll(value, &end, 10);
	return *end == '\0' ? put_number(field, k, v) : ERR_INPUT;
}

static int
put_span(void *field, const struct conf_key *k, const char *value)
{
	int64_t v;

	if (!isdigit((unsigned char)value[0]))
		return ERR_INPUT;
	if (clock_read_span(value, &v) == 0)
		return put_number(field, k, v);
	return put_int(field, k, value);
}

static int
put_bool(void *field, const struct conf_key *k, const char *value)
{
	(void)k;
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return ERR_INPUT;
	*(bool *)field = value[0] == 'y';
	return 0;
}

static int
put_text(void *field, const char *value)
{
	char **to = field;

	free(*to);
	*to = mem_text(value);
	return 0;
}

static int
put_path(void *field, const struct conf_key *k, const char *value)
{
	size_t n = strlen(value);

	if (n < (size_t)k->min || n > (size_t)k->max)
		return ERR_INPUT;
	for (const char *s = value; *s != '\0'; s++)
		if (iscntrl((unsigned char)*s))
			return ERR_INPUT;
	return put_text(field, value);
}

static int
put_command(void *field, const struct conf_key *k, const char *value)
{
	if (value[0] != '\0' && value[0] != '/')
		return ERR_INPUT;
	return put_path(field, k, value);
}

static int
put_language(void *field, const struct conf_key *k, const char *value)
{
	(void)k;
	if (strcmp(value, "zh_CN") != 0 && strcmp(value, "en") != 0)
		return ERR_INPUT;
	return put_text(field, value);
}

static int
put_zone(void *field, const struct conf_key *k, const char *value)
{
	static const char may[] = "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/";

	if (value[0] == '/' || value[strspn(value, may)] != '\0')
		return ERR_INPUT;
	return put_path(field, k, value);
}

/* "192.0.2.1", "2001:db8::", with length behind a slash when slash is set. */
static bool
is_address(char *s, bool slash)
{
	unsigned char a[16];
	char *cut = strchr(s, '/'), *end;
	long most, len;

	if (cut != NULL && !slash)
		return false;
	if (cut != NULL)
		*cut++ = '\0';
	if (inet_pton(AF_INET, s, a) == 1)
		most = 32;
	else if (inet_pton(AF_INET6, s, a) == 1)
		most = 128;
	else
		return false;
	if (cut == NULL)
		return true;
	if (!isdigit((unsigned char)cut[0]))
		return false;
	len = strtol(cut, &end, 10);
	return *end == '\0' && len <= most;
}

static int
put_list(void *field, const char *value, bool slash, int min)
{
	char *copy, *rest, *s;
	bool good = strlen(value) <= 4096;
	int n = 0;

	copy = rest = mem_text(value);
	while (good && (s = strsep(&rest, " \t")) != NULL)
		if (*s != '\0') {
			good = is_address(s, slash);
			n++;
		}
	free(copy);
	return good && n >= min && n <= 64 ? put_text(field, value) : ERR_INPUT;
}

static int
put_addresses(void *field, const struct conf_key *k, const char *value)
{
	(void)k;
	return put_list(field, value, false, 1);
}

static int
put_prefixes(void *field, const struct conf_key *k, const char *value)
{
	(void)k;
	return put_list(field, value, true, 0);
}

static const struct conf_type types[CONF_KINDS] = {
	[CONF_PATH] = { put_path,
	    N_("a path of %lld to %lld bytes without control characters") },
	[CONF_INT] = { put_int, N_("a whole number from %lld to %lld") },
	[CONF_SPAN] = { put_span, N_("seconds, or a number with s, m, h or d, "
				     "from %lld s to %lld s") },
	[CONF_BOOL] = { put_bool, N_("yes or no") },
	[CONF_ADDRESSES] = { put_addresses,
	    N_("one or more numeric addresses, blanks between them") },
	[CONF_PREFIXES] = { put_prefixes,
	    N_("numeric addresses or prefixes like 192.0.2.0/24, blanks "
	       "between "
	       "them") },
	[CONF_COMMAND] = { put_command,
	    N_("nothing, or a path that begins with a slash, of %lld to %lld "
	       "bytes") },
	[CONF_SENTENCE] = { put_path,
	    N_("a sentence of %lld to %lld bytes without control characters") },
	[CONF_LANGUAGE] = { put_language, N_("zh_CN or en") },
	[CONF_ZONE] = { put_zone, N_("the name of a time zone") },
};

int
conf_put(struct conf *c, const struct conf_key *k, const char *value)
{
	return types[k->kind].put((char *)c + k->at, k, value);
}

void
conf_drop(struct conf *c, const struct conf_key *k)
{
	char **text = (char **)(void *)((char *)c + k->at);

	if (k->kind == CONF_INT || k->kind == CONF_SPAN || k->kind == CONF_BOOL)
		return;
	free(*text);
	*text = NULL;
}

void
conf_allowed(const struct conf_key *k, char to[CONF_ALLOWED_MAX])
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(to, CONF_ALLOWED_MAX, _(types[k->kind].words),
	    (long long)k->min, (long long)k->max);
#pragma GCC diagnostic pop
}

const char *
conf_get(const struct conf *c, const struct conf_key *k, char *to, size_t size)
{
	const void *field = (const char *)c + k->at;

	switch (k->kind) {
	case CONF_INT:
	case CONF_SPAN:
		snprintf(to, size, "%lld", (long long)*(const int64_t *)field);
		return to;
	case CONF_BOOL:
		return *(const bool *)field ? "yes" : "no";
	default:
		return *(char *const *)field;
	}
}
