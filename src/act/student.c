/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/actor.h"
#include "act/student.h"
#include "act/warning.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "file_internal.h"
#include "model/day.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

int
student_today(struct actor *who)
{
	struct clock_parts p;

	clock_parts_of(act_now(who), &p);
	return day_of(p.year, p.month, p.day);
}

int
student_not_found(struct actor *who)
{
	return act_fail(who, ERR_NOT_FOUND,
	    _("Not found. Please check school and full name, or use the "
	      "student number."));
}

/* --- one student
 * ---------------------------------------------------------------- */

/* Is the child in something this person was asked into?  Asked only where no
 * post reaches. */
static bool
is_named(struct actor *who, int64_t student)
{
	struct act_warning *w;

	if (act_warning_of(who, student, &w) != 0)
		return false;
	act_warning_free(w);
	return true;
}

static enum permit_answer
ask(struct actor *who, enum permit_class class, enum permit_right want,
    const struct permit_on *on, enum permit_ground ground)
{
	return permit_ask(who->posts, who->n_posts, class, want, on, ground);
}

/* Read the student and where it stands to this person; ERR_NOT_FOUND for what
 * is not theirs to see. */
int
student_open(
    struct actor *who, int64_t id, struct student *s, struct permit_on *on)
{
	struct file_home h;
	int r;

	if ((r = store_student_get(who->store, id, s)) != 0)
		return r == ERR_NOT_FOUND ? student_not_found(who) : r;
	if ((r = file_home(who, s, &h)) != 0)
		return r;
	for (int i = 0; i < 2; i++) {
		*on = (struct permit_on){ .lft = i == 0 ? h.lft : s->place };
		if (ask(who, CLASS_DIRECTORY, MAY_READ, on, GROUND_NONE) ==
		    PERMIT_YES)
			return 0;
	}
	on->named = true;
	if (ask(who, CLASS_DIRECTORY, MAY_READ, on, GROUND_NONE) ==
		PERMIT_YES &&
	    is_named(who, id))
		return 0;
	who->why[0] = '\0';
	return student_not_found(who);
}

int
act_class_teacher(struct actor *who, int64_t class, char to[97])
{
	char name[PERSON_NAME_MAX];
	struct post p[4];
	int n, r;

	to[0] = '\0';
	r = store_post_holders(who->store, ROLE_CLASS_TEACHER, class,
	    act_now(who), p, (int)nitems(p), &n);
	if (r != 0 || n == 0)
		return r;
	if ((r = store_person_name(who->store, p[0].person, name)) == 0)
		mem_copy_text(to, 97, name);
	return r;
}

static int
fill_guardians(struct actor *who, struct act_student *out)
{
	struct guardian g[STUDENT_GUARDIANS_MAX];
	int r;

	r = store_guardian_all(
	    who->store, out->s.id, g, (int)nitems(g), &out->n_guardians);
	for (int i = 0; r == 0 && i < out->n_guardians; i++) {
		struct act_guardian *to = &out->guardians[i];

		to->id = g[i].id;
		mem_copy_text(to->name, sizeof(to->name), g[i].name);
		mem_copy_text(
		    to->relation, sizeof(to->relation), g[i].relation);
		phone_mask(g[i].phone, to->phone);
		phone_tail(g[i].phone, to->tail);
	}
	explicit_bzero(g, sizeof(g));
	return r;
}

static int
fill(struct actor *who, const struct permit_on *on, struct act_student *out)
{
	struct student *s = &out->s;
	struct org school;
	int r, today = student_today(who);

	if ((r = store_org_get(who->store, s->school, &school)) != 0 ||
	    (r = act_class_teacher(who, s->class, out->teacher)) != 0 ||
	    (r = act_mentors(who, s->id, s->class, out->mentors)) != 0 ||
	    (r = student_fill_care(who, on, out)) != 0)
		return r;
	mem_copy_text(out->school, sizeof(out->school), school.name);
	class_full_words(&s->grade, s->label, today, out->class);
	out->today = today;
	out->age = s->birth != 0 ? day_age(s->birth, today) : -1;
	out->may_correct =
	    ask(who, CLASS_DIRECTORY, MAY_RAISE, on, GROUND_NONE) == PERMIT_YES;
	out->may_report =
	    ask(who, CLASS_CARE, MAY_RAISE, on, GROUND_NONE) == PERMIT_YES;
	out->family = ask(who, CLASS_FAMILY, MAY_READ, on, GROUND_NONE);
	/* The pupil number holds the resident's: nobody needs it here. */
	s->identity[0] = '\0';
	if (out->family != PERMIT_YES) {
		s->address[0] = '\0';
		return 0;
	}
	return fill_guardians(who, out);
}

