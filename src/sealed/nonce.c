/* SPDX-License-Identifier: Apache-2.0 */
#include <pthread.h>
#include <sodium.h>
#include <stdbool.h>
#include <string.h>

#include "base/err.h"
#include "nonce.h"

#define AT_ONCE 64

static uint8_t pool[AT_ONCE * NONCE_BYTES];
static size_t left;

static void
pool_forget(void)
{
	left = 0;
}

int
nonce_init(void)
{
	static bool done;

	if (!done && pthread_atfork(NULL, NULL, pool_forget) != 0)
		return ERR_MEMORY;
	done = true;
	return 0;
}

void
nonce_next(uint8_t to[NONCE_BYTES])
{
	if (left == 0) {
		randombytes_buf(pool, sizeof(pool));
		left = sizeof(pool);
	}
	left -= NONCE_BYTES;
	memcpy(to, pool + left, NONCE_BYTES);
}
