/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vterm.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"
#include "tests/lib/term.h"
#include "tests/lib/test.h"

#define PATIENCE_MS 10000 /* a busy machine: nothing waits for its end */

struct test_term {
	int fd, rows, cols, patience, status;
	pid_t pid;
	bool ended, alternate, mute;
	VTerm *vt;
	VTermScreen *screen;
	struct buf *stream, *picture, *unsaid;
	iconv_t shown, typed; /* of a client set to GB18030, else -1 */
	char held[4];	      /* the beginning of a character */
	size_t n_held;
};

static void
answer(const char *s, size_t n, void *arg)
{
	struct test_term *t = arg;

	if (t->mute)
		buf_add(t->unsaid, s, n);
	else if (write(t->fd, s, n) < 0)
		return; /* the program has gone: not our failure */
}

void
test_term_mute(struct test_term *t, bool mute)
{
	t->mute = mute;
	if (mute)
		return;
	answer((const char *)buf_data(t->unsaid), buf_len(t->unsaid), t);
	buf_clear(t->unsaid);
}

static int
property(VTermProp prop, VTermValue *val, void *arg)
{
	if (prop == VTERM_PROP_ALTSCREEN)
		((struct test_term *)arg)->alternate = val->boolean;
	return 1;
}

static const VTermScreenCallbacks callbacks = { .settermprop = property };

static void
vterm_begin(struct test_term *t)
{
	t->vt = vterm_new(t->rows, t->cols);
	vterm_set_utf8(t->vt, 1);
	vterm_output_set_callback(t->vt, answer, t);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_reset(t->screen, 1);
}

struct child {
	int (*fn)(void *);
	void *arg;
	char *const *argv;
};

static struct test_term *
open_term(int rows, int cols, const char *term, struct child c)
{
	struct test_term *t = mem_zero(1, sizeof(*t));
	struct winsize ws = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	t->rows = rows;
	t->cols = cols;
	t->patience = PATIENCE_MS * test_patience();
	t->shown = t->typed = (iconv_t)-1;
	t->stream = buf_new();
	t->picture = buf_new();
	t->unsaid = buf_new();
	fflush(NULL); /* or the child says it a second time */
	if ((t->pid = forkpty(&t->fd, NULL, NULL, &ws)) < 0)
		fail_msg("forkpty: %s", strerror(errno));
	if (t->pid == 0) {
		setenv("TERM", term != NULL ? term : "xterm-256color", 1);
		if (c.fn != NULL)
			_exit(c.fn(c.arg));
		execvp(c.argv[0], c.argv);
		_exit(127);
	}
	fcntl(t->fd, F_SETFD, FD_CLOEXEC);
	vterm_begin(t);
	return t;
}

struct test_term *
test_term_open(
    int rows, int cols, const char *term, int (*fn)(void *), void *arg)
{
	return open_term(rows, cols, term, (struct child){ fn, arg, NULL });
}

struct test_term *
test_term_run(int rows, int cols, const char *term, char *const argv[])
{
	return open_term(rows, cols, term, (struct child){ .argv = argv });
}

pid_t
test_term_pid(const struct test_term *t)
{
	return t->pid;
}

void
test_term_no_utf8(struct test_term *t)
{
	vterm_set_utf8(t->vt, 0);
	vterm_screen_reset(t->screen, 1);
}

void
test_term_gb18030(struct test_term *t)
{
	t->shown = iconv_open("UTF-8", "GB18030");
	t->typed = iconv_open("GB18030", "UTF-8");
	assert_true(t->shown != (iconv_t)-1 && t->typed != (iconv_t)-1);
}

void
test_term_patience(struct test_term *t, int ms)
{
	t->patience = ms * test_patience();
}

/* What a client set to GB18030 takes these bytes for. */
static char *
as_gb18030(struct test_term *t, const char *p, size_t *n, char *to, size_t room)
{
	char all[8192 + sizeof(t->held)], *in = all, *out = to;
	size_t left = t->n_held + *n;

	memcpy(all, t->held, t->n_held);
	memcpy(all + t->n_held, p, *n);
	while (left > 0 &&
	       iconv(t->shown, &in, &left, &out, &room) == (size_t)-1) {
		if (errno == EINVAL)
			break; /* it is cut */
		in++, left--;
		*out++ = '?';
		room--;
	}
	assert_true(left <= sizeof(t->held));
	memcpy(t->held, in, left);
	t->n_held = left;
	*n = (size_t)(out - to);
	return to;
}

/* The Linux console's "set the palette back" is three bytes without an end;
 * libvterm would wait for one for ever. */
static void
feed(struct test_term *t, char *p, size_t n)
{
	char *at, shown[32768];

	if (t->shown != (iconv_t)-1)
		p = as_gb18030(t, p, &n, shown, sizeof(shown));
	while ((at = memmem(p, n, "\033]R", 3)) != NULL) {
		memmove(at, at + 3, n - (size_t)(at - p) - 3);
		n -= 3;
	}
	vterm_input_write(t->vt, p, n);
	vterm_screen_flush_damage(t->screen);
}

