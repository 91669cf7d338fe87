/* SPDX-License-Identifier: Apache-2.0 */
/* Approvals, drafts, circles; and what administrators have: accounts,
 * approvals and the audit's state, nothing else. */
#include <stdio.h>
#include <string.h>

#include "act/account.h"
#include "act/approval.h"
#include "act/care.h"
#include "act/circle.h"
#include "act/consultation.h"
#include "act/custody.h"
#include "act/draft.h"
#include "act/mend.h"
#include "act/plan.h"
#include "act/staff.h"
#include "act/ticket.h"
#include "act/transfer.h"
#include "act/warning.h"
#include "act/watching.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/audit.h"
#include "store/keys.h"
#include "store/ticket.h"
#include "today_internal.h"

static const struct act_today_kind account_kind = { "account", N_("an account"),
	N_("agree or not"), "approval" };
static const struct act_today_kind post_kind = { "post", N_("a post"),
	N_("agree or not"), "approval" };
static const struct act_today_kind staff_kind = { "staff", N_("staff, a file"),
	N_("look, then agree or not"), "approval" };
static const struct act_today_kind care_kind = { "care.agree",
	N_("the care ledger"), N_("agree or not"), "care" };
static const struct act_today_kind draft_kind = { "draft", N_("draft"),
	N_("go on writing"), "draft" };
static const struct act_today_kind draft_ticket = { "draft", N_("draft"),
	N_("go on writing"), "ticket" };
static const struct act_today_kind draft_later = { "draft", N_("draft"),
	N_("go on writing"), "later" };
static const struct act_today_kind draft_warning = { "draft", N_("draft"),
	N_("go on writing"), "warning" };
static const struct act_today_kind draft_report = { "draft", N_("draft"),
	N_("go on writing"), "report" };
static const struct act_today_kind draft_plan = { "draft", N_("a plan"),
	N_("go on writing"), "plan" };
static const struct act_today_kind draft_begin = { "draft", N_("a plan"),
	N_("go on writing"), "plan.begin" };
static const struct act_today_kind draft_transfer = { "draft", N_("draft"),
	N_("go on writing"), "transfer.send" };
static const struct act_today_kind draft_glass = { "draft", N_("draft"),
	N_("go on writing"), "glass" };
static const struct act_today_kind grant_kind = { "circle", N_("circle"),
	N_("give the new member the keys"), "circle" };
static const struct act_today_kind reseal_kind = { "circle", N_("circle"),
	N_("let the re-sealing go on"), "circle" };
static const struct act_today_kind proposed_kind = { "account",
	N_("an account"), N_("security has to agree"), "account" };
static const struct act_today_kind first_kind = { "account", N_("an account"),
	N_("waits for its first sign-in"), "account" };
static const struct act_today_kind alarm_kind = { "clock", N_("the clock"),
	N_("jumped: see the machine's time"), "clock" };
static const struct act_today_kind audit_kind = { "audit", N_("audit"), "",
	"audit" };
static const struct act_today_kind reset_kind = { "account", N_("new start"),
	N_("agree or not"), "approval" };
static const struct act_today_kind keyless_kind = { "circle", N_("circle"),
	N_("you have no keys of it now"), "circle" };
static const struct act_today_kind renew_kind = { "circle", N_("circle"),
	N_("seal the keys to new custody"), "circle" };
static const struct act_today_kind agree_kind = { "custody.agree",
	N_("custody"), N_("agree or not"), "custody" };
static const struct act_today_kind glass_kind = { "custody.open",
	N_("break-glass"), N_("open to you for now"), "custody" };
static const struct act_today_kind review_kind = { "custody.review",
	N_("break-glass"), N_("look at it, then sign"), "custody" };
static const struct act_today_kind asked_kind = { "custody.asked",
	N_("custody"), N_("waits for the custodians"), "custody" };
static const struct act_today_kind half_kind = { "custody.asked", N_("custody"),
	N_("one has agreed, one has not"), "custody" };
static const struct act_today_kind lost_kind = { "draft.lost", N_("draft"),
	N_("lost with the passphrase"), "lost" };
static const struct act_today_kind refused_kind = { "roster.refused",
	N_("roster"), N_("mend them, or throw away"), "refused" };
static const struct act_today_kind custody_kind = { "custody", N_("custody"),
	"", "" };

static void
add_staff(struct today_list *l, const struct approval *a)
{
	struct act_today_row row = { .block = TODAY_DO,
		.kind = &staff_kind,
		.id = a->id,
		.at = a->asked_at };
	char asker[PERSON_NAME_MAX] = "", about[120];
	int64_t posts = 0, people = 0;

	(void)act_batch_count(l->who, a->object, &posts, &people);
	snprintf(about, sizeof(about), _("%lld posts, %lld new accounts"),
	    (long long)posts, (long long)people);
	store_person_name(l->who->store, a->asked_by, asker);
	today_add(l, &row, about, asker);
}

