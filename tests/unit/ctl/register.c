/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Accounts, posts, organisations, the on-call list, circles and the audit
 * log without a screen: the real program, an own sign-in each time.
 */
#include <sysexits.h>

#include "store/keys.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static char said[1 << 18];

/* The exit status of a command as login with these fields; what it said. */
static int
run(const char *login, const char *command, const char *fields)
{
	int status;

	mem_copy_text(
	    said, sizeof(said), cli_said(".", login, command, fields, &status));
	return status;
}

static int64_t person, district, school, circle, last;

/* #P, #D, #S, #C stand for ids known before, #L for that of the answer last
 * seen. */
static void
fill(const char *from, char *to, size_t size)
{
	static const struct {
		char c;
		const int64_t *v;
	} ids[] = { { 'P', &person }, { 'D', &district }, { 'S', &school },
		{ 'C', &circle }, { 'L', &last } };
	size_t n = 0;

	for (; *from != '\0' && n + 24 < size; from++) {
		size_t i = 0;

		for (; i < nitems(ids); i++)
			if (from[0] == '#' && from[1] == ids[i].c)
				break;
		if (i == nitems(ids))
			to[n++] = *from;
		else {
			n += (size_t)snprintf(
			    to + n, size - n, "%lld", (long long)*ids[i].v);
			from++;
		}
	}
	to[n] = '\0';
}

static const struct {
	const char *login, *command, *fields;
	int status;
	const char *says; /* somewhere in the answer */
} lines[] = {
	/* an organisation, by who keeps them */
	{ "dist1", "org set",
	    "{\"parent\": #D, \"type\": \"school\", \"number\": 77,"
	    " \"code\": \"S077\", \"name\": \"七七校\"}",
	    0, "audit_id" },
	{ "dist1", "org set", "{\"id\": #L, \"name\": \"七七中学\"}", 0,
	    "audit_id" },
	{ "op1", "org list --type school", "{}", 0, "七七中学" },
	{ "op1", "org set", "{\"name\": \"x\"}", EX_NOPERM, "ERR_DENIED" },
	/* whom to phone */
	{ "psy1", "oncall set",
	    "{\"org\": #S, \"duty\": \"night\", \"name\": \"夜班张三\","
	    " \"phone\": \"13800000000\", \"confirmed\": true}",
	    0, "audit_id" },
	{ "op1", "oncall list #S", "{}", 0, "夜班张三" },
	{ "op1", "oncall list", "{}", 0, "夜班张三" },
	{ "op1", "oncall set",
	    "{\"org\": #S, \"duty\": \"x\", \"name\": \"x\","
	    " \"phone\": \"1\"}",
	    EX_NOPERM, "ERR_DENIED" },
	/* a post is asked for, seen, agreed to and ended */
	{ "sys1", "post set", "{\"role\": \"staff\"}", EX_DATAERR,
	    "ERR_INPUT" },
	{ "sys1", "post set",
	    "{\"person\": #P, \"role\": \"staff\", \"org\": #S}", 0,
	    "audit_id" },
	{ "sys1", "post list", "{}", 0, "proposed" },
	{ "sys1", "approval list", "{}", 0, "" },
	{ "sec1", "approval list", "{}", 0, "\"kind\":\"post\"" },
	{ "op1", "approval give #L", "{}", EX_NOPERM, "ERR_DENIED" },
	{ "sec1", "approval give #L", "{}", 0, "given" },
	{ "sec1", "approval refuse #L", "{}", EX_TEMPFAIL, "ERR_STALE" },
	{ "sys1", "post set",
	    "{\"person\": #P, \"role\": \"staff\", \"org\": #S}", 0,
	    "audit_id" },
	{ "sec1", "approval list", "{}", 0, "\"kind\":\"post\"" },
	{ "sec1", "approval refuse #L", "{}", 0, "refused" },
	{ "op1", "post list", "{}", EX_NOPERM, "ERR_DENIED" },
	/* circles */
	{ "psy1", "circle list", "{}", 0, "\"member\":true" },
	{ "psy1", "circle pending --work", "{}", 0, "" },
	{ "psy1", "circle create #S", "{}", EX_DATAERR, "ERR_EXISTS" },
	{ "op1", "circle add #C #P", "{}", EX_NOPERM, "ERR_DENIED" },
	{ "psy1", "circle add #C #P", "{}", 0, "audit_id" },
	{ "psy1", "circle leave #C #P", "{}", 0, "audit_id" },
	{ "psy1", "circle pending --work", "{}", 0, "" },
	{ "op1", "circle leave #C #P", "{}", EX_NOPERM, "ERR_DENIED" },
	/* the log */
	{ "aud1", "audit list", "{}", 0, "signin.first" },
	{ "aud1", "audit list --all", "{}", 0, "approval.refuse" },
	{ "aud1", "audit list --after 99999999", "{}", 0, "" },
	{ "op1", "audit list", "{}", EX_NOPERM, "ERR_DENIED" },
	{ "aud1", "audit verify --head nowhere", "{}", EX_DATAERR,
	    "ERR_NOT_FOUND" },
	{ "aud1", "audit verify --head store.key", "{}", EX_DATAERR,
	    "ERR_INPUT" },
	/* what was begun */
	{ "op1", "draft list", "{}", 0, "" },
	{ "op1", "draft show 99999", "{}", EX_DATAERR, "ERR_NOT_FOUND" },
};

static int64_t
id_of(const char *answer)
{
	const char *at = strstr(answer, "\"id\":");

	return at != NULL ? strtoll(at + 5, NULL, 10) : 0;
}

static void
test_registers_are_kept_without_a_screen(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(lines); i++) {
		char command[256], fields[512], why[300];
		int got;

		fill(lines[i].command, command, sizeof(command));
		fill(lines[i].fields, fields, sizeof(fields));
		got = run(lines[i].login, command, fields);
		snprintf(
		    why, sizeof(why), "%zu %s: %s", i, lines[i].login, command);
		if (strstr(said, lines[i].says) == NULL)
			fail_msg("%s: \"%s\" without \"%s\"", why, said,
			    lines[i].says);
		test_same_int(why, got, lines[i].status);
		if (id_of(said) != 0)
			last = id_of(said);
	}
}

static int
begin(void **state)
{
	struct store *st = test_office();
	struct circle c;
	struct person p;
	struct org o;

	(void)state;
	assert_int_equal(store_org_by_code(st, ORG_SCHOOL, "S001", &o), 0);
	school = o.id;
	assert_int_equal(store_org_above(st, school, ORG_DISTRICT, &o), 0);
	district = o.id;
	assert_int_equal(store_person_by_login(st, "op2", &p), 0);
	person = p.id;
	assert_int_equal(store_circle_of(st, school, &c), 0);
	circle = c.id;
	test_office_close();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_registers_are_kept_without_a_screen),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
