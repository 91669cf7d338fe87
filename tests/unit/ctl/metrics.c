/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xinqing metrics: the real program over a real store.  What it writes is read
 * as strictly as Prometheus' text format (0.0.4) is written down, and says
 * what is.
 */
#include <ctype.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/audit.h"
#include "act/presence.h"
#include "base/clock.h"
#include "sealed/sign.h"
#include "store/store.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

#define SAMPLES_MAX 64

/* What was read, a sample a line: its name with labels, its value. */
static struct {
	char name[80];
	double value;
} samples[SAMPLES_MAX];
static int n_samples;
static struct sign_key *key;

/* --- reading ----------------------------------------------------------------
 */

/* How many characters of s are a metric's name. */
static size_t
name_length(const char *s)
{
	size_t n = 0;

	if (!isalpha((unsigned char)*s) && *s != '_')
		return 0;
	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n;
}

/* {label="value"}, one, without escapes: what there is here. */
static size_t
label_length(const char *s)
{
	size_t n = name_length(s + 1) + 1, v;

	if (n == 1 || strncmp(s + n, "=\"", 2) != 0)
		return 0;
	v = strspn(s + n + 2, "abcdefghijklmnopqrstuvwxyz.+I0123456789f");
	return v > 0 && strncmp(s + n + 2 + v, "\"}", 2) == 0 ? n + v + 4 : 0;
}

/* Which metric the lines are about, by its # HELP and # TYPE. */
struct about {
	char name[80], type[16];
	bool typed;
};

static void
read_comment(struct about *a, const char *line)
{
	char name[80], rest[200];

	if (sscanf(line, "# HELP %79s %199[^\n]", name, rest) == 2) {
		test_true("a metric twice", strcmp(name, a->name) != 0);
		test_same_int(name, (int)name_length(name), (int)strlen(name));
		mem_copy_text(a->name, sizeof(a->name), name);
		a->typed = false;
		return;
	}
	if (sscanf(line, "# TYPE %79s %15s", name, a->type) != 2)
		fail_msg("neither HELP nor TYPE: %s", line);
	test_same_text("TYPE behind its HELP", name, a->name);
	test_true("one TYPE", !a->typed);
	test_true(line,
	    strcmp(a->type, "gauge") == 0 || strcmp(a->type, "histogram") == 0);
	a->typed = true;
}

static bool
is_of(const struct about *a, const char *line, size_t n)
{
	static const char *const ends[] = { "_bucket", "_sum", "_count" };
	size_t base = strlen(a->name);

	if (n == base && strncmp(line, a->name, n) == 0)
		return strcmp(a->type, "gauge") == 0;
	for (size_t i = 0; i < nitems(ends); i++)
		if (n == base + strlen(ends[i]) &&
		    strncmp(line, a->name, base) == 0 &&
		    strncmp(line + base, ends[i], strlen(ends[i])) == 0)
			return strcmp(a->type, "histogram") == 0;
	return false;
}

static void
read_sample(const struct about *a, const char *line)
{
	size_t n = name_length(line), all = n;
	char *end;

	test_true(line, n > 0 && a->typed && is_of(a, line, n));
	if (line[n] == '{') {
		test_true(line, label_length(line + n) > 0);
		all += label_length(line + n);
	}
	test_true(
	    line, line[all] == ' ' && isdigit((unsigned char)line[all + 1]));
	assert_true(n_samples < SAMPLES_MAX && all < sizeof(samples[0].name));
	snprintf(samples[n_samples].name, sizeof(samples[0].name), "%.*s",
	    (int)all, line);
	samples[n_samples].value = strtod(line + all + 1, &end);
	test_true(line, *end == '\0');
	for (int i = 0; i < n_samples; i++)
		test_true(line,
		    strcmp(samples[i].name, samples[n_samples].name) != 0);
	n_samples++;
}

