/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/reader.h"
#include "base/text.h"

#define SAID_MAX 4096

static const char *const words[READER_WORDS] = {
	[READER_NOTHING] = "",
	[READER_MACROS] = N_("The workbook holds macros; only its cells were "
			     "read, nothing was run."),
	[READER_EMPTY] = N_("There is nothing in the file."),
	[READER_NO_TABLE] = N_("This is neither a workbook (.xlsx) nor a CSV "
			       "table."),
	[READER_OLD] = N_("This is a workbook of the old kind (.xls). Please "
			  "save it as .xlsx or CSV."),
	[READER_ODS] = N_("This is an OpenDocument table (.ods). Please save "
			  "it as .xlsx or CSV."),
	[READER_BINARY] = N_("This is a binary workbook (.xlsb). Please save "
			     "it as .xlsx or CSV."),
	[READER_MARKUP] = N_("This is a web page or XML under a table's name. "
			     "Please open it in a spreadsheet program and "
			     "save it as .xlsx or CSV."),
	[READER_ENCODING] = N_("The file is not UTF-8, UTF-16 or GB18030. "
			       "Please save it as CSV UTF-8."),
	[READER_LOCKED] = N_("The workbook is locked with a password. Please "
			     "save it without one."),
	[READER_DAMAGED] = N_("The workbook is damaged or not whole. Please "
			      "save it again."),
	[READER_PATHS] = N_("The file names places outside of itself. No "
			    "spreadsheet program makes such a file."),
	[READER_TWICE] = N_("A part of the workbook stands in the file twice. "
			    "No spreadsheet program makes such a file."),
	[READER_METHOD] = N_("The file is packed in a way no spreadsheet "
			     "program packs."),
	[READER_PARTS] = N_("The workbook has more than 2,000 parts."),
	[READER_LARGE] = N_("The file is larger than 128 MB."),
	[READER_UNPACKED] = N_("The workbook is larger than 1 GB when "
			       "unpacked."),
	[READER_BOMB] = N_("A part of the workbook unpacks to more than 200 "
			   "times its size."),
	[READER_ENTITY] = N_("The workbook declares entities. No spreadsheet "
			     "program makes such a file."),
	[READER_DEEP] = N_("The workbook is nested too deeply. No spreadsheet "
			   "program makes such a file."),
	[READER_NO_BOOK] = N_("There is no workbook in the file."),
	[READER_NO_SHEET] = N_("There is no such sheet in the workbook."),
	[READER_STRINGS] = N_("The workbook holds too many texts. Please save "
			      "the sheet as CSV."),
	[READER_ROWS] = N_("There are more than 1,100,000 rows."),
	[READER_COLUMNS] = N_("There are more than 256 columns."),
	[READER_CELL] = N_("The cell holds more than 32,767 bytes."),
	[READER_ROW] = N_("The row is too long."),
	[READER_ORDER] = N_("Rows or cells stand in a wrong order. Please "
			    "save the workbook again."),
	[READER_ERROR] = N_("The cell shows an error such as #N/A. Please "
			    "mend it."),
	[READER_FORMULA] = N_("The cell holds a formula without its result. "
			      "Please open the workbook in a spreadsheet "
			      "program and save it."),
	[READER_NUMBER] = N_("The cell holds a number that is none."),
	[READER_DIGITS] = N_("The cell holds a number of more than 15 digits, "
			     "of which a spreadsheet keeps 15 only. Please "
			     "make the column text and enter it again."),
	[READER_DAY] = N_("The cell holds a day that does not exist."),
	[READER_OUTPUT] = N_("The sheet holds more than 512 MB."),
	[READER_MEMORY] = N_("The table needs more memory than it may have. "
			     "Please save the sheet as CSV."),
	[READER_TIME] = N_("Reading the table took too long. Please save the "
			   "sheet as CSV."),
	[READER_FAILED] = N_("The table could not be read. Please try again."),
};

const char *
reader_text(enum reader_word w)
{
	return words[w];
}

void
reader_say(int fd, const char *place, enum reader_word w)
{
	char line[READER_PLACE_MAX + 400];
	int n = snprintf(line, sizeof(line), "%.*s\t%s\n", READER_PLACE_MAX - 1,
	    place, words[w]);

	if (write(fd, line, (size_t)n) != n)
		return; /* nobody is listening */
}

