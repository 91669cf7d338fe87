/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/err.h"
#include "base/mem.h"

#define CALL(name) SCMP_SYS(name)
#define END -1000000

struct confine_calls {
	struct sock_fprog program;
};

/* What every program of ours needs once it runs. */
static const int common[] = { CALL(read), CALL(write), CALL(readv),
	CALL(writev), CALL(recvfrom), CALL(sendto), CALL(recvmsg),
	CALL(sendmsg), CALL(poll), CALL(ppoll), CALL(close), CALL(brk),
	CALL(mremap), CALL(munmap), CALL(madvise), CALL(getrandom),
	CALL(clock_gettime), CALL(gettimeofday), CALL(time), CALL(getpid),
	CALL(gettid), CALL(getsockopt), CALL(futex), CALL(exit),
	CALL(exit_group), CALL(rt_sigreturn), CALL(rt_sigprocmask),
	CALL(rt_sigaction), CALL(restart_syscall), CALL(nanosleep),
	CALL(clock_nanosleep), CALL(alarm), CALL(setitimer), CALL(fstat),
	CALL(lseek), END };

/* A session shares a socket with all others (reader.h): it shuts none down. */
static const int network[] = { CALL(getpeername), CALL(shutdown), END };

/* One file in, rows out; memory for it, and the end. */
static const int reader[] = { CALL(read), CALL(pread64), CALL(write), CALL(brk),
	CALL(mremap), CALL(munmap), CALL(madvise), CALL(getrandom), CALL(exit),
	CALL(exit_group), CALL(rt_sigreturn), END };

/* Asked for by libraries that can do without. */
static const int network_refused[] = { CALL(open), CALL(openat), CALL(socket),
	CALL(newfstatat), CALL(access), CALL(faccessat), CALL(faccessat2),
	END };

/* Of whoever has the store: files, memory, threads. */
static const int files[] = { CALL(pread64), CALL(pwrite64), CALL(openat),
	CALL(open), CALL(newfstatat), CALL(stat), CALL(lstat), CALL(statx),
	CALL(access), CALL(faccessat), CALL(faccessat2), CALL(readlink),
	CALL(readlinkat), CALL(ftruncate), CALL(fallocate), CALL(fsync),
	CALL(fdatasync), CALL(fcntl), CALL(flock), CALL(unlink), CALL(unlinkat),
	CALL(rename), CALL(renameat), CALL(renameat2), CALL(link), CALL(linkat),
	CALL(getcwd), CALL(getdents64), CALL(fchmod), CALL(fchown),
	CALL(fstatfs), CALL(statfs), CALL(fadvise64), CALL(sync_file_range),
	CALL(mlock), CALL(mlock2), CALL(munlock), CALL(msync), CALL(mincore),
	CALL(select), CALL(pselect6), CALL(epoll_create1), CALL(epoll_ctl),
	CALL(epoll_wait), CALL(epoll_pwait), CALL(eventfd2),
	CALL(timerfd_create), CALL(timerfd_settime), CALL(timerfd_gettime),
	CALL(signalfd4), CALL(pipe), CALL(pipe2), CALL(dup), CALL(dup2),
	CALL(dup3), CALL(getppid), CALL(getpgrp), CALL(getpgid), CALL(getsid),
	CALL(setsid), CALL(getuid), CALL(geteuid), CALL(getgid), CALL(getegid),
	CALL(getgroups), CALL(uname), CALL(sysinfo), CALL(getrusage),
	CALL(getrlimit), CALL(times), CALL(umask), CALL(sched_yield),
	CALL(sched_getaffinity), CALL(sigaltstack), CALL(rt_sigpending),
	CALL(rt_sigtimedwait), CALL(rt_sigsuspend), CALL(tgkill),
	CALL(set_robust_list), CALL(rseq), CALL(membarrier), CALL(clock_getres),
	CALL(set_tid_address), CALL(getcpu), CALL(memfd_create), END };

/* A process of ours that asks for one of these is no longer ours. */
static const int deadly[] = { CALL(execve), CALL(execveat), CALL(fork),
	CALL(vfork), CALL(ptrace), CALL(process_vm_readv),
	CALL(process_vm_writev), CALL(pidfd_getfd), CALL(mount), CALL(umount2),
	CALL(pivot_root), CALL(chroot), CALL(setns), CALL(unshare),
	CALL(init_module), CALL(finit_module), CALL(bpf), CALL(perf_event_open),
	CALL(userfaultfd), CALL(keyctl), CALL(add_key), CALL(request_key),
	CALL(io_uring_setup), CALL(io_uring_enter), CALL(io_uring_register),
	CALL(open_by_handle_at), CALL(kexec_load), CALL(kexec_file_load),
	CALL(personality), CALL(setuid), CALL(setreuid), CALL(setresuid),
	CALL(kill), CALL(tkill), END };

/* Terminal requests; TIOCSTI, which types for others, is not among them. */
static const unsigned long terminal[] = { TCGETS, TCSETS, TCSETSW, TCSETSF,
	TIOCGWINSZ, TIOCSWINSZ, TIOCSCTTY, TIOCGPTN, TIOCSPTLCK, TIOCGPTPEER,
	TIOCGPGRP, TIOCSPGRP, TCFLSH, TCSBRK, TCXONC, FIONREAD };

