/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "internal.h"
#include "tui/key.h"

#define DEFINED_MAX 48
#define DEFINED_BYTES 12
#define SEQUENCE_MAX 64 /* a control sequence never is longer */
#define PASTE_MAX (1u << 20)

struct tui_decoder {
	struct buf *in, *paste;
	bool pasting, ended;
	bool has_mouse;
	struct tui_mouse mouse;
	struct {
		char bytes[DEFINED_BYTES];
		uint32_t key;
	} defined[DEFINED_MAX];
	int n_defined;
};

/* ESC O x and, with or without a modifier, ESC [ x. */
static const struct {
	char final;
	uint32_t key;
} finals[] = {
	{ 'A', TUI_UP },
	{ 'B', TUI_DOWN },
	{ 'C', TUI_RIGHT },
	{ 'D', TUI_LEFT },
	{ 'H', TUI_HOME },
	{ 'F', TUI_END },
	{ 'P', TUI_F(1) },
	{ 'Q', TUI_F(2) },
	{ 'R', TUI_F(3) },
	{ 'S', TUI_F(4) },
	{ 'Z', TUI_BACKTAB },
};

/* ESC O x alone: PuTTY's VT100+ function keys, a keypad in its own mode. */
static const struct {
	char final;
	uint32_t key;
} ss3_finals[] = {
	{ 'T', TUI_F(5) },
	{ 'U', TUI_F(6) },
	{ 'V', TUI_F(7) },
	{ 'W', TUI_F(8) },
	{ 'X', TUI_F(9) },
	{ 'Y', TUI_F(10) },
	{ 'Z', TUI_F(11) },
	{ '[', TUI_F(12) },
	{ 'M', TUI_ENTER },
	{ 'I', TUI_TAB },
	{ 'j', '*' },
	{ 'k', '+' },
	{ 'l', ',' },
	{ 'm', '-' },
	{ 'n', '.' },
	{ 'o', '/' },
	{ 'p', '0' },
	{ 'q', '1' },
	{ 'r', '2' },
	{ 's', '3' },
	{ 't', '4' },
	{ 'u', '5' },
	{ 'v', '6' },
	{ 'w', '7' },
	{ 'x', '8' },
	{ 'y', '9' },
};

/* ESC [ x alone: PuTTY's SCO mode.  Before finals[], where P to S are xterm's
 * with a modifier; ESC [ I is a focus report only where one was asked for. */
static const struct {
	char final;
	uint32_t key;
} sco_finals[] = {
	{ 'G', TUI_PGDN },
	{ 'I', TUI_PGUP },
	{ 'L', TUI_INSERT },
	{ 'M', TUI_F(1) },
	{ 'N', TUI_F(2) },
	{ 'O', TUI_F(3) },
	{ 'P', TUI_F(4) },
	{ 'Q', TUI_F(5) },
	{ 'R', TUI_F(6) },
	{ 'S', TUI_F(7) },
	{ 'T', TUI_F(8) },
	{ 'U', TUI_F(9) },
	{ 'V', TUI_F(10) },
	{ 'W', TUI_F(11) },
	{ 'X', TUI_F(12) },
};

/* ESC [ n ~, as xterm, PuTTY, rxvt, the console and tmux have them. */
static const struct {
	int number;
	uint32_t key;
} tildes[] = {
	{ 1, TUI_HOME },
	{ 2, TUI_INSERT },
	{ 3, TUI_DELETE },
	{ 4, TUI_END },
	{ 5, TUI_PGUP },
	{ 6, TUI_PGDN },
	{ 7, TUI_HOME },
	{ 8, TUI_END },
	{ 11, TUI_F(1) },
	{ 12, TUI_F(2) },
	{ 13, TUI_F(3) },
	{ 14, TUI_F(4) },
	{ 15, TUI_F(5) },
	{ 17, TUI_F(6) },
	{ 18, TUI_F(7) },
	{ 19, TUI_F(8) },
	{ 20, TUI_F(9) },
	{ 21, TUI_F(10) },
	{ 23, TUI_F(11) },
	{ 24, TUI_F(12) },
};

