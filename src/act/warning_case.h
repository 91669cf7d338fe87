/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ACT_WARNING_CASE_H
#define ACT_WARNING_CASE_H

#include "act/actor.h"
#include "act/warning.h"
#include "model/org.h"
#include "store/desk.h"

/*
 * A warning with all that decides about it, read once and asked often: who
 * holds the posts around the child, who was asked to look, what waits for a
 * second person, and what the actor is to it.
 */
#define CASE_REPORTERS 16

struct warning_case {
	struct actor *who;
	struct warning w;
	struct org district;
	struct warning_bench bench;
	struct warning_ack acks[ACT_ACKS_MAX];
	struct approval pending[ACT_PENDING_MAX];
	int64_t reporters[CASE_REPORTERS]; /* of what is not seen yet */
	int n_acks, n_pending, n_reporters;
	struct warning_person me;
	unsigned bits; /* warning_who() of me */
};

/* Where a child stands, and its file: fills the places of w. */
int case_child(struct actor *who, int64_t student, struct warning *w);

/* Who holds the posts around it now. */
int case_bench(struct warning_case *c);

/* Read warning id, or the one of a student, and all around it. */
int case_read(struct actor *who, int64_t id, struct warning_case *c);
/* The same around c->w, which is not in the store yet. */
int case_around(struct actor *who, struct warning_case *c);
/* Read its seats again after a change. */
int case_seats(struct warning_case *c);

/* 0 if the actor may see any of it, else ERR_DENIED said in words. */
int case_allow(struct warning_case *c);

/* Relations of an actor's posts to the child, levels left out. */
void case_flags(const struct warning_case *c, const struct post *posts, int n,
    struct warning_person *p);
/* Does somebody sit on a post of the bench; on one that may run it? */
bool
case_sits(const struct warning_case *c, enum warning_post post, int64_t person);
bool case_cares(const struct warning_case *c, int64_t person);
/* Who runs it when nobody does: psychology, head, centre; 0: nobody. */
int64_t case_carer(const struct warning_case *c, bool *centre);
/* Posts around it with nobody: WHO_GRADE, WHO_HEAD, WHO_CENTRE. */
unsigned case_empty(const struct warning_case *c);
/* Who may agree to a pending step, and may this actor? */
int case_seconds(
    struct warning_case *c, const struct approval *a, unsigned *second);
bool case_may_agree(struct warning_case *c, const struct approval *a);

/* The events that need a second person, by the kind of their approval. */
int case_kind_event(const char *kind); /* -1: none of ours */
const char *case_event_kind(enum warning_event e);

/* Begin a round: the old seats end, new ones are asked. */
int case_ask(struct warning_case *c, const int64_t *reporters, int n);
/* A level was reached: its people are asked for what is still unseen. */
int case_ask_level(struct warning_case *c);
/* Somebody is knocked for what is still unseen: they are asked to look, at
 * the seat that is their post's, else at one that is waited for. */
int case_ask_person(struct warning_case *c, int64_t person);
/* A seat was filled: of those who need not look for it any more, who may take
 * the other one is asked for that. */
int case_ask_rest(struct warning_case *c, int filled);
/* These seats (bits) have lost who was asked: who is there now is. */
int case_ask_again(struct warning_case *c, unsigned seats);

/* The one place where a warning changes: the row, its past, the audit, who is
 * woken.  what is the audit's word. */
struct case_change {
	const char *what;
	enum warning_event event;
	int64_t by;	/* who asked; 0: the actor */
	int64_t second; /* who agreed; 0: nobody had to */
	int64_t missed; /* the time that was over */
	int64_t at;
	int64_t event_at; /* when it was; 0: at */
};
int
case_save(struct warning_case *c, const struct case_change *ch, int64_t *audit);

/* Fields of a step as bits of needs; say which is missing. */
unsigned case_given(const struct act_step *f);
int case_missing(struct actor *who, unsigned missing);
/* Make an allowed move: by is who asked when the actor is the second. */
int case_apply(struct warning_case *c, const struct state_move *move,
    const struct act_step *f, int64_t by, int64_t *audit);
/* Ask for a second person; the same step that one agrees to; agree. */
int case_ask_second(struct warning_case *c, const struct state_move *move,
    const struct act_step *f, struct act_stepped *out);
struct approval *case_pending_of(struct warning_case *c, enum warning_event on);
/* The asker has it open: a refusal has been told. */
int case_refused_told(struct warning_case *c);
int case_agree(struct warning_case *c, struct approval *a,
    const struct act_step *f, struct act_stepped *out);

/* Seal a text to the warning as an entry of this event. */
int case_entry(struct warning_case *c, enum warning_event e, int64_t audit,
    const char *text);

/* Both texts are kept: the one that came late is this person's draft. */
void case_keep(struct actor *who, int64_t id, enum warning_event on,
    const struct act_step *f);

/* A text as it may be kept: ERR_INPUT in words when it is too long. */
int case_text(struct actor *who, const char *s);

void act_name_of(struct actor *who, int64_t person, struct act_name *to);
struct student;
void act_class_name(
    struct actor *who, const struct student *s, char *to, size_t size);

#endif
