/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An old client set to GB18030, through the real server: the session process
 * turns the stream around in its sandbox, where it may open no file.
 */
#include <iconv.h>

#include "tests/lib/serve.h"
#include "tests/lib/test.h"

static int
begin(void **state)
{
	(void)state;
	server_start(NULL);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* What the client sends and sees for this text. */
static const char *
gb(const char *text)
{
	static char to[256];
	char *in = (char *)(uintptr_t)text, *out = to;
	size_t left = strlen(text), room = sizeof(to) - 1;
	iconv_t cd = iconv_open("GB18030", "UTF-8");

	assert_true(cd != (iconv_t)-1);
	assert_true(iconv(cd, &in, &left, &out, &room) != (size_t)-1);
	iconv_close(cd);
	*out = '\0';
	return to;
}

static void
test_a_note_is_taken_and_shown_in_gb18030(void **state)
{
	struct client *c = client_signin("op1", NULL);

	(void)state;
	/* Two Han characters of UTF-8 are six columns there, not four. */
	client_expect(c, "\033[6n");
	client_type(c, "\033[1;7R\033[1;3R");
	client_expect(c, gb("看得懂这一行"));
	client_type(c, "\r");
	client_expect(c, gb("今天"));
	client_type(c, "\x0e"); /* a call */
	client_expect(c, gb("通话"));
	client_type(c, gb("奶奶的药在抽屉里"));
	client_expect(c, gb("抽屉里"));
	client_kill(c);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_note_is_taken_and_shown_in_gb18030),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
