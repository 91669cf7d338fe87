/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_HOME_H
#define SCREEN_HOME_H

#include "screen/screen.h"

extern const struct screen_ops screen_home;

#endif
