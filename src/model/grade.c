/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/grade.h"

static const struct {
	const char *name; /* stands in the store */
	int years, first; /* junior begins with grade 7 */
	int age;	  /* youngest at entry, by year of birth */
	const char *words[6];
} stages[STAGE_COUNT] = {
	[STAGE_PRIMARY] = { "小学", 6, 1, 5,
	    { N_("grade 1"), N_("grade 2"), N_("grade 3"), N_("grade 4"),
		N_("grade 5"), N_("grade 6") } },
	[STAGE_JUNIOR] = { "初中", 3, 7, 10,
	    { N_("grade 7"), N_("grade 8"), N_("grade 9") } },
	[STAGE_SENIOR] = { "高中", 3, 10, 14,
	    { N_("senior 1"), N_("senior 2"), N_("senior 3") } },
	[STAGE_VOCATIONAL] = { "中职", 3, 10, 14,
	    { N_("vocational 1"), N_("vocational 2"), N_("vocational 3") } },
	[STAGE_PRIMARY_5] = { "小学", 5, 1, 5,
	    { N_("grade 1"), N_("grade 2"), N_("grade 3"), N_("grade 4"),
		N_("grade 5") } },
	[STAGE_JUNIOR_4] = { "初中", 4, 6, 9,
	    { N_("grade 6"), N_("grade 7"), N_("grade 8"), N_("grade 9") } },
};

static const struct {
	const char *name;
	enum stage primary, junior;
	int one; /* the grade that 初一 is */
} schoolings[SCHOOLING_COUNT] = {
	[SCHOOLING_6_3] = { "six-three", STAGE_PRIMARY, STAGE_JUNIOR, 7 },
	[SCHOOLING_5_4] = { "five-four", STAGE_PRIMARY_5, STAGE_JUNIOR_4, 6 },
	[SCHOOLING_5_4_PREP] = { "five-four-prep", STAGE_PRIMARY_5,
	    STAGE_JUNIOR_4, 7 },
};

const char *
schooling_name(enum schooling s)
{
	return schoolings[s].name;
}

int
schooling_of(const char *name)
{
	for (int i = 0; i < SCHOOLING_COUNT; i++)
		if (strcmp(schoolings[i].name, name) == 0)
			return i;
	return -1;
}

/* What a stage of six-three is called by is another one here. */
static enum stage
stage_in(enum schooling in, enum stage s)
{
	return s == STAGE_PRIMARY  ? schoolings[in].primary
	       : s == STAGE_JUNIOR ? schoolings[in].junior
				   : s;
}

/* Blanks and brackets off, full-width forms plain; false if too long. */
static bool
squeeze(const char *typed, char *to, size_t size)
{
	uint8_t u[6];
	size_t n = 0;
	ucs4_t c;

	for (int len, put; *typed != '\0'; typed += len) {
		if ((len = u8_strmbtouc(&c, (const uint8_t *)typed)) <= 0)
			return false;
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xfee0;
		if (c == ' ' || c == 0xa0 || c == 0x3000 || c == '(' ||
		    c == ')' || c == '[' || c == ']' || c == '\'')
			continue;
		put = u8_uctomb(u, c, sizeof(u));
		if (put <= 0 || n + (size_t)put >= size)
			return false;
		memcpy(to + n, u, (size_t)put);
		n += (size_t)put;
	}
	to[n] = '\0';
	return true;
}

static const char *const numerals[] = { "零", "一", "二", "三", "四", "五",
	"六", "七", "八", "九" };

/* A digit or 一 to 九 at *s, taken; -1 without one. */
static int
take_digit(const char **s)
{
	if (isdigit((unsigned char)**s))
		return *(*s)++ - '0';
	for (size_t i = 1; i < nitems(numerals); i++)
		if (strncmp(*s, numerals[i], strlen(numerals[i])) == 0) {
			*s += strlen(numerals[i]);
			return (int)i;
		}
	return -1;
}

/* 12, 三, 十, 十二, 二十, 二十三, all of s; -1 if it is no number. */
static int
whole_number(const char *s)
{
	const char *ten = "十";
	int n = 0, d;

	if (*s == '\0' || strlen(s) > 12)
		return -1;
	if (s[strspn(s, "0123456789")] == '\0')
		return strlen(s) < 10 ? atoi(s) : -1;
	if (strncmp(s, ten, strlen(ten)) != 0 && (n = take_digit(&s)) < 0)
		return -1;
	if (strncmp(s, ten, strlen(ten)) == 0) {
		s += strlen(ten);
		n = (n == 0 ? 1 : n) * 10;
		if (*s != '\0' && (d = take_digit(&s)) >= 0)
			n += d;
	}
	return *s == '\0' ? n : -1;
}

