/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <stdarg.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/draft.h"
#include "act/sample.h"
#include "act/store.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "src/store/internal.h"
#include "sealed/sign.h"
#include "store/audit.h"
#include "store/store.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"
#include "tests/lib/whole.h"

static void
write_all(int fd, const char *s)
{
	size_t n = strlen(s);

	if (write(fd, s, n) != (ssize_t)n)
		_exit(99);
}

static _Noreturn void
look(int (*fn)(struct store *st, void *arg, char *text, size_t size), void *arg,
    size_t size, int fd)
{
	char *text = mem_zero(1, size);
	struct store *st;
	int r = act_store_open(server_data(), &st);

	if (r == 0) {
		r = fn(st, arg, text, size);
		act_store_close(st);
	} else
		snprintf(text, size, "not opened: %s", err_name(r));
	write_all(fd, text);
	_exit(r == 0 ? 0 : -r);
}

int
in_store(int (*fn)(struct store *st, void *arg, char *text, size_t size),
    void *arg, char *text, size_t size)
{
	size_t got = 0;
	int ends[2], status;
	ssize_t n;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	if ((pid = fork()) == 0)
		look(fn, arg, size, ends[1]);
	close(ends[1]);
	while (got < size - 1 &&
	       (n = read(ends[0], text + got, size - 1 - got)) > 0)
		got += (size_t)n;
	text[got] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	test_true("the one who looks ends by itself", WIFEXITED(status));
	return -WEXITSTATUS(status);
}

/* --- whole -----------------------------------------------------------------
 */

/* What each of them counts is to be 0: a thing without what belongs to it. */
static const struct {
	const char *what, *sql;
} halves[] = {
	{ "a ticket without its first step",
	    "SELECT count(*) FROM ticket t WHERE NOT EXISTS"
	    " (SELECT 1 FROM ticket_step s WHERE s.ticket = t.id)" },
	{ "a step without its audit row",
	    "SELECT count(*) FROM ticket_step s WHERE NOT EXISTS"
	    " (SELECT 1 FROM audit a WHERE a.id = s.audit)" },
	{ "a ticket whose state is not its last step's",
	    "SELECT count(*) FROM ticket t WHERE state <> (SELECT to_state"
	    " FROM ticket_step s WHERE s.ticket = t.id"
	    " ORDER BY id DESC LIMIT 1)" },
	{ "an entry without its words",
	    "SELECT count(*) FROM ticket_entry e WHERE NOT EXISTS"
	    " (SELECT 1 FROM ticket_text x WHERE x.entry = e.id"
	    " AND x.revision = e.revision)" },
	{ "a warning without its past",
	    "SELECT count(*) FROM warning w WHERE NOT EXISTS"
	    " (SELECT 1 FROM warning_past p WHERE p.warning = w.id)" },
	{ "a report without its audit row",
	    "SELECT count(*) FROM observation o WHERE NOT EXISTS"
	    " (SELECT 1 FROM audit a WHERE a.id = o.audit)" },
	{ "a student without the audit row of its values",
	    "SELECT count(*) FROM student s WHERE NOT EXISTS"
	    " (SELECT 1 FROM audit a WHERE a.id = s.since)" },
};

static int fault(char *text, size_t size, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
static int
fault(char *text, size_t size, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, size, fmt, ap);
	va_end(ap);
	return ERR_CORRUPT;
}

static int
one_text(struct store *st, const char *sql, char *to, size_t size)
{
	sqlite3_stmt *s;
	int rc = sqlite3_prepare_v2(st->db, sql, -1, &s, NULL);

	to[0] = '\0';
	if (rc == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW &&
	    sqlite3_column_text(s, 0) != NULL)
		mem_copy_text(
		    to, size, (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	return rc == SQLITE_OK ? 0 : store_err(st, rc);
}

static int
audit_is_whole(struct store *st, char *text, size_t size)
{
	struct audit_report report;
	uint8_t by[32];
	int r;

	if ((r = sign_public_read("keeper.pub", by)) != 0 ||
	    (r = store_audit_verify(st, NULL, by, &report)) != 0)
		return fault(text, size, "the audit log: %s", err_name(r));
	if (report.fault != AUDIT_WHOLE)
		return fault(text, size, "the audit log: fault %d at row %lld",
		    report.fault, (long long)report.row);
	return 0;
}

static int
is_whole(struct store *st, void *arg, char *text, size_t size)
{
	char got[128];

	(void)arg;
	if (one_text(st, "PRAGMA integrity_check", got, sizeof(got)) != 0 ||
	    strcmp(got, "ok") != 0)
		return fault(text, size, "integrity: %s", got);
	one_text(st, "PRAGMA foreign_key_check", got, sizeof(got));
	if (got[0] != '\0')
		return fault(text, size, "a reference of %s", got);
	for (size_t i = 0; i < nitems(halves); i++)
		if (one_text(st, halves[i].sql, got, sizeof(got)) != 0 ||
		    strcmp(got, "0") != 0)
			return fault(text, size, "%s: %s", halves[i].what, got);
	return audit_is_whole(st, text, size);
}

void
store_is_whole(const char *when)
{
	char text[256];

	if (in_store(is_whole, NULL, text, sizeof(text)) != 0)
		fail_msg("%s: %s", when, text);
}

static int
number(struct store *st, void *arg, char *text, size_t size)
{
	return one_text(st, arg, text, size);
}

int64_t
store_number(const char *sql)
{
	char text[64];

	if (in_store(number, (void *)(uintptr_t)sql, text, sizeof(text)) != 0 ||
	    text[0] == '\0')
		fail_msg("%s: %s", sql, text);
	return atoll(text);
}

/* --- drafts ----------------------------------------------------------------
 */

struct wanted {
	const char *login, *kind;
	int64_t subject;
	bool found;
};

static int
newest(void *arg, const struct act_draft *d)
{
	struct wanted *w = arg;

	if (strcmp(d->kind, w->kind) == 0 &&
	    (!w->found || d->subject > w->subject)) {
		w->subject = d->subject;
		w->found = true;
	}
	return 0;
}

static int
open_draft(struct store *st, void *arg, char *text, size_t size)
{
	struct wanted *w = arg;
	struct buf *b = buf_new();
	struct act_draft d;
	struct actor *who;
	int r;

	if ((r = act_sample_signin(st, w->login, &who)) != 0)
		return r;
	if ((r = act_draft_each(who, newest, w)) == 0 && w->found &&
	    (r = act_draft_open(who, w->kind, w->subject, &d, b)) == 0)
		mem_copy_text(text, size, buf_text(b));
	act_free(who);
	buf_free(b);
	return r;
}

void
draft_of(const char *login, const char *kind, char *text, size_t size)
{
	struct wanted w = { .login = login, .kind = kind };
	int r = in_store(open_draft, &w, text, size);

	if (r != 0)
		fail_msg("the draft of %s: %s", login, err_name(r));
}

void
draft_comes(const char *login, const char *words)
{
	int64_t until = clock_ticks_ms() + 20000;
	char text[8192];

	for (;;) {
		draft_of(login, "ticket.entry", text, sizeof(text));
		if (strstr(text, words) != NULL)
			return;
		if (clock_ticks_ms() > until)
			fail_msg("\"%s\" is not in the draft: %s", words, text);
		poll(NULL, 0, 50);
	}
}
