/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Knocking as it runs: the real keeper's job, the real knocker, the real
 * store; commands are scripts that write down whom they were told to knock.
 * The sample store's clock goes instead of the wall's.
 */
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/knock.h"
#include "act/presence.h"
#include "act/rota.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "keeper/keeper.h"
#include "sealed/sign.h"
#include "src/keeper/internal.h"
#include "store/office.h"
#include "store/person.h"
#include "store/stmt.h"
#include "store/store.h"
#include "super/knocker.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define MINUTE 60

static struct actor *op1, *op2, *lead1, *centre1, *psy1, *head1;
static int64_t student;
static char command[3][400], said[400];
static struct knocker_how how = { .sentence = "心晴有一件事等您，请登录看看。",
	.limit_ms = 20000 };

/* --- the office, its deputies, its commands ------------------------------- */

static int
as_it_is(void)
{
	return 0;
}

static void
says(int channel, const char *text)
{
	FILE *f;

	snprintf(command[channel], sizeof(command[channel]), "%s/knock%d",
	    test_folder(), channel);
	f = fopen(command[channel], "w");
	assert_non_null(f);
	fprintf(f, "#!/bin/sh\n%s\n", text);
	fchmod(fileno(f), 0755);
	assert_int_equal(fclose(f), 0);
	how.command[channel] = command[channel];
}

/* "sms 7" in the file of what was said. */
static void
all_record(void)
{
	char text[1000];

	how.limit_ms = 20000;
	snprintf(said, sizeof(said), "%s/said", test_folder());
	for (int i = 0; i < KNOCK_CHANNELS; i++) {
		snprintf(text, sizeof(text), "echo %s $1 >>%s",
		    knock_channel_code(i), said);
		says(i, text);
	}
	unlink(said);
}

static void
deputy(const char *login, const struct actor *of, enum role role)
{
	struct store *st = of->store;
	const struct post *own = act_post(of, role);
	struct post p = { .role = role, .org = own->org, .deputy_of = own->id };
	struct person who;
	int r;

	assert_int_equal(store_person_by_login(st, login, &who), 0);
	p.person = who.id;
	assert_int_equal(store_begin(st), 0);
	r = store_post_add(st, &p, true, store_now(st) - MINUTE);
	assert_int_equal(store_end(st, r), 0);
}

static void
all_come(void)
{
	op1 = test_signin("op1");
	op2 = test_signin("op2");
	lead1 = test_signin("lead1");
	centre1 = test_signin("centre1");
	psy1 = test_signin("psy1");
	head1 = test_signin("head1");
}

static void
all_leave(void)
{
	test_leave(op1);
	test_leave(op2);
	test_leave(lead1);
	test_leave(centre1);
	test_leave(psy1);
	test_leave(head1);
}

static int
begin(void **state)
{
	uint8_t pub[32];

	(void)state;
	test_office();
	how.account = as_it_is;
	student = test_student();
	all_come();
	deputy("op2", lead1, ROLE_LEAD);
	deputy("psy2", psy1, ROLE_PSYCHOLOGY);
	assert_int_equal(sign_key_create("keeper.key", pub), 0);
	assert_int_equal(sign_public_write("keeper.pub", pub), 0);
	test_office_close(); /* each has a connection of their own */
	all_record();
	return 0;
}

/* --- a keeper with its knocker -------------------------------------------- */

struct knocking {
	struct keeper *keeper;
	pid_t pid;
	int fd;
};

static int
ring(void *arg, int64_t knock, int64_t person, int channel)
{
	return knocker_order(
	    ((struct knocking *)arg)->fd, knock, person, channel);
}

static void
come(struct knocking *k, unsigned channels)
{
	const struct keeper_knocker n = { channels, ring, k };
	int32_t pid;

	assert_int_equal(knocker_start(&how, &k->fd, &pid), 0);
	k->pid = pid;
	assert_int_equal(keeper_open(&k->keeper), 0);
	keeper_knocks(k->keeper, &n);
}

static void
go(struct knocking *k)
{
	int status;

	keeper_close(k->keeper);
	close(k->fd);
	assert_int_equal(waitpid(k->pid, &status, 0), k->pid);
}