/* The stage named at the start of *s, passed over; STAGE_NONE without. */
static enum stage
take_stage(const char **s)
{
	static const struct {
		const char *word;
		enum stage stage;
	} words[] = {
		{ "小学", STAGE_PRIMARY },
		{ "小", STAGE_PRIMARY },
		{ "初中", STAGE_JUNIOR },
		{ "初", STAGE_JUNIOR },
		{ "高中", STAGE_SENIOR },
		{ "高", STAGE_SENIOR },
		{ "中职", STAGE_VOCATIONAL },
		{ "职高", STAGE_VOCATIONAL },
		{ "中专", STAGE_VOCATIONAL },
		{ "职", STAGE_VOCATIONAL },
	};

	for (size_t i = 0; i < nitems(words); i++)
		if (strncmp(*s, words[i].word, strlen(words[i].word)) == 0) {
			*s += strlen(words[i].word);
			return words[i].stage;
		}
	return STAGE_NONE;
}

/* 2024 without a stage: whoever came at 10 to 13 came to junior school. */
static enum stage
stage_of_age(enum schooling in, int age)
{
	enum stage best = STAGE_NONE;

	for (enum stage s = STAGE_PRIMARY; s <= STAGE_SENIOR; s++)
		if (age >= stages[stage_in(in, s)].age && age <= 19)
			best = stage_in(in, s);
	return best;
}

static enum stage
stage_of_count(enum schooling in, int n)
{
	for (enum stage s = STAGE_PRIMARY; s < STAGE_SENIOR; s++) {
		enum stage is = stage_in(in, s);

		if (n < stages[is].first + stages[is].years)
			return is;
	}
	return STAGE_SENIOR;
}

/* The n-th year as people count: 8 in all, or 2 of the stage named. */
static int
from_count(
    enum stage stage, enum schooling in, int n, int today, struct grade *out)
{
	int year;

	if (stage == STAGE_NONE)
		stage = stage_of_count(in, n);
	else if (n < stages[stage].first)
		n += (stage == schoolings[in].junior ? schoolings[in].one
						     : stages[stage].first) -
		     1;
	year = n - stages[stage].first;
	if (n < 1 || year < 0 || year >= stages[stage].years)
		return ERR_INPUT;
	*out = (struct grade){ stage, day_school_year(today) - year };
	return 0;
}

static int
from_entry(enum stage stage, enum schooling in, int entry, int today, int birth,
    struct grade *out)
{
	if (stage == STAGE_NONE && birth != 0)
		stage = stage_of_age(in, entry - birth / 10000);
	if (stage == STAGE_NONE || entry > day_school_year(today) + 1 ||
	    entry < day_school_year(today) - stages[stage].years)
		return ERR_INPUT;
	*out = (struct grade){ stage, entry };
	return 0;
}

/* The year before 初一, where schools have one. */
static bool
is_prep(const char *s, enum schooling in)
{
	static const char *const words[] = { "预初", "初预", "预备年级",
		"初中预备年级", "初中预备班", "预备班", "预备" };

	for (size_t i = 0; i < nitems(words); i++)
		if (strcmp(s, words[i]) == 0)
			return schoolings[in].one >
				   stages[STAGE_JUNIOR_4].first &&
			       schoolings[in].junior == STAGE_JUNIOR_4;
	return false;
}

int
grade_read(const char *typed, enum schooling in, int today, int birth,
    struct grade *out)
{
	static const char *const ends[] = { "年级", "级", "年" };
	char text[GRADE_WORDS_MAX];
	const char *s = text;
	enum stage stage;
	size_t n;
	int value;

	if (!squeeze(typed, text, sizeof(text)))
		return ERR_INPUT;
	if (is_prep(text, in)) {
		*out = (struct grade){ schoolings[in].junior,
			day_school_year(today) };
		return 0;
	}
	stage = stage_in(in, take_stage(&s));
	n = strlen(s);
	for (size_t i = 0; i < nitems(ends); i++)
		if (n > strlen(ends[i]) &&
		    strcmp(s + n - strlen(ends[i]), ends[i]) == 0) {
			text[strlen(text) - strlen(ends[i])] = '\0';
			break;
		}
	if ((value = whole_number(s)) < 0)
		return ERR_INPUT;
	return value >= 1900 ? from_entry(stage, in, value, today, birth, out)
			     : from_count(stage, in, value, today, out);
}

