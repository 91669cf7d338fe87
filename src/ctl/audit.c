/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "all.h"
#include "act/actor.h"
#include "act/audit.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

#define PAGE 200

struct page {
	struct ctl *c;
	int64_t last;
	int n;
};

static int
event_say(void *arg, const struct audit_event *e)
{
	struct page *p = arg;
	json_t *o = json_object(), *students = json_array();

	ctl_put_id(o, "id", e->id);
	ctl_put_time(o, "at", e->at);
	json_object_set_new(o, "person", json_integer(e->person));
	json_object_set_new(o, "what", json_string(e->what));
	ctl_put_id(o, "object", e->object);
	if (e->ground != NULL)
		json_object_set_new(o, "ground", json_string(e->ground));
	for (int i = 0; i < e->n_subjects; i++)
		json_array_append_new(students, json_integer(e->subjects[i]));
	json_object_set_new(o, "students", students);
	p->last = e->id;
	p->n++;
	return ctl_say(p->c, o);
}

static int
list(struct ctl *c)
{
	const char *after = ctl_option_value(c, "--after");
	struct page p = { .c = c,
		.last = after != NULL ? strtoll(after, NULL, 10) : 0 };
	int r;

	do {
		p.n = 0;
		r = act_audit_each(c->who, p.last, PAGE, event_say, &p);
	} while (r == 0 && p.n == PAGE && ctl_option(c, "--all"));
	return r;
}

static const struct ctl_option list_options[] = {
	{ "--after", "ID", N_("from behind this row") },
	{ "--all", NULL, N_("every row, not one page") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_audit_list = {
	.name = "audit list",
	.help = N_("Who did and saw what: ids and codes, no words."),
	.options = list_options,
	.run = list,
};

/* What the keeper exported. */
static int
read_head(struct ctl *c, const char *path, struct audit_head *h)
{
	char line[128];
	FILE *f;
	size_t n;

	if ((f = fopen(path, "re")) == NULL)
		return ctl_fail(c, ERR_NOT_FOUND,
		    _("The file of the head cannot be read."));
	n = fread(line, 1, sizeof(line) - 1, f);
	line[n] = '\0';
	fclose(f);
	if (act_audit_head_read(line, h) != 0)
		return ctl_fail(c, ERR_INPUT,
		    _("The file of the head is not one the keeper wrote."));
	return 0;
}

static int
verify(struct ctl *c)
{
	const char *path = ctl_option_value(c, "--head");
	struct audit_report report;
	struct audit_head head;
	json_t *o;
	int r;

	if (path != NULL && (r = read_head(c, path, &head)) != 0)
		return r;
	if ((r = act_audit_verify(
		 c->who, path != NULL ? &head : NULL, &report)) != 0)
		return r;
	o = json_object();
	json_object_set_new(
	    o, "state", json_string(act_audit_fault_name(report.fault)));
	ctl_put_id(o, "row", report.row);
	json_object_set_new(o, "rows", json_integer(report.rows));
	json_object_set_new(o, "signatures", json_integer(report.signatures));
	if ((r = ctl_say(c, o)) != 0 || report.fault == AUDIT_WHOLE)
		return r;
	return ctl_fail(c, ERR_CORRUPT,
	    _("The audit log is not whole: %s at "
	      "row %lld."),
	    act_audit_fault_name(report.fault), (long long)report.row);
}

static const struct ctl_option verify_options[] = {
	{ "--head", "FILE", N_("a head exported earlier, kept elsewhere") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_audit_verify = {
	.name = "audit verify",
	.help = N_("Walk the whole chain; name a changed, missing or cut row."),
	.options = verify_options,
	.run = verify,
};