/* Until each command that runs has ended. */
static void
drain(struct knocking *k)
{
	static const enum knock_result of[] = { KNOCK_RANG, KNOCK_FAILED,
		KNOCK_HUNG };
	struct pollfd p = { .fd = k->fd, .events = POLLIN };
	struct knocker_report r;

	while (k->keeper->n_rings > 0) {
		if (poll(&p, 1, 30000) != 1)
			fail_msg("a command is never told of");
		assert_int_equal(knocker_report(k->fd, &r), 0);
		keeper_knocked(k->keeper, r.id, of[r.end]);
	}
}

/* --- what happened -------------------------------------------------------- */

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Whom the commands were told of since the last look, sorted: "phone lead1,
 * sms lead1"; static. */
static const char *
heard(void)
{
	static char text[2000];
	char line[64][64], channel[16];
	FILE *f = fopen(said, "r");
	struct person p;
	long long id;
	size_t n = 0;

	text[0] = '\0';
	if (f == NULL)
		return text;
	for (; n < nitems(line) && fscanf(f, "%15s %lld", channel, &id) == 2;
	     n++) {
		assert_int_equal(store_person_get(op1->store, id, &p), 0);
		snprintf(line[n], sizeof(line[n]), "%s %s", channel, p.login);
	}
	fclose(f);
	unlink(said);
	qsort(line, n, sizeof(line[0]), by_text);
	for (size_t i = 0; i < n; i++)
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "%s%s", i > 0 ? ", " : "", line[i]);
	return text;
}

static int64_t
newest_ladder(void)
{
	struct ladder l;
	int64_t id = 0;

	while (store_ladder_get(op1->store, id + 1, &l) == 0)
		id++;
	return id;
}

static struct ladder
ladder(int64_t id)
{
	struct ladder l;

	assert_int_equal(store_ladder_get(op1->store, id, &l), 0);
	return l;
}

/* A turn: all that is due is climbed, what runs ends, and what is due by that
 * is climbed too. */
static void
turn(struct knocking *k)
{
	int64_t newest = newest_ladder();
	int rung;

	do {
		rung = newest != 0 ? ladder(newest).rung : 0;
		assert_int_equal(keeper_knock(k->keeper), 0);
		drain(k);
	} while (newest != 0 && ladder(newest).rung != rung);
}

static int
add_result(void *arg, const struct knock *row)
{
	struct buf *b = arg;
	struct person p;

	store_person_get(op1->store, row->person, &p);
	buf_add_f(b, "%s%d %s %s", buf_len(b) > 0 ? ", " : "", row->rung,
	    p.login, knock_result_code((int)row->result));
	return 0;
}

/* "0 lead1 rang, 0 lead1 rang, 1 op2 failed"; static. */
static const char *
results(int64_t id)
{
	static char text[4000];
	struct buf *b = buf_new();

	assert_int_equal(store_knock_each(op1->store, id, add_result, b), 0);
	snprintf(text, sizeof(text), "%s", buf_text(b));
	buf_free(b);
	return text;
}

/* --- what begins one ------------------------------------------------------ */

static int64_t
new_call(struct actor *who)
{
	struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct act_ticket t;

	assert_int_equal(act_ticket_new(who, &in, &t), 0);
	return t.row.id;
}

static void
move(struct actor *who, int64_t id, struct act_ticket_do d)
{
	struct act_ticket t;

	assert_int_equal(act_ticket_get(who, id, &t), 0);
	assert_int_equal(act_ticket_step(who, id, t.row.version, &d, &t), 0);
}

static void
step(struct actor *who, int64_t id, int event)
{
	struct act_ticket_do d = ACT_TICKET_DO(event);

	d.reason = "都好";
	move(who, id, d);
}

static int64_t
danger(void)
{
	int64_t id = new_call(op1);

	step(op1, id, TICKET_DANGER);
	return id;
}

/* Off the board, so that the next test stands alone: op2 stands in for the
 * lead. */
static void
away(int64_t id)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_MAKE_VOID);
	struct act_ticket t;

	assert_int_equal(act_ticket_get(op2, id, &t), 0);
	if (t.row.state == TICKET_EMERGENCY)
		step(op2, id, TICKET_CALM);
	d.why_void = VOID_PRANK;
	move(t.row.taker == op1->person ? op1 : lead1, id, d);
	heard();
}

