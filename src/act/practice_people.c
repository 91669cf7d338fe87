/* SPDX-License-Identifier: Apache-2.0 */
/* Who works in the house to practise in, and the children of its school.  All
 * invented; they hold keys, but no passphrase opens one. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "act/circle.h"
#include "act/import.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/grade.h"
#include "practice_internal.h"
#include "store/desk.h"
#include "store/org.h"
#include "store/store.h"
#include "store/student.h"

#define SCHOOL "练习中学"
#define LABEL "3" /* of the class, in the second year of junior school */

static const struct {
	const char *login, *name;
	enum role role[2];
	enum practice_place place[2];
	const char *duty, *phone; /* of the on-call list; or NULL */
} others[OTHERS] = {
	[OTHER_CUSTODY_1] = { "c-tao", "陶安", { ROLE_CUSTODIAN },
	    { PLACE_DISTRICT }, NULL, NULL },
	[OTHER_CUSTODY_2] = { "c-shen", "沈宁", { ROLE_CUSTODIAN },
	    { PLACE_DISTRICT }, NULL, NULL },
	[OTHER_LEAD] = { "l-zhou", "周宁", { ROLE_LEAD, ROLE_OPERATOR },
	    { PLACE_LINE, PLACE_LINE }, "lead", "010-0000-0101" },
	[OTHER_OPERATOR] = { "o-gao", "高晴", { ROLE_OPERATOR }, { PLACE_LINE },
	    NULL, NULL },
	[OTHER_SECOND_OPERATOR] = { "o-lin", "林夏", { ROLE_OPERATOR },
	    { PLACE_LINE }, NULL, NULL },
	[OTHER_PSYCHOLOGY] = { "p-he", "何苗", { ROLE_PSYCHOLOGY, ROLE_STAFF },
	    { PLACE_SCHOOL, PLACE_SCHOOL }, "psychology", "010-0000-0102" },
	[OTHER_CLASS] = { "t-xu", "许原", { ROLE_CLASS_TEACHER, ROLE_STAFF },
	    { PLACE_CLASS, PLACE_SCHOOL }, NULL, NULL },
	[OTHER_GRADE] = { "g-huang", "黄禾", { ROLE_GRADE_HEAD, ROLE_STAFF },
	    { PLACE_GRADE, PLACE_SCHOOL }, NULL, NULL },
	[OTHER_HEAD] = { "h-lin", "林峻", { ROLE_CRISIS_HEAD, ROLE_PRINCIPAL },
	    { PLACE_SCHOOL, PLACE_SCHOOL }, "school", "010-0000-0103" },
	[OTHER_CENTRE] = { "z-he", "何远", { ROLE_COUNSELLOR },
	    { PLACE_DISTRICT }, "district", "010-0000-0104" },
	[OTHER_DISTRICT] = { "d-luo", "罗朗", { ROLE_DISTRICT_STAFF },
	    { PLACE_DISTRICT }, NULL, NULL },
	[OTHER_SYSTEM] = { "s-deng", "邓立", { ROLE_SYSTEM_ADMIN },
	    { PLACE_DISTRICT }, NULL, NULL },
};

/* Whose seat the person takes.  Of operators there are more than one. */
static const struct {
	enum act_practice_kind kind;
	enum practice_other seat;
} seats[] = {
	{ PRACTICE_LEAD, OTHER_LEAD },
	{ PRACTICE_PSYCHOLOGY, OTHER_PSYCHOLOGY },
	{ PRACTICE_CLASS, OTHER_CLASS },
	{ PRACTICE_GRADE, OTHER_GRADE },
	{ PRACTICE_DISTRICT, OTHER_DISTRICT },
	{ PRACTICE_CENTRE, OTHER_CENTRE },
	{ PRACTICE_SYSTEM, OTHER_SYSTEM },
};

