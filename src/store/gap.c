/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "store/gap.h"
#include "store/stmt.h"

#define SOON_S (30 * (int64_t)CLOCK_DAY) /* a post that ends */
#define STALE_S (30 * (int64_t)CLOCK_DAY) /* a number nobody has tried */

/* Columns: place, org, type, number, name, above, person, who, role, duty,
 * at. */
#define NOBODY ", NULL, NULL, NULL, NULL, NULL"
#define ORGS                                                               \
	"SELECT o.lft, o.id, o.type, u.number, o.name, u.name" NOBODY      \
	" FROM org o LEFT JOIN org u ON u.id = o.parent"
#define OF(type)                                                      \
	" WHERE o.type = '" type "' AND o.lft > :after AND o.lft <= :rgt"
#define END_ORGS " ORDER BY o.lft LIMIT :limit"

#define HELD(p)                                                     \
	" AND " p ".since IS NOT NULL AND " p ".since <= :now"      \
	" AND (" p ".until IS NULL OR " p ".until > :now)"
#define DETAIL_IS(table, of, name)                                       \
	"(SELECT d.value FROM " table " d WHERE d." of " AND d.name = '" \
	name "' AND d.until IS NULL LIMIT 1)"
#define ORG_IS(name) DETAIL_IS("org_detail", "org = o.id", name)
#define PERSON_IS(name) DETAIL_IS("person_detail", "person = p.person", name)
#define TEACHERS                                                    \
	"(SELECT COUNT(*) FROM post p WHERE p.org = o.id"           \
	" AND p.role = 'psychology' AND p.deputy_of IS NULL" HELD("p")
#define FULL " AND " PERSON_IS("time") " = 'full-time'"
#define NUMBER_OF(name) "COALESCE(CAST(" ORG_IS(name) " AS INTEGER), 0)"
#define DUTY_AT(name)                                                  \
	" AND NOT EXISTS (SELECT 1 FROM post p WHERE p.org = o.id"     \
	" AND p.duty = '" name "'" HELD("p") ")"

#define POSTS                                                             \
	"SELECT p.id, o.id, o.type, o.number, o.name, u.name, p.person,"  \
	" w.name, p.role, p.duty, p.until FROM org o"                     \
	" JOIN post p ON p.org = o.id JOIN person w ON w.id = p.person"   \
	" LEFT JOIN org u ON u.id = o.parent"                             \
	" WHERE o.lft >= :lft AND o.lft <= :rgt AND p.id > :after"
#define END_POSTS " ORDER BY p.id LIMIT :limit"

