/* SPDX-License-Identifier: Apache-2.0 */
#include "act/actor.h"
#include "act/audit.h"
#include "base/lang.h"
#include "verify.h"

bool
screen_may_verify(struct screen *s, const char **why)
{
	(void)why;
	return act_is(screen_who(s), ROLE_AUDIT_ADMIN);
}

/* The whole chain, row by row, against the keeper's signatures. */
int
screen_verify(struct screen *s)
{
	struct audit_report report;
	int r;

	if ((r = act_audit_verify(screen_who(s), NULL, &report)) != 0)
		screen_fail(s, r);
	else if (report.fault == AUDIT_WHOLE)
		screen_say(s,
		    _("The audit log is whole: %lld rows, %lld"
		      " signatures."),
		    (long long)report.rows, (long long)report.signatures);
	else
		screen_warn(s, _("The audit log is not whole: %s at row %lld."),
		    act_audit_fault_name(report.fault), (long long)report.row);
	return SCREEN_USED;
}
