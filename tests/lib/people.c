/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/people.h"
#include "tests/lib/test.h"

/* The id in the line of a command's answers that has this text. */
static int64_t
line_id(const char *all, const char *text)
{
	const char *at = strstr(all, text);
	char line[2048];

	if (at == NULL)
		fail_msg("%s: not in %s", text, all);
	while (at > all && at[-1] != '\n')
		at--;
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(at, "\n"), at);
	return cli_number(line, "id");
}

int64_t
people_org(const char *where)
{
	char text[64];
	const char *all = desk_did("sys1", "org list", NULL);

	snprintf(text, sizeof(text), "\"code\":\"%s\"", where);
	if (strstr(all, text) == NULL)
		snprintf(text, sizeof(text), "\"type\":\"%s\"", where);
	return line_id(all, text);
}

int64_t
people_circle(const char *where)
{
	char text[64];

	snprintf(
	    text, sizeof(text), "\"org\":%lld,", (long long)people_org(where));
	return line_id(desk_did("psy1", "circle list", NULL), text);
}

int64_t
people_id(const char *login)
{
	char text[64];

	snprintf(text, sizeof(text), "\"login\":\"%s\"", login);
	return line_id(desk_did("sys1", "account list", NULL), text);
}

void
people_account(const char *login, const char *role, const char *where)
{
	char in[400], command[64];

	snprintf(in, sizeof(in),
	    "{\"login\": \"%s\", \"name\": \"白露\", \"role\": \"%s\", "
	    "\"org\": %lld}",
	    login, role, (long long)people_org(where));
	snprintf(command, sizeof(command), "account approve %lld",
	    (long long)cli_number(
		desk_did("sys1", "account propose", in), "id"));
	desk_did("sec1", command, NULL);
}

void
people_key(const char *name)
{
	char line[800];

	snprintf(line, sizeof(line),
	    "ssh-keygen -q -t ed25519 -N '' -C '' -f '%s/keys/%s'",
	    test_folder(), name);
	assert_int_equal(system(line), 0);
}

void
people_key_bare(const char *name)
{
	char line[800];

	snprintf(line, sizeof(line),
	    "k='%s/keys/%s'; ssh-keygen -q -t ecdsa -m PKCS8 -N '' -C '' -f $k "
	    "&& rm $k.pub",
	    test_folder(), name);
	assert_int_equal(system(line), 0);
}

const char *
people_code(const char *who, const char *command)
{
	return desk_text(desk_did(who, command, NULL), "code");
}

void
people_approve(const char *kind)
{
	char text[64], command[64];

	snprintf(text, sizeof(text), "\"kind\":\"%s\"", kind);
	snprintf(command, sizeof(command), "approval give %lld",
	    (long long)line_id(desk_did("sec1", "approval list", NULL), text));
	desk_did("sec1", command, NULL);
}
