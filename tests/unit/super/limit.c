/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <netinet/in.h>

#include "base/clock.h"
#include "conf/conf.h"
#include "src/super/limit.h"
#include "tests/lib/test.h"

struct fixture {
	struct conf *c;
	struct limit *l;
};

/* Limits with these options, "name=value" up to NULL. */
static struct fixture
limits(const char *const *options)
{
	struct fixture f = { .c = conf_new() };
	char name[64];

	for (; options != NULL && *options != NULL; options++) {
		snprintf(name, sizeof(name), "%.*s",
		    (int)strcspn(*options, "="), *options);
		assert_int_equal(
		    conf_set(f.c, name, strchr(*options, '=') + 1, NULL, NULL),
		    0);
	}
	f.l = limit_new(f.c, 42);
	return f;
}

static void
drop(struct fixture *f)
{
	limit_free(f->l);
	conf_free(f->c);
}

static struct limit_source
from(const char *text)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		return limit_source_of((struct sockaddr *)&v4);
	assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
	return limit_source_of((struct sockaddr *)&v6);
}

static void
test_a_source_is_an_ipv4_address_or_64_bits_of_ipv6(void **state)
{
	static const struct {
		const char *a, *b;
		int same;
	} c[] = {
		{ "192.0.2.1", "192.0.2.1", 1 },
		{ "192.0.2.1", "192.0.2.2", 0 },
		{ "192.0.2.1", "::ffff:192.0.2.1", 1 },
		{ "2001:db8::1", "2001:db8::ffff:1", 1 },
		{ "2001:db8::1", "2001:db8:0:1::1", 0 },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct limit_source a = from(c[i].a), b = from(c[i].b);

		test_same_int(
		    c[i].b, memcmp(&a, &b, sizeof(a)) == 0, c[i].same);
	}
}

static void
test_starts_of_one_source_are_counted_until_the_key(void **state)
{
	static const char *const o[] = { "starts_per_source=2", NULL };
	struct fixture f = limits(o);
	struct limit_source a = from("192.0.2.1"), b = from("192.0.2.2");

	(void)state;
	assert_int_equal(limit_ask(f.l, a, 0, 99), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, a, 0, 99), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, a, 0, 99), LIMIT_SOURCE_STARTS);
	assert_int_equal(limit_ask(f.l, b, 0, 99), LIMIT_COME_IN);
	limit_keyed(f.l, a, 0);
	assert_int_equal(limit_ask(f.l, a, 0, 99), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, a, 0, 99), LIMIT_SOURCE_STARTS);
	limit_left(f.l, a, false, LIMIT_NONE, 0);
	assert_int_equal(limit_ask(f.l, a, 0, 99), LIMIT_COME_IN);
	drop(&f);
}

static void
test_sessions_are_counted_in_all_and_of_one_source(void **state)
{
	static const char *const o[] = { "sessions=3", "sessions_per_source=2",
		NULL };
	struct fixture f = limits(o);
	struct limit_source a = from("192.0.2.1"), b = from("2001:db8::1"),
			    d = from("192.0.2.3");

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(limit_ask(f.l, a, 0, 99), LIMIT_COME_IN);
		limit_keyed(f.l, a, 0);
	}
	assert_int_equal(limit_ask(f.l, a, 0, 99), LIMIT_SOURCE_SESSIONS);
	assert_int_equal(limit_ask(f.l, b, 0, 99), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, d, 0, 99), LIMIT_SESSIONS);
	limit_left(f.l, a, true, LIMIT_NONE, 0);
	assert_int_equal(limit_ask(f.l, d, 0, 99), LIMIT_COME_IN);
	drop(&f);
}

