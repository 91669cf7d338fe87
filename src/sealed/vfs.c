/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "nonce.h"
#include "pages.h"
#include "sealed/vfs.h"

#define VFS_NAME "xinqing"
#define BODY (VFS_PAGE - VFS_RESERVE)
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define WAL_HEAD 32
#define FRAME_HEAD 24
#define FRAME (FRAME_HEAD + VFS_PAGE)
#define HEAD_ROUND crypto_shorthash_siphashx24_BYTES
#define BOUND_MAX 16 /* what a page is sealed for */
#define RUN 8	     /* frames written at once */

_Static_assert(HEAD_ROUND >= WAL_HEAD / 2, "a round covers half a header");
_Static_assert(NONCE + TAG == VFS_RESERVE && NONCE == NONCE_BYTES,
    "a nonce and a tag fill the tail");

/* What one secret gives: one key a use.  Lives in guarded memory. */
struct page_key {
	int users;
	uint8_t page[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	uint8_t head[crypto_shorthash_siphashx24_KEYBYTES];
	uint8_t tag[crypto_generichash_KEYBYTES];
};

struct shim {
	sqlite3_vfs vfs;
	sqlite3_vfs *under;
	struct page_key *key; /* of what is opened next */
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

static struct shim *
shim_of(sqlite3_vfs *v)
{
	return v->pAppData;
}

static struct sealed_file *
sealed_of(sqlite3_file *f)
{
	return (struct sealed_file *)f;
}

/* What lies beneath. */
#define UNDER(vfs) (shim_of(vfs)->under)
#define REAL(file) (sealed_of(file)->real)
#define DOWN(file) (REAL(file)->pMethods)

/* --- keys ------------------------------------------------------------------
 */

static struct page_key *
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

static struct page_key *
page_key_share(struct page_key *k)
{
	k->users++;
	return k;
}

static void
page_key_drop(struct page_key *k)
{
	if (k != NULL && --k->users == 0)
		sodium_free(k);
}

/* --- pages -----------------------------------------------------------------
 */

/* Of the database, a page is bound to its number. */
static size_t
bound_page(sqlite3_int64 at, uint8_t to[BOUND_MAX])
{
	to[0] = 'D';
	for (int i = 1; i < 9; i++, at >>= 8)
		to[i] = (uint8_t)at;
	return 9;
}

/* Of the WAL, to the place of its frame and its number; not to what follows
 * in the header, which SQLite may fill in only when it makes the checksums
 * again. */
static size_t
bound_frame(sqlite3_int64 at, const uint8_t *head, uint8_t to[BOUND_MAX])
{
	bound_page(at, to);
	to[0] = 'W';
	memcpy(to + 9, head, 4);
	return 13;
}

static void
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
static bool
page_open(const struct sealed_file *f, const uint8_t *bound, size_t n,
    const uint8_t *from, uint8_t *plain)
{
	memset(plain + BODY, 0, VFS_RESERVE);
	return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(plain, NULL,
		   from, BODY, from + BODY + NONCE, bound, n, from + BODY,
		   f->key->page) == 0;
}

/* --- headers of the WAL ----------------------------------------------------
 */

/* One round: half the header goes into a keyed function (SipHash-2-4 of 128
 * bits), the other takes what comes out. */
static void
head_round(const struct sealed_file *f, sqlite3_int64 at, int round,
    uint8_t *head, size_t half)
{
	uint8_t in[2 + sizeof(at) + WAL_HEAD / 2], out[HEAD_ROUND];
	const uint8_t *from = head + (round % 2 == 0 ? 0 : half);
	uint8_t *to = head + (round % 2 == 0 ? half : 0);

	in[0] = (uint8_t)round;
	in[1] = (uint8_t)half;
	for (size_t i = 0; i < sizeof(at); i++)
		in[2 + i] = (uint8_t)(at >> 8 * i);
	memcpy(in + 2 + sizeof(at), from, half);
	crypto_shorthash_siphashx24(
	    out, in, 2 + sizeof(at) + half, f->key->head);
	for (size_t i = 0; i < half; i++)
		to[i] ^= out[i];
}

/* A permutation of all n bytes, another one at every place of the file: a
 * Feistel network of four rounds. */
static void
head_hide(
    const struct sealed_file *f, sqlite3_int64 at, uint8_t *head, size_t n)
{
	for (int round = 0; round < 4; round++)
		head_round(f, at, round, head, n / 2);
}

static void
head_show(
    const struct sealed_file *f, sqlite3_int64 at, uint8_t *head, size_t n)
{
	for (int round = 3; round >= 0; round--)
		head_round(f, at, round, head, n / 2);
}

/* --- reading and writing beneath -------------------------------------------
 */

static int
real_read(struct sealed_file *f, void *p, int n, sqlite3_int64 at)
{
	return f->real->pMethods->xRead(f->real, p, n, at);
}

static int
real_write(struct sealed_file *f, const void *p, int n, sqlite3_int64 at)
{
	return f->real->pMethods->xWrite(f->real, p, n, at);
}

/* The page kept of this place, if the tail on the disk is still its own. */
static bool
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

/* The number of a page: of the database by its place, of a frame of the WAL
 * as its header says. */
static uint32_t
page_number(sqlite3_int64 at)
{
	return (uint32_t)(at / VFS_PAGE) + 1;
}

static uint32_t
frame_number(const uint8_t *head)
{
	return (uint32_t)head[0] << 24 | (uint32_t)head[1] << 16 |
	       (uint32_t)head[2] << 8 | head[3];
}

static void
keep_page(struct sealed_file *f, sqlite3_int64 at, uint32_t number,
    const uint8_t *sealed, const uint8_t *plain)
{
	pages_keep(f->pages, f->kind, at, number, sealed + BODY, plain);
}

/* --- the database ----------------------------------------------------------
 */

/* Is there nothing at this place, or only something that cannot be read? */
static int
db_past_end(struct sealed_file *f, sqlite3_int64 at)
{
	sqlite3_int64 size;
	int rc = f->real->pMethods->xFileSize(f->real, &size);

	if (rc != SQLITE_OK)
		return rc;
	return at < size ? SQLITE_IOERR_DATA : SQLITE_IOERR_SHORT_READ;
}

/*
 * A page never written is a hole, all zeros, and is given back as such: a
 * tree page of zeros SQLite itself calls corrupt.  So is one past the end of
 * the file; one that is cut off is an error.
 */
static int
db_read_page(struct sealed_file *f, uint8_t *to, sqlite3_int64 at)
{
	uint8_t bound[BOUND_MAX];
	int rc;

	if (kept_page(f, at, to))
		return SQLITE_OK;
	rc = real_read(f, f->work, VFS_PAGE, at);
	if (rc == SQLITE_IOERR_SHORT_READ)
		rc = db_past_end(f, at);
	memset(to, 0, VFS_PAGE);
	if (rc != SQLITE_OK || (sodium_is_zero(f->work + BODY, VFS_RESERVE) &&
				   sodium_is_zero(f->work, BODY)))
		return rc;
	if (!page_open(f, bound, bound_page(at, bound), f->work, to))
		return SQLITE_IOERR_DATA;
	keep_page(f, at, page_number(at), f->work, to);
	return SQLITE_OK;
}

/*
 * SQLite looks at two parts of page 1 by themselves: the first 100 bytes when
 * it opens a file, before it knows of a WAL, and 16 bytes that tell whether
 * its cache is stale.  Both are hints.  If a checkpoint died while writing
 * page 1 the WAL still has it, so here a broken page is a page without news,
 * of the size we always use; when SQLite reads it whole, it is an error.
 */
static int
db_read_part(struct sealed_file *f, uint8_t *to, int n, int from)
{
	uint8_t page[VFS_PAGE];
	int rc = db_read_page(f, page, 0);

	if (rc == SQLITE_IOERR_DATA) {
		memset(page, 0, sizeof(page));
		page[16] = VFS_PAGE >> 8;
		page[20] = VFS_RESERVE;
		rc = SQLITE_OK;
	}
	if (rc == SQLITE_OK || rc == SQLITE_IOERR_SHORT_READ)
		memcpy(to, page + from, (size_t)n);
	sodium_memzero(page, sizeof(page));
	return rc;
}

static int
db_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);

