/* SPDX-License-Identifier: Apache-2.0 */
/* How names are read and looked up: whatever stands in a name or in the search
 * field, a key is UTF-8 that fits, and folding it again changes nothing. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/pinyin.h"
#include "tests/lib/fuzz.h"

const char *const fuzz_pieces[] = { "曾", "一诺", "尉迟", "吕", "lv", "lu",
	"lü", "Zēng", " ", "·", "　", "ｚｙ", "１２", "0217", "-", "'", "a",
	"Q", "\xcc\x84", "\xf0\xb1\x8d\x90", "\xff", "v", "?", NULL };

static void
is_text(const char *s, size_t max)
{
	size_t left = strlen(s), len;
	uint32_t cp;

	fuzz_promise(left < max);
	for (; (len = text_next(s, left, &cp)) > 0; s += len, left -= len)
		fuzz_promise(cp != TEXT_BAD);
}

static void
are_keys(const char *reading)
{
	char py[PINYIN_PY_MAX], ini[PINYIN_INITIALS_MAX];

	pinyin_keys(reading, py, ini);
	is_text(py, sizeof(py));
	is_text(ini, sizeof(ini));
	fuzz_promise(strchr(py, ' ') == NULL && strchr(py, 'v') == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	char reading[PINYIN_READING_MAX], key[PINYIN_NAME_KEY_MAX];
	char again[PINYIN_NAME_KEY_MAX], *s = fuzz_text(p, n);
	enum pinyin_query q;

	pinyin_read(s, reading);
	is_text(reading, sizeof(reading));
	are_keys(reading);
	if (pinyin_plain(s, reading)) {
		fuzz_promise(
		    reading[strspn(reading, "abcdefghijklmnopqrstuvwxyz ")] ==
		    '\0');
		are_keys(reading);
	}
	pinyin_name_key(s, key);
	is_text(key, sizeof(key));
	q = pinyin_fold(s, key);
	is_text(key, sizeof(key));
	fuzz_promise((q == PINYIN_NOTHING) == (key[0] == '\0'));
	if (n < PINYIN_NAME_KEY_MAX / 3) /* else it may have been cut */
		fuzz_promise(
		    pinyin_fold(key, again) == q && strcmp(key, again) == 0);
	free(s);
	return 0;
}
