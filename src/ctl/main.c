/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/setting.h"
#include "act/signin.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/log.h"
#include "base/mem.h"
#include "act/store.h"
#include "internal.h"
#include "model/profile.h"

struct globals {
	const char *data, *as, *language;
	int passphrase_fd; /* -1: ask at the terminal */
	bool json, help, version, man, bash, zsh;
};

static bool
global_flag(struct globals *g, const char *arg)
{
	const struct {
		const char *name;
		bool *to;
	} flags[] = {
		{ "--json", &g->json },
		{ "--help", &g->help },
		{ "--version", &g->version },
		{ "--print-man", &g->man },
		{ "--print-completion", &g->bash },
		{ "--print-completion-zsh", &g->zsh },
	};

	for (size_t i = 0; i < nitems(flags); i++)
		if (strcmp(arg, flags[i].name) == 0)
			return *flags[i].to = true;
	return false;
}

/* The value of an option that is ours: 1 taken, 0 not ours, ERR_USAGE. */
static int
global_value(struct globals *g, const char *arg, const char *value)
{
	const struct {
		const char *name;
		const char **to;
	} texts[] = {
		{ "--data", &g->data },
		{ "--as", &g->as },
		{ "--language", &g->language },
	};
	char *end;
	long fd;

	for (size_t i = 0; i < nitems(texts); i++)
		if (strcmp(arg, texts[i].name) == 0) {
			*texts[i].to = value;
			return value != NULL ? 1 : ERR_USAGE;
		}
	if (strcmp(arg, "--passphrase-fd") != 0)
		return 0;
	fd = value != NULL ? strtol(value, &end, 10) : -1;
	if (fd < 0 || fd > 1023 || *end != '\0')
		return ERR_USAGE;
	g->passphrase_fd = (int)fd;
	return 1;
}

/* Take the options every command has out of argv; the rest stays. */
static int
globals_take(struct globals *g, int *argc, char **argv)
{
	int n = 0, r;

	for (int i = 1; i < *argc; i++) {
		if (global_flag(g, argv[i]))
			continue;
		r = global_value(
		    g, argv[i], i + 1 < *argc ? argv[i + 1] : NULL);
		if (r < 0)
			return r;
		if (r == 1)
			i++;
		else
			argv[n++] = argv[i];
	}
	argv[n] = NULL;
	*argc = n;
	return 0;
}

int
ctl_signin(struct ctl *c, const char *login, int fd, const char *question,
    struct actor **out)
{
	struct buf *pass = act_secret();
	struct act_signin *s = NULL;
	enum signin_state state;
	int r;

	r = fd >= 0 ? ctl_read_secret(fd, pass)
		    : ctl_ask_secret(question, pass);
	if (r == 0 && (r = act_signin_begin(c->store, &s)) == 0 &&
	    (r = act_signin_login(s, login, &state)) == 0) {
		if (state == SIGNIN_FIRST)
			r = ctl_fail(c, ERR_STATE,
			    _("The passphrase is set at the first sign-in "
			      "over SSH, with the key that was approved."));
		else
			r = act_signin_secret(
			    s, buf_text(pass), buf_len(pass), "cli", out);
	}
	act_signin_end(s);
	buf_free(pass);
	return r;
}

static int
open_store(
    struct ctl *c, const struct globals *g, const struct ctl_command *cmd)
{
	int r;

	if (cmd->flags & CTL_NO_STORE)
		return 0;
	if (g->data == NULL)
		return ctl_fail(
		    c, ERR_USAGE, _("Where is the store? Add --data DIR."));
	if ((r = act_store_open(g->data, &c->store)) != 0)
		return r;
	if (cmd->flags & CTL_NO_ONE)
		return 0;
	if (g->as == NULL)
		return ctl_fail(c, ERR_USAGE, _("Who is it? Add --as LOGIN."));
	return ctl_signin(
	    c, g->as, g->passphrase_fd, _("Passphrase: "), &c->who);
}

