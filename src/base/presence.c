/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/presence.h"
#include "shared.h"

/*
 * A seat holds a robust mutex that its owner keeps locked: its sign of life,
 * as in base/queue.c.  One that can be locked by somebody else belongs to
 * nobody, whatever it says.  Every field is set whole, so a look at a seat
 * that is changing sees the old or the new.
 */
#define SEATS 1024
/* The gate is held for microseconds, unless by one that is stopped. */
#define GATE_NS INT64_C(1000000000)

struct seat {
	pthread_mutex_t alive;
	_Atomic int32_t pid;	  /* 0: nobody sits here */
	_Atomic uint32_t topic;	  /* of coming and going */
	_Atomic int64_t person;	  /* whoever sits or sat here */
	_Atomic int64_t left_ms;  /* ticks; 0: never used, or in use */
	_Atomic int64_t quiet_ms; /* ticks of the last key; 0: not quiet */
	_Atomic int32_t asked;	  /* the same person goes on elsewhere */
	struct {
		_Atomic uint64_t thing; /* 0: none */
		_Atomic uint32_t topic;
	} open[PRESENCE_OPEN_MAX];
	_Atomic int64_t pressed_ms; /* the last key; ticks */
	struct {
		_Atomic uint64_t thing;
		_Atomic int64_t at_ms;
	} shown[PRESENCE_SHOWN_MAX];
};

struct presence {
	pthread_mutex_t gate; /* taking a seat */
	_Atomic int top;      /* seats from here on were never used */
	struct seat seats[SEATS];
};

size_t
presence_size(void)
{
	return sizeof(struct presence);
}

int
presence_init(struct presence *p)
{
	atomic_store(&p->top, 0);
	return shared_lock_init(&p->gate);
}

/* --- leaving ------------------------------------------------------------- */

/* The mutex is ours: nobody sits here any more. */
static void
seat_empty(struct epoch *e, struct seat *s)
{
	for (int i = 0; i < PRESENCE_OPEN_MAX; i++)
		if (atomic_exchange(&s->open[i].thing, 0) != 0)
			epoch_bump(e, atomic_load(&s->open[i].topic));
	atomic_store(&s->left_ms, clock_ticks_ms());
	atomic_store(&s->quiet_ms, 0);
	atomic_store(&s->pid, 0);
	epoch_bump(e, atomic_load(&s->topic));
}

/* Is somebody sitting here?  One whose owner has died is emptied. */
static bool
seat_taken(struct epoch *e, struct seat *s)
{
	if (atomic_load(&s->pid) == 0)
		return false;
	if (shared_lock_try(&s->alive) != 0)
		return true;
	if (atomic_load(&s->pid) != 0) /* unless another was faster */
		seat_empty(e, s);
	pthread_mutex_unlock(&s->alive);
	return false;
}

void
presence_leave(struct epoch *e, int seat)
{
	struct seat *s;

	if (seat < 0)
		return;
	s = &epoch_seats(e)->seats[seat];
	seat_empty(e, s);
	pthread_mutex_unlock(&s->alive);
	epoch_wake(e);
}

void
presence_sweep(struct epoch *e)
{
	struct presence *p = epoch_seats(e);

	for (int i = 0; i < atomic_load(&p->top); i++)
		seat_taken(e, &p->seats[i]);
	epoch_wake(e);
}

void
presence_died(struct epoch *e, int32_t pid)
{
	struct presence *p = epoch_seats(e);

	for (int i = 0; i < atomic_load(&p->top); i++)
		if (atomic_load(&p->seats[i].pid) == pid)
			seat_taken(e, &p->seats[i]);
	epoch_wake(e);
}

/* --- coming -------------------------------------------------------------- */

static bool
seat_lock(struct seat *s)
{
	return shared_lock_try(&s->alive) == 0;
}

/* One never used, locked; -1 if there is none. */
static int
seat_new(struct presence *p)
{
	int top = atomic_load(&p->top);

	if (top == SEATS || shared_lock_init(&p->seats[top].alive) != 0 ||
	    !seat_lock(&p->seats[top]))
		return -1;
	atomic_store(&p->top, top + 1);
	return top;
}

/* The gate is ours: the seat of this person's last time, so that one person
 * fills one; else a new one, else the one left longest ago.  Locked; one that
 * says it is free may still be held by who just leaves it, or by a look. */
