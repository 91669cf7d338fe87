/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What goes over the wire: the real ssh client with the configuration for slow
 * links, through a link that counts; beside it the same screens under
 * OpenSSH's sshd, with the same client.  Payload of TCP, both ways.
 */
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "tests/bench/bench.h"
#include "tests/bench/desk.h"
#include "tests/bench/foreign.h"
#include "tests/lib/serve.h"
#include "tests/lib/test.h"

#define QUIET 150  /* ms without a byte: the step is over */
#define SAVES 1300 /* a draft is saved, and says so, within a second */
#define DOWN "\033[B"
#define PGDN "\033[6~"
#define PGUP "\033[5~"
#define F2 "\x0e" /* by the second ways: Ctrl-N, F, S, G */
#define F3 "\x06"
#define F8 "\x13"
#define BACK "\x07"
#define STUDENT "张安昊"

/* Two hundred characters as a counsellor may write them; nobody's. */
static const char note[] =
    "孩子今天来得很早，坐下以后一直抱着书包，说昨晚又没有睡好，三点多醒来就再"
    "也睡不着，听见隔壁有人吵架。我们先一起数了一会儿呼吸，她慢慢肯说话了：最"
    "怕的是周末回家，爸爸喝了酒会摔东西，妈妈让她别往外讲。问到有没有想过伤害"
    "自己，她摇头，说舍不得弟弟。约好周四午休再来，手机里存好值班电话；她同意"
    "我先和班主任说一声，别在班上点名提问。我会在周五之前给奶奶打一个电话，问"
    "问周末能不能接她过去住，再看看。";

/* --- figures -----------------------------------------------------------------
 */

static void
say(const char *what, const char *way, double ours, double theirs, double aim)
{
	char name[120];

	snprintf(name, sizeof(name), "%s, %s", what, way);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "bytes",
	    .value = ours,
	    .yardstick = theirs,
	    .against = "OpenSSH's sshd, the same screens",
	    .aim = aim,
	    .of_value = 1 });
}

/* One key after the other at both, ours and theirs. */
struct pair {
	int rows; /* of their terminals; 0: 24 */
	struct desk ours, theirs;
	struct desk_cost our, their;
};

static void
pair_step(struct pair *p, const char *keys, const char *text, int quiet)
{
	desk_type(&p->ours, keys);
	desk_until(&p->ours, text, quiet, &p->our);
	desk_type(&p->theirs, keys);
	desk_until(&p->theirs, text, quiet, &p->their);
}

static void
pair_say(const struct pair *p, const char *what, double up, double down)
{
	say(what, "up", p->our.up, p->their.up, up);
	say(what, "down", p->our.down, p->their.down, down);
}

static void
pair_open(struct pair *p, const char *login, const char *text)
{
	struct desk_how how = { .login = login, .slow = true, .rows = p->rows };

	desk_open(&p->ours, &how);
	desk_pass(&p->ours);
	desk_until(&p->ours, text, QUIET, &p->our);
	how.foreign = true;
	desk_open(&p->theirs, &how);
	desk_until(&p->theirs, text, QUIET, &p->their);
}

static void
pair_close(struct pair *p)
{
	desk_close(&p->ours);
	desk_close(&p->theirs);
}

static void
measure_teacher(void)
{
	struct pair p = { .rows = 0 };

	pair_open(&p, "psy1", "现在要做");
	pair_say(&p, "from connecting to the first Today", 2800, 2400);
	/* the first step tells compression what one looks like */
	pair_step(&p, DOWN, "现在要做", QUIET);
	pair_step(&p, DOWN, "现在要做", QUIET);
	pair_say(&p, "cursor one row down on Today", 36, 52);
	pair_step(&p, F3, "范围", QUIET);
	pair_step(&p, "z", "班主任", QUIET);
	pair_say(&p, "a letter typed to find a student", 36, 0);
	pair_close(&p);
}

/* The ledger needs rows to turn over; the other parts a short Today. */
static void
fill_ledger(void)
{
	desk_worries(DESK_WORRIES_MAX);
}

/* A page with at least so many new rows, none of them seen before. */
static void
pair_page(struct pair *p, const char *keys, int rows)
{
	pair_step(p, keys, NULL, QUIET);
	if (desk_changed(&p->ours) < rows || desk_changed(&p->theirs) < rows)
		fail_msg("no new page:\n%s", p->ours.was);
}

static void
measure_ledger(void)
{
	struct pair p = { .rows = 0 };

	fill_ledger();
	pair_open(&p, "psy1", "现在要做");
	pair_step(&p, ":yjtz\r", "预警台账", QUIET);
	pair_say(&p, "the ledger opened by its name", 0, 0);
	/* the first moves the cursor to the end of what is shown */
	pair_step(&p, PGDN, NULL, QUIET);
	pair_page(&p, PGDN, 9);
	pair_say(&p, "a page down in the ledger (nine rows, a card)", 44, 1000);
	pair_close(&p);
}

