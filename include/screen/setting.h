/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_SETTING_H
#define SCREEN_SETTING_H

#include "screen/screen.h"

/* 设置: what a person may set for themselves (model/setting.h); for everybody.
 */
extern const struct screen_ops screen_setting;
/* Ask for another value of one of them, and put it in force. */
void screen_setting_ask(struct screen *s, enum setting_id id);

/* 自己的颜色: brought by a file or pasted, looked at, taken; arg NULL. */
extern const struct screen_ops screen_theme;

#endif
