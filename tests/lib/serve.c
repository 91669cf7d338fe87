/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "act/account.h"
#include "act/actor.h"
#include "act/approval.h"
#include "act/sample.h"
#include "act/store.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define LIMIT_MS (20000 * test_patience())
#define NOBODY 65534

static struct {
	pid_t pid, owner;
	int port, through; /* 0: straight to it */
	int schools;
	const char *programs; /* their folder, or NULL */
	char data[300], keys[300], log[300];
	bool made;
} server;

static const char *const keyed[] = { "op1", "op2", "lead1", "psy1", "psy2",
	"class1", "grade1", "head1", "centre1", "dist1", "cust1", "cust2",
	"sys1", "sec1", "aud1", "new1", "stranger", NULL };

/* Clients that a failed test has left. */
static pid_t open_clients[64];

static void
note_client(pid_t was, pid_t is)
{
	for (size_t i = 0; i < nitems(open_clients); i++)
		if (open_clients[i] == was) {
			open_clients[i] = is;
			return;
		}
}

static void
kill_left(void)
{
	for (size_t i = 0; i < nitems(open_clients); i++)
		if (open_clients[i] > 0) {
			kill(open_clients[i], SIGKILL);
			waitpid(open_clients[i], NULL, 0);
			open_clients[i] = 0;
		}
}

/* However the test ends, nothing of it goes on. */
static void
server_kill(void)
{
	if (getpid() == server.owner && server.pid > 0)
		kill(server.pid, SIGTERM);
}

/* --- the store ------------------------------------------------------------ */

static void
run_program(char *const *argv)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static bool bare;

void
server_keys_bare(void)
{
	bare = true;
}

static void
make_key(const char *name)
{
	char path[400];
	char *argv[] = { "ssh-keygen", "-q", "-N", "", "-C", "", "-f", path,
		"-t", bare ? "ecdsa" : "ed25519", bare ? "-m" : NULL, "PKCS8",
		NULL };

	snprintf(path, sizeof(path), "%s/%s", server.keys, name);
	run_program(argv);
}

/* Once the store knows them: where no client looks. */
static void
make_keys_bare(void)
{
	char path[400], known[400];

	for (int i = 0; bare && keyed[i] != NULL; i++) {
		snprintf(
		    path, sizeof(path), "%s/%s.pub", server.keys, keyed[i]);
		snprintf(
		    known, sizeof(known), "%s/%s.known", server.keys, keyed[i]);
		assert_int_equal(rename(path, known), 0);
	}
}

/* "ssh-ed25519 AAAA..." of name, or NULL if it has no key here. */
static const char *
key_text(void *arg, const char *name)
{
	static char texts[4][400]; /* the founders are asked for together */
	static unsigned turn;
	char path[400], *text = texts[turn++ % nitems(texts)];
	FILE *f;

	(void)arg;
	snprintf(path, sizeof(path), "%s/%s.pub", server.keys, name);
	if ((f = fopen(path, "r")) == NULL)
		return NULL; /* not everybody has one here */
	if (fgets(text, sizeof(texts[0]), f) == NULL)
		abort();
	fclose(f);
	text[strcspn(text, "\n")] = '\0';
	if (strchr(strchr(text, ' ') + 1, ' ') != NULL)
		*strchr(strchr(text, ' ') + 1, ' ') = '\0';
	return text;
}

static int
give(void *arg, const struct approval *a)
{
	*(int64_t *)arg = a->id;
	return 0;
}

static int
add_account(struct store *st, const char *login, int64_t *person)
{
	struct act_account a = {
		.login = login, .name = "新来", .role = ROLE_OPERATOR
	};
	struct actor *sys = NULL, *sec = NULL;
	int64_t id = 0;
	int r;

	a.key_text = key_text(NULL, login);
	if ((r = act_sample_signin(st, "sys1", &sys)) != 0 ||
	    (r = act_sample_signin(st, "sec1", &sec)) != 0)
		return r;
	a.org = sys->posts[0].org;
	if ((r = act_account_propose(sys, &a, person, NULL)) == 0 &&
	    (r = act_approval_each(sec, 0, 100, give, &id)) == 0)
		r = act_approval_give(sec, id, NULL);
	act_free(sys);
	act_free(sec);
	return r;
}

