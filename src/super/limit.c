/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "conf/conf.h"
#include "src/super/limit.h"

#define BUCKETS 4096
#define SOURCES_MAX 65536 /* remembered; beyond, no new penalties */
#define KNOWN_MAX (SOURCES_MAX / 2)
#define KNOWN_FOR (30 * CLOCK_DAY)
#define PREFIXES_MAX 64
#define CHANCE_LEAST 30 /* of 100 dropped at starts_begin */

struct source {
	struct source *next;
	struct limit_source is;
	int64_t total, starts;
	int64_t until;	     /* penalties add up to this moment */
	int64_t known_until; /* a valid key has come from here; 0: none yet */
	bool refused;	     /* the penalties reached the least that counts */
};

struct prefix {
	uint8_t bytes[16];
	int bits;
};

struct limit {
	const struct conf *c; /* borrowed */
	uint64_t seed;
	int64_t total, starts;
	size_t n_sources, n_known;
	struct source *bucket[BUCKETS];
	struct prefix exempt[PREFIXES_MAX];
	int n_exempt;
};

/* IPv4 as IPv6 writes it, so that there is one kind of address. */
static void
map_v4(uint8_t to[16], const void *v4)
{
	memset(to, 0, 10);
	memset(to + 10, 0xff, 2);
	memcpy(to + 12, v4, 4);
}

static bool
is_v4(const uint8_t a[16])
{
	static const uint8_t head[12] = { [10] = 0xff, [11] = 0xff };

	return memcmp(a, head, sizeof(head)) == 0;
}

struct limit_source
limit_source_of(const struct sockaddr *a)
{
	struct limit_source s = { { 0 } };

	if (a->sa_family == AF_INET)
		map_v4(s.bytes,
		    &((const struct sockaddr_in *)(const void *)a)->sin_addr);
	else if (a->sa_family == AF_INET6)
		memcpy(s.bytes,
		    &((const struct sockaddr_in6 *)(const void *)a)->sin6_addr,
		    16);
	if (!is_v4(s.bytes))
		memset(s.bytes + 8, 0, 8);
	return s;
}

static void
read_prefix(struct limit *l, char *word)
{
	struct prefix *p = &l->exempt[l->n_exempt];
	char *slash = strchr(word, '/');
	uint8_t v4[4];

	if (slash != NULL)
		*slash = '\0';
	p->bits = slash != NULL ? atoi(slash + 1) : -1;
	if (inet_pton(AF_INET, word, v4) == 1) {
		map_v4(p->bytes, v4);
		p->bits = p->bits < 0 ? 128 : 96 + p->bits;
	} else {
		inet_pton(AF_INET6, word, p->bytes);
		p->bits = p->bits < 0 ? 128 : p->bits;
		if (p->bits > 64) /* sources are no finer than that */
			p->bits = 64;
	}
	l->n_exempt++;
}

struct limit *
limit_new(const struct conf *c, uint64_t seed)
{
	struct limit *l = mem_zero(1, sizeof(*l));
	char *copy, *rest, *word;

	l->c = c;
	l->seed = seed;
	copy = rest = mem_text(c->penalty_exempt);
	while ((word = strsep(&rest, " \t")) != NULL)
		if (*word != '\0' && l->n_exempt < PREFIXES_MAX)
			read_prefix(l, word);
	free(copy);
	return l;
}

void
limit_free(struct limit *l)
{
	struct source *s, *next;

	if (l == NULL)
		return;
	for (size_t i = 0; i < BUCKETS; i++)
		for (s = l->bucket[i]; s != NULL; s = next) {
			next = s->next;
			free(s);
		}
	free(l);
}

/* FNV-1a from a seed nobody outside knows. */
static struct source **
bucket_of(struct limit *l, const struct limit_source *s)
{
	uint64_t h = l->seed ^ 0xcbf29ce484222325u;

	for (size_t i = 0; i < sizeof(s->bytes); i++)
		h = (h ^ s->bytes[i]) * 0x100000001b3u;
	return &l->bucket[(h ^ h >> 32) % BUCKETS];
}

static bool
is_over(const struct source *s, int64_t now)
{
	return s->total == 0 && s->until <= now && s->known_until <= now;
}

/* The source, made if it is new; what is over in its bucket goes. */
static struct source *
find(struct limit *l, const struct limit_source *is, int64_t now)
{
	struct source **at = bucket_of(l, is), *s, *found = NULL;

	while ((s = *at) != NULL) {
		if (memcmp(&s->is, is, sizeof(*is)) == 0)
			found = s;
		else if (is_over(s, now)) {
			*at = s->next;
			l->n_sources--;
			l->n_known -= s->known_until != 0;
			free(s);
			continue;
		}
		at = &s->next;
	}
	if (found == NULL) {
		found = *at = mem_zero(1, sizeof(*found));
		found->is = *is;
		l->n_sources++;
	}
	return found;
}

