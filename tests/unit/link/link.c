/* SPDX-License-Identifier: Apache-2.0 */
/* The slow line that figures and tests are measured over. */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/link/link.h"
#include "tests/lib/test.h"

#define LIMIT_MS 10000

struct ends {
	struct link *link;
	int listening, near, far;
};

/* Both ends of one connection over a link. */
static struct ends
ends_open(long rate, int rtt_ms)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct link_how how = {
		.rate = rate, .rtt_ms = rtt_ms, .header = LINK_HEADER
	};
	struct ends e;

	e.listening = link_listen(&how.to);
	assert_true(e.listening >= 0);
	e.link = link_open(&how);
	assert_non_null(e.link);
	a.sin_port = htons((uint16_t)link_port(e.link));
	e.near = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(connect(e.near, (struct sockaddr *)&a, sizeof(a)), 0);
	e.far = accept(e.listening, NULL, NULL);
	assert_true(e.far >= 0);
	return e;
}

static void
ends_close(struct ends *e)
{
	close(e->near);
	close(e->far);
	close(e->listening);
	link_close(e->link);
}

static void
put(int fd, const char *p, size_t n)
{
	assert_int_equal(write(fd, p, n), (ssize_t)n);
}

/* Exactly n bytes; how long it took until then. */
static int64_t
take(int fd, char *to, size_t n)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int64_t began = clock_ticks_ms();
	size_t got = 0;
	ssize_t k;

	while (got < n) {
		assert_int_equal(poll(&p, 1, LIMIT_MS), 1);
		k = read(fd, to + got, n - got);
		assert_true(k > 0);
		got += (size_t)k;
	}
	return clock_ticks_ms() - began;
}

static bool
comes(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, ms) > 0;
}

static void
test_what_goes_in_comes_out_and_is_counted(void **state)
{
	struct ends e = ends_open(0, 0);
	struct link_count c;
	char to[8192];
	static char from[8192];

	(void)state;
	for (size_t i = 0; i < sizeof(from); i++)
		from[i] = (char)(i * 7 + i / 251);
	put(e.near, from, sizeof(from));
	take(e.far, to, sizeof(to));
	assert_memory_equal(from, to, sizeof(to));
	put(e.far, from, 100);
	take(e.near, to, 100);
	assert_memory_equal(from, to, 100);
	link_count(e.link, &c);
	assert_int_equal(c.up, sizeof(from));
	assert_int_equal(c.down, 100);
	assert_int_equal(c.segments_down, 1);
	assert_true(c.segments_up >= sizeof(from) / LINK_SEGMENT);
	assert_int_equal(c.turns, 1);
	ends_close(&e);
}

/* One byte there and one back: the round trip, and the bits of both with
 * their headers. */
static void
test_a_byte_there_and_back_takes_the_round_trip_and_its_bits(void **state)
{
	static const struct {
		const char *why;
		long rate;
		int rtt_ms;
		int64_t least;
	} c[] = {
		{ "only far away", 0, 200, 200 },
		{ "only slow", 9600, 0, 2 * 53 * 8000 / 9600 },
		{ "both", 9600, 200, 200 + 2 * 53 * 8000 / 9600 },
	};
	char one;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct ends e = ends_open(c[i].rate, c[i].rtt_ms);
		int64_t ms;

		put(e.near, "a", 1); /* waits for the connection to be there */
		take(e.far, &one, 1);
		ms = clock_ticks_ms();
		put(e.near, "b", 1);
		take(e.far, &one, 1);
		put(e.far, "c", 1);
		take(e.near, &one, 1);
		ms = clock_ticks_ms() - ms;
		test_true(c[i].why, ms >= c[i].least - 1);
		test_within(c[i].why, ms, c[i].least + 100);
		ends_close(&e);
	}
}

static void
test_a_connection_costs_a_round_trip_before_its_first_byte(void **state)
{
	int64_t ms = clock_ticks_ms();
	struct ends e = ends_open(0, 200);
	char one;

	(void)state;
	put(e.near, "a", 1);
	take(e.far, &one, 1);
	ms = clock_ticks_ms() - ms;
	test_true("a round trip and the way there", ms >= 299);
	test_within("and no more", ms, 400);
	ends_close(&e);
}

static void
test_bytes_come_no_faster_than_the_rate(void **state)
{
	struct ends e = ends_open(64000, 0);
	static char some[4000];
	/* 4000 bytes in three segments at 8 bytes a millisecond */
	int64_t least = (4000 + 3 * 52) / 8, ms;

	(void)state;
	put(e.near, some, sizeof(some));
	ms = take(e.far, some, sizeof(some));
	test_true("not faster", ms >= least - 2);
	test_within("not much slower", ms, least + 150);
	link_pace(e.link, 0, 0);
	put(e.near, some, sizeof(some));
	test_within("set free", take(e.far, some, sizeof(some)), 100);
	ends_close(&e);
}

static void
test_an_end_of_one_side_leaves_the_other_speaking(void **state)
{
	struct ends e = ends_open(0, 20);
	char one = 0;

	(void)state;
	put(e.near, "a", 1);
	link_half(e.link);
	take(e.far, &one, 1);
	assert_int_equal(one, 'a');
	assert_true(comes(e.far, LIMIT_MS));
	assert_int_equal(read(e.far, &one, 1), 0);
	put(e.far, "b", 1);
	take(e.near, &one, 1);
	assert_int_equal(one, 'b');
	close(e.far);
	assert_true(comes(e.near, LIMIT_MS));
	assert_int_equal(read(e.near, &one, 1), 0);
	e.far = dup(e.near);
	ends_close(&e);
}

static void
test_a_cut_line_is_silent_and_says_no_end(void **state)
{
	struct ends e = ends_open(0, 0);
	struct link_count c;
	char one;

	(void)state;
	put(e.near, "a", 1);
	take(e.far, &one, 1);
	link_cut(e.link);
	link_count(e.link, &c); /* and it has heard of it */
	put(e.near, "b", 1);
	assert_false(comes(e.far, 100));
	close(e.near);
	assert_false(comes(e.far, 100));
	e.near = dup(e.far);
	ends_close(&e);
}

static void
test_who_sends_faster_than_the_line_is_not_read_from(void **state)
{
	struct ends e = ends_open(9600, 0);
	static char some[1 << 20];
	struct link_count c;

	(void)state;
	fcntl(e.near, F_SETFL, O_NONBLOCK);
	for (int i = 0; i < 64; i++)
		if (write(e.near, some, sizeof(some)) < 0 && errno == EAGAIN)
			break;
	assert_true(comes(e.far, LIMIT_MS));
	link_count(e.link, &c);
	test_true("a queue at most, and what has left it",
	    c.up <= LINK_QUEUE + 2 * LINK_SEGMENT);
	ends_close(&e);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_goes_in_comes_out_and_is_counted),
	cmocka_unit_test(
	    test_a_byte_there_and_back_takes_the_round_trip_and_its_bits),
	cmocka_unit_test(
	    test_a_connection_costs_a_round_trip_before_its_first_byte),
	cmocka_unit_test(test_bytes_come_no_faster_than_the_rate),
	cmocka_unit_test(test_an_end_of_one_side_leaves_the_other_speaking),
	cmocka_unit_test(test_a_cut_line_is_silent_and_says_no_end),
	cmocka_unit_test(test_who_sends_faster_than_the_line_is_not_read_from),
};

TEST_MAIN(tests)
