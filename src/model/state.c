/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/state.h"

const struct state_move *
state_find(const struct state_machine *m, int from, int on, unsigned facts)
{
	for (size_t i = 0; i < m->n_moves; i++) {
		const struct state_move *v = &m->moves[i];

		if (v->from == from && v->on == on && (v->when & ~facts) == 0)
			return v;
	}
	return NULL;
}

unsigned
state_missing(const struct state_move *move, unsigned have)
{
	return move->needs & ~have;
}

int
state_check(const struct state_machine *m, int from, int on, unsigned facts,
    unsigned who, unsigned have, unsigned second,
    const struct state_move **move)
{
	const struct state_move *v = state_find(m, from, on, facts);

	if (v == NULL)
		return ERR_STATE;
	if ((v->who & who) == 0)
		return ERR_DENIED;
	if (state_missing(v, have) != 0)
		return ERR_INPUT;
	if (move != NULL)
		*move = v;
	if (v->second != 0 && (v->second & second) == 0)
		return ERR_SECOND;
	return 0;
}

size_t
state_actions(const struct state_machine *m, int from, unsigned facts,
    unsigned who, const struct state_move **to, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_moves && n < max; i++) {
		const struct state_move *v = &m->moves[i];

		if (v->from == from && (v->who & who) != 0 &&
		    state_find(m, from, v->on, facts) == v)
			to[n++] = v;
	}
	return n;
}

static int
find_code(const char *const *codes, const char *code)
{
	for (int i = 0; codes[i] != NULL; i++)
		if (strcmp(codes[i], code) == 0)
			return i;
	return -1;
}

/* Lists are short: walking to the place keeps a wrong number inside. */
static const char *
code_at(const char *const *codes, int n)
{
	for (int i = 0; codes[i] != NULL; i++)
		if (i == n)
			return codes[i];
	return "";
}

int
state_by_code(const struct state_machine *m, const char *code)
{
	return find_code(m->states, code);
}

int
state_event_by_code(const struct state_machine *m, const char *code)
{
	return find_code(m->events, code);
}

const char *
state_code(const struct state_machine *m, int state)
{
	return code_at(m->states, state);
}

const char *
state_event_code(const struct state_machine *m, int on)
{
	return code_at(m->events, on);
}

const char *
state_bit(const char *const *names, unsigned bits, size_t i)
{
	for (size_t b = 0; names[b] != NULL; b++)
		if ((bits & 1u << b) != 0 && i-- == 0)
			return names[b];
	return NULL;
}

static void
print_bits(struct buf *out, const char *const *names, unsigned bits)
{
	const char *name;

	buf_add_text(out, " | ");
	if (bits == 0)
		buf_add_char(out, '-');
	for (size_t i = 0; (name = state_bit(names, bits, i)) != NULL; i++)
		buf_add_f(out, "%s%s", i == 0 ? "" : ", ", name);
}

static void
print_move(
    const struct state_machine *m, const struct state_move *v, struct buf *out)
{
	buf_add_f(out, "| %s | %s | %s",
	    v->from == STATE_NONE ? "-" : state_code(m, v->from),
	    state_event_code(m, v->on),
	    v->to == STATE_NONE ? "-" : state_code(m, v->to));
	print_bits(out, m->when, v->when);
	print_bits(out, m->who, v->who);
	print_bits(out, m->who, v->second);
	print_bits(out, m->needs, v->needs);
	buf_add_f(
	    out, " | %s | %s |\n", v->deadline ? v->deadline : "-", v->source);
}

void
state_print(const struct state_machine *m, struct buf *out)
{
	buf_add_text(out, "| from | event | to | when | who | second person |"
			  " needs | deadline | source |\n"
			  "|---|---|---|---|---|---|---|---|---|\n");
	for (size_t i = 0; i < m->n_moves; i++)
		print_move(m, &m->moves[i], out);
}
