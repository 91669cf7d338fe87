/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/text.h"
#include "internal.h"

/* --- what a part is related to ----------------------------------------------
 */

enum relation { REL_OTHER, REL_BOOK, REL_SHEET, REL_STRINGS, REL_STYLES };

struct related {
	enum relation what;
	char id[64];
	char part[PART_NAME_MAX];
};
struct relations {
	struct sheet *s;
	const char *folder; /* "xl/", of the part they are of */
	struct related *all;
	size_t n;
};

/* Types end alike in the usual and in the strict workbooks. */
static enum relation
relation_of(const char *type)
{
	static const char *const ends[] = { [REL_BOOK] = "/officeDocument",
		[REL_SHEET] = "/worksheet",
		[REL_STRINGS] = "/sharedStrings",
		[REL_STYLES] = "/styles" };
	size_t n = strlen(type), m;

	for (int w = REL_BOOK; w <= REL_STYLES; w++)
		if (n > (m = strlen(ends[w])) &&
		    strcmp(type + n - m, ends[w]) == 0)
			return (enum relation)w;
	return REL_OTHER;
}

/* One step of a way, n bytes of it, onto the part in to; false if it leads out
 * or is too long. */
static bool
step(char to[PART_NAME_MAX], const char *p, size_t n)
{
	size_t at = strlen(to);

	if (n == 0 || (n == 1 && *p == '.'))
		return true;
	if (n == 2 && p[0] == '.' && p[1] == '.') {
		char *slash = strrchr(to, '/');

		if (at == 0)
			return false;
		*(slash != NULL ? slash : to) = '\0';
		return true;
	}
	if (at + 1 + n >= PART_NAME_MAX)
		return false;
	if (at > 0)
		to[at++] = '/';
	memcpy(to + at, p, n);
	to[at + n] = '\0';
	return true;
}

/* Where target, said in a part of that folder ("xl/"), is. */
static bool
resolve(const char *folder, const char *target, char to[PART_NAME_MAX])
{
	size_t n;

	mem_copy_text(to, PART_NAME_MAX, *target == '/' ? "" : folder);
	n = strlen(to);
	if (n > 0 && to[n - 1] == '/')
		to[n - 1] = '\0';
	for (bool more = true; more; target += n + 1) {
		n = strcspn(target, "/");
		more = target[n] != '\0';
		if (!step(to, target, n))
			return false;
	}
	return true;
}

static int
take_relation(struct relations *x, const char **attr)
{
	const char *id = xml_attribute(attr, "Id");
	const char *type = xml_attribute(attr, "Type");
	const char *target = xml_attribute(attr, "Target");
	const char *mode = xml_attribute(attr, "TargetMode");
	struct related r = { .what = REL_OTHER };

	if (id == NULL || type == NULL || target == NULL ||
	    (mode != NULL && strcmp(mode, "External") == 0) ||
	    (r.what = relation_of(type)) == REL_OTHER)
		return 0; /* pictures, links, other files: nothing of ours */
	if (strlen(id) >= sizeof(r.id) || x->n == READER_PARTS_MAX)
		return sheet_refuse(x->s, READER_DAMAGED, "");
	if (!resolve(x->folder, target, r.part))
		return sheet_refuse(x->s, READER_PATHS, target);
	strcpy(r.id, id);
	x->all = mem_grow(x->all, x->n + 1, sizeof(*x->all));
	x->all[x->n++] = r;
	return 0;
}

static int
relation_open(void *arg, int depth, const char *name, const char **attr)
{
	if (depth == 2 && strcmp(name, "Relationship") == 0)
		return take_relation(arg, attr);
	return 0;
}

static int
nothing_close(void *arg, int depth, const char *name)
{
	(void)arg;
	(void)depth;
	(void)name;
	return 0;
}

static int
read_relations(struct relations *x, const char *part)
{
	static const struct xml_ops ops = { relation_open, nothing_close,
		NULL };

	free(x->all);
	x->all = NULL;
	x->n = 0;
	return xml_read(x->s, part, &ops, x);
}

static const struct related *
related_first(const struct relations *x, enum relation what)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->all[i].what == what)
			return &x->all[i];
	return NULL;
}

/* --- the workbook -----------------------------------------------------------
 */

