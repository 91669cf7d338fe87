/* SPDX-License-Identifier: Apache-2.0 */
/* One child's rows in the health ledger: read, written, ended. */
#include <string.h>

#include "act/actor.h"
#include "act/health.h"
#include "act/key.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/text.h"
#include "file_internal.h"
#include "group_internal.h"
#include "health_internal.h"
#include "store/store.h"
#include "store/student.h"
#include "student_internal.h"

#define EACH_MAX 64
#define WORDS_COLUMN "health_entry.words"

void
health_fill(struct actor *who, const struct heed_row *row,
    const struct student *s, const struct permit_on *on, struct act_health *to)
{
	*to = (struct act_health){ .row = *row, .s = *s };
	class_full_words(&s->grade, s->label, student_today(who), to->class);
	to->may_read =
	    row->pair != 0 && group_may(who, CLASS_HEALTH, MAY_READ, on);
	to->may_end =
	    row->ended_at == 0 && group_may(who, CLASS_HEALTH, MAY_WRITE, on);
}

static int
find(struct actor *who, int64_t id, enum permit_right want, struct student *s,
    struct permit_on *on)
{
	int r;

	if ((r = act_look(who)) != 0 || (r = student_open(who, id, s, on)) != 0)
		return r;
	return group_may(who, CLASS_HEALTH, want, on) ? 0 : ERR_DENIED;
}

struct rows {
	struct heed_row row[EACH_MAX];
	int n;
};

static int
keep(void *arg, const struct heed_row *row)
{
	struct rows *all = arg;

	if (all->n < EACH_MAX)
		all->row[all->n++] = *row;
	return 0;
}

int
act_health_each(struct actor *who, int64_t student, bool ended,
    int (*fn)(void *, const struct act_health *), void *arg)
{
	struct rows all = { .n = 0 };
	struct act_health h;
	struct permit_on on;
	struct student s;
	int r;

	if ((r = find(who, student, MAY_STATE, &s, &on)) != 0 ||
	    (r = store_heed_each(who->store, student, student_today(who), ended,
		 keep, &all)) != 0)
		return r;
	if (all.n > 0)
		r = act_saw(who, "health.show", student, NULL, &student, 1);
	for (int i = 0; i < all.n && r == 0; i++) {
		health_fill(who, &all.row[i], &s, &on, &h);
		r = fn(arg, &h);
	}
	return r;
}

/* --- writing ----------------------------------------------------------------
 */

/* Whose team it is for: the school's by which the writer may write, where the
 * roster has the child or where the file is already. */
static int
school_of(struct actor *who, const struct student *s,
    const struct permit_on *on, int64_t *school)
{
	struct file_home h;
	int r;

	*school = s->school;
	if (on->lft == s->place)
		return 0;
	if ((r = file_home(who, s, &h)) == 0)
		*school = h.school;
	return r;
}

static int
seal(struct actor *who, const struct student *s, const struct permit_on *on,
    struct heed_row *h, const char *text, size_t n)
{
	struct buf *clean, *sealed;
	int64_t school;
	int r;

	if (n == 0)
		return 0;
	if ((r = school_of(who, s, on, &school)) != 0 ||
	    (r = act_health_key(who, s->id, school, &h->pair)) != 0)
		return r;
	clean = act_secret();
	sealed = buf_new();
	text_clean(clean, text, n, TEXT_LINES);
	if ((r = act_seal(who, h->pair,
		 (struct sealed_place){ WORDS_COLUMN, h->id }, buf_data(clean),
		 buf_len(clean), sealed)) == 0)
		r = store_heed_seal(who->store, h->id, h->pair,
		    buf_data(sealed), buf_len(sealed));
	buf_free(sealed);
	buf_free(clean);
	return r;
}

static int
check(struct actor *who, const struct heed_row *h, size_t n)
{
	if (h->heed == 0 || h->heed >= 1u << HEED_COUNT)
		return act_fail(who, ERR_INPUT,
		    _("heed: please say what is to be heeded."));
	if (h->ends != 0 && h->ends < h->starts)
		return act_fail(
		    who, ERR_INPUT, _("The end lies before the beginning."));
	return n <= ACT_HEALTH_MAX
		   ? 0
		   : act_fail(who, ERR_LIMIT, _("The text is too long."));
}

static int
add(struct actor *who, const struct student *s, const struct permit_on *on,
    struct heed_row *h, const char *text, size_t n, int64_t *audit)
{
	int r;

	h->entered_by = who->person;
	h->entered_at = act_now(who);
	if ((r = act_note(who, "health.add", s->id, NULL, &s->id, 1, audit)) !=
		0 ||
	    (r = store_heed_add(who->store, h, *audit)) != 0)
		return r;
	return seal(who, s, on, h, text, n);
}

int
act_health_add(struct actor *who, int64_t student, unsigned heed, int ends,
    const char *text, size_t n, int64_t *id, int64_t *audit)
{
	struct heed_row h = { .student = student, .heed = heed, .ends = ends };
	struct permit_on on;
	struct student s;
	int64_t note = 0;
	int r;

	h.starts = student_today(who);
	if ((r = find(who, student, MAY_WRITE, &s, &on)) != 0 ||
	    (r = check(who, &h, n)) != 0 || (r = act_begin(who)) != 0)
		return r;
	r = add(who, &s, &on, &h, text, n, &note);
	store_touch(who->store, STORE_TOPIC(TOPIC_STUDENT, student));
	if ((r = act_end(who, r)) != 0)
		return r;
	*id = h.id;
	if (audit != NULL)
		*audit = note;
	return 0;
}

static int
find_row(
    struct actor *who, int64_t id, enum permit_right want, struct heed_row *h)
{
	struct permit_on on;
	struct student s;
	int r = store_heed_get(who->store, id, h);

	if (r == ERR_NOT_FOUND)
		return student_not_found(who);
	return r != 0 ? r : find(who, h->student, want, &s, &on);
}

int
act_health_end(struct actor *who, int64_t id, int64_t *audit)
{
	struct heed_row h;
	int64_t note = 0;
	int r;

	if ((r = find_row(who, id, MAY_WRITE, &h)) != 0 ||
	    (r = act_begin(who)) != 0)
		return r;
	if ((r = act_note(who, "health.end", h.student, NULL, &h.student, 1,
		 &note)) == 0)
		r = store_heed_end(
		    who->store, id, who->person, act_now(who), note);
	store_touch(who->store, STORE_TOPIC(TOPIC_STUDENT, h.student));
	if ((r = act_end(who, r)) == 0 && audit != NULL)
		*audit = note;
	return r;
}

/* --- why --------------------------------------------------------------------
 */

/* Copied out: no statement stays open while keys are looked for. */
static int
copy_words(void *arg, const void *sealed, size_t n)
{
	buf_add(arg, sealed, n);
	return 0;
}

int
act_health_words(struct actor *who, int64_t id, struct buf *out)
{
	struct buf *sealed;
	struct heed_row h;
	int r;

	if ((r = find_row(who, id, MAY_READ, &h)) != 0 ||
	    (r = act_saw(who, "health.read", id, NULL, &h.student, 1)) != 0)
		return r;
	sealed = buf_new();
	if ((r = store_heed_words(who->store, id, copy_words, sealed)) == 0)
		r = buf_len(sealed) == 0
			? ERR_NOT_FOUND
			: act_open(who, h.pair,
			      (struct sealed_place){ WORDS_COLUMN, id },
			      buf_data(sealed), buf_len(sealed), out);
	buf_free(sealed);
	return r;
}
