/* SPDX-License-Identifier: Apache-2.0 */
/* gate word, gate show, gate list, gate void; form list, form print. */
#include <stdlib.h>
#include <string.h>

#include "act/form.h"
#include "act/care.h"
#include "act/gate.h"
#include "all.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "ctl/ctl.h"

static json_t *
put_gate(const struct gate *g)
{
	char file[GATE_FILE_MAX];
	json_t *o = json_object();

	gate_file(g, file);
	ctl_put_id(o, "id", g->id);
	json_object_set_new(
	    o, "purpose", json_string(gate_rule(g->purpose)->code));
	json_object_set_new(o, "way",
	    json_string(
		gate_rule(g->purpose)->way == GATE_PUT ? "put" : "get"));
	json_object_set_new(o, "file", json_string(file));
	json_object_set_new(o, "state", json_string(gate_state_code(g->state)));
	ctl_put_time(o, "expires_at", g->expires_at);
	json_object_set_new(o, "bytes", json_integer(g->bytes));
	json_object_set_new(o, "accepted", json_integer(g->accepted));
	json_object_set_new(o, "refused", json_integer(g->refused));
	if (g->said[0] != '\0')
		json_object_set_new(o, "said", json_string(g->said));
	if (g->result != 0)
		json_object_set_new(
		    o, "error", json_string(err_name(g->result)));
	return o;
}

/* --- words -----------------------------------------------------------------
 */

static int64_t
number_option(const struct ctl *c, const char *name, int64_t dflt)
{
	const char *v = ctl_option_value(c, name);

	return v != NULL ? atoll(v) : dflt;
}

static int
word(struct ctl *c)
{
	int purpose = gate_purpose_of(c->argv[0]);
	struct act_gate_ask ask = { .object = number_option(c, "--package", 0),
		.copies = (int)number_option(c, "--copies", 1),
		.detail = ctl_option_value(c, "--form") };
	char fresh[GATE_WORD_MAX];
	struct act_care care;
	struct gate g;
	json_t *o;
	int r;

	if (purpose < 0)
		return ctl_fail(c, ERR_INPUT,
		    _("purpose: roster, staff, orgs, ties, training, groups, "
		      "numbers, form, package, theme or care."));
	ask.purpose = (enum gate_purpose)purpose;
	if (ask.purpose == GATE_CARE) {
		if ((r = act_care_show(c->who, &care)) != 0)
			return r;
		ask.object = care.approval;
	}
	if (gate_rule(ask.purpose)->way == GATE_PUT)
		ask.detail = ctl_option_value(c, "--school");
	if ((r = act_gate_make(c->who, &ask, &g, fresh)) != 0)
		return r;
	o = put_gate(&g);
	json_object_set_new(o, "word", json_string(fresh));
	explicit_bzero(fresh, sizeof(fresh));
	return ctl_say(c, o);
}

static const struct ctl_option word_options[] = {
	{ "--form", "NAME", N_("which blank form: form list") },
	{ "--copies", "N", N_("so many sheets, each with a number") },
	{ "--package", "ID", N_("which package: package list") },
	{ "--school", "NAME",
	    N_("all rows are of this school or organisation") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_gate_word = {
	.name = "gate word",
	.args = "PURPOSE",
	.min = 1,
	.max = 1,
	.help = N_(
	    "A word that lets one file through: a table (roster, staff, "
	    "orgs, ties, training, groups, numbers) or a theme goes in by `ssh "
	    "HOST put WORD <FILE`, form, package and care come out by "
	    "`ssh HOST get WORD >FILE`, within ten minutes."),
	.options = word_options,
	.run = word,
};

static int
show(struct ctl *c)
{
	struct gate g;
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_gate_show(c->who, id, &g)) != 0)
		return r;
	return ctl_say(c, put_gate(&g));
}

const struct ctl_command ctl_gate_show = {
	.name = "gate show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("How far the file of one of your words is, and what became "
		   "of it."),
	.run = show,
};

static int
say_one(void *arg, const struct gate *g)
{
	return ctl_say(arg, put_gate(g));
}

static int
list(struct ctl *c)
{
	return act_gate_each(c->who, 100, say_one, c);
}

const struct ctl_command ctl_gate_list = {
	.name = "gate list",
	.help = N_("Your words of the last thirty days, the newest first."),
	.run = list,
};

static int
take_back(struct ctl *c)
{
	int64_t id;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_gate_void(c->who, id)) != 0)
		return r;
	return show(c);
}

const struct ctl_command ctl_gate_void = {
	.name = "gate void",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Take a word back before it is used."),
	.run = take_back,
};

/* --- forms -----------------------------------------------------------------
 */

static int
forms(struct ctl *c)
{
	size_t n;
	const struct act_form *f = act_forms(&n);
	json_t *o;
	int r = 0;

	for (size_t i = 0; i < n && r == 0; i++) {
		o = json_object();
		json_object_set_new(o, "name", json_string(f[i].code));
		json_object_set_new(o, "words", json_string(_(f[i].words)));
		r = ctl_say(c, o);
	}
	return r;
}

const struct ctl_command ctl_form_list = {
	.name = "form list",
	.help = N_("The blank forms there are."),
	.run = forms,
};

static int
print(struct ctl *c)
{
	struct buf *out = buf_new();
	int r = act_form_print(c->who, c->argv[0],
	    (int)number_option(c, "--copies", 1), ctl_option(c, "--html"), out);

	if (r == 0 &&
	    fwrite(buf_data(out), 1, buf_len(out), c->out) != buf_len(out))
		r = ERR_IO;
	buf_free(out);
	return r;
}

static const struct ctl_option print_options[] = {
	{ "--copies", "N", N_("so many sheets, each with a number") },
	{ "--html", NULL, N_("as a page that a browser prints on A4") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_form_print = {
	.name = "form print",
	.args = "NAME",
	.min = 1,
	.max = 1,
	.help = N_("A blank form for paper, each sheet with a number that "
		   "stands in the audit log."),
	.options = print_options,
	.run = print,
};
