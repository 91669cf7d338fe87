/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Copies of the store, through the real program beside the real server:
 * while people save, killed in the midst, onto a disk without room or one
 * that fails; and put in place again, with somebody signing in on it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/fault.h"
#include "tests/lib/serve.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define LIMIT_MS 20000
#define NOBODY 65534

static char copies[300];

/* A folder of the account that the store belongs to. */
static void
folder_at(const char *path)
{
	assert_int_equal(mkdir(path, 0700), 0);
	if (getuid() == 0)
		assert_int_equal(chown(path, NOBODY, NOBODY), 0);
	assert_int_equal(chmod(path, 02770), 0);
}

static void
folder(char to[300], const char *name)
{
	snprintf(to, 300, "%s/%s", test_folder(), name);
	folder_at(to);
}

static int
begin(void **state)
{
	(void)state;
	server_start(NULL);
	desk_students(3000);
	folder(copies, "copies");
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* How many files, and a copy among them; "" without one. */
static int
files_in(const char *path, char first[64])
{
	DIR *d = opendir(path);
	struct dirent *e;
	int n = 0;

	assert_non_null(d);
	first[0] = '\0';
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		n++;
		if (strncmp(e->d_name, "xinqing-", 8) == 0)
			mem_copy_text(first, 64, e->d_name);
	}
	closedir(d);
	return n;
}

static const char *
to_folder(const char *path)
{
	static char command[400];

	snprintf(command, sizeof(command), "backup %s", path);
	return command;
}

static const char *
said(const char *data, const char *command, int *status)
{
	return cli_said(data, NULL, command, NULL, status);
}

static void
empty(const char *path)
{
	char command[400];

	snprintf(command, sizeof(command), "rm -rf %s/*", path);
	assert_int_equal(system(command), 0);
}

static bool
doctor_finds(const char *words)
{
	return strstr(said(server_data(), "--language en doctor", NULL),
		   words) != NULL;
}

/* --- making -----------------------------------------------------------------
 */

/* Tickets, one after the other, until it is killed. */
static void
start_saving(struct cli *c)
{
	static char lines[1 << 18];
	static const char line[] = "{\"command\":\"ticket new\"}\n";
	size_t n = 0;

	for (; n + sizeof(line) < sizeof(lines); n += sizeof(line) - 1)
		memcpy(lines + n, line, sizeof(line));
	*c = (struct cli){ .login = "op1", .command = "batch", .input = lines };
	cli_start(c);
}

static void
test_a_copy_is_made_and_read_again_while_people_save(void **state)
{
	const char *all;
	struct cli busy;
	struct stat st;
	char name[64], path[400];
	int status;

	(void)state;
	assert_true(doctor_finds("the store was never copied"));
	start_saving(&busy);
	all = said(server_data(), to_folder(copies), &status);
	test_true(all, status == 0);
	assert_non_null(strstr(all, "\"audit\":\"whole\""));
	kill(busy.pid, SIGKILL);
	cli_end(&busy);
	cli_free(&busy);
	assert_int_equal(files_in(copies, name), 1);
	snprintf(path, sizeof(path), "%s/%s", copies, name);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07, 0);
	assert_true(doctor_finds("the last copy is 0 h old"));
	assert_non_null(strstr(
	    desk_did("aud1", "audit list", NULL), "\"what\":\"backup.make\""));
}

/* As soon as its part has grown to size it is killed; false: it was faster. */
static bool
killed_at(int64_t size)
{
	struct cli c = { .command = to_folder(copies) };
	int64_t until = clock_ticks_ms() + LIMIT_MS;
	char part[400];
	struct stat st;

	snprintf(part, sizeof(part), "%s/xinqing.part", copies);
	cli_start(&c);
	while ((stat(part, &st) != 0 || st.st_size < size) && !cli_ended(&c))
		assert_true(clock_ticks_ms() < until);
	if (c.pid > 0) {
		kill(c.pid, SIGKILL);
		cli_end(&c);
	}
	cli_free(&c);
	return c.status == -SIGKILL;
}

static void
test_killed_anywhere_it_leaves_nothing_that_the_next_does_not_take_away(
    void **state)
{
	int rounds = test_pace(24, 6), kills = 0, made = 0, status;
	char name[64];

	(void)state;
	empty(copies);
	for (int i = 0; i < rounds; i++) {
		bool killed = killed_at((int64_t)i * 128 * 1024);

		kills += killed;
		made += !killed;
	}
	assert_true(kills > 0);
	assert_non_null(
	    strstr(said(server_data(), to_folder(copies), &status), "whole"));
	assert_int_equal(status, 0);
	/* those in the same second share a name */
	assert_true(files_in(copies, name) <= made + 1);
}

