/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

/* A numbered step of the schema: schema_NN_name.c, one transaction, never
 * edited once released.  texts ends with NULL. */
struct schema_step {
	int number;
	const char *name;
	const char *const *texts;
};

/* The steps from 0 on; NULL after the last. */
const struct schema_step *store_schema_step(int i);

extern const struct schema_step schema_00_store;
extern const struct schema_step schema_01_core;
extern const struct schema_step schema_02_student;
extern const struct schema_step schema_03_ticket;
extern const struct schema_step schema_04_warning;
extern const struct schema_step schema_05_consult;
extern const struct schema_step schema_06_unmask;
extern const struct schema_step schema_07_custody;
extern const struct schema_step schema_08_refusal;
extern const struct schema_step schema_09_setting;
extern const struct schema_step schema_10_writing;
extern const struct schema_step schema_11_refused;
extern const struct schema_step schema_12_pair;
extern const struct schema_step schema_13_knock;
extern const struct schema_step schema_14_office;
extern const struct schema_step schema_15_undo;
extern const struct schema_step schema_16_invite;
extern const struct schema_step schema_17_gate;
extern const struct schema_step schema_18_year;
extern const struct schema_step schema_19_staff;
extern const struct schema_step schema_20_except;
extern const struct schema_step schema_21_paper;
extern const struct schema_step schema_22_group;
extern const struct schema_step schema_23_file;
extern const struct schema_step schema_24_day_one;
extern const struct schema_step schema_25_rota;
extern const struct schema_step schema_26_sheet;
extern const struct schema_step schema_27_package;

#endif
