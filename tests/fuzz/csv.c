/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of tables, and a row of a roster, of staff and of organisations
 * behind it. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "model/org_table.h"
#include "model/roster.h"
#include "base/mem.h"
#include "model/staff.h"
#include "tests/lib/fuzz.h"

const char *const fuzz_pieces[] = { "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff",
	"姓名,学号,学校,年级,班级,", "学籍号,身份证件号,出生日期,监护人电话",
	"\r\n", "\n", "\"", ",", "曾一诺", "八年级", "3班", "S001", "5.2E+17",
	"G120101201202290027", "2012-02-29", "13800136021", "\"\"", "\xd0\xd5",
	"姓名,工号,单位,岗位,专兼职,", "名称,类型,上级,在校生数,沙盘",
	"心理教师", "学校", "青山中学/八年级", "T001", "专职",
	"\x81\x30\x81\x30", "\xff", "\t", "'", "=1+1", "\x1b[2J", NULL };

struct input {
	const uint8_t *p;
	size_t n;
};

static int64_t
give(void *arg, void *to, size_t n)
{
	struct input *in = arg;

	if (n > in->n)
		n = in->n;
	memcpy(to, in->p, n);
	in->p += n;
	in->n -= n;
	return (int64_t)n;
}

/* One of three kinds of table, by what its heading names. */
struct known {
	const struct table *t; /* NULL: not yet */
	struct table_columns columns;
};

static const struct table *const tables[] = { &roster_table, &staff_table,
	&org_table };

static void
heading(const char *const *cells, size_t n, struct known *k)
{
	int missing;

	for (size_t i = 0; i < nitems(tables) && k->t == NULL; i++)
		if (table_heading(tables[i], cells, n, NULL, 0, true,
			&k->columns, &missing) &&
		    (missing == table_fields(tables[i]) ||
			i == nitems(tables) - 1))
			k->t = tables[i];
}

static bool
read_row(const char *const *cells, size_t n, const struct known *k,
    struct table_fault *fault)
{
	static struct staff_row staff;
	static struct org_row org;
	struct roster_row row;

	if (k->t == &staff_table) {
		if (!staff_read(cells, n, &k->columns, &staff, fault))
			return false;
		fuzz_promise(staff.name[0] != '\0' && staff.duty != NULL &&
			     staff_login_is_plain(staff.login));
		return true;
	}
	if (k->t == &org_table) {
		if (!org_row_read(cells, n, &k->columns, &org, fault))
			return false;
		fuzz_promise(org.o.name[0] != '\0' && org.o.type != ORG_NONE);
		return true;
	}
	if (!roster_read(cells, n, &k->columns, 20261124, &row, fault) ||
	    !roster_grade(&row, SCHOOLING_5_4_PREP, 20261124, fault))
		return false;
	fuzz_promise(row.s.name[0] != '\0' && row.s.label[0] != '\0');
	return true;
}

static void
one_row(struct csv *c, struct known *k)
{
	const char *cells[CSV_FIELDS_MAX];
	struct table_fault fault = { -1, NULL };
	size_t n = csv_fields(c);

	fuzz_promise(n >= 1 && n <= CSV_FIELDS_MAX);
	for (size_t i = 0; i < n; i++)
		cells[i] = csv_field(c, i);
	if (k->t == NULL)
		heading(cells, n, k);
	else if (!read_row(cells, n, k, &fault))
		fuzz_promise(fault.words != NULL && fault.field >= 0 &&
			     fault.field <= table_fields(k->t));
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct input in = { p, n };
	struct known known = { .t = NULL };
	int64_t line = 0;
	struct csv *c;

	if (csv_open(&c, give, &in) != 0)
		return 0;
	while (csv_next(c) == 1) {
		fuzz_promise(csv_line(c) > line);
		line = csv_line(c);
		one_row(c, &known);
	}
	/* half a character of UTF-16 counts as a whole one */
	fuzz_promise(csv_next_offset(c) == (int64_t)n ||
		     (csv_encoding(c) == CSV_UTF16 &&
			 csv_next_offset(c) == (int64_t)n + 1));
	csv_close(c);
	return 0;
}
