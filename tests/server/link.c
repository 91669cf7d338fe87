/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The main path of the two-person story with the teacher's village at the end
 * of a slow line: 300 ms there and back, 64 and then 9.6 kbit/s, the real ssh
 * client with doc/ssh_config.slow and a key as it says.  Times are told, and
 * held to what is promised: signing in by key and then passphrase is nine round
 * trips, 2.7 s before the first byte is counted (doc/performance.md).  What this
 * machine takes for the same without a line, three times over, is allowed
 * beside: it may be busy.
 */
#include <poll.h>

#include "act/sample.h"
#include "base/clock.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"
#include "tests/link/link.h"

#define RTT_MS 300
#define PATIENCE_MS 20000
#define F2 "\x0e" /* by the second ways: Ctrl-N, F, T, S, X */
#define F3 "\x06"
#define F4 "\x14"
#define F8 "\x13"
#define F9 "\x18"

struct seat {
	struct test_term *term;
	struct link *link;
};

static void
sit_down(struct seat *s, const char *login, long rate, const char *first)
{
	struct link_how how = { .to = server_port(),
		.rate = rate,
		.rtt_ms = rate > 0 ? RTT_MS : 0,
		.header = LINK_HEADER };
	char config[400], pass[64];
	const char *args[] = { "-F", config, NULL };
	struct client_words w;

	snprintf(config, sizeof(config), "%s/doc/ssh_config.slow",
	    getenv("XINQING_SRCDIR"));
	s->link = link_open(&how);
	assert_non_null(s->link);
	client_through(link_port(s->link));
	client_words(&w, login, NULL, args);
	client_through(0);
	s->term = test_term_run(24, 80, NULL, (char *const *)(uintptr_t)w.argv);
	test_term_patience(s->term, PATIENCE_MS);
	act_sample_pass(login, pass, sizeof(pass) - 1);
	strcat(pass, "\r");
	test_term_has(s->term, "'s password:");
	test_term_keys(s->term, pass);
	test_term_has(s->term, first);
}

static void
get_up(struct seat *s)
{
	test_term_close(s->term);
	link_close(s->link);
}

/* Ten keys 150 ms apart: how long after the last one it stands there. */
static int64_t
ten_keys(struct seat *s, const char *shown)
{
	int64_t ms;

	for (const char *k = "zhanganhao"; *k != '\0'; k++) {
		const char one[2] = { *k, '\0' };

		ms = clock_ticks_ms();
		test_term_keys(s->term, one);
		if (k[1] != '\0')
			poll(NULL, 0, 150); /* a hand, not a condition */
	}
	test_term_has(s->term, shown);
	return clock_ticks_ms() - ms;
}

/* Of the invented roster, in school 001; found exactly. */
struct promise {
	long rate;
	int first_ms, keys_ms;
	const char *student;
};

/* From starting the client to the last line of Today. */
static int64_t
first_screen(struct seat *s, long rate)
{
	int64_t ms = clock_ticks_ms();

	sit_down(s, "psy1", rate, "今天");
	test_term_has(s->term, "F10");
	return clock_ticks_ms() - ms;
}

static void
the_story(const struct promise *p)
{
	struct seat op, psy;
	int64_t ms, without = first_screen(&psy, 0);
	char keys[200];

	get_up(&psy);
	ms = first_screen(&psy, p->rate);
	printf("# %ld bit/s: first screen %lld ms, without a line %lld ms\n",
	    p->rate, (long long)ms, (long long)without);
	test_within("the first screen", ms, p->first_ms + 3 * without);

	test_term_keys(psy.term, F3);
	test_term_has(psy.term, "范围");
	ms = ten_keys(&psy, "zhanganhao");
	printf("# %ld bit/s: ten keys, %lld ms behind the last\n", p->rate,
	    (long long)ms);
	test_within("ten keys", ms, p->keys_ms + without);
	test_term_keys(psy.term, "\x07");
	test_term_has(psy.term, "今天");

	sit_down(&op, "op1", 0, "op1 ");
	test_term_keys(op.term, F2);
	test_term_has(op.term, "通话");
	test_term_keys(op.term, "奶奶的药在抽屉里");
	test_term_has(op.term, "抽屉里");
	test_term_keys(op.term, F9);
	test_term_has(op.term, "别挂断");
	test_term_keys(op.term, F3);
	test_term_has(op.term, "为了保护学生");
	snprintf(
	    keys, sizeof(keys), "第001实验学校\t%s\t\t3说到药" F4, p->student);
	test_term_keys(op.term, keys);
	test_term_has(op.term, "找到 1 位");
	ms = clock_ticks_ms();
	test_term_keys(op.term, F8);
	test_term_has(psy.term, p->student);
	ms = clock_ticks_ms() - ms;
	printf("# %ld bit/s: from the operator's key to the teacher %lld ms\n",
	    p->rate, (long long)ms);
	test_within("the school knows", ms, 1500 + without);
	ms = clock_ticks_ms();
	test_term_keys(psy.term, "\r");
	test_term_lacks(psy.term, "记一次谈话"); /* Today's key line */
	test_term_has(psy.term, "F4 我知道了");
	test_term_keys(psy.term, F4);
	test_term_lacks(psy.term, "F4 我知道了");
	printf("# %ld bit/s: opened and answered in %lld ms\n", p->rate,
	    (long long)(clock_ticks_ms() - ms));
	get_up(&op);
	get_up(&psy);
}

/* --- tests -------------------------------------------------------------------
 */

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
	server_keys_bare();
	server_start(options);
	desk_students(3000);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

static void
test_at_64_kbit_the_story_is_told_as_on_a_fast_line(void **state)
{
	const struct promise p = { 64000, 3300, 550, "张安昊" };

	(void)state;
	the_story(&p);
}

static void
test_at_9600_bit_it_still_is(void **state)
{
	const struct promise p = { 9600, 6000, 550, "张宝婷" };

	(void)state;
	the_story(&p);
}

/* Ten keys faster than the line carries them away: not each has a picture of
 * its own on it.  A third of a round trip lies between two. */
static void
test_keys_in_haste_do_not_fill_the_line_with_pictures(void **state)
{
	const int line_ms = 10 * 73; /* what the keys take on their way up */
	struct link_count before, after;
	uint64_t pictures;
	struct seat psy;
	int64_t ms;

	(void)state;
	sit_down(&psy, "psy1", 9600, "今天");
	test_term_keys(psy.term, F3);
	test_term_has(psy.term, "范围");
	test_term_keys(psy.term, "l");
	test_term_has(psy.term, "班主任");
	test_term_quiet(psy.term, 2 * RTT_MS);
	link_count(psy.link, &before);
	ms = clock_ticks_ms();
	for (int i = 0; i < 10; i++) {
		test_term_keys(psy.term, "\033[B");
		poll(NULL, 0, 50); /* a hand, not a condition */
	}
	ms = clock_ticks_ms() - ms;
	test_term_quiet(psy.term, 1000);
	link_count(psy.link, &after);
	pictures = after.segments_down - before.segments_down;
	printf("# 9600 bit/s: ten keys in %lld ms, %llu pictures\n",
	    (long long)ms, (unsigned long long)pictures);
	test_true("fewer pictures than keys",
	    pictures <= 2 + (uint64_t)(ms > line_ms ? ms : line_ms) / 140);
	get_up(&psy);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_at_64_kbit_the_story_is_told_as_on_a_fast_line),
	cmocka_unit_test(test_at_9600_bit_it_still_is),
	cmocka_unit_test(test_keys_in_haste_do_not_fill_the_line_with_pictures),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
