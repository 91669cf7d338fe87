/* SPDX-License-Identifier: Apache-2.0 */
/* student find, show, phone, reading. */
#include <string.h>

#include "act/student.h"
#include "all.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "ctl/ctl.h"
#include "internal.h"

#define FOUND_MAX 200

/* --- find --------------------------------------------------------------------
 */

static void
put_class(json_t *o, const struct grade *g, const char *label, int on)
{
	char words[GRADE_WORDS_MAX];

	grade_words(g, on, words);
	json_object_set_new(o, "grade", json_string(words));
	class_words(label, words);
	json_object_set_new(o, "class", json_string(words));
}

static int
say_row(void *arg, const struct act_student_row *row)
{
	json_t *o = json_object();

	ctl_put_id(o, "id", row->s->id);
	json_object_set_new(o, "name", json_string(row->s->name));
	json_object_set_new(o, "pinyin", json_string(row->s->reading));
	json_object_set_new(o, "school", json_string(row->school));
	put_class(o, &row->s->grade, row->s->label, row->today);
	json_object_set_new(o, "number_tail", json_string(row->tail));
	return ctl_say(arg, o);
}

static int
find(struct ctl *c, const char *key)
{
	struct act_lookup *l;
	bool more;
	int r;

	if ((r = act_lookup_open(c->who, &l)) != 0)
		return r;
	r = act_lookup_find(l, key, FOUND_MAX, say_row, c, &more);
	act_lookup_close(l);
	if (r == 0 && more)
		fprintf(stderr, "%s\n",
		    _("There are more: one character more finds fewer."));
	return r;
}