static int
add_all(scmp_filter_ctx f, uint32_t action, const int *calls)
{
	for (; *calls != END; calls++)
		if (seccomp_rule_add(f, action, *calls, 0) != 0)
			return ERR_SYSTEM;
	return 0;
}

/* Memory may be mapped and changed, but never become code. */
static int
add_memory(scmp_filter_ctx f)
{
	static const int calls[] = { CALL(mmap), CALL(mprotect) };

	for (size_t i = 0; i < nitems(calls); i++)
		if (seccomp_rule_add(f, SCMP_ACT_ALLOW, calls[i], 1,
			SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) != 0)
			return ERR_SYSTEM;
	return 0;
}

static int
add_ioctls(scmp_filter_ctx f, const unsigned long *requests, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(ioctl), 1,
			SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffff, requests[i])) !=
		    0)
			return ERR_SYSTEM;
	return 0;
}

/* Make the program that the kernel runs, out of f. */
static int
calls_ready(scmp_filter_ctx f, struct confine_calls **out)
{
	struct confine_calls *c;
	struct stat st;
	int fd = memfd_create("calls", MFD_CLOEXEC);
	int r = ERR_SYSTEM;

	if (fd < 0)
		return r;
	if (seccomp_export_bpf(f, fd) == 0 && fstat(fd, &st) == 0) {
		c = mem_zero(1, sizeof(*c));
		c->program.filter = mem_zero(1, (size_t)st.st_size);
		c->program.len = (unsigned short)((size_t)st.st_size /
						  sizeof(struct sock_filter));
		if (pread(fd, c->program.filter, (size_t)st.st_size, 0) ==
		    st.st_size) {
			*out = c;
			r = 0;
		} else
			confine_calls_free(c);
	}
	close(fd);
	return r;
}

int
confine_calls_network(struct confine_calls **out)
{
	static const unsigned long ioctls[] = { TIOCSWINSZ, FIONREAD };
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int r = ERR_SYSTEM;

	if (f != NULL && (r = add_all(f, SCMP_ACT_ALLOW, common)) == 0 &&
	    (r = add_all(f, SCMP_ACT_ALLOW, network)) == 0 &&
	    (r = add_all(f, SCMP_ACT_ERRNO(EACCES), network_refused)) == 0 &&
	    (r = add_memory(f)) == 0 &&
	    (r = add_ioctls(f, ioctls, nitems(ioctls))) == 0 &&
	    (seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(fcntl), 1,
		 SCMP_A1(SCMP_CMP_EQ, F_GETFL, 0)) != 0 ||
		seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(fcntl), 1,
		    SCMP_A1(SCMP_CMP_EQ, F_SETFL, 0)) != 0))
		r = ERR_SYSTEM;
	if (r == 0)
		r = calls_ready(f, out);
	seccomp_release(f);
	return r;
}

int
confine_calls_reader(struct confine_calls **out)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	int r = ERR_SYSTEM;

	if (f != NULL && (r = add_all(f, SCMP_ACT_ALLOW, reader)) == 0 &&
	    (r = add_memory(f)) == 0)
		r = calls_ready(f, out);
	seccomp_release(f);
	return r;
}

/* With the store, and with so many requests to a terminal. */
static int
calls_of_store(size_t n_terminal, struct confine_calls **out)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int r = ERR_SYSTEM;

	/* A thread, never a process.  What clone3 asks for lies in memory
	 * that a filter cannot see; without it libc takes clone. */
	if (f != NULL && (r = add_all(f, SCMP_ACT_ALLOW, common)) == 0 &&
	    (r = add_all(f, SCMP_ACT_ALLOW, files)) == 0 &&
	    (r = add_all(f, SCMP_ACT_KILL_PROCESS, deadly)) == 0 &&
	    (r = add_memory(f)) == 0 &&
	    (r = add_ioctls(f, terminal, n_terminal)) == 0 &&
	    (seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), CALL(clone3), 0) !=
		    0 ||
		seccomp_rule_add(f, SCMP_ACT_ALLOW, CALL(clone), 1,
		    SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) !=
		    0 ||
		seccomp_rule_add(f, SCMP_ACT_KILL_PROCESS, CALL(clone), 1,
		    SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0)) != 0))
		r = ERR_SYSTEM;
	if (r == 0)
		r = calls_ready(f, out);
	seccomp_release(f);
	return r;
}

int
confine_calls_session(struct confine_calls **out)
{
	return calls_of_store(nitems(terminal), out);
}

int
confine_calls_keeper(struct confine_calls **out)
{
	return calls_of_store(0, out);
}

void
confine_calls_free(struct confine_calls *c)
{
	if (c == NULL)
		return;
	free(c->program.filter);
	free(c);
}

int
confine_enter(const struct confine_calls *c)
{
	if (!confine_is_whole())
		return 0;
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &c->program) == 0
		   ? 0
		   : ERR_SYSTEM;
}
