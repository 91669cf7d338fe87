/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/setting.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "internal.h"
#include "store/store.h"

const char *
act_setting(const struct actor *who, enum setting_id id)
{
	return who->setting[id][0] != '\0' ? who->setting[id]
					   : setting_at(id)->dflt;
}

/* What an older or a newer program kept and means nothing here is left alone:
 * the default stands in its place. */
static int
take(void *arg, const char *name, const char *value)
{
	struct actor *who = arg;
	enum setting_id id = setting_of(name);

	if (id < SETTING_COUNT && setting_fits(id, value))
		mem_copy_text(
		    who->setting[id], sizeof(who->setting[id]), value);
	return 0;
}

int
act_setting_read(struct actor *who)
{
	memset(who->setting, 0, sizeof(who->setting));
	return store_person_setting_each(who->store, who->person, take, who);
}

/* Never the value: a person typed it. */
static int
refuse(struct actor *who, enum setting_id id)
{
	struct buf *b = buf_new();
	int r;

	setting_values(id, b);
	r = act_fail(
	    who, ERR_INPUT, _("%s: %s."), setting_at(id)->name, buf_text(b));
	buf_free(b);
	return r;
}

int
act_setting_put(
    struct actor *who, const char *name, const char *value, int64_t *audit)
{
	enum setting_id id = setting_of(name);
	int r;

	if ((r = act_begin(who)) != 0)
		return r;
	if (id == SETTING_COUNT)
		r = act_fail(who, ERR_UNKNOWN, "%s",
		    _("There is no such setting; `setting list` shows all."));
	else if (!setting_fits(id, value))
		r = refuse(who, id);
	else if ((r = store_person_setting_put(
		      who->store, who->person, name, value)) == 0) {
		store_touch(who->store, ACT_SETTING_TOPIC(who->person));
		r = act_note(who, "setting.put", who->person,
		    setting_at(id)->name, NULL, 0, audit);
	}
	if ((r = act_end(who, r)) == 0)
		mem_copy_text(
		    who->setting[id], sizeof(who->setting[id]), value);
	return r;
}