static struct act_receipt
report_danger(struct actor *who)
{
	struct observation_told o = {
		.seen = "站在天台边上", .student = student, .danger = true
	};
	struct act_receipt got;

	assert_int_equal(act_observation_report(who, &o, &got), 0);
	return got;
}

/* --- order ---------------------------------------------------------------- */

static void
test_danger_is_climbed_in_its_order_and_each_rung_once(void **state)
{
	static const struct {
		int wait; /* seconds since the row before */
		const char *heard;
	} c[] = {
		{ 0, "phone lead1, sms lead1" },
		{ 0, "" },
		{ 2 * MINUTE, "" },
		{ MINUTE, "phone op2, sms op2" },
		{ 3 * MINUTE,
		    "phone centre1, phone lead1, sms centre1, sms lead1" },
		{ 4 * MINUTE,
		    "mail centre1, mail lead1, mail op2, phone centre1, "
		    "phone lead1, phone op2, sms centre1, sms lead1, "
		    "sms op2" },
		{ 60 * MINUTE, "" },
	};
	struct knocking k;
	int64_t id;

	(void)state;
	id = danger();
	come(&k, KNOCK_ANY);
	for (size_t i = 0; i < nitems(c); i++) {
		if (c[i].wait != 0)
			test_clock(c[i].wait);
		turn(&k);
		test_same_text("whom", heard(), c[i].heard);
	}
	assert_true(ladder(newest_ladder()).open); /* seen by nobody */
	go(&k);
	away(id);
	assert_false(ladder(newest_ladder()).open);
}

static void
test_who_is_asked_in_by_name_is_knocked_first(void **state)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_ASK);
	struct knocking k;
	int64_t id;

	(void)state;
	id = new_call(op1);
	d.person = op2->person;
	move(op1, id, d);
	come(&k, KNOCK_ANY);
	turn(&k);
	assert_string_equal(heard(), "phone op2, sms op2");
	test_clock(3 * MINUTE);
	turn(&k);
	assert_string_equal(
	    heard(), "phone lead1, phone op2, sms lead1, sms op2");
	step(lead1, id, TICKET_JOIN);
	test_clock(3 * MINUTE);
	turn(&k);
	assert_string_equal(heard(), "");
	go(&k);
	away(id);
}

/* A child in danger: who was asked, their deputies, the school's head and the
 * district, who are thereby asked to look too. */
static void
test_danger_of_a_child_is_climbed_and_who_is_knocked_may_look(void **state)
{
	struct actor *psy2 = test_signin("psy2");
	struct act_warning *v;
	struct act_receipt got;
	struct knocking k;

	(void)state;
	got = report_danger(head1);
	come(&k, 1u << KNOCK_SMS);
	turn(&k);
	assert_string_equal(heard(), "sms centre1, sms psy1");
	test_clock(3 * MINUTE);
	turn(&k);
	assert_string_equal(heard(), "sms psy2");
	/* opened by the deputy: nobody else is knocked */
	assert_int_equal(act_warning_show(psy2, got.warning, &v), 0);
	act_warning_free(v);
	test_clock(10 * MINUTE);
	turn(&k);
	assert_string_equal(heard(), "");
	assert_string_equal(ladder(newest_ladder()).ended_how, "seen");
	go(&k);
	test_leave(psy2);
}

/* --- what ends it --------------------------------------------------------- */

static void
opens(int64_t id)
{
	struct act_ticket_view v;

	assert_int_equal(act_ticket_view(lead1, id, &v), 0);
	act_ticket_view_free(&v);
}

static void
opens_own(int64_t id)
{
	struct act_ticket_view v;

	assert_int_equal(act_ticket_view(op1, id, &v), 0);
	act_ticket_view_free(&v);
}

static void
joins(int64_t id)
{
	step(lead1, id, TICKET_JOIN);
}

static void
calms(int64_t id)
{
	step(lead1, id, TICKET_CALM);
}

static void
takes_over(int64_t id)
{
	step(lead1, id, TICKET_TAKE_OVER);
}

static void
sees_to_it(int64_t id)
{
	int64_t audit;

	(void)id;
	assert_int_equal(act_knock_take(centre1, newest_ladder(), &audit), 0);
}