/* What the program has sent within ms; false when nothing came. */
static bool
look(struct test_term *t, int ms)
{
	struct pollfd p = { .fd = t->fd, .events = POLLIN };
	char chunk[8192];
	ssize_t n;

	if (t->ended) {
		poll(NULL, 0, ms);
		return false;
	}
	if (poll(&p, 1, ms) <= 0)
		return false;
	if ((n = read(t->fd, chunk, sizeof(chunk))) <= 0) {
		t->ended = true; /* EIO: the other side has closed */
		return false;
	}
	buf_add(t->stream, chunk, (size_t)n);
	feed(t, chunk, (size_t)n);
	return true;
}

/* The row's text; a right half of a wide character is nothing. */
static void
row_text(struct test_term *t, int row, struct buf *out)
{
	VTermPos pos = { .row = row };
	VTermScreenCell cell;
	size_t end = buf_len(out);

	for (pos.col = 0; pos.col < t->cols; pos.col++) {
		if (!vterm_screen_get_cell(t->screen, pos, &cell) ||
		    cell.chars[0] == (uint32_t)-1)
			continue;
		if (cell.chars[0] == 0 || cell.chars[0] == ' ') {
			buf_add_char(out, ' ');
			continue;
		}
		for (int i = 0;
		     i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
			text_put(out, cell.chars[i]);
		end = buf_len(out);
	}
	buf_cut(out, end);
}

const char *
test_term_picture(struct test_term *t)
{
	while (look(t, 0))
		;
	buf_clear(t->picture);
	for (int y = 0; y < t->rows; y++) {
		row_text(t, y, t->picture);
		buf_add_char(t->picture, '\n');
	}
	return buf_text(t->picture);
}

/* Wait until ok(t, what) is so; false when patience is at its end. */
static bool
wait_for(struct test_term *t, bool (*ok)(struct test_term *, const void *),
    const void *what)
{
	int64_t end = clock_ticks_ms() + t->patience;

	while (!ok(t, what)) {
		if (clock_ticks_ms() >= end)
			return false;
		look(t, 20);
	}
	return true;
}

static bool
is_picture(struct test_term *t, const void *what)
{
	return strcmp(test_term_picture(t), what) == 0;
}

/* Pictures are longer than what fail_msg() can hold. */
static void
show(struct test_term *t, const char *expected)
{
	if (expected != NULL)
		fprintf(stderr, "--- expected:\n%s", expected);
	fprintf(stderr, "--- got:\n%s---\n", test_term_picture(t));
}

void
test_term_shows(struct test_term *t, const char *picture)
{
	if (wait_for(t, is_picture, picture))
		return;
	show(t, picture);
	fail_msg("not the picture expected, see above");
}

static bool
is_there(struct test_term *t, const void *what)
{
	return strstr(test_term_picture(t), what) != NULL;
}

static bool
is_gone(struct test_term *t, const void *what)
{
	return strstr(test_term_picture(t), what) == NULL;
}

void
test_term_has(struct test_term *t, const char *text)
{
	if (wait_for(t, is_there, text))
		return;
	show(t, NULL);
	fail_msg("\"%s\" is not in the picture", text);
}

void
test_term_lacks(struct test_term *t, const char *text)
{
	if (wait_for(t, is_gone, text))
		return;
	show(t, NULL);
	fail_msg("\"%s\" still is in the picture", text);
}

struct place {
	int row, col;
	const char *text;
};

static bool
is_line(struct test_term *t, const void *what)
{
	const struct place *p = what;
	struct buf *b = buf_new();
	bool same;

	while (look(t, 0))
		;
	row_text(t, p->row, b);
	same = strcmp(buf_text(b), p->text) == 0;
	buf_free(b);
	return same;
}

void
test_term_line(struct test_term *t, int row, const char *text)
{
	struct place p = { row, 0, text };

	if (wait_for(t, is_line, &p))
		return;
	show(t, NULL);
	fail_msg("line %d is not \"%s\"", row, text);
}

static bool
is_cursor(struct test_term *t, const void *what)
{
	const struct place *p = what;
	VTermPos at;

	while (look(t, 0))
		;
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
	return at.row == p->row && at.col == p->col;
}

void
test_term_cursor(struct test_term *t, int row, int col)
{
	struct place p = { row, col, NULL };
	VTermPos at;

	if (wait_for(t, is_cursor, &p))
		return;
	vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
	show(t, NULL);
	fail_msg("cursor at %d,%d, expected %d,%d", at.row, at.col, row, col);
}

void
test_term_go_to(struct test_term *t, const char *text)
{
	VTermPos at;
	int row;

	test_term_has(t, text);
	for (int i = 0; i < 40; i++) {
		test_term_quiet(t, 60);
		row = test_term_find(t, text);
		vterm_state_get_cursorpos(vterm_obtain_state(t->vt), &at);
		if (at.row == row)
			return;
		test_term_keys(t, at.row < row ? "\033[B" : "\033[A");
	}
	show(t, NULL);
	fail_msg("no cursor comes to \"%s\"", text);
}

void
test_term_quiet(struct test_term *t, int ms)
{
	int64_t end = clock_ticks_ms() + t->patience;

	while (look(t, ms))
		if (clock_ticks_ms() > end)
			fail_msg("the terminal never is quiet");
}

int
test_term_find(struct test_term *t, const char *text)
{
	const char *found = strstr(test_term_picture(t), text);
	int row = 0;

	if (found == NULL)
		return -1;
	for (const char *p = test_term_picture(t); p < found; p++)
		row += *p == '\n';
	return row;
}

struct test_cell
test_term_cell(struct test_term *t, int row, int col)
{
	VTermPos pos = { .row = row, .col = col };
	VTermScreenCell c;
	struct test_cell r = { .fg = -1 };

	while (look(t, 0))
		;
	vterm_screen_get_cell(t->screen, pos, &c);
	r.ch = c.chars[0] == 0 ? ' ' : c.chars[0];
	r.width = c.width;
	r.bold = c.attrs.bold;
	r.underline = c.attrs.underline != 0;
	r.reverse = c.attrs.reverse;
	if (VTERM_COLOR_IS_INDEXED(&c.fg))
		r.fg = c.fg.indexed.idx;
	else if (!VTERM_COLOR_IS_DEFAULT_FG(&c.fg))
		r.fg = -2;
	return r;
}

size_t
test_term_count(const struct test_term *t)
{
	return buf_len(t->stream);
}

const void *
test_term_stream(const struct test_term *t, size_t *n)
{
	*n = buf_len(t->stream);
	return buf_data(t->stream);
}

void
test_term_keep(struct test_term *t, const char *name)
{
	const char *dir = getenv("XINQING_STREAMS");
	char path[512];
	FILE *f;

	if (dir == NULL)
		return;
	snprintf(path, sizeof(path), "%s/%s.vt", dir, name);
	if ((f = fopen(path, "wb")) == NULL)
		fail_msg("%s cannot be written", path);
	test_term_picture(t); /* take in what is on its way */
	fwrite(buf_data(t->stream), 1, buf_len(t->stream), f);
	fclose(f);
}

bool
test_term_alternate(const struct test_term *t)
{
	return t->alternate;
}

void
test_term_bytes(struct test_term *t, const void *p, size_t n)
{
	const char *s = p;
	ssize_t w;

	for (; n > 0; s += w, n -= (size_t)w)
		if ((w = write(t->fd, s, n)) < 0)
			fail_msg("typing: %s", strerror(errno));
}

void
test_term_keys(struct test_term *t, const char *bytes)
{
	char typed[4096], *in = (char *)(uintptr_t)bytes, *out = typed;
	size_t left = strlen(bytes), room = sizeof(typed);

	if (t->typed == (iconv_t)-1) {
		test_term_bytes(t, bytes, left);
		return;
	}
	assert_true(iconv(t->typed, &in, &left, &out, &room) != (size_t)-1);
	test_term_bytes(t, typed, (size_t)(out - typed));
}

void
test_term_paste(struct test_term *t, const char *text)
{
	test_term_keys(t, "\033[200~");
	test_term_keys(t, text);
	test_term_keys(t, "\033[201~");
}

void
test_term_resize(struct test_term *t, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	while (look(t, 0))
		;
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	if (ioctl(t->fd, TIOCSWINSZ, &ws) != 0)
		fail_msg("TIOCSWINSZ: %s", strerror(errno));
}

static int
status_of(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int
test_term_end(struct test_term *t, int ms)
{
	int64_t end = clock_ticks_ms() + ms;
	int status;

	while (t->pid > 0) {
		look(t, 20);
		if (waitpid(t->pid, &status, WNOHANG) == t->pid) {
			t->status = status_of(status);
			t->pid = 0;
			while (look(t, 0))
				;
		} else if (clock_ticks_ms() > end) {
			show(t, NULL);
			fail_msg("it did not end in %d ms", ms);
		}
	}
	return t->status;
}

/* Hang up, as a lost line does; SIGTERM after a second, then SIGKILL. */
static void
hang_up(struct test_term *t)
{
	int status;

	close(t->fd);
	t->fd = -1;
	for (int i = 0; t->pid > 0; i++) {
		if (waitpid(t->pid, &status, WNOHANG) == t->pid) {
			t->status = status_of(status);
			t->pid = 0;
			return;
		}
		if (i == 100 || i == 200)
			kill(t->pid, i == 100 ? SIGTERM : SIGKILL);
		poll(NULL, 0, 10);
	}
}

int
test_term_close(struct test_term *t)
{
	int status;

	if (t->pid > 0)
		hang_up(t);
	if (t->fd >= 0)
		close(t->fd);
	status = t->status;
	if (t->shown != (iconv_t)-1) {
		iconv_close(t->shown);
		iconv_close(t->typed);
	}
	vterm_free(t->vt);
	buf_free(t->stream);
	buf_free(t->unsaid);
	buf_free(t->picture);
	free(t);
	return status;
}
