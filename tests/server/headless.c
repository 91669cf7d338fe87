/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The whole story once more without a screen: each step is one `xinqing`
 * command with its fields as JSON on stdin, beside a running server whose
 * keeper fires what is due.  And how commands answer: what an answer carries,
 * errors and exit statuses, pages, a batch, one table for help, completion
 * and manual.
 */
#include <stdarg.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

static char child[64];
static int64_t student, ticket, warning, talk;

static int
begin(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
	server_start(options);
	desk_students(3000);
	desk_child("第001实验学校,八年级,3班", 1, child);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* A command about id, its fields made as printf() makes them. */
static const char *did(const char *login, const char *command, int64_t id,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
static const char *
did(const char *login, const char *command, int64_t id, const char *fmt, ...)
{
	char line[128], in[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(in, sizeof(in), fmt, ap);
	va_end(ap);
	snprintf(line, sizeof(line), id != 0 ? "%s %lld" : "%s", command,
	    (long long)id);
	return desk_did(login, line, in);
}

/* A step of the warning on the version that stands; the keeper may just have
 * made another, for a time that is over. */
static const char *
stepped(const char *login, const char *event, const char *more)
{
	char line[64], in[2048];
	const char *all;
	int status, tries = 0;

	snprintf(line, sizeof(line), "warning step %lld", (long long)warning);
	do {
		all = did(login, "warning show", warning, "%s", "");
		snprintf(in, sizeof(in),
		    "{\"event\":\"%s\",\"version\":%lld%s%s}", event,
		    (long long)cli_number(all, "version"),
		    more[0] != '\0' ? "," : "", more);
		all = desk_run(login, line, in, &status);
	} while (strstr(all, "ERR_STALE") != NULL && ++tries < 5);
	if (status != 0)
		fail_msg("%s %s: %d: %s", login, event, status, all);
	return all;
}

static void
has(const char *json, const char *part)
{
	if (strstr(json, part) == NULL)
		fail_msg("no %s in %s", part, json);
}

static void
lacks(const char *json, const char *part)
{
	if (strstr(json, part) != NULL)
		fail_msg("%s in %s", part, json);
}

/* What every answer of a ticket, a talk or a warning carries. */
static void
carries(const char *json, const char *const *names)
{
	char key[64];

	for (; *names != NULL; names++) {
		snprintf(key, sizeof(key), "\"%s\":", *names);
		has(json, key);
	}
}

static const char *const common[] = { "id", "state", "version", "actions",
	"event_at", "entered_at", "audit_id", NULL };
static const char *const timed[] = { "due_at", "due_key", NULL };
static const char *const of_warning[] = { "student", "danger", "level", "acks",
	"waiting_for", NULL };

static void
test_a_call_is_taken_and_the_school_told(void **state)
{
	const char *a;

	(void)state;
	a = did("op1", "ticket ring", 0, "{\"number\":\"19900004407\"}");
	carries(a, common);
	ticket = cli_number(a, "id");
	a = did("op1", "ticket new", 0, "{}");
	assert_int_equal(cli_number(a, "id"), ticket); /* the one waiting */
	assert_string_equal(desk_text(a, "state"), "ACTIVE");
	has(a, "\"needs\":[\"questions\"]");
	a = did(
	    "op1", "ticket entry", ticket, "{\"text\":\"抽屉里有奶奶的药\"}");
	carries(a, common);
	a = did("op1", "ticket answer", ticket,
	    "{\"thoughts\":\"yes\",\"strength\":60,"
	    "\"hopeless\":\"not_asked\",\"danger\":\"unsure\"}");
	carries(a, common);
	carries(a, timed); /* unsure counts until a second one has looked */
	assert_string_equal(desk_text(a, "state"), "EMERGENCY");
	for (int i = 1; i <= 8; i++)
		a = did("op1", "ticket check", ticket,
		    i == 6 ? "{\"step\":%d,\"outcome\":\"not_guardian\","
			     "\"words\":\"继父喝了酒\"}"
			   : "{\"step\":%d}",
		    i);
	a = did("op1", "student find --exact", 0,
	    "{\"school\":\"第001实验学校\",\"name\":\"%s\","
	    "\"ground\":\"safety\"}",
	    child);
	student = cli_number(a, "id");
	a = did("op1", "ticket link", ticket,
	    "{\"student\":%lld,\"ground\":\"safety\",\"why\":\"说到药\"}",
	    (long long)student);
	carries(a, common);
	warning = cli_number(a, "warning");
	assert_true(warning > 0);
}

static void
test_two_acknowledge_and_severity_is_for_those_allowed(void **state)
{
	const char *a;

	(void)state;
	a = did("psy1", "warning show", warning, "%s", "");
	carries(a, of_warning);
	carries(a, timed);
	has(a, "\"severity\":\"none\"");
	has(a, "\"waiting_for\":[\"class1\",\"psy1\"]");
	lacks(a, "奶奶的药");
	a = did("psy1", "warning ack", warning, "{}");
	carries(a, common);
	has(a, "\"waiting_for\":[\"class1\"]");
	a = did("class1", "warning ack", warning, "{\"text\":\"在教室\"}");
	assert_string_equal(desk_text(a, "state"), "ACKNOWLEDGED");
	lacks(a, "severity");
	has(a, "\"waiting_for\":[]");
}

static void
test_who_comes_second_keeps_the_text(void **state)
{
	int status;
	const char *a;
	char line[64];
	int64_t draft;

	(void)state;
	stepped("psy1", "verify", "");
	snprintf(line, sizeof(line), "warning step %lld", (long long)warning);
	a = desk_run("psy1", line,
	    "{\"event\":\"note\",\"version\":1,\"text\":\"晚到的话\"}",
	    &status);
	assert_int_equal(status, EX_TEMPFAIL);
	assert_int_equal(strncmp(a, "ERR_STALE: ", 11), 0);
	assert_ptr_equal(strchr(a, '\n'), a + strlen(a) - 1); /* one line */
	draft = cli_number(desk_did("psy1", "draft list", NULL), "id");
	has(did("psy1", "draft show", draft, "%s", ""), "晚到的话");
}

static void
test_it_goes_to_the_closing(void **state)
{
	const char *a;

	(void)state;
	stepped("psy1", "parents",
	    "\"parents\":\"later\",\"reason\":\"先和妈妈单独约\"");
	a = stepped("psy1", "confirm",
	    "\"severity\":\"serious\",\"reason\":\"药在手边\"");
	has(a, "\"waiting_for\":[\"centre1\"]");
	assert_string_equal(desk_text(a, "state"), "VERIFYING");
	a = desk_did("centre1", "approval list", NULL);
	a = did("centre1", "approval give", cli_number(a, "id"), "%s", "");
	carries(a, (const char *const[]){ "id", "state", "audit_id", NULL });
	a = stepped("psy1", "place", "\"level\":\"school\"");
	assert_string_equal(desk_text(a, "state"), "AT_LEVEL");
	assert_string_equal(desk_text(a, "severity"), "serious");
	stepped("psy1", "intervene", "\"text\":\"同桌陪着\"");
	has(did("class1", "warning show", warning, "%s", ""), "同桌陪着");
	stepped("psy1", "review", "\"text\":\"好些了\"");
	stepped("psy1", "review", "\"text\":\"又好些了\"");
	stepped("psy1", "parents", "\"parents\":\"told\"");
	a = stepped(
	    "psy1", "lower", "\"severity\":\"general\",\"reason\":\"稳定\"");
	has(a, "\"severity\":\"serious\""); /* it waits */
	a = stepped(
	    "centre1", "lower", "\"severity\":\"general\",\"reason\":\"同意\"");
	has(a, "\"severity\":\"general\"");
	stepped("psy1", "calm", "\"reason\":\"药都收走了\"");
	stepped("centre1", "calm", "\"reason\":\"同意\"");
	stepped("psy1", "monitor", "\"reason\":\"稳定三周\"");
	a = stepped("centre1", "monitor", "\"reason\":\"同意\"");
	assert_string_equal(desk_text(a, "state"), "MONITORING");
	desk_did("sys1", "sample clock +91d", NULL);
	stepped("psy1", "close", "\"reason\":\"一学期都好\"");
	a = stepped("head1", "close", "\"reason\":\"同意\"");
	assert_string_equal(desk_text(a, "state"), "CLOSED");
}

static void
test_a_talk_is_booked_held_and_noted(void **state)
{
	const char *a;
	int64_t v;

	(void)state;
	a = did("psy1", "consultation book", 0,
	    "{\"warning\":%lld,\"event\":\"invite\"}", (long long)warning);
	carries(a, common);
	talk = cli_number(a, "id");
	a = did("psy1", "consultation step", talk,
	    "{\"event\":\"offer\",\"version\":%lld,"
	    "\"starts_at\":\"2099-01-01T02:00:00Z\",\"form\":\"face\"}",
	    (long long)cli_number(a, "version"));
	carries(a, timed);
	a = did("psy1", "consultation step", talk,
	    "{\"event\":\"accept\",\"version\":%lld}",
	    (long long)cli_number(a, "version"));
	assert_string_equal(desk_text(a, "state"), "BOOKED");
	a = did("psy1", "consultation step", talk,
	    "{\"event\":\"hold\",\"version\":%lld}",
	    (long long)cli_number(a, "version"));
	v = cli_number(a, "version");
	a = did("psy1", "consultation note", talk,
	    "{\"version\":%lld,\"text\":\"这周睡得好些\",\"risk\":\"none\"}",
	    (long long)v);
	carries(a, common);
	assert_string_equal(desk_text(a, "state"), "RECORDED");
	has(did("psy1", "consultation show", talk, "%s", ""), "睡得好些");
	lacks(desk_run("class1", "consultation show 1", NULL, NULL), "睡得");
}

/* To a minute after what is due: working hours make it more than the two
 * hours that the rule names, by the time of day. */
static void
clock_past(const char *due)
{
	int64_t at, now;
	char span[48];

	assert_int_equal(clock_read(due, &at), 0);
	assert_int_equal(
	    clock_read(
		desk_text(desk_did("sys1", "sample clock +1s", NULL), "now"),
		&now),
	    0);
	snprintf(span, sizeof(span), "sample clock +%llds",
	    (long long)(at + CLOCK_MINUTE - now));
	desk_did("sys1", span, NULL);
}

static void
test_nobody_looks_and_the_keeper_raises_it(void **state)
{
	const char *a;
	int64_t until, id;

	(void)state;
	a = did("class1", "observation report", 0,
	    "{\"student\":%lld,\"seen\":\"午饭没吃\"}", (long long)student);
	carries(a, (const char *const[]){ "id", "warning", "version",
		       "event_at", "entered_at", "audit_id", NULL });
	id = cli_number(a, "warning");
	a = did("psy1", "warning show", id, "%s", "");
	clock_past(desk_text(a, "due_at"));
	until = clock_ticks_ms() + 20000;
	do {
		a = did("psy1", "warning show", id, "%s", "");
	} while (strstr(a, "\"level\":\"grade\",\"severity\"") == NULL &&
		 clock_ticks_ms() < until);
	has(a, "\"level\":\"grade\",\"severity\""); /* as it stands */
}

static void
test_callers_to_watch_and_drafts_and_today(void **state)
{
	const char *a;

	(void)state;
	a = did("op1", "watch add", 0,
	    "{\"ticket\":%lld,\"sentence\":\"可能还会打来，先听\"}",
	    (long long)ticket);
	has(desk_did("lead1", "watch list", NULL), "先听");
	a = did("lead1", "watch accept", cli_number(a, "id"), "{}");
	carries(a, (const char *const[]){ "id", "audit_id", NULL });
	has(desk_did("op1", "today", NULL), "\"block\"");
}

static void
test_a_name_stays_out_of_the_arguments(void **state)
{
	const char *a;

	(void)state;
	a = desk_did("psy1", "student find -", child);
	assert_string_equal(desk_text(a, "name"), child);
	carries(a, (const char *const[]){ "id", "name", "pinyin", "school",
		       "grade", "class", NULL });
}

static void
test_a_page_is_a_page_and_all_is_a_stream(void **state)
{
	const char *a;
	int n = 0;

	(void)state;
	for (int i = 0; i < 5; i++)
		did("op1", "ticket ring", 0, "{}");
	a = desk_did("lead1", "ticket list --line --limit 3", NULL);
	for (const char *s = a; (s = strchr(s, '\n')) != NULL; s++)
		n++;
	assert_int_equal(n, 3);
	n = 0;
	a = desk_did("lead1", "ticket list --line --limit 3 --all", NULL);
	for (const char *s = a; (s = strchr(s, '\n')) != NULL; s++)
		n++;
	assert_int_equal(n, 6);
}

static void
test_a_batch_is_one_sign_in(void **state)
{
	int status;
	const char *a = desk_run("psy1", "batch",
	    "{\"command\":\"today\"}\n"
	    "{\"command\":\"warning show 999\"}\n"
	    "{\"command\":\"observation report\",\"fields\":{}}\n"
	    "{\"command\":\"ticket entry\"}\n"
	    "not JSON\n"
	    "{\"command\":\"warning show 1\",\"fields\":{}}\n",
	    &status);

	(void)state;
	assert_int_equal(status, EX_DATAERR);  /* of the first */
	has(a, "\"error\":\"ERR_NOT_FOUND\""); /* and it goes on */
	has(a, "\"error\":\"ERR_INPUT\"");
	has(a, "\"waiting_for\":");
	desk_run("op1", "batch",
	    "{\"command\":\"observation report\",\"fields\":"
	    "{\"student\":1,\"seen\":\"x\"}}\n"
	    "{\"command\":\"warning show 999\"}\n",
	    &status);
	assert_int_equal(status, EX_NOPERM);
	desk_did("psy1", "batch", "{\"command\":\"today\"}\n");
	has(desk_did("psy1", "batch --help", NULL), "退出码是第一处错的");
}

static void
test_two_make_an_account(void **state)
{
	const char *key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL9kVcTwcyMJuVBS"
			  "p6tV0oZb1Kx2b5h3b5Yp1Vq5R2aB";
	const char *a;
	int64_t id;

	(void)state;
	a = did("sys1", "account propose", 0,
	    "{\"login\":\"fresh1\",\"name\":\"新来\",\"key\":\"%s\","
	    "\"role\":\"operator\",\"org\":1}",
	    key);
	id = cli_number(a, "id");
	a = did("sec1", "account approve", id, "%s", "");
	assert_string_equal(desk_text(a, "state"), "approved");
	has(desk_did("sec1", "account list", NULL), "fresh1");
}

static void
test_errors_are_one_line_and_a_status(void **state)
{
	static const struct {
		const char *login, *command, *in, *error;
		int status;
	} c[] = {
		{ "psy1", "no such", NULL, "ERR_UNKNOWN: ", EX_USAGE },
		{ "psy1", "warning show", NULL, "ERR_USAGE: ", EX_USAGE },
		{ "psy1", "warning show x", NULL, "ERR_USAGE: ", EX_USAGE },
		{ "psy1", "warning show 999", NULL,
		    "ERR_NOT_FOUND: ", EX_DATAERR },
		{ "sys1", "warning show 1", NULL, "ERR_DENIED: ", EX_NOPERM },
		{ "psy1", "warning step 1",
		    "{\"event\":", "ERR_INPUT: ", EX_DATAERR },
		{ "psy1", "warning step 1", "{\"evnt\":\"ack\"}",
		    "ERR_INPUT: ", EX_DATAERR },
		{ "psy1", "warning step 1",
		    "{\"event\":\"lower\",\"version\":\"1\"}",
		    "ERR_INPUT: ", EX_DATAERR },
		{ "nobody", "today", NULL, "ERR_PASSPHRASE: ", EX_NOPERM },
	};
	const char *a;
	int status;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		a = desk_run(c[i].login, c[i].command, c[i].in, &status);
		test_same_int(c[i].command, status, c[i].status);
		if (strncmp(a, c[i].error, strlen(c[i].error)) != 0 ||
		    strchr(a, '\n') != a + strlen(a) - 1)
			fail_msg("%s: %s", c[i].command, a);
	}
}

/* How many lines of the program's own text name what. */
static int
names(const char *flag, const char *what)
{
	char line[8192]; /* completion is one long line */
	FILE *f;
	int n = 0;

	snprintf(line, sizeof(line), "'%s/xinqing' %s",
	    getenv("XINQING_BUILDDIR"), flag);
	f = popen(line, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		n += strstr(line, what) != NULL;
	pclose(f);
	return n;
}

static void
test_help_completion_and_manual_come_from_one_table(void **state)
{
	static const char *const commands[][2] = {
		{ "today", "today" },
		{ "student", "find" },
		{ "student", "reading" },
		{ "ticket", "ring" },
		{ "ticket", "differ" },
		{ "observation", "report" },
		{ "warning", "raise" },
		{ "consultation", "note" },
		{ "watch", "accept" },
		{ "approval", "refuse" },
		{ "draft", "show" },
		{ "import", "roster" },
		{ "oncall", "set" },
		{ "account", "approve" },
		{ "account", "regrant" },
		{ "circle", "pending" },
		{ "audit", "verify" },
		{ "sample", "clock" },
		{ "batch", "batch" },
		{ "init", "init" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(commands); i++) {
		test_true(commands[i][1], names("--help", commands[i][1]) > 0);
		test_true(commands[i][1],
		    names("--print-completion", commands[i][1]) > 0);
		test_true(
		    commands[i][1], names("--print-man", commands[i][1]) > 0);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_call_is_taken_and_the_school_told),
	cmocka_unit_test(
	    test_two_acknowledge_and_severity_is_for_those_allowed),
	cmocka_unit_test(test_who_comes_second_keeps_the_text),
	cmocka_unit_test(test_a_page_is_a_page_and_all_is_a_stream),
	cmocka_unit_test(test_it_goes_to_the_closing),
	cmocka_unit_test(test_a_talk_is_booked_held_and_noted),
	cmocka_unit_test(test_nobody_looks_and_the_keeper_raises_it),
	cmocka_unit_test(test_callers_to_watch_and_drafts_and_today),
	cmocka_unit_test(test_a_name_stays_out_of_the_arguments),
	cmocka_unit_test(test_a_batch_is_one_sign_in),
	cmocka_unit_test(test_two_make_an_account),
	cmocka_unit_test(test_errors_are_one_line_and_a_status),
	cmocka_unit_test(test_help_completion_and_manual_come_from_one_table),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
