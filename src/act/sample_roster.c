/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "act/sample_roster.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/day.h"
#include "model/idnumber.h"

#define A_SCHOOL 1600
#define A_CLASS 45
#define SCHOOLS 9000

/* Of 10,000 people so many are called so; the rest have a rarer name. */
static const struct {
	const char *name;
	int weight;
} surnames[] = {
	{ "王", 725 },
	{ "李", 719 },
	{ "张", 683 },
	{ "刘", 538 },
	{ "陈", 453 },
	{ "杨", 308 },
	{ "赵", 229 },
	{ "黄", 223 },
	{ "周", 212 },
	{ "吴", 205 },
	{ "徐", 167 },
	{ "孙", 154 },
	{ "胡", 131 },
	{ "朱", 126 },
	{ "高", 121 },
	{ "林", 118 },
	{ "何", 117 },
	{ "郭", 115 },
	{ "马", 105 },
	{ "罗", 95 },
	{ "梁", 85 },
	{ "宋", 81 },
	{ "郑", 78 },
	{ "谢", 72 },
	{ "韩", 68 },
	{ "唐", 66 },
	{ "冯", 64 },
	{ "于", 62 },
	{ "董", 61 },
	{ "萧", 59 },
	{ "程", 57 },
	{ "曹", 57 },
	{ "袁", 54 },
	{ "邓", 53 },
	{ "许", 52 },
	{ "傅", 51 },
	{ "沈", 50 },
	{ "曾", 50 },
	{ "彭", 49 },
	{ "吕", 47 },
	{ "苏", 47 },
	{ "卢", 47 },
	{ "蒋", 47 },
	{ "蔡", 46 },
	{ "贾", 42 },
	{ "丁", 42 },
	{ "魏", 45 },
	{ "薛", 42 },
	{ "叶", 42 },
	{ "阎", 42 },
	{ "余", 41 },
	{ "潘", 41 },
	{ "杜", 40 },
	{ "戴", 39 },
	{ "夏", 38 },
	{ "钟", 37 },
	{ "汪", 37 },
	{ "田", 36 },
	{ "任", 36 },
	{ "姜", 36 },
	{ "范", 35 },
	{ "方", 35 },
	{ "石", 33 },
	{ "姚", 32 },
	{ "谭", 32 },
	{ "廖", 32 },
	{ "邹", 31 },
	{ "熊", 31 },
	{ "金", 30 },
	{ "陆", 30 },
	{ "郝", 29 },
	{ "孔", 28 },
	{ "白", 28 },
	{ "崔", 27 },
	{ "康", 27 },
	{ "毛", 26 },
	{ "邱", 26 },
	{ "秦", 26 },
	{ "江", 25 },
	{ "史", 25 },
	{ "顾", 24 },
	{ "侯", 24 },
	{ "邵", 23 },
	{ "孟", 23 },
	{ "龙", 22 },
	{ "万", 22 },
	{ "段", 21 },
	{ "雷", 21 },
	{ "钱", 20 },
	{ "汤", 20 },
	{ "尹", 20 },
	{ "黎", 19 },
	{ "易", 19 },
	{ "常", 18 },
	{ "武", 18 },
	{ "乔", 17 },
	{ "贺", 17 },
	{ "赖", 17 },
	{ "龚", 17 },
	{ "文", 16 },
};
static const char *const rare_surnames[] = { "单", "仇", "解", "盖", "查", "乐",
	"区", "朴", "翟", "尉迟", "万俟", "长孙", "欧阳", "司马", "上官",
	"诸葛", "令狐", "慕容", "皇甫", "覃", "缪", "卜", "牟", "郗", "逄",
	"韦", "石", "蓝", "农", "莫", "阿", "麻", "佟", "关", "呼延", "宇文",
	"端木", "闻", "褚", "卫", "褟", "庹", "佴", "昝", "郇", "亓", "蔺",
	"艾", "柏", "臧" };
/* Characters of given names, the most common first. */
static const char given[] =
    "子一雨梓欣宇晨浩思文佳雅涵轩诗怡诺明俊博嘉泽瑞晓小泽悦萱瑶琪睿航昊"
    "宁安然若静雯婷婷芳慧敏丽红霞娟艳玲军伟强勇超鹏飞杰涛波斌辉亮磊鑫森"
    "林峰岩川江海洋洁冰雪梅兰竹菊春夏秋冬月星辰阳光云天龙凤虎翔宏志远达"
    "成功国庆建平永健康乐福祥瑞吉昌盛兴旺荣华贵宝玉珠琳琅璇玥瑾瑜珂珊莹"
    "莎莉萍萌蕾薇蓉茜芊芸苗青青山石谷松柏桐榆槿楠柯桦樱桃李杏果禾穗麦秧";
static const char *const others[] = { "买买提·艾力", "古丽·热依木",
	"阿依努尔·吐尔逊", "次仁卓玛", "扎西顿珠", "其其格", "巴图", "金智慧",
	"Anna Smith", "王𬭎", "李䶮", "陈𬍛" };

/* xorshift64*: the same everywhere. */
static uint32_t
next(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (uint32_t)(*seed * 2685821657736338717ull >> 32);
}

static int
below(uint64_t *seed, int n)
{
	return (int)((uint64_t)next(seed) * (uint64_t)n >> 32);
}

