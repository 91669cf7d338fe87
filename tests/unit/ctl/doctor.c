/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xinqing doctor: each check is made to fail for a reason of its own, by the
 * real program over a real store, with a /proc and a /sys made here.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "base/clock.h"
#include "sealed/sign.h"
#include "store/desk.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* The machine, below here; the store lies in the folder above. */
#define MACHINE "machine"
static char block[64], limits[64];
static int served = -1; /* the lock of a server */

static void
put(const char *path, const char *text)
{
	char name[256], *at;
	FILE *f;

	snprintf(name, sizeof(name), MACHINE "%s", path);
	for (at = name; (at = strchr(at + 1, '/')) != NULL; *at = '/') {
		*at = '\0';
		mkdir(name, 0755);
	}
	assert_non_null(f = fopen(name, "w"));
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void
drop(const char *path)
{
	char name[256];

	snprintf(name, sizeof(name), MACHINE "%s", path);
	assert_int_equal(unlink(name), 0);
}

/* --- what is done to it, and how it is mended ----------------------------- */

static void
open_folder(bool ill)
{
	assert_int_equal(chmod(".", ill ? 02775 : 02770), 0);
}

static void
open_key(bool ill)
{
	assert_int_equal(chmod("store.key", ill ? 0664 : 0660), 0);
}

static void
open_signing_key(bool ill)
{
	assert_int_equal(chmod("keeper.key", ill ? 0640 : 0600), 0);
}

static void
no_key(bool ill)
{
	assert_int_equal(
	    ill ? rename("keeper.pub", "away") : rename("away", "keeper.pub"),
	    0);
}

static void
unsigned_log(bool ill)
{
	struct store *st = test_office();

	/* An hour later, by the sample's clock. */
	assert_int_equal(store_begin(st), 0);
	store_touch(st, STORE_TOPIC(TOPIC_ALL, 0));
	assert_int_equal(store_end(st, store_setting_put(st, "clock_offset",
					   ill ? CLOCK_HOUR : 0)),
	    0);
}

/* Signed, and then said to have been by another. */
static void
forged_log(bool ill)
{
	struct store *st = test_office();
	struct sign_key *key;
	struct actor *keeper;
	uint8_t half[32];
	int64_t id = 0;

	if (!ill) {
		assert_int_equal(rename("pub", "keeper.pub"), 0);
		return;
	}
	assert_int_equal(sign_key_read("keeper.key", &key), 0);
	assert_int_equal(act_keeper(st, &keeper), 0);
	assert_int_equal(act_audit_sign(keeper, key, &id), 0);
	act_free(keeper);
	sign_key_free(key);
	assert_int_equal(rename("keeper.pub", "pub"), 0);
	assert_int_equal(sign_key_create("another", half), 0);
	assert_int_equal(sign_public_write("keeper.pub", half), 0);
}

static void
no_clock(bool ill)
{
	if (ill)
		drop("/run/systemd/timesync/synchronized");
	else
		put("/run/systemd/timesync/synchronized", "");
}

static void
plain_disk(bool ill)
{
	put(block, ill ? "LVM-x\n" : "CRYPT-LUKS2-x\n");
}

static void
swap_file(bool ill)
{
	put("/proc/swaps",
	    ill ? "Filename Type\n/swapfile file 1 0 -2\n"
		: "Filename Type\n/dev/zram0 partition 1 0 -2\n");
}

static void
no_shm(bool ill)
{
	assert_int_equal(
	    ill ? rmdir(MACHINE "/dev/shm") : mkdir(MACHINE "/dev/shm", 0755),
	    0);
}

static void
no_landlock(bool ill)
{
	put("/sys/kernel/security/lsm", ill ? "capability\n" : "landlock\n");
}

static void
no_seccomp(bool ill)
{
	put("/proc/sys/kernel/seccomp/actions_avail",
	    ill ? "log\n" : "kill_process log\n");
}

static void
few_files(bool ill)
{
	put(limits,
	    ill ? "Max open files            1024   1024 files\n"
		  "Max locked memory         8388608 8388608 bytes\n"
		: "Max open files            65536  65536 files\n"
		  "Max locked memory         unlimited unlimited bytes\n");
}

static void
no_store(bool ill)
{
	assert_int_equal(
	    ill ? rename("store.db", "away") : rename("away", "store.db"), 0);
}

static void
change_owner(bool ill)
{
	assert_int_equal(chown("store.mark", ill ? 12345 : 0, (gid_t)-1), 0);
}

/* A disk that a second store like this one would not fit on; no store. */
static void
vast_store(bool ill)
{
	if (!ill) {
		assert_int_equal(unlink("store.db"), 0);
		no_store(false);
		return;
	}
	no_store(true);
	put("/vast", "");
	assert_int_equal(rename(MACHINE "/vast", "store.db"), 0);
	assert_int_equal(truncate("store.db", (off_t)1 << 43), 0);
}

static void
put_state(const char *login, enum account_state state)
{
	struct store *st = test_office();
	struct person p;

	assert_int_equal(store_person_by_login(st, login, &p), 0);
	p.state = state;
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_end(st, store_person_put(st, &p)), 0);
}

