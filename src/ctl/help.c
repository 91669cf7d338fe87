/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/lang.h"
#include "internal.h"

/* The words before each command, for people and for the man page. */
static const char usage[] =
    "xinqing --data DIR --as LOGIN [--passphrase-fd N] [--json] COMMAND...";

void
ctl_print_usage(FILE *f)
{
	fprintf(f, _("Usage: %s\n\n"), usage);
	for (size_t i = 0; ctl_commands[i] != NULL; i++)
		fprintf(f, "  %-22s %s\n", ctl_commands[i]->name,
		    _(ctl_commands[i]->help));
	fprintf(f, _("\nxinqing COMMAND --help says more about one.\n"));
}

void
ctl_print_help(FILE *f, const struct ctl_command *cmd)
{
	const struct ctl_option *o = cmd->options;
	const struct ctl_field *d = cmd->fields;

	fprintf(f, _("Usage: xinqing %s %s\n"), cmd->name,
	    cmd->args != NULL ? cmd->args : "");
	fprintf(f, "%s\n", _(cmd->help));
	for (; o != NULL && o->name != NULL; o++)
		fprintf(f, "  %s %s\t%s\n", o->name,
		    o->value != NULL ? o->value : "", _(o->help));
	if (d != NULL)
		fprintf(f, _("Fields, as one JSON object on stdin "
			     "(* is needed):\n"));
	for (; d != NULL && d->name != NULL; d++)
		fprintf(f, "  %c %-18s %s\n", d->needed ? '*' : ' ', d->name,
		    _(d->help));
}

/* A sentence of the table, in lines of at most 78 bytes where it has
 * blanks, as Chinese has not. */
static void
man_text(FILE *f, const char *s)
{
	size_t n;

	for (; *s != '\0'; s += n + strspn(s + n, " ")) {
		n = strlen(s);
		for (size_t i = 0; n > 78 && i <= 78; i++)
			if (s[78 - i] == ' ')
				n = 78 - i;
		fprintf(f, "%.*s\n", (int)n, s);
	}
}

static void
man_options(FILE *f, const struct ctl_command *cmd)
{
	const struct ctl_option *o = cmd->options;
	const struct ctl_field *d = cmd->fields;

	if (o == NULL && d == NULL)
		return;
	fprintf(f, ".Bl -tag -width Ds -compact\n");
	for (; o != NULL && o->name != NULL; o++) {
		fprintf(f, ".It Fl -%s", o->name + 2);
		fprintf(f, o->value != NULL ? " Ar %s\n" : "\n", o->value);
		man_text(f, _(o->help));
	}
	for (; d != NULL && d->name != NULL; d++) {
		fprintf(f, ".It Va %s%s\n", d->name,
		    d->needed ? _(" No (needed)") : "");
		man_text(f, _(d->help));
	}
	fprintf(f, ".El\n");
}

static const char man_tail[] =
    N_(".Sh EXIT STATUS\n.Bl -tag -width Ds -compact\n"
       ".It 0\nDone.\n"
       ".It 64\nThe command line was wrong.\n"
       ".It 65\nWhat was given is not possible, or not there.\n"
       ".It 69\nA key is not there yet: custody, a circle, a first sign-in.\n"
       ".It 71\nThe system refused something.\n"
       ".It 74\nThe disk failed or is full.\n"
       ".It 75\nTry again: somebody was first, or a second person has been "
       "asked.\n"
       ".It 77\nNot open to this person, or the passphrase is not right.\n"
       ".It 78\nThe store is older or newer than this program.\n.El\n"
       ".Sh EXAMPLES\nA call, opened by an operator:\n"
       ".Bd -literal -offset indent\n"
       "echo '{\"alias\": \"K\"}' | xinqing --data /srv/xinqing --as op1 \\e\n"
       "    --passphrase-fd 3 --json ticket new 3<passphrase\n.Ed\n.Pp\n"
       "What waits for somebody, read by a person:\n"
       ".Bd -literal -offset indent\n"
       "xinqing --data /srv/xinqing --as psy1 today\n.Ed\n"
       ".Sh SEE ALSO\n.Xr xinqing.conf 5 ,\n.Xr xinqingd 8\n");

