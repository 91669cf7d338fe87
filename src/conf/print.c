/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <string.h>

#include "base/lang.h"
#include "src/conf/internal.h"

void
conf_write(const struct conf *c, FILE *to)
{
	const struct conf_key *k;
	char v[24];
	size_t n;

	k = conf_keys(&n);
	for (size_t i = 0; i < n; i++)
		fprintf(to, "%s = %s\n", k[i].name,
		    conf_get(c, &k[i], v, sizeof(v)));
}

/* Text in mdoc: a backslash begins an escape; a sentence begins on a line of
 * its own, and no line is longer than 78. */
static void
manual_text(const char *s, FILE *to)
{
	size_t col = 0, n;
	char last = '\0';

	for (; *s != '\0'; s += n) {
		s += strspn(s, " ");
		n = strcspn(s, " ");
		if (col > 0 && (last == '.' || col + 1 + n > 78)) {
			fputc('\n', to);
			col = 0;
		}
		col += (size_t)fprintf(
		    to, "%s%.*s", col > 0 ? " " : "", (int)n, s);
		last = n > 0 ? s[n - 1] : last;
	}
	fputc('\n', to);
}

void
conf_write_manual(FILE *to)
{
	const struct conf_key *k;
	char allowed[CONF_ALLOWED_MAX];
	size_t n;

	k = conf_keys(&n);
	for (size_t i = 0; i < n; i++) {
		conf_allowed(&k[i], allowed);
		fprintf(to, ".It Cm %s\n", k[i].name);
		manual_text(_(k[i].help), to);
		fprintf(to, _("Allowed: %s.\n"), allowed);
		if (k[i].dflt[0] == '\0')
			fputs(_("The default is empty.\n"), to);
		else
			fprintf(to, _("The default is\n.Ql %s .\n"), k[i].dflt);
	}
}

static void
print_clean(const char *s, FILE *to)
{
	for (int n = 0; *s != '\0' && n < 200; s++, n++)
		if (iscntrl((unsigned char)*s) || (unsigned char)*s > 126)
			fprintf(to, "\\x%02x", (unsigned char)*s);
		else
			fputc(*s, to);
}

void
conf_fault_print(const struct conf_fault *f, FILE *to)
{
	print_clean(f->where, to);
	if (f->line > 0)
		fprintf(to, ":%d", f->line);
	fputs(": ", to);
	if (f->name[0] != '\0') {
		print_clean(f->name, to);
		fputs(": ", to);
	}
	fputs("read \"", to);
	print_clean(f->got, to);
	fprintf(to, "\", allowed is %s\n", f->allowed);
}
