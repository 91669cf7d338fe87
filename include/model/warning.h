/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_WARNING_H
#define MODEL_WARNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/profile.h"
#include "model/state.h"

/*
 * A warning from its report to its closing (requirements.md 3.3, made exact
 * in design.md 8): states, who of whom must have seen it, who must agree, by
 * when, and who sees how much.  Plain values and rules; act/warning.h does.
 */
enum warning_state {
	WARNING_REPORTED,
	WARNING_ACKNOWLEDGED,
	WARNING_VERIFYING,
	WARNING_NOT_CONFIRMED,
	WARNING_CONFIRMED,
	WARNING_AT_LEVEL,
	WARNING_INTERVENING,
	WARNING_MONITORING,
	WARNING_CLOSED,
	WARNING_REOPENED,
	WARNING_STATES
};

enum warning_event {
	WARNING_REPORT,	   /* a report: begins, joins or reopens */
	WARNING_ACK,	   /* "I have seen it" */
	WARNING_VERIFY,	   /* begin to gather the facts */
	WARNING_PARENTS,   /* the parents told, or not yet and why */
	WARNING_CONFIRM,   /* assessed: there is something, this serious */
	WARNING_UNCONFIRM, /* assessed: there is nothing */
	WARNING_PLACE,	   /* the level that works on it */
	WARNING_REVIEW,	   /* looked at again */
	WARNING_INTERVENE, /* help begins, by agreed measures */
	WARNING_MONITOR,   /* keep an eye on it */
	WARNING_CLOSE,
	WARNING_WORSEN,	   /* severity up */
	WARNING_LOWER,	   /* severity down */
	WARNING_DANGER,	   /* danger now */
	WARNING_CALM,	   /* no longer */
	WARNING_RAISE,	   /* one level up, or more */
	WARNING_HAND,	   /* another professional takes it on */
	WARNING_NOTE,	   /* an entry */
	WARNING_MEASURE,   /* an agreed measure, which the class teacher sees */
	WARNING_OVERDUE,   /* nobody acted in time: the next level */
	WARNING_TAKE_BACK, /* the last deed: model/undo.h */
	WARNING_EVENTS
};

/* E10; it belongs to a warning, never to a child. */
enum warning_severity {
	SEVERITY_NONE, /* not decided */
	SEVERITY_ATTENTION,
	SEVERITY_GENERAL,
	SEVERITY_SERIOUS,
	SEVERITY_CRISIS,
	SEVERITY_COUNT
};

enum warning_parents {
	PARENTS_UNKNOWN, /* nothing said yet */
	PARENTS_TOLD,
	PARENTS_LATER, /* not yet, with a reason */
	PARENTS_HARM,  /* not: a guardian may be the danger (QP-90) */
	PARENTS_COUNT
};

enum warning_source {
	SOURCE_OBSERVATION, /* somebody on staff reported a worry */
	SOURCE_TICKET,	    /* a call */
	SOURCE_CONSULTATION,
	SOURCE_RAISED, /* a professional raised it directly */
	SOURCE_COUNT
};

#define WARNING_KEY_MAX 32 /* a deadline key with its NUL */

struct warning {
	int64_t id, version;
	int64_t student, school, grade, class; /* the orgs, at the report */
	int64_t lft;			       /* the class's place */
	enum warning_state state;
	enum profile_level level;
	enum warning_severity severity;
	enum warning_parents parents;
	enum warning_source source;
	bool danger;
	bool district;	/* the district centre is in it: asked, or raised */
	int reviews;	/* since help began */
	int round;	/* of acknowledgements, from 1 */
	int seen_round; /* the last one that was complete */
	bool unseen;	/* the round is not complete */
	int64_t owner, reporter;
	int64_t key; /* its key pair */
	int64_t event_at, entered_at;
	int64_t state_at;      /* in this state since */
	int64_t observe_until; /* 0 before MONITORING */

	/* Clocks that run: the state's, the round's, the parents'. */
	char clock[WARNING_KEY_MAX];
	int64_t clock_at, ack_at, parents_at;
	/* What warning_time() made of them. */
	char due_key[WARNING_KEY_MAX];
	int64_t due_at;	  /* 0: nothing is due */
	int64_t fired_at; /* the due_at the last level was told of */
};

