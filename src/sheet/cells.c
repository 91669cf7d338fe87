/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"

/*
 * A sheet: worksheet / sheetData / row / c / v, or is / t, or is / r / t.
 * All that stands beside sheetData is passed over.
 */

enum kind { NUMBER, SHARED, INLINE, RESULT, TRUTH, FAULT, MOMENT, KINDS };

static const char *const kinds[KINDS] = {
	[NUMBER] = "n",
	[SHARED] = "s",
	[INLINE] = "inlineStr",
	[RESULT] = "str", /* of a formula */
	[TRUTH] = "b",
	[FAULT] = "e",
	[MOMENT] = "d",
};

struct cells {
	struct sheet *s;
	int64_t row; /* of the sheet, from 1 */
	int64_t column;
	bool in_text, formula, value; /* of the cell */
	enum kind kind;
	size_t style;
	struct text text;
};

/* "C" for 3. */
static void
column_name(int64_t column, char to[8])
{
	char back[8];
	int n = 0;

	for (; column > 0 && n < 7; column = (column - 1) / 26)
		back[n++] = (char)('A' + (column - 1) % 26);
	while (n > 0)
		*to++ = back[--n];
	*to = '\0';
}

static int
refuse(struct cells *x, enum reader_word why)
{
	char place[READER_PLACE_MAX], column[8];

	column_name(x->column, column);
	snprintf(place, sizeof(place), "%.90s!%s%lld", x->s->name, column,
	    (long long)x->row);
	return sheet_refuse(x->s, why, place);
}

/* --- where a cell is ---------------------------------------------------------
 */

/* "C14" into its two numbers; false if it is none, or of another row. */
static bool
read_place(const char *p, int64_t row, int64_t *column)
{
	int64_t n = 0;

	for (; *p >= 'A' && *p <= 'Z'; p++)
		if ((n = n * 26 + (*p - 'A' + 1)) > 1 << 20)
			return false;
	*column = n;
	return n > 0 && xml_number(p, INT32_MAX) == row;
}

static int
row_open(struct cells *x, const char **attr)
{
	const char *r = xml_attribute(attr, "r");
	int64_t row = r == NULL ? x->row + 1 : xml_number(r, INT32_MAX);
	int64_t was = x->row;

	x->column = 0;
	if (row > 0)
		x->row = row;
	return row <= was ? refuse(x, READER_ORDER) : 0;
}

static int
cell_open(struct cells *x, const char **attr)
{
	const char *r = xml_attribute(attr, "r");
	const char *t = xml_attribute(attr, "t");
	const char *style = xml_attribute(attr, "s");
	int64_t n, was = x->column;

	x->column++;
	if (r != NULL && (!read_place(r, x->row, &n) || n <= was))
		return refuse(x, READER_ORDER);
	if (r != NULL)
		x->column = n;
	x->kind = NUMBER;
	while (t != NULL && x->kind < KINDS && strcmp(t, kinds[x->kind]) != 0)
		x->kind++;
	n = style == NULL ? 0 : xml_number(style, INT32_MAX);
	if (x->kind == KINDS || n < 0)
		return refuse(x, READER_DAMAGED);
	x->style = (size_t)n;
	x->formula = x->value = false;
	text_begin(&x->text);
	return 0;
}

/* --- what is in it -----------------------------------------------------------
 */

static int
put(struct cells *x, const char *p, size_t n)
{
	if (n == 0)
		return 0;
	if (n > READER_CELL_MAX)
		return refuse(x, READER_CELL);
	if (x->column > READER_COLUMNS_MAX)
		return refuse(x, READER_COLUMNS);
	if (x->row > READER_ROWS_MAX)
		return refuse(x, READER_ROWS);
	if (out_cell(x->s, (int)x->column - 1, p, n) != 0)
		return refuse(x, READER_ROW);
	return 0;
}

static int
put_shared(struct cells *x)
{
	int64_t i = xml_number(x->text.p, INT32_MAX);
	const char *p = i < 0 ? NULL : strings_get(x->s, (size_t)i);

	return p == NULL ? refuse(x, READER_DAMAGED) : put(x, p, strlen(p));
}