static int
seat_find(struct epoch *e, struct presence *p, int64_t person)
{
	int found = -1, new;
	int64_t left, first = INT64_MAX;

	for (int i = 0; i < atomic_load(&p->top); i++) {
		struct seat *s = &p->seats[i];

		if (seat_taken(e, s))
			continue;
		if (atomic_load(&s->person) == person && seat_lock(s))
			return i;
		left = atomic_load(&s->left_ms);
		if (left < first) {
			first = left;
			found = i;
		}
	}
	if ((new = seat_new(p)) >= 0)
		return new;
	return found >= 0 && seat_lock(&p->seats[found]) ? found : -1;
}

int
presence_sit(struct epoch *e, int64_t person, uint32_t topic, int *seat)
{
	struct presence *p = epoch_seats(e);
	struct seat *s;
	int i;

	if (shared_lock_take(&p->gate, shared_now_ns() + GATE_NS) != 0)
		return ERR_LIMIT;
	if ((i = seat_find(e, p, person)) >= 0) {
		s = &p->seats[i];
		atomic_store(&s->person, person);
		atomic_store(&s->topic, topic);
		atomic_store(&s->left_ms, 0);
		atomic_store(&s->pressed_ms, 0);
		for (int j = 0; j < PRESENCE_SHOWN_MAX; j++)
			atomic_store(&s->shown[j].at_ms, 0);
		atomic_store(&s->quiet_ms, 0);
		atomic_store(&s->asked, 0);
		atomic_store(&s->pid, (int32_t)getpid());
	}
	pthread_mutex_unlock(&p->gate);
	if (i < 0)
		return ERR_LIMIT;
	epoch_bump(e, topic);
	epoch_wake(e);
	*seat = i;
	return 0;
}

static void
swap(struct epoch *e, int seat, uint64_t from, uint64_t to, uint32_t topic)
{
	struct seat *s;

	if (seat < 0)
		return;
	s = &epoch_seats(e)->seats[seat];
	for (int i = 0; i < PRESENCE_OPEN_MAX; i++) {
		if (atomic_load(&s->open[i].thing) != from)
			continue;
		if (to != 0)
			atomic_store(&s->open[i].topic, topic);
		atomic_store(&s->open[i].thing, to);
		epoch_bump(e, atomic_load(&s->open[i].topic));
		epoch_wake(e);
		return;
	}
}

void
presence_open(struct epoch *e, int seat, uint64_t thing, uint32_t topic)
{
	swap(e, seat, 0, thing, topic);
}

void
presence_close(struct epoch *e, int seat, uint64_t thing)
{
	swap(e, seat, thing, 0, 0);
}

/* --- looking ------------------------------------------------------------- */

/* Where among its open things; -1: it has not this one. */
static int
where_open(const struct seat *s, uint64_t thing)
{
	for (int i = 0; i < PRESENCE_OPEN_MAX; i++)
		if (atomic_load(&s->open[i].thing) == thing)
			return i;
	return -1;
}

static bool
has_open(const struct seat *s, uint64_t thing)
{
	return where_open(s, thing) >= 0;
}

static void
add_person(int64_t *to, int max, int *n, int64_t person)
{
	for (int i = 0; i < *n; i++)
		if (to[i] == person)
			return;
	if (*n < max)
		to[(*n)++] = person;
}

int
presence_others(
    struct epoch *e, uint64_t thing, int64_t but, int64_t *person, int max)
{
	struct presence *p = epoch_seats(e);
	int n = 0;

	for (int i = 0; i < atomic_load(&p->top); i++) {
		struct seat *s = &p->seats[i];

		if (has_open(s, thing) && seat_taken(e, s) &&
		    atomic_load(&s->person) != but)
			add_person(person, max, &n, atomic_load(&s->person));
	}
	epoch_wake(e);
	return n;
}

/* --- going on elsewhere, and saying nothing ------------------------------ */

int
presence_ask(struct epoch *e, int64_t person, uint64_t thing, int but, bool ask)
{
	struct presence *p = epoch_seats(e);
	int n = 0, at;

	for (int i = 0; i < atomic_load(&p->top); i++) {
		struct seat *s = &p->seats[i];

		if (i == but || atomic_load(&s->person) != person ||
		    (at = where_open(s, thing)) < 0 || !seat_taken(e, s))
			continue;
		if (ask && atomic_exchange(&s->asked, 1) == 0)
			epoch_bump(e, atomic_load(&s->open[at].topic));
		n++;
	}
	epoch_wake(e);
	return n;
}

