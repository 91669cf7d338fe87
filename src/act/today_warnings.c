/* SPDX-License-Identifier: Apache-2.0 */
/* Reports to look at, what is one's own to carry on, one's own reports. */
#include <stdio.h>
#include <string.h>

#include "act/warning.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "store/student.h"
#include "today_internal.h"
#include "warning_case.h"

static const struct act_today_kind new_kind = { "new", N_("newly reported"),
	N_("look, then press F4"), "warning" };
static const struct act_today_kind agree_kind = { "agree", N_("a second look"),
	N_("see whether you agree"), "warning" };
/* The reason stands where else what to do does. */
static const struct act_today_kind refused_kind = { "refused", N_("not agreed"),
	"", "warning" };
static const struct act_today_kind others_kind = { "others",
	N_("waits for a look"), N_("F5 shows whom to ask"), "warning" };
static const struct act_today_kind seen_kind = { "report", N_("seen"), "",
	"observation" };
static const struct act_today_kind unseen_kind = { "report", N_("not seen yet"),
	"", "observation" };
static const struct act_today_kind figures_kind = { "figures",
	N_("not finished"), "", "ledger" };

/* What the time that runs asks of who has it (model/warning.c names them). */
static const struct {
	const char *begins;
	struct act_today_kind kind;
} own[] = {
	{ "warning.ack", { "begin", N_("newly reported"),
			     N_("begin to look into it"), "warning" } },
	{ "warning.parents", { "parents", N_("parents"),
				 N_("phone them, and note it"), "warning" } },
	{ "warning.verify", { "verify", N_("to look into"),
				N_("ask around, note it"), "warning" } },
	{ "warning.assess",
	    { "assess", N_("to assess"), N_("say what it is"), "warning" } },
	{ "warning.place", { "place", N_("to settle"),
			       N_("say who works on it"), "warning" } },
	{ "warning.analyse", { "analyse", N_("to go through"),
				 N_("go through it together"), "warning" } },
	{ "warning.intervene",
	    { "intervene", N_("to begin"), N_("begin to help"), "warning" } },
	{ "warning.review",
	    { "review", N_("to review"), N_("look at it again"), "warning" } },
	{ "warning.observe", { "observe", N_("keeping an eye"),
				 N_("see how it goes"), "warning" } },
	{ "warning.close",
	    { "close", N_("to close"), N_("see whether it can be closed"),
		"warning" } },
};
static const struct act_today_kind own_other = { "follow", N_("in hand"),
	N_("carry it on"), "warning" };

static const struct act_today_kind *
own_kind(const char *due_key)
{
	for (size_t i = 0; i < nitems(own); i++)
		if (strncmp(due_key, own[i].begins, strlen(own[i].begins)) == 0)
			return &own[i].kind;
	return &own_other;
}

static int
add_waiting(void *arg, const struct act_waiting *w)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_DO,
		.kind = w->event == WARNING_ACK ? &new_kind : &agree_kind,
		.id = w->warning,
		.version = w->version,
		.due_at = w->due_at };

	today_names(l, w->student);
	today_add(l, &row, w->name, w->class);
	return 0;
}

static int
add_refused(void *arg, const struct act_refused *f)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_DO,
		.kind = &refused_kind,
		.id = f->warning,
		.version = f->version,
		.at = f->at };
	struct buf *b = act_secret();

	if (f->reason[0] != '\0')
		buf_add_f(b, "%s%s%s", f->by.name, _(": "), f->reason);
	else
		buf_add_f(b, _("%s does not agree"), f->by.name);
	today_names(l, f->student);
	today_add(l, &row, f->name, buf_text(b));
	buf_free(b);
	return 0;
}

/* Where a person's own ones are listed already as waiting for a look. */
static bool
is_listed(const struct today_list *l, int64_t warning)
{
	for (size_t i = 0; i < l->t->n; i++)
		if (l->t->row[i].id == warning &&
		    strcmp(l->t->row[i].kind->open, "warning") == 0)
			return true;
	return false;
}

