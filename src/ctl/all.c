/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "all.h"
#include "ctl/ctl.h"

/* In the order --help shows them. */
const struct ctl_command *const ctl_commands[] = {
	&ctl_approval_list,
	&ctl_approval_give,
	&ctl_approval_refuse,
	&ctl_draft_list,
	&ctl_draft_show,
	&ctl_circle_create,
	&ctl_circle_add,
	&ctl_circle_leave,
	&ctl_circle_list,
	&ctl_circle_pending,
	&ctl_org_set,
	&ctl_org_list,
	&ctl_post_set,
	&ctl_post_list,
	&ctl_oncall_set,
	&ctl_oncall_list,
	&ctl_account_propose,
	&ctl_account_list,
	&ctl_account_lock,
	&ctl_account_regrant,
	&ctl_audit_list,
	&ctl_audit_verify,
	&ctl_batch,
	&ctl_init,
	&ctl_migrate,
	&ctl_sample,
	&ctl_sample_clock,
	NULL,
};