static void
read_all(const char *text)
{
	char *copy = strdup(text), *rest = copy, *line;
	struct about a = { .typed = false };

	n_samples = 0;
	test_true("it ends with a line's end",
	    text[0] != '\0' && text[strlen(text) - 1] == '\n');
	for (const char *s = text; *s != '\0'; s++)
		test_true("plain ASCII", *s == '\n' || (*s >= ' ' && *s < 127));
	while ((line = strsep(&rest, "\n")) != NULL && rest != NULL) {
		if (line[0] == '#')
			read_comment(&a, line);
		else
			read_sample(&a, line);
	}
	free(copy);
}

static double
value(const char *name)
{
	for (int i = 0; i < n_samples; i++)
		if (strcmp(samples[i].name, name) == 0)
			return samples[i].value;
	fail_msg("no %s", name);
	return -1;
}

static bool
is_there(const char *name)
{
	for (int i = 0; i < n_samples; i++)
		if (strcmp(samples[i].name, name) == 0)
			return true;
	return false;
}

static void
look(void)
{
	int status;

	read_all(cli_said(".", NULL, "metrics", NULL, &status));
	test_same_int("exit", status, 0);
}

/* --- what it says
 * ------------------------------------------------------------- */

static void
test_it_is_prometheus_text_and_its_histogram_adds_up(void **state)
{
	double before = 0, last = 0;
	struct store *st = test_office();
	int buckets = 0;

	(void)state;
	look();
	last = value("xinqing_save_seconds_count");
	for (int i = 0; i < 3; i++) {
		assert_int_equal(store_begin(st), 0);
		assert_int_equal(
		    store_end(st, store_setting_put(st, "busy", i)), 0);
	}
	look();
	assert_true(value("xinqing_save_seconds_count") == last + 3);
	assert_true(value("xinqing_save_seconds_sum") > 0);
	for (int i = 0; i < n_samples; i++) {
		if (strncmp(samples[i].name, "xinqing_save_seconds_bucket",
			27) != 0)
			continue;
		test_true(samples[i].name, samples[i].value >= before);
		before = samples[i].value;
		buckets++;
	}
	assert_int_equal(buckets, 10);
	assert_true(value("xinqing_save_seconds_bucket{le=\"+Inf\"}") ==
		    value("xinqing_save_seconds_count"));
	assert_true(before == value("xinqing_save_seconds_count"));
}

static void
test_it_says_what_is(void **state)
{
	struct store *st = test_office();
	struct actor *one, *keeper;
	int64_t id = 0;
	int served;

	(void)state;
	look();
	assert_true(value("xinqing_up") == 0);
	assert_true(value("xinqing_store_open") == 1);
	assert_true(value("xinqing_sessions") == 0);
	assert_true(value("xinqing_writers") == 0);
	assert_true(value("xinqing_sync_failed") == 0);
	assert_true(value("xinqing_backup_timestamp_seconds") == 0);
	assert_true(value("xinqing_audit_signature_good") == 0);
	assert_true(value("xinqing_store_bytes{file=\"db\"}") > 4096);
	assert_true(value("xinqing_disk_free_bytes") > 0);
	assert_true(value("xinqing_knock_failures") == 0);

	one = test_signin("op1");
	act_presence_come(one);
	served = open("xinqingd.pid", O_RDWR | O_CREAT, 0644);
	assert_int_equal(flock(served, LOCK_EX), 0);
	assert_true(dprintf(served, "%d\n", (int)getpid()) > 0);
	assert_int_equal(act_keeper(st, &keeper), 0);
	assert_int_equal(act_audit_sign(keeper, key, &id), 0);
	assert_int_equal(store_begin(st), 0);
	assert_int_equal(
	    store_end(st, store_setting_put(st, "backup_at", 1795000000)), 0);
	look();
	assert_true(value("xinqing_up") == 1);
	assert_true(value("xinqing_sessions") == 1);
	assert_true(value("xinqing_audit_signature_good") == 1);
	assert_true(value("xinqing_audit_unsigned_seconds") == 0);
	assert_true(value("xinqing_backup_timestamp_seconds") == 1795000000);
	act_free(keeper);
	test_leave(one);
	close(served);
}

