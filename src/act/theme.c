/* SPDX-License-Identifier: Apache-2.0 */
/* Colours of one's own: brought, looked at, taken. */
#include <stdlib.h>
#include <string.h>

#include "act/setting.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/theme.h"
#include "internal.h"

static int
put(struct actor *who, enum setting_id id, const char *value)
{
	return act_setting_put(who, setting_at(id)->name, value, NULL);
}

int
act_theme_bring(struct actor *who, const char *text, size_t n)
{
	char why[ACT_WHY_MAX], packed[THEME_PACK_MAX];
	struct theme t;
	int r;

	if ((r = theme_read(&t, "my.theme", text, n, why, sizeof(why))) != 0)
		return act_fail(who, r, "%s", why);
	theme_pack(&t, packed);
	return put(who, SETTING_OWN, packed);
}

int
act_theme_brought(const struct actor *who, struct theme *t)
{
	return theme_unpack(act_setting(who, SETTING_OWN), t) ? 0
							      : ERR_NOT_FOUND;
}

int
act_theme_take(struct actor *who)
{
	char packed[SETTING_MAX];
	struct theme t;

	if (act_theme_brought(who, &t) != 0)
		return act_fail(who, ERR_NOT_FOUND,
		    _("There are no colours of your own yet."));
	mem_copy_text(packed, sizeof(packed), act_setting(who, SETTING_OWN));
	return put(who, SETTING_THEME, packed);
}