static int
lock_account(struct store *st, int64_t person)
{
	struct actor *sec = NULL;
	int r;

	if ((r = act_sample_signin(st, "sec1", &sec)) == 0)
		r = act_account_lock(sec, person, true, NULL);
	act_free(sec);
	return r;
}

static int
fill_store(void)
{
	struct act_sample s = { .schools = server.schools,
		.key_text = key_text };
	struct store *st = NULL;
	struct person op2;
	int64_t fresh;
	int r;

	if (chdir(server.data) != 0)
		return ERR_IO;
	epoch_forget();
	if ((r = act_store_create(server.data, true, &st)) != 0)
		return r;
	if ((r = act_sample_fill(st, &s)) == 0 &&
	    (r = add_account(st, "new1", &fresh)) == 0 &&
	    (r = store_person_by_login(st, "op2", &op2)) == 0)
		r = lock_account(st, op2.id);
	act_store_close(st);
	return r;
}

static void
make_store(void)
{
	int status;
	pid_t pid;

	snprintf(server.keys, sizeof(server.keys), "%s/keys", test_folder());
	snprintf(server.data, sizeof(server.data), "%s/data", test_folder());
	snprintf(server.log, sizeof(server.log), "%s/log", test_folder());
	assert_int_equal(chmod(test_folder(), 0755), 0);
	assert_int_equal(mkdir(server.keys, 0755), 0);
	assert_int_equal(mkdir(server.data, 0700), 0);
	if (getuid() == 0)
		assert_int_equal(chown(server.data, NOBODY, NOBODY), 0);
	assert_int_equal(chmod(server.data, 02770), 0);
	for (int i = 0; keyed[i] != NULL; i++)
		make_key(keyed[i]);
	if ((pid = fork()) == 0) {
		int r = fill_store();

		if (r != 0)
			fprintf(stderr, "# store: %s\n", err_name(r));
		_exit(r != 0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	make_keys_bare();
	server.owner = getpid();
	server.made = true;
	atexit(server_kill);
}

/* --- the server -------------------------------------------------------------
 */

static void
be_server(const char *const *options, int ready)
{
	const char *argv[64] = { 0 };
	char program[400], ready_fd[16];
	int n = 0, log;

	snprintf(program, sizeof(program), "%s/xinqingd",
	    getenv("XINQING_BUILDDIR"));
	snprintf(ready_fd, sizeof(ready_fd), "%d", ready);
	argv[n++] = program;
	argv[n++] = "--config=/dev/null";
	argv[n++] = "--programs";
	argv[n++] = server.programs != NULL ? server.programs
					    : getenv("XINQING_BUILDDIR");
	argv[n++] = "--data";
	argv[n++] = server.data;
	argv[n++] = "--listen=127.0.0.1";
	argv[n++] = "--port=0";
	argv[n++] = "--language=en";
	argv[n++] = "--ready-fd";
	argv[n++] = ready_fd;
	while (options != NULL && *options != NULL && n < 63)
		argv[n++] = *options++;
	log = open(server.log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0644);
	dup2(log, STDERR_FILENO);
	setpgid(0, 0);
	execv(program, (char **)(uintptr_t)argv);
	_exit(127);
}

void
server_schools(int n)
{
	server.schools = n;
}

void
server_store(void)
{
	if (!server.made)
		make_store();
}

void
server_programs(const char *folder)
{
	server.programs = folder;
}

void
server_start(const char *const *options)
{
	struct pollfd p = { .events = POLLIN };
	char line[64] = "";
	int ready[2];

	server_store();
	/* Whatever outlives the server becomes our child: it is seen. */
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
	assert_int_equal(pipe(ready), 0);
	fcntl(ready[0], F_SETFD, FD_CLOEXEC);
	if ((server.pid = fork()) == 0)
		be_server(options, ready[1]);
	close(ready[1]);
	p.fd = ready[0];
	if (poll(&p, 1, LIMIT_MS) != 1 ||
	    read(ready[0], line, sizeof(line) - 1) <= 0 ||
	    sscanf(line, "ready port=%d", &server.port) != 1)
		fail_msg("the server did not start:\n%s", server_log());
	close(ready[0]);
}

pid_t
server_pid(void)
{
	return server.pid;
}

int
server_port(void)
{
	return server.port;
}

const char *
server_data(void)
{
	return server.data;
}

const char *
server_log(void)
{
	static char text[1 << 16];
	FILE *f = fopen(server.log, "r");
	size_t n = f == NULL ? 0 : fread(text, 1, sizeof(text) - 1, f);

	if (f != NULL)
		fclose(f);
	text[n] = '\0';
	return text;
}

/* A tenth of a moment of waiting, woken by any child. */
static void
breathe(void)
{
	poll(NULL, 0, 10);
}

void
server_logs(const char *text)
{
	int64_t until = clock_ticks_ms() + LIMIT_MS;

	while (strstr(server_log(), text) == NULL) {
		if (clock_ticks_ms() > until)
			fail_msg("\"%s\" not logged:\n%s", text, server_log());
		breathe();
	}
}

void
server_gone(void)
{
	int64_t until = clock_ticks_ms() + 2 * LIMIT_MS;
	pid_t pid;

	while ((pid = waitpid(-1, NULL, WNOHANG)) >= 0 || errno != ECHILD) {
		if (clock_ticks_ms() > until)
			fail_msg("a process is left:\n%s", server_log());
		if (pid <= 0)
			breathe();
	}
	server.pid = 0;
}

void
server_stop(void)
{
	int status;

	if (server.pid == 0)
		return;
	kill_left();
	assert_int_equal(kill(server.pid, SIGTERM), 0);
	assert_int_equal(waitpid(server.pid, &status, 0), server.pid);
	if (status != 0)
		fail_msg("the server ended with %x:\n%s", (unsigned)status,
		    server_log());
	if (waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD)
		fail_msg("the server left a process:\n%s", server_log());
	server.pid = 0;
}

/* name, parent and state of a process; false if there is none. */
static bool
look_at(const char *pid, char name[32], pid_t *parent, char *state)
{
	char path[64], line[512];
	FILE *f;
	bool good;

	snprintf(path, sizeof(path), "/proc/%.16s/stat", pid);
	if ((f = fopen(path, "r")) == NULL)
		return false;
	good = fgets(line, sizeof(line), f) != NULL &&
	       sscanf(line, "%*d (%31[^)]) %c %d", name, state, parent) == 3;
	fclose(f);
	return good;
}

static int
count_processes(const char *want, pid_t of, pid_t *one)
{
	DIR *d = opendir("/proc");
	struct dirent *e;
	char name[32], state;
	pid_t parent;
	int n = 0;

	while ((e = readdir(d)) != NULL)
		if (isdigit((unsigned char)e->d_name[0]) &&
		    look_at(e->d_name, name, &parent, &state) && state != 'Z' &&
		    strcmp(name, want) == 0 && (of == 0 || parent == of)) {
			*one = atoi(e->d_name);
			n++;
		}
	closedir(d);
	return n;
}

pid_t
server_process(const char *name, pid_t parent)
{
	pid_t one = 0;

	count_processes(name, parent, &one);
	return one;
}

int
server_count(const char *name, pid_t parent)
{
	pid_t one;

	return count_processes(name, parent, &one);
}

void
server_counts(const char *name, pid_t parent, int n)
{
	int64_t until = clock_ticks_ms() + LIMIT_MS;

	while (server_count(name, parent) != n) {
		if (clock_ticks_ms() > until)
			fail_msg("%d of %s, not %d:\n%s",
			    server_count(name, parent), name, n, server_log());
		breathe();
	}
}

/* --- clients -----------------------------------------------------------------
 */

struct client {
	pid_t pid;
	int fd;
	struct buf *got;
	size_t seen; /* how far client_expect() has come */
};

void
client_through(int port)
{
	server.through = port;
}

void
client_words(struct client_words *w, const char *login, const char *key,
    const char *const *args)
{
	static const char *const always[] = { "ssh", "-F", "none", "-o",
		"UserKnownHostsFile=/dev/null", "-o",
		"StrictHostKeyChecking=no", "-o", "LogLevel=INFO", "-o",
		"IdentitiesOnly=yes", "-o", "IdentityAgent=none" };
	int n = 0;

	for (; n < (int)nitems(always); n++)
		w->argv[n] = always[n];
	snprintf(w->port, sizeof(w->port), "%d",
	    server.through != 0 ? server.through : server.port);
	snprintf(w->file, sizeof(w->file), "%s/%s", server.keys,
	    key == NULL ? login : key);
	snprintf(w->who, sizeof(w->who), "%s@127.0.0.1", login);
	w->argv[n++] = "-p";
	w->argv[n++] = w->port;
	w->argv[n++] = "-i";
	w->argv[n++] = key != NULL && *key == '\0' ? "/dev/null" : w->file;
	while (args != NULL && *args != NULL && **args != '\0')
		w->argv[n++] = *args++;
	w->argv[n++] = w->who;
	if (args != NULL && *args != NULL)
		while (*++args != NULL)
			w->argv[n++] = *args;
	w->argv[n] = NULL;
}

void
client_become(const char *login, const char *key, const char *const *args,
    const char *term)
{
	struct client_words w;

	client_words(&w, login, key, args);
	setenv("TERM", term, 1);
	setenv("HOME", test_folder(), 1);
	execvp("ssh", (char **)(uintptr_t)w.argv);
	_exit(127);
}

struct client *
client_open_as(const char *login, const char *key, const char *const *args,
    const char *term, int rows, int cols)
{
	struct winsize w = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };
	struct client *c = mem_zero(1, sizeof(*c));

	c->got = buf_new();
	c->pid = forkpty(&c->fd, NULL, NULL, &w);
	assert_true(c->pid >= 0);
	if (c->pid == 0)
		client_become(login, key, args, term);
	note_client(0, c->pid);
	fcntl(c->fd, F_SETFD, FD_CLOEXEC);
	fcntl(c->fd, F_SETFL, O_NONBLOCK);
	return c;
}

static void
take_file(const char *path, int flags, int fd)
{
	int from = path != NULL ? open(path, flags, 0600) : -1;

	if (path != NULL && (from < 0 || dup2(from, fd) < 0))
		_exit(126);
}

struct client *
client_run(const char *const *argv, const char *in, const char *out)
{
	struct client *c = mem_zero(1, sizeof(*c));

	c->got = buf_new();
	c->pid = forkpty(&c->fd, NULL, NULL, NULL);
	assert_true(c->pid >= 0);
	if (c->pid == 0) {
		take_file(in, O_RDONLY, STDIN_FILENO);
		take_file(out, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
		setenv("HOME", test_folder(), 1);
		execvp(argv[0], (char **)(uintptr_t)argv);
		_exit(127);
	}
	note_client(0, c->pid);
	fcntl(c->fd, F_SETFD, FD_CLOEXEC);
	fcntl(c->fd, F_SETFL, O_NONBLOCK);
	return c;
}

struct client *
client_open(const char *login, const char *key, const char *const *args)
{
	return client_open_as(login, key, args, "xterm-256color", 24, 80);
}

/* Read what is there, waiting for at most ms: false at the end. */
static bool
client_read(struct client *c, int ms)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };
	ssize_t n;

	if (poll(&p, 1, ms) <= 0)
		return true;
	n = read(c->fd, buf_room(c->got, 4096), 4096);
	if (n <= 0)
		return n < 0 && (errno == EINTR || errno == EAGAIN);
	buf_wrote(c->got, (size_t)n);
	return true;
}