static void
test_it_ends_when_somebody_has_seen_it(void **state)
{
	static const struct {
		const char *why;
		void (*what)(int64_t id);
		const char *how;
	} c[] = {
		{ "opened by the lead", opens, "seen" },
		{ "the lead comes in", joins, "seen" },
		{ "no danger any more", calms, "over" },
		{ "the lead takes the call", takes_over, "seen" },
		{ "the district sees to it", sees_to_it, "taken" },
	};
	struct knocking k;
	int64_t id;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		id = danger();
		come(&k, KNOCK_ANY);
		turn(&k);
		heard();
		c[i].what(id);
		test_clock(20 * MINUTE);
		turn(&k);
		test_same_text(c[i].why, heard(), "");
		test_same_text(
		    c[i].why, ladder(newest_ladder()).ended_how, c[i].how);
		go(&k);
		away(id);
	}
}

/* Who has the call opens it all the time: that is nobody's coming. */
static void
test_the_operators_own_looking_ends_nothing(void **state)
{
	struct act_ticket_view v;
	int64_t id;

	(void)state;
	id = danger();
	assert_int_equal(act_ticket_view(op1, id, &v), 0);
	act_ticket_view_free(&v);
	assert_true(ladder(newest_ladder()).open);
	away(id);
}

/* --- is looking ----------------------------------------------------------- */

static void
test_who_has_it_on_the_screen_is_not_knocked_until_the_next_rung(void **state)
{
	struct knocking k;
	int64_t id;

	(void)state;
	id = danger();
	act_presence_come(lead1);
	act_presence_show(lead1, newest_ladder());
	act_presence_press(lead1);
	come(&k, KNOCK_ANY);
	turn(&k);
	assert_string_equal(heard(), "");
	assert_string_equal(results(newest_ladder()), "0 lead1 looks");
	act_presence_leave(lead1); /* and let it stand */
	test_clock(3 * MINUTE);
	turn(&k);
	assert_string_equal(
	    heard(), "phone lead1, phone op2, sms lead1, sms op2");
	go(&k);
	away(id);
}

/* --- commands that fail --------------------------------------------------- */

static void
test_a_command_that_fails_or_hangs_brings_the_next_rung_at_once(void **state)
{
	static const struct {
		const char *why, *text, *results;
	} c[] = {
		{ "fails", "exit 1",
		    "0 lead1 failed, 1 op2 failed, 2 lead1 failed, "
		    "2 centre1 failed, 3 lead1 failed, 3 op2 failed, "
		    "3 centre1 failed" },
		{ "hangs", "exec sleep 600",
		    "0 lead1 hung, 1 op2 hung, 2 lead1 hung, "
		    "2 centre1 hung, 3 lead1 hung, 3 op2 hung, "
		    "3 centre1 hung" },
	};
	struct knocking k;
	int64_t id;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		says(KNOCK_SMS, c[i].text);
		how.limit_ms = i == 0 ? 20000 : 200;
		id = danger();
		come(&k, 1u << KNOCK_SMS);
		turn(&k);
		test_same_text(
		    c[i].why, results(newest_ladder()), c[i].results);
		go(&k);
		away(id);
	}
	all_record();
}

/* One channel that works is enough to wait for its answer. */
static void
test_a_rung_that_rang_by_one_channel_is_waited_for(void **state)
{
	struct knocking k;
	int64_t id;

	(void)state;
	says(KNOCK_PHONE, "exit 1");
	id = danger();
	come(&k, KNOCK_ANY);
	turn(&k);
	assert_string_equal(heard(), "sms lead1");
	assert_int_equal(ladder(newest_ladder()).rung, 1);
	go(&k);
	away(id);
	all_record();
}

/* Nothing to knock with: the list says whom to phone, at the same pace. */
/* When it was, apart from when it is entered. */
static const struct {
	const char *why;
	int64_t after;
	int r;
} earlier[] = {
	{ "still to come", 20 * MINUTE, ERR_INPUT },
	{ "too long ago", -400 * INT64_C(86400), ERR_INPUT },
	{ "a moment ago is now", -MINUTE, 0 },
	{ "entered later", -20 * MINUTE, 0 },
};

