/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SCREEN_VERIFY_H
#define SCREEN_VERIFY_H

#include "screen/screen.h"

/* The audit log checked from Today, by the audit administrator. */
bool screen_may_verify(struct screen *s, const char **why);
int screen_verify(struct screen *s);

#endif
