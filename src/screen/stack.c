/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "act/actor.h"
#include "act/presence.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/epoch.h"
#include "base/err.h"
#include "base/lang.h"
#include "base/mem.h"
#include "frame.h"
#include "unsent.h"

#define TOPICS_MAX 64 /* as many as epoch_listen() takes */

int64_t
stack_now(const struct screen_stack *ss)
{
	if (ss->composing && ss->held != 0)
		return ss->held;
	return ss->start->now != NULL ? ss->start->now(ss->start->who)
				      : clock_now();
}

/* --- who has it open too ------------------------------------------------- */

static bool
is_shared(const struct screen *s)
{
	return s->shows != TOPIC_ALL && s->stack->start->who != NULL;
}

void
stack_also(struct screen *s)
{
	if (is_shared(s))
		s->n_also = act_presence_others(
		    s->stack->start->who, s->shows, s->shows_id, s->also);
}

static void
add_topic(struct screen *s, uint32_t topic)
{
	bool known = false;

	for (int i = 0; i < s->n_topics; i++)
		known |= s->topics[i] == topic;
	if (!known && s->n_topics < SCREEN_TOPICS_MAX)
		s->topics[s->n_topics++] = topic;
}

void
screen_topics_of_posts(struct screen *s)
{
	const struct actor *who = screen_who(s);

	for (int i = 0; i < who->n_posts; i++)
		add_topic(s, STORE_TOPIC(TOPIC_ORG, who->posts[i].org));
}

static void
begin_showing(struct screen *s)
{
	if (!is_shared(s))
		return;
	add_topic(s, STORE_TOPIC(s->shows, s->shows_id));
	act_presence_open(s->stack->start->who, s->shows, s->shows_id);
	stack_also(s);
}

static void
close_screen(struct screen *s)
{
	if (is_shared(s))
		act_presence_close(s->stack->start->who, s->shows, s->shows_id);
	if (s->ops->close != NULL)
		s->ops->close(s);
	unsent_free(s->unsent);
	explicit_bzero(s, s->ops->size); /* names, reasons, numbers */
	free(s);
}

int
stack_push(
    struct screen_stack *ss, const struct screen_ops *ops, const void *arg)
{
	struct screen *s = mem_zero(1, ops->size);
	int r;

	s->ops = ops;
	s->stack = ss;
	s->pace = CLOCK_MINUTE;
	s->below = ss->top;
	if (ops->open != NULL && (r = ops->open(s, arg)) != 0) {
		close_screen(s);
		if (ss->top != NULL)
			screen_fail(ss->top, r);
		return r;
	}
	ss->top = s;
	ss->dirty = true;
	begin_showing(s);
	stack_listen(ss);
	return 0;
}

static bool
has_changed(struct screen *s)
{
	struct epoch *e = s->stack->start->epoch;
	bool yes = false;
	uint32_t now;

	for (int i = 0; i < s->n_topics && e != NULL; i++)
		if ((now = epoch_read(e, s->topics[i])) != s->seen[i]) {
			s->seen[i] = now;
			yes = true;
		}
	return yes;
}

/* The screen below comes up again: it hears what was chosen, and reads again
 * what has changed meanwhile, by this session's own deed as well, of which the
 * bell may not have rung yet: the next key must not meet an old version. */
static void
come_up(struct screen *s, const struct screen *gone)
{
	if (gone->has_given && s->ops->answer != NULL)
		s->ops->answer(s, gone->ops, gone->given);
	if ((has_changed(s) || s->stale) && s->ops->changed != NULL)
		s->ops->changed(s);
	s->stale = false;
	stack_also(s);
}

/* What was typed and cannot be saved is thrown away by nobody but the one who
 * wrote it. */
static bool
may_go(struct screen *s)
{
	int r = 0;

	if (s->touched && s->ops->save != NULL)
		r = s->ops->save(s);
	s->touched = r != 0;
	if (r == 0 || s->stack->ended)
		return true;
	screen_fail(s, r);
	if (screen_confirm(
		s, _("What stands here could not be saved. Throw it away?")) ||
	    s->stack->ended)
		return true;
	screen_fail(s, r);
	for (; s != NULL; s = s->below)
		s->leaving = false;
	return false;
}

void
stack_pop_left(struct screen_stack *ss)
{
	struct screen *gone;

	while ((gone = ss->top) != NULL && gone->leaving) {
		if (!may_go(gone))
			return;
		ss->top = gone->below;
		ss->dirty = true;
		if (ss->top != NULL && !ss->ended)
			come_up(ss->top, gone);
		close_screen(gone);
		stack_listen(ss);
	}
}

void
stack_pop_all(struct screen_stack *ss)
{
	ss->ended = true;
	for (struct screen *s = ss->top; s != NULL; s = s->below)
		s->leaving = true;
	stack_pop_left(ss);
}

/* The topics of every open screen, once each as often as it is named; and of
 * the person, whose account may be stopped whatever stands there. */
