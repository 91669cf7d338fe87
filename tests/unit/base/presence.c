/* SPDX-License-Identifier: Apache-2.0 */
#include <dlfcn.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/presence.h"
#include "tests/lib/test.h"

#define TOPIC 7	      /* of coming and going */
#define TICKET 0x1193 /* a thing; its topic is the same number */

static struct epoch *page;
static int told[2];

/* In a process of which it is asked, the next mutex stays locked: it stops
 * first. */
static bool stops;

int
pthread_mutex_unlock(pthread_mutex_t *m)
{
	static int (*real)(pthread_mutex_t *);
	void *p;

	if (real == NULL) {
		p = dlsym(RTLD_NEXT, "pthread_mutex_unlock");
		memcpy(&real, &p, sizeof(p));
	}
	if (stops) {
		stops = false;
		raise(SIGSTOP);
	}
	return real(m);
}

/* Somebody at a desk of their own: sits, opens the ticket, says so, and stays
 * until killed. */
static pid_t
sitting(int64_t person)
{
	pid_t pid = test_fork();
	struct epoch *e;
	int seat;

	if (pid != 0) {
		char c;

		assert_int_equal(read(told[0], &c, 1), 1);
		return pid;
	}
	if (epoch_open(&e) != 0 || presence_sit(e, person, TOPIC, &seat) != 0)
		_exit(1);
	presence_open(e, seat, TICKET, TICKET);
	if (write(told[1], "", 1) != 1)
		_exit(1);
	for (;;)
		pause();
}

static void
killed(pid_t pid)
{
	int status;

	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
}

static bool
rings(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	uint64_t n;

	return poll(&p, 1, ms) > 0 && read(fd, &n, sizeof(n)) == sizeof(n);
}

static void
test_who_sits_is_in_and_who_left_was(void **state)
{
	int64_t left, who[4];
	int seat;

	(void)state;
	assert_false(presence_is_in(page, 11, &left));
	assert_int_equal(left, 0); /* never here */
	assert_int_equal(presence_sit(page, 11, TOPIC, &seat), 0);
	assert_true(presence_is_in(page, 11, &left));
	presence_open(page, seat, TICKET, TICKET);
	assert_int_equal(presence_others(page, TICKET, 12, who, 4), 1);
	assert_int_equal(who[0], 11);
	assert_int_equal(presence_others(page, TICKET, 11, who, 4), 0);
	presence_close(page, seat, TICKET);
	assert_int_equal(presence_others(page, TICKET, 12, who, 4), 0);
	presence_leave(page, seat);
	assert_false(presence_is_in(page, 11, &left));
	assert_true(left > 0 && left <= clock_ticks_ms());
}

static void
test_a_process_killed_is_out_at_the_next_look(void **state)
{
	pid_t pid = sitting(21);
	int64_t left, who[4];

	(void)state;
	assert_true(presence_is_in(page, 21, &left));
	assert_int_equal(presence_others(page, TICKET, 0, who, 4), 1);
	killed(pid);
	/* nobody has said so: the look itself finds out */
	assert_int_equal(presence_others(page, TICKET, 0, who, 4), 0);
	assert_false(presence_is_in(page, 21, &left));
	assert_true(left > 0);
}

static void
test_two_sessions_of_one_person_count_once_and_one_may_die(void **state)
{
	pid_t a = sitting(31), b = sitting(31);
	int64_t left, who[4];

	(void)state;
	assert_int_equal(presence_others(page, TICKET, 0, who, 4), 1);
	killed(a);
	assert_true(presence_is_in(page, 31, &left));
	assert_int_equal(presence_others(page, TICKET, 0, who, 4), 1);
	killed(b);
	assert_false(presence_is_in(page, 31, &left));
}

