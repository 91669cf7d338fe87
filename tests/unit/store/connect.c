/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "store/audit.h"
#include "tests/lib/store.h"
#include "tests/lib/test.h"

/* The keeper has an account of its own in the folder's group: a log or an
 * index that is opened to the group only a moment after it was made shuts out
 * whoever opens the store in between. */

static int made;	     /* logs and indexes */
static mode_t least = 07777; /* what all of them allowed at first */

static int
open_looked_at(const char *path, int flags, int mode)
{
	int fd = open(path, flags, mode);
	struct stat st;

	if (fd >= 0 && (flags & O_CREAT) != 0 &&
	    (strstr(path, "-wal") != NULL || strstr(path, "-shm") != NULL) &&
	    fstat(fd, &st) == 0 && st.st_size == 0) {
		made++;
		least &= st.st_mode & 0777;
	}
	return fd;
}

static void
save(struct store *st)
{
	struct audit_event e = { .person = 1, .what = "test.connect" };

	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_end(st, store_audit_add(st, &e)), 0);
}

static void
test_log_and_index_are_the_groups_from_their_first_moment(void **state)
{
	sqlite3_vfs *unix_vfs = sqlite3_vfs_find("unix");
	struct store *st;

	(void)state;
	store_close(test_store_open());
	unix_vfs->xSetSystemCall(
	    unix_vfs, "open", (sqlite3_syscall_ptr)open_looked_at);
	umask(077); /* as of a session, or of whoever runs a command */
	st = test_store_open();
	save(st);
	store_close(st);
	unix_vfs->xSetSystemCall(unix_vfs, "open", NULL);
	assert_int_equal(made, 2);
	assert_int_equal(least, 0660);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_log_and_index_are_the_groups_from_their_first_moment),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
