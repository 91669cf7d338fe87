/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/err.h"
#include "conf/conf.h"
#include "tests/lib/test.h"

/* The last fault told, as a person would read it. */
struct heard {
	char text[512];
	int count;
};

static void
hear(void *arg, const struct conf_fault *f)
{
	struct heard *h = arg;
	FILE *to = fmemopen(h->text, sizeof(h->text), "w");

	conf_fault_print(f, to);
	fclose(to);
	h->count++;
}

static int
read_bytes(struct conf *c, const char *p, size_t n, struct heard *h)
{
	FILE *f = fmemopen((void *)(uintptr_t)p, n, "r");
	int r;

	*h = (struct heard){ 0 };
	r = conf_read(c, f, "x.conf", hear, h);
	fclose(f);
	return r;
}

static int
read_text(struct conf *c, const char *s, struct heard *h)
{
	return read_bytes(c, s, strlen(s), h);
}

static void
test_defaults_are_there_and_hold_together(void **state)
{
	struct conf *c = conf_new();
	struct heard h = { 0 };

	(void)state;
	assert_int_equal(c->port, 2222);
	assert_int_equal(c->grace_key, 30);
	assert_int_equal(c->grace_passphrase, 120);
	assert_int_equal(c->lock, 300);
	assert_int_equal(c->end, 1800);
	assert_true(c->wipe_scrollback);
	assert_string_equal(c->language, "zh_CN");
	assert_int_equal(conf_check(c, hear, &h), 0);
	conf_free(c);
}

static void
test_a_file_sets_what_it_names(void **state)
{
	struct conf *c = conf_new();
	struct heard h;

	(void)state;
	assert_int_equal(read_text(c,
			     "# ours\n\n"
			     "port = 22\r\n"
			     "  data=/srv/心晴 one\n"
			     "grace_key = 1m\n"
			     "lock = 2h\n"
			     "listen = 127.0.0.1  ::1\n"
			     "wipe_scrollback = no\n"
			     "penalty_exempt = 10.0.0.0/8 2001:db8::/32\n"
			     "knock_sms = /usr/local/bin/knock sms\n"
			     "knock_sentence = 请看一眼\n"
			     "end = 1d",
			     &h),
	    0);
	assert_int_equal(h.count, 0);
	assert_int_equal(c->port, 22);
	assert_string_equal(c->data, "/srv/心晴 one");
	assert_int_equal(c->grace_key, 60);
	assert_int_equal(c->lock, 7200);
	assert_int_equal(c->end, 86400);
	assert_false(c->wipe_scrollback);
	assert_string_equal(c->listen, "127.0.0.1  ::1");
	assert_string_equal(c->knock_sms, "/usr/local/bin/knock sms");
	assert_string_equal(c->knock_phone, "");
	assert_string_equal(c->knock_sentence, "请看一眼");
	conf_free(c);
}

static void
test_a_fault_names_file_line_option_and_what_is_allowed(void **state)
{
	static const struct {
		const char *line, *told;
		int r;
	} cases[] = {
		{ "port = 70000",
		    "x.conf:2: port: read \"70000\", allowed is a whole number "
		    "from 0 to 65535\n",
		    ERR_INPUT },
		{ "prot = 1",
		    "x.conf:2: prot: read \"1\", allowed is an option of "
		    "xinqing.conf(5)\n",
		    ERR_UNKNOWN },
		{ "port 22",
		    "x.conf:2: read \"port 22\", allowed is name = value\n",
		    ERR_INPUT },
		{ "wipe_scrollback = \033[2J",
		    "x.conf:2: wipe_scrollback: read \"\\x1b[2J\", allowed is "
		    "yes or no\n",
		    ERR_INPUT },
		{ "grace_key = 2w",
		    "x.conf:2: grace_key: read \"2w\", allowed is seconds, or "
		    "a number with s, m, h or d, from 1 s to 3600 s\n",
		    ERR_INPUT },
	};
	char text[256];
	struct heard h;

	(void)state;
	for (size_t i = 0; i < nitems(cases); i++) {
		struct conf *c = conf_new();

		snprintf(text, sizeof(text), "# one\n%s\n", cases[i].line);
		test_same_int(
		    cases[i].line, read_text(c, text, &h), cases[i].r);
		test_same_text(cases[i].line, h.text, cases[i].told);
		test_same_int(cases[i].line, h.count, 1);
		conf_free(c);
	}
}

