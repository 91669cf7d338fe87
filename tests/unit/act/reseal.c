/* SPDX-License-Identifier: Apache-2.0 */
/* Somebody leaves with a copy of the circle's secret half: when the work is
 * done it opens nothing of the store any more, and the line reads on. */
#include "act/actor.h"
#include "act/circle.h"
#include "act/key.h"
#include "act/ticket.h"
#include "act/unmask.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/column.h"
#include "store/keys.h"
#include "store/stmt.h"
#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define CANARY "canary5502canary"
#define TICKETS 30 /* more than a slice of texts */

static struct actor *lead, *op, *leaver;
static int64_t circle, old_pair, ticket, home;
static struct sealed_key *stolen;

static void
fill_ticket(void)
{
	struct act_ticket_entry e = { .text = CANARY, .n = strlen(CANARY) };
	struct act_ticket_call in = { .number = "01000004417",
		.alias = CANARY };
	struct act_ticket_check k = {
		.step = CHECK_MEANS, .outcome = CHECK_NOT_DONE, .words = CANARY
	};
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_DANGER);
	struct ticket_sheet s;
	struct act_ticket t;
	int64_t id, audit;

	assert_int_equal(act_ticket_new(op, &in, &t), 0);
	ticket = t.row.id;
	ticket_sheet_clear(&s);
	snprintf(s.place, sizeof(s.place), CANARY);
	snprintf(s.number, sizeof(s.number), "01000004417");
	assert_int_equal(act_ticket_sheet(op, ticket, &s, &t), 0);
	test_answer_three(op, ticket, THOUGHTS_NO, DANGER_NO);
	d.reason = CANARY;
	assert_int_equal(act_ticket_step(op, ticket, t.row.version, &d, &t), 0);
	assert_int_equal(act_ticket_check(op, ticket, &k, &t), 0);
	assert_int_equal(act_ticket_link(op, ticket, test_student(),
			     GROUND_SAFETY, CANARY, &id, &t),
	    0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(act_ticket_write(op, ticket, &e, &id, &t), 0);
	assert_int_equal(act_watch_add(op, ticket, CANARY, 0, &id, &audit), 0);
}

static int
note_home(void *arg, const struct act_unmask *u)
{
	*(int64_t *)arg = u->u.id;
	return 0;
}

/* The home of the last one: asked for, opened alone, signed for. */
static void
fill_home(void)
{
	int64_t audit;

	assert_int_equal(act_unmask_ask(op, ticket, CANARY), 0);
	test_clock(UNMASK_ALONE_S + 1);
	assert_int_equal(act_unmask_open(op, ticket), 0);
	assert_int_equal(act_unmask_each(lead, true, note_home, &home), 0);
	assert_int_equal(act_unmask_review(lead, home, CANARY, &audit), 0);
}

static int
begin(void **state)
{
	const struct sealed_key *k;
	int64_t line;

	(void)state;
	lang_set("en");
	test_office();
	lead = test_signin("lead1");
	op = test_signin("op1");
	leaver = test_signin("op2");
	assert_int_equal(act_ticket_line(lead, &line), 0);
	assert_int_equal(act_circle_of(lead, line, &circle), 0);
	for (int i = 0; i < TICKETS; i++)
		fill_ticket();
	fill_home();
	assert_int_equal(
	    act_key_of(leaver, KEY_CIRCLE, circle, &old_pair, NULL), 0);
	assert_int_equal(act_key_open(leaver, old_pair, &k), 0);
	stolen = sealed_key_copy(k);
	return 0;
}

/* --- what the stolen half opens ----------------------------------------------
 */

struct tries {
	int texts, opened;
};

static int
try_text(void *arg, const struct sealed_text *t)
{
	struct sealed_place at = { store_text_column(t->kind),
		t->owner << 20 | t->turn };
	struct buf *out = sealed_buf();
	struct tries *x = arg;

	x->texts++;
	x->opened += sealed_open(stolen, at, t->sealed, t->n, out) == 0;
	buf_free(out);
	return 0;
}

static struct tries
try_ticket(int64_t id)
{
	struct tries x = { 0, 0 };

	for (int k = 0; k < TEXT_KINDS; k++)
		assert_int_equal(store_text_of_ticket(lead->store,
				     (enum store_text)k, id, try_text, &x),
		    0);
	return x;
}

