/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Everything at once, and again and again somebody of it is killed: three
 * people write in real ssh sessions, a colleague saves from the command line
 * as fast as it goes, a roster is taken in.  Whoever it hits - supervisor,
 * zygote, network, session, keeper, a command - what was acknowledged is
 * there, nobody waits, the log is whole, and the draft is offered again.
 *
 * One dies in a round or several at once, up to twelve.
 *
 * Deaths: 40 in the check, as many as $TORTURE says in `make torture`; the
 * notes of a call hold what is typed in about 4,000.
 */
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/draft.h"
#include "act/sample.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/process.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"
#include "tests/lib/whole.h"

#define LIMIT_MS 20000
#define ROWS 3000     /* of the roster */
#define LINES 400     /* of a batch of saves */
#define STARTS_MOST 3 /* of what was killed, before all is started anew */
#define VICTIMS_MOST 12

static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
	"--starts-per-source=30", NULL };

#define F2 "\x0e" /* Ctrl-N */

/* --- who writes and who looks on --------------------------------------------
 */

static struct writer {
	const char *login;
	bool writes;
	struct client *c; /* NULL: not signed in */
	int told;	  /* the last word that the screen said is saved */
	int typed;	  /* the last word typed */
	size_t begun;	  /* letters of the one after it, in the draft */
} people[] = {
	{ "op1", true, NULL, 0, 0, 0 },
	{ "op2", true, NULL, 0, 0, 0 },
	{ "psy1", false, NULL, 0, 0, 0 },
	{ "class1", false, NULL, 0, 0, 0 },
};

static void
type_word(struct writer *w)
{
	char word[32];

	if (w->c == NULL || !w->writes)
		return;
	snprintf(word, sizeof(word), "w%05d ", ++w->typed);
	if (!client_try(w->c, word))
		w->typed--; /* the line has gone */
}

static void
sign_in(struct writer *w)
{
	char shown[64];

	/* Between a death and its discovery one may be turned away. */
	for (int i = 0; i < 3; i++) {
		w->c = client_open(w->login, NULL, NULL);
		if (client_asked(w->c, LIMIT_MS))
			break;
		client_end(w->c);
	}
	client_pass(w->c, w->login);
	client_answer_probe(w->c);
	snprintf(shown, sizeof(shown), "%s ", w->login);
	client_expect(w->c, shown);
}

/* A call; its first word is seen to be saved. */
static void
begin_call(struct writer *w)
{
	if (!w->writes)
		return;
	client_type(w->c, F2);
	client_expect(w->c, "通话");
	type_word(w);
	client_expect(w->c, "已存");
	w->told = w->typed;
}

/* Letters of a word that was cut off as it came; 0: it is not that. */
static size_t
cut_off(const char *text, int word)
{
	char whole[32];
	size_t n = strlen(text);

	snprintf(whole, sizeof(whole), "w%05d ", word);
	return n < strlen(whole) && strncmp(text, whole, n) == 0 ? n : 0;
}

/* What lies in the draft are the words in order, from the first of the call
 * on: at least all that were told to be saved, at most all that were typed;
 * the last one may have been on its way. */
static void
check_draft(struct writer *w)
{
	char text[1 << 16];
	const char *s = text;
	int first, last, n;

	draft_of(w->login, "ticket.entry", text, sizeof(text));
	if (sscanf(s, "w%5d %n", &first, &n) != 1)
		fail_msg("%s: no draft, told %d", w->login, w->told);
	w->begun = 0;
	for (last = first; *(s += n) != '\0'; last++) {
		if ((w->begun = cut_off(s, last + 1)) > 0)
			break;
		if (sscanf(s, "w%5d %n", &first, &n) != 1 || first != last + 1)
			fail_msg("%s: after %d: %s", w->login, last, s);
	}
	if (last < w->told || last > w->typed)
		fail_msg("%s: %d in the draft, told %d, typed %d", w->login,
		    last, w->told, w->typed);
	w->typed = last; /* the last second may be gone */
}

static void
go_away(struct writer *w)
{
	client_end(w->c);
	w->c = NULL;
	if (w->writes)
		check_draft(w);
}

/* Signed in again they stand right in the call, at the words, and writing
 * goes on. */
static void
come_back(struct writer *w)
{
	sign_in(w);
	if (!w->writes)
		return;
	test_true("in the call", client_saw(w->c, "通话中"));
	for (; w->begun > 0; w->begun--)
		client_type(w->c, "\x7f");
	type_word(w);
	client_expect(w->c, "已存");
	w->told = w->typed;
}

/* --- commands ---------------------------------------------------------------
 */

static struct {
	struct cli saving, import;
	char entry[40], count[80], roster[800], *lines;
	int64_t ticket, told; /* entries acknowledged */
	int64_t imported;     /* times the whole roster was */
	int64_t slowest;      /* ms of the save after a death */
} work;

static void
begin_saving(void)
{
	work.saving = (struct cli){
		.login = "lead1", .command = "batch", .input = work.lines
	};
	cli_start(&work.saving);
}