/* The newer one asks; the older one hears of it by the thing's topic. */
static void
test_who_goes_on_elsewhere_is_asked_to_leave_the_thing(void **state)
{
	pid_t other = sitting(36);
	int old, new;
	uint32_t was;

	(void)state;
	assert_int_equal(presence_sit(page, 35, TOPIC, &old), 0);
	assert_int_equal(presence_sit(page, 35, TOPIC, &new), 0);
	assert_int_not_equal(old, new);
	assert_int_equal(presence_ask(page, 35, TICKET, new, true), 0);
	presence_open(page, old, TICKET, TICKET);
	was = epoch_read(page, TICKET);
	/* looking asks nobody */
	assert_int_equal(presence_ask(page, 35, TICKET, new, false), 1);
	assert_false(presence_is_asked(page, old));
	assert_int_equal(epoch_read(page, TICKET), was);
	assert_int_equal(presence_ask(page, 35, TICKET, new, true), 1);
	assert_true(presence_is_asked(page, old));
	assert_false(presence_is_asked(page, new));
	assert_int_not_equal(epoch_read(page, TICKET), was);
	presence_leave(page, old);
	assert_int_equal(presence_ask(page, 35, TICKET, new, true), 0);
	/* whoever sits there next was asked nothing */
	assert_int_equal(presence_sit(page, 35, TOPIC, &old), 0);
	assert_false(presence_is_asked(page, old));
	presence_leave(page, old);
	presence_leave(page, new);
	killed(other);
}

static void
test_one_is_quiet_until_they_are_not_or_gone(void **state)
{
	uint32_t was = epoch_read(page, TOPIC);
	int seat;

	(void)state;
	assert_int_equal(presence_sit(page, 38, TOPIC, &seat), 0);
	assert_int_equal(presence_quiet_since(page, 38), 0);
	presence_quiet(page, seat, 1234);
	assert_int_equal(presence_quiet_since(page, 38), 1234);
	assert_int_equal(presence_quiet_since(page, 39), 0);
	assert_int_not_equal(epoch_read(page, TOPIC), was);
	presence_quiet(page, seat, 0);
	assert_int_equal(presence_quiet_since(page, 38), 0);
	presence_quiet(page, seat, 1234);
	presence_leave(page, seat);
	assert_int_equal(presence_quiet_since(page, 38), 0);
}

/* Whoever reaps it rings for those who listen: they need not look. */
static void
test_the_reaper_tells_those_who_listen(void **state)
{
	static const uint32_t topics[] = { TOPIC, TICKET };
	pid_t pid = sitting(41);
	uint32_t was[2];
	int fd;

	(void)state;
	assert_int_equal(epoch_listen(page, topics, 2, &fd), 0);
	assert_true(rings(fd, 2000)); /* once, when it begins */
	was[0] = epoch_read(page, TOPIC);
	was[1] = epoch_read(page, TICKET);
	killed(pid);
	assert_false(rings(fd, 50));
	presence_died(page, pid);
	assert_true(rings(fd, 2000));
	assert_true(epoch_read(page, TOPIC) != was[0]);
	assert_true(epoch_read(page, TICKET) != was[1]);
	presence_died(page, pid); /* once is enough */
	assert_false(rings(fd, 50));
}

static void
test_what_nobody_reaped_is_swept(void **state)
{
	pid_t pid = sitting(51), stays = sitting(52);
	uint32_t was;
	int64_t left;

	(void)state;
	killed(pid);
	was = epoch_read(page, TOPIC);
	presence_sweep(page);
	assert_true(epoch_read(page, TOPIC) != was);
	assert_true(presence_is_in(page, 52, &left));
	killed(stays);
}

/* 1,030 people one after the other: the seats are used again, and whoever
 * has gone longest is forgotten first. */
static void
test_seats_are_used_again(void **state)
{
	int64_t left;
	int seat;

	(void)state;
	for (int64_t person = 1000; person < 2030; person++) {
		assert_int_equal(presence_sit(page, person, TOPIC, &seat), 0);
		presence_leave(page, seat);
	}
	assert_false(presence_is_in(page, 2029, &left));
	assert_true(left > 0);
	assert_false(presence_is_in(page, 11, &left));
	assert_int_equal(left, 0);
}

