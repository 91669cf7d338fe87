/* SPDX-License-Identifier: Apache-2.0 */
#include "model/appointment.h"
#include "model/ticket.h"
#include "model/undo.h"
#include "model/warning.h"
#include "tests/lib/test.h"

#define ME 1
#define OTHER 2
#define THEN 1000

static const struct undo_rule plain = { .what = "ticket.close",
	.kind = UNDO_TICKET };
static const struct undo_rule worded = {
	.what = "ticket.assign", .kind = UNDO_TICKET, .until_word = true
};
static const struct undo_rule never = {
	.what = "ticket.school", .kind = UNDO_TICKET, .never = "told"
};

static void
test_who_when_and_whether_somebody_has_gone_on_decide(void **state)
{
	static const struct {
		const char *why;
		const struct undo_rule *rule;
		int64_t person, version, undone_at;
		bool word;
		int64_t after;
		enum undo_answer answer;
	} c[] = {
		{ "at once", &plain, ME, 7, 0, false, 0, UNDO_YES },
		{ "ten minutes later", &plain, ME, 7, 0, false, UNDO_FOR,
		    UNDO_YES },
		{ "a second more", &plain, ME, 7, 0, false, UNDO_FOR + 1,
		    UNDO_LATE },
		{ "somebody else", &plain, OTHER, 7, 0, false, 0,
		    UNDO_NOT_YOURS },
		{ "twice", &plain, ME, 8, THEN, false, 1, UNDO_ALREADY },
		{ "it has moved on", &plain, ME, 8, 0, false, 1,
		    UNDO_MOVED_ON },
		{ "moved on, and late", &plain, ME, 8, 0, false, 700,
		    UNDO_MOVED_ON },
		{ "a word that does not count", &plain, ME, 7, 0, true, 1,
		    UNDO_YES },
		{ "a word that does", &worded, ME, 7, 0, true, 1,
		    UNDO_MOVED_ON },
		{ "no word", &worded, ME, 7, 0, false, 1, UNDO_YES },
		{ "told already", &never, ME, 7, 0, false, 0, UNDO_NEVER },
		{ "the clock was put back", &plain, ME, 7, 0, false, -5,
		    UNDO_YES },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		struct undo_deed d = { .rule = c[i].rule,
			.version = 7,
			.person = ME,
			.at = THEN,
			.undone_at = c[i].undone_at };

		test_same_int(c[i].why,
		    (int)undo_ask(&d, c[i].person, c[i].version, c[i].word,
			THEN + c[i].after),
		    (int)c[i].answer);
	}
}

/* A rule is a word of the audit: a machine and an event of it, or the asking
 * for a second person. */
static void
test_every_rule_is_of_an_event_there_is(void **state)
{
	static const struct state_machine *const machines[UNDO_KINDS] = {
		&ticket_machine, &warning_machine, &appointment_machine
	};

	(void)state;
	for (const struct undo_rule *r = undo_rules; r->what != NULL; r++) {
		const struct state_machine *m = machines[r->kind];
		const char *event = strchr(r->what, '.') + 1;

		test_true(r->what, undo_rule_of(r->what) == r);
		test_true(
		    r->what, strncmp(r->what, m->name, strlen(m->name)) == 0);
		test_true(r->what, strcmp(r->what, "warning.ask") == 0 ||
				       state_event_by_code(m, event) >= 0);
		test_true(r->what, r->words[0] != '\0');
	}
	assert_null(undo_rule_of("ticket.danger"));
	assert_null(undo_rule_of("warning.danger"));
}

static void
test_kinds_have_names(void **state)
{
	(void)state;
	for (int k = 0; k < UNDO_KINDS; k++)
		assert_int_equal(
		    undo_kind_of(undo_kind_name((enum undo_kind)k)), k);
	assert_int_equal(undo_kind_of("student"), -1);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_who_when_and_whether_somebody_has_gone_on_decide),
	cmocka_unit_test(test_every_rule_is_of_an_event_there_is),
	cmocka_unit_test(test_kinds_have_names),
};

TEST_MAIN(tests)
