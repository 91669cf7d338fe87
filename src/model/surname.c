/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/mem.h"
#include "model/pinyin.h"

/* Surnames that are read otherwise than the character alone.  Those of two
 * characters come first: 长孙 is no 长, 单于 no 单. */
static const struct {
	const char *name, *reading;
} surnames[] = {
	{ "尉迟", "yu chi" },
	{ "万俟", "mo qi" },
	{ "长孙", "zhang sun" },
	{ "单于", "chan yu" },
	{ "澹台", "tan tai" },
	{ "宰父", "zai fu" },
	{ "亓官", "qi guan" },
	{ "皇甫", "huang fu" },
	{ "乐正", "yue zheng" },
	{ "鲜于", "xian yu" },
	{ "闾丘", "lv qiu" },
	{ "颛孙", "zhuan sun" },
	{ "拓跋", "tuo ba" },
	{ "拓拔", "tuo ba" },
	{ "夹谷", "jia gu" },
	{ "谷梁", "gu liang" },
	{ "令狐", "ling hu" },
	{ "呼延", "hu yan" },
	{ "达奚", "da xi" },
	{ "叶赫", "ye he" },
	{ "那拉", "na la" },
	{ "吐谷浑", "tu yu hun" },
	{ "可频", "ke pin" },
	{ "车非", "che fei" },
	{ "宿勤", "su qin" },
	{ "曾", "zeng" },
	{ "单", "shan" },
	{ "仇", "qiu" },
	{ "解", "xie" },
	{ "盖", "ge" },
	{ "查", "zha" },
	{ "乐", "yue" },
	{ "区", "ou" },
	{ "朴", "piao" },
	{ "翟", "zhai" },
	{ "卜", "bu" },
	{ "缪", "miao" },
	{ "薄", "bo" },
	{ "蔚", "yu" },
	{ "都", "du" },
	{ "乜", "nie" },
	{ "覃", "qin" },
	{ "召", "shao" },
	{ "繁", "po" },
	{ "种", "chong" },
	{ "秘", "bi" },
	{ "折", "she" },
	{ "祭", "zhai" },
	{ "员", "yun" },
	{ "贠", "yun" },
	{ "佴", "nai" },
	{ "洗", "xian" },
	{ "适", "kuo" },
	{ "句", "gou" },
	{ "么", "yao" },
	{ "藏", "zang" },
	{ "郇", "xun" },
	{ "黑", "he" },
	{ "阚", "kan" },
	{ "能", "nai" },
	{ "重", "chong" },
	{ "炅", "gui" },
	{ "晟", "cheng" },
	{ "角", "jue" },
};

const char *
pinyin_surname(const char *name, size_t *bytes)
{
	for (size_t i = 0; i < nitems(surnames); i++) {
		size_t n = strlen(surnames[i].name);

		if (strncmp(name, surnames[i].name, n) == 0) {
			*bytes = n;
			return surnames[i].reading;
		}
	}
	return NULL;
}
