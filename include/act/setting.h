/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_SETTING_H
#define ACT_SETTING_H

#include <stddef.h>
#include <stdint.h>

#include "model/setting.h"
#include "model/topic.h"

struct actor;
struct theme;

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

/*
 * Colours of one's own (base/theme.h): brought as the text of a theme, which
 * changes nothing that is seen; taken, once they have been looked at.
 * ERR_INPUT and why, with the line, for a text that is no theme or cannot be
 * read on any screen; ERR_NOT_FOUND when none were brought.
 */
int act_theme_bring(struct actor *who, const char *text, size_t n);
int act_theme_brought(const struct actor *who, struct theme *t);
int act_theme_take(struct actor *who);

#endif