static const struct sql gaps[GAP_COUNT] = {
	[GAP_CLASS_TEACHER] = { "gap_class_teacher",
	    ORGS OF("class") " AND NOT EXISTS (SELECT 1 FROM post p"
			     " WHERE p.org = o.id"
			     " AND p.role = 'class_teacher'" HELD("p") ")"
		END_ORGS,
	    0 },
	[GAP_PSYCHOLOGY] = { "gap_psychology",
	    ORGS OF("school") " AND " TEACHERS ") = 0" END_ORGS, 0 },
	[GAP_CAMPUS] = { "gap_campus",
	    ORGS OF("campus") " AND NOT EXISTS (SELECT 1 FROM post p"
			      " WHERE p.org = o.parent AND p.campus = o.id"
			      " AND p.role = 'psychology'" HELD("p") ")"
		END_ORGS,
	    0 },
	[GAP_FULL_TIME] = { "gap_full_time",
	    ORGS OF("school") " AND COALESCE(" ORG_IS("small")
		", 'no') <> 'yes' AND " TEACHERS FULL ") = 0" END_ORGS,
	    0 },
	[GAP_TWO_TEACHERS] = { "gap_two_teachers",
	    ORGS OF("school") " AND (" NUMBER_OF("enrolment")
		" >= 500 OR (SELECT COUNT(*) FROM org c"
		" WHERE c.parent = o.id AND c.type = 'campus') > 1"
		" OR " ORG_IS("kind") " IN ('junior secondary',"
		" 'senior secondary', 'complete secondary'))"
		" AND " TEACHERS ") < 2" END_ORGS,
	    0 },
	[GAP_PER_TEN_CLASSES] = { "gap_per_ten_classes",
	    ORGS OF("school") " AND " NUMBER_OF("classes") " > 10 * " TEACHERS
		") AND COALESCE(" ORG_IS("small") ", 'no') <> 'yes'"
		END_ORGS,
	    0 },
	[GAP_UNIVERSITY] = { "gap_university",
	    ORGS OF("school") " AND " ORG_IS("kind") " = 'university'"
		" AND (" TEACHERS FULL ") < 2 OR " TEACHERS FULL
		") * 4000 < " NUMBER_OF("enrolment") ")" END_ORGS,
	    0 },
	[GAP_QUALIFIED] = { "gap_qualified",
	    POSTS " AND p.role = 'psychology'" HELD("p")
		" AND " PERSON_IS("degree_field") " IS NULL"
		" AND " PERSON_IS("licence") " IS NULL"
		" AND " PERSON_IS("certificate") " IS NULL" END_POSTS,
	    0 },
	[GAP_DEPUTY] = { "gap_deputy",
	    POSTS " AND p.deputy_of IS NULL AND p.role IN ('psychology',"
		  " 'grade_head', 'crisis_head', 'lead', 'counsellor')"
		HELD("p")
		" AND NOT EXISTS (SELECT 1 FROM post q WHERE q.org = p.org"
		" AND q.role = p.role AND q.person <> p.person" HELD("q") ")"
		END_POSTS,
	    0 },
	[GAP_ENDING] = { "gap_ending",
	    POSTS HELD("p") " AND p.until <= :soon" END_POSTS, 0 },
	[GAP_ONCALL] = { "gap_oncall",
	    ORGS OF("school") " AND NOT EXISTS (SELECT 1 FROM oncall c"
			      " WHERE c.org = o.id)" END_ORGS,
	    0 },
	[GAP_CONFIRMED] = { "gap_confirmed",
	    "SELECT c.id, o.id, o.type, o.number, o.name, u.name, NULL,"
	    " c.name, c.duty, NULL, c.confirmed_at FROM org o"
	    " JOIN oncall c ON c.org = o.id"
	    " LEFT JOIN org u ON u.id = o.parent"
	    " WHERE o.lft >= :lft AND o.lft <= :rgt AND c.id > :after"
	    " AND (c.confirmed_at IS NULL OR c.confirmed_at < :stale)"
	    " ORDER BY c.id LIMIT :limit",
	    0 },
	[GAP_NEVER_IN] = { "gap_never_in",
	    POSTS " AND w.state = 2 AND w.signed_in_at IS NULL" HELD("p")
		" AND NOT EXISTS (SELECT 1 FROM post q"
		" WHERE q.person = p.person AND q.id < p.id" HELD("q") ")"
		END_POSTS,
	    0 },
	[GAP_FIRST_RESPONSIBLE] = { "gap_first_responsible",
	    ORGS " WHERE o.type IN ('district', 'school')"
		 " AND o.lft > :after AND o.lft <= :rgt AND "
		ORG_IS("first_responsible") " IS NULL"
		DUTY_AT("first_responsible") END_ORGS,
	    0 },
	[GAP_LIAISON] = { "gap_liaison",
	    ORGS " WHERE o.type IN ('district', 'department')"
		 " AND o.lft > :after AND o.lft <= :rgt AND "
		ORG_IS("liaison") " IS NULL" DUTY_AT("liaison") END_ORGS,
	    0 },
	[GAP_RESEARCHERS] = { "gap_researchers",
	    ORGS OF("district")
		" AND (SELECT COUNT(DISTINCT p.person) FROM org i"
		" JOIN post p ON p.org = i.id WHERE i.lft >= o.lft"
		" AND i.lft <= o.rgt AND p.duty = 'researcher'" HELD("p")
		") < 2" END_ORGS,
	    0 },
	[GAP_ROOM] = { "gap_room",
	    ORGS OF("school") " AND COALESCE(" ORG_IS("room_built")
		", 'no') <> 'yes' AND NOT EXISTS (SELECT 1 FROM org m"
		" WHERE m.lft > o.lft AND m.lft <= o.rgt"
		" AND m.type = 'room')" END_ORGS,
	    0 },
	[GAP_VENDOR] = { "gap_vendor",
	    ORGS OF("vendor") " AND COALESCE(" ORG_IS("secrecy_until")
		", '') < :today" END_ORGS,
	    0 },
	[GAP_TRAINING] = { "gap_training",
	    POSTS " AND p.role IN ('operator', 'lead')" HELD("p")
		" AND NOT EXISTS (SELECT 1 FROM training t"
		" WHERE t.person = p.person AND t.until IS NULL"
		" AND (t.ends = '' OR t.ends >= :today))" END_POSTS,
	    0 },
};

