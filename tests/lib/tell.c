/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>

#include "act/actor.h"
#include "act/consultation.h"
#include "act/custody.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/today.h"
#include "act/unmask.h"
#include "act/warning.h"
#include "act/watch.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "store/audit.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/office.h"
#include "tests/lib/tell.h"
#include "tests/lib/test.h"
#include "tests/lib/woken.h"

static struct buf *told;
static int64_t story, first_day, audit_last;
static struct {
	int64_t id;
	const char *name;
} names[64];
static int n_names;

/* --- words ---------------------------------------------------------------- */

void
tell(const char *fmt, ...)
{
	char line[4096];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	buf_add_text(told, line);
}

/* "name value" for each pair of fmt "name %x  name %x": two blanks part them,
 * and a pair whose value is empty, none or 0 is left out. */
static void
tell_row(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
static void
tell_row(const char *fmt, ...)
{
	char line[4096], *s = line, *end, *value;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	tell(" ");
	for (; s != NULL; s = end) {
		if ((end = strstr(s, "  ")) != NULL)
			*end = '\0', end += 2;
		s += strspn(s, " ");
		value = strchr(s, ' ');
		if (value != NULL && strcmp(value, " ") != 0 &&
		    strcmp(value, " 0") != 0 && strcmp(value, " -") != 0)
			tell(" %s", s);
	}
	tell("\n");
}

void
tell_name(int64_t id, const char *name)
{
	assert_true(n_names < (int)nitems(names));
	names[n_names].id = id;
	names[n_names++].name = name;
}

/* The newest name it was given; ids of different tables may be the same. */
static const char *
named(int64_t id, const char *kind)
{
	static char number[8][24];
	static unsigned turn;
	char *to = number[turn++ % nitems(number)];

	for (int i = n_names - 1; id != 0 && i >= 0; i--)
		if (names[i].id == id &&
		    strncmp(names[i].name, kind, strlen(kind)) == 0)
			return names[i].name;
	snprintf(to, sizeof(number[0]), "%s", id == 0 ? "-" : "#");
	return to;
}

static const char *
login_of(int64_t person)
{
	static struct person p[8];
	static unsigned turn;
	struct person *to = &p[turn++ % nitems(p)];

	if (person == 0)
		return "-";
	return store_person_get(test_office(), person, to) == 0 ? to->login
								: "?";
}

static const char *
when(int64_t at)
{
	static char text[16][40];
	static unsigned turn;
	char *to = text[turn++ % nitems(text)];
	struct clock_parts p;

	if (at == 0)
		return "-";
	if (at < story) /* the sample district was made today */
		return "before";
	clock_parts_of(at, &p);
	snprintf(to, sizeof(text[0]), "%+d/%02d:%d0",
	    (int)((at - first_day + 1000 * (int64_t)CLOCK_DAY) / CLOCK_DAY) -
		1000,
	    p.hour, p.minute / 10);
	return to;
}

const char *
tell_when(int64_t at)
{
	return when(at);
}

const char *
tell_who(int64_t person)
{
	return login_of(person);
}

const char *
tell_called(int64_t id, const char *kind)
{
	return named(id, kind);
}

static const char *
text(const char *s)
{
	return s != NULL ? s : "(sealed)";
}

void
tell_done(struct actor *who, const char *what, int r)
{
	tell("%s %s: %s%s%s%s\n", who->login, what,
	    r == 0 ? "done" : err_name(r), who->why[0] != '\0' ? ": " : "",
	    who->why, test_woken(test_office(), named));
}

/* --- everybody ------------------------------------------------------------ */

static struct {
	char who[400];
	char *answer;
} groups[32];
static int n_groups;
static size_t together; /* where what one was shown begins */

void
tell_together(void)
{
	n_groups = 0;
	together = buf_len(told);
}

void
tell_one(struct actor *who, int r)
{
	size_t n;
	int i = 0;

	tell(": %s%s%s%s\n", r == 0 ? "done" : err_name(r),
	    who->why[0] != '\0' ? ": " : "", who->why,
	    test_woken(test_office(), named));
	while (i < n_groups &&
	       strcmp(groups[i].answer, buf_text(told) + together) != 0)
		i++;
	assert_true(i < (int)nitems(groups));
	if (i == n_groups) {
		groups[n_groups++].answer = strdup(buf_text(told) + together);
		groups[i].who[0] = '\0';
	}
	n = strlen(groups[i].who);
	snprintf(
	    groups[i].who + n, sizeof(groups[i].who) - n, "%s ", who->login);
	buf_cut(told, together);
}

void
tell_groups(const char *what)
{
	for (int i = 0; i < n_groups; i++) {
		char *answer = groups[i].answer;
		char *last = answer + strlen(answer) - 1;

		while (last > answer && last[-1] != '\n')
			last--;
		tell("%s%s%s", groups[i].who, what, last);
		buf_add(told, answer, (size_t)(last - answer));
		free(answer);
	}
}

void
tell_quiet(void)
{
	(void)test_woken(test_office(), named);
}

void
tell_begin(int day, int minute)
{
	struct clock_parts p = { .year = 2055, .month = 1, .day = day };
	struct actor *sys;
	struct audit_head head;
	int64_t now;

	lang_set("en");
	told = buf_new();
	n_names = 0;
	first_day = clock_from_parts(&p);
	story = story != 0 ? story : first_day;
	sys = test_signin("sys1");
	assert_int_equal(act_sample_clock(sys,
			     first_day + 10 * CLOCK_HOUR +
				 minute * CLOCK_MINUTE - store_now(sys->store),
			     &now),
	    0);
	test_leave(sys);
	assert_int_equal(store_audit_head(test_office(), &head), 0);
	audit_last = head.id;
	tell_quiet();
}

/* --- the log -------------------------------------------------------------- */

/* Which names a row's object may have. */
static const char *
object_of(const struct audit_event *e)
{
	static const struct {
		const char *what, *kind;
	} kinds[] = { { "ticket.", "ticket" }, { "unmask.", "unmask" },
		{ "warning.", "warning" }, { "custody.", "request" },
		{ "appointment.", "talk" }, { "consultation.", "talk" },
		{ "account.", "account" }, { "post.", "post" },
		{ "approval.", "approval" }, { "org.", "org" },
		{ "oncall.", "oncall" }, { "circle.", "circle" },
		{ "student.", "child" }, { "guardian.", "guardian" } };
	const char *name = "#";

	for (size_t i = 0; i < nitems(kinds); i++)
		if (strncmp(e->what, kinds[i].what, strlen(kinds[i].what)) == 0)
			name = named(e->object, kinds[i].kind);
	return e->object == 0 ? "-" : name;
}

static int
tell_event(void *arg, const struct audit_event *e)
{
	(void)arg;
	audit_last = e->id;
	if (strcmp(e->what, "sample.clock") == 0)
		return 0;
	tell("log %s %s %s %s%s%s", when(e->at), login_of(e->person), e->what,
	    object_of(e), e->ground != NULL ? " ground " : "",
	    e->ground != NULL ? e->ground : "");
	for (int i = 0; i < e->n_subjects; i++)
		tell(" %s", named(e->subjects[i], "child"));
	tell("\n");
	return 0;
}

void
tell_audit(void)
{
	assert_int_equal(store_audit_each(test_office(), audit_last, 10000,
			     tell_event, NULL),
	    0);
}

/* --- a ticket ------------------------------------------------------------- */

static void
tell_ticket_row(const struct act_ticket *t)
{
	const struct ticket *w = &t->row;

	tell_row("ticket %s  version %lld  line %s  state %s  by %s  taker %s"
		 "  called %s  noted by %s  rang %s  entered %s  taken %s"
		 "  ended %s  due %s  at %s  danger %d  since %s  asked %s"
		 "  seen %s  raised %d  number %d  alias %d  who %x  facts %x"
		 "  have %x  reads %d  writes %d  lost %d  for %lld",
	    named(w->id, "ticket"), (long long)w->version,
	    named(w->line, "line"), state_code(&ticket_machine, w->state),
	    ticket_channels[w->channel].code, login_of(w->taker), t->taker,
	    login_of(w->entered_by), when(w->rang_at), when(w->entered_at),
	    when(w->taken_at), when(w->ended_at), w->due_key, when(w->due_at),
	    w->danger, when(w->danger_at), when(w->asked_at), when(w->seen_at),
	    w->raised, w->has_number, w->has_alias, t->who, t->facts, t->have,
	    t->may_read, t->may_write, t->lost, (long long)t->lost_s);
}

static void
tell_moves(
    const struct state_machine *m, const struct state_move *const *to, size_t n)
{
	tell("  may:");
	for (size_t i = 0; i < n; i++)
		tell(" %s", state_event_code(m, to[i]->on));
	tell("\n");
}

static void
tell_ticket_texts(const struct act_ticket_view *v)
{
	char code[16];

	for (size_t i = 0; i < v->n_given; i++) {
		ticket_answer_code(v->given[i].q, v->given[i].value, code);
		tell("  answer %s %s harm %x by %s at %s\n",
		    ticket_questions[v->given[i].q].code, code,
		    v->given[i].harm, login_of(v->given[i].person),
		    when(v->given[i].at));
	}
	for (int i = 0; i < CHECK_COUNT; i++)
		if (v->check[i].turns > 0)
			tell("  step %s %s turns %d by %s(%s) at %s event %s "
			     "oncall %s: %s\n",
			    ticket_checks[i].code,
			    ticket_outcomes[v->check[i].outcome].code,
			    v->check[i].turns, login_of(v->check[i].person),
			    v->check[i].name, when(v->check[i].at),
			    when(v->check[i].event_at),
			    named(v->check[i].oncall, "oncall"),
			    text(v->check[i].words));
	for (size_t i = 0; i < v->n_said; i++)
		tell("  said %s by %s(%s) event %s entered %s saved %s rev"
		     " %lld writing %d mine %d: %s\n",
		    v->said[i].kind, login_of(v->said[i].author),
		    v->said[i].name, when(v->said[i].event_at),
		    when(v->said[i].entered_at), when(v->said[i].saved_at),
		    (long long)v->said[i].revision, v->said[i].writing,
		    v->said[i].mine, text(v->said[i].text));
}

static void
tell_ticket_rest(const struct act_ticket_view *v)
{
	for (size_t i = 0; i < v->n_maybe; i++)
		tell("  maybe %s rang %s taker %s %s number %d alias %d"
		     " confirmed %d\n",
		    named(v->maybe[i].ticket, "ticket"),
		    when(v->maybe[i].rang_at), v->maybe[i].taker,
		    state_code(&ticket_machine, v->maybe[i].state),
		    v->maybe[i].number, v->maybe[i].alias,
		    v->maybe[i].confirmed);
	for (size_t i = 0; i < v->n_link; i++)
		tell("  linked %s at %s until %s warning %s ground %s\n",
		    named(v->link[i].student, "child"), when(v->link[i].at),
		    when(v->link[i].until_at),
		    named(v->link[i].warning, "warning"),
		    permit_ground_name(v->link[i].ground));
	for (size_t i = 0; i < v->n_day; i++)
		tell("  day %s done %s %d\n", when(v->day[i].due_at),
		    when(v->day[i].done_at), v->day[i].result);
	for (size_t i = 0; i < v->n_moved; i++)
		tell("  moved %s %s>%s by %s(%s) at %s event %s audit %d"
		     " code %s: %s\n",
		    state_event_code(&ticket_machine, v->moved[i].event),
		    state_code(&ticket_machine, v->moved[i].from),
		    state_code(&ticket_machine, v->moved[i].to),
		    login_of(v->moved[i].person), v->moved[i].name,
		    when(v->moved[i].at), when(v->moved[i].event_at),
		    v->moved[i].audit != 0, v->moved[i].code,
		    text(v->moved[i].reason));
}

void
tell_ticket(struct actor *who, int64_t id)
{
	const struct state_move *to[TICKET_EVENT_COUNT];
	struct act_ticket_view v;
	int r = act_ticket_view(who, id, &v);

	tell_done(who, "sees a ticket", r);
	if (r != 0)
		return;
	tell_ticket_row(&v.head);
	tell_moves(
	    &ticket_machine, to, act_ticket_actions(&v.head, to, nitems(to)));
	tell("  sheet caller %d about %d topics %x alias %s number %s place %s"
	     " with %s school %s; now %s\n",
	    v.sheet.caller, v.sheet.about, v.sheet.topics, v.sheet.alias,
	    v.sheet.number, v.sheet.place, v.sheet.with, v.sheet.school,
	    when(v.now));
	for (int q = 0; q < ASK_COUNT; q++)
		tell("%s%d/%d", q == 0 ? "  answers " : " ", v.answers.given[q],
		    v.answers.value[q]);
	tell(" harm %x\n", v.answers.harm);
	tell_ticket_texts(&v);
	tell_ticket_rest(&v);
	act_ticket_view_free(&v);
}

/* --- a warning ------------------------------------------------------------ */

static void
tell_warning_row(const struct warning *w)
{
	tell_row("warning %s  version %lld  child %s  state %s  level %s"
		 "  severity %s  parents %s  source %s  danger %d  district %d"
		 "  reviews %d  round %d  seen %d  unseen %d  owner %s"
		 "  reporter %s  event %s  entered %s  since %s  observed %s"
		 "  clock %s  at %s  asked %s  parents %s  due %s  at %s"
		 "  fired %s",
	    named(w->id, "warning"), (long long)w->version,
	    named(w->student, "child"),
	    state_code(&warning_machine, (int)w->state),
	    warning_level_name(w->level), warning_severity_name(w->severity),
	    warning_parents_name(w->parents), warning_source_name(w->source),
	    w->danger, w->district, w->reviews, w->round, w->seen_round,
	    w->unseen, login_of(w->owner), login_of(w->reporter),
	    when(w->event_at), when(w->entered_at), when(w->state_at),
	    when(w->observe_until), w->clock, when(w->clock_at),
	    when(w->ack_at), when(w->parents_at), w->due_key, when(w->due_at),
	    when(w->fired_at));
}

static const char *
event(int e)
{
	return state_event_code(&warning_machine, e);
}

static void
tell_warning_people(const struct act_warning *v)
{
	for (int i = 0; i < v->n_acks; i++)
		tell("  asked %s(%s) post %d seat %d round %d at %s looked %s"
		     " open %d\n",
		    v->acks[i].who.login, v->acks[i].who.name,
		    (int)v->acks[i].post, v->acks[i].seat, v->acks[i].round,
		    when(v->acks[i].asked_at), when(v->acks[i].acked_at),
		    v->acks[i].open);
	for (int i = 0; i < v->n_waiting; i++)
		tell("  waits for %s\n", v->waiting[i].login);
	for (int i = 0; i < v->n_hands; i++)
		tell("  could be handed to %s\n", v->hands[i].login);
	for (int i = 0; i < v->n_actions; i++)
		tell("  may %s needs %x missing %x second %x\n",
		    event((int)v->actions[i].event), v->actions[i].needs,
		    v->actions[i].missing, v->actions[i].second);
	for (int i = 0; i < v->n_pending; i++)
		tell("  pending %s asked %s by %s code %s mine %d\n",
		    event((int)v->pending[i].event),
		    when(v->pending[i].asked_at), v->pending[i].asked_by.login,
		    v->pending[i].code, v->pending[i].mine);
	for (int i = 0; i < v->n_refusals; i++)
		tell("  refused %s at %s audit %d by %s asked by %s\n",
		    event((int)v->refusals[i].event), when(v->refusals[i].at),
		    v->refusals[i].audit != 0, v->refusals[i].by.login,
		    v->refusals[i].asked_by.login);
}

static void
tell_warning_texts(const struct act_warning *v)
{
	for (int i = 0; i < v->n_entries; i++)
		tell("  entry %s at %s audit %d by %s: %s\n",
		    event((int)v->entries[i].event), when(v->entries[i].at),
		    v->entries[i].audit != 0, v->entries[i].author.login,
		    text(v->entries[i].text));
	for (int i = 0; i < v->n_reports; i++) {
		const struct act_report *p = &v->reports[i];

		tell("  report event %s entered %s ticket %s by %s source %s"
		     " danger %d: %s|%s|%s|%s|%s|%x|%d|%d|%d\n",
		    when(p->event_at), when(p->entered_at),
		    named(p->ticket, "ticket"), p->reporter.login,
		    warning_source_name(p->source), p->danger,
		    text(p->told.seen), text(p->told.when), text(p->told.where),
		    text(p->told.done), text(p->told.reason), p->told.triggers,
		    (int)p->told.safe, (int)p->told.first,
		    (int)p->told.parents);
	}
	tell_row("pasts %d", v->n_pasts);
}

void
tell_history(struct actor *who, int64_t id)
{
	struct act_warning *v;
	int r = act_warning_show(who, id, &v);

	tell_done(who, "sees its history", r);
	for (int i = 0; r == 0 && i < v->n_pasts; i++) {
		tell_row("past %s  at %s  audit %d  was due %s  by %s"
			 "  second %s",
		    event((int)v->pasts[i].event), when(v->pasts[i].at),
		    v->pasts[i].audit != 0, when(v->pasts[i].due_at),
		    v->pasts[i].who.login, v->pasts[i].second.login);
		tell_warning_row(&v->pasts[i].after);
	}
	if (r == 0)
		act_warning_free(v);
}

void
tell_warning(struct actor *who, int64_t id)
{
	struct act_warning *v;
	int r = act_warning_show(who, id, &v);

	tell_done(who, "sees a warning", r);
	if (r != 0)
		return;
	tell("  items %x who %x %s, %s, %s owner %s reporter %s psychology"
	     " %s\n",
	    v->items, v->who, v->student, v->class, v->school, v->owner.login,
	    v->reporter.login, v->psychology.login);
	tell_warning_row(&v->w);
	tell_warning_people(v);
	tell_warning_texts(v);
	act_warning_free(v);
}

/* --- a talk --------------------------------------------------------------- */

static void
tell_talk_row(const struct act_appointment *a)
{
	const struct appointment *w = &a->row;

	tell_row("talk %s  version %lld  child %s  called %s  state %s  %s %d"
		 "  need %s  source %s  counsellor %s  called %s  asked by %s"
		 "  called %s  event %s  entered %s  starts %s  held %s"
		 "  noted %s  due %s  at %s  room %s  who %x  class %s"
		 "  school %s  reads %d  on ground %d  next %d  warning %s",
	    named(w->id, "talk"), (long long)w->version,
	    named(w->student, "child"), a->student,
	    state_code(&appointment_machine, (int)w->state),
	    appointment_form_name((int)w->form), (int)w->form + 1,
	    appointment_need_name((int)w->need),
	    appointment_source_name((int)w->source), login_of(w->counsellor),
	    a->counsellor, login_of(w->asked_by), a->asked_by,
	    when(w->event_at), when(w->entered_at), when(w->starts_at),
	    when(w->held_at), when(w->noted_at), w->due_key, when(w->due_at),
	    w->room, a->who, a->class, a->school, a->may_read, a->on_ground,
	    a->next != 0, named(a->warning, "warning"));
}

void
tell_talk(struct actor *who, int64_t id)
{
	const struct state_move *to[APPOINTMENT_EVENTS];
	struct act_consultation v;
	int r = act_consultation_show(who, id, GROUND_NONE, &v);

	tell_done(who, "sees a talk", r);
	if (r != 0)
		return;
	tell_talk_row(&v.head);
	tell_moves(&appointment_machine, to,
	    act_appointment_actions(&v.head, to, nitems(to)));
	for (size_t i = 0; i < v.n_note; i++)
		tell("  note %lld by %s(%s) event %s entered %s risk %s: %s\n",
		    (long long)v.note[i].revision, login_of(v.note[i].author),
		    v.note[i].name, when(v.note[i].event_at),
		    when(v.note[i].entered_at),
		    consultation_risk_name((int)v.note[i].risk),
		    text(v.note[i].text));
	for (size_t i = 0; i < v.n_past; i++)
		tell("  past %s %s>%s at %s event %s starts %s audit %d by %s:"
		     " %s\n",
		    state_event_code(&appointment_machine, v.past[i].event),
		    state_code(&appointment_machine, v.past[i].from),
		    state_code(&appointment_machine, v.past[i].to),
		    when(v.past[i].at), when(v.past[i].event_at),
		    when(v.past[i].starts_at), v.past[i].audit != 0,
		    v.past[i].name, text(v.past[i].reason));
	act_consultation_free(&v);
}

/* --- what is asked of others ---------------------------------------------- */

static void
tell_custody_row(const struct act_custody *c)
{
	tell_row("request %s  kind %s  state %s  who %x  asker %s  for %s"
		 "  first %s  second %s  decided by %s  of %s  about %s"
		 "  asked %s  half %s  opened %s  due %s  ended %s"
		 "  decided %s",
	    named(c->row.id, "request"), custody_kind_name(c->row.kind),
	    state_code(&custody_machine, (int)c->row.state), c->who, c->asker,
	    c->beneficiary, c->first, c->second, c->decided, c->org, c->about,
	    when(c->row.asked_at), when(c->row.first_at),
	    when(c->row.opened_at), when(c->row.due_at), when(c->row.ended_at),
	    when(c->row.decided_at));
}

void
tell_custody(struct actor *who, int64_t id)
{
	const struct state_move *to[CUSTODY_EVENTS];
	struct buf *reason = act_secret(), *answer = act_secret();
	struct act_custody c;
	int r = act_custody_get(who, id, &c, reason, answer);

	tell_done(who, "sees a request", r);
	if (r == 0) {
		tell_custody_row(&c);
		tell_moves(&custody_machine, to,
		    act_custody_actions(&c, to, nitems(to)));
		tell("  reason %s answer %s child %s\n", buf_text(reason),
		    buf_text(answer), named(c.student, "child"));
	}
	buf_free(reason);
	buf_free(answer);
}

static void
tell_unmask_row(const struct act_unmask *u)
{
	tell_row("unmasking %s  stage %s  ticket %s  by %s  called %s  at %s"
		 "  opened by %s  called %s  at %s  ended %s  looked at by %s"
		 "  called %s  may open %d  waits %d  may look %d",
	    named(u->u.id, "unmask"), unmask_stage_code(u->u.stage),
	    named(u->u.ticket, "ticket"), login_of(u->u.asked_by), u->asker,
	    when(u->u.asked_at), login_of(u->u.opened_by), u->opener,
	    when(u->u.opened_at), when(u->u.ended_at),
	    login_of(u->u.reviewed_by), u->reviewer, u->may_open, u->wait_s > 0,
	    u->may_review);
}

void
tell_unmask(struct actor *who, int64_t id)
{
	struct buf *reason = act_secret();
	struct act_unmask u;
	int r = act_unmask_get(who, id, &u, reason);

	tell_done(who, "sees an unmasking", r);
	if (r == 0) {
		tell_unmask_row(&u);
		tell("  reason %s\n", buf_text(reason));
	}
	buf_free(reason);
}

/* --- today and lists ------------------------------------------------------ */

void
tell_today(struct actor *who)
{
	struct act_today t;
	int r = act_today(who, &t);

	tell_done(who, "has for today", r);
	if (r != 0)
		return;
	tell("  now %s waiting %lld since %s counts", when(t.now),
	    (long long)t.waiting, when(t.waiting_since));
	for (int i = 0; i < TODAY_BLOCKS; i++)
		tell(" %lld", (long long)t.count[i]);
	tell("\n");
	for (size_t i = 0; i < t.n; i++)
		tell_row("block %d!  %s %s  version %lld  due %s  overdue %d"
			 "  first %d  done %d  draft %d  at %s  about %s"
			 "  second %s",
		    (int)t.row[i].block, t.row[i].kind->code,
		    named(t.row[i].id, t.row[i].kind->open),
		    (long long)t.row[i].version, when(t.row[i].due_at),
		    t.row[i].overdue, t.row[i].first, t.row[i].done,
		    t.row[i].draft, when(t.row[i].at), t.row[i].about,
		    t.row[i].second);
	act_today_free(&t);
}

static int
list_ticket(void *arg, const struct act_ticket *t)
{
	(void)arg;
	tell_ticket_row(t);
	return 0;
}

static int
list_talk(void *arg, const struct act_appointment *a)
{
	(void)arg;
	tell_talk_row(a);
	return 0;
}

static int
list_custody(void *arg, const struct act_custody *c)
{
	(void)arg;
	tell_custody_row(c);
	return 0;
}

static int
list_unmask(void *arg, const struct act_unmask *u)
{
	(void)arg;
	tell_unmask_row(u);
	return 0;
}

static int
list_receipt(void *arg, const struct act_receipt *p)
{
	(void)arg;
	tell("  %s of %s v%lld event %s entered %s danger %d:",
	    named(p->warning, "warning"), named(p->student, "child"),
	    (long long)p->version, when(p->event_at), when(p->entered_at),
	    p->danger);
	for (int i = 0; i < p->n; i++)
		tell(" %s/%d/%s", p->looking[i].who.login,
		    (int)p->looking[i].post, when(p->looking[i].at));
	tell("\n");
	return 0;
}

static int
list_waiting(void *arg, const struct act_waiting *w)
{
	(void)arg;
	tell("  %s v%lld %s due %s approval %d %s %s, %s danger %d\n",
	    named(w->warning, "warning"), (long long)w->version,
	    named(w->student, "child"), when(w->due_at), w->approval != 0,
	    event((int)w->event), w->name, w->class, w->danger);
	return 0;
}

static int
list_refused(void *arg, const struct act_refused *f)
{
	(void)arg;
	tell("  %s v%lld %s at %s %s by %s %s, %s: %s\n",
	    named(f->warning, "warning"), (long long)f->version,
	    named(f->student, "child"), when(f->at), event((int)f->event),
	    f->by.login, f->name, f->class, f->reason);
	return 0;
}

static int
list_warning(void *arg, const struct act_warning_row *w)
{
	(void)arg;
	tell("  %s, %s, %s owner %s reporter %s asked %d", w->student, w->class,
	    w->school, w->owner.login, w->reporter.login, w->asked);
	for (int i = 0; i < w->n_looks; i++)
		tell(" %s/%s", w->looks[i].who.login, when(w->looks[i].at));
	tell("\n");
	tell_warning_row(&w->w);
	return 0;
}

static int
list_figure(void *arg, const struct act_figure *f)
{
	(void)arg;
	tell("  %s %lld open %lld overdue\n", f->name, (long long)f->n.open,
	    (long long)f->n.overdue);
	return 0;
}

static int
list_watch(void *arg, const struct act_watch *w)
{
	(void)arg;
	tell("  watch ticket %s by %s(%s) at %s until %s accepted %s %lld:"
	     " %s\n",
	    named(w->ticket, "ticket"), login_of(w->author), w->author_name,
	    when(w->at), when(w->until_at), when(w->accepted_at),
	    (long long)w->accepted, w->sentence);
	return 0;
}

static void
tell_ledger(struct actor *who)
{
	struct act_ledger l;
	int64_t n = 0;
	int r = act_warning_ledger(who, &l);

	tell_done(who, "has a ledger", r);
	if (r != 0)
		return;
	/* A class is called by the year in which the district was made. */
	tell("  %s figures %d scope %d reach %d until %s\n",
	    strstr(l.name, "级") == NULL ? l.name : "级", l.figures,
	    (int)l.filter.scope, (int)l.filter.reach, when(l.until));
	if (l.figures) {
		tell_done(
		    who, "counts", act_warning_figures(who, list_figure, NULL));
		return;
	}
	tell_done(who, "lists warnings",
	    act_warning_each(who, &l, NULL, 64, list_warning, NULL));
	tell_done(who, "counts", act_warning_count(who, &l, 100, &n));
	tell("  %lld\n", (long long)n);
}

/* A list that has something in it, or is refused. */
static void
tell_list(struct actor *who, const char *what, size_t begun, int r)
{
	if (r != 0 || buf_len(told) != begun)
		tell_done(who, what, r);
}
#define LIST(what, call)                               \
	do {                                           \
		size_t begun = buf_len(told);          \
		tell_list(who, (what), begun, (call)); \
	} while (0)

void
tell_lists(struct actor *who)
{
	static const char *const tickets[] = { "own tickets", "the line's",
		"those of a state", "waiting ones" };
	static const char *const talks[] = { "own talks", "a day's", "a week's",
		"free ones", "asked for", "a child's", "late ones" };

	for (int i = TICKETS_MINE; i <= TICKETS_WAITING; i++)
		LIST(tickets[i],
		    act_ticket_each(who, (enum act_ticket_list)i,
			TICKET_FOLLOW_UP, 0, 50, list_ticket, NULL));
	LIST("tickets to do", act_ticket_todo(who, 50, list_ticket, NULL));
	LIST("lost calls", act_ticket_lost(who, list_ticket, NULL));
	for (int i = CONSULTATIONS_MINE; i <= CONSULTATIONS_LATE; i++)
		LIST(talks[i],
		    act_consultation_each(who, (enum act_consultations)i,
			i == CONSULTATIONS_DAY || i == CONSULTATIONS_WEEK
			    ? first_day
			: i == CONSULTATIONS_STUDENT ? names[0].id
						     : 0,
			0, 50, list_talk, NULL));
	LIST("requests", act_custody_each(who, true, list_custody, NULL));
	LIST("unmaskings", act_unmask_each(who, false, list_unmask, NULL));
	LIST("unmaskings to look at",
	    act_unmask_each(who, true, list_unmask, NULL));
	LIST("own reports",
	    act_observation_each(who, 0, 50, list_receipt, NULL));
	LIST("warnings that wait",
	    act_warning_waiting(who, 50, list_waiting, NULL));
	LIST("what was refused",
	    act_warning_refused_each(who, list_refused, NULL));
	LIST("watches", act_watch_each(who, list_watch, NULL));
	tell_ledger(who);
}

/* --- held against the text that is kept ----------------------------------- */

static char *
next_line(char **s)
{
	char *line = *s, *end = strchr(line, '\n');

	if (end == NULL)
		*s += strlen(line);
	else {
		*end = '\0';
		*s = end + 1;
	}
	return line;
}

static char *
whole_file(const char *path)
{
	FILE *f = fopen(path, "r");
	char *s = mem_zero(1, 1 << 20);

	if (f != NULL) {
		s[fread(s, 1, (1 << 20) - 1, f)] = '\0';
		fclose(f);
	}
	return s;
}

void
tell_same(const char *name)
{
	char path[400], got_path[400], *want, *w;
	char *got = strdup(buf_text(told)), *g = got;
	FILE *f;

	snprintf(path, sizeof(path), "%s/tests/unit/act/days/%s.txt",
	    getenv("XINQING_SRCDIR"), name);
	want = w = whole_file(path);
	for (int line = 1; *g != '\0' || *w != '\0'; line++) {
		const char *a = next_line(&g), *b = next_line(&w);

		if (strcmp(a, b) == 0)
			continue;
		snprintf(got_path, sizeof(got_path), "%s/told-%s.txt",
		    getenv("XINQING_BUILDDIR"), name);
		if ((f = fopen(got_path, "w")) != NULL) {
			fputs(buf_text(told), f);
			fclose(f);
		}
		fail_msg("%s: line %d is\n%s\nand should be\n%s\n(all of it:"
			 " %s)",
		    path, line, a, b, got_path);
	}
	free(want);
	free(got);
	buf_free(told);
}