static void
test_without_a_command_the_ladder_says_whom_to_phone(void **state)
{
	struct act_knock *view = malloc(sizeof(*view));
	struct buf *words = buf_new();
	struct knocking k;
	int64_t id, audit;

	(void)state;
	id = danger();
	come(&k, 0);
	turn(&k);
	assert_string_equal(results(newest_ladder()), "0 lead1 no_command");
	test_clock(3 * MINUTE);
	turn(&k);
	assert_string_equal(
	    results(newest_ladder()), "0 lead1 no_command, 1 op2 no_command");
	assert_int_equal(act_knock_phoned(op1, newest_ladder(),
			     &(struct act_phoned){ .oncall = 2 }, &audit),
	    0);
	assert_int_equal(act_knock_get(op1, newest_ladder(), view), 0);
	act_knock_words(view, words);
	assert_non_null(strstr(buf_text(words), "高远"));
	assert_int_equal(view->n_calls, 1);
	assert_string_equal(view->call[0].name, "周岚");
	assert_string_equal(view->call[0].by, "林晓");
	assert_false(view->call[0].spoke);
	assert_int_equal(view->call[0].event_at, 0);
	for (size_t i = 0; i < nitems(earlier); i++) {
		const struct act_phoned p = { .oncall = 2,
			.event_at = act_now(op1) + earlier[i].after };

		test_same_int(earlier[i].why,
		    act_knock_phoned(op1, newest_ladder(), &p, NULL),
		    earlier[i].r);
	}
	assert_int_equal(act_knock_get(op1, newest_ladder(), view), 0);
	assert_int_equal(view->n_calls, 3);
	assert_int_equal(view->call[1].event_at, 0);
	assert_true(view->call[2].at - view->call[2].event_at >= 20 * MINUTE);
	buf_free(words);
	free(view);
	go(&k);
	away(id);
}

static int
add_one(void *arg, const struct act_knock *k)
{
	(void)k;
	++*(int *)arg;
	return 0;
}

static void
test_nobody_else_may_know_of_a_ladder(void **state)
{
	struct act_knock *view = malloc(sizeof(*view));
	int64_t id = danger(), l = newest_ladder();
	int n = 0;

	(void)state;
	assert_int_equal(act_knock_get(op1, l, view), 0);
	assert_int_equal(act_knock_get(lead1, l, view), 0);
	assert_int_equal(act_knock_get(centre1, l, view), 0);
	assert_int_equal(act_knock_get(psy1, l, view), ERR_DENIED);
	assert_int_equal(
	    act_knock_of(op1, KNOCK_OF_TICKET, id, add_one, &n), 0);
	assert_int_equal(n, 1);
	assert_int_equal(
	    act_knock_of(psy1, KNOCK_OF_TICKET, id, add_one, &n), ERR_DENIED);
	assert_int_equal(act_knock_take(psy1, l, NULL), ERR_DENIED);
	assert_int_equal(act_knock_take(op1, l, NULL), ERR_DENIED);
	assert_int_equal(act_knock_phoned(psy1, l,
			     &(struct act_phoned){ .spoke = true }, NULL),
	    ERR_DENIED);
	free(view);
	away(id);
}

/* --- the clock ------------------------------------------------------------ */

static void
test_a_clock_put_back_holds_nothing_up(void **state)
{
	struct knocking k;
	int64_t id;

	(void)state;
	id = danger();
	come(&k, 1u << KNOCK_SMS);
	turn(&k);
	assert_string_equal(heard(), "sms lead1");
	test_clock(-60 * MINUTE);
	turn(&k);
	assert_string_equal(heard(), "sms op2"); /* early, not an hour late */
	test_clock(3 * MINUTE);
	turn(&k);
	assert_string_equal(heard(), "sms centre1, sms lead1");
	test_clock(4 * MINUTE);
	turn(&k);
	assert_string_equal(heard(), "sms centre1, sms lead1, sms op2");
	go(&k);
	test_clock(60 * MINUTE);
	away(id);
}

/* --- a keeper that dies --------------------------------------------------- */

static int
rings_for_nobody(void *arg, int64_t knock, int64_t person, int channel)
{
	(void)arg, (void)knock, (void)person, (void)channel;
	return 0;
}

