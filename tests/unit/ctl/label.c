/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No labels (TJ-35) and no medical wording for who is no physician (GZ-65):
 * every Chinese text of the program, every word that a list, a class view or
 * an export may show, every column of the store; and what the class teacher
 * is told of a child for whom the school has decided how serious it is.
 */
#include "model/appointment.h"
#include "model/care.h"
#include "model/column.h"
#include "model/enrolment.h"
#include "model/group.h"
#include "model/heed.h"
#include "model/ticket.h"
#include "model/warning.h"

#include <dirent.h>

#include "base/lang.h"
#include "tests/lib/cli.h"
#include "tests/lib/office.h"
#include "tests/lib/test.h"

/* Words for illnesses, for people as cases of them, and for what was found
 * out about them. */
static const char *const labels[] = { "抑郁", "焦虑", "双相", "精神", "诊断",
	"确诊", "病人", "患者", "患有", "障碍", "疾病", "症", "病情", "病史",
	"病名", "变态", "自闭", "多动", "治疗", "异常学生", "问题学生", "高危",
	"疑似", "评分", "得分", "分数", "严重程度" };

/* --- every text there is ----------------------------------------------------
 */

/* Where one of them must stand, and why that labels nobody. */
static struct {
	const char *file, *text, *why;
	bool met;
} allowed[] = {
	{ "office.po", "精神卫生中心", "what a kind of hospital is called",
	    false },
	{ "office.po", "精神专科", "the same", false },
	{ "gate.po", "严重程度：%s", "in a package for hospital or police",
	    false },
	{ "warning.po", "轻重和分数", "says that neither is shown", false },
	{ "group.po", "病名", "asks for none", false },
};

static bool
is_allowed(const char *file, const char *line)
{
	for (size_t i = 0; i < nitems(allowed); i++)
		if (strcmp(allowed[i].file, file) == 0 &&
		    strstr(line, allowed[i].text) != NULL) {
			allowed[i].met = true;
			return true;
		}
	return false;
}

static const char *
label_in(const char *text)
{
	for (size_t i = 0; i < nitems(labels); i++)
		if (strstr(text, labels[i]) != NULL)
			return labels[i];
	return NULL;
}

/* What is shown: a line of a msgstr.  A msgid is English. */
static int
look_through(const char *dir, const char *file)
{
	char path[800], line[2048];
	bool shown = false;
	int n = 0;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, file);
	f = fopen(path, "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (line[0] != '"')
			shown = strncmp(line, "msgstr", 6) == 0;
		if (!shown)
			continue;
		n++;
		if (label_in(line) != NULL && !is_allowed(file, line))
			fail_msg("%s says %s: %s", file, label_in(line), line);
	}
	fclose(f);
	return n;
}

static void
test_tj_35_and_gz_65_no_text_of_the_program_labels_or_diagnoses(void **state)
{
	char dir[400];
	struct dirent *e;
	int n = 0;
	DIR *d;

	(void)state;
	snprintf(dir, sizeof(dir), "%s/po/zh_CN", getenv("XINQING_SRCDIR"));
	d = opendir(dir);
	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		if (strstr(e->d_name, ".po") != NULL)
			n += look_through(dir, e->d_name);
	closedir(d);
	assert_true(n > 1000);
	for (size_t i = 0; i < nitems(allowed); i++)
		test_true(allowed[i].text, allowed[i].met);
}

/* --- every word of a list ---------------------------------------------------
 */

/* Levels stand with a warning, before who decides them; never in a list. */
static const char *const levels[] = { "严重", "危机", "较重", "危险等级",
	"severe", "serious", "crisis", "diagnosis", "depress", "disorder",
	"patient", "abnormal" };

static void
check(const char *words)
{
	const char *said = _(words);

	test_true(words, label_in(said) == NULL);
	for (size_t i = 0; i < nitems(levels); i++)
		test_true(words, strstr(said, levels[i]) == NULL);
}

static void
test_tj_35_no_word_of_a_list_or_a_class_view_is_a_level(void **state)
{
	static const char *const languages[] = { "zh_CN", "en" };
	const struct group_code *c;

	(void)state;
	for (size_t l = 0; l < nitems(languages); l++) {
		lang_set(languages[l]);
		for (int i = 0; i < WARNING_STATES; i++)
			check(warning_word((enum warning_state)i, false));
		for (int i = 0; i < APPOINTMENT_STATES; i++)
			check(appointment_state_words(i));
		for (int i = 0; i < TICKET_STATE_COUNT; i++)
			check(ticket_state_words(i));
		for (int i = 0; i < ENROLMENT_COUNT; i++)
			check(enrolment_words((enum enrolment)i));
		for (int i = 0; i < CARE_COUNT; i++)
			check(care_words((enum care)i));
		for (int i = 0; i < HEED_COUNT; i++)
			check(heed_words((enum heed)i));
		for (int i = 0; i < GROUP_KINDS; i++)
			check(group_kind_words((enum group_kind)i));
		for (int i = 0; (c = group_code_at(i)) != NULL; i++)
			check(c->words);
	}
	lang_set("zh_CN");
}

/* --- every column -----------------------------------------------------------
 */

