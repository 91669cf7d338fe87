/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "tests/lib/test.h"
#include "wire/wire.h"

static void
pair(struct wire **net, struct wire **session)
{
	int fd[2];

	assert_int_equal(
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fd), 0);
	*net = wire_new(fd[0], true);
	*session = wire_new(fd[1], false);
}

static void
test_a_message_arrives_as_it_was_sent(void **state)
{
	struct wire *a, *b;
	struct buf *f = wire_fields(), *got;
	uint8_t type;
	char *login;

	(void)state;
	pair(&a, &b);
	buf_put_text(f, "op1");
	assert_int_equal(wire_send(a, WIRE_KEY, f, -1), 0);
	assert_int_equal(wire_send(a, WIRE_SHELL, NULL, -1), 0);
	assert_int_equal(wire_receive(b, &type, &got), 0);
	assert_int_equal(type, WIRE_KEY);
	assert_int_equal(buf_get_text(got, &login, WIRE_LOGIN_MAX), 0);
	assert_string_equal(login, "op1");
	free(login);
	buf_free(got);
	assert_int_equal(wire_receive(b, &type, &got), 0);
	assert_int_equal(type, WIRE_SHELL);
	assert_int_equal(buf_len(got), 0);
	buf_free(got);
	wire_free(a);
	assert_int_equal(wire_receive(b, &type, &got), ERR_CLOSED);
	wire_free(b);
}

static void
test_a_frame_may_come_byte_by_byte(void **state)
{
	static const uint8_t frame[] = { 0, 0, 0, 3, WIRE_BYE, 7, 1 };
	struct buf *in = buf_new(), *f;
	uint8_t type, status;

	(void)state;
	for (size_t i = 0; i < sizeof(frame); i++) {
		assert_int_equal(wire_take(in, &type, &f), ERR_BUSY);
		buf_add(in, &frame[i], 1);
	}
	assert_int_equal(wire_take(in, &type, &f), 0);
	assert_int_equal(type, WIRE_BYE);
	assert_int_equal(buf_get_u8(f, &status), 0);
	assert_int_equal(status, 7);
	assert_int_equal(buf_len(in), 0);
	buf_free(f);
	buf_free(in);
}

static void
test_a_length_out_of_bounds_is_refused_at_once(void **state)
{
	static const uint32_t lengths[] = { 0, WIRE_MAX + 1, UINT32_MAX };
	struct buf *f;
	uint8_t type;

	(void)state;
	for (size_t i = 0; i < nitems(lengths); i++) {
		struct buf *in = buf_new();

		buf_put_u32(in, lengths[i]);
		assert_int_equal(wire_take(in, &type, &f), ERR_PROTOCOL);
		buf_free(in);
	}
}

static void
test_a_message_too_long_is_not_sent(void **state)
{
	struct wire *a, *b;
	struct buf *f = wire_fields();

	(void)state;
	pair(&a, &b);
	memset(buf_room(f, WIRE_MAX), 'x', WIRE_MAX);
	buf_wrote(f, WIRE_MAX);
	assert_int_equal(wire_send(a, WIRE_KEY, f, -1), ERR_LIMIT);
	wire_free(a);
	wire_free(b);
}

static void
test_only_the_network_side_is_handed_a_descriptor(void **state)
{
	struct wire *a, *b;
	struct buf *f;
	uint8_t type;
	char c = 0;
	int p[2], fd;

	(void)state;
	pair(&a, &b);
	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	assert_int_equal(wire_send(b, WIRE_PTY_STATE, NULL, p[1]), 0);
	assert_int_equal(wire_receive(a, &type, &f), 0);
	buf_free(f);
	assert_true((fd = wire_take_fd(a)) >= 0);
	assert_int_equal(wire_take_fd(a), -1);
	assert_int_equal(write(fd, "x", 1), 1);
	assert_int_equal(read(p[0], &c, 1), 1);
	assert_int_equal(c, 'x');
	close(fd);
	assert_int_equal(wire_send(a, WIRE_PTY, NULL, p[1]), 0);
	assert_int_equal(wire_receive(b, &type, &f), 0);
	buf_free(f);
	assert_int_equal(wire_take_fd(b), -1);
	close(p[1]); /* the last writer: nobody kept a copy */
	assert_int_equal(read(p[0], &c, 1), 0);
	close(p[0]);
	wire_free(a);
	wire_free(b);
}

static void
test_another_answer_than_the_one_asked_for_is_refused(void **state)
{
	struct wire *a, *b;
	struct buf *f;

	(void)state;
	pair(&a, &b);
	assert_int_equal(wire_send(b, WIRE_BYE, NULL, -1), 0);
	assert_int_equal(
	    wire_call(a, WIRE_KEY, NULL, WIRE_KEY_STATE, &f), ERR_PROTOCOL);
	wire_free(a);
	wire_free(b);
}

static int
take_u8(void *arg, struct buf *f)
{
	return buf_get_u8(f, arg);
}

static void
test_a_table_allows_what_it_lists_and_no_more(void **state)
{
	static const struct wire_rule rules[] = {
		{ WIRE_HELLO, WIRE_ONCE, take_u8 },
		{ WIRE_KEY, 0, take_u8 },
		{ 0, 0, NULL },
	};
	static const struct {
		const char *why;
		uint8_t type;
		size_t fields;
		int r;
	} c[] = {
		{ "once", WIRE_HELLO, 1, 0 },
		{ "once and no more", WIRE_HELLO, 1, ERR_PROTOCOL },
		{ "often", WIRE_KEY, 1, 0 },
		{ "and often", WIRE_KEY, 1, 0 },
		{ "not listed", WIRE_SHELL, 0, ERR_PROTOCOL },
		{ "no such type", 0, 1, ERR_PROTOCOL },
		{ "too few bytes", WIRE_KEY, 0, ERR_PROTOCOL },
		{ "bytes left over", WIRE_KEY, 2, ERR_PROTOCOL },
	};
	uint32_t used = 0;
	uint8_t v = 0;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct buf *f = wire_fields();

		buf_add(f, "\1\2", c[i].fields);
		test_same_int(c[i].why,
		    wire_obey(rules, &used, c[i].type, f, &v), c[i].r);
		buf_free(f);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_message_arrives_as_it_was_sent),
	cmocka_unit_test(test_a_frame_may_come_byte_by_byte),
	cmocka_unit_test(test_a_length_out_of_bounds_is_refused_at_once),
	cmocka_unit_test(test_a_message_too_long_is_not_sent),
	cmocka_unit_test(test_only_the_network_side_is_handed_a_descriptor),
	cmocka_unit_test(test_another_answer_than_the_one_asked_for_is_refused),
	cmocka_unit_test(test_a_table_allows_what_it_lists_and_no_more),
};

TEST_MAIN(tests)
