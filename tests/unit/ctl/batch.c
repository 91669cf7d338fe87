/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A hotline's and a school's day by the command line: many commands on one
 * sign-in, one JSON object a line, the answers in the same order.
 */
#include <fcntl.h>
#include <unistd.h>

#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

static const char roster[] =
    "姓名,性别,出生日期,学籍号,学号,学校,年级,班级,监护人姓名,监护人关系,"
    "监护人电话\r\n"
    "曾一诺,女,2012-02-29,L990001201202290001,20250317,S001,八年级,3班,"
    "曾母,妈妈,13800134407\r\n"
    "曾怡,女,2012-03-02,L990001201203020003,20250401,S001,八年级,4班,"
    "曾父,爸爸,13800138888\r\n";

struct line {
	const char *command, *fields; /* words; JSON without its braces */
	const char *says;	      /* in its answer, behind those before */
};

static const char *
run(const char *login, const char *command, const char *input)
{
	return cli_said(".", login, command, input, NULL);
}

static void
batch(const char *login, const struct line *l, size_t n)
{
	static char in[1 << 16];
	const char *at;
	size_t used = 0;

	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(in + used, sizeof(in) - used,
		    "{\"command\":\"%s\",\"fields\":{%s}}\n", l[i].command,
		    l[i].fields);
	assert_true(used < sizeof(in));
	at = run(login, "batch", in);
	for (size_t i = 0; i < n; i++) {
		const char *found = strstr(at, l[i].says);

		if (found == NULL)
			fail_msg("%s %s: no \"%s\" in %s", login, l[i].command,
			    l[i].says, at);
		at = strchr(found, '\n');
		assert_non_null(at);
	}
}
#define BATCH(login, lines) batch(login, lines, nitems(lines))

/* --- students --------------------------------------------------------------
 */

static const struct line psychology[] = {
	{ "student find zyn", "", "\"name\":\"曾一诺\"" },
	{ "student find", "\"key\":\"曾怡\"", "\"number_tail\":\"0401\"" },
	{ "student find", "", "请在标准输入里写一行要找的内容" },
	{ "student show 1", "",
	    "\"name\":\"曾一诺\",\"pinyin\":\"zeng yi nuo\"" },
	{ "student show 1", "", "\"phone\":\"138 **** 4407\"" },
	{ "student show 99", "", "ERR_NOT_FOUND" },
	{ "student show x", "", "第 1 个参数应该是数字" },
	{ "student phone 1", "\"guardian\":1,\"purpose\":\"fun\"",
	    "请说明看号码做什么" },
	{ "student phone 1", "\"guardian\":1", "purpose 没有填" },
	{ "student phone 1", "\"guardian\":9,\"purpose\":\"contact\"",
	    "ERR_NOT_FOUND" },
	{ "student phone 1", "\"guardian\":1,\"purpose\":\"contact\"",
	    "{\"phone\":\"13800134407\"}" },
	{ "student reading 1", "\"version\":1,\"reading\":\"ceng1\"",
	    "读音只写字母" },
	{ "student reading 1", "\"version\":9,\"reading\":\"ceng yi nuo\"",
	    "ERR_STALE" },
	{ "student reading 1", "\"version\":1,\"reading\":\"ceng yi nuo\"",
	    "\"version\":2,\"audit_id\":" },
	{ "student find cyn", "", "\"name\":\"曾一诺\"" },
	/* a talk asked for, moved along, its words wrong */
	{ "consultation book", "\"student\":1,\"need\":\"love\"",
	    "need：没有这一项" },
	{ "consultation book", "\"student\":1,\"form\":\"dance\"",
	    "form：没有这一项" },
	{ "consultation book", "\"student\":1,\"event\":\"dance\"",
	    "event：没有这一项" },
	{ "consultation book",
	    "\"student\":1,\"event\":\"walk_in\",\"form\":\"face\","
	    "\"room\":\"二楼\"",
	    "\"state\":\"HELD\"" },
	{ "consultation step 1", "\"version\":1,\"event\":\"fly\"",
	    "event：没有这一项" },
	{ "consultation note 1",
	    "\"version\":1,\"text\":\"x\","
	    "\"risk\":\"maybe\"",
	    "risk：没有这一项" },
	{ "consultation note 1",
	    "\"version\":1,\"text\":\"谈了睡眠\",\"risk\":\"none\"",
	    "\"state\":\"RECORDED\"" },
	{ "consultation show 1", "", "\"room\":\"二楼\"" },
	{ "consultation show 1", "", "谈了睡眠" },
	{ "consultation list", "", "\"id\":1," },
	/* reported, its words wrong */
	{ "observation report",
	    "\"student\":1,\"seen\":\"x\","
	    "\"safe\":\"perhaps\"",
	    "safe：没有这个选项" },
	{ "observation report",
	    "\"student\":1,\"seen\":\"x\","
	    "\"triggers\":[\"moon\"]",
	    "triggers：没有这个选项" },
	{ "observation report",
	    "\"student\":1,\"seen\":\"常缺课\",\"safe\":\"safe\","
	    "\"triggers\":[\"sleep\",\"study\"]",
	    "\"warning\":" },
	{ "observation list", "", "\"warning\":" },
	{ "warning step 1", "\"version\":1,\"event\":\"fly\"",
	    "event：没有这一步" },
	{ "warning step 1",
	    "\"version\":1,\"event\":\"verify\","
	    "\"severity\":\"huge\"",
	    "severity：没有这个选项" },
	{ "warning show 1", "", "\"triggers\":[" },
	{ "warning list", "", "\"name\":\"曾一诺\"" },
};