struct tui_decoder *
tui_decoder_new(const struct buf_memory *m)
{
	struct tui_decoder *d = mem_zero(1, sizeof(*d));

	d->in = buf_new_in(m);
	d->paste = buf_new_in(m);
	return d;
}

void
tui_decoder_free(struct tui_decoder *d)
{
	if (d == NULL)
		return;
	buf_free(d->in);
	buf_free(d->paste);
	free(d);
}

void
tui_decoder_define(struct tui_decoder *d, const char *bytes, uint32_t key)
{
	size_t n = strlen(bytes);

	/* One byte alone, or a letter first, would swallow typing. */
	if (n < 2 || n >= DEFINED_BYTES || bytes[0] != '\033' ||
	    d->n_defined == DEFINED_MAX)
		return;
	memcpy(d->defined[d->n_defined].bytes, bytes, n + 1);
	d->defined[d->n_defined++].key = key;
}

void
tui_decoder_feed(struct tui_decoder *d, const void *p, size_t n)
{
	buf_add(d->in, p, n);
}

/* The first bytes of a character, cut by the line, and nothing else? */
static bool
is_cut(const uint8_t *p, size_t n)
{
	size_t need = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;

	if (p[0] < 0xc2 || p[0] > 0xf4 || n >= need)
		return false;
	for (size_t i = 1; i < n; i++)
		if ((p[i] & 0xc0) != 0x80)
			return false;
	return true;
}

/* Half a character is no question that a moment answers, as Esc is. */
bool
tui_decoder_waits(const struct tui_decoder *d)
{
	return buf_len(d->in) > 0 && !d->pasting &&
	       !is_cut(buf_data(d->in), buf_len(d->in));
}

const struct buf *
tui_decoder_paste(const struct tui_decoder *d)
{
	return d->paste;
}

void
tui_decoder_use_mouse(struct tui_decoder *d, bool on)
{
	d->has_mouse = on;
}

const struct tui_mouse *
tui_decoder_mouse(const struct tui_decoder *d)
{
	return &d->mouse;
}

static enum tui_decoded
take_key(struct tui_decoder *d, size_t n, uint32_t key, uint32_t *out)
{
	buf_drop(d->in, n);
	*out = key;
	return DECODED_KEY;
}

/* Up to the end mark, or all but what may be its beginning. */
static enum tui_decoded
take_paste(struct tui_decoder *d)
{
	static const char end[] = "\033[201~";
	const uint8_t *p = buf_data(d->in);
	size_t n = buf_len(d->in), keep = sizeof(end) - 2, take;
	const uint8_t *found = memmem(p, n, end, sizeof(end) - 1);

	take = found != NULL ? (size_t)(found - p) : n > keep ? n - keep : 0;
	if (buf_len(d->paste) + take <= PASTE_MAX)
		buf_add(d->paste, p, take);
	buf_drop(d->in, take);
	if (found == NULL)
		return DECODED_NONE;
	buf_drop(d->in, sizeof(end) - 1);
	d->pasting = false;
	return DECODED_PASTE;
}

static uint32_t
with_modifier(uint32_t key, int modifier)
{
	bool ctrl = modifier > 1 && ((modifier - 1) & 4) != 0;

	if (ctrl && key == TUI_LEFT)
		return TUI_WORD_LEFT;
	if (ctrl && key == TUI_RIGHT)
		return TUI_WORD_RIGHT;
	return key;
}

