/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <unistd.h>

#include "act/import.h"
#include "tests/lib/office.h"
#include "tests/lib/take.h"
#include "tests/lib/test.h"

static int
file_of(const char *name, const char *text)
{
	int fd = open(name, O_RDWR | O_CREAT | O_TRUNC, 0600);
	size_t n = strlen(text);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, n), n);
	return fd;
}

int
test_take(struct actor *who, const char *kind, const char *text,
    const struct act_import *how, struct act_imported *out)
{
	struct act_import in = { .arg = NULL };
	int r;

	if (how != NULL)
		in = *how;
	in.source = file_of("table.csv", text);
	in.refused = file_of("refused.csv", "");
	r = act_import(who, kind, &in, out);
	close(in.source);
	close(in.refused);
	return r;
}

void
test_take_all(const char *login, const char *kind, const char *text)
{
	struct actor *who = test_signin(login);
	struct act_imported out;

	assert_int_equal(test_take(who, kind, text, NULL, &out), 0);
	assert_int_equal(out.refused, 0);
	test_leave(who);
}