static int
put_number(struct cells *x)
{
	enum style how =
	    x->style < x->s->n_styles ? x->s->styles[x->style] : STYLE_PLAIN;
	char to[NUMBER_MAX];
	enum reader_word why;

	if (x->kind == MOMENT)
		why = number_iso(x->text.p, to);
	else if (how == STYLE_PLAIN)
		why = number_digits(x->text.p, to);
	else
		why = number_moment(x->text.p, how, x->s->epoch_1904, to);
	return why != READER_NOTHING ? refuse(x, why) : put(x, to, strlen(to));
}

static int
put_truth(struct cells *x)
{
	if (strcmp(x->text.p, "1") != 0 && strcmp(x->text.p, "0") != 0)
		return refuse(x, READER_DAMAGED);
	return x->text.p[0] == '1' ? put(x, "TRUE", 4) : put(x, "FALSE", 5);
}

static int
put_text(struct cells *x)
{
	text_end(&x->text);
	return put(x, x->text.p, x->text.n);
}

static int
put_fault(struct cells *x)
{
	return refuse(x, READER_ERROR);
}

/* A formula whose result nobody ever worked out is no empty cell. */
static int
cell_close(struct cells *x)
{
	static int (*const by_kind[KINDS])(struct cells *) = {
		[NUMBER] = put_number,
		[SHARED] = put_shared,
		[INLINE] = put_text,
		[RESULT] = put_text,
		[TRUTH] = put_truth,
		[FAULT] = put_fault,
		[MOMENT] = put_number,
	};

	if (x->formula && (!x->value || (x->text.n == 0 && x->kind != RESULT)))
		return refuse(x, READER_FORMULA);
	if (x->kind == FAULT || x->text.n > 0)
		return by_kind[x->kind](x);
	return 0;
}

/* --- the elements ------------------------------------------------------------
 */

static int
in_cell(struct cells *x, int depth, const char *name)
{
	if (depth == 5 && strcmp(name, "f") == 0) {
		x->formula = true;
		return XML_PASS;
	}
	if (depth == 5 && strcmp(name, "v") == 0) {
		x->value = true;
		x->in_text = x->kind != INLINE;
		return 0;
	}
	if (strcmp(name, "t") == 0 && depth > 5) {
		x->in_text = x->kind == INLINE;
		return 0;
	}
	return (depth == 5 && strcmp(name, "is") == 0) ||
		       (depth == 6 && strcmp(name, "r") == 0)
		   ? 0
		   : XML_PASS;
}

static int
on_open(void *arg, int depth, const char *name, const char **attr)
{
	struct cells *x = arg;

	if (depth == 1)
		return strcmp(name, "worksheet") == 0
			   ? 0
			   : sheet_refuse(x->s, READER_DAMAGED, x->s->part);
	if (depth == 2)
		return strcmp(name, "sheetData") == 0 ? 0 : XML_PASS;
	if (depth == 3)
		return strcmp(name, "row") == 0 ? row_open(x, attr) : XML_PASS;
	if (depth == 4)
		return strcmp(name, "c") == 0 ? cell_open(x, attr) : XML_PASS;
	return in_cell(x, depth, name);
}

static int
on_close(void *arg, int depth, const char *name)
{
	struct cells *x = arg;

	(void)name;
	x->in_text = false;
	if (depth == 4)
		return cell_close(x);
	if (depth == 3 && out_sheet_row(x->s, x->row) != 0)
		return refuse(x, READER_OUTPUT);
	return 0;
}

static void
on_text(void *arg, const char *p, size_t n)
{
	struct cells *x = arg;

	if (x->in_text)
		text_take(&x->text, p, n);
}

int
cells_read(struct sheet *s)
{
	static const struct xml_ops ops = { on_open, on_close, on_text };
	struct cells *x = mem_zero(1, sizeof(*x));
	int r;

	x->s = s;
	r = xml_read(s, s->part, &ops, x);
	free(x);
	return r == ERR_NOT_FOUND ? sheet_refuse(s, READER_DAMAGED, s->part)
				  : r;
}
