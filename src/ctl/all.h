/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_ALL_H
#define CTL_ALL_H

struct ctl_command;

/* Every command, one line each, sorted. */
extern const struct ctl_command ctl_account_approve;
extern const struct ctl_command ctl_account_list;
extern const struct ctl_command ctl_account_lock;
extern const struct ctl_command ctl_account_propose;
extern const struct ctl_command ctl_account_regrant;
extern const struct ctl_command ctl_account_reset;
extern const struct ctl_command ctl_approval_give;
extern const struct ctl_command ctl_consultation_book;
extern const struct ctl_command ctl_consultation_step;
extern const struct ctl_command ctl_consultation_note;
extern const struct ctl_command ctl_consultation_show;
extern const struct ctl_command ctl_consultation_list;
extern const struct ctl_command ctl_approval_list;
extern const struct ctl_command ctl_approval_refuse;
extern const struct ctl_command ctl_audit_list;
extern const struct ctl_command ctl_audit_verify;
extern const struct ctl_command ctl_batch;
extern const struct ctl_command ctl_circle_add;
extern const struct ctl_command ctl_circle_create;
extern const struct ctl_command ctl_circle_leave;
extern const struct ctl_command ctl_circle_list;
extern const struct ctl_command ctl_circle_pending;
extern const struct ctl_command ctl_custody_agree;
extern const struct ctl_command ctl_custody_ask;
extern const struct ctl_command ctl_custody_end;
extern const struct ctl_command ctl_custody_list;
extern const struct ctl_command ctl_custody_refuse;
extern const struct ctl_command ctl_custody_review;
extern const struct ctl_command ctl_custody_show;
extern const struct ctl_command ctl_custody_withdraw;
extern const struct ctl_command ctl_draft_list;
extern const struct ctl_command ctl_draft_show;
extern const struct ctl_command ctl_import_roster;
extern const struct ctl_command ctl_init;
extern const struct ctl_command ctl_migrate;
extern const struct ctl_command ctl_observation_list;
extern const struct ctl_command ctl_observation_report;
extern const struct ctl_command ctl_oncall_list;
extern const struct ctl_command ctl_oncall_set;
extern const struct ctl_command ctl_org_list;
extern const struct ctl_command ctl_org_set;
extern const struct ctl_command ctl_post_list;
extern const struct ctl_command ctl_post_set;
extern const struct ctl_command ctl_rules;
extern const struct ctl_command ctl_sample;
extern const struct ctl_command ctl_sample_clock;
extern const struct ctl_command ctl_sample_roster;
extern const struct ctl_command ctl_student_find;
extern const struct ctl_command ctl_student_phone;
extern const struct ctl_command ctl_student_reading;
extern const struct ctl_command ctl_student_show;
extern const struct ctl_command ctl_ticket_answer;
extern const struct ctl_command ctl_ticket_check;
extern const struct ctl_command ctl_ticket_differ;
extern const struct ctl_command ctl_ticket_entry;
extern const struct ctl_command ctl_ticket_link;
extern const struct ctl_command ctl_ticket_list;
extern const struct ctl_command ctl_ticket_look;
extern const struct ctl_command ctl_ticket_new;
extern const struct ctl_command ctl_ticket_ring;
extern const struct ctl_command ctl_ticket_same;
extern const struct ctl_command ctl_ticket_sheet;
extern const struct ctl_command ctl_ticket_show;
extern const struct ctl_command ctl_ticket_step;
extern const struct ctl_command ctl_ticket_unmask;
extern const struct ctl_command ctl_ticket_reviews;
extern const struct ctl_command ctl_ticket_review;
extern const struct ctl_command ctl_ticket_take;
extern const struct ctl_command ctl_ticket_undo;
extern const struct ctl_command ctl_ticket_unlink;
extern const struct ctl_command ctl_warning_ack;
extern const struct ctl_command ctl_warning_list;
extern const struct ctl_command ctl_warning_raise;
extern const struct ctl_command ctl_warning_show;
extern const struct ctl_command ctl_warning_step;
extern const struct ctl_command ctl_today;
extern const struct ctl_command ctl_watch_accept;
extern const struct ctl_command ctl_watch_add;
extern const struct ctl_command ctl_watch_list;

#endif
