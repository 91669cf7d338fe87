/* SPDX-License-Identifier: Apache-2.0 */
/* Cells of a roster, each reader alone: what is taken is real, and what it is
 * called reads back as the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/text.h"
#include "model/day.h"
#include "model/grade.h"
#include "model/idnumber.h"
#include "tests/lib/fuzz.h"

#define TODAY 20261124

const char *const fuzz_pieces[] = { "八", "年级", "初", "高", "中职", "级",
	"2024", "班", "(3)", "（３）", "三", "十", "阳光", "2012", "-", "/",
	".", "年", "月", "29", "日", "2", "40968", "G", "J", "L", "x", "'",
	"11010120120229002", "7", "5.2E+17", "０", " ", "000", NULL };

static void
a_day(const char *s)
{
	int day = 0;

	if (day_read(s, &day) == 0)
		fuzz_promise(day_exists(day));
}

static void
a_number(const char *s)
{
	struct idnumber id;

	if (idnumber_resident(s, TODAY, &id) == IDNUMBER_FINE)
		fuzz_promise(strlen(id.text) == 18 && day_exists(id.birth) &&
			     id.birth <= TODAY && (id.sex == 1 || id.sex == 2));
	if (idnumber_pupil(s, TODAY, &id) == IDNUMBER_FINE)
		fuzz_promise(strchr("GJL", id.text[0]) != NULL &&
			     day_exists(id.birth) && id.birth <= TODAY);
}

static void
a_grade(const char *s, enum schooling in)
{
	char name[GRADE_WORDS_MAX];
	struct grade g, again;

	if (grade_read(s, in, TODAY, 20120229, &g) != 0)
		return;
	grade_name(&g, name);
	fuzz_promise(grade_read(name, in, TODAY, 0, &again) == 0);
	fuzz_promise(again.stage == g.stage && again.entry == g.entry);
	fuzz_promise(grade_of_number(grade_number(&g), &again));
	fuzz_promise(again.stage == g.stage && again.entry == g.entry);
}

static void
a_class(const char *s)
{
	char label[CLASS_LABEL_MAX], again[CLASS_LABEL_MAX];
	char part[GRADE_WORDS_MAX], words[GRADE_WORDS_MAX];

	if (class_read(s, label, part) != 0)
		return;
	fuzz_promise(label[0] != '\0');
	if (class_number(label) == 0)
		return; /* a name, which may hold anything */
	snprintf(words, sizeof(words), "%s班", label);
	fuzz_promise(class_read(words, again, part) == 0);
	fuzz_promise(strcmp(label, again) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf *clean = buf_new();
	const char *s;

	lang_set("zh_CN");
	/* As the roster's reader does before it looks at a cell. */
	text_clean(clean, (const char *)p, n, TEXT_ONE_LINE);
	s = buf_text(clean);
	a_day(s);
	a_number(s);
	for (int in = 0; in < SCHOOLING_COUNT; in++)
		a_grade(s, (enum schooling)in);
	a_class(s);
	buf_free(clean);
	return 0;
}
