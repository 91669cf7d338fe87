/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "base/err.h"
#include "internal.h"

void
ctl_put_time(json_t *o, const char *key, int64_t at)
{
	char text[21];

	if (at == 0)
		return;
	clock_iso(at, text);
	json_object_set_new(o, key, json_string(text));
}

void
ctl_put_id(json_t *o, const char *key, int64_t id)
{
	if (id != 0)
		json_object_set_new(o, key, json_integer(id));
}

/* Text that came from a person is shown with nothing in it that a terminal
 * would obey. */
static void
say_plain(FILE *f, const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			fprintf(f, "\\x%02X", (unsigned char)*s);
		else
			fputc(*s, f);
}

static void
say_value(FILE *f, const json_t *v)
{
	json_free_t give;
	char *text;

	if (json_is_string(v)) {
		say_plain(f, json_string_value(v));
		return;
	}
	text = json_dumps(v, JSON_ENCODE_ANY | JSON_COMPACT);
	if (text != NULL)
		say_plain(f, text);
	json_get_alloc_funcs(NULL, &give);
	give(text);
}

int
ctl_say(struct ctl *c, json_t *o)
{
	const char *key;
	json_t *v;
	int r = 0;

	if (c->json) {
		if (json_dumpf(o, c->out, JSON_COMPACT) != 0)
			r = ERR_IO;
		fputc('\n', c->out);
	} else {
		json_object_foreach(o, key, v)
		{
			fprintf(c->out, "%s: ", key);
			say_value(c->out, v);
			fputc('\n', c->out);
		}
		fputc('\n', c->out);
	}
	json_decref(o);
	return ferror(c->out) ? ERR_IO : r;
}

int
ctl_say_done(struct ctl *c, int64_t id, int64_t audit)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", id);
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}
