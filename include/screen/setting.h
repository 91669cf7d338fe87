/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_SETTING_H
#define SCREEN_SETTING_H

#include "screen/screen.h"

/* 设置: what a person may set for themselves (model/setting.h); for everybody.
 */
extern const struct screen_ops screen_setting;

#endif
