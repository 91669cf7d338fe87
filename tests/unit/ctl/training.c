/* SPDX-License-Identifier: Apache-2.0 */
/* Training records without a screen: the real program, an own sign-in each
 * time. */
#include <sysexits.h>

#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static char said[1 << 16];

static const struct {
	const char *why, *login, *command, *fields;
	int status;
	const char *says, *not ;
} lines[] = {
	{ "the sample's staff have one", "dist1", "training list op1", "{}", 0,
	    "热线接听", "?" },
	{ "not taken back by oneself", "op1", "training end 2", "{}", EX_NOPERM,
	    "ERR_DENIED", "?" },
	{ "taken back", "dist1", "training end 2", "{}", 0, "audit_id", "?" },
	{ "once", "dist1", "training end 2", "{}", EX_DATAERR, "ERR_STATE",
	    "?" },
	{ "it is not told any more", "dist1", "training list op1", "{}", 0, "",
	    "热线接听" },
	{ "nor does it count", "dist1", "gaps training", "{}", 0, "林晓",
	    "高远" },
	{ "one that is over", "dist1", "training add op1",
	    "{\"kind\": \"热线接听\", \"day\": \"2020-9-1\","
	    " \"ends\": \"2021-8-31\", \"hours\": 16}",
	    0, "\"id\"", "?" },
	{ "does not count", "dist1", "gaps training", "{}", 0, "林晓", "?" },
	{ "one that is valid", "dist1", "training add op1",
	    "{\"kind\": \"热线接听\", \"day\": \"2020-9-1\","
	    " \"ends\": \"2199-8-31\"}",
	    0, "\"id\"", "?" },
	{ "does", "dist1", "gaps training", "{}", 0, "", "林晓" },
	{ "both are told", "dist1", "training list op1", "{}", 0, "2021-08-31",
	    "?" },
	{ "who is trained has a duty by phone", "dist1", "oncall set",
	    "{\"org\": 2, \"duty\": \"lead\", \"name\": \"林晓\","
	    " \"phone\": \"010-0000-6024\", \"login\": \"op1\"}",
	    0, "\"id\"", "training" },
	{ "who is not has it, and that is told", "dist1", "oncall set",
	    "{\"org\": 2, \"duty\": \"lead\", \"name\": \"何静\","
	    " \"phone\": \"010-0000-6025\", \"login\": \"psy1\"}",
	    0, "\"training\":\"none\"", "?" },
	{ "a line that keeps such people off duty", "dist1", "org note 2",
	    "{\"name\": \"training_rule\", \"value\": \"不得上岗\"}", 0,
	    "audit_id", "?" },
	{ "gives it to none of them", "dist1", "oncall set",
	    "{\"org\": 2, \"duty\": \"lead\", \"name\": \"何静\","
	    " \"phone\": \"010-0000-6026\", \"login\": \"psy1\"}",
	    EX_DATAERR, "ERR_STATE", "?" },
	{ "a day to come", "dist1", "training add op1",
	    "{\"kind\": \"热线接听\", \"day\": \"2198-9-1\"}", EX_DATAERR,
	    "ERR_INPUT", "?" },
	{ "no day", "dist1", "training add op1",
	    "{\"kind\": \"热线接听\", \"day\": \"soon\"}", EX_DATAERR,
	    "ERR_INPUT", "?" },
	{ "the end before the day", "dist1", "training add op1",
	    "{\"kind\": \"热线接听\", \"day\": \"2020-9-1\","
	    " \"ends\": \"2019-1-1\"}",
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "not by oneself", "psy1", "training add psy1",
	    "{\"kind\": \"热线接听\", \"day\": \"2020-9-1\"}", EX_NOPERM,
	    "ERR_DENIED", "?" },
};

static void
test_tj_83_hotline_staff_without_a_valid_record_are_named(void **state)
{
	(void)state;
	test_office();
	for (size_t i = 0; i < nitems(lines); i++) {
		int got;

		mem_copy_text(said, sizeof(said),
		    cli_said(".", lines[i].login, lines[i].command,
			lines[i].fields, &got));
		if (got != lines[i].status ||
		    strstr(said, lines[i].says) == NULL ||
		    strstr(said, lines[i].not ) != NULL)
			fail_msg("%s: %s: %d, expected %d and %s: %s",
			    lines[i].why, lines[i].command, got,
			    lines[i].status, lines[i].says, said);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_tj_83_hotline_staff_without_a_valid_record_are_named),
};

TEST_MAIN(tests)
