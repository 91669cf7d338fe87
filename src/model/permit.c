/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "model/permit.h"

#define COUNT MAY_COUNT
#define HINT MAY_HINT
#define STATE (MAY_STATE | MAY_HINT | MAY_COUNT)
#define READ (MAY_READ | STATE)
#define RAISE MAY_RAISE
#define STAMP (MAY_STAMP | STATE)
#define WRITE (MAY_WRITE | MAY_STAMP | MAY_RAISE | READ)

#define C0 CLASS_FIGURES
#define C1 CLASS_DIRECTORY
#define C2 CLASS_FAMILY
#define C3 CLASS_CARE
#define C4 CLASS_WARNING
#define C5 CLASS_SCREENING
#define C6 CLASS_NARRATIVE
#define C7 CLASS_MEDICAL
#define C7_BODY CLASS_HEALTH
#define C8 CLASS_JUDICIAL
#define C9 CLASS_ACCOUNTS

#define ANY SCOPE_ANY
#define POST SCOPE_POST
#define OWN SCOPE_OWN
#define CASE SCOPE_CASE
#define EXACT SCOPE_EXACT
#define NEAR SCOPE_NEAR

#define GROUND true

static const struct permit_cell cells[] = {
	{ ROLE_OPERATOR, C0, ANY, READ, false },
	{ ROLE_OPERATOR, C1, EXACT, READ, GROUND },
	{ ROLE_OPERATOR, C4, EXACT, RAISE, GROUND },
	{ ROLE_OPERATOR, C6, OWN, WRITE, false },

	{ ROLE_LEAD, C0, ANY, READ, false },
	{ ROLE_LEAD, C1, EXACT, READ, GROUND },
	{ ROLE_LEAD, C4, EXACT, RAISE, GROUND },
	{ ROLE_LEAD, C6, POST, WRITE, false },

	{ ROLE_STAFF, C1, NEAR, READ, false },
	{ ROLE_STAFF, C1, OWN, READ, false },
	{ ROLE_STAFF, C2, OWN, STATE, false },
	{ ROLE_STAFF, C3, POST, RAISE, false },
	{ ROLE_STAFF, C3, OWN, STATE, false },
	{ ROLE_STAFF, C4, POST, HINT, false },

	{ ROLE_CLASS_TEACHER, C0, POST, COUNT, false },
	{ ROLE_CLASS_TEACHER, C1, POST, READ | RAISE, false },
	{ ROLE_CLASS_TEACHER, C2, POST, READ | RAISE, false },
	{ ROLE_CLASS_TEACHER, C3, POST, WRITE, false },
	{ ROLE_CLASS_TEACHER, C4, POST, STAMP, false },
	{ ROLE_CLASS_TEACHER, C7_BODY, POST, STATE, false },

	{ ROLE_GRADE_HEAD, C0, POST, COUNT, false },
	{ ROLE_GRADE_HEAD, C1, POST, READ | RAISE, false },
	{ ROLE_GRADE_HEAD, C2, POST, READ, GROUND },
	{ ROLE_GRADE_HEAD, C3, POST, READ | RAISE, false },
	{ ROLE_GRADE_HEAD, C4, CASE, STAMP, false },

	{ ROLE_PSYCHOLOGY, C0, ANY, READ, false },
	{ ROLE_PSYCHOLOGY, C1, POST, READ | RAISE, false },
	{ ROLE_PSYCHOLOGY, C2, POST, READ | RAISE, false },
	{ ROLE_PSYCHOLOGY, C3, POST, READ | RAISE, false },
	{ ROLE_PSYCHOLOGY, C4, POST, WRITE, false },
	{ ROLE_PSYCHOLOGY, C5, POST, WRITE, false },
	{ ROLE_PSYCHOLOGY, C6, OWN, WRITE, false },
	{ ROLE_PSYCHOLOGY, C6, POST, READ, GROUND },
	{ ROLE_PSYCHOLOGY, C7, OWN, WRITE, false },
	{ ROLE_PSYCHOLOGY, C7_BODY, POST, WRITE, false },
	{ ROLE_PSYCHOLOGY, C8, POST, READ, GROUND },

	{ ROLE_CRISIS_MEMBER, C0, ANY, READ, false },
	{ ROLE_CRISIS_MEMBER, C1, CASE, READ, false },
	{ ROLE_CRISIS_MEMBER, C2, CASE, READ, false },
	{ ROLE_CRISIS_MEMBER, C3, CASE, READ | RAISE, false },
	{ ROLE_CRISIS_MEMBER, C4, CASE, WRITE, false },
	{ ROLE_CRISIS_MEMBER, C5, CASE, STATE, GROUND },
	{ ROLE_CRISIS_MEMBER, C6, CASE, STATE, false },
	{ ROLE_CRISIS_MEMBER, C7, CASE, READ, false },
	{ ROLE_CRISIS_MEMBER, C7_BODY, CASE, STATE, false },
	{ ROLE_CRISIS_MEMBER, C8, CASE, READ, GROUND },

	{ ROLE_CRISIS_HEAD, C0, ANY, READ, false },
	{ ROLE_CRISIS_HEAD, C1, CASE, READ, false },
	{ ROLE_CRISIS_HEAD, C2, CASE, READ, false },
	{ ROLE_CRISIS_HEAD, C3, CASE, READ | RAISE, false },
	{ ROLE_CRISIS_HEAD, C4, CASE, WRITE, false },
	{ ROLE_CRISIS_HEAD, C4, POST, COUNT, false },
	{ ROLE_CRISIS_HEAD, C5, CASE, STATE, GROUND },
	{ ROLE_CRISIS_HEAD, C6, CASE, STATE, false },
	{ ROLE_CRISIS_HEAD, C7, CASE, READ, false },
	{ ROLE_CRISIS_HEAD, C7_BODY, CASE, STATE, false },
	{ ROLE_CRISIS_HEAD, C8, CASE, READ, GROUND },

	{ ROLE_PRINCIPAL, C0, ANY, READ, false },
	{ ROLE_PRINCIPAL, C1, POST, READ, false },
	{ ROLE_PRINCIPAL, C3, POST, COUNT | RAISE, false },
	{ ROLE_PRINCIPAL, C4, POST, COUNT, false },
	{ ROLE_PRINCIPAL, C4, CASE, STATE, false },
	{ ROLE_PRINCIPAL, C8, POST, READ, GROUND },

	{ ROLE_COUNSELLOR, C0, ANY, READ, false },
	{ ROLE_COUNSELLOR, C1, CASE, READ, false },
	{ ROLE_COUNSELLOR, C2, CASE, READ, false },
	{ ROLE_COUNSELLOR, C3, CASE, READ, false },
	{ ROLE_COUNSELLOR, C4, CASE, WRITE, false },
	{ ROLE_COUNSELLOR, C4, POST, COUNT | RAISE, false },
	{ ROLE_COUNSELLOR, C5, CASE, READ, GROUND },
	{ ROLE_COUNSELLOR, C6, OWN, WRITE, false },
	{ ROLE_COUNSELLOR, C7, CASE, READ, false },
	{ ROLE_COUNSELLOR, C8, CASE, READ, GROUND },

	{ ROLE_DISTRICT_STAFF, C0, ANY, READ, false },
	{ ROLE_DISTRICT_STAFF, C1, POST, WRITE, false },
	{ ROLE_DISTRICT_STAFF, C2, POST, COUNT | RAISE, false },
	{ ROLE_DISTRICT_STAFF, C3, POST, COUNT, false },
	{ ROLE_DISTRICT_STAFF, C4, POST, COUNT, false },
	{ ROLE_DISTRICT_STAFF, C4, POST, STATE, GROUND },
	{ ROLE_DISTRICT_STAFF, C5, POST, COUNT, false },
	{ ROLE_DISTRICT_STAFF, C7, POST, COUNT, false },
	{ ROLE_DISTRICT_STAFF, C7_BODY, POST, COUNT, false },
	{ ROLE_DISTRICT_STAFF, C8, POST, READ, GROUND },

	{ ROLE_SYSTEM_ADMIN, C0, ANY, READ, false },
	{ ROLE_SYSTEM_ADMIN, C9, ANY, WRITE, false },
	{ ROLE_SECURITY_ADMIN, C9, ANY, READ | MAY_STAMP, false },
	{ ROLE_AUDIT_ADMIN, C9, ANY, READ, false },
};

