/* SPDX-License-Identifier: Apache-2.0 */
/* What waits on the desk of who practises, and what the others do meanwhile:
 * all of it by the functions the real ones use. */
#include <string.h>

#include "act/account.h"
#include "act/consultation.h"
#include "act/package.h"
#include "act/presence.h"
#include "act/sample.h"
#include "act/ticket.h"
#include "act/unmask.h"
#include "act/warning.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "practice_internal.h"
#include "store/store.h"

static const struct act_ticket_call a_call = { .channel = CHANNEL_PHONE };

/* --- the hotline -----------------------------------------------------------
 */

static int
a_call_rings(struct act_practice *p)
{
	struct act_ticket t;

	return act_ticket_ring(practice_at(p, OTHER_LEAD), &a_call, &t);
}

/* Taken, and then their line is lost. */
static int
a_line_is_lost(struct act_practice *p)
{
	struct actor *op = p->other[OTHER_OPERATOR];
	struct act_ticket t;
	int r;

	act_presence_come(op);
	r = act_ticket_new(op, &a_call, &t);
	act_presence_leave(op);
	return r;
}

static int
home_is_asked_for(struct act_practice *p)
{
	struct act_ticket_do danger = ACT_TICKET_DO(TICKET_DANGER);
	struct actor *op = p->other[OTHER_SECOND_OPERATOR];
	struct act_ticket t;
	int64_t warning;
	int r;

	act_presence_come(op);
	if ((r = act_ticket_new(op, &a_call, &t)) != 0 ||
	    (r = act_ticket_link(op, t.row.id, p->child[0], GROUND_SAFETY,
		 "练习：来电人说了名字和学校", &warning, &t)) != 0 ||
	    (r = act_ticket_step(op, t.row.id, t.row.version, &danger, &t)) !=
		0)
		return r;
	return act_unmask_ask(
	    op, t.row.id, "练习：门反锁了，要请家里人马上去看看");
}

/* What rings before is taken by the call after it. */
static int
shift_story(struct act_practice *p)
{
	int r = a_line_is_lost(p);

	return r != 0 ? r : home_is_asked_for(p);
}

/* --- schools and the district ----------------------------------------------
 */

static int
report(struct act_practice *p, enum practice_other by, int child)
{
	const struct observation_told o = { .student = p->child[child],
		.seen = "练习：这两周上课常趴着，昨天说没意思，午饭没吃。",
		.safe = SAFE_UNSURE,
		.triggers = 1u << TRIGGER_MOOD | 1u << TRIGGER_SLEEP };

	return act_observation_report(practice_at(p, by), &o, NULL);
}

static int
teacher_story(struct act_practice *p)
{
	struct act_book walk_in = ACT_BOOK(APPOINTMENT_WALK_IN);
	struct act_appointment a;
	int r;

	walk_in.student = p->child[1];
	if ((r = report(p, OTHER_CLASS, 0)) != 0)
		return r;
	return act_consultation_book(p->who, &walk_in, &a);
}

static int
class_story(struct act_practice *p)
{
	return report(p, OTHER_GRADE, 1);
}

static int
grade_story(struct act_practice *p)
{
	return report(p, OTHER_CLASS, 0);
}

/* Reported two days ago, and nobody has looked since. */
static int
district_story(struct act_practice *p)
{
	struct actor *clock = p->other[OTHER_SYSTEM];
	int64_t now;
	int r = act_sample_clock(clock, -2 * CLOCK_DAY, &now);

	for (int i = 0; i < PRACTICE_CHILDREN && r == 0; i++)
		r = report(p, OTHER_CLASS, i);
	return r != 0 ? r : act_sample_clock(clock, 2 * CLOCK_DAY, &now);
}

