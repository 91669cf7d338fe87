/* SPDX-License-Identifier: Apache-2.0 */
#ifndef SEALED_VFS_INTERNAL_H
#define SEALED_VFS_INTERNAL_H

#include <sodium.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sealed/vfs.h"

/* What vfs.c, vfs_page.c and vfs_wal.c share. */

#define BODY (VFS_PAGE - VFS_RESERVE)
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define WAL_HEAD 32
#define FRAME_HEAD 24
#define FRAME (FRAME_HEAD + VFS_PAGE)
#define HEAD_ROUND crypto_shorthash_siphashx24_BYTES
#define BOUND_MAX 16 /* what a page is sealed for */
#define RUN 8	     /* frames written at once */

/* What one secret gives: one key a use.  Lives in guarded memory. */
struct page_key {
	int users;
	uint8_t page[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	uint8_t head[crypto_shorthash_siphashx24_KEYBYTES];
	uint8_t tag[crypto_generichash_KEYBYTES];
};

struct sealed_file {
	sqlite3_file base;
	sqlite3_file *real; /* right behind this struct */
	struct page_key *key;
	char kind;		 /* 'D' database, 'W' its WAL */
	struct pages *pages;	 /* of the database, for both */
	struct sealed_file *wal; /* of a database, while it is open */
	bool failed; /* a sync: what is on the disk is not known any more */
	bool *tell;  /* of a database: who asked to be told so, or NULL */
	/* WAL: sealed frames still to be written, from run_at on. */
	uint8_t *run;
	size_t run_n;
	sqlite3_int64 run_at;
	/* WAL: the frame whose header was written last, and that header. */
	sqlite3_int64 head_at;
	uint8_t head[FRAME_HEAD];
	/* WAL: a page of this transaction was written over, so the checksums
	 * that follow are about to be read and made again. */
	bool rewriting;
	uint8_t work[FRAME]; /* what lies on the disk, never plain text */
};

static inline struct sealed_file *
sealed_of(sqlite3_file *f)
{
	return (struct sealed_file *)f;
}

static inline int
real_read(struct sealed_file *f, void *p, int n, sqlite3_int64 at)
{
	return f->real->pMethods->xRead(f->real, p, n, at);
}

static inline int
real_write(struct sealed_file *f, const void *p, int n, sqlite3_int64 at)
{
	return f->real->pMethods->xWrite(f->real, p, n, at);
}

/* vfs_page.c: keys, and pages sealed and opened */
struct page_key *page_key_new(const uint8_t secret[VFS_KEY]);
struct page_key *page_key_share(struct page_key *k);
void page_key_drop(struct page_key *k); /* NULL is fine */
size_t bound_page(sqlite3_int64 at, uint8_t to[BOUND_MAX]);
void page_seal(const struct sealed_file *f, const uint8_t *bound, size_t n,
    const uint8_t *plain, uint8_t *to);
bool page_open(const struct sealed_file *f, const uint8_t *bound, size_t n,
    const uint8_t *from, uint8_t *plain);
bool page_fits(const uint8_t *plain, bool first);
bool kept_page(struct sealed_file *f, sqlite3_int64 at, uint8_t *to);
void keep_page(struct sealed_file *f, sqlite3_int64 at, uint32_t number,
    const uint8_t *sealed, const uint8_t *plain);

/* vfs_wal.c: the WAL, read and written */
int wal_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at);
int wal_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at);
int wal_flush(struct sealed_file *f);
void wal_ended(struct sealed_file *f);

#endif
