/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/reader.h"
#include "model/care_table.h"
#include "model/except.h"
#include "model/group_table.h"
#include "model/org_table.h"
#include "model/roster.h"
#include "model/staff.h"
#include "model/tie_table.h"
#include "model/training.h"
#include "table.h"

#define PROGRAM "xinqing-reader"
#define SAID_MAX 4096

/* --- the program
 * --------------------------------------------------------------
 */

/* Beside this one, as it was built, else where it is installed. */
static void
find_reader(char path[PATH_MAX])
{
	ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 64);
	char *slash;

	path[n > 0 ? n : 0] = '\0';
	if ((slash = strrchr(path, '/')) != NULL) {
		strcpy(slash + 1, PROGRAM);
		if (access(path, X_OK) == 0)
			return;
	}
	strcpy(path, LIBEXECDIR "/" PROGRAM);
}

/* In the child: the three descriptors and no other. */
static void
be_reader(const char *path, const char *sheet, const int fd[3])
{
	const char *argv[] = { PROGRAM, sheet != NULL ? "--sheet" : NULL, sheet,
		NULL };
	int high[3];

	for (int i = 0; i < 3; i++)
		high[i] = fcntl(fd[i], F_DUPFD, 64);
	for (int i = 0; i < 3; i++)
		if (high[i] < 0 || dup2(high[i], i) < 0)
			_exit(127);
	if (close_range(3, ~0u, 0) == 0)
		execv(path, (char **)(uintptr_t)argv);
	_exit(127);
}

/* Run it to its end, which it sees to itself.  Its exit status, or -1. */
static int
run_reader(const char *sheet, const int fd[3])
{
	char path[PATH_MAX];
	int status;
	pid_t pid;

	find_reader(path);
	fflush(NULL);
	if ((pid = fork()) == 0)
		be_reader(path, sheet, fd);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

/* --- what it said
 * --------------------------------------------------------------
 */

static void
hear(int fd, struct reader_answer *a)
{
	char said[SAID_MAX];
	ssize_t n = pread(fd, said, sizeof(said), 0);

	reader_understand(said, n > 0 ? (size_t)n : 0, a);
}

static int
refuse(struct ctl *c, const struct reader_answer *a)
{
	struct buf *b = buf_new();
	int r;

	reader_answer_text(a, b);
	r = ctl_fail(c, ERR_INPUT, "%s", buf_text(b));
	buf_free(b);
	return r;
}

/* The rows lie in memory, not on the disk a second time; a sheet that is
 * refused at its last row has given none. */
static int
read_rows(struct ctl *c, const char *sheet, int file, int *rows)
{
	struct reader_answer a;
	int fd[3] = { file, memfd_create("rows", MFD_CLOEXEC),
		memfd_create("said", MFD_CLOEXEC) };
	int r = ERR_SYSTEM;

	if (fd[1] >= 0 && fd[2] >= 0) {
		r = run_reader(sheet, fd);
		hear(fd[2], &a);
		if (r != 0)
			r = refuse(c, &a);
		else if (a.remark != READER_NOTHING)
			fprintf(stderr, "%s\n", _(reader_text(a.remark)));
	}
	if (fd[2] >= 0)
		close(fd[2]);
	if (r != 0 && fd[1] >= 0)
		close(fd[1]);
	else
		*rows = fd[1];
	return r;
}

int
ctl_table_open(struct ctl *c, const char *path, int *out)
{
	const char *sheet = ctl_option_value(c, "--sheet");
	int file = open(path, O_RDONLY | O_CLOEXEC), r;

	if (file < 0)
		return ctl_fail(
		    c, ERR_NOT_FOUND, _("The file cannot be opened."));
	if (reader_wanted(file)) {
		r = read_rows(c, sheet, file, out);
		close(file);
		return r;
	}
	if (sheet != NULL) {
		close(file);
		return ctl_fail(c, ERR_USAGE, _("Only a workbook has sheets."));
	}
	*out = file;
	return 0;
}

static const struct table *const tables[] = { &roster_table, &staff_table,
	&org_table, &tie_table, &training_table, &except_table, &group_table,
	&care_table };

const struct table *
ctl_table_of(const char *name)
{
	for (size_t i = 0; i < nitems(tables); i++)
		if (strcmp(tables[i]->name, name) == 0)
			return tables[i];
	return NULL;
}
