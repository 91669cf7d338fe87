/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/wait.h>
#include <unistd.h>

#include "sealed/key.h"
#include "src/sealed/nonce.h"
#include "tests/lib/test.h"

#define MANY 300 /* several times what is fetched at once */

typedef uint8_t nonce[NONCE_BYTES];

static void
take(nonce *to, int n)
{
	for (int i = 0; i < n; i++)
		nonce_next(to[i]);
}

/* What another process takes, from where this one stands. */
static void
taken_by_child(nonce *to, int n)
{
	size_t size = (size_t)n * sizeof(nonce);
	int fd[2], status;
	pid_t pid;

	assert_int_equal(pipe(fd), 0);
	if ((pid = fork()) == 0) {
		take(to, n);
		_exit(write(fd[1], to, size) != (ssize_t)size);
	}
	assert_int_equal(read(fd[0], to, size), size);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	close(fd[0]);
	close(fd[1]);
}

static void
none_is_twice(nonce *a, int n, nonce *b, int m)
{
	for (int i = 0; i < n; i++)
		for (int j = a == b ? i + 1 : 0; j < m; j++)
			if (memcmp(a[i], b[j], sizeof(nonce)) == 0)
				fail_msg("%d and %d are the same", i, j);
}

/* Run first: nothing has been taken in this process yet. */
static void
test_the_first_of_each_process_is_its_own(void **state)
{
	static nonce nothing;
	nonce one[2], two[2];

	(void)state;
	taken_by_child(one, 2);
	taken_by_child(two, 2);
	none_is_twice(one, 2, two, 2);
	none_is_twice(&nothing, 1, one, 2);
	none_is_twice(&nothing, 1, two, 2);
}

static void
test_no_two_are_the_same(void **state)
{
	static nonce all[MANY];

	(void)state;
	take(all, MANY);
	none_is_twice(all, MANY, all, MANY);
}

static void
test_a_child_has_none_of_its_parents(void **state)
{
	static nonce mine[MANY], of_child[MANY];

	(void)state;
	take(mine, 1); /* the rest of what was fetched is waiting */
	taken_by_child(of_child, MANY);
	take(mine, MANY);
	none_is_twice(mine, MANY, of_child, MANY);
}

static int
begin(void **state)
{
	(void)state;
	return sealed_init() != 0 || nonce_init() != 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_the_first_of_each_process_is_its_own),
	cmocka_unit_test(test_no_two_are_the_same),
	cmocka_unit_test(test_a_child_has_none_of_its_parents),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
