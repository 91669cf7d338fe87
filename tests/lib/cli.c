/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/sample.h"
#include "base/buf.h"
#include "base/clock.h"
#include "tests/lib/cheap_pass.h"
#include "tests/lib/cli.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define LIMIT_MS (30000 * test_patience())
#define WORDS_MAX 32

static void
write_all(int fd, const char *s)
{
	size_t n = strlen(s);

	if (write(fd, s, n) != (ssize_t)n)
		abort();
}

static void
open_files(struct cli *c)
{
	char pass[80];

	for (int i = 0; i < 3; i++)
		if ((c->fd[i] = memfd_create("cli", MFD_CLOEXEC)) < 0)
			abort();
	if (c->login != NULL) {
		act_sample_pass(c->login, pass, sizeof(pass) - 1);
		strcat(pass, "\n");
		write_all(c->fd[0], pass);
	}
	if (c->input != NULL)
		write_all(c->fd[0], c->input);
	lseek(c->fd[0], 0, SEEK_SET);
}

/* The next word of *at, which is cut behind it; NULL at the end.  What stands
 * in '' is one. */
static char *
next_word(char **at)
{
	char *word = *at + strspn(*at, " "), *end;

	if (*word == '\0')
		return NULL;
	end = *word == '\'' ? strchr(++word, '\'') : strchr(word, ' ');
	if (end == NULL)
		end = word + strlen(word);
	*at = end + (*end != '\0');
	*end = '\0';
	return word;
}

static void
be_xinqing(const struct cli *c)
{
	char program[400], *words;
	const char *argv[WORDS_MAX + 1] = { program };
	int n = 1;

	snprintf(
	    program, sizeof(program), "%s/xinqing", getenv("XINQING_BUILDDIR"));
	argv[n++] = "--data";
	argv[n++] = c->data != NULL ? c->data : server_data();
	argv[n++] = "--json";
	if (c->language != NULL) {
		argv[n++] = "--language";
		argv[n++] = c->language;
	}
	if (c->login != NULL) {
		argv[n++] = "--as";
		argv[n++] = c->login;
		argv[n++] = "--passphrase-fd";
		argv[n++] = "0";
	}
	words = mem_text(c->command);
	for (char *w; n < WORDS_MAX && (w = next_word(&words)) != NULL;)
		argv[n++] = w;
	for (int i = 0; i < 3; i++)
		dup2(c->fd[i], i);
	if (c->secrets != NULL) {
		int high = fcntl(memfd_create("secrets", 0), F_DUPFD, 16);

		write_all(high, c->secrets);
		lseek(high, 0, SEEK_SET);
		dup2(high, 3);
		close(high);
	}
	for (int i = 0; c->environment != NULL && c->environment[i] != NULL;
	     i++)
		putenv((char *)(uintptr_t)c->environment[i]);
	cheap_pass_preload();
	execv(program, (char **)(uintptr_t)argv);
	_exit(127);
}

void
cli_start(struct cli *c)
{
	open_files(c);
	c->out = c->err = NULL;
	c->ms = -clock_ticks_ms();
	if ((c->pid = fork()) == 0)
		be_xinqing(c);
	if (c->pid < 0)
		abort();
}

static const char *
take_text(int fd)
{
	off_t n = lseek(fd, 0, SEEK_END);
	char *s = mem_zero(1, (size_t)n + 1);

	if (pread(fd, s, (size_t)n, 0) != n)
		abort();
	return s;
}

static void
take_end(struct cli *c, int status)
{
	c->pid = 0;
	c->ms += clock_ticks_ms();
	c->status =
	    WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
	c->out = take_text(c->fd[1]);
	c->err = take_text(c->fd[2]);
	for (int i = 0; i < 3; i++)
		close(c->fd[i]);
}

bool
cli_ended(struct cli *c)
{
	int status;

	if (c->pid == 0)
		return true;
	if (waitpid(c->pid, &status, WNOHANG) != c->pid)
		return false;
	take_end(c, status);
	return true;
}

void
cli_end(struct cli *c)
{
	int64_t until =
	    clock_ticks_ms() + (c->limit_ms > 0 ? c->limit_ms : LIMIT_MS);

	while (!cli_ended(c)) {
		if (clock_ticks_ms() > until)
			kill(c->pid, SIGKILL);
		poll(NULL, 0, 2);
	}
}

void
cli_run(struct cli *c)
{
	cli_start(c);
	cli_end(c);
}

void
cli_free(struct cli *c)
{
	free((char *)(uintptr_t)c->out);
	free((char *)(uintptr_t)c->err);
	c->out = c->err = NULL;
}

const char *
cli_said(const char *data, const char *login, const char *command,
    const char *input, int *status)
{
	static struct buf *said;
	struct cli c = {
		.data = data, .login = login, .command = command, .input = input
	};

	if (said == NULL)
		said = buf_new();
	cli_run(&c);
	buf_clear(said);
	buf_add_text(said, c.out);
	buf_add_text(said, c.err);
	if (status != NULL)
		*status = c.status;
	cli_free(&c);
	return buf_text(said);
}

const char *
cli_must(const char *login, const char *command, const char *input)
{
	static char out[1 << 16];
	struct cli c = { .login = login, .command = command, .input = input };

	cli_run(&c);
	if (c.status != 0)
		fail_msg("%s: %d, %s", command, c.status, c.err);
	mem_copy_text(out, sizeof(out), c.out);
	cli_free(&c);
	return out;
}

int64_t
cli_number(const char *json, const char *name)
{
	char key[64];
	const char *s;

	snprintf(key, sizeof(key), "\"%s\":", name);
	return (s = strstr(json, key)) == NULL ? -1 : atoll(s + strlen(key));
}
