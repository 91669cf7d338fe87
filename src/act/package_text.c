/* SPDX-License-Identifier: Apache-2.0 */
/* What a package holds, made when it is fetched and nowhere kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act/consultation.h"
#include "act/package.h"
#include "act/setting.h"
#include "act/student.h"
#include "act/warning.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "gate_internal.h"
#include "package_internal.h"
#include "sealed/pack.h"
#include "store/store.h"

/* Text is written into guarded memory; the sentences around it are for
 * somebody who has never heard of us. */
struct writing {
	struct actor *who;
	const struct package *p;
	struct buf *to;
};

static void
add_day(struct buf *to, int64_t at)
{
	struct clock_parts p;

	clock_parts_of(at, &p);
	buf_add_f(to, "%04d-%02d-%02d", p.year, p.month, p.day);
}

static const char *
words(enum package_list l, int i)
{
	return _(package_words(l, i));
}

/* --- what it is ------------------------------------------------------------
 */

static void
add_due(struct writing *w)
{
	const struct package *p = w->p;

	if (p->due != 0)
		buf_add_f(w->to,
		    _("Please send it back or destroy it, and tell us, by "
		      "%04d-%02d-%02d. Do not copy it.\n"),
		    p->due / 10000, p->due / 100 % 100, p->due % 100);
}

static int
add_head(struct writing *w)
{
	const struct package *p = w->p;
	char maker[65] = "", agreer[65] = "";
	int r;

	if ((r = store_person_name(w->who->store, p->made_by, maker)) != 0 ||
	    (r = store_person_name(w->who->store, p->agreed_by, agreer)) != 0)
		return r;
	buf_add_text(w->to, _("About a student, in confidence\n"));
	buf_add_f(w->to, _("Number: %s\n"), p->number);
	buf_add_f(w->to, _("To: %s (%s)\n"), p->name,
	    words(PACKAGE_LIST_RECEIVER, (int)p->receiver));
	buf_add_f(w->to, _("For: %s\n"),
	    words(PACKAGE_LIST_PURPOSE, (int)p->purpose));
	buf_add_f(w->to, _("Ground: %s\n"),
	    words(PACKAGE_LIST_GROUND, (int)p->ground));
	buf_add_text(w->to, _("Made on: "));
	add_day(w->to, act_now(w->who));
	buf_add_f(w->to, _("\nFrom: %s, agreed to by %s\n"), maker, agreer);
	add_due(w);
	buf_add_text(w->to,
	    _("For this purpose alone. It does not go to anybody else.\n"));
	return 0;
}

/* --- who it is -------------------------------------------------------------
 */

static int
add_phone(struct writing *w, const struct act_student *s)
{
	char phone[PHONE_MAX];
	int r;

	r = act_guardian_phone(w->who, s->s.id, s->guardians[0].id,
	    w->p->ground == PACKAGE_SAFETY ? PURPOSE_SAFETY : PURPOSE_CONTACT,
	    phone);
	if (r == 0)
		buf_add_f(w->to, _("Guardian: %s (%s), telephone %s\n"),
		    s->guardians[0].name, s->guardians[0].relation, phone);
	explicit_bzero(phone, sizeof(phone));
	return r;
}

/* Whose family is open in danger alone has no list of guardians here: their
 * number comes by its own look. */
static int
add_student(struct writing *w)
{
	struct act_student s;
	int r;

	if ((r = act_student_show(w->who, w->p->student, &s)) != 0)
		return r;
	buf_add_text(w->to, _("\nThe student\n"));
	buf_add_f(w->to, _("Name: %s, %s"), s.s.name, _(sex_words(s.s.sex)));
	if (s.age >= 0)
		buf_add_f(w->to, _(", %d years"), s.age);
	buf_add_f(w->to, _("\nSchool: %s %s\n"), s.school, s.class);
	if ((w->p->items & PACKAGE_PHONE) != 0 && s.n_guardians > 0)
		r = add_phone(w, &s);
	explicit_bzero(&s, sizeof(s));
	return r;
}

/* --- how the warning stands ------------------------------------------------
 */

static int
moved_on(struct actor *who)
{
	return act_fail(who, ERR_STALE,
	    _("Something was added since it was agreed to. Please make a new "
	      "one, so that the second person sees the same."));
}

/* What was agreed as help; the story and who wrote it stay in the house. */
static void
add_measures(struct writing *w, const struct act_warning *v)
{
	for (int i = v->n_entries - 1; i >= 0; i--) {
		const struct act_entry *e = &v->entries[i];

		if (e->event != WARNING_MEASURE || e->text == NULL)
			continue;
		buf_add_text(w->to, _("Agreed, "));
		add_day(w->to, e->at);
		buf_add_f(w->to, _(": %s\n"), e->text);
	}
}

