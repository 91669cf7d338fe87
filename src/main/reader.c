/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <iconv.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/reader.h"
#include "sheet/sheet.h"
#include "super/asked.h"

/*
 * xinqing-reader: one file on stdin to rows on stdout, or the reason why not
 * on stderr.  Started for one file by `xinqing`, or kept by the supervisor as
 * a zygote for the files of sessions.  Before the first byte is read it has no
 * file system, no call but read, write, memory and exit, and bounds on memory
 * and time.
 */

#define ACCOUNT "xinqing-net" /* the one without files */
#define NOBODY 65534
#define HEAP ((size_t)384 << 20)
#define SPACE ((size_t)512 << 20)
#define FILES 3
#define WORK_S 60
#define CLOCK_S 120
#define MOST 4 /* at a time, for all sessions */

static const char usage[] =
    "usage: xinqing-reader [--sheet NAME] <FILE >ROWS\n"
    "\n"
    "Print the rows of a workbook (.xlsx) or a CSV table as CSV in UTF-8, or\n"
    "say why not.  `xinqing` and the server start it; it may open nothing.\n";

/* --- ends that nobody waits for ---------------------------------------------
 */

static void
end_by_time(int signal)
{
	(void)signal;
	reader_say(STDERR_FILENO, "", READER_TIME);
	_exit(EX_DATAERR);
}

static void
end_by_memory(void)
{
	reader_say(STDERR_FILENO, "", READER_MEMORY);
	_exit(EX_DATAERR);
}

static void
catch_ends(void)
{
	const struct sigaction time = { .sa_handler = end_by_time };

	sigaction(SIGXCPU, &time, NULL);
	sigaction(SIGALRM, &time, NULL);
	signal(SIGPIPE, SIG_IGN);
	mem_when_out(end_by_memory);
}

/* --- one file ----------------------------------------------------------------
 */

static int64_t
read_at(void *arg, int64_t at, void *to, size_t n)
{
	ssize_t got;

	(void)arg;
	do
		got = pread(STDIN_FILENO, to, n, at);
	while (got < 0 && errno == EINTR);
	return got < 0 ? ERR_IO : got;
}

static int
write_all(void *arg, const void *p, size_t n)
{
	const char *from = p;
	ssize_t put;

	(void)arg;
	for (; n > 0; from += put, n -= (size_t)put) {
		put = write(STDOUT_FILENO, from, n);
		if (put < 0 && errno == EINTR)
			put = 0;
		else if (put < 0)
			return ERR_IO;
	}
	return 0;
}

struct reader {
	struct confine_calls *calls;
	const char *sheet;
	bool asked; /* by a session: it is told when all is done */
};

/* Give up the rest.  The file's size is asked before that; it is believed in
 * nothing. */
static int
confine(const struct reader *r, struct stat *st)
{
	const struct confine_bounds b = { FILES, HEAP, SPACE, 0 };

	if (fstat(STDIN_FILENO, st) != 0 || !S_ISREG(st->st_mode))
		return ERR_INPUT;
	if (confine_bounds(&b) != 0 || confine_time(WORK_S, CLOCK_S) != 0 ||
	    confine_enter(r->calls) != 0)
		return ERR_SYSTEM;
	return 0;
}

static int
read_one(void *arg)
{
	const struct reader *r = arg;
	struct sheet_how how = { .read_at = read_at, .write = write_all };
	struct sheet_told told;
	struct stat st;

	catch_ends();
	if (confine(r, &st) != 0) {
		reader_say(STDERR_FILENO, "", READER_FAILED);
		return EX_OSERR;
	}
	how.size = st.st_size;
	how.sheet = r->sheet;
	if (sheet_read(&how, &told) != 0) {
		reader_say(STDERR_FILENO, told.place,
		    told.why != READER_NOTHING ? told.why : READER_FAILED);
		return told.why != READER_NOTHING ? EX_DATAERR : EX_IOERR;
	}
	if (told.remark != READER_NOTHING)
		reader_say(STDERR_FILENO, "", told.remark);
	if (r->asked && write(STDERR_FILENO, "done\n", 5) != 5)
		return EX_IOERR;
	return 0;
}

/* --- what it gives up at once
 * -------------------------------------------------
 */

/* As root: nobody with nothing. */
static int
give_up_root(void)
{
	const struct passwd *p = getpwnam(ACCOUNT);
	uid_t uid = p != NULL ? p->pw_uid : NOBODY;
	gid_t gid = p != NULL ? p->pw_gid : NOBODY;

	return confine_root() != 0 ? ERR_SYSTEM : confine_account(uid, gid);
}

static int
give_up_rights(struct reader *r)
{
	int got;

	/* Both would open a file later: the times of a zip have a zone. */
	setenv("TZ", "UTC0", 1);
	tzset();
	if (iconv_open("UTF-8", "GB18030") == (iconv_t)-1)
		log_warn("no GB18030 here: tables in it cannot be read");
	if (confine_calls_reader(&r->calls) != 0 || confine_self() != 0 ||
	    (getuid() == 0 && give_up_root() != 0))
		return ERR_SYSTEM;
	got = confine_files(NULL, 0);
	/* Said by the other programs, loudly; here no call opens a file. */
	return got == ERR_UNKNOWN ? 0 : got;
}

static int
serve(struct reader *r)
{
	signal(SIGINT, SIG_IGN); /* the supervisor says when to stop */
	signal(SIGTERM, SIG_IGN);
	r->asked = true;
	return asked_serve(READER_FD, MOST, read_one, r);
}

int
main(int argc, char **argv)
{
	struct reader r = { .sheet = NULL };
	bool zygote = argc == 2 && strcmp(argv[1], "--serve") == 0;

	if (argc == 3 && strcmp(argv[1], "--sheet") == 0)
		r.sheet = argv[2];
	else if (argc != 1 && !zygote) {
		fputs(usage, stderr);
		return EX_USAGE;
	}
	if (give_up_rights(&r) != 0) {
		log_error("rights could not be given up: %s", strerror(errno));
		return EX_OSERR;
	}
	_exit(zygote ? serve(&r) : read_one(&r)); /* nothing to be flushed */
}