static void
test_a_psychology_teachers_day(void **state)
{
	(void)state;
	BATCH("psy1", psychology);
}

/* What stands behind "--" goes by the arguments of the command itself. */
static void
test_lists_are_narrowed_by_options(void **state)
{
	static const struct {
		const char *login, *command, *says;
	} c[] = {
		{ "psy1", "consultation list --day 2026-13-45",
		    "--day：没有这一项" },
		{ "psy1", "consultation list --student 1", "\"id\":1" },
		{ "psy1", "consultation show 1 --ground love",
		    "--ground：没有这一项" },
		{ "psy1", "warning list --state OVER",
		    "--state：没有这个选项" },
		{ "psy1", "warning list --after 7", "--after 要填某一行" },
		{ "dist1", "warning list", "\"open\":\"<5\"" },
		{ "dist1", "warning list --school 3 --ground love",
		    "--ground 写 consent" },
		{ "op1", "ticket list --state OVER", "--state：没有这个选项" },
		{ "op1", "student find --exact", "ERR_INPUT" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		const char *said = run(c[i].login, c[i].command, "");

		if (strstr(said, c[i].says) == NULL)
			fail_msg("%s: %s", c[i].command, said);
	}
}

/* --- the line --------------------------------------------------------------
 */

static const struct line line[] = {
	{ "ticket ring", "\"channel\":\"smoke\"", "channel：没有这个选项" },
	{ "ticket ring",
	    "\"channel\":\"phone\",\"number\":\"13800008816\","
	    "\"alias\":\"小雨\"",
	    "\"id\":1," },
	{ "ticket take 1", "\"version\":9", "ERR_STALE" },
	{ "ticket take 1", "\"version\":1", "\"state\":\"ACTIVE\"" },
	{ "ticket answer 1", "", "请至少给一个答案" },
	{ "ticket answer 1", "\"thoughts\":\"perhaps\"",
	    "thoughts：这一问没有这个答案" },
	{ "ticket answer 1", "\"danger_from\":[\"moon\"],\"danger\":\"yes\"",
	    "danger_from：没有这个选项" },
	{ "ticket answer 1",
	    "\"thoughts\":\"no\",\"strength\":\"not_asked\","
	    "\"hopeless\":\"not_asked\",\"danger\":\"no\"",
	    "\"id\":1," },
	{ "ticket sheet 1", "\"caller\":\"moon\"", "caller：没有这个选项" },
	{ "ticket sheet 1", "\"topics\":[\"moon\"]", "topics：没有这个选项" },
	{ "ticket sheet 1",
	    "\"caller\":\"teacher\",\"about\":\"student\","
	    "\"place\":\"学校\"",
	    "\"id\":1," },
	{ "ticket entry 1", "\"text\":\"还在写\",\"autosave\":true",
	    "\"id\":1," },
	{ "ticket entry 1", "\"text\":\"说到月考\",\"kind\":\"moon\"",
	    "kind：没有这种记录" },
	{ "ticket entry 1", "\"text\":\"说到月考\"", "\"id\":1," },
	{ "student find", "", "请在标准输入里写一行" },
	{ "ticket link 1", "\"student\":1,\"ground\":\"moon\"",
	    "ground：没有这个选项" },
	{ "ticket link 1", "\"student\":1,\"ground\":\"safety\"",
	    "\"error\":" },
	{ "ticket show 1", "", "说到月考" },
	{ "ticket unlink 1", "", "\"error\":" },
	/* the same caller again */
	{ "ticket ring", "\"number\":\"13800008816\",\"alias\":\"小雨\"",
	    "\"id\":2," },
	{ "ticket take 2", "\"version\":1", "\"state\":\"ACTIVE\"" },
	{ "ticket show 2", "", "\"why\":[\"number\",\"alias\"]" },
	{ "ticket same 2", "\"other\":1", "\"id\":2," },
	{ "ticket show 2", "", "\"confirmed\":true" },
	{ "ticket look 2", "\"other\":1", "说到月考" },
	{ "ticket undo 2", "\"other\":1", "\"id\":2," },
	{ "ticket differ 2", "\"other\":1", "\"id\":2," },
	{ "ticket differ 2", "\"other\":99", "ERR_NOT_FOUND" },
	{ "ticket step 2", "\"version\":1,\"event\":\"fly\"",
	    "event：没有这一步" },
	{ "ticket step 2",
	    "\"version\":1,\"event\":\"follow_up\",\"dates\":[\"soon\"]",
	    "dates：最多写八个时间" },
	{ "ticket check 2", "\"step\":\"moon\"", "\"error\":" },
	/* one's own last step is taken back, with its word for it */
	{ "undo", "", "没有可以撤回的" },
	{ "ticket step 2",
	    "\"version\":2,\"event\":\"void\",\"void\":\"prank\"",
	    "\"state\":\"VOID\"" },
	{ "undo ticket", "", "KIND 和 ID 要一起写" },
	{ "undo moon 2", "", "KIND：ticket" },
	{ "undo ticket 1", "", "ERR_NOT_FOUND" },
	{ "undo", "", "\"undone\":\"ticket.void\"" },
	{ "ticket show 2", "", "\"state\":\"ACTIVE\"" },
	{ "undo ticket 2", "", "没有可以撤回的" },
	{ "ticket list", "", "\"id\":2," },
	{ "watch add", "\"sentence\":\"约好周三再打\"", "\"id\":1," },
	{ "watch list", "", "约好周三再打" },
	{ "custody ask", "\"kind\":\"moon\",\"reason\":\"学生不见了\"",
	    "kind：circle、draft、warning" },
};

static void
test_an_operators_day(void **state)
{
	(void)state;
	BATCH("op1", line);
}

static const struct line centre[] = {
	{ "custody ask",
	    "\"kind\":\"ticket\",\"object\":1,"
	    "\"reason\":\"学生不见了，圈里没有人接电话\"",
	    "\"state\":\"ASKED\"" },
	{ "custody show 1", "", "学生不见了，圈里没有人接电话" },
	{ "custody list", "", "\"id\":1," },
	{ "custody withdraw 1", "", "\"state\":\"WITHDRAWN\"" },
	{ "custody withdraw 1", "", "ERR_STATE" },
};

static void
test_the_centre_asks_custody_and_takes_it_back(void **state)
{
	(void)state;
	BATCH("centre1", centre);
}

static int
begin(void **state)
{
	int fd;

	(void)state;
	test_office();
	test_office_close();
	fd = open("roster.csv", O_WRONLY | O_CREAT, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, roster, strlen(roster)), strlen(roster));
	close(fd);
	assert_non_null(strstr(
	    run("dist1", "import roster roster.csv", ""), "\"accepted\":2"));
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_a_psychology_teachers_day),
	cmocka_unit_test(test_lists_are_narrowed_by_options),
	cmocka_unit_test(test_an_operators_day),
	cmocka_unit_test(test_the_centre_asks_custody_and_takes_it_back),
};

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
