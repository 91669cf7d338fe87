/* SPDX-License-Identifier: Apache-2.0 */
/* What is practised, post by post: its tasks, and the steps of each. */
#include "base/lang.h"
#include "base/mem.h"
#include "practice.h"

/* What several posts have to do; the rest of a step stands behind it. */
#define OPEN_REPORTED(n, reason)                                          \
	.task = (n),                                                      \
	.say = N_("\"newly reported\": go to that row, Enter opens it."), \
	.why = (reason), .deeds = "warning.show"
#define TWO_LOOK N_("Two people look at every report; you are one of them.")
#define HAVE_SEEN(n, words, reason) \
	.task = (n), .say = (words), .why = (reason), .deeds = "warning.ack"
#define SEEN N_("F4: I have seen it.")
#define REPORTER_SEES \
	N_("Who reported sees that you have looked, and nothing more.")
#define BACK_TO_TODAY(n)                                             \
	.task = (n), .say = N_("Esc goes back to Today."),           \
	.why = N_("What you began goes on from there at any time."), \
	.screen = "today"
#define BEGIN_REPORT(n)                                                    \
	.task = (n), .say = N_("F2: a worry to report."),                  \
	.why = N_("You need not know what it is. Two fields are enough."), \
	.screen = "report"
#define SEND_REPORT(n, words)                                                  \
	.task = (n), .say = (words),                                           \
	.why = N_(                                                             \
	    "Not safe right now: F9 in place of F8; whom to phone comes up."), \
	.deeds = "observation.report"
#define FILL_AND_SEND \
	N_("Name, Tab, what you saw, then F8 sends it. The name: ")
#define SEE_RECEIPT(n)                                                         \
	.task = (n),                                                           \
	.say =                                                                 \
	    N_("Enter goes back: \"What you reported\" says who has looked."), \
	.why =                                                                 \
	    N_("That is the receipt. What is done about it stays with them."), \
	.screen = "today"

static const struct practice_walk operator_walk = {
	{ N_("Take a call, and note it"),
	    N_("Danger: get help, go down the list"), N_("Hand on, and end") },
	{
	    { .task = 0,
		.say = N_("A call is ringing: press F2."),
		.why = N_("Nothing has to be filled in first; the clock runs "
			  "by itself."),
		.deeds = "ticket.take ticket.open" },
	    { .task = 0,
		.say = N_("Write a few words you hear: \"sleeps badly\"."),
		.why = N_("It is saved within a second; you never press save."),
		.deeds = "ticket.entry",
		.draft = "ticket.entry" },
	    { .task = 1,
		.say = N_("It gets serious: press F9."),
		.why = N_("The shift lead sees it at once and comes in."),
		.deeds = "ticket.danger",
		.then = TURN_LEAD_COMES },
	    { .task = 1,
		.say = N_("The lead is in. Enter notes a step and goes to the "
			  "next: all of them."),
		.why =
		    N_("Could not be done? Space, and a word why. Any order."),
		.deeds = "ticket.check",
		.times = 7 },
	    { .task = 2,
		.say = N_("F4: the three questions. Digits answer, Tab goes "
			  "on, - is \"not asked\"."),
		.why =
		    N_("\"Not reached\" and \"won't say\" are full answers."),
		.deeds = "ticket.answer",
		.times = 3 },
	    { .task = 2,
		.say = N_("F8: what comes next. 1 is \"follow up\"."),
		.why = N_(
		    "What must not be forgotten waits in Today from then on."),
		.deeds = "ticket.follow_up ticket.hand_over ticket.end "
			 "ticket.close" },
	},
};

