/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The reader as sessions have it: a zygote that is asked over a socket.  First
 * the program itself, the test in the supervisor's place; then as the real
 * server keeps it.
 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/confine.h"
#include "base/err.h"
#include "base/reader.h"
#include "super/zygote.h"
#include "tests/lib/book.h"
#include "tests/lib/process.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define LIMIT_MS 20000

static pid_t zygote;
static int control, asking;

static void
be_zygote(int control_end, int asked_end)
{
	char program[400];
	int high[2] = { fcntl(control_end, F_DUPFD, 64),
		fcntl(asked_end, F_DUPFD, 64) };

	snprintf(program, sizeof(program), "%s/xinqing-reader",
	    getenv("XINQING_BUILDDIR"));
	dup2(high[0], ZYGOTE_FD);
	dup2(high[1], READER_FD);
	close(ZYGOTE_LIFE_FD); /* whatever of the test's it was */
	close_range(READER_FD + 1, ~0u, 0);
	execl(program, program, "--serve", (char *)NULL);
	_exit(127);
}

static void
begin_zygote(void)
{
	struct zygote_report r;
	int c[2], a[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, c), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, a), 0);
	if ((zygote = fork()) == 0)
		be_zygote(c[1], a[1]);
	close(c[1]);
	close(a[1]);
	control = c[0];
	asking = a[0];
	assert_int_equal(recv(control, &r, sizeof(r), 0), sizeof(r));
	assert_int_equal(r.news, ZYGOTE_READY);
}

static void
end_zygote(void)
{
	int status;

	close(control);
	close(asking);
	assert_int_equal(waitpid(zygote, &status, 0), zygote);
	assert_int_equal(status, 0);
}

/* --- one request
 * ----------------------------------------------------------------
 */

struct request {
	int in, out, err;
};

static void
ask(struct request *q, int socket, int in)
{
	int p[2];

	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	q->in = in;
	q->out = memfd_create("rows", MFD_CLOEXEC);
	q->err = p[0];
	assert_int_equal(reader_ask(socket, in, q->out, p[1]), 0);
	close(p[1]);
}

/* Its rows, static; "" if it was refused. */
static const char *
answer(struct request *q, struct reader_answer *a)
{
	static char rows[4096];
	ssize_t n = 0;

	if (reader_hear(q->err, LIMIT_MS, a) == 0)
		n = pread(q->out, rows, sizeof(rows) - 1, 0);
	rows[n > 0 ? n : 0] = '\0';
	close(q->err);
	close(q->out);
	close(q->in);
	return rows;
}

static int
file_of(const char *bytes)
{
	return book_file((const uint8_t *)bytes, strlen(bytes));
}

static int
book_of(const char *rows)
{
	struct book b = { .rows = rows };
	size_t n;
	uint8_t *p = book_make(&b, &n);
	int fd = book_file(p, n);

	free(p);
	return fd;
}

static const char *
rows_of(int socket, int in, struct reader_answer *a)
{
	struct request q;

	ask(&q, socket, in);
	return answer(&q, a);
}

static void
test_a_workbook_and_tables_come_back_as_rows(void **state)
{
	struct reader_answer a;

	(void)state;
	begin_zygote();
	assert_string_equal(
	    rows_of(asking, book_of("<row><c><v>20240101</v></c></row>"), &a),
	    "20240101\r\n");
	assert_string_equal(rows_of(asking, file_of("姓名\t学号\n甲\t1\n"), &a),
	    "姓名,学号\r\n甲,1\r\n");
	assert_string_equal(
	    rows_of(asking, file_of("\xd0\xd5\xc3\xfb,1\n"), &a), "姓名,1\r\n");
	assert_string_equal(
	    rows_of(asking,
		book_of("<row r=\"9\"><c t=\"e\"><v>#N/A</v></c></row>"), &a),
	    "");
	assert_int_equal(a.why, READER_ERROR);
	assert_string_equal(a.place, "Sheet1!A9");
	end_zygote();
}

static void
test_a_row_that_is_broken_stays_broken_in_its_line(void **state)
{
	struct reader_answer a;

	(void)state;
	begin_zygote();
	assert_string_equal(
	    rows_of(asking,
		file_of("a,b\n\"x\ny\",2\n\"lost,1\n\nlast,\"3;\"\n"), &a),
	    "a,b\r\nx y,2\r\n\r\n\"lost,1,\"!\"!\r\n\r\nlast,3;\r\n");
	end_zygote();
}