static void
locked_admin(bool ill)
{
	put_state("aud1", ill ? ACCOUNT_LOCKED : ACCOUNT_ACTIVE);
}

static void
one_custodian(bool ill)
{
	put_state("cust2", ill ? ACCOUNT_LOCKED : ACCOUNT_ACTIVE);
}

static int
first_oncall(void *arg, const struct oncall *o)
{
	*(struct oncall *)arg = *o;
	return 1;
}

static void
untried_number(bool ill)
{
	struct store *st = test_office();
	struct oncall o = { 0 };

	store_oncall_each(st, 0, 0, 1, first_oncall, &o);
	assert_int_not_equal(o.id, 0);
	o.confirmed_at = clock_now() - (ill ? 31 * CLOCK_DAY : 0);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(store_end(st, store_oncall_put(st, &o)), 0);
}

static void
copied_at(int64_t at)
{
	struct store *st = test_office();

	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_setting_put(st, "backup_at", at)), 0);
}

static void
old_copy(bool ill)
{
	copied_at(clock_now() - (ill ? 49 * CLOCK_HOUR : 0));
}

static void
no_copy(bool ill)
{
	copied_at(ill ? 0 : clock_now());
}

static const struct {
	const char *check, *found; /* as --json has them */
	void (*make)(bool ill);
} ills[] = {
	{ "folder", "others may look into it", open_folder },
	{ "files", "store.key is open to others", open_key },
	{ "files", "keeper.key is open to others", open_signing_key },
	{ "keys", "keeper.pub is missing", no_key },
	{ "signature", "not signed for 36", unsigned_log },
	{ "signature", "does not hold", forged_log },
	{ "clock", "nobody keeps the clock right", no_clock },
	{ "disk", "the disk is not encrypted", plain_disk },
	{ "swap", "/swapfile is not encrypted", swap_file },
	{ "memory", "/dev/shm is not there", no_shm },
	{ "kernel", "without landlock", no_landlock },
	{ "kernel", "without seccomp", no_seccomp },
	{ "limits", "1024 open files", few_files },
	{ "schema", "it does not open: ERR_NOT_FOUND", no_store },
	{ "backup", "49 h old", old_copy },
	{ "backup", "never copied", no_copy },
	{ "admins", "audit 0", locked_admin },
	{ "custodians", "1 of 2", one_custodian },
	{ "oncall", "1 not tried", untried_number },
};