static void
test_what_a_dead_keeper_claimed_is_unknown_and_the_next_rung_comes(void **state)
{
	const struct keeper_knocker n = { KNOCK_ANY, rings_for_nobody, NULL };
	struct keeper *dead;
	struct knocking k;
	int64_t id;

	(void)state;
	id = danger();
	assert_int_equal(keeper_open(&dead), 0);
	keeper_knocks(dead, &n);
	assert_int_equal(keeper_knock(dead), 0);
	keeper_close(dead); /* claimed, and never heard of */
	assert_string_equal(
	    results(newest_ladder()), "0 lead1 rings, 0 lead1 rings");
	come(&k, 1u << KNOCK_SMS);
	turn(&k);
	assert_string_equal(heard(), "sms op2");
	assert_string_equal(results(newest_ladder()),
	    "0 lead1 unknown, 0 lead1 unknown, 1 op2 rang");
	go(&k);
	away(id);
}

/* A keeper in a process of its own, which turns until it is killed. */
static pid_t
keeper_process(void)
{
	pid_t pid = fork();
	struct pollfd p;
	struct knocking k;

	if (pid != 0)
		return pid;
	alarm(60);
	come(&k, 1u << KNOCK_SMS | 1u << KNOCK_PHONE);
	p = (struct pollfd){ .fd = k.fd, .events = POLLIN };
	for (;;) {
		struct knocker_report r;

		keeper_knock(k.keeper);
		poll(&p, 1, 5);
		while (knocker_report(k.fd, &r) == 0)
			keeper_knocked(k.keeper, r.id, KNOCK_RANG);
	}
}

struct census {
	int64_t ladder;
	int rungs, knocks, running, per_rung[8];
};

static int
count_knock(void *arg, const struct knock *k)
{
	struct census *c = arg;

	c->knocks++;
	c->running += k->result == KNOCK_RINGS;
	if (k->rung < 8)
		c->per_rung[k->rung]++;
	return 0;
}

static int
said_lines(void)
{
	FILE *f = fopen(said, "r");
	int n = 0, ch;

	while (f != NULL && (ch = getc(f)) != EOF)
		n += ch == '\n';
	if (f != NULL)
		fclose(f);
	return n;
}

/* However often the keeper is killed, and whenever: every rung is climbed, none
 * twice, every knock has an end, and no command ran without its row. */