const struct sql *const store_gap_sql[] = { &gaps[0], &gaps[1], &gaps[2],
	&gaps[3], &gaps[4], &gaps[5], &gaps[6], &gaps[7], &gaps[8], &gaps[9],
	&gaps[10], &gaps[11], &gaps[12], &gaps[13], &gaps[14], &gaps[15],
	&gaps[16], &gaps[17], &gaps[18], NULL };

static void
gap_from_row(struct stmt *q, struct gap_row *g)
{
	*g = (struct gap_row){ .place = stmt_get_i64(q, 0),
		.org = stmt_get_i64(q, 1),
		.type = org_type_of(stmt_get_text(q, 2)),
		.number = stmt_get_i64(q, 3),
		.person = stmt_get_i64(q, 6),
		.at = stmt_get_i64(q, 10) };
	stmt_copy_text(q, 4, g->name, sizeof(g->name));
	stmt_copy_text(q, 5, g->above, sizeof(g->above));
	stmt_copy_text(q, 7, g->who, sizeof(g->who));
	stmt_copy_text(q, 8, g->role, sizeof(g->role));
	stmt_copy_text(q, 9, g->duty, sizeof(g->duty));
}

/* Each statement names what it asks for alone. */
static void
bind_if(struct stmt *q, const struct sql *s, const char *name, int64_t v)
{
	if (strstr(s->text, name) != NULL)
		stmt_i64(q, name, v);
}

int
store_gap_each(struct store *st, enum store_gap g, int64_t lft, int64_t rgt,
    int64_t after, int64_t now, int limit,
    int (*fn)(void *, const struct gap_row *), void *arg)
{
	const struct sql *s = &gaps[g];
	bool by_place = strstr(s->text, ":lft") == NULL;
	struct gap_row row;
	struct clock_parts p;
	char today[40];
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, s)) != 0)
		return r;
	clock_parts_of(now, &p);
	snprintf(today, sizeof(today), "%04d-%02d-%02d", p.year, p.month,
	    p.day);
	bind_if(q, s, ":lft", lft);
	stmt_i64(q, ":rgt", rgt);
	stmt_i64(q, ":after", by_place && after < lft ? lft - 1 : after);
	stmt_i64(q, ":limit", limit);
	bind_if(q, s, ":now", now);
	bind_if(q, s, ":soon", now + SOON_S);
	bind_if(q, s, ":stale", now - STALE_S);
	if (strstr(s->text, ":today") != NULL)
		stmt_text(q, ":today", today);
	while ((r = stmt_next(q)) == STORE_ROW) {
		gap_from_row(q, &row);
		if ((r = fn(arg, &row)) != 0)
			break;
	}
	return stmt_close(q, r);
}
