/* SPDX-License-Identifier: Apache-2.0 */
#include <curses.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "terminal.h"

/* The bounds of a size a client may name: a picture is memory. */
#define ROWS_MAX 300
#define COLS_MAX 500

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

static bool
term_is_clean(const char *term)
{
	size_t n = term == NULL ? 0 : strlen(term);

	return n >= 1 && n <= 32 &&
	       strspn(term,
		   "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		   "0123456789._+-") == n;
}

bool
tui_term_known(const char *term)
{
	TERMINAL *was = cur_term;
	int err;
	bool yes;

	if (!term_is_clean(term) || strcmp(term, "dumb") == 0)
		return false;
	if (setupterm(term, STDERR_FILENO, &err) != OK)
		return false;
	/* Without a cursor that can be placed there is no screen. */
	yes = tigetstr("cup") != NULL && tigetstr("cup") != (char *)-1;
	del_curterm(set_curterm(was));
	return yes;
}

bool
tui_term_has_han(const char *term)
{
	return strcmp(term, "linux") != 0 && strncmp(term, "linux-", 6) != 0;
}

static void
read_size(struct tui *t)
{
	struct winsize ws;

	t->rows = 24;
	t->cols = 80;
	if (ioctl(t->fd, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 &&
	    ws.ws_col > 0) {
		t->rows = ws.ws_row < ROWS_MAX ? ws.ws_row : ROWS_MAX;
		t->cols = ws.ws_col < COLS_MAX ? ws.ws_col : COLS_MAX;
	}
	if (t->rows < 2)
		t->rows = 2;
	if (t->cols < 2)
		t->cols = 2;
}

static void
canvases_new(struct tui *t)
{
	bool ascii = t->now != NULL && t->now->ascii;

	tui_canvas_free(t->now);
	tui_canvas_free(t->shown);
	t->now = tui_canvas_new(t->rows, t->cols);
	t->shown = tui_canvas_new(t->rows, t->cols);
	t->now->ascii = ascii;
	t->now->frames = t->theme.frames;
	t->fresh = true;
}

bool
tui_take_size(struct tui *t)
{
	int rows = t->rows, cols = t->cols;

	read_size(t);
	if (t->rows == rows && t->cols == cols)
		return false;
	resizeterm(t->rows, t->cols);
	/* What was on its way was drawn for the old size, and landed anywhere
	 * in the new one. */
	clearok(curscr, TRUE);
	canvases_new(t);
	return true;
}

/* Everything typed comes to us as it is: no flow control, so Ctrl-S and
 * Ctrl-Q are keys; no signal from a key. */
static void
line_raw(struct tui *t)
{
	struct termios now;

	raw();
	noecho();
	nonl();
	if (tcgetattr(t->fd, &now) != 0)
		return;
	now.c_iflag &=
	    ~(tcflag_t)(IXON | IXOFF | IXANY | ISTRIP | ICRNL | INLCR | IGNCR |
			INPCK | PARMRK | IGNBRK | BRKINT);
	now.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	now.c_cc[VMIN] = 1;
	now.c_cc[VTIME] = 0;
	tcsetattr(t->fd, TCSANOW, &now);
}

/* Which keys terminfo knows for this terminal, beside those of key.c. */
static void
define_keys(struct tui *t)
{
	static const struct {
		const char *cap;
		uint32_t key;
	} caps[] = {
		{ "kcuu1", TUI_UP },
		{ "kcud1", TUI_DOWN },
		{ "kcub1", TUI_LEFT },
		{ "kcuf1", TUI_RIGHT },
		{ "khome", TUI_HOME },
		{ "kend", TUI_END },
		{ "kpp", TUI_PGUP },
		{ "knp", TUI_PGDN },
		{ "kich1", TUI_INSERT },
		{ "kdch1", TUI_DELETE },
		{ "kcbt", TUI_BACKTAB },
		{ "kf1", TUI_F(1) },
		{ "kf2", TUI_F(2) },
		{ "kf3", TUI_F(3) },
		{ "kf4", TUI_F(4) },
		{ "kf5", TUI_F(5) },
		{ "kf6", TUI_F(6) },
		{ "kf7", TUI_F(7) },
		{ "kf8", TUI_F(8) },
		{ "kf9", TUI_F(9) },
		{ "kf10", TUI_F(10) },
		{ "kf11", TUI_F(11) },
		{ "kf12", TUI_F(12) },
	};
	const char *s;

	for (size_t i = 0; i < nitems(caps); i++)
		if ((s = tigetstr(caps[i].cap)) != NULL && s != (char *)-1)
			tui_decoder_define(t->decoder, s, caps[i].key);
}

static int
signals_open(struct tui *t)
{
	sigset_t set;

	signal(SIGHUP, SIG_IGN);  /* the read of an end says it too */
	signal(SIGTSTP, SIG_IGN); /* or curses sees to it at each picture */
	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGTERM);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return ERR_SYSTEM;
	t->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	return t->signals < 0 ? ERR_SYSTEM : 0;
}

/* Curses hands on a painting in as many pieces as it jumps; each would wake
 * who reads the terminal.  So it writes to a file of memory, from which the
 * whole goes on in one: tui_pass_on(). */
static bool
paper_open(struct tui *t)
{
	int paper = memfd_create("paper", MFD_CLOEXEC);
	bool ok = paper >= 0 && dup2(paper, fileno(t->file)) >= 0;

	if (paper >= 0)
		close(paper);
	return ok;
}

static int
curses_open(struct tui *t, const char *term)
{
	int fd = dup(t->fd);

	if (fd < 0 || (t->file = fdopen(fd, "r+")) == NULL) {
		if (fd >= 0)
			close(fd);
		return ERR_SYSTEM;
	}
	setenv("NCURSES_NO_UTF8_ACS", "1", 1);
	unsetenv("LINES"); /* the size is the terminal's alone */
	unsetenv("COLUMNS");
	if ((t->screen = newterm(term, t->file, t->file)) == NULL)
		return ERR_UNKNOWN;
	set_term(t->screen);
	if (!paper_open(t))
		return ERR_SYSTEM;
	line_raw(t);
	typeahead(-1); /* we drain the input ourselves */
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	resizeterm(t->rows, t->cols);
	tui_colours_open(t);
	return 0;
}

int
tui_open(struct tui **out, const struct tui_options *o)
{
	struct tui *t = mem_zero(1, sizeof(*t));
	int r;

	t->fd = o->fd;
	t->watched = t->signals = -1;
	t->utf8 = true;
	if (o->theme != NULL)
		t->theme = *o->theme;
	else
		theme_none(&t->theme);
	t->decoder = tui_decoder_new(o->memory);
	t->memory = o->memory;
	t->out = buf_new_in(t->memory);
	if (!tui_term_known(o->term))
		r = ERR_UNKNOWN;
	else {
		read_size(t);
		if ((r = signals_open(t)) == 0)
			r = curses_open(t, o->term);
	}
	if (r != 0) {
		tui_close(t);
		return r;
	}
	define_keys(t);
	canvases_new(t);
	refresh(); /* enter the other screen before anything */
	tui_pass_on(t);
	tui_write(t, paste_on, sizeof(paste_on) - 1);
	if (o->probe_ms > 0)
		tui_probe(t, o->probe_ms);
	*out = t;
	return 0;
}

void
tui_close(struct tui *t)
{
	if (t == NULL)
		return;
	if (t->screen != NULL) {
		tui_use_mouse(t, false);
		tui_write(t, paste_off, sizeof(paste_off) - 1);
		endwin();
		tui_pass_on(t);
		delscreen(t->screen);
	}
	if (t->file != NULL)
		fclose(t->file);
	if (t->signals >= 0)
		close(t->signals);
	tui_decoder_free(t->decoder);
	tui_recode_free(t->recode);
	buf_free(t->out);
	tui_canvas_free(t->now);
	tui_canvas_free(t->shown);
	free(t);
}

bool
tui_is_utf8(const struct tui *t)
{
	return t->utf8;
}

bool
tui_load_gb18030(void)
{
	/* Kept for good, and the tables with it: for this process and its
	 * children, which may not open files. */
	return tui_recode_new() != NULL;
}

bool
tui_is_gb18030(const struct tui *t)
{
	return t->recode != NULL;
}

bool
tui_use_gb18030(struct tui *t)
{
	if (t->recode == NULL && (t->recode = tui_recode_new()) != NULL)
		tui_width_apply(t);
	return t->recode != NULL;
}

#define SCRAP 512 /* bytes that the paper may keep: nothing of a page */

/* Pages of the paper are given back, but for a clock that has moved on: half
 * of what it costs would be to get one anew. */
static bool
paper_clean(int paper, off_t written)
{
	return (written <= SCRAP || ftruncate(paper, 0) == 0) &&
	       lseek(paper, 0, SEEK_SET) == 0;
}

/* What is written there, as it goes out, into t->out. */
static void
paper_read(struct tui *t, int paper, off_t end)
{
	char chunk[4096];
	ssize_t n;

	for (off_t at = 0; at < end; at += n) {
		n = pread(paper, chunk,
		    end - at < (off_t)sizeof(chunk) ? (size_t)(end - at)
						    : sizeof(chunk),
		    at);
		if (n <= 0)
			break;
		if (t->recode != NULL)
			tui_recode_out(t->recode, chunk, (size_t)n, t->out);
		else
			buf_add(t->out, chunk, (size_t)n);
	}
	explicit_bzero(chunk, sizeof(chunk));
}

void
tui_pass_on(struct tui *t)
{
	int paper = fileno(t->file);
	off_t end = lseek(paper, 0, SEEK_CUR);

	paper_read(t, paper, end);
	tui_write(t, (const char *)buf_data(t->out), buf_len(t->out));
	buf_clear(t->out);
	if (!paper_clean(paper, end))
		t->gone = true; /* what comes next would be seen twice */
}

void
tui_raw(struct tui *t, const char *s, size_t n)
{
	tui_write(t, s, n);
}

void
tui_ring(struct tui *t)
{
	tui_write(t, "\a", 1);
}