static enum reader_word
word_of(const char *s, size_t n)
{
	for (int w = READER_NOTHING + 1; w < READER_WORDS; w++)
		if (strlen(words[w]) == n && memcmp(words[w], s, n) == 0)
			return (enum reader_word)w;
	return READER_NOTHING;
}

static void
take_place(struct reader_answer *a, const char *s, size_t n)
{
	struct buf *clean = buf_new();

	text_clean(clean, s, n, TEXT_ONE_LINE);
	mem_copy_text(a->place, sizeof(a->place), buf_text(clean));
	buf_free(clean);
}

static void
take_line(struct reader_answer *a, const char *s, size_t n)
{
	const char *tab = memchr(s, '\t', n);
	enum reader_word w;

	if (n == 4 && memcmp(s, "done", 4) == 0)
		a->done = true;
	if (tab == NULL)
		return;
	w = word_of(tab + 1, n - (size_t)(tab + 1 - s));
	if (w == READER_MACROS)
		a->remark = w;
	else if (w != READER_NOTHING && a->why == READER_NOTHING) {
		a->why = w;
		take_place(a, s, (size_t)(tab - s));
	}
}

void
reader_understand(const char *text, size_t n, struct reader_answer *out)
{
	const char *end = text + n, *line_end;

	*out = (struct reader_answer){ .done = false };
	for (; text < end; text = line_end + 1) {
		line_end = memchr(text, '\n', (size_t)(end - text));
		if (line_end == NULL)
			return; /* half a line was said by nobody */
		take_line(out, text, (size_t)(line_end - text));
	}
}

void
reader_answer_text(const struct reader_answer *a, struct buf *to)
{
	if (a->place[0] != '\0')
		buf_add_f(to, "%s: ", a->place);
	buf_add_text(
	    to, _(words[a->why != READER_NOTHING ? a->why : READER_FAILED]));
}

bool
reader_wanted(int fd)
{
	uint8_t p[64];
	ssize_t n = pread(fd, p, sizeof(p), 0), i = 0;

	if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		i = 3;
	while (i < n && strchr(" \t\r\n", p[i]) != NULL && p[i] != '\0')
		i++;
	if (i < n && p[i] == '<')
		return true;
	return n >= 4 &&
	       (memcmp(p, "PK\3\4", 4) == 0 || memcmp(p, "PK\5\6", 4) == 0 ||
		   memcmp(p, "\xd0\xcf\x11\xe0", 4) == 0);
}

int
reader_ask(int socket, int in, int out, int err)
{
	union {
		struct cmsghdr align;
		char bytes[CMSG_SPACE(3 * sizeof(int))];
	} control = { 0 };
	const int fds[3] = { in, out, err };
	char one = 1;
	struct iovec part = { &one, 1 };
	struct msghdr m = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes) };
	struct cmsghdr *h = CMSG_FIRSTHDR(&m);

	h->cmsg_level = SOL_SOCKET;
	h->cmsg_type = SCM_RIGHTS;
	h->cmsg_len = CMSG_LEN(sizeof(fds));
	memcpy(CMSG_DATA(h), fds, sizeof(fds));
	if (sendmsg(socket, &m, MSG_NOSIGNAL | MSG_DONTWAIT) == 1)
		return 0;
	return errno == EAGAIN || errno == ETOOMANYREFS ? ERR_BUSY : ERR_CLOSED;
}

int
reader_hear(int err, int wait_ms, struct reader_answer *out)
{
	char said[SAID_MAX];
	size_t n = 0;
	ssize_t got = 1;
	int64_t until = clock_ticks_ms() + wait_ms, left = wait_ms;
	struct pollfd p = { .fd = err, .events = POLLIN };

	while (got > 0 && n < sizeof(said) &&
	       (left = until - clock_ticks_ms()) > 0) {
		if (poll(&p, 1, (int)left) <= 0)
			continue;
		got = read(err, said + n, sizeof(said) - n);
		if (got > 0)
			n += (size_t)got;
	}
	reader_understand(said, n, out);
	if (out->done && out->why == READER_NOTHING)
		return 0;
	if (out->why == READER_NOTHING)
		out->why = left <= 0 ? READER_TIME : READER_FAILED;
	return ERR_INPUT;
}
