/* SPDX-License-Identifier: Apache-2.0 */
/* The house to practise in: there for every post, and nothing of what is done
 * in it is anywhere else. */
#include <dirent.h>
#include <sqlite3.h>

#include "act/actor.h"
#include "act/draft.h"
#include "act/gate.h"
#include "act/practice.h"
#include "act/presence.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/warning.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/presence.h"
#include "src/store/internal.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct store *st;

static int
begin(void **state)
{
	(void)state;
	lang_set("en");
	st = test_office();
	return 0;
}

/* --- for everybody ---------------------------------------------------------
 */

static const struct {
	const char *login;
	enum act_practice_kind kind;
	const char *waits; /* the code of what stands first there; or NULL */
} people[] = {
	{ "op1", PRACTICE_OPERATOR, NULL },
	{ "lead1", PRACTICE_LEAD, "line_lost" },
	{ "psy1", PRACTICE_PSYCHOLOGY, "new" },
	{ "class1", PRACTICE_CLASS, "new" },
	{ "grade1", PRACTICE_GRADE, "new" },
	{ "head1", PRACTICE_REPORTER, NULL },
	{ "dist1", PRACTICE_DISTRICT, "figures" },
	{ "centre1", PRACTICE_CENTRE, "new" },
	{ "sys1", PRACTICE_SYSTEM, NULL },
	{ "sec1", PRACTICE_SECURITY, "account" },
	{ "aud1", PRACTICE_AUDIT, "audit" },
};

static bool
stands(const struct act_today *now, const char *code)
{
	for (size_t i = 0; i < now->n; i++)
		if (strcmp(now->row[i].kind->code, code) == 0)
			return true;
	return false;
}

static void
test_every_post_has_a_house_to_practise_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(people); i++) {
		struct actor *real = test_signin(people[i].login);
		struct act_practice *p = NULL;
		struct act_today now;
		struct actor *who;

		test_same_int(
		    people[i].login, act_practice_kind(real), people[i].kind);
		test_same_int(people[i].login, act_practice_open(real, &p), 0);
		who = act_practice_who(p);
		test_same_text(people[i].login, who->login, real->login);
		test_same_text(people[i].login, who->name, real->name);
		test_same_int(
		    people[i].login, who->posts[0].role, real->posts[0].role);
		test_true(people[i].login, who->store != real->store);
		test_same_int(people[i].login, act_today(who, &now), 0);
		if (people[i].waits != NULL)
			test_true(
			    people[i].login, stands(&now, people[i].waits));
		act_today_free(&now);
		/* nobody practises within a practice */
		test_same_int(
		    people[i].login, act_practice_kind(who), PRACTICE_NONE);
		act_practice_close(p);
		test_leave(real);
	}
}

/* Logins of people in there, which somebody may have for real. */
static const struct {
	const char *login, *own;
} namesakes[] = {
	{ "op1", "l-zhou" },
	{ "class1", "c-tao" },
	{ "sys1", "n-qin" },
	{ "sec1", "n-bai" },
};

static void
test_whoever_is_called_like_one_in_there_practises_as_well(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(namesakes); i++) {
		struct actor *real = test_signin(namesakes[i].login);
		struct act_practice *p = NULL;

		mem_copy_text(
		    real->login, sizeof(real->login), namesakes[i].own);
		test_same_int(namesakes[i].own, act_practice_open(real, &p), 0);
		test_same_text(namesakes[i].own, act_practice_who(p)->login,
		    namesakes[i].own);
		act_practice_close(p);
		test_leave(real);
	}
}

static void
test_a_custodian_has_nothing_to_practise(void **state)
{
	struct actor *real = test_signin("cust1");
	struct act_practice *p;

	(void)state;
	assert_int_equal(act_practice_kind(real), PRACTICE_NONE);
	assert_int_equal(act_practice_open(real, &p), ERR_DENIED);
	test_leave(real);
}

/* --- nothing of it is anywhere else ----------------------------------------
 */

#define TABLES 200