static bool
is_persons(const struct act_practice *p, enum practice_other o)
{
	for (size_t i = 0; i < nitems(seats); i++)
		if (seats[i].kind == p->kind && seats[i].seat == o)
			return true;
	/* With no teacher there the centre is asked, which is to be seen. */
	return p->kind == PRACTICE_CENTRE && o == OTHER_PSYCHOLOGY;
}

/* --- places ----------------------------------------------------------------
 */

static int
add_place(struct act_practice *p, enum practice_place at,
    enum practice_place parent, enum org_type t, int64_t number,
    const char *name)
{
	struct org *o = &p->place[at];

	*o = (struct org){ .parent = at == parent ? 0 : p->place[parent].id,
		.type = t,
		.number = number };
	mem_copy_text(o->name, sizeof(o->name), name);
	return store_org_add(p->store, o);
}

static void
second_year(struct act_practice *p, struct grade *g)
{
	struct clock_parts at;

	clock_parts_of(store_now(p->store), &at);
	*g = (struct grade){ STAGE_JUNIOR,
		day_school_year(day_of(at.year, at.month, at.day)) - 1 };
}

static int
add_places(struct act_practice *p)
{
	char grade[GRADE_WORDS_MAX], class[CLASS_FULL_MAX];
	struct grade g;
	int r;

	second_year(p, &g);
	grade_name(&g, grade);
	class_name(&g, LABEL, class);
	if ((r = store_begin(p->store)) != 0)
		return r;
	if ((r = add_place(p, PLACE_DISTRICT, PLACE_DISTRICT, ORG_DISTRICT, 0,
		 "练习区")) == 0 &&
	    (r = add_place(p, PLACE_LINE, PLACE_DISTRICT, ORG_LINE, 0,
		 "练习热线")) == 0 &&
	    (r = add_place(p, PLACE_SCHOOL, PLACE_DISTRICT, ORG_SCHOOL, 0,
		 SCHOOL)) == 0 &&
	    (r = add_place(p, PLACE_GRADE, PLACE_SCHOOL, ORG_GRADE,
		 grade_number(&g), grade)) == 0)
		r = add_place(p, PLACE_CLASS, PLACE_GRADE, ORG_CLASS,
		    class_number(LABEL), class);
	return store_end(p->store, r);
}

/* --- people ----------------------------------------------------------------
 */

/* Their pair is here and nowhere else; what stands for its wrapping opens
 * nothing. */
static int
add_person(struct act_practice *p, struct person *one, struct post *posts,
    int n, struct actor **out)
{
	struct keypair pair = { .kind = KEY_PERSON,
		.made_at = store_now(p->store) };
	struct sealed_key *k = sealed_key_new(pair.public_half);
	int r;

	one->state = ACCOUNT_ACTIVE;
	one->n_wrapped = 1;
	if ((r = store_begin(p->store)) == 0) {
		r = store_person_add(p->store, one);
		pair.owner = one->id;
		if (r == 0)
			r = store_keypair_add(p->store, &pair);
		for (int i = 0; i < n && r == 0; i++) {
			posts[i].person = one->id;
			r = store_post_add(
			    p->store, &posts[i], true, store_now(p->store));
			if (r == 0 && (posts[i].role == ROLE_OPERATOR ||
					  posts[i].role == ROLE_LEAD))
				r = sample_trained(p->store, one->id, one->id);
		}
		r = store_end(p->store, r);
	}
	if (r == 0)
		return actor_make(p->store, one, k, out);
	sealed_key_free(k);
	return r;
}

void
practice_login(
    const struct act_practice *p, const char *login, char to[LOGIN_MAX])
{
	snprintf(to, LOGIN_MAX, "%s%s", login,
	    strcmp(login, p->login) == 0 ? "2" : "");
}

