/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Preloaded by tests/mutants: the same Argon2 with the least work.  Most of
 * the time of a test of the rules is spent signing people in; what a
 * passphrase opens does not depend on what it costs.
 */
#include <dlfcn.h>
#include <sodium.h>
#include <string.h>

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

	(void)ops, (void)memory;
	memcpy(&real, &p, sizeof(p));
	return real(out, n, pass, n_pass, salt, crypto_pwhash_OPSLIMIT_MIN,
	    crypto_pwhash_MEMLIMIT_MIN, alg);
}