static bool
is_exempt(const struct limit *l, const struct limit_source *s)
{
	for (int i = 0; i < l->n_exempt; i++) {
		const struct prefix *p = &l->exempt[i];
		int whole = p->bits / 8, rest = p->bits % 8;

		if (memcmp(p->bytes, s->bytes, (size_t)whole) == 0 &&
		    (rest == 0 ||
			(p->bytes[whole] ^ s->bytes[whole]) >> (8 - rest) == 0))
			return true;
	}
	return false;
}

/* Between starts_begin and starts_full the chance to be dropped grows from
 * CHANCE_LEAST to 100 in a hundred. */
static bool
unlucky(const struct limit *l, unsigned chance)
{
	int64_t begin = l->c->starts_begin, full = l->c->starts_full;

	if (l->starts < begin)
		return false;
	if (l->starts >= full)
		return true;
	return chance < CHANCE_LEAST + (100 - CHANCE_LEAST) *
					   (l->starts - begin) / (full - begin);
}

static enum limit_answer
judge(struct limit *l, struct source *s, int64_t now, unsigned chance)
{
	if (s->until <= now)
		s->refused = false;
	if (s->refused)
		return LIMIT_PENALTY;
	if (l->total >= l->c->sessions)
		return LIMIT_SESSIONS;
	if (s->total >= l->c->sessions_per_source)
		return LIMIT_SOURCE_SESSIONS;
	if (s->starts >= l->c->starts_per_source)
		return LIMIT_SOURCE_STARTS;
	/* Strangers from everywhere take no place of those who have been here:
	 * only somebody with a key makes an address known. */
	return s->known_until <= now && unlucky(l, chance) ? LIMIT_STARTS
							   : LIMIT_COME_IN;
}

enum limit_answer
limit_ask(struct limit *l, struct limit_source is, int64_t now, unsigned chance)
{
	struct source *s = find(l, &is, now);
	enum limit_answer a = judge(l, s, now, chance);

	if (a == LIMIT_COME_IN) {
		l->total++;
		l->starts++;
		s->total++;
		s->starts++;
	}
	return a;
}

static void
start_over(struct limit *l, struct source *s)
{
	l->starts--;
	s->starts--;
}

void
limit_keyed(struct limit *l, struct limit_source is, int64_t now)
{
	struct source *s = find(l, &is, now);

	start_over(l, s);
	/* One person with a key has 65,536 sources in a /48: they leave room
	 * for those who are to be punished. */
	if (s->known_until == 0 && l->n_known >= KNOWN_MAX)
		return;
	l->n_known += s->known_until == 0;
	s->known_until = now + KNOWN_FOR;
}

static void
punish(struct limit *l, struct source *s, enum limit_failure why, int64_t now)
{
	const int64_t seconds[LIMIT_FAILURES] = {
		[LIMIT_CRASH] = l->c->penalty_crash,
		[LIMIT_AUTH] = l->c->penalty_auth,
		[LIMIT_GRACE] = l->c->penalty_grace,
		[LIMIT_NOAUTH] = l->c->penalty_noauth,
	};

	if (seconds[why] == 0 || l->n_sources > SOURCES_MAX ||
	    is_exempt(l, &s->is))
		return;
	s->until = (s->until > now ? s->until : now) + seconds[why];
	if (s->until > now + l->c->penalty_max)
		s->until = now + l->c->penalty_max;
	if (s->until - now >= l->c->penalty_min)
		s->refused = true;
}

void
limit_left(struct limit *l, struct limit_source is, bool keyed,
    enum limit_failure why, int64_t now)
{
	struct source *s = find(l, &is, INT64_MIN);

	if (!keyed)
		start_over(l, s);
	l->total--;
	s->total--;
	punish(l, s, why, now);
}

const char *
limit_word(enum limit_answer a)
{
	static const char *const words[LIMIT_ANSWERS] = {
		[LIMIT_COME_IN] = "come in",
		[LIMIT_SESSIONS] = "as many connections as allowed",
		[LIMIT_SOURCE_SESSIONS] = "as many of one address as allowed",
		[LIMIT_STARTS] = "too many without a valid key",
		[LIMIT_SOURCE_STARTS] =
		    "too many of one address without a valid key",
		[LIMIT_PENALTY] = "the address failed too often",
	};

	return words[a];
}

size_t
limit_sources(const struct limit *l)
{
	return l->n_sources;
}
