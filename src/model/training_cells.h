/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_TRAINING_CELLS_H
#define MODEL_TRAINING_CELLS_H

#include "model/staff.h"

/* The columns of a training, in the tables of staff and of training: kind,
 * day, end and hours, in this order from field `at` on. */
#define TRAINING_COLUMNS(at)                                                  \
	[(at)] = { "training", N_("what the training was"),                   \
		{ "培训内容", "培训名称", "培训项目", "培训", "培训类型" } }, \
	[(at) + 1] = { "training_day", N_("the day of the training"),         \
		{ "培训日期", "培训时间", "培训结束日期" } },                 \
	[(at) + 2] = { "training_ends", N_("valid until"),                    \
		{ "培训有效期", "培训有效期至", "有效期至", "有效期" } },     \
	[(at) + 3] = { "training_hours", N_("the hours"),                     \
		{ "培训学时", "学时", "课时" } }

/* All four empty is no training.  False with the fault left. */
bool training_cells_read(
    const struct table_row *r, int at, struct training_cells *to);

#endif
