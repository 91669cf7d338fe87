/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Between a session and a real terminal: plays a story and asks the terminal
 * how wide it draws each line that the session has put on the screen.
 *
 *	relay STORY REPORT PROGRAM [ARG...]
 *
 * A story is a line a step: `wait TEXT`, `keys TEXT` (\r \e \xHH), `measure
 * NAME`, `shot FILE` (a picture, under X).  The report gets a line for each
 * screen measured, and one for each row that is not as wide as it should be.
 * A copy of the screen is kept in libvterm; a row is written once more, at the
 * top, followed by "where is the cursor"; afterwards Ctrl-L paints all anew.
 */
#include <locale.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>
#include <wchar.h>

#define PATIENCE_MS 15000
#define QUIET_MS 400

static struct {
	int pty, rows, cols;
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	FILE *report;
} relay;

static int64_t
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
give(int fd, const char *p, size_t n)
{
	ssize_t w;

	for (; n > 0 && (w = write(fd, p, n)) > 0; p += w)
		n -= (size_t)w;
}

/* Pass on what comes within ms, both ways; false when nothing came. */
static bool
pass(int ms)
{
	struct pollfd p[] = { { .fd = relay.pty, .events = POLLIN },
		{ .fd = 0, .events = POLLIN } };
	char chunk[8192];
	ssize_t n;

	if (poll(p, 2, ms) <= 0)
		return false;
	if (p[1].revents != 0 && (n = read(0, chunk, sizeof(chunk))) > 0)
		give(relay.pty, chunk, (size_t)n);
	if (p[0].revents == 0)
		return true;
	if ((n = read(relay.pty, chunk, sizeof(chunk))) <= 0)
		return false;
	give(1, chunk, (size_t)n);
	vterm_input_write(relay.vt, chunk, (size_t)n);
	return true;
}

/* The text of a row, and how many cells it takes. */
static int
row_text(int y, char *to)
{
	VTermPos pos = { .row = y };
	VTermScreenCell cell;
	char *end = to;
	int width = 0;

	for (pos.col = 0; pos.col < relay.cols; pos.col++) {
		vterm_screen_get_cell(relay.screen, pos, &cell);
		if (cell.chars[0] == (uint32_t)-1)
			continue;
		if (cell.chars[0] == 0)
			cell.chars[0] = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			to += wctomb(to, (wchar_t)cell.chars[i]);
		if (cell.chars[0] != ' ') {
			end = to;
			width = pos.col + cell.width;
		}
	}
	*end = '\0';
	return width;
}

static bool
shows(const char *text)
{
	char row[4096];

	for (int y = 0; y < relay.rows; y++) {
		row_text(y, row);
		if (strstr(row, text) != NULL)
			return true;
	}
	return false;
}

static void
quit(const char *what, const char *text)
{
	char row[4096];

	fprintf(relay.report, "FAILED: %s %s\n", what, text);
	for (int y = 0; y < relay.rows; y++) {
		row_text(y, row);
		fprintf(relay.report, "|%s\n", row);
	}
	fclose(relay.report);
	kill(relay.pid, SIGKILL);
	exit(1);
}

static void
wait_for(const char *text)
{
	int64_t end = now_ms() + PATIENCE_MS;

	while (!shows(text)) {
		pass(50);
		if (now_ms() > end)
			quit("wait", text);
	}
	while (pass(QUIET_MS))
		;
}

/* The column the terminal's cursor stands in; 0: no answer. */
static int
ask_column(void)
{
	struct pollfd p = { .fd = 0, .events = POLLIN };
	char got[256];
	size_t n = 0;
	ssize_t r;
	int row, column;
	char *at;

	give(1, "\033[6n", 4);
	while (n < sizeof(got) - 1 && poll(&p, 1, 2000) > 0) {
		if ((r = read(0, got + n, sizeof(got) - 1 - n)) <= 0)
			return 0;
		n += (size_t)r;
		got[n] = '\0';
		if ((at = strchr(got, '\033')) != NULL &&
		    sscanf(at, "\033[%d;%dR", &row, &column) == 2)
			return column;
	}
	return 0;
}

static void
measure(const char *name)
{
	char row[4096], line[4200];
	int wrong = 0, width, column;

	for (int y = 0; y < relay.rows; y++) {
		width = row_text(y, row);
		if (width == 0 || width >= relay.cols)
			continue; /* at the edge a cursor waits */
		snprintf(line, sizeof(line), "\033[0m\033[1;1H\033[2K%s", row);
		give(1, line, strlen(line));
		column = ask_column();
		if (column == width + 1)
			continue;
		wrong++;
		fprintf(relay.report, "WRONG: %s: %d cells, not %d: %s\n", name,
		    column - 1, width, row);
	}
	fprintf(relay.report, "%s: %s\n", name, wrong ? "FAILED" : "aligned");
	give(1, "\033[2J", 4);
	give(relay.pty, "\014", 1);
	while (pass(QUIET_MS))
		;
}

static void
press(const char *text)
{
	char key;
	unsigned hex;

	for (; *text != '\0'; text++) {
		key = *text;
		if (key == '\\' && text[1] != '\0') {
			key = *++text;
			if (key == 'x' && sscanf(text + 1, "%2x", &hex) == 1) {
				key = (char)hex;
				text += 2;
			} else
				key = key == 'r' ? '\r' : key == 'e' ? 27 : key;
		}
		give(relay.pty, &key, 1);
	}
	while (pass(QUIET_MS))
		;
}

static void
play(FILE *story)
{
	char line[1024], command[1100], *arg;

	while (fgets(line, sizeof(line), story) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if ((arg = strchr(line, ' ')) == NULL)
			continue;
		*arg++ = '\0';
		if (strcmp(line, "wait") == 0)
			wait_for(arg);
		else if (strcmp(line, "keys") == 0)
			press(arg);
		else if (strcmp(line, "measure") == 0)
			measure(arg);
		else if (strcmp(line, "shot") == 0) {
			snprintf(command, sizeof(command),
			    "import -window root '%s' 2>/dev/null", arg);
			if (system(command) != 0)
				quit("shot", arg);
		}
	}
}

int
main(int argc, char **argv)
{
	FILE *story = argc > 3 ? fopen(argv[1], "r") : NULL;
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct termios raw;

	if (story == NULL || (relay.report = fopen(argv[2], "w")) == NULL)
		return 64;
	ioctl(0, TIOCGWINSZ, &size);
	relay.rows = size.ws_row;
	relay.cols = size.ws_col;
	setlocale(LC_ALL, "C.UTF-8");
	relay.vt = vterm_new(relay.rows, relay.cols);
	vterm_set_utf8(relay.vt, 1);
	relay.screen = vterm_obtain_screen(relay.vt);
	vterm_screen_enable_altscreen(relay.screen, 1);
	vterm_screen_reset(relay.screen, 1);
	tcgetattr(0, &raw);
	cfmakeraw(&raw);
	tcsetattr(0, TCSANOW, &raw);
	if ((relay.pid = forkpty(&relay.pty, NULL, NULL, &size)) == 0) {
		execvp(argv[3], argv + 3);
		_exit(127);
	}
	play(story);
	fprintf(relay.report, "end\n");
	fclose(relay.report);
	kill(relay.pid, SIGHUP);
	waitpid(relay.pid, NULL, 0);
	return 0;
}
