/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>

#include "internal.h"

extern const struct sql *const store_appointment_sql[];
extern const struct sql *const store_approval_sql[];
extern const struct sql *const store_audit_sql[];
extern const struct sql *const store_care_sql[];
extern const struct sql *const store_circle_sql[];
extern const struct sql *const store_consultation_sql[];
extern const struct sql *const store_custody_sql[];
extern const struct sql *const store_desk_sql[];
extern const struct sql *const store_detail_sql[];
extern const struct sql *const store_except_sql[];
extern const struct sql *const store_file_sql[];
extern const struct sql *const store_measure_sql[];
extern const struct sql *const store_plan_sql[];
extern const struct sql *const store_transfer_sql[];
extern const struct sql *const store_gap_sql[];
extern const struct sql *const store_invite_sql[];
extern const struct sql *const store_gate_sql[];
extern const struct sql *const store_group_sql[];
extern const struct sql *const store_health_sql[];
extern const struct sql *const store_heed_sql[];
extern const struct sql *const store_keys_sql[];
extern const struct sql *const store_knock_sql[];
extern const struct sql *const store_ladder_sql[];
extern const struct sql *const store_ledger_sql[];
extern const struct sql *const store_office_sql[];
extern const struct sql *const store_org_sql[];
extern const struct sql *const store_package_sql[];
extern const struct sql *const store_rota_sql[];
extern const struct sql *const store_paper_sql[];
extern const struct sql *const store_person_sql[];
extern const struct sql *const store_person_setting_sql[];
extern const struct sql *const store_post_sql[];
extern const struct sql *const store_refused_sql[];
extern const struct sql *const store_rollover_sql[];
extern const struct sql *const store_rollover_work_sql[];
extern const struct sql *const store_setting_sql[];
extern const struct sql *const store_text_sql[];
extern const struct sql *const store_ticket_sql[];
extern const struct sql *const store_ticket_after_sql[];
extern const struct sql *const store_ticket_entry_sql[];
extern const struct sql *const store_ticket_people_sql[];
extern const struct sql *const store_ticket_turn_sql[];
extern const struct sql *const store_undo_sql[];
extern const struct sql *const store_undo_before_sql[];
extern const struct sql *const store_training_sql[];
extern const struct sql *const store_unmask_sql[];
extern const struct sql *const store_watch_sql[];
extern const struct sql *const store_guardian_sql[];
extern const struct sql *const store_import_sql[];
extern const struct sql *const store_student_find_sql[];
extern const struct sql *const store_student_sql[];
extern const struct sql *const store_warning_sql[];
extern const struct sql *const store_warning_trail_sql[];

static const struct sql *const *const all[] = {
	store_student_sql,
	store_student_find_sql,
	store_import_sql,
	store_guardian_sql,
	store_appointment_sql,
	store_approval_sql,
	store_audit_sql,
	store_care_sql,
	store_circle_sql,
	store_consultation_sql,
	store_custody_sql,
	store_desk_sql,
	store_detail_sql,
	store_gap_sql,
	store_invite_sql,
	store_gate_sql,
	store_group_sql,
	store_health_sql,
	store_heed_sql,
	store_keys_sql,
	store_knock_sql,
	store_ladder_sql,
	store_ledger_sql,
	store_office_sql,
	store_rota_sql,
	store_org_sql,
	store_package_sql,
	store_file_sql,
	store_measure_sql,
	store_plan_sql,
	store_transfer_sql,
	store_paper_sql,
	store_person_sql,
	store_person_setting_sql,
	store_post_sql,
	store_refused_sql,
	store_except_sql,
	store_rollover_sql,
	store_rollover_work_sql,
	store_setting_sql,
	store_text_sql,
	store_ticket_sql,
	store_ticket_after_sql,
	store_ticket_entry_sql,
	store_ticket_people_sql,
	store_ticket_turn_sql,
	store_undo_sql,
	store_undo_before_sql,
	store_training_sql,
	store_unmask_sql,
	store_watch_sql,
	store_warning_sql,
	store_warning_trail_sql,
	NULL,
};

const struct sql *const *const *
store_all_sql(void)
{
	return all;
}
