/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A day of everybody's work, in which every step of the store fails once: the
 * k-th sqlite3_step() of a call answers SQLITE_IOERR, for every k, until the
 * call needs no more of them.  It then has said so each time, and is done as
 * if nothing had been.
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
#include "act/gap.h"
#include "act/office.h"
#include "act/setting.h"
#include "act/register.h"
#include "act/sample.h"
#include "act/schooling.h"
#include "act/signin.h"
#include "act/student.h"
#include "act/ticket.h"
#include "act/undo.h"
#include "act/unmask.h"
#include "act/warning.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "store/org.h"
#include "store/store.h"
#include "store/warning.h"
#include "tests/lib/any.h"
#include "tests/lib/failing.h"
#include "tests/lib/test.h"

/* --- who works, and on what -------------------------------------------------
 */

static const char *const logins[] = { "op1", "op2", "lead1", "psy1", "class1",
	"grade1", "centre1", "dist1", "sys1", "sec1", "aud1", "cust1", "cust2",
	"head1", "keeper", NULL };
static struct org class, school, district;
static int64_t child, id, post, approval, circle, version;
static struct buf *out;
static struct act_account account = { .login = "new1",
	.name = "新来",
	.key_text = "ssh-ed25519 AAAA",
	.role = ROLE_STAFF };
static struct oncall oncall = {
	.duty = "school", .name = "张三", .phone = "13800000000"
};
static struct act_ticket ticket;
static struct act_ticket_view ticket_view;
static struct act_ticket_call call = { .number = "13811112222",
	.alias = "小雨" };
static struct ticket_sheet sheet = { .alias = "小雨" };
static struct act_ticket_check check = { .step = CHECK_WHERE,
	.outcome = CHECK_DONE };
static struct act_ticket_entry entry = { .text = "她哭了", .n = 9 };
static struct act_duty duty[8];
static struct act_colleague colleague[8];
static struct act_appointment talk;
static struct act_consultation story;
static struct act_book book = ACT_BOOK(APPOINTMENT_INVITE);
static struct act_appointment_do offer = ACT_APPOINTMENT_DO(APPOINTMENT_OFFER),
				 accepted =
				     ACT_APPOINTMENT_DO(APPOINTMENT_ACCEPT);
static struct act_draft draft;
static struct act_exact exact = {
	.school = "S001", .name = "曾一诺", .ground = GROUND_SAFETY
};
static struct act_found found;
static struct act_student student;
static struct act_lookup *lookup;
static struct act_unmask unmask;
static struct act_unmask_home home;
static struct observation_told told = { .seen = "上课常趴着" };
static struct act_receipt receipt;
static struct act_step step = { .text = "谈过", .reason = "看过了" };
static struct act_stepped stepped;
static struct act_warning *shown;
static struct act_ledger ledger;
static struct audit_head audit_head;
static struct act_appointment_do next = ACT_APPOINTMENT_DO(APPOINTMENT_NEXT);
static struct act_step raised = { .reason = "要学校", .level = LEVEL_SCHOOL };
static struct act_ticket_do joins = ACT_TICKET_DO(TICKET_JOIN),
			    calms = ACT_TICKET_DO(TICKET_CALM),
			    follows = ACT_TICKET_DO(TICKET_FOLLOW),
			    calls = ACT_TICKET_DO(TICKET_CALLED),
			    assigns = ACT_TICKET_DO(TICKET_ASSIGN);
static struct act_undone undone;
static int64_t count, line;
static bool left, more;
static int n;

/* Rows of lists: any of them will do. */
ANY(a_row, const struct act_warning_row *row)
ANY(a_refused, const struct act_refused *row)

static int
a_circle(void *arg, const struct circle *c, bool member)
{
	(void)member;
	if (c->org == school.id)
		*(int64_t *)arg = c->id;
	return 0;
}

static int
an_approval(void *arg, const struct approval *a)
{
	*(int64_t *)arg = a->id;
	return 0;
}

/* What is given back at once. */
static int
show_ticket(struct actor *who, int64_t t)
{
	int r = act_ticket_view(who, t, &ticket_view);

	if (r == 0)
		act_ticket_view_free(&ticket_view);
	return r;
}