void
client_drain(struct client *c)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };

	while (poll(&p, 1, 0) > 0 && client_read(c, 0))
		if ((p.revents & POLLIN) == 0)
			break;
}

const char *
client_text(struct client *c)
{
	return buf_text(c->got);
}

static void
client_fail(struct client *c, const char *what)
{
	struct buf *b = buf_new();

	for (const char *s = client_text(c); *s != '\0'; s++)
		if (*s == '\n' || !iscntrl((unsigned char)*s))
			buf_add_char(b, *s);
		else if (*s != '\r')
			buf_add_f(b, "\\x%02x", (unsigned char)*s);
	fail_msg("\"%s\" did not come; instead:\n%s\n--- log:\n%s", what,
	    buf_text(b), server_log());
}

void
client_expect(struct client *c, const char *text)
{
	int64_t until = clock_ticks_ms() + LIMIT_MS, left;
	const char *at;

	while ((at = strstr(client_text(c) + c->seen, text)) == NULL) {
		left = until - clock_ticks_ms();
		if (left <= 0 || !client_read(c, (int)left))
			client_fail(c, text);
	}
	c->seen = (size_t)(at - client_text(c)) + strlen(text);
}

bool
client_saw(struct client *c, const char *text)
{
	return strstr(client_text(c), text) != NULL;
}

