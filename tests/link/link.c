/* SPDX-License-Identifier: Apache-2.0 */
/* A link as a child of the test that uses it. */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "tests/link/link.h"

struct link {
	pid_t pid;
	int port, control;
};

int
link_listen(int *port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	socklen_t n = sizeof(a);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) != 0 ||
	    listen(fd, 64) != 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &n) != 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	*port = ntohs(a.sin_port);
	return fd;
}

struct link *
link_open(const struct link_how *how)
{
	struct link *l = mem_zero(1, sizeof(*l));
	int pair[2], listening = link_listen(&l->port);

	if (listening < 0 ||
	    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		free(l);
		return NULL;
	}
	fflush(NULL);
	if ((l->pid = fork()) == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		close(pair[0]);
		_exit(link_serve(how, listening, pair[1]));
	}
	close(listening);
	close(pair[1]);
	l->control = pair[0];
	return l;
}

int
link_port(const struct link *l)
{
	return l->port;
}

static void
tell(struct link *l, const char *what)
{
	if (write(l->control, what, strlen(what)) < 0)
		perror("link");
}

void
link_count(struct link *l, struct link_count *to)
{
	unsigned long long v[5] = { 0 };
	char answer[128];
	ssize_t n;

	tell(l, "count\n");
	n = read(l->control, answer, sizeof(answer) - 1);
	answer[n > 0 ? n : 0] = '\0';
	sscanf(answer, "%llu %llu %llu %llu %llu", &v[0], &v[1], &v[2], &v[3],
	    &v[4]);
	*to = (struct link_count){ v[0], v[1], v[2], v[3], v[4] };
}

void
link_pace(struct link *l, long rate, int rtt_ms)
{
	char said[64];

	snprintf(said, sizeof(said), "pace %ld %d\n", rate, rtt_ms);
	tell(l, said);
}

void
link_cut(struct link *l)
{
	tell(l, "cut\n");
}

void
link_half(struct link *l)
{
	tell(l, "half\n");
}

void
link_close(struct link *l)
{
	if (l == NULL)
		return;
	/* a link opened later has a copy of it: closing says nothing */
	shutdown(l->control, SHUT_RDWR);
	close(l->control);
	waitpid(l->pid, NULL, 0);
	free(l);
}
