/* SPDX-License-Identifier: Apache-2.0 */
#include "account_words.h"
#include "base/lang.h"
#include "base/mem.h"

const char *
account_words(enum account_state s)
{
	static const char *const words[] = {
		[ACCOUNT_PROPOSED] = N_("waits for agreement"),
		[ACCOUNT_APPROVED] = N_("waits for its first sign-in"),
		[ACCOUNT_ACTIVE] = N_("in use"),
		[ACCOUNT_LOCKED] = N_("locked"),
		[ACCOUNT_REFUSED] = N_("not agreed to"),
	};

	return (size_t)s < nitems(words) && words[s] != NULL ? _(words[s]) : "";
}