/* A window of 36 lines has 22 for the students that a letter finds. */
static void
measure_long_page(void)
{
	struct pair p = { .rows = 36 };

	pair_open(&p, "psy1", "现在要做");
	pair_step(&p, F3, "范围", QUIET);
	pair_step(&p, "l", "班主任", QUIET);
	/* the first moves the cursor to the end of what is shown */
	pair_step(&p, PGDN, NULL, QUIET);
	pair_page(&p, PGDN, 22);
	pair_say(&p, "a page down of 22 students", 44, 1000);
	pair_close(&p);
}

static void
measure_pages(void)
{
	measure_ledger();
	measure_long_page();
}

static void
measure_call(void)
{
	struct pair p = { .rows = 0 };

	pair_open(&p, "op1", "op1 ");
	pair_step(&p, F2, "通话", SAVES);
	pair_say(&p, "a call taken (ticket opened)", 44, 1000);
	pair_step(&p, "今晚吵完把门反锁了", "反锁了", SAVES);
	pair_say(&p, "nine characters and their draft saved", 0, 0);
	pair_step(&p, F8, "怎么结束", QUIET);
	pair_step(&p, "5", "恶作剧", QUIET);
	pair_step(&p, "1", "op1 ", SAVES);
	pair_say(&p, "the call ended (ticket saved, back on Today)", 36, 1000);
	pair_close(&p);
}

static void
measure_idle(void)
{
	int minutes = bench_full() ? 10 : 2;
	double end = bench_now() + minutes * 60;
	struct desk_cost c;
	char what[80];
	struct pair p = { .rows = 0 };

	pair_open(&p, "psy1", "现在要做");
	desk_type(&p.ours, NULL);
	desk_type(&p.theirs, NULL);
	while (bench_now() < end) {
		test_term_picture(p.ours.term);
		test_term_picture(p.theirs.term);
		usleep(100000);
	}
	desk_until(&p.ours, "现在要做", QUIET, &c);
	p.our = c;
	desk_until(&p.theirs, "现在要做", QUIET, &c);
	p.their = c;
	snprintf(what, sizeof(what), "%d idle minutes on Today", minutes);
	pair_say(&p, what, 0, 2048.0 * minutes / 10);
	pair_close(&p);
}

/*
 * Ten pages asked for on a line that takes a sixth of a second for one: what
 * comes after the last key should be one picture, not ten.  All are of rows
 * not seen before, and so is the one they are measured by.  gap_us 0: the keys
 * come together, as after a line that stood still.
 */
static void
measure_ten_pages(const char *name, int gap_us)
{
	struct desk_how how = {
		.login = "psy1", .slow = true, .rate = 9600, .rtt_ms = 300
	};
	struct desk_cost one, ten;
	struct link_count count;
	char keys[64] = "", packets[120];
	struct desk d;

	desk_open(&d, &how);
	desk_pass(&d);
	desk_until(&d, "现在要做", QUIET, &one);
	desk_type(&d, ":yjtz\r");
	desk_until(&d, "预警台账", 500, &one);
	for (int i = 0; i < 2; i++) {
		desk_type(&d, PGDN);
		desk_until(&d, NULL, 500, &one);
	}
	for (int i = 0; i < 9; i++) {
		if (gap_us > 0) {
			test_term_keys(d.term, PGDN);
			usleep((useconds_t)gap_us);
		} else
			strcat(keys, PGDN);
	}
	strcat(keys, PGDN);
	desk_type(&d, keys);
	desk_until(&d, NULL, 1000, &ten);
	if (desk_changed(&d) < 9)
		fail_msg("no new page:\n%s", d.was);
	bench_say(&(struct bench_figure){ .name = name,
	    .unit = "bytes",
	    .value = ten.down,
	    .yardstick = one.down,
	    .against = "one page",
	    .aim = 1.5 });
	link_count(d.link, &count);
	snprintf(packets, sizeof(packets), "%s, packets", name);
	bench_say(&(struct bench_figure){ .name = packets,
	    .unit = "packets",
	    .value = (double)(count.segments_down - d.count.segments_down) });
	desk_close(&d);
}

static void
measure_queued(void)
{
	fill_ledger();
	measure_ten_pages("ten pages whose keys were queued together", 0);
	measure_ten_pages(
	    "ten pages in half a second, after the last key", 50000);
}

/* --- the task everybody is measured by
 * ---------------------------------------- */

enum how_noted { TYPED, PASTED };

struct task {
	struct desk d;
	double bytes, opened; /* of them before the first Today */
	double began;
	bool timed; /* no waiting for quiet */
};

static void
task_step(struct task *t, const char *keys, const char *text)
{
	struct desk_cost c;

	desk_type(&t->d, keys);
	if (t->timed) {
		test_term_has(t->d.term, text);
		return;
	}
	desk_until(&t->d, text, QUIET, &c);
	t->bytes += c.up + c.down;
}

