/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "sealed/key.h"
#include "sealed/pass.h"
#include "sealed/sign.h"
#include "tests/lib/test.h"

static const struct sealed_place note = { "consultation.note", 7 };

static void
test_only_the_holder_opens(void **state)
{
	uint8_t mine[32], other[32];
	struct sealed_key *a = sealed_key_new(mine), *b = sealed_key_new(other);
	struct buf *in = buf_new(), *out = sealed_buf();

	(void)state;
	sealed_close(mine, note, "她说睡不着", 15, in);
	assert_int_equal(buf_len(in), 15 + SEALED_EXTRA);
	assert_int_equal(
	    sealed_open(b, note, buf_data(in), buf_len(in), out), ERR_KEY);
	assert_int_equal(buf_len(out), 0);
	assert_int_equal(
	    sealed_open(a, note, buf_data(in), buf_len(in), out), 0);
	assert_string_equal(buf_text(out), "她说睡不着");
	sealed_key_free(a);
	sealed_key_free(b);
	buf_free(in);
	buf_free(out);
}

static void
test_a_seal_holds_in_its_place_only(void **state)
{
	static const struct sealed_place others[] = {
		{ "consultation.note", 8 },
		{ "consultation.plan", 7 },
		{ "", 7 },
	};
	uint8_t pub[32];
	struct sealed_key *k = sealed_key_new(pub);
	struct buf *in = buf_new(), *out = sealed_buf();

	(void)state;
	sealed_close(pub, note, "x", 1, in);
	for (size_t i = 0; i < nitems(others); i++)
		test_same_int(others[i].column,
		    sealed_open(k, others[i], buf_data(in), buf_len(in), out),
		    ERR_KEY);
	sealed_key_free(k);
	buf_free(in);
	buf_free(out);
}

/* The writer's public half and the nonce of a text just sealed. */
static void
seal_one(const uint8_t pub[32], uint8_t to[32 + 24])
{
	struct buf *in = buf_new();

	sealed_close(pub, note, "x", 1, in);
	memcpy(to, (const uint8_t *)buf_data(in) + 1, 32 + 24);
	buf_free(in);
}

/* Made beforehand or not. */
static void
test_a_pair_seals_sixteen_texts_and_no_nonce_comes_twice(void **state)
{
	uint8_t pub[32], seen[100][32 + 24];
	struct sealed_key *k = sealed_key_new(pub);
	int alike = 0, pairs = 0;

	(void)state;
	for (int i = 0; i < 100; i++) {
		if (i % 3 == 0)
			sealed_ready();
		seal_one(pub, seen[i]);
		if (i == 0 || memcmp(seen[i], seen[i - 1], 32) != 0)
			pairs++;
		for (int j = 0; j < i; j++)
			alike +=
			    memcmp(seen[i] + 32, seen[j] + 32, 24) == 0 ||
			    (i - j >= 16 && memcmp(seen[i], seen[j], 32) == 0);
	}
	assert_int_equal(pairs, 7);
	assert_int_equal(alike, 0);
	sealed_key_free(k);
}

static void
test_no_pair_seals_for_two_holders(void **state)
{
	uint8_t pub[2][32], seen[4][32 + 24];
	struct sealed_key *k[2] = { sealed_key_new(pub[0]),
		sealed_key_new(pub[1]) };

	(void)state;
	for (int i = 0; i < 4; i++) {
		seal_one(pub[i % 2], seen[i]);
		for (int j = 0; j < i; j++)
			assert_memory_not_equal(seen[i], seen[j], 32);
	}
	sealed_key_free(k[0]);
	sealed_key_free(k[1]);
}

static void
test_no_pair_seals_in_two_processes(void **state)
{
	uint8_t pub[32], mine[32 + 24], other[32 + 24];
	struct sealed_key *k = sealed_key_new(pub);
	int status;

	(void)state;
	seal_one(pub, mine);
	if (fork() == 0) {
		seal_one(pub, other);
		_exit(memcmp(mine, other, 32) == 0);
	}
	wait(&status);
	test_same_int("the child's", status, 0);
	sealed_key_free(k);
}

static void
test_every_changed_byte_is_seen(void **state)
{
	uint8_t pub[32], copy[4 + SEALED_EXTRA];
	struct sealed_key *k = sealed_key_new(pub);
	struct buf *in = buf_new(), *out = sealed_buf();

	(void)state;
	sealed_close(pub, note, "abcd", 4, in);
	for (size_t i = 0; i < sizeof(copy); i++) {
		memcpy(copy, buf_data(in), sizeof(copy));
		copy[i] ^= 1;
		assert_int_equal(
		    sealed_open(k, note, copy, sizeof(copy), out), ERR_KEY);
	}
	for (size_t n = 0; n < sizeof(copy); n++)
		assert_int_equal(
		    sealed_open(k, note, buf_data(in), n, out), ERR_KEY);
	sealed_key_free(k);
	buf_free(in);
	buf_free(out);
}

static void
test_a_granted_key_opens_what_was_sealed_before(void **state)
{
	uint8_t circle[32], member[32];
	struct sealed_key *c = sealed_key_new(circle);
	struct sealed_key *m = sealed_key_new(member), *got = NULL;
	struct buf *in = buf_new(), *grant = buf_new(), *out = sealed_buf();

	(void)state;
	sealed_close(circle, note, "y", 1, in);
	sealed_key_grant(c, 12, member, grant);
	assert_int_equal(
	    sealed_key_accept(m, 13, buf_data(grant), buf_len(grant), &got),
	    ERR_KEY);
	assert_int_equal(
	    sealed_key_accept(m, 12, buf_data(grant), buf_len(grant), &got), 0);
	assert_int_equal(
	    sealed_open(got, note, buf_data(in), buf_len(in), out), 0);
	sealed_key_free(c);
	sealed_key_free(m);
	sealed_key_free(got);
	buf_free(in);
	buf_free(grant);
	buf_free(out);
}

