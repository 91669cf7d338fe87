/* SPDX-License-Identifier: Apache-2.0 */
#include <dlfcn.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/lib/cheap_pass.h"

#ifndef CHEAP_FROM_THE_START /* as the library that is preloaded has it */
#define CHEAP_FROM_THE_START false
#endif

static bool cheap = CHEAP_FROM_THE_START;

int
crypto_pwhash(unsigned char *const out, unsigned long long n,
    const char *const pass, unsigned long long n_pass,
    const unsigned char *const salt, unsigned long long ops, size_t memory,
    int alg)
{
	int (*real)(unsigned char *, unsigned long long, const char *,
	    unsigned long long, const unsigned char *, unsigned long long,
	    size_t, int);
	void *p = dlsym(RTLD_NEXT, "crypto_pwhash");

	memcpy(&real, &p, sizeof(p));
	return real(out, n, pass, n_pass, salt,
	    cheap ? crypto_pwhash_OPSLIMIT_MIN : ops,
	    cheap ? crypto_pwhash_MEMLIMIT_MIN : memory, alg);
}

void
cheap_pass(void)
{
	cheap = true;
}

static void
append(const char *variable, const char *value)
{
	const char *was = getenv(variable);
	char all[1024];

	snprintf(all, sizeof(all), "%s%s%s", was != NULL ? was : "",
	    was != NULL ? ":" : "", value);
	setenv(variable, all, 1);
}

void
cheap_pass_preload(void)
{
	char path[512];

	if (!cheap)
		return;
	snprintf(path, sizeof(path), "%s/tests/lib/cheap_pass.so",
	    getenv("XINQING_BUILDDIR"));
	append("LD_PRELOAD", path);
	append("ASAN_OPTIONS", "verify_asan_link_order=0"); /* ours is first */
}
