/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/csv.h"
#include "base/err.h"
#include "mend_cells.h"

int64_t
mend_read(void *arg, void *to, size_t n)
{
	struct mend_reading *m = arg;

	if (n > m->left)
		n = m->left;
	memcpy(to, m->p, n);
	m->p += n;
	m->left -= n;
	return (int64_t)n;
}

void
mend_put_fields(struct buf *out, const struct table *t,
    const char *const cell[TABLE_FIELDS_MAX])
{
	int n = table_fields(t);

	bool first = true;

	for (int f = 0; f < n; f++)
		if (cell[f] != NULL) {
			csv_put(out, table_name(t, f), first);
			first = false;
		}
	buf_add_text(out, "\r\n");
	first = true;
	for (int f = 0; f < n; f++)
		if (cell[f] != NULL) {
			csv_put(out, cell[f], first);
			first = false;
		}
	buf_add_text(out, "\r\n");
}

const char *
mend_unmarked(const char *s)
{
	return s[0] == '\'' && strchr("=+-@", s[1]) != NULL && s[1] != '\0'
		   ? s + 1
		   : s;
}

int
mend_read_fields(struct csv *c, const struct table *t, struct buf *words,
    int64_t at[TABLE_FIELDS_MAX])
{
	int field[TABLE_FIELDS_MAX], n = 0;

	for (int f = 0; f < TABLE_FIELDS_MAX; f++)
		at[f] = -1;
	if (csv_next(c) != 1)
		return ERR_CORRUPT;
	for (; n < (int)csv_fields(c) && n < TABLE_FIELDS_MAX; n++)
		field[n] = table_field_of(t, csv_field(c, (size_t)n));
	if (csv_next(c) != 1)
		return ERR_CORRUPT;
	for (int i = 0; i < n; i++) {
		if (field[i] < 0)
			continue;
		at[field[i]] = (int64_t)buf_len(words);
		buf_add_text(words, mend_unmarked(csv_field(c, (size_t)i)));
		buf_add_char(words, '\0');
	}
	return 0;
}