static int
add_own(void *arg, const struct warning *w, struct warning_place place)
{
	struct today_list *l = arg;
	struct act_today_row row = {
		.id = w->id, .version = w->version, .due_at = w->due_at
	};
	char class[97];
	struct student s;
	int r;

	(void)place;
	if (w->due_at == 0 || is_listed(l, w->id))
		return 0;
	if ((r = store_student_get(l->who->store, w->student, &s)) != 0)
		return r;
	act_class_name(l->who, &s, class, sizeof(class));
	today_names(l, w->student);
	row.kind = own_kind(w->due_key);
	row.block = today_when(l, w->due_at);
	if (w->unseen && strncmp(w->due_key, "warning.ack", 11) == 0) {
		row.kind = &others_kind;
		row.block = TODAY_OTHERS;
		row.at = w->state_at;
	}
	today_add(l, &row, s.name, class);
	return 0;
}

/* Their names, one behind the other: those who have looked, or not yet. */
static int
list_names(const struct act_receipt *rec, bool looked, struct buf *to)
{
	int n = 0;

	for (int i = 0; i < rec->n; i++)
		if ((rec->looking[i].at != 0) == looked)
			buf_add_f(to, n++ > 0 ? _(", %s") : "%s",
			    rec->looking[i].who.name);
	return n;
}

/* "seen by 何静; not yet by 黄岚": to the reporter a receipt, no more. */
static void
say_looking(const struct act_receipt *rec, struct buf *to, bool *all)
{
	struct buf *seen = buf_new(), *not_yet = buf_new();
	int n = list_names(rec, true, seen);

	*all = list_names(rec, false, not_yet) == 0;
	if (n > 0)
		buf_add_f(to, _("seen by %s"), buf_text(seen));
	if (n > 0 && !*all)
		buf_add_text(to, _("; "));
	if (!*all)
		buf_add_f(to, _("not yet by %s"), buf_text(not_yet));
	buf_free(seen);
	buf_free(not_yet);
}

static int
add_report(void *arg, const struct act_receipt *rec)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_REPORTS,
		.id = rec->observation,
		.at = rec->entered_at };
	struct buf *b = buf_new();
	struct student s;
	bool all;

	say_looking(rec, b, &all);
	row.kind = all ? &seen_kind : &unseen_kind;
	if (store_student_get(l->who->store, rec->student, &s) == 0)
		today_add(l, &row, s.name, buf_text(b));
	buf_free(b);
	return 0;
}

static int
add_figures(void *arg, const struct act_figure *f)
{
	struct today_list *l = arg;
	struct act_today_row row = { .block = TODAY_FIGURES,
		.kind = &figures_kind };
	char a[FIGURE_WORDS], b[FIGURE_WORDS], both[96];

	figure_words(&f->n, f->n.open, a);
	figure_words(&f->n, f->n.overdue, b);
	snprintf(both, sizeof(both), _("open %s, of these overdue %s"), a, b);
	today_add(l, &row, f->name, both);
	return 0;
}

static int
own_ones(struct today_list *l)
{
	const struct warning_filter f = { .scope = WARNINGS_OF_OWNER,
		.of = l->who->person,
		.state = -1,
		.level = -1 };

	if (!act_is(l->who, ROLE_PSYCHOLOGY) &&
	    !act_is(l->who, ROLE_COUNSELLOR) &&
	    !act_is(l->who, ROLE_CRISIS_HEAD))
		return 0;
	return store_warning_page(
	    l->who->store, &f, &(struct warning_place){ 0 }, 100, add_own, l);
}

int
today_warnings(struct today_list *l)
{
	struct actor *who = l->who;
	struct act_ledger ledger;
	int r;

	if (act_is_administrator(who))
		return 0;
	if ((r = act_warning_waiting(who, 60, add_waiting, l)) != 0 ||
	    (r = own_ones(l)) != 0 ||
	    (r = act_warning_refused_each(who, add_refused, l)) != 0)
		return r;
	if (act_is(who, ROLE_STAFF) &&
	    (r = act_observation_each(who, 0, 8, add_report, l)) != 0)
		return r;
	if (act_warning_ledger(who, &ledger) == 0 && ledger.figures)
		r = act_warning_figures(who, add_figures, l);
	return r;
}
