/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What each function of act/ answers to who may do nothing any more, and for
 * a thing that is not there: one table, a line a function.  Where being there
 * would already say something, it is ERR_DENIED in both cases.
 */
#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/audit.h"
#include "act/circle.h"
#include "act/consultation.h"
#include "act/custody.h"
#include "act/draft.h"
#include "act/form.h"
#include "act/import.h"
#include "act/invite.h"
#include "act/setting.h"
#include "act/register.h"
#include "act/schooling.h"
#include "act/student.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/unmask.h"
#include "act/warning.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/err.h"
#include "store/audit.h"
#include "tests/lib/any.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define NONE 987654321 /* no row has this number */
#define NO_ROW 1       /* the function asks for none */

static int64_t id;
static struct buf *out;
static struct act_account account = { .login = "new1",
	.name = "新来",
	.key_text = "ssh-ed25519 AAAA",
	.role = ROLE_OPERATOR,
	.org = 1 };
static struct oncall oncall = {
	.org = NONE, .duty = "school", .name = "张三", .phone = "13800000000"
};
static struct act_code code;
static struct act_ticket ticket;
static struct act_ticket_view ticket_view;
static struct act_ticket_call call = { .event_at = 0 };
static struct act_ticket_later later = { .text = "x", .n = 1 };
static struct act_paper paper;
static struct ticket_sheet sheet;
static struct act_ticket_check check = { .step = 1, .outcome = 1 };
static struct act_ticket_entry entry = { .text = "x", .n = 1 };
static struct act_ticket_do step = ACT_TICKET_DO(0);
static struct act_duty duty[8];
static struct act_colleague colleague[8];
static struct act_appointment talk;
static struct act_consultation story;
static struct act_book book = {
	.event = APPOINTMENT_INVITE, .student = NONE, .form = -1, .need = -1
};
static struct act_appointment_do move = ACT_APPOINTMENT_DO(APPOINTMENT_CANCEL);
static struct act_note_text note = { .text = "x", .n = 1 };
static struct act_custody custody;
static struct act_draft draft;
static struct act_import import = {
	.source = -1, .refused = -1, .dry_run = true
};
static struct act_imported imported;
static struct act_lookup *lookup;
static struct act_exact exact = {
	.school = "S001", .name = "谁", .ground = GROUND_SAFETY
};
static struct act_found found;
static struct act_student student;
static char phone[PHONE_MAX];
static struct act_today today;
static struct act_unmask unmask;
static struct act_unmask_home home;
static struct observation_told told = { .student = NONE, .seen = "x" };
static struct act_receipt receipt;
static struct act_step warning_do;
static struct act_stepped stepped;
static struct act_warning *warning;
static struct act_ledger ledger;
static struct audit_report audit_report;
static bool left;
static int n;

/* Rows of lists: any of them will do. */
ANY(a_code, const struct act_code *row)
ANY(a_one, const struct act_one *row)
ANY(an_approval, const struct approval *row)
ANY(a_sheet, const struct act_paper *row)