static const char *const classes[CLASS_COUNT] = {
	"C0 figures",
	"C1 directory",
	"C2 family",
	"C3 care",
	"C4 warning",
	"C5 screening",
	"C6 narrative",
	"C7 medical",
	"C7 body",
	"C8 judicial",
	"C9 accounts",
};

static const char *const scopes[] = { "any", "post", "own", "case", "exact",
	"exact, near" };

static const char *const grounds[GROUND_COUNT] = { "", "consent", "staff",
	"safety" };

static const char *const rights[] = { "count", "hint", "state", "read", "raise",
	"stamp", "write" };

const struct permit_cell *
permit_cells(size_t *n)
{
	*n = nitems(cells);
	return cells;
}

static bool
is_within(const struct permit_cell *c, const struct post *p,
    const struct permit_on *on)
{
	switch (c->scope) {
	case SCOPE_ANY:
		return true;
	case SCOPE_POST:
		return on->lft >= p->lft && on->lft <= p->rgt;
	case SCOPE_NEAR:
		return on->exact && on->lft >= p->lft && on->lft <= p->rgt;
	case SCOPE_OWN:
		return on->own;
	case SCOPE_CASE:
		return on->named;
	default:
		return on->exact;
	}
}

static enum permit_answer
ask_post(const struct post *p, enum permit_class class, enum permit_right want,
    const struct permit_on *on, enum permit_ground ground)
{
	enum permit_answer best = PERMIT_NO;

	for (size_t i = 0; i < nitems(cells); i++) {
		const struct permit_cell *c = &cells[i];

		if (c->role != p->role || c->class != class ||
		    (c->may & want) == 0 || !is_within(c, p, on))
			continue;
		if (!c->ground || ground != GROUND_NONE)
			return PERMIT_YES;
		best = PERMIT_GROUND;
	}
	return best;
}

