/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The file gate, with the real clients: OpenSSH and PuTTY's plink bring a file
 * and take one away; every other command is refused, and a line that breaks
 * costs nothing.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/sample.h"
#include "base/clock.h"
#include "tests/lib/book.h"
#include "tests/lib/cli.h"
#include "tests/lib/desk.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"
#include "tests/lib/whole.h"
#include "tests/link/link.h"

static const char *const options[] = { "--penalty-exempt=127.0.0.0/8", NULL };

static int
begin(void **state)
{
	(void)state;
	server_start(options);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	server_stop();
	return 0;
}

/* --- files -----------------------------------------------------------------
 */

static const char *
path_of(const char *name)
{
	static char paths[4][400];
	static unsigned turn;
	char *to = paths[turn++ % nitems(paths)];

	snprintf(to, sizeof(paths[0]), "%s/%s", test_folder(), name);
	return to;
}

static const char *
read_file(const char *name)
{
	static char text[1 << 20];
	FILE *f = fopen(path_of(name), "r");
	size_t n = f == NULL ? 0 : fread(text, 1, sizeof(text) - 1, f);

	if (f != NULL)
		fclose(f);
	text[n] = '\0';
	return text;
}

static void
write_file(const char *name, const char *text)
{
	FILE *f = fopen(path_of(name), "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* A roster of n invented students whom no other series of this test has. */
static void
make_roster(const char *name, int n, int series)
{
	FILE *f = fopen(path_of(name), "w");

	assert_non_null(f);
	fputs("姓名,性别,出生日期,学号,学校,年级,班级,监护人姓名,监护人关系,"
	      "监护人电话\r\n",
	    f);
	for (int i = 0; i < n; i++)
		fprintf(f,
		    "莫雨晴,女,2012-03-02,%d,第001实验学校,八年级,4班,莫父,"
		    "爸爸,139%08d\r\n",
		    100000 + series * 2000 + i, series * 2000 + i);
	fclose(f);
}

static int64_t
students(void)
{
	return store_number("SELECT count(*) FROM student");
}

/* --- words -----------------------------------------------------------------
 */

struct word {
	int64_t id;
	char text[16];
};

static struct word
word_for(const char *login, const char *what)
{
	char command[200];
	struct word w;
	const char *said;

	snprintf(command, sizeof(command), "gate word %s", what);
	said = desk_did(login, command, NULL);
	w.id = cli_number(said, "id");
	mem_copy_text(w.text, sizeof(w.text), desk_text(said, "word"));
	assert_int_equal(strlen(w.text), 9);
	return w;
}

static const char *
state_of(const char *login, const struct word *w)
{
	char command[80];

	snprintf(command, sizeof(command), "gate show %lld", (long long)w->id);
	return desk_text(desk_did(login, command, NULL), "state");
}

/* --- clients ---------------------------------------------------------------
 */

/* "ssh ... LOGIN@127.0.0.1 REQUEST", signed in. */
static struct client *
ask_ssh(const char *login, const char *request, const char *in, const char *out)
{
	const char *const args[] = { "", request, NULL };
	struct client_words w;
	struct client *c;

	client_words(&w, login, NULL, args);
	c = client_run(w.argv, in != NULL ? path_of(in) : "/dev/null",
	    out != NULL ? path_of(out) : NULL);
	client_pass(c, login);
	return c;
}

/* The same by PuTTY's plink, whose key is of its own kind. */
static struct client *
ask_plink(
    const char *login, const char *request, const char *in, const char *out)
{
	char port[16], ppk[400], line[1024], hostkey[100] = "", who[64];
	const char *argv[] = { "plink", "-ssh", "-P", port, "-i", ppk,
		"-hostkey", hostkey, who, request, NULL };
	const char *at = strstr(server_log(), "SHA256:");
	struct client *c;

	assert_non_null(at);
	snprintf(hostkey, sizeof(hostkey), "%.*s", (int)strcspn(at, "\n "), at);
	snprintf(port, sizeof(port), "%d", server_port());
	snprintf(who, sizeof(who), "%s@127.0.0.1", login);
	snprintf(ppk, sizeof(ppk), "%s/%s.ppk", test_folder(), login);
	snprintf(line, sizeof(line), "puttygen '%s/keys/%s' -O private -o '%s'",
	    test_folder(), login, ppk);
	assert_int_equal(system(line), 0);
	c = client_run(argv, in != NULL ? path_of(in) : "/dev/null",
	    out != NULL ? path_of(out) : NULL);
	client_pass(c, login);
	return c;
}

/* What a machine may lack: said, and passed over. */
static bool
has_program(const char *name)
{
	char line[80];

	snprintf(line, sizeof(line), "command -v %s >/dev/null", name);
	return system(line) == 0;
}

struct told {
	int status;
	const char *all;
};

static struct told
ends(struct client *c)
{
	struct told t;

	t.all = client_all(c, &t.status);
	return t;
}

static const char *
request(const char *verb, const struct word *w)
{
	static char text[40];

	snprintf(text, sizeof(text), "%s %s", verb, w->text);
	return text;
}

static void
test_told(const struct told *t, int status, const char *text)
{
	if (t->status != status || strstr(t->all, text) == NULL)
		fail_msg("expected %d and \"%s\", got %d and:\n%s\n%s", status,
		    text, t->status, t->all, server_log());
}

/* --- in --------------------------------------------------------------------
 */

static void
test_a_roster_goes_in_by_ssh(void **state)
{
	struct word w;
	struct told t;

	(void)state;
	make_roster("one.csv", 900, 1);
	w = word_for("dist1", "roster");
	t = ends(ask_ssh("dist1", request("put", &w), "one.csv", NULL));
	test_told(&t, 0, "共 900 行：新 900");
	assert_int_equal(students(), 900);
	assert_string_equal(state_of("dist1", &w), "DONE");
}

static void
test_a_roster_goes_in_by_plink(void **state)
{
	struct word w;
	struct told t;

	(void)state;
	if (!has_program("plink") || !has_program("puttygen"))
		test_skip("PuTTY's programs are not here");
	make_roster("two.csv", 1200, 2);
	w = word_for("dist1", "roster");
	t = ends(ask_plink("dist1", request("put", &w), "two.csv", NULL));
	test_told(&t, 0, "共 1200 行：新 1200");
	assert_int_equal(
	    store_number("SELECT count(*) FROM student WHERE number >="
			 " '104000' AND number < '105200'"),
	    1200);
}

static void
test_a_word_serves_once(void **state)
{
	struct word w = word_for("dist1", "roster");
	struct told t;

	(void)state;
	t = ends(ask_ssh("dist1", request("put", &w), "one.csv", NULL));
	test_told(&t, 0, "没变 900");
	t = ends(ask_ssh("dist1", request("put", &w), "one.csv", NULL));
	test_told(&t, 1, "打不开");
}

/* Rows that are not taken in are told, and wait at the screen. */
static void
test_rows_not_taken_in_wait_at_the_screen(void **state)
{
	struct word w = word_for("dist1", "roster");
	struct told t;

	(void)state;
	write_file("bad.csv", "姓名,性别,出生日期,学籍号,学号,学校,年级,班级\n"
			      "莫雨,女,2012-02-30,L990001201203020003,2041,"
			      "第001实验学校,八年级,4班\n");
	t = ends(ask_ssh("dist1", request("put", &w), "bad.csv", NULL));
	test_told(&t, 0, "没收进来 1");
	assert_non_null(
	    strstr(desk_did("dist1", "import refused", NULL), "\"line\":2"));
	desk_did("dist1", "import drop --all", NULL);
}

#define CELL(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"

static void
write_book(const char *name, const struct book *b)
{
	size_t n;
	uint8_t *p = book_make(b, &n);
	FILE *f = fopen(path_of(name), "w");

	assert_non_null(f);
	assert_int_equal(fwrite(p, 1, n, f), n);
	fclose(f);
	free(p);
}

static void
test_a_workbook_goes_in_as_a_table_does(void **state)
{
	static const struct book roster = {
		.rows = "<row r=\"1\">" CELL("姓名") CELL("性别")
		    CELL("出生日期") CELL("学号") CELL("学校") CELL("年级")
			CELL("班级") "</row><row r=\"2\">" CELL("莫雨")
			    CELL("女") CELL("2012-03-02") CELL("990001") CELL(
				"第001实"
				"验学校") CELL("八年级") CELL("4班") "</row>"
	};
	struct word w = word_for("dist1", "roster");
	struct told t;

	(void)state;
	write_book("roster.xlsx", &roster);
	t = ends(ask_ssh("dist1", request("put", &w), "roster.xlsx", NULL));
	test_told(&t, 0, "共 1 行：新 1");
	assert_int_equal(
	    store_number(
		"SELECT count(*) FROM student WHERE number = '990001'"),
	    1);
}

/* What an office has beside its roster, each by who may take it in: accounts
 * are the system administrator's, registers and lists the district's or, of
 * the own school, the principal's (requirements.md 5.2). */
static const struct {
	const char *why, *login, *purpose, *text, *says;
} tables[] = {
	{ "organisations", "dist1", "orgs",
	    "类型,名称,代码,合作医院\n医院,青山医院,H1,\n学校,青山中学,QS,H1\n",
	    "共 2 行：新 2" },
	{ "under one of them", "dist1", "orgs --school QS",
	    "类型,名称\n校区,东校区\n校区,西校区\n", "共 2 行：新 2" },
	{ "staff", "sys1", "staff",
	    "姓名,工号,机构,岗位\n罗一,H001,心晴一线,接线员\n"
	    "罗二,H002,青山中学,教师\n罗三,H003,青山中学,船长\n",
	    "共 3 行：新 2，改 0，没变 0，没收进来 1" },
	{ "who is not trained for the line is told", "sys1", "staff",
	    "姓名,工号,机构,岗位\n罗四,H004,心晴一线,接线员\n",
	    "1 人没有有效的培训记录" },
	{ "a training, by number", "dist1", "training",
	    "工号,培训内容,培训日期,有效期至,学时\n"
	    "H001,热线接听,2025-9-1,2199-8-31,24\n",
	    "共 1 行：新 1" },
	{ "mentors, by the principal", "head1", "ties",
	    "导师工号,关系,学校,学号\npsy1,导师,第001实验学校,102001\n",
	    "共 1 行：新 1" },
	{ "the same again", "head1", "ties",
	    "导师工号,关系,学校,学号\npsy1,导师,第001实验学校,102001\n",
	    "没变 1" },
	{ "groups, by the district's office: risks are the school's", "dist1",
	    "groups",
	    "学号,学校,群体类型,来源,开始日期\n"
	    "102001,第001实验学校,留守,民政,2025-9-1\n"
	    "102002,第001实验学校,校园欺凌,学校,2025-9-1\n",
	    "共 2 行：新 1，改 0，没变 0，没收进来 1" },
	{ "and by the school", "psy1", "groups --school 第001实验学校",
	    "学号,群体类型,来源\n102002,校园欺凌,学校\n", "共 1 行：新 1" },
	{ "what the care system calls them", "psy1", "numbers",
	    "学号,关爱系统编号\n102001,QP-1\n102002,QP-1\n",
	    "共 2 行：新 1，改 0，没变 0，没收进来 1" },
};

static void
test_qp_08_tj_83_the_tables_of_an_office_go_in(void **state)
{
	char purpose[80];

	(void)state;
	for (size_t i = 0; i < nitems(tables); i++) {
		struct told t;
		struct word w;

		snprintf(purpose, sizeof(purpose), "%s", tables[i].purpose);
		w = word_for(tables[i].login, purpose);
		write_file("table.csv", tables[i].text);
		t = ends(ask_ssh(
		    tables[i].login, request("put", &w), "table.csv", NULL));
		test_told(&t, 0, tables[i].says);
	}
	assert_int_equal(
	    store_number("SELECT count(*) FROM org WHERE code = 'QS'"), 1);
	assert_int_equal(
	    store_number("SELECT count(*) FROM person WHERE number IN"
			 " ('h001', 'h002', 'h004')"),
	    3);
	assert_int_equal(
	    store_number("SELECT count(*) FROM training t JOIN person p"
			 " ON p.id = t.person WHERE p.number = 'h001'"),
	    1);
	assert_int_equal(
	    store_number("SELECT count(*) FROM student_group g JOIN student s"
			 " ON s.id = g.student WHERE s.number IN"
			 " ('102001', '102002')"),
	    2);
	assert_non_null(
	    strstr(desk_did("dist1", "import refused", NULL), "\"line\":3"));
	desk_did("dist1", "import drop --all", NULL);
	/* the refused one waits for who sent it, as with a roster */
	assert_non_null(
	    strstr(desk_did("sys1", "import refused", NULL), "\"line\":4"));
	desk_did("sys1", "import drop --all", NULL);
}

static const struct {
	const char *login, *purpose;
} may_not[] = {
	{ "dist1", "staff" },
	{ "head1", "orgs" },
	{ "psy1", "ties" },
	{ "lead1", "training" },
	{ "sys1", "roster" },
	{ "op1", "groups" },
	{ "head1", "groups" },
};

static void
test_a_table_that_is_not_theirs_gets_no_word(void **state)
{
	char command[80];
	int status;

	(void)state;
	for (size_t i = 0; i < nitems(may_not); i++) {
		snprintf(command, sizeof(command), "gate word %s",
		    may_not[i].purpose);
		if (strstr(desk_run(may_not[i].login, command, NULL, &status),
			"ERR_DENIED") == NULL ||
		    status == 0)
			fail_msg("%s: %s", may_not[i].login, command);
	}
}

static const struct {
	const char *why, *text, *says;
} unread[] = {
	{ "an empty file", "", "文件是空的" },
	{ "no roster", "a,b\n1,2\n", "没有找到" },
	{ "half a workbook", "PK\003\004xxxx", "工作簿损坏了" },
};

static void
test_what_is_no_roster_is_refused_with_a_sentence(void **state)
{
	int64_t before = students();

	(void)state;
	for (size_t i = 0; i < nitems(unread); i++) {
		struct word w = word_for("dist1", "roster");
		struct told t;

		write_file("odd.csv", unread[i].text);
		t = ends(ask_ssh("dist1", request("put", &w), "odd.csv", NULL));
		test_told(&t, 1, unread[i].says);
		test_same_text(unread[i].why, state_of("dist1", &w), "REFUSED");
	}
	assert_int_equal(students(), before);
}

/* --- words that open nothing ------------------------------------------------
 */

static void
test_a_word_opens_for_its_person_and_its_way_alone(void **state)
{
	struct word w = word_for("dist1", "roster");
	struct word form = word_for("psy1", "form --form call");
	struct told t;

	(void)state;
	t = ends(ask_ssh("psy1", request("put", &w), "one.csv", NULL));
	test_told(&t, 1, "打不开");
	t = ends(ask_ssh("dist1", request("get", &w), NULL, "out"));
	test_told(&t, 1, "打不开");
	assert_string_equal(read_file("out"), "");
	t = ends(ask_ssh("psy1", request("put", &form), "one.csv", NULL));
	test_told(&t, 1, "打不开");
	t = ends(ask_ssh("dist1", request("put", &w), "one.csv", NULL));
	test_told(&t, 0, "没变 900");
}

static void
test_a_word_is_over_after_ten_minutes(void **state)
{
	struct word w = word_for("dist1", "roster");
	struct told t;

	(void)state;
	desk_did("sys1", "sample clock +601s", NULL);
	t = ends(ask_ssh("dist1", request("put", &w), "one.csv", NULL));
	test_told(&t, 1, "打不开");
}

/* Five guesses, and the word that was meant is void as well. */
static void
test_wrong_words_make_the_right_one_void(void **state)
{
	static const char wrong[] =
	    "SELECT count(*) FROM audit WHERE what = 'gate.wrong'";
	struct word w = word_for("dist1", "roster");
	int64_t before = store_number(wrong);
	struct told t;

	(void)state;
	for (int i = 0; i < 5; i++) {
		t = ends(ask_ssh("dist1", "put bcdf-ghjk", "one.csv", NULL));
		test_told(&t, 1, "打不开");
	}
	t = ends(ask_ssh("dist1", request("put", &w), "one.csv", NULL));
	test_told(&t, 1, "打不开");
	assert_string_equal(state_of("dist1", &w), "VOID");
	assert_int_equal(store_number(wrong), before + 6);
}

/* --- nothing else ----------------------------------------------------------
 */

static void
test_every_other_command_is_refused(void **state)
{
	static const char *const commands[] = { "id", "put", "put ", "get",
		"put bcdf-ghjk x", "put  bcdf-ghjk", "PUT bcdf-ghjk",
		"put bcdf-ghjk;id", "put 'bcdf-ghjk'", "put $(id)",
		"put bcdf-ghjk\n", "get ../../etc/passwd", "scp -t /tmp",
		"scp -f /etc/passwd", "rsync --server -logDtpr . /tmp",
		"internal-sftp", "/usr/lib/openssh/sftp-server", "sh -c id",
		"put bcdfghjkbcdfghjkb",
		("put bcdf-ghjk                                 "
		 "                                          ") };

	(void)state;
	for (size_t i = 0; i < nitems(commands); i++) {
		struct told t =
		    ends(ask_ssh("dist1", commands[i], "one.csv", "out"));

		test_told(&t, 69, "Commands are not run over SSH");
		test_same_text(commands[i], read_file("out"), "");
	}
}

static void
test_a_terminal_is_refused_for_a_file(void **state)
{
	const char *const args[] = { "-tt", "", "put bcdf-ghjk", NULL };
	struct client *c = client_signin("dist1", args);
	struct told t = ends(c);

	(void)state;
	test_told(&t, 69, "leave out -t");
}

/* --- size ------------------------------------------------------------------
 */

static void
test_a_file_beyond_its_size_is_refused_and_the_word_stays(void **state)
{
	struct word w = word_for("dist1", "roster");
	int64_t before = students();
	struct told t;

	(void)state;
	write_file("big.csv", "");
	assert_int_equal(truncate(path_of("big.csv"), (32 << 20) + 1), 0);
	t = ends(ask_ssh("dist1", request("put", &w), "big.csv", NULL));
	test_told(&t, 1, "超过 32 MB");
	assert_string_equal(state_of("dist1", &w), "OPEN");
	assert_int_equal(students(), before);
	t = ends(ask_ssh("dist1", request("put", &w), "one.csv", NULL));
	test_told(&t, 0, "没变 900");
}

/* --- lines that break ------------------------------------------------------
 */

static int64_t
size_of(const char *name)
{
	struct stat st;

	assert_int_equal(stat(path_of(name), &st), 0);
	return st.st_size;
}

/* So much has gone up the line. */
static void
wait_up(struct link *l, uint64_t bytes)
{
	int64_t until = clock_ticks_ms() + 30000;
	struct link_count n;

	do
		link_count(l, &n);
	while (n.up < bytes && clock_ticks_ms() < until);
	test_true("so much has gone up", n.up >= bytes);
}

/* The server has noticed, or the word's five seconds of silence are over. */
static void
put_again(const struct word *w, const char *file, const char *says)
{
	int64_t until = clock_ticks_ms() + 15000;
	struct told t;

	do
		t = ends(ask_ssh("dist1", request("put", w), file, NULL));
	while (t.status == 1 && strstr(t.all, "另一个窗口") != NULL &&
	       clock_ticks_ms() < until);
	test_told(&t, 0, says);
}

/* quarter 1 to 3 of the file, and 4: all but what the last packet holds.
 * silent: the cable is pulled and nobody is told. */
static void
break_at(int quarter, bool silent)
{
	struct link_how how = {
		.to = server_port(), .rate = 2000000, .rtt_ms = 20
	};
	int64_t before = students(), size = size_of("three.csv");
	struct word w = word_for("dist1", "roster");
	struct link *l = link_open(&how);
	struct client *c;

	assert_non_null(l);
	client_through(link_port(l));
	c = ask_ssh("dist1", request("put", &w), "three.csv", NULL);
	client_through(0);
	wait_up(l, (uint64_t)(quarter < 4 ? size * quarter / 4 : size - 2000));
	if (silent)
		link_cut(l);
	client_kill(c);
	if (!silent)
		link_close(l);
	assert_int_equal(students(), before);
	put_again(&w, "three.csv", "共 1000 行：新 1000");
	assert_int_equal(students(), before + 1000);
	if (silent)
		link_close(l);
}

static void
test_a_line_broken_at_any_quarter_takes_nothing_and_the_word_stays(void **state)
{
	(void)state;
	for (int quarter = 1; quarter <= 4; quarter++) {
		make_roster("three.csv", 1000, 10 + quarter);
		break_at(quarter, false);
	}
}

static void
test_a_cable_pulled_in_silence_takes_nothing_and_the_word_stays(void **state)
{
	(void)state;
	make_roster("three.csv", 1000, 20);
	break_at(2, true);
}

static void
wait_done(const char *login, const struct word *w)
{
	int64_t until = clock_ticks_ms() + 15000;

	while (strcmp(state_of(login, w), "DONE") != 0)
		test_true("the word is used up", clock_ticks_ms() < until);
}

/* Either half of the connection, killed in the middle. */
static void
kill_half(const char *program)
{
	struct link_how how = {
		.to = server_port(), .rate = 2000000, .rtt_ms = 20
	};
	int64_t before = students(), size = size_of("three.csv");
	struct word w = word_for("dist1", "roster");
	struct link *l = link_open(&how);
	struct client *c;
	pid_t zygote = server_process(program, server_pid());

	assert_non_null(l);
	client_through(link_port(l));
	c = ask_ssh("dist1", request("put", &w), "three.csv", NULL);
	client_through(0);
	wait_up(l, (uint64_t)size / 2);
	assert_int_equal(kill(server_process(program, zygote), SIGKILL), 0);
	assert_int_not_equal(client_end(c), 0);
	link_close(l);
	assert_int_equal(students(), before);
	put_again(&w, "three.csv", "共 1000 行：新 1000");
	assert_int_equal(students(), before + 1000);
}

static void
test_a_process_killed_in_the_middle_takes_nothing_and_the_word_stays(
    void **state)
{
	static const char *const halves[] = { "xinqing-session",
		"xinqing-net" };

	(void)state;
	for (size_t i = 0; i < nitems(halves); i++) {
		make_roster("three.csv", 1000, 21 + (int)i);
		kill_half(halves[i]);
	}
}

/* 64 kbit/s and 300 ms there and back. */
static void
test_a_slow_line_brings_and_takes_all_of_it(void **state)
{
	struct link_how how = { .to = server_port(),
		.rate = 64000,
		.rtt_ms = 300,
		.header = LINK_HEADER };
	struct link *l = link_open(&how);
	struct word w = word_for("dist1", "roster");
	struct told t;
	int64_t ms;

	(void)state;
	assert_non_null(l);
	make_roster("slow.csv", 300, 30);
	client_through(link_port(l));
	ms = clock_ticks_ms();
	t = ends(ask_ssh("dist1", request("put", &w), "slow.csv", NULL));
	test_told(&t, 0, "新 300");
	printf("# %lld bytes in at 64 kbit/s: %lld ms\n",
	    (long long)size_of("slow.csv"), (long long)(clock_ticks_ms() - ms));
	w = word_for("psy1", "form --form visit --copies 10");
	ms = clock_ticks_ms();
	t = ends(ask_ssh("psy1", request("get", &w), NULL, "slow.html"));
	client_through(0);
	test_told(&t, 0, "visit.html");
	printf("# %lld bytes out at 64 kbit/s: %lld ms\n",
	    (long long)size_of("slow.html"),
	    (long long)(clock_ticks_ms() - ms));
	assert_non_null(strstr(read_file("slow.html"), "</body></html>"));
	wait_done("psy1", &w); /* it says so behind the last byte */
	link_close(l);
}

/* --- two at once -----------------------------------------------------------
 */

static void
test_two_files_at_once_go_in_both(void **state)
{
	struct word a = word_for("dist1", "roster");
	struct word b = word_for("dist1", "roster");
	int64_t before = students();
	struct client *x, *y;
	struct told t;

	(void)state;
	make_roster("a.csv", 500, 40);
	make_roster("b.csv", 500, 41);
	x = ask_ssh("dist1", request("put", &a), "a.csv", NULL);
	y = ask_ssh("dist1", request("put", &b), "b.csv", NULL);
	t = ends(x);
	test_told(&t, 0, "新 500");
	t = ends(y);
	test_told(&t, 0, "新 500");
	assert_int_equal(students(), before + 1000);
}

static void
test_one_word_twice_at_once_takes_one_file(void **state)
{
	struct word w = word_for("dist1", "roster");
	int64_t before = students();
	struct client *x, *y;
	struct told t;
	int good = 0;

	(void)state;
	make_roster("a.csv", 500, 50);
	make_roster("b.csv", 500, 51);
	x = ask_ssh("dist1", request("put", &w), "a.csv", NULL);
	y = ask_ssh("dist1", request("put", &w), "b.csv", NULL);
	t = ends(x);
	good += t.status == 0;
	t = ends(y);
	good += t.status == 0;
	assert_int_equal(good, 1);
	assert_int_equal(students(), before + 500);
}

/* --- out -------------------------------------------------------------------
 */

static void
test_blank_forms_come_out_each_with_a_number(void **state)
{
	static const char *const names[] = { "call", "concern", "talk",
		"consent", "visit" };
	char what[80], number[40];

	(void)state;
	for (size_t i = 0; i < nitems(names); i++) {
		const char *page;
		struct word w;
		struct told t;

		snprintf(
		    what, sizeof(what), "form --form %s --copies 2", names[i]);
		w = word_for("op1", what);
		t = ends(ask_ssh("op1", request("get", &w), NULL, "out"));
		test_told(&t, 0, ".html");
		page = read_file("out");
		snprintf(number, sizeof(number), "编号：%s-", names[i]);
		test_true(names[i], strstr(page, number) != NULL);
		test_true(names[i], strstr(page, "-01") != NULL);
		test_true(names[i], strstr(page, "-02") != NULL);
		test_true(names[i], strstr(page, "{number}") == NULL);
		test_true(names[i], strstr(page, "</html>") != NULL);
	}
	assert_int_equal(
	    store_number("SELECT count(*) FROM audit WHERE what = 'form.print'"
			 " AND person = (SELECT id FROM person WHERE"
			 " login = 'op1')"),
	    5);
}

static void
test_a_form_comes_out_by_plink(void **state)
{
	struct word w;
	struct told t;

	(void)state;
	if (!has_program("plink") || !has_program("puttygen"))
		test_skip("PuTTY's programs are not here");
	w = word_for("psy1", "form --form consent");
	t = ends(ask_plink("psy1", request("get", &w), NULL, "out"));
	test_told(&t, 0, "consent.html");
	assert_non_null(strstr(read_file("out"), "转介知情同意书"));
}

static void
test_a_form_comes_out_at_the_command_line(void **state)
{
	(void)state;
	assert_non_null(
	    strstr(desk_did("psy1", "form print call", NULL), "编号：call-"));
	assert_non_null(strstr(desk_did("psy1", "form list", NULL), "visit"));
}

/* --- packages --------------------------------------------------------------
 */

static char child[64], pass[40], number[40];

/* A child of the first school, with a warning and a note of a talk. */
static int64_t
make_child(void)
{
	char in[400];
	int64_t id, talk;
	const char *said;

	desk_students(4800);
	desk_child("第001实验学校,八年级,3班", 1, child);
	snprintf(in, sizeof(in), "%s\n", child);
	id = cli_number(desk_did("psy1", "student find -", in), "id");
	snprintf(in, sizeof(in),
	    "{\"student\":%lld,\"seen\":\"两周没吃早饭\",\"safe\":\"safe\","
	    "\"first\":\"self\",\"parents\":\"know\"}",
	    (long long)id);
	desk_did("class1", "observation report", in);
	snprintf(in, sizeof(in),
	    "{\"student\":%lld,\"event\":\"walk_in\",\"form\":\"face\"}",
	    (long long)id);
	said = desk_did("psy1", "consultation book", in);
	talk = cli_number(said, "id");
	snprintf(in, sizeof(in),
	    "{\"version\":%lld,\"text\":\"说到夜里睡不着\",\"risk\":\"none\"}",
	    (long long)cli_number(said, "version"));
	{
		char command[80];

		snprintf(command, sizeof(command), "consultation note %lld",
		    (long long)talk);
		desk_did("psy1", command, in);
	}
	return id;
}

static int64_t
make_package(int64_t student, const char *medium)
{
	char in[600];
	const char *said;

	snprintf(in, sizeof(in),
	    "{\"student\":%lld,\"medium\":\"%s\",\"receiver\":\"hospital\","
	    "\"name\":\"市第三医院\",\"purpose\":\"treat\","
	    "\"ground\":\"consent\",\"contents\":[\"directory\",\"phone\","
	    "\"warning\",\"consultation\"]}",
	    (long long)student, medium);
	said = desk_did("psy1", "package make", in);
	mem_copy_text(pass, sizeof(pass), desk_text(said, "passphrase"));
	mem_copy_text(number, sizeof(number), desk_text(said, "number"));
	return cli_number(said, "id");
}

static void
agree(const char *login, int64_t package)
{
	char command[80];

	snprintf(
	    command, sizeof(command), "package show %lld", (long long)package);
	snprintf(command, sizeof(command), "approval give %lld",
	    (long long)cli_number(desk_did(login, command, NULL), "approval"));
	desk_did(login, command, NULL);
}

/* A command in the folder of the test: its exit status. */
static int
shell(const char *command)
{
	char line[1200];

	snprintf(line, sizeof(line), "cd '%s' && %s", test_folder(), command);
	return system(line);
}

static struct told
fetch(const char *login, int64_t package, const char *out)
{
	char what[80];
	struct word w;

	snprintf(
	    what, sizeof(what), "package --package %lld", (long long)package);
	w = word_for(login, what);
	return ends(ask_ssh(login, request("get", &w), NULL, out));
}

static int64_t student;

static void
test_a_package_needs_a_second_person_and_goes_to_its_maker(void **state)
{
	char command[80];
	int64_t id;
	int status;

	(void)state;
	student = make_child();
	id = make_package(student, "zip");
	assert_int_equal(strlen(pass), 24);
	snprintf(command, sizeof(command), "gate word package --package %lld",
	    (long long)id);
	assert_non_null(
	    strstr(desk_run("psy1", command, NULL, &status), "ERR_SECOND"));
	desk_run("head1", command, NULL, &status);
	assert_int_not_equal(status, 0);
	desk_run("psy2", command, NULL, &status);
	assert_int_not_equal(status, 0);
	/* nor does who asked agree, nor another school's */
	snprintf(command, sizeof(command), "package show %lld", (long long)id);
	assert_null(strstr(desk_did("psy1", command, NULL), "\"approval\""));
	desk_run("psy2", command, NULL, &status);
	assert_int_not_equal(status, 0);
	agree("head1", id);
}

static void
test_a_package_opens_by_7z_with_its_passphrase_alone(void **state)
{
	int64_t id = make_package(student, "zip");
	char with[120], text[60];
	const char *inside;
	struct told t;

	(void)state;
	if (!has_program("7z"))
		test_skip("7-Zip is not here");
	agree("centre1", id);
	t = fetch("psy1", id, "package.zip");
	test_told(&t, 0, ".zip");
	assert_int_equal(memcmp(read_file("package.zip"), "PK\003\004", 4), 0);
	assert_int_equal(shell("7z l -slt package.zip >list"), 0);
	assert_non_null(strstr(read_file("list"), "AES-256"));
	assert_null(strstr(read_file("list"), child));
	assert_int_not_equal(
	    shell("7z x -y -pwrong -oout1 package.zip >wrong 2>&1"), 0);
	assert_int_not_equal(
	    shell("7z x -y -p -oout2 package.zip >none 2>&1"), 0);
	snprintf(
	    with, sizeof(with), "7z x -y -p%s -oout3 package.zip >right", pass);
	assert_int_equal(shell(with), 0);
	snprintf(text, sizeof(text), "out3/%s.txt", number);
	inside = read_file(text);
	assert_int_equal(memcmp(inside, "\xef\xbb\xbf", 3), 0);
	assert_non_null(strstr(inside, "\r\n"));
	assert_non_null(strstr(inside, child));
	assert_non_null(strstr(inside, "市第三医院"));
	assert_non_null(strstr(inside, "说到夜里睡不着"));
	assert_non_null(strstr(inside, "预警的情况"));
	assert_non_null(strstr(inside, "监护人"));
	assert_null(strstr(inside, "许文")); /* a colleague who reported */
	snprintf(text, sizeof(text), "out3/%s.html", number);
	assert_non_null(strstr(read_file(text), child));
}

static void
test_what_was_added_since_the_agreement_does_not_go_out(void **state)
{
	int64_t id = make_package(student, "zip");
	struct told t;

	(void)state;
	agree("head1", id);
	desk_did("psy1", "warning ack 1", NULL);
	t = fetch("psy1", id, "stale.zip");
	test_told(&t, 1, "同意之后又有了新的内容");
	assert_string_equal(read_file("stale.zip"), "");
}

static void
test_a_copy_on_paper_is_numbered_and_accounted_for(void **state)
{
	int64_t id = make_package(student, "paper");
	char command[80];
	const char *page;
	struct told t;

	(void)state;
	assert_string_equal(pass, "");
	agree("head1", id);
	assert_null(
	    strstr(desk_did("psy1", "package list --out", NULL), number));
	t = fetch("psy1", id, "copy.html");
	test_told(&t, 0, ".html");
	page = read_file("copy.html");
	assert_non_null(strstr(page, number));
	assert_non_null(strstr(page, "前还回或销毁"));
	assert_non_null(strstr(page, child));
	assert_non_null(
	    strstr(desk_did("psy1", "package list --out", NULL), number));
	assert_non_null(strstr(desk_did("psy1", "today", NULL), number));
	snprintf(command, sizeof(command), "package back %lld returned",
	    (long long)id);
	desk_did("psy1", command, NULL);
	assert_null(
	    strstr(desk_did("psy1", "package list --out", NULL), number));
}

/* What went through leaves no trace where it does not belong. */
static void
test_neither_name_nor_passphrase_lies_in_log_audit_or_folder(void **state)
{
	int64_t id = make_package(student, "zip");
	char line[1200];
	const char *all;
	struct told t;

	(void)state;
	agree("head1", id);
	t = fetch("psy1", id, "canary.zip");
	test_told(&t, 0, ".zip");
	assert_null(strstr(t.all, child));
	assert_null(strstr(t.all, pass));
	assert_true(store_number("SELECT count(*) FROM audit WHERE what IN"
				 " ('package.give', 'gate.get',"
				 " 'consultation.read')") >= 3);
	all = cli_must("aud1", "audit list --all", NULL);
	assert_null(strstr(all, child));
	assert_null(strstr(all, pass));
	assert_null(strstr(server_log(), child));
	assert_null(strstr(server_log(), pass));
	snprintf(line, sizeof(line), "! grep -rqF -e '%s' -e '%s' '%s'", child,
	    pass, server_data());
	assert_int_equal(system(line), 0);
	snprintf(line, sizeof(line),
	    "SELECT count(*) FROM gate_word WHERE said LIKE '%%%s%%' OR"
	    " detail LIKE '%%%s%%'",
	    child, child);
	assert_int_equal(store_number(line), 0);
	snprintf(line, sizeof(line),
	    "SELECT count(*) FROM package WHERE instr(hex(secret), hex('%s'))"
	    " > 0",
	    pass);
	assert_int_equal(store_number(line), 0);
	assert_int_equal(
	    store_number("SELECT count(*) FROM package WHERE secret IS NULL"
			 " AND medium = 'zip' AND state = 'AGREED'"),
	    0);
	store_is_whole("after the gate");
}

/* --- guessing --------------------------------------------------------------
 */

static int
start_strict(void **state)
{
	static const char *const strict[] = { "--penalty-auth=10m",
		"--penalty-max=10m", NULL };

	(void)state;
	server_stop();
	server_start(strict);
	return 0;
}

static int
start_again(void **state)
{
	server_stop();
	return begin(state);
}

/* As a wrong passphrase does: the address has to wait. */
static void
test_a_wrong_word_counts_against_its_address(void **state)
{
	struct client_words w;
	struct told t =
	    ends(ask_ssh("dist1", "put bcdf-ghjk", "one.csv", NULL));

	(void)state;
	test_told(&t, 1, "打不开");
	server_logs("did not sign in");
	client_words(&w, "dist1", NULL, NULL);
	assert_int_equal(client_end(client_run(w.argv, NULL, NULL)), 255);
	server_logs("the address failed too often");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_roster_goes_in_by_ssh),
	cmocka_unit_test(test_a_roster_goes_in_by_plink),
	cmocka_unit_test(test_a_word_serves_once),
	cmocka_unit_test(test_rows_not_taken_in_wait_at_the_screen),
	cmocka_unit_test(test_a_workbook_goes_in_as_a_table_does),
	cmocka_unit_test(test_qp_08_tj_83_the_tables_of_an_office_go_in),
	cmocka_unit_test(test_a_table_that_is_not_theirs_gets_no_word),
	cmocka_unit_test(test_what_is_no_roster_is_refused_with_a_sentence),
	cmocka_unit_test(test_a_word_opens_for_its_person_and_its_way_alone),
	cmocka_unit_test(test_wrong_words_make_the_right_one_void),
	cmocka_unit_test(test_every_other_command_is_refused),
	cmocka_unit_test(test_a_terminal_is_refused_for_a_file),
	cmocka_unit_test(
	    test_a_file_beyond_its_size_is_refused_and_the_word_stays),
	cmocka_unit_test(
	    test_a_line_broken_at_any_quarter_takes_nothing_and_the_word_stays),
	cmocka_unit_test(
	    test_a_cable_pulled_in_silence_takes_nothing_and_the_word_stays),
	cmocka_unit_test(
	    test_a_process_killed_in_the_middle_takes_nothing_and_the_word_stays),
	cmocka_unit_test(test_a_slow_line_brings_and_takes_all_of_it),
	cmocka_unit_test(test_two_files_at_once_go_in_both),
	cmocka_unit_test(test_one_word_twice_at_once_takes_one_file),
	cmocka_unit_test(test_blank_forms_come_out_each_with_a_number),
	cmocka_unit_test(test_a_form_comes_out_by_plink),
	cmocka_unit_test(test_a_form_comes_out_at_the_command_line),
	cmocka_unit_test(
	    test_a_package_needs_a_second_person_and_goes_to_its_maker),
	cmocka_unit_test(test_a_package_opens_by_7z_with_its_passphrase_alone),
	cmocka_unit_test(
	    test_what_was_added_since_the_agreement_does_not_go_out),
	cmocka_unit_test(test_a_copy_on_paper_is_numbered_and_accounted_for),
	cmocka_unit_test(
	    test_neither_name_nor_passphrase_lies_in_log_audit_or_folder),
	cmocka_unit_test(test_a_word_is_over_after_ten_minutes),
	cmocka_unit_test_setup_teardown(
	    test_a_wrong_word_counts_against_its_address, start_strict,
	    start_again),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, end);
}
