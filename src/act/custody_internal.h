/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_CUSTODY_INTERNAL_H
#define ACT_CUSTODY_INTERNAL_H

#include "act/custody.h"
#include "internal.h"

/* What the files of custody share. */

/* What is sealed to both custodians, outer layer first. */
struct custody_source {
	int64_t id; /* a pair, or a draft */
	struct sealed_place at;
	int64_t first_key, second_key;
	size_t begin, n; /* in bytes */
};
#define CUSTODY_SOURCES 128

struct custody_sources {
	struct custody_source row[CUSTODY_SOURCES];
	int n;
	struct buf *bytes;
};

/* What came out of the inner layer: secret halves, until the end of the
 * transaction; never in a ring. */
struct custody_open {
	struct actor *who;
	struct custody_request *r;
	struct {
		int64_t source;
		struct sealed_key *k;
	} held[CUSTODY_SOURCES];
	int n;
	int64_t to; /* the pair of who gets it */
};

/* A kind: who may ask, what is sealed to custody for it, what is done with
 * it (custody_kind.c). */
struct custody_ops {
	/* Fills the org; 0 if the actor may ask for r->beneficiary. */
	int (*may)(struct actor *who, struct custody_request *r);
	int (*sources)(struct actor *who, const struct custody_request *r,
	    struct custody_sources *s);
	/* One inner layer, opened with the second custodian's pair. */
	int (*take)(struct custody_open *o, const struct custody_piece *p,
	    const struct sealed_key *own);
	/* When all are there. */
	int (*give)(struct custody_open *o);
	/* Circles that are told: their pairs can read the reason. */
	int (*told)(struct actor *who, const struct custody_request *r,
	    int64_t *circle, int max, int *n);
	/* The student it is about, 0 without. */
	int (*student)(struct actor *who, const struct custody_request *r,
	    int64_t *student);
};
const struct custody_ops *custody_ops(enum custody_kind kind);
/* Those of break-glass, from CUSTODY_WARNING on (custody_glass.c). */
extern const struct custody_ops custody_brief[CUSTODY_KINDS - CUSTODY_WARNING];

/* What the kinds share (custody_source.c).  The pair of a circle, or all of
 * its generations, as far as they are sealed to the custodians of now. */
struct gathering {
	struct actor *who;
	struct custody_sources *s;
	bool found;
};
int custody_source_add(struct custody_sources *s, int64_t id,
    struct sealed_place at, int64_t first, int64_t second, const void *p,
    size_t n);
int custody_source_pair(
    struct actor *who, int64_t key, struct custody_sources *s, bool *found);
int custody_source_circle(
    struct actor *who, int64_t circle, struct custody_sources *s);
int custody_take_key(struct custody_open *o, const struct custody_piece *p,
    const struct sealed_key *own);
const struct sealed_key *
custody_held(const struct custody_open *o, int64_t source);
/* For store_grant_one(): there is one; arg is a bool. */
int custody_is_granted(void *arg, const struct key_grant *g);

/* What the steps share (custody_step.c, custody_ask.c). */
#define CUSTODY_ASKS_FIRST "custody.first"
#define CUSTODY_ASKS_SECOND "custody.second"
#define CUSTODY_TOLD_MAX 4

int custody_note(struct actor *who, const struct custody_request *r,
    const char *what, int64_t *audit);
int custody_text_check(struct actor *who, const char *text);
int custody_text_put(struct actor *who, struct custody_request *r, bool answer,
    const char *text);
/* Layers as they are now; custody_layers_free() also after an error. */
int custody_layers(struct actor *who, const struct custody_request *r,
    struct custody_sources **out);
void custody_layers_free(struct custody_sources *s);
/* Nobody opens for themselves. */
int custody_apart(struct actor *who, const struct custody_request *r);

/* What somebody is to a request (custody_view.c). */
unsigned custody_who(struct actor *who, const struct custody_request *r);

/* The two, in the order of the layers that are made now. */
int custody_people(struct actor *who, int64_t person[2]);

#endif