static const char man_head[] =
    N_(".Dd November 24, 2026\n"
       ".Dt XINQING 1\n"
       ".Os\n"
       ".Sh NAME\n"
       ".Nm xinqing\n"
       ".Nd student mental-health cases on the command line\n"
       ".Sh SYNOPSIS\n"
       ".Nm\n"
       ".Fl -data Ar dir\n"
       ".Fl -as Ar login\n"
       ".Op Fl -passphrase-fd Ar n\n"
       ".Op Fl -json\n"
       ".Op Fl -language Ar zh_CN|en\n"
       ".Ar command ...\n"
       ".Sh DESCRIPTION\n"
       "What a role may do in the screens it may do here,\n"
       "with the same rights and the same audit rows.\n"
       "The passphrase is read from descriptor\n"
       ".Ar n ,\n"
       "or asked for at the terminal; never from the argument vector.\n"
       ".Pp\n"
       "Fields of a change are one JSON object on standard input.\n"
       "With\n"
       ".Fl -json\n"
       "each answer is one object on a line; an error is one line on standard "
       "error,\n"
       ".Dq ERR_NAME: text ,\n"
       "and the exit status is one of\n"
       ".Xr sysexits 3 .\n"
       ".Sh COMMANDS\n"
       ".Bl -tag -width Ds\n");

void
ctl_print_man(FILE *f)
{
	fputs(_(man_head), f);
	for (size_t i = 0; ctl_commands[i] != NULL; i++) {
		fprintf(f, ".It Nm %s", ctl_commands[i]->name);
		fprintf(f, ctl_commands[i]->args != NULL ? " Ar %s\n" : "\n",
		    ctl_commands[i]->args);
		man_text(f, _(ctl_commands[i]->help));
		man_options(f, ctl_commands[i]);
	}
	fprintf(f, ".El\n%s", _(man_tail));
}

/* A line a command, its options behind a bar: what both shells read. */
static void
completion_table(FILE *f)
{
	const struct ctl_option *o;

	for (size_t i = 0; ctl_commands[i] != NULL; i++) {
		fprintf(f, "%s|", ctl_commands[i]->name);
		o = ctl_commands[i]->options;
		for (; o != NULL && o->name != NULL; o++)
			fprintf(f, "%s ", o->name);
		fputs("--help\n", f);
	}
}

/* What stands before the table and behind it, in a shell's own words.  Of
 * the words typed, options go, with their values; a command that begins with
 * the rest offers its next word, one that is whole its options, and where none
 * of that fits the shell offers files. */
static const struct completion {
	const char *head, *tail;
} completions[] = {
	{ "# bash completion for xinqing, printed by "
	  "xinqing --print-completion\n"
	  "_xinqing() {\n"
	  "\tlocal i w typed= found= name options\n"
	  "\tlocal cur=${COMP_WORDS[COMP_CWORD]} skip=\n"
	  "\tif [ \"${COMP_WORDS[COMP_CWORD-1]}\" = --data ]; then\n"
	  "\t\tcompopt -o filenames 2>/dev/null\n"
	  "\t\tmapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n"
	  "\t\treturn\n"
	  "\tfi\n"
	  "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	  "\t\tw=${COMP_WORDS[i]}\n",
	    "\tCOMPREPLY=($(compgen -W \"$found\" -- \"$cur\"))\n"
	    "}\n"
	    "complete -o default -F _xinqing xinqing\n" },
	{ "#compdef xinqing\n"
	  "# zsh completion for xinqing, printed by "
	  "xinqing --print-completion-zsh\n"
	  "_xinqing() {\n"
	  "\tlocal i w typed= found= name options skip=\n"
	  "\tif [ \"${words[CURRENT-1]}\" = --data ]; then\n"
	  "\t\t_files -/\n"
	  "\t\treturn\n"
	  "\tfi\n"
	  "\tfor ((i = 2; i < CURRENT; i++)); do\n"
	  "\t\tw=${words[i]}\n",
	    "\tcompadd -- ${=found} || _files\n"
	    "}\n"
	    "_xinqing \"$@\"\n" },
};

static const char completion_look[] =
    "\t\tif [ -n \"$skip\" ]; then skip=; continue; fi\n"
    "\t\tcase $w in\n"
    "\t\t--data | --as | --passphrase-fd | --language) skip=1 ;;\n"
    "\t\t-*) ;;\n"
    "\t\t*) typed=\"$typed$w \" ;;\n"
    "\t\tesac\n"
    "\tdone\n"
    "\t[ -n \"$typed\" ] || found='--data --as --passphrase-fd --json "
    "--language --help --version'\n"
    "\twhile IFS='|' read -r name options; do\n"
    "\t\tcase \"$name \" in\n"
    "\t\t\"$typed\") ;;\n"
    "\t\t\"$typed\"*) name=${name#\"$typed\"}\n"
    "\t\t\tfound=\"$found ${name%% *}\"\n"
    "\t\t\tcontinue ;;\n"
    "\t\tesac\n"
    "\t\tcase $typed in\n"
    "\t\t\"$name \"*) found=\"$found $options\" ;;\n"
    "\t\tesac\n"
    "\tdone <<-'END'\n";

void
ctl_print_completion(FILE *f, bool zsh)
{
	const struct completion *c = &completions[zsh];

	fprintf(f, "%s%s", c->head, completion_look);
	completion_table(f);
	fprintf(f, "END\n%s", c->tail);
}
