/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of a command, JSON from stdin: taken when they are what the
 * command's list says; else told in words without what was given. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "sealed/key.h"
#include "src/ctl/internal.h"
#include "tests/lib/fuzz.h"

const char *const fuzz_pieces[] = { "{", "}",
	"\"text\":", "\"number\":", "\"yes\":", "\"list\":", "\"object\":",
	"\"when\":", "\"code\":", "\"other\":", ",", "\"心晴\"", "7", "-1",
	"true", "null", "[]", "{}", "\"2026-11-24T02:14Z\"",
	"\"2026-11-24 02:14\"", "1e400", "\\u0000", "\\ud800", "\"\xff\"",
	"99999999999999999999", "[[[[[[[[", " ", NULL };

static const struct ctl_field fields[] = {
	{ "text", CTL_TEXT, true, "" },
	{ "number", CTL_INT, false, "" },
	{ "yes", CTL_BOOL, false, "" },
	{ "list", CTL_LIST, false, "" },
	{ "object", CTL_OBJECT, false, "" },
	{ "when", CTL_TIME, false, "" },
	{ "code", CTL_CODE, false, "" },
	{ .name = NULL },
};
static const struct ctl_command command = { .name = "fuzz", .fields = fields };

static void
are_sound(struct ctl *c)
{
	const char *name;
	int64_t at;
	json_t *v;

	fuzz_promise(ctl_text(c, "text") != NULL);
	if (ctl_given(c, "when"))
		fuzz_promise(ctl_time(c, "when", &at) == 0);
	json_object_foreach(c->in, name, v)
	{
		bool known = false;

		for (const struct ctl_field *f = fields; f->name != NULL; f++)
			known |= strcmp(f->name, name) == 0;
		fuzz_promise(known);
	}
}

/* Nothing of ours is longer, and no byte of it came from outside. */
static void
is_a_sentence(const char *s)
{
	fuzz_promise(s[0] != '\0');
	for (; *s != '\0'; s++)
		fuzz_promise(*s >= ' ' && *s <= '~');
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct ctl c = { .in = json_object() };
	FILE *f;

	if (n == 0 || sealed_init() != 0 ||
	    (f = fmemopen((void *)(uintptr_t)p, n, "r")) == NULL) {
		json_decref(c.in);
		return 0;
	}
	lang_set("en");
	if (ctl_read_fields(&c, &command, f) == 0)
		are_sound(&c);
	else
		is_a_sentence(c.why);
	fclose(f);
	json_decref(c.in);
	return 0;
}