static int
show_talk(struct actor *who, int64_t t)
{
	int r = act_consultation_show(who, t, GROUND_NONE, &story);

	if (r == 0)
		act_consultation_free(&story);
	return r;
}

static int
show_warning(struct actor *who, int64_t w)
{
	int r = act_warning_show(who, w, &shown);

	if (r == 0)
		act_warning_free(shown);
	return r;
}

static int
look_up(struct actor *who, const char *typed)
{
	int r = act_lookup_open(who, &lookup);

	if (r != 0)
		return r;
	r = act_lookup_find(lookup, typed, 20, a_student, NULL, &more);
	act_lookup_close(lookup);
	return r;
}

static int
note_talk(struct actor *who, int64_t t, enum consultation_risk risk)
{
	const struct act_note_text text = {
		.text = "睡不好", .n = 9, .risk = risk
	};
	const struct act_appointment_do holds =
	    ACT_APPOINTMENT_DO(APPOINTMENT_HOLD);
	int r = 0;

	if (talk.row.state == APPOINTMENT_BOOKED)
		r = act_consultation_step(
		    who, t, talk.row.version, &holds, &talk);
	return r != 0 ? r
		      : act_consultation_note(
			    who, t, talk.row.version, &text, &talk);
}

/* A call from paper, on a sheet of its own. */
static int
enter_later(struct actor *who, int danger)
{
	struct act_ticket_later l = { .call = { .event_at =
						    act_now(who) - CLOCK_HOUR },
		.text = "睡不好",
		.n = 9,
		.answers = { .given = { [ASK_DANGER] = true },
		    .value = { [ASK_DANGER] = danger } } };
	struct act_ticket t;

	l.ended_at = l.call.event_at + CLOCK_MINUTE;
	l.call.paper = danger == DANGER_NO ? "old-1" : "old-2";
	return act_ticket_later(who, &l, &t);
}

static struct act_paper paper;

static int
a_sheet(void *arg, const struct act_paper *p)
{
	(void)arg;
	paper = *p;
	return 0;
}

/* A colleague holds the keys of the circle: custody is not asked. */
static int
ask_circle(struct actor *who, int64_t c)
{
	int r =
	    act_custody_ask(who, CUSTODY_CIRCLE, c, 0, "忘了口令", &id, NULL);

	return r == ERR_STATE ? 0 : r == 0 ? 1 : r;
}

/* On the newest version. */
static int
move_ticket(struct actor *who, const struct act_ticket_do *d)
{
	int64_t t = ticket.row.id;
	int r = act_ticket_get(who, t, &ticket);

	if (r == 0)
		r = act_ticket_step(who, t, ticket.row.version, d, &ticket);
	ticket.row.id = t;
	return r;
}

static int
a_child(void *arg, const struct org *o, int64_t below)
{
	(void)arg, (void)o, (void)below;
	return 0;
}

static int
a_detail(void *arg, int key, const char *value)
{
	(void)arg, (void)key, (void)value;
	return 0;
}

ANY(a_link, const struct act_link *row)
ANY(a_holder, const struct post_row *row)
ANY(a_tie, const struct act_tie *row)

static struct act_staff of_staff;
static int64_t campus, tie;
static int swept;

