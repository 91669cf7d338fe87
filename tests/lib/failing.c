/* SPDX-License-Identifier: Apache-2.0 */
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdbool.h>

#include "act/actor.h"
#include "base/buf.h"
#include "base/lang.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"
#include "tests/lib/failing.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static int steps, fails_at = -1;

/* What never fails, and how far the clock of a sample store was moved: then
 * it is the machine's. */
static const char *const never[] = { "ROLLBACK", "SELECT value FROM setting",
	NULL };
/* Without these, by design, something is shown without a name, or as if one
 * were no member, or no second person.  Inside a change they are left alone: it
 * would be done, and could not be done again. */
static const char *const ornaments[] = { "SELECT name FROM person WHERE",
	"SELECT id, login, name, phone, state, key_text,",
	"SELECT id, parent, type, number, lft, rgt, code, name FROM org WHERE",
	"SELECT 1 FROM circle_member",
	"SELECT id, kind, object, org, state, asked_by, asked_at,",
	"SELECT p.id, p.person, p.role, p.org,",
	"SELECT id, kind, owner, generation, public_half, made_at FROM keypair",
	"SELECT id, pair, to_pair, second_pair, sealed FROM key_grant"
	" WHERE pair = :pair AND second_pair IS NOT NULL",
	"SELECT count(*) FROM ticket", NULL };
static bool ornament, changing;
static const char *failed; /* the statement */

static struct {
	const char *login;
	struct actor *who;
} seats[16];
static struct buf *text;

static bool
begins(sqlite3_stmt *s, const char *const *list)
{
	const char *sql = sqlite3_sql(s); /* NULL: one of SQLite's own */

	for (; sql != NULL && *list != NULL; list++)
		if (strncmp(sql, *list, strlen(*list)) == 0)
			return true;
	return sql == NULL;
}

int
sqlite3_step(sqlite3_stmt *s)
{
	static int (*real)(sqlite3_stmt *);
	void *p;

	if (real == NULL) {
		p = dlsym(RTLD_NEXT, "sqlite3_step");
		memcpy(&real, &p, sizeof(p));
	}
	if (sqlite3_sql(s) != NULL && strncmp(sqlite3_sql(s), "BEGIN", 5) == 0)
		changing = true;
	if (fails_at < 0 || begins(s, never) ||
	    (changing && begins(s, ornaments)) || steps++ != fails_at)
		return real(s);
	ornament = begins(s, ornaments);
	failed = sqlite3_sql(s);
	return SQLITE_IOERR;
}

void
failing_from(int k)
{
	fails_at = k;
	if (k < 0)
		return;
	steps = 0;
	ornament = changing = false;
}

int
failing_steps(void)
{
	return steps;
}

void
failing_each(int (*call)(int row, const char **name), void (*before)(void))
{
	const char *name = "";
	int r = 0, k;

	for (int row = 0; r != FAILING_END; row++) {
		k = -1;
		do {
			buf_clear(text);
			if (before != NULL)
				before();
			failing_from(++k);
			r = call(row, &name);
			failing_from(-1);
			if (steps > k && r >= 0 && !ornament)
				fail_msg("%s, its step %d: got %d: %s", name, k,
				    r, failed);
		} while (steps > k);
		if (r != FAILING_END)
			test_same_int(name, r, 0);
	}
}

/* --- a day ---------------------------------------------------------------- */

struct actor **
failing_seat(const char *login)
{
	for (size_t i = 0; i < nitems(seats) && seats[i].login != NULL; i++)
		if (strcmp(seats[i].login, login) == 0)
			return &seats[i].who;
	fail_msg("%s is not of this day", login);
	return NULL;
}

struct actor *
failing_who(const char *login)
{
	return *failing_seat(login);
}

struct buf *
failing_begin(const char *const *logins)
{
	lang_set("en");
	for (size_t i = 0; logins[i] != NULL; i++) {
		assert_true(i < nitems(seats));
		seats[i].login = logins[i];
		if (strcmp(logins[i], "keeper") == 0)
			assert_int_equal(
			    act_keeper(seats[0].who->store, &seats[i].who), 0);
		else
			seats[i].who = test_signin(logins[i]);
	}
	text = act_secret();
	return text;
}

int
failing_end(void **state)
{
	(void)state;
	buf_free(text);
	for (size_t i = nitems(seats); i-- > 0;)
		if (seats[i].login == NULL)
			continue;
		else if (strcmp(seats[i].login, "keeper") == 0)
			act_free(seats[i].who); /* on a store of another */
		else
			test_leave(seats[i].who);
	test_office_close();
	return 0;
}

int64_t
failing_child(const char *identity, const char *number, struct org *class,
    struct org *school)
{
	struct student s = { .grade = { STAGE_JUNIOR, 2024 },
		.name = "曾一诺",
		.reading = "zeng yi nuo",
		.label = "3" };
	struct actor *teacher = failing_who("class1");
	struct store *st = teacher->store;

	mem_copy_text(s.identity, sizeof(s.identity), identity);
	mem_copy_text(s.number, sizeof(s.number), number);
	assert_int_equal(store_org_get(st,
			     act_post(teacher, ROLE_CLASS_TEACHER)->org, class),
	    0);
	assert_int_equal(store_org_above(st, class->id, ORG_SCHOOL, school), 0);
	s.school = school->id;
	s.class = class->id;
	s.place = class->lft;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_student_add(st, &s, store_now(st), 1)), 0);
	return s.id;
}