static void
begin_import(void)
{
	work.import = (struct cli){ .login = "dist1", .command = work.roster };
	cli_start(&work.import);
}

/* Count what it was told; nothing but a kill may have ended it early. */
static void
saving_ended(void)
{
	const char *s = work.saving.out;

	if (work.saving.status != 0 && work.saving.status != -SIGKILL)
		fail_msg("saving: %d %s", work.saving.status, work.saving.err);
	if (strstr(s, "\"error\"") != NULL)
		fail_msg("a save was refused: %s", strstr(s, "\"error\""));
	while (
	    (s = strstr(s, "\"entry\":")) != NULL && strchr(s, '\n') != NULL) {
		work.told++;
		s++;
	}
	cli_free(&work.saving);
}

static void
import_ended(void)
{
	const char *s = work.import.out;
	int64_t rows = cli_number(s, "accepted") + cli_number(s, "changed") +
		       cli_number(s, "unchanged") + cli_number(s, "refused");

	if (work.import.status == 0 && rows == ROWS)
		work.imported++;
	else if (work.import.status != -SIGKILL)
		fail_msg("the import: %d %s %s", work.import.status, s,
		    work.import.err);
	cli_free(&work.import);
}

static void
tend_commands(void)
{
	if (work.saving.pid != 0 && cli_ended(&work.saving))
		saving_ended();
	if (work.import.pid != 0 && cli_ended(&work.import))
		import_ended();
}

static void
begin_commands(void)
{
	if (work.saving.pid == 0)
		begin_saving();
	if (work.import.pid == 0)
		begin_import();
}

static void
stop_commands(void)
{
	if (work.saving.pid != 0) {
		kill(work.saving.pid, SIGKILL);
		cli_end(&work.saving);
		saving_ended();
	}
	if (work.import.pid != 0) {
		kill(work.import.pid, SIGKILL);
		cli_end(&work.import);
		import_ended();
	}
}

/* Nobody is kept waiting by whoever has died: after five seconds in the queue
 * it would be refused as busy. */
static void
save_next(const char *victim)
{
	struct cli c = { .login = "lead1",
		.command = work.entry,
		.input = "{\"text\": \"the next\"}" };

	cli_run(&c);
	if (c.ms > work.slowest)
		work.slowest = c.ms;
	if (c.status != 0)
		fail_msg("the save after %s: %d, %lld ms, %s", victim, c.status,
		    (long long)c.ms, c.err);
	work.told++;
	cli_free(&c);
}

/* --- who is killed ----------------------------------------------------------
 */

struct victim {
	pid_t pid;
	char name[32];
};

/* Somebody of the server or one of the commands, all as likely. */
static struct victim
choose(unsigned *seed)
{
	struct process all[128];
	size_t n = process_tree(server_pid(), all, nitems(all) - 2), i;
	struct victim v;

	if (work.saving.pid != 0)
		all[n++] = (struct process){ .pid = work.saving.pid,
			.name = "xinqing (save)" };
	if (work.import.pid != 0)
		all[n++] = (struct process){ .pid = work.import.pid,
			.name = "xinqing (import)" };
	i = (size_t)rand_r(seed) % n;
	v.pid = all[i].pid;
	memcpy(v.name, all[i].name, sizeof(v.name));
	return v;
}

static int
started_again(void)
{
	const char *s = server_log();
	int n = 0;

	while ((s = strstr(s, "starting it again")) != NULL) {
		n++;
		s++;
	}
	return n;
}

/* How often whom. */
static struct {
	char name[32];
	int n;
} tally[16];

static void
killed(const char *name)
{
	size_t i = 0;

	while (i < nitems(tally) - 1 && tally[i].n > 0 &&
	       strcmp(tally[i].name, name) != 0)
		i++;
	mem_copy_text(tally[i].name, sizeof(tally[i].name), name);
	tally[i].n++;
}

static int
all_killed(void)
{
	int n = 0;

	for (size_t i = 0; i < nitems(tally); i++)
		n += tally[i].n;
	return n;
}

static void
tell_killed(void)
{
	for (size_t i = 0; i < nitems(tally) && tally[i].n > 0; i++)
		printf("# killed %d times: %s\n", tally[i].n, tally[i].name);
}

/* --- a round ----------------------------------------------------------------
 */

static void
write_for(int ms)
{
	int64_t until = clock_ticks_ms() + ms;

	while (clock_ticks_ms() < until) {
		for (size_t i = 0; i < nitems(people); i++) {
			type_word(&people[i]);
			client_drain(people[i].c);
		}
		tend_commands();
		poll(NULL, 0, 20);
	}
}

static void
start_anew(void)
{
	for (size_t i = 0; i < nitems(people); i++)
		go_away(&people[i]);
	stop_commands();
	server_gone();
	server_start(options);
	for (size_t i = 0; i < nitems(people); i++)
		come_back(&people[i]);
}