	if (n == VFS_PAGE && at % VFS_PAGE == 0)
		return db_read_page(f, to, at);
	if ((n == 100 && at == 0) || (n == 16 && at == 24))
		return db_read_part(f, to, n, (int)at);
	return SQLITE_IOERR_READ;
}

/* Nothing stands in the tail, and page 1 says that nothing ever will. */
static bool
page_fits(const uint8_t *plain, bool first)
{
	return sodium_is_zero(plain + BODY, VFS_RESERVE) &&
	       (!first || (plain[16] == VFS_PAGE >> 8 && plain[17] == 0 &&
			      plain[20] == VFS_RESERVE));
}

static int
db_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);
	uint8_t bound[BOUND_MAX];

	if (n != VFS_PAGE || at % VFS_PAGE != 0 || !page_fits(from, at == 0))
		return SQLITE_IOERR_WRITE;
	page_seal(f, bound, bound_page(at, bound), from, f->work);
	keep_page(f, at, page_number(at), f->work, from);
	return real_write(f, f->work, n, at);
}

/* --- the WAL: a header, then frames of a header and a page ------------------
 */

static bool
wal_at_frame(sqlite3_int64 at)
{
	return at >= WAL_HEAD && (at - WAL_HEAD) % FRAME == 0;
}

/*
 * Frames are sealed one by one and written together: at the latest with the
 * frame that commits, before SQLite tells anybody of them, and before
 * anything else is done with the file.
 */
