/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A worry reported from a village school: 9.6 kbit/s, 600 ms there and back, a
 * hand of four characters a second, the real ssh client.  From starting the
 * client to "delivered" it takes at most 90 s and, with doc/ssh_config.slow, 6
 * KB each way; what this machine takes for the same without a line, three times
 * over, is allowed beside: it may be busy.
 */
#include <poll.h>

#include "base/clock.h"
#include "base/text.h"
#include "tests/lib/desk.h"
#include "tests/lib/people.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"
#include "tests/link/link.h"

#define RATE 9600
#define RTT_MS 600
#define KEY_MS 250 /* four characters a second */
#define MOST_MS 90000
#define MOST_BYTES 6144
#define MOST_PLAIN 8704 /* what was reached without doc/ssh_config.slow */
#define PATIENCE_MS 60000

static const char pass[] = "晴天里的一条小路";
static const char seen[] =
    "这周没怎么吃饭，也不和同桌说话。昨天课间一个人在厕所里哭，问她只说没"
    "事。今天交上来的周记写着不想再来了，班长也说她把东西都送人了";
static char child[64], second[64];

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };
	struct client *c;

	(void)state;
	server_start(options);
	desk_students(3000);
	desk_child("第001实验学校,八年级,3班", 1, child);
	desk_child("第001实验学校,八年级,3班", 2, second);
	/* a porter, who only reports: no key */
	people_account("men1", "staff", "S001");
	c = client_open("join", "", NULL);
	client_expect(c, "Login or work number: ");
	client_type(c, "men1\n");
	client_expect(c, "One-time code: ");
	client_type(c, people_code("head1", "account invite men1"));
	client_type(c, "\n");
	for (int i = 0; i < 2; i++) {
		client_expect(
		    c, i == 0 ? "New passphrase: " : "The same once more: ");
		client_type(c, pass);
		client_type(c, "\n");
	}
	client_expect(c, "men1 ");
	client_leave(c);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* A character at a time, at a hand's pace. */
static void
type(struct test_term *t, const char *s, int pace_ms)
{
	size_t n = strlen(s), len;
	uint32_t cp;

	for (; n > 0; s += len, n -= len) {
		len = text_next(s, n, &cp);
		test_term_bytes(t, s, len);
		poll(NULL, 0, pace_ms);
	}
}

struct way {
	const char *user, *key, *login; /* login: typed at its prompt */
	const char *pass;
	bool plain;    /* the client as it comes, without doc/ssh_config.slow */
	uint64_t most; /* bytes each way */
};

/* From starting the client to the receipt. */
static int64_t
report(const struct way *w, const char *whom, long rate, struct link_count *n)
{
	struct link_how how = { .to = server_port(),
		.rate = rate,
		.rtt_ms = rate > 0 ? RTT_MS : 0,
		.header = LINK_HEADER };
	int pace = rate > 0 ? KEY_MS : 0;
	char config[400];
	const char *args[] = { "-F", config, NULL };
	const char *const *given = w->plain ? NULL : args;
	struct link *l = link_open(&how);
	struct client_words words;
	struct test_term *t;
	int64_t ms = clock_ticks_ms();

	snprintf(config, sizeof(config), "%s/doc/ssh_config.slow",
	    getenv("XINQING_SRCDIR"));
	client_through(link_port(l));
	client_words(&words, w->user, w->key, given);
	client_through(0);
	t = test_term_run(24, 80, NULL, (char *const *)(uintptr_t)words.argv);
	test_term_patience(t, PATIENCE_MS);
	if (w->login != NULL) {
		test_term_has(t, "Login or work number:");
		type(t, w->login, pace);
		test_term_bytes(t, "\r", 1);
	}
	/* doc/ssh_config.slow lets the client ask who has a key */
	test_term_has(
	    t, w->plain || w->login != NULL ? "Passphrase:" : "'s password:");
	type(t, w->pass, pace);
	test_term_bytes(t, "\r", 1);
	test_term_has(t, "心晴  今天");
	test_term_bytes(t, "\x0e", 1); /* F2, by its second way */
	test_term_has(t, "哪位学生");
	type(t, whom, pace);
	test_term_bytes(t, "\t", 1);
	test_term_has(t, "会送给：");
	type(t, seen, pace);
	test_term_bytes(t, "\x13", 1); /* F8 */
	test_term_has(t, "已送到");
	ms = clock_ticks_ms() - ms;
	link_count(l, n);
	test_term_close(t);
	link_close(l);
	return ms;
}

static void
held(const char *who, const struct way *w)
{
	struct link_count without, n;
	int64_t fast = report(w, second, 0, &without), ms;

	ms = report(w, child, RATE, &n);
	printf("# %s: %lld ms, %llu bytes up, %llu down; without a line "
	       "%lld ms\n",
	    who, (long long)ms, (unsigned long long)n.up,
	    (unsigned long long)n.down, (long long)fast);
	test_within(who, ms, MOST_MS + 3 * fast);
	test_true(who, n.up <= w->most);
	test_true(who, n.down <= w->most);
}

static void
test_who_only_reports_does_it_without_a_key(void **state)
{
	const struct way men = { "report", "", "men1", pass, false,
		MOST_BYTES };

	(void)state;
	held("without a key", &men);
}

static void
test_a_class_teacher_does_it_with_one(void **state)
{
	const struct way class = { "class1", NULL, NULL,
		"sample-class1-passphrase", false, MOST_BYTES };

	(void)state;
	held("with a key", &class);
}

static void
test_a_client_as_it_comes_takes_more_bytes_and_no_longer(void **state)
{
	const struct way men = { "report", "", "men1", pass, true, MOST_PLAIN };

	(void)state;
	held("without a key, the client as it comes", &men);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_who_only_reports_does_it_without_a_key),
	cmocka_unit_test(test_a_class_teacher_does_it_with_one),
	cmocka_unit_test(
	    test_a_client_as_it_comes_takes_more_bytes_and_no_longer),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