static void
test_forty_at_once_are_all_answered(void **state)
{
	struct request q[40];
	struct reader_answer a;

	(void)state;
	begin_zygote();
	for (size_t i = 0; i < nitems(q); i++)
		ask(&q[i], asking, file_of("甲,1\n"));
	for (size_t i = 0; i < nitems(q); i++)
		assert_string_equal(answer(&q[i], &a), "甲,1\r\n");
	end_zygote();
}

/* Anybody may write anything into that socket. */
static void
test_what_is_no_request_harms_nobody(void **state)
{
	struct reader_answer a;
	int p[2];

	(void)state;
	begin_zygote();
	assert_int_equal(send(asking, "x", 1, 0), 1);
	assert_int_equal(send(asking, "", 0, 0), 0);
	assert_int_equal(send(asking, "more than one byte", 18, 0), 18);
	assert_int_equal(pipe(p), 0);
	close(p[1]);
	rows_of(asking, p[0], &a); /* no file that could be read twice */
	assert_int_equal(a.why, READER_FAILED);
	rows_of(asking, open("/", O_RDONLY | O_DIRECTORY), &a);
	assert_int_equal(a.why, READER_FAILED);
	assert_string_equal(rows_of(asking, file_of("甲,1\n"), &a), "甲,1\r\n");
	end_zygote();
}

/* --- one that does not come to its end
 * ------------------------------------------
 */

/* A reader whose rows nobody takes. */
static pid_t
stuck(int *out, int *err)
{
	struct buf *b = buf_new();
	int rows[2], said[2], in;
	int64_t until = clock_ticks_ms() + LIMIT_MS;
	pid_t pid = 0;

	for (int i = 0; i < 100000; i++)
		buf_add_text(b, "甲,乙,丙\n");
	in = file_of(buf_text(b));
	buf_free(b);
	assert_int_equal(pipe(rows), 0);
	assert_int_equal(pipe(said), 0);
	assert_int_equal(reader_ask(asking, in, rows[1], said[1]), 0);
	close(rows[1]);
	close(said[1]);
	close(in);
	while (clock_ticks_ms() < until && pid == 0) {
		struct pollfd p = { .fd = rows[0], .events = POLLIN };

		poll(&p, 1, 100);
		if (p.revents & POLLIN)
			pid = server_process("xinqing-reader", zygote);
	}
	assert_true(pid > 0);
	*out = rows[0];
	*err = said[0];
	return pid;
}

static void
test_a_running_reader_has_nothing_but_its_three_descriptors(void **state)
{
	int out, err;
	pid_t pid;

	(void)state;
	begin_zygote();
	pid = stuck(&out, &err);
	assert_int_equal(process_descriptors(pid), 3);
	assert_true(process_says(pid, "status", "NoNewPrivs:\t1"));
	assert_true(process_says(pid, "limits",
	    "Max open files            3                    3 "));
	assert_true(process_says(pid, "limits",
	    "Max cpu time              60                   61 "));
	assert_true(process_says(pid, "limits",
	    "Max core file size        0                    0 "));
	if (confine_is_whole())
		assert_true(process_says(pid, "status", "Seccomp:\t2"));
	if (getuid() == 0)
		assert_true(
		    process_says(pid, "status", "CapEff:\t0000000000000000"));
	close(out);
	close(err);
	end_zygote();
}

static void
test_when_its_time_is_over_it_says_so(void **state)
{
	struct reader_answer a;
	int out, err;

	(void)state;
	begin_zygote();
	assert_int_equal(kill(stuck(&out, &err), SIGALRM), 0);
	assert_int_equal(reader_hear(err, LIMIT_MS, &a), ERR_INPUT);
	assert_int_equal(a.why, READER_TIME);
	close(out);
	close(err);
	end_zygote();
}

static void
test_killed_it_is_reaped_and_no_good_answer(void **state)
{
	struct reader_answer a;
	int out, err;

	(void)state;
	begin_zygote();
	assert_int_equal(kill(stuck(&out, &err), SIGKILL), 0);
	assert_int_equal(reader_hear(err, LIMIT_MS, &a), ERR_INPUT);
	assert_int_equal(a.why, READER_FAILED);
	server_counts("xinqing-reader", zygote, 0);
	close(out);
	close(err);
	assert_string_equal(rows_of(asking, file_of("甲,1\n"), &a), "甲,1\r\n");
	end_zygote();
}

