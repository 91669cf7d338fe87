/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/grade.h"
#include "model/knock.h"
#include "model/training.h"
#include "model/turn.h"

/*
 * The district profile: what differs between cities, as data (requirements.md
 * 6).  Every value names the clause it comes from or says "default": then a
 * screen says so too ("时限：系统默认").
 */
#define PROFILE_DEFAULT "default"

/* In which hours a time runs. */
enum profile_hours {
	PROFILE_CLOCK,	      /* round the clock; amount in seconds */
	PROFILE_SCHOOL_HOURS, /* only while school is open; in seconds */
	PROFILE_SCHOOL_DAYS,  /* until the school's end of the n-th day */
};

struct profile_deadline {
	const char *key; /* "warning.ack" */
	enum profile_hours hours;
	int64_t amount;
	const char *source; /* clause id or "default" */
};

/* The warning network, from the child outwards. */
enum profile_level {
	LEVEL_CLASS,
	LEVEL_GRADE,
	LEVEL_SCHOOL,
	LEVEL_DISTRICT,
};

/* What becomes of a post when a year turns; the last row is for all others. */
struct profile_turn {
	const char *post; /* as in duty.h; NULL: any other */
	enum turn turn;
	const char *source;
};

struct profile {
	const char *name;
	int version;
	int64_t utc_offset; /* the zone times are shown in, in seconds */
	const char *zone;   /* its name, for TZ */

	int opens, closes;	 /* school hours, seconds of the day */
	int first_day, last_day; /* school days, 1 Monday .. 7 Sunday */
	int64_t day_needs; /* less left of today than this: begin tomorrow */
	const char *hours_source;

	const enum profile_level *chain; /* levels in use, ascending */
	size_t n_chain;
	const char *chain_source;

	const struct profile_deadline *deadlines;
	size_t n_deadlines;

	/* Follow-ups of a caller or child at risk, seconds after the first. */
	const int64_t *follow_up;
	size_t n_follow_up;
	const char *follow_up_source;

	/* Who is knocked, and when (model/knock.h). */
	const struct knock_ladder *ladders;
	size_t n_ladders;

	const struct profile_turn *turns;
	size_t n_turns;

	int quality_percent; /* tickets sampled a month */
	int small_cell;	     /* counts below are shown as "<5" */
	int retention_years; /* after leaving school */
	const char *shares_source;

	/* How schools part their years, unless the district or a school says
	 * otherwise (act/schooling.h). */
	enum schooling schooling;
	const char *schooling_source;

	/* On a hotline's duty without a valid training record (training.h). */
	enum training_rule training;
	const char *training_source;

	/* May posts that only report sign in by a passphrase alone, without a
	 * key of their own? */
	bool keyless;
	const char *keyless_source;
};

/* The one in force until a district chooses its own. */
const struct profile *profile_default(void);

/* The deadline called key; NULL if there is none of that name. */
const struct profile_deadline *
profile_deadline(const struct profile *p, const char *key);

/* When what began at `from` is due; 0 if there is no such key. */
int64_t profile_due(const struct profile *p, const char *key, int64_t from);

/* True if only our default says so. */
bool profile_is_default(const struct profile *p, const char *key);

bool profile_is_open(const struct profile *p, int64_t at);

/* `from` and so many seconds of school hours. */
int64_t
profile_add_hours(const struct profile *p, int64_t from, int64_t seconds);

/*
 * The school's end of the n-th school day (n >= 1) from `from` on.  Today is
 * the first if at least day_needs of its hours are left, so "one school day"
 * said at 10:00 is today's end and said at 16:50 is tomorrow's.
 */
int64_t profile_add_days(const struct profile *p, int64_t from, int n);

/* The ladder of that kind; NULL if there is none. */
const struct knock_ladder *
profile_ladder(const struct profile *p, enum knock_kind kind);

/* What becomes of a post called so; never NULL. */
const struct profile_turn *
profile_turn(const struct profile *p, const char *post);

/* The deadlines as Markdown, for the manual. */
struct buf;
void profile_print(struct buf *out);

/* The next level of the chain; the last one answers itself. */
enum profile_level
profile_next_level(const struct profile *p, enum profile_level level);

#endif
