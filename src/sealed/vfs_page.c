/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "nonce.h"
#include "pages.h"
#include "vfs_internal.h"

_Static_assert(NONCE + TAG == VFS_RESERVE && NONCE == NONCE_BYTES,
    "a nonce and a tag fill the tail");

/* --- keys ------------------------------------------------------------------
 */

struct page_key *
page_key_new(const uint8_t secret[VFS_KEY])
{
	struct page_key *k = sodium_malloc(sizeof(*k));

	if (k == NULL)
		return NULL;
	k->users = 1;
	crypto_kdf_derive_from_key(
	    k->page, sizeof(k->page), 1, "xq-pages", secret);
	crypto_kdf_derive_from_key(
	    k->head, sizeof(k->head), 4, "xq-pages", secret);
	crypto_kdf_derive_from_key(
	    k->tag, sizeof(k->tag), 3, "xq-pages", secret);
	return k;
}

struct page_key *
page_key_share(struct page_key *k)
{
	k->users++;
	return k;
}

void
page_key_drop(struct page_key *k)
{
	if (k != NULL && --k->users == 0)
		sodium_free(k);
}

/* --- pages -----------------------------------------------------------------
 */

/* Of the database, a page is bound to its number. */
size_t
bound_page(sqlite3_int64 at, uint8_t to[BOUND_MAX])
{
	to[0] = 'D';
	for (int i = 1; i < 9; i++, at >>= 8)
		to[i] = (uint8_t)at;
	return 9;
}

void
page_seal(const struct sealed_file *f, const uint8_t *bound, size_t n,
    const uint8_t *plain, uint8_t *to)
{
	nonce_next(to + BODY);
	crypto_aead_xchacha20poly1305_ietf_encrypt_detached(to,
	    to + BODY + NONCE, NULL, plain, BODY, bound, n, NULL, to + BODY,
	    f->key->page);
}

/* The tail is given back as zeros: SQLite's checksum of a WAL frame covers
 * it, and must not depend on which way a page was read. */
bool
page_open(const struct sealed_file *f, const uint8_t *bound, size_t n,
    const uint8_t *from, uint8_t *plain)
{
	memset(plain + BODY, 0, VFS_RESERVE);
	return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(plain, NULL,
		   from, BODY, from + BODY + NONCE, bound, n, from + BODY,
		   f->key->page) == 0;
}

/* Nothing stands in the tail, and page 1 says that nothing ever will. */
bool
page_fits(const uint8_t *plain, bool first)
{
	return sodium_is_zero(plain + BODY, VFS_RESERVE) &&
	       (!first || (plain[16] == VFS_PAGE >> 8 && plain[17] == 0 &&
			      plain[20] == VFS_RESERVE));
}

/* The page kept of this place, if the tail on the disk is still its own. */
bool
kept_page(struct sealed_file *f, sqlite3_int64 at, uint8_t *to)
{
	const uint8_t *tail, *plain = pages_find(f->pages, f->kind, at, &tail);
	uint8_t now[VFS_RESERVE];

	if (plain == NULL ||
	    real_read(f, now, VFS_RESERVE, at + BODY) != SQLITE_OK ||
	    memcmp(now, tail, VFS_RESERVE) != 0)
		return false;
	memcpy(to, plain, VFS_PAGE);
	return true;
}

void
keep_page(struct sealed_file *f, sqlite3_int64 at, uint32_t number,
    const uint8_t *sealed, const uint8_t *plain)
{
	pages_keep(f->pages, f->kind, at, number, sealed + BODY, plain);
}