/* Who may ask, what is answered when there is no such row, and how. */
/* clang-format off: a line a call */
#define CALLS(X)                                                               \
	X(act_account_propose, "sys1", NO_ROW, &account, &id, NULL)            \
	X(act_post_propose, "sys1", ERR_INPUT, NONE, ROLE_LEAD, 1, 0, &id,     \
	    NULL)                                                              \
	X(act_post_end, "sys1", ERR_NOT_FOUND, NONE, NULL)                     \
	X(act_account_lock, "sec1", ERR_NOT_FOUND, NONE, true, NULL)           \
	X(act_account_regrant, "psy1", ERR_NOT_FOUND, NONE, &code, NULL)       \
	X(act_invite, "sys1", ERR_NOT_FOUND, NONE, &code, NULL)                \
	X(act_invite_all, "sys1", NO_ROW, false, a_code, NULL)                 \
	X(act_people_each, "lead1", NO_ROW, "", "", 10, a_one, NULL)           \
	X(act_people_find, "lead1", ERR_NOT_FOUND, "nobody", &id)              \
	X(act_circle_again, "psy1", ERR_DENIED, NONE, NONE)                    \
	X(act_account_reset, "sys1", ERR_NOT_FOUND, NONE, &id, NULL)           \
	X(act_account_each, "sys1", NO_ROW, "", 10, a_person, NULL)            \
	X(act_setting_put, "op1", NO_ROW, "language", "en", NULL)              \
	X(act_approval_give, "sec1", ERR_NOT_FOUND, NONE, NULL)                \
	X(act_approval_refuse, "sec1", ERR_NOT_FOUND, NONE, NULL, NULL)        \
	X(act_approval_each, "sec1", NO_ROW, 0, 10, an_approval, NULL)         \
	X(act_audit_each, "aud1", NO_ROW, 0, 10, an_event, NULL)               \
	X(act_audit_verify, "aud1", NO_ROW, NULL, &audit_report)               \
	X(act_circle_create, "psy1", ERR_NOT_FOUND, NONE, &id, NULL)           \
	X(act_circle_add, "psy1", ERR_NOT_FOUND, NONE, w->person, NULL)        \
	X(act_circle_leave, "psy1", ERR_NOT_FOUND, NONE, NONE, NULL)           \
	X(act_circle_work, "psy1", ERR_DENIED, NONE, &left)                    \
	X(act_circle_members, "psy1", ERR_DENIED, NONE, a_member, NULL)        \
	X(act_circle_pending, "psy1", 0, NONE, a_task, NULL)                   \
	X(act_consultation_book, "psy1", ERR_DENIED, &book, &talk)             \
	X(act_consultation_step, "psy1", ERR_DENIED, NONE, 1, &move, &talk)    \
	X(act_consultation_note, "psy1", ERR_DENIED, NONE, 1, &note, &talk)    \
	X(act_consultation_get, "psy1", ERR_DENIED, NONE, &talk)               \
	X(act_consultation_show, "psy1", ERR_DENIED, NONE, GROUND_NONE,        \
	    &story)                                                            \
	X(act_consultation_each, "psy1", NO_ROW, CONSULTATIONS_MINE, 0, 0, 10, \
	    a_talk, NULL)                                                      \
	X(act_custody_ask, "centre1", ERR_DENIED, CUSTODY_WARNING, NONE, 0,    \
	    "x", &id, NULL)                                                    \
	X(act_custody_agree, "cust1", ERR_DENIED, NONE, NULL)                  \
	X(act_custody_refuse, "cust1", ERR_DENIED, NONE, "x", NULL)            \
	X(act_custody_withdraw, "centre1", ERR_DENIED, NONE, NULL)             \
	X(act_custody_close, "centre1", ERR_DENIED, NONE, NULL)                \
	X(act_custody_review, "centre1", ERR_DENIED, NONE, NULL, NULL)         \
	X(act_custody_get, "centre1", ERR_DENIED, NONE, &custody, NULL, NULL)  \
	X(act_custody_each, "centre1", NO_ROW, true, a_request, NULL)          \
	X(act_draft_save, "op1", NO_ROW, "note", 1, "x", 1, 0)                 \
	X(act_draft_open, "op1", ERR_NOT_FOUND, "note", NONE, &draft, out)     \
	X(act_draft_open_id, "op1", ERR_NOT_FOUND, NONE, &draft, out)          \
	X(act_draft_each, "op1", NO_ROW, a_draft, NULL)                        \
	X(act_import_roster, "dist1", NO_ROW, &import, &imported)              \
	X(act_org_put, "dist1", ERR_NOT_FOUND, NONE, 0, "school", 9, "S9",     \
	    "九校", &id, NULL)                                                 \
	X(act_oncall_put, "dist1", ERR_INPUT, &oncall, true, NULL)             \
	X(act_oncall_each, "op1", ERR_NOT_FOUND, NONE, an_oncall, NULL)        \
	X(act_org_each, "op1", NO_ROW, ORG_SCHOOL, an_org, NULL)               \
	X(act_post_each, "dist1", NO_ROW, a_post, NULL)                        \
	X(act_schooling_put, "dist1", ERR_NOT_FOUND, "nowhere", 0, NULL)       \
	X(act_schooling_each, "dist1", NO_ROW, a_schooling, NULL)              \
	X(act_lookup_open, "psy1", NO_ROW, &lookup)                            \
	X(act_student_exact, "op1", ERR_NOT_FOUND, &exact, &found)             \
	X(act_student_show, "psy1", ERR_NOT_FOUND, NONE, &student)             \
	X(act_guardian_phone, "psy1", ERR_NOT_FOUND, NONE, NONE,               \
	    PURPOSE_CHECK, phone)                                              \
	X(act_student_reading, "psy1", ERR_NOT_FOUND, NONE, 1, "li", NULL)     \
	X(act_ticket_ring, "op1", NO_ROW, &call, &ticket)                      \
	X(act_ticket_new, "op1", NO_ROW, &call, &ticket)                       \
	X(act_ticket_later, "op1", NO_ROW, &later, &ticket)                    \
	X(act_form_each, "op1", NO_ROW, 0, 10, a_sheet, NULL)                  \
	X(act_form_look, "op1", ERR_NOT_FOUND, "none-1", &paper)               \
	X(act_form_note, "op1", ERR_NOT_FOUND, "none-1", PAPER_LOST, NULL)     \
	X(act_ticket_take, "op1", ERR_NOT_FOUND, NONE, 1, &ticket)             \
	X(act_ticket_sheet, "op1", ERR_NOT_FOUND, NONE, &sheet, &ticket)       \
	X(act_ticket_answer, "op1", ERR_NOT_FOUND, NONE, 0, 1, 0, 0, &ticket)  \
	X(act_ticket_check, "op1", ERR_NOT_FOUND, NONE, &check, &ticket)       \
	X(act_ticket_write, "op1", ERR_NOT_FOUND, NONE, &entry, &id, &ticket)  \
	X(act_ticket_autosave, "op1", ERR_NOT_FOUND, NONE, "x", 1, 0)          \
	X(act_ticket_resume, "lead1", ERR_NOT_FOUND, NONE, out, &id)           \
	X(act_ticket_link, "op1", ERR_NOT_FOUND, NONE, NONE, GROUND_SAFETY,    \
	    "x", &id, &ticket)                                                 \
	X(act_ticket_unlink, "op1", ERR_NOT_FOUND, NONE, &ticket)              \
	X(act_ticket_same, "op1", ERR_NOT_FOUND, NONE, NONE, &ticket)          \
	X(act_ticket_differ, "op1", ERR_NOT_FOUND, NONE, NONE, &ticket)        \
	X(act_ticket_undo, "op1", ERR_NOT_FOUND, NONE, NONE, &ticket)          \
	X(act_ticket_look_back, "op1", ERR_NOT_FOUND, NONE, NONE)              \
	X(act_ticket_step, "op1", ERR_NOT_FOUND, NONE, 1, &step, &ticket)      \
	X(act_ticket_get, "op1", ERR_NOT_FOUND, NONE, &ticket)                 \
	X(act_ticket_view, "op1", ERR_NOT_FOUND, NONE, &ticket_view)           \
	X(act_ticket_sentence, "op1", ERR_NOT_FOUND, NONE, out)                \
	X(act_ticket_each, "op1", NO_ROW, TICKETS_MINE, 0, 0, 10, a_ticket,    \
	    NULL)                                                              \
	X(act_ticket_todo, "op1", NO_ROW, 10, a_ticket, NULL)                  \
	X(act_ticket_lost, "op1", NO_ROW, a_ticket, NULL)                      \
	X(act_ticket_duty, "op1", ERR_NOT_FOUND, NONE, duty, 8, &n)            \
	X(act_ticket_colleagues, "op1", NO_ROW, colleague, 8, &n)              \
	X(act_today, "op1", NO_ROW, &today)                                    \
	X(act_unmask_ask, "op1", ERR_NOT_FOUND, NONE, "x")                     \
	X(act_unmask_open, "op1", ERR_NOT_FOUND, NONE)                         \
	X(act_unmask_of, "op1", ERR_NOT_FOUND, NONE, &unmask, out)             \
	X(act_unmask_home, "op1", ERR_DENIED, NONE, &home)                     \
	X(act_unmask_each, "lead1", NO_ROW, true, an_unmask, NULL)             \
	X(act_unmask_get, "lead1", ERR_DENIED, NONE, &unmask, out)             \
	X(act_unmask_review, "lead1", ERR_DENIED, NONE, "x", NULL)             \
	X(act_observation_report, "class1", ERR_DENIED, &told, &receipt)       \
	X(act_warning_raise, "psy1", ERR_DENIED, &told, &receipt)              \
	X(act_observation_readers, "class1", ERR_DENIED, NONE, &receipt)       \
	X(act_observation_each, "class1", NO_ROW, 0, 10, a_receipt, NULL)      \
	X(act_warning_step, "psy1", ERR_NOT_FOUND, NONE, 1, WARNING_ACK,       \
	    &warning_do, &stepped)                                             \
	X(act_warning_show, "psy1", ERR_NOT_FOUND, NONE, &warning)             \
	X(act_warning_of, "psy1", ERR_NOT_FOUND, NONE, &warning)               \
	X(act_warning_ledger, "psy1", NO_ROW, &ledger)                         \
	X(act_warning_names, "dist1", ERR_DENIED, NONE, GROUND_SAFETY,         \
	    &ledger)                                                           \
	X(act_warning_figures, "dist1", NO_ROW, a_figure, NULL)                \
	X(act_warning_waiting, "psy1", NO_ROW, 10, a_waiting, NULL)            \
	X(act_watch_add, "op1", NO_ROW, 0, "x", 0, &id, NULL)                  \
	X(act_watch_accept, "op1", ERR_NOT_FOUND, NONE, NULL)                  \
	X(act_watch_each, "op1", NO_ROW, a_watch, NULL)
