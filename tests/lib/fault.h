/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_FAULT_H
#define TESTS_FAULT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * What fault.so, preloaded into a program, is to do: a page shared by file
 * with the test, $XINQING_FAULT.  The n-th call of a kind, in programs of that
 * name, fails with an error; or every one from there on.
 */
enum fault_call {
	FAULT_NONE,
	FAULT_OPEN,	/* open, openat, creat */
	FAULT_READ,	/* read, pread */
	FAULT_WRITE,	/* write, pwrite: of files, never of a log */
	FAULT_SYNC,	/* fsync, fdatasync */
	FAULT_TRUNCATE, /* ftruncate, fallocate */
	FAULT_MAP,	/* mmap */
	FAULT_MEMORY,	/* malloc, calloc, realloc */
	FAULT_SOCKET,	/* socket, accept, pipe, socketpair, eventfd */
	FAULT_FORK,
	FAULT_CALLS
};

#define FAULT_SHORT 0 /* instead of an errno: half of it is done */

struct fault {
	char program[32]; /* "xinqing-session"; "": whatever */
	_Atomic uint32_t call;
	_Atomic int32_t error, always;
	_Atomic int64_t at; /* from 1; 0: only count */
	_Atomic int64_t count, hit;
	_Atomic int64_t clock; /* seconds, added to the machine's time */
};

/* The test's side.  The library to preload; NULL where nothing can be (a
 * build with sanitizers brings its own). */
const char *fault_library(void);
const char *fault_page(void); /* its file */
/* at 0: count only. */
void fault_set(const char *program, enum fault_call call, int64_t at, int error,
    bool always);
void fault_none(void);
int64_t fault_calls(void), fault_hits(void);
/* The machine's time, moved for whoever has it preloaded. */
void fault_clock(int64_t seconds);
/* A folder of programs as the server starts them, each with the library. */
const char *fault_programs(void);

#endif