static void
test_a_flood_of_strangers_keeps_no_known_source_out(void **state)
{
	static const char *const o[] = { "starts_begin=1", "starts_full=2",
		"starts_per_source=2", NULL };
	struct fixture f = limits(o);
	struct limit_source school = from("192.0.2.1");

	(void)state;
	assert_int_equal(limit_ask(f.l, school, 0, 99), LIMIT_COME_IN);
	limit_keyed(f.l, school, 0);
	limit_left(f.l, school, true, LIMIT_NONE, 0);
	assert_int_equal(
	    limit_ask(f.l, from("10.0.0.1"), 0, 99), LIMIT_COME_IN);
	assert_int_equal(
	    limit_ask(f.l, from("10.0.0.2"), 0, 99), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, from("10.0.0.3"), 0, 99), LIMIT_STARTS);
	assert_int_equal(limit_ask(f.l, school, 0, 0), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, school, 0, 0), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, school, 0, 0), LIMIT_SOURCE_STARTS);
	drop(&f);
}

static void
test_a_source_is_known_for_thirty_days(void **state)
{
	static const char *const o[] = { "starts_begin=1", "starts_full=1",
		NULL };
	const int64_t month = 30 * CLOCK_DAY;
	struct fixture f = limits(o);
	struct limit_source school = from("192.0.2.1");

	(void)state;
	assert_int_equal(limit_ask(f.l, school, 0, 99), LIMIT_COME_IN);
	limit_keyed(f.l, school, 0);
	limit_left(f.l, school, true, LIMIT_NONE, 0);
	assert_int_equal(
	    limit_ask(f.l, from("10.0.0.1"), 0, 99), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, school, month - 1, 99), LIMIT_COME_IN);
	limit_left(f.l, school, false, LIMIT_NONE, month - 1);
	assert_int_equal(limit_ask(f.l, school, month, 99), LIMIT_STARTS);
	drop(&f);
}

/* As many as a /48 has: whoever has one key has them all. */
static void
test_known_sources_leave_room_for_penalties(void **state)
{
	struct fixture f = limits(NULL);
	struct limit_source a = from("192.0.2.1");
	char text[32];

	(void)state;
	for (int i = 0; i < 70000; i++) {
		struct limit_source s;

		snprintf(text, sizeof(text), "2001:db8:%x:%x::", i >> 16,
		    i & 0xffff);
		s = from(text);
		assert_int_equal(limit_ask(f.l, s, 0, 0), LIMIT_COME_IN);
		limit_keyed(f.l, s, 0);
		limit_left(f.l, s, true, LIMIT_NONE, 0);
	}
	limit_ask(f.l, a, 0, 0);
	limit_left(f.l, a, false, LIMIT_CRASH, 0);
	assert_int_equal(limit_ask(f.l, a, 1, 0), LIMIT_PENALTY);
	drop(&f);
}

static void
test_a_flood_is_dropped_by_growing_chance(void **state)
{
	static const char *const o[] = { "starts_begin=10", "starts_full=20",
		"starts_per_source=1", NULL };
	struct fixture f = limits(o);
	char text[32];

	(void)state;
	for (int i = 0; i < 10; i++) {
		snprintf(text, sizeof(text), "192.0.2.%d", i);
		assert_int_equal(
		    limit_ask(f.l, from(text), 0, 0), LIMIT_COME_IN);
	}
	assert_int_equal(limit_ask(f.l, from("10.0.0.1"), 0, 29), LIMIT_STARTS);
	for (int i = 0; i < 10; i++) {
		snprintf(text, sizeof(text), "192.0.3.%d", i);
		assert_int_equal(
		    limit_ask(f.l, from(text), 0, (unsigned)(29 + 7 * i)),
		    LIMIT_STARTS);
		assert_int_equal(
		    limit_ask(f.l, from(text), 0, (unsigned)(30 + 7 * i)),
		    LIMIT_COME_IN);
	}
	assert_int_equal(limit_ask(f.l, from("10.0.0.1"), 0, 99), LIMIT_STARTS);
	drop(&f);
}