/* The homes stay with their circle: by its pair, of which there are two. */
static struct tries
try_homes(void)
{
	struct tries x = { 0, 0 };
	int64_t now;

	assert_int_equal(act_key_of(lead, KEY_CIRCLE, circle, &now, NULL), 0);
	for (int k = TEXT_HOME; k < TEXT_KINDS; k++) {
		assert_int_equal(
		    store_text_of_pair(lead->store, (enum store_text)k,
			old_pair, 9, try_text, &x),
		    0);
		if (now != old_pair)
			assert_int_equal(
			    store_text_of_pair(lead->store, (enum store_text)k,
				now, 9, try_text, &x),
			    0);
	}
	return x;
}

/* Every column that names a pair, but for a pair's own grants; whatever table
 * will be there. */
static const struct sql sql_pair_columns = { "test_pair_columns",
	"SELECT m.name, f.\"from\" FROM sqlite_master m"
	" JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
	" AND f.\"table\" = 'keypair'"
	" AND m.name || '.' || f.\"from\" <> 'key_grant.pair'",
	SQL_SCANS };
static char names_text[4096];
static const struct sql sql_names = { "test_names", names_text, SQL_SCANS };

static int
rows_that_name(int64_t pair)
{
	size_t n = 0;
	struct stmt *q;
	int64_t rows;
	int r;

	assert_int_equal(stmt_open(lead->store, &q, &sql_pair_columns), 0);
	while ((r = stmt_next(q)) == STORE_ROW)
		n += (size_t)snprintf(names_text + n, sizeof(names_text) - n,
		    "%s (SELECT COUNT(*) FROM %s WHERE %s = :pair)",
		    n == 0 ? "SELECT" : " +", stmt_get_text(q, 0),
		    stmt_get_text(q, 1));
	assert_int_equal(stmt_close(q, r), 0);
	assert_true(n > 0 && n < sizeof(names_text));
	assert_int_equal(stmt_open(lead->store, &q, &sql_names), 0);
	stmt_i64(q, ":pair", pair);
	assert_int_equal(stmt_one(q), 0);
	rows = stmt_get_i64(q, 0);
	assert_int_equal(stmt_close(q, 0), 0);
	return (int)rows;
}

static int
try_grant(void *arg, const struct key_grant *g)
{
	struct sealed_key *k;

	if (sealed_key_accept(stolen, g->key, g->sealed, g->n, &k) == 0) {
		*(int *)arg += 1;
		sealed_key_free(k);
	}
	return 0;
}

/* Every pair there is, by every grant of it to a circle. */
static int
pairs_opened(void)
{
	struct keypair pair;
	int n = 0;

	for (int64_t id = 1; store_keypair_get(lead->store, id, &pair) == 0;
	     id++)
		assert_int_equal(store_grant_each(lead->store, id, KEY_CIRCLE,
				     try_grant, &n),
		    0);
	return n;
}

static int
count_task(void *arg, const struct circle_task *t)
{
	*(int *)arg += strcmp(t->kind, "reseal") == 0;
	return 0;
}

static int
pending(void)
{
	int n = 0;

	assert_int_equal(act_circle_pending(lead, circle, count_task, &n), 0);
	return n;
}

static bool
reads(struct actor *who)
{
	struct act_ticket_view v;
	bool found = true;

	assert_int_equal(act_ticket_view(who, ticket, &v), 0);
	found = v.n_said > 0 && strcmp(v.sheet.place, CANARY) == 0;
	for (size_t i = 0; i < v.n_said; i++)
		found &= strcmp(v.said[i].text, CANARY) == 0;
	act_ticket_view_free(&v);
	return found;
}