static const struct practice_walk lead_walk = {
	{ N_("The board of your line"),
	    N_("A call whose operator lost the line"),
	    N_("Agree to what an operator asks for") },
	{
	    { .task = 0,
		.say = N_("Press : and type pd, then Enter: the board."),
		.why = N_("Number, clock and operator; nothing anybody said."),
		.screen = "queue" },
	    { .task = 1,
		.say = N_("\"line lost\": go to that row with the arrows, "
			  "Enter opens it."),
		.why =
		    N_("The call goes on; only its operator's line is gone."),
		.screen = "call" },
	    { .task = 1,
		.say = N_("F5 and 1: you go on with the call yourself."),
		.why = N_(
		    "If they come back meanwhile, they see that it is yours."),
		.deeds = "ticket.take_over" },
	    { .task = 2,
		.say = N_("Esc until you are back in Today."),
		.why = N_("Your call stays yours; it waits there as well."),
		.screen = "today" },
	    { .task = 2,
		.say = N_("\"home phone\": Enter opens the call; read why, "
			  "Enter agrees."),
		.why = N_("A second person says yes; afterwards somebody else "
			  "reviews it."),
		.deeds = "unmask.agree" },
	},
};

static const struct practice_walk psychology_walk = {
	{ N_("Open what was reported"), N_("Say that you have seen it"),
	    N_("Write the note of a talk") },
	{
	    { OPEN_REPORTED(0, TWO_LOOK) },
	    { HAVE_SEEN(
		1, N_("Read it, then F4: I have seen it."), REPORTER_SEES) },
	    { BACK_TO_TODAY(2) },
	    { .task = 2,
		.say = N_(
		    "\"to write down\": go to that row, Enter opens the note."),
		.why = N_("Only you read it; a colleague needs a ground that "
			  "is recorded."),
		.screen = "note" },
	    { .task = 2,
		.say = N_(
		    "Write two sentences; Tab, a digit for safety; F8 saves."),
		.why = N_("\"Not asked\" is an answer too. Drafts are kept by "
			  "themselves."),
		.deeds = "consultation.note" },
	},
};

static const struct practice_walk class_walk = {
	{ N_("Report a worry"), N_("See who has looked"),
	    N_("Look at what a colleague reported") },
	{
	    { BEGIN_REPORT(0) },
	    { SEND_REPORT(0, FILL_AND_SEND), .names = true, .then = TURN_SEEN },
	    { SEE_RECEIPT(1) },
	    { .task = 2,
		.say = N_("A colleague reported one of your class: Enter on "
			  "that row."),
		.why = N_("Whoever reports cannot be the second pair of eyes."),
		.deeds = "warning.show" },
	    { HAVE_SEEN(2, SEEN,
		N_("A wrong key? Ctrl-R takes it back for ten minutes.")) },
	},
};

static const struct practice_walk grade_walk = {
	{ N_("Open what was reported"), N_("Say that you have seen it"),
	    N_("Report a worry") },
	{
	    { OPEN_REPORTED(0, TWO_LOOK) },
	    { HAVE_SEEN(1, SEEN, REPORTER_SEES) },
	    { BACK_TO_TODAY(2) },
	    { BEGIN_REPORT(2) },
	    { SEND_REPORT(2, FILL_AND_SEND), .names = true },
	},
};

static const struct practice_walk reporter_walk = {
	{ N_("Begin a report, and leave it"), N_("Go on, and send it"),
	    N_("See who has looked") },
	{
	    { BEGIN_REPORT(0) },
	    { .task = 0,
		.say =
		    N_("Name, Tab, two words, then Esc: it stays. The name: "),
		.why = N_("Somebody at the door? Every word is kept."),
		.screen = "today",
		.draft = "observation",
		.names = true },
	    { SEND_REPORT(
		  1, N_("Enter on the draft, go on writing, F8 sends it.")),
		.then = TURN_SEEN },
	    { SEE_RECEIPT(2) },
	},
};

static const struct practice_walk district_walk = {
	{ N_("How it stands, school by school"),
	    N_("Who is late: names on a ground only"), N_("What is missing") },
	{
	    { .task = 0,
		.say = N_("The school's row: Enter opens the figures."),
		.why =
		    N_("Counts below five stay hidden; no name stands here."),
		.screen = "warnings" },
	    { .task = 1,
		.say = N_("Late ones? Enter on the school, then the ground "
			  "that holds."),
		.why = N_("The ground is recorded, with each child shown; ten "
			  "minutes."),
		.deeds = "warning.names" },
	    { .task = 2,
		.say = N_("F7 closes the names. Then : and qs, Enter: what is "
			  "missing."),
		.why = N_("Classes without a teacher, posts without a deputy: "
			  "the list."),
		.screen = "gaps" },
	},
};