static void
test_penalties_add_up_count_from_a_least_and_end(void **state)
{
	struct fixture f = limits(NULL);
	struct limit_source a = from("192.0.2.1");

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(limit_ask(f.l, a, 100, 0), LIMIT_COME_IN);
		limit_left(f.l, a, false, LIMIT_AUTH, 100);
	}
	assert_int_equal(limit_ask(f.l, a, 100, 0), LIMIT_COME_IN);
	limit_left(f.l, a, false, LIMIT_AUTH, 100);
	assert_int_equal(limit_ask(f.l, a, 100, 0), LIMIT_PENALTY);
	assert_int_equal(limit_ask(f.l, a, 114, 0), LIMIT_PENALTY);
	assert_int_equal(
	    limit_ask(f.l, from("192.0.2.2"), 100, 0), LIMIT_COME_IN);
	assert_int_equal(limit_ask(f.l, a, 115, 0), LIMIT_COME_IN);
	drop(&f);
}

static void
test_penalties_have_a_most(void **state)
{
	struct fixture f = limits(NULL);
	struct limit_source a = from("192.0.2.1");

	(void)state;
	for (int i = 0; i < 8; i++)
		assert_int_equal(limit_ask(f.l, a, 0, 0), LIMIT_COME_IN);
	for (int i = 0; i < 8; i++)
		limit_left(f.l, a, false, LIMIT_CRASH, 0);
	assert_int_equal(limit_ask(f.l, a, 599, 0), LIMIT_PENALTY);
	assert_int_equal(limit_ask(f.l, a, 600, 0), LIMIT_COME_IN);
	drop(&f);
}

static void
test_exempt_prefixes_have_no_penalties(void **state)
{
	static const char *const o[] = {
		"penalty_exempt=192.0.2.0/25 2001:db8::/33", NULL
	};
	static const struct {
		const char *from;
		enum limit_answer then;
	} c[] = {
		{ "192.0.2.127", LIMIT_COME_IN },
		{ "192.0.2.128", LIMIT_PENALTY },
		{ "2001:db8:7fff::1", LIMIT_COME_IN },
		{ "2001:db8:8000::1", LIMIT_PENALTY },
	};
	struct fixture f = limits(o);

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct limit_source s = from(c[i].from);

		limit_ask(f.l, s, 0, 0);
		limit_left(f.l, s, false, LIMIT_CRASH, 0);
		test_same_int(
		    c[i].from, (int)limit_ask(f.l, s, 1, 0), (int)c[i].then);
	}
	drop(&f);
}

static void
test_sources_that_are_over_are_forgotten(void **state)
{
	struct fixture f = limits(NULL);
	char text[32];

	(void)state;
	for (int round = 0; round < 4; round++)
		for (int i = 0; i < 20000; i++) {
			struct limit_source s;

			snprintf(text, sizeof(text), "10.%d.%d.%d", round,
			    i / 250, i % 250);
			s = from(text);
			assert_int_equal(
			    limit_ask(f.l, s, round * 1000, 0), LIMIT_COME_IN);
			limit_left(f.l, s, false, LIMIT_NOAUTH, round * 1000);
		}
	assert_true(limit_sources(f.l) < 45000);
	drop(&f);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_source_is_an_ipv4_address_or_64_bits_of_ipv6),
	cmocka_unit_test(test_starts_of_one_source_are_counted_until_the_key),
	cmocka_unit_test(test_sessions_are_counted_in_all_and_of_one_source),
	cmocka_unit_test(test_a_flood_of_strangers_keeps_no_known_source_out),
	cmocka_unit_test(test_a_source_is_known_for_thirty_days),
	cmocka_unit_test(test_known_sources_leave_room_for_penalties),
	cmocka_unit_test(test_a_flood_is_dropped_by_growing_chance),
	cmocka_unit_test(test_penalties_add_up_count_from_a_least_and_end),
	cmocka_unit_test(test_penalties_have_a_most),
	cmocka_unit_test(test_exempt_prefixes_have_no_penalties),
	cmocka_unit_test(test_sources_that_are_over_are_forgotten),
};

TEST_MAIN(tests)
