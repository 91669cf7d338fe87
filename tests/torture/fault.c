/* SPDX-License-Identifier: Apache-2.0 */
/* Preloaded into the programs under test: see fault.h. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "tests/lib/fault.h"

static struct fault *fault; /* NULL: nothing is done */

/* The page stays mapped over fork, and whatever rights are given up. */
static void __attribute__((constructor)) begin(void)
{
	const char *path = getenv("XINQING_FAULT");
	long fd;
	void *p;

	if (path == NULL ||
	    (fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC)) < 0)
		return;
	p = (void *)syscall(SYS_mmap, NULL, sizeof(*fault),
	    PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	syscall(SYS_close, fd);
	if (p == MAP_FAILED)
		return;
	fault = p;
}

static bool
is_meant(void)
{
	return fault->program[0] == '\0' ||
	       strcmp(fault->program, program_invocation_short_name) == 0;
}

/* Is it this one?  With an errno set, but for FAULT_SHORT. */
static bool
fails(enum fault_call c, bool *cut)
{
	int64_t n, at;

	if (fault == NULL || atomic_load(&fault->call) != (uint32_t)c ||
	    !is_meant())
		return false;
	n = atomic_fetch_add(&fault->count, 1) + 1;
	at = atomic_load(&fault->at);
	if (at == 0 || n < at || (n > at && !atomic_load(&fault->always)))
		return false;
	atomic_fetch_add(&fault->hit, 1);
	if (atomic_load(&fault->error) == FAULT_SHORT && cut != NULL) {
		*cut = true;
		return false;
	}
	errno = atomic_load(&fault->error);
	return true;
}

static long
answer(long r)
{
	return r;
}

/* --- files ------------------------------------------------------------------
 */

/* What the loader and the C library look up for themselves is no part of the
 * story: files outside the data folder, by their absolute path. */
static bool
is_ours(const char *path)
{
	return path[0] != '/' || strncmp(path, "/dev/shm/xinqing", 16) == 0 ||
	       strncmp(path, "/dev/pt", 7) == 0 ||
	       strncmp(path, "/tmp/", 5) == 0;
}

static int
open_at(int dir, const char *path, int flags, unsigned mode)
{
	if (is_ours(path) && fails(FAULT_OPEN, NULL))
		return -1;
	return (int)answer(
	    syscall(SYS_openat, dir, path, flags | O_LARGEFILE, mode));
}

#define MODE_OF(flags)                                \
	unsigned mode = 0;                            \
	if (((flags) & (O_CREAT | O_TMPFILE)) != 0) { \
		va_list ap;                           \
		va_start(ap, flags);                  \
		mode = va_arg(ap, unsigned);          \
		va_end(ap);                           \
	}

