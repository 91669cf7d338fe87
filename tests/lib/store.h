/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_H
#define TESTS_STORE_H

#include "store/store.h"

/* Stand in test_folder() and open the store there, made at the first call:
 * a sample store, empty but for what the schema puts in; store_close() it. */
struct store *test_store_open(void);

#endif
