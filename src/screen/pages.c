/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/err.h"
#include "pages.h"

void
pages_init(struct pages *p, void *screen, size_t rows,
    int (*read)(void *screen, const union pages_key *after),
    void (*last)(void *screen, union pages_key *to))
{
	p->screen = screen;
	p->rows = rows;
	p->read = read;
	p->last = last;
}

static int
read_page(struct pages *p, int page)
{
	p->page = page;
	p->n = 0;
	return p->read(p->screen, &p->after[page]);
}

int
pages_first(struct pages *p)
{
	return read_page(p, 0);
}

int
pages_again(struct pages *p)
{
	int r = read_page(p, p->page);

	while (r == 0 && p->n == 0 && p->page > 0) /* it has emptied */
		r = read_page(p, p->page - 1);
	return r;
}

static int64_t
id_at(const int64_t *first, size_t size, size_t i)
{
	int64_t id;

	memcpy(&id, (const char *)first + i * size, sizeof(id));
	return id;
}

int
pages_again_on(
    struct pages *p, struct tui_list *list, const int64_t *first, size_t size)
{
	int64_t was = list->at < p->n ? id_at(first, size, list->at) : 0;
	size_t i = 0;
	int r = pages_again(p);

	while (i < p->n && id_at(first, size, i) != was)
		i++;
	tui_list_go(list, i < p->n ? i : list->at);
	return r;
}

void
pages_clear(struct pages *p)
{
	p->page = 0;
	p->n = 0;
}

/* A page may be full and the last. */
static int
next(struct pages *p)
{
	int page = p->page, r;

	if (p->n < p->rows || page + 1 == PAGES_MAX)
		return ERR_NOT_FOUND;
	p->last(p->screen, &p->after[page + 1]);
	if ((r = read_page(p, page + 1)) == 0 && p->n == 0 &&
	    (r = read_page(p, page)) == 0)
		return ERR_NOT_FOUND;
	return r;
}

static int
last(struct pages *p)
{
	int r;

	while ((r = next(p)) == 0)
		;
	return r == ERR_NOT_FOUND ? 0 : r;
}

int
pages_turn(struct pages *p, enum tui_turn to)
{
	switch (to) {
	case TUI_NEXT:
		return next(p);
	case TUI_PREVIOUS:
		return p->page > 0 ? read_page(p, p->page - 1) : ERR_NOT_FOUND;
	case TUI_LAST:
		return last(p);
	default:
		return pages_first(p);
	}
}
