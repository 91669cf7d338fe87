/* SPDX-License-Identifier: Apache-2.0 */
/* How it stands with a child, and which registers of theirs one may open. */
#include "act/actor.h"
#include "act/student.h"
#include "group_internal.h"
#include "store/ledger.h"
#include "student_internal.h"

/* Who reads what is done for a child knows that something is open; of talks,
 * whoever reads the case (requirements.md 5.1 C3, C4). */
enum care_view
student_care_view(const struct actor *who, const struct permit_on *on)
{
	if (permit_ask(who->posts, who->n_posts, CLASS_CARE, MAY_READ, on,
		GROUND_NONE) != PERMIT_YES)
		return CARE_UNSEEN;
	return permit_ask(who->posts, who->n_posts, CLASS_WARNING, MAY_READ, on,
		   GROUND_NONE) == PERMIT_YES
		   ? CARE_WITH_TALKS
		   : CARE_SEEN;
}

int
student_fill_care(
    struct actor *who, const struct permit_on *on, struct act_student *to)
{
	to->may_groups = group_may_any(who, MAY_READ, on) ||
			 group_may_any(who, MAY_RAISE, on);
	to->may_health = group_may(who, CLASS_HEALTH, MAY_STATE, on);
	to->may_health_write = group_may(who, CLASS_HEALTH, MAY_WRITE, on);
	to->care_view = student_care_view(who, on);
	return to->care_view == CARE_UNSEEN
		   ? 0
		   : store_care_of(
			 who->store, to->s.id, to->care_view, &to->care);
}
