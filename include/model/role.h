/* SPDX-License-Identifier: Apache-2.0 */
#ifndef MODEL_ROLE_H
#define MODEL_ROLE_H

#include <stdint.h>

/*
 * The posts a person may hold here, from requirements.md 5.2 and E2.  What a
 * role may do is model/permit.h; whose data, the organisation of the post.
 */
enum role {
	ROLE_NONE,
	ROLE_OPERATOR,	    /* 接线员: takes calls on a line */
	ROLE_LEAD,	    /* 值班长: leads the shift of a line */
	ROLE_PSYCHOLOGY,    /* 心理教师 of a school */
	ROLE_CLASS_TEACHER, /* 班主任 of a class */
	ROLE_GRADE_HEAD,    /* 年级组长 of a grade */
	ROLE_PRINCIPAL,	    /* 校长, first responsible person */
	ROLE_CRISIS_HEAD,   /* head of a school's crisis group */
	ROLE_CRISIS_MEMBER,
	ROLE_STAFF,	     /* any staff: reports a worry */
	ROLE_DISTRICT_STAFF, /* 区教委: counts, registers, rosters */
	ROLE_COUNSELLOR,     /* 区心理中心: district centre */
	ROLE_CUSTODIAN,	     /* 托管人: nothing but custody */
	ROLE_SYSTEM_ADMIN,
	ROLE_SECURITY_ADMIN,
	ROLE_AUDIT_ADMIN,
	ROLE_COUNT
};

/* "class_teacher": in the store, JSON and the config.  Static. */
const char *role_name(enum role r);
/* "class teacher", for people; a msgid, give it to _(). */
const char *role_words(enum role r);
/* ROLE_NONE if there is no such name. */
enum role role_of(const char *name);

/* A post: a role in an organisation, itself or for somebody away. */
struct post {
	int64_t id, person;
	enum role role;
	int64_t org;	   /* the line, class, grade, school or district */
	int64_t lft, rgt;  /* its place in the tree of organisations */
	int64_t deputy_of; /* a post, or 0 */
	int64_t campus;	   /* of a school, where they work; 0: anywhere */
	int64_t since, until; /* 0: proposed; 0: for good */
	/* As proposed: held from, at the earliest, and until; in which file
	 * it came (act/staff.h). */
	int64_t starts, ends, batch;
	char duty[33]; /* what it is called (duty.h); "" as its role */
};

#endif
