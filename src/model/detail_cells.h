/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_DETAIL_CELLS_H
#define MODEL_DETAIL_CELLS_H

#include "model/detail.h"
#include "model/table.h"

/* Read the columns of a register, from field `first` of the row on: at[i] is
 * what is kept of key i, NULL without a column; the texts lie in kept. */
bool detail_cells(const struct table_row *r, const struct detail_keys *k,
    int first, const char **at, char *kept, size_t size);

#endif