static const struct practice_walk centre_walk = {
	{ N_("Open what came to the centre"), N_("Say that you have seen it"),
	    N_("Agree that papers leave the house") },
	{
	    { OPEN_REPORTED(0, N_("The school has nobody to look: so you are "
				  "asked at once.")) },
	    { HAVE_SEEN(1, SEEN, REPORTER_SEES) },
	    { BACK_TO_TODAY(2) },
	    { .task = 2,
		.say =
		    N_("The package: Enter opens it, read to whom, F4 agrees."),
		.why =
		    N_("Who asked cannot agree. Nothing leaves without you."),
		.deeds = "package.agree approval.give" },
	},
};

static const struct practice_walk system_walk = {
	{ N_("Propose an account"), N_("Invite a person"),
	    N_("See what waits for others") },
	{
	    { .task = 0,
		.say = N_("Press : and type xzh, then Enter: a new account."),
		.why = N_("No administrator alone can make one."),
		.screen = "propose" },
	    { .task = 0,
		.say = N_("Login n-lu, a name, post class teacher, where "
			  "练习中学; F8."),
		.why =
		    N_("Tab goes on. Without a key they come by invitation."),
		.deeds = "account.propose" },
	    { .task = 1,
		.say =
		    N_("Press : and type zh, then Enter; on 秦遥 F8, then 1."),
		.why =
		    N_("The code is shown once; you hand it over in person."),
		.deeds = "account.invite" },
	    { .task = 2,
		.say = N_(
		    "Esc until you are back in Today: what waits for others."),
		.why = N_("The security administrator has to agree to what you "
			  "proposed."),
		.screen = "today" },
	},
};

static const struct practice_walk security_walk = {
	{ N_("Agree to an account"), N_("Do not agree to another"),
	    N_("Stop an account") },
	{
	    { .task = 0,
		.say =
		    N_("Enter opens what waits; F4 and 1 agree to the first."),
		.why = N_("Who proposed cannot agree: two people, always."),
		.deeds = "approval.give" },
	    { .task = 1,
		.say = N_("F7 and 1: not agreed to."),
		.why = N_("Whoever proposed it sees that."),
		.deeds = "approval.refuse" },
	    { .task = 2,
		.say = N_("Press : and type zh, then Enter; on a row F7 and 1 "
			  "stop it."),
		.why = N_("Open sessions end at once. F7 again opens it."),
		.deeds = "account.lock" },
	},
};

static const struct practice_walk audit_walk = {
	{ N_("Check the audit log") },
	{
	    { .task = 0,
		.say = N_("F8 goes through the log from its first row."),
		.why = N_("A row changed, missing or cut off would be named."),
		.deeds = "audit.verify" },
	},
};

const struct practice_walk *
practice_walk_of(enum act_practice_kind kind)
{
	static const struct practice_walk *const walks[PRACTICE_KINDS] = {
		[PRACTICE_OPERATOR] = &operator_walk,
		[PRACTICE_LEAD] = &lead_walk,
		[PRACTICE_PSYCHOLOGY] = &psychology_walk,
		[PRACTICE_CLASS] = &class_walk,
		[PRACTICE_GRADE] = &grade_walk,
		[PRACTICE_REPORTER] = &reporter_walk,
		[PRACTICE_DISTRICT] = &district_walk,
		[PRACTICE_CENTRE] = &centre_walk,
		[PRACTICE_SYSTEM] = &system_walk,
		[PRACTICE_SECURITY] = &security_walk,
		[PRACTICE_AUDIT] = &audit_walk,
	};

	return walks[kind];
}
