/* SPDX-License-Identifier: Apache-2.0 */
#include "internal.h"
#include "store/rollover.h"
#include "store/stmt.h"

/* What is open of the children of a class, and who has it: their warnings and
 * their appointments. */
static const struct sql sql_work = { "rollover_work",
	"SELECT 0, w.id, w.student, w.owner FROM warning w"
	" WHERE w.class = :class AND w.open = 1"
	" UNION ALL SELECT 1, a.id, a.student, a.counsellor FROM student s"
	" JOIN appointment a ON a.student = s.id"
	" WHERE s.place = :place AND a.is_open = 1",
	0 };

const struct sql *const store_rollover_work_sql[] = { &sql_work, NULL };

int
store_rollover_work(struct store *st, int64_t class, int64_t place,
    int (*fn)(void *, const struct rollover_work *), void *arg)
{
	struct rollover_work w;
	struct stmt *q;
	int r;

	if ((r = stmt_open(st, &q, &sql_work)) != 0)
		return r;
	stmt_i64(q, ":class", class);
	stmt_i64(q, ":place", place);
	while ((r = stmt_next(q)) == STORE_ROW) {
		w = (struct rollover_work){ stmt_get_i64(q, 0) != 0,
			stmt_get_i64(q, 1), stmt_get_i64(q, 2),
			stmt_get_i64(q, 3) };
		if ((r = fn(arg, &w)) != 0)
			break;
	}
	return stmt_close(q, r);
}