struct counts {
	char name[TABLES][64];
	int64_t rows[TABLES];
	int n;
};

static int64_t
number(const char *sql)
{
	sqlite3_stmt *s;
	int64_t n = -1;

	assert_int_equal(
	    sqlite3_prepare_v2(st->db, sql, -1, &s, NULL), SQLITE_OK);
	if (sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

static void
count_all(struct counts *c)
{
	char sql[160];
	sqlite3_stmt *s;

	c->n = 0;
	assert_int_equal(sqlite3_prepare_v2(st->db,
			     "SELECT name FROM sqlite_master"
			     " WHERE type = 'table' ORDER BY name",
			     -1, &s, NULL),
	    SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW && c->n < TABLES)
		snprintf(c->name[c->n++], sizeof(c->name[0]), "%s",
		    (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	for (int i = 0; i < c->n; i++) {
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM \"%s\"",
		    c->name[i]);
		c->rows[i] = number(sql);
	}
}

static int
files(void)
{
	struct dirent *d;
	DIR *at = opendir(".");
	int n = 0;

	assert_non_null(at);
	while ((d = readdir(at)) != NULL)
		n += d->d_name[0] != '.';
	closedir(at);
	return n;
}

/* What an operator does there, and a teacher. */
static void
take_a_call(struct actor *who)
{
	const struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct act_ticket_do danger = ACT_TICKET_DO(TICKET_DANGER);
	struct act_ticket t;

	assert_int_equal(act_ticket_new(who, &in, &t), 0);
	assert_int_equal(act_ticket_autosave(who, t.row.id, "睡不好", 9, 9), 0);
	assert_int_equal(
	    act_ticket_step(who, t.row.id, t.row.version, &danger, &t), 0);
}

static int
keep_warning(void *arg, const struct act_waiting *w)
{
	*(int64_t *)arg = w->warning;
	return 0;
}

static void
look_at_a_report(struct actor *who)
{
	struct act_warning *v;
	int64_t id = 0;

	assert_int_equal(act_warning_waiting(who, 1, keep_warning, &id), 0);
	assert_int_equal(act_warning_show(who, id, &v), 0);
	act_warning_free(v);
	assert_int_equal(
	    act_warning_step(who, id, 0, WARNING_ACK, NULL, NULL), 0);
}

static const struct {
	const char *login;
	void (*work)(struct actor *who);
} workers[] = {
	{ "op1", take_a_call },
	{ "psy1", look_at_a_report },
};

static void
test_a_practice_adds_no_row_no_file_and_wakes_nobody(void **state)
{
	static struct counts before, after;

	(void)state;
	for (size_t i = 0; i < nitems(workers); i++) {
		struct actor *real = test_signin(workers[i].login);
		struct epoch *e = store_epoch(real->store);
		struct act_practice *p;
		uint32_t rung[64];
		int were = files();
		int64_t left;

		for (uint32_t k = 0; k < nitems(rung); k++)
			rung[k] = epoch_read(e, k << 24 | 1);
		count_all(&before);
		assert_int_equal(act_practice_open(real, &p), 0);
		workers[i].work(act_practice_who(p));
		/* also not who is in, nor what is open */
		assert_false(presence_is_in(e, real->person, &left));
		assert_int_equal(files(), were);
		act_practice_close(p);
		count_all(&after);
		assert_int_equal(after.n, before.n);
		for (int k = 0; k < before.n; k++)
			test_same_int(
			    before.name[k], after.rows[k], before.rows[k]);
		for (uint32_t k = 0; k < nitems(rung); k++)
			test_same_int(workers[i].login,
			    epoch_read(e, k << 24 | 1), rung[k]);
		assert_int_equal(files(), were);
		test_leave(real);
	}
}

static void
test_no_file_moves_in_a_practice(void **state)
{
	struct actor *real = test_signin("dist1");
	struct act_gate_ask ask = { .purpose = GATE_ROSTER };
	char word[GATE_WORD_MAX];
	struct act_practice *p;
	struct gate g;

	(void)state;
	assert_int_equal(act_practice_open(real, &p), 0);
	assert_int_equal(
	    act_gate_make(act_practice_who(p), &ask, &g, word), ERR_STATE);
	assert_string_equal(
	    act_practice_who(p)->why, "In practice no file comes or goes.");
	act_practice_close(p);
	test_leave(real);
}

/* --- what is seen of it ----------------------------------------------------
 */

struct heard {
	char text[2000];
};

static void
hear(void *arg, const char *what)
{
	struct heard *h = arg;

	strcat(h->text, what);
	strcat(h->text, " ");
}

static void
test_what_was_done_there_is_told_once_and_in_order(void **state)
{
	struct actor *real = test_signin("op1");
	struct heard h = { "" };
	struct act_practice *p;

	(void)state;
	assert_int_equal(act_practice_open(real, &p), 0);
	assert_int_equal(act_practice_deeds(p, hear, &h), 0);
	assert_string_equal(h.text, ""); /* what was set up is nobody's */
	assert_false(act_practice_has_draft(p, "ticket.entry"));
	take_a_call(act_practice_who(p));
	assert_int_equal(act_practice_deeds(p, hear, &h), 0);
	assert_non_null(strstr(h.text, "ticket.take"));
	assert_non_null(strstr(strstr(h.text, "ticket.take"), "ticket.danger"));
	h.text[0] = '\0';
	assert_int_equal(act_practice_deeds(p, hear, &h), 0);
	assert_string_equal(h.text, "");
	/* the others do their part, and that is not the person's deed */
	assert_int_equal(act_practice_turn(p, TURN_LEAD_COMES), 0);
	assert_int_equal(act_practice_deeds(p, hear, &h), 0);
	assert_string_equal(h.text, "");
	act_practice_close(p);
	test_leave(real);
}

static void
test_a_call_and_danger_outside_are_counted_for_the_line_alone(void **state)
{
	static const struct act_ticket_call in = { .channel = CHANNEL_PHONE };
	struct act_ticket_do danger = ACT_TICKET_DO(TICKET_DANGER);
	struct actor *op = test_signin("op1"), *lead = test_signin("lead1");
	struct actor *psy = test_signin("psy1");
	struct act_outside o;
	struct act_ticket t;
	uint32_t topics[4];

	(void)state;
	assert_int_equal(act_outside(op, &o), 0);
	assert_int_equal(o.waiting, 0);
	assert_int_equal(act_ticket_ring(lead, &in, &t), 0);
	assert_int_equal(act_outside(op, &o), 0);
	assert_int_equal(o.waiting, 1);
	assert_int_equal(act_ticket_new(op, &in, &t), 0);
	assert_int_equal(
	    act_ticket_step(op, t.row.id, t.row.version, &danger, &t), 0);
	assert_int_equal(act_outside(op, &o), 0);
	assert_int_equal(o.waiting, 0);
	assert_int_equal(o.danger, 0);
	assert_int_equal(act_outside(lead, &o), 0);
	assert_int_equal(o.danger, 1);
	assert_int_equal(act_outside_topics(lead, topics, 4), 1);
	assert_int_equal(act_outside(psy, &o), 0);
	assert_int_equal(o.waiting + o.danger, 0);
	assert_int_equal(act_outside_topics(psy, topics, 4), 0);
	test_leave(psy);
	test_leave(lead);
	test_leave(op);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_post_has_a_house_to_practise_in),
		cmocka_unit_test(
		    test_whoever_is_called_like_one_in_there_practises_as_well),
		cmocka_unit_test(test_a_custodian_has_nothing_to_practise),
		cmocka_unit_test(
		    test_a_practice_adds_no_row_no_file_and_wakes_nobody),
		cmocka_unit_test(test_no_file_moves_in_a_practice),
		cmocka_unit_test(
		    test_what_was_done_there_is_told_once_and_in_order),
		cmocka_unit_test(
		    test_a_call_and_danger_outside_are_counted_for_the_line_alone),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