/* What was hit shows: a client has gone, or something is started again. */
static void
mend(int were_started)
{
	int64_t until = clock_ticks_ms() + 3000;
	bool seen = false;

	while (!seen && clock_ticks_ms() < until) {
		seen = started_again() > were_started;
		for (size_t i = 0; i < nitems(people); i++)
			if (client_ended(people[i].c)) {
				go_away(&people[i]);
				come_back(&people[i]);
				seen = true;
			}
		tend_commands();
		poll(NULL, 0, 5);
	}
}

static bool
among(const struct victim *v, size_t n, pid_t pid)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].pid == pid)
			return true;
	return false;
}

/* Kill the n victims; whether the supervisor was one of them, and in `names`
 * who they were. */
static bool
kill_all(const struct victim *v, size_t n, char *names, size_t size)
{
	bool supervisor = false;
	size_t at = 0;

	names[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		if (among(v, i, v[i].pid) || kill(v[i].pid, SIGKILL) != 0)
			continue; /* a command that ended by itself */
		killed(v[i].name);
		supervisor |= v[i].pid == server_pid();
		if (at < size)
			at += (size_t)snprintf(
			    names + at, size - at, "%s ", v[i].name);
	}
	return supervisor;
}

static void
round_of(int round, unsigned *seed)
{
	struct victim v[VICTIMS_MOST];
	size_t n = 1 + (size_t)rand_r(seed) % VICTIMS_MOST;
	int were_started = started_again();
	char names[VICTIMS_MOST * 33], when[sizeof(names) + 40];
	bool supervisor;

	begin_commands();
	write_for(30 + rand_r(seed) % 250);
	for (size_t i = 0; i < n; i++)
		v[i] = choose(seed);
	/* What keeps dying is started later and later: not here. */
	if (were_started >= STARTS_MOST)
		v[0] = (struct victim){ server_pid(), "xinqingd" };
	supervisor = kill_all(v, n, names, sizeof(names));
	if (names[0] == '\0')
		return;
	snprintf(when, sizeof(when), "round %d, killed: %s", round, names);
	save_next(names);
	if (supervisor)
		start_anew();
	else
		mend(were_started);
	if (round % 5 == 0)
		store_is_whole(when);
	test_true(when, store_number(work.count) >= work.told);
}

/* --- before and after -------------------------------------------------------
 */

static int
open_op2(struct store *st, void *arg, char *text, size_t size)
{
	struct actor *sec;
	struct person p;
	int r;

	(void)arg, (void)text, (void)size;
	if ((r = act_sample_signin(st, "sec1", &sec)) != 0)
		return r;
	if ((r = store_person_by_login(st, "op2", &p)) == 0)
		r = act_account_lock(sec, p.id, false, NULL);
	act_free(sec);
	return r;
}

static void
make_lines(void)
{
	static const char line[] =
	    "{\"command\": \"%s\", \"fields\": {\"text\": \"%s\"}}\n";
	size_t size = LINES * 120, at = 0;

	work.lines = mem_zero(1, size);
	for (int i = 0; i < LINES; i++)
		at += (size_t)snprintf(work.lines + at, size - at, line,
		    work.entry, "她说晚上睡不着");
}

static int
begin(void **state)
{
	char text[256];

	(void)state;
	server_start(options);
	assert_int_equal(in_store(open_op2, NULL, text, sizeof(text)), 0);
	work.ticket = cli_number(cli_must("lead1", "ticket new", NULL), "id");
	snprintf(work.entry, sizeof(work.entry), "ticket entry %lld",
	    (long long)work.ticket);
	snprintf(work.count, sizeof(work.count),
	    "SELECT count(*) FROM ticket_entry WHERE ticket = %lld",
	    (long long)work.ticket);
	mem_copy_text(work.roster, sizeof(work.roster), desk_roster(ROWS));
	make_lines();
	for (size_t i = 0; i < nitems(people); i++) {
		sign_in(&people[i]);
		begin_call(&people[i]);
	}
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	free(work.lines);
	return 0;
}

static void
test_who_dies_takes_no_word_along_and_holds_nobody_up(void **state)
{
	unsigned seed = (unsigned)getpid();
	int deaths = test_pace(40, 10), rounds = 0;
	int64_t ms = clock_ticks_ms();

	(void)state;
	printf("# seed %u\n", seed);
	while (all_killed() < deaths) {
		round_of(rounds++, &seed);
		if (rounds % 100 == 0) { /* of a long run that ends badly */
			printf("# %d deaths so far\n", all_killed());
			fflush(stdout);
		}
	}
	ms = clock_ticks_ms() - ms;
	tell_killed();
	printf("# %d deaths in %d rounds, %lld ms, %lld entries told, %lld "
	       "imports; the slowest save after a death %lld ms\n",
	    all_killed(), rounds, (long long)ms, (long long)work.told,
	    (long long)work.imported, (long long)work.slowest);
	stop_commands();
	assert_non_null(strstr(
	    cli_must("aud1", "audit verify", NULL), "\"state\":\"whole\""));
	store_is_whole("at the end");
	test_true("no student is there twice",
	    store_number("SELECT count(*) FROM student") <= ROWS);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_who_dies_takes_no_word_along_and_holds_nobody_up),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