static int
add_approval(void *arg, const struct approval *a)
{
	struct today_list *l = arg;
	bool reset = strcmp(a->kind, "account.reset") == 0;
	bool account = reset || strcmp(a->kind, "account") == 0;
	struct act_today_row row = { .block = TODAY_DO,
		.kind = reset	  ? &reset_kind
			: account ? &account_kind
				  : &post_kind,
		.id = a->id,
		.at = a->asked_at };
	struct person p = { .id = 0 };
	char asker[PERSON_NAME_MAX] = "";

	if (strcmp(a->kind, "staff") == 0)
		add_staff(l, a);
	if (strcmp(a->kind, ACT_CARE_KIND) == 0) {
		row.kind = &care_kind;
		store_person_name(l->who->store, a->asked_by, asker);
		today_add(l, &row, asker, "");
	}
	/* those of warnings and custody stand with these */
	if (!account && strcmp(a->kind, "post") != 0)
		return 0;
	if (account)
		store_person_get(l->who->store, a->object, &p);
	store_person_name(l->who->store, a->asked_by, asker);
	today_add(l, &row, p.name, asker);
	return 0;
}

/* Whoever comes back to a call that runs is on the phone with somebody. */
static bool
is_own_call(struct actor *who, int64_t ticket)
{
	struct ticket t;

	return store_ticket_get(who->store, ticket, &t) == 0 &&
	       t.taker == who->person && ticket_is_call(&t);
}

static int
add_draft(void *arg, const struct act_draft *d)
{
	struct today_list *l = arg;
	struct act_today_row row = {
		.block = TODAY_DO, .kind = &draft_kind, .id = d->id, .at = d->at
	};
	char about[80];

	if (d->lost) {
		row.kind = &lost_kind;
		today_add(l, &row, _("custody can bring it back"), "");
		return 0;
	}
	if (strcmp(d->kind, ACT_NOTE_DRAFT) == 0)
		return 0; /* with the talk it belongs to */
	about[0] = '\0';
	if (strcmp(d->kind, ACT_LATER_DRAFT) == 0) {
		row.kind = &draft_later;
		snprintf(about, sizeof(about), "%s", _("A call from paper"));
	} else if (strncmp(d->kind, "ticket.", 7) == 0) {
		row.kind = &draft_ticket;
		row.id = d->subject;
		row.first = is_own_call(l->who, d->subject) ? 2 : 0;
		snprintf(about, sizeof(about), _("ticket %lld"),
		    (long long)d->subject);
	} else if (strncmp(d->kind, "observation", 11) == 0) {
		row.kind = &draft_report;
		snprintf(about, sizeof(about), "%s", _("a worry to report"));
	} else if (strcmp(d->kind, ACT_GLASS_DRAFT) == 0) {
		row.kind = &draft_glass;
		snprintf(about, sizeof(about), "%s", _("break-glass"));
	} else if (act_warning_kept_event(d->kind) >= 0) {
		row.kind = &draft_warning;
		row.id = d->subject;
		snprintf(about, sizeof(about), _("warning %04lld, kept text"),
		    (long long)d->subject);
	} else if (strncmp(d->kind, "plan.", 5) == 0) {
		row.kind = strcmp(d->kind, ACT_PLAN_BEGIN_DRAFT) == 0
			       ? &draft_begin
			       : &draft_plan;
		row.id = d->subject;
		if (today_plan_draft(l, d, &row) == 0)
			return 0;
	} else if (strcmp(d->kind, ACT_TRANSFER_DRAFT) == 0) {
		row.kind = &draft_transfer;
		row.id = d->subject;
		snprintf(about, sizeof(about), "%s", _("a file to send on"));
	} else if (strcmp(d->kind, ACT_STEP_DRAFT) == 0)
		snprintf(about, sizeof(about),
		    _("consultation %lld, kept text"), (long long)d->subject);
	today_add(l, &row, about, "");
	return 0;
}

static int
add_task(void *arg, const struct circle_task *t)
{
	struct today_list *l = arg;
	bool grant = strcmp(t->kind, "grant") == 0;
	struct act_today_row row = { .block = TODAY_DO,
		.kind = grant ? &grant_kind : &reseal_kind,
		.id = t->circle };
	char name[PERSON_NAME_MAX] = "";

	if (strcmp(t->kind, "again") == 0) {
		if (l->n_again < (int)nitems(l->again))
			l->again[l->n_again++] = *t;
		return 0;
	}
	if (grant)
		store_person_name(l->who->store, t->person, name);
	today_add(l, &row, name, "");
	return 0;
}

static int
add_circle(void *arg, const struct circle *c, bool member)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_DO, .id = c->id };

	if (!member)
		return 0;
	if (!act_key_locked(l->who) && !act_circle_holds(l->who, c->id)) {
		row.kind = &keyless_kind;
		today_add(l, &row, c->name, "");
		return 0;
	}
	if (!act_key_locked(l->who) && act_circle_renews(l->who, c->id)) {
		row.kind = &renew_kind;
		today_add(l, &row, c->name, "");
	}
	return act_circle_pending(l->who, c->id, add_task, l);
}

/* --- custody ----------------------------------------------------------------
 */

