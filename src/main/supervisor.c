/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "super/super.h"

#define CONF_FILE SYSCONFDIR "/xinqing/xinqing.conf"

static const char usage[] =
    "usage: xinqingd [--config FILE] [--OPTION VALUE]... [ACTION]\n"
    "\n"
    "Serve Xinqing over SSH until SIGTERM, in the foreground.\n"
    "\n"
    "  --config FILE    read options from FILE (" CONF_FILE ")\n"
    "  --OPTION VALUE   any option of xinqing.conf(5): --data DIR,\n"
    "                   --port 2222, --listen 127.0.0.1\n"
    "  --programs DIR   where xinqing-net, xinqing-session, xinqing-keeper\n"
    "                   and xinqing-reader are (" LIBEXECDIR ")\n"
    "  --ready-fd N     write \"ready port=P\" to descriptor N when serving\n"
    "\n"
    "  --check-config   say what is wrong with the options, and end\n"
    "  --print-config   print the options as they would be used, and end\n"
    "  --print-manual   print every option with its explanation, in the\n"
    "                   language that --language says, and end\n"
    "  --help, --version\n";

#define SET_LIMIT 64 /* options on one command line */

struct arguments {
	const char *config; /* NULL: the usual file, if there is one */
	const char *programs;
	const char *ready_fd;
	int (*action)(const struct conf *c);
	struct {
		char name[64];
		const char *value;
	} set[SET_LIMIT]; /* for conf_set(), over what the file says */
	int n_set;
};

static void
tell(void *arg, const struct conf_fault *f)
{
	(void)arg;
	fputs("xinqingd: ", stderr);
	conf_fault_print(f, stderr);
}

static int
check_config(const struct conf *c)
{
	(void)c;
	puts("xinqingd: the options are good");
	return 0;
}

static int
print_config(const struct conf *c)
{
	conf_write(c, stdout);
	return 0;
}

static int
print_manual(const struct conf *c)
{
	lang_set(c->language);
	conf_write_manual(stdout);
	return 0;
}

static int
misused(const char *word, const char *why)
{
	fprintf(stderr, "xinqingd: %s %s; see --help\n", word, why);
	return ERR_USAGE;
}

/* Words without a value: 1 if it was one. */
static int
read_word(struct arguments *a, const char *name)
{
	static const struct {
		const char *name;
		int (*action)(const struct conf *c);
	} actions[] = {
		{ "check-config", check_config },
		{ "print-config", print_config },
		{ "print-manual", print_manual },
	};

	if (strcmp(name, "help") == 0) {
		fputs(usage, stdout);
		exit(0);
	}
	if (strcmp(name, "version") == 0) {
		puts("xinqingd " PACKAGE_VERSION);
		exit(0);
	}
	for (size_t i = 0; i < nitems(actions); i++)
		if (strcmp(name, actions[i].name) == 0) {
			a->action = actions[i].action;
			return 1;
		}
	return 0;
}

static int
read_value(struct arguments *a, const char *name, const char *value)
{
	if (strcmp(name, "config") == 0)
		a->config = value;
	else if (strcmp(name, "programs") == 0)
		a->programs = value;
	else if (strcmp(name, "ready-fd") == 0)
		a->ready_fd = value;
	else if (a->n_set == SET_LIMIT)
		return misused(name, "is one option too many");
	else {
		strcpy(a->set[a->n_set].name, name);
		a->set[a->n_set++].value = value;
	}
	return 0;
}

/* "--name value" or "--name=value". */
static int
read_arguments(struct arguments *a, char **argv)
{
	char name[sizeof(a->set[0].name)];
	const char *word, *value;
	size_t n;
	int r = 0;

	for (; r == 0 && (word = *argv) != NULL; argv++) {
		n = strcspn(word, "=");
		if (strncmp(word, "--", 2) != 0 || n - 2 >= sizeof(name))
			return misused(word, "is not an option");
		snprintf(name, sizeof(name), "%.*s", (int)n - 2, word + 2);
		if (word[n] == '=')
			value = word + n + 1;
		else if (read_word(a, name))
			continue;
		else if ((value = *++argv) == NULL)
			return misused(word, "needs a value");
		r = read_value(a, name, value);
	}
	return r;
}

static int
read_config(struct conf *c, const char *path)
{
	FILE *f = fopen(path != NULL ? path : CONF_FILE, "re");
	int r;

	if (f == NULL && path == NULL && errno == ENOENT)
		return 0;
	if (f == NULL) {
		fprintf(stderr, "xinqingd: %s: %s\n",
		    path != NULL ? path : CONF_FILE, strerror(errno));
		return ERR_INPUT;
	}
	r = conf_read(c, f, path != NULL ? path : CONF_FILE, tell, NULL);
	fclose(f);
	return r;
}

/* The file, then the command line over it; every fault is told. */
static int
read_options(struct conf *c, const struct arguments *a)
{
	int r = read_config(c, a->config), s;

	for (int i = 0; i < a->n_set; i++) {
		s = conf_set(c, a->set[i].name, a->set[i].value, tell, NULL);
		r = r != 0 ? r : s;
	}
	s = conf_check(c, tell, NULL);
	return r != 0 ? r : s;
}

static int
serve(const struct conf *c, const struct arguments *a)
{
	struct super_how how = { .programs = a->programs, .ready_fd = -1 };
	char *end;

	if (a->ready_fd != NULL) {
		how.ready_fd = (int)strtol(a->ready_fd, &end, 10);
		if (a->ready_fd[0] == '\0' || *end != '\0') {
			misused("--ready-fd", "needs a number");
			return EX_USAGE;
		}
	}
	return super_run(c, &how);
}

int
main(int argc, char **argv)
{
	struct arguments a = { .programs = LIBEXECDIR };
	struct conf *c = conf_new();
	int status = EX_CONFIG;

	(void)argc;
	if (read_arguments(&a, argv + 1) != 0)
		status = EX_USAGE;
	else if (read_options(c, &a) == 0)
		status = a.action != NULL ? a.action(c) : serve(c, &a);
	conf_free(c);
	return status;
}