/* Facts of the table (when). */
#define WHEN_LAST (1u << 0) /* this acknowledgement completes the round */
#define WHEN_DANGER (1u << 1)
#define WHEN_SERIOUS (1u << 2) /* severity, as given or as it stands */
#define WHEN_CRISIS (1u << 3)
#define WHEN_SCHOOL (1u << 4) /* at school level */
#define WHEN_DISTRICT (1u << 5)
#define WHEN_OVER (1u << 6)   /* the time that is due is the observation */
#define WHEN_UNSEEN (1u << 7) /* somebody has yet to look */

/* Relations of a person to a warning (who, second). */
#define WHO_STAFF (1u << 0)    /* anybody on staff */
#define WHO_CLASS (1u << 1)    /* class teacher of the child's class */
#define WHO_GRADE (1u << 2)    /* grade head, once it is theirs */
#define WHO_CARE (1u << 3)     /* psychology teacher of the school */
#define WHO_GROUP (1u << 4)    /* crisis group, once it is theirs */
#define WHO_HEAD (1u << 5)     /* its head, likewise */
#define WHO_CENTRE (1u << 6)   /* district centre, likewise */
#define WHO_OWNER (1u << 7)    /* who runs it */
#define WHO_ASKED (1u << 8)    /* asked to acknowledge, not done yet */
#define WHO_RECEIVER (1u << 9) /* to whom it is being handed */
#define WHO_SYSTEM (1u << 10)  /* the keeper, or another part of act/ */
#define WHO_REPORTER (1u << 11)
#define WHO_SEEN (1u << 12) /* has acknowledged */

/* Fields and conditions of a move (needs). */
#define NEED_STUDENT (1u << 0)
#define NEED_TEXT (1u << 1)
#define NEED_REASON (1u << 2)
#define NEED_SEVERITY (1u << 3)
#define NEED_PARENTS (1u << 4) /* said earlier counts */
#define NEED_FAMILY (1u << 5)  /* told, or known not to be told */
#define NEED_REVIEWS (1u << 6) /* two since help began */
#define NEED_PERIOD (1u << 7)  /* the observation is over */
#define NEED_QUIET (1u << 8)   /* no report that nobody has seen */
#define NEED_PERSON (1u << 9)
/* Those a person gives; the others hold or do not. */
#define NEED_GIVEN \
	(NEED_TEXT | NEED_REASON | NEED_SEVERITY | NEED_PARENTS | NEED_PERSON)

extern const struct state_machine warning_machine;

/* Words for people; msgids, give them to _().  The plain ones are for whom
 * states and severity are no business: class teacher, mentor, reporter. */
const char *warning_word(enum warning_state s, bool professional);
/* "warning.place_serious" without how serious, for who is not told (TJ-35). */
void warning_key_plain(char key[WARNING_KEY_MAX]);
const char *warning_event_word(enum warning_event e);
const char *warning_level_word(enum profile_level l);
const char *warning_severity_word(enum warning_severity s);
const char *warning_parents_word(enum warning_parents p);
/* Of the lowest bit of needs: "a reason", "two reviews". */
const char *warning_need_word(unsigned needs);

/* Names in JSON and the store's audit; back: -1 if there is none. */
const char *warning_level_name(enum profile_level l);
int warning_level_of(const char *name);
const char *warning_severity_name(enum warning_severity s);
int warning_severity_of(const char *name);
const char *warning_parents_name(enum warning_parents p);
int warning_parents_of(const char *name);
const char *warning_source_name(enum warning_source s);

bool warning_is_open(enum warning_state s);

/*
 * Acknowledgement (design.md 8): two seats, the class teacher's and the
 * psychology teacher's.  Whoever reports leaves the seat to the grade head;
 * an empty post goes to its deputy, then to the district centre, at once.
 * Two different people sit on them whenever there are two.
 */
enum warning_post {
	POST_CLASS,
	POST_CARE,
	POST_GRADE,
	POST_HEAD,
	POST_CENTRE,
	POST_COUNT
};
#define WARNING_HOLDERS 8