static const struct ctl_field find_fields[] = {
	{ "key", CTL_TEXT, false, N_("what to look for, as KEY") },
	{ "school", CTL_TEXT, false, N_("with --exact: its name or code") },
	{ "name", CTL_TEXT, false, N_("with --exact: the full name") },
	{ "number", CTL_TEXT, false,
	    N_("with --exact: the student number or pupil number") },
	{ "ground", CTL_TEXT, false,
	    N_("with --exact: consent, staff or safety") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
find_exact(struct ctl *c)
{
	const char *ground = ctl_text(c, "ground");
	struct act_exact ask = { ctl_text(c, "school"), ctl_text(c, "name"),
		ctl_text(c, "number"), GROUND_NONE };
	struct act_found f;
	json_t *o;
	int g, r;

	if (ground != NULL) {
		if ((g = permit_ground_of(ground)) < 0)
			return ctl_fail(c, ERR_INPUT,
			    _("ground: consent, staff or safety."));
		ask.ground = (enum permit_ground)g;
	}
	if ((r = act_student_exact(c->who, &ask, &f)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", f.student);
	json_object_set_new(o, "name", json_string(f.name));
	json_object_set_new(o, "pinyin", json_string(f.reading));
	json_object_set_new(o, "school", json_string(f.school_name));
	put_class(o, &f.grade, f.label, f.today);
	ctl_put_id(o, "audit_id", f.audit);
	return ctl_say(c, o);
}

/* One line from stdin: a name stays out of the argument vector. */
static int
find_line(struct ctl *c)
{
	char line[PINYIN_NAME_KEY_MAX * 2];

	if (ctl_given(c, "key"))
		return find(c, ctl_text(c, "key"));
	if (c->batch || fgets(line, sizeof(line), stdin) == NULL)
		return ctl_fail(c, ERR_INPUT,
		    _("Expected what to look for, on one line of stdin."));
	line[strcspn(line, "\r\n")] = '\0';
	return find(c, line);
}

extern const struct ctl_command ctl_student_find;

static int
run_find(struct ctl *c)
{
	int r;

	if (ctl_option(c, "--exact")) {
		if (!c->batch &&
		    (r = ctl_read_fields(c, &ctl_student_find, stdin)) != 0)
			return r;
		return find_exact(c);
	}
	if (c->argc == 0 || strcmp(c->argv[0], "-") == 0)
		return find_line(c);
	return find(c, c->argv[0]);
}

static const struct ctl_option find_options[] = {
	{ "--exact", NULL, N_("one student, by the fields on stdin") },
	{ NULL, NULL, NULL },
};

const struct ctl_command ctl_student_find = {
	.name = "student find",
	.args = "KEY | - | --exact",
	.min = 0,
	.max = 1,
	.help = N_("Students by name, pinyin, initials, number or the end of "
		   "a guardian's telephone number; - reads KEY from stdin."),
	.fields = find_fields,
	.options = find_options,
	.flags = CTL_ASKS,
	.run = run_find,
};

/* --- show
 * ---------------------------------------------------------------------- */

static json_t *
guardians(const struct act_student *s)
{
	json_t *all = json_array(), *o;

	for (int i = 0; i < s->n_guardians; i++) {
		const struct act_guardian *g = &s->guardians[i];

		o = json_object();
		ctl_put_id(o, "id", g->id);
		json_object_set_new(o, "name", json_string(g->name));
		json_object_set_new(o, "relation", json_string(g->relation));
		json_object_set_new(o, "phone", json_string(g->phone));
		json_array_append_new(all, o);
	}
	return all;
}

static int
run_show(struct ctl *c)
{
	struct act_student s;
	int64_t id;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_student_show(c->who, id, &s)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", s.s.id);
	json_object_set_new(o, "version", json_integer(s.s.version));
	json_object_set_new(o, "name", json_string(s.s.name));
	json_object_set_new(o, "pinyin", json_string(s.s.reading));
	json_object_set_new(o, "sex", json_string(_(sex_words(s.s.sex))));
	if (s.age >= 0)
		json_object_set_new(o, "age", json_integer(s.age));
	json_object_set_new(o, "school", json_string(s.school));
	put_class(o, &s.s.grade, s.s.label, s.today);
	json_object_set_new(o, "number", json_string(s.s.number));
	json_object_set_new(o, "boarding", json_boolean(s.s.boarding));
	json_object_set_new(o, "dorm", json_string(s.s.dorm));
	json_object_set_new(o, "teacher", json_string(s.teacher));
	if (s.mentors[0] != '\0')
		json_object_set_new(o, "mentors", json_string(s.mentors));
	ctl_put_time(o, "changed_at", s.s.changed_at);
	if (s.family == PERMIT_YES) {
		json_object_set_new(o, "address", json_string(s.s.address));
		json_object_set_new(o, "guardians", guardians(&s));
	}
	return ctl_say(c, o);
}

const struct ctl_command ctl_student_show = {
	.name = "student show",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("A student as your post may see one; telephone numbers are "
		   "masked."),
	.run = run_show,
};

/* --- phone
 * ---------------------------------------------------------------------- */

static const struct ctl_field phone_fields[] = {
	{ "guardian", CTL_INT, true, N_("id of the guardian") },
	{ "purpose", CTL_TEXT, true, N_("contact, check or safety") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
run_phone(struct ctl *c)
{
	int purpose = act_purpose_of(ctl_text(c, "purpose"));
	char phone[PHONE_MAX];
	int64_t id;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_guardian_phone(c->who, id, ctl_int(c, "guardian", 0),
		 (enum act_purpose)purpose, phone)) != 0)
		return r;
	o = json_object();
	json_object_set_new(o, "phone", json_string(phone));
	explicit_bzero(phone, sizeof(phone));
	return ctl_say(c, o);
}

const struct ctl_command ctl_student_phone = {
	.name = "student phone",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("The whole telephone number of a guardian; recorded with "
		   "the purpose."),
	.fields = phone_fields,
	.run = run_phone,
};

/* --- reading
 * -------------------------------------------------------------------- */

static const struct ctl_field reading_fields[] = {
	{ "version", CTL_INT, true, N_("of the student as seen") },
	{ "reading", CTL_TEXT, true, N_("zeng yi nuo") },
	{ NULL, CTL_TEXT, false, NULL },
};

static int
run_reading(struct ctl *c)
{
	int64_t id, audit = 0;
	json_t *o;
	int r;

	if ((r = ctl_id(c, 0, &id)) != 0 ||
	    (r = act_student_reading(c->who, id, ctl_int(c, "version", 0),
		 ctl_text(c, "reading"), &audit)) != 0)
		return r;
	o = json_object();
	ctl_put_id(o, "id", id);
	json_object_set_new(
	    o, "version", json_integer(ctl_int(c, "version", 0) + 1));
	ctl_put_id(o, "audit_id", audit);
	return ctl_say(c, o);
}

const struct ctl_command ctl_student_reading = {
	.name = "student reading",
	.args = "ID",
	.min = 1,
	.max = 1,
	.help = N_("Correct how a name is read."),
	.fields = reading_fields,
	.run = run_reading,
};
