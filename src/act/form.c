/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/form.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"
#include "store/paper.h"
#include "store/store.h"

#define FORM_MAX (64 * 1024)
#define PLACE "{number}"

static const struct act_form forms[] = {
	{ "call", N_("call form") },
	{ "concern", N_("report of a worry") },
	{ "talk", N_("note of a talk") },
	{ "consent", N_("consent to a referral") },
	{ "visit", N_("home visit") },
};

const struct act_form *
act_forms(size_t *n)
{
	*n = nitems(forms);
	return forms;
}

const struct act_form *
act_form_of(const char *code)
{
	for (size_t i = 0; i < nitems(forms); i++)
		if (strcmp(forms[i].code, code) == 0)
			return &forms[i];
	return NULL;
}

/* The name comes out of the table above, never from a person. */
static int
read_form(const struct act_form *f, struct buf *to)
{
	const char *folder = getenv("XINQING_FORMDIR");
	char path[512];
	FILE *in;
	size_t n;

	snprintf(path, sizeof(path), "%s/%s.txt",
	    folder != NULL ? folder : PKGDATADIR "/forms", f->code);
	if ((in = fopen(path, "re")) == NULL)
		return ERR_NOT_FOUND;
	n = fread(buf_room(to, FORM_MAX), 1, FORM_MAX, in);
	fclose(in);
	buf_wrote(to, n);
	return n > 0 ? 0 : ERR_IO;
}

static void
number_of(
    const struct act_form *f, int64_t at, int64_t audit, int copy, char to[48])
{
	struct clock_parts p;

	clock_parts_of(at, &p);
	snprintf(to, 48, "%s-%04d%02d%02d-%lld-%02d", f->code, p.year, p.month,
	    p.day, (long long)audit, copy);
}

/* One sheet: every place of the number filled. */
static void
fill(struct buf *form, const char *number, struct buf *to)
{
	const char *s = buf_text(form), *at;

	while ((at = strstr(s, PLACE)) != NULL) {
		buf_add(to, s, (size_t)(at - s));
		buf_add_text(to, number);
		s = at + strlen(PLACE);
	}
	buf_add_text(to, s);
}

/* Each sheet is out from now on. */
static int
enrol(struct actor *who, const struct act_form *f, int64_t at, int64_t audit,
    int copies)
{
	struct paper p = { .state = PAPER_OUT,
		.org = who->n_posts > 0 ? who->posts[0].org : 0,
		.printed_by = who->person,
		.printed_at = at };
	int r = 0;

	mem_copy_text(p.code, sizeof(p.code), f->code);
	if (p.org != 0)
		store_touch(who->store, STORE_TOPIC(TOPIC_ORG, p.org));
	for (int i = 1; i <= copies && r == 0; i++) {
		number_of(f, p.printed_at, audit, i, p.number);
		r = store_paper_add(who->store, &p);
	}
	return r;
}

static void
print(const struct act_form *f, struct buf *form, int64_t at, int64_t audit,
    int copies, bool html, struct buf *out)
{
	struct buf *sheet = buf_new();
	char number[48];

	if (html)
		paper_html_begin(_(f->words), out);
	for (int i = 1; i <= copies; i++) {
		number_of(f, at, audit, i, number);
		buf_clear(sheet);
		fill(form, number, sheet);
		if (html)
			paper_html_sheet(buf_text(sheet), buf_len(sheet), out);
		else
			buf_add_f(
			    out, "%s%s", i > 1 ? "\f" : "", buf_text(sheet));
	}
	if (html)
		paper_html_end(out);
	buf_free(sheet);
}

int
act_form_print(
    struct actor *who, const char *code, int copies, bool html, struct buf *out)
{
	const struct act_form *f = act_form_of(code);
	struct buf *form = buf_new();
	int64_t audit = 0, at = 0;
	int r;

	if (f == NULL)
		r = act_fail(who, ERR_NOT_FOUND, _("There is no such form."));
	else if (copies < 1 || copies > ACT_FORM_COPIES)
		r = act_fail(who, ERR_INPUT, _("copies: from 1 to %d."),
		    ACT_FORM_COPIES);
	else if ((r = read_form(f, form)) == 0 && (r = act_begin(who)) == 0) {
		at = act_now(who);
		if ((r = act_note(who, "form.print", copies, f->code, NULL, 0,
			 &audit)) == 0)
			r = enrol(who, f, at, audit, copies);
		r = act_end(who, r);
	}
	if (r == 0)
		print(f, form, at, audit, copies, html, out);
	buf_free(form);
	return r;
}
