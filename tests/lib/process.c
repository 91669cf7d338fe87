/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>

#include "tests/lib/process.h"
#include "tests/lib/test.h"

#define MOST 8192
#define DEEP 8

static size_t
list_all(struct process *to, size_t most)
{
	DIR *d = opendir("/proc");
	struct dirent *e;
	char path[300];
	size_t n = 0;
	FILE *f;

	while (n < most && (e = readdir(d)) != NULL) {
		snprintf(path, sizeof(path), "/proc/%s/stat", e->d_name);
		if (!isdigit((unsigned char)e->d_name[0]) ||
		    (f = fopen(path, "r")) == NULL)
			continue;
		if (fscanf(f, "%d (%31[^)]) %c %d", &to[n].pid, to[n].name,
			&to[n].state, &to[n].parent) == 4)
			n++;
		fclose(f);
	}
	closedir(d);
	return n;
}

static bool
comes_from(const struct process *all, size_t n, size_t i, pid_t root)
{
	for (int up = 0; up < DEEP; up++) {
		size_t j = 0;

		if (all[i].pid == root)
			return true;
		while (j < n && all[j].pid != all[i].parent)
			j++;
		if (j == n)
			return false;
		i = j;
	}
	return false;
}

size_t
process_tree(pid_t root, struct process *to, size_t most)
{
	struct process *all = mem_zero(MOST, sizeof(*all));
	size_t n = list_all(all, MOST), found = 0;

	for (size_t i = 0; i < n && found < most; i++)
		if (all[i].state != 'Z' && comes_from(all, n, i, root))
			to[found++] = all[i];
	free(all);
	return found;
}

void
process_signal(pid_t root, int signal)
{
	static struct process all[MOST];
	size_t n = process_tree(root, all, MOST);

	for (size_t i = 0; i < n; i++)
		kill(all[i].pid, signal);
}

long
process_pss_kb(pid_t pid)
{
	char path[64], line[256];
	long kb = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/smaps_rollup", (int)pid);
	if ((f = fopen(path, "r")) == NULL)
		return 0;
	while (fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, "Pss: %ld", &kb) == 1)
			break;
	fclose(f);
	return kb;
}

int
process_descriptors(pid_t pid)
{
	char path[64];
	int n = 0;
	DIR *d;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)pid);
	if ((d = opendir(path)) == NULL)
		return 0;
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

bool
process_says(pid_t pid, const char *file, const char *line)
{
	char path[64], text[128];
	bool found = false;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, file);
	if ((f = fopen(path, "r")) == NULL)
		return false;
	while (!found && fgets(text, sizeof(text), f) != NULL)
		found = strncmp(text, line, strlen(line)) == 0;
	fclose(f);
	return found;
}
