/* SPDX-License-Identifier: Apache-2.0 */
#include <netinet/in.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "tests/bench/foreign.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"
#include "tests/link/link.h"

static struct {
	pid_t pid, owner;
	int port;
} foreign;

static const char *const seated[] = { "op1", "psy1", "class1", NULL };

static FILE *
open_in_folder(const char *name)
{
	char path[400];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", test_folder(), name);
	if ((f = fopen(path, "w")) == NULL)
		fail_msg("%s cannot be written", path);
	return f;
}

static void
make_key(const char *path)
{
	char line[600];

	snprintf(line, sizeof(line),
	    "ssh-keygen -q -t ed25519 -N '' -C '' -f '%s'", path);
	assert_int_equal(system(line), 0);
}

static void
add_key(FILE *to, const char *name, const char *command)
{
	char path[400], key[400] = "";
	FILE *f;

	snprintf(path, sizeof(path), "%s/keys/%s.pub", test_folder(), name);
	if ((f = fopen(path, "r")) == NULL) { /* server_keys_bare() */
		snprintf(path, sizeof(path), "%s/keys/%s.known", test_folder(),
		    name);
		f = fopen(path, "r");
	}
	if (f == NULL || fgets(key, sizeof(key), f) == NULL)
		fail_msg("%s has no key", name);
	fclose(f);
	fprintf(to, "restrict,pty,command=\"%s\" %s", command, key);
}

static void
write_keys(void)
{
	char path[400], command[900];
	FILE *to = open_in_folder("authorized_keys");
	const char *build = getenv("XINQING_BUILDDIR");

	for (int i = 0; seated[i] != NULL; i++) {
		snprintf(command, sizeof(command),
		    "exec %s/tests/bench/seat %s %s", build, server_data(),
		    seated[i]);
		add_key(to, seated[i], command);
	}
	snprintf(path, sizeof(path), "%s/keys/list", test_folder());
	make_key(path);
	snprintf(command, sizeof(command), "exec %s/tests/bench/plain", build);
	add_key(to, "list", command);
	fclose(to);
}

static int
free_port(void)
{
	int port = 0, fd = link_listen(&port);

	close(fd);
	return port;
}

/* SHLVL: a shell that thinks it is not the first one reads no .bashrc of the
 * machine, which may cost more than all the rest. */
static void
write_config(void)
{
	FILE *to = open_in_folder("sshd_config");
	const char *f = test_folder();

	foreign.port = free_port();
	fprintf(to,
	    "ListenAddress 127.0.0.1\nPort %d\nHostKey %s/foreign_key\n"
	    "AuthorizedKeysFile %s/authorized_keys\nPidFile none\n"
	    "StrictModes no\nUsePAM no\nPermitRootLogin yes\n"
	    "PasswordAuthentication no\nKbdInteractiveAuthentication no\n"
	    "KexAlgorithms curve25519-sha256\nPrintMotd no\n"
	    "PrintLastLog no\nMaxStartups 200:100:300\nMaxSessions 10\n"
	    "LogLevel ERROR\n"
	    "SetEnv XINQING_LOCALEDIR=%s XINQING_THEMEDIR=%s"
	    " LC_ALL=C.UTF-8 TZ=Asia/Shanghai SHLVL=2\n",
	    foreign.port, f, f, getenv("XINQING_LOCALEDIR"),
	    getenv("XINQING_THEMEDIR"));
	fclose(to);
}

static bool
answers(int port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool yes = connect(fd, (struct sockaddr *)&a, sizeof(a)) == 0;

	close(fd);
	return yes;
}

static void
kill_foreign(void)
{
	if (getpid() == foreign.owner && foreign.pid > 0)
		kill(foreign.pid, SIGTERM);
}

void
foreign_start(void)
{
	static char config[400], host_key[400];
	int64_t until = clock_ticks_ms() + 10000;
	char *argv[] = { "/usr/sbin/sshd", "-D", "-e", "-f", config, NULL };

	snprintf(config, sizeof(config), "%s/sshd_config", test_folder());
	snprintf(host_key, sizeof(host_key), "%s/foreign_key", test_folder());
	if (access(argv[0], X_OK) != 0)
		fail_msg("the yardstick needs openssh-server");
	mkdir("/run/sshd", 0755); /* there where its service runs */
	make_key(host_key);
	write_keys();
	write_config();
	foreign.owner = getpid();
	if ((foreign.pid = fork()) == 0) {
		execv(argv[0], argv);
		_exit(127);
	}
	atexit(kill_foreign);
	while (!answers(foreign.port)) {
		if (clock_ticks_ms() > until)
			fail_msg("sshd does not answer");
		poll(NULL, 0, 10);
	}
}

int
foreign_port(void)
{
	return foreign.port;
}

pid_t
foreign_pid(void)
{
	return foreign.pid;
}

const char *
foreign_user(void)
{
	struct passwd *p = getpwuid(getuid());

	assert_non_null(p);
	return p->pw_name;
}

void
foreign_stop(void)
{
	if (foreign.pid == 0)
		return;
	kill(foreign.pid, SIGTERM);
	waitpid(foreign.pid, NULL, 0);
	foreign.pid = 0;
	/* Sessions of clients that just went are ours now: server_start() has
	 * asked to be told of what is left behind. */
	for (int i = 0; i < 100; i++) {
		while (waitpid(-1, NULL, WNOHANG) > 0)
			;
		poll(NULL, 0, 10);
	}
}
