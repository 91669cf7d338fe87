/* SPDX-License-Identifier: Apache-2.0 */
/* Who is on duty, planned without a screen: by those who share the post, and
 * by nobody else; what is no turn is said. */
#include <sysexits.h>

#include "store/store.h"
#include "tests/lib/call.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static char said[1 << 16];

#define NIGHT                                         \
	"{\"starts_at\": \"2030-11-26T20:00+08:00\"," \
	" \"ends_at\": \"2030-11-27T08:00+08:00\"}"

static const struct {
	const char *why, *login, *command, *fields;
	int status;
	const char *says, *not ;
} lines[] = {
	{ "nobody yet", "lead1", "rota list", "{}", 0, "", "\"id\"" },
	{ "a lead plans the line's", "lead1", "rota add lead1", NIGHT, 0,
	    "audit_id", "?" },
	{ "it stands there", "lead1", "rota list", "{}", 0, "\"post\":\"lead\"",
	    "\"now\":true" },
	{ "once", "lead1", "rota add lead1", NIGHT, EX_DATAERR, "ERR_EXISTS",
	    "?" },
	{ "not of who does not hold the post", "lead1", "rota add op1", NIGHT,
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "nor of nobody", "lead1", "rota add nobody", NIGHT, EX_DATAERR,
	    "ERR_INPUT", "?" },
	{ "it ends after it begins", "lead1", "rota add lead1",
	    "{\"starts_at\": \"2030-11-28T08:00+08:00\","
	    " \"ends_at\": \"2030-11-28T08:00+08:00\"}",
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "it is not over", "lead1", "rota add lead1",
	    "{\"starts_at\": \"2030-11-20T08:00+08:00\","
	    " \"ends_at\": \"2030-11-21T08:00+08:00\"}",
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "nor a month long", "lead1", "rota add lead1",
	    "{\"starts_at\": \"2030-12-01T08:00+08:00\","
	    " \"ends_at\": \"2031-01-01T08:00+08:00\"}",
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "nor next year", "lead1", "rota add lead1",
	    "{\"starts_at\": \"2031-11-26T20:00+08:00\","
	    " \"ends_at\": \"2031-11-27T08:00+08:00\"}",
	    EX_DATAERR, "ERR_INPUT", "?" },
	{ "no operator plans it", "op1", "rota add lead1", NIGHT, EX_NOPERM,
	    "ERR_DENIED", "?" },
	{ "nor reads it", "op1", "rota list", "{}", EX_NOPERM, "ERR_DENIED",
	    "周岚" },
	{ "the centre has its own", "centre1", "rota list", "{}", 0, "",
	    "周岚" },
	{ "and plans that", "centre1", "rota add centre1", NIGHT, 0, "audit_id",
	    "?" },
	{ "not the line's", "centre1", "rota drop 1", "{}", EX_DATAERR,
	    "ERR_NOT_FOUND", "?" },
	{ "taken off", "lead1", "rota drop 1", "{}", 0, "audit_id", "?" },
	{ "it is gone", "lead1", "rota list", "{}", 0, "", "\"id\"" },
	{ "and in the log", "aud1", "audit list", "{}", 0, "rota.drop", "?" },
};

static void
test_a_rota_is_planned_by_those_who_share_the_post(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(lines); i++) {
		int got;

		mem_copy_text(said, sizeof(said),
		    cli_said(".", lines[i].login, lines[i].command,
			lines[i].fields, &got));
		if (got != lines[i].status ||
		    strstr(said, lines[i].says) == NULL ||
		    strstr(said, lines[i].not ) != NULL)
			fail_msg("%s: %s: %d, expected %d and %s, not %s: %s",
			    lines[i].why, lines[i].command, got,
			    lines[i].status, lines[i].says, lines[i].not, said);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_rota_is_planned_by_those_who_share_the_post),
};

static int
begin(void **state)
{
	(void)state;
	test_office();
	test_clock_to("2030-11-26T16:00:00+08:00");
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
