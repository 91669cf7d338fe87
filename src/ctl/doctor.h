/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_DOCTOR_H
#define CTL_DOCTOR_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct store;

enum doctor_state { DOCTOR_WELL, DOCTOR_UNSEEN, DOCTOR_ILL };

/* One look at an installation, check after check. */
struct doctor {
	const char *data;    /* the data folder */
	const char *system;  /* before /proc, /sys, /dev, /run; "" is here */
	struct store *store; /* from the check of the schema on, or NULL */
	bool served;	     /* as it was then: the folder is another one now */
	char found[300];
};

/* A check: DOCTOR_UNSEEN where it cannot tell. */
typedef enum doctor_state doctor_look(struct doctor *d);
struct doctor_check {
	const char *name;
	doctor_look *look;
	const char *advice; /* what to do, a msgid */
};

/* What was found, for people; returns s. */
enum doctor_state doctor_found(struct doctor *d, enum doctor_state s,
    const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* The process that serves the data folder, or 0. */
pid_t doctor_server(const struct doctor *d);

/* A file of the system, for reading; NULL without. */
FILE *doctor_open(const struct doctor *d, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

doctor_look doctor_folder, doctor_files, doctor_keys, doctor_space;
doctor_look doctor_clock, doctor_disk, doctor_swap, doctor_memory,
    doctor_kernel, doctor_limits;
doctor_look doctor_schema, doctor_ahead, doctor_signed, doctor_backup,
    doctor_admins, doctor_custodians, doctor_oncall;

#endif
