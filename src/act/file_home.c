/* SPDX-License-Identifier: Apache-2.0 */
/* Where a child's file lives, and to whom its warning is open. */
#include <stdlib.h>

#include "base/err.h"
#include "base/mem.h"
#include "file_internal.h"
#include "internal.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "warning_case.h"

#define HOPS 32 /* schools of one child */

struct hops {
	struct transfer t[HOPS]; /* those that arrived, the newest first */
	int n;
};

static int
add_hop(void *arg, const struct transfer *t)
{
	struct hops *h = arg;

	if (transfer_has_arrived(t->state) && h->n < HOPS)
		h->t[h->n++] = *t;
	return 0;
}

#define VERSIONS 1000 /* of one child's row */

struct coming {
	int64_t school, at;
	int64_t before; /* where the child was until then; 0 */
};

/* The newest version first: back to where it named another school. */
static int
look_back(void *arg, const struct student *was, int64_t since, int64_t until)
{
	struct coming *c = arg;

	(void)since, (void)until;
	if (was->school == c->school)
		c->at = was->changed_at;
	else
		c->before = was->school;
	return c->before != 0 ? ERR_STOPPED : 0;
}

/* Since when the roster has the child at its school, 0: always; and where it
 * had them before. */
static int
came_to_school(struct actor *who, const struct student *s, struct coming *c)
{
	int r;

	*c = (struct coming){ .school = s->school, .at = s->changed_at };
	r = store_student_history(who->store, s->id, VERSIONS, look_back, c);
	if (c->before == 0)
		c->at = 0;
	return r == ERR_STOPPED ? 0 : r;
}

/* From where the roster has the child the file may have gone on and on; what
 * arrived before the roster brought them there is over. */
int
file_home(struct actor *who, const struct student *s, struct file_home *h)
{
	struct hops hops = { .n = 0 };
	int64_t at = s->school;
	struct coming c;
	struct org o;
	int r;

	*h = (struct file_home){ .school = s->school, .lft = s->place };
	r = store_transfer_of(who->store, s->id, HOPS, add_hop, &hops);
	if (r != 0 || hops.n == 0 || (r = came_to_school(who, s, &c)) != 0)
		return r;
	for (int i = hops.n - 1; i >= 0; i--)
		if (hops.t[i].from_school == at &&
		    hops.t[i].answered_at >= c.at)
			at = hops.t[i].to_school;
	if (at == s->school || (r = store_org_get(who->store, at, &o)) != 0)
		return r;
	*h = (struct file_home){ o.id, o.lft, s->place };
	return 0;
}

int
file_left_at(struct actor *who, const struct student *s, int64_t *school)
{
	struct hops hops = { .n = 0 };
	struct coming c;
	int r;

	*school = 0;
	if ((r = came_to_school(who, s, &c)) != 0 || c.before == 0)
		return r;
	r = store_transfer_of(who->store, s->id, HOPS, add_hop, &hops);
	for (int i = 0; i < hops.n; i++)
		if (hops.t[i].from_school == c.before &&
		    hops.t[i].to_school == s->school)
			return 0; /* it came */
	*school = r == 0 ? c.before : 0;
	return r;
}

int
file_notes_follow(
    struct actor *who, int64_t student, int64_t *school, int64_t *lft)
{
	struct hops hops = { .n = 0 };
	int64_t at = *school;
	struct org o;
	int r;

	r = store_transfer_of(who->store, student, HOPS, add_hop, &hops);
	for (int i = hops.n - 1; i >= 0; i--)
		if (hops.t[i].from_school == at && hops.t[i].notes)
			at = hops.t[i].to_school;
	if (r != 0 || at == *school)
		return r;
	if ((r = store_org_get(who->store, at, &o)) == 0) {
		*school = at;
		*lft = o.lft;
	}
	return r;
}

int
file_is_case(struct actor *who, int64_t student, bool *is)
{
	struct warning_case *c = mem_zero(1, sizeof(*c));
	int r;

	*is = false;
	if ((r = store_warning_of(who->store, student, &c->w)) == 0 &&
	    (r = case_around(who, c)) == 0)
		*is = (warning_items(&c->w, &c->me) & 1u << ITEM_STATE) != 0;
	free(c);
	return r == ERR_NOT_FOUND ? 0 : r;
}
