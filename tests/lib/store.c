/* SPDX-License-Identifier: Apache-2.0 */
#include <unistd.h>

#include "base/err.h"
#include "sealed/key.h"
#include "tests/lib/store.h"
#include "tests/lib/test.h"

struct store *
test_store_open(void)
{
	struct store *st = NULL;
	int r;

	assert_int_equal(sealed_init(), 0);
	assert_int_equal(store_enter(test_folder()), 0);
	r = store_create(true);
	assert_true(r == 0 || r == ERR_EXISTS);
	assert_int_equal(store_open(&st, 1024), 0);
	return st;
}