int
open(const char *path, int flags, ...)
{
	MODE_OF(flags)
	return open_at(AT_FDCWD, path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	MODE_OF(flags)
	return open_at(AT_FDCWD, path, flags, mode);
}

int
openat(int dir, const char *path, int flags, ...)
{
	MODE_OF(flags)
	return open_at(dir, path, flags, mode);
}

int
openat64(int dir, const char *path, int flags, ...)
{
	MODE_OF(flags)
	return open_at(dir, path, flags, mode);
}

/* A file or a table of rows; a terminal, a pipe or a socket is another
 * matter. */
static bool
is_file(int fd)
{
	struct stat st;

	/* One without a name is memory, and no disk. */
	return fd > 2 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	       st.st_nlink > 0;
}

ssize_t
read(int fd, void *p, size_t n)
{
	bool cut = false;

	if (fault != NULL && is_file(fd) && fails(FAULT_READ, &cut))
		return -1;
	return syscall(SYS_read, fd, p, cut ? n / 2 : n);
}

/* Cut short, the next one at that place goes on. */
static ssize_t
read_at(int fd, void *p, size_t n, off_t at)
{
	bool cut = false;

	if (fails(FAULT_READ, &cut))
		return -1;
	return syscall(SYS_pread64, fd, p, cut ? n / 2 : n, at);
}

ssize_t
pread(int fd, void *p, size_t n, off_t at)
{
	return read_at(fd, p, n, at);
}

ssize_t
pread64(int fd, void *p, size_t n, off64_t at)
{
	return read_at(fd, p, n, at);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	bool cut = false;

	if (fault != NULL && is_file(fd) && fails(FAULT_WRITE, &cut))
		return -1;
	return syscall(SYS_write, fd, p, cut && n > 1 ? n / 2 : n);
}

static ssize_t
write_at(int fd, const void *p, size_t n, off_t at)
{
	bool cut = false;

	if (fails(FAULT_WRITE, &cut))
		return -1;
	return syscall(SYS_pwrite64, fd, p, cut && n > 1 ? n / 2 : n, at);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
	return write_at(fd, p, n, at);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	return write_at(fd, p, n, at);
}

int
fsync(int fd)
{
	return fails(FAULT_SYNC, NULL) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
fdatasync(int fd)
{
	return fails(FAULT_SYNC, NULL) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int
ftruncate(int fd, off_t n)
{
	return fails(FAULT_TRUNCATE, NULL) ? -1
					   : (int)syscall(SYS_ftruncate, fd, n);
}

int
ftruncate64(int fd, off64_t n)
{
	return ftruncate(fd, n);
}

int
posix_fallocate(int fd, off_t at, off_t n)
{
	if (fails(FAULT_TRUNCATE, NULL))
		return errno;
	return syscall(SYS_fallocate, fd, 0, at, n) == 0 ? 0 : errno;
}

/* --- memory -----------------------------------------------------------------
 */

void *
mmap(void *p, size_t n, int prot, int flags, int fd, off_t at)
{
	if (fails(FAULT_MAP, NULL))
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, p, n, prot, flags, fd, at);
}

void *
mmap64(void *p, size_t n, int prot, int flags, int fd, off64_t at)
{
	return mmap(p, n, prot, flags, fd, at);
}

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

void *
malloc(size_t n)
{
	return fails(FAULT_MEMORY, NULL) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails(FAULT_MEMORY, NULL) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails(FAULT_MEMORY, NULL) ? NULL : __libc_realloc(p, n);
}

/* --- descriptors and processes ----------------------------------------------
 */

int
socketpair(int domain, int type, int protocol, int to[2])
{
	return fails(FAULT_SOCKET, NULL)
		   ? -1
		   : (int)syscall(SYS_socketpair, domain, type, protocol, to);
}

int
socket(int domain, int type, int protocol)
{
	return fails(FAULT_SOCKET, NULL)
		   ? -1
		   : (int)syscall(SYS_socket, domain, type, protocol);
}

int
accept4(int fd, __SOCKADDR_ARG a, socklen_t *n, int flags)
{
	return fails(FAULT_SOCKET, NULL)
		   ? -1
		   : (int)syscall(SYS_accept4, fd, a.__sockaddr__, n, flags);
}

int
pipe2(int to[2], int flags)
{
	return fails(FAULT_SOCKET, NULL) ? -1
					 : (int)syscall(SYS_pipe2, to, flags);
}

int
eventfd(unsigned n, int flags)
{
	return fails(FAULT_SOCKET, NULL) ? -1
					 : (int)syscall(SYS_eventfd2, n, flags);
}

pid_t
fork(void)
{
	pid_t (*real)(void);

	*(void **)&real = dlsym(RTLD_NEXT, "fork");
	return fails(FAULT_FORK, NULL) ? -1 : real();
}

/* --- the machine's clock ----------------------------------------------------
 */

int
clock_gettime(clockid_t id, struct timespec *t)
{
	long r = syscall(SYS_clock_gettime, id, t);

	if (r == 0 && id == CLOCK_REALTIME && fault != NULL)
		t->tv_sec += atomic_load(&fault->clock);
	return (int)r;
}

time_t
time(time_t *to)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	if (to != NULL)
		*to = t.tv_sec;
	return t.tv_sec;
}

int
gettimeofday(struct timeval *to, void *zone)
{
	struct timespec t;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &t);
	to->tv_sec = t.tv_sec;
	to->tv_usec = t.tv_nsec / 1000;
	return 0;
}