static void
test_a_refused_value_leaves_the_old_one(void **state)
{
	static const char *const bad[] = { "port = ", "port = -1",
		"port = 0x16", "port = 22x", "port = 99999999999999999999",
		"data = ", "data = a\tb\001", "listen = ", "listen = localhost",
		"listen = 127.0.0.1/8", "language = de", "zone = /etc/passwd",
		"zone = a b", "penalty_exempt = 10.0.0.0/33",
		"penalty_exempt = 10.0.0.0/", "keepalive = 0",
		"knock_sms = knock", "knock_sentence =", "knock_limit = 61",
		"wipe_scrollback = true", "grace_key = +5s",
		"grace_key = 999999999999d" };

	(void)state;
	for (size_t i = 0; i < nitems(bad); i++) {
		struct conf *c = conf_new();
		struct heard h;
		char got[4096], dflt[4096];
		FILE *f;

		test_same_int(bad[i], read_text(c, bad[i], &h), ERR_INPUT);
		f = fmemopen(got, sizeof(got), "w");
		conf_write(c, f);
		fclose(f);
		conf_free(c);
		c = conf_new();
		f = fmemopen(dflt, sizeof(dflt), "w");
		conf_write(c, f);
		fclose(f);
		test_same_text(bad[i], got, dflt);
		conf_free(c);
	}
}

static void
test_every_fault_is_told_and_reading_goes_on(void **state)
{
	struct conf *c = conf_new();
	struct heard h;

	(void)state;
	assert_int_equal(
	    read_text(c, "x = 1\nport = y\nport = 7\n", &h), ERR_UNKNOWN);
	assert_int_equal(h.count, 2);
	assert_int_equal(c->port, 7);
	conf_free(c);
}

static void
test_long_lines_and_nul_bytes_are_refused(void **state)
{
	struct conf *c = conf_new();
	struct heard h;
	char *s = mem_zero(1, 20001);

	(void)state;
	memset(s, 'a', 20000);
	memcpy(s, "data = ", 7);
	assert_int_equal(read_text(c, s, &h), ERR_INPUT);
	assert_int_equal(read_bytes(c, "data = /a\0b", 11, &h), ERR_INPUT);
	assert_string_not_equal(c->data, "/a");
	free(s);
	conf_free(c);
}

static void
test_what_is_written_reads_back(void **state)
{
	struct conf *a = conf_new(), *b = conf_new();
	struct heard h = { 0 };
	char one[4096], two[4096];
	FILE *f;

	(void)state;
	assert_int_equal(conf_set(a, "grace-key", "77", hear, &h), 0);
	assert_int_equal(conf_set(a, "listen", "::1", hear, &h), 0);
	assert_int_equal(conf_set(a, "wipe_scrollback", "no", hear, &h), 0);
	f = fmemopen(one, sizeof(one), "w");
	conf_write(a, f);
	fclose(f);
	assert_int_equal(read_text(b, one, &h), 0);
	f = fmemopen(two, sizeof(two), "w");
	conf_write(b, f);
	fclose(f);
	assert_string_equal(one, two);
	assert_int_equal(b->grace_key, 77);
	conf_free(a);
	conf_free(b);
}

static void
test_options_that_contradict_each_other_are_told(void **state)
{
	struct conf *c = conf_new();
	struct heard h = { 0 };

	(void)state;
	assert_int_equal(conf_set(c, "end", "5m", hear, &h), 0);
	assert_int_equal(conf_check(c, hear, &h), ERR_INPUT);
	assert_string_equal(h.text,
	    "all options together: end: read \"300\", allowed is more than "
	    "lock\n");
	conf_free(c);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_defaults_are_there_and_hold_together),
	cmocka_unit_test(test_a_file_sets_what_it_names),
	cmocka_unit_test(
	    test_a_fault_names_file_line_option_and_what_is_allowed),
	cmocka_unit_test(test_a_refused_value_leaves_the_old_one),
	cmocka_unit_test(test_every_fault_is_told_and_reading_goes_on),
	cmocka_unit_test(test_long_lines_and_nul_bytes_are_refused),
	cmocka_unit_test(test_what_is_written_reads_back),
	cmocka_unit_test(test_options_that_contradict_each_other_are_told),
};

TEST_MAIN(tests)