/* What comes back is read meanwhile: a terminal holds only so much. */
bool
client_try(struct client *c, const char *text)
{
	int64_t until = clock_ticks_ms() + LIMIT_MS;
	size_t n = strlen(text);
	ssize_t sent;

	while (n > 0) {
		sent = write(c->fd, text, n);
		if (sent > 0) {
			text += sent;
			n -= (size_t)sent;
		} else if (errno != EAGAIN || clock_ticks_ms() > until)
			return false;
		else
			client_read(c, 10);
	}
	return true;
}

void
client_type(struct client *c, const char *text)
{
	if (!client_try(c, text))
		client_fail(c, text);
}

void
client_pass(struct client *c, const char *login)
{
	char pass[64];

	act_sample_pass(login, pass, sizeof(pass));
	client_expect(c, "Passphrase: ");
	client_type(c, pass);
	client_type(c, "\n");
}

struct client *
client_signin(const char *login, const char *const *args)
{
	struct client *c = client_open(login, NULL, args);

	client_pass(c, login);
	return c;
}

#define BACK "\007" /* Ctrl-G: from the last screen out */

/* Whoever was cut off in a call has come back right into it. */
static void
client_today(struct client *c)
{
	if (!client_saw(c, "通话中") || client_saw(c, "今天"))
		return;
	client_type(c, BACK);
	client_expect(c, "今天");
}