static void
test_gz_65_nothing_medical_is_kept_open(void **state)
{
	static const char *const medical[] = { "diagnos", "disease", "illness",
		"medic", "symptom", "score", "answer", "health", "risk" };
	size_t n, met = 0;
	const struct column *all = column_all(&n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < nitems(medical); k++) {
			const char *name = strchr(all[i].name, '.');

			if (strstr(name, medical[k]) == NULL ||
			    strstr(name, "_at") != NULL) /* when, not what */
				continue;
			met++;
			test_true(all[i].name, all[i].sealed);
		}
	assert_true(met > 0);
	assert_true(column_of("health_entry.words")->sealed);
}

/* --- what a class teacher is told -------------------------------------------
 */

static char said[1 << 18];
static int64_t id, version;

static int64_t
number_in(const char *name)
{
	return cli_number(said, name);
}

/* #W is the warning, #V its version. */
static void
fill(const char *from, char *to, size_t size)
{
	size_t n = 0;

	for (; *from != '\0' && n + 24 < size; from++)
		if (from[0] == '#')
			n += (size_t)snprintf(to + n, size - n, "%lld",
			    *++from == 'W' ? (long long)id
					   : (long long)version);
		else
			to[n++] = *from;
	to[n] = '\0';
}

static void
run(const char *login, const char *command, const char *fields)
{
	char filled[128], with[300];
	int status;

	fill(command, filled, sizeof(filled));
	fill(fields, with, sizeof(with));
	mem_copy_text(
	    said, sizeof(said), cli_said(".", login, filled, with, &status));
	if (status != 0)
		fail_msg("%s %s %s: %d %s", login, filled, with, status, said);
	if (number_in("version") > 0)
		version = number_in("version");
}

static const struct {
	const char *login, *command, *fields;
} story[] = {
	{ "grade1", "warning ack #W", "{}" },
	{ "psy1", "warning ack #W", "{}" },
	{ "psy1", "warning step #W",
	    "{\"version\": #V, \"event\": \"verify\"}" },
	{ "psy1", "warning step #W",
	    "{\"version\": #V, \"event\": \"parents\", \"parents\": "
	    "\"told\"}" },
	{ "psy1", "warning step #W",
	    "{\"version\": #V, \"event\": \"note\", \"text\": "
	    "\"疑似抑郁，量表 21 分\"}" },
	{ "psy1", "warning step #W",
	    "{\"version\": #V, \"event\": \"confirm\", \"severity\": "
	    "\"serious\", \"reason\": \"疑似抑郁\"}" },
	{ "centre1", "warning step #W",
	    "{\"version\": #V, \"event\": \"confirm\", \"severity\": "
	    "\"serious\"}" },
};

static const char *const views[] = { "student show 1", "student find 曾",
	"ledger list", "group show 1", "group list", "health show 1",
	"health list", "warning list", "warning show #W", "today" };
static const char *const never[] = { "severity", "serious", "score", "diagnos",
	"\"risk\"", "抑郁", "21 分", "严重", "心脏" };

static void
test_tj_35_a_class_teacher_is_told_no_level_no_score_no_diagnosis(void **state)
{
	(void)state;
	run("dist1", "import roster roster.csv", "{}");
	run("psy1", "health add 1",
	    "{\"heed\": \"exercise\", \"why\": \"心脏做过手术\"}");
	run("class1", "group add 1", "{\"group\": \"留守\"}");
	run("class1", "observation report",
	    "{\"student\": 1, \"seen\": \"这周几乎不说话\", \"safe\": "
	    "\"unsure\"}");
	id = number_in("warning");
	for (size_t i = 0; i < nitems(story); i++)
		run(story[i].login, story[i].command, story[i].fields);
	run("psy1", "warning show #W", "{}");
	assert_non_null(strstr(said, "serious")); /* who works on it knows */
	for (size_t i = 0; i < nitems(views); i++) {
		run("class1", views[i], "{}");
		for (size_t k = 0; k < nitems(never); k++)
			if (strstr(said, never[k]) != NULL)
				fail_msg("%s tells %s: %s", views[i], never[k],
				    said);
	}
	run("class1", "ledger list", "{}");
	assert_non_null(strstr(said, "\"care\":\"open\""));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(
	    test_tj_35_and_gz_65_no_text_of_the_program_labels_or_diagnoses),
	cmocka_unit_test(
	    test_tj_35_no_word_of_a_list_or_a_class_view_is_a_level),
	cmocka_unit_test(test_gz_65_nothing_medical_is_kept_open),
	cmocka_unit_test(
	    test_tj_35_a_class_teacher_is_told_no_level_no_score_no_diagnosis),
};

static int
begin(void **state)
{
	FILE *f;

	(void)state;
	test_office();
	f = fopen("roster.csv", "w");
	assert_non_null(f);
	assert_true(fputs("姓名,学籍号,学号,学校,年级,班级\r\n"
			  "曾一诺,L990001201202290001,2017,S001,八年级,3班\r\n",
			f) >= 0);
	assert_int_equal(fclose(f), 0);
	return 0;
}

int
main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, begin, NULL);
}
