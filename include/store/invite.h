/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_INVITE_H
#define STORE_INVITE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/code.h"

struct store;

/* A one-time code of a person; of the code itself only its hash. */
enum invite_end { INVITE_USED = 1, INVITE_VOID, INVITE_REPLACED };
struct invite {
	int64_t id, person;
	enum code_kind kind;
	uint8_t salt[16], hash[32];
	int64_t made_by, made_at, until;
	int64_t tries; /* that were wrong */
	bool binds;    /* lets another key be brought */
};
int store_invite_add(struct store *st, struct invite *v); /* fills id */
/* The one of a person that has not ended, whether or not its time is over:
 * ERR_NOT_FOUND without one. */
int store_invite_of(struct store *st, int64_t person, struct invite *v);
int store_invite_tried(struct store *st, int64_t id, int64_t tries);
int
store_invite_end(struct store *st, int64_t id, enum invite_end how, int64_t at);

#endif
