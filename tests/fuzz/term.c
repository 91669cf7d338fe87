/* SPDX-License-Identifier: Apache-2.0 */
/* The name of a terminal, from the client: what a session uses is a plain
 * name, which leads to no other file. */
#include <stdlib.h>
#include <string.h>

#include "src/session/internal.h"
#include "tests/lib/fuzz.h"

const char *const fuzz_pieces[] = { "xterm", "-256color", "dumb", "/", "..",
	"tmux", "linux", "putty", "\033", "%s", "\n", "+", "_", NULL };

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *s = fuzz_text(p, n);
	const char *term = session_term(s);

	if (term == NULL)
		fuzz_promise(strcmp(s, "dumb") == 0);
	else
		fuzz_promise(strlen(term) > 0 && strlen(term) <= 32 &&
			     strpbrk(term, "/\033%\n ") == NULL &&
			     term[0] != '.');
	free(s);
	return 0;
}
