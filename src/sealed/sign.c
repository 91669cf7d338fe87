/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "sealed/sign.h"

struct sign_key {
	uint8_t secret[crypto_sign_SECRETKEYBYTES];
};

static struct sign_key *
key_from_seed(const uint8_t seed[crypto_sign_SEEDBYTES])
{
	struct sign_key *k = sodium_malloc(sizeof(*k));
	uint8_t public_half[32];

	if (k == NULL)
		mem_out();
	crypto_sign_seed_keypair(public_half, k->secret, seed);
	return k;
}

/* A new file of exactly these 32 bytes, on the disk or not there at all. */
static int
file_create(const char *path, mode_t mode, const uint8_t bytes[32])
{
	bool whole;
	int fd;

	fd = open(
	    path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		return errno == EEXIST ? ERR_EXISTS : ERR_IO;
	whole = write(fd, bytes, 32) == 32 && fsync(fd) == 0;
	if (close(fd) == 0 && whole)
		return 0;
	unlink(path);
	return ERR_IO;
}

static int
file_read(const char *path, uint8_t bytes[32])
{
	uint8_t more[33];
	ssize_t n;
	int fd;

	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 && errno == ENOENT)
		return ERR_NOT_FOUND;
	if (fd < 0)
		return errno == EACCES ? ERR_DENIED : ERR_IO;
	n = read(fd, more, sizeof(more));
	close(fd);
	if (n == 32)
		memcpy(bytes, more, 32);
	sodium_memzero(more, sizeof(more));
	return n == 32 ? 0 : ERR_CORRUPT;
}

int
sign_public_write(const char *path, const uint8_t public_half[32])
{
	return file_create(path, 0644, public_half);
}

int
sign_public_read(const char *path, uint8_t public_half[32])
{
	return file_read(path, public_half);
}

int
sign_key_create(const char *path, uint8_t public_half[32])
{
	uint8_t seed[crypto_sign_SEEDBYTES];
	struct sign_key *k;
	int r;

	randombytes_buf(seed, sizeof(seed));
	if ((r = file_create(path, 0600, seed)) == 0) {
		k = key_from_seed(seed);
		sign_key_public(k, public_half);
		sign_key_free(k);
	}
	sodium_memzero(seed, sizeof(seed));
	return r;
}

int
sign_key_read(const char *path, struct sign_key **out)
{
	uint8_t seed[crypto_sign_SEEDBYTES];
	int r;

	if ((r = file_read(path, seed)) == 0)
		*out = key_from_seed(seed);
	sodium_memzero(seed, sizeof(seed));
	return r;
}

void
sign_key_free(struct sign_key *k)
{
	sodium_free(k);
}

void
sign_key_public(const struct sign_key *k, uint8_t to[32])
{
	crypto_sign_ed25519_sk_to_pk(to, k->secret);
}

void
sign_make(const struct sign_key *k, const void *p, size_t n, uint8_t to[64])
{
	crypto_sign_detached(to, NULL, p, n, k->secret);
}

bool
sign_holds(const uint8_t public_half[32], const void *p, size_t n,
    const uint8_t signature[64])
{
	return crypto_sign_verify_detached(signature, p, n, public_half) == 0;
}

void
sign_hash(const uint8_t *key, const void *p, size_t n, uint8_t to[32])
{
	crypto_generichash(to, 32, p, n, key, key != NULL ? 32 : 0);
}