static int
run_command(struct ctl *c, const struct globals *g, int argc, char **argv)
{
	const struct ctl_command *cmd;
	int used, r;

	if ((cmd = ctl_find(argc, argv, &used)) == NULL)
		return argc == 0
			   ? ERR_USAGE
			   : ctl_fail(c, ERR_UNKNOWN,
				 _("There is no such command; see --help."));
	if (g->help) {
		ctl_print_help(c->out, cmd);
		return 0;
	}
	if ((r = ctl_take_options(c, cmd, argc - used, argv + used)) != 0 ||
	    (cmd->early != NULL && (r = cmd->early(c)) != 0) ||
	    (r = open_store(c, g, cmd)) != 0)
		return r;
	if (c->who != NULL && g->language == NULL)
		lang_set(act_setting(c->who, SETTING_LANGUAGE));
	if (cmd->fields != NULL && !(cmd->flags & (CTL_STDIN | CTL_ASKS)) &&
	    (r = ctl_read_fields(c, cmd, stdin)) != 0)
		return r;
	return ctl_run(c, cmd);
}

/* JSON passes through jansson: what it held is wiped when given back. */
static void *
json_take(size_t n)
{
	size_t *p = malloc(n + sizeof(*p) * 2);

	if (p == NULL)
		mem_out(); /* else an answer would come without a field */
	*p = n;
	return p + 2;
}

static void
json_give(void *p)
{
	size_t *at;

	if (p == NULL)
		return;
	at = (size_t *)p - 2;
	explicit_bzero(p, *at);
	free(at);
}

/* The last words of a program that has no memory: said in advance. */
static char out_of_memory[256];

static void
say_no_memory(void)
{
	size_t n = strlen(out_of_memory);

	_exit(write(STDERR_FILENO, out_of_memory, n) == (ssize_t)n
		  ? err_exit(ERR_MEMORY)
		  : EX_OSERR);
}

static void
prepare_no_memory(void)
{
	snprintf(out_of_memory, sizeof(out_of_memory), "%s: %s\n",
	    err_name(ERR_MEMORY), err_text(ERR_MEMORY));
	mem_when_out(say_no_memory);
}

static int
print_only(const struct globals *g)
{
	if (g->version)
		puts(PACKAGE_STRING);
	else if (g->man)
		ctl_print_man(stdout);
	else if (g->bash || g->zsh)
		ctl_print_completion(stdout, g->zsh);
	else
		return 0;
	return 1;
}

static void
say_error(const struct ctl *c, int r)
{
	struct buf *b = buf_new();

	ctl_error_text(c, r, b);
	fprintf(stderr, "%s\n", buf_text(b));
	buf_free(b);
}

int
ctl_main(int argc, char **argv)
{
	struct globals g = { .passphrase_fd = -1 };
	struct ctl c = { .out = stdout };
	int r;

	json_set_alloc_funcs(json_take, json_give);
	r = globals_take(&g, &argc, argv);
	/* The times in a sentence are the district's, not the machine's. */
	setenv("TZ", profile_default()->zone, 1);
	tzset();
	lang_set(g.language != NULL ? g.language : "zh_CN");
	prepare_no_memory();
	log_aside();
	if (r == 0 && (print_only(&g) || (argc == 0 && g.help))) {
		if (argc == 0 && g.help)
			ctl_print_usage(stdout);
		return 0;
	}
	c.json = g.json;
	c.data = g.data;
	c.in = json_object();
	c.options = json_object();
	if (r == 0)
		r = run_command(&c, &g, argc, argv);
	if (r == 0 && (fflush(stdout) != 0 || ferror(stdout)))
		r = ERR_IO;
	if (r != 0)
		say_error(&c, r);
	if (r == ERR_USAGE && argc == 0)
		ctl_print_usage(stderr);
	act_free(c.who);
	act_store_close(c.store);
	json_decref(c.in);
	json_decref(c.options);
	return err_exit(r != 0 ? r : c.failed);
}