/* Whoever signs in goes on without a seat. */
static void
test_one_who_is_stopped_in_the_door_keeps_nobody_waiting(void **state)
{
	struct epoch *e;
	int seat, status;
	pid_t pid;

	(void)state;
	if ((pid = test_fork()) == 0) {
		if (epoch_open(&e) != 0)
			_exit(1);
		stops = true;
		_exit(presence_sit(e, 61, TOPIC, &seat) == 0 ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
	alarm(20); /* rather than wait for ever */
	assert_int_equal(presence_sit(page, 62, TOPIC, &seat), ERR_LIMIT);
	alarm(0);
	killed(pid);
	assert_int_equal(presence_sit(page, 62, TOPIC, &seat), 0);
	presence_leave(page, seat);
}

/* Stopped with one foot out of the door, where all who leave are for a moment:
 * the same person comes in elsewhere, and is seen there. */
static void
test_who_comes_while_their_last_session_leaves_has_a_seat(void **state)
{
	struct epoch *e;
	int seat, status;
	int64_t left;
	pid_t pid;

	(void)state;
	if ((pid = test_fork()) == 0) {
		if (epoch_open(&e) != 0 ||
		    presence_sit(e, 63, TOPIC, &seat) != 0)
			_exit(1);
		stops = true;
		presence_leave(e, seat);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
	assert_int_equal(presence_sit(page, 63, TOPIC, &seat), 0);
	assert_true(presence_is_in(page, 63, &left));
	killed(pid);
	presence_leave(page, seat);
}

static void
test_who_pressed_a_key_and_was_shown_it_is_looking(void **state)
{
	int seat;

	(void)state;
	assert_int_equal(presence_sit(page, 42, TOPIC, &seat), 0);
	assert_false(presence_looks(page, 42, TICKET, 60000));
	presence_show(page, seat, TICKET);
	assert_false(presence_looks(page, 42, TICKET, 60000)); /* no key */
	presence_press(page, seat);
	assert_true(presence_looks(page, 42, TICKET, 60000));
	assert_false(presence_looks(page, 43, TICKET, 60000));
	assert_false(presence_looks(page, 42, TICKET + 1, 60000));
	assert_false(presence_looks(page, 42, TICKET, -1)); /* too long ago */
	/* what was shown longest ago makes room */
	for (int i = 1; i <= PRESENCE_SHOWN_MAX; i++)
		presence_show(page, seat, TICKET + (uint64_t)i);
	assert_false(presence_looks(page, 42, TICKET, 60000));
	assert_true(presence_looks(page, 42, TICKET + 1, 60000));
	presence_leave(page, seat);
	assert_false(presence_looks(page, 42, TICKET + 1, 60000));
	/* whoever sits there next has seen nothing yet */
	assert_int_equal(presence_sit(page, 42, TOPIC, &seat), 0);
	presence_press(page, seat);
	assert_false(presence_looks(page, 42, TICKET + 1, 60000));
	presence_leave(page, seat);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_who_pressed_a_key_and_was_shown_it_is_looking),
	cmocka_unit_test(test_who_sits_is_in_and_who_left_was),
	cmocka_unit_test(
	    test_who_comes_while_their_last_session_leaves_has_a_seat),
	cmocka_unit_test(test_a_process_killed_is_out_at_the_next_look),
	cmocka_unit_test(
	    test_two_sessions_of_one_person_count_once_and_one_may_die),
	cmocka_unit_test(
	    test_who_goes_on_elsewhere_is_asked_to_leave_the_thing),
	cmocka_unit_test(test_one_is_quiet_until_they_are_not_or_gone),
	cmocka_unit_test(test_the_reaper_tells_those_who_listen),
	cmocka_unit_test(test_what_nobody_reaped_is_swept),
	cmocka_unit_test(test_seats_are_used_again),
	cmocka_unit_test(
	    test_one_who_is_stopped_in_the_door_keeps_nobody_waiting),
};

int
main(void)
{
	int r;

	if (chdir(test_folder()) != 0)
		return 99;
	epoch_forget(); /* a page of a folder of that number, long ago */
	if (pipe(told) != 0 || epoch_open(&page) != 0)
		return 99;
	cmocka_set_message_output(CM_OUTPUT_TAP);
	r = cmocka_run_group_tests(tests, NULL, NULL);
	epoch_close(page);
	epoch_forget();
	return r;
}
