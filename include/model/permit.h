/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_PERMIT_H
#define MODEL_PERMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/role.h"

struct buf;

/*
 * Who may do what: one table of role x class of data x scope x ground
 * (requirements.md 5.2, sharpened by design.md 8).  What is not in the table
 * may not be done.  A person's rights are those of all their posts together;
 * act/ asks here and adds nothing but the facts.
 */

/* Classes of data (requirements.md 5.1). */
enum permit_class {
	CLASS_FIGURES,	 /* C0 aggregates without small cells, registers */
	CLASS_DIRECTORY, /* C1 name, number, class, school, duty contacts */
	CLASS_FAMILY,	 /* C2 guardians, address, groups */
	CLASS_CARE,	 /* C3 talks, visits, observations */
	CLASS_WARNING,	 /* C4 warning state, severity, plan */
	CLASS_SCREENING, /* C5 answers, scores, flags */
	CLASS_NARRATIVE, /* C6 consultation notes, ticket text */
	CLASS_MEDICAL,	 /* C7 referral papers */
	CLASS_HEALTH,	 /* C7 special constitution: a ledger of its own */
	CLASS_JUDICIAL,	 /* C8 */
	CLASS_ACCOUNTS,	 /* C9 audit log, keys, accounts */
	CLASS_COUNT
};

/* What may be done, as bits.  READ shows all, STATE only how far it is and
 * the agreed measures, HINT only whom to ask. */
enum permit_right {
	MAY_COUNT = 1u << 0, /* figures, no names */
	MAY_HINT = 1u << 1,
	MAY_STATE = 1u << 2,
	MAY_READ = 1u << 3,
	MAY_RAISE = 1u << 4, /* add a new one, see its receipt */
	MAY_STAMP = 1u << 5, /* acknowledge, review, approve closing */
	MAY_WRITE = 1u << 6,
};

/* Whose data, seen from the post. */
enum permit_scope {
	SCOPE_ANY,   /* no person's: registers, or everybody's */
	SCOPE_POST,  /* at or under the post's organisation */
	SCOPE_OWN,   /* taken, written or reported by the person; a student
		      * who is theirs by a tie */
	SCOPE_CASE,  /* named in it, asked, or it was raised to them */
	SCOPE_EXACT, /* one person, by school and full name or number */
	SCOPE_NEAR,  /* the same, within the post's organisation */
};

/* Why, when a reason is asked; recorded with the view (SJS-49, GZ-67). */
enum permit_ground {
	GROUND_NONE,
	GROUND_CONSENT, /* the person agreed that the school is told */
	GROUND_STAFF,	/* the caller is staff of the school, or guardian */
	GROUND_SAFETY,	/* serious danger now */
	GROUND_COUNT
};

/* Facts about what is asked for. */
struct permit_on {
	int64_t lft; /* place of its class, grade, school or line; 0: none */
	bool own;
	bool named;
	bool exact;
};

enum permit_answer {
	PERMIT_NO,
	PERMIT_YES,
	PERMIT_GROUND, /* yes, once a ground is given and recorded */
};

/* May one who holds these n posts do `want` (one right) to class c? */
enum permit_answer permit_ask(const struct post *posts, int n,
    enum permit_class c, enum permit_right want, const struct permit_on *on,
    enum permit_ground ground);

/* "safety": in JSON, the audit and the store; static.  Back: -1 if none. */
const char *permit_ground_name(enum permit_ground g);
int permit_ground_of(const char *name);

/* Cells of the table, for the manual and the tests. */
struct permit_cell {
	enum role role;
	enum permit_class class;
	enum permit_scope scope;
	unsigned may; /* rights, all that they include spelled out */
	bool ground;  /* only with a recorded ground */
};
const struct permit_cell *permit_cells(size_t *n);

/* The matrix as Markdown. */
void permit_print(struct buf *out);

#endif
