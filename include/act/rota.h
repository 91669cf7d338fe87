/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_ROTA_H
#define ACT_ROTA_H

#include <stdbool.h>
#include <stdint.h>

#include "store/rota.h"

struct actor;

/*
 * Who of several holders of a post is on duty tonight: the shift leads of a
 * line, the counsellors of a district or its centre, each planned by those who
 * hold the post there.  A ladder knocks whoever is on duty first, the others
 * where the deputies stand (model/knock.h); where nobody is on duty, or who is
 * was noted as away or is locked out, it knocks all of them, as it does without
 * a rota.
 */
bool act_rota_may(struct actor *who);

/* What is planned of one's own post from now on, by time. */
#define ACT_ROTA_MAX 200
int act_rota_each(struct actor *who,
    int (*fn)(void *, const struct rota *, bool now), void *arg);
/* Whose turn it may be: those who hold the post now. */
#define ACT_ROTA_PEOPLE 16
struct act_rota_people {
	struct {
		int64_t person;
		char login[LOGIN_MAX], name[PERSON_NAME_MAX];
	} of[ACT_ROTA_PEOPLE];
	int n;
};
int act_rota_people(struct actor *who, struct act_rota_people *to);

/*
 * A turn of at most ACT_ROTA_LONGEST, beginning within ACT_ROTA_AHEAD; one that
 * is over, or of somebody who does not hold the post, is ERR_INPUT, one who is
 * on duty then already ERR_EXISTS.
 */
#define ACT_ROTA_LONGEST (7 * INT64_C(86400))
#define ACT_ROTA_AHEAD (100 * INT64_C(86400))
int act_rota_add(struct actor *who, int64_t person, int64_t starts_at,
    int64_t ends_at, int64_t *id, int64_t *audit);
int act_rota_drop(struct actor *who, int64_t id, int64_t *audit);

#endif
