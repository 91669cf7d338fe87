/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/confine.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/reader.h"
#include "tests/lib/test.h"

static void
test_only_our_own_sentences_are_believed(void **state)
{
	static const struct {
		const char *why, *said;
		bool done;
		enum reader_word word, remark;
		const char *place;
	} c[] = {
		{ "all was read", "done\n", true, 0, 0, "" },
		{ "nothing was said", "", false, 0, 0, "" },
		{ "half a line", "done", false, 0, 0, "" },
		{ "a refusal", "Sheet1!C14\tThe row is too long.\n", false,
		    READER_ROW, 0, "Sheet1!C14" },
		{ "the first refusal is the reason",
		    "A\tThe row is too long.\nB\tThere is nothing in the file."
		    "\n",
		    false, READER_ROW, 0, "A" },
		{ "a remark",
		    "\tThe workbook holds macros; only its cells were read, "
		    "nothing was run.\ndone\n",
		    true, 0, READER_MACROS, "" },
		{ "another's words", "x\tPlease type your passphrase:\n", false,
		    0, 0, "" },
		{ "words without a place", "The row is too long.\n", false, 0,
		    0, "" },
		{ "a place that steers a terminal",
		    "\x1b[2J!A1\tThe row is too long.\n", false, READER_ROW, 0,
		    "[2J!A1" },
		{ "noise of a library before it",
		    "<3>something: else\nA\tThe row is too long.\n", false,
		    READER_ROW, 0, "A" },
	};
	struct reader_answer a;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		reader_understand(c[i].said, strlen(c[i].said), &a);
		test_same_int(c[i].why, a.done, c[i].done);
		test_same_int(c[i].why, a.why, c[i].word);
		test_same_int(c[i].why, a.remark, c[i].remark);
		test_same_text(c[i].why, a.place, c[i].place);
	}
}

static void
test_what_is_said_is_understood_in_the_reader_s_language(void **state)
{
	struct reader_answer a;
	struct buf *b = buf_new();
	int p[2];

	(void)state;
	for (int w = READER_MACROS + 1; w < READER_WORDS; w++) {
		assert_int_equal(pipe(p), 0);
		reader_say(p[1], "Sheet1!C14", (enum reader_word)w);
		close(p[1]);
		assert_int_equal(reader_hear(p[0], 1000, &a), ERR_INPUT);
		test_same_int(reader_text((enum reader_word)w), a.why, w);
		close(p[0]);
	}
	lang_set("zh_CN");
	a.why = READER_EMPTY;
	reader_answer_text(&a, b);
	assert_string_equal(buf_text(b), "Sheet1!C14: 文件是空的。");
	buf_free(b);
}

static void
test_silence_is_no_good_answer(void **state)
{
	struct reader_answer a;
	int p[2];

	(void)state;
	assert_int_equal(pipe(p), 0);
	assert_int_equal(reader_hear(p[0], 20, &a), ERR_INPUT);
	assert_int_equal(a.why, READER_TIME); /* it still could speak */
	close(p[1]);
	assert_int_equal(reader_hear(p[0], 1000, &a), ERR_INPUT);
	assert_int_equal(a.why, READER_FAILED); /* it has died */
	close(p[0]);
}

static void
test_a_csv_needs_no_reader_all_else_does(void **state)
{
	static const struct {
		const char *bytes;
		bool wanted;
	} c[] = {
		{ "姓名,学号\n", false },
		{ "\xef\xbb\xbf姓名\n", false },
		{ "PK,1\n", false },
		{ "", false },
		{ "PK\3\4", true },
		{ "\xd0\xcf\x11\xe0", true },
		{ "\r\n <html>", true },
		{ "\xef\xbb\xbf<?xml", true },
	};
	int fd;

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		fd = memfd_create("table", MFD_CLOEXEC);
		assert_int_equal(write(fd, c[i].bytes, strlen(c[i].bytes)),
		    strlen(c[i].bytes));
		test_same_int(c[i].bytes, reader_wanted(fd), c[i].wanted);
		close(fd);
	}
}

static int pair[2];

/* What a session may do with the socket that all of them share. */
static int
session_asks(void)
{
	struct confine_calls *c;
	struct reader_answer a;
	int p[2], in = memfd_create("in", 0), out = memfd_create("out", 0);

	if (confine_calls_session(&c) != 0 || confine_self() != 0 ||
	    confine_enter(c) != 0)
		return 1;
	if (pipe2(p, O_CLOEXEC) != 0 || in < 0 || out < 0)
		return 2;
	if (reader_ask(pair[0], in, out, p[1]) != 0)
		return 3;
	close(p[1]);
	if (reader_hear(p[0], 1, &a) == 0) /* the other end has it open */
		return 4;
	if (confine_is_whole() &&
	    (shutdown(pair[0], SHUT_WR) == 0 || errno != EPERM))
		return 5; /* it would be so for everybody */
	return 0;
}

static int
descriptors_come(int socket)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(8 * sizeof(int))];
	} control;
	char byte;
	struct iovec part = { &byte, 1 };
	struct msghdr m = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes) };
	struct cmsghdr *h;

	assert_int_equal(recvmsg(socket, &m, MSG_DONTWAIT), 1);
	h = CMSG_FIRSTHDR(&m);
	return h == NULL ? 0 : (int)((h->cmsg_len - CMSG_LEN(0)) / sizeof(int));
}

static void
test_a_confined_session_can_ask_and_not_spoil_it_for_others(void **state)
{
	int status;
	pid_t pid;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	if ((pid = fork()) == 0) {
		alarm(10);
		_exit(session_asks());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(descriptors_come(pair[1]), 3);
}

static void
test_asking_never_waits(void **state)
{
	int fd = memfd_create("any", MFD_CLOEXEC), r = 0;

	(void)state;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
	for (int i = 0; i < 10000 && r == 0; i++)
		r = reader_ask(pair[0], fd, fd, fd);
	assert_int_equal(r, ERR_BUSY);
	close(pair[0]);
	close(pair[1]);
	assert_int_equal(reader_ask(pair[0], fd, fd, fd), ERR_CLOSED);
	close(fd);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_only_our_own_sentences_are_believed),
	cmocka_unit_test(
	    test_what_is_said_is_understood_in_the_reader_s_language),
	cmocka_unit_test(test_silence_is_no_good_answer),
	cmocka_unit_test(test_a_csv_needs_no_reader_all_else_does),
	cmocka_unit_test(
	    test_a_confined_session_can_ask_and_not_spoil_it_for_others),
	cmocka_unit_test(test_asking_never_waits),
};

TEST_MAIN(tests)