/* clang-format off: a line a call */
#define CALLS(X)                                                               \
	X(act_setting_put, "op1", w, "language", "en", NULL)                   \
	X(act_account_propose, "sys1", w, &account, &id, NULL)                 \
	X(act_approval_each, "sec1", w, 0, 10, an_approval, &approval)         \
	X(act_approval_give, "sec1", w, approval, NULL)                        \
	X(act_post_propose, "sys1", w, id, ROLE_STAFF, school.id, 0, &post,    \
	    NULL)                                                              \
	X(act_approval_each, "sec1", w, 0, 10, an_approval, &approval)         \
	X(act_approval_refuse, "sec1", w, approval, NULL, NULL)                \
	X(act_post_propose, "sys1", w, id, ROLE_STAFF, school.id, 0, &post,    \
	    NULL)                                                              \
	X(act_approval_each, "sec1", w, 0, 10, an_approval, &approval)         \
	X(act_approval_give, "sec1", w, approval, NULL)                        \
	X(act_post_end, "sys1", w, post, NULL)                                 \
	X(act_account_each, "sys1", w, "", 100, a_person, NULL)                \
	X(act_account_lock, "sec1", w, failing_who("op2")->person, true, NULL) \
	X(act_account_lock, "sec1", w, failing_who("op2")->person, false,      \
	    NULL)                                                              \
	X(act_account_reset, "sys1", w, failing_who("grade1")->person,         \
	    &approval, NULL)                                                   \
	X(act_approval_refuse, "sec1", w, approval, NULL, NULL)                \
	X(act_audit_each, "aud1", w, 0, 100, an_event, NULL)                   \
	X(act_org_put, "dist1", w, 0, district.id, "school", 9, "S9", "九校",  \
	    &id, NULL)                                                         \
	X(act_org_put, "dist1", w, id, 0, "", 0, "", "九中", &id, NULL)        \
	X(act_org_each, "op1", w, ORG_SCHOOL, an_org, NULL)                    \
	X(act_post_each, "dist1", w, a_post, NULL)                             \
	X(act_office_children, "dist1", w, district.id, 0, 9, a_child, NULL)   \
	X(act_org_put, "dist1", w, 0, school.id, "campus", 0, "", "东校区",    \
	    &campus, NULL)                                                     \
	X(act_office_note, "dist1", w, DETAIL_OF_ORG, school.id, "enrolment",  \
	    "640", NULL)                                                       \
	X(act_office_details, "dist1", w, DETAIL_OF_ORG, school.id, a_detail,  \
	    NULL)                                                              \
	X(act_office_link, "dist1", w, LINK_CAMPUS, class.id, campus, &id,     \
	    NULL)                                                              \
	X(act_office_links, "dist1", w, class.id, a_link, NULL)                \
	X(act_office_unlink, "dist1", w, id, class.id, NULL)                   \
	X(act_office_posts, "dist1", w, school.id, 0, 9, a_holder, NULL)       \
	X(act_office_posts_of, "dist1", w, failing_who("psy1")->person,        \
	    a_holder, NULL)                                                    \
	X(act_office_member, "dist1", w, failing_who("psy1")->person,          \
	    &of_staff)                                                         \
	X(act_office_find, "dist1", w, "psy1", &id)                            \
	X(act_office_away, "dist1", w, failing_who("op2")->person, 0,          \
	    INT64_C(7000000000), NULL)                                         \
	X(act_office_back, "dist1", w, failing_who("op2")->person, NULL)       \
	X(act_office_tie, "head1", w, TIE_LINKED,                              \
	    failing_who("class1")->person, 0, class.id, &tie, NULL)            \
	X(act_office_ties, "head1", w, failing_who("class1")->person, 0, 9,    \
	    a_tie, NULL)                                                       \
	X(act_office_untie, "head1", w, tie, NULL)                             \
	X(act_gap_count, "dist1", w, GAP_CAMPUS, &count)                       \
	X(act_office_sweep, "keeper", w, &swept)                               \
	X(act_oncall_put, "psy1", w, &oncall, true, NULL)                      \
	X(act_oncall_each, "op1", w, school.id, an_oncall, NULL)               \
	X(act_schooling_put, "dist1", w, "S001", 0, NULL)                      \
	X(act_schooling_each, "dist1", w, a_schooling, NULL)                   \
	X(act_circle_each, "psy1", w, a_circle, &circle)                       \
	X(act_circle_members, "psy1", w, circle, a_member, NULL)               \
	X(act_circle_pending, "psy1", w, circle, a_task, NULL)                 \
	X(act_circle_work, "psy1", w, circle, &left)                           \
	X(act_circle_left, "psy1", w, circle, &count)                          \
	X(ask_circle, "psy1", w, circle)                                       \
	X(look_up, "psy1", w, "zeng")                                          \
	X(look_up, "psy1", w, "zyn")                                           \
	X(look_up, "psy1", w, "曾")                                            \
	X(look_up, "class1", w, "")                                            \
	X(look_up, "class1", w, "0001")                                        \
	X(act_student_exact, "op1", w, &exact, &found)                         \
	X(act_student_show, "psy1", w, child, &student)                        \
	X(act_student_reading, "psy1", w, child, 1, "zeng yi nuo", NULL)       \
	X(act_observation_readers, "class1", w, child, &receipt)               \
	X(act_observation_report, "class1", w, &told, &receipt)                \
	X(act_observation_each, "class1", w, 0, 10, a_receipt, NULL)           \
	X(act_warning_waiting, "psy1", w, 10, a_waiting, NULL)                 \
	X(act_warning_step, "grade1", w, receipt.warning, 0, WARNING_ACK,      \
	    NULL, &stepped)                                                    \
	X(act_warning_step, "psy1", w, receipt.warning, 0, WARNING_ACK, NULL,  \
	    &stepped)                                                          \
	X(act_warning_step, "psy1", w, receipt.warning, version,               \
	    WARNING_VERIFY, &step, &stepped)                                   \
	X(act_warning_step, "psy1", w, receipt.warning, version,               \
	    WARNING_PARENTS, &step, &stepped)                                  \
	X(act_warning_step, "psy1", w, receipt.warning, version,               \
	    WARNING_CONFIRM, &step, &stepped)                                  \
	X(act_approval_each, "centre1", w, 0, 10, an_approval, &approval)      \
	X(act_warning_step, "centre1", w, receipt.warning, version,            \
	    WARNING_CONFIRM, &step, &stepped)                                  \
	X(show_warning, "psy1", w, receipt.warning)                            \
	X(show_warning, "class1", w, receipt.warning)                          \
	X(act_warning_ledger, "psy1", w, &ledger)                              \
	X(act_warning_each, "psy1", w, &ledger, NULL, 20, a_row, NULL)         \
	X(act_warning_count, "psy1", w, &ledger, 100, &count)                  \
	X(act_warning_figures, "dist1", w, a_figure, NULL)                     \
	X(act_ticket_line, "op1", w, &line)                                    \
	X(act_ticket_ring, "op1", w, &call, &ticket)                           \
	X(enter_later, "op1", w, DANGER_NO)                                    \
	X(enter_later, "op2", w, DANGER_YES)                                   \
	X(act_form_print, "op1", w, "call", 2, false, out)                     \
	X(act_form_each, "op1", w, 0, 10, a_sheet, NULL)                       \
	X(act_form_look, "op1", w, paper.p.number, &paper)                     \
	X(act_form_note, "op1", w, paper.p.number, PAPER_LOST, NULL)           \
	X(act_ticket_new, "op1", w, &call, &ticket)                            \
	X(act_ticket_sheet, "op1", w, ticket.row.id, &sheet, &ticket)          \
	X(act_ticket_autosave, "op1", w, ticket.row.id, "在听", 6, 6)          \
	X(act_ticket_resume, "op1", w, ticket.row.id, out, &count)             \
	X(act_ticket_write, "op1", w, ticket.row.id, &entry, &id, &ticket)     \
	X(act_ticket_answer, "op1", w, ticket.row.id, ASK_THOUGHTS,            \
	    THOUGHTS_YES, 0, 0, &ticket)                                       \
	X(act_ticket_answer, "op1", w, ticket.row.id, ASK_DANGER, DANGER_YES,  \
	    HARM_SELF, 0, &ticket)                                             \
	X(act_ticket_check, "op1", w, ticket.row.id, &check, &ticket)          \
	X(act_ticket_link, "op1", w, ticket.row.id, child, GROUND_SAFETY,      \
	    "说到药", &id, &ticket)                                            \
	X(act_ticket_get, "lead1", w, ticket.row.id, &ticket)                  \
	X(show_ticket, "op1", w, ticket.row.id)                                \
	X(show_ticket, "lead1", w, ticket.row.id)                              \
	X(act_ticket_each, "op1", w, TICKETS_MINE, 0, 0, 10, a_ticket, NULL)   \
	X(act_ticket_each, "lead1", w, TICKETS_LINE, 0, 0, 10, a_ticket, NULL) \
	X(act_ticket_todo, "lead1", w, 10, a_ticket, NULL)                     \
	X(act_ticket_lost, "lead1", w, a_ticket, NULL)                         \
	X(act_ticket_duty, "op1", w, ticket.row.id, duty, 8, &n)               \
	X(act_ticket_colleagues, "op1", w, colleague, 8, &n)                   \
	X(act_unmask_ask, "op1", w, ticket.row.id, "找不到人")                 \
	X(act_unmask_of, "lead1", w, ticket.row.id, &unmask, out)              \
	X(act_unmask_each, "lead1", w, false, an_unmask, NULL)                 \
	X(act_unmask_open, "lead1", w, ticket.row.id)                          \
	X(act_unmask_home, "op1", w, ticket.row.id, &home)                     \
	X(act_unmask_each, "centre1", w, true, an_unmask, NULL)                \
	X(act_unmask_get, "centre1", w, unmask.u.id, &unmask, out)             \
	X(act_unmask_review, "centre1", w, unmask.u.id, "看过", NULL)          \
	X(act_watch_add, "op1", w, 0, "夜里可能再打来", 0, &id, NULL)          \
	X(act_watch_accept, "lead1", w, id, NULL)                              \
	X(act_watch_each, "lead1", w, a_watch, NULL)                           \
	X(act_draft_save, "op1", w, "note", 1, "半句", 6, 3)                   \
	X(act_draft_each, "op1", w, a_draft, NULL)                             \
	X(act_draft_open, "op1", w, "note", 1, &draft, out)                    \
	X(act_draft_open_id, "op1", w, draft.id, &draft, out)                  \
	X(act_draft_drop, "op1", w, "note", 1)                                 \
	X(act_consultation_book, "psy1", w, &book, &talk)                      \
	X(act_consultation_step, "psy1", w, talk.row.id, talk.row.version,     \
	    &offer, &talk)                                                     \
	X(act_consultation_step, "psy1", w, talk.row.id, talk.row.version,     \
	    &accepted, &talk)                                                  \
	X(act_consultation_get, "psy1", w, talk.row.id, &talk)                 \
	X(act_consultation_each, "psy1", w, CONSULTATIONS_MINE, 0, 0, 10,      \
	    a_talk, NULL)                                                      \
	X(act_consultation_each, "psy1", w, CONSULTATIONS_STUDENT, child, 0,   \
	    10, a_talk, NULL)                                                  \
	X(show_talk, "psy1", w, talk.row.id)                                   \
	X(note_talk, "psy1", w, talk.row.id, RISK_SOME)                        \
	X(act_consultation_step, "psy1", w, talk.row.id, talk.row.version,     \
	    &next, &talk)                                                      \
	X(act_consultation_each, "class1", w, CONSULTATIONS_ASKED, 0, 0, 10,   \
	    a_talk, NULL)                                                      \
	X(act_consultation_each, "psy1", w, CONSULTATIONS_DAY, 0, 0, 10,       \
	    a_talk, NULL)                                                      \
	X(act_consultation_each, "centre1", w, CONSULTATIONS_FREE, 0, 0, 10,   \
	    a_talk, NULL)                                                      \
	X(act_consultation_each, "centre1", w, CONSULTATIONS_LATE, 0, 0, 10,   \
	    a_talk, NULL)                                                      \
	X(act_warning_step, "psy1", w, receipt.warning, version,               \
	    WARNING_PLACE, &step, &stepped)                                    \
	X(act_warning_step, "psy1", w, receipt.warning, version,               \
	    WARNING_RAISE, &raised, &stepped)                                  \
	X(act_warning_step, "psy1", w, receipt.warning, version,               \
	    WARNING_DANGER, &step, &stepped)                                   \
	X(act_warning_step, "psy1", w, receipt.warning, version, WARNING_CALM, \
	    &step, &stepped)                                                   \
	X(act_approval_refuse, "centre1", w, stepped.approval, "还太早", NULL) \
	X(act_warning_refused_each, "psy1", w, a_refused, NULL)                \
	X(act_warning_names, "dist1", w, school.id, GROUND_SAFETY, &ledger)    \
	X(act_warning_each, "dist1", w, &ledger, NULL, 20, a_row, NULL)        \
	X(act_custody_find, "head1", w, CUSTODY_WARNING, &exact, &id)          \
	X(act_custody_each, "cust1", w, true, a_request, NULL)                 \
	X(act_custody_overdue, "keeper", w, 10, &n)                            \
	X(act_warning_escalate, "keeper", w, 10, &n)                           \
	X(act_warning_next_due, "keeper", w, &count)                           \
	X(act_ticket_overdue, "keeper", w, 10, &n)                             \
	X(move_ticket, "lead1", w, &joins)                                     \
	X(move_ticket, "lead1", w, &calms)                                     \
	X(act_ticket_answer, "op1", w, ticket.row.id, ASK_STRENGTH,            \
	    ASK_NOT_ASKED, 0, 0, &ticket)                                      \
	X(act_ticket_answer, "op1", w, ticket.row.id, ASK_HOPELESS,            \
	    ASK_NOT_ASKED, 0, 0, &ticket)                                      \
	X(move_ticket, "op1", w, &follows)                                     \
	X(move_ticket, "op1", w, &calls)                                       \
	/* what op1 wrote lies before it */                                    \
	X(act_sample_clock, "sys1", w, 60, &count)                             \
	X(move_ticket, "lead1", w, &assigns)                                   \
	X(act_undo_find, "lead1", w, UNDO_TICKET, ticket.row.id, &undone)      \
	X(act_undo, "lead1", w, UNDO_TICKET, ticket.row.id, &undone)           \
	X(act_ticket_unlink, "op1", w, ticket.row.id, &ticket)                 \
	X(show_ticket, "op1", w, ticket.row.id)                                \
	X(act_audit_head, "keeper", w, &audit_head)                            \
	X(act_audit_last_at, "keeper", w, &count)
