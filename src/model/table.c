/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/detail.h"
#include "model/table.h"
#include "src/model/cell.h"

int
table_fields(const struct table *t)
{
	return t->n_own + (t->keys != NULL ? t->keys->n : 0);
}

const struct table_field *
table_field(const struct table *t, int f)
{
	return f < t->n_own ? &t->field[f] : &t->keys->key[f - t->n_own].field;
}

const char *
table_name(const struct table *t, int f)
{
	return f >= 0 && f < table_fields(t) ? table_field(t, f)->name : "row";
}

const char *
table_words(const struct table *t, int f)
{
	return f >= 0 && f < table_fields(t) ? table_field(t, f)->words
					     : N_("the row");
}

int
table_field_of(const struct table *t, const char *name)
{
	for (int f = 0; f < table_fields(t); f++)
		if (strcmp(table_field(t, f)->name, name) == 0)
			return f;
	return -1;
}

int
table_mapping_read(
    const struct table *t, const char *line, struct table_mapping *out)
{
	char name[TABLE_HEADING_MAX], *eq;
	int f;

	line += strspn(line, " \t");
	if (*line == '\0' || *line == '#' || *line == '\n')
		return 0;
	mem_copy_text(name, sizeof(name), line);
	name[strcspn(name, "\r\n")] = '\0';
	if ((eq = strchr(name, '=')) == NULL)
		return ERR_INPUT;
	*eq = '\0';
	name[strcspn(name, " \t")] = '\0';
	if ((f = table_field_of(t, name)) < 0 ||
	    !cell_heading(eq + 1, out->column, sizeof(out->column)) ||
	    out->column[0] == '\0')
		return ERR_INPUT;
	out->field = f;
	return 1;
}

/* --- the heading ---------------------------------------------------------- */

struct heading {
	char name[TABLE_HEADING_MAX];
};

static int
find_cell(const struct heading *cells, size_t n, const char *column)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(cells[i].name, column) == 0)
			return (int)i;
	return -1;
}

static int
find_field(const struct heading *cells, size_t n, const struct table_field *f)
{
	int at = -1;

	for (size_t i = 0;
	     i < nitems(f->columns) && at < 0 && f->columns[i] != NULL; i++)
		at = find_cell(cells, n, f->columns[i]);
	return at >= 0 ? at : find_cell(cells, n, f->name);
}

bool
table_heading(const struct table *t, const char *const *cells, size_t n,
    const struct table_mapping *maps, size_t n_maps, bool place_given,
    struct table_columns *out, int *missing)
{
	struct heading plain[128];

	if (n > nitems(plain))
		n = nitems(plain);
	for (size_t i = 0; i < n; i++)
		if (!cell_heading(
			cells[i], plain[i].name, sizeof(plain[i].name)))
			plain[i].name[0] = '\0';
	out->n = n;
	for (int f = 0; f < table_fields(t); f++)
		out->at[f] = find_field(plain, n, table_field(t, f));
	for (size_t i = 0; i < n_maps; i++)
		out->at[maps[i].field] = find_cell(plain, n, maps[i].column);
	if (missing != NULL)
		*missing = t->missing(out, place_given);
	return out->at[0] >= 0;
}

/* --- a row ---------------------------------------------------------------- */

bool
table_has(const struct table_row *r, int f)
{
	return r->c->at[f] >= 0;
}

const char *
table_raw(const struct table_row *r, int f)
{
	int at = r->c->at[f];

	return at >= 0 && (size_t)at < r->n ? r->cells[at] : "";
}

bool
table_refuse(const struct table_row *r, int f, const char *words)
{
	*r->fault = (struct table_fault){ f, words };
	return false;
}

bool
table_clean(const struct table_row *r, int f, char *to, size_t size)
{
	const char *words = cell_clean(table_raw(r, f), to, size);

	return words == NULL || table_refuse(r, f, words);
}

bool
table_day(const struct table_row *r, int f, int *day)
{
	char cell[40];

	if (!table_clean(r, f, cell, sizeof(cell)))
		return false;
	if (cell[0] != '\0' && day_read(cell, day) != 0)
		return table_refuse(r, f,
		    N_("There is no such date. 2012-02-29 is how to write "
		       "one."));
	return true;
}

bool
table_shape(const struct table_row *r)
{
	int last = 0;

	for (int f = 0; f < table_fields(r->t); f++)
		if (r->c->at[f] > last)
			last = r->c->at[f];
	if (r->n <= (size_t)last)
		return table_refuse(r, table_fields(r->t),
		    N_("The row has fewer cells than the heading."));
	for (size_t i = r->c->n; i < r->n; i++)
		if (r->cells[i][0] != '\0')
			return table_refuse(r, table_fields(r->t),
			    N_("The row has more cells than the heading: is "
			       "there a comma in one of them?"));
	return true;
}