static const char *
surname(uint64_t *seed)
{
	int at = below(seed, 10000);

	for (size_t i = 0; i < nitems(surnames); i++)
		if ((at -= surnames[i].weight) < 0)
			return surnames[i].name;
	return rare_surnames[below(seed, nitems(rare_surnames))];
}

/* The smaller of two draws: the first characters are taken more often. */
static void
add_given(uint64_t *seed, char *to, size_t size)
{
	int n = (int)(sizeof(given) - 1) / 3;
	int a = below(seed, n), b = below(seed, n);
	size_t len = strlen(to);

	snprintf(to + len, size - len, "%.3s", given + 3 * (a < b ? a : b));
}

static void
make_name(uint64_t *seed, char *to, size_t size)
{
	if (below(seed, 400) == 0) {
		snprintf(to, size, "%s", others[below(seed, nitems(others))]);
		return;
	}
	snprintf(to, size, "%s", surname(seed));
	add_given(seed, to, size);
	if (below(seed, 100) < 88)
		add_given(seed, to, size);
}

/* A child of the table. */
struct child {
	int school, grade, class, seat, index; /* grade: 7, 8, 9 */
	int areas;			       /* a school has in numbers */
	uint64_t seed;
};

static void
print_number(FILE *to, const struct child *c, int birth)
{
	char digits[48];

	/* areas from 900000 on are nowhere; no two children of a table share
	 * area, day and place */
	snprintf(digits, sizeof(digits), "9%05d%08d%03d",
	    c->school * c->areas + c->index / 1000, birth, c->index % 1000);
	fprintf(to, "G%s%c,", digits, idnumber_check_digit(digits));
}

static int
birth_of(struct child *c, int today)
{
	int year = day_school_year(today) - c->grade + 1 - 6;
	int day =
	    day_of(year, 1 + below(&c->seed, 12), 1 + below(&c->seed, 28));

	/* Who is six on the first of September comes to school. */
	return day % 10000 >= 901 ? day - 10000 : day;
}

static void
print_child(FILE *to, struct child *c, int today)
{
	static const char *const grades[] = { "七", "八", "九" };
	static const char *const kin[] = { "母亲", "父亲", "祖母", "外祖父" };
	int birth = birth_of(c, today), who = below(&c->seed, 20);
	char name[64], home[64];

	make_name(&c->seed, name, sizeof(name));
	make_name(&c->seed, home, sizeof(home));
	if (c->school == 1 && c->grade == 8 && c->class == 3 && c->seat == 17)
		snprintf(name, sizeof(name), "曾一诺");
	fprintf(to, "%s,%s,%d-%02d-%02d,", name,
	    c->index % 2 == 1 ? "男" : "女", birth / 10000, birth / 100 % 100,
	    birth % 100);
	print_number(to, c, birth);
	fprintf(to, "%d%02d%02d,第%03d实验学校,%s年级,%d班,",
	    day_school_year(today) - c->grade + 7, c->class, c->seat, c->school,
	    grades[c->grade - 7], c->class);
	if (below(&c->seed, 5) == 0)
		fprintf(to, "住校,%d栋%d%02d,", 1 + below(&c->seed, 6),
		    1 + below(&c->seed, 6), 1 + below(&c->seed, 30));
	else
		fprintf(to, "走读,,");
	fprintf(to, "示范区青山路%d号,%s,%s,1990000%04d\r\n",
	    1 + below(&c->seed, 900), home,
	    kin[who < 12   ? 0
		: who < 18 ? 1
		: who < 19 ? 2
			   : 3],
	    below(&c->seed, 10000));
}

int
act_sample_schools(int64_t students)
{
	int64_t n = (students + A_SCHOOL - 1) / A_SCHOOL;

	return n < 3 ? 3 : n > SCHOOLS ? SCHOOLS : (int)n;
}

/* The students of a school, class by class. */
static void
print_school(
    FILE *to, const struct act_sample_roster *r, int school, int areas, int n)
{
	struct child c = { .school = school, .areas = areas };
	int classes = (n + 3 * A_CLASS - 1) / (3 * A_CLASS);

	for (c.index = 0; c.index < n; c.index++) {
		int at = (int)((int64_t)c.index * 3 * classes / n);

		c.seat = at == (c.grade - 7) * classes + c.class - 1
			     ? c.seat + 1
			     : 1;
		c.grade = 7 + at / classes;
		c.class = 1 + at % classes;
		c.seed = r->seed * 0x9e3779b97f4a7c15ull +
			 ((uint64_t)school << 32 | (uint32_t)c.index) *
			     0xbf58476d1ce4e5b9ull +
			 1;
		next(&c.seed);
		print_child(to, &c, r->today);
	}
}

int
act_sample_roster(FILE *to, const struct act_sample_roster *r)
{
	int schools =
	    r->schools > 0 ? r->schools : act_sample_schools(r->students);
	int64_t done = 0;

	fprintf(to, "姓名,性别,出生日期,学籍号,学号,学校,年级,班级,就读方式,"
		    "宿舍,现住址,监护人姓名,监护人关系,监护人电话\r\n");
	for (int s = 1; s <= schools; s++) {
		int64_t upto = r->students * s / schools;

		print_school(
		    to, r, s, schools < 1000 ? 100 : 10, (int)(upto - done));
		done = upto;
	}
	return ferror(to) || fflush(to) != 0 ? ERR_IO : 0;
}