static int
wal_flush(struct sealed_file *f)
{
	size_t n = f->run_n;

	f->run_n = 0;
	return n == 0 ? SQLITE_OK : real_write(f, f->run, (int)n, f->run_at);
}

/* Room for n bytes at this place of the file. */
static int
wal_room(struct sealed_file *f, sqlite3_int64 at, size_t n, uint8_t **to)
{
	int rc = SQLITE_OK;

	if (f->run_n + n > (size_t)RUN * FRAME ||
	    at != f->run_at + (sqlite3_int64)f->run_n)
		rc = wal_flush(f);
	if (rc != SQLITE_OK)
		return rc;
	if (f->run_n == 0)
		f->run_at = at;
	*to = f->run + f->run_n;
	f->run_n += n;
	return SQLITE_OK;
}

/* The lock of writers was given back: what was not committed is nothing. */
static void
wal_ended(struct sealed_file *f)
{
	f->run_n = 0;
	f->rewriting = false;
}

/* Header and page in one read, for both callers need both. */
static int
wal_open_frame(
    struct sealed_file *f, sqlite3_int64 at, uint8_t head[], uint8_t *page)
{
	uint8_t bound[BOUND_MAX];
	int rc = real_read(f, f->work, FRAME, at);

	if (rc != SQLITE_OK)
		return rc;
	memcpy(head, f->work, FRAME_HEAD);
	head_show(f, at, head, FRAME_HEAD);
	return page_open(f, bound, bound_frame(at, head, bound),
		   f->work + FRAME_HEAD, page)
		   ? SQLITE_OK
		   : SQLITE_IOERR_DATA;
}

/*
 * SQLite reads whole frames to recover a WAL, and stops at the first that
 * does not check: a torn tail is no error.  So a frame that does not open is
 * one of zeros, which is never valid.  The same read while checksums are made
 * again is of frames just written: there it is an error.
 */
static int
wal_read_frame(struct sealed_file *f, uint8_t *to, sqlite3_int64 at)
{
	int rc = wal_open_frame(f, at, to, to + FRAME_HEAD);

	if (rc == SQLITE_IOERR_DATA && !f->rewriting) {
		memset(to, 0, FRAME);
		rc = SQLITE_OK;
	}
	return rc;
}

