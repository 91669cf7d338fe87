/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_COST_H
#define TESTS_COST_H

#include <sys/types.h>

/*
 * What a process and all that it started cost, from /proc (as root: the
 * sessions of others are read).
 */

/* Seconds of CPU of the process, its living children and theirs, and of all
 * that any of them has waited for. */
double cost_cpu(pid_t top);
/* Their proportional share of memory, in MB. */
double cost_memory(pid_t top);

#endif
