/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "act/actor.h"
#include "act/invite.h"
#include "act/sample.h"
#include "act/signin.h"
#include "sealed/key.h"
#include "store/store.h"
#include "tests/lib/cheap_pass.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static struct store *office;
static int made;

static const char *
no_key(void *arg, const char *login)
{
	(void)arg, (void)login;
	return NULL;
}

struct store *
test_office(void)
{
	return test_office_schools(3);
}

struct store *
test_office_schools(int n)
{
	struct act_sample s = { .schools = n, .key_text = no_key };

	if (made)
		return office;
	made = 1;
	cheap_pass();
	assert_int_equal(sealed_init(), 0);
	assert_int_equal(chdir(test_folder()), 0);
	assert_int_equal(store_create(true), 0);
	assert_int_equal(store_open(&office, 2048), 0);
	assert_int_equal(act_sample_fill(office, &s), 0);
	return office;
}

void
test_office_close(void)
{
	store_close(office);
	office = NULL;
}

struct actor *
test_signin(const char *login)
{
	struct actor *who = NULL;
	struct store *st = NULL;

	test_office();
	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(act_sample_signin(st, login, &who), 0);
	return who;
}

void
test_leave(struct actor *who)
{
	struct store *st = who->store;

	act_free(who);
	store_close(st);
}

struct actor *
test_begin_again(struct actor *giver, const char *login, const char *pass)
{
	enum signin_state now;
	struct act_signin *s;
	struct act_code code;
	struct actor *who = NULL;
	struct store *st;
	int64_t person;

	assert_int_equal(act_people_find(giver, login, &person), 0);
	assert_int_equal(act_account_regrant(giver, person, &code, NULL), 0);
	assert_int_equal(store_open(&st, 512), 0);
	assert_int_equal(act_signin_begin(st, &s), 0);
	assert_int_equal(act_signin_login(s, login, &now), 0);
	assert_int_equal(now, SIGNIN_KNOWN);
	assert_int_equal(act_signin_code(s, code.words, strlen(code.words)), 0);
	assert_int_equal(act_signin_first(s, pass, strlen(pass), &who), 0);
	act_signin_end(s);
	return who;
}