/* The key of a whole control sequence; 0 when we know none. */
static uint32_t
sequence_key(const char *params, char final)
{
	int n = 1, modifier = 1, got = sscanf(params, "%d;%d", &n, &modifier);

	if (final == '~' || final == '^' || final == '$') {
		for (size_t i = 0; i < nitems(tildes); i++)
			if (got >= 1 && tildes[i].number == n)
				return tildes[i].key;
		return 0;
	}
	for (size_t i = 0; params[0] == '\0' && i < nitems(sco_finals); i++)
		if (sco_finals[i].final == final)
			return sco_finals[i].key;
	for (size_t i = 0; i < nitems(finals); i++)
		if (finals[i].final == final)
			return with_modifier(finals[i].key, modifier);
	return 0;
}

static enum tui_decoded
take_sequence(struct tui_decoder *d, size_t n, uint32_t *key)
{
	const char *p = (const char *)buf_data(d->in);
	char params[SEQUENCE_MAX] = "", final = p[n - 1];
	int row, col;

	memcpy(params, p + 2, n - 3);
	buf_drop(d->in, n);
	if (final == '~' && strcmp(params, "200") == 0) {
		d->pasting = true;
		buf_clear(d->paste);
		return take_paste(d);
	}
	if (params[0] == '<')
		return d->has_mouse && tui_mouse_read(params, final, &d->mouse)
			   ? DECODED_MOUSE
			   : DECODED_NONE;
	/* F3 with a modifier is ESC [ 1 ; 2 R as well: a probe is only
	 * asked for in row one of a fresh screen, so both mean no harm. */
	if (final == 'R' && sscanf(params, "%d;%d", &row, &col) == 2) {
		*key = (uint32_t)col;
		return DECODED_REPORT;
	}
	*key = sequence_key(params, final);
	return *key != 0 ? DECODED_KEY : DECODED_NONE;
}

/* ESC [ ...: its length when whole, 0 when more is to come. */
static size_t
sequence_length(const uint8_t *p, size_t n)
{
	if (n > 2 && p[2] == '[') /* the console's F1 to F5: ESC [ [ A */
		return n > 3 ? 4 : 0;
	for (size_t i = 2; i < n; i++)
		if (p[i] < 0x20 || p[i] > 0x3f)
			return i + 1;
	return 0;
}

/* A terminal that knows 1000 and not 1006 tells the mouse by three bytes behind
 * ESC [ M, which is F1 where nothing follows. */
static enum tui_decoded
take_old_mouse(struct tui_decoder *d, bool over, uint32_t *key)
{
	if (buf_len(d->in) >= 6)
		buf_drop(d->in, 6);
	else if (over)
		return take_key(d, 3, TUI_F(1), key);
	return DECODED_NONE;
}

static enum tui_decoded
take_csi(struct tui_decoder *d, bool over, uint32_t *key)
{
	const uint8_t *p = buf_data(d->in);
	size_t n = sequence_length(p, buf_len(d->in));

	if (n == 0) {
		if (buf_len(d->in) >= SEQUENCE_MAX)
			buf_clear(d->in);
		if (!over)
			return DECODED_NONE;
		if (buf_len(d->in) == 2) /* Esc, then "[" */
			return take_key(d, 1, TUI_ESC, key);
		buf_clear(d->in);
		return DECODED_NONE;
	}
	if (d->has_mouse && n == 3 && p[2] == 'M')
		return take_old_mouse(d, over, key);
	if (n == 4 && p[2] == '[') {
		*key = p[3] >= 'A' && p[3] <= 'E' ? TUI_F(p[3] - 'A' + 1) : 0;
		buf_drop(d->in, n);
		return *key != 0 ? DECODED_KEY : DECODED_NONE;
	}
	if (n >= SEQUENCE_MAX || p[n - 1] < 0x40 || p[n - 1] > 0x7e) {
		buf_drop(d->in, n < SEQUENCE_MAX ? n - 1 : n);
		return DECODED_NONE; /* broken off by another byte */
	}
	return take_sequence(d, n, key);
}