static int
wal_read_page(struct sealed_file *f, uint8_t *to, sqlite3_int64 at)
{
	uint8_t head[FRAME_HEAD];
	int rc;

	if (kept_page(f, at, to))
		return SQLITE_OK;
	if ((rc = wal_open_frame(f, at - FRAME_HEAD, head, to)) == SQLITE_OK)
		keep_page(f, at, frame_number(head), f->work + FRAME_HEAD, to);
	return rc;
}

/* All of a header, or from its byte skip on. */
static int
wal_read_head(
    struct sealed_file *f, uint8_t *to, sqlite3_int64 at, int n, int skip)
{
	uint8_t head[WAL_HEAD];
	int rc = real_read(f, head, n, at);

	if (rc == SQLITE_OK) {
		head_show(f, at, head, (size_t)n);
		memcpy(to, head + skip, (size_t)(n - skip));
	}
	return rc;
}

/*
 * The file's header fills no sector, so it is never torn: there, made by a
 * crash as a hole, or changed.  Without this check a WAL under a wrong key
 * would look like one with nothing in it, which SQLite removes.
 */
static int
wal_read_start(struct sealed_file *f, uint8_t *to)
{
	static const uint8_t magic[] = { 0x37, 0x7f, 0x06, 0x82 };
	static const uint8_t version[] = { 0x00, 0x2d, 0xe2, 0x18 };
	int rc = real_read(f, f->work, WAL_HEAD, 0);

	if (rc != SQLITE_OK)
		return rc;
	memcpy(to, f->work, WAL_HEAD);
	if (sodium_is_zero(to, WAL_HEAD))
		return SQLITE_OK;
	head_show(f, 0, to, WAL_HEAD);
	if (memcmp(to, magic, 3) != 0 || (to[3] & 0xfe) != magic[3] ||
	    memcmp(to + 4, version, sizeof(version)) != 0)
		return SQLITE_IOERR_DATA;
	return SQLITE_OK;
}

static int
wal_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);
	int rc = wal_flush(f);

	if (rc != SQLITE_OK)
		return rc;
	if (n == WAL_HEAD && at == 0)
		return wal_read_start(f, to);
	if (n == FRAME && wal_at_frame(at))
		return wal_read_frame(f, to, at);
	if (n == VFS_PAGE && wal_at_frame(at - FRAME_HEAD))
		return wal_read_page(f, to, at);
	/* The checksum that ends a header. */
	if (n == 8 && at == WAL_HEAD - 8)
		return wal_read_head(f, to, 0, WAL_HEAD, WAL_HEAD - 8);
	if (n == 8 && wal_at_frame(at - (FRAME_HEAD - 8)))
		return wal_read_head(
		    f, to, at - (FRAME_HEAD - 8), FRAME_HEAD, FRAME_HEAD - 8);
	return SQLITE_IOERR_READ;
}

static int
wal_write_head(struct sealed_file *f, const void *from, sqlite3_int64 at, int n)
{
	uint8_t *to;
	int rc = wal_room(f, at, (size_t)n, &to);

	if (rc != SQLITE_OK)
		return rc;
	memcpy(to, from, (size_t)n);
	head_hide(f, at, to, (size_t)n);
	if (n == FRAME_HEAD) {
		f->head_at = at;
		memcpy(f->head, from, FRAME_HEAD);
	}
	/* Its page follows; not so when checksums are made again. */
	return n == FRAME_HEAD && !f->rewriting ? SQLITE_OK : wal_flush(f);
}

/* The page belongs to the header just written; without one, a page of this
 * transaction is being written over, whose header is in the file. */
static int
wal_find_head(struct sealed_file *f, sqlite3_int64 frame)
{
	int rc;

	if (f->head_at == frame)
		return SQLITE_OK;
	f->head_at = -1;
	if ((rc = wal_flush(f)) != SQLITE_OK)
		return rc;
	rc = wal_read_head(f, f->head, frame, FRAME_HEAD, 0);
	if (rc != SQLITE_OK)
		return rc == SQLITE_IOERR_SHORT_READ ? SQLITE_IOERR_WRITE : rc;
	f->head_at = frame;
	f->rewriting = true;
	return SQLITE_OK;
}