/* What it is about, to who may know. */
static void
custody_about(const struct act_custody *c, char *to, size_t size)
{
	if (c->about[0] != '\0')
		mem_copy_text(to, size, c->about);
	else if (c->row.kind == CUSTODY_TICKET)
		snprintf(to, size, _("ticket %lld"), (long long)c->row.object);
	else
		snprintf(to, size, "%s %s", _(custody_kind_words(c->row.kind)),
		    c->org);
}

static const struct act_today_kind *
custody_row_kind(const struct act_custody *c, enum act_today_block *block)
{
	const struct state_move *moves[CUSTODY_EVENTS];
	size_t n = act_custody_actions(c, moves, CUSTODY_EVENTS);

	*block = TODAY_DO;
	for (size_t i = 0; i < n; i++) {
		if (moves[i]->on == CUSTODY_AGREE)
			return &agree_kind;
		if (moves[i]->on == CUSTODY_REVIEW)
			return &review_kind;
	}
	if ((c->who & CUSTODY_ASKER) == 0 || c->row.state == CUSTODY_ENDED)
		return NULL;
	if (c->row.state == CUSTODY_OPEN)
		return &glass_kind;
	*block = TODAY_OTHERS;
	return c->row.state == CUSTODY_ASKED ? &asked_kind : &half_kind;
}

static int
add_custody(void *arg, const struct act_custody *c)
{
	struct today_list *l = arg;
	struct act_today_row row = { .id = c->row.id, .at = c->row.asked_at };
	char about[128];

	if ((row.kind = custody_row_kind(c, &row.block)) == NULL)
		return 0;
	if (row.kind == &review_kind || row.kind == &glass_kind)
		row.due_at = c->row.due_at;
	custody_about(c, about, sizeof(about));
	if (c->student != 0)
		today_names(l, c->student);
	today_add(l, &row, about,
	    row.block == TODAY_DO && row.kind != &glass_kind ? c->beneficiary
							     : "");
	return 0;
}

static int
add_refused(struct today_list *l)
{
	struct act_today_row row = { .block = TODAY_DO, .kind = &refused_kind };
	char about[64];
	int64_t n;
	int r;

	if ((r = act_mend_count(l->who, &n)) != 0 || n == 0)
		return r;
	snprintf(
	    about, sizeof(about), _("roster: %lld rows wait"), (long long)n);
	today_add(l, &row, about, "");
	return 0;
}

/* Colleagues who began again have their keys back from whoever looks first;
 * what cannot be done now waits for the next look. */
static void
give_again(struct today_list *l)
{
	for (int i = 0; i < l->n_again; i++)
		act_circle_again(
		    l->who, l->again[i].circle, l->again[i].person);
	l->n_again = 0;
}

int
today_desk(struct today_list *l)
{
	int r;

	if ((r = act_approval_each(l->who, 0, 100, add_approval, l)) != 0 ||
	    (r = act_draft_each(l->who, add_draft, l)) != 0 ||
	    (r = act_custody_each(l->who, false, add_custody, l)) != 0 ||
	    (r = add_refused(l)) != 0 || act_is_administrator(l->who))
		return r;
	r = act_circle_each(l->who, add_circle, l);
	give_again(l);
	return r;
}

/* --- administrators --------------------------------------------------------
 */

static int
add_account(void *arg, const struct person *p)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_OTHERS, .id = p->id };

	if (p->state != ACCOUNT_PROPOSED && p->state != ACCOUNT_APPROVED)
		return 0;
	row.kind = p->state == ACCOUNT_PROPOSED ? &proposed_kind : &first_kind;
	today_add(l, &row, p->name, p->login);
	return 0;
}

static int
add_alarm(struct today_list *l)
{
	struct act_today_row row = { .block = TODAY_DO, .kind = &alarm_kind };
	int r;

	if ((r = act_clock_alarm_get(l->who, &row.at)) == 0 && row.at != 0)
		today_add(l, &row, "", "");
	return r;
}

static int
add_audit(struct today_list *l)
{
	struct act_today_row row = { .block = TODAY_FIGURES,
		.kind = &audit_kind };
	struct audit_head h = { .id = 0 };
	char text[64];
	int r;

	if ((r = store_audit_head(l->who->store, &h)) != 0)
		return r;
	snprintf(
	    text, sizeof(text), _("the audit log: %lld rows"), (long long)h.id);
	today_add(l, &row, text, _("checked with F8"));
	return 0;
}

int
today_admin(struct today_list *l)
{
	struct act_today_row row = { .block = TODAY_FIGURES,
		.kind = &custody_kind };
	int r = 0;

	if (act_is(l->who, ROLE_SYSTEM_ADMIN) &&
	    (r = act_account_each(l->who, "", 1000, add_account, l)) == 0)
		r = add_alarm(l);
	if (r == 0 && act_is(l->who, ROLE_AUDIT_ADMIN))
		r = add_audit(l);
	if (act_is(l->who, ROLE_CUSTODIAN))
		today_add(l, &row, _("You hold half of what opens circles."),
		    _("Alone it opens nothing."));
	return r;
}