static void
test_what_a_leaver_copied_opens_nothing_afterwards(void **state)
{
	int64_t left, was;
	struct tries x;
	bool more;
	int slices = 0;

	(void)state;
	x = try_ticket(ticket);
	assert_true(x.texts >= 10);
	test_same_int("before, all of it opens", x.opened, x.texts);
	x = try_homes();
	test_same_int("why a home was asked for, and the review", x.texts, 2);
	test_same_int("before, both open", x.opened, 2);
	assert_true(pairs_opened() > 0);

	assert_int_equal(
	    act_circle_leave(lead, circle, leaver->person, NULL), 0);
	assert_int_equal(pending(), 1);
	assert_int_equal(act_circle_left(lead, circle, &was), 0);
	assert_true(was > 200);

	/* One slice, then the session is gone: another goes on. */
	assert_int_equal(act_circle_work(lead, circle, &more), 0);
	assert_true(more);
	assert_int_equal(act_circle_left(lead, circle, &left), 0);
	test_same_int("a slice", (int)(was - left), 200);
	assert_int_equal(pending(), 1);
	assert_true(reads(op));
	do {
		assert_int_equal(act_circle_work(op, circle, &more), 0);
		slices++;
	} while (more);
	assert_true(slices >= 2);
	assert_int_equal(pending(), 0);
	assert_int_equal(act_circle_left(lead, circle, &left), 0);
	assert_int_equal(left, 0);

	for (int64_t id = ticket; id > ticket - TICKETS; id--) {
		x = try_ticket(id);
		assert_true(x.texts >= 10);
		test_same_int("afterwards nothing opens", x.opened, 0);
	}
	x = try_homes();
	test_same_int("the homes' are there", x.texts, 2);
	test_same_int("the homes' do not open", x.opened, 0);
	test_same_int("rows that name it", rows_that_name(old_pair), 0);
	assert_int_equal(pairs_opened(), 0);
	assert_int_equal(store_text_count(lead->store, old_pair, &left), 0);
	assert_int_equal(left, 0);
}

static void
test_the_line_reads_on_and_knows_its_callers(void **state)
{
	struct act_ticket_call in = { .number = "01000004417" };
	struct act_ticket_view v;
	struct act_ticket t;

	(void)state;
	assert_true(reads(op));
	assert_int_equal(act_ticket_new(op, &in, &t), 0);
	assert_int_equal(act_ticket_view(op, t.row.id, &v), 0);
	assert_true(v.n_maybe > 0);
	act_ticket_view_free(&v);
}

static void
test_why_a_home_was_asked_for_is_still_read(void **state)
{
	struct act_unmask u;
	struct buf *b = act_secret();

	(void)state;
	assert_int_equal(act_unmask_get(lead, home, &u, b), 0);
	assert_non_null(strstr(buf_text(b), CANARY));
	buf_free(b);
}

/* Of a pair that stays: a person's, a file's, a warning's, a request's, a
 * plan's, of a file on its way. */
static bool
is_of_another_pair(const char *column)
{
	static const char *const others[] = { "person.wrapped",
		"key_grant.sealed", "draft.sealed", "draft.custody",
		"appointment_step.reason", "consultation.note",
		"consultation.risk", "custody_request.reason",
		"custody_request.answer", "custody_piece.sealed",
		"warning_entry.text", "observation.told",
		"roster_refused.cells", "package.secret", "plan_step.text",
		"health_entry.words", "plan_measure.text",
		"transfer_step.text" };

	for (size_t i = 0; i < nitems(others); i++)
		if (strcmp(others[i], column) == 0)
			return true;
	return false;
}

static void
test_each_sealed_column_is_resealed_or_of_a_pair_that_stays(void **state)
{
	size_t n;
	const struct column *c = column_all(&n);

	(void)state;
	for (size_t i = 0; i < n; i++) {
		bool found = !c[i].sealed || is_of_another_pair(c[i].name);

		for (int k = 0; k < TEXT_KINDS && !found; k++)
			found = strcmp(c[i].name,
				    store_text_column((enum store_text)k)) == 0;
		test_true(c[i].name, found);
	}
}

static void
test_who_has_left_opens_nothing_with_their_own_session(void **state)
{
	const struct sealed_key *k;
	int64_t pair;

	(void)state;
	assert_int_equal(act_look(leaver), 0);
	assert_int_equal(
	    act_key_of(leaver, KEY_CIRCLE, circle, &pair, NULL), 0);
	assert_true(pair != old_pair);
	assert_int_equal(act_key_open(leaver, pair, &k), ERR_KEY);
	assert_int_equal(act_key_open(leaver, old_pair, &k), ERR_KEY);
	assert_int_equal(act_key_open(op, pair, &k), 0);
}

static int
end(void **state)
{
	(void)state;
	sealed_key_free(stolen);
	test_leave(leaver);
	test_leave(op);
	test_leave(lead);
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_a_leaver_copied_opens_nothing_afterwards),
	cmocka_unit_test(test_the_line_reads_on_and_knows_its_callers),
	cmocka_unit_test(test_why_a_home_was_asked_for_is_still_read),
	cmocka_unit_test(
	    test_each_sealed_column_is_resealed_or_of_a_pair_that_stays),
	cmocka_unit_test(
	    test_who_has_left_opens_nothing_with_their_own_session),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
