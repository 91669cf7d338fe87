/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>

#include "base/buf.h"
#include "base/err.h"
#include "sealed/key.h"

int
sealed_init(void)
{
	return sodium_init() < 0 ? ERR_SYSTEM : 0;
}

/* A command may read a secret before it opens anything. */
static void *
guarded_take(size_t n)
{
	return sealed_init() != 0 ? NULL : sodium_malloc(n);
}

static void
guarded_give(void *p, size_t n)
{
	(void)n; /* sodium_free knows the size, and wipes */
	sodium_free(p);
}

const struct buf_memory *
sealed_memory(void)
{
	static const struct buf_memory guarded = { guarded_take, guarded_give };

	return &guarded;
}

struct buf *
sealed_buf(void)
{
	return buf_new_in(sealed_memory());
}