/* clang-format on */

FAILING_TABLE(do_row, CALLS)

/* The warning's version as it is now. */
static void
prepare(void)
{
	struct warning w = { .version = 0 };

	if (receipt.warning != 0)
		store_warning_get(
		    failing_who("psy1")->store, receipt.warning, &w);
	version = w.version;
}

static void
test_no_failure_of_the_store_is_taken_for_done(void **state)
{
	(void)state;
	failing_each(do_row, prepare);
}

/* Sign in as op1 with its k-th step failing; true if it had so many. */
static bool
signin_failing(const char *pass, int k, int *r)
{
	enum signin_state state;
	struct act_signin *s;
	struct actor *who = NULL;

	assert_int_equal(act_signin_begin(failing_who("sys1")->store, &s), 0);
	assert_int_equal(act_signin_login(s, "op1", &state), 0);
	failing_from(k);
	*r = act_signin_secret(s, pass, strlen(pass), "ssh", &who);
	failing_from(-1);
	act_signin_end(s);
	act_free(who);
	return failing_steps() > k;
}

static void
test_a_passphrase_is_not_judged_without_a_row(void **state)
{
	char right[64];
	int r;

	(void)state;
	act_sample_pass("op1", right, sizeof(right));
	for (int k = 0; signin_failing("wrong", k, &r); k++)
		test_same_int("wrong", r, ERR_IO);
	test_same_int("wrong, and nothing failed", r, ERR_PASSPHRASE);
	for (int k = 0; signin_failing(right, k, &r); k++)
		test_same_int("right", r, ERR_IO);
	test_same_int("right, and nothing failed", r, 0);
}

static int
begin(void **state)
{
	struct store *st;

	(void)state;
	out = failing_begin(logins);
	child = failing_child("failing:1", "0001", &class, &school);
	st = failing_who("op1")->store;
	assert_int_equal(
	    store_org_above(st, class.id, ORG_DISTRICT, &district), 0);
	told.student = book.student = child;
	account.org = oncall.org = school.id;
	offer.starts_at = store_now(st) + CLOCK_DAY;
	step.parents = PARENTS_TOLD;
	step.severity = SEVERITY_GENERAL;
	step.level = -1;
	next.next_at = offer.starts_at + CLOCK_DAY;
	calms.reason = "没事了";
	calls.result = RESULT_SPOKE;
	assigns.person = failing_who("op2")->person;
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_failure_of_the_store_is_taken_for_done),
	cmocka_unit_test(test_a_passphrase_is_not_judged_without_a_row),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, failing_end);
}