static int
add_other(struct act_practice *p, enum practice_other o)
{
	struct person one = { .id = 0 };
	struct post posts[2] = { { .id = 0 } };
	int n = 0;

	practice_login(p, others[o].login, one.login);
	mem_copy_text(one.name, sizeof(one.name), others[o].name);
	for (; n < 2 && others[o].role[n] != ROLE_NONE; n++) {
		posts[n].role = others[o].role[n];
		posts[n].org = p->place[others[o].place[n]].id;
	}
	return add_person(p, &one, posts, n, &p->other[o]);
}

static enum practice_place
place_of(enum role role)
{
	switch (role) {
	case ROLE_OPERATOR:
	case ROLE_LEAD:
		return PLACE_LINE;
	case ROLE_CLASS_TEACHER:
		return PLACE_CLASS;
	case ROLE_GRADE_HEAD:
		return PLACE_GRADE;
	case ROLE_PSYCHOLOGY:
	case ROLE_PRINCIPAL:
	case ROLE_CRISIS_HEAD:
	case ROLE_CRISIS_MEMBER:
	case ROLE_STAFF:
		return PLACE_SCHOOL;
	default:
		return PLACE_DISTRICT;
	}
}

static bool
has_role(const struct post *posts, int n, enum role role)
{
	for (int i = 0; i < n; i++)
		if (posts[i].role == role)
			return true;
	return false;
}

/* By the name they are known by, in each post they hold for real, once. */
static int
add_real(struct act_practice *p, const struct actor *real)
{
	struct person one = { .id = 0 };
	struct post posts[ACT_POSTS_MAX];
	int n = 0, r;

	mem_copy_text(one.login, sizeof(one.login), real->login);
	mem_copy_text(one.name, sizeof(one.name), real->name);
	for (int i = 0; i < real->n_posts; i++) {
		enum role role = real->posts[i].role;

		if (has_role(posts, n, role))
			continue;
		posts[n++] = (struct post){ .role = role,
			.org = p->place[place_of(role)].id };
	}
	if ((r = add_person(p, &one, posts, n, &p->who)) == 0)
		memcpy(p->who->setting, real->setting, sizeof(real->setting));
	return r;
}

/* --- circles ---------------------------------------------------------------
 */

static const struct {
	enum practice_place place;
	enum practice_other first; /* who makes it */
} circles[] = {
	{ PLACE_DISTRICT, OTHER_CENTRE },
	{ PLACE_LINE, OTHER_LEAD },
	{ PLACE_SCHOOL, OTHER_PSYCHOLOGY },
};

static int
add_members(struct act_practice *p, struct actor *first, int64_t circle,
    const struct org *o)
{
	int r = 0;

	for (int i = 0; i <= OTHERS && r == 0; i++) {
		struct actor *one = i < OTHERS ? p->other[i] : p->who;

		if (one != NULL && one != first &&
		    circle_is_team(one->posts, one->n_posts, o))
			r = act_circle_add(first, circle, one->person, NULL);
	}
	return r;
}

static int
add_circles(struct act_practice *p)
{
	int64_t circle;
	int r = 0;

	for (size_t i = 0; i < nitems(circles) && r == 0; i++) {
		struct org *o = &p->place[circles[i].place];
		struct actor *first = practice_at(p, circles[i].first);

		if (!circle_is_team(first->posts, first->n_posts, o))
			continue; /* nobody stands there: the centre does */
		if ((r = act_circle_create(first, o->id, &circle, NULL)) == 0)
			r = add_members(p, first, circle, o);
	}
	return r;
}

static int
add_oncall(struct act_practice *p)
{
	int r;

	if ((r = store_begin(p->store)) != 0)
		return r;
	for (int i = 0; i < OTHERS && r == 0; i++) {
		struct oncall c = { .confirmed_at = store_now(p->store) };

		if (p->other[i] == NULL || others[i].duty == NULL)
			continue;
		c.org = p->place[others[i].place[0]].id;
		c.person = c.confirmed_by = p->other[i]->person;
		mem_copy_text(c.duty, sizeof(c.duty), others[i].duty);
		mem_copy_text(c.name, sizeof(c.name), others[i].name);
		mem_copy_text(c.phone, sizeof(c.phone), others[i].phone);
		r = store_oncall_put(p->store, &c);
	}
	return store_end(p->store, r);
}

