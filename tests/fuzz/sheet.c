/* SPDX-License-Identifier: Apache-2.0 */
/* XML of a workbook, whichever part the first byte says, in a zip that is
 * whole; an even one is one row of cells. */
#include "tests/lib/book.h"
#include "tests/lib/fuzz.h"
#include "tests/lib/rows.h"

const char *const fuzz_pieces[] = { "<row r=\"1\">", "<row>", "</row>",
	"<c t=\"s\">", "<c t=\"inlineStr\">", "<c t=\"b\">", "<c t=\"d\">",
	"<c s=\"1\">", "<c r=\"B2\">", "<c>", "</c>", "<v>", "</v>", "<v>0</v>",
	"<v>1.2E+10</v>", "<v>2012-02-29</v>", "<is>", "</is>", "<t>", "</t>",
	"<r>", "</r>", "<si>", "</si>", "<rPh>", "</rPh>", "<f>A1</f>",
	"_x000D_", "&amp;", "&#10;", "曾一诺", "\"", ",", ";", "60", "1E+400",
	"<!DOCTYPE x>", "<![CDATA[", "]]>", "<numFmts>", "</numFmts>",
	"<numFmt numFmtId=\"164\" formatCode=\"yyyy/m/d\"/>", "<cellXfs>",
	"</cellXfs>", "<xf numFmtId=\"14\"/>", NULL };
const int fuzz_runs = 3000;

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct book b = { .rows = "<row><c t=\"s\" s=\"1\"><v>0</v></c></row>",
		.strings = "<si><t>a</t></si>",
		.styles = "" };
	struct sheet_told told;
	char *text, *out;
	uint8_t *whole;
	size_t n_whole;
	int r;

	if (n == 0)
		return 0;
	text = fuzz_text(p + 1, n - 1);
	*(p[0] % 4 == 1	    ? &b.strings
	    : p[0] % 4 == 3 ? &b.styles
			    : &b.rows) = text;
	whole = book_make(&b, &n_whole);
	r = rows_read(whole, n_whole, NULL, &told, &out);
	fuzz_promise((r == 0) == (told.why == READER_NOTHING));
	fuzz_promise(r == 0 || *reader_text(told.why) != '\0');
	free(out);
	free(whole);
	free(text);
	return 0;
}