int
act_student_show(struct actor *who, int64_t id, struct act_student *out)
{
	struct permit_on on;
	int r;

	*out = (struct act_student){ .age = -1 };
	if ((r = act_look(who)) != 0 ||
	    (r = student_open(who, id, &out->s, &on)) != 0 ||
	    (r = fill(who, &on, out)) != 0)
		explicit_bzero(out, sizeof(*out));
	return r;
}

/* --- telephone numbers
 * ------------------------------------------------------------ */

static const struct {
	const char *name, *words;
	enum permit_ground ground;
} purposes[PURPOSE_COUNT] = {
	[PURPOSE_CONTACT] = { "contact", N_("to talk with the family"),
	    GROUND_NONE },
	[PURPOSE_CHECK] = { "check", N_("to check the number"), GROUND_NONE },
	[PURPOSE_SAFETY] = { "safety", N_("there is danger now"),
	    GROUND_SAFETY },
};

const char *
act_purpose_words(enum act_purpose p)
{
	return p < PURPOSE_COUNT ? purposes[p].words : "";
}

int
act_purpose_of(const char *name)
{
	for (int p = 0; p < PURPOSE_COUNT; p++)
		if (strcmp(purposes[p].name, name) == 0)
			return p;
	return -1;
}

static int
find_phone(
    struct actor *who, int64_t student, int64_t guardian, char to[PHONE_MAX])
{
	struct guardian g[STUDENT_GUARDIANS_MAX];
	int n, r;

	r = store_guardian_all(who->store, student, g, (int)nitems(g), &n);
	if (r != 0)
		return r;
	r = ERR_NOT_FOUND;
	for (int i = 0; i < n; i++)
		if (g[i].id == guardian) {
			mem_copy_text(to, PHONE_MAX, g[i].phone);
			r = 0;
		}
	explicit_bzero(g, sizeof(g));
	return r;
}

int
act_guardian_phone(struct actor *who, int64_t student, int64_t guardian,
    enum act_purpose purpose, char to[PHONE_MAX])
{
	struct permit_on on;
	struct student s;
	char phone[PHONE_MAX];
	int r;

	to[0] = '\0';
	if ((unsigned)purpose >= PURPOSE_COUNT)
		return act_fail(who, ERR_INPUT,
		    _("purpose: please say what the number is for."));
	if ((r = act_look(who)) != 0 ||
	    (r = student_open(who, student, &s, &on)) != 0)
		return r;
	switch (
	    ask(who, CLASS_FAMILY, MAY_READ, &on, purposes[purpose].ground)) {
	case PERMIT_YES:
		break;
	case PERMIT_GROUND:
		return act_fail(who, ERR_DENIED,
		    _("The family's number is open to you only while there is "
		      "danger."));
	default:
		return ERR_DENIED;
	}
	if ((r = find_phone(who, student, guardian, phone)) != 0 ||
	    (r = act_begin(who)) != 0)
		return r;
	r = act_end(who, act_note(who, "guardian.phone", guardian,
			     purposes[purpose].name, &student, 1, NULL));
	if (r == 0)
		memcpy(to, phone, sizeof(phone));
	explicit_bzero(phone, sizeof(phone));
	return r;
}

/* --- how a name is read
 * ------------------------------------------------------------- */

static int
may_correct(struct actor *who, int64_t id)
{
	struct permit_on on;
	struct student s;
	int r;

	if ((r = act_look(who)) != 0 ||
	    (r = student_open(who, id, &s, &on)) != 0)
		return r;
	return ask(who, CLASS_DIRECTORY, MAY_RAISE, &on, GROUND_NONE) ==
		       PERMIT_YES
		   ? 0
		   : ERR_DENIED;
}

static int
put_reading(struct actor *who, int64_t id, int64_t version, const char *reading,
    int64_t *audit)
{
	struct student s;
	int r;

	if ((r = store_student_get(who->store, id, &s)) != 0)
		return r;
	if (s.version != version)
		return ERR_STALE;
	s.reading_by = who->person;
	mem_copy_text(s.reading, sizeof(s.reading), reading);
	if ((r = act_note(who, "student.reading", id, NULL, &id, 1, audit)) !=
	    0)
		return r;
	return store_student_put(who->store, &s, act_now(who), *audit);
}

int
act_student_reading(struct actor *who, int64_t id, int64_t version,
    const char *reading, int64_t *audit)
{
	char plain[PINYIN_READING_MAX];
	int64_t row = 0;
	int r;

	if (!pinyin_plain(reading, plain))
		return act_fail(who, ERR_INPUT,
		    _("reading: letters only, a blank between the "
		      "characters: zeng yi nuo"));
	if ((r = may_correct(who, id)) != 0 || (r = act_begin(who)) != 0)
		return r;
	r = act_end(who, put_reading(who, id, version, plain, &row));
	if (r == 0 && audit != NULL)
		*audit = row;
	return r;
}