static void
test_a_keeper_killed_at_any_moment_loses_no_rung_and_climbs_none_twice(
    void **state)
{
	static const int people[] = { 2, 2, 4, 6 }; /* by two channels */
	int rounds = test_pace(6, 2);
	struct knocking k;
	struct ladder l;
	int64_t id;
	pid_t pid;

	(void)state;
	assert_int_equal(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	for (int round = 0; round < rounds; round++) {
		struct census c = { .ladder = 0 };

		unlink(said);
		id = danger();
		c.ladder = newest_ladder();
		all_leave(); /* no connection goes through a fork */
		for (int kills = 0; kills < 12; kills++) {
			pid = keeper_process();
			/* somewhere within its first turns */
			usleep((useconds_t)(rand() % 40000));
			kill(pid, SIGKILL);
			waitpid(pid, NULL, 0);
			if (kills % 3 == 2)
				test_clock(3 * MINUTE + 1);
		}
		while (waitpid(-1, NULL, 0) > 0)
			; /* their knockers, and what those ran */
		all_come();
		come(&k, 1u << KNOCK_SMS | 1u << KNOCK_PHONE);
		test_clock(20 * MINUTE);
		turn(&k);
		go(&k);
		l = ladder(c.ladder);
		assert_int_equal(l.rung, 4);
		assert_true(l.open);
		assert_int_equal(
		    store_knock_each(op1->store, c.ladder, count_knock, &c), 0);
		assert_int_equal(c.running, 0);
		for (int i = 0; i < 4; i++)
			assert_int_equal(c.per_rung[i], people[i]);
		assert_true(said_lines() <= c.knocks);
		away(id);
	}
}

/* A keeper that was away finds more than can be knocked at a time: what has no
 * room waits unclaimed, and nothing is told as failed. */
static void
test_more_than_has_room_waits_and_is_climbed_in_turn(void **state)
{
	enum { CALLS = 60 };
	struct knocking k;
	int64_t id[CALLS], first;

	(void)state;
	for (int i = 0; i < CALLS; i++)
		id[i] = danger();
	first = newest_ladder() - CALLS + 1;
	test_clock(30 * MINUTE); /* all four rungs of each are due */
	come(&k, KNOCK_ANY);
	for (int rung = 0; rung < 4; rung++)
		for (int turns = 0; turns < 3; turns++) {
			assert_int_equal(keeper_knock(k.keeper), 0);
			drain(&k);
		}
	for (int i = 0; i < CALLS; i++) {
		assert_int_equal(ladder(first + i).rung, 4);
		assert_null(strstr(results(first + i), "failed"));
	}
	go(&k);
	for (int i = 0; i < CALLS; i++)
		away(id[i]);
}

/* --- deadlines ------------------------------------------------------------ */

static void
test_a_missed_call_back_is_knocked_for_when_nobody_calls(void **state)
{
	struct act_ticket_call in = { .channel = CHANNEL_PHONE,
		.number = "13800009999" };
	struct act_ticket_do gone = ACT_TICKET_DO(TICKET_GONE);
	struct act_ticket t;
	struct knocking k;

	(void)state;
	assert_int_equal(act_ticket_ring(op1, &in, &t), 0);
	move(op1, t.row.id, gone);
	come(&k, 1u << KNOCK_SMS);
	test_clock(9 * MINUTE);
	assert_int_equal(keeper_raise_tickets(k.keeper), 0);
	turn(&k);
	assert_string_equal(heard(), "");
	test_clock(2 * MINUTE);
	assert_int_equal(keeper_raise_tickets(k.keeper), 0);
	turn(&k);
	assert_string_equal(heard(), "sms lead1");
	assert_int_equal(ladder(newest_ladder()).kind, KNOCK_LATE);
	opens(t.row.id);
	assert_false(ladder(newest_ladder()).open);
	go(&k);
}

/* One sentence says it all: nobody hears it thrice for what can wait. */
static void
test_what_can_wait_is_not_knocked_for_twice_in_a_moment(void **state)
{
	int64_t id[3], last;
	struct knocking k;

	(void)state;
	test_clock_to("2031-03-04T10:00:00+08:00"); /* a Tuesday */
	come(&k, 1u << KNOCK_SMS);
	assert_int_equal(keeper_raise_tickets(k.keeper), 0);
	turn(&k);
	for (int64_t l = newest_ladder(); l > 0; l--) /* what others left */
		if (ladder(l).open && ladder(l).kind != KNOCK_TEST)
			assert_int_equal(act_knock_take(centre1, l, NULL), 0);
	heard();
	for (size_t i = 0; i < nitems(id); i++) {
		id[i] = new_call(op1);
		test_answer_three(op1, id[i], THOUGHTS_NO, DANGER_NO);
		step(op1, id[i], TICKET_END);
	}
	test_clock(24 * 60 * MINUTE + MINUTE); /* no summary, overdue */
	assert_int_equal(keeper_raise_tickets(k.keeper), 0);
	turn(&k);
	assert_string_equal(heard(), "sms op1");
	last = newest_ladder();
	assert_int_equal(ladder(last).kind, KNOCK_LATER);
	assert_string_equal(results(last), "0 op1 before");
	/* whoever writes one, ends that one */
	opens_own(id[0]);
	assert_false(ladder(last - 2).open);
	assert_true(ladder(last).open);
	go(&k);
}

static void
test_a_channel_is_tried_on_oneself(void **state)
{
	struct knocking k;
	int64_t id;

	(void)state;
	assert_int_equal(act_knock_test(psy1, KNOCK_MAIL, &id), 0);
	come(&k, KNOCK_ANY);
	turn(&k);
	assert_string_equal(heard(), "mail psy1");
	assert_string_equal(results(id), "0 psy1 rang");
	assert_false(ladder(id).open);
	go(&k);
}

/* --- a rota ----------------------------------------------------------------
 */

static int64_t
on_duty(struct actor *who, const struct actor *whom)
{
	int64_t now = act_now(who), id;

	assert_int_equal(act_rota_add(who, whom->person, now - MINUTE,
			     now + 600 * MINUTE, &id, NULL),
	    0);
	return id;
}

static void
away_now(const struct actor *who)
{
	int64_t now = store_now(who->store);
	struct absence a = { .person = who->person,
		.since = now - MINUTE,
		.until = now + 6000 * MINUTE,
		.by = who->person };
	int r;

	assert_int_equal(store_begin(who->store), 0);
	r = store_absence_add(who->store, &a);
	assert_int_equal(store_end(who->store, r), 0);
}

static void
climbs(const char *const heard_at[4])
{
	static const int wait[] = { 0, 3 * MINUTE, 3 * MINUTE, 4 * MINUTE };
	int64_t id = danger();
	struct knocking k;

	come(&k, 1u << KNOCK_SMS);
	for (size_t i = 0; i < nitems(wait); i++) {
		if (wait[i] != 0)
			test_clock(wait[i]);
		turn(&k);
		test_same_text("whom", heard(), heard_at[i]);
	}
	go(&k);
	away(id);
}

/* Of a line's leads and of a district's counsellors; the others stand with the
 * deputies, or with everybody.  Without a rota it is as it was. */
static void
test_who_is_on_duty_is_knocked_first_and_the_others_later(void **state)
{
	static const char *const with[] = { "sms op2", "sms lead1",
		"sms head1, sms op2",
		"sms centre1, sms head1, sms lead1, sms op2" };
	static const char *const without[] = { "sms lead1", "sms op2",
		"sms centre1, sms head1, sms lead1",
		"sms centre1, sms head1, sms lead1, sms op2" };
	/* on the rota, and away: the district is as without one */
	static const char *const nobody_there[] = { "sms op2", "sms lead1",
		"sms centre1, sms head1, sms op2",
		"sms centre1, sms head1, sms lead1, sms op2" };
	int64_t line, centre;

	(void)state;
	deputy("head1", centre1, ROLE_COUNSELLOR);
	climbs(without);
	line = on_duty(lead1, op2);
	centre = on_duty(centre1, head1);
	climbs(with);
	away_now(head1);
	climbs(nobody_there);
	assert_int_equal(act_rota_drop(centre1, line, NULL), ERR_NOT_FOUND);
	assert_int_equal(act_rota_drop(lead1, line, NULL), 0);
	assert_int_equal(act_rota_drop(centre1, centre, NULL), 0);
	climbs(without);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_danger_is_climbed_in_its_order_and_each_rung_once),
	cmocka_unit_test(test_who_is_asked_in_by_name_is_knocked_first),
	cmocka_unit_test(
	    test_danger_of_a_child_is_climbed_and_who_is_knocked_may_look),
	cmocka_unit_test(test_it_ends_when_somebody_has_seen_it),
	cmocka_unit_test(test_the_operators_own_looking_ends_nothing),
	cmocka_unit_test(
	    test_who_has_it_on_the_screen_is_not_knocked_until_the_next_rung),
	cmocka_unit_test(
	    test_a_command_that_fails_or_hangs_brings_the_next_rung_at_once),
	cmocka_unit_test(test_a_rung_that_rang_by_one_channel_is_waited_for),
	cmocka_unit_test(test_without_a_command_the_ladder_says_whom_to_phone),
	cmocka_unit_test(test_nobody_else_may_know_of_a_ladder),
	cmocka_unit_test(test_a_clock_put_back_holds_nothing_up),
	cmocka_unit_test(
	    test_what_a_dead_keeper_claimed_is_unknown_and_the_next_rung_comes),
	cmocka_unit_test(
	    test_a_keeper_killed_at_any_moment_loses_no_rung_and_climbs_none_twice),
	cmocka_unit_test(test_more_than_has_room_waits_and_is_climbed_in_turn),
	cmocka_unit_test(
	    test_a_missed_call_back_is_knocked_for_when_nobody_calls),
	cmocka_unit_test(
	    test_what_can_wait_is_not_knocked_for_twice_in_a_moment),
	cmocka_unit_test(test_a_channel_is_tried_on_oneself),
	cmocka_unit_test(
	    test_who_is_on_duty_is_knocked_first_and_the_others_later),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