enum permit_answer
permit_ask(const struct post *posts, int n, enum permit_class class,
    enum permit_right want, const struct permit_on *on,
    enum permit_ground ground)
{
	enum permit_answer best = PERMIT_NO, one;

	for (int i = 0; i < n; i++) {
		one = ask_post(&posts[i], class, want, on, ground);
		if (one == PERMIT_YES)
			return one;
		if (one == PERMIT_GROUND)
			best = one;
	}
	return best;
}

const char *
permit_ground_name(enum permit_ground g)
{
	return (unsigned)g < GROUND_COUNT ? grounds[g] : "";
}

int
permit_ground_of(const char *name)
{
	for (int i = GROUND_CONSENT; i < GROUND_COUNT; i++)
		if (strcmp(grounds[i], name) == 0)
			return i;
	return -1;
}

void
permit_print(struct buf *out)
{
	buf_add_text(out, "| role | class | whose | may | ground |\n"
			  "|---|---|---|---|---|\n");
	for (size_t i = 0; i < nitems(cells); i++) {
		const struct permit_cell *c = &cells[i];
		const char *sep = "";

		buf_add_f(out, "| %s | %s | %s | ", role_name(c->role),
		    classes[c->class], scopes[c->scope]);
		for (size_t b = 0; b < nitems(rights); b++)
			if ((c->may & 1u << b) != 0) {
				buf_add_f(out, "%s%s", sep, rights[b]);
				sep = ", ";
			}
		buf_add_f(out, " | %s |\n", c->ground ? "yes" : "-");
	}
}