bool
presence_is_asked(struct epoch *e, int seat)
{
	return seat >= 0 && atomic_load(&epoch_seats(e)->seats[seat].asked);
}

void
presence_quiet(struct epoch *e, int seat, int64_t since_ms)
{
	struct seat *s;

	if (seat < 0)
		return;
	s = &epoch_seats(e)->seats[seat];
	atomic_store(&s->quiet_ms, since_ms);
	epoch_bump(e, atomic_load(&s->topic));
	epoch_wake(e);
}

int64_t
presence_quiet_since(struct epoch *e, int64_t person)
{
	struct presence *p = epoch_seats(e);
	int64_t since = 0, ms;

	for (int i = 0; i < atomic_load(&p->top); i++) {
		struct seat *s = &p->seats[i];

		if (atomic_load(&s->person) == person &&
		    (ms = atomic_load(&s->quiet_ms)) != 0 && seat_taken(e, s))
			since = ms;
	}
	epoch_wake(e);
	return since;
}

int
presence_count(struct epoch *e)
{
	struct presence *p = epoch_seats(e);
	int n = 0;

	for (int i = 0; i < atomic_load(&p->top); i++)
		n += seat_taken(e, &p->seats[i]);
	epoch_wake(e);
	return n;
}

bool
presence_is_in(struct epoch *e, int64_t person, int64_t *left_ms)
{
	struct presence *p = epoch_seats(e);
	int64_t last = 0, left;
	bool in = false;

	for (int i = 0; i < atomic_load(&p->top) && !in; i++) {
		struct seat *s = &p->seats[i];

		if (atomic_load(&s->person) != person)
			continue;
		in = seat_taken(e, s);
		left = atomic_load(&s->left_ms);
		last = left > last ? left : last;
	}
	epoch_wake(e);
	*left_ms = in ? 0 : last;
	return in;
}

/* --- is somebody looking? ------------------------------------------------- */

void
presence_press(struct epoch *e, int seat)
{
	if (seat >= 0)
		atomic_store(
		    &epoch_seats(e)->seats[seat].pressed_ms, clock_ticks_ms());
}

/* In the place it has already, else of what was shown longest ago. */
void
presence_show(struct epoch *e, int seat, uint64_t thing)
{
	struct seat *s;
	int at = 0;

	if (seat < 0)
		return;
	s = &epoch_seats(e)->seats[seat];
	for (int i = 0; i < PRESENCE_SHOWN_MAX; i++) {
		if (atomic_load(&s->shown[i].thing) == thing) {
			at = i;
			break;
		}
		if (atomic_load(&s->shown[i].at_ms) <
		    atomic_load(&s->shown[at].at_ms))
			at = i;
	}
	atomic_store(&s->shown[at].at_ms, 0);
	atomic_store(&s->shown[at].thing, thing);
	atomic_store(&s->shown[at].at_ms, clock_ticks_ms());
}

static bool
has_shown(const struct seat *s, uint64_t thing, int64_t since)
{
	for (int i = 0; i < PRESENCE_SHOWN_MAX; i++)
		if (atomic_load(&s->shown[i].thing) == thing &&
		    atomic_load(&s->shown[i].at_ms) >= since)
			return true;
	return false;
}

bool
presence_looks(
    struct epoch *e, int64_t person, uint64_t thing, int64_t within_ms)
{
	int64_t since = clock_ticks_ms() - within_ms;
	struct presence *p = epoch_seats(e);
	bool looks = false;

	for (int i = 0; i < atomic_load(&p->top) && !looks; i++) {
		struct seat *s = &p->seats[i];

		looks = atomic_load(&s->person) == person &&
			atomic_load(&s->pressed_ms) >= since &&
			has_shown(s, thing, since) && seat_taken(e, s);
	}
	epoch_wake(e);
	return looks;
}

bool
presence_presses(struct epoch *e, int64_t person, int64_t within_ms)
{
	int64_t since = clock_ticks_ms() - within_ms;
	struct presence *p = epoch_seats(e);
	bool presses = false;

	for (int i = 0; i < atomic_load(&p->top) && !presses; i++) {
		struct seat *s = &p->seats[i];

		presses = atomic_load(&s->person) == person &&
			  atomic_load(&s->pressed_ms) >= since &&
			  seat_taken(e, s);
	}
	epoch_wake(e);
	return presses;
}
