/* SPDX-License-Identifier: Apache-2.0 */
/* The reader of options: whatever the file, what is kept writes and reads
 * back as the same, and faults print as one clean line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/conf.h"
#include "tests/lib/fuzz.h"

const char *const fuzz_pieces[] = { "port", "data", "listen", "lock", "end",
	"grace_key", "penalty_exempt", "wipe_scrollback", "zone", " = ", "=",
	"\n", "#", "\r", "yes", "5m", "127.0.0.1", "::1/64", "/", "\033[2J",
	"99999999999999", "-1", NULL };

static void
told(void *arg, const struct conf_fault *f)
{
	char *text = NULL;
	size_t n = 0;
	FILE *to = open_memstream(&text, &n);

	(void)arg;
	conf_fault_print(f, to);
	fclose(to);
	fuzz_promise(n > 0 && text[n - 1] == '\n');
	for (size_t i = 0; i + 1 < n; i++)
		fuzz_promise(text[i] >= ' ' && text[i] <= '~');
	free(text);
}

static struct conf *
read_bytes(const void *p, size_t n, int *r)
{
	struct conf *c = conf_new();
	FILE *f = fmemopen((void *)(uintptr_t)p, n, "r");

	*r = conf_read(c, f, "fuzz", told, NULL);
	fclose(f);
	return c;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char *text[2] = { NULL, NULL };
	size_t len[2];
	struct conf *c;
	int r;

	if (n == 0)
		return 0;
	for (int i = 0; i < 2; i++) {
		FILE *to = open_memstream(&text[i], &len[i]);

		c = i == 0 ? read_bytes(p, n, &r)
			   : read_bytes(text[0], len[0], &r);
		conf_write(c, to);
		fclose(to);
		conf_free(c);
	}
	fuzz_promise(r == 0 && strcmp(text[0], text[1]) == 0);
	free(text[0]);
	free(text[1]);
	return 0;
}