static int
centre_story(struct act_practice *p)
{
	const struct act_package_ask ask = { .student = p->child[1],
		.medium = PACKAGE_ZIP,
		.receiver = PACKAGE_HOSPITAL,
		.name = "练习医院",
		.purpose = PACKAGE_TREAT,
		.ground = PACKAGE_CONSENT,
		.items = PACKAGE_DIRECTORY };
	char pass[PACKAGE_PASS_MAX];
	struct package made;
	int r;

	if ((r = report(p, OTHER_CLASS, 0)) != 0)
		return r;
	r = act_package_make(p->other[OTHER_HEAD], &ask, &made, pass);
	explicit_bzero(pass, sizeof(pass));
	return r;
}

/* --- administrators --------------------------------------------------------
 */

static int
propose(struct act_practice *p, const char *login, const char *name)
{
	char its[LOGIN_MAX];
	const struct act_account a = { .login = its,
		.name = name,
		.role = ROLE_PSYCHOLOGY,
		.org = p->place[PLACE_SCHOOL].id };
	int64_t person, audit;

	practice_login(p, login, its);
	return act_account_propose(p->other[OTHER_SYSTEM], &a, &person, &audit);
}

static int
security_story(struct act_practice *p)
{
	int r = propose(p, "n-qin", "秦遥");

	return r != 0 ? r : propose(p, "n-bai", "白露");
}

/* Agreed to, and has never signed in. */
static int
system_story(struct act_practice *p)
{
	struct person one = { .state = ACCOUNT_APPROVED };
	struct post post = { .role = ROLE_PSYCHOLOGY,
		.org = p->place[PLACE_SCHOOL].id };
	int r;

	practice_login(p, "n-qin", one.login);
	mem_copy_text(one.name, sizeof(one.name), "秦遥");
	if ((r = store_begin(p->store)) != 0)
		return r;
	if ((r = store_person_add(p->store, &one)) == 0) {
		post.person = one.id;
		r = store_post_add(p->store, &post, true, store_now(p->store));
	}
	return store_end(p->store, r);
}

int
practice_story(struct act_practice *p)
{
	static int (*const stories[PRACTICE_KINDS])(struct act_practice *) = {
		[PRACTICE_OPERATOR] = a_call_rings,
		[PRACTICE_LEAD] = shift_story,
		[PRACTICE_PSYCHOLOGY] = teacher_story,
		[PRACTICE_CLASS] = class_story,
		[PRACTICE_GRADE] = grade_story,
		[PRACTICE_DISTRICT] = district_story,
		[PRACTICE_CENTRE] = centre_story,
		[PRACTICE_SYSTEM] = system_story,
		[PRACTICE_SECURITY] = security_story,
	};

	return stories[p->kind] != NULL ? stories[p->kind](p) : 0;
}

/* --- the others ------------------------------------------------------------
 */

static int
join_one(void *arg, const struct act_ticket *t)
{
	struct act_ticket_do d = ACT_TICKET_DO(TICKET_JOIN);
	struct act_ticket now;

	return act_ticket_step(arg, t->row.id, t->row.version, &d, &now);
}

static int
lead_comes(struct act_practice *p)
{
	struct actor *lead = practice_at(p, OTHER_LEAD);

	return act_ticket_each(
	    lead, TICKETS_STATE, TICKET_EMERGENCY, 0, 1, join_one, lead);
}

static int
newest_report(void *arg, const struct act_receipt *rec)
{
	*(int64_t *)arg = rec->warning;
	return 0;
}

static int
teacher_looks(struct act_practice *p)
{
	int64_t warning = 0;
	int r = act_observation_each(p->who, 0, 1, newest_report, &warning);

	return r != 0 ? r
		      : act_warning_step(practice_at(p, OTHER_PSYCHOLOGY),
			    warning, 0, WARNING_ACK, NULL, NULL);
}

int
act_practice_turn(struct act_practice *p, enum act_practice_turn turn)
{
	static int (*const turns[TURNS])(struct act_practice *) = {
		[TURN_LEAD_COMES] = lead_comes,
		[TURN_SEEN] = teacher_looks,
	};

	return turns[turn] != NULL ? turns[turn](p) : 0;
}
