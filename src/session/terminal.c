/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/err.h"
#include "base/log.h"
#include "base/mem.h"
#include "src/session/internal.h"

#define LINES_MOST 500
#define COLUMNS_MOST 500

/* Is there a description of it, where ncurses looks? */
static bool
is_described(const char *name)
{
	static const char *const folders[] = { "/etc/terminfo", "/lib/terminfo",
		"/usr/share/terminfo" };
	char path[128];

	for (size_t i = 0; i < nitems(folders); i++) {
		snprintf(
		    path, sizeof(path), "%s/%c/%s", folders[i], name[0], name);
		if (access(path, R_OK) == 0)
			return true;
	}
	return false;
}

const char *
session_term(const char *asked)
{
	static const char may[] = "abcdefghijklmnopqrstuvwxyz"
				  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._+-";
	size_t n = strlen(asked);

	if (strcmp(asked, "dumb") == 0)
		return NULL;
	if (n > 0 && n <= 32 && asked[strspn(asked, may)] == '\0' &&
	    asked[0] != '.' && is_described(asked))
		return asked;
	return strstr(asked, "256color") != NULL ? "xterm-256color" : "xterm";
}

static unsigned short
clamp(uint32_t v, uint32_t most, uint32_t otherwise)
{
	return (unsigned short)(v == 0 ? otherwise : v < most ? v : most);
}

int
terminal_make(struct session *s, uint32_t cols, uint32_t rows)
{
	struct winsize w = { .ws_row = clamp(rows, LINES_MOST, 24),
		.ws_col = clamp(cols, COLUMNS_MOST, 80) };

	s->master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (s->master < 0 && errno == ENOENT)
		s->master =
		    open("/dev/pts/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (s->master >= 0 && unlockpt(s->master) == 0 &&
	    ioctl(s->master, TIOCSWINSZ, &w) == 0)
		s->slave = ioctl(
		    s->master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (s->slave >= 0 && fcntl(s->master, F_SETFL, O_NONBLOCK) == 0)
		return 0;
	log_error("no terminal: %s", strerror(errno));
	return ERR_SYSTEM;
}

/* stderr stays what it was: the log. */
int
terminal_take(struct session *s)
{
	if (setsid() < 0 || ioctl(s->slave, TIOCSCTTY, 0) != 0 ||
	    dup2(s->slave, STDIN_FILENO) < 0 ||
	    dup2(s->slave, STDOUT_FILENO) < 0)
		return ERR_SYSTEM;
	close(s->slave);
	s->slave = -1;
	signal(SIGHUP, SIG_IGN); /* reading says it as well */
	setenv("TERM", s->term, 1);
	/* PuTTY draws no frames by ACS in UTF-8 (terminal.md 0.1). */
	setenv("NCURSES_NO_UTF8_ACS", "1", 1);
	return 0;
}
