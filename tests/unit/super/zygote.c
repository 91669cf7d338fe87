/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "super/zygote.h"
#include "tests/lib/test.h"

#define LIMIT_MS (20000 * test_patience())

static int control;
static pid_t zygote;

/* A connection's process: it ends well at once. */
static int
child(void *arg, const struct zygote_order *o, int fd, int wire)
{
	(void)arg, (void)o, (void)fd, (void)wire;
	return 0;
}

/* One that may have no descriptor more than it has. */
static void
be_zygote(int pair)
{
	struct rlimit l;

	if (dup2(pair, ZYGOTE_FD) < 0 ||
	    close_range(ZYGOTE_FD + 1, ~0u, 0) != 0 ||
	    dup2(ZYGOTE_FD, ZYGOTE_LIFE_FD) < 0 ||
	    getrlimit(RLIMIT_NOFILE, &l) != 0)
		_exit(99);
	l.rlim_cur = ZYGOTE_LIFE_FD + 2; /* and one for its signals */
	if (setrlimit(RLIMIT_NOFILE, &l) != 0)
		_exit(99);
	_exit(zygote_serve(child, NULL, NULL));
}

static struct zygote_report
reported(void)
{
	struct pollfd p = { .fd = control, .events = POLLIN };
	struct zygote_report r = { 0 };

	assert_int_equal(poll(&p, 1, LIMIT_MS), 1);
	assert_int_equal(recv(control, &r, sizeof(r), 0), sizeof(r));
	return r;
}

static void
order(uint64_t id, const int *fds, size_t n)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(2 * sizeof(int))];
	} room = { 0 };
	struct zygote_order o = { .verb = ZYGOTE_START, .id = id };
	struct iovec part = { &o, sizeof(o) };
	struct msghdr m = { .msg_iov = &part, .msg_iovlen = 1 };
	struct cmsghdr *h;

	if (n > 0) {
		m.msg_control = room.bytes;
		m.msg_controllen = CMSG_SPACE(n * sizeof(int));
		h = CMSG_FIRSTHDR(&m);
		h->cmsg_level = SOL_SOCKET;
		h->cmsg_type = SCM_RIGHTS;
		h->cmsg_len = CMSG_LEN(n * sizeof(int));
		memcpy(CMSG_DATA(h), fds, n * sizeof(int));
	}
	assert_int_equal(sendmsg(control, &m, 0), sizeof(o));
}

/* Lost on the way, since neither can be opened, or only one came: the
 * supervisor is told that nobody serves it, and counts it no longer. */
static void
test_an_order_whose_descriptors_are_lost_is_reported_as_ended(void **state)
{
	const int fds[2] = { STDIN_FILENO, STDIN_FILENO };

	(void)state;
	assert_int_equal(reported().news, ZYGOTE_READY);
	for (size_t n = 0; n <= 2; n++) {
		struct zygote_report r;

		order(7 + n, fds, n);
		r = reported();
		assert_int_equal(r.news, ZYGOTE_ENDED);
		assert_int_equal(r.id, 7 + n);
		assert_int_equal(r.pid, 0);
	}
}

static int
begin(void **state)
{
	int pair[2];

	(void)state;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair) != 0)
		return -1;
	if ((zygote = fork()) == 0) {
		close(pair[0]);
		be_zygote(pair[1]);
	}
	close(pair[1]);
	control = pair[0];
	return 0;
}

static int
end(void **state)
{
	int status;

	(void)state;
	close(control);
	assert_int_equal(waitpid(zygote, &status, 0), zygote);
	assert_int_equal(status, 0);
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_an_order_whose_descriptors_are_lost_is_reported_as_ended),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