static int
wal_write_page(struct sealed_file *f, const uint8_t *from, sqlite3_int64 at)
{
	sqlite3_int64 frame = at - FRAME_HEAD;
	uint8_t bound[BOUND_MAX], *to;
	bool commits;
	int rc;

	if ((rc = wal_find_head(f, frame)) != SQLITE_OK)
		return rc;
	if (!page_fits(from, frame_number(f->head) == 1))
		return SQLITE_IOERR_WRITE;
	if ((rc = wal_room(f, at, VFS_PAGE, &to)) != SQLITE_OK)
		return rc;
	page_seal(f, bound, bound_frame(frame, f->head, bound), from, to);
	keep_page(f, at, frame_number(f->head), to, from);
	commits = !sodium_is_zero(f->head + 4, 4);
	return commits || f->rewriting ? wal_flush(f) : SQLITE_OK;
}

static int
wal_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	struct sealed_file *f = sealed_of(file);

	if ((n == WAL_HEAD && at == 0) || (n == FRAME_HEAD && wal_at_frame(at)))
		return wal_write_head(f, from, at, n);
	if (n == VFS_PAGE && wal_at_frame(at - FRAME_HEAD))
		return wal_write_page(f, from, at);
	return SQLITE_IOERR_WRITE;
}

/* --- what both files hand down as it is -------------------------------------
 */

static int
file_close(sqlite3_file *file)
{
	struct sealed_file *f = sealed_of(file);
	int rc = f->real->pMethods->xClose(f->real);

	if (f->kind == 'D')
		pages_free(f->pages);
	else if (f->wal != NULL)
		f->wal->wal = NULL;
	free(f->run);
	page_key_drop(f->key);
	f->key = NULL;
	return rc;
}

static void
sync_failed(struct sealed_file *f)
{
	const struct sealed_file *db = f->kind == 'D' ? f : f->wal;

	f->failed = true;
	if (db != NULL && db->tell != NULL)
		*db->tell = true;
}

/*
 * A sync that has failed is never said to have succeeded later: the kernel
 * calls clean what it could not write.
 */
static int
file_sync(sqlite3_file *file, int flags)
{
	struct sealed_file *f = sealed_of(file);
	int rc = wal_flush(f);

	f->rewriting = false;
	if (rc != SQLITE_OK)
		return rc;
	if (f->failed)
		return SQLITE_IOERR_FSYNC;
	rc = f->real->pMethods->xSync(f->real, flags);
	if (rc != SQLITE_OK)
		sync_failed(f);
	return rc;
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	int rc = wal_flush(sealed_of(file));

	if (sealed_of(file)->kind == 'D' && size % VFS_PAGE != 0)
		return SQLITE_IOERR_TRUNCATE;
	return rc == SQLITE_OK ? DOWN(file)->xTruncate(REAL(file), size) : rc;
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	int rc = wal_flush(sealed_of(file));

	return rc == SQLITE_OK ? DOWN(file)->xFileSize(REAL(file), size) : rc;
}

static int
file_lock(sqlite3_file *file, int level)
{
	return DOWN(file)->xLock(REAL(file), level);
}

static int
file_unlock(sqlite3_file *file, int level)
{
	return DOWN(file)->xUnlock(REAL(file), level);
}

static int
file_reserved(sqlite3_file *file, int *held)
{
	return DOWN(file)->xCheckReservedLock(REAL(file), held);
}

static int
file_control(sqlite3_file *file, int op, void *arg)
{
	sqlite3_file *real = sealed_of(file)->real;

	if (op == SQLITE_FCNTL_VFSNAME) {
		*(char **)arg = sqlite3_mprintf("%s", VFS_NAME);
		return SQLITE_OK;
	}
	if (op == VFS_TELL_FAILED) {
		sealed_of(file)->tell = arg;
		return SQLITE_OK;
	}
	/* Atomic batches and mappings would go round the seal. */
	if (op == SQLITE_FCNTL_MMAP_SIZE ||
	    op == SQLITE_FCNTL_BEGIN_ATOMIC_WRITE)
		return SQLITE_NOTFOUND;
	return real->pMethods->xFileControl(real, op, arg);
}