/* A row that is not signed shows by its age; another key, at once. */
static void
test_an_audit_log_that_is_not_signed_or_by_another_key_shows(void **state)
{
	uint8_t half[32];

	(void)state;
	test_office_close();
	cli_said(".", "sys1", "sample clock +1h", NULL, NULL);
	cli_said(".", "sys1", "sample clock +10m", NULL, NULL);
	look();
	assert_true(value("xinqing_audit_unsigned_seconds") >= 600);
	assert_true(value("xinqing_audit_signature_good") == 1);
	assert_int_equal(rename("keeper.pub", "pub"), 0);
	assert_int_equal(sign_key_create("another", half), 0);
	assert_int_equal(sign_public_write("keeper.pub", half), 0);
	look();
	assert_true(value("xinqing_audit_signature_good") == 0);
	assert_int_equal(rename("pub", "keeper.pub"), 0);
}

static void
test_a_store_that_does_not_open_is_said_and_the_rest_left_out(void **state)
{
	(void)state;
	test_office_close();
	assert_int_equal(rename("store.key", "away"), 0);
	look();
	assert_int_equal(rename("away", "store.key"), 0);
	assert_true(value("xinqing_store_open") == 0);
	assert_true(value("xinqing_disk_free_bytes") > 0);
	assert_false(is_there("xinqing_sessions"));
	assert_false(is_there("xinqing_save_seconds_count"));
}

/* --- the file
 * ------------------------------------------------------------------ */

static void
test_a_file_is_put_in_place_whole_for_everybody_to_read(void **state)
{
	char text[1 << 14];
	struct stat st;
	int status;
	FILE *f;

	(void)state;
	cli_said(".", NULL, "metrics seen.prom", NULL, &status);
	assert_int_equal(status, 0);
	cli_said(".", NULL, "metrics seen.prom", NULL, &status);
	assert_int_equal(status, 0);
	assert_int_equal(stat("seen.prom", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
	assert_int_equal(access("seen.prom.new", F_OK), -1);
	assert_non_null(f = fopen("seen.prom", "r"));
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	read_all(text);
	assert_true(value("xinqing_store_open") == 1);
	assert_non_null(strstr(
	    cli_said(".", NULL, "metrics /nowhere/x.prom", NULL, &status),
	    "ERR_NOT_FOUND"));
	assert_int_equal(mkdir("taken.prom", 0700), 0);
	assert_non_null(
	    strstr(cli_said(".", NULL, "metrics taken.prom", NULL, &status),
		"ERR_IO"));
	assert_int_equal(access("taken.prom.new", F_OK), -1);
}

/* Names stay, and people find them in the manual. */
static void
test_every_name_is_in_the_manual(void **state)
{
	static char manual[1 << 16];
	char path[400], name[80];
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/doc/man/xinqingd.8",
	    getenv("XINQING_SRCDIR"));
	assert_non_null(f = fopen(path, "r"));
	manual[fread(manual, 1, sizeof(manual) - 1, f)] = '\0';
	fclose(f);
	look();
	for (int i = 0; i < n_samples; i++) {
		snprintf(name, sizeof(name), ".It Va %.*s",
		    (int)strcspn(samples[i].name, "{"), samples[i].name);
		if (strncmp(name, ".It Va xinqing_save_seconds", 27) == 0)
			name[27] = '\0';
		test_true(name, strstr(manual, name) != NULL);
	}
}

static int
begin(void **state)
{
	uint8_t half[32];

	(void)state;
	test_office();
	if (sign_key_create("keeper.key", half) != 0 ||
	    sign_public_write("keeper.pub", half) != 0)
		return -1;
	return sign_key_read("keeper.key", &key);
}

static int
end(void **state)
{
	(void)state;
	sign_key_free(key);
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_it_is_prometheus_text_and_its_histogram_adds_up),
	cmocka_unit_test(test_it_says_what_is),
	cmocka_unit_test(
	    test_an_audit_log_that_is_not_signed_or_by_another_key_shows),
	cmocka_unit_test(
	    test_a_store_that_does_not_open_is_said_and_the_rest_left_out),
	cmocka_unit_test(
	    test_a_file_is_put_in_place_whole_for_everybody_to_read),
	cmocka_unit_test(test_every_name_is_in_the_manual),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