struct warning_holders {
	int n, n_deputies;
	int64_t person[WARNING_HOLDERS];
	int64_t deputy[WARNING_HOLDERS];
};
struct warning_bench {
	struct warning_holders post[POST_COUNT];
};

#define WARNING_SEATS 2
struct warning_seat {
	enum warning_post post; /* whose people sit here */
	int n;			/* any one of them fills it; 0: nobody */
	int64_t person[WARNING_HOLDERS];
};

/* The seats of a report by these n reporters. */
void warning_seats(const struct warning_bench *b, const int64_t *reporters,
    int n, struct warning_seat seats[WARNING_SEATS]);

/* Who more is asked when it is raised to a level, reporters left out. */
void warning_level_seat(const struct warning_bench *b, enum profile_level level,
    const int64_t *reporters, int n, struct warning_seat *seat);

/* Everybody who is or may come to be asked, at most max: to whom the
 * reporter's session seals (design.md 4).  Returns how many. */
int warning_audience(const struct warning_bench *b, int64_t *to, int max);

/* What a person is to a warning. */
struct warning_person {
	int64_t id;
	bool class_teacher, grade_head, psychology; /* of this child */
	bool crisis_member, crisis_head, centre;
	bool figures;	/* principal, district staff */
	bool colleague; /* staff of the class or school */
	bool reported;
	bool asked;  /* an open seat */
	bool seen;   /* has acknowledged in some round */
	bool second; /* asked to agree to something */
	bool receiver;
	bool opened; /* by break-glass: reads all, may do nothing */
};
/* Has it reached the district centre?  Then all of its counsellors see it. */
bool warning_is_districts(const struct warning *w);
unsigned warning_who(const struct warning *w, const struct warning_person *p);

/* Facts for the table.  severity: the one given, or the row's. */
unsigned warning_facts(const struct warning *w, enum warning_severity severity);

/* Conditions of needs that the row fulfils already. */
unsigned warning_have(const struct warning *w, int64_t now);

/* Who may agree, when `asker` asked and the posts in `empty` (WHO_GRADE,
 * WHO_HEAD, WHO_CENTRE) have nobody: up the chain, and from the centre back
 * to the head of the crisis group. */
unsigned warning_second(unsigned second, unsigned asker, unsigned empty);

/* The lowest level that a severity may be worked at (SJS-69..71). */
enum profile_level warning_least_level(enum warning_severity s);

/* Carry out a move the table allowed: state, clocks, counters, due time.  It
 * happened at event (0: now); model/when.h says which clock counts from it. */
void warning_step(const struct profile *p, struct warning *w,
    const struct state_move *move, int64_t event, int64_t now);
/* Begin a round of acknowledgements: something new has to be seen. */
void warning_round(struct warning *w, int64_t now);
/* What is due next, from the clocks that run. */
void warning_time(const struct profile *p, struct warning *w);

/*
 * What the keeper does at time now.  True if a step was due: *w is changed,
 * *at is the moment it was due, and to is called again until false, so that
 * a keeper that was away catches up as if it had been there.
 */
bool warning_escalate(
    const struct profile *p, struct warning *w, int64_t now, int64_t *at);

/* What of a warning somebody sees (requirements.md 5.2, screens.md 4b). */
enum warning_item {
	ITEM_HINT,    /* "please talk to the psychology teacher" */
	ITEM_RECEIPT, /* when it came in, who has looked, thanks */
	ITEM_WAY,     /* how far it is, in plain words */
	ITEM_STATE,   /* the same, in the words of the profession */
	ITEM_LEVEL,
	ITEM_DANGER,
	ITEM_REPORT,   /* what was seen */
	ITEM_MEASURES, /* what was agreed */
	ITEM_OWN,      /* the person's own entries */
	ITEM_PARENTS,
	ITEM_ACKS,    /* who has seen it, who has not */
	ITEM_ENTRIES, /* everybody's entries and reasons */
	ITEM_HISTORY,
	ITEM_SEVERITY,
	ITEM_COUNT
};
/* Bits 1u << ITEM_...; 0: not even that it exists. */
unsigned warning_items(const struct warning *w, const struct warning_person *p);

#endif
