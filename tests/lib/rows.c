/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tests/lib/rows.h"

struct memory {
	const char *p;
	size_t n;
	char *out;
	size_t n_out, room;
};

static int64_t
read_at(void *arg, int64_t at, void *to, size_t n)
{
	const struct memory *m = arg;

	if (at < 0)
		abort();
	if ((size_t)at >= m->n)
		return 0;
	n = n < m->n - (size_t)at ? n : m->n - (size_t)at;
	memcpy(to, m->p + at, n);
	return (int64_t)n;
}

static int
keep(void *arg, const void *p, size_t n)
{
	struct memory *m = arg;

	if (m->n_out + n + 1 > m->room) {
		m->room = 2 * m->room + n + 1;
		m->out = mem_grow(m->out, m->room, 1);
	}
	memcpy(m->out + m->n_out, p, n);
	m->n_out += n;
	m->out[m->n_out] = '\0';
	return 0;
}

int
rows_read(const void *p, size_t n, const char *sheet, struct sheet_told *told,
    char **out)
{
	struct memory m = { .p = p, .n = n, .out = mem_text("") };
	struct sheet_how how = { .read_at = read_at,
		.size = (int64_t)n,
		.write = keep,
		.arg = &m,
		.sheet = sheet };
	int r;

	m.room = 1;
	r = sheet_read(&how, told);
	*out = m.out;
	return r;
}