int
grade_number(const struct grade *g)
{
	return (int)g->stage * 10000 + g->entry;
}

bool
grade_of_number(int number, struct grade *g)
{
	if (number / 10000 <= STAGE_NONE || number / 10000 >= STAGE_COUNT)
		return false;
	*g = (struct grade){ (enum stage)(number / 10000), number % 10000 };
	return true;
}

void
grade_name(const struct grade *g, char to[GRADE_WORDS_MAX])
{
	snprintf(
	    to, GRADE_WORDS_MAX, "%s%d级", stages[g->stage].name, g->entry);
}

bool
grade_is_here(const struct grade *g, int on)
{
	int year = day_school_year(on) - g->entry;

	return g->stage > STAGE_NONE && g->stage < STAGE_COUNT && year >= 0 &&
	       year < stages[g->stage].years;
}

void
grade_words(const struct grade *g, int on, char to[GRADE_WORDS_MAX])
{
	int year = day_school_year(on) - g->entry;

	if (g->stage == STAGE_NONE)
		to[0] = '\0';
	else if (year >= 0 && year < stages[g->stage].years)
		mem_copy_text(
		    to, GRADE_WORDS_MAX, _(stages[g->stage].words[year]));
	else
		grade_name(g, to);
}

/* The part of a class's name that says which grade, and what follows it. */
static const char *
past_grade(const char *s, char grade_part[GRADE_WORDS_MAX])
{
	static const char level[] = "级", prep[] = "预初";
	const char *end = strstr(s, level), *p = s;
	size_t n = 0;

	if (end != NULL)
		n = (size_t)(end - s) + strlen(level);
	else if (strncmp(s, prep, strlen(prep)) == 0)
		n = strlen(prep); /* 预初3班 */
	else if (take_stage(&p) != STAGE_NONE && take_digit(&p) >= 0)
		n = (size_t)(p - s); /* 初二3班 */
	if (n >= GRADE_WORDS_MAX)
		n = 0;
	memcpy(grade_part, s, n);
	grade_part[n] = '\0';
	return s + n;
}

int
class_read(const char *typed, char label[CLASS_LABEL_MAX],
    char grade_part[GRADE_WORDS_MAX])
{
	static const char word[] = "班";
	char text[CLASS_LABEL_MAX + GRADE_WORDS_MAX];
	const char *s;
	size_t n;
	int number;

	grade_part[0] = '\0';
	if (!squeeze(typed, text, sizeof(text)))
		return ERR_INPUT;
	s = past_grade(text, grade_part);
	n = strlen(s);
	if (n >= strlen(word) && strcmp(s + n - strlen(word), word) == 0)
		text[strlen(text) - strlen(word)] = '\0';
	if ((number = whole_number(s)) >= 0)
		snprintf(label, CLASS_LABEL_MAX, "%d", number);
	else if (*s != '\0' && strlen(s) < CLASS_LABEL_MAX)
		mem_copy_text(label, CLASS_LABEL_MAX, s);
	else
		return ERR_INPUT;
	return 0;
}

int
class_number(const char *label)
{
	int n = whole_number(label);

	return n > 0 ? n : 0;
}

void
class_name(const struct grade *g, const char *label, char to[CLASS_FULL_MAX])
{
	char grade[GRADE_WORDS_MAX];

	grade_name(g, grade);
	snprintf(to, CLASS_FULL_MAX, "%s%s班", grade, label);
}

void
class_words(const char *label, char to[GRADE_WORDS_MAX])
{
	/* TRANSLATORS: %s is a number, or a name */
	snprintf(to, GRADE_WORDS_MAX, _("class %s"), label);
}

void
class_full_words(
    const struct grade *g, const char *label, int on, char to[CLASS_FULL_MAX])
{
	char grade[GRADE_WORDS_MAX];

	grade_words(g, on, grade);
	/* TRANSLATORS: the grade, then the class in it: a number, or a name;
	 * it stands in columns nine cells wide */
	snprintf(to, CLASS_FULL_MAX, _("%s-%s"), grade, label);
}
