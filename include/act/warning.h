/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_WARNING_H
#define ACT_WARNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/figure.h"
#include "model/observation.h"
#include "model/paper.h"
#include "model/permit.h"
#include "model/warning.h"
#include "store/warning.h"

struct actor;
struct buf;

/*
 * A worry is reported, two people look, and the warning goes its way to the
 * closing (requirements.md 3.3; SJS-12, SJS-14).  Everything a person reads
 * or writes here is asked of model/permit.h and model/warning.h first.
 */
#define ACT_TEXT_MAX 8000 /* bytes of a narrative */

struct act_name {
	int64_t id; /* 0: nobody, the keeper */
	char login[33], name[65];
};

/* What the reporter gets back: who has it, and who has looked. */
#define ACT_LOOKING_MAX 16
struct act_receipt {
	int64_t observation, warning, version, audit;
	int64_t student;
	int64_t event_at, entered_at;
	bool danger;
	struct {
		struct act_name who;
		enum warning_post post;
		int64_t at; /* 0: not yet */
	} looking[ACT_LOOKING_MAX];
	int n;
};

/*
 * Report a worry about a student: makes a warning, joins the open one or
 * reopens the closed one.  ERR_CIRCLE when nobody could read it, ERR_INPUT
 * naming what is missing, ERR_DENIED for a child of somebody else's.
 */
int act_observation_report(struct actor *who, const struct observation_told *o,
    struct act_receipt *out);
/* The same by a professional, as a warning. */
int act_warning_raise(struct actor *who, const struct observation_told *o,
    struct act_receipt *out);
/* Whom a report of this person on this student would go to. */
int act_observation_readers(
    struct actor *who, int64_t student, struct act_receipt *out);
/* A person's own reports, newest first, id < before (0: all). */
int act_observation_each(struct actor *who, int64_t before, int limit,
    int (*fn)(void *, const struct act_receipt *), void *arg);

/*
 * Inside the running transaction of a ticket: danger and a linked student
 * make a warning at once (design.md 8), severity undecided; a worry without
 * danger makes one as well.  The call's words stay in the ticket.
 */
int act_warning_from_ticket(struct actor *who, int64_t student, int64_t ticket,
    int64_t event_at, bool danger, int64_t *warning, int64_t *audit);
/* The same from a consultation: a risk was raised in its note. */
int act_warning_from_consultation(struct actor *who, int64_t student,
    int64_t event_at, bool danger, int64_t *warning, int64_t *audit);

/* Fields of a step; 0 and NULL: not given. */
struct act_step {
	const char *text, *reason;
	enum warning_severity severity;
	int level; /* enum profile_level, -1: not given */
	enum warning_parents parents;
	int64_t person; /* whom it is handed to */
	/* Noted later: when it was (0: now), and the sheet it stood on (NULL).
	 * Not of a look or of what a second person agrees to: those are now. */
	int64_t event_at;
	const char *paper;
};

struct act_stepped {
	int64_t version, audit;
	int64_t approval; /* not 0: it waits for a second person */
};

/*
 * One move of the table, on the version seen (an acknowledgement: on any).
 * Where a second person must agree the move is asked for and waits (*out says
 * so); the same step by one who may agree is the agreement.  ERR_STALE:
 * somebody saved first.  The texts of a step that was refused are kept as this
 * person's draft "warning.note", or by whatever the step is called; not those
 * of one that had no turn to write (ERR_BUSY).
 */
int act_warning_step(struct actor *who, int64_t id, int64_t version,
    enum warning_event on, const struct act_step *f, struct act_stepped *out);

/* The newest text that is kept so for a warning, and what it was meant for;
 * ERR_NOT_FOUND without. */
int act_warning_kept(struct actor *who, int64_t id, enum warning_event *on);
/* out is a secret buffer. */
int act_warning_kept_open(
    struct actor *who, int64_t id, enum warning_event on, struct buf *out);
int act_warning_kept_drop(struct actor *who, int64_t id, enum warning_event on);
/* Of a draft's kind; -1: it is none of these. */
int act_warning_kept_event(const char *kind);

/* --- looking ------------------------------------------------------------- */

struct act_ack {
	struct act_name who;
	enum warning_post post;
	int seat, round;
	int64_t asked_at, acked_at;
	bool open;
};
struct act_entry {
	int64_t id, at, audit;
	struct act_name author;
	enum warning_event event;
	char *text; /* NULL: sealed to others */
};
struct act_report {
	int64_t id, event_at, entered_at, ticket;
	struct act_name reporter;
	enum warning_source source;
	bool danger;
	char paper[PAPER_NUMBER_MAX]; /* the sheet it stood on; "" */
	struct observation_told told; /* told.seen NULL: sealed, or a call */
};
struct act_past {
	int64_t at, audit, due_at;
	int64_t event_at;	      /* noted later: when it was; 0 */
	char paper[PAPER_NUMBER_MAX]; /* the sheet it stood on; "" */
	struct act_name who, second;
	enum warning_event event;
	struct warning after;
};
struct act_action {
	enum warning_event event;
	unsigned needs;	  /* NEED_... of the table */
	unsigned missing; /* conditions among them that do not hold yet */
	unsigned second;  /* WHO_... who must agree; 0 */
};
struct act_pending {
	int64_t approval, asked_at;
	enum warning_event event;
	struct act_name asked_by;
	char code[33];
	bool mine; /* this person may agree */
};

