/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/warning_filter.h"

#define PLAIN "open"

void
warning_filter_clear(struct warning_filter *f)
{
	f->open = WARNINGS_OPEN;
	f->overdue_at = 0;
	f->state = f->level = -1;
	f->school = f->grade = f->owner = 0;
}

bool
warning_filter_is_clear(const struct warning_filter *f)
{
	return f->open == WARNINGS_OPEN && f->overdue_at == 0 && f->state < 0 &&
	       f->level < 0 && f->school == 0 && f->grade == 0 && f->owner == 0;
}

/* --- one word each -------------------------------------------------------- */

static int
read_id(const char *s, int64_t *id)
{
	char *end;

	if (*s < '1' || *s > '9')
		return ERR_INPUT;
	*id = strtoll(s, &end, 10);
	return *end == '\0' && *id < INT64_MAX ? 0 : ERR_INPUT;
}

static int
read_word(struct warning_filter *f, const char *w, int64_t now)
{
	if (strcmp(w, "overdue") == 0)
		return f->overdue_at = now, 0;
	if (strcmp(w, "closed") == 0)
		return f->open = WARNINGS_CLOSED, 0;
	if (strncmp(w, "state=", 6) == 0)
		return (f->state = state_by_code(&warning_machine, w + 6)) < 0
			   ? ERR_INPUT
			   : 0;
	if (strncmp(w, "level=", 6) == 0)
		return (f->level = warning_level_of(w + 6)) < 0 ? ERR_INPUT : 0;
	if (strncmp(w, "school=", 7) == 0)
		return read_id(w + 7, &f->school);
	if (strncmp(w, "grade=", 6) == 0)
		return read_id(w + 6, &f->grade);
	if (strncmp(w, "person=", 7) == 0)
		return read_id(w + 7, &f->owner);
	return ERR_INPUT;
}

int
warning_filter_read(struct warning_filter *f, const char *text, int64_t now)
{
	struct warning_filter read = *f;
	char words[WARNING_FILTER_MAX], *rest, *w;
	int r = 0;

	if (strlen(text) >= sizeof(words))
		return ERR_INPUT;
	warning_filter_clear(&read);
	mem_copy_text(words, sizeof(words), text);
	if (strcmp(words, PLAIN) != 0) {
		w = strtok_r(words, " ", &rest);
		r = w == NULL ? ERR_INPUT : 0;
		for (; w != NULL && r == 0; w = strtok_r(NULL, " ", &rest))
			r = read_word(&read, w, now);
	}
	if (r == 0)
		*f = read;
	return r;
}

static void
print_word(struct buf *out, const char *name, const char *value)
{
	buf_add_f(out, "%s%s%s", buf_len(out) > 0 ? " " : "", name, value);
}

static void
print_id(struct buf *out, const char *name, int64_t id)
{
	if (id != 0)
		buf_add_f(out, "%s%s%lld", buf_len(out) > 0 ? " " : "", name,
		    (long long)id);
}

void
warning_filter_print(const struct warning_filter *f, struct buf *out)
{
	if (f->open == WARNINGS_CLOSED)
		print_word(out, "closed", "");
	if (f->overdue_at != 0)
		print_word(out, "overdue", "");
	if (f->state >= 0)
		print_word(
		    out, "state=", state_code(&warning_machine, f->state));
	if (f->level >= 0)
		print_word(out,
		    "level=", warning_level_name((enum profile_level)f->level));
	print_id(out, "school=", f->school);
	print_id(out, "grade=", f->grade);
	print_id(out, "person=", f->owner);
	if (buf_len(out) == 0)
		buf_add_text(out, PLAIN);
}