void
stack_listen(struct screen_stack *ss)
{
	uint32_t topics[TOPICS_MAX];
	int n = 0;

	if (ss->start->epoch == NULL)
		return;
	for (struct screen *s = ss->top; s != NULL; s = s->below)
		for (int i = 0; i < s->n_topics && n < TOPICS_MAX - 2; i++)
			topics[n++] = s->topics[i];
	if (ss->start->who != NULL)
		topics[n++] = STORE_TOPIC(TOPIC_PERSON, ss->start->who->person);
	if (stack_setting_topic(ss) != 0)
		topics[n++] = stack_setting_topic(ss);
	for (struct screen *s = ss->top; s != NULL; s = s->below)
		if (!s->listens) {
			for (int i = 0; i < s->n_topics; i++)
				s->seen[i] =
				    epoch_read(ss->start->epoch, s->topics[i]);
			s->listens = true;
		}
	/* A practice has nobody beside it: its page is looked at, never slept
	 * on. */
	if (n > 0 && ss->under == NULL &&
	    epoch_listen(ss->start->epoch, topics, n, &ss->changes) == 0)
		tui_watch(ss->tui, ss->changes);
}

/* While locked there is no key to open anything with. */
static void
read_top_again(struct screen_stack *ss)
{
	if (ss->top == NULL || !ss->top->stale || ss->locked)
		return;
	ss->top->stale = false;
	if (ss->top->ops->changed != NULL)
		ss->top->ops->changed(ss->top);
	stack_also(ss->top);
	screen_news(ss->top);
}

void
stack_heard(struct screen_stack *ss)
{
	for (struct screen *s = ss->top; s != NULL; s = s->below)
		if (has_changed(s))
			s->stale = true;
	read_top_again(ss);
}

void
stack_changed(struct screen_stack *ss)
{
	char empty[512];

	if (read(ss->changes, empty, sizeof(empty)) < 0)
		return; /* another reader was first */
	if (ss->start->who != NULL) {
		ss->moved = act_presence_has_moved(ss->start->who);
		ss->shut = act_is_over(ss->start->who);
	}
	if (ss->moved || ss->shut) {
		stack_part(ss);
		return;
	}
	stack_setting_changed(ss);
	stack_heard(ss);
}

/* Words that were chosen when a screen was read are chosen again. */
void
stack_language(struct screen_stack *ss)
{
	for (struct screen *s = ss->top; s != NULL; s = s->below)
		s->stale = true;
	read_top_again(ss);
}

/* --- what a screen may ask ------------------------------------------------ */

struct actor *
screen_who(struct screen *s)
{
	return s->stack->start->who;
}

int64_t
screen_now(struct screen *s)
{
	return stack_now(s->stack);
}

/* An IPv4 client of a socket for both is named as it would name us. */
const char *
screen_address(struct screen *s, int *port)
{
	static const char mapped[] = "::ffff:";
	const char *a = s->stack->start->address;

	*port = s->stack->start->port;
	if (a == NULL || a[0] == '\0')
		return "HOST";
	return strncmp(a, mapped, sizeof(mapped) - 1) == 0
		   ? a + sizeof(mapped) - 1
		   : a;
}

const struct buf_memory *
screen_memory(struct screen *s)
{
	return s->stack->start->memory;
}

int
screen_push(struct screen *s, const struct screen_ops *ops, const void *arg)
{
	return stack_push(s->stack, ops, arg);
}

void
screen_leave(struct screen *s)
{
	s->leaving = true;
}

void
screen_answer(struct screen *s, int64_t answer)
{
	s->given = answer;
	s->has_given = true;
}

void
screen_touch(struct screen *s)
{
	if (!s->touched)
		s->touched_ms = clock_ticks_ms();
	s->touched = true;
}

void
screen_news(struct screen *s)
{
	s->stack->held = 0;
	s->stack->dirty = true;
}

bool
screen_is_locked(struct screen *s)
{
	return s->stack->locked;
}

void
screen_ring(struct screen *s)
{
	tui_ring(s->stack->tui);
}

const struct tui_themes *
screen_themes(struct screen *s)
{
	return s->stack->start->themes;
}

static void __attribute__((format(printf, 3, 0)))
say(struct screen *s, bool warns, const char *fmt, va_list ap)
{
	struct screen_stack *ss = s->stack;
	char *text;

	if (vasprintf(&text, fmt, ap) < 0)
		return;
	buf_clear(ss->message);
	buf_add_text(ss->message, text);
	free(text);
	ss->warns = warns;
	ss->said_ms = clock_ticks_ms();
	ss->dirty = true;
}

void
screen_say(struct screen *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(s, false, fmt, ap);
	va_end(ap);
}

#define READ_MS 20000 /* a sentence has been read after that */

void
screen_notice(struct screen *s, const char *fmt, ...)
{
	const struct screen_stack *ss = s->stack;
	va_list ap;

	if (buf_len(ss->message) > 0 &&
	    clock_ticks_ms() - ss->said_ms < READ_MS)
		return;
	va_start(ap, fmt);
	say(s, false, fmt, ap);
	va_end(ap);
}

void
screen_warn(struct screen *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(s, true, fmt, ap);
	va_end(ap);
}

/* "given_at: on which day?" names the field for whoever writes a script; at a
 * screen the sentence alone is meant. */
static const char *
without_field(const char *why)
{
	size_t n = strspn(why, "abcdefghijklmnopqrstuvwxyz_");

	if (n > 0 && strncmp(why + n, "：", strlen("：")) == 0)
		return why + n + strlen("：");
	return n > 0 && strncmp(why + n, ": ", 2) == 0 ? why + n + 2 : why;
}

int
screen_fail(struct screen *s, int r)
{
	const struct actor *who = screen_who(s);

	if (r != 0)
		screen_warn(s, "%s", without_field(act_why(who, r)));
	return r;
}
