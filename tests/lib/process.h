/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_PROCESS_H
#define TESTS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The processes of a program under test, as /proc shows them. */
struct process {
	pid_t pid, parent;
	char name[32], state;
};

/* root and all that comes from it, zombies left out; at most `most`. */
size_t process_tree(pid_t root, struct process *to, size_t most);
/* The same signal to each of them. */
void process_signal(pid_t root, int signal);
/* What one takes: proportional memory in kB; open descriptors. */
long process_pss_kb(pid_t pid);
int process_descriptors(pid_t pid);
/* Does a line of its /proc file ("status", "limits") begin so? */
bool process_says(pid_t pid, const char *file, const char *line);

#endif
