/* SPDX-License-Identifier: Apache-2.0 */
/* The wire's frames: what is taken was there whole, and the rest is refused. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/err.h"
#include "tests/lib/fuzz.h"
#include "wire/wire.h"

const char *const fuzz_pieces[] = { "\0\0\0\5\2\0\0\0\1", "\4", "\6", "\x8",
	"\xc", "\xe", "\x01", "\x7f", "\xff\xff\xff\xff", "op1",
	"ssh-ed25519 AAAA", "xterm", NULL };

/* A message with a text, a number and a truth in it. */
static int
read_fields(void *arg, struct buf *f)
{
	uint32_t n;
	char *s;
	bool yes;
	int r;

	(void)arg;
	if ((r = buf_get_text(f, &s, WIRE_LOGIN_MAX)) != 0)
		return r;
	free(s);
	if ((r = buf_get_u32(f, &n)) != 0)
		return r;
	return buf_get_bool(f, &yes);
}

static const struct wire_rule rules[] = {
	{ WIRE_HELLO, WIRE_ONCE, read_fields },
	{ WIRE_KEY, 0, read_fields },
	{ 0, 0, NULL },
};

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf *in = buf_new(), *fields;
	uint32_t used = 0;
	uint8_t type;
	size_t before;
	int r;

	buf_add(in, p, n);
	for (;;) {
		before = buf_len(in);
		if ((r = wire_take(in, &type, &fields)) != 0)
			break;
		fuzz_promise(buf_len(fields) < WIRE_MAX);
		fuzz_promise(before - buf_len(in) == buf_len(fields) + 5);
		r = wire_obey(rules, &used, type, fields, NULL);
		fuzz_promise(r == 0 || r == ERR_PROTOCOL);
		fuzz_promise(r != 0 || buf_len(fields) == 0);
		buf_free(fields);
	}
	fuzz_promise(r == ERR_BUSY || r == ERR_PROTOCOL);
	fuzz_promise(buf_len(in) == before);
	buf_free(in);
	return 0;
}