static void
test_of_two_at_once_one_is_refused(void **state)
{
	int held, status;

	(void)state;
	empty(copies);
	held = open(copies, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_int_equal(flock(held, LOCK_EX), 0);
	assert_non_null(strstr(
	    said(server_data(), to_folder(copies), &status), "ERR_BUSY"));
	assert_int_equal(status, EX_TEMPFAIL);
	close(held);
}

/* Of two that mixed their files neither would open. */
static void
test_of_two_who_begin_a_store_at_once_one_is_refused(void **state)
{
	char data[300], path[400];
	int held, status;

	(void)state;
	folder(data, "two");
	held = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	assert_int_equal(flock(held, LOCK_EX), 0);
	assert_non_null(
	    strstr(said(data, "sample --schools 3", &status), "ERR_BUSY"));
	assert_int_equal(status, EX_TEMPFAIL);
	snprintf(path, sizeof(path), "%s/.begin", data);
	assert_int_equal(access(path, F_OK), -1);
	close(held);
	said(data, "sample --schools 3", &status);
	assert_int_equal(status, 0);
}

static void
touch(const char *name)
{
	char path[400];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", copies, name);
	assert_non_null(f = fopen(path, "w"));
	fclose(f);
	if (getuid() == 0)
		assert_int_equal(chown(path, NOBODY, NOBODY), 0);
}

static bool
is_there(const char *name)
{
	char path[400];

	snprintf(path, sizeof(path), "%s/%s", copies, name);
	return access(path, F_OK) == 0;
}

static void
test_old_copies_go_and_the_newest_seven_stay(void **state)
{
	static const struct {
		const char *name;
		bool stays;
	} c[] = {
		{ "xinqing-20200101T000000Z.db", false },
		{ "xinqing-20200102T000000Z.db", false },
		{ "xinqing-20200103T000000Z.db", true },
		{ "xinqing-20200104T000000Z.db", true },
		{ "xinqing-20200105T000000Z.db", true },
		{ "xinqing-20200106T000000Z.db", true },
		{ "xinqing-20200107T000000Z.db", true },
		{ "xinqing-20200108T000000Z.db", true },
		{ "xinqing-20200199T000000Z.db", true }, /* none of ours */
		{ "xinqing-20200101T000000Z.db.gpg", true },
	};
	const char *all;

	(void)state;
	empty(copies);
	for (size_t i = 0; i < nitems(c); i++)
		touch(c[i].name);
	all = said(server_data(), to_folder(copies), NULL);
	assert_non_null(strstr(all, "\"removed\":2}"));
	for (size_t i = 0; i < nitems(c); i++)
		test_same_int(c[i].name, is_there(c[i].name), c[i].stays);
	empty(copies);
}

/* --- a bad disk --------------------------------------------------------------
 */

static void
test_a_disk_without_room_is_refused_before_a_byte_is_written(void **state)
{
	char small[300], name[64];
	int status;

	(void)state;
	if (getuid() != 0)
		test_skip("only root can mount a small disk");
	folder(small, "small");
	if (mount("tmpfs", small, "tmpfs", 0, "size=1m,uid=65534,mode=0770") !=
	    0)
		test_skip("no file system can be mounted here");
	assert_non_null(
	    strstr(said(server_data(), to_folder(small), &status), "ERR_FULL"));
	test_same_int("exit", status, EX_IOERR);
	test_same_int("files", files_in(small, name), 0);
	assert_int_equal(umount(small), 0);
}

/* Half a write is written on; anything else that was hit leaves no copy. */
static void
see_failed(const struct cli *c, int error, int n)
{
	char name[64];

	if (fault_hits() > 0 && error != FAULT_SHORT && c->status == 0)
		fail_msg("error %d at %d: %s", error, n, c->out);
	if (c->status != 0) {
		test_same_int("files", files_in(copies, name), 1);
		return;
	}
	assert_non_null(strstr(c->out, "\"audit\":\"whole\""));
	empty(copies);
	touch("xinqing-20200101T000000Z.db");
}

static void
test_a_failing_disk_leaves_no_copy_and_the_older_ones_as_they_were(void **state)
{
	static const struct {
		enum fault_call call;
		int error;
	} ways[] = { { FAULT_WRITE, ENOSPC }, { FAULT_WRITE, EIO },
		{ FAULT_WRITE, FAULT_SHORT }, { FAULT_SYNC, EIO } };
	char preload[500], page[500];
	const char *environment[] = { preload, page, NULL };
	struct cli c = { .environment = environment };

	(void)state;
	if (fault_library() == NULL)
		test_skip("this build has sanitizers, or nothing to preload");
	empty(copies);
	touch("xinqing-20200101T000000Z.db");
	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", fault_library());
	snprintf(page, sizeof(page), "XINQING_FAULT=%s", fault_page());
	c.command = to_folder(copies);
	for (size_t i = 0; i < nitems(ways); i++)
		for (int n = 1; n < 300; n += 60) {
			fault_set("xinqing", ways[i].call, n, ways[i].error,
			    ways[i].error != FAULT_SHORT);
			cli_run(&c);
			see_failed(&c, ways[i].error, n);
			fault_none();
			cli_free(&c);
		}
	empty(copies);
}

/* --- putting it back ---------------------------------------------------------
 */

static char copy[400], command[1000];

static const char *
restoring(const char *file, const char *keys)
{
	snprintf(command, sizeof(command), "restore %s %s", file, keys);
	return command;
}

#ifndef XINQING_STOCK_VFS
/* One bit in the midst of a file. */
static void
flip(const char *path)
{
	struct stat st;
	FILE *f = fopen(path, "r+");
	int c;

	assert_non_null(f);
	assert_int_equal(fstat(fileno(f), &st), 0);
	fseek(f, (long)st.st_size / 2, SEEK_SET);
	c = fgetc(f);
	fseek(f, (long)st.st_size / 2, SEEK_SET);
	fputc(c ^ 1, f);
	assert_int_equal(fclose(f), 0);
}
#endif

static void
make_copy(void)
{
	char name[64];
	int status;

	said(server_data(), to_folder(copies), &status);
	assert_int_equal(status, 0);
	files_in(copies, name);
	snprintf(copy, sizeof(copy), "%s/%s", copies, name);
}

static void
test_what_cannot_be_put_in_place_changes_nothing(void **state)
{
	char fresh[300], keys[300], name[64], shell[900];
	int status;

	(void)state;
	make_copy();
	folder(fresh, "fresh");
	folder(keys, "keys2");
	assert_non_null(
	    strstr(said(server_data(), restoring(copy, server_data()), &status),
		"ERR_EXISTS"));
	assert_non_null(
	    strstr(said(fresh, restoring(copy, "/"), &status), "ERR_INPUT"));
	assert_non_null(
	    strstr(said(fresh, restoring("/nowhere", keys), &status),
		"ERR_NOT_FOUND"));
	snprintf(shell, sizeof(shell),
	    "cp %s/store.key %s/keeper.key %s/keeper.pub %s", server_data(),
	    server_data(), server_data(), keys);
	assert_int_equal(system(shell), 0);
#ifndef XINQING_STOCK_VFS
	snprintf(shell, sizeof(shell), "%s/store.key", keys);
	flip(shell);
	assert_non_null(
	    strstr(said(fresh, restoring(copy, keys), &status), "ERR_CORRUPT"));
	flip(shell);
	flip(copy);
	assert_non_null(
	    strstr(said(fresh, restoring(copy, keys), &status), "ERR_CORRUPT"));
	flip(copy);
#endif
	test_same_int("files", files_in(fresh, name), 0);
	assert_int_equal(rmdir(fresh), 0); /* nor hidden ones */
}

/* The data folder is another, empty one; the old one has the keys. */
static void
swap_folder(char old[300])
{
	snprintf(old, 300, "%s/old", test_folder());
	assert_int_equal(rename(server_data(), old), 0);
	folder_at(server_data());
}

static void
test_a_store_that_was_put_back_serves_and_has_what_the_copy_had(void **state)
{
	static const char before[] = "{\"text\":\"before the copy\"}";
	char line[64], old[300];
	struct test_term *t;
	const char *all;
	int64_t id, later;
	int status;

	(void)state;
	id = cli_number(desk_did("op1", "ticket new", "{}"), "id");
	snprintf(line, sizeof(line), "ticket entry %lld", (long long)id);
	desk_did("op1", line, before);
	empty(copies);
	make_copy();
	later = cli_number(desk_did("op1", "ticket new", "{}"), "id");
	server_stop();
	swap_folder(old);
	all = said(server_data(), restoring(copy, old), &status);
	test_true(all, status == 0);
	assert_non_null(strstr(all, "\"audit\":\"whole\""));

	server_start(NULL);
	t = desk_sit("op1", NULL);
	desk_press(t, "F10", NULL);
	test_term_close(t);
	snprintf(line, sizeof(line), "ticket show %lld", (long long)id);
	assert_non_null(strstr(desk_did("op1", line, NULL), "before the copy"));
	snprintf(line, sizeof(line), "ticket show %lld", (long long)later);
	assert_non_null(
	    strstr(desk_run("op1", line, NULL, &status), "ERR_NOT_FOUND"));
	assert_non_null(strstr(desk_did("aud1", "audit list", NULL),
	    "\"what\":\"backup.restore\""));
	assert_non_null(
	    strstr(desk_did("aud1", "audit verify", NULL), "whole"));
	/* what is lost shows against a head that was carried away */
	snprintf(
	    command, sizeof(command), "audit verify --head %s/audit.head", old);
	all = desk_run("aud1", command, NULL, &status);
	test_true(all, strstr(all, "\"truncated\"") != NULL ||
			   strstr(all, "\"changed\"") != NULL);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_copy_is_made_and_read_again_while_people_save),
	cmocka_unit_test(
	    test_killed_anywhere_it_leaves_nothing_that_the_next_does_not_take_away),
	cmocka_unit_test(test_of_two_at_once_one_is_refused),
	cmocka_unit_test(test_of_two_who_begin_a_store_at_once_one_is_refused),
	cmocka_unit_test(test_old_copies_go_and_the_newest_seven_stay),
	cmocka_unit_test(
	    test_a_disk_without_room_is_refused_before_a_byte_is_written),
	cmocka_unit_test(
	    test_a_failing_disk_leaves_no_copy_and_the_older_ones_as_they_were),
	cmocka_unit_test(test_what_cannot_be_put_in_place_changes_nothing),
	cmocka_unit_test(
	    test_a_store_that_was_put_back_serves_and_has_what_the_copy_had),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
