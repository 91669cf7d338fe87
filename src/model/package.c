/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/package.h"

struct entry {
	const char *code, *words;
};

static const struct entry media[] = {
	{ "zip", N_("encrypted file") },
	{ "paper", N_("numbered copy on paper") },
};
static const struct entry receivers[] = {
	{ "hospital", N_("hospital") },
	{ "police", N_("police") },
	{ "school", N_("another school") },
	{ "guardian", N_("guardian") },
};
static const struct entry purposes[] = {
	{ "treat", N_("to be seen by a doctor") },
	{ "rescue", N_("to find and to save") },
	{ "change", N_("change of school, help goes on") },
	{ "meet", N_("a conference on the child") },
};
static const struct entry grounds[] = {
	{ "consent", N_("the guardians have agreed on paper") },
	{ "safety", N_("serious danger now") },
	{ "law", N_("a written demand by law") },
};
static const struct entry items[] = {
	{ "directory", N_("name, class and school") },
	{ "phone", N_("a guardian's telephone") },
	{ "warning", N_("how the warning stands") },
	{ "consultation", N_("notes of one talk") },
};
static const struct entry states[] = {
	{ "ASKED", N_("waits for a second person") },
	{ "AGREED", N_("may be fetched") },
	{ "REFUSED", N_("not agreed to") },
	{ "BACK", N_("closed") },
};
static const struct entry outcomes[] = {
	{ "", N_("still out") },
	{ "returned", N_("came back") },
	{ "destroyed", N_("destroyed there") },
	{ "lost", N_("lost") },
};

static const struct {
	const struct entry *row;
	int n;
} lists[PACKAGE_LISTS] = {
	[PACKAGE_LIST_MEDIUM] = { media, nitems(media) },
	[PACKAGE_LIST_RECEIVER] = { receivers, nitems(receivers) },
	[PACKAGE_LIST_PURPOSE] = { purposes, nitems(purposes) },
	[PACKAGE_LIST_GROUND] = { grounds, nitems(grounds) },
	[PACKAGE_LIST_ITEM] = { items, nitems(items) },
	[PACKAGE_LIST_STATE] = { states, nitems(states) },
	[PACKAGE_LIST_OUTCOME] = { outcomes, nitems(outcomes) },
};

const char *
package_code(enum package_list l, int i)
{
	return i >= 0 && i < lists[l].n ? lists[l].row[i].code : "";
}

const char *
package_words(enum package_list l, int i)
{
	return i >= 0 && i < lists[l].n ? lists[l].row[i].words : "";
}

int
package_of(enum package_list l, const char *code)
{
	for (int i = 0; i < lists[l].n; i++)
		if (strcmp(lists[l].row[i].code, code) == 0)
			return i;
	return -1;
}

int
package_count(enum package_list l)
{
	return lists[l].n;
}

/* A demand by law is no consent of anybody's: it is recorded as the package's
 * own ground, and opens no more than consent would. */
enum permit_ground
package_permit(enum package_ground g)
{
	return g == PACKAGE_SAFETY ? GROUND_SAFETY : GROUND_CONSENT;
}

int
package_may_fetch(const struct package *p, int64_t now)
{
	if (p->state == PACKAGE_ASKED)
		return ERR_SECOND;
	if (p->state != PACKAGE_AGREED || now >= p->expires_at ||
	    p->fetches >= PACKAGE_FETCHES)
		return ERR_STATE;
	return 0;
}

const char *
package_stands(const struct package *p, int64_t now)
{
	if (p->state == PACKAGE_AGREED && package_may_fetch(p, now) != 0 &&
	    !package_is_out(p))
		return N_("can no longer be fetched");
	return package_words(PACKAGE_LIST_STATE, (int)p->state);
}

bool
package_is_out(const struct package *p)
{
	return p->medium == PACKAGE_PAPER && p->state == PACKAGE_AGREED &&
	       p->fetches > 0;
}

bool
package_is_late(const struct package *p, int today)
{
	return package_is_out(p) && p->due != 0 && p->due < today;
}
