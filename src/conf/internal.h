/* SPDX-License-Identifier: Apache-2.0 */
#ifndef CONF_INTERNAL_H
#define CONF_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/mem.h"
#include "conf/conf.h"

enum conf_kind {
	CONF_PATH, /* text without control characters */
	CONF_INT,
	CONF_SPAN, /* seconds; may be written 30s, 5m, 2h, 1d */
	CONF_BOOL,
	CONF_ADDRESSES, /* one or more numeric addresses */
	CONF_PREFIXES,	/* none or more addresses or prefixes */
	CONF_LANGUAGE,
	CONF_COMMAND, /* nothing, or a path from the root on */
	CONF_SENTENCE,
	CONF_ZONE,
	CONF_KINDS
};

struct conf_key {
	const char *name;
	enum conf_kind kind;
	size_t at; /* offset in struct conf */
	const char *dflt;
	int64_t min, max; /* of a number; of the length of a text */
	const char *help;
};

const struct conf_key *conf_keys(size_t *n);

#define CONF_ALLOWED_MAX 240
/* What key's value may be, in words, of the process's language. */
void conf_allowed(const struct conf_key *k, char to[CONF_ALLOWED_MAX]);

/* Put value into its field, or ERR_INPUT and c as it was. */
int conf_put(struct conf *c, const struct conf_key *k, const char *value);

/* Free the field of k, if it is a text. */
void conf_drop(struct conf *c, const struct conf_key *k);

/* The field of k as text that conf_put() takes back; to holds size bytes. */
const char *
conf_get(const struct conf *c, const struct conf_key *k, char *to, size_t size);

#endif
