/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/epoch.h"
#include "base/mem.h"
#include "model/topic.h"
#include "store/org.h"
#include "store/person.h"
#include "store/store.h"
#include "tests/lib/woken.h"

#define IDS 64 /* more rows of a kind than a test makes */

struct woken {
	struct store *st;
	const char *(*named)(int64_t id, const char *kind);
};

static const char *
person(const struct woken *w, int64_t id)
{
	static struct person p;

	return store_person_get(w->st, id, &p) == 0 ? p.login : NULL;
}

static const char *
org(const struct woken *w, int64_t id)
{
	static struct org o;

	return store_org_get(w->st, id, &o) == 0 ? o.code : NULL;
}

static const char *
line(const struct woken *w, int64_t id)
{
	struct org o;

	return store_org_get(w->st, id, &o) == 0 && o.type == ORG_LINE ? "calls"
								       : NULL;
}

static const char *
called(const struct woken *w, int64_t id, const char *kind)
{
	const char *name = w->named(id, kind);

	return strncmp(name, kind, strlen(kind)) == 0 ? name : NULL;
}

static const char *
ticket(const struct woken *w, int64_t id)
{
	return called(w, id, "ticket");
}

static const char *
warning(const struct woken *w, int64_t id)
{
	return called(w, id, "warning");
}

static const char *
presence(const struct woken *w, int64_t id)
{
	(void)w;
	return id == 0 ? "presence" : NULL;
}

static const char *
all(const struct woken *w, int64_t id)
{
	(void)w;
	return id == 0 ? "everybody" : NULL;
}

/* What a topic is called; NULL for what is not there, whose word another has.
 * Files and settings wake one screen alone. */
static const struct {
	enum store_topic kind;
	const char *(*name)(const struct woken *w, int64_t id);
} kinds[] = { { TOPIC_ALL, all }, { TOPIC_PERSON, person }, { TOPIC_ORG, org },
	{ TOPIC_LINE, line }, { TOPIC_TICKET, ticket },
	{ TOPIC_WARNING, warning }, { TOPIC_SETTING, person } };

const char *
test_woken(struct store *st, const char *(*named)(int64_t id, const char *kind))
{
	static uint32_t seen[nitems(kinds)][IDS];
	static char text[1024];
	struct woken w = { st, named };
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < nitems(kinds); i++)
		for (int64_t id = 0; id < IDS; id++) {
			uint32_t now = epoch_read(
			    store_epoch(st), STORE_TOPIC(kinds[i].kind, id));
			const char *name = NULL;

			if (now != seen[i][id])
				name = kinds[i].name(&w, id);
			if (name != NULL && n < sizeof(text))
				n +=
				    (size_t)snprintf(text + n, sizeof(text) - n,
					"%s%s%s", n == 0 ? " wakes " : " ",
					kinds[i].kind == TOPIC_SETTING
					    ? "settings of "
					    : "",
					name);
			seen[i][id] = now;
		}
	return text;
}

const char *
test_topic(struct store *st, uint32_t topic,
    const char *(*named)(int64_t id, const char *kind))
{
	struct woken w = { st, named };

	if (topic >> 24 == TOPIC_PRESENT)
		return presence(&w, topic & 0xffffff);
	for (size_t i = 0; i < nitems(kinds); i++)
		if (kinds[i].kind == topic >> 24)
			return kinds[i].name(&w, topic & 0xffffff);
	return NULL;
}
