/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include "base/buf.h"
#include "base/mem.h"
#include "tests/lib/book.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PARTS 32

static void
must(int good)
{
	if (!good)
		abort();
}

static void
add_part(zip_t *z, const struct book_part *p, int deflate)
{
	size_t n = p->n != 0 ? p->n : strlen(p->text);
	zip_source_t *s = zip_source_buffer(z, p->text, n, 0);
	zip_int64_t i;

	must(s != NULL);
	i = zip_file_add(z, p->name, s, ZIP_FL_ENC_UTF_8);
	must(i >= 0);
	must(zip_set_file_compression(z, (zip_uint64_t)i,
		 deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 6) == 0);
	/* the same bytes each time */
	must(zip_file_set_mtime(z, (zip_uint64_t)i, 1764230400, 0) == 0);
}

uint8_t *
book_zip(const struct book_part *parts, int deflate, size_t *n)
{
	zip_source_t *src = zip_source_buffer_create(NULL, 0, 0, NULL);
	zip_stat_t st;
	uint8_t *out;
	zip_t *z;

	must(src != NULL);
	zip_source_keep(src);
	must((z = zip_open_from_source(src, ZIP_TRUNCATE, NULL)) != NULL);
	for (; parts->text != NULL; parts++)
		add_part(z, parts, deflate);
	must(zip_close(z) == 0);
	must(zip_source_open(src) == 0 && zip_source_stat(src, &st) == 0);
	*n = (size_t)st.size;
	out = mem_zero(1, *n + 1);
	must(zip_source_read(src, out, *n) == (zip_int64_t)*n);
	zip_source_close(src);
	zip_source_free(src);
	return out;
}

static char *
wrapped(const char *name, const char *space, const char *inner)
{
	struct buf *b = buf_new();
	char *s;

	buf_add_f(b, HEAD "<%s xmlns=\"%s\" xmlns:r=\"%s\">", name, space,
	    strcmp(space, BOOK_STRICT) == 0
		? "http://purl.oclc.org/ooxml/officeDocument/relationships"
		: BOOK_REL);
	buf_add_text(b, inner);
	buf_add_f(b, "</%s>", name);
	s = mem_text(buf_text(b));
	buf_free(b);
	return s;
}

static char *
whole_sheet(const struct book *b, const char *space)
{
	struct buf *inner;
	char *s;

	if (b->sheet != NULL)
		return mem_text(b->sheet);
	inner = buf_new();
	buf_add_text(inner, "<sheetData>");
	buf_add_text(inner, b->rows);
	buf_add_text(inner, "</sheetData>");
	s = wrapped("worksheet", space, buf_text(inner));
	buf_free(inner);
	return s;
}

static const char root_rels[] = HEAD
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "relationships\"><Relationship Id=\"rId1\" Type=\"" BOOK_REL
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

static const char types[] = HEAD
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"
    "content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\""
    "/></Types>";

static const char book_rels[] = BOOK_SHEET_REL("rId1",
    "worksheets/sheet1.xml") "<Relationship Id=\"rId2\" Type=\"" BOOK_REL
			     "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
			     "<Relationship Id=\"rId3\" Type=\"" BOOK_REL
			     "/styles\" Target=\"/xl/styles.xml\"/>";

static const char one_sheet[] =
    "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>";

uint8_t *
book_make(const struct book *b, size_t *n)
{
	const char *space = b->space != NULL ? b->space : BOOK_MAIN;
	struct book_part p[PARTS] = {
		{ "[Content_Types].xml", types, 0 },
		{ "_rels/.rels", root_rels, 0 },
		{ "xl/workbook.xml",
		    wrapped("workbook", space,
			b->book != NULL ? b->book : one_sheet),
		    0 },
		{ "xl/_rels/workbook.xml.rels",
		    wrapped("Relationships",
			"http://schemas.openxmlformats.org/package/2006/"
			"relationships",
			b->rels != NULL ? b->rels : book_rels),
		    0 },
		{ "xl/worksheets/sheet1.xml", whole_sheet(b, space), 0 },
		{ "xl/sharedStrings.xml",
		    wrapped("sst", space, b->strings != NULL ? b->strings : ""),
		    0 },
		{ "xl/styles.xml",
		    wrapped("styleSheet", space,
			b->styles != NULL ? b->styles : ""),
		    0 },
	};
	int made = 7;
	uint8_t *out;

	for (const struct book_part *m = b->more; m != NULL && m->text != NULL;
	     m++) {
		must(made < PARTS - 1);
		p[made++] = *m;
	}
	out = book_zip(p, !b->stored, n);
	for (int i = 2; i < 7; i++)
		free((char *)(uintptr_t)p[i].text);
	return out;
}

int
book_patch(uint8_t *p, size_t n, const void *from, const void *to, size_t len)
{
	uint8_t *at;
	int times = 0;

	while ((at = memmem(p, n, from, len)) != NULL) {
		memcpy(at, to, len);
		n -= (size_t)(at - p) + len;
		p = at + len;
		times++;
	}
	return times;
}

int
book_file(const uint8_t *p, size_t n)
{
	int fd = memfd_create("book", MFD_CLOEXEC);

	must(fd >= 0 && pwrite(fd, p, n, 0) == (ssize_t)n);
	return fd;
}