struct book {
	struct sheet *s;
	const struct relations *rel;
};

static bool
is_wanted(const struct sheet *s, const char *name, const char *state)
{
	if (s->how->sheet != NULL)
		return strcasecmp(name, s->how->sheet) == 0;
	return state == NULL || strcmp(state, "visible") == 0;
}

static void
take_name(struct sheet *s, const char *name)
{
	struct buf *clean = buf_new();

	text_clean(clean, name, strlen(name), TEXT_ONE_LINE);
	mem_copy_text(s->name, sizeof(s->name), buf_text(clean));
	buf_free(clean);
}

/* The first that is wanted and is a sheet of cells, not a chart. */
static void
take_sheet(struct book *b, const char **attr)
{
	const char *name = xml_attribute(attr, "name");
	const char *id = xml_attribute(attr, "r:id");

	if (name == NULL || id == NULL || b->s->part[0] != '\0' ||
	    !is_wanted(b->s, name, xml_attribute(attr, "state")))
		return;
	for (size_t i = 0; i < b->rel->n; i++)
		if (b->rel->all[i].what == REL_SHEET &&
		    strcmp(b->rel->all[i].id, id) == 0) {
			strcpy(b->s->part, b->rel->all[i].part);
			take_name(b->s, name);
			return;
		}
}

static int
book_open(void *arg, int depth, const char *name, const char **attr)
{
	struct book *b = arg;

	if (depth == 2 && strcmp(name, "workbookPr") == 0)
		b->s->epoch_1904 = xml_true(xml_attribute(attr, "date1904"));
	if (depth == 3 && strcmp(name, "sheet") == 0)
		take_sheet(b, attr);
	return 0;
}

/* "xl/_rels/workbook.xml.rels" of "xl/workbook.xml"; its folder as well. */
static int
relations_of(
    const char *part, char to[PART_NAME_MAX + 16], char folder[PART_NAME_MAX])
{
	const char *slash = strrchr(part, '/');
	size_t n = slash == NULL ? 0 : (size_t)(slash + 1 - part);

	memcpy(folder, part, n);
	folder[n] = '\0';
	return snprintf(
	    to, PART_NAME_MAX + 16, "%s_rels/%s.rels", folder, part + n);
}

static void
take_part(const struct relations *x, enum relation what, char to[PART_NAME_MAX])
{
	const struct related *r = related_first(x, what);

	if (r != NULL)
		strcpy(to, r->part);
}

static int
read_book(struct sheet *s, struct relations *x, const char *part)
{
	static const struct xml_ops ops = { book_open, nothing_close, NULL };
	char rels[PART_NAME_MAX + 16], folder[PART_NAME_MAX];
	struct book b = { s, x };
	int r;

	relations_of(part, rels, folder);
	x->folder = folder;
	if ((r = read_relations(x, rels)) != 0)
		return r;
	take_part(x, REL_STRINGS, s->strings_part);
	take_part(x, REL_STYLES, s->styles_part);
	if ((r = xml_read(s, part, &ops, &b)) != 0)
		return r;
	if (s->part[0] != '\0')
		return 0;
	return sheet_refuse(
	    s, READER_NO_SHEET, s->how->sheet != NULL ? s->how->sheet : "");
}

/* What a package without a workbook of ours is. */
static int
refuse_package(struct sheet *s)
{
	if (parts_has(s, "xl/workbook.bin"))
		return sheet_refuse(s, READER_BINARY, "");
	if (parts_has(s, "content.xml") && parts_has(s, "mimetype"))
		return sheet_refuse(s, READER_ODS, "");
	return sheet_refuse(s, READER_NO_BOOK, "");
}

int
book_read(struct sheet *s)
{
	struct relations x = { .s = s, .folder = "" };
	const struct related *book;
	char part[PART_NAME_MAX];
	int r;

	r = parts_has(s, "xl/workbook.bin") ? ERR_NOT_FOUND
					    : read_relations(&x, "_rels/.rels");
	if (r == 0 && (book = related_first(&x, REL_BOOK)) == NULL)
		r = ERR_NOT_FOUND;
	if (r == 0) {
		strcpy(part, book->part);
		r = read_book(s, &x, part);
	}
	free(x.all);
	return r == ERR_NOT_FOUND ? refuse_package(s) : r;
}
