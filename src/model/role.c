/* SPDX-License-Identifier: Apache-2.0 */
#include <stddef.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/role.h"

static const struct {
	const char *name, *words;
} roles[ROLE_COUNT] = {
	[ROLE_NONE] = { "none", N_("nobody") },
	[ROLE_OPERATOR] = { "operator", N_("operator") },
	[ROLE_LEAD] = { "lead", N_("shift lead") },
	[ROLE_PSYCHOLOGY] = { "psychology", N_("psychology teacher") },
	[ROLE_CLASS_TEACHER] = { "class_teacher", N_("class teacher") },
	[ROLE_GRADE_HEAD] = { "grade_head", N_("grade head") },
	[ROLE_PRINCIPAL] = { "principal", N_("principal") },
	[ROLE_CRISIS_HEAD] = { "crisis_head", N_("crisis group head") },
	[ROLE_CRISIS_MEMBER] = { "crisis_member", N_("crisis group") },
	[ROLE_STAFF] = { "staff", N_("staff") },
	[ROLE_DISTRICT_STAFF] = { "district_staff", N_("district staff") },
	[ROLE_COUNSELLOR] = { "counsellor", N_("district counsellor") },
	[ROLE_CUSTODIAN] = { "custodian", N_("custodian") },
	[ROLE_SYSTEM_ADMIN] = { "system_admin", N_("system administrator") },
	[ROLE_SECURITY_ADMIN] = { "security_admin",
	    N_("security administrator") },
	[ROLE_AUDIT_ADMIN] = { "audit_admin", N_("audit administrator") },
};

const char *
role_name(enum role r)
{
	return roles[r < ROLE_COUNT ? r : ROLE_NONE].name;
}

const char *
role_words(enum role r)
{
	return roles[r < ROLE_COUNT ? r : ROLE_NONE].words;
}

enum role
role_of(const char *name)
{
	for (size_t i = 0; i < nitems(roles); i++)
		if (strcmp(roles[i].name, name) == 0)
			return (enum role)i;
	return ROLE_NONE;
}