/* --- children --------------------------------------------------------------
 */

static const struct {
	const char *name, *sex;
} children[PRACTICE_CHILDREN] = {
	{ "曾一诺", "女" },
	{ "罗小满", "女" },
	{ "石磊", "男" },
	{ "韦青", "男" },
	{ "覃月", "女" },
};

const char *
practice_child_name(int i)
{
	return children[i].name;
}

/* A roster as any school has one. */
static int
write_roster(int fd)
{
	FILE *to = fdopen(dup(fd), "w");
	int r = 0;

	if (to == NULL)
		return ERR_SYSTEM;
	fputs("姓名,性别,学号,学校,年级,班级,监护人姓名,监护人关系,"
	      "监护人电话\r\n",
	    to);
	for (int i = 0; i < PRACTICE_CHILDREN; i++)
		fprintf(to,
		    "%s,%s,9900%d,%s,八年级,%s班,练习家长%d,母亲,"
		    "1990000000%d\r\n",
		    children[i].name, children[i].sex, i + 1, SCHOOL, LABEL,
		    i + 1, i + 1);
	if (fflush(to) != 0 || lseek(fd, 0, SEEK_SET) != 0)
		r = ERR_SYSTEM;
	fclose(to);
	return r;
}

static int
take_in(struct act_practice *p, int source, int refused)
{
	struct act_import in = { .source = source, .refused = refused };
	struct act_imported out = { 0 };
	int r = write_roster(source);

	if (r == 0)
		r = act_import_roster(
		    practice_at(p, OTHER_DISTRICT), &in, &out);
	return r == 0 && out.accepted != PRACTICE_CHILDREN ? ERR_CORRUPT : r;
}

static int
find_children(struct act_practice *p)
{
	char identity[64];
	struct student s = { 0 };
	int r = 0;

	for (int i = 0; i < PRACTICE_CHILDREN && r == 0; i++) {
		snprintf(identity, sizeof(identity), "S%lld:9900%d",
		    (long long)p->place[PLACE_SCHOOL].id, i + 1);
		r = store_student_by_identity(p->store, identity, &s);
		p->child[i] = s.id;
	}
	return r;
}

static int
add_children(struct act_practice *p)
{
	int source = memfd_create("roster", MFD_CLOEXEC);
	int refused = memfd_create("refused", MFD_CLOEXEC);
	int r = ERR_SYSTEM;

	if (source >= 0 && refused >= 0 &&
	    (r = take_in(p, source, refused)) == 0)
		r = find_children(p);
	close(source);
	close(refused);
	return r;
}

/* They have worked there for some days: what happened before now was theirs. */
static int
set_clock(struct act_practice *p, int64_t offset)
{
	int r;

	if ((r = store_begin(p->store)) != 0)
		return r;
	r = store_setting_put(p->store, "clock_offset", offset);
	store_touch(p->store, STORE_TOPIC(TOPIC_ALL, 0));
	return store_end(p->store, r);
}

static int
add_all(struct act_practice *p, const struct actor *real)
{
	int r = add_places(p);

	for (int i = 0; i < OTHERS && r == 0; i++)
		if (!is_persons(p, (enum practice_other)i))
			r = add_other(p, (enum practice_other)i);
	if (r != 0 || (r = add_real(p, real)) != 0 ||
	    (r = add_circles(p)) != 0 || (r = add_oncall(p)) != 0)
		return r;
	return add_children(p);
}

int
practice_people(struct act_practice *p, const struct actor *real)
{
	/* In a sample that was moved it is as late as there. */
	int64_t offset = store_now(real->store) - clock_now();
	int r;

	if ((r = set_clock(p, offset - 3 * CLOCK_DAY)) != 0 ||
	    (r = add_all(p, real)) != 0)
		return r;
	return set_clock(p, offset);
}
