/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/detail.h"
#include "model/idnumber.h"
#include "model/student.h"
#include "src/model/cell.h"
#include "src/model/detail_cells.h"

int
detail_of(const struct detail_keys *k, const char *name)
{
	for (int i = 0; i < k->n; i++)
		if (strcmp(k->key[i].field.name, name) == 0)
			return i;
	return -1;
}

bool
detail_fits(const struct detail_key *k, enum org_type t)
{
	return k->types == 0 || (k->types & UINT64_C(1) << t) != 0;
}

/* --- reading ----------------------------------------------------------------
 */

static const char *
read_yes(char *value)
{
	bool yes = cell_is_one_of("yes 是 有 已建 1 y true √ 对", value);

	if (!yes && !cell_is_one_of("no 否 无 没有 未建 0 n false 不是", value))
		return N_("Please write yes or no, or leave it empty.");
	mem_copy_text(value, DETAIL_VALUE_MAX, yes ? "yes" : "no");
	return NULL;
}

static const char *
read_date(char *value)
{
	int day;

	if (day_read(value, &day) != 0)
		return N_("There is no such date. 2012-02-29 is how to write "
			  "one.");
	snprintf(value, DETAIL_VALUE_MAX, "%04d-%02d-%02d", day / 10000,
	    day / 100 % 100, day % 100);
	return NULL;
}

static const char *
read_number(char *value)
{
	size_t n = strspn(value, "0123456789");

	if (n == 0 || n > 9 || value[n] != '\0')
		return N_("Please write a whole number.");
	return NULL;
}

static const char *
read_phone(char *value)
{
	char phone[PHONE_MAX];

	if (idnumber_is_spreadsheet(value))
		return idnumber_words(IDNUMBER_SPREADSHEET);
	if (phone_read(value, phone) != 0)
		return N_("This is no telephone number, or a digit is "
			  "missing.");
	mem_copy_text(value, DETAIL_VALUE_MAX, phone);
	return NULL;
}

static const char *
read_choice(const struct detail_key *k, char *value)
{
	for (const struct detail_choice *c = k->choice; c->words != NULL; c++)
		if (strcmp(c->words, value) == 0 ||
		    strcmp(_(c->words), value) == 0 ||
		    cell_is_one_of(c->typed, value)) {
			mem_copy_text(value, DETAIL_VALUE_MAX, c->words);
			return NULL;
		}
	return N_("This is none of the words that can stand here.");
}

const char *
detail_read(
    const struct detail_key *k, const char *typed, char to[DETAIL_VALUE_MAX])
{
	const char *words = cell_clean(typed, to, DETAIL_VALUE_MAX);

	if (words != NULL || to[0] == '\0')
		return words;
	switch (k->kind) {
	case DETAIL_YES:
		return read_yes(to);
	case DETAIL_DATE:
		return read_date(to);
	case DETAIL_NUMBER:
		return read_number(to);
	case DETAIL_PHONE:
		return read_phone(to);
	case DETAIL_CHOICE:
		return read_choice(k, to);
	default:
		return NULL;
	}
}

const char *
detail_words(const struct detail_key *k, const char *kept)
{
	if (k->kind == DETAIL_YES)
		return strcmp(kept, "yes") == 0 ? _("yes") : _("no");
	if (k->kind == DETAIL_CHOICE && kept[0] != '\0')
		return _(kept);
	return kept;
}

/* --- columns of a table -----------------------------------------------------
 */

bool
detail_cells(const struct table_row *r, const struct detail_keys *k, int first,
    const char **at, char *kept, size_t size)
{
	char value[DETAIL_VALUE_MAX];
	const char *words;
	size_t n;

	for (int i = 0; i < k->n; i++) {
		at[i] = NULL;
		if (!table_has(r, first + i))
			continue;
		words = detail_read(
		    &k->key[i], table_raw(r, first + i), value);
		n = strlen(value) + 1;
		if (words == NULL && n > size)
			words = N_("This is longer than it can be.");
		if (words != NULL)
			return table_refuse(r, first + i, words);
		at[i] = memcpy(kept, value, n);
		kept += n;
		size -= n;
	}
	return true;
}