static void
test_neither_custodian_opens_alone(void **state)
{
	uint8_t one[32], two[32];
	struct sealed_key *a = sealed_key_new(one), *b = sealed_key_new(two);
	struct buf *in = buf_new(), *half = sealed_buf(), *out = sealed_buf();

	(void)state;
	sealed_close_nested(one, two, note, "z", 1, in);
	assert_int_equal(
	    sealed_open(b, note, buf_data(in), buf_len(in), out), ERR_KEY);
	assert_int_equal(
	    sealed_open(a, note, buf_data(in), buf_len(in), half), 0);
	assert_int_equal(buf_len(half), 1 + SEALED_EXTRA);
	assert_int_equal(
	    sealed_open(b, note, buf_data(half), buf_len(half), out), 0);
	assert_string_equal(buf_text(out), "z");
	sealed_key_free(a);
	sealed_key_free(b);
	buf_free(in);
	buf_free(half);
	buf_free(out);
}

static void
test_a_passphrase_is_long_by_its_characters(void **state)
{
	static const struct {
		const char *pass;
		bool allowed;
	} c[] = {
		{ "", false }, { "seven77", false }, { "eight888", true },
		{ "晴朗天", false }, /* nine bytes */
		{ "一片晴朗的天空", false }, { "一片晴朗的天空下", true },
		{ "\xf0\xa0\x80\x80\xf0\xa0\x80\x80",
		    false }, /* two rare ones */
		{ "\xc7\xff\xc7\xff\xc7\xff\xc7\xff", true }, /* not UTF-8 */
	};
	char longest[PASS_MAX + 1];

	(void)state;
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].pass,
		    pass_is_allowed(c[i].pass, strlen(c[i].pass)),
		    c[i].allowed);
	memset(longest, 'x', sizeof(longest));
	assert_true(pass_is_allowed(longest, PASS_MAX));
	assert_false(pass_is_allowed(longest, PASS_MAX + 1));
}

static void
test_a_passphrase_opens_its_own_key_only(void **state)
{
	uint8_t pub[32], got[32];
	struct sealed_key *k = sealed_key_new(pub), *back = NULL;
	struct buf *w = buf_new();

	(void)state;
	assert_int_equal(pass_wrap(k, "short", 5, w), ERR_INPUT);
	assert_int_equal(pass_wrap(k, "long enough", 11, w), 0);
	assert_int_equal(
	    pass_unwrap(buf_data(w), buf_len(w), "Long enough", 11, &back),
	    ERR_PASSPHRASE);
	assert_int_equal(
	    pass_unwrap(NULL, 0, "long enough", 11, &back), ERR_PASSPHRASE);
	assert_int_equal(
	    pass_unwrap(buf_data(w), buf_len(w), "long enough", 11, &back), 0);
	sealed_key_public(back, got);
	assert_memory_equal(got, pub, 32);
	sealed_key_free(k);
	sealed_key_free(back);
	buf_free(w);
}

static void
test_a_lookup_hash_needs_the_key(void **state)
{
	uint8_t pub[32], one[32], two[32], three[32];
	struct sealed_key *a = sealed_key_new(pub), *b = sealed_key_new(pub);

	(void)state;
	sealed_key_hash(a, "13900000000", one);
	sealed_key_hash(a, "13900000000", two);
	sealed_key_hash(b, "13900000000", three);
	assert_memory_equal(one, two, 32);
	assert_memory_not_equal(one, three, 32);
	sealed_key_free(a);
	sealed_key_free(b);
}

static void
test_a_signature_is_of_one_key_and_one_text(void **state)
{
	uint8_t pub[32], again[32], sig[64];
	struct sign_key *k = NULL;
	char path[300];

	(void)state;
	snprintf(path, sizeof(path), "%s/keeper.key", test_folder());
	assert_int_equal(sign_key_create(path, pub), 0);
	assert_int_equal(sign_key_create(path, again), ERR_EXISTS);
	assert_int_equal(sign_key_read(path, &k), 0);
	sign_key_public(k, again);
	assert_memory_equal(pub, again, 32);
	sign_make(k, "head", 4, sig);
	assert_true(sign_holds(pub, "head", 4, sig));
	assert_false(sign_holds(pub, "heap", 4, sig));
	sign_key_free(k);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_only_the_holder_opens),
	cmocka_unit_test(test_a_seal_holds_in_its_place_only),
	cmocka_unit_test(
	    test_a_pair_seals_sixteen_texts_and_no_nonce_comes_twice),
	cmocka_unit_test(test_no_pair_seals_for_two_holders),
	cmocka_unit_test(test_no_pair_seals_in_two_processes),
	cmocka_unit_test(test_every_changed_byte_is_seen),
	cmocka_unit_test(test_a_granted_key_opens_what_was_sealed_before),
	cmocka_unit_test(test_neither_custodian_opens_alone),
	cmocka_unit_test(test_a_passphrase_is_long_by_its_characters),
	cmocka_unit_test(test_a_passphrase_opens_its_own_key_only),
	cmocka_unit_test(test_a_lookup_hash_needs_the_key),
	cmocka_unit_test(test_a_signature_is_of_one_key_and_one_text),
};

int
main(void)
{
	if (sealed_init() != 0)
		return 1;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