/* clang-format on */

#define CALL_FUNCTION(f, login, missing, ...) \
	static int call_##f(struct actor *w)  \
	{                                     \
		return f(w, __VA_ARGS__);     \
	}
CALLS(CALL_FUNCTION)

#define CALL_ROW(f, login, missing, ...) { #f, login, missing, call_##f },
static const struct {
	const char *name, *login;
	int missing;
	int (*call)(struct actor *who);
} calls[] = { CALLS(CALL_ROW) };

static void
test_a_locked_account_can_do_nothing(void **state)
{
	struct actor *sec = test_signin("sec1"), *who = test_signin("op2");

	(void)state;
	assert_int_equal(act_account_lock(sec, who->person, true, NULL), 0);
	for (size_t i = 0; i < nitems(calls); i++)
		test_same_int(calls[i].name, calls[i].call(who), ERR_DENIED);
	assert_int_equal(act_account_lock(sec, who->person, false, NULL), 0);
	assert_int_equal(act_look(who), 0);
	test_leave(who);
	test_leave(sec);
}

static void
test_what_is_not_there_is_not_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(calls); i++) {
		struct actor *who;

		if (calls[i].missing == NO_ROW)
			continue;
		who = test_signin(calls[i].login);
		test_same_int(
		    calls[i].name, calls[i].call(who), calls[i].missing);
		test_leave(who);
	}
}

static int
begin(void **state)
{
	(void)state;
	out = act_secret();
	return 0;
}

static int
end(void **state)
{
	(void)state;
	buf_free(out);
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_locked_account_can_do_nothing),
	cmocka_unit_test(test_what_is_not_there_is_not_found),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
