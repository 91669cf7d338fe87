/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_SETTING_H
#define ACT_SETTING_H

#include <stdint.h>

#include "model/setting.h"
#include "model/topic.h"

struct actor;

/*
 * What a person has set for themselves (model/setting.h); nobody sets it for
 * anybody else.  An actor holds all of it, so asking costs nothing.
 */

/* The value in force: what was set, else the default; never NULL.  It lies in
 * who, until the next put or read. */
const char *act_setting(const struct actor *who, enum setting_id id);

/* Set it, for good and in who.  ERR_INPUT naming what may stand there,
 * ERR_UNKNOWN for no such name. */
int act_setting_put(
    struct actor *who, const char *name, const char *value, int64_t *audit);

/* Rung when another process of the same person has set something; then read
 * again. */
#define ACT_SETTING_TOPIC(person) STORE_TOPIC(TOPIC_SETTING, person)
int act_setting_read(struct actor *who);

#endif