/* Its line about a check, and whether all was well with its exit status. */
static void
line_of(const char *check, char *to, size_t size, int *status)
{
	char start[64];
	const char *said = cli_said(
	    ".", NULL, "--language en doctor --system " MACHINE, NULL, status);
	const char *at;

	snprintf(start, sizeof(start), "{\"check\":\"%s\"", check);
	if ((at = strstr(said, start)) == NULL)
		fail_msg("no line about %s: %s", check, said);
	snprintf(to, size, "%.*s", (int)strcspn(at, "\n"), at);
}

static void
see_ill(const char *check, const char *found, void (*make)(bool ill))
{
	char line[600];
	int status;

	make(true);
	line_of(check, line, sizeof(line), &status);
	make(false);
	if (strstr(line, "\"state\":\"ill\"") == NULL ||
	    strstr(line, found) == NULL || strstr(line, "advice") == NULL)
		fail_msg("%s: %s without %s", check, line, found);
	test_same_int(check, status, EX_DATAERR);
}

static void
see_well(const char *check)
{
	char line[600];
	int status;

	line_of(check, line, sizeof(line), &status);
	if (strstr(line, "\"state\":\"well\"") == NULL)
		fail_msg("%s: %s", check, line);
	/* root's own folder, which a store never is, is ill for that alone */
	test_same_int(check, status, geteuid() == 0 ? EX_DATAERR : 0);
}

static void
test_each_check_fails_for_its_reason_and_is_well_again(void **state)
{
	(void)state;
	for (size_t i = 0; i < nitems(ills); i++) {
		see_ill(ills[i].check, ills[i].found, ills[i].make);
		if (geteuid() != 0 || strcmp(ills[i].check, "folder") != 0)
			see_well(ills[i].check);
	}
}

static void
nothing(bool ill)
{
	(void)ill;
}

static void
test_roots_own_folder_and_a_strangers_file_are_seen(void **state)
{
	(void)state;
	if (geteuid() != 0)
		test_skip("only root can give files away");
	see_ill("folder", "it is root's", nothing);
	see_ill("files", "somebody else's", change_owner);
}

static void
test_a_disk_without_room_for_a_copy_is_seen(void **state)
{
	(void)state;
	see_ill("space", "8388608 MB wanted", vast_store);
	see_well("space");
}

/* Last: the store's clock never goes back. */
static void
test_an_audit_row_ahead_of_the_clock_is_seen(void **state)
{
	int status;

	(void)state;
	see_well("ahead");
	test_office_close();
	cli_said(".", "sys1", "sample clock +1h", NULL, &status);
	assert_int_equal(status, 0);
	cli_said(".", "sys1", "sample clock +1s", NULL, &status);
	assert_int_equal(status, 0);
	see_ill("ahead", "ahead of the clock", nothing);
}

static int
begin(void **state)
{
	uint8_t half[32];
	struct stat st;

	(void)state;
	test_office();
	if (stat(".", &st) != 0 || sign_key_create("keeper.key", half) != 0 ||
	    sign_public_write("keeper.pub", half) != 0)
		return -1;
	snprintf(block, sizeof(block), "/sys/dev/block/%u:%u/dm/uuid",
	    major(st.st_dev), minor(st.st_dev));
	snprintf(limits, sizeof(limits), "/proc/%d/limits", (int)getpid());
	served = open("xinqingd.pid", O_RDWR | O_CREAT, 0644);
	if (served < 0 || dprintf(served, "%d\n", (int)getpid()) < 0 ||
	    flock(served, LOCK_EX) != 0)
		return -1;
	put("/dev/x", "");
	for (size_t i = 0; i < nitems(ills); i++)
		if (ills[i].make != no_key && ills[i].make != no_shm &&
		    ills[i].make != no_store && ills[i].make != forged_log)
			ills[i].make(false);
	no_shm(false);
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_each_check_fails_for_its_reason_and_is_well_again),
	cmocka_unit_test(test_roots_own_folder_and_a_strangers_file_are_seen),
	cmocka_unit_test(test_a_disk_without_room_for_a_copy_is_seen),
	cmocka_unit_test(test_an_audit_row_ahead_of_the_clock_is_seen),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
