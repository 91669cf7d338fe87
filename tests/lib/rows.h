/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_ROWS_H
#define TESTS_ROWS_H

#include "sheet/sheet.h"

/* sheet_read() of bytes in memory.  What was written comes in *out, ending in
 * NUL; free() it. */
int rows_read(const void *p, size_t n, const char *sheet,
    struct sheet_told *told, char **out);

#endif