static void
test_a_reader_dies_with_its_zygote(void **state)
{
	struct reader_answer a;
	int out, err, status;
	pid_t reader;

	(void)state;
	begin_zygote();
	reader = stuck(&out, &err);
	assert_int_equal(kill(zygote, SIGKILL), 0);
	assert_int_equal(waitpid(zygote, &status, 0), zygote);
	/* orphans of a test are its own */
	assert_int_equal(waitpid(reader, &status, 0), reader);
	assert_int_equal(WTERMSIG(status), SIGKILL);
	assert_int_equal(reader_hear(err, LIMIT_MS, &a), ERR_INPUT);
	assert_int_equal(a.why, READER_FAILED); /* its end closed that */
	close(out);
	close(err);
	close(control);
	close(asking);
}

/* --- as the server keeps it
 * -------------------------------------------------------
 */

static pid_t
of_server(const char *name)
{
	return server_process(name, server_pid());
}

static void
socket_of(pid_t pid, char to[64])
{
	char path[64];
	ssize_t n;

	snprintf(path, sizeof(path), "/proc/%d/fd/%d", (int)pid, READER_FD);
	n = readlink(path, to, 63);
	to[n > 0 ? n : 0] = '\0';
}

static void
test_sessions_have_the_socket_and_network_processes_do_not(void **state)
{
	struct client *c = client_signin("op1", NULL);
	char of_zygote[64], of_session[64], of_net[64];

	(void)state;
	client_expect(c, "op1 ");
	socket_of(of_server("xinqing-session"), of_zygote);
	socket_of(
	    server_process("xinqing-session", of_server("xinqing-session")),
	    of_session);
	socket_of(
	    server_process("xinqing-net", of_server("xinqing-net")), of_net);
	assert_memory_equal(of_session, "socket:", 7);
	assert_string_equal(of_session, of_zygote);
	assert_string_not_equal(of_net, of_session);
	client_leave(c);
}

/* A session's end of it, as only root can take it out of another process. */
static int
take_socket(void)
{
	int pidfd =
	    (int)syscall(SYS_pidfd_open, of_server("xinqing-session"), 0);
	int fd = (int)syscall(SYS_pidfd_getfd, pidfd, READER_FD, 0);

	close(pidfd);
	return fd;
}

static void
test_killed_it_is_started_again_and_hears_what_was_asked_meanwhile(void **state)
{
	pid_t was = of_server("xinqing-reader");
	struct client *c = client_signin("op1", NULL);
	int socket = take_socket();
	struct reader_answer a;

	(void)state;
	client_expect(c, "op1 ");
	assert_true(was > 0);
	if (socket >= 0)
		assert_string_equal(
		    rows_of(socket, file_of("甲,1\n"), &a), "甲,1\r\n");
	assert_int_equal(kill(was, SIGKILL), 0);
	if (socket >= 0)
		assert_string_equal(
		    rows_of(socket, file_of("乙,2\n"), &a), "乙,2\r\n");
	else
		printf("# not root: the server's own was not asked\n");
	server_logs("xinqing-reader ended");
	server_counts("xinqing-reader", server_pid(), 1);
	assert_int_not_equal(of_server("xinqing-reader"), was);
	client_type(c, "\014"); /* nobody else has noticed */
	client_expect(c, "op1 ");
	client_leave(c);
	close(socket);
}

static int
start(void **state)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		NULL };

	(void)state;
	server_start(options);
	return 0;
}

static int
stop(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_workbook_and_tables_come_back_as_rows),
	cmocka_unit_test(test_a_row_that_is_broken_stays_broken_in_its_line),
	cmocka_unit_test(test_forty_at_once_are_all_answered),
	cmocka_unit_test(test_what_is_no_request_harms_nobody),
	cmocka_unit_test(
	    test_a_running_reader_has_nothing_but_its_three_descriptors),
	cmocka_unit_test(test_when_its_time_is_over_it_says_so),
	cmocka_unit_test(test_killed_it_is_reaped_and_no_good_answer),
	cmocka_unit_test(test_a_reader_dies_with_its_zygote),
	cmocka_unit_test(
	    test_sessions_have_the_socket_and_network_processes_do_not),
	cmocka_unit_test(
	    test_killed_it_is_started_again_and_hears_what_was_asked_meanwhile),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, start, stop);
}