static enum tui_decoded
take_ss3(struct tui_decoder *d, bool over, uint32_t *key)
{
	const uint8_t *p = buf_data(d->in);

	if (buf_len(d->in) < 3)
		return over ? take_key(d, 1, TUI_ESC, key) : DECODED_NONE;
	for (size_t i = 0; i < nitems(ss3_finals); i++)
		if (ss3_finals[i].final == (char)p[2])
			return take_key(d, 3, ss3_finals[i].key, key);
	for (size_t i = 0; i < nitems(finals); i++)
		if (finals[i].final == (char)p[2])
			return take_key(d, 3, finals[i].key, key);
	return take_key(d, 1, TUI_ESC, key);
}

/* What terminfo said of this terminal: -1 a beginning, 0 nothing, else the
 * length that matches. */
static int
match_defined(struct tui_decoder *d, uint32_t *key)
{
	size_t n = buf_len(d->in), len;
	int found = 0;

	for (int i = 0; i < d->n_defined; i++) {
		len = strlen(d->defined[i].bytes);
		if (memcmp(buf_data(d->in), d->defined[i].bytes,
			n < len ? n : len) != 0)
			continue;
		if (n < len)
			return -1;
		*key = d->defined[i].key;
		found = (int)len;
	}
	return found;
}

static enum tui_decoded
take_escape(struct tui_decoder *d, bool over, uint32_t *key)
{
	const uint8_t *p = buf_data(d->in);
	int len = match_defined(d, key);

	if (len > 0)
		return take_key(d, (size_t)len, *key, key);
	if (len < 0 && !over)
		return DECODED_NONE;
	if (buf_len(d->in) == 1)
		return over ? take_key(d, 1, TUI_ESC, key) : DECODED_NONE;
	if (p[1] == '[')
		return take_csi(d, over, key);
	if (p[1] == 'O')
		return take_ss3(d, over, key);
	return take_key(d, 1, TUI_ESC, key);
}

static enum tui_decoded
take_plain(struct tui_decoder *d, uint32_t *key)
{
	const uint8_t *p = buf_data(d->in);
	size_t n = buf_len(d->in);
	uint32_t cp;
	size_t len = text_next((const char *)p, n, &cp);

	if (cp == TEXT_BAD) {
		if (is_cut(p, n)) /* however long its rest is on its way */
			return DECODED_NONE;
		buf_drop(d->in, 1);
		return DECODED_NONE;
	}
	if (cp == '\n')
		cp = TUI_ENTER;
	else if (cp == '\b')
		cp = TUI_BACKSPACE;
	return take_key(d, len, cp, key);
}

enum tui_decoded
tui_decoder_take(struct tui_decoder *d, bool over, uint32_t *key)
{
	enum tui_decoded what = DECODED_NONE;
	size_t n;

	/* A step that gave nothing but took bytes is followed by another. */
	do {
		if ((n = buf_len(d->in)) == 0)
			return DECODED_NONE;
		if (d->pasting)
			what = take_paste(d);
		else if (buf_data(d->in)[0] == 0x1b)
			what = take_escape(d, over, key);
		else
			what = take_plain(d, key);
	} while (what == DECODED_NONE && buf_len(d->in) < n);
	return what;
}

bool
tui_decoder_report(struct tui_decoder *d, int *column)
{
	const char *p = (const char *)buf_data(d->in), *esc;
	size_t n = buf_len(d->in), at, len;
	char text[SEQUENCE_MAX];
	int row, used;

	for (at = 0; (esc = memchr(p + at, 033, n - at)) != NULL; at++) {
		at = (size_t)(esc - p);
		len = n - at < sizeof(text) ? n - at : sizeof(text) - 1;
		memcpy(text, esc, len);
		text[len] = '\0';
		used = 0;
		if (sscanf(text, "\033[%4d;%4dR%n", &row, column, &used) == 2 &&
		    used > 0) {
			tui_edit_delete(d->in, at, (size_t)used);
			return true;
		}
	}
	return false;
}
