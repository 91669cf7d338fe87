/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_IMPORT_H
#define ACT_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/csv.h"
#include "model/table.h"

struct actor;

/*
 * Taking in a table.  A school's roster (TJ-44: the list of students is fresh).
 * Good rows go in, each refused one is named and written to a table of its own,
 * which can be mended and taken in like any other; the first ones can be mended
 * in a screen (mend.h).  A row that is known
 * already changes only what it says otherwise; what the table has no column
 * for stays.  Rows go in by slices, each a transaction with one audit row; a
 * run that was cut off goes on where it stopped when the same file is given
 * to the same person again.
 *
 * Whoever may write the directory (permit.h C1) of a school may take in its
 * rows; a school outside is refused in the same words as an unknown one.
 */
struct act_import {
	int source;  /* the file, open for reading, that can be sought in */
	int refused; /* the table of refused rows, for reading and writing;
			-1 when only tried */
	bool dry_run;
	int slice;	    /* rows of a transaction at most; 0: 50,000 */
	const char *school; /* the whole file's, by name or code; or NULL */
	bool make;	    /* organisations that a table of staff names, too */
	int year; /* of a table of who goes another way; 0: the plan's */
	const struct table_mapping *maps;
	size_t n_maps;

	void *arg;
	/* A row was refused: its line and column (0: the row as a whole) of
	 * the file, the field, and what to do, for _().  May be NULL. */
	void (*on_refused)(
	    void *arg, int64_t line, int column, int field, const char *words);
	/* After each slice; not 0 stops there: ERR_STOPPED.  May be NULL. */
	int (*on_progress)(
	    void *arg, int64_t rows, int64_t bytes, int64_t all_bytes);
};

struct act_imported {
	int64_t id; /* 0 when only tried */
	int64_t rows, accepted, changed, unchanged, refused;
	int64_t waiting;    /* refused rows that can be mended: mend.h */
	int64_t resumed_at; /* line gone on from, 0 at the beginning */
	int64_t untrained; /* hotline posts without a valid training: it told */
	int64_t approval;  /* that was asked for; 0: none is needed */
	enum csv_encoding encoding;
};

/*
 * ERR_INPUT with who->why: no roster, a column is missing, an encoding that
 * is not known.  ERR_DENIED if the person may take in no school at all.
 * out is filled as far as it came, whatever is returned.
 */
int act_import_roster(
    struct actor *who, const struct act_import *in, struct act_imported *out);

/*
 * Any table, by its name (model/table.h); and may this person take in such a
 * one at all?
 *
 *	roster		as above
 *	staff		a row is a person with a post (model/staff.h).  Accounts
 *			and posts are proposed, as by act_account_propose(); at
 *			the end of the file the security administrator is asked
 *			once for all of them (staff.h).  By the system
 *			administrator.
 *	orgs		organisations with their registers (model/org_table.h),
 *			a parent before what stands under it.  By who keeps the
 *			registers.
 *	ties		who looks after whom (model/tie_table.h).  By who keeps
 *			the office; a principal, of the own school.
 *	training	who was there, a row each (model/training.h).  By who
 *			keeps the office; a principal, of the own staff.
 *	except		who does not go the way of the class when a year turns
 *			(model/except.h, rollover.h).  By who turns the year
 *			over.
 *	groups		what to keep in mind about children
 *			(model/group_table.h), by who may enter it for them.
 *	numbers		of the district's care system (model/care_table.h).  By
 *			the district's office; psychology teachers, of the own
 *			school (QP-40).
 */
int act_import(struct actor *who, const char *table,
    const struct act_import *in, struct act_imported *out);
bool act_import_may(struct actor *who, const char *table);

#endif