static void
write_warning(struct writing *w, const struct act_warning *v)
{
	buf_add_text(w->to, _("\nHow the warning stands\nSince: "));
	add_day(w->to, v->w.event_at);
	buf_add_f(w->to, _("\nState: %s\n"), _(warning_word(v->w.state, true)));
	if ((v->items & 1u << ITEM_SEVERITY) != 0 &&
	    v->w.severity != SEVERITY_NONE)
		buf_add_f(w->to, _("Severity: %s\n"),
		    _(warning_severity_word(v->w.severity)));
	if (v->w.danger)
		buf_add_text(w->to, _("There is danger now.\n"));
	if ((v->items & 1u << ITEM_PARENTS) != 0)
		buf_add_f(w->to, _("The parents: %s\n"),
		    _(warning_parents_word(v->w.parents)));
	if ((v->items & 1u << ITEM_MEASURES) != 0)
		add_measures(w, v);
}

static int
add_warning(struct writing *w)
{
	struct act_warning *v;
	int r;

	if ((r = act_warning_show(w->who, w->p->warning, &v)) != 0)
		return r;
	if (v->w.version != w->p->warning_version)
		r = moved_on(w->who);
	else
		write_warning(w, v);
	act_warning_free(v);
	return r;
}

/* --- the notes -------------------------------------------------------------
 */

static int
add_talk(struct writing *w)
{
	struct act_consultation v;
	const struct act_note *n;
	int r;

	if ((r = act_consultation_show(w->who, w->p->appointment,
		 package_permit(w->p->ground), &v)) != 0)
		return r;
	if (v.head.row.version != w->p->appointment_version || v.n_note == 0)
		r = moved_on(w->who);
	else {
		n = &v.note[v.n_note - 1]; /* as it was written last */
		buf_add_text(w->to, _("\nThe consultation of "));
		add_day(w->to, n->event_at);
		buf_add_f(w->to, "\n%s\n", n->text);
	}
	act_consultation_free(&v);
	return r;
}

/* --- all of it -------------------------------------------------------------
 */

static int (*const items[PACKAGE_ITEMS])(struct writing *) = {
	add_student,
	NULL, /* the number stands with the student */
	add_warning,
	add_talk,
};

static int
write_all(struct writing *w)
{
	int r = add_head(w);

	for (int i = 0; i < PACKAGE_ITEMS && r == 0; i++)
		if ((w->p->items & 1u << i) != 0 && items[i] != NULL)
			r = items[i](w);
	return r;
}

/* Two files of the same text: one for any computer, one that prints well. */
static int
seal_all(struct writing *w, struct buf *page, struct buf *out)
{
	struct buf *plain = act_secret(), *pass = act_secret();
	char names[2][PACKAGE_NUMBER_MAX + 8];
	struct pack_file files[2];
	int r;

	paper_text(buf_text(w->to), buf_len(w->to), plain);
	snprintf(names[0], sizeof(names[0]), "%s.txt", w->p->number);
	snprintf(names[1], sizeof(names[1]), "%s.html", w->p->number);
	files[0] =
	    (struct pack_file){ names[0], buf_data(plain), buf_len(plain) };
	files[1] =
	    (struct pack_file){ names[1], buf_data(page), buf_len(page) };
	if ((r = package_secret(w->who, w->p->id, pass)) == 0)
		r = pack_make(files, 2, buf_text(pass), act_now(w->who), out);
	buf_free(pass);
	buf_free(plain);
	return r;
}

static int
make(struct writing *w, struct buf *out)
{
	struct buf *page = act_secret();
	int r = 0;

	paper_html_begin(w->p->number, page);
	paper_html_sheet(buf_text(w->to), buf_len(w->to), page);
	paper_html_end(page);
	if (w->p->medium == PACKAGE_ZIP)
		r = seal_all(w, page, out);
	else
		buf_add(out, buf_data(page), buf_len(page));
	buf_free(page);
	return r;
}

static int
note_giving(struct actor *who, const struct package *p)
{
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	return act_end(
	    who, act_note(who, "package.give", p->id,
		     package_code(PACKAGE_LIST_GROUND, (int)p->ground),
		     &p->student, 1, NULL));
}

/* A hospital reads Chinese, whatever the language of who fetches it. */
int
package_build(struct actor *who, int64_t id, struct buf *out)
{
	struct writing w = { .who = who };
	char language[16];
	struct package p;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = package_fetch_may(who, id, &p)) != 0 ||
	    (r = note_giving(who, &p)) != 0)
		return r;
	mem_copy_text(language, sizeof(language), lang_get());
	lang_set("zh_CN");
	w.p = &p;
	w.to = act_secret();
	if ((r = write_all(&w)) == 0)
		r = make(&w, out);
	buf_free(w.to);
	lang_set(language);
	return r;
}