/* Asked for, and not agreed to; its reason is the entry of the same audit. */
struct act_refusal {
	int64_t at, audit;
	enum warning_event event;
	struct act_name by, asked_by;
};

#define ACT_ACKS_MAX 48
#define ACT_ENTRIES_MAX 64
#define ACT_REPORTS_MAX 24
#define ACT_PASTS_MAX 64
#define ACT_PENDING_MAX 8
#define ACT_REFUSALS_MAX 16
#define ACT_HANDS_MAX 9

struct act_warning {
	struct warning w;
	unsigned items; /* 1u << ITEM_...: what of it may be shown */
	unsigned who;	/* what this person is to it */
	char student[97], class[97], school[97];
	struct act_name owner, reporter, psychology;
	struct act_ack acks[ACT_ACKS_MAX];
	struct act_name waiting[ACT_ACKS_MAX];
	struct act_action actions[WARNING_EVENTS];
	struct act_entry entries[ACT_ENTRIES_MAX];
	struct act_report reports[ACT_REPORTS_MAX];
	struct act_past pasts[ACT_PASTS_MAX];
	struct act_pending pending[ACT_PENDING_MAX];
	struct act_refusal refusals[ACT_REFUSALS_MAX];
	struct act_name hands[ACT_HANDS_MAX]; /* who could take it on */
	int n_hands;
	int n_acks, n_waiting, n_actions, n_entries, n_reports, n_pasts,
	    n_pending, n_refusals;
};

/* All of it that this person may see, noted in the audit before it comes
 * back; act_warning_free() wipes the texts.  ERR_DENIED when that is
 * nothing. */
int act_warning_show(struct actor *who, int64_t id, struct act_warning **out);
/* The warning of a student, for the student file; ERR_NOT_FOUND without. */
int
act_warning_of(struct actor *who, int64_t student, struct act_warning **out);
void act_warning_free(struct act_warning *v); /* NULL is fine */

#define ACT_LOOKS_MAX 4
/* A row of the ledger: never a severity, never a word of the story (K7). */
struct act_warning_row {
	struct warning w; /* severity left out: SEVERITY_NONE */
	struct warning_place place;
	char student[97], class[97], school[97];
	struct act_name owner, reporter; /* of the first report */
	struct {
		struct act_name who;
		int64_t at; /* 0: has not looked yet */
	} looks[ACT_LOOKS_MAX];
	int n_looks;
	bool asked; /* waits for this person's look */
};

/* What of the ledger this person has: where their posts reach.  Several
 * ledgers (a class and a crisis group): the widest one. */
struct act_ledger {
	struct warning_filter filter; /* scope, of, reach, shown_to are set */
	bool figures;		      /* counts only: act_warning_figures() */
	int64_t wakes; /* TOPIC_ORG of this: something has changed */
	int64_t until; /* names opened on a ground end then; 0: always open */
	char name[97]; /* of the school, grade, class or district */
};
int act_warning_ledger(struct actor *who, struct act_ledger *l);

/*
 * Whose ledger is figures opens the names of one school on a ground, for ten
 * minutes and one school at a time (requirements.md 5.2: G, with expiry): l
 * becomes that school's, with states and levels, never a severity, a reason
 * or a danger.  The opening is an audit row of its own, and so is each page,
 * with its subjects.  ERR_INPUT without a ground, ERR_DENIED for whom no
 * ground opens it.
 */
#define ACT_NAMES_FOR (10 * 60)
int act_warning_names(struct actor *who, int64_t school,
    enum permit_ground ground, struct act_ledger *l);
/* A page of it, at most 64 rows, audited as one view. */
int act_warning_each(struct actor *who, const struct act_ledger *l,
    const struct warning_place *after, int limit,
    int (*fn)(void *, const struct act_warning_row *), void *arg);
int act_warning_count(
    struct actor *who, const struct act_ledger *l, int64_t max, int64_t *n);
/* Figures by school, as they may be shown (model/figure.h). */
struct act_figure {
	int64_t school;
	struct figure n;
	const char *name; /* of the school, during the call */
};
int act_warning_figures(
    struct actor *who, int (*fn)(void *, const struct act_figure *), void *arg);

/* What waits for this person: to look at, to agree to.  For Today. */
struct act_waiting {
	int64_t warning, version, student, due_at, approval;
	enum warning_event event; /* WARNING_ACK, or what is asked */
	char name[97], class[97];
	bool danger;
};
int act_warning_waiting(struct actor *who, int limit,
    int (*fn)(void *, const struct act_waiting *), void *arg);

/* A second person did not agree to what this one asked for: until the warning
 * has been opened, and as long as it is theirs to open.  For Today, and noted
 * as seen; r lives during fn only. */
struct act_refused {
	int64_t warning, version, student, at;
	enum warning_event event; /* what was asked */
	struct act_name by;
	char name[97], class[97];
	const char *reason; /* "" while the keys are locked */
};
int act_warning_refused_each(struct actor *who,
    int (*fn)(void *, const struct act_refused *), void *arg);

/* The keeper: every warning whose time is over goes up; *n says how many
 * were done, at most limit.  Each is a transaction of its own. */
int act_warning_escalate(struct actor *keeper, int limit, int *n);
/* When the next one is due; 0: none. */
int act_warning_next_due(struct actor *keeper, int64_t *at);

#endif