static int
file_sector(sqlite3_file *file)
{
	return DOWN(file)->xSectorSize(REAL(file));
}

/* Without this promise, which the stock VFS makes as well, SQLite pads a WAL
 * to the sector and writes a page in two pieces. */
static int
file_device(sqlite3_file *file)
{
	(void)file;
	return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
file_shm_map(
    sqlite3_file *file, int page, int size, int extend, void volatile **to)
{
	return DOWN(file)->xShmMap(REAL(file), page, size, extend, to);
}

static int
file_shm_lock(sqlite3_file *file, int from, int n, int flags)
{
	struct sealed_file *f = sealed_of(file);

	/* Lock 0 is the one of writers: their transaction has ended. */
	if (from == 0 && f->wal != NULL &&
	    flags == (SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE))
		wal_ended(f->wal);
	return f->real->pMethods->xShmLock(f->real, from, n, flags);
}

static void
file_shm_barrier(sqlite3_file *file)
{
	DOWN(file)->xShmBarrier(REAL(file));
}

static int
file_shm_unmap(sqlite3_file *file, int delete)
{
	return DOWN(file)->xShmUnmap(REAL(file), delete);
}

/* Version 2: without xFetch, so nothing is mapped. */
#define FILE_METHODS(read, write)                                             \
	{                                                                     \
		.iVersion = 2, .xClose = file_close, .xRead = read,           \
		.xWrite = write, .xTruncate = file_truncate,                  \
		.xSync = file_sync, .xFileSize = file_size,                   \
		.xLock = file_lock, .xUnlock = file_unlock,                   \
		.xCheckReservedLock = file_reserved,                          \
		.xFileControl = file_control, .xSectorSize = file_sector,     \
		.xDeviceCharacteristics = file_device,                        \
		.xShmMap = file_shm_map, .xShmLock = file_shm_lock,           \
		.xShmBarrier = file_shm_barrier, .xShmUnmap = file_shm_unmap, \
	}

static const sqlite3_io_methods db_methods = FILE_METHODS(db_read, db_write);
static const sqlite3_io_methods wal_methods = FILE_METHODS(wal_read, wal_write);

/* --- the VFS -----------------------------------------------------------------
 */

/* Anything but a database and its WAL is refused: a journal or a temporary
 * file would hold pages in the clear. */
static int
shim_open(sqlite3_vfs *v, const char *name, sqlite3_file *file, int flags,
    int *out_flags)
{
	struct shim *s = shim_of(v);
	struct sealed_file *f = sealed_of(file);
	bool wal = (flags & SQLITE_OPEN_WAL) != 0;
	int rc;

	file->pMethods = NULL;
#ifdef XINQING_STOCK_VFS /* the owner leaves the pages to an encrypted disk */
	return s->under->xOpen(s->under, name, file, flags, out_flags);
#endif
	if (name == NULL ||
	    (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0 ||
	    (flags & SQLITE_OPEN_DELETEONCLOSE) != 0)
		return SQLITE_CANTOPEN;
	memset(f, 0, sizeof(*f));
	f->real = (sqlite3_file *)(f + 1);
	f->kind = wal ? 'W' : 'D';
	f->head_at = -1;
	rc = s->under->xOpen(s->under, name, f->real, flags, out_flags);
	if (rc != SQLITE_OK) {
		if (f->real->pMethods != NULL)
			f->real->pMethods->xClose(f->real);
		return rc;
	}
	/* A WAL has the key of its database, whatever came after. */
	if (wal) {
		struct sealed_file *db =
		    sealed_of(sqlite3_database_file_object(name));

		f->key = page_key_share(db->key);
		f->pages = db->pages;
		f->run = mem_zero(RUN, FRAME);
		f->wal = db;
		db->wal = f;
	} else {
		f->key = page_key_share(s->key);
		f->pages = pages_new();
	}
	file->pMethods = wal ? &wal_methods : &db_methods;
	return SQLITE_OK;
}

static int
shim_delete(sqlite3_vfs *v, const char *name, int sync)
{
	return UNDER(v)->xDelete(UNDER(v), name, sync);
}

static int
shim_access(sqlite3_vfs *v, const char *name, int flags, int *out)
{
	return UNDER(v)->xAccess(UNDER(v), name, flags, out);
}

/* As it is: the folders above the data folder need not be open to us. */
static int
shim_path(sqlite3_vfs *v, const char *name, int size, char *to)
{
	(void)v;
	if (strlen(name) >= (size_t)size)
		return SQLITE_CANTOPEN_FULLPATH;
	memcpy(to, name, strlen(name) + 1);
	return SQLITE_OK;
}

static int
shim_random(sqlite3_vfs *v, int n, char *to)
{
	(void)v;
	randombytes_buf(to, (size_t)n);
	return n;
}

static int
shim_sleep(sqlite3_vfs *v, int us)
{
	return UNDER(v)->xSleep(UNDER(v), us);
}

static int
shim_time(sqlite3_vfs *v, double *to)
{
	return UNDER(v)->xCurrentTime(UNDER(v), to);
}

static int
shim_time_ms(sqlite3_vfs *v, sqlite3_int64 *to)
{
	return UNDER(v)->xCurrentTimeInt64(UNDER(v), to);
}

static int
shim_last_error(sqlite3_vfs *v, int n, char *to)
{
	return UNDER(v)->xGetLastError(UNDER(v), n, to);
}

/* Made once a process and never freed: SQLite keeps it. */
static struct shim *
shim_new(sqlite3_vfs *under)
{
	struct shim *s = mem_zero(1, sizeof(*s));

	s->under = under;
	s->vfs = (sqlite3_vfs){ .iVersion = 2,
		.szOsFile = (int)sizeof(struct sealed_file) + under->szOsFile,
		.mxPathname = under->mxPathname,
		.zName = VFS_NAME,
		.pAppData = s,
		.xOpen = shim_open,
		.xDelete = shim_delete,
		.xAccess = shim_access,
		.xFullPathname = shim_path,
		.xRandomness = shim_random,
		.xSleep = shim_sleep,
		.xCurrentTime = shim_time,
		.xGetLastError = shim_last_error,
		.xCurrentTimeInt64 = shim_time_ms };
	return s;
}

int
vfs_use(const uint8_t key[VFS_KEY])
{
	struct page_key *k = page_key_new(key);
	sqlite3_vfs *found;
	struct shim *s;

	if (k == NULL || nonce_init() != 0) {
		page_key_drop(k);
		return ERR_MEMORY;
	}
	/* Statement journals stay in memory.  Refused once SQLite has
	 * started: then a journal that spills is refused by shim_open(). */
	sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
	if ((found = sqlite3_vfs_find(VFS_NAME)) != NULL) {
		s = shim_of(found);
		page_key_drop(s->key);
		s->key = k;
		return 0;
	}
	s = shim_new(sqlite3_vfs_find(NULL));
	s->key = k;
	return sqlite3_vfs_register(&s->vfs, 1) == SQLITE_OK ? 0 : ERR_SYSTEM;
}

void
vfs_tag(const char *use, const void *p, size_t n, uint8_t tag[VFS_TAG])
{
	struct shim *s = shim_of(sqlite3_vfs_find(VFS_NAME));
	crypto_generichash_state h;

	crypto_generichash_init(&h, s->key->tag, sizeof(s->key->tag), VFS_TAG);
	crypto_generichash_update(&h, (const uint8_t *)use, strlen(use) + 1);
	crypto_generichash_update(&h, p, n);
	crypto_generichash_final(&h, tag, VFS_TAG);
}
