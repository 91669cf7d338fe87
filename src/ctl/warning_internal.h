/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CTL_WARNING_INTERNAL_H
#define CTL_WARNING_INTERNAL_H

#include <jansson.h>

#include "act/warning.h"
#include "ctl/ctl.h"

/* What every answer about a warning carries, as far as this person may see:
 * id, state, version, student, danger, level, acks, waiting_for, actions,
 * due_at, due_key, event_at, entered_at, severity. */
json_t *warning_object(const struct act_warning *v);
/* And the rest: reports, entries, history, what waits for a second person. */
void warning_put_story(json_t *o, const struct act_warning *v);

/* Show warning id after a change whose audit row is given. */
int warning_say(struct ctl *c, int64_t id, int64_t audit);

/* The fields of a report, as `observation report` and `warning raise` take
 * them. */
extern const struct ctl_field warning_report_fields[];
int warning_read_report(struct ctl *c, struct observation_told *o);

#endif