static size_t
character(const char *s)
{
	size_t n = 1;

	while (((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* Each character a key of its own, and seen before the next. */
static void
type_note(struct desk *d)
{
	char one[8];
	size_t n;

	for (const char *s = note; *s != '\0'; s += n) {
		n = character(s);
		memcpy(one, s, n);
		one[n] = '\0';
		test_term_keys(d->term, one);
		test_term_quiet(d->term, 8);
	}
}

static void
write_note(struct task *t, enum how_noted how)
{
	struct desk_cost c;

	desk_type(&t->d, NULL);
	if (how == TYPED)
		type_note(&t->d);
	else
		test_term_paste(t->d.term, note);
	if (t->timed) {
		test_term_has(t->d.term, "接她过去住");
		return;
	}
	desk_until(&t->d, "接她过去住", SAVES, &c);
	t->bytes += c.up + c.down;
}

/* Each picture is awaited before the next key. */
static void
task_careful(struct task *t, enum how_noted noted)
{
	task_step(t, ":yjtz\r", "预警台账");
	task_step(t, F3, "范围");
	task_step(t, "zhangan", STUDENT);
	task_step(t, "\r", "一生一档");
	task_step(t, F2, "怎么谈的");
	task_step(t, F8, "安不安全");
	write_note(t, noted);
	task_step(t, "\033[Z\033[Z1", "[1 没有]");
	task_step(t, F8, "一生一档");
	task_step(t, BACK, "找学生");
	task_step(t, BACK, "预警台账");
	task_step(t, BACK, "现在要做");
}

/* By a hand that knows the way, and waits only for what has to be seen: the
 * queue, who was found, the file, the form, the note, that it is saved. */
static void
task_brisk(struct task *t, enum how_noted noted)
{
	task_step(t, F3 "zhangan", STUDENT);
	task_step(t, "\r", "一生一档");
	task_step(t, F2, "怎么谈的");
	test_term_keys(t->d.term, F8); /* to the note */
	write_note(t, noted);
	task_step(t, "\033[Z\033[Z1" F8, "已存。");
	task_step(t, BACK BACK, "现在要做");
}

static double
task_run(struct task *t, const struct desk_how *how,
    void (*steps)(struct task *, enum how_noted), enum how_noted noted)
{
	struct desk_cost c;

	t->began = bench_now();
	desk_open(&t->d, how);
	desk_pass(&t->d);
	if (t->timed)
		test_term_has(t->d.term, "现在要做");
	else {
		desk_until(&t->d, "现在要做", QUIET, &c);
		t->opened = c.up + c.down;
	}
	steps(t, noted);
	t->began = bench_now() - t->began;
	desk_close(&t->d);
	return t->bytes + t->opened;
}

static void
measure_task(void)
{
	struct desk_how how = { .login = "psy1", .slow = true };
	struct task typed = { .bytes = 0 }, pasted = { .bytes = 0 };

	task_run(&typed, &how, task_careful, TYPED);
	task_run(&pasted, &how, task_careful, PASTED);
	say("the standard task, note typed", "both ways",
	    typed.bytes + typed.opened, 0, 24000);
	say("the standard task, note pasted", "both ways",
	    pasted.bytes + pasted.opened, 0, 11000);
	say("the standard task, pasted, in an open session", "both ways",
	    pasted.bytes, 0, 5000);
}

static void
measure_task_timed(long rate, double aim)
{
	static const struct {
		const char *how;
		void (*steps)(struct task *, enum how_noted);
	} hands[] = {
		{ "every picture awaited", task_careful },
		{ "awaited where it has to be seen", task_brisk },
	};
	struct desk_how how = {
		.login = "psy1", .slow = true, .rate = rate, .rtt_ms = 300
	};
	char name[120];

	for (size_t i = 0; i < nitems(hands); i++) {
		struct task t = { .timed = true };

		task_run(&t, &how, hands[i].steps, PASTED);
		snprintf(name, sizeof(name),
		    "the standard task, pasted, %.1f kbit/s, 300 ms, %s",
		    (double)rate / 1000, hands[i].how);
		bench_say(&(struct bench_figure){
		    .name = name, .unit = "s", .value = t.began, .aim = aim });
	}
}

static void
measure_task_slow(void)
{
	measure_task_timed(64000, 6);
	measure_task_timed(9600, 12);
}

int
main(int argc, char **argv)
{
	static const char *const options[] = { "--penalty-exempt=127.0.0.0/8",
		"--lock=1h", "--end=2h", NULL };
	static const struct bench_part parts[] = {
		{ "task", measure_task },
		{ "slow", measure_task_slow },
		{ "teacher", measure_teacher },
		{ "call", measure_call },
		{ "pages", measure_pages },
		{ "queued", measure_queued },
		{ "idle", measure_idle },
		{ NULL, NULL },
	};
	int r;

	(void)argc;
	server_keys_bare(); /* as the configuration for slow lines has them */
	server_start(options);
	foreign_start();
	desk_roster(3000);
	desk_worries(5);
	r = bench_parts(parts, argv);
	foreign_stop();
	server_stop();
	return r;
}
