/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of tables, and a row of a roster behind it. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "model/roster.h"
#include "tests/lib/fuzz.h"

const char *const fuzz_pieces[] = { "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff",
	"姓名,学号,学校,年级,班级,", "学籍号,身份证件号,出生日期,监护人电话",
	"\r\n", "\n", "\"", ",", "曾一诺", "八年级", "3班", "S001", "5.2E+17",
	"G120101201202290027", "2012-02-29", "13800136021", "\"\"", "\xd0\xd5",
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

static void
one_row(struct csv *c, struct table_columns *columns, bool *known)
{
	const char *cells[CSV_FIELDS_MAX];
	struct table_fault fault = { ROSTER_FIELDS, NULL };
	struct roster_row row;
	size_t n = csv_fields(c);

	fuzz_promise(n >= 1 && n <= CSV_FIELDS_MAX);
	for (size_t i = 0; i < n; i++)
		cells[i] = csv_field(c, i);
	if (!*known) {
		*known = table_heading(&roster_table, cells, n, NULL, 0, true, columns, NULL);
		return;
	}
	if (roster_read(cells, n, columns, 20261124, &row, &fault) &&
	    roster_grade(&row, SCHOOLING_5_4_PREP, 20261124, &fault))
		fuzz_promise(row.s.name[0] != '\0' && row.s.label[0] != '\0');
	else
		fuzz_promise(fault.words != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct input in = { p, n };
	struct table_columns columns;
	int64_t line = 0;
	bool known = false;
	struct csv *c;

	if (csv_open(&c, give, &in) != 0)
		return 0;
	while (csv_next(c) == 1) {
		fuzz_promise(csv_line(c) > line);
		line = csv_line(c);
		one_row(c, &columns, &known);
	}
	/* half a character of UTF-16 counts as a whole one */
	fuzz_promise(csv_next_offset(c) == (int64_t)n ||
		     (csv_encoding(c) == CSV_UTF16 &&
			 csv_next_offset(c) == (int64_t)n + 1));
	csv_close(c);
	return 0;
}