struct client *
client_call(const char *login, const char *words)
{
	struct client *c = client_signin(login, NULL);
	char shown[64];

	snprintf(shown, sizeof(shown), "%s ", login);
	client_expect(c, shown);
	client_today(c);
	client_type(c, "\x0e"); /* Ctrl-N: the second way of F2 */
	client_expect(c, "通话");
	client_type(c, words);
	client_expect(c, "已存");
	return c;
}

bool
client_ended(struct client *c)
{
	siginfo_t info = { .si_pid = 0 };

	client_drain(c);
	return waitid(P_PID, (id_t)c->pid, &info,
		   WEXITED | WNOHANG | WNOWAIT) == 0 &&
	       info.si_pid != 0;
}

bool
client_asked(struct client *c, int ms)
{
	int64_t until = clock_ticks_ms() + ms;

	while (!client_saw(c, "Passphrase: ") && !client_ended(c) &&
	       clock_ticks_ms() < until)
		breathe();
	return client_saw(c, "Passphrase: ");
}

void
client_answer_probe(struct client *c)
{
	client_expect(c, "\033[6n");
	client_type(c, "\033[1;5R");
	client_expect(c, "\033[6n");
	client_type(c, "\033[1;2R");
}

void
client_leave(struct client *c)
{
	client_today(c);
	client_type(c, BACK);
	client_expect(c, "要退出吗");
	client_type(c, "1");
	assert_int_equal(client_end(c), 0);
}

void
client_resize(struct client *c, int rows, int cols)
{
	struct winsize w = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	assert_int_equal(ioctl(c->fd, TIOCSWINSZ, &w), 0);
}

const char *
client_all(struct client *c, int *status)
{
	static char all[1 << 16];
	int64_t until = clock_ticks_ms() + LIMIT_MS, left;

	while (
	    (left = until - clock_ticks_ms()) > 0 && client_read(c, (int)left))
		;
	mem_copy_text(all, sizeof(all), client_text(c));
	*status = client_end(c);
	return all;
}

int
client_end(struct client *c)
{
	int64_t until = clock_ticks_ms() + LIMIT_MS;
	int status = 0;
	pid_t pid;

	while ((pid = waitpid(c->pid, &status, WNOHANG)) == 0) {
		client_read(c, 10);
		if (clock_ticks_ms() > until)
			client_fail(c, "(the end)");
	}
	assert_int_equal(pid, c->pid);
	note_client(c->pid, 0);
	close(c->fd);
	buf_free(c->got);
	free(c);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void
client_kill(struct client *c)
{
	kill(c->pid, SIGKILL);
	client_end(c);
}
