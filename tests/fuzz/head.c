/* SPDX-License-Identifier: Apache-2.0 */
/* The head of the audit log, as it was carried off the machine: what is taken
 * is a line the keeper could have written. */
#include <stdlib.h>
#include <string.h>

#include "act/audit.h"
#include "base/buf.h"
#include "tests/lib/fuzz.h"

const char *const fuzz_pieces[] = { "1187", " ", "\n", "-", "0",
	"0123456789abcdef", "0123456789abcdef0123456789abcdef", "g", "A",
	"999999999999999999", NULL };

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct audit_head h, again;
	struct buf *line = buf_new();
	char *s = fuzz_text(p, n);

	if (act_audit_head_read(s, &h) == 0) {
		act_audit_head_line(&h, line);
		fuzz_promise(act_audit_head_read(buf_text(line), &again) == 0);
		fuzz_promise(h.id == again.id && h.id >= 0 &&
			     memcmp(h.hash, again.hash, sizeof(h.hash)) == 0);
		fuzz_promise(strlen(s) >= buf_len(line)); /* leading zeros */
	}
	buf_free(line);
	free(s);
	return 0;
}
