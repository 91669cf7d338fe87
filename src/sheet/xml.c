/* SPDX-License-Identifier: Apache-2.0 */
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "internal.h"

#define TOKEN_MAX (1 << 20) /* bytes without an end of anything */
#define SEPARATOR '|'	    /* between a namespace and a name */

struct xml {
	struct sheet *s;
	const char *part;
	const struct xml_ops *ops;
	void *arg;
	XML_Parser parser;
	int depth;
	int pass; /* the depth that is passed over with what is in it, or 0 */
	int64_t fed;
	int r;
};

/* Those of the usual workbooks, those of the strict ones, and the package. */
static const char *const ours[] = {
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
	"http://purl.oclc.org/ooxml/spreadsheetml/main",
	"http://schemas.openxmlformats.org/package/2006/relationships",
};
static const char *const relations[] = {
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
	"http://purl.oclc.org/ooxml/officeDocument/relationships",
};

/* The plain name if full stands in one of the spaces, or NULL. */
static const char *
name_in(const char *full, const char *const *spaces, size_t n)
{
	const char *name = strrchr(full, SEPARATOR);

	for (size_t i = 0; name != NULL && i < n; i++)
		if (strlen(spaces[i]) == (size_t)(name - full) &&
		    memcmp(full, spaces[i], (size_t)(name - full)) == 0)
			return name + 1;
	return NULL;
}

static void
stop(struct xml *x, int r)
{
	if (x->r == 0)
		x->r = r;
	XML_StopParser(x->parser, XML_FALSE);
}

static void XMLCALL
on_open(void *arg, const char *full, const char **attr)
{
	struct xml *x = arg;
	const char *name;
	int r;

	if (x->r != 0)
		return;
	if (++x->depth > READER_DEPTH_MAX) {
		stop(x, sheet_refuse(x->s, READER_DEEP, x->part));
		return;
	}
	if (x->pass != 0)
		return;
	name = name_in(full, ours, nitems(ours));
	r = name == NULL ? XML_PASS
			 : x->ops->open(x->arg, x->depth, name, attr);
	if (r == XML_PASS)
		x->pass = x->depth;
	else if (r != 0)
		stop(x, r);
}

static void XMLCALL
on_close(void *arg, const char *full)
{
	struct xml *x = arg;
	const char *name;
	int r;

	if (x->r != 0)
		return;
	if (x->pass == 0 &&
	    (name = name_in(full, ours, nitems(ours))) != NULL &&
	    (r = x->ops->close(x->arg, x->depth, name)) != 0)
		stop(x, r);
	if (x->pass == x->depth)
		x->pass = 0;
	x->depth--;
}

static void XMLCALL
on_text(void *arg, const char *p, int n)
{
	struct xml *x = arg;

	if (x->r == 0 && x->pass == 0 && x->ops->text != NULL)
		x->ops->text(x->arg, p, (size_t)n);
}

/* Nothing of a workbook declares anything: no entity is ever defined. */
static void XMLCALL
on_doctype(void *arg, const char *name, const char *system, const char *public,
    int internal)
{
	struct xml *x = arg;

	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	stop(x, sheet_refuse(x->s, READER_ENTITY, x->part));
}

static int
feed(void *arg, const char *p, size_t n, bool last)
{
	struct xml *x = arg;
	enum XML_Status got = XML_Parse(x->parser, p, (int)n, last);

	if (x->r != 0)
		return x->r;
	if (got != XML_STATUS_OK)
		return sheet_refuse(x->s,
		    XML_GetErrorCode(x->parser) == XML_ERROR_NO_MEMORY
			? READER_MEMORY
			: READER_DAMAGED,
		    x->part);
	x->fed += (int64_t)n;
	if (x->fed - XML_GetCurrentByteIndex(x->parser) > TOKEN_MAX && !last)
		return sheet_refuse(x->s, READER_DAMAGED, x->part);
	return x->s->broken;
}

int
xml_read(
    struct sheet *s, const char *part, const struct xml_ops *ops, void *arg)
{
	struct xml x = { .s = s, .part = part, .ops = ops, .arg = arg };
	int r;

	if ((x.parser = XML_ParserCreateNS(NULL, SEPARATOR)) == NULL)
		return sheet_refuse(s, READER_MEMORY, part);
	XML_SetUserData(x.parser, &x);
	XML_SetElementHandler(x.parser, on_open, on_close);
	XML_SetCharacterDataHandler(x.parser, on_text);
	XML_SetStartDoctypeDeclHandler(x.parser, on_doctype);
	r = parts_read(s, part, feed, &x);
	XML_ParserFree(x.parser);
	return r;
}

const char *
xml_attribute(const char **attr, const char *name)
{
	bool relation = strncmp(name, "r:", 2) == 0;
	const char *plain;

	for (; attr[0] != NULL; attr += 2) {
		plain = relation
			    ? name_in(attr[0], relations, nitems(relations))
			    : attr[0];
		if (plain != NULL &&
		    strcmp(plain, name + (relation ? 2 : 0)) == 0)
			return attr[1];
	}
	return NULL;
}

int64_t
xml_number(const char *s, int64_t max)
{
	int64_t n = 0;

	if (s == NULL || *s == '\0')
		return -1;
	for (; *s >= '0' && *s <= '9'; s++)
		if ((n = n * 10 + (*s - '0')) > max)
			return -1;
	return *s == '\0' ? n : -1;
}

bool
xml_true(const char *s)
{
	return s != NULL && (strcmp(s, "1") == 0 || strcmp(s, "true") == 0 ||
				strcmp(s, "on") == 0);
}
