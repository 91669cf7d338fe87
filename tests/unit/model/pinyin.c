/* SPDX-License-Identifier: Apache-2.0 */
#include "model/pinyin.h"
#include "tests/lib/test.h"

static void
test_names_are_read_as_people_read_them(void **state)
{
	static const struct {
		const char *name, *reading;
	} c[] = {
		{ "曾一诺", "zeng yi nuo" },
		{ "单雄信", "shan xiong xin" },
		{ "仇小满", "qiu xiao man" },
		{ "解珍", "xie zhen" },
		{ "盖叫天", "ge jiao tian" },
		{ "查良铮", "zha liang zheng" },
		{ "乐毅", "yue yi" },
		{ "尉迟恭", "yu chi gong" },
		{ "尉文", "wei wen" },
		{ "区志强", "ou zhi qiang" },
		{ "朴正花", "piao zheng hua" },
		{ "任溶溶", "ren rong rong" },
		{ "华佗", "hua tuo" },
		{ "翟志刚", "zhai zhi gang" },
		{ "万俟雪", "mo qi xue" },
		{ "万里", "wan li" },
		{ "长孙无忌", "zhang sun wu ji" },
		{ "单于婉", "chan yu wan" },
		{ "澹台明", "tan tai ming" },
		{ "王乐乐", "wang le le" },
		{ "李单", "li dan" },
		{ "吕布", "lv bu" },
		{ "增田正一", "zeng tian zheng yi" },
		{ "王晟", "wang sheng" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		char reading[PINYIN_READING_MAX];

		pinyin_read(c[i].name, reading);
		test_same_text(c[i].name, reading, c[i].reading);
	}
}

static void
test_rare_and_foreign_names_have_a_reading(void **state)
{
	static const struct {
		const char *name, *reading, *py, *ini;
	} c[] = {
		{ "买买提·艾力", "mai mai ti ai li", "maimaitiaili", "mmtal" },
		{ "Anna Smith", "anna smith", "annasmith", "as" },
		{ "Zoë·Müller", "zoe mvller", "zoemuller", "zm" },
		{ "王A", "wang a", "wanga", "wa" },
		{ "李\U00020089", "li ?", "li?", "l?" },
		{ "王\U0002CB2D", "wang lun", "wanglun", "wl" },
		{ "䶮", "yan", "yan", "y" },
		{ "\xff\xfe", "? ?", "??", "??" },
		{ "王\xff一", "wang ? yi", "wang?yi", "w?y" },
		{ "A B", "a b", "ab", "ab" },
		{ "·AB", "ab", "ab", "a" },
		{ "王·ABc", "wang abc", "wangabc", "wa" },
		{ "Ａ～", "a ?", "a?", "a?" },
		{ "\u2000", "?", "?", "?" },
		{ "\u0300a", "? a", "?a", "?a" },
		{ "\U0010ffff", "?", "?", "?" },
		{ "ǖǗǙǛüÜ", "vvvvvv", "uuuuuu", "u" },
		{ "", "", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		char reading[PINYIN_READING_MAX], py[PINYIN_PY_MAX];
		char ini[PINYIN_INITIALS_MAX];

		pinyin_read(c[i].name, reading);
		test_same_text(c[i].name, reading, c[i].reading);
		pinyin_keys(reading, py, ini);
		test_same_text(c[i].name, py, c[i].py);
		test_same_text(c[i].name, ini, c[i].ini);
	}
}

static void
test_what_is_typed_meets_the_keys(void **state)
{
	static const struct {
		const char *typed;
		enum pinyin_query kind;
		const char *key;
	} c[] = {
		{ "", PINYIN_NOTHING, "" },
		{ " ·", PINYIN_NOTHING, "" },
		{ "zeng yi", PINYIN_LETTERS, "zengyi" },
		{ "ZYN", PINYIN_LETTERS, "zyn" },
		{ "ｚｙ", PINYIN_LETTERS, "zy" },
		{ "Lǚ", PINYIN_LETTERS, "lu" },
		{ "lü", PINYIN_LETTERS, "lu" },
		{ "lv", PINYIN_LETTERS, "lu" },
		{ "lu", PINYIN_LETTERS, "lu" },
		{ "\x1c"
		  "zyn",
		    PINYIN_LETTERS, "zyn" },
		{ "xi'an", PINYIN_LETTERS, "xian" },
		{ "曾一", PINYIN_NAME, "曾一" },
		{ "买买提艾", PINYIN_NAME, "买买提艾" },
		{ "买买提•艾力", PINYIN_NAME, "买买提艾力" },
		{ "王 明", PINYIN_NAME, "王明" },
		{ "0217", PINYIN_DIGITS, "0217" },
		{ "２０２４", PINYIN_DIGITS, "2024" },
		{ "G5201", PINYIN_DIGITS, "g5201" },
		{ "9", PINYIN_DIGITS, "9" },
		{ "0", PINYIN_DIGITS, "0" },
		{ "7", PINYIN_DIGITS, "7" },
		{ "L9", PINYIN_DIGITS, "l9" },
		{ "J0", PINYIN_DIGITS, "j0" },
		{ "K0", PINYIN_NAME, "k0" },
		{ ":", PINYIN_NAME, ":" },
		{ "/", PINYIN_NAME, "/" },
		{ "王", PINYIN_NAME, "王" },
		{ "王AZaz", PINYIN_NAME, "王azaz" },
		{ "王@[", PINYIN_NAME, "王@[" },
		{ "王！～", PINYIN_NAME, "王!~" },
		{ "王\x1f\u3000明", PINYIN_NAME, "王明" },
		{ "王!", PINYIN_NAME, "王!" },
		{ "a", PINYIN_LETTERS, "a" },
		{ "\U00020089", PINYIN_NAME, "\U00020089" },
	};

	(void)state;
	for (size_t i = 0; i < nitems(c); i++) {
		char key[PINYIN_NAME_KEY_MAX];

		test_same_int(
		    c[i].typed, pinyin_fold(c[i].typed, key), c[i].kind);
		test_same_text(c[i].typed, key, c[i].key);
	}
}

static void
test_a_corrected_reading_is_made_plain(void **state)
{
	char to[PINYIN_READING_MAX];

	(void)state;
	assert_true(pinyin_plain("Zēng  Yī-nuò", to));
	assert_string_equal(to, "zeng yi nuo");
	assert_true(pinyin_plain("nǚ", to));
	assert_string_equal(to, "nv");
	assert_false(pinyin_plain("zeng1", to));
	assert_string_equal(to, "");
	strcpy(to, "xx");
	assert_false(pinyin_plain("曾", to));
	assert_string_equal(to, "");
	strcpy(to, "xx");
	assert_false(pinyin_plain("", to));
	assert_string_equal(to, "");
	strcpy(to, "xx");
	assert_false(pinyin_plain(" ", to));
	assert_string_equal(to, "");
	assert_true(pinyin_plain("a", to));
	assert_string_equal(to, "a");
	assert_true(pinyin_plain(" a b", to));
	assert_string_equal(to, "a b");
	assert_false(pinyin_plain("", to));
	assert_false(pinyin_plain("a\033[2J", to));
}

static void
test_a_name_without_end_is_cut(void **state)
{
	char name[3 * 400 + 1] = "", reading[PINYIN_READING_MAX];
	char key[PINYIN_NAME_KEY_MAX], py[PINYIN_PY_MAX];
	char ini[PINYIN_INITIALS_MAX];

	(void)state;
	for (int i = 0; i < 400; i++)
		strcat(name, "张");
	pinyin_read(name, reading);
	assert_true(strlen(reading) < sizeof(reading));
	pinyin_keys(reading, py, ini);
	assert_int_equal(strlen(ini), 26); /* 159 / 6 whole syllables */
	pinyin_name_key(name, key);
	assert_int_equal(strlen(key), 93);
}

/* Nothing is left of what stood in a field before. */
static void
test_a_name_of_nothing_has_no_key(void **state)
{
	char key[PINYIN_NAME_KEY_MAX] = "xx", reading[PINYIN_READING_MAX] = "x";
	char py[PINYIN_PY_MAX] = "xx", ini[PINYIN_INITIALS_MAX] = "xx";

	(void)state;
	pinyin_name_key(" ", key);
	assert_string_equal(key, "");
	pinyin_read("", reading);
	assert_string_equal(reading, "");
	pinyin_keys("", py, ini);
	assert_string_equal(py, "");
	assert_string_equal(ini, "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_names_are_read_as_people_read_them),
	cmocka_unit_test(test_rare_and_foreign_names_have_a_reading),
	cmocka_unit_test(test_what_is_typed_meets_the_keys),
	cmocka_unit_test(test_a_corrected_reading_is_made_plain),
	cmocka_unit_test(test_a_name_without_end_is_cut),
	cmocka_unit_test(test_a_name_of_nothing_has_no_key),
};

TEST_MAIN(tests)
